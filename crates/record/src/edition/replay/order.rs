//! The order: ranks, groups, totals, and the numbers within ties.

use super::super::findings::{EditionFinding, Notes, Odd, Place};
use super::super::form::{Edition, PublicCandidate, PublicSitting};
use anzhi_core::points::Points;

/// What is odd in the order of a sitting.
pub(super) fn order(edition: &Edition, sitting: &PublicSitting) -> Vec<EditionFinding> {
    let mut notes = Notes::on(&sitting.id);
    let candidates = &sitting.candidates;
    for (n, candidate) in (1..).zip(candidates) {
        notes.differ(Place::Listed(n), Odd::Rank, usize::try_from(candidate.rank).ok(), Some(n));
    }
    let keys: Vec<Option<Key>> =
        candidates.iter().map(|candidate| key(edition, candidate, &mut notes)).collect();
    for (two, of) in keys.windows(2).zip(candidates.windows(2)) {
        let ([Some(before), Some(here)], [_, candidate]) = (two, of) else { continue };
        if here.group < before.group {
            notes.odd(Place::Rank(candidate.rank), Odd::Group, &group_of(candidate));
        } else if here.group == before.group && here.total > before.total {
            notes.odd(Place::Rank(candidate.rank), Odd::TotalOrder, &candidate.total);
        }
    }
    for (candidate, expected) in candidates.iter().zip(ties(&keys)) {
        notes.differ(Place::Rank(candidate.rank), Odd::Tie, candidate.tie, expected);
    }
    notes.all
}

/// What orders people, as far as it is told.
#[derive(Clone, Copy, PartialEq)]
struct Key {
    /// The place of the group among the groups.
    group: Option<usize>,
    total: Points,
}

fn key(edition: &Edition, candidate: &PublicCandidate, notes: &mut Notes<'_>) -> Option<Key> {
    let place = Place::Rank(candidate.rank);
    let group = candidate.group.as_ref().and_then(|own| edition.groups.iter().position(|group| group == own));
    // Somebody has a group if and only if there are any, and it is one of them.
    let known = if edition.groups.is_empty() { candidate.group.is_none() } else { group.is_some() };
    if !known {
        notes.odd(place.clone(), Odd::Group, &group_of(candidate));
    }
    let total = candidate.total.parse::<Points>().ok().filter(|total| total.to_string() == candidate.total);
    if total.is_none() {
        notes.odd(place, Odd::TotalForm, &candidate.total);
    }
    Some(Key { group, total: total? }).filter(|_| known)
}

fn group_of(candidate: &PublicCandidate) -> &str {
    candidate.group.as_deref().unwrap_or_default()
}

/// The numbers that equal people must have.
fn ties(keys: &[Option<Key>]) -> Vec<Option<u32>> {
    let mut numbers = vec![None; keys.len()];
    let mut from = 0;
    while from < keys.len() {
        let alike = keys[from..].iter().take_while(|key| key.is_some() && **key == keys[from]).count().max(1);
        if alike > 1 {
            for (n, number) in (1..).zip(&mut numbers[from..from + alike]) {
                *number = Some(n);
            }
        }
        from += alike;
    }
    numbers
}
