"""A scheme's file: facts, ladders, ranking, choosing, sittings.

Implements what scheme-language.md says of "Head", "Facts", "Ladders", "Ranking" and "Choosing
and sittings", as far as `county-reference` uses it. Whatever else a scheme may say is met with
NotDone: this reader does not know it, and judges nothing by it.
"""

from report import NotDone, Refused

try:
    import tomllib
except ImportError:         # Python before 3.11
    tomllib = None

SOURCES = {"degrees": "degree", "periods": "period", "events": "event"}
CONSEQUENCES = ("out", "assigned", "end_of_group", "end_of_list", "leftover")
# The one scheme that this reader knows by name: SHA-256 of its file, from testdata/records.
SHIPPED = {("county-reference", "2026-1"):
           "0bdd3d3f0e50c8f4044f3c8606c004ce4b91a35352cb9d055ce5f4fca68f8204"}
SHIPPED_NAMES = {"county-reference": ("county-reference", "2026-1")}


def read_toml(data, name):
    """Reads TOML; a file that is none is a fault of the round."""
    if tomllib is None:
        raise NotDone("no-toml", "reading TOML needs Python 3.11 or later")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise Refused("not-utf8", f"{name} is not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused("toml-syntax", f"{name}: {error}") from None


def unknown(what):
    """What this reader does not know."""
    return NotDone("scheme-unsupported", f"this reader does not know {what}")


def only(table, keys, where):
    """The keys that this reader knows; with any other it judges nothing."""
    if not isinstance(table, dict):
        raise unknown(f"{where} in this form")
    for key in table:
        if key not in keys:
            raise unknown(f"the key {key!r} in {where}")
    return table


class Column:
    """An attribute, or a field of a fact table."""

    def __init__(self, key, entry, where):
        only(entry, ("title", "type", "needed"), where)
        self.key = key
        self.title = entry["title"]
        self.type = entry["type"]       # date, flag, text, number, or a set
        self.needed = entry.get("needed", False)


class FactTable:
    """A fact table: rows of one of the three files."""

    def __init__(self, key, entry):
        only(entry, ("source", "kinds", "fields"), f"the table {key}")
        self.key = key
        self.source = entry["source"]
        self.word = SOURCES[self.source]
        self.kinds = entry.get("kinds", [])
        self.fields = [Column(name, field, f"the field {name}")
                       for name, field in entry.get("fields", {}).items()]

    def field(self, key):
        """The field of that name."""
        for field in self.fields:
            if field.key == key:
                return field
        raise unknown(f"the field {key!r}")


class Choice:
    """A choice of track: which attribute holds the grade."""

    def __init__(self, key, entry):
        only(entry, ("by", "set", "read"), f"the choice {key}")
        self.key = key
        self.by = entry["by"]
        self.set = entry["set"]
        self.read = entry["read"]
        for track, line in self.read.items():
            only(line, ("attribute", "equal", "is"), f"the choice {key}, {track}")


class Scheme:
    """What this reader has understood of a scheme's file."""

    def __init__(self, data, name):
        self.toml = read_toml(data, name)
        try:
            self.read_head()
            self.read_facts(self.toml["facts"])
        except (KeyError, TypeError, AttributeError) as error:
            raise NotDone("scheme-unsupported", f"{name}: not understood ({error})") from None

    def read_head(self):
        """Names, and the keys that this reader knows."""
        only(self.toml, ("language", "id", "title", "edition", "signed", "assumptions", "source",
                         "cutoff", "anniversary", "facts", "ladders", "items", "exam", "ranking",
                         "choosing", "sittings"), "the scheme")
        if self.toml["language"] != 1:
            raise unknown("this version of the scheme language")
        self.id = self.toml["id"]
        self.edition = self.toml["edition"]
        self.issuer = self.toml["source"]["issuer"]
        self.signed = self.toml["signed"]

    def read_facts(self, facts):
        """Categories, aliases, attributes, choices and tables."""
        only(facts, ("categories", "aliases", "attributes", "choices", "tables"), "[facts]")
        self.sets = {"sex": ["男", "女"]}
        self.sets.update(facts.get("categories", {}))
        self.aliases = facts.get("aliases", {})
        self.attributes = [Column("sex", {"title": "性别", "type": "sex"}, "sex"),
                           Column("born", {"title": "出生日期", "type": "date"}, "born")]
        self.attributes += [Column(key, entry, f"the attribute {key}")
                            for key, entry in facts.get("attributes", {}).items()]
        self.choices = [Choice(key, entry) for key, entry in facts.get("choices", {}).items()]
        self.tables = [FactTable(key, entry) for key, entry in facts.get("tables", {}).items()]
        self.ladders = self.toml.get("ladders", {})

    # ---- facts ----

    def attribute(self, key):
        """The attribute of that name, or None."""
        return next((column for column in self.attributes if column.key == key), None)

    def columns_of(self, source):
        """The columns of a source in the order in which the file first names them."""
        found = {}
        for table in self.tables:
            if table.source == source:
                for field in table.fields:
                    found.setdefault(field.key, field)
        return list(found.values())

    def table_of(self, source, kind):
        """The table to which rows of that kind belong; None if no table has it."""
        for table in self.tables:
            if table.source == source and (source == "degrees" or kind in table.kinds):
                return table
        return None

    def reads(self, source):
        """Whether the scheme reads anything of that source."""
        return any(table.source == source for table in self.tables)

    # ---- ranking and choosing ----

    def ties(self):
        """The tie keys; groups are not known to this reader."""
        ranking = only(self.toml["ranking"], ("ties", "assumptions", "source"), "[ranking]")
        for key in ranking["ties"]:
            if key not in ("assessment", "exam", "lot") and not key.startswith(("earlier:", "later:")):
                raise unknown(f"the tie key {key!r}")
        return ranking["ties"]

    def choosing(self):
        """What follows when somebody does not choose, and what the education is."""
        choosing = only(self.toml["choosing"],
                        ("gave_up", "absent", "timed_out", "late", "education", "minutes",
                         "late_minutes", "unplaced", "assumptions", "source"), "[choosing]")
        for event in ("gave_up", "absent", "timed_out", "late"):
            if choosing[event] not in CONSEQUENCES:
                raise unknown(f"the consequence {choosing[event]!r}")
        return choosing

    def sittings(self):
        """The sittings: (id, title)."""
        found = []
        for entry in self.toml["sittings"]:
            only(entry, ("id", "title"), "a sitting")
            found.append((entry["id"], entry["title"]))
        return found
