//! The engine against a naive second implementation of `county-reference` on random rounds, under its own ranking and
//! under another with groups and two sittings, and what must stay
//! the same when a round is changed in ways that must not count.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "twin/conditions.rs"]
mod conditions;
#[path = "twin/decisions.rs"]
mod decisions;
#[path = "twin/draft.rs"]
mod draft;
#[path = "twin/engine.rs"]
mod engine;
#[path = "twin/naive.rs"]
mod naive;
#[path = "twin/placing.rs"]
mod placing;
#[path = "twin/plain.rs"]
mod plain;
#[path = "twin/properties.rs"]
mod properties;
#[path = "twin/random.rs"]
mod random;
#[path = "twin/renamed.rs"]
mod renamed;
#[path = "twin/ruled.rs"]
mod ruled;
#[path = "twin/schemes.rs"]
mod schemes;

use engine::run;
use naive::{AWARDS, EDUCATION, GRADES, SANCTIONS};
use placing::{Verdict, verdict};
use plain::{Counters, Plain};
use random::{OUTSIDE_GRADES, one_lot_for_all};
use schemes::{Schemes, schemes};
use std::thread;

const CASES: u64 = 8000;
const WORKERS: u64 = 4;
/// Every branch must be reached so often by the random rounds.
const LEAST: u32 = 100;

/// The branches besides the rows of the tables, by clause.
const BRANCHES: [&str; 80] = [
    // Service.
    "service full years",
    "service part year",
    "service on the cut-off",
    // Grade: both filled.
    "both grades, track 职务",
    "both grades, track 技术",
    // Education.
    "degree without a date",
    "degree before the cut-off",
    "degree on the cut-off",
    "degree after the cut-off",
    "no degree counts",
    // Rewards.
    "award collective",
    "award after the cut-off",
    "award on the cut-off",
    "same cause, highest stays",
    "same cause, earlier stays",
    "same cause, smaller row stays",
    "several without a cause",
    "third of the same points",
    // Discipline.
    "sanction after the cut-off",
    "token",
    "gap is the heaviest",
    // Exam.
    "exam half up",
    "exam share as aimed",
    "exam share too great",
    "exam share too small",
    // Groups, sittings, ties.
    "regrouped",
    "second sitting",
    "decided by group",
    "decided by total",
    "decided by assessment",
    "decided by enlistment",
    "decided by lot",
    "undecided",
    "lot unneeded",
    // Choosing and outcomes.
    "absent",
    "gave_up",
    "timed_out",
    "late",
    "placed at preference 1",
    "placed at preference 2",
    "placed at preference 3",
    "no seat left",
    "exhausted",
    "excluded",
    "excluded at a gap",
    "placed by ruling",
    // Rulings on facts, and answers.
    "fact ruled, attribute",
    "fact ruled, row",
    "answer stands",
    // Conditions of vacancies.
    "closed by group",
    "closed by sex",
    "closed by education",
    "closed by age",
    "closed by age, on the birthday",
    "closed by age, 29 February decides",
    "closed by certificate",
    "closed by certificate, too late",
    "closed by relative",
    // Questions.
    "question gap",
    "question no-preferences",
    "question signed-other",
    "question tie",
    "question unsigned",
    // Faults.
    "fault enlisted after the cut-off",
    "fault equal lots",
    "fault flag of an award blank",
    "fault no degree",
    "fault no grade",
    "fault no grade on the track",
    "fault no mark",
    "fault track blank",
    // Faults of decisions.
    "fault void ruling on an attribute",
    "fault void ruling on a row",
    "fault void ruling on a group",
    "fault colliding rulings on a fact",
    "fault colliding rulings on a person",
    "fault no seat left for a ruling",
    "fault placed in another sitting",
    "fault preference of another sitting",
    "fault void answer",
];

/// Every branch that a counter stands for.
fn branches() -> Vec<String> {
    let mut all: Vec<String> = BRANCHES.map(str::to_owned).to_vec();
    all.extend(GRADES.iter().flat_map(|row| [format!("grade {}", row.0), format!("grade {}", row.1)]));
    all.extend(EDUCATION.iter().map(|row| format!("education {}", row.0)));
    all.extend(AWARDS.iter().flat_map(|row| [format!("award {}", row.0), format!("award 战时{}", row.0)]));
    all.extend(SANCTIONS.iter().map(|row| format!("sanction {}", row.0)));
    let gaps = OUTSIDE_GRADES.map(|term| format!("grade.{term}")).into_iter();
    for gap in gaps.chain(["discipline.开除党籍".into(), "discipline.开除军籍".into()]) {
        all.extend([format!("gap open {gap}"), format!("gap filled {gap}")]);
    }
    all
}

/// Field by field, so that the message names the first that differs.
fn same(about: &str, naive: &Verdict, engine: &Verdict, plain: &Plain) {
    assert_eq!(naive.fault, engine.fault, "fault, {about}\n{plain:?}");
    assert_eq!(naive.sheets, engine.sheets, "sheets, {about}\n{plain:?}");
    assert_eq!(naive.asked, engine.asked, "questions, {about}\n{plain:?}");
    assert_eq!(naive.order, engine.order, "order, {about}\n{plain:?}");
    assert_eq!(naive.turns, engine.turns, "turns, {about}\n{plain:?}");
    assert_eq!(naive.fates, engine.fates, "fates, {about}\n{plain:?}");
    assert_eq!(naive.seats, engine.seats, "seats, {about}\n{plain:?}");
    assert_eq!(naive.share, engine.share, "share of the exam, {about}\n{plain:?}");
    assert_eq!(naive.warnings, engine.warnings, "warnings, {about}\n{plain:?}");
}

fn compare(case: u64, schemes: &Schemes, count: &mut Counters) {
    let mut plain = random::plain(case);
    if case % 16 == 1 {
        one_lot_for_all(&mut plain);
    }
    let naive = verdict(&plain, count);
    let (engine, faults) = run(&plain, schemes, None);
    same(&format!("case {case}, faults {faults:?}"), &naive, &engine, &plain);
}

#[test]
fn the_engine_agrees_with_the_naive_implementation() {
    let schemes = schemes();
    let counted: Vec<Counters> = thread::scope(|scope| {
        let work = |worker: u64| {
            let schemes = &schemes;
            scope.spawn(move || {
                let mut count = Counters::default();
                (0..CASES).filter(|case| case % WORKERS == worker).for_each(|case| {
                    compare(case, schemes, &mut count);
                });
                count
            })
        };
        let workers: Vec<_> = (0..WORKERS).map(work).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let total = |branch: &str| -> u32 { counted.iter().filter_map(|count| count.0.get(branch)).sum() };
    let rare: Vec<_> =
        branches().into_iter().map(|branch| (total(&branch), branch)).filter(|(n, _)| *n < LEAST).collect();
    assert!(rare.is_empty(), "reached fewer than {LEAST} times in {CASES} cases: {rare:?}");
}
