//! 惩戒: the heaviest sanction in full, each further one half a point off.

use crate::build::{Person, Town, person};
use crate::show::{alone, asked, done, faults, scored};
use anzhi_core::round::RulingKind;

/// Class, date.
type Sanction = (&'static str, &'static str);

/// Sanctions (lines 1, 2, …), points, and what each counts.
type Case = (&'static [Sanction], &'static str, &'static str);

fn sanctioned(sanctions: &[Sanction]) -> Person {
    let one = |person: Person, row: &Sanction| person.sanction(row.0, row.1, &format!("事由{}", row.1));
    sanctions.iter().fold(person("1"), one)
}

fn check(cases: &[Case]) {
    for (sanctions, points, trail) in cases {
        let found = alone(&sanctioned(sanctions));
        assert_eq!(found.points("1", "discipline"), *points, "{sanctions:?}");
        assert_eq!(found.trail("1", "discipline"), *trail, "{sanctions:?}");
    }
}

#[test]
fn each_class_and_its_other_names() {
    check(&[
        // No sanction: the empty sum.
        (&[], "0", ""),
        (&[("警告", "2015-05-01")], "-0.5", "1:-0.5"),
        (&[("严重警告", "2015-05-01")], "-1", "1:-1"),
        (&[("记过", "2015-05-01")], "-2", "1:-2"),
        (&[("撤销党内职务", "2015-05-01")], "-2", "1:-2"),
        (&[("记大过", "2015-05-01")], "-3", "1:-3"),
        (&[("留党察看", "2015-05-01")], "-3", "1:-3"),
        (&[("降职", "2015-05-01")], "-4", "1:-4"),
        (&[("降级", "2015-05-01")], "-4", "1:-4"),
        (&[("降衔", "2015-05-01")], "-4", "1:-4"),
        (&[("撤职", "2015-05-01")], "-5", "1:-5"),
        // Party or administrative, the same sanction.
        (&[("党内警告", "2015-05-01")], "-0.5", "1:-0.5"),
        (&[("行政警告", "2015-05-01")], "-0.5", "1:-0.5"),
        (&[("党内严重警告", "2015-05-01")], "-1", "1:-1"),
        (&[("行政严重警告", "2015-05-01")], "-1", "1:-1"),
        (&[("行政记过", "2015-05-01")], "-2", "1:-2"),
        (&[("行政记大过", "2015-05-01")], "-3", "1:-3"),
    ]);
}

#[test]
fn the_heaviest_in_full_and_half_a_point_for_each_other() {
    check(&[
        // −2 in full, one other: −2 − 0.5 = −2.5.
        (&[("警告", "2010-05-01"), ("记过", "2015-05-01")], "-2.5", "1:-0.5 2:-2"),
        // −5 in full, three others, among them −4: −5 − 3 × 0.5 = −6.5.
        (
            &[
                ("降级", "2010-05-01"),
                ("撤职", "2012-05-01"),
                ("记大过", "2014-05-01"),
                ("警告", "2016-05-01"),
            ],
            "-6.5",
            "1:-0.5 2:-5 3:-0.5 4:-0.5",
        ),
        // Three times the lightest: −0.5 − 0.5 − 0.5 = −1.5.
        (
            &[("警告", "2010-05-01"), ("党内警告", "2012-05-01"), ("行政警告", "2014-05-01")],
            "-1.5",
            "1:-0.5 2:-0.5 3:-0.5",
        ),
        // Of two equal ones the earlier is the heaviest: −1 for line 2, −0.5 for line 1, −1.5 together.
        (&[("严重警告", "2016-05-01"), ("党内严重警告", "2012-05-01")], "-1.5", "1:-0.5 2:-1"),
        // Equal points, other classes: 降级 stands before 降衔 in normal form (U+7EA7, U+8854), but 降衔 is the
        // earlier one: −0.5 − 4 = −4.5.
        (&[("降级", "2018-05-01"), ("降衔", "2015-05-01")], "-4.5", "1:-0.5 2:-4"),
        // Equal points and dates: the first in normal form, 撤销党内职务 (U+64A4) before 记过 (U+8BB0).
        (&[("记过", "2015-05-01"), ("撤销党内职务", "2015-05-01")], "-2.5", "1:-0.5 2:-2"),
    ]);
}

#[test]
fn one_cause_does_not_make_two_sanctions_one() {
    // 撤职 and 留党察看 for the same thing: −5 − 0.5 = −5.5.
    let twice =
        person("1").sanction("撤职", "2019-06-15", "同一事由").sanction("留党察看", "2019-05-20", "同一事由");
    let found = alone(&twice);
    assert_eq!(found.points("1", "discipline"), "-5.5");
    assert_eq!(found.trail("1", "discipline"), "1:-5 2:-0.5");
}

#[test]
fn awards_and_sanctions_stay_apart() {
    // 三等功 +1 and 警告 −0.5 for one cause: 10 + 2 + 3 + 1 − 0.5 = 15.5.
    let both =
        person("1").award("三等功", "2015-05-01", "否", "否", "甲").sanction("警告", "2015-05-01", "甲");
    let found = alone(&both);
    assert_eq!((found.points("1", "rewards"), found.points("1", "discipline")), ("1".into(), "-0.5".into()));
    assert_eq!(found.sheet("1").assessment.to_string(), "15.5");
}

#[test]
fn after_the_cutoff_none_counts_and_a_warning_says_so() {
    for (sanctions, points, trail, warns) in [
        // The day itself counts: −5.
        (&[("撤职", "2026-03-31")][..], "-5", "1:-5", false),
        // The next day does not.
        (&[("撤职", "2026-04-01")][..], "0", "; 处分 1", true),
        // The heaviest comes too late, so that the other counts in full: −0.5.
        (&[("撤职", "2026-04-01"), ("警告", "2010-05-01")][..], "-0.5", "2:-0.5; 处分 1", true),
        // Nor does it make another heaviest a further one: −1 − 0.5 = −1.5.
        (
            &[("严重警告", "2026-05-01"), ("警告", "2012-05-01"), ("严重警告", "2010-05-01")][..],
            "-1.5",
            "2:-0.5 3:-1; 处分 1",
            true,
        ),
    ] {
        let mut town = Town::new();
        town.vacancy("V", 1);
        town.add(&sanctioned(sanctions).list(&["V"]));
        let found = scored(&town);
        assert_eq!(found.points("1", "discipline"), points, "{sanctions:?}");
        assert_eq!(found.trail("1", "discipline"), trail, "{sanctions:?}");
        let warnings = done(&town).warnings();
        assert_eq!(warnings.contains(&"fact-not-counted 1".into()), warns, "{sanctions:?}: {warnings:?}");
    }
}

/// Sanctions, the gap, what a ruling fills it with, points, and what each counts.
const FILLED: &[(&[Sanction], &str, &str, &str, &str)] = &[
    // Alone: as ruled.
    (&[("开除党籍", "2015-05-01")], "discipline.开除党籍", "-6", "-6", "1:-6"),
    (&[("开除军籍", "2015-05-01")], "discipline.开除军籍", "-10", "-10", "1:-10"),
    // Heavier than any stated one, even if later: −6 − 0.5 = −6.5.
    (
        &[("撤职", "2012-05-01"), ("开除党籍", "2015-05-01")],
        "discipline.开除党籍",
        "-6",
        "-6.5",
        "1:-0.5 2:-6",
    ),
    // Ruled lighter than another: it competes and loses. −5 − 0.5 = −5.5.
    (
        &[("撤职", "2012-05-01"), ("开除党籍", "2015-05-01")],
        "discipline.开除党籍",
        "-3",
        "-5.5",
        "1:-5 2:-0.5",
    ),
    // Ruled equal to another: the earlier one is the heaviest. −5 − 0.5 = −5.5 either way.
    (
        &[("撤职", "2012-05-01"), ("开除党籍", "2015-05-01")],
        "discipline.开除党籍",
        "-5",
        "-5.5",
        "1:-5 2:-0.5",
    ),
    (
        &[("撤职", "2016-05-01"), ("开除党籍", "2015-05-01")],
        "discipline.开除党籍",
        "-5",
        "-5.5",
        "1:-0.5 2:-5",
    ),
];

#[test]
fn expulsion_is_asked_and_then_competes_as_the_heaviest() {
    for (sanctions, gap, ruled, points, trail) in FILLED {
        let mut town = Town::new();
        town.vacancy("V", 1);
        town.add(&sanctioned(sanctions).list(&["V"]));
        assert_eq!(asked(&town), [format!("gap {gap}: 1")], "{sanctions:?}");
        town.ruling(RulingKind::FillGap, &format!("gap/{gap}"), "", ruled);
        let found = scored(&town);
        assert_eq!(found.points("1", "discipline"), *points, "{sanctions:?} {ruled}");
        assert_eq!(found.trail("1", "discipline"), *trail, "{sanctions:?} {ruled}");
        assert_eq!(asked(&town), [""; 0], "{sanctions:?} {ruled}");
    }
}

#[test]
fn two_gaps_are_two_questions_and_one_after_the_cutoff_is_none() {
    let both = [("开除军籍", "2015-06-01"), ("开除党籍", "2015-05-01")];
    let mut town = Town::new();
    town.vacancy("V", 2);
    town.add(&sanctioned(&both).list(&["V"]));
    assert_eq!(asked(&town), ["gap discipline.开除党籍: 1", "gap discipline.开除军籍: 1"]);
    town.ruling(RulingKind::FillGap, "gap/discipline.开除党籍", "", "-6");
    town.ruling(RulingKind::FillGap, "gap/discipline.开除军籍", "", "-8");
    // −8 − 0.5 = −8.5.
    assert_eq!(scored(&town).trail("1", "discipline"), "1:-8 2:-0.5");
    let mut later = Town::new();
    later.vacancy("V", 1);
    later.add(&sanctioned(&[("开除党籍", "2026-04-01")]).list(&["V"]));
    assert_eq!(asked(&later), [""; 0]);
    assert_eq!(scored(&later).points("1", "discipline"), "0");
}

#[test]
fn a_sanction_without_date_or_class_is_a_fault() {
    let undated = person("1").sanction("警告", "", "甲");
    assert_eq!(faults(&Town::of(&[undated])), ["missing-value Events.date:1"]);
    let nameless = person("1").sanction("", "2015-05-01", "甲");
    assert_eq!(faults(&Town::of(&[nameless])), ["missing-value Events.class:1"]);
}
