"""The replay of a public edition: order, turns, seats, choices, and what followed the meeting.

Implements steps 5 to 9 of "A public edition" under "edition.json" in record-format.md.
"""

from decimal import Decimal

from cells import NUMBER
from edition import after_order
from points import plain

MEANT = {"chose": "placed", "exhausted": "exhausted", "gave_up": "gave_up", "timed_out": "gave_up",
         "absent": "absent", "late": "absent"}
TAKEN_BACK = ("gave_up", "absent", "excluded")


def order(step, sitting, groups):
    """Step 5: ranks 1, 2, 3 …, groups in their order, totals not rising, ties numbered."""
    before, place, tie = None, 0, 0
    people = sitting["candidates"]
    for number, line in enumerate(people, 1):
        where = f"sitting {sitting['id']}, rank {number}"
        if line["rank"] != number:
            step.fail("rank", f"{where}: the rank is {line['rank']}")
        if ("group" in line) != bool(groups) or ("group" in line and line["group"] not in groups):
            step.fail("group", f"{where}: the group is none of the scheme's")
            return
        if not NUMBER.match(line["total"]) or plain(Decimal(line["total"])) != line["total"]:
            step.fail("total-form", f"{where}: the total is no number in its one writing")
            return
        own = groups.index(line["group"]) if groups else 0
        if own < place:
            step.fail("group", f"{where}: the group stands before another")
        if before and own == place and Decimal(line["total"]) > Decimal(before["total"]):
            step.fail("total-order", f"{where}: the total is higher than the one before")
        alike = [other for other in people if other["total"] == line["total"]
                 and other.get("group") == line.get("group")]
        same = before and own == place and before["total"] == line["total"]
        tie = tie + 1 if same else 1
        if line.get("tie") != (tie if len(alike) > 1 else None):
            step.fail("tie", f"{where}: the number among equals is wrong")
        before, place = line, own
    unranked = sitting["unranked"]
    key = lambda line: (line["outcome"], line.get("vacancy", "").encode("utf-8"))
    if unranked != sorted(unranked, key=key):
        step.fail("order", f"sitting {sitting['id']}: those without a rank are not sorted")


class Replay:
    """The turns of one sitting, one after the other."""

    def __init__(self, sitting, events, groups):
        self.sitting = sitting
        self.events = events
        self.people = {line["rank"]: line for line in sitting["candidates"]}
        self.groups = groups
        self.left = {line["id"]: line["seats"] for line in sitting["vacancies"]}
        self.last_turn = {}
        self.at_turn = {}           # rank -> (turn, seats left before it), of the last turn

    def run(self, turns, seats, choices, others):
        """Steps 6, 7 and 8."""
        self.check_turns(turns)
        self.check_seats(seats)
        self.check_choices(choices, others)

    # ---- step 6 ----

    def expected(self):
        """The ranks in the order in which they must have had their turns."""
        first = {}
        for turn in self.sitting["turns"]:
            first.setdefault(turn["rank"], turn["event"])

        def further(word, ranks):
            return [rank for rank in ranks if self.events.get(first.get(rank)) == word]
        ranks = sorted(self.people)
        found = []
        for group in self.groups or [None]:
            own = [rank for rank in ranks if self.people[rank].get("group") == group]
            found += own + further("end_of_group", own)
        return found + further("end_of_list", ranks) + further("leftover", ranks)

    def check_turns(self, step):
        """Everybody in the order of ranks; further turns; outcomes are what last turns say."""
        name = self.sitting["id"]
        turns = self.sitting["turns"]
        if [turn["n"] for turn in turns] != list(range(1, len(turns) + 1)):
            step.fail("turn", f"sitting {name}: the turns are not numbered 1, 2, 3 …")
        if [turn["rank"] for turn in turns] != self.expected():
            step.fail("turn", f"sitting {name}: the turns do not follow ranks and events")
        last = {turn["rank"]: turn for turn in turns}
        for turn in turns:
            if ("vacancy" in turn) != (turn["event"] == "chose"):
                step.fail("turn-event", f"sitting {name}, turn {turn['n']}: event and vacancy do not fit")
        for rank, line in self.people.items():
            turn = last.get(rank)
            where = f"sitting {name}, rank {rank}"
            if turn is None:
                step.fail("turn", f"{where}: no turn")
                continue
            if line["outcome"] != MEANT[turn["event"]]:
                step.fail("outcome", f"{where}: the outcome is not that of the last turn")
            if line.get("vacancy") != turn.get("vacancy"):
                step.fail("vacancy", f"{where}: the vacancy is not that of the last turn")

    # ---- step 7 ----

    def check_seats(self, step):
        """Seats less those placed by ruling, then one less with each choice."""
        name = self.sitting["id"]
        ids = [line["id"] for line in self.sitting["vacancies"]]
        if ids != sorted(set(ids), key=lambda one: one.encode("utf-8")):
            step.fail("order", f"sitting {name}: the vacancies are not sorted by id, each once")
        for line in self.sitting["unranked"]:
            if line["outcome"] == "placed_by_ruling":
                self.take(step, line.get("vacancy"), None)
            elif line["outcome"] != "excluded" or "vacancy" in line:
                step.fail("seats", f"sitting {name}: somebody without a rank, neither placed nor excluded")
        for turn in self.sitting["turns"]:
            self.at_turn[turn["rank"]] = (turn, dict(self.left))
            if turn["event"] == "chose":
                self.take(step, turn.get("vacancy"), turn["n"])
        for line in self.sitting["vacancies"]:
            if (line["left"], line.get("last_turn")) \
                    != (self.left[line["id"]], self.last_turn.get(line["id"])):
                step.fail("seats", f"vacancy {line['id']}: left or last turn is not what comes of the turns")

    def take(self, step, vacancy, number):
        """One seat goes; never below zero."""
        if vacancy not in self.left:
            step.fail("unknown-vacancy", f"there is no vacancy {vacancy}")
            return
        if self.left[vacancy] <= 0:
            step.fail("no-seat", f"vacancy {vacancy}: no seat was left")
            return
        self.left[vacancy] -= 1
        if self.left[vacancy] == 0 and number is not None:
            self.last_turn[vacancy] = number

    # ---- step 8 ----

    def check_choices(self, step, others):
        """Every `why` is what the seats say at that turn."""
        for rank, line in sorted(self.people.items()):
            where = f"sitting {self.sitting['id']}, rank {rank}"
            turn, left = self.at_turn.get(rank, ({"event": None}, {}))
            read = line.get("list")
            if turn["event"] not in ("chose", "exhausted"):
                if read is not None or "preference" in line:
                    step.fail("list-end", f"{where}: a list was read, but nothing chosen")
                continue
            if read is None:
                if turn["event"] == "exhausted" or "preference" in line:
                    step.fail("list-end", f"{where}: no list was read")
                continue
            self.check_list(step, where, line, turn, left, others)

    def check_list(self, step, where, line, turn, left, others):
        """One list, down to the vacancy that was had, or to its end."""
        read = line["list"]
        names = [entry["vacancy"] for entry in read]
        if len(set(names)) < len(names):
            step.fail("doubled", f"{where}: a vacancy stands twice on the list")
        had = bool(read) and read[-1]["why"] == "had" and turn["event"] == "chose"
        if had != (turn["event"] == "chose"):
            step.fail("list-end", f"{where}: the list does not end with what was had")
        if line.get("preference") != (len(read) if had else None):
            step.fail("preference", f"{where}: the preference is not the length of the list")
        for at, entry in enumerate(read):
            vacancy, why = entry["vacancy"], entry["why"]
            if vacancy not in left:
                right = why == "elsewhere" and vacancy in others
            elif left[vacancy] <= 0:
                right = why == "gone"
            elif at == len(read) - 1 and vacancy == turn.get("vacancy"):
                right = why == "had"
            else:
                right = why == "closed"
            if not right:
                step.fail("choice", f"{where}: {vacancy} is told as {why}")


# ---- step 9 ----

def after(step, edition):
    """Step 9: seats taken back from those who had them, given to the ranked who had none."""
    lines = edition.get("after", [])
    places = [sitting["id"] for sitting in edition["sittings"]]
    if "after" in edition and not lines:
        step.fail("after-told", "an empty list instead of none")
    if any(line["sitting"] not in places for line in lines):
        step.fail("after-told", "a sitting that there is not")
        return
    ordered = sorted(lines, key=lambda line: (places.index(line["sitting"]), *after_order(line)))
    if lines != ordered:
        step.fail("order", "what followed the meeting is not sorted")
    left = {}
    for sitting in edition["sittings"]:
        for line in sitting["vacancies"]:
            left[line["id"]] = line["left"]
    seen = set()
    unranked = [dict(line, sitting=sitting["id"]) for sitting in edition["sittings"]
                for line in sitting["unranked"] if line["outcome"] == "placed_by_ruling"]
    for line in lines:
        who = (line["sitting"], line.get("rank"))
        if line.get("rank") is not None and who in seen:
            step.fail("doubled", "somebody is told twice")
        seen.add(who)
        if ("from" in line) == ("to" in line):
            step.fail("after-told", "neither taken back nor given")
        elif "from" in line:
            taken_back(step, edition, line, left, unranked)
        else:
            given(step, edition, line, left)
    if any(seats < 0 for seats in left.values()):
        step.fail("after-seats", "somebody sits in the end where there is no seat")


def person_at(edition, line):
    """The ranked person of a line; None if there is none."""
    for sitting in edition["sittings"]:
        if sitting["id"] == line["sitting"]:
            for person in sitting["candidates"]:
                if person["rank"] == line.get("rank"):
                    return person
    return None


def taken_back(step, edition, line, left, unranked):
    """A seat taken back from somebody who had it."""
    vacancy = line["from"]
    if line["outcome"] not in TAKEN_BACK:
        step.fail("after-told", f"{vacancy} taken back, but the outcome is {line['outcome']}")
    if "rank" in line:
        person = person_at(edition, line)
        if person is None or person.get("vacancy") != vacancy:
            step.fail("after-told", f"{vacancy} taken back from somebody who did not have it")
    else:
        holder = next((one for one in unranked if one["sitting"] == line["sitting"]
                       and one.get("vacancy") == vacancy), None)
        if holder is None:
            step.fail("after-told", f"{vacancy} taken back from somebody who did not have it")
        else:
            unranked.remove(holder)
    left[vacancy] = left.get(vacancy, 0) + 1


def given(step, edition, line, left):
    """A seat given to somebody ranked who had none."""
    vacancy, person = line["to"], person_at(edition, line)
    if line["outcome"] != "placed_by_ruling":
        step.fail("after-told", f"{vacancy} given, but the outcome is {line['outcome']}")
    if person is None or "vacancy" in person:
        step.fail("after-told", f"{vacancy} given to somebody who had a seat, or has no rank")
    left[vacancy] = left.get(vacancy, 0) - 1


def placed_in_the_end(edition):
    """How many have a seat in the end."""
    number = 0
    for sitting in edition["sittings"]:
        number += sum("vacancy" in line for line in sitting["candidates"])
        number += sum("vacancy" in line for line in sitting["unranked"])
    for line in edition.get("after", []):
        number += ("to" in line) - ("from" in line)
    return number
