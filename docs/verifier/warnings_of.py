"""The warnings of a round, sorted, as `result.json` lists them.

Implements "Its warnings" in record-format.md.
"""

import re
from decimal import Decimal

import calendar_rules
from allocation import preference_lists

ID_NUMBER = re.compile(rb"[0-9]{17}.\Z", re.DOTALL)


def warnings_of(computed):
    """All warnings as `result.json` has them."""
    found = set()
    for source in (of_people, of_papers, of_choosing, of_rulings, of_exam):
        found.update(source(computed))
    entries = []
    for code, candidate, vacancy in sorted(found, key=lambda entry: [part.encode("utf-8") for part in entry]):
        entry = {"code": code}
        if candidate:
            entry["candidate"] = candidate
        if vacancy:
            entry["vacancy"] = vacancy
        entries.append(entry)
    return entries


def of_people(computed):
    """Ids, degrees, periods, facts that the scheme wants to be seen, marks of 0."""
    for name, person in computed.people.items():
        sheet = computed.scoring.sheets[name]
        if ID_NUMBER.match(name.encode("utf-8")):
            yield "id-number-as-id", name, ""
        for code in sheet.warnings:
            yield code, name, ""
        if not sheet.degrees_counted():
            yield "no-degree-counted", name, ""
        if any(calendar_rules.day(row.handed_cells["from"]) > computed.scoring.cutoff
               for row in person.rows["period"]):
            yield "period-after-cutoff", name, ""
    for row in computed.round.tables["exams"]:
        if row["mark"] == "0" and not row["remark"]:
            yield "mark-without-remark", row["candidate"], ""
    for name in computed.stands:
        yield "earlier-signature-stands", name, ""


def of_papers(computed):
    """Certificates that nobody asks for, units that offer nothing."""
    tables = computed.round.tables
    asked = {row["certificate"] for row in tables["vacancies"]}
    units = {row["unit"] for row in tables["vacancies"]}
    for row in tables["certificates"]:
        if row["certificate"] not in asked:
            yield "certificate-unasked", row["candidate"], ""
    for row in tables["relatives"]:
        if row["unit"] not in units:
            yield "relative-unit-unknown", row["candidate"], ""


def of_choosing(computed):
    """Lots, give-ups and preferences that nothing came of."""
    for name in computed.ranking.lots:
        if name not in computed.ranking.decided_by_lot:
            yield "lot-unneeded", name, ""
    for name in computed.allocation.events:
        if name in computed.decided.placed:
            yield "give-up-unused", name, ""
        elif name in computed.ranking.rank and not computed.allocation.chooses(name) \
                and computed.allocation.lists.get(name):
            yield "preferences-unused", name, ""


def of_rulings(computed):
    """Rulings without effect, on gaps that nobody reaches, against conditions, out of order."""
    decided, allocation = computed.decided, computed.allocation
    for name in computed.idle:
        yield "ruling-without-effect", name, ""
    sheets = computed.scoring.sheets.values()
    reached = set().union(*(sheet.reached for sheet in sheets))
    if set(decided.gaps) - reached and all(sheet.text for sheet in sheets):
        yield "filling-unreached", "", ""
    for name, vacancy in decided.placed.items():
        if computed.conditions.closed(name, vacancy):
            yield "placed-against-condition", name, vacancy
    lists = preference_lists(computed.round)
    for name, vacancy in decided.refills.items():
        if name in allocation.events:
            yield "refill-after-giving-up", name, vacancy
        rank = computed.ranking.rank.get(name, 0)
        for other in computed.ranking.order[:max(rank - 1, 0)]:
            if allocation.outcome[other] == "exhausted" and vacancy in lists.get(other, []) \
                    and other not in decided.voids and other not in decided.refills \
                    and not computed.conditions.closed(other, vacancy):
                yield "refill-out-of-order", name, vacancy


def of_exam(computed):
    """The exam's share of all totals, against what the scheme aims at."""
    aim = computed.round.scheme.toml.get("exam", {}).get("target_share")
    ranked = [computed.scoring.sheets[name] for name in computed.ranking.order]
    totals = sum((sheet.total for sheet in ranked), Decimal(0))
    if aim is None or totals <= 0:
        return
    exams = sum((sheet.exam for sheet in ranked), Decimal(0))
    if exams < totals * Decimal(aim[0]) or exams > totals * Decimal(aim[1]):
        yield "exam-share-outside", "", ""
