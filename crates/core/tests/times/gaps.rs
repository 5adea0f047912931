//! What the paper leaves out of steps on times is asked only of whom it concerns.

use crate::calendar::Day;
use crate::{Posting, careers, points, postings, scheme, sheet};
use anzhi_core::points::Points;
use anzhi_core::score::Unscored;
use proptest::prelude::*;

/// What an item comes to, and whether its one gap was reached; nothing if it is reached and not filled.
fn asked(steps: &str, postings: &[Posting], fillings: &[(&str, &str)]) -> Option<(Points, bool)> {
    match sheet(&scheme("last", "", steps), postings, &[], fillings) {
        Ok(sheet) => Some((sheet.items[0].points, !sheet.gaps.is_empty())),
        Err(Unscored::Gaps(_)) => None,
        Err(Unscored::Faults(faults)) => panic!("{faults:?}"),
    }
}

const MATTER: &str = "{ scale = [{ at = '0', each = '1' }] }";

fn measured(unit: &str, rest: &str) -> String {
    format!(
        "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ label = ['area'] }} }}, {{ overlap = 'each' }}, \
         {{ measure = {{ unit = '{unit}', rest = {rest}, add = 'ymd' }} }}, {MATTER}"
    )
}

fn overlapped(spans: &str, overlap: &str) -> String {
    format!(
        "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ {spans} }} }}, {{ overlap = {overlap} }}, \
         {{ measure = {{ unit = 'day', add = 'days' }} }}, {MATTER}"
    )
}

/// The gap is open exactly if its words come to different things, and then the word that fills it counts.
fn check<T: PartialEq>(
    words: &[&str],
    key: &str,
    postings: &[Posting],
    steps: impl Fn(&str) -> String,
    gives: impl Fn(&str) -> T,
    gap: &str,
) {
    let given: Vec<T> = words.iter().map(|word| gives(word)).collect();
    let matters = given.iter().any(|other| *other != given[0]);
    assert_eq!(asked(&steps(gap), postings, &[]).is_none(), matters, "{postings:?}");
    for word in words {
        let stated = asked(&steps(&format!("'{word}'")), postings, &[]).map(|(points, _)| points);
        let found = asked(&steps(gap), postings, &[(key, word)]);
        assert_eq!(found.map(|(points, _)| points), stated, "{word} {postings:?}");
        assert_eq!(found.map(|(_, reached)| reached), Some(matters));
    }
}

proptest! {
    #[test]
    fn parts_of_a_unit(postings in careers(), months: bool, half: bool) {
        let unit = if months { "month" } else { "year" };
        let words: &[&str] = if half { &["half_up", "over_half_up"] } else { &["down", "up", "half_up", "two_step"] };
        let between: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let gap = format!("{{ gap = '未载', between = [{}] }}", between.join(", "));
        let steps = |rest: &str| measured(unit, rest);
        let gives = |word: &str| asked(&steps(&format!("'{word}'")), &postings, &[]).unwrap().0;
        check(words, "item.rest", &postings, steps, gives, &gap);
    }

    #[test]
    fn days_that_times_share(postings in postings(), end_day: bool) {
        let spans = format!("end_day_counts = {end_day}");
        let steps = |overlap: &str| overlapped(&spans, overlap);
        let times = |word: &str| {
            let scheme = scheme("last", "", &steps(&format!("'{word}'")));
            let mut times = crate::times(&sheet(&scheme, &postings, &[], &[]).unwrap().items[0], 2);
            times.sort_unstable();
            times
        };
        check(&["once", "each"], "item.overlap", &postings, steps, times, "{ gap = '未载' }");
    }
}

fn posting(from: &str, to: &str, area: usize) -> Posting {
    Posting { from: Day::parse(from), to: Day::parse(to), area }
}

#[test]
fn a_day_of_two_labels() {
    let gap = "{ gap = '未载', order = ['甲', '乙'] }";
    let steps = overlapped("label = ['area']", gap);
    let apart = [posting("2010-01-01", "2010-02-01", 0), posting("2010-03-01", "2010-04-01", 1)];
    assert_eq!(asked(&steps, &apart, &[]), Some((points("62"), false)));
    let shared = [posting("2010-01-01", "2010-02-01", 0), posting("2010-01-22", "2010-02-11", 1)];
    assert_eq!(asked(&steps, &shared, &[]), None);
    // 31 days, and 20 more of which ten are shared.
    assert_eq!(asked(&steps, &shared, &[("item.overlap", "each")]), Some((points("51"), true)));
    assert_eq!(asked(&steps, &shared, &[("item.overlap", "order")]), Some((points("41"), true)));
}

#[test]
fn what_makes_a_run() {
    let steps = format!(
        "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ label = ['area'] }} }}, \
         {{ unbroken = {{ at_least = '1 month', per = {{ gap = '未载' }} }} }}, {{ overlap = 'each' }}, \
         {{ measure = {{ unit = 'day', add = 'days' }} }}, {MATTER}"
    );
    let one = [posting("2010-01-01", "2010-02-01", 0)];
    assert_eq!(asked(&steps, &one, &[]), Some((points("31"), false)));
    let two = [posting("2010-01-01", "2010-01-16", 0), posting("2010-01-16", "2010-02-01", 1)];
    assert_eq!(asked(&steps, &two, &[]), None);
    assert_eq!(asked(&steps, &two, &[("item.unbroken", "all")]), Some((points("31"), true)));
    assert_eq!(asked(&steps, &two, &[("item.unbroken", "label")]), Some((points("0"), true)));
}

#[test]
fn figures_of_bands_and_parts() {
    let scaled = |bands: &str, length: &str, fillings: &[(&str, &str)]| {
        let scheme = scheme("last", "", &format!("{{ attribute = 'first' }}, {{ scale = {bands} }}"));
        match sheet(&scheme, &[], &[("first", length.to_owned())], fillings) {
            Ok(sheet) => Some((sheet.items[0].points, !sheet.gaps.is_empty())),
            Err(_) => None,
        }
    };
    let bands = "[{ at = '0', each = '1' }, { at = '8', gives = { gap = '未载' }, each = '0.5' }]";
    assert_eq!(scaled(bands, "7", &[]), Some((points("7"), false)));
    assert_eq!(scaled(bands, "8", &[]), None);
    assert_eq!(scaled(bands, "10", &[("item.8", "6")]), Some((points("7"), true)));
    // At its threshold a band asks for no rate: nothing lies beyond.
    let bands = "[{ at = '0', each = '1' }, { at = '8', each = { gap = '未载', id = 'beyond' } }]";
    assert_eq!(scaled(bands, "8", &[]), Some((points("8"), false)));
    assert_eq!(scaled(bands, "9", &[]), None);
    assert_eq!(scaled(bands, "9", &[("item.beyond", "2")]), Some((points("10"), true)));
    // A band behind which another begins anew counts no more.
    let bands = "[{ at = '0', each = { gap = '未载' } }, { at = '8', gives = '3' }]";
    assert_eq!(scaled(bands, "9", &[]), Some((points("3"), false)));
    // What a part counts.
    let rest = "[{ at = '6 months', counts = { gap = '未载' } }]";
    let half = [posting("2010-01-01", "2011-07-01", 0)];
    let less = [posting("2010-01-01", "2011-06-30", 0)];
    assert_eq!(asked(&measured("year", rest), &half, &[]), None);
    assert_eq!(asked(&measured("year", rest), &less, &[]), Some((points("1"), false)));
    assert_eq!(asked(&measured("year", rest), &half, &[("item.rest", "0.4")]), Some((points("1.4"), true)));
}

#[test]
fn a_rate_by_label_is_asked_of_who_was_there() {
    let steps = "{ rows = { table = 'posting' } }, { spans = { label = ['kind', 'area'] } }, { overlap = 'each' }, \
        { measure = { unit = 'year', rest = 'down', add = 'ymd', per = 'label', whole_times = { '任职/丙' = { gap = '未载', id = 'twice' } } } }, \
        { scale = { label = { '任职/甲' = '1', '任职/乙' = { gap = '未载' }, '任职/丙' = '1' } } }";
    let years = |area| [posting("2010-01-01", "2012-01-01", area)];
    assert_eq!(asked(steps, &years(0), &[]), Some((points("2"), false)));
    assert_eq!(asked(steps, &years(1), &[]), None);
    assert_eq!(asked(steps, &years(1), &[("item.任职-乙", "1.5")]), Some((points("3"), true)));
    assert_eq!(asked(steps, &years(2), &[]), None);
    assert_eq!(asked(steps, &years(2), &[("item.twice", "2")]), Some((points("4"), true)));
}
