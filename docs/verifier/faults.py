"""Faults of a round: nothing is scored or placed while there is one.

Implements "Faults" in round-folder.md, as far as they are not met while cells are read (cells,
tables, round), and what version 1 of a record refuses ("Versions" in record-format.md).
"""

from scoring import gap_order
from tables import WRITERS, line_of

ONE_ROW = {"candidates": "id", "vacancies": "id", "exams": "candidate", "give_ups": "candidate",
           "lots": "candidate"}
OF_CANDIDATES = ("degrees", "periods", "events", "exams", "relatives", "certificates",
                 "preferences", "acknowledgements", "give_ups", "lots")


def faults_of(round_, people, decided):
    """All faults that the tables show among themselves: (code, text)."""
    return [*doubled(round_.tables), *unknown(round_.tables, decided), *lists(round_.tables),
            *dates(people), *asked(round_, people), *marks(round_), *of_rulings(round_, decided),
            *decided.faults]


def doubled(tables):
    """Ids, candidates of one row each, and whole rows that stand twice."""
    for table, rows in tables.items():
        seen = set()
        for row in rows:
            line = line_of(row.values())
            if line in seen:
                yield "doubled-row", f"{table}: a row stands twice"
            seen.add(line)
    for table, key in ONE_ROW.items():
        names = [row[key] for row in tables[table]]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield "doubled-id", f"{table}: {name} stands twice"
        for name in names:
            if name in ("合计", "总计", "小计"):
                yield "total-row", f"{table}: a line of sums"


def unknown(tables, decided):
    """Candidates and vacancies that nobody has entered; rulings on what is not there."""
    candidates = {row["id"] for row in tables["candidates"]}
    vacancies = {row["id"] for row in tables["vacancies"]}
    for table in OF_CANDIDATES:
        for row in tables[table]:
            if row["candidate"] not in candidates:
                yield "unknown-candidate", f"{table}: no candidate {row['candidate']}"
    for row in tables["preferences"]:
        if row["vacancy"] not in vacancies:
            yield "unknown-vacancy", f"preferences: no vacancy {row['vacancy']}"
    for name in sorted(decided.excluded | set(decided.placed) | set(decided.voids)
                       | set(decided.refills)):
        if name not in candidates:
            yield "unknown-object", f"a ruling on candidate {name}, who is not there"
    for name, vacancy in [*decided.placed.items(), *decided.refills.items()]:
        if vacancy not in vacancies:
            yield "unknown-vacancy", f"a ruling on candidate {name}: no vacancy {vacancy}"


def lists(tables):
    """Preferences are numbered 1, 2, 3 …, each vacancy once; rows are at most 1,000."""
    wishes = {}
    for row in tables["preferences"]:
        wishes.setdefault(row["candidate"], []).append((int(row["order"]), row["vacancy"]))
    for name, wanted in wishes.items():
        if sorted(order for order, _ in wanted) != list(range(1, len(wanted) + 1)):
            yield "broken-order", f"the preferences of candidate {name} are not numbered 1, 2, 3 …"
        if len({vacancy for _, vacancy in wanted}) < len(wanted):
            yield "doubled-preference", f"a vacancy stands twice on the list of candidate {name}"
    for table in ("degrees", "periods", "events"):
        names = [row["candidate"] for row in tables[table]]
        for name in set(names):
            if names.count(name) > 1000:
                yield "too-many-rows", f"{table}: candidate {name} has more than 1,000 rows"


def dates(people):
    """Nothing happens before birth; no period ends before it begins."""
    for person in people.values():
        for row in person.rows["period"]:
            if row.cells["to"] < row.cells["from"]:
                yield "end-before-start", f"candidate {person.id}: a period ends before it begins"
        born = person.attributes["born"]
        days = [person.attributes.get("enlisted", "")]
        for rows in person.rows.values():
            days += [row.cells.get(key, "") for row in rows for key in ("date", "from")]
        if born and any(date and date < born for date in days):
            yield "before-birth", f"candidate {person.id}: something happened before birth"


def asked(round_, people):
    """What a vacancy asks for must be known of everybody."""
    vacancies = round_.tables["vacancies"]
    for row in vacancies:
        if bool(row["age_max"]) != bool(row["age_date"]):
            yield "half-age-limit", f"vacancy {row['id']}: an age without its date, or a date alone"
        if row["certificate"] and "filing_date" not in round_.fields:
            yield "no-filing-date", f"vacancy {row['id']} asks for a certificate; no filing date"
    for key, wanted in (("sex", "sex"), ("born", "age_max")):
        if any(row[wanted] for row in vacancies):
            for person in people.values():
                if not person.attributes[key]:
                    yield "missing-value", f"candidate {person.id}: {key} is blank and a vacancy asks for it"


def marks(round_):
    """Once the exam has been held everybody has a mark; nobody is placed before."""
    if not round_.exam_held:
        yield "no-exams", "there are no marks"
        return
    marked = {row["candidate"] for row in round_.tables["exams"]}
    for row in round_.tables["candidates"]:
        if row["id"] not in marked:
            yield "missing-mark", f"candidate {row['id']} has no mark"


def of_rulings(round_, decided):
    """Placements need a seat, fillings a gap that there is and a figure."""
    seats = {row["id"]: int(row["seats"]) for row in round_.tables["vacancies"]}
    for vacancy in decided.placed.values():
        if vacancy in seats:
            seats[vacancy] -= 1
            if seats[vacancy] < 0:
                yield "no-seat-left", f"placed by ruling on {vacancy}, which has no seat left"
    names = gap_order(round_.scheme)
    for name, filling in list(decided.gaps.items()):
        if name not in names:
            yield "unknown-object", f"the scheme has no gap {name}"
            del decided.gaps[name]
        elif not filling.lstrip("-")[:1].isdigit():
            yield "cannot-fill", f"the gap {name} cannot be filled with {filling!r}"
            del decided.gaps[name]


def not_in_version_1(round_):
    """What a record of version 1 must not hold."""
    for key in ("replaces", "roster", "plan"):
        if key in round_.fields:
            yield "not-in-version-1", f"round.toml has {key}"
    if any(row[name] for row in round_.tables["candidates"] for name in WRITERS):
        yield "not-in-version-1", "candidates have entered_by or checked_by"
    for row in round_.tables["rulings"]:
        if row["kind"] in ("change", "void", "refill"):
            yield "not-in-version-1", f"a ruling {row['kind']}"
