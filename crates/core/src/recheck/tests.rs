//! Forged allocations: each is refused, and says why.

mod after;
#[path = "../../tests/fixture/mod.rs"]
mod fixture;
mod rules;

use super::{Broken, recheck};
use crate::outcome::{Allocation, CandidateResult, Fate, Outcome, Placement};
use crate::place::{Scores, place, score_all};
use crate::rank::{DecidedBy, Ranked};
use crate::round::{
    Acknowledgement, Authority, CandidateRef, Draft, GiveUpKind, Note, Round, Ruling, RulingKind, VacancyRef,
};
use crate::scheme::{Consequence, Signed};
use crate::session::{Event, Turn};
use fixture::{Job, Person, Values, draft, scheme};

const MAN: Values = &[("sex", "男"), ("born", "1985-05-05"), ("enlisted", "2006-03-31"), ("grade", "甲")];
const WOMAN: Values = &[("sex", "女"), ("born", "1985-05-05"), ("enlisted", "2006-03-31"), ("grade", "甲")];
const JOBS: [Job; 3] =
    [("v1", "财政局", 1, 0, None), ("v2", "统计局", 2, 0, Some("女")), ("v3", "档案馆", 3, 0, None)];
const V1: VacancyRef = VacancyRef(0);
const V2: VacancyRef = VacancyRef(1);
const V3: VacancyRef = VacancyRef(2);

const fn person(
    id: &'static str,
    facts: Values,
    mark: &'static str,
    list: &'static [&'static str],
) -> Person {
    let rows: &[(&str, Values)] = &[("degree", &[("class", "本科")])];
    Person { id, sitting: 0, facts, rows, mark, list, give_up: None, lot: None }
}

fn rule(draft: &mut Draft, kind: RulingKind, object: &str, new: &str) {
    let (who, date) = ("局长".into(), "2026-06-05".parse().unwrap());
    let authority = Authority { who, date, document: "1号".into() };
    let (object, new) = (object.into(), new.into());
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

/// The round with everybody's signature under the present sheet, and what comes of it.
fn placed(mut draft: Draft) -> (Round, Placement) {
    let unsigned = draft.clone().check(Vec::new()).unwrap();
    let (scores, _) = score_all(&unsigned).unwrap();
    for candidate in unsigned.all_candidates() {
        let code = scores.sheet(candidate).unwrap().1.code(Signed::Whole);
        let (date, how) = ("2026-06-01".parse().unwrap(), "签字".into());
        let signature = Acknowledgement { line: 2, candidate, code, date, how, note: Note::default() };
        draft.acknowledgements.push(signature);
    }
    let round = draft.check(Vec::new()).unwrap();
    let Outcome::Done(placement) = place(&round) else { panic!("{:?}", place(&round)) };
    (round, placement)
}

/// In order a, b, c (late), d, g (nothing left), h (absent); e is excluded, f placed on v3 by ruling.
fn honest() -> (Round, Scores, Allocation) {
    let people = [
        person("a", MAN, "90", &["v2", "v1"]),
        person("b", WOMAN, "80", &["v1", "v2", "v3"]),
        Person { give_up: Some(GiveUpKind::Late), ..person("c", MAN, "70", &["v1", "v3"]) },
        person("d", MAN, "60", &["v3"]),
        person("e", MAN, "30", &[]),
        person("f", MAN, "95", &[]),
        person("g", MAN, "50", &["v1", "v2"]),
        Person { give_up: Some(GiveUpKind::Absent), ..person("h", MAN, "40", &[]) },
    ];
    let mut draft = draft(scheme(), &people, &JOBS);
    rule(&mut draft, RulingKind::Exclude, "candidate/e", "");
    rule(&mut draft, RulingKind::Place, "candidate/f", "v3");
    let (round, placement) = placed(draft);
    (round, placement.scores, placement.sittings.into_iter().next().unwrap())
}

#[test]
fn the_honest_allocation_passes() {
    let (round, scores, allocation) = honest();
    let turns: Vec<_> = allocation.turns.iter().map(|turn| (turn.candidate.0, turn.event)).collect();
    let expected = [
        (0, Event::Chose(V1)),
        (1, Event::Chose(V2)),
        (2, Event::Late),
        (3, Event::Chose(V3)),
        (6, Event::Exhausted),
        (7, Event::Absent),
        // One seat of v3 went by ruling, one in turn 4.
        (2, Event::Chose(V3)),
    ];
    assert_eq!(turns, expected);
    assert_eq!(recheck(&round, &scores, &[], &allocation), Ok(()));
}

/// Two people in the ranking the other way round, the ranks staying where they are.
fn swap_places(allocation: &mut Allocation, place: usize) {
    allocation.ranking.places.swap(place, place + 1);
    renumber(allocation);
}

/// Numbers turns and ranks anew after people have been moved about.
fn renumber(allocation: &mut Allocation) {
    (1..).zip(&mut allocation.turns).for_each(|(n, turn)| turn.n = n);
    (1..).zip(&mut allocation.ranking.places).for_each(|(rank, place)| place.rank = rank);
}

const ORDER: Broken = Broken::Order;
const TURN: Broken = Broken::TurnOrder;
const EVENT: Broken = Broken::TurnEvent;
const FIRST: Broken = Broken::NotFirstOpen;
const SEATS: Broken = Broken::Seats;
const MISSING: Broken = Broken::Everybody;
const RESULTS: Broken = Broken::ResultOrder;
const FATE: Broken = Broken::Fate;

/// A name, what is forged, and what is found.
type Forgery = (&'static str, fn(&mut Allocation), Broken);

const FORGED: [Forgery; 34] = [
    ("a rank twice", |all| all.ranking.places[1].rank = 1, Broken::Ranks),
    ("ranks from 0", |all| all.ranking.places[0].rank = 0, Broken::Ranks),
    ("two ranked the wrong way", |all| swap_places(all, 0), ORDER),
    ("the last two the wrong way", |all| swap_places(all, 4), ORDER),
    ("two turns the wrong way", |all| all.turns[..2].rotate_left(1), TURN),
    (
        "two people in each other's turn",
        |all| {
            all.turns.swap(0, 1);
            renumber(all);
        },
        TURN,
    ),
    ("a turn with another number", |all| all.turns[3].n = 5, TURN),
    ("a turn of somebody else", |all| all.turns[3].candidate = CandidateRef(6), TURN),
    ("a turn too many", |all| all.turns.push(Turn { n: 8, ..all.turns[3] }), TURN),
    (
        "the first turn left out",
        |all| {
            all.turns.remove(0);
            renumber(all);
        },
        TURN,
    ),
    ("a second turn left out", |all| all.turns.truncate(6), Broken::NoTurn),
    ("late a second time", |all| all.turns[6].event = Event::Late, EVENT),
    ("on time though late", |all| all.turns[2].event = Event::Chose(V3), EVENT),
    ("gave up though late", |all| all.turns[2].event = Event::GaveUp, EVENT),
    ("absent though not recorded", |all| all.turns[0].event = Event::Absent, EVENT),
    ("out of time though not recorded", |all| all.turns[4].event = Event::TimedOut, EVENT),
    ("chose though absent", |all| all.turns[5].event = Event::Exhausted, EVENT),
    ("a seat too many", |all| all.turns[1].event = Event::Chose(V1), FIRST),
    ("the first open one skipped", |all| all.turns[1].event = Event::Chose(V3), FIRST),
    ("a closed one", |all| all.turns[0].event = Event::Chose(V2), FIRST),
    ("one that is not on the list", |all| all.turns[3].event = Event::Chose(V2), FIRST),
    ("nothing though one is open", |all| all.turns[3].event = Event::Exhausted, FIRST),
    ("one though none is open", |all| all.turns[4].event = Event::Chose(V3), FIRST),
    ("a seat left over", |all| all.seats[0].left = 1, SEATS),
    ("a seat gone", |all| all.seats[1].left = 0, SEATS),
    ("the last seat in another turn", |all| all.seats[2].last_turn = Some(4), SEATS),
    ("a last turn though a seat is left", |all| all.seats[1].last_turn = Some(2), SEATS),
    ("seats of a vacancy missing", |all| all.seats.truncate(2), SEATS),
    ("a result missing", |all| all.results.truncate(7), MISSING),
    ("a result twice", |all| all.results[1] = all.results[0], MISSING),
    ("a result too many", |all| all.results.push(all.results[0]), MISSING),
    ("results in another order", |all| all.results.swap(0, 1), RESULTS),
    ("a result with another rank", |all| all.results[3].rank = Some(3), RESULTS),
    ("a rank for the excluded", |all| all.results[7].rank = Some(7), RESULTS),
];

#[test]
fn every_forged_allocation_is_refused() {
    let (round, scores, allocation) = honest();
    for (name, forge, what) in FORGED {
        let mut forged = allocation.clone();
        forge(&mut forged);
        assert_eq!(recheck(&round, &scores, &[], &forged), Err(what), "{name}");
    }
}

/// Whoever the scheme sends to the end of the list chooses there, once; nobody else does.
#[test]
fn a_second_turn_is_the_last() {
    let kinds = [GiveUpKind::Absent, GiveUpKind::GaveUp, GiveUpKind::Late, GiveUpKind::TimedOut];
    for kind in kinds {
        for again in [Consequence::EndOfList, Consequence::Out] {
            let mut scheme = scheme();
            let choosing = &mut scheme.choosing;
            *match kind {
                GiveUpKind::Absent => &mut choosing.absent,
                GiveUpKind::GaveUp => &mut choosing.gave_up,
                GiveUpKind::Late => &mut choosing.late,
                GiveUpKind::TimedOut => &mut choosing.timed_out,
            } = again;
            let first = Person { give_up: Some(kind), ..person("a", MAN, "90", &["v1", "v3"]) };
            let people = [first, person("b", MAN, "80", &["v1"])];
            let (round, placement) = placed(draft(scheme, &people, &JOBS));
            let allocation = &placement.sittings[0];
            let turns: Vec<_> = allocation.turns.iter().map(|turn| (turn.candidate.0, turn.event)).collect();
            let kept_away = [(0, Event::from(kind)), (1, Event::Chose(V1))];
            let end = (0, Event::Chose(V3));
            let expected = if again == Consequence::Out {
                kept_away.to_vec()
            } else {
                [&kept_away[..], &[end]].concat()
            };
            assert_eq!(turns, expected, "{kind:?}");
            assert_eq!(recheck(&round, &placement.scores, &[], allocation), Ok(()), "{kind:?}");
            if again == Consequence::EndOfList {
                let mut forged = allocation.clone();
                forged.turns[2].event = Event::from(kind);
                assert_eq!(recheck(&round, &placement.scores, &[], &forged), Err(EVENT), "{kind:?}");
            }
        }
    }
}

/// Every result with every fate that is not its own.
#[test]
fn every_other_fate_is_refused() {
    let (round, scores, allocation) = honest();
    let mut fates = vec![Fate::Absent, Fate::Excluded, Fate::Exhausted, Fate::GaveUp];
    for vacancy in [V1, V2, V3] {
        fates.push(Fate::PlacedByRuling(vacancy));
        for (turn, preference) in
            [(1, Some(1)), (1, Some(2)), (1, None), (2, Some(2)), (4, Some(1)), (3, Some(2)), (7, Some(2))]
        {
            fates.push(Fate::Placed { vacancy, turn, preference });
        }
    }
    for place in 0..allocation.results.len() {
        let own = allocation.results[place].fate;
        assert!(fates.contains(&own), "{own:?}");
        for fate in fates.iter().filter(|fate| **fate != own) {
            let mut forged = allocation.clone();
            forged.results[place].fate = *fate;
            assert_eq!(recheck(&round, &scores, &[], &forged), Err(FATE), "{own:?} as {fate:?}");
        }
    }
}

#[test]
fn nobody_is_left_out_or_let_in_without_a_ruling() {
    let (round, scores, allocation) = honest();
    // h, who was absent, without rank and turn, as if excluded.
    let mut forged = allocation.clone();
    forged.ranking.places.pop();
    forged.turns.remove(5);
    forged.results[5] = CandidateResult { rank: None, fate: Fate::Excluded, ..forged.results[5] };
    renumber(&mut forged);
    forged.seats[2].last_turn = Some(6);
    let Fate::Placed { turn, .. } = &mut forged.results[2].fate else { panic!("{forged:?}") };
    *turn = 6;
    assert_eq!(recheck(&round, &scores, &[], &forged), Err(FATE));
    // e, who is excluded, ranked last and with a turn, but with an empty list.
    let mut forged = allocation;
    let (e, total) = (CandidateRef(4), scores.sheet(CandidateRef(4)).unwrap().0.total.unwrap());
    forged.ranking.places.push(Ranked {
        candidate: e,
        rank: 7,
        group: None,
        total,
        decided_by: DecidedBy::Total,
    });
    forged.turns.insert(6, Turn { n: 7, candidate: e, event: Event::Exhausted });
    renumber(&mut forged);
    forged.seats[2].last_turn = Some(8);
    let Fate::Placed { turn, .. } = &mut forged.results[2].fate else { panic!("{forged:?}") };
    *turn = 8;
    let e = CandidateResult { candidate: e, rank: Some(7), fate: Fate::Exhausted };
    forged.results.retain(|result| result.candidate != e.candidate);
    forged.results.insert(6, e);
    assert_eq!(recheck(&round, &scores, &[], &forged), Err(FATE));
}
