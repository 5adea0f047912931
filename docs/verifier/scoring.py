"""Score sheets: assessment, exam, total, the canonical sheet and its digests.

Implements "Digests of sheets" and "The canonical sheet" in record-format.md, and "Assessment,
exam, total" in scheme-language.md.
"""

import hashlib
from decimal import Decimal

import calendar_rules
import points
from canonical import salt, short_code
from report import Refused
from scheme import only
from scoringpart import scoring_digest, terms_of
from steps import Gap, Item


class Sheet:
    """The sheet of one candidate."""

    def __init__(self, scoring, person, mark):
        self.scheme = scoring.scheme
        self.person = person
        self.gaps = scoring.gaps        # fillings by name
        self.reached = set()
        self.open = []                  # gaps that nobody has filled
        self.cutoff = scoring.cutoff
        self.warnings = set()
        self.items = []                 # (Item, points), None while a gap is open
        self.assessment = self.exam = self.total = None
        self.mark = mark
        self.compute()
        self.text = None if self.open else self.write(scoring.digest)
        self.salt = salt(scoring.secret, person.id)

    def compute(self):
        """The items are added; the exam part is rounded once; the total is both."""
        for entry in self.scheme.toml["items"]:
            item = Item(self, entry)
            try:
                self.items.append((item, item.run()))
            except Gap as gap:
                self.open.append(gap.name)
                self.items.append((item, None))
        if self.open:
            return
        self.assessment = points.six_places(points.add(value for _, value in self.items))
        exam = self.scheme.toml.get("exam")
        if exam is None:
            self.mark = None
            self.total = self.assessment
        elif self.mark is not None:
            part = points.times(Decimal(self.mark), Decimal(exam["factor"]))
            self.exam = points.rounded(part, exam["round"]["places"], exam["round"]["mode"])
            self.total = points.add([self.assessment, self.exam])

    def write(self, scheme_digest):
        """The canonical sheet."""
        lines = ["anzhi-sheet 1", f"candidate {self.person.id}", f"scheme {scheme_digest}",
                 f"cutoff {self.cutoff.isoformat()}", f"facts {self.person.digest()}"]
        lines += [f"gap {name} {self.gaps[name]}" for name in gap_order(self.scheme)
                  if name in self.reached]
        for item, value in self.items:
            lines.append(f"{item.item['id']} {points.plain(value)} " + " ".join(item.trace))
        lines.append(f"assessment {points.plain(self.assessment)}")
        if self.exam is not None:
            lines.append(f"exam {points.plain(self.exam)} {self.mark}")
        if self.total is not None:
            lines.append(f"total {points.plain(self.total)}")
        return "".join(line + "\n" for line in lines)

    @property
    def digest(self):
        """SHA-256 over the salt and the whole sheet."""
        if self.text is None:
            return None
        return hashlib.sha256(self.salt + self.text.encode("utf-8")).hexdigest()

    @property
    def code(self):
        """The short code that people sign."""
        if self.text is None:
            return None
        text = self.text
        if self.scheme.signed == "assessment":
            at = text.index("\nassessment ") + 1
            text = text[:text.index("\n", at) + 1]
        return short_code(hashlib.sha256(self.salt + text.encode("utf-8")).hexdigest())

    def fields(self):
        """Assessment, exam, total and sheet as `result.json` has them; absent ones are None."""
        found = {key: getattr(self, key) for key in ("assessment", "exam", "total")}
        found = {key: None if value is None else points.plain(value) for key, value in found.items()}
        return dict(found, sheet=self.digest)

    def best_class(self, name):
        """The highest class of the rows of an item, by its place in the ladder; None without."""
        for item, _ in self.items:
            if item.item["id"] == name:
                places = [entry.place for entry in item.kept if entry.place is not None]
                return max(places, default=None)
        return None

    def degrees_counted(self):
        """Whether a degree counts in some item that reads degrees."""
        kept = [item.kept for item, _ in self.items if item.source == "degrees"]
        return not kept or any(kept)


def gap_order(scheme):
    """The names of all gaps in the order in which a scheme is read."""
    names = []
    for item in scheme.toml["items"]:
        for step in item["steps"]:
            (kind, what), = step.items()
            if kind in ("lookup", "price"):
                order = step_terms(scheme, item, kind)
                for term in order:
                    if isinstance(what[term], dict):
                        names.append(f"{item['id']}.{what[term].get('id', term)}")
            elif kind == "token" and isinstance(what["rest"], dict):
                names.append(f"{item['id']}.{what['rest'].get('id', 'rest')}")
    return names


def step_terms(scheme, item, kind):
    """The terms of a `lookup` by its set, the classes of a `price` by its ladder."""
    for step in item["steps"]:
        if kind == "lookup" and "attribute" in step:
            return terms_of(scheme, step["attribute"])
        if kind == "price" and "classify" in step:
            return scheme.ladders[step["classify"]["ladder"]]
    return []


class Scoring:
    """The sheets of everybody."""

    def __init__(self, round_, people, decided, secret):
        self.scheme = round_.scheme
        self.digest = scoring_digest(self.scheme)
        self.gaps = decided.gaps
        self.secret = secret
        cutoff = only(self.scheme.toml["cutoff"], ("month_day", "source", "assumption"), "[cutoff]")
        self.cutoff = calendar_rules.day(f"{round_.fields['year']:04}-{cutoff['month_day']}")
        marks = {row["candidate"]: row["mark"] for row in round_.tables["exams"]}
        self.sheets = {}
        self.faults = []
        for name, person in people.items():
            try:
                self.sheets[name] = Sheet(self, person, marks.get(name))
            except Refused as refused:
                self.faults.append((refused.code, refused.text))
