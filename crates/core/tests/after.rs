//! What rulings change after the meeting, worked by hand, and held against a second reading of the text.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

#[path = "after/naive.rs"]
mod naive;
#[path = "after/refused.rs"]
mod refused;
#[path = "after/warned.rs"]
mod warned;
#[path = "after/well_formed.rs"]
mod well_formed;

use anzhi_core::after::{Aftermath, Later};
use anzhi_core::outcome::{Fate, Outcome, Placement};
use anzhi_core::place::place_as_if_signed;
use anzhi_core::round::{Authority, Draft, Note, Round, Ruling, RulingKind, VoidCause};
use anzhi_core::scheme::Attend;
use fixture::{Job, Person, Values, draft, scheme};

const MAN: Values = &[("sex", "男"), ("enlisted", "2006-03-31"), ("grade", "甲")];
const WOMAN: Values = &[("sex", "女"), ("enlisted", "2006-03-31"), ("grade", "甲")];
const ROWS: &[(&str, Values)] = &[("degree", &[("class", "本科")])];
/// One seat, two for women, one, and one of the other sitting.
const JOBS: [Job; 4] = [
    ("v1", "财政局", 1, 0, None),
    ("v2", "统计局", 2, 0, Some("女")),
    ("v3", "档案馆", 1, 0, None),
    ("w1", "公安局", 1, 1, None),
];

const fn person(
    id: &'static str,
    facts: Values,
    mark: &'static str,
    list: &'static [&'static str],
) -> Person {
    Person { id, sitting: 0, facts, rows: ROWS, mark, list, give_up: None, lot: None }
}

/// In order: a has v1, b v2, c v3, d and e nothing. f is placed on v2 by ruling, g is excluded, o sits in the other
/// sitting and has w1.
fn people() -> [Person; 8] {
    [
        person("a", MAN, "90", &["v1"]),
        person("b", WOMAN, "80", &["v1", "v2"]),
        person("c", MAN, "70", &["v1", "v3"]),
        person("d", MAN, "60", &["v1", "v3"]),
        person("e", WOMAN, "50", &["v1", "v3"]),
        person("f", WOMAN, "95", &[]),
        person("g", MAN, "30", &[]),
        Person { sitting: 1, ..person("o", MAN, "40", &["w1"]) },
    ]
}

fn rule(draft: &mut Draft, kind: RulingKind, object: &str, [old, new]: [&str; 2]) {
    let (who, date) = ("局长".into(), "2026-09-05".parse().unwrap());
    let line = u32::try_from(draft.rulings.len() + 2).unwrap();
    let authority = Authority { who, date, document: "1号".into() };
    let (object, old, new, note) = (object.into(), old.into(), new.into(), Note::default());
    draft.rulings.push(Ruling { line, kind, object, old, new, authority, note });
}

fn void(draft: &mut Draft, who: &str, from: &str, cause: &str) {
    rule(draft, RulingKind::Void, &format!("candidate/{who}"), [from, cause]);
}

fn refill(draft: &mut Draft, who: &str, to: &str) {
    rule(draft, RulingKind::Refill, &format!("candidate/{who}"), ["", to]);
}

/// The round before anything is decided after the meeting; its two rulings stand in lines 2 and 3.
fn meeting() -> Draft {
    let mut draft = draft(scheme(), &people(), &JOBS);
    rule(&mut draft, RulingKind::Place, "candidate/f", ["", "v2"]);
    rule(&mut draft, RulingKind::Exclude, "candidate/g", ["", ""]);
    draft
}

fn placed(draft: Draft) -> (Round, Placement) {
    let round = draft.check(Vec::new()).unwrap();
    match place_as_if_signed(&round) {
        Outcome::Done(placement) => (round, placement),
        other @ (Outcome::Fault(_) | Outcome::Questions(_)) => panic!("{other:?}"),
    }
}

/// `ID WORD VACANCY` for everybody, as it is in the end.
fn ends(round: &Round, placement: &Placement) -> Vec<String> {
    let end = |who| {
        let fate = placement.fate(who).unwrap();
        let vacancy = fate.vacancy().map_or("", |vacancy| round.vacancy(vacancy).id.as_str());
        format!("{} {} {vacancy}", round.candidate(who).id(), fate.as_str()).trim_end().to_owned()
    };
    round.all_candidates().map(end).collect()
}

fn left(round: &Round, placement: &Placement) -> Vec<u32> {
    round.all_vacancies().map(|vacancy| placement.seats_left(vacancy)).collect()
}

const MEETING: [&str; 8] = [
    "a placed v1",
    "b placed v2",
    "c placed v3",
    "d exhausted",
    "e exhausted",
    "f placed_by_ruling v2",
    "g excluded",
    "o placed w1",
];

#[test]
fn without_such_rulings_the_end_is_that_of_the_meeting() {
    let (round, placement) = placed(meeting());
    assert!(!round.is_changed_after_meeting() && placement.after.is_empty());
    assert_eq!(ends(&round, &placement), MEETING);
    assert_eq!((left(&round, &placement), placement.placed()), (vec![0, 0, 0, 0], 5));
}

#[test]
fn a_seat_taken_back_is_free_and_a_seat_given_is_not() {
    let mut draft = meeting();
    void(&mut draft, "a", "v1", "gave_up");
    void(&mut draft, "f", "v2", "excluded");
    void(&mut draft, "o", "w1", "absent");
    refill(&mut draft, "e", "v1");
    let (round, placement) = placed(draft);
    let mut expected = MEETING;
    expected[0] = "a gave_up";
    expected[4] = "e placed_by_ruling v1";
    expected[5] = "f excluded";
    expected[7] = "o absent";
    assert_eq!(ends(&round, &placement), expected);
    // One seat of v2 and the one of w1 were not given again.
    assert_eq!((left(&round, &placement), placement.placed()), (vec![0, 1, 0, 1], 3));
    let find = |id| round.find_candidate(id).unwrap();
    let (v1, v2) = (round.find_vacancy("v1").unwrap(), round.find_vacancy("v2").unwrap());
    assert_eq!(
        placement.after[..3],
        [
            Aftermath { candidate: find("a"), later: Later::Voided { from: v1, cause: VoidCause::GaveUp } },
            Aftermath { candidate: find("e"), later: Later::Refilled { to: v1 } },
            Aftermath { candidate: find("f"), later: Later::Voided { from: v2, cause: VoidCause::Excluded } },
        ]
    );
    let after = placement.after(find("e")).unwrap();
    assert_eq!((after.from(), after.to(), after.fate()), (None, Some(v1), Fate::PlacedByRuling(v1)));
    assert_eq!(after.ruling(&round).map(|ruling| &*ruling.new), Some("v1"));
    assert_eq!(placement.after(find("b")), None);
}

#[test]
fn the_sittings_stay_as_they_were_held() {
    let (_, before) = placed(meeting());
    let mut draft = meeting();
    void(&mut draft, "a", "v1", "gave_up");
    refill(&mut draft, "d", "v1");
    let (_, after) = placed(draft);
    assert_eq!(format!("{:?}", after.sittings), format!("{:?}", before.sittings));
    assert_eq!(format!("{:?}", after.scores), format!("{:?}", before.scores));
    assert_eq!(after.after.len(), 2);
}

#[test]
fn all_seats_are_taken_back_before_any_is_given() {
    // In the file the seat is given first.
    let mut draft = meeting();
    refill(&mut draft, "d", "v3");
    void(&mut draft, "c", "v3", "absent");
    let (round, placement) = placed(draft);
    assert_eq!(ends(&round, &placement)[2..4], ["c absent", "d placed_by_ruling v3"]);
}

#[test]
fn a_seat_that_was_free_anyway_can_be_given() {
    let mut draft = meeting();
    draft.vacancies[2].vacancy.seats = 2;
    // d had it in the meeting then; e was left.
    refill(&mut draft, "e", "v2");
    draft.vacancies[1].vacancy.seats = 3;
    let (round, placement) = placed(draft);
    assert_eq!(ends(&round, &placement)[3..5], ["d placed v3", "e placed_by_ruling v2"]);
    assert_eq!(left(&round, &placement), [0, 0, 0, 0]);
}

#[test]
fn the_rows_may_stand_in_any_order() {
    let mut draft = meeting();
    void(&mut draft, "a", "v1", "gave_up");
    void(&mut draft, "c", "v3", "absent");
    refill(&mut draft, "d", "v3");
    refill(&mut draft, "e", "v1");
    let (round, placement) = placed(draft.clone());
    draft.rulings.reverse();
    let (again, other) = placed(draft);
    assert_eq!(ends(&again, &other), ends(&round, &placement));
    assert_eq!(other.after, placement.after);
}

/// Whoever sits until placed sits in every sitting, and may be given a seat of each.
#[test]
fn a_seat_of_any_sitting_that_the_person_sits_in_can_be_given() {
    let mut scheme = scheme();
    scheme.choosing.attend = Attend::UntilPlaced;
    let people = [
        person("a", MAN, "90", &["w1"]),
        person("b", MAN, "80", &["v1", "w1"]),
        person("c", MAN, "70", &["v1"]),
    ];
    let mut draft = draft(scheme, &people, &JOBS);
    void(&mut draft, "a", "w1", "gave_up");
    refill(&mut draft, "c", "w1");
    let (round, placement) = placed(draft);
    assert_eq!(ends(&round, &placement), ["a gave_up", "b placed v1", "c placed_by_ruling w1"]);
    assert_eq!(placement.placed(), 2);
    // c has a result of both sittings, and one end.
    assert_eq!(placement.sittings.iter().flat_map(|s| &s.results).count(), 5);
}
