//! `span` and `spans`: from which day until which.

use crate::calendar::Day;
use crate::{Posting, counted, fault, line, points, postings, scheme, sheet, times};
use anzhi_core::fault::FaultKind;
use anzhi_core::score::Unscored;
use anzhi_core::sheet::ItemLine;
use proptest::prelude::*;

/// Days between two attributes under these parameters of `span`.
fn days(span: &str, begun: Day, ended: Option<Day>) -> Result<ItemLine, Unscored> {
    let steps = format!(
        "{{ span = {{ {span} }} }}, {{ measure = {{ unit = 'day' }} }}, {{ scale = [{{ at = '0', each = '1' }}] }}"
    );
    let mut facts = vec![("begun", begun.to_string())];
    facts.extend(ended.map(|day| ("ended", day.to_string())));
    sheet(&scheme("last", "", &steps), &[], &facts, &[]).map(|sheet| sheet.items[0].clone())
}

const BOTH: &str = "from = 'attribute:begun', to = 'attribute:ended'";

proptest! {
    #[test]
    fn a_span_counts_its_days(start in 0..800_u32, length in -40..400_i32, year: bool, zero: bool, end_day: bool) {
        let begun = Day::parse("2019-01-01").later(start);
        let ended = Day::parse("2019-01-01").later((i32::try_from(start).unwrap() + length).max(0).unsigned_abs());
        let begin = if year { "year" } else { "natural" };
        let after = if zero { "zero" } else { "fault" };
        let found = days(&format!("{BOTH}, begin = '{begin}', after = '{after}', end_day_counts = {end_day}"), begun, Some(ended));
        if begun > ended {
            if zero {
                prop_assert_eq!(found.unwrap().points, points("0"));
            } else {
                let start = begun.to_string().parse().unwrap();
                prop_assert_eq!(fault(found), FaultKind::EndBeforeStart { start });
            }
            return Ok(());
        }
        let first = if year { Day { month: 1, day: 1, ..begun } } else { begun };
        let expected = first.until(if end_day { ended.next() } else { ended }).count();
        prop_assert_eq!(found.unwrap().points, points(&expected.to_string()));
    }

    #[test]
    fn spans_end_at_the_cut_off(postings in postings(), end_day: bool) {
        let steps = format!(
            "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ label = ['area'], end_day_counts = {end_day} }} }}, \
             {{ overlap = 'each' }}, {{ measure = {{ unit = 'day', add = 'days' }} }}, {{ scale = [{{ at = '0', each = '1' }}] }}"
        );
        let line = line(&steps, &postings).unwrap();
        let mut expected: Vec<_> = postings
            .iter()
            .filter_map(|posting| counted(posting, end_day).map(|(from, until)| (from, until, u32::try_from(posting.area).unwrap())))
            .collect();
        let mut found = times(&line, 1);
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(&found, &expected);
        let days: usize = expected.iter().map(|(from, until, _)| from.until(*until).count()).sum();
        prop_assert_eq!(line.points, points(&days.to_string()));
    }
}

#[test]
fn to_the_cut_off_and_beyond_it() {
    let cutoff = Day::parse("2020-03-31");
    let to_cutoff = "from = 'attribute:begun', to = 'cutoff'";
    assert_eq!(days(to_cutoff, Day::parse("2020-03-01"), None).unwrap().points, points("30"));
    assert_eq!(days(to_cutoff, cutoff, None).unwrap().points, points("0"));
    // The day of the cut-off counts if the scheme says so.
    let end_day = format!("{to_cutoff}, end_day_counts = true");
    assert_eq!(days(&end_day, cutoff, None).unwrap().points, points("1"));
    let end = cutoff.to_string().parse().unwrap();
    assert_eq!(fault(days(to_cutoff, cutoff.next(), None)), FaultKind::StartAfterEnd { end });
    let zero = format!("{to_cutoff}, after = 'zero', end_day_counts = true");
    assert_eq!(days(&zero, cutoff.next(), None).unwrap().points, points("0"));
    // A date of the person may lie after the cut-off: nothing is cut off.
    assert_eq!(days(BOTH, cutoff, Some(Day::parse("2020-05-01"))).unwrap().points, points("31"));
    // From the first of January of the year: 31 + 29 + 30 days to 31 March.
    let year = format!("{to_cutoff}, begin = 'year'");
    assert_eq!(days(&year, Day::parse("2020-03-15"), None).unwrap().points, points("90"));
    // The date itself decides whether it lies after the end, and not the beginning of its year.
    assert_eq!(fault(days(&year, cutoff.next(), None)), FaultKind::StartAfterEnd { end });
    let needed = FaultKind::FactNeeded { item: "时间".into() };
    assert_eq!(fault(days(BOTH, cutoff, None)), needed);
}

#[test]
fn a_posting_around_the_cut_off() {
    let steps = "{ rows = { table = 'posting' } }, { spans = {} }, { overlap = 'once' }, \
                 { measure = { unit = 'day', add = 'days' } }, { scale = [{ at = '0', each = '1' }] }";
    let one = |from: &str, to: &str| {
        let posting = Posting { from: Day::parse(from), to: Day::parse(to), area: 0 };
        line(steps, &[posting]).unwrap().points
    };
    assert_eq!(one("2020-03-01", "2020-03-31"), points("30"));
    assert_eq!(one("2020-03-01", "2020-04-30"), points("30"));
    assert_eq!(one("2020-03-31", "2020-04-30"), points("0"));
    assert_eq!(one("2020-04-01", "2020-04-30"), points("0"));
    assert_eq!(line(steps, &[]).unwrap().points, points("0"));
}
