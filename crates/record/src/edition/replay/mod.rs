//! Replays a public edition from what stands in it. It shares no code with the making of one.

mod after;
mod choices;
mod order;
mod seats;
mod stated;
mod turns;

use super::findings::EditionFinding;
use super::form::Edition;
use crate::statement::RoundStatement;

/// What was found, by step.
pub(super) struct Replayed {
    pub(super) round: Vec<EditionFinding>,
    pub(super) order: Vec<EditionFinding>,
    pub(super) turns: Vec<EditionFinding>,
    pub(super) seats: Vec<EditionFinding>,
    pub(super) choices: Vec<EditionFinding>,
    pub(super) after: Vec<EditionFinding>,
}

/// Replays the whole edition, and holds what it says of the round against the statement.
pub(super) fn replay(edition: &Edition, statement: &RoundStatement) -> Replayed {
    let sittings = &edition.sittings;
    let seating = seats::Seating::of(edition);
    Replayed {
        round: stated::stated(edition, &statement.predicate),
        order: sittings.iter().flat_map(|sitting| order::order(edition, sitting)).collect(),
        turns: sittings.iter().flat_map(|sitting| turns::turns(edition, sitting)).collect(),
        seats: seats::seats(edition, &seating),
        choices: sittings.iter().flat_map(|sitting| choices::choices(sitting, &seating)).collect(),
        after: after::after(edition),
    }
}
