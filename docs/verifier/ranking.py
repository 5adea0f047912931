"""The order of those who are ranked.

Implements "Ranking" in scheme-language.md: total, the tie keys one after another, the lot.
"""

from report import Refused


class Ranking:
    """Ranks from 1, and what the lots decided."""

    def __init__(self, scheme, sheets, people, decided, lots):
        self.ties = scheme.ties()
        self.people = people
        self.sheets = sheets
        self.lots = lots                # candidate -> number
        self.open = []                  # groups of ids that only lots could tell apart
        self.decided_by_lot = set()
        self.faults = []                # (code, text)
        ranked = [name for name in people
                  if name not in decided.excluded and name not in decided.placed]
        self.order = self.sort(ranked, 0)
        self.rank = {name: number for number, name in enumerate(self.order, 1)}

    def value(self, name, key):
        """What a key compares: the smaller goes first."""
        sheet = self.sheets[name]
        if key == "total":
            return -sheet.total
        if key == "assessment":
            return -sheet.assessment
        if key == "exam":
            return -sheet.exam if sheet.exam is not None else 0
        word, _, attribute = key.partition(":")
        date = self.people[name].attributes[attribute]
        if not date:
            raise Refused("missing-value", f"candidate {name}: {attribute} would decide and is blank")
        number = int(date.replace("-", ""))
        return number if word == "earlier" else -number

    def sort(self, names, depth):
        """Sorts by the key of that depth, and those that it leaves equal by the next one."""
        keys = ["total", *self.ties]
        if len(names) < 2:
            return names
        if keys[depth] == "lot":
            return self.by_lot(names)
        heaps = {}
        for name in names:
            try:
                heaps.setdefault(self.value(name, keys[depth]), []).append(name)
            except Refused as refused:
                self.faults.append((refused.code, refused.text))
                return names
        return [name for value in sorted(heaps) for name in self.sort(heaps[value], depth + 1)]

    def by_lot(self, names):
        """The smaller lot goes first; who is tied and has none leaves the tie open."""
        numbers = [self.lots.get(name) for name in names]
        if None in numbers:
            self.open.append(sorted(names))
            return sorted(names)
        if len(set(numbers)) < len(numbers):
            self.faults.append(("equal-lots", f"equal lots among {', '.join(sorted(names))}"))
        self.decided_by_lot.update(names)
        return sorted(names, key=lambda name: self.lots[name])
