//! Dates: full years, months and days by the anniversary rule, against a walk through the calendar.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::date::{Date, MissingDay, ParseDateError, TimeUnit};
use proptest::prelude::*;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// Full years, then full months beyond them, then days beyond those.
fn years_months_days(from: &str, to: &str, missing: MissingDay) -> (i32, i32, i32) {
    let (from, to) = (date(from), date(to));
    let (years, _) = from.full_units_to(to, TimeUnit::Year, missing);
    let (months, _) = from.full_units_to(to, TimeUnit::Month, missing);
    (years, months - 12 * years, from.months_later(months, missing).unwrap().days_to(to))
}

#[test]
fn full_years_months_and_days_by_hand() {
    for (from, to, expected) in [
        // The anniversary itself is full.
        ("2006-03-31", "2026-03-31", (20, 0, 0)),
        // One day past the anniversary of 30 March.
        ("2006-03-30", "2026-03-31", (20, 0, 1)),
        // One day short: 19 years to 1 April 2025, 11 months to 1 March 2026, 30 days to 31 March.
        ("2006-04-01", "2026-03-31", (19, 11, 30)),
        // 15 December 2010 to 15 December 2025, three months to 15 March, 16 days.
        ("2010-12-15", "2026-03-31", (15, 3, 16)),
        // No 31 February: the month is full on the 28th; one day to 1 March.
        ("2025-01-31", "2025-03-01", (0, 1, 1)),
        ("2026-03-31", "2026-03-31", (0, 0, 0)),
        ("2026-03-30", "2026-03-31", (0, 0, 1)),
        // 1900 was no leap year, 2000 was.
        ("1899-02-28", "1900-03-01", (1, 0, 1)),
        ("1999-02-28", "2000-03-01", (1, 0, 2)),
    ] {
        assert_eq!(years_months_days(from, to, MissingDay::Last), expected, "{from} to {to}");
    }
}

#[test]
fn the_29th_of_february_in_a_common_year() {
    let (last, next) = (MissingDay::Last, MissingDay::Next);
    for (to, by_last, by_next) in [
        ("2025-02-27", (20, 11, 29), (20, 11, 29)),
        ("2025-02-28", (21, 0, 0), (20, 11, 30)),
        ("2025-03-01", (21, 0, 1), (21, 0, 0)),
        // A leap year has the day itself, under either parameter.
        ("2024-02-28", (19, 11, 30), (19, 11, 30)),
        ("2024-02-29", (20, 0, 0), (20, 0, 0)),
    ] {
        assert_eq!(years_months_days("2004-02-29", to, last), by_last, "to {to}");
        assert_eq!(years_months_days("2004-02-29", to, next), by_next, "to {to}");
    }
    // Later months have a 29th and start from it again, not from the 28th or the 1st.
    assert_eq!(date("2024-02-29").months_later(13, last), Some(date("2025-03-29")));
    assert_eq!(date("2024-02-29").months_later(13, next), Some(date("2025-03-29")));
}

#[test]
fn months_over_month_ends() {
    for (from, months, by_last, by_next) in [
        ("2025-01-31", 1, "2025-02-28", "2025-03-01"),
        ("2025-01-30", 1, "2025-02-28", "2025-03-01"),
        ("2025-01-29", 1, "2025-02-28", "2025-03-01"),
        ("2025-01-28", 1, "2025-02-28", "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29", "2024-03-01"),
        ("2024-01-30", 1, "2024-02-29", "2024-03-01"),
        ("2025-01-31", 2, "2025-03-31", "2025-03-31"),
        ("2025-01-31", 3, "2025-04-30", "2025-05-01"),
        ("2025-10-31", 4, "2026-02-28", "2026-03-01"),
        ("2025-08-31", 1, "2025-09-30", "2025-10-01"),
        ("2025-12-31", 2, "2026-02-28", "2026-03-01"),
        ("2025-12-31", 12, "2026-12-31", "2026-12-31"),
        ("2025-05-17", 0, "2025-05-17", "2025-05-17"),
    ] {
        let later = |missing| date(from).months_later(months, missing);
        assert_eq!(later(MissingDay::Last), Some(date(by_last)), "{months} months from {from}");
        assert_eq!(later(MissingDay::Next), Some(date(by_next)), "{months} months from {from}");
    }
    let full = |missing| date("2025-01-31").full_units_to(date("2025-02-28"), TimeUnit::Month, missing);
    assert_eq!(full(MissingDay::Last), (1, false));
    assert_eq!(full(MissingDay::Next), (0, true));
}

#[test]
fn nothing_lies_beyond_the_calendar() {
    for missing in [MissingDay::Last, MissingDay::Next] {
        let later = |from: &str, months| date(from).months_later(months, missing);
        assert_eq!(later("9999-11-30", 1), Some(date("9999-12-30")));
        assert_eq!(later("9999-12-31", 1), None);
        assert_eq!(later("2026-03-31", i32::MAX), None);
        assert_eq!(later("2026-03-31", i32::MIN), None);
        assert_eq!(later("2026-03-31", -1), later("2026-01-31", 1));
        assert_eq!(later("0001-01-31", -1), None);
        assert_eq!(later("0001-03-31", -2), Some(date("0001-01-31")));
        // No 31 November in the year before the first.
        assert_eq!(later("0001-01-31", -2), None);
    }
}

#[test]
fn an_end_before_the_beginning_has_nothing_full() {
    let (from, to) = (date("2026-04-01"), date("2026-03-31"));
    for unit in [TimeUnit::Day, TimeUnit::Month, TimeUnit::Year] {
        assert_eq!(from.full_units_to(to, unit, MissingDay::Last), (0, false), "{unit:?}");
    }
    assert_eq!((from.days_to(to), to.days_to(from)), (-1, 1));
    // 9998 years with 2499 − 99 + 24 = 2424 leap days: by fours, without centuries, with those by 400.
    assert_eq!(date("0001-01-01").days_to(date("9999-01-01")), 365 * 9998 + 2424);
}

#[test]
fn reads_one_form_and_only_days_that_exist() {
    use ParseDateError::{Malformed, NoSuchDay};
    for (text, why) in [
        ("2025-02-30", NoSuchDay),
        ("2025-02-29", NoSuchDay),
        ("2025-04-31", NoSuchDay),
        ("2025-13-01", NoSuchDay),
        ("2025-00-01", NoSuchDay),
        ("2025-01-00", NoSuchDay),
        ("2025-01-99", NoSuchDay),
        ("0000-12-31", NoSuchDay),
        ("2025-2-3", Malformed),
        ("2025-02-3", Malformed),
        ("10000-01-01", Malformed),
        ("-001-01-01", Malformed),
        ("-2025-01-01", Malformed),
        ("25-01-01", Malformed),
        ("2025/01/01", Malformed),
        ("2025.01.01", Malformed),
        ("20250101", Malformed),
        ("2025-01-01 ", Malformed),
        (" 2025-01-01", Malformed),
        ("2025-01-1 ", Malformed),
        ("2025-1-001", Malformed),
        ("2025-+1-01", Malformed),
        ("２０２５-01-01", Malformed),
        // Ten bytes, and a character across the place of the hyphen.
        ("20５-01-01", Malformed),
        ("2025年1月", Malformed),
        ("", Malformed),
    ] {
        assert_eq!(text.parse::<Date>(), Err(why), "{text:?}");
    }
    for text in ["0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29"] {
        assert_eq!(date(text).to_string(), text);
    }
    assert_eq!(Date::new(0, 12, 31), None);
    assert_eq!(Date::new(-1, 1, 1), None);
    assert_eq!(Date::new(10_000, 1, 1), None);
    let leap = date("2024-02-29");
    assert_eq!((leap.year(), leap.month(), leap.day()), (2024, 2, 29));
}

/// Year, month, day.
type Day = (i32, i32, i32);

fn days_in((year, month, _): Day) -> i32 {
    match month {
        2 if year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn tomorrow((year, month, day): Day) -> Day {
    match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        _ if day == days_in((year, month, day)) => (year, month + 1, 1),
        _ => (year, month, day + 1),
    }
}

fn engine((year, month, day): Day) -> Date {
    date(&format!("{year:04}-{month:02}-{day:02}"))
}

/// The month for which a day is the monthly return of the start, if it is one.
fn returns_for(start: Day, day: Day, missing: MissingDay) -> Option<i32> {
    let (_, month, of_month) = day;
    match missing {
        _ if of_month == start.2 => Some(month),
        MissingDay::Last => (of_month == days_in(day) && start.2 > of_month).then_some(month),
        MissingDay::Next => {
            let before = if month == 1 { (day.0 - 1, 12, 1) } else { (day.0, month - 1, 1) };
            (of_month == 1 && start.2 > days_in(before)).then_some(before.1)
        }
    }
}

/// Days, full months, full years, and whether a part of a month or a year is left: by walking day by day.
fn walk(start: Day, length: i32, missing: MissingDay) -> (Day, [(i32, bool); 3]) {
    let (mut day, mut months, mut years) = (start, (0, false), (0, false));
    for _ in 0..length {
        day = tomorrow(day);
        (months.1, years.1) = (true, true);
        if let Some(month) = returns_for(start, day, missing) {
            months = (months.0 + 1, false);
            if month == start.1 {
                years = (years.0 + 1, false);
            }
        }
    }
    (day, [(length, false), months, years])
}

/// Days near the ends of months as often as others, over leap years and centuries.
fn any_day() -> impl Strategy<Value = Day> {
    (1890_i32..2110, 1_i32..=12, 1_i32..=31, 0_i32..4, any::<bool>()).prop_map(
        |(year, month, day, back, at_end)| {
            let last = days_in((year, month, 1));
            (year, month, if at_end { last - back } else { day.min(last) })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn agrees_with_a_walk_through_the_calendar(start in any_day(), length in 0_i32..3000, next: bool) {
        let missing = if next { MissingDay::Next } else { MissingDay::Last };
        let (end, counted) = walk(start, length, missing);
        let (from, to) = (engine(start), engine(end));
        prop_assert_eq!((from.days_to(to), to.days_to(from)), (length, -length));
        for (unit, expected) in [TimeUnit::Day, TimeUnit::Month, TimeUnit::Year].into_iter().zip(counted) {
            prop_assert_eq!(from.full_units_to(to, unit, missing), expected, "{:?} from {} to {}", unit, from, to);
        }
    }
}
