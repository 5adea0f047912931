"""The tables of a round: their names, their columns, reading and writing them.

Implements "What stands in it", "Cells", "The tables" and "The normal form" in round-folder.md
(the order of columns stands in full in the Chinese record format).
"""

import csv
import io

import cells
from report import Refused

NAMES = {"candidates": "候选人", "degrees": "学历", "periods": "经历", "events": "奖惩",
         "exams": "考试", "vacancies": "岗位", "relatives": "回避", "certificates": "证书",
         "preferences": "志愿", "acknowledgements": "签认", "give_ups": "放弃", "lots": "抽签",
         "answers": "答复", "rulings": "裁定"}
WRITERS = ("entered_by", "checked_by")
NOTES = ("evidence", "remark")


class Column:
    """A column: its two headers, how a cell is read, and whether it is needed."""

    def __init__(self, english, chinese, read=None, needed=False):
        self.english = english
        self.chinese = chinese
        self.read = read or (lambda text: text)
        self.needed = needed


def _tail():
    return [Column("evidence", "依据"), Column("remark", "备注")]


def _id(english, chinese):
    return Column(english, chinese, cells.identifier, True)


def _date(english, chinese, needed=True):
    return Column(english, chinese, cells.date, needed)


def _count(english, chinese, low, high, needed=True):
    return Column(english, chinese, lambda text: cells.count(text, low, high), needed)


def _candidate():
    return _id("candidate", "候选人")


def columns_of(table, scheme, readers):
    """The columns of a table in their order; `readers` reads sittings, education and marks."""
    if table == "candidates":
        columns = [_id("id", "编号"), Column("name", "姓名", needed=True),
                   Column("sitting", "场次", readers.sitting)]
        columns += [Column(entry.key, entry.title, _reader(scheme, entry.type), entry.needed)
                    for entry in scheme.attributes]
        return columns + [Column("entered_by", "录入"), Column("checked_by", "核对")] + _tail()
    if table in ("degrees", "periods", "events"):
        return _fact_columns(table, scheme) + _tail()
    return _fixed_columns(table, readers) + _tail()


def _reader(scheme, kind):
    return lambda text: cells.fact(scheme, kind, text)


def _fact_columns(table, scheme):
    columns = [_candidate()]
    if table != "degrees":
        columns.append(Column("kind", "类别", needed=True))
    if table == "periods":
        columns += [_date("from", "起始日期"), _date("to", "终止日期")]
    # What a field may hold depends on the kind of the row: it is read with its row.
    columns += [Column(field.key, field.title) for field in scheme.columns_of(table)
                if field.key not in ("from", "to")]
    return columns


def _fixed_columns(table, readers):
    text = Column
    if table == "exams":
        return [_candidate(), Column("mark", "成绩", readers.mark, True)]
    if table == "vacancies":
        return [_id("id", "岗位编号"), text("unit", "单位", needed=True),
                text("post", "职位", needed=True), _count("seats", "名额", 1, 1_000_000),
                Column("sitting", "场次", readers.sitting), text("kind", "类别"),
                Column("group", "组别", readers.group), Column("sex", "性别", cells.sex),
                Column("education", "学历", readers.education),
                _count("age_max", "年龄上限", 1, 150, False),
                _date("age_date", "年龄截止日", False), text("certificate", "证书")]
    if table == "relatives":
        return [_candidate(), text("unit", "单位", needed=True), text("relation", "关系")]
    if table == "certificates":
        return [_candidate(), text("certificate", "证书", needed=True), _date("date", "提交日期")]
    if table == "preferences":
        return [_candidate(), _count("order", "志愿序号", 1, 10_000), _id("vacancy", "岗位编号"),
                Column("sitting", "场次", readers.sitting)]
    if table == "acknowledgements":
        return [_candidate(), Column("code", "签认码", cells.code, True), _date("date", "日期"),
                text("how", "方式", needed=True)]
    if table == "give_ups":
        return [_candidate(), Column("kind", "情形", cells.closed(cells.GIVE_UPS), True),
                _date("date", "日期")]
    if table == "lots":
        return [_candidate(), _count("number", "签号", 0, 1_000_000_000),
                text("drawn_by", "抽签人", needed=True), _date("date", "日期")]
    decided = [text("who", "决定人", needed=True), _date("date", "日期"), text("document", "文号")]
    if table == "answers":
        return [Column("code", "问题码", cells.code, True),
                Column("answer", "答复", cells.closed(cells.ANSWERS), True)] + decided
    return [Column("kind", "类别", cells.closed(cells.RULINGS), True),
            text("object", "对象", needed=True), text("old", "原值"), text("new", "新值")] + decided


# ---- reading ----

def lines_of(data, name):
    """The lines of a CSV file as lists of tidy cells, without blank lines."""
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("not-utf8", f"{name} is not UTF-8") from None
    if "\0" in content:
        raise Refused("nul-byte", f"{name} holds a NUL byte")
    lines = []
    try:
        for number, line in enumerate(csv.reader(io.StringIO(content, newline=""), strict=True), 1):
            cleaned = [_tidy(cell, name, number) for cell in line]
            if any(cleaned):
                lines.append((number, cleaned))
    except csv.Error as error:
        raise Refused("wrong-cell-count", f"{name}: {error}") from None
    return lines


def _tidy(cell, name, number):
    try:
        return cells.tidy(cell)
    except Refused as refused:
        raise Refused(refused.code, f"{name}, line {number}: {refused.text}") from None


def read_table(data, name, columns):
    """The rows of a table as dictionaries by English header; every column is there."""
    lines = lines_of(data, name)
    if not lines:
        raise Refused("empty-file", f"{name} has no header")
    headers = {}
    for column in columns:
        headers[column.english] = headers[column.chinese] = column
    found = []
    for head in lines[0][1]:
        if head and head not in headers:
            raise Refused("unknown-column", f"{name}: unknown column {head!r}")
        column = headers.get(head)
        if column and column in found:
            raise Refused("doubled-column", f"{name}: the column {head!r} stands twice")
        found.append(column)
    for column in columns:
        if column.needed and column not in found:
            raise Refused("missing-column", f"{name}: the column {column.english!r} is missing")
    return [_row(line, number, name, columns, found) for number, line in lines[1:]]


def _row(line, number, name, columns, found):
    if len(line) < len(found) or any(line[len(found):]):
        raise Refused("wrong-cell-count", f"{name}, line {number}: the number of cells is wrong")
    row = {column.english: "" for column in columns}
    for column, text in zip(found, line):
        if column is None:
            if text:
                raise Refused("unknown-column", f"{name}, line {number}: a cell without a header")
        elif text:
            try:
                row[column.english] = column.read(text)
            except Refused as refused:
                raise Refused(refused.code, f"{name}, line {number}: {refused.text}") from None
        elif column.needed:
            raise Refused("missing-value", f"{name}, line {number}: {column.english} is blank")
    return row


# ---- writing ----

def quoted(cell):
    """A cell of CSV, in quotation marks only where it must be."""
    if any(sign in cell for sign in ',"\n\r'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def line_of(values):
    """One line of CSV without its end."""
    return ",".join(map(quoted, values))


def write_table(table, rows, columns):
    """A table in normal form: header, lines sorted as bytes."""
    names = [column.english for column in columns]
    if table == "candidates" and not any(row[name] for row in rows for name in WRITERS):
        names = [name for name in names if name not in WRITERS]
    lines = sorted(line_of([row[name] for name in names]).encode("utf-8") for row in rows)
    return b"".join(line + b"\n" for line in [line_of(names).encode("utf-8"), *lines])
