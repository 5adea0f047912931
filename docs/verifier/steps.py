"""The steps of an item: from facts to points, with a trace of what each step gave.

Implements "Steps" and "Conditions" in scheme-language.md, for the steps that
`county-reference` uses, and how "The canonical sheet" in record-format.md tells them.
"""

from decimal import Decimal

import calendar_rules
import points
from report import Refused
from scheme import unknown
from scoringpart import terms_of


class Gap(Exception):
    """A figure that the paper leaves open and no ruling has filled."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


class Entry:
    """A row on its way through an item: its number, its class, its points."""

    def __init__(self, letter, number, row):
        self.name = f"{letter}{number}"
        self.row = row
        self.place = None       # of the class in the ladder, from 0
        self.points = None

    def told(self):
        """How a sheet names it: `e2`, `e2/3` with its class, `e2:5` with its points."""
        if self.points is not None:
            return f"{self.name}:{points.plain(self.points)}"
        return self.name if self.place is None else f"{self.name}/{self.place + 1}"


class Item:
    """The computation of one item for one person."""

    def __init__(self, sheet, item):
        self.sheet = sheet              # cutoff, person, scheme, gaps
        self.scheme = sheet.scheme
        self.person = sheet.person
        self.item = item
        self.flow = None                # what the last step gave
        self.kept = []                  # the rows as they are at the end
        self.ladder = None
        self.source = None              # the file whose rows it reads
        self.trace = []

    def run(self):
        """All steps; returns the points."""
        for step in self.item["steps"]:
            (name, what), = step.items()
            work = getattr(self, "do_" + name, None)
            if work is None:
                raise unknown(f"the step {name!r}")
            self.trace.append(" ".join(["|", *work(what)]))
            if isinstance(self.flow, list):
                self.kept = self.flow
        if not isinstance(self.flow, Decimal):
            raise unknown("an item that does not end in points")
        return points.six_places(self.flow)

    def figure(self, what, term):
        """A figure of the paper; where it is a gap, what a ruling has filled in."""
        if not isinstance(what, dict):
            return Decimal(what)
        name = f"{self.item['id']}.{what.get('id', term)}"
        self.sheet.reached.add(name)
        if name not in self.sheet.gaps:
            raise Gap(name)
        return Decimal(self.sheet.gaps[name])

    # ---- attributes ----

    def do_attribute(self, name):
        """A word: its place in its set from 1."""
        term = self.term(name)
        self.flow = term
        self.terms = terms_of(self.scheme, name)
        return [f"c{self.terms.index(term) + 1}"]

    def term(self, name):
        """The word of an attribute or of a choice of track."""
        for choice in self.scheme.choices:
            if choice.key == name:
                return self.chosen(choice)
        return self.needed(self.person.attributes[name], name)

    def needed(self, text, name):
        """A fact that must be there."""
        if not text:
            raise Refused("fact-needed", f"candidate {self.person.id}: {name} is blank")
        return text

    def chosen(self, choice):
        """The track decides; where it is blank, a single filled attribute counts."""
        values = self.person.attributes
        track = values[choice.by]
        if track:
            line = choice.read[track]
        else:
            filled = [line for line in choice.read.values() if values.get(line.get("attribute"))]
            if len(filled) > 1:
                raise Refused("track-blank", f"candidate {self.person.id}: {choice.by} is blank")
            line = filled[0] if filled else {"attribute": None}
        if "is" in line:
            return line["is"]
        if not values.get(line["attribute"]):
            raise Refused("grade-blank", f"candidate {self.person.id}: the grade that counts is blank")
        term = values[line["attribute"]]
        return line.get("equal", {}).get(term, term)

    def do_lookup(self, what):
        """The figure of the word."""
        self.flow = self.figure(what[self.flow], self.flow)
        return []

    # ---- times ----

    def do_span(self, what):
        """The time from a date of the person to the cut-off."""
        name = what["from"].partition(":")[2]
        start = calendar_rules.day(self.needed(self.person.attributes[name], name))
        if start > self.sheet.cutoff:
            raise Refused("start-after-end", f"candidate {self.person.id}: {name} is after the cut-off")
        self.flow = (start, self.sheet.cutoff)
        return []

    def do_measure(self, what):
        """Whole years, and what a part of one counts."""
        missing = self.scheme.toml["anniversary"]["missing_day"]
        self.flow = Decimal(calendar_rules.years_by(*self.flow, what["rest"], missing))
        return [points.plain(self.flow)]

    def do_scale(self, lines):
        """Points by lines of rising thresholds; below the first 0."""
        number, given = self.flow, Decimal(0)
        start, rate = None, Decimal(0)
        for line in lines:
            at = Decimal(line["at"])
            if number < at:
                break
            if start is not None:
                given = points.add([given, points.times(rate, at - start)])
            start, rate = at, Decimal(line["each"])
        if start is not None:
            given = points.add([given, points.times(rate, number - start)])
        self.flow = given
        return []

    # ---- rows ----

    def do_rows(self, what):
        """The rows of a table, in normal form."""
        table = next(entry for entry in self.scheme.tables if entry.key == what["table"])
        self.source = table.source
        self.flow = [Entry(table.word[0], number, row)
                     for number, row in enumerate(self.person.rows[table.word], 1)
                     if table.source == "degrees" or row.kind in table.kinds]
        if what.get("needed") and not self.flow:
            raise Refused("no-row", f"candidate {self.person.id} has no row of {table.key}")
        return [entry.told() for entry in self.flow]

    def only(self, left):
        """Keeps some rows; tells those that were taken away."""
        gone = [entry for entry in self.flow if entry not in left]
        self.flow = [entry for entry in self.flow if entry in left]
        return ["-" + entry.name for entry in gone]

    def do_drop(self, what):
        """Drops the rows for which the condition holds."""
        left = [entry for entry in self.flow if not self.holds(what["where"], entry.row)]
        if what.get("warn") and len(left) < len(self.flow):
            self.sheet.warnings.add("fact-not-counted")
        return self.only(left)

    def holds(self, what, row):
        """Whether a condition holds for a row; a blank is a fault in a part that is read."""
        if "all" in what:
            return all(self.holds(inner, row) for inner in what["all"])
        if "any" in what:
            return any(self.holds(inner, row) for inner in what["any"])
        name = what["field"]
        text = row.cells[name]
        if "after" in what:
            if not text and "blank" in what:
                return what["blank"]
            return calendar_rules.day(self.needed(text, name)) > self.sheet.cutoff
        if "in" in what:
            return self.needed(text, name) in what["in"]
        if "is" in what:
            return (self.needed(text, name) == "是") == what["is"]
        raise unknown(f"the condition {what!r}")

    def do_classify(self, what):
        """Gives each row a class: the word of a field, or the one line that holds."""
        self.ladder = self.scheme.ladders[what["ladder"]]
        for entry in self.flow:
            if "field" in what:
                found = [self.needed(entry.row.cells[what["field"]], what["field"])]
            else:
                found = [line["class"] for line in what["rows"] if self.holds(line["where"], entry.row)]
            if len(found) != 1 or found[0] not in self.ladder:
                raise Refused("not-one-class", f"candidate {self.person.id}: {entry.name} fits no one class")
            entry.place = self.ladder.index(found[0])
        return [entry.told() for entry in self.flow]

    def do_price(self, what):
        """Gives each row the points of its class."""
        for entry in self.flow:
            term = self.ladder[entry.place]
            entry.points = self.figure(what[term], term)
        return [entry.told() for entry in self.flow]

    def do_once_per(self, what):
        """One row of those with the same text; a blank is a cause of its own."""
        best = {}
        for entry in self.flow:
            cause = entry.row.cells[what["field"]]
            key = cause or entry.name + "/"
            if key not in best or self.precedes(entry, best[key], what):
                best[key] = entry
        return self.only(list(best.values()))

    def precedes(self, entry, other, what):
        """Whether a row goes before one that stands earlier in normal form."""
        for key in what["keep"]:
            if key == "points" and entry.points != other.points:
                return entry.points > other.points
            if key == "earliest":
                left, right = (row.row.cells[what["date"]] or "9999" for row in (entry, other))
                if left != right:
                    return left < right
        return False

    def do_best(self, what):
        """The n highest: of all, or of each number of points; of equals the first."""
        if what["per"] not in ("all", "points"):
            raise unknown(f"best per {what['per']!r}")
        left, taken = [], {}
        for entry in sorted(self.flow, key=lambda row: -row.points):
            heap = points.plain(entry.points) if what["per"] == "points" else ""
            taken[heap] = taken.get(heap, 0) + 1
            if taken[heap] <= what["n"]:
                left.append(entry)
        return self.only(left)

    def do_token(self, what):
        """The row farthest from 0 counts in full, every other one counts `rest`."""
        if len(self.flow) < 2:
            return []
        def weight(entry):
            return -abs(entry.points), entry.row.cells[what["date"]] if "date" in what else ""
        heaviest = min(self.flow, key=weight)
        changed = []
        for entry in self.flow:
            rest = entry.points if entry is heaviest else self.figure(what["rest"], "rest")
            if rest != entry.points:
                entry.points = rest
                changed.append(entry.told())
        return changed

    def do_sum(self, what):
        """All entries added up; none give 0."""
        self.flow = points.add(entry.points for entry in self.flow)
        return []
