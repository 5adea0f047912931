//! 军龄: half a point for each year from the day of enlistment to 2026-03-31, a part of a year counting as one.

use crate::build::{Town, date, person};
use crate::show::{alone, faults, scored};
use anzhi_core::date::MissingDay;
use anzhi_core::facts::Source;
use anzhi_core::sheet::{Gave, Stretch};

/// Enlisted, years counted, points.
const ROWS: &[(&str, &str, &str)] = &[
    // On the cut-off itself: no year and no part of one. 0 × 0.5 = 0.
    ("2026-03-31", "0", "0"),
    // The day before: one day is a part of a year. 1 × 0.5 = 0.5.
    ("2026-03-30", "1", "0.5"),
    // One year to the day: full on the anniversary, no rest. 1 × 0.5 = 0.5.
    ("2025-03-31", "1", "0.5"),
    // One year and a day: 2 × 0.5 = 1.
    ("2025-03-30", "2", "1"),
    // A year less one day: still a part of a year only. 1 × 0.5 = 0.5.
    ("2025-04-01", "1", "0.5"),
    // 20 years to the day: 20 × 0.5 = 10.
    ("2006-03-31", "20", "10"),
    // 20 years and a day: 21 × 0.5 = 10.5.
    ("2006-03-30", "21", "10.5"),
    // 19 full years (to 2025-04-01) and 364 days: 20 × 0.5 = 10.
    ("2006-04-01", "20", "10"),
    // 31 full years (to 2025-09-01) and seven months: 32 × 0.5 = 16.
    ("1994-09-01", "32", "16"),
    // 22 full years (to 2026-02-28, the anniversary in a common year) and a month: 23 × 0.5 = 11.5.
    ("2004-02-29", "23", "11.5"),
];

#[test]
fn half_a_point_for_each_year_and_part_of_a_year() {
    for (enlisted, years, points) in ROWS {
        let found = alone(&person("1").set("enlisted", enlisted));
        let line = found.line("1", "service");
        assert_eq!(found.points("1", "service"), *points, "enlisted {enlisted}");
        let [Gave::Spans(spans), Gave::Quantity(quantity), Gave::Points(_)] = &line.steps[..] else {
            unreachable!("three steps");
        };
        let [Stretch { from, to, .. }] = spans[..] else { unreachable!("one span") };
        assert_eq!((from, to), (date(enlisted), date("2026-03-31")), "enlisted {enlisted}");
        assert_eq!(quantity.to_string(), *years, "enlisted {enlisted}");
    }
}

#[test]
fn the_cutoff_is_that_of_the_year_of_the_round() {
    let mut town = Town::of(&[person("1").set("enlisted", "2006-03-31")]);
    town.draft.heading.year = 2025;
    // To 2025-03-31 are 19 years and no rest: 19 × 0.5 = 9.5.
    assert_eq!(scored(&town).points("1", "service"), "9.5");
}

#[test]
fn no_leap_day_changes_the_years_at_a_cutoff_in_march() {
    // Whether the 22nd anniversary falls on 28 February or 1 March, it lies before 31 March: 23 × 0.5 = 11.5.
    for missing in [MissingDay::Last, MissingDay::Next] {
        let mut town = Town::of(&[person("1").set("enlisted", "2004-02-29")]);
        town.draft.scheme.scoring.anniversary = missing;
        assert_eq!(scored(&town).points("1", "service"), "11.5", "{missing:?}");
    }
}

#[test]
fn periods_are_not_read_and_breaks_not_subtracted() {
    // A break of ten years, told by two postings that leave it out: still 20 × 0.5 = 10.
    let with_break = person("1")
        .row(Source::Periods, "任职", &[("from", "2006-03-31"), ("to", "2008-03-31")])
        .row(Source::Periods, "任职", &[("from", "2018-03-31"), ("to", "2026-03-31")]);
    assert_eq!(alone(&with_break).points("1", "service"), "10");
}

#[test]
fn enlisted_after_the_cutoff_or_on_no_day_at_all_is_a_fault() {
    for (enlisted, fault) in [
        ("2026-04-01", "start-after-end Candidates.enlisted:2 2026-04-01"),
        ("2031-01-01", "start-after-end Candidates.enlisted:2 2031-01-01"),
        ("", "missing-value Candidates.enlisted:2"),
    ] {
        let town = Town::of(&[person("1").set("enlisted", enlisted)]);
        assert_eq!(faults(&town), [fault], "enlisted {enlisted:?}");
    }
}
