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
    ("each = '0.5'", "each = 0.5", &[("toml-wrong-type", "{ scale", "TextOrGap")]),
    ("each = '0.5'", "each = 1", &[("toml-wrong-type", "{ scale", "TextOrGap")]),
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

const FULL_WIDTH: &[Row<'_>] = &[
    ("id = 'least'", "id ＝ 'least'", &[("toml-full-width", "id", "＝ =")]),
    (
        "edition = '1'",
        "edition = “1”",
        &[("toml-full-width", "edition", "“ \""), ("toml-full-width", "edition", "” \"")],
    ),
    ("edition = '1'", "edition = \"1”", &[("toml-full-width", "edition", "” \"")]),
    ("edition = '1'", "edition = ‘1'", &[("toml-full-width", "edition", "‘ '")]),
    (
        "edition = '1'",
        "edition = '1'　＃ 注",
        &[("toml-full-width", "edition", "\u{3000}  "), ("toml-full-width", "edition", "＃ #")],
    ),
    (
        "['0.2', '0.4']",
        "［'0.2'，'0.4'】",
        &[
            ("toml-full-width", "target_share", "［ ["),
            ("toml-full-width", "target_share", "， ,"),
            ("toml-full-width", "target_share", "】 ]"),
        ],
    ),
    ("n = 2", "n = １0", &[("toml-full-width", "{ best", "１ 1")]),
    (
        "is = true",
        "is ： ｔｒｕｅ",
        &[("toml-full-width", "{ keep", "： ="), ("toml-full-width", "{ keep", "ｔ true")],
    ),
    // In a figure and a date; there one fault tells all of it.
    ("'大功' = '3'", "'大功' = '３'", &[("toml-full-width", "{ price", "３ 3")]),
    ("factor = '0.2'", "factor = '０.２5'", &[("toml-full-width", "factor", "０ 0.2")]),
    ("factor = '0.2'", "factor = '0。2'", &[("toml-full-width", "factor", "。 .")]),
    ("'03-31'", "'03－31'", &[("toml-full-width", "month_day", "－ -")]),
    // In a text they are as good as any.
    ("title = '最小办法'", "title = '最小，办法（１）' # ，", &[("toml-unknown-key", "x", "")]),
];

#[test]
fn full_width_characters() {
    let (last, rows) = FULL_WIDTH.split_last().unwrap();
    check(rows);
    check(&[(last.0, &format!("{}\nx = 1", last.1), last.2)]);
}

/// What else is wrong is named in the same pass; on the line of such a character only what can be read there.
#[test]
fn full_width_characters_hide_nothing_behind_them() {
    let text = changed("edition = '1'", "edition ＝ “1”，");
    let text = text.replace("'03-31'", "'02-30'").replace("missing_day = 'last'", "missing_day = 'lst'");
    let found = faults(&text);
    let codes: Vec<_> = found.iter().map(|fault| fault.kind.code()).collect();
    let wide = "toml-full-width";
    assert_eq!(codes, [wide, wide, wide, wide]);
    let text = text.replace("”，", "”");
    let codes: Vec<_> = faults(&text).iter().map(|fault| fault.kind.code()).collect();
    assert_eq!(codes, [wide, wide, wide, "scheme-no-such-day", "scheme-unknown-name"]);
    // Where they stand is counted in the text, not in the copy that was read.
    let day = faults(&text).into_iter().find(|fault| fault.kind.code() == "scheme-no-such-day").unwrap();
    assert_eq!((&text[day.start..day.end], &*day.found), ("'02-30'", "'02-30'"));
}

/// Every span is the place that line and column name; the mark at the very beginning counts for nothing.
#[test]
fn places_are_those_of_the_text() {
    let text = format!("\u{feff}{}", changed("language = 1", "限 = 2\r\nlanguage = 1"));
    let fault = &faults(&text)[0];
    assert_eq!((fault.line, fault.column, fault.start), (1, 1, 3));
    let text = changed("edition = '1'", "edition = 1");
    let fault = &faults(&text)[0];
    assert_eq!(&text[fault.start..fault.end], "1");
    let line = text[..fault.start].rfind('\n').unwrap();
    assert_eq!(text[line + 1..fault.start].chars().count() + 1, fault.column as usize);
}

#[test]
fn a_large_file_is_not_even_parsed() {
    let text = format!("titel ＝ 1\n# {}", "x".repeat(anzhi_schemes::MAX_BYTES));
    let found = faults(&text);
    assert_eq!((found.len(), found[0].kind.code()), (1, "scheme-too-large"));
}

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
