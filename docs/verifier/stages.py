"""Stages: the form of a stage file, and the digests in it.

Implements "The file of a stage" and "Digests of a stage" in record-format.md.
"""

import hashlib

import cells
import envelope
import shapes
from canonical import digests, read_json, salt, sha256, short_code, write_json
from points import plain
from report import NotDone, Refused, Report
from tables import NOTES, WRITERS, line_of

TYPE = "urn:anzhi:stage:v"
OF_PERSON = (("person", "person", ("candidates", "degrees", "periods", "events")),
             ("papers", "papers", ("relatives", "certificates")),
             ("mark", "mark", ("exams",)),
             ("preferences", "preferences", ("preferences",)),
             ("lot", "lot", ("lots",)),
             ("give_up", "give-up", ("give_ups",)))


class Stage:
    """A stage that was read: its name in the record, its content, its fingerprint."""

    def __init__(self, name, data, given):
        self.name = name
        content = read_json(data, name)
        self.refuse_later(content)
        shapes.check(content, shapes.stage(), name)
        self.digests = content["digests"]
        self.statement = content["statement"]
        self.predicate = self.statement["predicate"]
        self.kind = self.predicate["stage"]
        self.fingerprint = sha256(write_json(self.statement))
        self.check_content()
        self.endorsements = {}
        stems = [entry["signatures"][0]["keyid"] for entry in content["endorsements"]]
        if stems != sorted(set(stems)):
            raise Refused("malformed", f"{name}: the endorsements are not sorted, each key once")
        subject = ("statement", write_json(self.statement))
        for stem, entry in zip(stems, content["endorsements"]):
            self.endorsements[stem] = envelope.examine(entry, stem, subject, 2, given)

    def refuse_later(self, content):
        """A later version is not judged."""
        later = isinstance(content, dict) and content.get("format")
        if isinstance(later, int) and not isinstance(later, bool) and later > 1:
            raise NotDone("unknown-version", f"{self.name}: a stage of a later version")

    def check_content(self):
        """The statement is of these digests; lists are sorted and hold nothing twice."""
        if shapes.version_of(self.statement["predicateType"], TYPE, "predicateType") != 1 \
                or self.predicate["format"] != "1":
            raise Refused("malformed", f"{self.name}: not of one version")
        subject = {"name": "digests", "digest": digests(write_json(self.digests), 2)}
        if self.statement["subject"][0] != subject:
            raise Refused("wrong-digest", f"{self.name}: the statement is of other digests")
        cells.date(self.predicate["date"])
        for key, by in (("vacancies", "id"), ("people", "id"), ("ranking", "sitting"),
                        ("rulings", None), ("answers", None)):
            names = [entry[by] if by else entry for entry in self.digests.get(key, [])]
            ordered = sorted(set(names), key=lambda name: name.encode("utf-8"))
            if names != ordered:
                raise Refused("malformed", f"{self.name}: {key} is not sorted, or holds something twice")
        sheets = any("sheet" in entry for entry in self.digests["people"])
        if self.kind not in ("scores", "ranking") and (sheets or "ranking" in self.digests):
            raise Refused("malformed", f"{self.name}: sheets or ranking in a stage {self.kind}")
        if self.kind == "ranking" and "ranking" not in self.digests:
            raise Refused("malformed", f"{self.name}: a stage ranking without the ranking")

    def side(self):
        """The stage as a side to be compared."""
        objects = {}
        for entry in self.digests["vacancies"]:
            objects["vacancy/" + entry["id"]] = entry["digest"]
        for entry in self.digests["people"]:
            for key, word, _ in OF_PERSON:
                if key in entry:
                    objects[f"{word}/{entry['id']}"] = entry[key]
        objects.update(coded(self.digests["rulings"], self.digests["answers"]))
        objects.update(of_papers(self.predicate))
        return Side(self.name, objects, self.predicate["scheme"]["scoring"],
                    set(self.digests["rulings"]))


class Side:
    """What is compared: objects with their digests, the scoring part, the rulings."""

    def __init__(self, name, objects, scoring, rulings):
        self.name = name
        self.objects = objects
        self.scoring = scoring
        self.rulings = rulings


def coded(rulings, answers):
    """Rulings and answers are named by the short code of their own digest."""
    found = {"ruling/" + short_code(digest): digest for digest in rulings}
    found.update({"answer/" + short_code(digest): digest for digest in answers})
    return found


def of_papers(predicate):
    """The papers by the SHA-256 of their files; the round by that of an object of three."""
    found = {key: predicate[key]["digest"]["sha256"]
             for key in ("scheme", "ranking", "choosing") if key in predicate}
    told = {key: predicate[key] for key in ("plan", "roster", "round") if key in predicate}
    found["round"] = sha256(write_json(told))
    return found


# ---- the digests of a record's round ----

def digest_of(secret, words, parts):
    """SHA-256 over a salt and lines: the name of each table, then its lines as bytes."""
    data = salt(secret, words)
    for table, lines in parts:
        if lines:
            data += table.encode("utf-8") + b"\n"
            data += b"".join(line + b"\n" for line in sorted(lines))
    return hashlib.sha256(data).hexdigest()


def line_without_notes(round_, table, row):
    """A line of the normal form without evidence, remark, entered_by and checked_by."""
    names = [column.english for column in round_.found[table]
             if column.english not in NOTES + WRITERS]
    return line_of([row[name] for name in names]).encode("utf-8")


def lines_by(round_, table, key):
    """The lines of a table by the id that they belong to."""
    found = {}
    for row in round_.tables[table]:
        found.setdefault(row[key], []).append(line_without_notes(round_, table, row))
    return found


def ruling_digest(round_, secret, table, row):
    """The digest of a ruling or an answer: its one line."""
    word = {"rulings": "ruling/", "answers": "answer/"}[table]
    return digest_of(secret, word, [(table, [line_without_notes(round_, table, row)])])


def side_of_record(round_, secret, predicate):
    """The round of a record as a side; `predicate` is that of its statement."""
    objects = {}
    for name, lines in lines_by(round_, "vacancies", "id").items():
        objects["vacancy/" + name] = digest_of(secret, "vacancy/" + name, [("vacancies", lines)])
    for _, word, names in OF_PERSON:
        tables = [(table, lines_by(round_, table, "id" if table == "candidates" else "candidate"))
                  for table in names]
        for row in round_.tables["candidates"]:
            parts = [(table, lines.get(row["id"], [])) for table, lines in tables]
            if any(lines for _, lines in parts):
                objects[f"{word}/{row['id']}"] = digest_of(secret, f"{word}/{row['id']}", parts)
    rulings = [ruling_digest(round_, secret, "rulings", row) for row in round_.tables["rulings"]]
    answers = [ruling_digest(round_, secret, "answers", row) for row in round_.tables["answers"]]
    objects.update(coded(rulings, answers))
    told = dict(predicate, round=dict(predicate["round"]))
    if "filing_date" in round_.fields:
        told["round"]["filing_date"] = round_.fields["filing_date"]
    objects.update(of_papers(told))
    return Side("the record", objects, predicate["scheme"]["scoring"], set(rulings))


def ranking_digest(secret, sitting, ranking, sheets):
    """The digest of a ranking: lines of rank, id and total."""
    data = salt(secret, "ranking/" + sitting)
    for name in ranking.order:
        data += f"{ranking.rank[name]} {name} {plain(sheets[name].total)}\n".encode("utf-8")
    return hashlib.sha256(data).hexdigest()


# ---- the file of a stage alone ----

def verify_stage(path, data, trust):
    """Verifies one stage by itself; what was changed since shows only with a record."""
    report = Report("stage", ("envelope", "signatures"))
    try:
        stage = Stage(path, data, trust.keys)
    except Refused as refused:
        report.step(1).fail(refused.code, refused.text)
        report.step(2).leave("needs-earlier-step", "the stage is not judged")
        return report
    except NotDone as undone:
        for step in report.steps:
            step.leave(undone.code, undone.text)
        return report
    report.fingerprint = stage.fingerprint
    report.signed = envelope.judge(report.step(1), report.step(2), stage.endorsements, trust)
    return report
