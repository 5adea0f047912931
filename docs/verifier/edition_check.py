"""Verifying a public edition: who chose what, replayed without ids.

Implements "A public edition" under "edition.json" in record-format.md.
"""

import shapes
from canonical import digests, read_json
from edition_replay import Replay, after, order, placed_in_the_end
from folder import EDITION_FILES, EDITION_FOLDERS, Folder
from record import judge_statement
from report import NotDone, Refused, Report

NAMES = ("envelope", "signatures", "digest", "round", "order", "turns", "seats", "choices", "after")


def verify_edition(path, trust):
    """Verifies the public edition in that folder."""
    report = Report("edition", NAMES)
    folder = Folder(path, EDITION_FILES, EDITION_FOLDERS)
    for fault in folder.faults:
        report.step(1).fail(*fault)
    for name in EDITION_FILES:
        if name not in folder.files:
            report.step(1).fail("missing-file", f"there is no {name}")
    if "statement.json" not in folder.files:
        leave(report, 2, 2, "there is no statement")
        statement = version = None
    else:
        statement, version = judge_statement(report, folder.files["statement.json"],
                                             folder.endorsements(), trust)
    data = folder.files.get("edition.json")
    if statement is None or data is None:
        leave(report, 3, 4, "there is no statement, or no edition, to go by")
    else:
        report.step(3).run(check_digest, data, statement, version)
    edition = report.step(1).run(read_edition, data) if data is not None else None
    if edition is None:
        return leave(report, 4, 9, "the edition is not judged")
    if statement is not None:
        check_round(report.step(4), edition, statement["predicate"])
    for sitting in edition["sittings"]:
        order(report.step(5), sitting, edition.get("groups", []))
        others = {line["id"] for other in edition["sittings"] if other is not sitting
                  for line in other["vacancies"]}
        replay = Replay(sitting, edition["events"], edition.get("groups", []))
        replay.run(report.step(6), report.step(7), report.step(8), others)
    after(report.step(9), edition)
    return report


def leave(report, first, last, text):
    """Leaves the steps that wait for an earlier one."""
    for number in range(first, last + 1):
        report.step(number).leave("needs-earlier-step", text)
    return report


def check_digest(data, statement, version):
    """Step 3: `predicate.edition` names edition.json by SHA-256 and SM3."""
    if version < 2:
        raise Refused("not-named", "a statement of version 1 names no edition")
    if statement["predicate"]["edition"] != digests(data, version):
        raise Refused("wrong-digest", "edition.json is not what the statement names")


def read_edition(data):
    """The form of edition.json; a later version is not judged."""
    edition = read_json(data, "edition.json")
    own = edition.get("format") if isinstance(edition, dict) else None
    if isinstance(own, int) and not isinstance(own, bool) and own > 1:
        raise NotDone("unknown-version", f"an edition of version {own}")
    shapes.check(edition, shapes.edition(), "edition.json")
    if own != 1:
        raise Refused("malformed", "format is not 1")
    return edition


def check_round(step, edition, predicate):
    """Step 4: round, scheme and counts are those of the statement."""
    if edition["round"] != predicate["round"]:
        step.fail("stated", "the round is not that of the statement")
    scheme = {key: predicate["scheme"][key] for key in ("id", "issuer", "edition", "scoring")}
    if edition["scheme"] != scheme:
        step.fail("stated", "the scheme is not that of the statement")
    sittings = edition["sittings"]
    vacancies = [line for sitting in sittings for line in sitting["vacancies"]]
    counted = {"sittings": len(sittings), "vacancies": len(vacancies),
               "seats": sum(line["seats"] for line in vacancies),
               "placed": placed_in_the_end(edition)}
    if len(sittings) == 1:
        counted["candidates"] = len(sittings[0]["candidates"]) + len(sittings[0]["unranked"])
    for key, number in counted.items():
        if predicate["counts"][key] != str(number):
            step.fail("stated", f"{key}: {number}, in the statement {predicate['counts'][key]}")
