//! What the steps on rows make of them: none, equal ones, negative points, the cut-off day, the normal order.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

use anzhi_core::condition::{Condition, Subject};
use anzhi_core::facts::{CategoryId, ColumnId, FactTableId, SetId, Source};
use anzhi_core::fault::{FaultKind, Table};
use anzhi_core::points::Points;
use anzhi_core::round::CandidateRef;
use anzhi_core::scheme::{GapId, LadderId};
use anzhi_core::score::{Unscored, score};
use anzhi_core::sheet::{Gave, Sheet};
use anzhi_core::steps::{Best, By, Classify, Drop, Keep, Param, Per, Price, SelectRows, Step, Sum};
use fixture::{Person, Values, draft, item, scheme};

type Rows = &'static [(&'static str, Values)];

const CLASS: Subject = Subject::Field(ColumnId(0));
const DATE: Subject = Subject::Field(ColumnId(1));
const COLLECTIVE: Subject = Subject::Field(ColumnId(2));

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

/// The sheet of somebody with these rows under one item with these steps.
fn sheet(steps: Vec<Step>, rows: Rows) -> Result<Sheet, Unscored> {
    let mut scheme = scheme();
    scheme.scoring.exam = None;
    scheme.scoring.items = vec![item("item", steps)];
    let person = Person { id: "c1", rows, ..Person::default() };
    let round = draft(scheme, &[person], &[]).check(Vec::new()).unwrap();
    score(round.scheme(), round.cohort(), round.dossier(CandidateRef(0)))
}

/// What a step gave; rows are numbered from 0 in normal form.
fn gave(steps: Vec<Step>, at: usize, rows: Rows) -> Gave {
    sheet(steps, rows).unwrap().items[0].steps[at].clone()
}

/// The only fault: its table, line, column and kind. The first row handed in stands on line 200.
fn fault(result: Result<Sheet, Unscored>) -> (Table, u32, String, FaultKind) {
    let Err(Unscored::Faults(faults)) = result else { panic!("{result:?}") };
    assert_eq!(faults.len(), 1, "{faults:?}");
    let place = &faults[0].place;
    (place.table, place.line, place.column.to_string(), faults[0].kind.clone())
}

fn needed() -> FaultKind {
    FaultKind::FactNeeded { item: "item".into() }
}

fn select(needed: bool) -> Step {
    Step::SelectRows(SelectRows { tables: vec![FactTableId(1)], source: Source::Events, when: None, needed })
}

fn is_class(place: u16) -> Condition {
    Condition::In { subject: CLASS, set: SetId(5), categories: vec![CategoryId(place)] }
}

fn classify(classes: Vec<(u16, Condition)>) -> Step {
    Step::Classify(Classify { ladder: LadderId(1), classes })
}

fn price(figures: [&str; 3]) -> Step {
    let points = figures.iter().map(|figure| Param::Stated(points(figure)).into()).collect();
    Step::Price(Price { ladder: LadderId(1), points })
}

/// Rows of awards, classed and priced, then one more step and the sum. The step is the fourth: place 3.
fn priced(figures: [&str; 3], step: Step) -> Vec<Step> {
    let classes = (0..3).map(|place| (place, is_class(place))).collect();
    vec![select(false), classify(classes), price(figures), step, Step::Sum(Sum)]
}

/// The steps before an end, and an end.
fn ended(mut steps: Vec<Step>) -> Vec<Step> {
    let classes = (0..3).map(|place| (place, is_class(place))).collect();
    steps.extend([classify(classes), price(["1", "5", "15"]), Step::Sum(Sum)]);
    steps
}

fn entries(rows: &[(u16, &str)]) -> Gave {
    Gave::Entries(rows.iter().map(|(row, figure)| (*row, points(figure))).collect())
}

const NOTHING: Rows = &[];

#[test]
fn rows_are_those_of_the_table_in_normal_order() {
    // 处分 sorts before 奖励, 三等功 before 二等功, earlier before later: rows 1, 2 and 3 are awards.
    let rows: Rows = &[
        ("award", &[("class", "二等功"), ("date", "2001-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2012-01-01")]),
        ("sanction", &[("class", "警告"), ("date", "2010-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2010-01-01")]),
        ("degree", &[("class", "大专")]),
    ];
    let sheet = sheet(ended(vec![select(true)]), rows).unwrap();
    assert_eq!(sheet.items[0].source, Source::Events);
    assert_eq!(sheet.items[0].steps[0], Gave::Rows(vec![1, 2, 3]));
    // 1 + 1 + 5.
    assert_eq!(sheet.items[0].points, points("7"));
    assert_eq!(gave(ended(vec![select(false)]), 0, NOTHING), Gave::Rows(vec![]));
    // Rows of another table of the same source are not enough.
    for rows in [NOTHING, &[("sanction", &[("class", "警告")])]] {
        let (table, line, column, kind) = fault(self::sheet(ended(vec![select(true)]), rows));
        assert_eq!((table, line, &*column, kind), (Table::Events, 0, "", FaultKind::NoRow));
    }
}

#[test]
fn keep_and_drop_by_a_flag() {
    let rows: Rows = &[
        ("award", &[("class", "三等功"), ("collective", "是")]),
        ("award", &[("class", "二等功"), ("collective", "否")]),
    ];
    let when = || Condition::Is { subject: COLLECTIVE, flag: true };
    let keep = || ended(vec![select(false), Step::Keep(Keep { when: when(), because: "".into() })]);
    let drop = |warn| ended(vec![select(false), Step::Drop(Drop { when: when(), because: "".into(), warn })]);
    assert_eq!(gave(keep(), 1, rows), Gave::Rows(vec![0]));
    assert_eq!(gave(drop(false), 1, rows), Gave::Rows(vec![1]));
    // A warning only if the scheme wants one and a row went.
    assert!(sheet(drop(true), rows).unwrap().not_counted);
    assert!(!sheet(drop(false), rows).unwrap().not_counted);
    assert!(!sheet(drop(true), &rows[1..]).unwrap().not_counted);
    for steps in [keep(), drop(true)] {
        assert_eq!(gave(steps.clone(), 1, NOTHING), Gave::Rows(vec![]));
        // A blank flag is neither: its row stands on the second line.
        let blank: Rows =
            &[("award", &[("class", "三等功"), ("collective", "否")]), ("award", &[("class", "二等功")])];
        assert_eq!(fault(sheet(steps, blank)), (Table::Events, 201, "collective".into(), needed()));
    }
}

#[test]
fn drop_what_lies_after_the_cut_off_day() {
    let rows: Rows = &[
        ("award", &[("class", "三等功"), ("date", "2026-03-30")]),
        ("award", &[("class", "三等功"), ("date", "2026-03-31")]),
        ("award", &[("class", "三等功"), ("date", "2026-04-01")]),
        ("award", &[("class", "二等功")]),
    ];
    let drop = |blank| {
        let when = Condition::AfterCutoff { subject: DATE, blank };
        ended(vec![select(false), Step::Drop(Drop { when, because: "".into(), warn: false })])
    };
    // The cut-off day itself counts. Row 3 has no date.
    assert_eq!(gave(drop(Some(false)), 1, rows), Gave::Rows(vec![0, 1, 3]));
    assert_eq!(gave(drop(Some(true)), 1, rows), Gave::Rows(vec![0, 1]));
    assert_eq!(gave(drop(None), 1, &rows[..3]), Gave::Rows(vec![0, 1]));
    assert_eq!(fault(sheet(drop(None), rows)), (Table::Events, 203, "date".into(), needed()));
}

#[test]
fn keep_and_drop_also_after_classes_and_points() {
    let rows: Rows = &[("award", &[("class", "三等功")]), ("award", &[("class", "二等功")])];
    let keep = Step::Keep(Keep { when: is_class(1), because: "".into() });
    let drop = Step::Drop(Drop { when: is_class(1), because: "".into(), warn: true });
    let mut steps = priced(["1", "5", "15"], drop);
    assert_eq!(gave(steps.clone(), 3, rows), entries(&[(0, "1")]));
    assert!(sheet(steps.clone(), rows).unwrap().not_counted);
    steps[3] = Step::Best(Best { n: 9, per: Per::All, by: By::Points });
    steps.insert(2, keep);
    assert_eq!(gave(steps.clone(), 2, rows), Gave::Classed(vec![(1, 1)]));
    assert_eq!(sheet(steps, rows).unwrap().assessment, points("5"));
}

#[test]
fn conditions_combine() {
    let rows: Rows = &[
        ("award", &[("class", "三等功"), ("collective", "否")]),
        ("award", &[("class", "三等功"), ("collective", "是")]),
        ("award", &[("class", "二等功"), ("collective", "否")]),
        ("award", &[("class", "二等功"), ("collective", "是")]),
    ];
    let kept = |when| {
        gave(ended(vec![select(false), Step::Keep(Keep { when, because: "".into() })]), 1, rows).rows()
    };
    let collective = || Condition::Is { subject: COLLECTIVE, flag: true };
    // In normal order: 三等功 否 (e5 90 a6) before 是 (e6 98 af), then 二等功 likewise.
    assert_eq!(kept(Condition::All(vec![is_class(0), collective()])), [1]);
    assert_eq!(kept(Condition::Any(vec![is_class(0), collective()])), [0, 1, 3]);
    assert_eq!(kept(Condition::Not(Box::new(collective()))), [0, 2]);
    // None of none holds, all of none do.
    assert_eq!(kept(Condition::Any(Vec::new())), [0_u16; 0]);
    assert_eq!(kept(Condition::All(Vec::new())), [0, 1, 2, 3]);
    let (subject, set) = (CLASS, SetId(5));
    assert_eq!(kept(Condition::In { subject, set, categories: vec![CategoryId(1), CategoryId(2)] }), [2, 3]);
}

#[test]
fn classify_wants_exactly_one_class() {
    let rows: Rows = &[("award", &[("class", "三等功")]), ("award", &[("class", "一等功")])];
    let ends = |classes| vec![select(false), classify(classes), price(["1", "5", "15"]), Step::Sum(Sum)];
    // 一等功 (e4 b8 80) sorts before 三等功 (e4 b8 89): row 0 has class 2.
    let right = vec![(2, is_class(2)), (0, is_class(0))];
    assert_eq!(gave(ends(right.clone()), 1, rows), Gave::Classed(vec![(0, 2), (1, 0)]));
    assert_eq!(gave(ends(right), 1, NOTHING), Gave::Classed(vec![]));
    // No condition met, and two met: the order of the classes never decides.
    for classes in [
        vec![(0, is_class(0))],
        vec![(0, is_class(0)), (1, is_class(2)), (2, is_class(2))],
        vec![(0, is_class(0)), (2, is_class(2)), (2, is_class(2))],
    ] {
        let kind = FaultKind::NotOneClass { item: "item".into() };
        assert_eq!(fault(sheet(ends(classes), rows)), (Table::Events, 201, "".into(), kind));
    }
    let blank: Rows = &[("award", &[("date", "2010-01-01")])];
    let classes = vec![(0, is_class(0))];
    assert_eq!(fault(sheet(ends(classes), blank)), (Table::Events, 200, "class".into(), needed()));
}

#[test]
fn price_gives_the_points_of_the_class() {
    let rows: Rows = &[("award", &[("class", "三等功")]), ("award", &[("class", "二等功")])];
    let steps = |figures| priced(figures, Step::Best(Best { n: 9, per: Per::All, by: By::Points }));
    assert_eq!(gave(steps(["1", "-2.5", "15"]), 2, rows), entries(&[(0, "1"), (1, "-2.5")]));
    assert_eq!(gave(steps(["1", "5", "15"]), 2, NOTHING), entries(&[]));
    let mut open = steps(["1", "5", "15"]);
    let Step::Price(price) = &mut open[2] else { panic!("{open:?}") };
    price.points[1] = Param::Gap(GapId(1)).into();
    // Reached twice, asked once; not reached, not asked.
    let twice: Rows =
        &[("award", &[("class", "二等功")]), ("award", &[("class", "二等功"), ("date", "2010-01-01")])];
    assert_eq!(sheet(open.clone(), twice), Err(Unscored::Gaps(vec![GapId(1)])));
    assert_eq!(sheet(open.clone(), &rows[..1]).unwrap().gaps, []);
    let Step::Price(price) = &mut open[2] else { panic!("{open:?}") };
    price.points.truncate(1);
    let kind = FaultKind::NotOneClass { item: "item".into() };
    assert_eq!(fault(sheet(open, rows)), (Table::Events, 201, "".into(), kind));
}
