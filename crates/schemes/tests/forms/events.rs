//! Steps on events: what they refuse, and that each refusal stands where the mistake is.

use crate::{Row, changed, check};
use anzhi_schemes::load;

const TOKEN: &str = "{ token = { rest = '0.5', date = 'date' } }";
const PRICE: &str = "  { price = {";
const SUM: &str = "{ sum = {} }";
const ONCE: &str = "{ once_per = { field = 'cause', date = 'date', keep = ['points', 'earliest'] } }";

const SHIFTS: &[Row<'_>] = &[
    (PRICE, "  { shift = {} },\n  { price = {", &[("toml-missing-key", "{ shift", "by"), TOP_MISSING]),
    // Whoever moves up has to say what holds at the top; nobody who moves up passes the bottom.
    (PRICE, "  { shift = { by = 1 } },\n  { price = {", &[TOP_MISSING]),
    (
        PRICE,
        "  { shift = { by = 1, top = 'stay', bottom = 'stay' } },\n  { price = {",
        &[("toml-unknown-key", "{ shift", "")],
    ),
    (
        PRICE,
        "  { shift = { by = -1, top = 'stay' } },\n  { price = {",
        &[("toml-unknown-key", "{ shift", "")],
    ),
    (
        PRICE,
        "  { shift = { by = -1, bottom = 'stays' } },\n  { price = {",
        &[("scheme-unknown-name", "{ shift", "stay")],
    ),
    (
        PRICE,
        "  { shift = { by = 0, top = 'stay' } },\n  { price = {",
        &[("toml-out-of-bounds", "{ shift", "1 100")],
    ),
    (
        PRICE,
        "  { shift = { by = '1', top = 'stay' } },\n  { price = {",
        &[("toml-wrong-type", "{ shift", "Integer")],
    ),
    (
        PRICE,
        "  { shift = { by = 1, top = '大攻' } },\n  { price = {",
        &[("scheme-unknown-name", "{ shift", "大功")],
    ),
    (
        PRICE,
        "  { shift = { by = 1, top = 'stya' } },\n  { price = {",
        &[("scheme-unknown-name", "{ shift", "stay")],
    ),
    // A ruling cannot decide for a fault.
    (
        PRICE,
        "  { shift = { by = 1, top = { gap = '未载', between = ['stay', 'fault'] } } },\n  { price = {",
        &[("scheme-unknown-name", "{ shift", "")],
    ),
    (
        PRICE,
        "  { shift = { by = 1, top = 'stay', where = { field = 'wartime', is = true } } },\n  { price = {",
        &[("scheme-unknown-name", "{ shift", "")],
    ),
    // Behind the prices there are classes no more, and before the classes none yet.
    (
        "  { once_per = {",
        "  { shift = { by = 1, top = 'stay' } },\n  { once_per = {",
        &[("scheme-not-composed", "{ shift", "")],
    ),
    (
        "  { drop = {",
        "  { shift = { by = 1, top = 'stay' } },\n  { drop = {",
        &[("scheme-not-composed", "{ shift", "")],
    ),
];

const TOP_MISSING: (&str, &str, &str) = ("toml-missing-key", "{ shift", "top");

#[test]
fn shift() {
    check(&SHIFTS[1..]);
    // Without a direction nobody knows which end is meant: one fault.
    let (from, to, faults) = SHIFTS[0];
    check(&[(from, to, &faults[..1])]);
}

const ONCES: &[Row<'_>] = &[
    (
        ONCE,
        "{ once_per = { field = 'cause', date = 'date' } }",
        &[("toml-missing-key", "{ once_per", "keep")],
    ),
    (ONCE, "{ once_per = { field = 'cause', keep = [] } }", &[("scheme-nothing-listed", "{ once_per", "")]),
    (
        ONCE,
        "{ once_per = { field = 'cause', keep = 'points' } }",
        &[("toml-wrong-type", "{ once_per", "Array")],
    ),
    (
        ONCE,
        "{ once_per = { field = 'cause', keep = ['earliest'] } }",
        &[("toml-missing-key", "{ once_per", "date")],
    ),
    (
        ONCE,
        "{ once_per = { field = 'cause', keep = ['latest'] } }",
        &[("toml-missing-key", "{ once_per", "date")],
    ),
    // A date that decides nothing says something that does not hold.
    (
        ONCE,
        "{ once_per = { field = 'cause', date = 'date', keep = ['points'] } }",
        &[("toml-unknown-key", "{ once_per", "")],
    ),
    (
        ONCE,
        "{ once_per = { field = 'cause', keep = ['point'] } }",
        &[("scheme-unknown-name", "{ once_per", "points")],
    ),
    (
        ONCE,
        "{ once_per = { field = 'cause', keep = ['points', 'points'] } }",
        &[("scheme-doubled-name", "{ once_per", "")],
    ),
    (
        ONCE,
        "{ once_per = { field = 'cause', keep = [{ prefre = { field = 'collective', is = true } }] } }",
        &[("toml-missing-key", "{ once_per", "prefer"), ("toml-unknown-key", "{ once_per", "prefer")],
    ),
    (
        ONCE,
        "{ once_per = { field = 'cause', keep = ['points'], where = { field = 'colective', is = true } } }",
        &[("scheme-unknown-name", "{ once_per", "collective")],
    ),
    (
        ONCE,
        "{ once_per = { field = 'class', keep = ['points'] } }",
        &[("scheme-not-composed", "{ once_per", "")],
    ),
    // Before the prices there are no points to go by.
    (
        PRICE,
        "  { once_per = { field = 'cause', keep = ['class', 'points'] } },\n  { price = {",
        &[("scheme-not-composed", "{ once_per", "")],
    ),
    (
        PRICE,
        "  { once_per = { field = 'cause', keep = ['magnitude'] } },\n  { price = {",
        &[("scheme-not-composed", "{ once_per", "")],
    ),
];

#[test]
fn once_per() {
    check(ONCES);
    for sound in [
        "{ once_per = { field = 'cause', keep = ['class'] } }",
        "{ once_per = { field = 'cause', keep = [{ prefer = { field = 'collective', is = false } }, 'points'] } }",
        "{ once_per = { field = 'cause', keep = ['magnitude', 'latest'], date = 'date' } }",
    ] {
        assert!(load(&changed(ONCE, sound)).is_ok(), "{sound}");
    }
    let before = "  { once_per = { field = 'cause', keep = ['class'] } },\n  { price = {";
    assert!(load(&changed(PRICE, before)).is_ok());
}

const TOTALS: &[Row<'_>] = &[
    // What the second adds is not the same once the first is gone: none of the steps that follow can come.
    (
        "'大功' = '3'",
        "'大功' = ['3', '4']",
        &[("scheme-not-composed", "{ once_per", ""), ("scheme-not-composed", "{ token", ""), BEST],
    ),
    ("'大功' = '3'", "'大功' = []", &[("scheme-nothing-listed", "{ price", "")]),
    ("'大功' = '3'", "'大功' = ['3', 4]", &[("toml-wrong-type", "{ price", "TextOrGap")]),
    ("'大功' = '3'", "'大功' = ['3', 'x']", &[("scheme-malformed-number", "{ price", "")]),
];

const BEST: (&str, &str, &str) = ("scheme-not-composed", "{ best", "");

#[test]
fn totals() {
    check(TOTALS);
}

const WEIGHTS: &[Row<'_>] = &[
    (
        "per = 'points' }",
        "per = 'points', by = 'magnitud' }",
        &[("scheme-unknown-name", "{ best", "magnitude")],
    ),
    (TOKEN, "{ token = {} }", &[("toml-missing-key", "{ token", "rest")]),
    (TOKEN, "{ token = { rest = 1 } }", &[("toml-wrong-type", "{ token", "TextOrGap")]),
    (TOKEN, "{ times = {} }", &[("toml-missing-key", "{ times", "factor")]),
    (TOKEN, "{ times = { factor = 0.5 } }", &[("toml-wrong-type", "{ times", "TextOrGap")]),
    (
        TOKEN,
        "{ times = { factor = '0.5', where = { field = 'clas', in = ['大功'] } } }",
        &[("scheme-unknown-name", "{ times", "class")],
    ),
    // Two figures left out that would have one name, and their own names.
    (
        TOKEN,
        "{ times = { factor = { gap = '未载' } } }, { times = { factor = { gap = '未载' } } }",
        &[("scheme-doubled-name", "{ times", "")],
    ),
    (SUM, "{ sum = {} }, { times = { factor = '2' } }", &[("scheme-not-composed", "{ sum", "")]),
];

#[test]
fn weights() {
    check(WEIGHTS);
    let named =
        "{ times = { factor = { gap = '未载' } } }, { times = { factor = { gap = '未载', id = 'second' } } }";
    let gaps = load(&changed(TOKEN, named)).unwrap().scheme.scoring.gaps;
    let keys: Vec<_> = gaps.iter().map(|gap| gap.key.as_str()).collect();
    assert_eq!(keys, ["grade.乙级", "awards.factor", "awards.second"]);
}
