"""The facts of each candidate: as handed in, as rulings leave them, and their digest.

Implements "The facts of a candidate" in record-format.md and `set_fact` in round-folder.md.
"""

from canonical import sha256
from report import Refused
from tables import line_of

WORDS = (("degree", "degrees"), ("period", "periods"), ("event", "events"))


class Row:
    """A degree, period or event of a candidate."""

    def __init__(self, source, cells, columns):
        self.columns = columns
        self.kind = cells.get("kind", "")
        self.handed_cells = cells
        self.cells = dict(cells)
        self.handed = self.line()

    def line(self):
        """The kind first (of degrees nothing), then each column behind a comma."""
        return line_of([self.kind] + [self.cells[name] for name in self.columns])

    def place(self):
        """By what rows are numbered: the line as handed in, then evidence, then remark."""
        notes = (self.handed_cells["evidence"], self.handed_cells["remark"])
        return [text.encode("utf-8") for text in (self.handed, *notes)]


class Person:
    """A candidate: attributes and rows, as rulings leave them."""

    def __init__(self, row, scheme, tables):
        self.id = row["id"]
        self.row = row
        self.attributes = {column.key: row[column.key] for column in scheme.attributes}
        self.rows = {}
        for word, source in WORDS:
            columns = [column.key for column in scheme.columns_of(source)]
            if source == "periods":
                columns = ["from", "to"] + [key for key in columns if key not in ("from", "to")]
            rows = [Row(source, cells, columns) for cells in tables[source]
                    if cells["candidate"] == self.id]
            self.rows[word] = sorted(rows, key=Row.place)

    def digest(self):
        """SHA-256 over the lines of the facts; rows stand in the order before rulings."""
        lines = [line_of([self.id, *self.attributes.values()])]
        for word, _ in WORDS:
            lines.append(word)
            lines += [row.line() for row in self.rows[word]]
        return sha256("".join(line + "\n" for line in lines).encode("utf-8"))


def people_of(scheme, tables, decided):
    """Everybody by id, with `set_fact` done; what a ruling cannot do is a fault of it."""
    people = {row["id"]: Person(row, scheme, tables) for row in tables["candidates"]}
    idle = []
    for thing, old, new in decided.set_facts:
        try:
            cells, key = _place(people, thing)
            if cells[key] != old:
                raise Refused("void-ruling", f"{thing} is {cells[key]!r}, not {old!r}")
            if old == new:
                idle.append(thing.split("/")[1])
            cells[key] = new
        except Refused as refused:
            decided.faults.append((refused.code, refused.text))
    return people, idle


def _place(people, thing):
    """The cells in which an object of `set_fact` stands, and its name in them."""
    parts = thing.split("/")
    person = people.get(parts[1])
    if person is None:
        raise Refused("unknown-object", f"{thing}: no such candidate")
    if len(parts) == 3:
        return person.attributes, parts[2]
    rows = person.rows[parts[2]]
    number = int(parts[3])
    if number > len(rows):
        raise Refused("unknown-object", f"{thing}: no such row")
    return rows[number - 1].cells, parts[4]
