"""How stages are judged: what was changed between them, and under which ruling.

Implements "How stages are judged" in record-format.md.
"""

from canonical import salt, short_code
from stages import ranking_digest, ruling_digest, side_of_record


def needs_ruling(thing, how, kinds):
    """Whether a difference needs a ruling; `kinds` are those of the earlier side and before it."""
    word = thing.partition("/")[0]
    if word in ("vacancy", "round"):
        return "plan" in kinds
    if word in ("person", "papers"):
        return bool(kinds & {"scores", "ranking"})
    if word == "mark" and how == "added":
        return bool(kinds & {"exams", "ranking"})
    if word == "lot" and how == "added":
        return "ranking" in kinds
    if word in ("preferences", "give-up", "ruling", "answer") and how == "added":
        return False
    return True


def covers(change, thing, old, new, later):
    """Whether a ruling `change` covers a difference, and is among those of the later side."""
    object_, old_code, new_code, digest = change
    if object_ != thing or digest not in later.rulings:
        return False
    if old_code != (short_code(old) if old else ""):
        return False
    if new is not None:
        return new_code == short_code(new)
    word = thing.partition("/")[0]
    if new_code and word in ("ruling", "answer"):
        return f"{word}/{new_code}" in later.objects
    return new_code == ""


class StageJudge:
    """Step 11 of a record that holds stages, or of which somebody holds one."""

    def __init__(self, step, computed, secret, statement):
        self.step = step
        self.computed = computed
        self.secret = secret
        self.statement = statement
        self.notes = []

    def run(self, stages, held, trust):
        """All of it, the stages in their order."""
        self.chain(stages)
        self.signed(stages, trust)
        fingerprints = {stage.fingerprint for stage in stages}
        left_out = [stage for stage in held if stage.fingerprint not in fingerprints]
        for stage in left_out:
            self.step.fail("stage-left-out", f"{stage.name} is none of the record's stages")
        if self.computed is None or self.statement is None or self.secret is None:
            self.step.leave("needs-earlier-step", "the round was not read")
            return
        known = salt(self.secret, "secret/").hex()
        strange = [stage.name for stage in stages if stage.predicate["secret"] != known]
        if strange:
            self.step.fail("other-secret", f"stage {strange[0]} was sealed under another secret")
            return
        self.compare(stages)
        for stage in left_out:
            if stage.predicate["secret"] == known:
                self.transition(stage.side(), self.record, {stage.kind})
        if self.computed.ranking is not None:
            self.misstated(stages)

    def signed(self, stages, trust):
        """Each is signed by every given key, or as the trust file asks."""
        for stage in stages:
            for code, text in trust.missing(stage.endorsements):
                self.step.fail(code, f"stage {stage.name}: {text}")

    def chain(self, stages):
        """Each is behind the one before, and of this round."""
        before = None
        for stage in stages:
            if stage.predicate.get("after") != before:
                self.step.fail("stage-chain", f"stage {stage.name} is not behind the one before")
            own = self.statement and self.statement["predicate"]["round"]["id"]
            if own and stage.predicate["round"]["id"] != own:
                self.step.fail("stage-chain", f"stage {stage.name} is of another round")
            before = stage.fingerprint

    def compare(self, stages):
        """Each stage against the next, the last one against the record."""
        round_ = self.computed.round
        self.changes = []
        for row in round_.tables["rulings"]:
            if row["kind"] == "change":
                digest = ruling_digest(round_, self.secret, "rulings", row)
                self.changes.append((row["object"], row["old"], row["new"], digest))
        self.record = side_of_record(round_, self.secret, self.statement["predicate"])
        sides = [stage.side() for stage in stages] + [self.record]
        kinds = set()
        for stage, earlier, later in zip(stages, sides, sides[1:]):
            kinds.add(stage.kind)
            self.transition(earlier, later, kinds)

    def transition(self, earlier, later, kinds):
        """All differences between two sides."""
        if earlier.scoring != later.scoring:
            self.step.fail("scoring-changed", f"{earlier.name} to {later.name}: another scoring part")
        for thing in sorted(set(earlier.objects) | set(later.objects)):
            old, new = earlier.objects.get(thing), later.objects.get(thing)
            if old == new:
                continue
            how = "added" if old is None else "removed" if new is None else "changed"
            if not needs_ruling(thing, how, kinds):
                self.notes.append(f"{earlier.name} to {later.name}: {thing} {how}, no ruling needed")
            elif any(covers(change, thing, old, new, later) for change in self.changes):
                self.notes.append(f"{earlier.name} to {later.name}: {thing} {how}, by a ruling")
            else:
                self.step.fail("changed-without-ruling",
                               f"{earlier.name} to {later.name}: {thing} {how} without a ruling")

    def misstated(self, stages):
        """The last stage of scores or ranking, if its inputs are those of the record."""
        told = [stage for stage in stages if stage.kind in ("scores", "ranking")]
        if not told or told[-1].side().objects != self.record.objects:
            return
        stage, computed = told[-1], self.computed
        sheets = computed.scoring.sheets
        for entry in stage.digests["people"]:
            if entry.get("sheet") != sheets[entry["id"]].digest:
                self.step.fail("stage-misstated", f"stage {stage.name}: the sheet of {entry['id']}")
        if "ranking" in stage.digests:
            (sitting, _), = computed.round.scheme.sittings()
            digest = ranking_digest(self.secret, sitting, computed.ranking, sheets)
            if stage.digests["ranking"] != [{"sitting": sitting, "digest": digest}]:
                self.step.fail("stage-misstated", f"stage {stage.name}: the ranking")
