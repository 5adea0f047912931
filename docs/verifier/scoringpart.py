"""The scoring part of a scheme: one line of text, and its digest.

Implements "The scoring part of a scheme" in record-format.md, for the constructs that
`county-reference` uses.
"""

from decimal import Decimal

from canonical import sha256
from scheme import only, unknown
from points import plain


def quoted(word):
    """A free text in quotation marks."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def part(*words):
    """A part in parentheses, its words between single blanks."""
    return "(" + " ".join(word for word in words if word != "") + ")"


def figure(value):
    """A figure of the paper, or `gap` for one that it leaves open."""
    return "gap" if isinstance(value, dict) else plain(Decimal(value))


def hyphen(mode):
    """A mode of rounding as it is written here: `half-up`."""
    return mode.replace("_", "-")


def scoring_text(scheme):
    """The whole line."""
    parts = [part("set", key, *map(quoted, terms)) for key, terms in scheme.sets.items()]
    parts += [part("attribute", column.key) for column in scheme.attributes]
    parts += [choice_text(scheme, choice) for choice in scheme.choices]
    parts += [part("table", table.key, table.word, *map(quoted, table.kinds),
                   *[field.key for field in table.fields]) for table in scheme.tables]
    parts += [part("ladder", key, *map(quoted, classes)) for key, classes in scheme.ladders.items()]
    cutoff = only(scheme.toml["cutoff"], ("month_day", "source", "assumption"), "[cutoff]")
    parts.append(part("cutoff", cutoff["month_day"]))
    anniversary = only(scheme.toml["anniversary"], ("missing_day", "assumption"), "[anniversary]")
    parts.append(part("anniversary", anniversary["missing_day"]))
    parts += [item_text(scheme, item) for item in scheme.toml["items"]]
    parts += exam_text(scheme.toml.get("exam"))
    return part("scoring", "1", *parts)


def scoring_digest(scheme):
    """SHA-256 over the line, without a line end."""
    return sha256(scoring_text(scheme).encode("utf-8"))


def choice_text(scheme, choice):
    """For every term of the track the attribute and what each of its terms counts as."""
    lines = []
    for track in scheme.sets[scheme.attribute(choice.by).type]:
        line = choice.read[track]
        if "is" in line:
            lines.append(quoted(line["is"]))
            continue
        terms = scheme.sets[scheme.attribute(line["attribute"]).type]
        equal = line.get("equal", {})
        lines.append(part(line["attribute"], *[quoted(equal.get(term, term)) for term in terms]))
    return part("choice", choice.key, choice.by, *lines)


def exam_text(exam):
    """Full mark, places of a mark, factor, places and mode of the rounding."""
    if exam is None:
        return []
    only(exam, ("full_mark", "decimals", "factor", "round", "clause", "target_share", "source",
                "assumptions"), "[exam]")
    rounding = exam["round"]
    return [part("exam", figure(exam["full_mark"]), str(exam["decimals"]), figure(exam["factor"]),
                 str(rounding["places"]), hyphen(rounding["mode"]))]


def item_text(scheme, item):
    """An item: its key and its steps."""
    only(item, ("id", "title", "clause", "steps", "assumptions", "source", "heading"), "an item")
    return part("item", item["id"], *[step_text(scheme, item, step) for step in item["steps"]])


def step_text(scheme, item, step):
    """A step: its name, and its parts one behind the other."""
    if len(step) != 1:
        raise unknown("a step with several keys")
    (name, what), = step.items()
    writers = {"attribute": _attribute, "lookup": _lookup, "rows": _rows, "drop": _drop,
               "classify": _classify, "price": _price, "once_per": _once_per, "best": _best,
               "token": _token, "sum": _sum, "span": _span, "measure": _measure, "scale": _scale}
    if name not in writers:
        raise unknown(f"the step {name!r}")
    return part(name, *writers[name](scheme, item, what))


def _attribute(scheme, item, what):
    return [what]


def _lookup(scheme, item, what):
    (first, *_) = [step["attribute"] for step in item["steps"] if "attribute" in step]
    return [part("term", quoted(term), figure(what[term])) for term in terms_of(scheme, first)]


def terms_of(scheme, name):
    """The terms of the set of an attribute or choice."""
    for choice in scheme.choices:
        if choice.key == name:
            return scheme.sets[choice.set]
    return scheme.sets[scheme.attribute(name).type]


def _rows(scheme, item, what):
    only(what, ("table", "needed"), "rows")
    return [what["table"], "needed" if what.get("needed") else ""]


def _drop(scheme, item, what):
    only(what, ("where", "because", "warn"), "drop")
    return [condition(what["where"])]


def _classify(scheme, item, what):
    only(what, ("ladder", "field", "rows"), "classify")
    ladder = scheme.ladders[what["ladder"]]
    if "field" in what:
        return [what["ladder"]] + [part("class", quoted(name), part("in", what["field"], quoted(name)))
                                   for name in ladder]
    # Class by class it stands as the file writes it, unlike prices and terms.
    return [what["ladder"]] + [part("class", quoted(line["class"]), condition(line["where"]))
                               for line in what["rows"]]


def _price(scheme, item, what):
    (ladder, *_) = [step["classify"]["ladder"] for step in item["steps"] if "classify" in step]
    return [part("class", quoted(name), figure(what[name])) for name in scheme.ladders[ladder]]


def _once_per(scheme, item, what):
    only(what, ("field", "date", "keep"), "once_per")
    for key in what["keep"]:
        if key not in ("points", "earliest"):
            raise unknown(f"the key {key!r} of once_per")
    return [what["field"], *what["keep"], what.get("date", "")]


def _best(scheme, item, what):
    only(what, ("n", "per"), "best")
    return [str(what["n"]), what["per"]]


def _token(scheme, item, what):
    only(what, ("rest", "date"), "token")
    return [figure(what["rest"]), "earliest" if "date" in what else "", what.get("date", "")]


def _sum(scheme, item, what):
    only(what, (), "sum")
    return []


def _span(scheme, item, what):
    only(what, ("from", "to"), "span")
    if not what["from"].startswith("attribute:") or what["to"] != "cutoff":
        raise unknown("this span")
    return [what["from"][len("attribute:"):], "cutoff"]


def _measure(scheme, item, what):
    only(what, ("unit", "rest"), "measure")
    if what["unit"] != "year" or what["rest"] not in ("up", "down", "half_up"):
        raise unknown("this measure")
    return ["year", what["rest"]]


def _scale(scheme, item, what):
    lines = []
    for line in what:
        only(line, ("at", "each"), "scale")
        lines.append(part("at", figure(line["at"]), "each", figure(line["each"])))
    return lines


def condition(what):
    """A condition on a row."""
    for key, several in (("all", True), ("any", True)):
        if key in what:
            only(what, (key,), "a condition")
            return part(key, *map(condition, what[key]))
    if "in" in what:
        only(what, ("field", "in"), "a condition")
        return part("in", what["field"], *map(quoted, what["in"]))
    if "is" in what:
        only(what, ("field", "is"), "a condition")
        return part("is", what["field"], "true" if what["is"] else "false")
    if what.get("after") == "cutoff":
        only(what, ("field", "after", "blank"), "a condition")
        blank = {None: "", True: "blank-true", False: "blank-false"}[what.get("blank")]
        return part("after-cutoff", what["field"], blank)
    raise unknown(f"the condition {what!r}")
