//! The choosing session, driven by one event after another as a meeting would.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

use anzhi_core::date::Date;
use anzhi_core::eligibility::Closed;
use anzhi_core::fault::{FaultKind, Table};
use anzhi_core::outcome::Standing;
use anzhi_core::place::stand;
use anzhi_core::round::{
    AgeLimit, Authority, CandidateRef, Certificate, Draft, Note, Relative, Round, Ruling, RulingKind,
    SittingRef, VacancyRef,
};
use anzhi_core::scheme::{Choosing, Consequence};
use anzhi_core::session::{Event, Refused, Seats, Session, Turn};
use fixture::{Job, Person, Values, draft, scheme};

const MAN: Values = &[("sex", "男"), ("born", "1985-05-05"), ("enlisted", "2006-03-31"), ("grade", "甲")];
const WOMAN: Values = &[("sex", "女"), ("born", "1988-02-29"), ("enlisted", "2006-03-31"), ("grade", "甲")];
/// By marks a, b, c, d choose in this order.
const A: Person = person("a", MAN, "90");
const B: Person = person("b", WOMAN, "80");
const C: Person = person("c", MAN, "70");
const D: Person = person("d", WOMAN, "60");
const JOBS: [Job; 3] =
    [("v1", "财政局", 1, 0, None), ("v2", "统计局", 2, 0, Some("女")), ("v3", "档案馆", 2, 0, None)];
const V1: VacancyRef = VacancyRef(0);
const V2: VacancyRef = VacancyRef(1);
const V3: VacancyRef = VacancyRef(2);

const fn person(id: &'static str, facts: Values, mark: &'static str) -> Person {
    let rows: &[(&str, Values)] = &[("degree", &[("class", "本科")])];
    Person { id, sitting: 0, facts, rows, mark, list: &[], give_up: None, lot: None }
}

fn standing(draft: Draft) -> (Round, Standing) {
    let round = draft.check(Vec::new()).unwrap();
    let standing = stand(&round).unwrap();
    (round, standing)
}

fn base() -> (Round, Standing) {
    standing(draft(scheme(), &[A, B, C, D], &JOBS))
}

fn open<'a>((round, standing): &'a (Round, Standing), sitting: usize) -> Session<'a> {
    Session::open(round, &standing.scores, &standing.rankings[sitting])
}

/// Everything that a session says of itself.
fn state(session: &Session<'_>) -> (Option<CandidateRef>, Vec<Turn>, Vec<Seats>, Vec<VacancyRef>) {
    let open = session.open_vacancies().collect();
    (session.turn(), session.turns().to_vec(), session.seats().to_vec(), open)
}

fn seats(session: &Session<'_>) -> Vec<(u32, Option<u32>)> {
    session.seats().iter().map(|seats| (seats.left, seats.last_turn)).collect()
}

#[test]
fn turns_follow_the_ranking_and_seats_go_one_by_one() {
    let base = base();
    let mut session = open(&base, 0);
    assert_eq!(session.sitting(), SittingRef(0));
    assert_eq!(seats(&session), [(1, None), (2, None), (2, None)]);
    // v2 is for women.
    assert_eq!(session.open_vacancies().collect::<Vec<_>>(), [V1, V3]);
    for (n, who, event, after) in [
        // The only seat of v1, and its last.
        (1, 0, Event::Chose(V1), [(0, Some(1)), (2, None), (2, None)]),
        (2, 1, Event::Chose(V2), [(0, Some(1)), (1, None), (2, None)]),
        (3, 2, Event::GaveUp, [(0, Some(1)), (1, None), (2, None)]),
        // The second seat of v2 is its last.
        (4, 3, Event::Chose(V2), [(0, Some(1)), (0, Some(4)), (2, None)]),
    ] {
        assert_eq!(session.turn(), Some(CandidateRef(who)));
        assert_eq!(session.apply(event), Ok(Turn { n, candidate: CandidateRef(who), event }));
        assert_eq!(seats(&session), after, "after turn {n}");
        assert_eq!(session.turns().len(), n as usize);
    }
    assert_eq!(session.turn(), None);
}

#[test]
fn a_closed_vacancy_is_refused_and_nothing_changes() {
    let base = base();
    let mut session = open(&base, 0);
    let refuse = |session: &mut Session<'_>, vacancy, why| {
        let before = state(session);
        assert_eq!(session.closed(vacancy), Some(why));
        assert_eq!(session.apply(Event::Chose(vacancy)), Err(Refused::Closed(why)));
        assert_eq!(state(session), before);
    };
    refuse(&mut session, V2, Closed::Sex);
    // A vacancy that the round does not have.
    refuse(&mut session, VacancyRef(3), Closed::NoSeat);
    session.apply(Event::Chose(V1)).unwrap();
    refuse(&mut session, V1, Closed::NoSeat);
    session.apply(Event::Chose(V3)).unwrap();
    // The same one still has the turn, and takes what is open.
    refuse(&mut session, V2, Closed::Sex);
    assert_eq!(session.turn(), Some(CandidateRef(2)));
    assert_eq!(session.apply(Event::Chose(V3)).unwrap().n, 3);
}

#[test]
fn events_after_the_end_are_refused() {
    let base = standing(draft(scheme(), &[A], &JOBS));
    let mut session = open(&base, 0);
    session.apply(Event::Chose(V3)).unwrap();
    let before = state(&session);
    assert_eq!((before.0, before.3.len()), (None, 0));
    let [late, gone] = [Event::Late, Event::Absent];
    for event in
        [Event::Chose(V1), Event::Chose(V3), Event::Exhausted, Event::GaveUp, Event::TimedOut, late, gone]
    {
        assert_eq!(session.apply(event), Err(Refused::NobodysTurn), "{event:?}");
        assert_eq!(state(&session), before);
    }
}

#[test]
fn who_is_late_gets_another_turn_at_the_end() {
    let base = base();
    let mut session = open(&base, 0);
    for event in [Event::Late, Event::Chose(V2), Event::Late, Event::Chose(V1)] {
        session.apply(event).unwrap();
    }
    // a and c wait in the order in which they were late; v1 has gone to d, who ranks behind both.
    assert_eq!(session.turn(), Some(CandidateRef(0)));
    assert_eq!(session.closed(V1), Some(Closed::NoSeat));
    session.apply(Event::Chose(V3)).unwrap();
    assert_eq!(session.turn(), Some(CandidateRef(2)));
    assert_eq!(session.apply(Event::Chose(V3)).unwrap().n, 6);
    assert_eq!(session.turn(), None);
    let turns: Vec<u32> = session.turns().iter().map(|turn| turn.candidate.0).collect();
    assert_eq!(turns, [0, 1, 2, 3, 0, 2]);
    // The last seat of v3 went in the sixth turn.
    assert_eq!(seats(&session), [(0, Some(4)), (1, None), (0, Some(6))]);
}

/// What the scheme says of one kind of event.
type Of = fn(&mut Choosing) -> &mut Consequence;

#[test]
fn the_scheme_says_who_gets_another_turn() {
    let cases: [(Event, Of); 4] = [
        (Event::Absent, |choosing| &mut choosing.absent),
        (Event::GaveUp, |choosing| &mut choosing.gave_up),
        (Event::TimedOut, |choosing| &mut choosing.timed_out),
        (Event::Late, |choosing| &mut choosing.late),
    ];
    for (event, of) in cases {
        for (own, others, again) in [
            (Consequence::EndOfList, Consequence::Out, true),
            (Consequence::Out, Consequence::EndOfList, false),
        ] {
            let mut scheme = scheme();
            cases.iter().for_each(|(_, other)| *other(&mut scheme.choosing) = others);
            *of(&mut scheme.choosing) = own;
            let base = standing(draft(scheme, &[A, B], &JOBS));
            let mut session = open(&base, 0);
            session.apply(event).unwrap();
            session.apply(Event::Exhausted).unwrap();
            assert_eq!(session.turn(), again.then_some(CandidateRef(0)), "{event:?}");
            // Whatever keeps them away again, there is no third turn.
            if again {
                session.apply(event).unwrap();
                assert_eq!(session.turn(), None, "{event:?}");
            }
        }
    }
}

fn rule(draft: &mut Draft, object: &str, new: &str) {
    let (who, date) = ("局长".into(), "2026-06-05".parse().unwrap());
    let authority = Authority { who, date, document: "1号".into() };
    let (kind, object, new) = (RulingKind::Place, object.into(), new.into());
    draft.rulings.push(Ruling {
        line: 2,
        kind,
        object,
        old: "".into(),
        new,
        authority,
        note: Note::default(),
    });
}

#[test]
fn a_seat_taken_by_ruling_is_gone_before_the_first_turn() {
    let mut draft = draft(scheme(), &[A, B, C, D], &JOBS);
    rule(&mut draft, "candidate/d", "v1");
    rule(&mut draft, "candidate/c", "v3");
    let base = standing(draft);
    let mut session = open(&base, 0);
    // No turn took the only seat of v1.
    assert_eq!(seats(&session), [(0, None), (2, None), (1, None)]);
    assert_eq!(session.apply(Event::Chose(V1)), Err(Refused::Closed(Closed::NoSeat)));
    session.apply(Event::Chose(V3)).unwrap();
    assert_eq!(seats(&session), [(0, None), (2, None), (0, Some(1))]);
    // c and d have no turn.
    session.apply(Event::Exhausted).unwrap();
    assert_eq!(session.turn(), None);
}

#[test]
fn two_sittings_share_nothing() {
    let there = |person: Person| Person { sitting: 1, ..person };
    let jobs: [Job; 2] = [("v1", "财政局", 1, 0, None), ("v2", "统计局", 1, 1, None)];
    let base = standing(draft(scheme(), &[A, there(B), C, there(D)], &jobs));
    let (mut here, mut other) = (open(&base, 0), open(&base, 1));
    assert_eq!((here.sitting(), other.sitting()), (SittingRef(0), SittingRef(1)));
    assert_eq!((here.turn(), other.turn()), (Some(CandidateRef(0)), Some(CandidateRef(1))));
    assert_eq!(here.apply(Event::Chose(V2)), Err(Refused::Closed(Closed::Sitting)));
    assert_eq!(other.apply(Event::Chose(V1)), Err(Refused::Closed(Closed::Sitting)));
    let before = state(&other);
    here.apply(Event::Chose(V1)).unwrap();
    here.apply(Event::Exhausted).unwrap();
    assert_eq!(here.turn(), None);
    assert_eq!(state(&other), before);
    // Turns are numbered in each sitting from 1.
    assert_eq!(other.apply(Event::Chose(V2)).unwrap().n, 1);
    assert_eq!(seats(&here), [(0, Some(1)), (1, None)]);
    assert_eq!(seats(&other), [(1, None), (0, Some(1))]);
}

type Change = fn(&mut Draft);

/// Who has the first turn, and why v1 is closed to them; v1 is changed by `condition`.
fn closed_to(first: Person, condition: Change) -> Option<Closed> {
    let mut draft = draft(scheme(), &[first], &JOBS);
    draft.heading.filing_date = Some("2026-06-01".parse().unwrap());
    condition(&mut draft);
    let base = standing(draft);
    open(&base, 0).closed(V1)
}

/// An upper age of so many years on a day.
fn age(draft: &mut Draft, most: u16, on: &str) {
    let on: Date = on.parse().unwrap();
    draft.vacancies[0].vacancy.age = Some(AgeLimit { most, on });
}

fn certificate(draft: &mut Draft, name: &str, date: &str) {
    draft.vacancies[0].vacancy.certificate = Some("教师资格".into());
    let (candidate, date) = (CandidateRef(0), date.parse().unwrap());
    let certificate =
        Certificate { line: 2, candidate, certificate: name.into(), date, note: Note::default() };
    draft.certificates.push(certificate);
}

fn relative(draft: &mut Draft, unit: &str) {
    let (candidate, relation) = (CandidateRef(0), "配偶".into());
    let relative = Relative { line: 2, candidate, unit: unit.into(), relation, note: Note::default() };
    draft.relatives.push(relative);
}

#[test]
fn every_condition_closes_at_its_edge() {
    let cases: [(Person, Change, Option<Closed>); 15] = [
        (A, |_| (), None),
        // 本科 is class 1 of the ladder.
        (A, |draft| draft.vacancies[0].vacancy.education = Some(1), None),
        (A, |draft| draft.vacancies[0].vacancy.education = Some(2), Some(Closed::Education)),
        // Born on 1985-05-05: 40 until the day before the 41st birthday.
        (A, |draft| age(draft, 40, "2026-05-04"), None),
        (A, |draft| age(draft, 40, "2026-05-05"), Some(Closed::Age)),
        (A, |draft| age(draft, 41, "2026-05-05"), None),
        // Born on 1988-02-29: by this scheme 38 on 28 February of a common year.
        (B, |draft| age(draft, 37, "2026-02-27"), None),
        (B, |draft| age(draft, 37, "2026-02-28"), Some(Closed::Age)),
        // Handed in by the filing date, that day included.
        (A, |draft| certificate(draft, "教师资格", "2026-06-01"), None),
        (A, |draft| certificate(draft, "教师资格", "2026-06-02"), Some(Closed::Certificate)),
        (A, |draft| certificate(draft, "法律职业资格", "2026-06-01"), Some(Closed::Certificate)),
        (A, |draft| relative(draft, "财政局"), Some(Closed::Relative)),
        (A, |draft| relative(draft, "统计局"), None),
        (
            B,
            |draft| draft.vacancies[0].vacancy.sex = Some(anzhi_core::facts::CategoryId(0)),
            Some(Closed::Sex),
        ),
        (A, |draft| draft.vacancies[0].vacancy.sitting = SittingRef(1), Some(Closed::Sitting)),
    ];
    for (place, (person, condition, expected)) in cases.into_iter().enumerate() {
        assert_eq!(closed_to(person, condition), expected, "case {place}");
    }
}

/// A sitting that the scheme does not have would leave somebody without any turn.
#[test]
fn a_sitting_or_group_that_is_not_there_is_a_fault() {
    let mut draft = draft(scheme(), &[A, Person { sitting: 2, ..B }], &JOBS);
    draft.vacancies[1].vacancy.sitting = SittingRef(2);
    draft.vacancies[2].vacancy.group = Some(anzhi_core::round::GroupRef(0));
    rule(&mut draft, "candidate/b", "v1");
    let faults = draft.check(Vec::new()).unwrap_err();
    let found: Vec<_> =
        faults.iter().map(|fault| (fault.place.table, fault.place.line, &fault.kind)).collect();
    let sitting = FaultKind::UnknownSitting { known: "main、other".into() };
    let expected = [
        (Table::Candidates, 3, &sitting),
        (Table::Vacancies, 3, &sitting),
        (Table::Vacancies, 4, &FaultKind::UnknownGroup { known: "".into() }),
        (Table::Rulings, 2, &FaultKind::OtherSitting { own: "".into() }),
    ];
    assert_eq!(found, expected);
}
