//! Forged ends: what is told of the time after the meeting is held against the rulings, and the rulings against what
//! came of the meeting.

use super::fixture::{Person, draft, scheme};
use super::{JOBS, MAN, V1, V2, V3, WOMAN, person, placed};
use crate::after::{Aftermath, Later};
use crate::outcome::Placement;
use crate::recheck::{Broken, recheck_after};
use crate::round::{
    Authority, CandidateRef, Decision, Draft, Note, Round, Ruling, RulingKind, VacancyRef, VoidCause,
};
use crate::session::Event;

const A: CandidateRef = CandidateRef(0);
const C: CandidateRef = CandidateRef(2);
const D: CandidateRef = CandidateRef(3);
const TOLD: Broken = Broken::AfterTold;
const TAKEN: Broken = Broken::AfterTaken;
const GIVEN: Broken = Broken::AfterGiven;

fn rule(draft: &mut Draft, kind: RulingKind, object: &str, [old, new]: [&str; 2]) {
    let (who, date) = ("局长".into(), "2026-09-05".parse().unwrap());
    let authority = Authority { who, date, document: "1号".into() };
    let (line, note) = (2, Note::default());
    let (object, old, new) = (object.into(), old.into(), new.into());
    draft.rulings.push(Ruling { line, kind, object, old, new, authority, note });
}

/// a has v1, b v2, c v3, d and e nothing; f is excluded. Then a gives v1 up, and d gets it.
fn honest() -> (Round, Placement) {
    let people = [
        person("a", MAN, "90", &["v1"]),
        person("b", WOMAN, "80", &["v2"]),
        person("c", MAN, "70", &["v3"]),
        person("d", MAN, "60", &["v1"]),
        person("e", WOMAN, "50", &["v1"]),
        Person { lot: None, ..person("f", MAN, "40", &[]) },
    ];
    let mut draft = draft(scheme(), &people, &JOBS);
    rule(&mut draft, RulingKind::Exclude, "candidate/f", ["", ""]);
    rule(&mut draft, RulingKind::Void, "candidate/a", ["v1", "gave_up"]);
    rule(&mut draft, RulingKind::Refill, "candidate/d", ["", "v1"]);
    placed(draft)
}

fn check(round: &Round, placement: &Placement) -> Result<(), Broken> {
    recheck_after(round, &placement.scores, &placement.sittings, &placement.after)
}

fn voided(candidate: CandidateRef, from: VacancyRef, cause: VoidCause) -> Aftermath {
    Aftermath { candidate, later: Later::Voided { from, cause } }
}

fn refilled(candidate: CandidateRef, to: VacancyRef) -> Aftermath {
    Aftermath { candidate, later: Later::Refilled { to } }
}

/// A name, and what is forged in what is told.
type Forgery = (&'static str, fn(&mut Vec<Aftermath>));

const FORGED: [Forgery; 11] = [
    ("nothing told", Vec::clear),
    ("the seat taken back left out", |after| after.retain(|one| one.from().is_none())),
    ("the seat given left out", |after| after.truncate(1)),
    ("another cause", |after| after[0] = voided(A, V1, VoidCause::Absent)),
    ("another seat taken back", |after| after[0] = voided(A, V3, VoidCause::GaveUp)),
    ("taken back from somebody else", |after| after[0] = voided(C, V1, VoidCause::GaveUp)),
    ("given to somebody else", |after| after[1] = refilled(CandidateRef(4), V1)),
    ("another seat given", |after| after[1] = refilled(D, V3)),
    ("in another order", |after| after.reverse()),
    ("told twice", |after| after.push(after[1])),
    ("one too many", |after| after.push(refilled(CandidateRef(4), V2))),
];

#[test]
fn only_what_the_rulings_say_can_be_told() {
    let (round, honest) = honest();
    assert_eq!(check(&round, &honest), Ok(()));
    for (name, forge) in FORGED {
        let mut forged = honest.clone();
        forge(&mut forged.after);
        assert_ne!(forged.after, honest.after, "{name}");
        assert_eq!(check(&round, &forged), Err(TOLD), "{name}");
    }
}

/// Rulings that the engine would have refused, and an end that follows them word for word.
#[track_caller]
fn assert_unlawful(what: Broken, change: impl FnOnce(&mut Round, &mut Placement)) {
    let (mut round, mut placement) = honest();
    change(&mut round, &mut placement);
    assert_eq!(check(&round, &placement), Err(what));
}

/// Lets a ruling say something else, and the end with it.
fn reword(round: &mut Round, kind: RulingKind, change: impl FnOnce(&mut Ruling)) {
    let (ruling, _) = round.rulings.iter_mut().find(|(ruling, _)| ruling.kind == kind).unwrap();
    change(ruling);
}

#[test]
fn a_seat_is_taken_back_from_whoever_has_it() {
    // c has v3, not v1.
    assert_unlawful(TAKEN, |round, placement| {
        reword(round, RulingKind::Void, |ruling| ruling.object = "candidate/c".into());
        placement.after = vec![voided(C, V1, VoidCause::GaveUp), refilled(D, V1)];
    });
    // d has nothing.
    assert_unlawful(TAKEN, |round, placement| {
        reword(round, RulingKind::Void, |ruling| ruling.object = "candidate/e".into());
        placement.after = vec![refilled(D, V1), voided(CandidateRef(4), V1, VoidCause::GaveUp)];
    });
    // By the turns a chose v3: whatever the results say, v1 was not had.
    assert_unlawful(TAKEN, |_, placement| placement.sittings[0].turns[0].event = Event::Chose(V3));
}

#[test]
fn a_seat_is_given_to_whoever_may_have_it() {
    let to = |who: &'static str, candidate, vacancy: &'static str, place| {
        move |round: &mut Round, placement: &mut Placement| {
            reword(round, RulingKind::Refill, |ruling| {
                (ruling.object, ruling.new) = (format!("candidate/{who}").into(), vacancy.into());
            });
            placement.after = vec![voided(A, V1, VoidCause::GaveUp), refilled(candidate, place)];
        }
    };
    // Who has one, whom a ruling excludes, and a vacancy for women.
    assert_unlawful(GIVEN, to("b", CandidateRef(1), "v1", V1));
    assert_unlawful(GIVEN, to("f", CandidateRef(5), "v1", V1));
    assert_unlawful(GIVEN, to("d", D, "v2", V2));
    // No seat is left on v1 if a keeps hers.
    assert_unlawful(Broken::AfterSeats, |round, placement| {
        round.rulings.retain(|(ruling, _)| ruling.kind != RulingKind::Void);
        placement.after.remove(0);
    });
}

#[test]
fn nobody_gets_a_seat_who_lost_one() {
    assert_unlawful(GIVEN, |round, placement| {
        reword(round, RulingKind::Refill, |ruling| {
            (ruling.object, ruling.new) = ("candidate/a".into(), "v3".into());
        });
        placement.after = vec![refilled(A, V3), voided(A, V1, VoidCause::GaveUp)];
    });
}

#[test]
fn a_ruling_stands_once() {
    assert_unlawful(TOLD, |round, _| {
        let void = round.rulings.iter().find(|(ruling, _)| ruling.kind == RulingKind::Void).cloned();
        round.rulings.extend(void);
    });
    // Of somebody whom nobody knows.
    assert_unlawful(TOLD, |round, _| {
        reword(round, RulingKind::Void, |ruling| ruling.object = "candidate/nobody".into());
    });
}

#[test]
fn nobody_chose_twice() {
    let (round, mut placement) = honest();
    let again = placement.sittings[0].turns[0];
    placement.sittings[0].turns.push(again);
    assert_eq!(check(&round, &placement), Err(Broken::Everybody));
}

/// What was made of a ruling plays no part: the check reads the ruling itself.
#[test]
fn the_rulings_themselves_are_read() {
    let (mut round, placement) = honest();
    for (_, decision) in &mut round.rulings {
        if let Decision::Void(who, ..) | Decision::Refill(who, _) = decision {
            *who = CandidateRef(1);
        }
    }
    assert_eq!(check(&round, &placement), Ok(()));
}
