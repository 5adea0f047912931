//! The canonical text of steps on times: what stands at its default writes nothing, and everything else is another
//! digest.

use crate::scheme;
use std::collections::BTreeMap;

const VALUES: &str = "
[[values]]
id = 'a'
steps = [{ attribute = 'first' }]
[[values]]
id = 'b'
steps = [{ attribute = 'second' }]
";

fn canonical(steps: &str) -> String {
    scheme("last", VALUES, steps).scoring.canonical()
}

fn span(span: &str) -> String {
    format!(
        "{{ span = {{ {span} }} }}, {{ measure = {{ unit = 'year', rest = 'up' }} }}, {{ scale = [{{ at = '0', each = '1' }}] }}"
    )
}

fn spans(spans: &str, overlap: &str, measure: &str) -> String {
    format!(
        "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ {spans} }} }}, {overlap}, {{ measure = {{ {measure} }} }}, \
         {{ scale = [{{ at = '0', each = '1' }}] }}"
    )
}

const LABELS: &str = "label = ['area']";
const EACH: &str = "{ overlap = 'each' }";
const YMD: &str = "unit = 'year', rest = 'up', add = 'ymd'";

#[test]
fn defaults_write_nothing() {
    let plain = "from = 'attribute:begun', to = 'cutoff'";
    let (text, same) = (
        canonical(&span(plain)),
        format!("{plain}, begin = 'natural', after = 'fault', end_day_counts = false"),
    );
    assert_eq!(text, canonical(&span(&same)));
    assert!(text.contains("(span begun cutoff) (measure year up) (scale (at 0 each 1))"), "{text}");
    // One time is added to nothing.
    let added = span(plain).replace("rest = 'up'", "rest = 'up', add = 'ymd'");
    assert_eq!(text, canonical(&added));
    let days = "{ span = { from = 'attribute:begun', to = 'cutoff' } }, { measure = { unit = 'day' } }, { scale = [{ at = '0' }] }";
    let written = days
        .replace("unit = 'day'", "unit = 'day', rest = 'down'")
        .replace("at = '0'", "at = '0', each = '0'");
    assert_eq!(canonical(days), canonical(&written));
    assert_eq!(canonical(&spans("", EACH, YMD)), canonical(&spans("end_day_counts = false", EACH, YMD)));
}

/// Steps of which no two mean the same.
fn different() -> Vec<String> {
    let mut all: Vec<String> = [
        "from = 'attribute:begun', to = 'cutoff'",
        "from = 'attribute:ended', to = 'cutoff'",
        "from = 'attribute:begun', to = 'attribute:ended'",
        "from = 'attribute:begun', to = 'cutoff', begin = 'year'",
        "from = 'attribute:begun', to = 'cutoff', after = 'zero'",
        "from = 'attribute:begun', to = 'cutoff', end_day_counts = true",
    ]
    .iter()
    .map(|parameters| span(parameters))
    .collect();
    let overlaps = [
        "{ overlap = 'each' }",
        "{ overlap = { order = ['甲', '乙'] } }",
        "{ overlap = { order = ['乙', '甲'] } }",
        "{ overlap = { gap = '一', order = ['乙', '甲'] } }",
        "{ unbroken = { at_least = '1 year', per = 'all' } }, { overlap = 'each' }",
        "{ unbroken = { at_least = '1 year', per = 'label' } }, { overlap = 'each' }",
        "{ unbroken = { at_least = '1 year', per = { gap = '一' } } }, { overlap = 'each' }",
        "{ unbroken = { at_least = '12 months', per = 'all' } }, { overlap = 'each' }",
    ];
    all.extend(overlaps.iter().map(|overlap| spans(LABELS, overlap, YMD)));
    let labels = [
        "",
        "end_day_counts = true",
        "label = ['other']",
        "label = ['kind']",
        "label = ['kind', 'area']",
        "label = ['area', 'kind']",
        "label = [{ label = '高', where = { field = 'area', in = ['甲'] } }]",
        "label = [{ label = '低', where = { field = 'area', in = ['甲'] } }]",
    ];
    all.extend(labels.iter().map(|labels| spans(labels, EACH, YMD)));
    all.push(spans("", "{ overlap = 'once' }", YMD));
    all.push(spans("", "{ overlap = { gap = '一' } }", YMD));
    let measures = [
        "unit = 'month', rest = 'up', add = 'ymd'",
        "unit = '2 years', rest = 'up', add = 'ymd'",
        "unit = 'day', add = 'days'",
        "unit = 'year', rest = 'up', add = 'each'",
        "unit = 'year', rest = 'down', add = 'ymd'",
        "unit = 'year', rest = 'half_up', add = 'ymd'",
        "unit = 'year', rest = 'two_step', add = 'ymd'",
        "unit = 'year', rest = 'two_step_half_up', add = 'ymd'",
        "unit = 'year', rest = { gap = '一' }, add = 'ymd'",
        "unit = 'year', rest = { gap = '一', between = ['up', 'down'] }, add = 'ymd'",
        "unit = 'year', rest = [{ at = '6 months', counts = '0.5' }], add = 'ymd'",
        "unit = 'year', rest = [{ above = '6 months', counts = '0.5' }], add = 'ymd'",
        "unit = 'year', rest = [{ above = '0 days', counts = '0.5' }], add = 'ymd'",
        "unit = 'year', rest = [{ at = '6 months', counts = { gap = '一' } }], add = 'ymd'",
        "unit = 'year', rest = 'up', add = 'ymd', whole_times = { '甲' = '2' }",
        "unit = 'year', rest = 'up', add = 'ymd', whole_times = { '乙' = '2' }",
        "unit = 'year', rest = 'up', add = 'ymd', whole_times = { '甲' = '3' }",
    ];
    all.extend(measures.iter().map(|measure| spans(LABELS, EACH, measure)));
    all.extend(scales());
    all
}

fn scales() -> Vec<String> {
    let per = spans(LABELS, EACH, &format!("{YMD}, per = 'label'"));
    let bands = "{ scale = [{ at = '0', each = '1' }] }";
    let mut all: Vec<String> = [
        "'甲' = '1'",
        "'乙' = '1'",
        "'甲' = '2'",
        "'甲' = [{ at = '1', gives = '1' }]",
        "'甲' = { gap = '一' }",
    ]
    .iter()
    .map(|labels| per.replace(bands, &format!("{{ scale = {{ label = {{ {labels} }} }} }}")))
    .collect();
    let first = |steps: &str| format!("{{ attribute = 'first' }}, {steps}");
    all.extend(
        ["at = '0'", "above = '0'", "above = '0', gives = '1'", "at = '0', each = { gap = '一' }"]
            .map(|band| first(&format!("{{ scale = [{{ {band} }}] }}"))),
    );
    all.extend(
        ["places = 1, mode = 'up'", "places = 2, mode = 'up'", "places = 1, mode = 'half_even'"]
            .map(|round| first(&format!("{{ scale = [{{ at = '0' }}] }}, {{ round = {{ {round} }} }}"))),
    );
    let sums =
        ["a + b", "a - b", "b - a", "a * b", "max(a, b)", "min(a, b)", "a + b * 2", "(a + b) * 2", "2 - a"];
    all.extend(sums.map(|is| format!("{{ compute = {{ is = '{is}', unit = 'points' }} }}")));
    all.push("{ compute = { is = 'a + b', unit = 'points', round = { places = 1, mode = 'up' } } }".into());
    all.push("{ compute = { is = 'a + b', unit = 'year' } }, { scale = [{ at = '0', each = '1' }] }".into());
    let set =
        |set: &str| spans("", EACH, YMD).replace("{ spans", &format!("{{ set = {{ {set} }} }}, {{ spans"));
    all.extend(
        [
            "field = 'area', to = '甲'",
            "field = 'area', to = '乙'",
            "field = 'other', to = '甲'",
            "field = 'area', to_field = 'other'",
        ]
        .map(set),
    );
    all.push(set("field = 'area', to = '甲', where = { field = 'other', in = ['乙'] }"));
    all
}

#[test]
fn every_parameter_has_its_own_text() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for steps in different() {
        if let Some(other) = seen.insert(canonical(&steps), steps.clone()) {
            panic!("one text for\n{other}\n{steps}");
        }
    }
    assert!(seen.len() > 60);
}
