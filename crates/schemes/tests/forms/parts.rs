//! Exam, ranking, choosing, sittings, and names that stand twice.

use crate::{LEAST, Row, check, faults};

const PARTS: &[Row<'_>] = &[
    // Every rounding is stated, with its places and mode.
    ("round = { places = 1, mode = 'half_up' }\n", "", &[("toml-missing-key", "[exam]", "round")]),
    (", mode = 'half_up'", "", &[("toml-missing-key", "round", "mode")]),
    ("places = 1, ", "", &[("toml-missing-key", "round", "places")]),
    ("mode = 'half_up'", "mode = 'half-up'", &[("scheme-unknown-name", "round", "half_up")]),
    ("['0.2', '0.4']", "['0.4', '0.2']", &[("scheme-bands-not-rising", "target_share", "")]),
    ("['0.2', '0.4']", "['0.4']", &[("scheme-bands-not-rising", "target_share", "")]),
    ("signed = 'whole'", "signed = 'hole'", &[("scheme-unknown-name", "signed", "whole")]),
    ("missing_day = 'last'", "missing_day = 'first'", &[("scheme-unknown-name", "missing_day", "")]),
    // Ties end with the lot, and only there.
    (", 'lot']", "]", &[("scheme-no-lot", "ties", "")]),
    ("['assessment', 'item:awards', 'earlier:enlisted', 'lot']", "[]", &[("scheme-no-lot", "ties", "")]),
    ("['assessment', ", "['lot', 'assessment', ", &[("scheme-unknown-name", "ties", "lot")]),
    ("['assessment', ", "['assesment', ", &[("scheme-unknown-name", "ties", "assessment")]),
    ("'item:awards'", "'item:award'", &[("scheme-unknown-name", "ties", "")]),
    ("'earlier:enlisted'", "'earlier:post'", &[("scheme-unknown-name", "ties", "")]),
    ("'earlier:enlisted'", "'sooner:enlisted'", &[("scheme-unknown-name", "ties", "")]),
    // Every event has a consequence.
    ("late = 'end_of_list'\n", "", &[("toml-missing-key", "[choosing]", "late")]),
    ("late = 'end_of_list'", "late = 'end_of_lst'", &[("scheme-unknown-name", "late", "end_of_list")]),
    // The education is an item with classes.
    ("education = 'awards'", "education = 'grade'", &[("scheme-unknown-name", "education", "")]),
    ("education = 'awards'", "education = 'award'", &[("scheme-unknown-name", "education", "")]),
    // Names that stand twice.
    ("id = 'grade'\n", "id = 'service' # again\n", &[("scheme-doubled-name", "id = 'service' # again", "")]),
    (
        "[ranking]",
        "[[ranking.groups]]\nid = 'first' # again\nwhen = { attr = 'track', in = ['行政'] }\n[ranking]",
        &[("scheme-doubled-name", "id = 'first' # again", "")],
    ),
    (
        "title = '选岗会'",
        "title = '选岗会'\n[[sittings]]\nid = 'main' # again\ntitle = '又一场'",
        &[("scheme-doubled-name", "id = 'main' # again", "")],
    ),
    // A group or sitting without its parts.
    ("when = { attr = 'grade', in = ['甲级'] }\n", "", &[("toml-missing-key", "[[ranking.groups]]", "when")]),
    ("title = '选岗会'\n", "", &[("toml-missing-key", "[[sittings]]", "title")]),
];

#[test]
fn exam_ranking_choosing_and_names() {
    check(PARTS);
}

/// The scheme without what lies between two headings, and with a line at its top.
fn without(from: &str, to: Option<&str>, top: &str) -> String {
    let start = LEAST.find(from).unwrap();
    let end = to.map_or(LEAST.len(), |to| LEAST.find(to).unwrap());
    format!("{top}\n{}{}", &LEAST[..start], &LEAST[end..])
}

#[test]
fn parts_without_which_there_is_no_scheme() {
    let found = |text: &str| -> Vec<(u32, &'static str)> {
        faults(text).iter().map(|fault| (fault.line, fault.kind.code())).collect()
    };
    let missing = (1, "toml-missing-key");
    assert_eq!(found(&without("[facts.categories]", Some("[ladders]"), "")), [missing]);
    assert_eq!(found(&without("[[sittings]]", None, "")), [missing]);
    assert_eq!(found(&without("[choosing]", Some("[[sittings]]"), "")), [missing]);
    // Lists that are there and hold nothing.
    assert_eq!(found(&without("[[sittings]]", None, "sittings = []")), [missing]);
    let nothing = without("[[items]]", Some("[exam]"), "items = []").replace("'item:awards', ", "");
    assert_eq!(found(&nothing.replace("education = 'awards'\n", "")), [missing]);
    // Items are a list.
    let one = without("[[items]]", Some("[exam]"), "items = {}").replace("'item:awards', ", "");
    assert_eq!(found(&one.replace("education = 'awards'\n", "")), [(1, "toml-wrong-type")]);
}

#[test]
fn what_may_be_left_out() {
    // Ladders, exam, groups and education: a scheme may do without.
    for (from, to) in [("[exam]", "[[ranking.groups]]"), ("[[ranking.groups]]", "[ranking]")] {
        anzhi_schemes::load(&without(from, Some(to), "")).unwrap();
    }
    anzhi_schemes::load(&LEAST.replace("education = 'awards'\n", "")).unwrap();
}
