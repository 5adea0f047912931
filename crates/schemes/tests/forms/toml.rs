//! Keys, types and syntax.

use crate::{Row, changed, check, faults};

const KEYS: &[Row<'_>] = &[
    // A key that nobody reads, with the nearest one that is read there, if one is near.
    ("edition = '1'", "edition = '1'\neditoin = '2'", &[("toml-unknown-key", "editoin", "edition")]),
    ("edition = '1'", "edition = '1'\nweather = 'fair'", &[("toml-unknown-key", "weather", "")]),
    ("gave_up = 'out'", "gave_up = 'out'\ngiven_up = 'out'", &[("toml-unknown-key", "given_up", "gave_up")]),
    ("because = '太晚'", "because = '太晚', warm = true", &[("toml-unknown-key", "{ drop", "warn")]),
    // A misspelt key is unknown, and the right one missing.
    (
        "title = '最小办法'",
        "titel = '最小办法'",
        &[("toml-missing-key", "language", "title"), ("toml-unknown-key", "titel", "title")],
    ),
    (
        "issuer = '虚构单位'",
        "isuer = '虚构单位'",
        &[("toml-missing-key", "[source]", "issuer"), ("toml-unknown-key", "isuer", "issuer")],
    ),
    // A part that is not there; one fault only, though everything else refers to it.
    ("edition = '1'\n", "", &[("toml-missing-key", "language", "edition")]),
    ("signed = 'whole'\n", "", &[("toml-missing-key", "language", "signed")]),
    ("[anniversary]\nmissing_day = 'last'\n", "", &[("toml-missing-key", "language", "anniversary")]),
    ("missing_day = 'last'\n", "", &[("toml-missing-key", "[anniversary]", "missing_day")]),
    ("[cutoff]\nmonth_day = '03-31'\n", "", &[("toml-missing-key", "language", "cutoff")]),
    ("clause = '按职级'\n", "", &[("toml-missing-key", "[[items]]", "clause")]),
    ("clause = '两成'\n", "", &[("toml-missing-key", "[exam]", "clause")]),
    ("language = 1\n", "", &[("toml-missing-key", "id", "language")]),
    // Another version of the language.
    ("language = 1", "language = 2", &[("scheme-unknown-language", "language", "")]),
    ("language = 1", "language = '1'", &[("toml-wrong-type", "language", "Integer")]),
];

#[test]
fn unknown_and_missing_keys() {
    check(KEYS);
}

const TYPES: &[Row<'_>] = &[
    // Figures stand in quotation marks; a float or a bare number is never read.
    ("each = '0.5'", "each = 0.5", &[("toml-wrong-type", "{ scale", "Text")]),
    ("each = '0.5'", "each = 1", &[("toml-wrong-type", "{ scale", "Text")]),
    ("'大功' = '3'", "'大功' = 3.0", &[("toml-wrong-type", "{ price", "TextOrGap")]),
    ("'大功' = '3'", "'大功' = 3", &[("toml-wrong-type", "{ price", "TextOrGap")]),
    ("factor = '0.2'", "factor = 0.2", &[("toml-wrong-type", "factor", "TextOrGap")]),
    (
        "target_share = ['0.2', '0.4']",
        "target_share = [0.2, 0.4]",
        &[("toml-wrong-type", "target_share", "Text"), ("toml-wrong-type", "target_share", "Text")],
    ),
    // Within quotation marks only plain decimals.
    ("'大功' = '3'", "'大功' = '3e0'", &[("scheme-malformed-number", "{ price", "")]),
    ("'大功' = '3'", "'大功' = '３'", &[("scheme-malformed-number", "{ price", "")]),
    ("'大功' = '3'", "'大功' = ''", &[("scheme-malformed-number", "{ price", "")]),
    ("factor = '0.2'", "factor = '0.2000001'", &[("scheme-too-many-places", "factor", "")]),
    ("'大功' = '3'", "'大功' = '0.0000001'", &[("scheme-too-many-places", "{ price", "")]),
    (
        "'大功' = '3'",
        "'大功' = '9223372036855'",
        &[("toml-out-of-bounds", "{ price", "-9223372036854 9223372036854")],
    ),
    ("factor = '0.2'", "factor = '20%'", &[("scheme-malformed-number", "factor", "")]),
    // Counts and places are whole numbers within bounds.
    ("n = 2", "n = '2'", &[("toml-wrong-type", "{ best", "Integer")]),
    ("n = 2", "n = 2.0", &[("toml-wrong-type", "{ best", "Integer")]),
    ("n = 2", "n = 0", &[("toml-out-of-bounds", "{ best", "1 1000")]),
    ("decimals = 1", "decimals = 7", &[("toml-out-of-bounds", "decimals", "0 6")]),
    ("places = 1", "places = -1", &[("toml-out-of-bounds", "round", "0 6")]),
    // Other types.
    ("is = true", "is = '是'", &[("toml-wrong-type", "{ keep", "Flag")]),
    ("kinds = ['奖励']", "kinds = '奖励'", &[("toml-wrong-type", "kinds", "Array")]),
    ("{ attribute = 'grade' }", "'attribute'", &[("toml-wrong-type", "'attribute'", "Table")]),
    ("'03-31'", "2026-03-31", &[("toml-wrong-type", "month_day", "Text")]),
    ("{ gap = '未列分值' }", "{ gap = 5 }", &[("toml-wrong-type", "{ lookup", "Text")]),
    ("title = '最小办法'", "title = \"最小\\n办法\"", &[("toml-bad-text", "title", "")]),
    ("id = 'least'", "id = 'le ast'", &[("scheme-malformed-name", "id", "")]),
    // Days that no year has, or not every year, or written otherwise.
    ("'03-31'", "'02-30'", &[("scheme-no-such-day", "month_day", "")]),
    ("'03-31'", "'02-29'", &[("scheme-no-such-day", "month_day", "")]),
    ("'03-31'", "'3-31'", &[("scheme-no-such-day", "month_day", "")]),
    ("'03-31'", "'2026-03-31'", &[("scheme-no-such-day", "month_day", "")]),
];

#[test]
fn wrong_types_and_malformed_values() {
    check(TYPES);
}

const SYNTAX: &[Row<'_>] = &[
    // A doubled key, in a table and in an inline table.
    ("edition = '1'", "edition = '1'\nedition = '2'", &[("toml-syntax", "edition = '2'", "")]),
    ("'甲级' = '2'", "'甲级' = '2', '甲级' = '3'", &[("toml-syntax", "{ lookup", "")]),
    // What breaks off is one fault, and not one for every line behind it.
    ("title = '最小办法'", "title = '最小办法", &[("toml-syntax", "title", "")]),
    ("title = '最小办法'", "title =", &[("toml-syntax", "title", "")]),
    ("kinds = ['奖励']", "kinds = ['奖励'", &[("toml-syntax", "[facts.tables.award.fields]", "")]),
    ("[exam]", "[exam", &[("toml-syntax", "[exam", "")]),
];

#[test]
fn syntax() {
    check(SYNTAX);
}

#[test]
fn all_faults_of_a_file_come_at_once_in_the_order_of_the_text() {
    let changes = [
        ("edition = '1'", "edition = '1'\nedition = '2'"),
        ("'03-31'", "'02-30'"),
        ("missing_day = 'last'", "missing_day = 'lst'"),
        ("each = '0.5'", "each = 0.5"),
        ("'大功' = '3'", "'巨功' = '3'"),
        ("mode = 'half_up'", "mood = 'half_up'"),
        (", 'lot']", "]"),
    ];
    let text = changes.iter().fold(crate::LEAST.to_owned(), |text, (from, to)| {
        changed(from, to);
        text.replacen(from, to, 1)
    });
    let found: Vec<_> = faults(&text).iter().map(|fault| (fault.line, fault.kind.code())).collect();
    let at = |begins: &str| {
        let line = text.lines().position(|line| line.trim_start().starts_with(begins));
        u32::try_from(line.unwrap() + 1).unwrap()
    };
    let expected = [
        (at("edition = '2'"), "toml-syntax"),
        (at("month_day"), "scheme-no-such-day"),
        (at("missing_day"), "scheme-unknown-name"),
        (at("{ scale"), "toml-wrong-type"),
        (at("{ price"), "scheme-missing-price"),
        (at("{ price"), "scheme-unknown-name"),
        (at("round"), "toml-missing-key"),
        (at("round"), "toml-unknown-key"),
        (at("ties"), "scheme-no-lot"),
    ];
    assert_eq!(found, expected);
    assert!(found.is_sorted());
}
