"""Cells: what each kind of cell may hold, and its writing in normal form.

Implements "Cells", "The tables" and "The normal form" in round-folder.md.
"""

import datetime
import re
import unicodedata
from decimal import Decimal

from canonical import CROCKFORD, LETTERS, check_character
from envelope import UNSEEN
from points import plain
from report import Refused

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?\Z")
COUNT = re.compile(r"(0|[1-9][0-9]*)\Z")
DAMAGED = re.compile(r"([0-9](\.[0-9]+)?[Ee]\+?[0-9]+|[0-9]{15}000)\Z")

SEXES = {"男": "男", "M": "男", "女": "女", "F": "女"}
FLAGS = {"是": "是", "yes": "是", "否": "否", "no": "否"}
GIVE_UPS = {"缺席": "absent", "放弃": "gave_up", "迟到": "late", "超时": "timed_out"}
ANSWERS = {"原签认有效": "stands"}
RULINGS = {"更正事实": "set_fact", "补定缺项": "fill_gap", "不予排名": "exclude",
           "直接安置": "place", "调整组别": "regroup", "公示后变更": "change",
           "撤销选岗": "void", "递补": "refill"}
VOIDS = {"放弃": "gave_up", "缺席": "absent", "不予排名": "excluded"}


def closed(words):
    """A reader of closed words: English or Chinese, in English in normal form."""
    both = {**words, **{word: word for word in words.values()}}

    def read(text):
        if text not in both:
            raise Refused("unknown-category", f"{text!r} is none of {', '.join(words.values())}")
        return both[text]
    return read


def tidy(text):
    """A cell without the blanks around it; refuses what no cell may hold."""
    text = text.strip()
    if text == "…":
        raise Refused("placeholder", "… marks a place to fill in")
    if len(text) > 1000:
        raise Refused("cell-too-long", "a cell of more than 1,000 characters")
    for sign in text:
        point = ord(sign)
        if unicodedata.category(sign) == "Cc" or any(low <= point <= high for low, high in UNSEEN):
            raise Refused("control-character", f"a character that nobody sees: U+{point:04X}")
    return text


def identifier(text):
    """1 to 32 letters of any script, digits, `-`, `_` or `.`."""
    if DAMAGED.match(text):
        raise Refused("damaged-id", f"{text!r}: an id that a spreadsheet has damaged")
    if not 1 <= len(text) <= 32 or not all(sign.isalnum() or sign in "-_." for sign in text):
        raise Refused("malformed-id", f"{text!r} is not an id")
    return text


def date(text):
    """A day of the calendar."""
    if not DATE.match(text):
        raise Refused("malformed-date", f"{text!r} is not a date")
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        raise Refused("no-such-day", f"{text!r}: no such day") from None
    return text


def number(text, places=None, low=None, high=None):
    """A plain decimal; without zeros at the end in normal form."""
    if not NUMBER.match(text):
        raise Refused("malformed-number", f"{text!r} is not a plain decimal number")
    result = plain(Decimal(text))
    if places is not None and "." in result and len(result.split(".")[1]) > places:
        raise Refused("too-many-places", f"{text!r} has more than {places} places")
    if (low is not None and Decimal(result) < low) or (high is not None and Decimal(result) > high):
        raise Refused("out-of-bounds", f"{text!r} is outside its bounds")
    return result


def count(text, low, high):
    """A whole number within its bounds."""
    if not COUNT.match(text):
        raise Refused("malformed-count", f"{text!r} is not a whole number")
    if len(text) > 12 or not low <= int(text) <= high:
        raise Refused("out-of-bounds", f"{text!r} is not from {low} to {high}")
    return text


def flag(text):
    """是 or 否."""
    if text not in FLAGS:
        raise Refused("malformed-flag", f"{text!r} is neither 是 nor 否")
    return FLAGS[text]


def sex(text):
    """男 or 女."""
    if text not in SEXES:
        raise Refused("unknown-category", f"{text!r} is neither 男 nor 女")
    return SEXES[text]


def code(text):
    """A short code in upper case; in the first sixteen places O is 0, I and L are 1."""
    groups = text.upper().split("-")
    if [len(group) for group in groups] != [4, 4, 4, 4, 1]:
        raise Refused("malformed-code", f"{text!r} is not a code")
    symbols = "".join(groups[:4]).replace("O", "0").replace("I", "1").replace("L", "1")
    if any(sign not in CROCKFORD for sign in symbols) or groups[4] not in LETTERS:
        raise Refused("malformed-code", f"{text!r} is not a code")
    if check_character(symbols) != groups[4]:
        raise Refused("wrong-check-character", f"{text!r}: the last character does not fit")
    return "-".join([symbols[at:at + 4] for at in range(0, 16, 4)] + [groups[4]])


def category(scheme, name, text):
    """A term of a set, or one of its aliases."""
    if name == "sex":
        return sex(text)
    text = scheme.aliases.get(name, {}).get(text, text)
    if text not in scheme.sets[name]:
        raise Refused("unknown-category", f"{text!r} is no word of {name}")
    return text


def fact(scheme, kind, text):
    """A cell of the facts by its declared type."""
    if kind == "date":
        return date(text)
    if kind == "flag":
        return flag(text)
    if kind == "text":
        return text
    if kind == "number":
        return number(text, low=0)
    return category(scheme, kind, text)


def on_ladder(scheme, ladder, text):
    """A class of a ladder, or an alias of a set whose terms the ladder holds."""
    classes = scheme.ladders[ladder]
    for name, aliases in scheme.aliases.items():
        if aliases.get(text) in classes and text not in classes \
                and set(scheme.sets[name]) <= set(classes):
            return aliases[text]
    if text not in classes:
        raise Refused("unknown-category", f"{text!r} is no class of {ladder}")
    return text
