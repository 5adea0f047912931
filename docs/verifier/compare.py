"""What is recorded, held against what was computed, field by field.

Implements steps 5, 6, 7 and 10 and "What belongs to which step" in record-format.md. Every
finding here is `differs`.
"""

import re

from canonical import digests, write_json

PROGRAM = re.compile(r"anzhi (0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\Z")


def pairs_of(recorded, expected):
    """The lines of each sitting by candidate: (name, recorded line, computed line)."""
    for left, right in zip(recorded["sittings"], expected["sittings"]):
        computed = {line["id"]: line for line in right["candidates"]}
        for line in left["candidates"]:
            if line["id"] in computed:
                yield line["id"], line, computed[line["id"]]


def differ(step, of, key, recorded, computed):
    """A finding if two values are not the same; absent is None."""
    if recorded != computed:
        step.fail("differs", f"{of}: {key} is recorded as {recorded}, computed as {computed}")


def fields(step, recorded, expected, keys):
    """Some fields of everybody who stands in both."""
    for name, left, right in pairs_of(recorded, expected):
        for key in keys:
            differ(step, f"candidate {name}", key, left.get(key), right.get(key))


def scores(step, recorded, expected):
    """Step 5."""
    fields(step, recorded, expected, ("assessment", "exam", "total", "sheet"))


def ranking(step, recorded, expected):
    """Step 6: rank and group, and the order of those who stand in both."""
    fields(step, recorded, expected, ("rank", "group"))
    for left, right in zip(recorded["sittings"], expected["sittings"]):
        one = [line["id"] for line in left["candidates"]]
        other = [line["id"] for line in right["candidates"]]
        both = set(one) & set(other)
        have = list(dict.fromkeys(name for name in one if name in both))
        differ(step, f"sitting {right['id']}", "the order", have, [name for name in other if name in both])


def allocation(step, recorded, expected):
    """Step 7: who is there, outcomes, turns, seats, and what followed the meeting."""
    differ(step, "result.json", "sittings", [one["id"] for one in recorded["sittings"]],
           [one["id"] for one in expected["sittings"]])
    for left, right in zip(recorded["sittings"], expected["sittings"]):
        of = f"sitting {right['id']}"
        differ(step, of, "who is there", sorted(line["id"] for line in left["candidates"]),
               sorted(line["id"] for line in right["candidates"]))
        for key in ("turns", "vacancies"):
            differ(step, of, key, left[key], right[key])
    fields(step, recorded, expected, ("outcome", "vacancy", "preference"))
    differ(step, "result.json", "after", recorded.get("after"), expected.get("after"))


def particulars(step, recorded, expected):
    """Step 10, of `result.json`."""
    for key in ("round", "scheme", "warnings"):
        differ(step, "result.json", key, recorded[key], expected[key])


def statement(step, version, recorded, computed, originals, expected, stages):
    """Step 10, of the statement: all but its subject and the form of its program."""
    round_, scheme, tables = computed.round, computed.round.scheme, computed.round.tables
    predicate = recorded["predicate"]
    want = {
        "round": round_.names(),
        "scheme": {"id": scheme.id, "issuer": scheme.issuer, "edition": scheme.edition,
                   "digest": digests(round_.scheme_bytes, version),
                   "scoring": computed.scoring.digest},
        "counts": {"candidates": str(len(tables["candidates"])),
                   "vacancies": str(len(tables["vacancies"])),
                   "seats": str(sum(computed.allocation.seats.values())),
                   "sittings": str(len(scheme.sittings())),
                   "rulings": str(len(tables["rulings"])),
                   "placed": str(len(computed.allocation.holds)),
                   "originals": str(originals)},
        "format": str(version)}
    if version >= 2:
        want["results"] = {"leaves": str(len(tables["candidates"])), "root": computed.root(expected)}
        want["edition"] = digests(write_json(computed.edition(expected)), version)
    if "replaces" in round_.fields:
        want["replaces"] = round_.fields["replaces"]
    for key in ("roster", "plan"):
        if key in round_.fields:
            want[key] = dict(round_.fields[key], count=str(round_.fields[key]["count"]))
    if stages:
        want["stages"] = [{"fingerprint": stage.fingerprint, "stage": stage.kind} for stage in stages]
    for key in sorted((set(want) | set(predicate)) - {"program"}):
        differ(step, "statement", key, predicate.get(key), want.get(key))
    if not PROGRAM.match(predicate["program"]):
        step.fail("differs", "statement: program is not `anzhi` and a version")
