//! `scale` and `round`: points for lengths.

use crate::calendar::Day;
use crate::{Posting, fault, line, points, scheme, sheet};
use anzhi_core::fault::FaultKind;
use anzhi_core::points::Points;
use anzhi_core::score::Unscored;
use proptest::prelude::*;

/// A band as it is written: thresholds in halves, points in hundredths.
#[derive(Clone, Copy, Debug)]
struct Written {
    at: i64,
    above: bool,
    gives: Option<i64>,
    each: i64,
}

fn bands() -> impl Strategy<Value = Vec<Written>> {
    let one = (0..40_i64, any::<bool>(), proptest::option::of(-500..500_i64), -200..200_i64);
    let one = one.prop_map(|(at, above, gives, each)| Written { at, above, gives, each });
    proptest::collection::vec(one, 1..6).prop_map(|mut bands| {
        bands.sort_by_key(|band| (band.at, band.above));
        bands.dedup_by_key(|band| (band.at, band.above));
        bands
    })
}

fn decimal(value: i64, places: usize) -> String {
    let unit = 10_u64.pow(u32::try_from(places).unwrap());
    let (whole, fraction) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    format!("{}{whole}.{fraction:0places$}", if value < 0 { "-" } else { "" })
}

fn written(bands: &[Written]) -> String {
    let one = |band: &Written| {
        let word = if band.above { "above" } else { "at" };
        let gives = band.gives.map_or_else(String::new, |gives| format!(", gives = '{}'", decimal(gives, 2)));
        format!("{{ {word} = '{}'{gives}, each = '{}' }}", decimal(band.at * 5, 1), decimal(band.each, 2))
    };
    format!("[{}]", bands.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// What the band of that place gives at a length, in thousandths: its own beginning, or what the band before gives at
/// the threshold, and so much for each unit beyond.
fn at(bands: &[Written], place: usize, length: i64) -> i64 {
    let band = bands[place];
    let begins = match band.gives {
        Some(gives) => gives * 10,
        None if place == 0 => 0,
        None => at(bands, place - 1, band.at),
    };
    // Lengths in halves, points in hundredths: together in two-hundredths.
    begins + (length - band.at) * band.each * 5
}

fn naive(bands: &[Written], length: i64) -> i64 {
    let reached = bands.iter().rposition(|band| length > band.at || (length == band.at && !band.above));
    reached.map_or(0, |place| at(bands, place, length))
}

fn scaled(bands: &str, length: &str) -> Result<Points, Unscored> {
    let scheme = scheme("last", "", &format!("{{ attribute = 'first' }}, {{ scale = {bands} }}"));
    sheet(&scheme, &[], &[("first", length.to_owned())], &[]).map(|sheet| sheet.items[0].points)
}

proptest! {
    #[test]
    fn bands_give_what_they_say(bands in bands(), length in 0..50_i64) {
        let expected = points(&decimal(naive(&bands, length), 3));
        prop_assert_eq!(scaled(&written(&bands), &decimal(length * 5, 1)), Ok(expected));
    }

    #[test]
    fn rounding_is_by_the_last_places(
        length in 0..2_000_000_i64,
        each in -999_999..999_999_i64,
        places in 0..7_u32,
        mode in prop::sample::select(vec!["down", "up", "half_up", "half_even"]),
    ) {
        let (length_text, each_text) = (decimal(length, 6), decimal(each, 6));
        let steps = format!(
            "{{ attribute = 'first' }}, {{ scale = [{{ at = '0', each = '{each_text}' }}] }}, \
             {{ round = {{ places = {places}, mode = '{mode}' }} }}"
        );
        let found = sheet(&scheme("last", "", &steps), &[], &[("first", length_text)], &[]).unwrap();
        // Twelve places before the rounding, of which so many stay.
        let exact = i128::from(length) * i128::from(each);
        let unit = 10_i128.pow(12 - places);
        let (kept, rest) = (exact.abs() / unit, exact.abs() % unit);
        let up = match mode {
            "down" => false,
            "up" => rest > 0,
            "half_up" => rest * 2 >= unit,
            _ => rest * 2 > unit || (rest * 2 == unit && kept % 2 == 1),
        };
        let kept = (kept + i128::from(up)) * exact.signum();
        let expected = decimal(i64::try_from(kept).unwrap(), places as usize);
        prop_assert_eq!(found.items[0].points, points(&expected));
    }

    #[test]
    fn labels_have_bands_of_their_own(one in bands(), two in bands(), years in 1..9_u32, more in 1..9_u32) {
        let posting = |years: u32, area| {
            Posting { from: Day::parse("2000-01-01"), to: Day::parse(&format!("{}-01-01", 2000 + years)), area }
        };
        let steps = format!(
            "{{ rows = {{ table = 'posting' }} }}, {{ spans = {{ label = ['area'] }} }}, {{ overlap = 'each' }}, \
             {{ measure = {{ unit = 'year', rest = 'down', add = 'ymd', per = 'label' }} }}, \
             {{ scale = {{ label = {{ '乙' = {}, '甲' = {} }} }} }}",
            written(&two), written(&one)
        );
        let line = line(&steps, &[posting(years, 0), posting(more, 1)]).unwrap();
        let expected = naive(&one, i64::from(years) * 2) + naive(&two, i64::from(more) * 2);
        prop_assert_eq!(line.points, points(&decimal(expected, 3)));
    }
}

#[test]
fn at_and_above_one_threshold() {
    // Up to 5 three points, above 5 one more for each.
    let bands = "[{ at = '5', gives = '3' }, { above = '5', each = '1' }]";
    for (length, expected) in [("4.999999", "0"), ("5", "3"), ("5.5", "3.5"), ("7", "5")] {
        assert_eq!(scaled(bands, length), Ok(points(expected)), "{length}");
    }
    // What is given above begins anew.
    let bands = "[{ at = '0', each = '0.5' }, { above = '10', gives = '8' }]";
    for (length, expected) in [("0", "0"), ("10", "5"), ("10.000001", "8")] {
        assert_eq!(scaled(bands, length), Ok(points(expected)), "{length}");
    }
}

#[test]
fn more_than_six_places_only_before_a_rounding() {
    let arithmetic = FaultKind::Arithmetic { quantity: "时间: scale".into() };
    let bands = "[{ at = '0', each = '0.000001' }]";
    let faults = |result: Result<Points, Unscored>| match result {
        Err(Unscored::Faults(faults)) => faults[0].kind.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(faults(scaled(bands, "0.5")), arithmetic);
    // Another step between them does not help.
    let steps = "{ attribute = 'first' }, { scale = [{ at = '0', each = '0.000001' }] }, { limit = { to = '6' } }, \
                 { round = { places = 2, mode = 'up' } }";
    let facts = [("first", "0.5".to_owned())];
    let found = sheet(&scheme("last", "", steps), &[], &facts, &[]);
    assert_eq!(faults(found.map(|sheet| sheet.items[0].points)), arithmetic);
    // Rounded at once, half a millionth is a hundredth in the direction that the paper names.
    let steps = "{ attribute = 'first' }, { scale = [{ at = '0', each = '0.000001' }] }, { round = { places = 2, mode = 'up' } }";
    assert_eq!(sheet(&scheme("last", "", steps), &[], &facts, &[]).unwrap().items[0].points, points("0.01"));
}

#[test]
fn a_label_that_is_not_named() {
    let steps = "{ rows = { table = 'posting' } }, { spans = { label = ['kind', 'area'] } }, { overlap = 'each' }, \
                 { measure = { unit = 'year', rest = 'down', add = 'ymd', per = 'label' } }, \
                 { scale = { label = { '任职/甲' = '2', '任职/' = '0' } } }";
    let posting = |area| Posting { from: Day::parse("2010-01-01"), to: Day::parse("2012-01-01"), area };
    assert_eq!(line(steps, &[posting(0), posting(3)]).unwrap().points, points("4"));
    let found = line(steps, &[posting(0), posting(2)]);
    assert_eq!(fault(found), FaultKind::UnknownLabel { label: "任职/丙".into(), item: "时间".into() });
}
