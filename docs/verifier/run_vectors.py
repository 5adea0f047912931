#!/usr/bin/env python3
"""Runs all test vectors and compares answers, failing steps and codes.

    python3 run_vectors.py [TESTDATA] [NAME …]

The form of a vector stands in testdata/records/vectors/README.md. Exit code 1 with a list of
differences, 0 without any.
"""

import json
import os
import shutil
import sys
import tempfile

from report import CannotRead
from trust import GivenKeys, TrustFile
from verify import held_stages, verify

HERE = os.path.dirname(os.path.abspath(__file__))
TESTDATA = os.path.normpath(os.path.join(HERE, "..", "..", "testdata"))
ANSWERS = ("verified", "refuted", "unchecked")


def put_together(testdata, folder, vector, work):
    """The thing to verify: the base less some files, and what lies over it."""
    files = os.path.join(folder, "files")
    if vector["kind"] == "receipt":
        return os.path.join(files, "receipt.json")
    shutil.copytree(os.path.join(testdata, vector["base"]), work)
    for name in vector.get("remove", []):
        os.remove(os.path.join(work, name))
    if os.path.isdir(files):
        shutil.copytree(files, work, dirs_exist_ok=True)
    return work


def run(testdata, folder, vector):
    """The report on one vector."""
    with tempfile.TemporaryDirectory() as top:
        path = put_together(testdata, folder, vector, os.path.join(top, "w"))
        if "trust" in vector:
            trust = TrustFile(os.path.join(testdata, vector["trust"]))
        else:
            trust = GivenKeys([os.path.join(testdata, key) for key in vector.get("keys", [])])
        stages = [os.path.join(testdata, stage) for stage in vector.get("stages", [])]
        return verify(path, trust, held_stages(stages, trust))


def differences(vector, report):
    """What the report says otherwise than the vector."""
    if ANSWERS[report.answer] != vector["answer"]:
        yield f"answer {ANSWERS[report.answer]}, must be {vector['answer']}"
    found = {step.name: sorted({code for code, _ in step.findings})
             for step in report.steps if step.findings}
    wanted = {entry["step"]: entry["codes"] for entry in vector.get("failing", [])}
    if list(found) != list(wanted):
        yield f"fails in {list(found)}, must be {list(wanted)}"
    for name in set(found) & set(wanted):
        if found[name] != wanted[name]:
            yield f"{name}: codes {found[name]}, must be {wanted[name]}"
    if vector["answer"] == "unchecked":
        undone = {step.name: step.undone[0] for step in report.steps
                  if step.undone and not step.findings and not step.may_be_undone}
        wanted = {entry["step"]: entry["why"] for entry in vector.get("undone", [])}
        if undone != wanted:
            yield f"not done: {undone}, must be {wanted}"


def main():
    """All vectors, or those named."""
    names = sys.argv[1:]
    testdata = names.pop(0) if names and os.path.isdir(names[0]) else TESTDATA
    top = os.path.join(testdata, "records", "vectors")
    names = names or sorted(name for name in os.listdir(top)
                            if os.path.isfile(os.path.join(top, name, "vector.json")))
    wrong = 0
    for name in names:
        folder = os.path.join(top, name)
        with open(os.path.join(folder, "vector.json"), encoding="utf-8") as file:
            vector = json.load(file)
        try:
            found = list(differences(vector, run(testdata, folder, vector)))
        except CannotRead as error:
            found = [f"could not be read: {error}"]
        wrong += bool(found)
        for text in found:
            print(f"{name}: {text}")
    print(f"{len(names)} vectors, {len(names) - wrong} as they must be, {wrong} not")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
