//! Limits, and what steps know of values and tables that are joined.

use crate::{Row, changed, check};
use anzhi_schemes::load;

const TOKEN: &str = "{ token = { rest = '0.5', date = 'date' } }";
const SUM: &str = "{ sum = {} }";

const LIMITS: &[Row<'_>] = &[
    // On rows it is said within what.
    (TOKEN, "{ limit = { to = '20' } }", &[("toml-missing-key", "{ limit", "per")]),
    (TOKEN, "{ limit = { per = 'all' } }", &[("toml-missing-key", "{ limit", "to")]),
    (TOKEN, "{ limit = { per = 'al', to = '20' } }", &[("scheme-unknown-name", "{ limit", "all")]),
    (TOKEN, "{ limit = { per = 'all', to = 20 } }", &[("toml-wrong-type", "{ limit", "TextOrGap")]),
    (TOKEN, "{ limit = { per = 'all', to = '-1' } }", &[OUT_OF_BOUNDS]),
    (TOKEN, "{ limit = { per = 'class', to = '20' } }", &[("toml-wrong-type", "{ limit", "Table")]),
    (TOKEN, "{ limit = { per = 'class', to = {} } }", &[("scheme-nothing-listed", "{ limit", "")]),
    (
        TOKEN,
        "{ limit = { per = 'class', to = { '大攻' = '20' } } }",
        &[("scheme-unknown-name", "{ limit", "大功")],
    ),
    (TOKEN, "{ limit = { per = 'class', to = { '大功' = '-1' } } }", &[OUT_OF_BOUNDS]),
    (
        TOKEN,
        "{ limit = { per = 'all', by = 'best', to = { '大功' = '20' } } }",
        &[("scheme-unknown-name", "{ limit", "")],
    ),
    (
        TOKEN,
        "{ limit = { per = 'class', by = 'best_class', to = { '大功' = '20' } } }",
        &[("toml-unknown-key", "{ limit", "")],
    ),
    (
        TOKEN,
        "{ limit = { per = 'all', by = 'best_class', to = '20' } }",
        &[("toml-wrong-type", "{ limit", "Table")],
    ),
    // The next class: what holds at the top has to be said, and only there.
    (TOKEN, "{ limit = { per = 'class', to = 'next_class' } }", &[("toml-missing-key", "{ limit", "top")]),
    (
        TOKEN,
        "{ limit = { per = 'class', to = 'next_clas', top = 'none' } }",
        &[("scheme-unknown-name", "{ limit", "next_class"), ("toml-unknown-key", "{ limit", "to")],
    ),
    (
        TOKEN,
        "{ limit = { per = 'class', to = 'next_class', top = 'nome' } }",
        &[("scheme-unknown-name", "{ limit", "none")],
    ),
    (TOKEN, "{ limit = { per = 'all', to = '20', top = 'none' } }", &[("toml-unknown-key", "{ limit", "to")]),
    // On points nothing is said of rows.
    (SUM, "{ sum = {} }, { limit = {} }", &[("toml-missing-key", "{ sum", "to")]),
    (SUM, "{ sum = {} }, { limit = { per = 'all', to = '6' } }", &[("toml-unknown-key", "{ sum", "")]),
    (
        SUM,
        "{ sum = {} }, { limit = { to = '6', at_least = '7' } }",
        &[("scheme-bands-not-rising", "{ sum", "")],
    ),
    (SUM, "{ sum = {} }, { limit = { to = '-1' } }", &[("toml-out-of-bounds", "{ sum", "0 9223372036854")]),
    (
        "  { classify",
        "  { limit = { per = 'all', to = '6' } },\n  { classify",
        &[("scheme-not-composed", "{ limit", "")],
    ),
];

const OUT_OF_BOUNDS: (&str, &str, &str) = ("toml-out-of-bounds", "{ limit", "0 9223372036854");

#[test]
fn limits() {
    check(LIMITS);
    for sound in [
        "{ limit = { per = 'all', to = { gap = '未载' } } }",
        "{ limit = { per = 'class', to = { '小功' = { gap = '未载' } } } }",
        "{ limit = { per = 'all', by = 'best_class', to = { '小功' = '20', '大功' = '30' } } }",
        "{ limit = { per = 'class', to = 'next_class', top = { gap = '未载' } } }",
        "{ limit = { per = 'all', to = 'next_class', top = '50' } }",
    ] {
        assert!(load(&changed(TOKEN, sound)).is_ok(), "{sound}");
    }
    for sound in ["{ to = { gap = '未载' } }", "{ at_least = '-5' }", "{ at_least = '0', to = '0' }"] {
        assert!(load(&changed(SUM, &format!("{{ sum = {{}} }}, {{ limit = {sound} }}"))).is_ok(), "{sound}");
    }
}

/// The least scheme with values in front of its items, and the steps of the awards.
fn with_values(values: &[(&str, &str)], steps: &str) -> String {
    let values: String =
        values.iter().map(|(id, steps)| format!("[[values]]\nid = '{id}'\nsteps = [{steps}]\n\n")).collect();
    let (head, rest) = crate::LEAST.split_once("[[items]]").unwrap();
    let (items, awards) = rest.split_once("  { rows = { table = 'award' } },").unwrap();
    let (_, tail) = awards.split_once("\n]\n").unwrap();
    format!("{head}{values}[[items]]{items}{steps}\n]\n{tail}")
}

/// The codes of the faults and how their lines begin.
fn refused(values: &[(&str, &str)], steps: &str) -> Vec<(&'static str, String)> {
    let text = with_values(values, steps);
    let line = |at: u32| text.lines().nth(at as usize - 1).unwrap().trim_start().chars().take(12).collect();
    match load(&text) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(|fault| (fault.kind.code(), line(fault.line))).collect(),
    }
}

const CLASSED: &str = "{ rows = { table = 'award' } }, { classify = { ladder = 'merit', field = 'class' } }";
const NEXT: &str =
    "{ use = ['a', 'b'] },\n{ limit = { per = 'class', to = 'next_class', top = 'none' } }, { sum = {} }";

#[test]
fn a_limit_by_the_next_class_needs_one_price_of_all_rows() {
    let priced = &format!("{CLASSED}, {{ price = {{ '小功' = '1', '大功' = '3' }} }}");
    let listed = &format!("{CLASSED}, {{ price = {{ '小功' = ['1', '2'], '大功' = '3' }} }}");
    let part = |flag| {
        let when = format!("{{ field = 'collective', is = {flag} }}");
        format!("{{ use = ['all'] }}, {{ keep = {{ where = {when}, because = '另计' }} }}")
    };
    let (a, b) = (&part(true), &part(false));
    assert_eq!(refused(&[("all", priced), ("a", a), ("b", b)], NEXT), []);
    // Two steps that price, be it the same: which one is meant.
    let limit = [("scheme-not-composed", "{ limit = { ".to_owned())];
    assert_eq!(refused(&[("a", priced), ("b", priced)], NEXT), limit);
    assert_eq!(refused(&[("all", listed), ("a", a), ("b", b)], NEXT), limit);
    // Totals are remembered through values.
    let once = "{ use = ['all'] },\n{ once_per = { field = 'cause', keep = ['points'] } }, { sum = {} }";
    assert_eq!(refused(&[("all", listed)], once), [("scheme-not-composed", "{ once_per =".to_owned())]);
    assert_eq!(refused(&[("all", priced)], once), []);
}

#[test]
fn rows_of_several_tables_and_values() {
    for (steps, code) in [
        ("{ rows = { table = ['award', 'award'] } }", "scheme-doubled-name"),
        ("{ rows = { table = ['award', 'awrd'] } }", "scheme-unknown-name"),
        ("{ rows = { table = [] } }", "scheme-nothing-listed"),
        ("{ use = ['rows', 'rows'] }", "scheme-doubled-name"),
        ("{ use = ['rows', 'classed'] }", "scheme-not-composed"),
        ("{ use = ['rows', 'row'] }", "scheme-unknown-name"),
        ("{ use = [] }", "scheme-nothing-listed"),
    ] {
        let values = [("rows", "{ rows = { table = 'award' } }"), ("classed", CLASSED)];
        let price = "{ price = { '小功' = '1', '大功' = '3' } }, { sum = {} }";
        let steps = format!("{steps},\n{{ classify = {{ ladder = 'merit', field = 'class' }} }}, {price}");
        let found: Vec<_> = refused(&values, &steps).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, [code], "{steps}");
    }
}
