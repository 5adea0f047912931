//! `overlap`: whose a day is that several postings share.

use crate::calendar::Day;
use crate::{AREAS, Posting, counted, fault, line, points, postings, times};
use anzhi_core::fault::FaultKind;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn steps(spans: &str, overlap: &str) -> String {
    format!(
        "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ {spans} }} }}, {{ overlap = {overlap} }}, \
         {{ measure = {{ unit = 'day', add = 'days' }} }}, {{ scale = [{{ at = '0', each = '1' }}] }}"
    )
}

/// Every day of these postings. Where one begins on the day after the last day of another as written (30 June, 1 July),
/// nothing lies between them.
fn days(postings: &[&Posting], end_day: bool) -> BTreeSet<Day> {
    let times: Vec<(Day, Day)> = postings.iter().filter_map(|posting| counted(posting, end_day)).collect();
    let mut days: BTreeSet<Day> = times.iter().flat_map(|(from, until)| from.until(*until)).collect();
    for (from, until) in &times {
        let last = if end_day { continue } else { *until };
        if times.iter().any(|(other, _)| *other == last.next() && other > from) {
            days.insert(last);
        }
    }
    days
}

/// Days without a break, from the first until the first that is no longer among them.
fn stretches(days: &BTreeSet<Day>) -> Vec<(Day, Day)> {
    let mut found: Vec<(Day, Day)> = Vec::new();
    for day in days {
        match found.last_mut().filter(|(_, until)| until == day) {
            Some((_, until)) => *until = day.next(),
            None => found.push((*day, day.next())),
        }
    }
    found
}

proptest! {
    #[test]
    fn once_is_every_day_once(postings in postings(), end_day: bool) {
        let spans = if end_day { "end_day_counts = true" } else { "" };
        let line = line(&steps(spans, "'once'"), &postings).unwrap();
        let days = days(&postings.iter().collect::<Vec<_>>(), end_day);
        let found: Vec<(Day, Day)> = times(&line, 2).iter().map(|(from, until, _)| (*from, *until)).collect();
        prop_assert_eq!(found, stretches(&days));
        prop_assert_eq!(line.points, points(&days.len().to_string()));
    }

    #[test]
    fn in_order_a_day_goes_to_the_first_named(
        postings in postings(),
        end_day: bool,
        order in Just(vec![0, 1, 2, 3]).prop_shuffle(),
        named in 1..=4_usize,
    ) {
        let order = &order[..named];
        let names: Vec<String> =
            order.iter().map(|area: &usize| format!("'{}'", AREAS.get(*area).copied().unwrap_or_default())).collect();
        let spans = format!("label = ['area'], end_day_counts = {end_day}");
        let steps = steps(&spans, &format!("{{ order = [{}] }}", names.join(", ")));
        let mut expected: BTreeMap<usize, BTreeSet<Day>> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let own = |area: usize| days(&postings.iter().filter(|posting| posting.area == area).collect::<Vec<_>>(), end_day);
        for area in order {
            expected.insert(*area, own(*area).difference(&taken).copied().collect());
            taken.extend(own(*area));
        }
        let mut undecided = false;
        let mut last = BTreeSet::new();
        for area in (0..4).filter(|area| !order.contains(area)) {
            let own: BTreeSet<Day> = own(area).difference(&taken).copied().collect();
            undecided |= own.intersection(&last).next().is_some();
            last.extend(own.clone());
            expected.insert(area, own);
        }
        let found = line(&steps, &postings);
        if undecided {
            let named = matches!(fault(found), FaultKind::UnknownLabel { .. });
            prop_assert!(named);
            return Ok(());
        }
        let mut expected: Vec<(Day, Day, u32)> = expected
            .iter()
            .flat_map(|(area, days)| stretches(days).into_iter().map(|(from, until)| (from, until, u32::try_from(*area).unwrap())))
            .collect();
        expected.sort_unstable();
        prop_assert_eq!(times(&found.unwrap(), 2), expected);
    }

    #[test]
    fn each_is_every_posting_by_itself(postings in postings(), end_day: bool) {
        let line = line(&steps(&format!("end_day_counts = {end_day}"), "'each'"), &postings).unwrap();
        let times = postings.iter().filter_map(|posting| counted(posting, end_day));
        let days: usize = times.map(|(from, until)| from.until(until).count()).sum();
        prop_assert_eq!(line.points, points(&days.to_string()));
    }
}

fn posting(from: &str, to: &str, area: usize) -> Posting {
    Posting { from: Day::parse(from), to: Day::parse(to), area }
}

#[test]
fn postings_back_to_back_are_one() {
    let june = posting("2010-01-01", "2010-06-30", 0);
    let july = posting("2010-07-01", "2010-12-31", 0);
    // 2010-01-01 to 2010-12-31 are 364 days; apart they would be 180 + 183.
    assert_eq!(line(&steps("", "'once'"), &[june, july]).unwrap().points, points("364"));
    assert_eq!(line(&steps("", "'each'"), &[june, july]).unwrap().points, points("363"));
    // With the last day counted nothing is lost either way: 365 days of the year.
    let end_day = "end_day_counts = true";
    assert_eq!(line(&steps(end_day, "'once'"), &[june, july]).unwrap().points, points("365"));
    assert_eq!(line(&steps(end_day, "'each'"), &[june, july]).unwrap().points, points("365"));
    // A day between them is a break.
    let second = posting("2010-07-02", "2010-12-31", 0);
    assert_eq!(line(&steps("", "'once'"), &[june, second]).unwrap().points, points("362"));
}

#[test]
fn what_is_cut_out_does_not_touch() {
    // One day of 乙 within a posting of 甲: 甲 is two times, from the first until the 15th and from the 16th on.
    let long = posting("2010-01-01", "2010-02-01", 0);
    let day = posting("2010-01-15", "2010-01-16", 1);
    let line = line(&steps("label = ['area']", "{ order = ['乙', '甲'] }"), &[long, day]).unwrap();
    let parse = |text| Day::parse(text);
    let expected = [
        (parse("2010-01-01"), parse("2010-01-15"), 0),
        (parse("2010-01-15"), parse("2010-01-16"), 1),
        (parse("2010-01-16"), parse("2010-02-01"), 0),
    ];
    assert_eq!(times(&line, 2), expected);
}

#[test]
fn two_labels_that_the_order_does_not_name() {
    let both = [posting("2010-01-01", "2010-02-01", 1), posting("2010-01-20", "2010-03-01", 2)];
    let found = line(&steps("label = ['area']", "{ order = ['甲'] }"), &both);
    assert_eq!(fault(found), FaultKind::UnknownLabel { label: "丙".into(), item: "时间".into() });
}
