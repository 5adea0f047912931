"""The independent check of what is recorded: it does not allocate, it looks at each turn.

Implements step 8 of "What a reader does" in record-format.md.
"""

FURTHER = ("end_of_group", "end_of_list", "leftover")
MEANT = {"chose": "placed", "exhausted": "exhausted", "gave_up": "gave_up", "timed_out": "gave_up",
         "absent": "absent", "late": "absent"}


class Check:
    """Looks at the recorded turns of the one sitting, then at what followed."""

    def __init__(self, step, result, computed):
        self.step = step
        self.result = result
        self.sitting = result["sittings"][0] if result["sittings"] else None
        self.conditions = computed.conditions
        self.sheets = computed.scoring.sheets
        self.decided = computed.decided
        round_ = computed.round
        self.consequences = round_.scheme.choosing()
        self.ties = round_.scheme.ties()
        self.lots = {row["candidate"]: int(row["number"]) for row in round_.tables["lots"]}
        self.give_ups = {row["candidate"]: row["kind"] for row in round_.tables["give_ups"]}
        self.seats = {row["id"]: int(row["seats"]) for row in round_.tables["vacancies"]}
        self.places = [key for key, _ in round_.scheme.sittings()]
        self.lists = {}
        for row in round_.tables["preferences"]:
            self.lists.setdefault(row["candidate"], {})[int(row["order"])] = row["vacancy"]
        self.had = {}               # candidate -> vacancy at the end of the meeting
        self.last = {}              # candidate -> event of the last turn

    def run(self):
        """The whole check; with names that are not there nothing else is looked at."""
        self.names()
        if self.step.findings:
            return
        self.lines = {line["id"]: line for line in self.sitting["candidates"]}
        self.ranks()
        self.order()
        self.placed_first()
        self.turns()
        self.outcomes()
        self.vacancies()
        self.after()

    def fail(self, text):
        """One finding."""
        self.step.fail("check-failed", text)

    def names(self):
        """What is recorded names nobody, nothing and no turn that is not there."""
        if [one["id"] for one in self.result["sittings"]] != self.places or self.sitting is None:
            self.step.fail("wrong-names", "the sittings are not those of the scheme")
            return
        people, turns = set(self.sheets), self.sitting["turns"]
        told = [line["id"] for line in self.sitting["candidates"]]
        offered = [line["id"] for line in self.sitting["vacancies"]]
        after = self.result.get("after", [])
        if sorted(told) != sorted(people):
            self.step.fail("wrong-names", "the candidates are not those of the round, each once")
        if sorted(offered) != sorted(self.seats):
            self.step.fail("wrong-names", "the vacancies are not those of the round, each once")
        for name in [turn["candidate"] for turn in turns] + [line["candidate"] for line in after]:
            if name not in people:
                self.step.fail("wrong-names", f"there is no candidate {name}")
        named = [line.get("vacancy") for line in self.sitting["candidates"]]
        named += [turn.get("vacancy") for turn in turns]
        named += [line.get(key) for line in after for key in ("from", "to")]
        for name in named:
            if name is not None and name not in self.seats:
                self.step.fail("wrong-names", f"there is no vacancy {name}")
        for line in self.sitting["vacancies"]:
            if line.get("last_turn", 1) not in range(1, len(turns) + 1):
                self.step.fail("wrong-names", f"vacancy {line['id']}: there is no turn {line['last_turn']}")

    def ranks(self):
        """Everybody but the placed and the excluded has a rank, of nobody before by total and ties."""
        ranked = sorted((line["rank"], line["id"]) for line in self.lines.values() if "rank" in line)
        if [rank for rank, _ in ranked] != list(range(1, len(ranked) + 1)):
            self.fail("the ranks are not 1, 2, 3 …")
        apart = set(self.decided.placed) | set(self.decided.excluded)
        if {name for _, name in ranked} != set(self.lines) - apart:
            self.fail("those with a rank are not those who must have one")
            return
        keys = [self.key(name) for _, name in ranked]
        for (rank, name), left, right in zip(ranked[1:], keys, keys[1:]):
            if left >= right:
                self.fail(f"candidate {name} has rank {rank} and goes before the rank above")

    def key(self, name):
        """By what somebody stands in the order: the smaller goes first."""
        sheet = self.sheets[name]
        key = [-sheet.total]
        for tie in self.ties:
            word, _, attribute = tie.partition(":")
            if word in ("assessment", "exam"):
                key.append(-(getattr(sheet, word) or 0))
            elif word == "lot":
                key.append(self.lots.get(name, 0))
            else:
                day = int(sheet.person.attributes[attribute].replace("-", "") or 0)
                key.append(day if word == "earlier" else -day)
        return key

    def order(self):
        """Turns in the order of ranks; whoever did not choose may have one further turn."""
        ranked = sorted((line["rank"], line["id"]) for line in self.lines.values() if "rank" in line)
        expected = [name for _, name in ranked]
        for word in FURTHER:
            expected += [name for _, name in ranked if name in self.give_ups
                         and self.consequences[self.give_ups[name]] == word]
        recorded = [turn["candidate"] for turn in self.sitting["turns"]]
        if recorded != expected:
            self.fail("the turns are not in the order of ranks")
        numbers = [turn["n"] for turn in self.sitting["turns"]]
        if numbers != list(range(1, len(numbers) + 1)):
            self.fail("the turns are not numbered 1, 2, 3 …")

    def placed_first(self):
        """Those placed by ruling take their seats before the first turn."""
        self.left = dict(self.seats)
        self.last_turn = {}
        for name, line in self.lines.items():
            if line["outcome"] == "placed_by_ruling":
                vacancy = line.get("vacancy")
                if self.decided.placed.get(name) != vacancy or vacancy not in self.left:
                    self.fail(f"candidate {name}: no ruling places them there")
                    continue
                self.left[vacancy] -= 1
                self.had[name] = vacancy
            elif line["outcome"] == "excluded" and name not in self.decided.excluded:
                self.fail(f"candidate {name}: no ruling excludes them")
        if any(left < 0 for left in self.left.values()):
            self.fail("more are placed by ruling than there are seats")

    def turns(self):
        """Each turn: what happened, whether a seat was left, whether it was the first open one."""
        seen = set()
        for turn in self.sitting["turns"]:
            name, event, vacancy = turn["candidate"], turn["event"], turn.get("vacancy")
            kept_away = name not in seen and name in self.give_ups
            seen.add(name)
            self.last[name] = event
            if kept_away:
                if event != self.give_ups[name] or vacancy is not None:
                    self.fail(f"turn {turn['n']}: recorded as {self.give_ups[name]}")
            elif event == "chose" and vacancy is not None:
                self.chosen(turn, name, vacancy)
            elif event == "exhausted" and vacancy is None:
                self.first_open(turn, name, None)
            else:
                self.fail(f"turn {turn['n']}: neither chose nor exhausted")

    def chosen(self, turn, name, vacancy):
        """A seat was left, no condition closed it, and it was the first such preference."""
        if self.left.get(vacancy, 0) <= 0:
            self.fail(f"turn {turn['n']}: no seat was left of {vacancy}")
            return
        if self.conditions.closed(name, vacancy):
            self.fail(f"turn {turn['n']}: {vacancy} is closed to candidate {name}")
        self.first_open(turn, name, vacancy)
        self.left[vacancy] -= 1
        if self.left[vacancy] == 0:
            self.last_turn[vacancy] = turn["n"]
        self.had[name] = vacancy

    def first_open(self, turn, name, vacancy):
        """Nothing that stands before on the list was open."""
        wishes = self.lists.get(name, {})
        number = next((order for order in sorted(wishes) if wishes[order] == vacancy), None)
        if vacancy is not None and number is None:
            self.fail(f"turn {turn['n']}: {vacancy} is not on the list")
        for order in sorted(wishes):
            if number is not None and order >= number:
                break
            other = wishes[order]
            if self.left.get(other, 0) > 0 and not self.conditions.closed(name, other):
                self.fail(f"turn {turn['n']}: preference {order}, {other}, was open")
        recorded = self.lines.get(name, {}).get("preference")
        if recorded != number:
            self.fail(f"candidate {name}: recorded is preference {recorded}, not {number}")

    def outcomes(self):
        """What came of everybody is what their last turn says."""
        for name, line in self.lines.items():
            if name not in self.last:
                if "rank" in line:
                    self.fail(f"candidate {name} is ranked and had no turn")
                continue
            if line["outcome"] != MEANT.get(self.last[name]) or line.get("vacancy") != self.had.get(name):
                self.fail(f"candidate {name}: the outcome is not what the last turn says")

    def vacancies(self):
        """Seats, what is left of them, and in which turn the last one went."""
        recorded = {line["id"]: line for line in self.sitting["vacancies"]}
        for name in sorted(set(recorded) & set(self.seats)):
            line = recorded[name]
            if (line["seats"], line["left"], line.get("last_turn")) \
                    != (self.seats[name], self.left[name], self.last_turn.get(name)):
                self.fail(f"vacancy {name}: the seats are not what the turns leave")

    def after(self):
        """What followed the meeting is what the rulings say, and nobody sits where no seat is."""
        holds, left, told = dict(self.had), dict(self.left), set()
        lines = self.result.get("after", [])
        for line in sorted(lines, key=lambda line: "to" in line):
            name = line["candidate"]
            if name in told:
                self.fail(f"candidate {name} is told twice")
                continue
            told.add(name)
            if "from" in line and "to" not in line:
                self.taken_back(name, line, holds, left)
            elif "to" in line and "from" not in line:
                self.given(name, line, holds, left)
            else:
                self.fail(f"candidate {name}: neither taken back nor given")
        for name in sorted((set(self.decided.voids) | set(self.decided.refills)) - told):
            self.fail(f"candidate {name}: a ruling that is not told")
        for name, seats in left.items():
            if seats < 0:
                self.fail(f"vacancy {name}: more sit there in the end than there are seats")

    def taken_back(self, name, line, holds, left):
        """A seat taken back: there is such a ruling, and the seat was had."""
        vacancy = line["from"]
        if self.decided.voids.get(name) != (vacancy, line["outcome"]):
            self.fail(f"candidate {name}: no ruling takes back {vacancy}")
        if holds.get(name) != vacancy:
            self.fail(f"candidate {name} did not have {vacancy}")
            return
        del holds[name]
        left[vacancy] += 1

    def given(self, name, line, holds, left):
        """A seat given: there is such a ruling, to somebody without one, open by its conditions."""
        vacancy = line["to"]
        if self.decided.refills.get(name) != vacancy or line["outcome"] != "placed_by_ruling":
            self.fail(f"candidate {name}: no ruling gives {vacancy}")
        if name in holds or name in self.decided.voids or name in self.decided.excluded:
            self.fail(f"candidate {name} cannot be given a seat")
        if self.conditions.closed(name, vacancy):
            self.fail(f"{vacancy} is closed to candidate {name}")
        holds[name] = vacancy
        left[vacancy] -= 1
