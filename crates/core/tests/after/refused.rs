//! Rulings that do not fit what came of the meeting.

use crate::{MAN, meeting, person, placed, refill, rule, void};
use anzhi_core::eligibility::Closed;
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::place_as_if_signed;
use anzhi_core::round::{Draft, Note, Relative, RulingKind};

/// The line, the column, what is wrong, what stands there.
type Told = (u32, &'static str, FaultKind, &'static str);

fn faults(draft: Draft) -> Vec<Fault> {
    let round = draft.check(Vec::new()).unwrap();
    match place_as_if_signed(&round) {
        Outcome::Fault(faults) => faults,
        other @ (Outcome::Done(_) | Outcome::Questions(_)) => panic!("{other:?}"),
    }
}

#[track_caller]
fn assert_refused(decide: impl FnOnce(&mut Draft), expected: &[Told]) {
    let mut draft = meeting();
    decide(&mut draft);
    let told: Vec<Fault> = faults(draft);
    let of =
        |(line, column, kind, found): &Told| Fault::new(Table::Rulings, *line, column, kind.clone(), found);
    assert_eq!(told, expected.iter().map(of).collect::<Vec<_>>());
}

fn void_ruling(present: &str) -> FaultKind {
    FaultKind::VoidRuling { present: present.into() }
}

fn placed_already(vacancy: &str) -> FaultKind {
    FaultKind::PlacedAlready { vacancy: vacancy.parse().unwrap() }
}

#[test]
fn a_seat_that_was_not_had_cannot_be_taken_back() {
    assert_refused(|d| void(d, "a", "v3", "gave_up"), &[(4, "old", void_ruling("v1"), "v3")]);
    assert_refused(|d| void(d, "d", "v1", "gave_up"), &[(4, "old", void_ruling(""), "v1")]);
    assert_refused(|d| void(d, "g", "v1", "excluded"), &[(4, "old", void_ruling(""), "v1")]);
    assert_refused(|d| void(d, "f", "v1", "absent"), &[(4, "old", void_ruling("v2"), "v1")]);
}

#[test]
fn nobody_sits_twice() {
    // In turn, by ruling, in the other sitting.
    let v3 = |d: &mut Draft| void(d, "c", "v3", "gave_up");
    for (who, has, object) in [("a", "v1", "candidate/a"), ("b", "v2", "candidate/b")] {
        assert_refused(
            |d| {
                v3(d);
                refill(d, who, "v3");
            },
            &[(5, "object", placed_already(has), object)],
        );
    }
    assert_refused(
        |d| {
            void(d, "b", "v2", "absent");
            refill(d, "f", "v2");
        },
        &[(5, "object", placed_already("v2"), "candidate/f")],
    );
}

#[test]
fn whoever_is_left_out_of_the_ranking_gets_no_seat() {
    assert_refused(
        |d| {
            void(d, "a", "v1", "gave_up");
            refill(d, "g", "v1");
        },
        &[(5, "object", FaultKind::RefillOfExcluded, "candidate/g")],
    );
}

#[test]
fn a_condition_closes_a_seat_as_in_the_meeting() {
    assert_refused(
        |d| {
            void(d, "b", "v2", "gave_up");
            refill(d, "d", "v2");
        },
        &[(5, "new", FaultKind::RefillClosed { why: Closed::Sex }, "v2")],
    );
    assert_refused(
        |d| {
            let (unit, relation, note) = ("财政局".into(), "配偶".into(), Note::default());
            let candidate = anzhi_core::round::CandidateRef(3);
            d.relatives.push(Relative { line: 2, candidate, unit, relation, note });
            void(d, "a", "v1", "gave_up");
            refill(d, "d", "v1");
        },
        &[(5, "new", FaultKind::RefillClosed { why: Closed::Relative }, "v1")],
    );
}

#[test]
fn there_are_no_more_seats_than_there_are() {
    assert_refused(|d| refill(d, "d", "v1"), &[(4, "new", FaultKind::NoSeatLeft, "v1")]);
    // Two for one seat: the later line is one too many, in whatever order the rows were added.
    let two = |d: &mut Draft| {
        void(d, "a", "v1", "gave_up");
        refill(d, "d", "v1");
        refill(d, "e", "v1");
    };
    assert_refused(two, &[(6, "new", FaultKind::NoSeatLeft, "v1")]);
    assert_refused(
        |d| {
            two(d);
            d.rulings.reverse();
        },
        &[(6, "new", FaultKind::NoSeatLeft, "v1")],
    );
    // By line, not by id.
    assert_refused(
        |d| {
            void(d, "a", "v1", "gave_up");
            refill(d, "e", "v1");
            refill(d, "d", "v1");
        },
        &[(6, "new", FaultKind::NoSeatLeft, "v1")],
    );
    // Closed and full at once.
    assert_refused(
        |d| refill(d, "d", "v2"),
        &[
            (4, "new", FaultKind::NoSeatLeft, "v2"),
            (4, "new", FaultKind::RefillClosed { why: Closed::Sex }, "v2"),
        ],
    );
}

#[test]
fn all_is_told_at_once_and_nobody_is_blamed_for_another() {
    // v3 is meant; d, who gets it, has done nothing wrong.
    assert_refused(
        |d| {
            void(d, "c", "v1", "gave_up");
            refill(d, "d", "v3");
            void(d, "e", "v2", "gave_up");
        },
        &[(4, "old", void_ruling("v3"), "v1"), (6, "old", void_ruling(""), "v2")],
    );
    assert_refused(
        |d| {
            void(d, "a", "v3", "absent");
            refill(d, "b", "v1");
            refill(d, "g", "v1");
            refill(d, "e", "v1");
        },
        &[
            (4, "old", void_ruling("v1"), "v3"),
            (5, "object", placed_already("v2"), "candidate/b"),
            (6, "object", FaultKind::RefillOfExcluded, "candidate/g"),
        ],
    );
}

#[test]
fn somebody_below_the_gate_gets_no_seat() {
    let mut scheme = crate::scheme();
    let gate = anzhi_core::scheme::Gate { at_least: "60".parse().unwrap(), clause: "".into() };
    scheme.scoring.exam.as_mut().unwrap().gate = Some(gate);
    let people = [person("a", MAN, "90", &["v3"]), person("b", MAN, "59.99", &[])];
    let mut draft = crate::draft(scheme, &people, &crate::JOBS);
    refill(&mut draft, "b", "v1");
    let expected = Fault::new(Table::Rulings, 2, "object", FaultKind::RefillOfExcluded, "candidate/b");
    assert_eq!(faults(draft), [expected]);
}

#[test]
fn nobody_is_asked_before_a_question_is_answered() {
    // d has no list: what is to happen after the meeting is not judged before there is one.
    let mut draft = meeting();
    draft.preferences.retain(|preference| preference.candidate.0 != 3);
    void(&mut draft, "a", "v3", "gave_up");
    let round = draft.check(Vec::new()).unwrap();
    assert!(matches!(place_as_if_signed(&round), Outcome::Questions(_)));
}

#[test]
fn a_change_has_no_effect() {
    let code = "Q9W1-DFWF-077Y-MGA1-W";
    let mut draft = meeting();
    rule(&mut draft, RulingKind::Change, "mark/a", ["", code]);
    rule(&mut draft, RulingKind::Change, "mark/a", [code, ""]);
    rule(&mut draft, RulingKind::Change, "vacancy/gone", [code, ""]);
    rule(&mut draft, RulingKind::Change, "person/nobody", ["", code]);
    let (round, placement) = placed(draft);
    let (_, before) = placed(meeting());
    assert_eq!(round.rulings().len(), 6);
    assert_eq!(format!("{placement:?}"), format!("{before:?}"));
}
