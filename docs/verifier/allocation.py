"""The meeting: turns, seats, who gets what; and what rulings changed after it.

Implements "Choosing and sittings" in scheme-language.md, "After the meeting" in round-folder.md
and `result.json` in record-format.md.
"""

ENDS = ("end_of_group", "end_of_list", "leftover")
OUTCOMES = {"gave_up": "gave_up", "timed_out": "gave_up", "absent": "absent", "late": "absent"}


class Allocation:
    """What comes of the meeting, computed anew."""

    def __init__(self, round_, ranking, decided, conditions):
        self.conditions = conditions
        self.consequences = round_.scheme.choosing()
        self.events = {row["candidate"]: row["kind"] for row in round_.tables["give_ups"]}
        self.lists = preference_lists(round_)
        self.seats = {row["id"]: int(row["seats"]) for row in round_.tables["vacancies"]}
        self.left = dict(self.seats)
        self.last_turn = {}
        self.turns = []             # (candidate, event, vacancy)
        self.outcome = {name: "excluded" for name in decided.excluded}
        self.vacancy = {}
        self.preference = {}
        self.read = {}              # candidate -> [(vacancy, why)] of the last turn
        self.unlisted = []          # ranked, without preferences and without a give-up
        for name, vacancy in decided.placed.items():
            self.outcome[name] = "placed_by_ruling"
            self.vacancy[name] = vacancy
            self.left[vacancy] -= 1
        self.hold(ranking.order)
        self.after = {}             # candidate -> {"from"|"to": vacancy, "outcome": …}
        self.follow(decided)

    def hold(self, order):
        """Everybody in the order of ranks, then those with a further turn."""
        later = {word: [] for word in ENDS}
        for name in order:
            event = self.events.get(name)
            if event is None:
                self.choose(name)
                continue
            self.turns.append((name, event, None))
            self.outcome[name] = OUTCOMES[event]
            word = self.consequences[event]
            if word in later:
                later[word].append(name)
        for word in ENDS:
            for name in later[word]:
                self.choose(name)

    def chooses(self, name):
        """Whether somebody has a turn in which to choose."""
        event = self.events.get(name)
        return event is None or self.consequences[event] in ENDS

    def choose(self, name):
        """The first preference with a seat left that no condition closes."""
        read = []
        if not self.lists.get(name):
            self.unlisted.append(name)
        for number, vacancy in enumerate(self.lists.get(name, []), 1):
            if self.left[vacancy] <= 0:
                read.append((vacancy, "gone"))
            elif self.conditions.closed(name, vacancy):
                read.append((vacancy, "closed"))
            else:
                read.append((vacancy, "had"))
                self.turns.append((name, "chose", vacancy))
                self.take(name, vacancy, number)
                break
        else:
            self.turns.append((name, "exhausted", None))
            self.outcome[name] = "exhausted"
        self.read[name] = read

    def take(self, name, vacancy, number):
        """A seat goes."""
        self.outcome[name] = "placed"
        self.vacancy[name] = vacancy
        self.preference[name] = number
        self.left[vacancy] -= 1
        if self.left[vacancy] == 0:
            self.last_turn[vacancy] = len(self.turns)

    def follow(self, decided):
        """First all voids, then all refills; the meeting stays as it was held."""
        self.holds = dict(self.vacancy)         # who has which seat in the end
        self.free = dict(self.left)
        self.faults = []                        # (code, text)
        for name, (vacancy, outcome) in decided.voids.items():
            if self.holds.get(name) != vacancy:
                self.faults.append(("void-ruling", f"candidate {name} does not have {vacancy}"))
                continue
            del self.holds[name]
            self.free[vacancy] += 1
            self.after[name] = {"from": vacancy, "outcome": outcome}
        for name, vacancy in sorted(decided.refills.items()):
            code = self.refusal(name, vacancy, decided)
            if code:
                self.faults.append((code, f"candidate {name} cannot be given {vacancy}"))
                continue
            self.holds[name] = vacancy
            self.free[vacancy] -= 1
            self.after[name] = {"to": vacancy, "outcome": "placed_by_ruling"}

    def refusal(self, name, vacancy, decided):
        """Why a refill is a fault; None if it is none."""
        if name not in self.conditions.people:
            return "unknown-object"
        if vacancy not in self.seats:
            return "unknown-vacancy"
        if name in self.holds:
            return "placed-already"
        if name in decided.excluded:
            return "refill-of-excluded"
        if name in decided.voids:
            return "refill-of-voided"
        if self.conditions.closed(name, vacancy):
            return "refill-closed"
        if self.free[vacancy] <= 0:
            return "no-seat-left"
        return None


def preference_lists(round_):
    """The lists by candidate, the first preference first."""
    lists = {}
    for row in sorted(round_.tables["preferences"], key=lambda row: int(row["order"])):
        lists.setdefault(row["candidate"], []).append(row["vacancy"])
    return lists


def result_of(version, round_, scoring, ranking, allocation, decided, warnings):
    """What `result.json` must say."""
    scheme = round_.scheme
    (sitting, _), = scheme.sittings()
    unranked = sorted([*decided.placed, *decided.excluded], key=lambda name: name.encode("utf-8"))
    lines = [line_of(name, scoring, ranking, allocation) for name in [*ranking.order, *unranked]]
    turns = [{"n": number, "candidate": name, "event": event, **({"vacancy": vacancy} if vacancy else {})}
             for number, (name, event, vacancy) in enumerate(allocation.turns, 1)]
    vacancies = []
    for name in sorted(allocation.seats, key=lambda name: name.encode("utf-8")):
        entry = {"id": name, "seats": allocation.seats[name], "left": allocation.left[name]}
        if name in allocation.last_turn:
            entry["last_turn"] = allocation.last_turn[name]
        vacancies.append(entry)
    result = {"format": version, "round": round_.fields["id"],
              "scheme": {"id": scheme.id, "issuer": scheme.issuer, "edition": scheme.edition,
                         "scoring": scoring.digest},
              "sittings": [{"id": sitting, "candidates": lines, "turns": turns, "vacancies": vacancies}],
              "warnings": warnings}
    if allocation.after:
        result["after"] = [dict(allocation.after[name], candidate=name) for name
                           in sorted(allocation.after, key=lambda name: name.encode("utf-8"))]
    return result


def line_of(name, scoring, ranking, allocation):
    """The line of a candidate; what does not apply is absent."""
    line = {"id": name, "outcome": allocation.outcome[name]}
    line.update({key: value for key, value in scoring.sheets[name].fields().items() if value})
    if name in ranking.rank:
        line["rank"] = ranking.rank[name]
    if name in allocation.vacancy:
        line["vacancy"] = allocation.vacancy[name]
    if name in allocation.preference:
        line["preference"] = allocation.preference[name]
    return line
