//! With the lines that are given, everybody who moved and can keeps what they had.

use crate::rounds::{Files, RULINGS, between};
use crate::told::{ids, moved};
use anzhi_record::diff::{Diff, Keep, MoveKind};
use anzhi_tables::read_round;

/// The round with the lines filled in.
fn filled(new: &Files, diff: &Diff) -> Files {
    let mut filled = new.clone();
    for line in diff.keeping() {
        let cell = |key: &str| {
            let known = line.cells.iter().find(|(column, _)| *column == key);
            match (known, key) {
                (Some((_, Some(cell))), _) => cell.clone(),
                (Some((_, None)), "date") => "2026-08-20".into(),
                (Some((_, None)), _) => "某号".into(),
                (None, _) => String::new(),
            }
        };
        let cells: Vec<String> = RULINGS.split(',').map(cell).collect();
        filled = filled.and("rulings.csv", RULINGS, &cells.join(","));
    }
    filled
}

/// Those who have a line keep what they had, whatever else moves.
fn all_keep(old: &Files, new: &Files) {
    let first = between(old, new);
    let kept: Vec<&str> = first
        .people
        .iter()
        .filter(|person| matches!(person.moved.as_ref().map(|moved| moved.keep), Some(Keep::By(_))))
        .map(|person| person.id.as_str())
        .collect();
    assert!(!kept.is_empty(), "{:?}", ids(&first));
    let filled = filled(new, &first);
    assert!(read_round(&filled.bytes()).unwrap().round.is_ok());
    let second = between(old, &filled);
    for id in kept {
        let person = second.people.iter().find(|person| person.id.as_str() == id);
        let elsewhere = person.and_then(|person| person.moved.as_ref()).map(|moved| moved.kind);
        assert_ne!(elsewhere, Some(MoveKind::Elsewhere), "{id}: {}", moved(&second, id));
    }
}

#[test]
fn with_their_lines_all_keep_what_they_had() {
    let old = Files::of("county");
    all_keep(&old, &old.with("exams.csv", "\n21,77.5,", "\n21,87.5,").signed());
    all_keep(&old, &old.with("exams.csv", "\n07,79.95,", "\n07,9.95,").signed());
    all_keep(&old, &old.with("rulings.csv", "grade.技7,,7,", "grade.技7,,0.5,").signed());
    all_keep(&old, &old.ruled("exclude,candidate/22,,"));
    let small = Files::of("small");
    all_keep(&small, &small.with("exams.csv", "2,84,", "2,14,").signed());
    let after = Files::of("after-meeting");
    all_keep(&after, &after.without("rulings.csv", "refill,candidate/04"));
    let after = after.without("rulings.csv", "void,candidate/01");
    all_keep(&Files::of("after-meeting"), &after.without("rulings.csv", "refill,candidate/04"));
}

/// Two held the two seats of V1; one seat less, and both move away: the first of them by rank has the line.
#[test]
fn seats_go_by_rank_in_the_old_record() {
    let old = Files::of("small");
    // Neither lists V1 any more.
    let new = old
        .with("vacancies.csv", "派出所民警,2,", "派出所民警,1,")
        .with("preferences.csv", "4,2,V1,main,,\n4,3,V5", "4,2,V5")
        .with("preferences.csv", "5,2,V1,main,,\n5,3,V5", "5,2,V5");
    let diff = between(&old, &new);
    assert_eq!(ids(&diff)[..2], ["4", "5"]);
    let keep = |id: &str| crate::told::person(&diff, id).moved.as_ref().unwrap().keep;
    assert!(matches!(keep("4"), Keep::By(_)));
    assert_eq!(keep("5"), Keep::NoSeat);
    assert_eq!(diff.keeping().len(), 1);
}
