//! What followed the meeting: seats that somebody had are taken back, and free ones given to people without one.

use super::super::findings::{EditionFinding, Notes, Odd, Place};
use super::super::form::{Edition, PublicAfter, PublicOutcome, PublicSitting};
use std::collections::{BTreeMap, BTreeSet};

/// What is odd in it.
pub(super) fn after(edition: &Edition) -> Vec<EditionFinding> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    let mut unranked: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (n, line) in (1..).zip(&edition.after) {
        let mut notes = Notes::on(&line.sitting);
        let place = || Place::After(n);
        if line.rank.is_some() && !seen.insert((&line.sitting, line.rank)) {
            notes.odd(place(), Odd::Doubled, &line.rank.unwrap_or(0));
        }
        if !fits(edition, line, &mut unranked) {
            notes.odd(place(), Odd::AfterTold, &told(line));
        }
        all.extend(notes.all);
    }
    all.extend(out_of_order(edition));
    all.extend(overfull(edition));
    all
}

/// Whether the person had what is taken back, or had nothing and is given something.
fn fits<'e>(
    edition: &'e Edition,
    line: &'e PublicAfter,
    unranked: &mut BTreeMap<(&'e str, &'e str), usize>,
) -> bool {
    let Some(sitting) = edition.sittings.iter().find(|sitting| sitting.id == line.sitting) else {
        return false;
    };
    let taken =
        |outcome| matches!(outcome, PublicOutcome::Absent | PublicOutcome::Excluded | PublicOutcome::GaveUp);
    match (line.rank, line.from.as_deref(), line.to.as_deref()) {
        (Some(rank), Some(from), None) => taken(line.outcome) && had(sitting, rank) == Some(Some(from)),
        (Some(rank), None, Some(to)) => {
            line.outcome == PublicOutcome::PlacedByRuling
                && had(sitting, rank) == Some(None)
                && edition.sittings.iter().flat_map(|sitting| &sitting.vacancies).any(|v| v.id == to)
        }
        // Of those without a rank only such lose a seat as a ruling had placed.
        (None, Some(from), None) => {
            let count = unranked.entry((&line.sitting, from)).or_default();
            *count += 1;
            let placed = sitting.unranked.iter().filter(|person| person.vacancy.as_deref() == Some(from));
            taken(line.outcome) && *count <= placed.count()
        }
        (None, None, Some(_)) | (_, None, None) | (_, Some(_), Some(_)) => false,
    }
}

/// What somebody of that rank had at the end of the sitting; `None` if there is nobody.
fn had(sitting: &PublicSitting, rank: u32) -> Option<Option<&str>> {
    sitting.candidates.iter().find(|who| who.rank == rank).map(|who| who.vacancy.as_deref())
}

fn told(line: &PublicAfter) -> String {
    let side = |vacancy: &Option<String>| vacancy.as_deref().unwrap_or("–").to_owned();
    format!("{} → {} {}", side(&line.from), side(&line.to), line.outcome.as_str())
}

/// By sitting, then by rank, then by what changed: one order, which says nothing of ids.
fn out_of_order(edition: &Edition) -> Option<EditionFinding> {
    let key = |line: &PublicAfter| {
        let sitting = edition.sittings.iter().position(|sitting| sitting.id == line.sitting);
        (sitting, line.rank.is_none(), line.rank, line.from.clone(), line.to.clone(), line.outcome)
    };
    let place = edition.after.windows(2).position(|two| key(&two[0]) > key(&two[1]))?;
    let line = &edition.after[place + 1];
    let mut notes = Notes::on(&line.sitting);
    notes.odd(Place::After(place + 2), Odd::Order, &told(line));
    notes.all.pop()
}

/// Nobody sits in the end where there is no seat.
fn overfull(edition: &Edition) -> Vec<EditionFinding> {
    let mut taken: BTreeMap<&str, i64> = BTreeMap::new();
    for sitting in &edition.sittings {
        let ranked = sitting.candidates.iter().filter_map(|who| who.vacancy.as_deref());
        let unranked = sitting.unranked.iter().filter_map(|who| who.vacancy.as_deref());
        ranked.chain(unranked).for_each(|vacancy| *taken.entry(vacancy).or_default() += 1);
    }
    for line in &edition.after {
        line.from.iter().for_each(|vacancy| *taken.entry(vacancy).or_default() -= 1);
        line.to.iter().for_each(|vacancy| *taken.entry(vacancy).or_default() += 1);
    }
    let mut all = Vec::new();
    // Without anything after the meeting the seats have been judged already.
    for sitting in edition.sittings.iter().filter(|_| !edition.after.is_empty()) {
        let mut notes = Notes::on(&sitting.id);
        for vacancy in &sitting.vacancies {
            let count = taken.get(vacancy.id.as_str()).copied().unwrap_or(0);
            if count > i64::from(vacancy.seats) {
                notes.odd(Place::Vacancy(vacancy.id.clone()), Odd::AfterSeats, &count);
            }
        }
        all.extend(notes.all);
    }
    all
}
