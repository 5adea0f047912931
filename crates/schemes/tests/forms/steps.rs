//! Items, their steps and conditions.

use crate::{Row, check};

const KINDS: &[Row<'_>] = &[
    // A step has one key, its kind.
    ("{ best = {", "{ bset = {", &[("toml-unknown-key", "{ bset", "best")]),
    ("{ best = {", "{ average = {", &[("toml-unknown-key", "{ average", "")]),
    ("{ sum = {} }", "{ sum = {}, best = { n = 1, per = 'all' } }", &[("toml-unknown-key", "{ sum", "")]),
    ("{ sum = {} }", "{}", &[("scheme-nothing-listed", "{}", "")]),
    ("{ sum = {} }", "{ sum = { n = 1 } }", &[("toml-unknown-key", "{ sum", "")]),
    // Steps that do not compose, at the step that cannot take what it is given.
    ("  { sum = {} },\n", "", &[("scheme-not-composed", "{ best", "")]),
    ("  { rows = { table = 'award' } },\n", "", &[("scheme-not-composed", "{ drop", "")]),
    (
        "{ rows = { table = 'award' } },\n",
        "{ rows = { table = 'award' } },\n{ sum = {} },\n",
        &[("scheme-not-composed", "{ sum", "")],
    ),
    ("  { attribute = 'grade' },\n", "", &[("scheme-not-composed", "{ lookup", "")]),
    ("  { measure = { unit = 'year', rest = 'up' } },\n", "", &[("scheme-not-composed", "{ scale", "")]),
    ("  { measure", "  { sum = {} },\n  { measure", &[("scheme-not-composed", "{ sum", "")]),
    (
        "  { drop",
        "  { price = { '小功' = '1', '大功' = '3' } },\n  { drop",
        &[("scheme-not-composed", "{ price", "")],
    ),
    (
        "  { attribute = 'grade' },\n  { lookup = { '甲级' = '2', '乙级' = { gap = '未列分值' } } },\n",
        "",
        &[("scheme-not-composed", "steps", "")],
    ),
];

#[test]
fn kinds_of_steps_and_how_they_compose() {
    check(KINDS);
}

const NAMES: &[Row<'_>] = &[
    // One fault, although later steps refer to the table, a tie key and the education to the item.
    ("{ table = 'award' }", "{ table = 'awards' }", &[("scheme-unknown-name", "{ rows", "award")]),
    ("field = 'collective'", "field = 'colective'", &[("scheme-unknown-name", "{ keep", "collective")]),
    ("field = 'cause'", "field = 'case'", &[("scheme-unknown-name", "{ once_per", "cause")]),
    ("attribute = 'grade'", "attribute = 'grad'", &[("scheme-unknown-name", "{ attribute", "grade")]),
    ("attribute = 'grade'", "attribute = 'enlisted'", &[("scheme-not-composed", "{ attribute", "")]),
    ("attribute:enlisted", "attribute:enlist", &[("scheme-unknown-name", "{ span", "attribute:enlisted")]),
    ("attribute:enlisted", "attribute:post", &[("scheme-unknown-name", "{ span", "")]),
    ("to = 'cutoff'", "to = 'today'", &[("scheme-unknown-name", "{ span", "cutoff")]),
    ("to = 'cutoff'", "to = 'cut-off'", &[("scheme-unknown-name", "{ span", "cutoff")]),
    // Prices: each term has one, and nothing else does.
    (", '大功' = '3'", "", &[("scheme-missing-price", "{ price", "大功")]),
    (
        "'大功' = '3'",
        "'大攻' = '3'",
        &[("scheme-missing-price", "{ price", "大功"), ("scheme-unknown-name", "{ price", "大功")],
    ),
    ("'甲级' = '2', ", "", &[("scheme-missing-price", "{ lookup", "甲级")]),
    ("'大功' = '3'", "'大功' = '3', '中功' = '2'", &[("scheme-unknown-name", "{ price", "大功")]),
    (
        "{ gap = '未列分值' }",
        "{ gpa = '未列' }",
        &[("toml-missing-key", "{ lookup", "gap"), ("toml-unknown-key", "{ lookup", "gap")],
    ),
    // Classes.
    ("ladder = 'merit'", "ladder = 'merits'", &[("scheme-unknown-name", "{ classify", "merit")]),
    ("class = '大功'", "class = '巨功'", &[("scheme-unknown-name", "{ class = '巨功'", "大功")]),
    (
        "class = '大功'",
        "class = '小功'",
        &[("scheme-doubled-name", "{ class = '小功', where = { field = 'class', in = ['小功']", "")],
    ),
    // Dates by which entries are ordered are dates.
    ("date = 'date', keep", "date = 'cause', keep", &[("scheme-not-composed", "{ once_per", "")]),
    (
        "rest = '0.5', date = 'date'",
        "rest = '0.5', date = 'class'",
        &[("scheme-not-composed", "{ token", "")],
    ),
    // Words.
    ("unit = 'year'", "unit = 'years'", &[("scheme-unknown-name", "{ measure", "year")]),
    (", rest = 'up'", "", &[("toml-missing-key", "{ measure", "rest")]),
    ("per = 'points'", "per = 'point'", &[("scheme-unknown-name", "{ best", "points")]),
    // Bands rise, and there is one at least.
    ("{ at = '10'", "{ at = '0'", &[("scheme-bands-not-rising", "{ scale", "")]),
    ("{ at = '0', each", "{ each", &[("toml-missing-key", "{ scale", "at")]),
    (
        "[{ at = '0', each = '0.5' }, { at = '10', gives = '6', each = '1' }]",
        "[]",
        &[("toml-missing-key", "{ scale", "at")],
    ),
];

#[test]
fn what_steps_refer_to() {
    check(NAMES);
}

const CONDITIONS: &[Row<'_>] = &[
    ("in = ['大功']", "in = ['巨功']", &[("scheme-unknown-name", "{ class = '大功'", "大功")]),
    ("in = ['大功']", "in = '大功'", &[("toml-wrong-type", "{ class = '大功'", "Array")]),
    // A comparison that the type does not have.
    (
        "field = 'collective', is = true",
        "field = 'date', is = true",
        &[("scheme-not-composed", "{ keep", "")],
    ),
    (
        "field = 'collective', is = true",
        "field = 'collective', in = ['是']",
        &[("scheme-not-composed", "{ keep", "")],
    ),
    ("{ field = 'date', after", "{ field = 'class', after", &[("scheme-not-composed", "{ drop", "")]),
    ("after = 'cutoff'", "after = 'today'", &[("scheme-not-composed", "{ drop", "")]),
    ("after = 'cutoff'", "after = 5", &[("toml-wrong-type", "{ drop", "Text")]),
    // Half a condition.
    ("field = 'collective', is = true", "field = 'collective'", &[("toml-missing-key", "{ keep", "is")]),
    ("field = 'collective', is = true", "is = true", &[("toml-missing-key", "{ keep", "field")]),
    (
        "field = 'collective', is = true",
        "field = 'collective', si = true",
        &[("toml-missing-key", "{ keep", "is"), ("toml-unknown-key", "{ keep", "is")],
    ),
    ("not = { field", "all = { field", &[("toml-wrong-type", "{ keep", "Array")]),
    (
        "where = { field = 'date', after = 'cutoff', blank = false }, ",
        "",
        &[("toml-missing-key", "{ drop", "where")],
    ),
    (", because = '太晚'", "", &[("toml-missing-key", "{ drop", "because")]),
    // Outside a table there are no fields.
    (
        "attr = 'grade', in = ['甲级']",
        "field = 'class', in = ['大功']",
        &[("scheme-unknown-name", "when", "")],
    ),
    ("attr = 'grade'", "attr = 'grades'", &[("scheme-unknown-name", "when", "grade")]),
];

#[test]
fn conditions() {
    check(CONDITIONS);
}
