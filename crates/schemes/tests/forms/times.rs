//! Steps on times: what they refuse, and that each refusal stands where the mistake is.

use crate::{LEAST, refused};
use anzhi_schemes::load;

/// Postings, two numbers and a time that steps may use.
const MORE: &str = "
[facts.tables.posting]
source = 'periods'
kinds = ['任职', '驻岛']
[facts.tables.posting.fields]
area = { title = '地区', type = 'post' }
other = { title = '他区', type = 'post' }
rank = { title = '档次', type = 'expert' }
note = { title = '备考', type = 'text' }
[[values]]
id = 'years'
steps = [
  { span = { from = 'attribute:enlisted', to = 'cutoff' } },
  { measure = { unit = 'year', rest = 'down' } },
]
[[values]]
id = 'postings'
steps = [
  { rows = { table = 'posting' } },
  { spans = {} },
  { overlap = 'once' },
]
[[values]]
id = 'grades'
steps = [
  { attribute = 'grade' },
]
[[items]]
id = 'times'
title = '时间'
clause = '一'
steps = [
STEPS
]
";

/// The scheme with an item of these steps, one a line.
pub(crate) fn with(steps: &[&str]) -> String {
    let lines: Vec<String> = steps.iter().map(|step| format!("  {{ {step} }},")).collect();
    format!("{LEAST}{}", MORE.replace("STEPS", &lines.join("\n")))
}

/// Steps, and the faults that they have: code, how the line begins, and the nearest name, missing key or type.
pub(crate) type Refused<'a> = (&'a [&'a str], &'a [(&'a str, &'a str, &'a str)]);

pub(crate) fn check(rows: &[Refused<'_>]) {
    for (steps, expected) in rows {
        refused(&with(steps), expected, &steps.join(", "));
    }
}

pub(crate) const ROWS: &str = "rows = { table = 'posting' }";
const SPANS: &str = "spans = {}";
pub(crate) const LABELS: &str = "spans = { label = ['area'] }";
const ONCE: &str = "overlap = 'once'";
pub(crate) const EACH: &str = "overlap = 'each'";
const YEARS: &str = "measure = { unit = 'year', rest = 'down', add = 'ymd' }";
pub(crate) const BY_LABEL: &str = "measure = { unit = 'year', rest = 'down', add = 'ymd', per = 'label' }";
pub(crate) const SCALE: &str = "scale = [{ at = '0', each = '1' }]";
pub(crate) const SPAN: &str = "span = { from = 'attribute:enlisted', to = 'cutoff' }";

#[test]
fn what_stands_is_taken() {
    for steps in [
        &[SPAN, "measure = { unit = '5 years', rest = 'two_step' }", SCALE][..],
        &[ROWS, SPANS, ONCE, YEARS, SCALE],
        &[
            ROWS,
            "spans = { label = ['kind', 'area'] }",
            "overlap = { order = ['任职/甲级', '驻岛/'] }",
            BY_LABEL,
            "scale = { label = { '任职/乙级' = '1', '驻岛/' = [{ above = '1', gives = '2' }] } }",
        ],
        &["use = ['postings']", YEARS, SCALE],
        &[
            SPAN,
            ONCE,
            "measure = { unit = 'day', add = 'days' }",
            "scale = [{ at = '5' }, { above = '5', each = '1' }]",
            "round = { places = 0, mode = 'up' }",
        ],
        &[
            ROWS,
            "set = { field = 'area', to_field = 'other', where = { field = 'kind', in = ['驻岛'] } }",
            SPANS,
            EACH,
            YEARS,
            SCALE,
        ],
    ] {
        load(&with(steps)).map(|_| ()).unwrap();
    }
}

#[test]
fn how_times_compose() {
    check(&[
        // Times that may share days are settled before they are measured.
        (&[ROWS, SPANS, YEARS, SCALE], &[("scheme-not-composed", "{ measure", "")]),
        (
            &[ROWS, SPANS, "unbroken = { at_least = '1 year', per = 'all' }", YEARS, SCALE],
            &[("scheme-not-composed", "{ measure", "")],
        ),
        // Rows that are no periods have no times.
        (
            &["rows = { table = 'award' }", SPANS, ONCE, YEARS, SCALE],
            &[("scheme-not-composed", "{ spans", "")],
        ),
        (&[SPANS, ONCE, YEARS, SCALE], &[("scheme-not-composed", "{ spans", "")]),
        (&[ROWS, ONCE, YEARS, SCALE], &[("scheme-not-composed", "{ overlap", "")]),
        (&[ROWS, SPANS, ONCE, SCALE], &[("scheme-not-composed", "{ scale", "")]),
        (
            &[ROWS, SPANS, "set = { field = 'area', to = '甲级' }", ONCE, YEARS, SCALE],
            &[("scheme-not-composed", "{ set", "")],
        ),
        (
            &[
                SPAN,
                "unbroken = { at_least = '1 year', per = 'label' }",
                "measure = { unit = 'year', rest = 'up' }",
                SCALE,
            ],
            &[("scheme-not-composed", "{ unbroken", "")],
        ),
        // Labels come from `spans`, and stay only where they are counted each.
        (&[ROWS, LABELS, ONCE, YEARS, SCALE], &[("scheme-not-composed", "{ overlap", "")]),
        (
            &[ROWS, SPANS, "overlap = { order = ['甲级'] }", YEARS, SCALE],
            &[("toml-missing-key", "{ overlap", "gap"), ("scheme-not-composed", "{ overlap", "")],
        ),
        (&[ROWS, SPANS, ONCE, BY_LABEL, SCALE], &[("scheme-not-composed", "{ measure", "")]),
        (
            &[ROWS, LABELS, EACH, YEARS, "scale = { label = { '甲级' = '1' } }"],
            &[("scheme-not-composed", "{ scale", "")],
        ),
        (&[ROWS, LABELS, EACH, BY_LABEL, SCALE], &[("scheme-not-composed", "{ scale", "")]),
        (
            &[
                ROWS,
                SPANS,
                ONCE,
                "measure = { unit = 'year', rest = 'up', add = 'ymd', whole_times = { '甲级' = '2' } }",
                SCALE,
            ],
            &[("scheme-not-composed", "{ measure", "")],
        ),
        // Times of two values may share days again.
        (&["use = ['postings', 'years']", YEARS, SCALE], &[("scheme-not-composed", "{ use", "")]),
        (&["round = { places = 1, mode = 'up' }"], &[("scheme-not-composed", "{ round", "")]),
        (&[SPAN, "compute = { is = 'years', unit = 'points' }"], &[("scheme-not-composed", "{ compute", "")]),
    ]);
}

const WORDS: &[Refused<'_>] = &[
    (
        &[
            "span = { from = 'attribute:enlistd', to = 'cutoff' }",
            "measure = { unit = 'year', rest = 'up' }",
            SCALE,
        ],
        &[("scheme-unknown-name", "{ span", "attribute:enlisted")],
    ),
    (
        &["span = { from = 'cutoff', to = 'cutoff' }", "measure = { unit = 'year', rest = 'up' }", SCALE],
        &[("scheme-unknown-name", "{ span", "")],
    ),
    (
        &[
            "span = { from = 'attribute:enlisted', to = 'cutoff', begin = 'yaer' }",
            "measure = { unit = 'year', rest = 'up' }",
            SCALE,
        ],
        &[("scheme-unknown-name", "{ span", "year")],
    ),
    (
        &[
            "span = { from = 'attribute:enlisted', to = 'cutoff', after = 'none' }",
            "measure = { unit = 'year', rest = 'up' }",
            SCALE,
        ],
        &[("scheme-unknown-name", "{ span", "")],
    ),
    (
        &[
            "span = { from = 'attribute:enlisted', to = 'cutoff', end_day_counts = 'yes' }",
            "measure = { unit = 'year', rest = 'up' }",
            SCALE,
        ],
        &[("toml-wrong-type", "{ span", "Flag")],
    ),
    (
        &[ROWS, "spans = { label = ['aera'] }", EACH, YEARS, SCALE],
        &[("scheme-unknown-name", "{ spans", "area")],
    ),
    (&[ROWS, "spans = { label = ['note'] }", EACH, YEARS, SCALE], &[("scheme-not-composed", "{ spans", "")]),
    (&[ROWS, "spans = { label = [] }", EACH, YEARS, SCALE], &[("scheme-nothing-listed", "{ spans", "")]),
    (
        &[ROWS, "spans = { label = ['area', 'area'] }", EACH, YEARS, SCALE],
        &[("scheme-doubled-name", "{ spans", "")],
    ),
    (
        &[ROWS, "spans = { label = [{ label = '高' }] }", EACH, YEARS, SCALE],
        &[("toml-missing-key", "{ spans", "where")],
    ),
    (
        &[ROWS, LABELS, "overlap = { order = ['甲极'] }", YEARS, SCALE],
        &[("scheme-unknown-name", "{ overlap", "甲级")],
    ),
    (
        &[ROWS, LABELS, "overlap = { order = ['甲级', '甲级'] }", YEARS, SCALE],
        &[("scheme-doubled-name", "{ overlap", "")],
    ),
    (
        &[ROWS, LABELS, "overlap = { order = [] }", YEARS, SCALE],
        &[("scheme-nothing-listed", "{ overlap", "")],
    ),
    (
        &[ROWS, LABELS, "overlap = { gap = '未载' }", YEARS, SCALE],
        &[("toml-missing-key", "{ overlap", "order")],
    ),
    (&[ROWS, SPANS, "overlap = 'onec'", YEARS, SCALE], &[("scheme-unknown-name", "{ overlap", "once")]),
    (
        &[ROWS, SPANS, "unbroken = { at_least = '1 year' }", ONCE, YEARS, SCALE],
        &[("toml-missing-key", "{ unbroken", "per")],
    ),
    (
        &[ROWS, SPANS, "unbroken = { at_least = 'one year', per = 'all' }", ONCE, YEARS, SCALE],
        &[("scheme-malformed-length", "{ unbroken", "")],
    ),
    (
        &[ROWS, "set = { field = 'area', to = '甲极' }", SPANS, ONCE, YEARS, SCALE],
        &[("scheme-unknown-name", "{ set", "甲级")],
    ),
    (
        &[ROWS, "set = { field = 'area', to_field = 'rank' }", SPANS, ONCE, YEARS, SCALE],
        &[("scheme-not-composed", "{ set", "")],
    ),
    (
        &[ROWS, "set = { field = 'note', to = '甲级' }", SPANS, ONCE, YEARS, SCALE],
        &[("scheme-not-composed", "{ set", "")],
    ),
    (&[ROWS, "set = { field = 'area' }", SPANS, ONCE, YEARS, SCALE], &[("toml-missing-key", "{ set", "to")]),
    (
        &[ROWS, "set = { field = 'area', to = '甲级', to_field = 'other' }", SPANS, ONCE, YEARS, SCALE],
        &[("toml-unknown-key", "{ set", "")],
    ),
];

#[test]
fn words_and_names_of_times() {
    check(WORDS);
}
