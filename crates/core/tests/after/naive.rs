//! A second, naive reading of the rules, written from the text: take every seat back that the rulings name, then give
//! those that they name, and count.

use crate::{JOBS, MAN, Person, WOMAN, draft, person, refill, scheme, void};
use anzhi_core::fault::FaultKind;
use anzhi_core::outcome::{Outcome, Placement};
use anzhi_core::place::place_as_if_signed;
use anzhi_core::round::{Draft, Round};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const IDS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];
const MARKS: [&str; 7] = ["90", "80", "70", "60", "50", "40", "30"];
const LISTS: [&[&str]; 6] =
    [&["v1"], &["v1", "v2"], &["v2", "v3"], &["v3", "v1"], &["v3"], &["v1", "v2", "v3"]];
const CAUSES: [&str; 3] = ["gave_up", "absent", "excluded"];
const VACANCIES: [&str; 3] = ["v1", "v2", "v3"];

/// What is decided after the meeting: whose seat is taken back, who gets one.
#[derive(Clone, Debug)]
struct Decided {
    /// Whether the first of each is made to fit: of pure chance hardly any does.
    likely: bool,
    voids: Vec<(usize, usize, usize)>,
    refills: Vec<(usize, usize)>,
}

/// People who come and go: sex and list of each.
type People = Vec<(bool, usize)>;

fn meeting(people: &People) -> Draft {
    let all: Vec<Person> = people
        .iter()
        .enumerate()
        .map(|(n, (woman, list))| person(IDS[n], if *woman { WOMAN } else { MAN }, MARKS[n], LISTS[*list]))
        .collect();
    draft(scheme(), &all, &JOBS)
}

fn outcome(draft: Draft) -> (Round, Outcome) {
    let round = draft.check(Vec::new()).unwrap();
    let outcome = place_as_if_signed(&round);
    (round, outcome)
}

/// Who sits where, by id.
fn seats(round: &Round, placement: &Placement, end: bool) -> BTreeMap<String, String> {
    let of = |who| {
        let fate = if end { placement.fate(who)? } else { placement.find(who)?.1.fate };
        Some((round.candidate(who).id().to_string(), round.vacancy(fate.vacancy()?).id.to_string()))
    };
    round.all_candidates().filter_map(of).collect()
}

/// Who sits where in the end; nothing if the rulings do not fit.
fn naive(
    people: &People,
    had: &BTreeMap<String, String>,
    decided: &Decided,
) -> Option<BTreeMap<String, String>> {
    let mut sits = had.clone();
    for (who, from, _) in &decided.voids {
        if sits.remove(IDS[*who]).as_deref() != Some(VACANCIES[*from]) {
            return None;
        }
    }
    for (who, to) in &decided.refills {
        let woman = people[*who].0;
        let open = VACANCIES[*to] != "v2" || woman;
        if !open || sits.contains_key(IDS[*who]) {
            return None;
        }
        sits.insert(IDS[*who].into(), VACANCIES[*to].into());
    }
    for (id, _, seats, ..) in JOBS {
        if sits.values().filter(|vacancy| *vacancy == id).count() > seats as usize {
            return None;
        }
    }
    Some(sits)
}

fn decided(n: usize) -> impl Strategy<Value = Decided> {
    let voids = prop::collection::btree_map(0..n, (0..3_usize, 0..3_usize), 0..3);
    let refills = prop::collection::btree_map(0..n, 0..3_usize, 0..3);
    (any::<bool>(), voids, refills).prop_map(|(likely, voids, refills)| Decided {
        likely,
        refills: refills.into_iter().filter(|(who, _)| !voids.contains_key(who)).collect(),
        voids: voids.into_iter().map(|(who, (from, cause))| (who, from, cause)).collect(),
    })
}

fn people() -> impl Strategy<Value = (People, Decided)> {
    prop::collection::vec((any::<bool>(), 0..LISTS.len()), 2..=IDS.len())
        .prop_flat_map(|people| (Just(people.clone()), decided(people.len())))
}

/// Takes the first seat back from somebody who has it, and gives it to somebody without one.
fn made_likely(people: &People, decided: &mut Decided, had: &BTreeMap<String, String>) {
    let place = |id: &str| IDS.iter().position(|known| *known == id);
    let Some((who, from)) = had.first_key_value().filter(|_| decided.likely) else { return };
    let (Some(who), Some(from)) = (place(who), VACANCIES.iter().position(|id| *id == from)) else { return };
    decided.refills.retain(|(other, _)| *other != who);
    decided.voids.retain(|(other, ..)| *other != who);
    decided.voids.truncate(1);
    decided.voids.insert(0, (who, from, 0));
    let waits = |n: &usize| !had.contains_key(IDS[*n]) && decided.voids.iter().all(|(other, ..)| other != n);
    if let Some(next) = (0..people.len()).find(waits) {
        decided.refills.clear();
        decided.refills.push((next, from));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_end_is_what_the_text_says((people, mut decided) in people()) {
        let (before, first) = outcome(meeting(&people));
        let Outcome::Done(first) = first else { panic!("{first:?}") };
        let had = seats(&before, &first, false);
        made_likely(&people, &mut decided, &had);
        let mut draft = meeting(&people);
        decided.voids.iter().for_each(|(who, from, why)| void(&mut draft, IDS[*who], VACANCIES[*from], CAUSES[*why]));
        decided.refills.iter().for_each(|(who, to)| refill(&mut draft, IDS[*who], VACANCIES[*to]));
        let (round, outcome) = outcome(draft);
        let expected = naive(&people, &had, &decided);
        let placement = match outcome {
            Outcome::Done(placement) => placement,
            Outcome::Fault(faults) => {
                prop_assert_eq!(expected, None, "{:?}", faults);
                let program = |fault: &anzhi_core::fault::Fault| matches!(fault.kind, FaultKind::CheckFailed { .. });
                prop_assert!(!faults.iter().any(program), "{:?}", faults);
                return Ok(());
            }
            Outcome::Questions(standing) => panic!("{:?}", standing.questions),
        };
        // The meeting is as it was; in the end everybody sits where the text says.
        prop_assert_eq!(seats(&round, &placement, false), had.clone());
        let end = seats(&round, &placement, true);
        prop_assert_eq!(Some(&end), expected.as_ref());
        // Others are unmoved, and seats are never exceeded.
        let moved: BTreeSet<&str> = decided.voids.iter().map(|(who, ..)| IDS[*who])
            .chain(decided.refills.iter().map(|(who, _)| IDS[*who])).collect();
        for id in IDS.iter().filter(|id| !moved.contains(**id)) {
            prop_assert_eq!(end.get(*id), had.get(*id));
        }
        for vacancy in round.all_vacancies() {
            let people = end.values().filter(|id| *id == round.vacancy(vacancy).id.as_str()).count();
            let seats = round.vacancy(vacancy).seats;
            prop_assert_eq!(u32::try_from(people).unwrap() + placement.seats_left(vacancy), seats);
        }
        prop_assert_eq!(placement.placed(), end.len());
        prop_assert_eq!(placement.after.len(), moved.len());
    }
}

/// The random rounds reach what they are to reach.
#[test]
fn enough_of_the_random_rulings_fit() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut fits, mut refilled, mut refused) = (0, 0, 0);
    for _ in 0..600 {
        let (people, mut decided) = people().new_tree(&mut runner).unwrap().current();
        let (round, first) = outcome(meeting(&people));
        let Outcome::Done(first) = first else { panic!("{first:?}") };
        let had = seats(&round, &first, false);
        made_likely(&people, &mut decided, &had);
        match naive(&people, &had, &decided) {
            Some(_) if !decided.voids.is_empty() && !decided.refills.is_empty() => refilled += 1,
            Some(_) => fits += 1,
            None => refused += 1,
        }
    }
    assert!(fits >= 60 && refilled >= 15 && refused >= 100, "{fits} {refilled} {refused}");
}
