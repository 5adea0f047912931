"""The public edition of a record, made anew: its digests stand in the statement.

Implements "edition.json" in record-format.md.
"""

from canonical import salt


def edition_of(round_, secret, result, allocation, ranking):
    """What `edition.json` must say."""
    choosing = round_.scheme.choosing()
    sitting = result["sittings"][0]
    made = {
        "format": 1, "round": round_.names(), "scheme": result["scheme"],
        "salt": salt(secret, "edition/").hex(),
        "events": {name: choosing[name] for name in ("absent", "gave_up", "late", "timed_out")},
        "sittings": [{"id": sitting["id"],
                      "candidates": candidates_of(sitting, allocation),
                      "unranked": unranked_of(sitting),
                      "turns": turns_of(sitting, ranking),
                      "vacancies": vacancies_of(sitting, round_)}]}
    if allocation.after:
        made["after"] = after_of(sitting["id"], allocation, ranking)
    return made


def candidates_of(sitting, allocation):
    """The ranked by rank, without ids."""
    ranked = [line for line in sitting["candidates"] if "rank" in line]
    totals = [line["total"] for line in ranked]
    found, tie = [], 0
    for at, line in enumerate(ranked):
        entry = {key: line[key] for key in ("rank", "total", "outcome", "vacancy", "preference")
                 if key in line}
        if totals.count(line["total"]) > 1:
            tie = tie + 1 if at and totals[at - 1] == line["total"] else 1
            entry["tie"] = tie
        if line["id"] in allocation.read:
            entry["list"] = [{"vacancy": vacancy, "why": why}
                             for vacancy, why in allocation.read[line["id"]]]
        found.append(entry)
    return found


def unranked_of(sitting):
    """Those placed by ruling and the excluded, by outcome, then by vacancy."""
    found = [{key: line[key] for key in ("outcome", "vacancy") if key in line}
             for line in sitting["candidates"] if "rank" not in line]
    return sorted(found, key=lambda entry: (entry["outcome"], entry.get("vacancy", "").encode("utf-8")))


def turns_of(sitting, ranking):
    """The turns, with the rank of whoever had them."""
    return [dict({key: turn[key] for key in ("n", "event", "vacancy") if key in turn},
                 rank=ranking.rank[turn["candidate"]]) for turn in sitting["turns"]]


def vacancies_of(sitting, round_):
    """The vacancies by id, with unit and post."""
    rows = {row["id"]: row for row in round_.tables["vacancies"]}
    return [dict(line, unit=rows[line["id"]]["unit"], post=rows[line["id"]]["post"])
            for line in sitting["vacancies"]]


def after_of(sitting, allocation, ranking):
    """What rulings changed after the meeting, without ids."""
    found = []
    for name, line in allocation.after.items():
        entry = dict(line, sitting=sitting)
        if name in ranking.rank:
            entry["rank"] = ranking.rank[name]
        found.append(entry)
    return sorted(found, key=after_order)


def after_order(entry):
    """By rank, those without one last; then by `from`, `to` and outcome, what is absent first."""
    return (entry.get("rank", 1 << 32), entry.get("from", ""), entry.get("to", ""), entry["outcome"])
