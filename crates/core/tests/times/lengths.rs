//! `measure`: whole units, what is left over, and how several times are added.

use crate::calendar::Day;
use crate::{AREAS, Posting, careers, counted, line, points, scheme, sheet};
use anzhi_core::points::Points;
use anzhi_core::sheet::Gave;
use proptest::prelude::*;

/// Whole months and days beyond them.
type Length = (u32, u32);

fn steps(measure: &str, end_day: bool) -> String {
    format!(
        "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ label = ['area'], end_day_counts = {end_day} }} }}, \
         {{ overlap = 'each' }}, {{ measure = {{ {measure} }} }}"
    )
}

fn measured(postings: &[Posting], measure: &str, end_day: bool, missing: &str) -> Points {
    let steps = format!("{}, {{ scale = [{{ at = '0', each = '1' }}] }}", steps(measure, end_day));
    sheet(&scheme(missing, "", &steps), postings, &[], &[]).unwrap().items[0].points
}

fn lengths(postings: &[Posting], end_day: bool, missing: &str) -> Vec<(usize, Length)> {
    let time = |posting: &Posting| {
        let (from, until) = counted(posting, end_day)?;
        Some((posting.area, from.months_and_days(until, missing)))
    };
    postings.iter().filter_map(time).collect()
}

/// One length stands as it is; of several, years, months and days are added, 30 days carried as a month.
fn together(lengths: &[Length]) -> Length {
    let filled: Vec<&Length> = lengths.iter().filter(|length| **length != (0, 0)).collect();
    let (months, days) = filled.iter().fold((0, 0), |sum, length| (sum.0 + length.0, sum.1 + length.1));
    if filled.len() < 2 { (months, days) } else { (months + days / 30, days % 30) }
}

/// What a part counts, in tenths of a unit, of which half is so long.
fn part(word: &str, part: Length, half: Length) -> u32 {
    let whole = |holds: bool| if holds { 10 } else { 0 };
    if part == (0, 0) {
        return 0;
    }
    match word {
        "down" => 0,
        "up" => 10,
        "half_up" => whole(part >= half),
        "over_half_up" => whole(part > half),
        "two_step" => {
            if part <= half {
                5
            } else {
                10
            }
        }
        "two_step_half_up" => {
            if part < half {
                5
            } else {
                10
            }
        }
        other => panic!("{other}"),
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["down", "up", "half_up", "over_half_up", "two_step", "two_step_half_up"])
}

/// As it is written, the months of it, and half of it.
fn unit() -> impl Strategy<Value = (&'static str, u32, Length)> {
    prop::sample::select(vec![
        ("month", 1, (0, 15)),
        ("year", 12, (6, 0)),
        ("2 years", 24, (12, 0)),
        ("5 years", 60, (30, 0)),
    ])
}

fn tenths(count: u32) -> Points {
    let text = format!("{}.{}", count / 10, count % 10);
    points(&text)
}

proptest! {
    #[test]
    fn together_by_years_months_and_days(
        postings in careers(),
        (unit, months, half) in unit(),
        word in word(),
        end_day: bool,
        next: bool,
    ) {
        let missing = if next { "next" } else { "last" };
        let own: Vec<Length> = lengths(&postings, end_day, missing).iter().map(|(_, length)| *length).collect();
        let (sum, days) = together(&own);
        let expected = sum / months * 10 + part(word, (sum % months, days), half);
        let measure = format!("unit = '{unit}', rest = '{word}', add = 'ymd'");
        prop_assert_eq!(measured(&postings, &measure, end_day, missing), tenths(expected));
    }

    #[test]
    fn each_by_itself(postings in careers(), (unit, months, half) in unit(), word in word(), end_day: bool) {
        let one = |(_, (sum, days)): &(usize, Length)| sum / months * 10 + part(word, (sum % months, *days), half);
        let expected = lengths(&postings, end_day, "last").iter().map(one).sum();
        let measure = format!("unit = '{unit}', rest = '{word}', add = 'each'");
        prop_assert_eq!(measured(&postings, &measure, end_day, "last"), tenths(expected));
    }

    #[test]
    fn whole_units_of_a_label_many_times(
        postings in careers(),
        (unit, months, half) in unit(),
        word in word(),
        each: bool,
    ) {
        let all = lengths(&postings, false, "last");
        let add = if each { "each" } else { "ymd" };
        let measure = format!(
            "unit = '{unit}', rest = '{word}', add = '{add}', whole_times = {{ '甲' = '2', '丙' = '3' }}"
        );
        let factors = [2, 1, 3, 1];
        let expected = if each {
            let one = |(area, (sum, days)): &(usize, Length)| {
                sum / months * 10 * factors[*area] + part(word, (sum % months, *days), half)
            };
            all.iter().map(one).sum()
        } else {
            // The labels named are added alone and their whole units multiplied; what is left of them is added to
            // the other times, and what a part counts is asked once.
            let mut whole = 0;
            let mut left: Vec<Length> = Vec::new();
            for area in [0, 2] {
                let own: Vec<Length> = all.iter().filter(|(of, _)| *of == area).map(|(_, l)| *l).collect();
                let (sum, days) = together(&own);
                whole += sum / months * factors[area];
                left.push((sum % months, days));
            }
            left.extend(all.iter().filter(|(of, _)| ![0, 2].contains(of)).map(|(_, length)| *length));
            let (sum, days) = together(&left);
            (whole + sum / months) * 10 + part(word, (sum % months, days), half)
        };
        prop_assert_eq!(measured(&postings, &measure, false, "last"), tenths(expected));
    }

    #[test]
    fn each_label_for_itself(postings in careers(), (unit, months, half) in unit(), word in word()) {
        let measure = format!("unit = '{unit}', rest = '{word}', add = 'ymd', per = 'label', whole_times = {{ '乙' = '4' }}");
        let scale = "{ scale = { label = { '甲' = '1', '乙' = '1', '丙' = '1', '' = '1' } } }";
        let line = line(&format!("{}, {scale}", steps(&measure, false)), &postings).unwrap();
        let all = lengths(&postings, false, "last");
        let mut expected = Vec::new();
        for area in 0..=AREAS.len() {
            let own: Vec<Length> = all.iter().filter(|(of, _)| *of == area).map(|(_, length)| *length).collect();
            let (sum, days) = together(&own);
            let factor = if area == 1 { 4 } else { 1 };
            let counted = sum / months * 10 * factor + part(word, (sum % months, days), half);
            if own.iter().any(|length| *length != (0, 0)) {
                expected.push((u32::try_from(area).unwrap(), tenths(counted)));
            }
        }
        prop_assert_eq!(&line.steps[3], &Gave::Quantities(expected.clone()));
        let sum = expected.iter().fold(points("0"), |sum, (_, points)| sum.plus(*points, "sum").unwrap());
        prop_assert_eq!(line.points, sum);
    }

    #[test]
    fn days_are_added(postings in careers(), end_day: bool) {
        let days = |posting: &Posting| counted(posting, end_day).map_or(0, |(from, until)| from.until(until).count());
        let expected: usize = postings.iter().map(|posting| days(posting) * if posting.area == 0 { 2 } else { 1 }).sum();
        let measure = "unit = 'day', add = 'days', whole_times = { '甲' = '2' }";
        prop_assert_eq!(measured(&postings, measure, end_day, "last"), points(&expected.to_string()));
    }

    #[test]
    fn rows_of_parts(postings in careers(), at in 1..11_u32, more in 1..5_u32, above: bool) {
        let own: Vec<Length> = lengths(&postings, false, "last").iter().map(|(_, length)| *length).collect();
        let (sum, days) = together(&own);
        let left = (sum % 12, days);
        let high = (at + more).min(11);
        let reaches = |from: u32, above: bool| left > (from, 0) || (left == (from, 0) && !above);
        let counts = if high > at && reaches(high, above) { 9 } else if reaches(at, false) { 4 } else if left > (0, 0) { 1 } else { 0 };
        let word = if above { "above" } else { "at" };
        let last = if high > at { format!(", {{ {word} = '{high} months', counts = '0.9' }}") } else { String::new() };
        let rest = format!("[{{ above = '0 days', counts = '0.1' }}, {{ at = '{at} months', counts = '0.4' }}{last}]");
        let measure = format!("unit = 'year', rest = {rest}, add = 'ymd'");
        prop_assert_eq!(measured(&postings, &measure, false, "last"), tenths(sum / 12 * 10 + counts));
    }
}

/// What one posting counts in years under each word.
fn years(from: &str, to: &str, missing: &str) -> Vec<String> {
    let posting = Posting { from: Day::parse(from), to: Day::parse(to), area: 0 };
    ["down", "half_up", "over_half_up", "two_step", "two_step_half_up", "up"]
        .iter()
        .map(|word| {
            let measure = format!("unit = 'year', rest = '{word}', add = 'ymd'");
            measured(&[posting], &measure, false, missing).to_string()
        })
        .collect()
}

#[test]
fn exactly_half_a_year_and_a_day_less_or_more() {
    assert_eq!(years("2010-01-01", "2012-07-01", "last"), ["2", "3", "2", "2.5", "3", "3"]);
    assert_eq!(years("2010-01-01", "2012-06-30", "last"), ["2", "2", "2", "2.5", "2.5", "3"]);
    assert_eq!(years("2010-01-01", "2012-07-02", "last"), ["2", "3", "3", "3", "3", "3"]);
    assert_eq!(years("2010-01-01", "2012-01-01", "last"), ["2", "2", "2", "2", "2", "2"]);
}

#[test]
fn the_29_february() {
    assert_eq!(years("2012-02-29", "2013-02-28", "last")[0], "1");
    assert_eq!(years("2012-02-29", "2013-02-28", "next")[0], "0");
    assert_eq!(years("2012-02-29", "2013-03-01", "next")[0], "1");
    // Half a year from 31 August ends on 28 February, or on 1 March.
    assert_eq!(years("2010-08-31", "2011-02-28", "last")[1], "1");
    assert_eq!(years("2010-08-31", "2011-02-28", "next")[1], "0");
}

#[test]
fn thirty_days_are_carried_as_a_month_and_only_where_times_are_added() {
    let posting = |from, to| Posting { from: Day::parse(from), to: Day::parse(to), area: 0 };
    let measure = "unit = 'month', rest = 'down', add = 'ymd'";
    // From 1 March until 31 March: 0 months and 30 days, and one length is carried nowhere.
    let march = posting("2010-03-01", "2010-03-31");
    assert_eq!(measured(&[march], measure, false, "last"), points("0"));
    // Two times of 15 days: a month.
    let halves = [posting("2010-03-01", "2010-03-16"), posting("2011-03-01", "2011-03-16")];
    assert_eq!(measured(&halves, measure, false, "last"), points("1"));
    // With the last day counted March is a month.
    assert_eq!(measured(&[march], measure, true, "last"), points("1"));
}

#[test]
fn half_a_year_in_one_area_and_half_in_another() {
    let posting = |from, to, area| Posting { from: Day::parse(from), to: Day::parse(to), area };
    let both = [posting("2010-01-01", "2010-07-01", 0), posting("2011-01-01", "2011-07-01", 1)];
    // Together a whole year, or two that half counts each.
    let once = "unit = 'year', rest = 'half_up', add = 'ymd', whole_times = { '甲' = '2' }";
    assert_eq!(measured(&both, once, false, "last"), points("1"));
    let steps = steps(&format!("{once}, per = 'label'"), false);
    let line =
        line(&format!("{steps}, {{ scale = {{ label = {{ '甲' = '1', '乙' = '1' }} }} }}"), &both).unwrap();
    assert_eq!(line.points, points("2"));
}
