//! Choices of ways: what must be the same in all of them, and what is known behind them.

use crate::{LEAST, Row, changed, check};
use anzhi_schemes::load;

const SUM: &str = "{ sum = {} }";
const PRICE: &str = "{ price = { '小功' = '1', '大功' = '3' } }";
const TOKEN: &str = "{ token = { rest = '0.5', date = 'date' } },";
const YEARS: &str =
    "{ span = { from = 'attribute:enlisted', to = 'cutoff' } }, { measure = { unit = 'year', rest = 'up' } }";
const CLASSED: &str = "{ rows = { table = 'award' } }, { classify = { ladder = 'merit', field = 'class' } }";
const TIMES: &str = "{ rows = { table = 'posting' } }";

const FORM: &[Row<'_>] = &[
    (
        SUM,
        "{ one_of = { ways = { '一' = [{ sum = {} }], '二' = [{ sum = {} }] } } }",
        &[("toml-missing-key", "{ one_of", "gap")],
    ),
    (SUM, "{ one_of = { gap = '未载' } }", &[("toml-missing-key", "{ one_of", "ways")]),
    (SUM, "{ one_of = { gap = '未载', ways = [] } }", &[("toml-wrong-type", "{ one_of", "Table")]),
    (SUM, "{ one_of = { gap = '未载', ways = {} } }", &[("scheme-few-ways", "{ one_of", "")]),
    (
        SUM,
        "{ one_of = { gap = '未载', between = ['一'], ways = { '一' = [{ sum = {} }], '二' = [{ sum = {} }] } } }",
        &[("toml-unknown-key", "{ one_of", "")],
    ),
    (
        SUM,
        "{ one_of = { gap = '未载', ways = { '一' = [{ sum = {} }], '二' = { sum = {} } } } }",
        &[("toml-wrong-type", "{ one_of", "Array")],
    ),
    (
        SUM,
        "{ one_of = { gap = '未载', ways = { '一' = [{ sum = {} }], '二' = [{ summ = {} }] } } }",
        &[("toml-unknown-key", "{ one_of", "sum")],
    ),
    // Two choices of one item need names of their own, and so do gaps of two ways.
    (
        TOKEN,
        "{ one_of = { gap = '未载', ways = { '一' = [{ best = { n = 1, per = 'all' } }], '二' = [{ best = { n = 2, per = 'all' } }] } } },\n\
         { one_of = { gap = '未载', ways = { '一' = [{ best = { n = 1, per = 'all' } }], '二' = [{ best = { n = 2, per = 'all' } }] } } },",
        &[("scheme-doubled-name", "{ one_of", "")],
    ),
    (
        TOKEN,
        "{ one_of = { gap = '未载', ways = { '一' = [{ token = { rest = { gap = '未载' } } }], '二' = [{ token = { rest = { gap = '未载' }, date = 'date' } }] } } },",
        &[("scheme-doubled-name", "{ one_of", "")],
    ),
];

#[test]
fn the_form_of_a_choice() {
    check(FORM);
    let many = |count: usize| {
        let ways: Vec<String> = (1..=count).map(|way| format!("'{way}' = [{SUM}]")).collect();
        format!("{{ one_of = {{ gap = '未载', ways = {{ {} }} }} }}", ways.join(", "))
    };
    assert!(load(&changed(SUM, &many(16))).is_ok());
    check(&[(SUM, &many(17), &[("scheme-too-many", "{ one_of", "16")])]);
}

fn ways(first: &str, second: &str) -> String {
    format!("{{ one_of = {{ gap = '未载', ways = {{ '一' = [\n{first}\n], '二' = [\n{second}\n] }} }} }}")
}

/// The least scheme with postings, a second ladder, values, and an item of these steps: its faults and how the lines
/// begin on which they stand.
fn found(values: &str, steps: &str) -> Vec<(&'static str, String)> {
    let postings = "[facts.tables.posting]\nsource = 'periods'\nkinds = ['任职']\n\n\
                    [facts.tables.posting.fields]\npost = { title = '职级', type = 'post' }\n\n[ladders]\nother = ['小功', '大功']\n";
    let item = format!(
        "{values}[[items]]\nid = 'x'\ntitle = '另项'\nclause = '另项'\nsteps = [\n{steps}\n]\n\n[exam]"
    );
    let text = LEAST.replacen("[ladders]\n", postings, 1).replacen("[exam]", &item, 1);
    let line = |at: u32| text.lines().nth(at as usize - 1).unwrap().trim_start();
    let begins = |at: u32| line(at).chars().take_while(|c| !matches!(c, '=' | '{')).collect();
    match load(&text) {
        Ok(loaded) => {
            // The second ladder is there for a few of these.
            let about =
                loaded.warnings.iter().filter(|warning| warning.kind.code() != "scheme-ladder-unused");
            about.map(|warning| (warning.kind.code(), begins(warning.line))).collect()
        }
        Err(faults) => faults.iter().map(|fault| (fault.kind.code(), line(fault.line).into())).collect(),
    }
}

/// Whether ways behind these steps are alike; where they are not, it is said at the name of the second.
fn alike(before: &str, first: &str, second: &str, behind: &str) -> bool {
    let found = found("", &format!("{before}{}{behind}", ways(first, second)));
    let differ = found
        .first()
        .is_some_and(|(code, line)| *code == "scheme-ways-differ" && line.starts_with("], '二'"));
    assert!(found.len() <= 1 && (differ || found.is_empty()), "{found:?}");
    !differ
}

#[test]
fn all_ways_give_the_same() {
    let scale = "{ scale = [{ at = '0', each = '1' }] }";
    // Points and points; points and a number; points and rows with points.
    assert!(alike(
        &format!("{YEARS}, "),
        scale,
        "{ scale = [{ at = '5', each = '1' }] }, { limit = { to = '6' } }",
        ""
    ));
    assert!(!alike("", YEARS, &format!("{YEARS}, {scale}"), ""));
    assert!(!alike(&format!("{CLASSED}, {PRICE}, "), SUM, "{ best = { n = 1, per = 'all' } }", ""));
    // Categories of one set and of two.
    let lookup = ", { lookup = { '甲级' = '2', '乙级' = '1' } }";
    assert!(alike("", "{ attribute = 'grade' }", "{ attribute = 'post' }", lookup));
    assert!(!alike("", "{ attribute = 'grade' }", "{ attribute = 'expert' }", lookup));
    // Classes of one ladder and of two; once they have points it no longer matters.
    let priced = format!(", {PRICE}, {SUM}");
    let other = CLASSED.replace("'merit'", "'other'");
    assert!(alike("", CLASSED, &format!("{CLASSED}, {{ shift = {{ by = 1, top = 'stay' }} }}"), &priced));
    assert!(!alike("", CLASSED, &other, &priced));
    let both = [CLASSED, &other].map(|classed| format!("{classed}, {PRICE}"));
    assert!(alike("", &both[0], &both[1], &format!(", {SUM}")));
    // Times with labels and without.
    let measured = format!(
        ", {{ overlap = 'each' }}, {{ measure = {{ unit = 'year', rest = 'up', add = 'ymd' }} }}, {scale}"
    );
    let [plain, labelled] = ["{ spans = {} }", "{ spans = { label = ['post'] } }"];
    assert!(alike(&format!("{TIMES}, "), plain, "{ spans = { end_day_counts = true } }", &measured));
    assert!(!alike(&format!("{TIMES}, "), plain, labelled, &measured));
    // Rows of two sources, even where nothing but points is left of them.
    let years = format!("{TIMES}, {plain}{measured}");
    assert!(alike("", &format!("{YEARS}, {scale}"), &years, ""));
    assert!(!alike("", &format!("{CLASSED}, {PRICE}, {SUM}"), &years, ""));
}

#[test]
fn what_does_not_fit_in_a_way_is_named_at_its_step() {
    let two = |second: &str| found("", &format!("{CLASSED}, {PRICE},\n{}", ways(SUM, second)));
    assert_eq!(two(&format!("{SUM},\n{PRICE}")), [("scheme-not-composed", PRICE.to_owned())]);
    assert_eq!(two("{ sum = {} }, { limit = { to = 6 } }")[0].0, "toml-wrong-type");
    // Behind a faulty step nothing is held against what is not known.
    let lost = found("", &format!("{CLASSED}, {{ price = {{ '小功' = '1' }} }},\n{}", ways(SUM, SUM)));
    assert_eq!(lost.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["scheme-missing-price"]);
}

#[test]
fn what_is_known_behind_all_ways() {
    let best = "{ best = { n = 2, per = 'all' } }";
    let next = "{ limit = { per = 'class', to = 'next_class', top = 'none' } }";
    let within = |first: &str, second: &str, behind: &str| {
        found("", &format!("{CLASSED}, {}, {behind}", ways(first, second)))
    };
    // The price step must be one.
    assert_eq!(found("", &format!("{CLASSED}, {PRICE}, {},\n{next}, {SUM}", ways(best, next))), []);
    let not_composed = |line: &str| [("scheme-not-composed", line.to_owned())];
    let double = "{ price = { '小功' = '2', '大功' = '6' } }";
    assert_eq!(within(PRICE, double, &format!("\n{next}, {SUM}")), not_composed(&format!("{next}, {SUM}")));
    // A list of totals in one of the ways.
    let totals = "{ price = { '小功' = ['1', '2'], '大功' = '3' } }";
    assert_eq!(within(PRICE, totals, &format!("\n{best}, {SUM}")), not_composed(&format!("{best}, {SUM}")));
    // Times that may share days in one of the ways.
    let spans = "{ spans = {} }";
    let measure =
        "{ measure = { unit = 'year', rest = 'up', add = 'ymd' } }, { scale = [{ at = '0', each = '1' }] }";
    let settled = |first: &str| {
        found(
            "",
            &format!("{TIMES}, {},\n{measure}", ways(first, &format!("{spans}, {{ overlap = 'once' }}"))),
        )
    };
    assert_eq!(settled(spans), not_composed(measure));
    let other = found(
        "",
        &format!("{TIMES}, {},\n{measure}", ways(&format!("{spans}, {{ overlap = 'once' }}"), spans)),
    );
    assert_eq!(other, not_composed(measure));
    assert_eq!(settled(&format!("{spans}, {{ overlap = 'each' }}")), []);
}

#[test]
fn a_rounding_stands_behind_the_way_or_behind_all() {
    let fine = "{ scale = [{ at = '0', each = '0.333333' }] }";
    let coarse = "{ scale = [{ at = '0', each = '0.5' }] }";
    let round = "{ round = { places = 1, mode = 'half_up' } }";
    let value = "[[values]]\nid = 'share'\nsteps = [{ compute = { is = '0.1 * years', unit = 'year' } }]\n";
    let years = format!("[[values]]\nid = 'years'\nsteps = [{YEARS}]\n{value}");
    let steps = |first: &str, behind: &str| {
        found(&years, &format!("{{ use = ['share'] }},\n{}{behind}", ways(first, coarse)))
    };
    assert_eq!(steps(fine, &format!(", {round}")), []);
    assert_eq!(steps(&format!("{fine}, {round}"), ""), []);
    assert_eq!(steps(fine, "")[0].0, "toml-missing-key");
    let limited = steps(&format!("{fine}, {{ limit = {{ to = '6' }} }}"), &format!(", {round}"));
    assert_eq!(limited[0].0, "toml-missing-key");
}

#[test]
fn what_one_way_passes_does_not_meet_what_another_passes() {
    let cap = "{ limit = { per = 'all', to = '6' } }";
    let negative = "{ times = { factor = '-1', where = { field = 'collective', is = true } } }";
    let item = |first: &str, second: &str, behind: &str| {
        found("", &format!("{CLASSED}, {PRICE},\n{}, {behind}{SUM}", ways(first, second)))
    };
    assert_eq!(item(cap, negative, ""), []);
    let warning =
        |found: Vec<(&'static str, String)>| found.iter().map(|(code, _)| *code).collect::<Vec<_>>();
    assert_eq!(
        warning(item(cap, "{ best = { n = 1, per = 'all' } }", &format!("{negative}, "))),
        ["scheme-limit-before-deduction"]
    );
    assert_eq!(warning(item(&format!("{cap}, {negative}"), cap, "")), ["scheme-limit-before-deduction"]);
    // What is named in a way is used.
    let years = format!("[[values]]\nid = 'years'\nsteps = [{YEARS}]\n");
    let computed = |is: &str| format!("{{ compute = {{ is = '{is}', unit = 'points' }} }}");
    assert_eq!(found(&years, &ways(&computed("years"), &computed("2 * years"))), []);
}
