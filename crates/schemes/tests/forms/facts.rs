//! `[facts]` and `[ladders]`.

use crate::{Row, check};

const SETS: &[Row<'_>] = &[
    // A term or a class twice, and a name twice, the built-in ones included.
    ("merit = ['大功', '小功']", "merit = ['大功', '小功', '大功']", &[("scheme-doubled-name", "merit", "")]),
    ("merit = ['小功', '大功']", "merit = ['小功', '小功', '大功']", &[("scheme-doubled-name", "merit", "")]),
    ("post = ['甲级'", "sex = ['甲级']\npost = ['甲级'", &[("scheme-doubled-name", "sex", "")]),
    (
        "enlisted = { title",
        "born = { title = '生日', type = 'date' }\nenlisted = { title",
        &[("scheme-doubled-name", "born", "")],
    ),
    (
        "expert = { title",
        "'ex pert' = { title",
        &[("scheme-malformed-name", "'ex pert'", ""), UNKNOWN_EXPERT],
    ),
    // A type that is neither built in nor a set.
    ("type = 'post'", "type = 'psot'", &[("scheme-unknown-name", "post = {", "post")]),
    ("type = 'text'", "type = 'txet'", &[("scheme-unknown-name", "cause", "text")]),
    ("title = '事由', type = 'text'", "title = '事由'", &[("toml-missing-key", "cause", "type")]),
    // Aliases: of no set, of no term, and of what is a term itself.
    (
        "[facts.aliases.merit]",
        "[facts.aliases.merits]",
        &[("scheme-unknown-name", "[facts.aliases", "merit")],
    ),
    ("'功' = '小功'", "'功' = '小攻'", &[("scheme-unknown-name", "'功'", "小功")]),
    ("expert = { title = '档次'", "expert = { title = '职级'", &[("scheme-doubled-name", "expert", "")]),
    ("expert = { title = '档次'", "expert = { title = '备注'", &[("scheme-doubled-name", "expert", "")]),
    ("expert = { title = '档次'", "expert = { title = '核对'", &[("scheme-doubled-name", "expert", "")]),
    (
        "track = { title = '序列', type = 'track' }",
        "track = { title = '序列', type = 'track' }\nentered_by = { title = '登记', type = 'text' }",
        &[("scheme-doubled-name", "entered_by", "")],
    ),
    (
        "track = { title = '序列', type = 'track' }",
        "track = { title = '序列', type = 'track' }\nname = { title = '曾用名', type = 'text' }",
        &[("scheme-doubled-name", "name", "")],
    ),
    ("'功' = '小功'", "'大功' = '小功'", &[("scheme-doubled-name", "'大功'", "")]),
];

const UNKNOWN_EXPERT: (&str, &str, &str) = ("scheme-unknown-name", "'技术'", "");

#[test]
fn sets_ladders_attributes_and_aliases() {
    check(SETS);
}

const CHOICES: &[Row<'_>] = &[
    // One fault, although an item and a group refer to the grade.
    ("by = 'track'\n", "", &[("toml-missing-key", "[facts.choices.grade]", "by")]),
    ("by = 'track'", "by = 'tracks'", &[("scheme-unknown-name", "by", "")]),
    ("by = 'track'", "by = 'enlisted'", &[("scheme-unknown-name", "by", "")]),
    ("set = 'post'", "set = 'posts'", &[("scheme-unknown-name", "set", "")]),
    ("'行政' = { attribute = 'post' }\n", "", &[("toml-missing-key", "[facts.choices.grade.read]", "行政")]),
    (
        "'行政' = {",
        "'行攻' = {",
        &[
            ("toml-missing-key", "[facts.choices.grade.read]", "行政"),
            ("scheme-unknown-name", "'行攻'", "行政"),
        ],
    ),
    ("{ attribute = 'post' }", "{ attribute = 'posts' }", &[("scheme-unknown-name", "'行政'", "")]),
    ("attribute = 'expert'", "attribute = 'enlisted'", &[("scheme-unknown-name", "'技术'", "")]),
    ("{ attribute = 'post' }", "{ is = '丙级' }", &[("scheme-unknown-name", "'行政'", "乙级")]),
    // Every term of the other track equals one of the grade.
    (", '二档' = '乙级'", "", &[("scheme-missing-price", "'技术'", "二档")]),
    ("'二档' = '乙级'", "'二档' = '丙级'", &[("scheme-unknown-name", "'技术'", "乙级")]),
    (
        "'二档' = '乙级'",
        "'三档' = '乙级'",
        &[("scheme-missing-price", "'技术'", "二档"), ("scheme-unknown-name", "'技术'", "一档")],
    ),
];

#[test]
fn choices_by_track() {
    check(CHOICES);
}

const TABLES: &[Row<'_>] = &[
    // One fault, although an item reads the table.
    ("source = 'events'", "source = 'event'", &[("scheme-unknown-name", "source", "events")]),
    ("source = 'events'\n", "", &[("toml-missing-key", "[facts.tables.award]", "source")]),
    // Rows of events and periods say their kind, degrees have none; each kind belongs to one table.
    ("kinds = ['奖励']\n", "", &[("toml-missing-key", "[facts.tables.award]", "kinds")]),
    ("kinds = ['奖励']", "kinds = []", &[("toml-missing-key", "kinds", "kinds")]),
    ("kinds = ['奖励']", "kinds = ['奖励', '奖励']", &[("scheme-doubled-name", "kinds", "")]),
    ("source = 'events'", "source = 'degrees'", &[("toml-unknown-key", "kinds", "")]),
    (
        "[ladders]",
        "[facts.tables.other]\nsource = 'events'\nkinds = [ '奖励' ]\nfields = {}\n[ladders]",
        &[("scheme-doubled-name", "kinds = [ ", "")],
    ),
];

#[test]
fn tables_of_facts() {
    check(TABLES);
}
