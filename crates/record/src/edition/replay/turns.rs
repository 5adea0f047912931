//! The turns: by rank, with a further turn where the events say so; and what came of everybody by their last one.

use super::super::findings::{EditionFinding, Notes, Odd, Place};
use super::super::form::{Edition, PublicConsequence, PublicEvent, PublicOutcome, PublicSitting, PublicTurn};
use std::collections::{BTreeMap, BTreeSet};

/// What is odd in the turns of a sitting.
pub(super) fn turns(edition: &Edition, sitting: &PublicSitting) -> Vec<EditionFinding> {
    let mut notes = Notes::on(&sitting.id);
    let mut waiting = Waiting::of(edition, sitting);
    for (n, turn) in (1..).zip(&sitting.turns) {
        notes.differ(Place::Turn(n), Odd::Order, usize::try_from(turn.n).ok(), Some(n));
        let expected = waiting.next();
        if expected != Some(turn.rank) {
            // Behind it everything would be odd.
            notes.differ(Place::Turn(n), Odd::Turn, Some(turn.rank), expected);
            return notes.all;
        }
        if (turn.event == PublicEvent::Chose) != turn.vacancy.is_some() {
            notes.odd(Place::Turn(n), Odd::TurnEvent, &turn.vacancy.as_deref().unwrap_or_default());
        }
        waiting.passed(edition, turn);
    }
    if let Some(rank) = waiting.next() {
        notes.differ(Place::Turn(sitting.turns.len() + 1), Odd::Turn, None, Some(rank));
    }
    outcomes(sitting, &mut notes);
    notes.all
}

/// Who still waits, first by stage: in turn with the group, at its end, at the end of everybody, behind even those.
struct Waiting {
    queue: BTreeSet<(Stage, usize)>,
    ranks: Vec<u32>,
    groups: BTreeMap<u32, usize>,
    sent_back: BTreeSet<u32>,
}

#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Stage {
    InTurn { group: usize, again: bool },
    EndOfList,
    Leftover,
}

impl Waiting {
    fn of(edition: &Edition, sitting: &PublicSitting) -> Self {
        let group = |own: &Option<String>| {
            let found = own.as_ref().and_then(|own| edition.groups.iter().position(|group| group == own));
            found.unwrap_or(0)
        };
        let mut waiting = Self {
            queue: BTreeSet::new(),
            ranks: Vec::new(),
            groups: BTreeMap::new(),
            sent_back: BTreeSet::new(),
        };
        for candidate in &sitting.candidates {
            let group = group(&candidate.group);
            waiting.groups.insert(candidate.rank, group);
            waiting.join(Stage::InTurn { group, again: false }, candidate.rank);
        }
        waiting
    }

    /// Joins behind everybody of the same stage.
    fn join(&mut self, stage: Stage, rank: u32) {
        self.queue.insert((stage, self.ranks.len()));
        self.ranks.push(rank);
    }

    /// Whose turn it is.
    fn next(&self) -> Option<u32> {
        self.queue.first().map(|(_, at)| self.ranks[*at])
    }

    /// The turn has passed; whoever did not choose may have another one, once.
    fn passed(&mut self, edition: &Edition, turn: &PublicTurn) {
        self.queue.pop_first();
        let consequence = match turn.event {
            PublicEvent::Absent => edition.events.absent,
            PublicEvent::GaveUp => edition.events.gave_up,
            PublicEvent::Late => edition.events.late,
            PublicEvent::TimedOut => edition.events.timed_out,
            PublicEvent::Chose | PublicEvent::Exhausted => return,
        };
        let stage = match consequence {
            PublicConsequence::EndOfGroup => {
                let group = self.groups.get(&turn.rank).copied().unwrap_or(0);
                Stage::InTurn { group, again: true }
            }
            PublicConsequence::EndOfList => Stage::EndOfList,
            PublicConsequence::Leftover => Stage::Leftover,
            PublicConsequence::Assigned | PublicConsequence::Out => return,
        };
        if self.sent_back.insert(turn.rank) {
            self.join(stage, turn.rank);
        }
    }
}

/// What came of everybody is what the last turn says.
fn outcomes(sitting: &PublicSitting, notes: &mut Notes<'_>) {
    let last: BTreeMap<u32, &PublicTurn> = sitting.turns.iter().map(|turn| (turn.rank, turn)).collect();
    for candidate in &sitting.candidates {
        let Some(turn) = last.get(&candidate.rank) else { continue };
        let expected = match turn.event {
            PublicEvent::Absent | PublicEvent::Late => PublicOutcome::Absent,
            PublicEvent::Chose => PublicOutcome::Placed,
            PublicEvent::Exhausted => PublicOutcome::Exhausted,
            PublicEvent::GaveUp | PublicEvent::TimedOut => PublicOutcome::GaveUp,
        };
        let place = || Place::Rank(candidate.rank);
        notes.differ(place(), Odd::Outcome, Some(candidate.outcome.as_str()), Some(expected.as_str()));
        notes.differ(place(), Odd::Vacancy, candidate.vacancy.as_ref(), turn.vacancy.as_ref());
    }
}
