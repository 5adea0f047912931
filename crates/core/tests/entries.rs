//! What counts of several rows with points: one per cause, the best, the heaviest and tokens, their sum.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

use anzhi_core::condition::{Condition, Subject};
use anzhi_core::facts::{CategoryId, ColumnId, FactTableId, SetId, Source};
use anzhi_core::fault::{FaultKind, Table};
use anzhi_core::points::Points;
use anzhi_core::round::CandidateRef;
use anzhi_core::scheme::LadderId;
use anzhi_core::score::{Unscored, score};
use anzhi_core::sheet::{Gave, ItemLine};
use anzhi_core::steps::{
    Best, By, Classify, KeepKey, OncePer, Param, Per, Price, SelectRows, Step, Sum, Token,
};
use fixture::{Person, Values, draft, item, scheme};

type Rows = &'static [(&'static str, Values)];

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

/// The line of an item: awards at these figures for 三等功, 二等功, 一等功, one more step, the sum.
fn line(figures: [&str; 3], step: Step, rows: Rows) -> Result<ItemLine, Unscored> {
    let class = |place| {
        let (subject, categories) = (Subject::Field(ColumnId(0)), vec![CategoryId(place)]);
        (place, Condition::In { subject, set: SetId(5), categories })
    };
    let prices = figures.iter().map(|figure| Param::Stated(points(figure)).into()).collect();
    let steps = vec![
        Step::SelectRows(SelectRows {
            tables: vec![FactTableId(1)],
            source: Source::Events,
            when: None,
            needed: false,
        }),
        Step::Classify(Classify { ladder: LadderId(1), classes: (0..3).map(class).collect() }),
        Step::Price(Price { ladder: LadderId(1), points: prices }),
        step,
        Step::Sum(Sum),
    ];
    let mut scheme = scheme();
    scheme.scoring.exam = None;
    scheme.scoring.items = vec![item("item", steps)];
    let person = Person { id: "c1", rows, ..Person::default() };
    let round = draft(scheme, &[person], &[]).check(Vec::new()).unwrap();
    score(round.scheme(), round.cohort(), round.dossier(CandidateRef(0))).map(|sheet| sheet.items[0].clone())
}

/// The entries that the step leaves, as `row:points` with rows from 0 in normal form, and the sum.
fn left(figures: [&str; 3], step: &Step, rows: Rows) -> (String, String) {
    let line = line(figures, step.clone(), rows).unwrap();
    let Gave::Entries(entries) = &line.steps[3] else { panic!("{line:?}") };
    let entries: Vec<String> = entries.iter().map(|(row, points)| format!("{row}:{points}")).collect();
    (entries.join(" "), line.points.to_string())
}

fn owned(entries: &str, sum: &str) -> (String, String) {
    (entries.to_owned(), sum.to_owned())
}

const FIGURES: [&str; 3] = ["1", "5", "15"];

#[test]
fn once_per_keeps_the_best_of_one_cause() {
    let keep = vec![KeepKey::Points, KeepKey::Earliest];
    let once = Step::OncePer(OncePer { field: ColumnId(3), date: Some(ColumnId(1)), keep, when: None });
    // More points count although the row stands later and is of a later date.
    let rows: Rows = &[
        ("award", &[("class", "三等功"), ("date", "2010-01-01"), ("cause", "抗洪")]),
        ("award", &[("class", "二等功"), ("date", "2012-01-01"), ("cause", "抗洪")]),
        ("award", &[("class", "三等功"), ("date", "2011-01-01"), ("cause", "抗震")]),
    ];
    assert_eq!(left(FIGURES, &once, rows), owned("1:1 2:5", "6"));
    // Of negative points the less negative are the higher: −1 of −1 and −5.
    assert_eq!(left(["-1", "-5", "-15"], &once, rows), owned("0:-1 1:-1", "-2"));
    // Equal points: the earlier date, whether its row stands before or behind.
    assert_eq!(left(["5", "5", "5"], &once, rows), owned("0:5 1:5", "10"));
    let behind: Rows = &[
        ("award", &[("class", "三等功"), ("date", "2012-01-01"), ("cause", "抗洪")]),
        ("award", &[("class", "二等功"), ("date", "2010-01-01"), ("cause", "抗洪")]),
    ];
    assert_eq!(left(["5", "5", "5"], &once, behind), owned("1:5", "5"));
    // Equal points, no dates but one: what has no date comes last.
    let dateless: Rows = &[
        ("award", &[("class", "三等功"), ("cause", "抗洪")]),
        ("award", &[("class", "二等功"), ("date", "2020-01-01"), ("cause", "抗洪")]),
    ];
    assert_eq!(left(["5", "5", "5"], &once, dateless), owned("1:5", "5"));
    // Equal points and dates: the first in normal form. 否 sorts before 是.
    let equal: Rows = &[
        ("award", &[("class", "三等功"), ("date", "2010-01-01"), ("collective", "是"), ("cause", "抗洪")]),
        ("award", &[("class", "三等功"), ("date", "2010-01-01"), ("collective", "否"), ("cause", "抗洪")]),
    ];
    assert_eq!(left(FIGURES, &once, equal), owned("0:1", "1"));
    // A blank cause is one of its own.
    let blank: Rows = &[
        ("award", &[("class", "三等功"), ("date", "2010-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2011-01-01")]),
    ];
    assert_eq!(left(FIGURES, &once, blank), owned("0:1 1:1", "2"));
    assert_eq!(left(FIGURES, &once, &[]), owned("", "0"));
}

#[test]
fn best_keeps_the_highest_of_all_and_says_them_in_normal_order() {
    let best = |n| Step::Best(Best { n, per: Per::All, by: By::Points });
    // In normal form: 0 一等功, 1 三等功 of 2010, 2 三等功 of 2011, 3 二等功.
    let rows: Rows = &[
        ("award", &[("class", "二等功")]),
        ("award", &[("class", "三等功"), ("date", "2011-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2010-01-01")]),
        ("award", &[("class", "一等功")]),
    ];
    assert_eq!(left(FIGURES, &best(1), rows), owned("0:15", "15"));
    assert_eq!(left(FIGURES, &best(2), rows), owned("0:15 3:5", "20"));
    // The third is one of two equal ones: that which stands first.
    assert_eq!(left(FIGURES, &best(3), rows), owned("0:15 1:1 3:5", "21"));
    assert_eq!(left(FIGURES, &best(9), rows), owned("0:15 1:1 2:1 3:5", "22"));
    // The highest of negative points is the smallest deduction.
    assert_eq!(left(["-1", "-5", "-15"], &best(1), rows), owned("1:-1", "-1"));
    assert_eq!(left(FIGURES, &best(1), &[]), owned("", "0"));
    assert_eq!(left(FIGURES, &best(0), rows), owned("", "0"));
}

#[test]
fn best_within_a_class_or_within_equal_points() {
    let best = |n, per| Step::Best(Best { n, per, by: By::Points });
    // In normal form: 0 to 2 三等功, 3 and 4 二等功.
    let rows: Rows = &[
        ("award", &[("class", "三等功"), ("date", "2010-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2011-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2012-01-01")]),
        ("award", &[("class", "二等功"), ("date", "2010-01-01")]),
        ("award", &[("class", "二等功"), ("date", "2011-01-01")]),
    ];
    for per in [Per::Class, Per::Points] {
        assert_eq!(left(FIGURES, &best(2, per), rows), owned("0:1 1:1 3:5 4:5", "12"), "{per:?}");
        assert_eq!(left(FIGURES, &best(1, per), rows), owned("0:1 3:5", "6"), "{per:?}");
    }
    // Two classes of the same points count separately by class and together by points.
    assert_eq!(left(["5", "5", "0"], &best(1, Per::Class), rows), owned("0:5 3:5", "10"));
    assert_eq!(left(["5", "5", "0"], &best(1, Per::Points), rows), owned("0:5", "5"));
}

#[test]
fn token_counts_the_heaviest_in_full() {
    let token = |rest| Step::Token(Token { rest: Param::Stated(points(rest)), date: Some(ColumnId(1)) });
    // In normal form: 0 三等功 of 2010, 1 三等功 of 2012, 2 二等功 of 2009.
    let rows: Rows = &[
        ("award", &[("class", "三等功"), ("date", "2012-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2010-01-01")]),
        ("award", &[("class", "二等功"), ("date", "2009-01-01")]),
    ];
    // −2 − 0.5 − 0.5.
    assert_eq!(left(["-1", "-2", "0"], &token("-0.5"), rows), owned("0:-0.5 1:-0.5 2:-2", "-3"));
    // The heaviest by distance from zero, whatever its sign: 3 − 0.5 − 0.5.
    assert_eq!(left(["-1", "3", "0"], &token("-0.5"), rows), owned("0:-0.5 1:-0.5 2:3", "2"));
    assert_eq!(left(["-4", "3", "0"], &token("-0.5"), rows), owned("0:-4 1:-0.5 2:-0.5", "-5"));
    // All equal: the earliest date, which stands last in normal form.
    assert_eq!(left(["-2", "-2", "0"], &token("-0.5"), rows), owned("0:-0.5 1:-0.5 2:-2", "-3"));
    // Equal with no date but one, and equal altogether: 否 sorts before 是.
    let dateless: Rows =
        &[("award", &[("class", "三等功")]), ("award", &[("class", "二等功"), ("date", "2020-01-01")])];
    assert_eq!(left(["-2", "-2", "0"], &token("-0.5"), dateless), owned("0:-0.5 1:-2", "-2.5"));
    let equal: Rows = &[
        ("award", &[("class", "三等功"), ("collective", "是")]),
        ("award", &[("class", "三等功"), ("collective", "否")]),
    ];
    assert_eq!(left(["-2", "-2", "0"], &token("-0.5"), equal), owned("0:-2 1:-0.5", "-2.5"));
    // One alone counts in full, none nothing.
    assert_eq!(left(["-2", "0", "0"], &token("-0.5"), &rows[..1]), owned("0:-2", "-2"));
    assert_eq!(left(["-2", "0", "0"], &token("-0.5"), &[]), owned("", "0"));
}

#[test]
fn sum_adds_up_or_says_that_it_cannot() {
    let all = || Step::Best(Best { n: 9, per: Per::All, by: By::Points });
    let rows: Rows = &[("award", &[("class", "三等功")]), ("award", &[("class", "二等功")])];
    // 0.1 + 0.2 = 0.3 exactly.
    assert_eq!(left(["0.1", "0.2", "0"], &all(), rows), owned("0:0.1 1:0.2", "0.3"));
    assert_eq!(left(["-1.5", "1.5", "0"], &all(), rows).1, "0");
    // 9 × 10^12 twice is beyond the range: the item is named, at the candidate's line.
    let Err(Unscored::Faults(faults)) = line(["9000000000000", "9000000000000", "0"], all(), rows) else {
        panic!("that cannot be held")
    };
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].kind, FaultKind::Arithmetic { quantity: "item: sum".into() });
    assert_eq!((faults[0].place.table, faults[0].place.line), (Table::Candidates, 2));
}
