//! The choices: each list is read down to the first vacancy that was open. Whether a condition closed one that still had
//! a seat cannot be seen here.

use super::super::findings::{EditionFinding, Notes, Odd, Place};
use super::super::form::{
    PublicCandidate, PublicEvent, PublicPreference, PublicSitting, PublicTurn, PublicWhy,
};
use super::seats::Seating;
use std::collections::{BTreeMap, BTreeSet};

/// What is odd in the lists of a sitting.
pub(super) fn choices(sitting: &PublicSitting, seating: &Seating<'_>) -> Vec<EditionFinding> {
    let mut notes = Notes::on(&sitting.id);
    let last: BTreeMap<u32, usize> =
        sitting.turns.iter().enumerate().map(|(at, turn)| (turn.rank, at)).collect();
    let people: BTreeMap<u32, &PublicCandidate> =
        sitting.candidates.iter().map(|candidate| (candidate.rank, candidate)).collect();
    let mut left = seating.before(&sitting.id);
    for (at, turn) in sitting.turns.iter().enumerate() {
        if let Some(candidate) = people.get(&turn.rank).filter(|_| last.get(&turn.rank) == Some(&at)) {
            let reader = Reader { sitting, seating, left: &left, turn, candidate };
            reader.read(&mut notes);
        }
        if let Some(left) = turn.vacancy.as_deref().and_then(|vacancy| left.get_mut(vacancy)) {
            *left = left.saturating_sub(1);
        }
    }
    notes.all
}

/// One list in the turn in which it was read.
struct Reader<'a> {
    sitting: &'a PublicSitting,
    seating: &'a Seating<'a>,
    left: &'a BTreeMap<&'a str, u32>,
    turn: &'a PublicTurn,
    candidate: &'a PublicCandidate,
}

impl Reader<'_> {
    fn read(&self, notes: &mut Notes<'_>) {
        let PublicCandidate { list, preference, .. } = self.candidate;
        let place = || Place::Rank(self.candidate.rank);
        let mut seen = BTreeSet::new();
        for line in list {
            if !seen.insert(&line.vacancy) {
                notes.odd(place(), Odd::Doubled, &line.vacancy);
            }
            self.line(line, notes);
        }
        let had = list.iter().filter(|line| line.why == PublicWhy::Had).count();
        let ends_with_it = list.last().is_some_and(|line| line.why == PublicWhy::Had);
        let length = u32::try_from(list.len()).ok();
        match self.turn.event {
            // Whoever chose in the hall what stood on no list shows none.
            PublicEvent::Chose if list.is_empty() => {
                notes.differ(place(), Odd::Preference, *preference, None);
            }
            PublicEvent::Chose => {
                if had != 1 || !ends_with_it {
                    notes.odd(place(), Odd::ListEnd, &list.len());
                }
                notes.differ(place(), Odd::Preference, *preference, length);
            }
            PublicEvent::Exhausted => {
                if had != 0 {
                    notes.odd(place(), Odd::ListEnd, &list.len());
                }
                notes.differ(place(), Odd::Preference, *preference, None);
            }
            PublicEvent::Absent | PublicEvent::GaveUp | PublicEvent::Late | PublicEvent::TimedOut => {
                // Nobody's list is read who did not come to choose.
                if !list.is_empty() {
                    notes.odd(place(), Odd::ListEnd, &list.len());
                }
                notes.differ(place(), Odd::Preference, *preference, None);
            }
        }
    }

    /// What a line says must be what the seats say.
    fn line(&self, line: &PublicPreference, notes: &mut Notes<'_>) {
        let vacancy = line.vacancy.as_str();
        let place = || Place::Rank(self.candidate.rank);
        let told = |why: PublicWhy| format!("{vacancy} {}", why.as_str());
        let expected = match self.seating.sitting_of(vacancy) {
            None => return notes.odd(place(), Odd::UnknownVacancy, &vacancy),
            Some(sitting) if sitting != self.sitting.id => PublicWhy::Elsewhere,
            Some(_) if self.left.get(vacancy).is_none_or(|left| *left == 0) => PublicWhy::Gone,
            Some(_) if self.turn.vacancy.as_deref() == Some(vacancy) => PublicWhy::Had,
            Some(_) => PublicWhy::Closed,
        };
        notes.differ(place(), Odd::Choice, Some(told(line.why)), Some(told(expected)));
    }
}
