//! What a scheme must state, and how much of it there may be.

use crate::{LEAST, Row, changed, check, faults};
use anzhi_schemes::load;

const ROWS_OF_CLASSES: &str = "  { classify = { ladder = 'merit', rows = [
    { class = '大功', where = { field = 'class', in = ['大功'] } },
    { class = '小功', where = { field = 'class', in = ['小功'] } },
  ] } },
";

/// The rows of the classes, written otherwise, with every award coming to them.
fn classes(great: &str, small: &str) -> String {
    let text = changed(
        "  { drop = { where = { field = 'date', after = 'cutoff', blank = false }, because = '太晚' } },\n",
        "",
    );
    let text = text.replace(
        "  { keep = { where = { not = { field = 'collective', is = true } }, because = '集体' } },\n",
        "",
    );
    text.replace("where = { field = 'class', in = ['大功'] }", &format!("where = {great}"))
        .replace("where = { field = 'class', in = ['小功'] }", &format!("where = {small}"))
}

fn codes(text: &str) -> Vec<(&'static str, String)> {
    load(text)
        .err()
        .iter()
        .flatten()
        .map(|fault| (fault.kind.code(), text[fault.start..fault.end].to_owned()))
        .collect()
}

#[test]
fn every_fact_belongs_to_one_class() {
    let great = "{ field = 'class', in = ['大功'] }";
    let small = "{ field = 'class', in = ['小功'] }";
    assert_eq!(codes(&classes(great, small)), []);
    let twice = |small: &str| {
        let found = codes(&classes(great, small));
        // The place of what is missing is the list, which begins before its rows.
        assert!(found.len() == 2 && found[0].0 == "scheme-missing-price", "{found:?}");
        assert_eq!(found[1], ("scheme-class-twice", small.to_owned()));
    };
    twice(great);
    twice("{ not = { field = 'class', in = ['小功'] } }");
    twice(
        "{ all = [{ field = 'class', in = ['大功', '小功'] }, { not = { field = 'class', in = ['小功'] } }] }",
    );
    assert_eq!(codes(&classes(great, "{ not = { field = 'class', in = ['大功'] } }")), []);
    let both = "{ any = [{ field = 'class', in = ['大功'] }, { field = 'class', in = ['小功'] }] }";
    assert_eq!(codes(&classes(great, both)), [("scheme-class-twice", both.into())]);
    // Flags and kinds are told apart in the same way.
    let flag = |is: bool| format!("{{ field = 'collective', is = {is} }}");
    assert_eq!(codes(&classes(&flag(true), &flag(false))), []);
    assert_eq!(codes(&classes(&flag(true), &flag(true)))[1], ("scheme-class-twice", flag(true)));
    let kind = "{ field = 'kind', in = ['奖励'] }";
    assert_eq!(codes(&classes(kind, kind)), [("scheme-class-twice", kind.into())]);
    // Where rows look at several things, only a fact can tell.
    assert_eq!(codes(&classes(&flag(true), small)), []);
    assert_eq!(codes(&classes("{ field = 'cause', has = '大' }", "{ field = 'cause', has = '大' }")), []);
    // A row that is wrong for another reason is not missed.
    let wrong = codes(&classes("{ field = 'class', in = ['巨功'] }", small));
    assert_eq!(wrong, [("scheme-unknown-name", "'巨功'".into())]);
    check(&[(
        ROWS_OF_CLASSES,
        "  { classify = { ladder = 'merit', rows = [] } },\n",
        &[("scheme-nothing-listed", "{ classify", "")],
    )]);
}

const LISTS: &[Row<'_>] = &[
    ("in = ['大功']", "in = ['大功', '大功']", &[("scheme-doubled-name", "{ class = '大功'", "")]),
    ("in = ['大功']", "in = []", &[("scheme-nothing-listed", "{ class = '大功'", "")]),
    (
        "merit = ['小功', '大功']",
        "merit = ['小功', '大功']\nnone = []",
        &[("scheme-nothing-listed", "none", "")],
    ),
    (
        "track = ['行政', '技术']",
        "track = ['行政', '技术']\nnone = []",
        &[("scheme-nothing-listed", "none", "")],
    ),
];

#[test]
fn lists() {
    check(LISTS);
}

const TABLE: &str = "[tables.term]\nby = 'post'\nunit = 'year'\nvalues = { '甲级' = '2', '乙级' = '1' }\n\n\
                     [[items]]\nid = 'service'";
const VALUE: &str = "[[values]]\nid = 'term'\nsteps = [{ attribute = 'grade' }]\n\n[[items]]\nid = 'service'";

#[test]
fn no_name_is_given_twice() {
    let doubled: &[_] = &[("scheme-doubled-name", "id = 'term'", "")];
    let with =
        |parts: &str| changed("[[items]]\nid = 'service'", &parts.replace("id = 'service'", "id = 'term'"));
    assert_eq!(
        codes(&with(TABLE).replace("'item:awards', ", "")),
        [("scheme-doubled-name", "'term'".into())]
    );
    assert_eq!(codes(&with(VALUE)), [("scheme-doubled-name", "'term'".into())]);
    let when = "when = { attr = 'grade', in = ['甲级'] }\n";
    let people = format!("[[populations]]\nid = 'term'\ntitle = '甲'\n{when}total = 'assessment'\n\n");
    let bar = format!("[[bars]]\nid = 'term'\ntitle = '甲'\nclause = '甲'\n{when}bars = 'ranking'\n\n");
    for (one, other) in [(TABLE, &people), (VALUE, &people), (TABLE, &bar), (VALUE, &bar)] {
        let text = changed("[[items]]\nid = 'service'", one).replace("[exam]", &format!("{other}[exam]"));
        assert_eq!(codes(&text), [("scheme-doubled-name", "'term'".into())]);
    }
    check(&[("[exam]\n", &format!("{people}{bar}[exam]\n"), doubled)]);
    let item = people.replace("'term'", "'grade' # again");
    check(&[(
        "[exam]\n",
        &format!("{item}[exam]\n"),
        &[("scheme-doubled-name", "id = 'grade' # again", "")],
    )]);
}

#[test]
fn what_would_be_passed_over_is_no_key() {
    let table = TABLE.replace("unit = 'year'", "unit = 'year'\ngap = '另有规定'");
    let unknown: &[_] = &[("toml-unknown-key", "values", "")];
    check(&[("[[items]]\nid = 'service'", &table, unknown)]);
    check(&[
        (
            "{ attribute = 'post' }",
            "{ attribute = 'post', ceiling = '甲级' }",
            &[("toml-missing-key", "'行政'", "ladder")],
        ),
        (
            "by = 'track'\nset = 'post'",
            "by = 'track'\nset = 'post'\nhighest = 'merit'",
            &[
                ("toml-unknown-key", "by = 'track'", ""),
                ("scheme-missing-price", "highest", "乙级"),
                ("scheme-missing-price", "highest", "甲级"),
            ],
        ),
    ]);
}

const TEXTS: &[Row<'_>] = &[
    ("clause = '按职级'", "clause = ''", &[("toml-missing-key", "clause = ''", "clause")]),
    ("title = '职级'\n", "title = ' '\n", &[("toml-missing-key", "title = ' '", "title")]),
    ("issuer = '虚构单位'", "issuer = '　'", &[("toml-missing-key", "issuer", "issuer")]),
    ("because = '太晚'", "because = ''", &[("toml-missing-key", "{ drop", "because")]),
];

#[test]
fn every_figure_has_a_clause_and_the_scheme_a_source() {
    check(TEXTS);
    for key in ["issuer", "title", "address", "trust"] {
        let start = LEAST.find("[source]").unwrap();
        let at = start + LEAST[start..].find(&format!("\n{key} = ")).unwrap();
        let end = at + 1 + LEAST[at + 1..].find('\n').unwrap();
        let text = format!("{}{}", &LEAST[..at], &LEAST[end..]);
        assert_eq!(codes(&text), [("toml-missing-key", "[source]".into())], "{key}");
    }
}

#[test]
fn a_rounding_is_stated_where_the_figures_need_one() {
    let years = "[[values]]\nid = 'years'\nsteps = [{ span = { from = 'attribute:enlisted', to = 'cutoff' } }, \
                 { measure = { unit = 'year', rest = 'two_step' } }]\n\n[[items]]\nid = 'service'";
    let scale = "  { span = { from = 'attribute:enlisted', to = 'cutoff' } },\n  \
                 { measure = { unit = 'year', rest = 'up' } },\n  \
                 { scale = [{ at = '0', each = '0.5' }, { at = '10', gives = '6', each = '1' }] },\n";
    let with = |steps: &str| changed(scale, steps).replace("[[items]]\nid = 'service'", years);
    let missing = |step: &str| [("toml-missing-key", step.to_owned())];
    let compute = |is: &str| format!("{{ compute = {{ is = '{is}', unit = 'points' }} }}");
    // Half years, by a figure of three places and one of two: six places. By one of three more: seven.
    assert_eq!(codes(&with(&compute("0.125 * 0.25 * years"))), []);
    let long = compute("1 + 0.125 * max(0.125, 1) * years");
    assert_eq!(codes(&with(&long)), missing(&long));
    let rounded = long.replace("unit", "round = { places = 2, mode = 'half_up' }, unit");
    assert_eq!(codes(&with(&rounded)), []);
    let then = format!("{long}, {{ round = {{ places = 2, mode = 'half_up' }} }}");
    assert_eq!(codes(&with(&then)), []);
    // What is added needs no more places.
    assert_eq!(codes(&with(&compute("0.333333 + 0.125 - years"))), []);
    let scale = "{ scale = [{ at = '0', each = '0.333333' }] }";
    assert_eq!(codes(&with(&format!("{{ use = ['years'] }}, {scale}"))), missing(scale));
    let rounds = format!("{{ use = ['years'] }}, {scale}, {{ round = {{ places = 2, mode = 'down' }} }}");
    assert_eq!(codes(&with(&rounds)), []);
}

#[test]
fn a_total_with_the_exam_needs_an_exam() {
    let start = LEAST.find("[exam]").unwrap();
    let end = LEAST.find("[[ranking.groups]]").unwrap();
    let when = "when = { attr = 'grade', in = ['甲级', '乙级'] }\n";
    let people = format!("[[populations]]\nid = 'all'\ntitle = '甲'\n{when}total = 'assessment + exam'\n\n");
    let text = |exam: &str| [&LEAST[..start], exam, &people, &LEAST[end..]].concat();
    assert_eq!(codes(&text(&LEAST[start..end])), []);
    assert_eq!(codes(&text("")), [("toml-missing-key", "'assessment + exam'".into())]);
}

/// More of everything than a scheme may have is one fault, in next to no time.
#[test]
fn there_may_not_be_any_number_of_anything() {
    let many = |n: usize, part: &dyn Fn(usize) -> String| (0..n).map(part).collect::<String>();
    let value = |n| format!("[[values]]\nid = 'v{n}'\nsteps = [{{ attribute = 'grade' }}]\n");
    let ladder = |n| format!("l{n} = ['a']\n");
    let column = |n| format!("c{n} = {{ title = 't{n}', type = 'date' }}\n");
    let term = |n| format!("'t{n}', ");
    let too_many = |text: &str, most: &str| {
        let found = faults(text);
        assert_eq!((found.len(), found[0].kind.code()), (1, "scheme-too-many"), "{found:?}");
        assert_eq!(crate::detail(&found[0].kind), most);
    };
    let with = |from: &str, parts: &str| changed(from, &format!("{parts}{from}"));
    too_many(&with("[[items]]\nid = 'service'", &many(501, &value)), "500");
    too_many(&with("merit = ['小功'", &many(501, &ladder)), "500");
    let sitting = |n| format!("[[sittings]]\nid = 's{n}'\ntitle = '场次'\n");
    too_many(&with("[[sittings]]\nid = 'main'", &many(64, &sitting)), "64");
    assert!(load(&with("[[sittings]]\nid = 'main'", &many(63, &sitting))).is_ok());
    too_many(&with("class = { title", &many(501, &column)), "500");
    too_many(&with("track = ['行政'", &format!("x = [{}]\n", many(2001, &term))), "2000");
    too_many(
        &with(
            "  { sum",
            &"  { keep = { where = { field = 'date', filled = true }, because = '甲' } },\n".repeat(100),
        ),
        "100",
    );
    // A gap for each of 2000 terms, three times.
    let set = format!("x = [{}]\n", many(2000, &term));
    let table = |n| format!("[tables.t{n}]\nby = 'x'\nunit = 'year'\ngap = '未载'\n");
    let text = with("track = ['行政'", &set);
    too_many(
        &text.replace("[[items]]\nid = 'service'", &(many(3, &table) + "[[items]]\nid = 'service'")),
        "5000",
    );
}

/// Nobody mends more than a thousand faults in one go.
#[test]
fn faults_without_end_are_cut_off() {
    let term = |n| format!("'t{n}', ");
    let set = format!("x = [{}]\n", (0..2000).map(term).collect::<String>());
    let lookup = "[tables.t]\nby = 'x'\nunit = 'year'\nvalues = { 'y' = '1' }\n[[items]]\nid = 'service'";
    let text = changed("track = ['行政'", &format!("{set}track = ['行政'"))
        .replace("[[items]]\nid = 'service'", lookup);
    assert_eq!(faults(&text).len(), 1_000);
}

#[test]
fn what_is_nested_too_deep() {
    let deep = |before: &str, after: &str, n: usize| {
        changed("title = '最小办法'", &format!("title = {}{}", before.repeat(n), after.repeat(n)))
    };
    let found =
        |text: &str| faults(text).iter().map(|fault| (fault.line, fault.kind.code())).collect::<Vec<_>>();
    assert_eq!(found(&deep("[", "]", 100)), [(3, "scheme-too-deep")]);
    assert_eq!(found(&deep("[", "", 100_000)), [(3, "scheme-too-deep")]);
    assert_eq!(found(&deep("{a=", "}", 100_000)), [(3, "scheme-too-deep")]);
    assert_eq!(
        found(&deep("a.", "", 1).replace("title = a.", &format!("{}a = 1", "a.".repeat(100_000)))),
        [(3, "scheme-too-deep")]
    );
    let heading = changed("[source]", &format!("[{}a]\n[source]", "a.".repeat(100_000)));
    assert_eq!(found(&heading), [(7, "scheme-too-deep")]);
    // Conditions in conditions.
    let nested = |n: usize| {
        changed(
            "when = { attr = 'grade', in = ['甲级'] }",
            &format!("when = {}{{ attr = 'grade', in = ['甲级'] }}{}", "{ not = ".repeat(n), " }".repeat(n)),
        )
    };
    assert!(load(&nested(16)).is_ok());
    assert_eq!(codes(&nested(17)).len(), 1);
    assert_eq!(codes(&nested(17))[0].0, "scheme-too-deep");
}

#[test]
fn whole_numbers_that_no_machine_holds() {
    for n in
        ["99999999999999999999", "-99999999999999999999", "0x7fffffffffffffffffff", "9223372036854775807"]
    {
        check(&[("n = 2", &format!("n = {n}"), &[("toml-out-of-bounds", "{ best", "1 1000")])]);
    }
    let codes: Vec<_> = codes(&changed("language = 1", "language = 99999999999999999999"));
    assert_eq!(codes, [("toml-out-of-bounds", "99999999999999999999".into())]);
}
