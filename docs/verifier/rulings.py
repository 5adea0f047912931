"""Rulings: their objects and values in normal form, and what they set.

Implements "Rulings" in round-folder.md.
"""

import re

import cells
from report import Refused

TABLE_WORDS = {"degree": "degrees", "period": "periods", "event": "events",
               "学历": "degrees", "经历": "periods", "奖惩": "events"}
SINGULAR = {"degrees": "degree", "periods": "period", "events": "event"}
CHANGE_WORDS = {"岗位": "vacancy", "候选人": "person", "申报材料": "papers", "考试": "mark",
                "志愿": "preferences", "抽签": "lot", "放弃": "give-up", "裁定": "ruling",
                "答复": "answer"}
CHANGE_ALONE = {"计分办法": "scheme", "排序办法": "ranking", "选岗办法": "choosing", "年度": "round"}
OF_PERSON = ("exclude", "place", "regroup", "void", "refill")
WITH_DOCUMENT = ("change", "void", "refill")


def normal(row, scheme):
    """A ruling with its object and values in normal form."""
    row = dict(row)
    kind = row["kind"]
    if kind == "set_fact":
        row["object"], readers = fact_object(row["object"], scheme)
        for key in ("old", "new"):
            row[key] = _value(row[key], readers)
    elif kind == "fill_gap":
        row["object"] = "gap/" + _rest(row["object"], ("gap", "缺项"))
        row["new"] = _filling(row["new"])
    elif kind == "change":
        row["object"] = change_object(row["object"])
        for key in ("old", "new"):
            row[key] = row[key] and cells.code(row[key])
    else:
        row["object"] = "candidate/" + _rest(row["object"], ("candidate", "候选人"))
    if kind == "void":
        row["new"] = cells.closed(cells.VOIDS)(row["new"])
    return row


def _rest(text, words):
    head, slash, rest = text.partition("/")
    if head not in words or not slash or not rest or "/" in rest:
        raise Refused("unknown-object", f"a ruling on {text!r}")
    return rest


def fact_object(text, scheme):
    """`candidate/ID/ATTRIBUTE` or `candidate/ID/TABLE/N/COLUMN`, and how its values are read."""
    parts = text.split("/")
    if parts[0] not in ("candidate", "候选人") or len(parts) not in (3, 5):
        raise Refused("unknown-object", f"a ruling on {text!r}")
    if len(parts) == 3:
        for column in scheme.attributes:
            if parts[2] in (column.key, column.title):
                return f"candidate/{parts[1]}/{column.key}", [_reader(scheme, column.type)]
        raise Refused("unknown-object", f"a ruling on {text!r}: no such attribute")
    source = TABLE_WORDS.get(parts[2])
    if source is None or not re.match(r"[1-9][0-9]{0,3}\Z", parts[3]):
        raise Refused("unknown-object", f"a ruling on {text!r}: no such table or row")
    key, readers = None, []
    if source == "periods" and parts[4] in ("from", "to", "起始日期", "终止日期"):
        key = {"起始日期": "from", "终止日期": "to"}.get(parts[4], parts[4])
        readers = [cells.date]
    for column in scheme.columns_of(source):
        if parts[4] in (column.key, column.title):
            key = column.key
    readers += [_reader(scheme, field.type) for table in scheme.tables if table.source == source
                for field in table.fields if field.key == key]
    if key is None:
        raise Refused("unknown-object", f"a ruling on {text!r}: no such column")
    return f"candidate/{parts[1]}/{SINGULAR[source]}/{parts[3]}/{key}", readers


def _reader(scheme, kind):
    """Reads a value as the tables do; but 男, 女, 是, 否 in Chinese only."""
    def read(text):
        if kind in ("flag", "sex") and text not in ("是", "否", "男", "女"):
            raise Refused("unknown-category", f"{text!r} in a ruling")
        return cells.fact(scheme, kind, text)
    return read


def _value(text, readers):
    """A value in the first type of the column that reads it; the row says later which it is."""
    if not text:
        return ""
    for read in readers:
        try:
            return read(text)
        except Refused as refused:
            last = refused
    raise last


def _filling(text):
    """What fills a gap: a figure, else a word as it stands."""
    return cells.number(text, low=-1000, high=1000) if cells.NUMBER.match(text) else text


def change_object(text):
    """What was posted: a kind of object and its name, or one of the papers, or the round."""
    head, slash, rest = text.partition("/")
    if not slash:
        head = CHANGE_ALONE.get(head, head)
        if head not in CHANGE_ALONE.values():
            raise Refused("unknown-object", f"a ruling on {text!r}")
        return head
    head = CHANGE_WORDS.get(head, head)
    if head not in CHANGE_WORDS.values() or "/" in rest:
        raise Refused("unknown-object", f"a ruling on {text!r}")
    return f"{head}/{cells.code(rest) if head in ('ruling', 'answer') else cells.identifier(rest)}"


class Decided:
    """What the rulings of a round decide, sorted by kind."""

    def __init__(self, rows):
        self.set_facts = []         # (object, old, new)
        self.gaps = {}              # name -> filling
        self.excluded = set()
        self.placed = {}            # candidate -> vacancy
        self.voids = {}             # candidate -> (vacancy, outcome)
        self.refills = {}           # candidate -> vacancy
        self.changes = []           # (object, old, new, row)
        self.faults = []            # (code, text)
        self.seen = set()
        for row in rows:
            self.take(row)

    def collide(self, *key):
        """Notes two rulings on one object, or two that exclude each other."""
        if key in self.seen:
            self.faults.append(("rulings-collide", f"two rulings on {key[-1]!r}"))
        self.seen.add(key)

    def take(self, row):
        """One ruling."""
        kind, thing, old, new = row["kind"], row["object"], row["old"], row["new"]
        who = thing.partition("/")[2]
        if kind in WITH_DOCUMENT and not row["document"]:
            self.faults.append(("missing-value", f"a ruling {kind} without a document"))
        if kind in ("place", "refill", "regroup", "void", "fill_gap") and not new:
            self.faults.append(("missing-value", f"a ruling {kind} without a new value"))
        if (kind in ("exclude", "place", "refill", "fill_gap") and old) or (kind == "exclude" and new):
            self.faults.append(("unused-cell", f"a ruling {kind} with a value that it has not"))
        if kind == "change":
            self.collide("change", old, thing)
            if old == new:
                self.faults.append(("nothing-changed", f"a change of {thing} with two equal codes"))
            self.changes.append((thing, old, new, row))
        elif kind == "set_fact":
            self.collide("fact", thing)
            self.set_facts.append((thing, old, new))
        elif kind == "fill_gap":
            self.collide("gap", thing)
            self.gaps[who] = new
        elif kind in ("exclude", "place", "regroup"):
            self.collide("standing", who)
            self._standing(kind, who, new)
        else:
            self.collide("after", who)
            if kind == "void":
                self.voids[who] = (old, new)
            else:
                self.refills[who] = new

    def _standing(self, kind, who, new):
        if kind == "exclude":
            self.excluded.add(who)
        elif kind == "place":
            self.placed[who] = new
        else:
            self.faults.append(("unknown-group", "a regroup, but the scheme has no groups"))
