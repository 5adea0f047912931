#!/usr/bin/env python3
"""Verifies a record, a public edition, a receipt or a stage.

    python3 verify.py PATH [--key FILE]… [--trust FILE] [--stage FILE]… [--json]

Exit codes: 0 verified, 1 refuted, 2 could not be checked ("What a reader does").
"""

import argparse
import json
import os
import sys

from edition_check import verify_edition
from receipt import verify_receipt
from record import verify_record
from report import CannotRead, NotDone, Refused
from stages import Stage, verify_stage
from trust import GivenKeys, TrustFile


def read_file(path):
    """The bytes of a file of at most 2 GiB."""
    try:
        if os.path.getsize(path) > 2 << 30:
            raise CannotRead(f"{path} is too large")
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror}") from None


def held_stages(paths, trust):
    """The stages that whoever verifies holds."""
    found = []
    for path in paths:
        try:
            found.append(Stage(path, read_file(path), trust.keys))
        except (Refused, NotDone) as error:
            raise CannotRead(f"{path}: {error}") from None
    return found


def verify(path, trust, held):
    """Verifies whatever lies at the path."""
    if os.path.isdir(path):
        names = set(os.listdir(path))
        if "edition.json" in names and not names & {"manifest.json", "result.json", "round"}:
            return verify_edition(path, trust)
        if names & {"statement.json", "manifest.json", "result.json"}:
            return verify_record(path, trust, held)
        raise CannotRead(f"{path}: neither a record nor a public edition")
    data = read_file(path)
    if b'"digests":{' in data[:64]:
        return verify_stage(path, data, trust)
    return verify_receipt(path, data, trust)


def main(arguments=None):
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--trust")
    parser.add_argument("--stage", action="append", default=[])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        if options.trust and options.key:
            raise CannotRead("either --key or --trust")
        trust = TrustFile(options.trust) if options.trust else GivenKeys(options.key)
        report = verify(options.path, trust, held_stages(options.stage, trust))
    except CannotRead as error:
        print(f"could not be checked: {error}", file=sys.stderr)
        return 2
    except Exception as error:      # pylint: disable=broad-except
        # An error of this program is no answer, least of all a "refuted".
        print(f"could not be checked: an error of this program: {error!r}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report.lines()))
    return report.answer


if __name__ == "__main__":
    sys.exit(main())
