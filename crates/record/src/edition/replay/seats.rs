//! The seats: whoever a ruling placed sits first, then turn by turn; what is left must be what is told.

use super::super::findings::{EditionFinding, Notes, Odd, Place};
use super::super::form::{Edition, PublicOutcome, PublicSitting, PublicVacancy};
use std::collections::BTreeMap;

/// The seats of all vacancies before anybody chooses.
pub(super) struct Seating<'e> {
    /// The sitting of each vacancy, and its seats that no ruling took: below zero if rulings gave more than there are.
    vacancies: BTreeMap<&'e str, (&'e str, i64)>,
}

impl<'e> Seating<'e> {
    pub(super) fn of(edition: &'e Edition) -> Self {
        let mut vacancies = BTreeMap::new();
        for sitting in &edition.sittings {
            for vacancy in &sitting.vacancies {
                vacancies.insert(vacancy.id.as_str(), (sitting.id.as_str(), i64::from(vacancy.seats)));
            }
        }
        let unranked = edition.sittings.iter().flat_map(|sitting| &sitting.unranked);
        for vacancy in unranked.filter_map(|person| person.vacancy.as_deref()) {
            if let Some((_, left)) = vacancies.get_mut(vacancy) {
                *left -= 1;
            }
        }
        Self { vacancies }
    }

    /// The sitting in which a vacancy is offered.
    pub(super) fn sitting_of(&self, vacancy: &str) -> Option<&'e str> {
        self.vacancies.get(vacancy).map(|(sitting, _)| *sitting)
    }

    /// The seats of a sitting before its first turn.
    pub(super) fn before(&self, sitting: &str) -> BTreeMap<&'e str, u32> {
        let here = self.vacancies.iter().filter(|(_, (of, _))| *of == sitting);
        here.map(|(vacancy, (_, left))| (*vacancy, u32::try_from(*left).unwrap_or(0))).collect()
    }
}

/// What is odd about the seats of the whole edition.
pub(super) fn seats(edition: &Edition, seating: &Seating<'_>) -> Vec<EditionFinding> {
    let mut all = Vec::new();
    let mut names = Vec::new();
    for sitting in &edition.sittings {
        let mut notes = Notes::on(&sitting.id);
        if names.contains(&&sitting.id) {
            notes.odd(Place::Sitting, Odd::Doubled, &sitting.id);
        }
        names.push(&sitting.id);
        vacancies(sitting, seating, &mut notes);
        unranked(sitting, seating, &mut notes);
        sat(sitting, seating, &mut notes);
        all.extend(notes.all);
    }
    all
}

/// Each vacancy stands once, in the order of ids.
fn vacancies(sitting: &PublicSitting, seating: &Seating<'_>, notes: &mut Notes<'_>) {
    for two in sitting.vacancies.windows(2) {
        if two[0].id >= two[1].id {
            notes.odd(Place::Vacancy(two[1].id.clone()), Odd::Order, &two[1].id);
        }
    }
    for vacancy in &sitting.vacancies {
        if seating.sitting_of(&vacancy.id) != Some(&sitting.id) {
            notes.odd(Place::Vacancy(vacancy.id.clone()), Odd::Doubled, &vacancy.id);
        }
        // Rulings give no seat that there is not.
        if seating.vacancies.get(vacancy.id.as_str()).is_some_and(|(_, left)| *left < 0) {
            notes.odd(Place::Vacancy(vacancy.id.clone()), Odd::NoSeat, &vacancy.seats);
        }
    }
}

/// Whoever has no rank was left out, or placed by a ruling on a vacancy that there is.
fn unranked(sitting: &PublicSitting, seating: &Seating<'_>, notes: &mut Notes<'_>) {
    if !sitting.unranked.is_sorted() {
        notes.odd(Place::Sitting, Odd::Order, &"unranked");
    }
    for (n, person) in (1..).zip(&sitting.unranked) {
        let fits = match (person.outcome, person.vacancy.as_deref()) {
            (PublicOutcome::Excluded, None) => true,
            (PublicOutcome::PlacedByRuling, Some(vacancy)) => seating.sitting_of(vacancy).is_some(),
            (
                PublicOutcome::Absent
                | PublicOutcome::Excluded
                | PublicOutcome::Exhausted
                | PublicOutcome::GaveUp
                | PublicOutcome::Placed
                | PublicOutcome::PlacedByRuling,
                _,
            ) => false,
        };
        if !fits {
            notes.odd(Place::Unranked(n), Odd::Outcome, &person.outcome.as_str());
        }
    }
}

/// Turn by turn.
fn sat(sitting: &PublicSitting, seating: &Seating<'_>, notes: &mut Notes<'_>) {
    let mut left = seating.before(&sitting.id);
    let mut last: BTreeMap<&str, u32> = BTreeMap::new();
    for (n, turn) in (1..).zip(&sitting.turns) {
        let Some(vacancy) = turn.vacancy.as_deref() else { continue };
        match left.get_mut(vacancy) {
            None => notes.odd(Place::Turn(n), Odd::UnknownVacancy, &vacancy),
            Some(0) => notes.odd(Place::Turn(n), Odd::NoSeat, &vacancy),
            Some(left) => {
                *left -= 1;
                if *left == 0 {
                    last.insert(vacancy, turn.n);
                }
            }
        }
    }
    for PublicVacancy { id, left: told, last_turn, .. } in &sitting.vacancies {
        let place = || Place::Vacancy(id.clone());
        notes.differ(place(), Odd::Seats, Some(*told), left.get(id.as_str()).copied());
        notes.differ(place(), Odd::Seats, *last_turn, last.get(id.as_str()).copied());
    }
}
