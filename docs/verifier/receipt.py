"""Verifying a receipt: one person's sheet and results, in a round that was signed.

Implements "The file of a receipt" in record-format.md.
"""

import hashlib
import re

import shapes
import tree
from canonical import read_json, short_code, write_json
from record import judge_statement
from report import NotDone, Refused, Report

NAMES = ("envelope", "signatures", "sheet", "inclusion")
LEAVES = re.compile(r"(0|[1-9][0-9]{0,9})\Z")


def verify_receipt(path, data, trust):
    """Verifies the file of a receipt."""
    report = Report("receipt", NAMES)
    receipt = report.step(1).run(read_receipt, data)
    if receipt is None:
        for step in report.steps[1:]:
            step.leave("needs-earlier-step", "the receipt is not judged")
        return report
    endorsements = {entry["signatures"][0]["keyid"]: entry for entry in receipt["endorsements"]}
    statement, version = judge_statement(report, write_json(receipt["statement"]), endorsements, trust)
    report.step(3).run(check_sheet, report.step(3), receipt, statement)
    leaf = tree.leaf(bytes.fromhex(receipt["salt"]), receipt["result"])
    report.notes.append("code of the receipt: " + short_code(leaf.hex()))
    report.step(4).run(check_inclusion, receipt, statement, version, leaf)
    return report


def read_receipt(data):
    """Step 1: the one form, the version, the endorsements sorted by key."""
    receipt = read_json(data, "the receipt")
    own = receipt.get("format") if isinstance(receipt, dict) else None
    if isinstance(own, int) and not isinstance(own, bool) and own > 1:
        raise NotDone("unknown-version", f"a receipt of version {own}")
    shapes.check(receipt, shapes.receipt(), "the receipt")
    if own != 1:
        raise Refused("malformed", "format is not 1")
    stems = [entry["signatures"][0]["keyid"] for entry in receipt["endorsements"]]
    if stems != sorted(set(stems)):
        raise Refused("malformed", "the endorsements are not sorted, each key once")
    if receipt["candidate"] != receipt["result"]["id"]:
        raise Refused("malformed", "candidate and result are not of one person")
    if len(receipt["path"]) > 32:
        raise Refused("malformed", "a path of more than 32 digests")
    return receipt


def check_sheet(step, receipt, statement):
    """Step 3: the sheet is the one that the results name, of this person and this scheme."""
    result, sheet = receipt["result"], receipt.get("sheet")
    if ("sheet" in result) != (sheet is not None):
        raise Refused("other-sheet", "of the sheet and its digest only one is there")
    if sheet is None:
        return
    salted = hashlib.sha256(bytes.fromhex(receipt["salt"]) + sheet.encode("utf-8")).hexdigest()
    if salted != result["sheet"]:
        step.fail("other-sheet", "the sheet is not the one that the results name")
    lines = sheet.split("\n")
    if f"candidate {receipt['candidate']}" not in lines:
        step.fail("not-on-sheet", "the sheet is of another candidate")
    for sitting in result["results"]:
        for key in ("assessment", "exam", "total"):
            if key in sitting and sitting[key] not in told(lines, key):
                step.fail("not-on-sheet", f"the sheet says another {key} than the results")
    if statement is None:
        raise NotDone("needs-earlier-step", "the statement is not judged")
    if f"scheme {statement['predicate']['scheme']['scoring']}" not in lines:
        step.fail("not-on-sheet", "the sheet is of another scheme")


def told(lines, key):
    """The points that a sheet tells under a word, of every kind of vacancy or of one."""
    found = set()
    for line in lines:
        words = line.split(" ")
        if words[0] == key and len(words) >= 2:
            found.add(words[1])
        elif words[0] == key + "-for" and len(words) >= 3:
            found.add(words[-1])
    return found


def check_inclusion(receipt, statement, version, leaf):
    """Step 4: the leaf leads along the path to the root of the statement."""
    if statement is None:
        raise NotDone("needs-earlier-step", "the statement is not judged")
    if version < 2:
        raise Refused("no-results", "a statement of version 1 names no root")
    results = statement["predicate"]["results"]
    if not LEAVES.match(results["leaves"]):
        raise Refused("not-included", "leaves is not a decimal number")
    path = [bytes.fromhex(step) for step in receipt["path"]]
    found = tree.follow(leaf, receipt["index"], int(results["leaves"]), path)
    if found is None or found.hex() != results["root"]:
        raise Refused("not-included", "the path does not lead to the root that was signed")
