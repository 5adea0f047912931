"""The forms of the JSON files: which keys there are, and of which kind their values.

Implements the tables of keys in record-format.md and docs/schemas. A key whose name ends in
`?` may be absent; no other key may stand, and nothing is ever `null`.
"""

import re

from canonical import HEX64
from report import Refused

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
STAGES = ("plan", "scores", "exams", "ranking")
VERSION = re.compile(r"[1-9][0-9]*\Z")


class ListOf:
    """A list of values of one form; `one` if there is exactly one."""

    def __init__(self, form, one=False):
        self.form = form
        self.one = one


def text(value, where):
    """A text."""
    if not isinstance(value, str):
        raise Refused("malformed", f"{where} is not a text")


def number(value, where):
    """A whole number; bounds were looked at when it was read."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused("malformed", f"{where} is not a number")


def digest(value, where):
    """64 lower-case hexadecimal digits."""
    text(value, where)
    if not HEX64.match(value):
        raise Refused("malformed", f"{where} is not a digest")


def word(*words):
    """One of some words."""
    def check(value, where):
        if value not in words or not isinstance(value, str):
            raise Refused("malformed", f"{where} is none of {', '.join(words)}")
    return check


def check(value, form, where):
    """Holds a value against a form."""
    if isinstance(form, dict):
        if not isinstance(value, dict):
            raise Refused("malformed", f"{where} is not an object")
        known = {key.rstrip("?") for key in form}
        for key in value:
            if key not in known:
                raise Refused("malformed", f"{where} has an unknown key {key!r}")
        for key, inner in form.items():
            name = key.rstrip("?")
            if name in value:
                check(value[name], inner, f"{where}.{name}")
            elif not key.endswith("?"):
                raise Refused("malformed", f"{where} lacks the key {name!r}")
    elif isinstance(form, ListOf):
        if not isinstance(value, list) or (form.one and len(value) != 1):
            raise Refused("malformed", f"{where} is not a list" + (" of one" if form.one else ""))
        for at, item in enumerate(value):
            check(item, form.form, f"{where}[{at}]")
    else:
        form(value, where)


def digest_set(version):
    """The digests by which a file is named: two, in version 1 SHA-256 alone."""
    return {"sha256": digest, "sm3": digest} if version >= 2 else {"sha256": digest}


def in_toto(version, predicate):
    """An in-toto Statement v1 with one subject."""
    subject = {"digest": digest_set(version), "name": text}
    return {"_type": word(STATEMENT_TYPE), "subject": ListOf(subject, one=True),
            "predicateType": text, "predicate": predicate}


ROUND_NAME = {"id": text, "title": text, "bureau": text, "year": text}
SCHEME_NAME = {"id": text, "issuer": text, "edition": text, "scoring": text}
BASIS = {"document": text, "issuer": text, "count": text}
COUNTS = {name: text for name in
          ("candidates", "vacancies", "seats", "sittings", "rulings", "placed", "originals")}


def papers(version):
    """`scheme`, `ranking` and `choosing` of a statement."""
    paper = {"id": text, "issuer": text, "edition": text, "digest": digest_set(version)}
    return {"scheme": dict(paper, scoring=digest), "ranking?": paper, "choosing?": paper}


def statement(version):
    """statement.json."""
    predicate = {"round": ROUND_NAME, "counts": COUNTS, "format": text, "program": text}
    predicate.update(papers(version))
    if version >= 2:
        predicate.update({
            "replaces?": digest, "roster?": BASIS, "plan?": BASIS,
            "stages?": ListOf({"fingerprint": digest, "stage": word(*STAGES)}),
            "results": {"leaves": text, "root": digest}, "edition": digest_set(version)})
    return in_toto(version, predicate)


def manifest(version):
    """manifest.json."""
    return {"format": number, "secret": digest,
            "files": ListOf({"digest": digest_set(version), "name": text})}


ENVELOPE = {"payload": text, "payloadType": text,
            "signatures": ListOf({"keyid": text, "sig": text}, one=True)}


def endorsement(version):
    """What is in an envelope."""
    return in_toto(version, {"name": text, "role": text, "key": text})


_OWN_LINE = {"group?": text, "assessment?": text, "exam?": text, "total?": text, "rank?": number,
             "outcome": text, "vacancy?": text, "preference?": number}
_AFTER = {"from?": text, "to?": text, "outcome": text}


def result(version):
    """result.json."""
    sitting = {
        "id": text,
        "candidates": ListOf(dict(_OWN_LINE, **{"id": text, "sheet?": text})),
        "turns": ListOf({"n": number, "candidate": text, "event": text, "vacancy?": text}),
        "vacancies": ListOf({"id": text, "seats": number, "left": number, "last_turn?": number})}
    form = {"format": number, "round": text, "scheme": SCHEME_NAME, "sittings": ListOf(sitting),
            "warnings": ListOf({"code": text, "candidate?": text, "vacancy?": text})}
    if version >= 2:
        form["after?"] = ListOf(dict(_AFTER, candidate=text))
    return form


def stage():
    """The file of a stage; its endorsements are looked at one by one."""
    person = {"id": text, "person": digest}
    for name in ("papers", "mark", "preferences", "lot", "give_up", "sheet"):
        person[name + "?"] = digest
    digests = {"vacancies": ListOf({"id": text, "digest": digest}), "people": ListOf(person),
               "rulings": ListOf(digest), "answers": ListOf(digest),
               "ranking?": ListOf({"sitting": text, "digest": digest})}
    predicate = {"stage": word(*STAGES), "date": text, "after?": digest,
                 "round": dict(ROUND_NAME, **{"filing_date?": text}),
                 "roster?": BASIS, "plan?": BASIS, "secret": digest, "format": text, "program": text}
    predicate.update(papers(2))
    return {"digests": digests, "endorsements": ListOf(ENVELOPE), "format": number,
            "statement": in_toto(2, predicate)}


_CONSEQUENCE = word("assigned", "out", "end_of_group", "end_of_list", "leftover")
_OUTCOME = word("placed", "placed_by_ruling", "exhausted", "gave_up", "absent", "excluded")
_EVENT = word("chose", "gave_up", "absent", "timed_out", "late", "exhausted")


def edition():
    """edition.json."""
    read = {"vacancy": text, "why": word("elsewhere", "gone", "had", "closed")}
    sitting = {
        "id": text,
        "candidates": ListOf({"rank": number, "group?": text, "total": text, "tie?": number,
                              "outcome": _OUTCOME, "vacancy?": text, "preference?": number,
                              "list?": ListOf(read)}),
        "unranked": ListOf({"outcome": _OUTCOME, "vacancy?": text}),
        "turns": ListOf({"n": number, "rank": number, "event": _EVENT, "vacancy?": text}),
        "vacancies": ListOf({"id": text, "unit": text, "post": text, "seats": number,
                             "left": number, "last_turn?": number})}
    return {"format": number, "round": ROUND_NAME, "scheme": SCHEME_NAME, "salt": digest,
            "events": {name: _CONSEQUENCE for name in ("absent", "gave_up", "late", "timed_out")},
            "groups?": ListOf(text), "sittings": ListOf(sitting),
            "after?": ListOf({"sitting": text, "rank?": number, "from?": text, "to?": text,
                              "outcome": _OUTCOME})}


def receipt():
    """The file of a receipt; statement and endorsements are looked at by themselves."""
    turn = {"n": number, "event": text, "vacancy?": text}
    own = {"id": text, "sheet?": digest, "preferences": ListOf(text), "after?": _AFTER,
           "results": ListOf(dict(_OWN_LINE, sitting=text, turns=ListOf(turn)))}
    return {"format": number, "candidate": text, "salt": digest, "sheet?": text, "result": own,
            "index": number, "path": ListOf(digest), "statement": lambda value, where: None,
            "endorsements": ListOf(ENVELOPE)}


def version_of(kind, prefix, where):
    """The version behind `urn:anzhi:…:v`, without sign and leading zeros."""
    if not kind.startswith(prefix) or not VERSION.match(kind[len(prefix):]):
        raise Refused("malformed", f"{where} is not {prefix}N")
    digits = kind[len(prefix):]
    return int(digits) if len(digits) < 10 else 10 ** 9
