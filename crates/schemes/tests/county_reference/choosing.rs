//! 选岗: what giving up, absence, running out of time, lateness and an exhausted list lead to.

use crate::build::{Person, Town, person};
use crate::show::{Done, asked, done, outcome};
use anzhi_core::outcome::Outcome;
use anzhi_core::round::{GiveUpKind, RulingKind};

/// People 1, 2, 3 … in the order of their marks 90, 89, 88 …, so that 1 chooses first.
fn town(seats: &[(&str, u32)], people: &[fn(Person) -> Person]) -> Town {
    let mut town = Town::new();
    for (id, seats) in seats {
        town.vacancy(id, *seats);
    }
    for (place, change) in people.iter().enumerate() {
        let mark = (90 - place).to_string();
        town.add(&change(person(&(place + 1).to_string()).marks(&[&mark])));
    }
    town
}

#[test]
fn each_gets_the_first_of_the_list_that_is_open() {
    let all = |person: Person| person.list(&["A", "B", "C"]);
    let found = done(&town(&[("A", 1), ("B", 1), ("C", 2)], &[all, all, all]));
    assert_eq!(found.turns(), ["1 A", "2 B", "3 C"]);
    assert_eq!(
        found.fates(),
        ["1 1 A turn 1 preference 1", "2 2 B turn 2 preference 2", "3 3 C turn 3 preference 3"]
    );
    assert_eq!(found.seats(), ["A 0 1", "B 0 2", "C 1 -"]);
    assert_eq!(found.warnings(), [""; 0]);
}

#[test]
fn who_gave_up_was_absent_or_ran_out_of_time_has_no_further_turn() {
    for (kind, event, fate) in [
        (GiveUpKind::GaveUp, "gave up", "gave_up"),
        (GiveUpKind::Absent, "absent", "absent"),
        (GiveUpKind::TimedOut, "timed out", "gave_up"),
    ] {
        let mut town = Town::new();
        town.vacancy("A", 3);
        town.add(&person("1").marks(&["90"]).give_up(kind));
        town.add(&person("2").list(&["A"]));
        let found = done(&town);
        assert_eq!(found.turns(), [format!("1 {event}"), "2 A".into()]);
        assert_eq!(found.fates(), [format!("1 1 {fate}"), "2 2 A turn 2 preference 1".into()]);
        assert_eq!(found.seats(), ["A 2 -"]);
        assert_eq!(found.warnings(), [""; 0]);
        // A list handed in before is not used, and a warning says so.
        let mut listed = Town::new();
        listed.vacancy("A", 3);
        listed.add(&person("1").give_up(kind).list(&["A"]));
        let found = done(&listed);
        assert_eq!((found.turns(), found.fates()), (vec![format!("1 {event}")], vec![format!("1 1 {fate}")]));
        assert_eq!(found.seats(), ["A 3 -"]);
        assert_eq!(found.warnings(), ["preferences-unused 1"]);
    }
}

#[test]
fn who_is_late_chooses_after_everybody_else() {
    let first = |person: Person| person.list(&["A", "B"]);
    let late = |person: Person| person.list(&["A", "B", "C"]).give_up(GiveUpKind::Late);
    // 1 and 2 are late: 3 takes A, then 1 and 2 in the order of their ranks.
    let found = done(&town(&[("A", 1), ("B", 1), ("C", 1)], &[late, late, first]));
    assert_eq!(found.turns(), ["1 late", "2 late", "3 A", "1 B", "2 C"]);
    assert_eq!(
        found.fates(),
        ["1 1 B turn 4 preference 2", "2 2 C turn 5 preference 3", "3 3 A turn 3 preference 1"]
    );
    assert_eq!(found.seats(), ["A 0 3", "B 0 4", "C 0 5"]);
    // Late and then with nothing left.
    let found: Done =
        done(&town(&[("A", 1), ("B", 1), ("C", 1)], &[late, first, first, |person| person.list(&["C"])]));
    assert_eq!(found.turns(), ["1 late", "2 A", "3 B", "4 C", "1 exhausted"]);
    assert_eq!(found.fates()[0], "1 1 exhausted");
    // The last in rank is late: two turns in a row.
    let found =
        done(&town(&[("A", 1), ("B", 1)], &[first, |person| person.list(&["B"]).give_up(GiveUpKind::Late)]));
    assert_eq!(found.turns(), ["1 A", "2 late", "2 B"]);
}

#[test]
fn who_has_nothing_left_on_the_list_is_unplaced_and_listed() {
    let a = |person: Person| person.list(&["A"]);
    let found = done(&town(&[("A", 1), ("B", 5)], &[a, a, |person| person.list(&["A", "B"])]));
    assert_eq!(found.turns(), ["1 A", "2 exhausted", "3 B"]);
    assert_eq!(found.fates(), ["1 1 A turn 1 preference 1", "2 2 exhausted", "3 3 B turn 3 preference 2"]);
    // Seats that nobody listed stay free: B had five, and 2 did not ask for it.
    assert_eq!(found.seats(), ["A 0 1", "B 4 -"]);
}

#[test]
fn who_says_nothing_is_asked() {
    let a = |person: Person| person.list(&["A"]);
    let silent = |person: Person| person;
    assert_eq!(asked(&town(&[("A", 9)], &[a, silent, silent])), ["preferences: 2", "preferences: 3"]);
    // Coming late does not replace a list.
    assert_eq!(
        asked(&town(&[("A", 9)], &[a, |person| person.give_up(GiveUpKind::Late)])),
        ["preferences: 2"]
    );
}

#[test]
fn nobody_is_placed_before_all_have_signed() {
    let mut town = town(&[("A", 9)], &[|person| person.list(&["A"]), |person| person.list(&["A"])]);
    let round = town.draft.clone().check(Vec::new()).unwrap();
    let Outcome::Questions(standing) = anzhi_core::place::place(&round) else { unreachable!("unsigned") };
    assert_eq!(standing.questions.len(), 2);
    // Ranked so far all the same.
    assert_eq!(standing.rankings[0].places.len(), 2);
    // An exclusion needs no signature.
    town.ruling(RulingKind::Exclude, "candidate/2", "", "");
    let round = town.draft.clone().check(Vec::new()).unwrap();
    let Outcome::Questions(standing) = anzhi_core::place::place(&round) else { unreachable!("unsigned") };
    assert_eq!(standing.questions.len(), 1);
    assert!(matches!(outcome(&town).1, Outcome::Done(_)));
}

#[test]
fn rulings_place_and_exclude_outside_the_order() {
    let a = |person: Person| person.list(&["A", "B"]);
    let mut town = town(&[("A", 1), ("B", 1)], &[a, a, |person| person]);
    // 3 takes the only seat of A before the first turn, and needs no list.
    town.ruling(RulingKind::Place, "candidate/3", "", "A");
    let found = done(&town);
    assert_eq!(found.turns(), ["1 B", "2 exhausted"]);
    assert_eq!(found.fates(), ["1 1 B turn 1 preference 2", "2 2 exhausted", "3 - A by ruling"]);
    assert_eq!(found.seats(), ["A 0 -", "B 0 1"]);
    // Both have a sheet with a total: 15 + 8.80 = 23.8.
    let three = found.round.find_candidate("3").unwrap();
    let sheet = &found.placement.scores.sheet(three).unwrap().0;
    assert_eq!(sheet.total.unwrap().to_string(), "23.8");
    // 1 excluded besides: no rank, and 2 is the first.
    town.ruling(RulingKind::Exclude, "candidate/1", "", "");
    let found = done(&town);
    assert_eq!(found.turns(), ["2 B"]);
    assert_eq!(found.fates(), ["2 1 B turn 1 preference 2", "1 - excluded", "3 - A by ruling"]);
}
