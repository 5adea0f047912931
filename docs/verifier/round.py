"""A round: reading its folder, and writing it in normal form.

Implements "What stands in it", "round.toml" and "The normal form" in round-folder.md (the order
and writing of round.toml stand in full in the Chinese record format). The same reading serves
`round/` and `originals/` of a record.
"""

import cells
import rulings
import tables
from canonical import sha256
from report import NotDone, Refused
from scheme import SHIPPED, SHIPPED_NAMES, Scheme, read_toml

TEXTS = ("id", "title", "bureau", "scheme", "ranking", "choosing", "operator", "filing_date", "replaces")
ORDER = ("id", "title", "bureau", "year", "scheme", "ranking", "choosing", "operator",
         "filing_date", "replaces")
NEEDED = ("id", "title", "bureau", "year", "scheme", "operator")
BASIS = ("document", "issuer", "count")


class Readers:
    """How cells are read that depend on the scheme."""

    def __init__(self, scheme):
        self.scheme = scheme
        self.titles = {}
        for key, title in scheme.sittings():
            self.titles[title] = key
        self.titles.update({key: key for key, _ in scheme.sittings()})
        self.exam = scheme.toml.get("exam")

    def sitting(self, text):
        """A sitting by its key or title: its key."""
        if text not in self.titles:
            raise Refused("unknown-sitting", f"the scheme has no sitting {text!r}")
        return self.titles[text]

    def group(self, text):
        """A group: this reader knows no scheme with groups."""
        raise Refused("unknown-group", f"the scheme has no group {text!r}")

    def education(self, text):
        """A class of the ladder by which the scheme counts education."""
        item = education_item(self.scheme)
        if item is None:
            raise NotDone("scheme-unsupported", "the scheme does not say what the education is")
        return cells.on_ladder(self.scheme, ladder_of(item), text)

    def mark(self, text):
        """A mark: its places and its bounds stand in the scheme."""
        if self.exam is None:
            raise NotDone("scheme-unsupported", "marks, but no exam in the scheme")
        return cells.number(text, self.exam["decimals"], 0, int(self.exam["full_mark"]))


def education_item(scheme):
    """The item whose best class is a person's education."""
    name = scheme.choosing().get("education")
    return next((item for item in scheme.toml["items"] if item["id"] == name), None)


def ladder_of(item):
    """The ladder by which an item classifies."""
    return next(step["classify"]["ladder"] for step in item["steps"] if "classify" in step)


class Round:
    """A round as it was read: round.toml, the scheme, the tables with cells in normal form."""

    def __init__(self, files, shipped):
        """`files` by name; `shipped` gives the bytes of a shipped scheme by its name."""
        self.read = set()           # the names of the files that were read
        self.fields = self.read_round_toml(files)
        self.scheme_bytes = self.find_scheme(files, shipped)
        self.scheme = Scheme(self.scheme_bytes, "scheme.toml")
        self.readers = Readers(self.scheme)
        self.exam_held = False
        self.tables = {name: [] for name in tables.NAMES}
        for table in tables.NAMES:
            self.read_table(table, files)
        self.refuse_other_tables(files)
        if "candidates" not in self.found:
            raise Refused("missing-file", "there is no table of candidates")
        if not self.tables["candidates"]:
            raise Refused("no-candidates", "there is nobody in the table of candidates")
        self.fill_sittings()
        self.tables["rulings"] = [rulings.normal(row, self.scheme) for row in self.tables["rulings"]]

    # ---- round.toml ----

    def read_round_toml(self, files):
        """The keys of round.toml."""
        if "round.toml" not in files:
            raise Refused("missing-file", "there is no round.toml")
        self.read.add("round.toml")
        self.found = {}             # table -> its columns
        fields = read_toml(files["round.toml"], "round.toml")
        for key in fields:
            if key not in ORDER + ("roster", "plan"):
                raise Refused("toml-unknown-key", f"round.toml: unknown key {key!r}")
        for key in NEEDED:
            if key not in fields:
                raise Refused("toml-missing-key", f"round.toml: the key {key!r} is missing")
        for key in TEXTS:
            if key in fields:
                _text(fields[key], key)
        _whole(fields["year"], "year", 1950, 2200)
        cells.identifier(fields["id"])
        if "filing_date" in fields:
            cells.date(fields["filing_date"])
        if "replaces" in fields and (len(fields["replaces"]) != 64
                                     or set(fields["replaces"]) - set("0123456789abcdef")):
            raise Refused("toml-malformed-fingerprint", "replaces is not 64 hexadecimal digits")
        for key in ("roster", "plan"):
            if key in fields:
                _basis(fields[key], key)
        if "ranking" in fields or "choosing" in fields:
            raise NotDone("scheme-unsupported", "papers of their own on ranking or choosing")
        return fields

    def find_scheme(self, files, shipped):
        """The bytes of the scheme: a file of the folder, or a shipped one by name."""
        name = self.fields["scheme"]
        if not name.endswith(".toml"):
            if name not in SHIPPED_NAMES:
                raise NotDone("unknown-scheme", f"{name!r}: a shipped scheme that this reader does not know")
            data = shipped(name)
        else:
            name = name[2:] if name.startswith("./") else name
            if "/" in name or "\\" in name:
                raise Refused("path-outside", f"{name!r} leaves the folder")
            if name not in files:
                raise Refused("missing-file", f"there is no {name}")
            self.read.add(name)
            data = files[name]
        content = read_toml(data, name)
        digest = SHIPPED.get((content.get("id"), content.get("edition")))
        if digest and sha256(data) != digest:
            raise Refused("scheme-name-taken", "a scheme of a shipped one's name and edition that is another")
        return data

    # ---- tables ----

    def read_table(self, table, files):
        """One table, from the one file in which it stands."""
        present = [name for name in (table + ".csv", tables.NAMES[table] + ".csv") if name in files]
        if len(present) == 2:
            raise Refused("two-files", f"{table} stands in two files")
        if not present:
            return
        self.read.add(present[0])
        columns = tables.columns_of(table, self.scheme, self.readers)
        rows = tables.read_table(files[present[0]], present[0], columns)
        if table in ("degrees", "periods", "events"):
            rows = [self.fact_row(table, row) for row in rows]
        self.found[table] = columns
        self.tables[table] = rows
        if table == "exams":
            self.exam_held = True

    def fact_row(self, source, row):
        """The cells of a fact row, read as the table of its kind declares them."""
        if not self.scheme.reads(source):
            return row
        table = self.scheme.table_of(source, row.get("kind"))
        if table is None:
            raise Refused("unknown-row-kind", f"{source}: the scheme reads no rows of {row['kind']!r}")
        fields = {field.key: field for field in table.fields}
        row = dict(row)
        for column in self.scheme.columns_of(source):
            text, field = row[column.key], fields.get(column.key)
            if field is None:
                if text:
                    raise Refused("unused-cell", f"{source}: {column.key} is filled in a row that has none")
            elif text:
                row[column.key] = cells.fact(self.scheme, field.type, text)
            elif field.needed:
                raise Refused("missing-value", f"{source}: {column.key} is blank")
        return row

    def refuse_other_tables(self, files):
        """A .csv file of any other name would be lost in silence."""
        for name in files:
            if name.lower().endswith(".csv") and name not in self.read:
                raise Refused("unknown-file", f"{name!r} is no table")

    def fill_sittings(self):
        """Where there is one sitting it is everybody's, and that of each vacancy and preference."""
        names = self.scheme.sittings()
        for table in ("candidates", "vacancies", "preferences"):
            for row in self.tables[table]:
                if not row["sitting"] and len(names) == 1:
                    row["sitting"] = names[0][0]
        if len(names) > 1:
            raise NotDone("scheme-unsupported", "several sittings")

    def names(self):
        """`id`, `title`, `bureau` and `year` as statements have them."""
        return {"id": self.fields["id"], "title": self.fields["title"],
                "bureau": self.fields["bureau"], "year": str(self.fields["year"])}

    # ---- the normal form ----

    def normal_form(self):
        """All files of the normal form by name, without secret.hex."""
        files = {"round.toml": self.round_toml(), "scheme.toml": self.scheme_bytes}
        for table, rows in self.tables.items():
            if rows or table == "candidates" or (table == "exams" and self.exam_held):
                columns = self.found.get(table) or tables.columns_of(table, self.scheme, self.readers)
                files[table + ".csv"] = tables.write_table(table, rows, columns)
        return files

    def round_toml(self):
        """round.toml with its keys in their order."""
        fields = dict(self.fields, scheme="./scheme.toml")
        lines = []
        for key in ORDER:
            if key in fields:
                value = fields[key]
                lines.append(f"{key} = {value if key == 'year' else _toml_text(value)}")
        for key in ("roster", "plan"):
            if key in fields:
                basis = fields[key]
                lines += ["", f"[{key}]", f"document = {_toml_text(basis['document'])}",
                          f"issuer = {_toml_text(basis['issuer'])}", f"count = {basis['count']}"]
        return ("\n".join(lines) + "\n").encode("utf-8")


def _text(value, key):
    if not isinstance(value, str):
        raise Refused("toml-wrong-type", f"round.toml: {key} is not a text")
    if value.strip() == "…":
        raise Refused("toml-placeholder", f"round.toml: {key} is still to be filled in")
    if not value or len(value) > 2000 or any(ord(sign) < 32 or ord(sign) == 127 for sign in value):
        raise Refused("toml-bad-text", f"round.toml: {key} is no text of one line")


def _whole(value, key, low, high):
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused("toml-wrong-type", f"round.toml: {key} is not a whole number")
    if not low <= value <= high:
        raise Refused("toml-out-of-bounds", f"round.toml: {key} is not from {low} to {high}")


def _basis(value, key):
    if not isinstance(value, dict):
        raise Refused("toml-wrong-type", f"round.toml: {key} is not a table")
    if set(value) != set(BASIS):
        raise Refused("toml-missing-key", f"round.toml: {key} has document, issuer and count")
    _text(value["document"], f"{key}.document")
    _text(value["issuer"], f"{key}.issuer")
    _whole(value["count"], f"{key}.count", 1, 100_000_000)


def _toml_text(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
