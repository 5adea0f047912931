//! Lengths, points for them and calculations: what their steps refuse, and that each refusal stands where the mistake
//! is.

use crate::times::{BY_LABEL, EACH, LABELS, ROWS, SCALE, SPAN, check, with};
use anzhi_schemes::load;

/// The parameters of `measure`, and the faults that they have.
type Measured<'a> = (&'a str, &'a [(&'a str, &'a str, &'a str)]);

/// One `measure` behind times that overlap no more, with labels.
fn measures(rows: &[Measured<'_>]) {
    for (measure, expected) in rows {
        let measure = format!("measure = {{ {measure} }}");
        check(&[(&[ROWS, LABELS, EACH, &measure, SCALE], expected)]);
    }
}

const MEASURES: &[Measured<'_>] = &[
    ("unit = 'years', rest = 'up', add = 'ymd'", &[("scheme-unknown-name", "{ measure", "year")]),
    ("unit = '1 year', rest = 'up', add = 'ymd'", &[("scheme-unknown-name", "{ measure", "year")]),
    ("unit = '3 months', rest = 'up', add = 'ymd'", &[("scheme-unknown-name", "{ measure", "")]),
    ("rest = 'up', add = 'ymd'", &[("toml-missing-key", "{ measure", "unit")]),
    ("unit = 'year', add = 'ymd'", &[("toml-missing-key", "{ measure", "rest")]),
    ("unit = 'year', rest = 'half', add = 'ymd'", &[("scheme-unknown-name", "{ measure", "")]),
    ("unit = 'year', rest = 'halfup', add = 'ymd'", &[("scheme-unknown-name", "{ measure", "half_up")]),
    ("unit = 'day', rest = 'up', add = 'days'", &[("scheme-not-composed", "{ measure", "")]),
    ("unit = 'year', rest = 'up'", &[("toml-missing-key", "{ measure", "add")]),
    ("unit = 'year', rest = 'up', add = 'days'", &[("scheme-not-composed", "{ measure", "")]),
    ("unit = 'day', add = 'ymd'", &[("scheme-not-composed", "{ measure", "")]),
    ("unit = 'year', rest = 'up', add = 'yd'", &[("scheme-unknown-name", "{ measure", "ymd")]),
    (
        "unit = 'year', rest = 'up', add = 'ymd', per = 'labels'",
        &[("scheme-unknown-name", "{ measure", "label")],
    ),
    ("unit = 'year', rest = [], add = 'ymd'", &[("scheme-nothing-listed", "{ measure", "")]),
    (
        "unit = 'year', rest = [{ at = '15 days', counts = '1' }], add = 'ymd'",
        &[("scheme-malformed-length", "{ measure", "")],
    ),
    (
        "unit = 'month', rest = [{ at = '1 month', counts = '1' }], add = 'ymd'",
        &[("scheme-malformed-length", "{ measure", "")],
    ),
    (
        "unit = 'year', rest = [{ at = '0 months', counts = '1' }], add = 'ymd'",
        &[("scheme-malformed-length", "{ measure", "")],
    ),
    (
        "unit = 'year', rest = [{ at = '12 months', counts = '1' }], add = 'ymd'",
        &[("toml-out-of-bounds", "{ measure", "1 11")],
    ),
    (
        "unit = 'year', rest = [{ at = '6 months', counts = '1' }, { at = '6 months', counts = '2' }], add = 'ymd'",
        &[("scheme-bands-not-rising", "{ measure", "")],
    ),
    (
        "unit = 'year', rest = [{ at = '6 months' }], add = 'ymd'",
        &[("toml-missing-key", "{ measure", "counts")],
    ),
    (
        "unit = 'year', rest = { gap = '未载', between = ['down', 'upp'] }, add = 'ymd'",
        &[("scheme-unknown-name", "{ measure", "up")],
    ),
    (
        "unit = 'year', rest = { gap = '未载', between = [] }, add = 'ymd'",
        &[("scheme-nothing-listed", "{ measure", "")],
    ),
    (
        "unit = 'year', rest = 'up', add = 'ymd', whole_times = { '甲极' = '2' }",
        &[("scheme-unknown-name", "{ measure", "甲级")],
    ),
    (
        "unit = 'year', rest = 'up', add = 'ymd', whole_times = {}",
        &[("scheme-nothing-listed", "{ measure", "")],
    ),
    (
        "unit = 'year', rest = 'up', add = 'ymd', whole_times = { '甲级' = 2 }",
        &[("toml-wrong-type", "{ measure", "TextOrGap")],
    ),
];

#[test]
fn units_and_parts_of_them() {
    measures(MEASURES);
}

#[test]
fn bands_and_labels() {
    let scale = |scale: &str, expected: &[(&str, &str, &str)]| {
        let scale = format!("scale = {scale}");
        check(&[(&[ROWS, LABELS, EACH, BY_LABEL, &scale], expected)]);
    };
    scale("{ label = { '甲极' = '1' } }", &[("scheme-unknown-name", "{ scale", "甲级")]);
    scale("{ label = {} }", &[("scheme-nothing-listed", "{ scale", "")]);
    scale(
        "{ labels = { '甲级' = '1' } }",
        &[("toml-missing-key", "{ scale", "label"), ("toml-unknown-key", "{ scale", "label")],
    );
    scale("{ label = { '甲级' = 1 } }", &[("toml-wrong-type", "{ scale", "TextOrGap")]);
    scale("{ label = { '甲级' = [] } }", &[("toml-missing-key", "{ scale", "at")]);
    scale(
        "{ label = { '甲级' = [{ above = '5' }, { at = '5' }] } }",
        &[("scheme-bands-not-rising", "{ scale", "")],
    );
    // One of both thresholds.
    scale("{ label = { '甲级' = [{ above = '5', at = '6' }] } }", &[("toml-unknown-key", "{ scale", "")]);
    // Two figures of one threshold are told apart by names of their own.
    let both = "[{ at = '8', gives = { gap = '一' }, each = { gap = '二' } }]";
    check(&[(
        &[SPAN, "measure = { unit = 'year', rest = 'up' }", &format!("scale = {both}")],
        &[("scheme-doubled-name", "{ scale", "")],
    )]);
    let named = both.replace("gap = '二'", "gap = '二', id = 'beyond'");
    let loaded =
        load(&with(&[SPAN, "measure = { unit = 'year', rest = 'up' }", &format!("scale = {named}")]))
            .unwrap();
    let keys: Vec<&str> = loaded.scheme.scoring.gaps.iter().map(|gap| gap.key.as_str()).collect();
    assert_eq!(keys, ["grade.乙级", "times.8", "times.beyond"]);
}

#[test]
fn calculations() {
    let deep = format!("{}1{}", "(".repeat(20), ")".repeat(20));
    for (is, code, near) in [
        ("years +", "scheme-malformed-expression", ""),
        ("years years", "scheme-malformed-expression", ""),
        ("(years", "scheme-malformed-expression", ""),
        ("years)", "scheme-malformed-expression", ""),
        ("max(years)", "scheme-malformed-expression", ""),
        ("max(1, years", "scheme-malformed-expression", ""),
        ("* 2", "scheme-malformed-expression", ""),
        ("", "scheme-malformed-expression", ""),
        (&deep, "scheme-too-deep", ""),
        // A minus without blanks belongs to a name.
        ("years-1", "scheme-unknown-name", "years"),
        ("year", "scheme-unknown-name", "years"),
        ("2 * 1e3", "scheme-unknown-name", ""),
        // No division, and only numbers.
        ("years / 2", "scheme-malformed-expression", ""),
        ("2 * grades", "scheme-not-composed", ""),
        ("postings", "scheme-not-composed", ""),
    ] {
        let compute = format!("compute = {{ is = '{is}', unit = 'points' }}");
        check(&[(&[&compute], &[(code, "{ compute", near)])]);
    }
    check(&[
        (&["compute = { unit = 'points' }"], &[("toml-missing-key", "{ compute", "is")]),
        (&["compute = { is = 'years' }"], &[("toml-missing-key", "{ compute", "unit")]),
        (&["compute = { is = 'years', unit = 'point' }"], &[("scheme-unknown-name", "{ compute", "points")]),
        (
            &["compute = { is = 'years', unit = 'points', round = { places = 7, mode = 'up' } }"],
            &[("toml-out-of-bounds", "{ compute", "0 6")],
        ),
        (
            &["compute = { is = 'years', unit = 'points', round = { places = 1 } }"],
            &[("toml-missing-key", "{ compute", "mode")],
        ),
        (&["compute = { is = 'years', unit = 'year' }"], &[("scheme-not-composed", "{ compute", "")]),
    ]);
}
