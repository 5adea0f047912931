//! `unbroken`: which postings belong to a run that is long enough.

use crate::calendar::Day;
use crate::{Posting, careers, counted, postings, scheme, sheet, times};
use proptest::prelude::*;

fn kept(
    postings: &[Posting],
    at_least: &str,
    per: &str,
    end_day: bool,
    missing: &str,
) -> Vec<(Day, Day, u32)> {
    let steps = format!(
        "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ label = ['area'], end_day_counts = {end_day} }} }}, \
         {{ unbroken = {{ at_least = '{at_least}', per = '{per}' }} }}, {{ overlap = 'each' }}, \
         {{ measure = {{ unit = 'day', add = 'days' }} }}, {{ scale = [{{ at = '0', each = '1' }}] }}"
    );
    let mut found = times(&sheet(&scheme(missing, "", &steps), postings, &[], &[]).unwrap().items[0], 2);
    found.sort_unstable();
    found
}

/// The postings in runs: whoever begins on the day after the last day of one in the run at the latest belongs to it.
fn naive(
    postings: &[Posting],
    full: impl Fn(Day) -> Day,
    per_label: bool,
    end_day: bool,
) -> Vec<(Day, Day, u32)> {
    let cutoff = Day::parse("2020-03-31");
    let times: Vec<(Day, Day, Day, usize)> = postings
        .iter()
        .filter_map(|posting| {
            let (from, until) = counted(posting, end_day)?;
            Some((from, posting.to.min(cutoff), until, posting.area))
        })
        .collect();
    let mut found = Vec::new();
    for (place, time) in times.iter().enumerate() {
        let mut run = vec![place];
        let mut grown = true;
        while grown {
            let before = run.len();
            for (other, candidate) in times.iter().enumerate() {
                let touches = |member: &usize| {
                    let (one, two) = (&times[*member], candidate);
                    let (first, second) = if one.0 <= two.0 { (one, two) } else { (two, one) };
                    (!per_label || one.3 == two.3) && second.0 <= first.1.next()
                };
                if !run.contains(&other) && run.iter().any(touches) {
                    run.push(other);
                }
            }
            grown = run.len() > before;
        }
        let first = run.iter().map(|member| times[*member].0).min().unwrap();
        let last = run.iter().map(|member| times[*member].2).max().unwrap();
        if full(first) <= last {
            found.push((time.0, time.2, u32::try_from(time.3).unwrap()));
        }
    }
    found.sort_unstable();
    found
}

proptest! {
    #[test]
    fn runs_of_days(postings in postings(), length in 1..40_u32, per_label: bool, end_day: bool) {
        let per = if per_label { "label" } else { "all" };
        let expected = naive(&postings, |day| day.later(length), per_label, end_day);
        prop_assert_eq!(kept(&postings, &format!("{length} days"), per, end_day, "last"), expected);
    }

    #[test]
    fn runs_of_years(postings in careers(), years in 1..4_u32, per_label: bool, next: bool) {
        let (per, missing) = (if per_label { "label" } else { "all" }, if next { "next" } else { "last" });
        let expected = naive(&postings, |day| day.months_later(12 * years, missing), per_label, false);
        prop_assert_eq!(kept(&postings, &format!("{years} years"), per, false, missing), expected);
    }
}

fn posting(from: &str, to: &str, area: usize) -> Posting {
    Posting { from: Day::parse(from), to: Day::parse(to), area }
}

#[test]
fn a_year_of_two_areas_back_to_back() {
    let both = [posting("2010-01-01", "2010-06-30", 0), posting("2010-07-01", "2011-01-01", 1)];
    assert_eq!(kept(&both, "1 year", "all", false, "last").len(), 2);
    assert_eq!(kept(&both, "1 year", "label", false, "last").len(), 0);
    // To the last day of the year as written a year is full only if that day counts.
    let year = [posting("2010-01-01", "2010-12-31", 0)];
    assert_eq!(kept(&year, "1 year", "all", false, "last").len(), 0);
    assert_eq!(kept(&year, "1 year", "all", true, "last").len(), 1);
}

#[test]
fn the_29_february_of_a_run() {
    let run = [posting("2012-02-29", "2013-02-28", 0)];
    assert_eq!(kept(&run, "1 year", "all", false, "last").len(), 1);
    assert_eq!(kept(&run, "1 year", "all", false, "next").len(), 0);
}
