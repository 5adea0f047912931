"""The eleven steps of verifying a record.

Implements "What a reader does" and "What belongs to which step" in record-format.md.
"""

import compare
import envelope
import shapes
from canonical import digests, read_json, sha256
from check import Check
from compute import Computed
from folder import RECORD_FILES, RECORD_FOLDERS, Folder, misnumbered
from report import NotDone, Refused, Report
from round import Round
from scheme import SHIPPED, SHIPPED_NAMES
from stage_judge import StageJudge
from stages import Stage

NAMES = ("envelope", "signatures", "digests", "normal_form", "scores", "ranking", "allocation",
         "check", "acknowledgements", "particulars", "stages")
SCORES, RANKING, ALLOCATION, CHECK, ACKNOWLEDGEMENTS, PARTICULARS = range(5, 11)
KNOWN_VERSION = 2
ROUND = "urn:anzhi:round:v"


def read_statement(data):
    """A statement and its version; later versions are not judged."""
    value = read_json(data, "statement.json")
    kind = value.get("predicateType") if isinstance(value, dict) else None
    if not isinstance(kind, str):
        raise Refused("malformed", "statement.json has no predicateType")
    version = shapes.version_of(kind, ROUND, "predicateType")
    if version > KNOWN_VERSION:
        raise NotDone("unknown-version", f"a statement of version {version}, which this reader does not know")
    shapes.check(value, shapes.statement(version), "statement.json")
    if value["predicate"]["format"] != str(version):
        raise Refused("malformed", "predicate.format is not the version of predicateType")
    if value["subject"][0]["name"] != "manifest.json":
        raise Refused("malformed", "the subject of the statement is not manifest.json")
    return value, version


def judge_statement(report, data, endorsements, trust):
    """Steps 1 and 2 for a statement and its endorsements; (statement, version) or (None, None).

    `endorsements` are bytes or JSON by fingerprint. Also used by editions and receipts.
    """
    statement, version = report.step(1).run(read_statement, data) or (None, None)
    report.fingerprint = sha256(data)
    found = {stem: envelope.examine(entry, stem, ("statement.json", data), version, trust.keys)
             for stem, entry in endorsements.items()}
    report.signed = envelope.judge(report.step(1), report.step(2), found, trust)
    return statement, version


class RecordVerifier:
    """One verification of one record."""

    def __init__(self, path, trust, held):
        self.trust = trust
        self.held = held                # stages that whoever verifies holds
        self.report = Report("record", NAMES)
        self.folder = Folder(path, RECORD_FILES, RECORD_FOLDERS)
        self.files = self.folder.files
        self.statement = self.version = None
        self.manifest = self.result = self.secret = self.computed = self.stages = None
        self.readable = []

    def run(self):
        """All steps, as far as they can be done."""
        step = self.report.step
        for fault in self.folder.faults:
            step(1).fail(*fault)
        for name in RECORD_FILES:
            if name not in self.files:
                step(1).fail("missing-file", f"there is no {name}")
        if "statement.json" in self.files:
            self.statement, self.version = judge_statement(
                self.report, self.files["statement.json"], self.folder.endorsements(), self.trust)
        else:
            self.wait(2, 2, "there is no statement")
        step(1).run(self.read_manifest)
        step(3).run(self.check_digests)
        step(1).run(self.read_result)
        step(1).run(self.read_stages)
        if self.manifest is None:
            self.wait(4, PARTICULARS, "the manifest is not judged")
        else:
            step(4).run(self.normal_form)
            self.steps_5_to_10()
        step(11).run(self.judge_stages)
        return self.report

    def wait(self, first, last, text):
        """Leaves the steps that wait for an earlier one."""
        for number in range(first, last + 1):
            self.report.step(number).leave("needs-earlier-step", text)

    # ---- step 1: the forms of the files ----

    def read_manifest(self):
        """The manifest: its form, its version, its order."""
        if "manifest.json" not in self.files:
            return
        manifest = read_json(self.files["manifest.json"], "manifest.json")
        self.refuse_later(manifest, "manifest.json")
        shapes.check(manifest, shapes.manifest(self.version), "manifest.json")
        names = [entry["name"] for entry in manifest["files"]]
        if names != sorted(set(names), key=lambda name: name.encode("utf-8")):
            raise Refused("malformed", "manifest.json: the files are not sorted, each once")
        for name in names:
            if name in ("manifest.json", "statement.json") or name.startswith("endorsements/"):
                raise Refused("malformed", f"manifest.json names {name}")
        self.manifest = manifest
        self.secret = bytes.fromhex(manifest["secret"])

    def refuse_later(self, value, name):
        """A file of a later version is not judged; one of another version does not belong here."""
        own = value.get("format") if isinstance(value, dict) else None
        if isinstance(own, bool) or not isinstance(own, int) or own < 1:
            raise Refused("malformed", f"{name} has no format")
        if own > KNOWN_VERSION:
            raise NotDone("unknown-version", f"{name} is of version {own}, which this reader does not know")
        if self.version is None:
            self.version = own          # without a statement the manifest says the version
        if own != self.version:
            raise Refused("malformed", f"{name} is of version {own}, the record of {self.version}")

    def read_result(self):
        """result.json."""
        if "result.json" not in self.files:
            return
        result = read_json(self.files["result.json"], "result.json")
        self.refuse_later(result, "result.json")
        shapes.check(result, shapes.result(self.version), "result.json")
        self.result = result

    def read_stages(self):
        """The stages; one that cannot be read keeps all from being judged."""
        found = self.folder.stages()
        wrong = [name for name, _, _ in found] if self.version == 1 else misnumbered(found)
        for name in wrong:
            self.report.step(1).fail("unnamed-file", f"stages/{name}.json is no file of a record")
        stages = [self.report.step(1).run(self.read_stage, *entry) for entry in found]
        self.readable = [stage for stage in stages if stage is not None]
        if len(self.readable) == len(stages):
            self.stages = stages

    def read_stage(self, name, kind, data):
        """One stage, and the endorsements in it."""
        stage = Stage(name, data, self.trust.keys)
        if stage.kind != kind:
            raise Refused("malformed", f"stage {name} is of another kind than its name says")
        for found in stage.endorsements.values():
            wrong = found.fault or found.bad
            if wrong:
                self.report.step(1).fail(wrong[0], f"stage {name}: {wrong[1]}")
        return stage

    # ---- step 3 ----

    def check_digests(self):
        """The statement's of the manifest, the manifest's of every file; no file unnamed."""
        step = self.report.step(3)
        if self.statement is None or "manifest.json" not in self.files:
            raise NotDone("needs-earlier-step", "there is no statement, or no manifest, to go by")
        named = self.statement["subject"][0]["digest"]
        if named != digests(self.files["manifest.json"], self.version):
            step.fail("wrong-digest", "manifest.json is not what the statement names")
        if self.manifest is None:
            raise NotDone("needs-earlier-step", "the manifest is not judged")
        for entry in self.manifest["files"]:
            name = entry["name"]
            if name not in self.files:
                step.fail("missing-file", f"there is no {name}")
            elif entry["digest"] != digests(self.files[name], self.version):
                step.fail("wrong-digest", f"{name} is not what the manifest names")
        names = {entry["name"] for entry in self.manifest["files"]}
        for name in sorted(set(self.files) - names - {"manifest.json", "statement.json"}):
            if not name.startswith("endorsements/"):
                step.fail("unnamed-file", f"{name} is not in the manifest")

    # ---- step 4 ----

    def inner(self, folder):
        """The files of a folder by their names in it."""
        return {name[len(folder) + 1:]: data for name, data in self.files.items()
                if name.startswith(folder + "/")}

    def normal_form(self):
        """Writing `round/` anew gives the same bytes, and so does reading `originals/`."""
        step, files = self.report.step(4), self.inner("round")
        try:
            round_ = Round(files, self.shipped)
        except Refused as refused:
            raise Refused("round-refused", f"{refused.text} ({refused.code})") from None
        self.hold_against("not-normal", round_.normal_form(), files)
        self.computed = Computed(round_, self.secret, self.version)
        for code, text in self.computed.faults:
            step.fail("round-refused", f"{text} ({code})")
        for text in self.computed.later:
            step.fail("later-rules", text)
        if step.findings and self.computed.waits:
            return
        originals = self.inner("originals")
        if not originals:
            raise NotDone("no-originals", "there are no files as handed in")
        try:
            handed = Round(originals, self.shipped).normal_form()
        except Refused as refused:
            raise Refused("originals-refused", f"{refused.text} ({refused.code})") from None
        self.hold_against("originals-differ", handed, files)

    def hold_against(self, code, made, files):
        """The files of the normal form, and those that lie in `round/`."""
        for name in sorted(set(made) | set(files)):
            if made.get(name) != files.get(name):
                self.report.step(4).fail(code, f"round/{name} is another one")

    def shipped(self, name):
        """The bytes of a shipped scheme: this reader has its digest, the record its bytes."""
        data = self.files.get("round/scheme.toml", b"")
        if sha256(data) != SHIPPED[SHIPPED_NAMES[name]]:
            self.report.step(4).fail("originals-differ", f"round/scheme.toml is not the scheme {name}")
        return data

    # ---- steps 5 to 10 ----

    def steps_5_to_10(self):
        """What is recorded against what was computed."""
        step, computed = self.report.step, self.computed
        if computed is None or computed.waits:
            self.wait(SCORES, PARTICULARS, "the round was not read, or has faults")
            return
        if computed.undone:
            for number in range(SCORES, PARTICULARS + 1):
                step(number).leave(*computed.undone)
            return
        for number, text in computed.questions:
            step(number).fail("open-question", text)
        if computed.questions:
            self.wait(SCORES, PARTICULARS, "a question is open")
            return
        expected = computed.result()
        if self.statement is None:
            self.wait(PARTICULARS, PARTICULARS, "the statement is not judged")
        else:
            step(PARTICULARS).run(self.particulars, expected)
        if self.result is None:
            self.wait(SCORES, CHECK, "result.json is not judged")
            return
        compare.scores(step(SCORES), self.result, expected)
        compare.ranking(step(RANKING), self.result, expected)
        compare.allocation(step(ALLOCATION), self.result, expected)
        step(CHECK).run(Check(step(CHECK), self.result, computed).run)

    def particulars(self, expected):
        """Step 10."""
        step = self.report.step(PARTICULARS)
        if self.result is not None:
            compare.particulars(step, self.result, expected)
        compare.statement(step, self.version, self.statement, self.computed,
                          len(self.inner("originals")), expected, self.readable)

    # ---- step 11 ----

    def judge_stages(self):
        """Step 11."""
        step = self.report.step(11)
        judge = StageJudge(step, self.computed, self.secret, self.statement)
        if self.stages is None:
            judge.signed(self.readable, self.trust)
            raise NotDone("needs-earlier-step", "a stage cannot be read")
        kinds = {stage.kind for stage in self.stages}
        for kind in self.trust.stages:
            if kind not in kinds:
                step.fail("stage-missing", f"the record holds no stage {kind}")
        if not self.stages and not self.held:
            step.leave("no-stages", "the record holds no stages", allowed=True)
            return
        judge.run(self.stages, self.held, self.trust)
        self.report.notes += judge.notes


def verify_record(path, trust, held):
    """Verifies the record in that folder."""
    return RecordVerifier(path, trust, held).run()
