//! The canonical writing: every parameter has one, and what says nothing new writes nothing.

use crate::{CLASSED, priced, scheme};
use std::collections::BTreeSet;

/// The canonical text of a step between prices and their sum.
fn step(step: &str) -> String {
    let text = scheme(&[], &format!("{}, {{ {step} }}, {{ sum = {{}} }}", priced(["1", "2", "3", "4"])));
    between(&text.scoring.canonical(), "(class \"一等功\" 4)) ", " (sum")
}

/// The canonical text of a step on classes.
fn classed(step: &str) -> String {
    let price = "{ price = { '嘉奖' = '1', '三等功' = '2', '二等功' = '3', '一等功' = '4' } }";
    let text = scheme(&[], &format!("{CLASSED}, {{ {step} }}, {price}, {{ sum = {{}} }}"));
    between(&text.scoring.canonical(), "(class \"一等功\" (in class \"一等功\"))) ", " (price")
}

fn between(text: &str, from: &str, to: &str) -> String {
    let (_, behind) = text.split_once(from).unwrap_or_else(|| panic!("{from} in {text}"));
    behind.split_once(to).unwrap().0.to_owned()
}

#[test]
fn steps_on_points() {
    for (form, text) in [
        (
            "once_per = { field = 'cause', date = 'date', keep = ['points', 'earliest'] }",
            "(once_per cause points earliest date)",
        ),
        ("once_per = { field = 'cause', keep = ['class'] }", "(once_per cause class)"),
        (
            "once_per = { field = 'cause', keep = [{ prefer = { field = 'wartime', is = true } }, 'magnitude'], \
             where = { field = 'wartime', is = false } }",
            "(once_per cause (prefer (is wartime true)) magnitude (where (is wartime false)))",
        ),
        ("best = { n = 2, per = 'all' }", "(best 2 all)"),
        ("best = { n = 2, per = 'all', by = 'points' }", "(best 2 all)"),
        ("best = { n = 2, per = 'class', by = 'magnitude' }", "(best 2 class magnitude)"),
        ("token = { rest = '0.5' }", "(token 0.5)"),
        ("token = { rest = '0.5', date = 'date' }", "(token 0.5 earliest date)"),
        ("token = { rest = { gap = '缺' } }", "(token gap)"),
        ("times = { factor = '0.5' }", "(times 0.5)"),
        (
            "times = { factor = '2', where = { field = 'wartime', is = true } }",
            "(times 2 (where (is wartime true)))",
        ),
        ("limit = { per = 'all', to = '20' }", "(limit all 20)"),
        ("limit = { per = 'class', to = { '三等功' = '20' } }", "(limit per-class (class \"三等功\" 20))"),
        (
            "limit = { per = 'all', by = 'best_class', to = { '三等功' = '20', '一等功' = { gap = '缺' } } }",
            "(limit best-class (class \"三等功\" 20) (class \"一等功\" gap))",
        ),
        ("limit = { per = 'class', to = 'next_class', top = 'none' }", "(limit per-class next-class none)"),
        ("limit = { per = 'all', to = 'next_class', top = '50' }", "(limit best-class next-class 50)"),
    ] {
        assert_eq!(step(form), text, "{form}");
    }
}

#[test]
fn limits_on_points() {
    let limits = "{ limit = { to = '6' } }, { limit = { at_least = '-2', to = '7' } }";
    let scheme = scheme(&[], &format!("{}, {{ sum = {{}} }}, {limits}", priced(["1", "2", "3", "4"])));
    let text = scheme.scoring.canonical();
    assert!(text.contains("(sum) (limit (at-most 6)) (limit (at-least -2) (at-most 7)))"), "{text}");
}

#[test]
fn steps_on_classes() {
    let forms = [
        ("shift = { by = 1, top = 'stay' }", "(shift 1 stay)"),
        ("shift = { by = 2, top = 'fault' }", "(shift 2 fault)"),
        ("shift = { by = 1, top = '二等功' }", "(shift 1 \"二等功\")"),
        ("shift = { by = 1, top = { gap = '缺' } }", "(shift 1 gap)"),
        ("shift = { by = -1 }", "(shift -1)"),
        ("shift = { by = -1, bottom = 'fault' }", "(shift -1)"),
        ("shift = { by = -1, bottom = 'stay' }", "(shift -1 stay)"),
        (
            "shift = { by = 1, where = { field = 'wartime', is = true }, top = 'stay' }",
            "(shift 1 stay (where (is wartime true)))",
        ),
        ("once_per = { field = 'cause', keep = ['class'] }", "(once_per cause class)"),
    ];
    for (form, text) in forms {
        assert_eq!(classed(form), text, "{form}");
    }
    let digests: BTreeSet<&str> = forms.iter().map(|(_, text)| *text).collect();
    assert_eq!(digests.len(), forms.len() - 1); // the bottom's default says nothing
}

#[test]
fn totals_and_single_prices_are_written_apart() {
    let text = |prices| scheme(&[], &format!("{}, {{ sum = {{}} }}", priced(prices))).scoring.canonical();
    let totals = text(["1", "['4', '7', { gap = '缺' }]", "['3']", "4"]);
    assert!(totals.contains("(class \"三等功\" (totals 4 7 gap)) (class \"二等功\" (totals 3))"), "{totals}");
    assert!(text(["1", "4", "3", "4"]).contains("(class \"三等功\" 4) (class \"二等功\" 3)"));
}
