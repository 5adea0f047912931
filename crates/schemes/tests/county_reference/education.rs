//! 学历: the highest degree that counts.

use crate::build::{Town, person};
use crate::show::{alone, faults};

/// Degrees with their dates (lines 1, 2, …), points, and which line counts.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

const CASES: &[Case<'_>] = &[
    // Each class of the paper.
    (&[("博士", "2010-07-01")], "5", "1:5"),
    (&[("硕士", "2010-07-01")], "4", "1:4"),
    (&[("本科", "2010-07-01")], "3", "1:3"),
    (&[("大专", "2010-07-01")], "2", "1:2"),
    (&[("中专", "2010-07-01")], "1", "1:1"),
    // 高中及以下 is a class with 0 points, not a blank.
    (&[("高中及以下", "2000-07-01")], "0", "1:0"),
    // Other ways to write them.
    (&[("大学本科", "2010-07-01")], "3", "1:3"),
    (&[("学士", "2010-07-01")], "3", "1:3"),
    (&[("研究生", "2010-07-01")], "4", "1:4"),
    (&[("大学专科", "2010-07-01")], "2", "1:2"),
    // The highest only, wherever it stands: 2, 4, 3 → 4.
    (&[("大专", "2005-07-01"), ("硕士", "2015-07-01"), ("本科", "2010-07-01")], "4", "2:4; best 1; best 3"),
    // The highest is not the latest: 5, then 3 → 5.
    (&[("博士", "2005-07-01"), ("本科", "2010-07-01")], "5", "1:5; best 2"),
    // Two of one class count once; of equals the one that stands first in normal form, here by date.
    (&[("本科", "2012-07-01"), ("本科", "2010-07-01")], "3", "2:3; best 1"),
    // Without a date it counts: 4.
    (&[("硕士", ""), ("本科", "2010-07-01")], "4", "1:4; best 2"),
    // Dated on the cut-off it counts: 4.
    (&[("硕士", "2026-03-31"), ("本科", "2010-07-01")], "4", "1:4; best 2"),
    // Dated the day after it does not: 3.
    (&[("硕士", "2026-04-01"), ("本科", "2010-07-01")], "3", "2:3; 取得 1"),
    // The only degree dated after the cut-off: there is a row, so no fault, and nothing counts: 0.
    (&[("本科", "2026-06-20")], "0", "; 取得 1"),
];

#[test]
fn the_highest_degree_that_counts() {
    for (degrees, points, trail) in CASES {
        let degree = |person: crate::build::Person, row: &(&str, &str)| person.degree(row.0, row.1);
        let found = alone(&degrees.iter().fold(person("1").no_degrees(), degree));
        assert_eq!(found.points("1", "education"), *points, "{degrees:?}");
        assert_eq!(found.trail("1", "education"), *trail, "{degrees:?}");
        assert!(!found.sheet("1").not_counted, "no warning for a degree: {degrees:?}");
    }
}

#[test]
fn part_time_and_full_time_count_alike() {
    // 硕士 4, whether 全日制, 在职 or not told.
    for full_time in ["是", "否", ""] {
        let cells = [("class", "硕士"), ("date", "2015-07-01"), ("full_time", full_time)];
        let found = alone(&person("1").row(anzhi_core::facts::Source::Degrees, "", &cells));
        assert_eq!(found.points("1", "education"), "4", "{full_time:?}");
    }
}

#[test]
fn no_row_and_no_class_are_faults() {
    assert_eq!(faults(&Town::of(&[person("1").no_degrees()])), ["no-row Degrees.:0 1"]);
    let blank = person("1").degree("", "2015-07-01");
    assert_eq!(faults(&Town::of(&[blank])), ["missing-value Degrees.class:2"]);
}
