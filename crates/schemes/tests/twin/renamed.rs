//! Ids are names: a round with other ids, in any order, ends the same for everybody.

use crate::engine::run;
use crate::placing::{Fate, Verdict};
use crate::plain::Plain;
use crate::properties::cases;
use crate::random::Rng;
use crate::same;
use crate::schemes::schemes;
use std::collections::BTreeMap;

/// Other ids for everybody and every vacancy, in an order that has nothing to do with the old one.
fn new_ids(plain: &Plain, rng: &mut Rng) -> BTreeMap<String, String> {
    let mut new: Vec<usize> = (10..99).collect();
    rng.shuffle(&mut new);
    let all = plain.people.iter().map(|person| &person.id).chain(plain.jobs.iter().map(|job| &job.id));
    all.cloned().zip(new.into_iter().map(|n| format!("新{n}"))).collect()
}

fn renamed(plain: &Plain, new: &BTreeMap<String, String>) -> Plain {
    let mut plain = plain.clone();
    for person in &mut plain.people {
        person.id = new[&person.id].clone();
        person.list.iter_mut().chain(&mut person.placed).for_each(|id| *id = new[id].clone());
    }
    plain.jobs.iter_mut().for_each(|job| job.id = new[&job.id].clone());
    plain.rulings.iter_mut().for_each(|ruling| ruling.id = new[&ruling.id].clone());
    plain
}

/// The old names again. Lists of people are in the order of their ids.
fn named_back(verdict: Verdict, new: &BTreeMap<String, String>) -> Verdict {
    let old: BTreeMap<&str, &str> = new.iter().map(|(old, new)| (new.as_str(), old.as_str())).collect();
    let back = |text: String| match text.strip_prefix("chose ") {
        Some(id) => format!("chose {}", old[id]),
        None => old.get(text.as_str()).map_or(text, |id| (*id).to_owned()),
    };
    let fate = |fate| match fate {
        Fate::Placed { job, turn, preference } => Fate::Placed { job: back(job), turn, preference },
        Fate::PlacedByRuling(job) => Fate::PlacedByRuling(back(job)),
        Fate::Absent | Fate::Excluded | Fate::Exhausted | Fate::GaveUp => fate,
    };
    let people = |kind: &str, ids: Vec<String>| {
        let mut ids: Vec<String> = ids.into_iter().map(back).collect();
        // The first word of a gap is its name.
        ids[usize::from(kind == "gap")..].sort();
        ids
    };
    Verdict {
        fault: verdict.fault,
        sheets: verdict.sheets.into_iter().map(|(id, sheet)| (back(id), sheet)).collect(),
        asked: verdict.asked.into_iter().map(|(kind, ids)| (kind, people(kind, ids))).collect(),
        order: verdict.order.into_iter().map(|(sitting, rank, id)| (sitting, rank, back(id))).collect(),
        turns: verdict.turns.into_iter().map(|(s, n, id, event)| (s, n, back(id), back(event))).collect(),
        fates: verdict.fates.into_iter().map(|(id, (rank, of))| (back(id), (rank, fate(of)))).collect(),
        seats: verdict.seats.into_iter().map(|(id, seats)| (back(id), seats)).collect(),
        warnings: verdict.warnings.into_iter().map(|(code, id)| (code, back(id))).collect(),
        share: verdict.share,
    }
}

/// Everybody signs anew, for the codes are others; who is placed where and all else stays.
#[test]
fn other_ids_in_any_order_change_nothing_else() {
    let schemes = schemes();
    let mut placed = 0;
    for (case, plain) in cases(200_000) {
        let new = new_ids(&plain, &mut Rng::new(case));
        let (before, _) = run(&plain, &schemes, None);
        let (after, _) = run(&renamed(&plain, &new), &schemes, None);
        same(&format!("case {case}"), &before, &named_back(after, &new), &plain);
        placed += before.fates.len();
    }
    assert!(placed > 300, "only {placed} people were placed or not");
}
