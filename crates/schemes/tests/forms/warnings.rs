//! What is worth a look in a scheme that loads: every kind, at its place, and nothing where nothing is unusual.

use crate::{LEAST, changed};
use anzhi_schemes::{load, shipped, shipped_names};

/// What is replaced (once), what by, and the warnings: code, and what stands at the place.
type Row<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

fn warned(text: &str) -> Vec<(&'static str, String)> {
    let loaded = load(text).map_err(|faults| format!("{faults:?}\n{text}")).unwrap();
    loaded.warnings.iter().map(|w| (w.kind.code(), text[w.start..w.end].to_owned())).collect()
}

fn check(base: &str, rows: &[Row<'_>]) {
    for (from, to, expected) in rows {
        assert_eq!(base.matches(from).count(), 1, "{from:?} must stand in the scheme once");
        let found = warned(&base.replacen(from, to, 1));
        let found: Vec<(&str, &str)> = found.iter().map(|(code, at)| (*code, &**at)).collect();
        assert_eq!(found, *expected, "{from:?} → {to:?}");
    }
}

const PRICE: &str = "  { price = { '小功' = '1', '大功' = '3' } },\n";
const ONCE: &str = "  { once_per = { field = 'cause', date = 'date', keep = ['points', 'earliest'] } },\n";
const TOKEN: &str = "{ token = { rest = '0.5', date = 'date' } },\n";

/// The steps after which rows have classes, twice: as a value with a `once_per`, and in an item that uses it.
fn split(value: &str, item: &str) -> String {
    let head = "[[values]]\nid = 'kept'\nsteps = [\n  { rows = { table = 'award' } },\n  \
                { classify = { ladder = 'merit', field = 'class' } },\n";
    let from = LEAST.find("  { rows = { table = 'award' } },").unwrap();
    let end = LEAST.find("[exam]").unwrap();
    let before = LEAST.find("[[items]]").unwrap();
    let value = format!("{head}{value}]\n\n");
    let item = format!("  {{ use = ['kept'] }},\n{item}  {{ sum = {{}} }},\n]\n\n");
    [&LEAST[..before], &value, &LEAST[before..from], &item, &LEAST[end..]].concat()
}

#[test]
fn nothing_is_unusual_in_the_usual_order() {
    assert_eq!(warned(LEAST), []);
    assert_eq!(warned(&split(&format!("{PRICE}{ONCE}"), "")), []);
}

#[test]
fn shipped_schemes_say_what_they_mean() {
    for name in shipped_names() {
        let found = warned(shipped(name).unwrap());
        assert!(found.iter().all(|(code, _)| *code == "scheme-depends-on-top-mark"), "{name}: {found:?}");
    }
}

#[test]
fn once_per_before_price() {
    let late = "  { once_per = { field = 'cause', keep = ['class'] } },\n";
    let expected = ("scheme-once-per-before-price", "once_per".into());
    let base = changed(&format!("{PRICE}{ONCE}"), &format!("{late}{PRICE}"));
    assert_eq!(warned(&base), std::slice::from_ref(&expected));
    // The price may stand in another pipeline.
    assert_eq!(warned(&split(late, PRICE)), [expected]);
    // Or behind several values of which one has left rows out.
    let other = "[[values]]\nid = 'other'\nsteps = [\n  { rows = { table = 'award' } },\n  \
                 { classify = { ladder = 'merit', field = 'class' } },\n]\n\n[[values]]\nid = 'kept'";
    let joined = split(late, PRICE)
        .replace("[[values]]\nid = 'kept'", other)
        .replace("{ use = ['kept'] }", "{ use = ['other', 'kept'] }");
    assert_eq!(warned(&joined), [("scheme-once-per-before-price", "once_per".into())]);
    // Where no price comes, the class is all that there is.
    let classes = split(late, PRICE).replace("  { use = ['kept'] },\n", "  { use = ['all'] },\n");
    let all = "[[values]]\nid = 'all'\nsteps = [\n  { rows = { table = 'award' } },\n  \
               { classify = { ladder = 'merit', field = 'class' } },\n]\n\n[[items]]\nid = 'service'";
    let classes = classes
        .replace("[[items]]\nid = 'service'", all)
        .replace("title = '职级'\n", "title = '职级'\nwhen = { value = 'kept', has_class = ['大功'] }\n");
    assert_eq!(warned(&classes), []);
}

#[test]
fn limit_before_a_deduction() {
    let cap = "{ limit = { per = 'all', to = '5' } },\n";
    let found = ("scheme-limit-before-deduction", "limit");
    let with = |after: &str| format!("{TOKEN}  {cap}  {after},\n");
    check(
        LEAST,
        &[
            (
                TOKEN,
                &with("{ times = { factor = '-1', where = { field = 'collective', is = true } } }"),
                &[found, ("scheme-forged-after-once-per", "times")],
            ),
            (TOKEN, &with("{ times = { factor = '-0.5' } }"), &[found]),
            (TOKEN, &with("{ times = { factor = '0.5' } }"), &[]),
            // What takes points away passes a limit of rows unchanged.
            ("'大功' = '3' } },\n", &format!("'大功' = '-3' }} }},\n  {cap}"), &[found]),
            // A limit of the sum holds for all of it; one from below is none.
            ("'大功' = '3' } },\n", "'大功' = '-3' } },\n", &[]),
            ("  { sum = {} },\n", "  { sum = {} },\n  { limit = { to = '5' } },\n", &[]),
        ],
    );
    let text = LEAST.replace("'大功' = '3' } },\n", "'大功' = '-3' } },\n");
    check(&text, &[("  { sum = {} },\n", "  { sum = {} },\n  { limit = { at_least = '0' } },\n", &[])]);
}

/// The item of awards as values `plus` and `minus`, and how they are put together.
fn plus_and_minus(limit: &str, together: &str) -> String {
    let value = |id: &str, price: &str, more: &str| {
        format!(
            "[[values]]\nid = '{id}'\nsteps = [\n  {{ rows = {{ table = 'award' }} }},\n  \
             {{ classify = {{ ladder = 'merit', field = 'class' }} }},\n  \
             {{ price = {{ '小功' = '{price}', '大功' = '{price}' }} }},\n{more}]\n\n"
        )
    };
    let before = LEAST.find("[[items]]").unwrap();
    let from = LEAST.find("  { rows = { table = 'award' } },").unwrap();
    let end = LEAST.find("[exam]").unwrap();
    let values = value("plus", "2", limit)
        + &value("minus", "-1", &limit.replace("  { limit = { to = '5' } },\n", ""));
    [&LEAST[..before], &values, &LEAST[before..from], together, "]\n\n", &LEAST[end..]].concat()
}

#[test]
fn limit_before_joined_deductions() {
    let found = ("scheme-limit-before-deduction", "limit".to_owned());
    let sum = "  { sum = {} },\n  { limit = { to = '5' } },\n";
    let text = plus_and_minus(sum, "  { use = ['plus', 'minus'] },\n");
    let text = text.replace("education = 'awards'\n", "");
    assert_eq!(warned(&text), std::slice::from_ref(&found));
    let computed =
        text.replace("{ use = ['plus', 'minus'] }", "{ compute = { is = 'plus - minus', unit = 'points' } }");
    assert_eq!(warned(&computed), std::slice::from_ref(&found));
    let added =
        text.replace("{ use = ['plus', 'minus'] }", "{ compute = { is = 'plus + minus', unit = 'points' } }");
    assert_eq!(warned(&added), []);
    // Rows of two values.
    let rows = plus_and_minus("", "  { use = ['plus', 'minus'] },\n  { sum = {} },\n");
    assert_eq!(warned(&rows), []);
    let capped = rows.replacen(
        "'大功' = '2' } },\n",
        "'大功' = '2' } },\n  { limit = { per = 'all', to = '5' } },\n",
        1,
    );
    assert_eq!(warned(&capped), [found]);
}

#[test]
fn forged_facts_after_once_per() {
    let with = |step: &str| format!("{ONCE}  {step},\n");
    let found = |step| [("scheme-forged-after-once-per", step)];
    let out = "where = { field = 'collective', is = true }, because = '不实'";
    check(
        LEAST,
        &[
            (ONCE, &with(&format!("{{ drop = {{ {out} }} }}")), &found("drop")),
            (ONCE, &with(&format!("{{ keep = {{ {out} }} }}")), &found("keep")),
            (
                ONCE,
                &with("{ times = { factor = '0', where = { field = 'collective', is = true } } }"),
                &found("times"),
            ),
            (
                ONCE,
                &with(
                    "{ times = { factor = { gap = '未载' }, where = { field = 'collective', is = true } } }",
                ),
                &found("times"),
            ),
            // What is counted double is no forgery; and what holds for all drives out none.
            (ONCE, &with("{ times = { factor = '2', where = { field = 'collective', is = true } } }"), &[]),
            (ONCE, &with("{ times = { factor = '0.5' } }"), &[]),
            (PRICE, &format!("{PRICE}  {{ drop = {{ {out} }} }},\n"), &[]),
        ],
    );
    // By kind and class rows are only told apart.
    let kinds = "{ any = [{ field = 'kind', in = ['奖励'] }, { field = 'class', in = ['大功'] }] }";
    check(LEAST, &[(ONCE, &with(&format!("{{ keep = {{ where = {kinds}, because = '另计' }} }}")), &[])]);
    let used = split(&format!("{PRICE}{ONCE}"), &format!("  {{ drop = {{ {out} }} }},\n"));
    assert_eq!(warned(&used), [("scheme-forged-after-once-per", "drop".into())]);
}

#[test]
fn bars_after_once_per() {
    let bar = |when: &str| {
        let bar = format!(
            "[[bars]]\nid = 'out'\ntitle = '不计'\nclause = '不计'\nwhen = {when}\nbars = 'ranking'\n\n"
        );
        split(&format!("{PRICE}{ONCE}"), "").replace("[exam]", &(bar + "[exam]"))
    };
    let found = [("scheme-bar-after-once-per", "'kept'".to_owned())];
    assert_eq!(warned(&bar("{ value = 'kept', has_class = ['大功'] }")), found);
    assert_eq!(warned(&bar("{ not = { value = 'kept', rows_at_least = 2 } }")), found);
    let before = bar("{ value = 'kept', rows_at_least = 2 }").replace(ONCE, "");
    assert_eq!(warned(&before), []);
    // An item may well be open for what is left.
    let item = split(&format!("{PRICE}{ONCE}"), "");
    let when = "title = '职级'\nwhen = { value = 'kept', has_class = ['大功'] }\n";
    assert_eq!(warned(&item.replace("title = '职级'\n", when)), []);
}

#[test]
fn values_and_ladders_that_nothing_names() {
    let value = "[[values]]\nid = 'years'\nsteps = [{ span = { from = 'attribute:enlisted', to = 'cutoff' } }, \
                 { measure = { unit = 'year', rest = 'down' } }]\n\n[[items]]\nid = 'service'\n";
    let text = changed("[[items]]\nid = 'service'\n", value);
    assert_eq!(warned(&text), [("scheme-value-unused", "'years'".into())]);
    for (from, to) in [
        ("'item:awards'", "'value:years'"),
        ("title = '军龄'\n", "title = '军龄'\nwhen = { value = 'years', at_least = '1' }\n"),
    ] {
        assert_eq!(warned(&text.replacen(from, to, 1)), []);
    }
    let ladder = changed("[ladders]\n", "[ladders]\ngrades = ['乙级', '甲级']\n");
    assert_eq!(warned(&ladder), [("scheme-ladder-unused", "grades".into())]);
    for (from, to) in [
        ("'item:awards'", "'higher:post:grades'"),
        (
            "title = '军龄'\n",
            "title = '军龄'\nwhen = { attr = 'post', at_least = '甲级', ladder = 'grades' }\n",
        ),
        ("by = 'track'\n", "by = 'track'\nladder = 'grades'\n"),
    ] {
        assert_eq!(warned(&ladder.replacen(from, to, 1)), [], "{to}");
    }
}

#[test]
fn marks_converted_against_the_top_mark() {
    let found: &[(&str, &str)] = &[("scheme-depends-on-top-mark", "'top'")];
    check(
        LEAST,
        &[
            ("decimals = 1\n", "decimals = 1\nconvert = 'top'\n", found),
            ("decimals = 1\n", "decimals = 1\nconvert = 'hundred'\n", &[]),
        ],
    );
}
