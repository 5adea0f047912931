//! What two ways have come to is held against each other by what is alive in it, and by nothing else.

use crate::calendar::Day;
use crate::{Posting, points, scheme, sheet};
use anzhi_core::points::Points;
use anzhi_core::scheme::{Counted, ItemId};
use anzhi_core::score::{Cohort, Unscored, alone};

const ROWS: &str = "{ rows = { table = 'posting' } }";
const RATE: &str = "{ scale = [{ at = '0', each = '1' }] }";
const YEARS: &str = "{ measure = { unit = 'year', rest = 'down', add = 'ymd' } }";

fn one_of(first: &str, second: &str) -> String {
    format!("{{ one_of = {{ gap = '未载', ways = {{ '一' = [{first}], '二' = [{second}] }} }} }}")
}

fn posting(from: &str, to: &str, area: usize) -> Posting {
    Posting { from: Day::parse(from), to: Day::parse(to), area }
}

/// What an item comes to where no ruling has picked a way; nothing if one must.
fn came(steps: &str, postings: &[Posting], facts: &[(&str, String)]) -> Option<Points> {
    match sheet(&scheme("last", "", steps), postings, facts, &[]) {
        Ok(sheet) => Some(sheet.items[0].points),
        Err(Unscored::Gaps(_)) => None,
        Err(Unscored::Faults(faults)) => panic!("{faults:?}"),
    }
}

#[test]
fn what_is_put_into_a_field_is_seen_by_what_follows() {
    let set = |to: &str| format!("{{ set = {{ field = 'area', to = '{to}' }} }}");
    let behind = "{ spans = { label = ['area'] } }, { overlap = 'each' }, \
                  { measure = { unit = 'year', rest = 'down', add = 'ymd', per = 'label' } }, \
                  { scale = { label = { '甲' = '1', '乙' = '2', '丙' = '3' } } }";
    let steps = |first: &str, second: &str| format!("{ROWS}, {}, {behind}", one_of(first, second));
    let years = |area| [posting("2010-01-01", "2012-01-01", area)];
    // The second way says of 乙 what stands there anyhow.
    let nothing = "{ drop = { where = { field = 'note', has = '无' }, because = '不计' } }";
    assert_eq!(came(&steps(nothing, &set("乙")), &years(1), &[]), Some(points("4")));
    assert_eq!(came(&steps(nothing, &set("乙")), &years(0), &[]), None);
    assert_eq!(came(&steps(&set("甲"), &set("乙")), &years(2), &[]), None);
    // What was put there first and overwritten is not seen, nor a row that is gone.
    let twice = format!("{}, {}", set("甲"), set("丙"));
    assert_eq!(came(&steps(&twice, &set("丙")), &years(0), &[]), Some(points("6")));
    let gone = "{ drop = { where = { field = 'area', in = ['甲'] }, because = '不计' } }";
    let set_gone = format!("{{ set = {{ field = 'other', to = '丙' }} }}, {gone}");
    assert_eq!(came(&steps(gone, &set_gone), &years(0), &[]), Some(points("0")));
}

#[test]
fn times_in_another_order_are_the_same() {
    let value = |id: &str, area: &str| {
        format!(
            "[[values]]\nid = '{id}'\nsteps = [{{ rows = {{ table = 'posting', where = {{ field = 'area', in = ['{area}'] }} }} }}, {{ spans = {{}} }}]\n"
        )
    };
    let values = format!("{}{}", value("a", "甲"), value("b", "乙"));
    let came = |first: &str, second: &str| {
        let steps = format!("{}, {{ overlap = 'once' }}, {YEARS}, {RATE}", one_of(first, second));
        let two = [posting("2010-01-01", "2011-01-01", 0), posting("2014-01-01", "2016-01-01", 1)];
        match sheet(&scheme("last", &values, &steps), &two, &[], &[]) {
            Ok(sheet) => Some(sheet.items[0].points),
            Err(_) => None,
        }
    };
    assert_eq!(came("{ use = ['a', 'b'] }", "{ use = ['b', 'a'] }"), Some(points("3")));
    assert_eq!(came("{ use = ['a', 'b'] }", "{ use = ['b'] }"), None);
}

#[test]
fn words_are_told_apart() {
    let ways = one_of("{ attribute = 'home' }", "{ attribute = 'place' }");
    let steps = format!("{ways}, {{ lookup = {{ '甲' = '1', '乙' = '1', '丙' = '2' }} }}");
    let of = |home: &str, place: &str| came(&steps, &[], &[("home", home.into()), ("place", place.into())]);
    assert_eq!(of("丙", "丙"), Some(points("2")));
    // That both words give the same is not known before the look-up.
    assert_eq!(of("甲", "乙"), None);
}

#[test]
fn numbers_by_label_are_told_apart() {
    let per = |rest: &str| {
        format!("{{ measure = {{ unit = 'year', rest = '{rest}', add = 'ymd', per = 'label' }} }}")
    };
    let steps = format!(
        "{ROWS}, {{ spans = {{ label = ['area'] }} }}, {{ overlap = 'each' }}, {}, {{ scale = {{ label = {{ '甲' = '1' }} }} }}",
        one_of(&per("down"), &per("up"))
    );
    assert_eq!(came(&steps, &[posting("2010-01-01", "2012-01-01", 0)], &[]), Some(points("2")));
    assert_eq!(came(&steps, &[posting("2010-01-01", "2012-01-02", 0)], &[]), None);
}

/// 0.499999 is not 0.4999995, though points hold no more than six places of it; what rounds behind it sees that.
#[test]
fn what_is_not_rounded_yet_is_told_apart() {
    let values = "
[[values]]
id = 'a'
steps = [{ attribute = 'first' }]
[[values]]
id = 'half'
steps = [{ use = ['a'] }, { scale = [{ at = '0', each = '0.5' }] }]
";
    let ways = one_of(
        "{ scale = [{ at = '0', each = '0.333333' }] }",
        "{ scale = [{ at = '0', gives = '0.499999' }] }",
    );
    let steps = format!(
        "{{ compute = {{ is = 'half', unit = 'number' }} }}, {ways}, {{ round = {{ places = 6, mode = 'half_up' }} }}"
    );
    let scheme = scheme("last", values, &steps);
    let facts = [("first", "3".to_owned())];
    let ruled = |word| sheet(&scheme, &[], &facts, &[("item.one_of", word)]).unwrap().items[0].points;
    assert!(matches!(sheet(&scheme, &[], &facts, &[]), Err(Unscored::Gaps(_))));
    assert_eq!((ruled("一"), ruled("二")), (points("0.5"), points("0.499999")));
}

#[test]
fn an_item_asked_for_alone_waits_for_the_ruling_too() {
    let scheme = scheme(
        "last",
        "",
        &format!("{{ attribute = 'first' }}, {}", one_of(RATE, "{ scale = [{ at = '0', each = '2' }] }")),
    );
    let cohort = Cohort::new(&scheme, 2020, false, vec![None]);
    let of = |first: &str| {
        let dossier = crate::dossier(&scheme, &[], &[("first", first.to_owned())]);
        alone(&scheme, &cohort, &dossier, Counted::Item(ItemId(0)))
    };
    assert_eq!(of("0"), Ok(Points::ZERO));
    assert!(matches!(of("1"), Err(Unscored::Gaps(gaps)) if gaps.len() == 1));
}
