//! What must stay as it is when a round is changed in ways that must not count.

use crate::conditions::closed_by;
use crate::engine::run;
use crate::placing::{Fate, Verdict};
use crate::plain::{Counters, Job, Plain};
use crate::random::{Rng, plain};
use crate::ruled::ruled;
use crate::same;
use crate::schemes::schemes;
use std::collections::BTreeMap;

/// Rounds for one property, so many of each kind: complete, with questions, spoilt.
pub(crate) fn cases(first: u64) -> impl Iterator<Item = (u64, Plain)> {
    (first..first + 180).map(|case| (case, plain(case)))
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let schemes = schemes();
    for (case, plain) in cases(100_000) {
        let (as_given, faults) = run(&plain, &schemes, None);
        let (shuffled, other) = run(&plain, &schemes, Some(case));
        same(&format!("case {case}"), &as_given, &shuffled, &plain);
        assert_eq!(faults.len(), other.len(), "case {case}: {faults:?} {other:?}");
    }
}

#[test]
fn a_vacancy_that_nobody_lists_changes_nobody() {
    let schemes = schemes();
    for (case, plain) in cases(300_000) {
        let mut rng = Rng::new(case);
        let mut more = plain.clone();
        // In front of all others or behind them, with conditions of its own.
        let id = if rng.below(2) == 0 { "a00" } else { "z99" }.to_owned();
        let (unit, certificate) = (more.jobs[0].unit, more.jobs[0].certificate);
        let job = Job {
            id: id.clone(),
            unit,
            seats: 1,
            sex: Some("女"),
            education: None,
            age: None,
            certificate,
            sitting: 0,
            group: None,
        };
        more.jobs.insert(rng.below(more.jobs.len() + 1), job);
        let (before, _) = run(&plain, &schemes, None);
        let (mut after, _) = run(&more, &schemes, None);
        let untouched = after.seats.remove(&id);
        assert!(untouched.is_none_or(|seats| seats == (1, None)), "case {case}: {untouched:?}");
        same(&format!("case {case}"), &before, &after, &plain);
    }
}

#[test]
fn a_higher_mark_never_lowers_a_rank() {
    let schemes = schemes();
    let mut rises = 0;
    for (case, plain) in cases(400_000) {
        let mut rng = Rng::new(case);
        let place = rng.below(plain.people.len());
        let mut better = plain.clone();
        let person = &mut better.people[place];
        let more = [1, 50, 500, 1000][rng.below(4)];
        person.mark = person.mark.map(|mark| (mark + more).min(10_000));
        let rank = |verdict: &Verdict| {
            verdict.order.iter().find(|(_, _, id)| *id == plain.people[place].id).map(|(_, rank, _)| *rank)
        };
        let (before, after) = (rank(&run(&plain, &schemes, None).0), rank(&run(&better, &schemes, None).0));
        assert_eq!(before.is_some(), after.is_some(), "case {case}");
        assert!(after <= before, "case {case}: from {before:?} to {after:?}\n{plain:?}");
        rises += usize::from(after < before);
    }
    assert!(rises > 10, "only {rises} ranks rose");
}

/// What somebody would rather have had than what came of them: everything before it on the list.
fn preferred<'a>(list: &'a [String], fate: &Fate) -> &'a [String] {
    match fate {
        Fate::Placed { preference, .. } => &list[..usize::try_from(*preference).unwrap() - 1],
        Fate::Exhausted => list,
        Fate::Absent | Fate::Excluded | Fate::GaveUp | Fate::PlacedByRuling(_) => &[],
    }
}

#[test]
fn nobody_missed_an_open_seat_or_one_that_went_to_somebody_behind() {
    let schemes = schemes();
    let mut checked = 0;
    for (case, plain) in cases(500_000) {
        let (verdict, _) = run(&plain, &schemes, None);
        let last: BTreeMap<&str, u32> = verdict.turns.iter().map(|(_, n, id, _)| (id.as_str(), *n)).collect();
        // Conditions are held against the facts as rulings leave them.
        let Ok(plain) = ruled(&plain, &mut Counters::default()) else { continue };
        for person in &plain.people {
            let Some((rank, fate)) = verdict.fates.get(&person.id) else { continue };
            for id in preferred(&person.list, fate) {
                let job = plain.jobs.iter().find(|job| job.id == *id).unwrap();
                if closed_by(&plain, person, job).is_some() {
                    continue;
                }
                checked += 1;
                assert_eq!(verdict.seats[id].0, 0, "case {case}: {} and {id}\n{plain:?}", person.id);
                let holds = |fate: &Fate| matches!(fate, Fate::Placed { job, .. } if job == id);
                let holders = verdict.fates.iter().filter(|(_, (_, fate))| holds(fate));
                for (holder, (behind, _)) in holders {
                    assert!(
                        last[holder.as_str()] < last[person.id.as_str()],
                        "case {case}: {holder} {id}\n{plain:?}"
                    );
                    let in_turn = person.give_up.is_none();
                    assert!(!in_turn || behind < rank, "case {case}: {holder} ranks behind\n{plain:?}");
                }
            }
        }
    }
    assert!(checked > 100, "only {checked} preferences were missed");
}
