//! Of several awards for one cause, one.

use crate::{Award, CLASSED, award, awards, entries, line, priced, scheme, shown};
use anzhi_core::sheet::Gave;
use proptest::prelude::*;
use std::cmp::Ordering;

/// What decides, in the words of the file.
const KEYS: [&str; 6] = [
    "'points'",
    "'magnitude'",
    "'class'",
    "'earliest'",
    "'latest'",
    "{ prefer = { field = 'wartime', is = true } }",
];

/// 嘉奖, 三等功, 二等功, 一等功: the lightest counts more than the next, and deductions weigh most.
const PRICES: [(&str, i32); 4] = [("3", 3), ("1", 1), ("-5", -5), ("4", 4)];

/// Which of two awards of one cause goes before the other by a key; an award without a date goes last by date.
fn by_key(key: usize, one: &Award, other: &Award) -> Ordering {
    let points = |award: &Award| PRICES[award.class].1;
    let with_date_first = one.day.is_none().cmp(&other.day.is_none());
    match key {
        0 => points(other).cmp(&points(one)),
        1 => points(other).abs().cmp(&points(one).abs()),
        2 => other.class.cmp(&one.class),
        3 => with_date_first.then(one.day.cmp(&other.day)),
        4 => with_date_first.then(other.day.cmp(&one.day)),
        _ => other.wartime.cmp(&one.wartime),
    }
}

/// Whether an award stays: nobody of its cause goes before it.
fn stays(keys: &[usize], only_of_war: bool, place: usize, rows: &[Award]) -> bool {
    let own = &rows[place];
    let rivals = || (0..rows.len()).filter(|other| *other != place && rows[*other].cause == own.cause);
    let of_war = own.wartime || rivals().any(|other| rows[other].wartime);
    if own.cause.is_empty() || (only_of_war && !of_war) {
        return true;
    }
    !rivals().any(|other| {
        let order = keys.iter().map(|key| by_key(*key, &rows[other], own)).find(|order| order.is_ne());
        // What no key tells apart: the one that stands first.
        order.map_or(other < place, Ordering::is_lt)
    })
}

fn parameters(keys: &[usize], only_of_war: bool) -> String {
    let words: Vec<&str> = keys.iter().map(|key| KEYS[*key]).collect();
    let date = if keys.iter().any(|key| [3, 4].contains(key)) { "date = 'date', " } else { "" };
    let which = if only_of_war { ", where = { field = 'wartime', is = true }" } else { "" };
    format!("field = 'cause', {date}keep = [{}]{which}", words.join(", "))
}

fn some_keys() -> impl Strategy<Value = Vec<usize>> {
    let all: Vec<usize> = (0..KEYS.len()).collect();
    (Just(all).prop_shuffle(), 1..4_usize).prop_map(|(keys, count)| keys[..count].to_vec())
}

proptest! {
    #[test]
    fn entries_by_any_keys(keys in some_keys(), only_of_war in any::<bool>(), rows in awards()) {
        let once = format!("{{ once_per = {{ {} }} }}", parameters(&keys, only_of_war));
        let scheme = scheme(&[], &format!("{}, {once}, {{ sum = {{}} }}", priced(PRICES.map(|price| price.0))));
        let places = (0..rows.len()).filter(|place| stays(&keys, only_of_war, *place, &rows));
        let expected: Vec<(u16, i64)> = places
            .map(|place| (u16::try_from(place).unwrap(), i64::from(PRICES[rows[place].class].1) * 1_000_000))
            .collect();
        prop_assert_eq!(entries(&line(&scheme, &rows, &[]).unwrap(), 3), expected);
    }

    #[test]
    fn classes_by_any_keys_but_points(keys in some_keys(), only_of_war in any::<bool>(), rows in awards()) {
        let keys: Vec<usize> = keys.into_iter().filter(|key| *key > 1).chain([2]).collect();
        let keys = if keys.iter().filter(|key| **key == 2).count() > 1 { &keys[..keys.len() - 1] } else { &keys };
        let once = format!("{{ once_per = {{ {} }} }}", parameters(keys, only_of_war));
        let price = "{ price = { '嘉奖' = '1', '三等功' = '2', '二等功' = '3', '一等功' = '4' } }";
        let scheme = scheme(&[], &format!("{CLASSED}, {once}, {price}, {{ sum = {{}} }}"));
        let places = (0..rows.len()).filter(|place| stays(keys, only_of_war, *place, &rows));
        let expected: Vec<u16> = places.map(|place| u16::try_from(place).unwrap()).collect();
        prop_assert_eq!(line(&scheme, &rows, &[]).unwrap().steps[2].rows(), expected);
    }
}

fn flood(class: usize, day: Option<u8>) -> Award {
    Award { cause: "抗洪", day, ..award(class) }
}

#[test]
fn three_of_one_cause_with_equal_points() {
    let steps = |keep: &str| {
        let once = format!("{{ once_per = {{ field = 'cause', {keep} }} }}");
        scheme(&[], &format!("{}, {once}, {{ sum = {{}} }}", priced(["2", "2", "2", "2"])))
    };
    let rows = [flood(1, None), flood(2, Some(3)), flood(3, Some(2)), award(1)];
    // By points alone the first row; by date then the earlier, or the later; by class the highest.
    for (keep, left) in [
        ("keep = ['points']", "1:2 4:2"),
        ("date = 'date', keep = ['points', 'earliest']", "3:2 4:2"),
        ("date = 'date', keep = ['points', 'latest']", "2:2 4:2"),
        ("keep = ['points', 'class']", "3:2 4:2"),
        ("keep = ['magnitude']", "1:2 4:2"),
    ] {
        assert_eq!(shown(&line(&steps(keep), &rows, &[]).unwrap(), 3), left, "{keep}");
    }
}

#[test]
fn a_blank_matters_only_where_a_cause_is_shared() {
    // What prefers is a fact that the second row lacks: nobody asks, unless there is a choice to make.
    let keep = "keep = [{ prefer = { field = 'date', at_least = '2020-01-02' } }]";
    let once = format!("{{ once_per = {{ field = 'cause', {keep} }} }}");
    let scheme = scheme(&[], &format!("{}, {once}, {{ sum = {{}} }}", priced(["1", "2", "3", "4"])));
    let alone = [flood(1, None), award(2)];
    assert_eq!(shown(&line(&scheme, &alone, &[]).unwrap(), 3), "1:2 2:3");
    let shared = [flood(1, None), flood(2, Some(2))];
    let (kind, row) = crate::fault(line(&scheme, &shared, &[]));
    assert_eq!((kind.code(), row), ("fact-needed", 0));
}

#[test]
fn before_price_the_class_decides_and_behind_it_the_points() {
    // 二等功 takes five points off, 三等功 gives one.
    let once = |keep| format!("{{ once_per = {{ field = 'cause', keep = ['{keep}'] }} }}");
    let price = "{ price = { '嘉奖' = '3', '三等功' = '1', '二等功' = '-5', '一等功' = '4' } }";
    let rows = [flood(1, None), flood(2, None)];
    let before = scheme(&[], &format!("{CLASSED}, {}, {price}, {{ sum = {{}} }}", once("class")));
    assert_eq!(line(&before, &rows, &[]).unwrap().steps[2], Gave::Classed(vec![(1, 2)]));
    let behind = scheme(&[], &format!("{CLASSED}, {price}, {}, {{ sum = {{}} }}", once("points")));
    assert_eq!(shown(&line(&behind, &rows, &[]).unwrap(), 3), "1:1");
}
