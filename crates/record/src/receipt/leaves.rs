//! The leaves of a finished round: one for each person, and the root over all.

use super::OwnResult;
use crate::result::RoundResult;
use crate::tree::Tree;
use anzhi_core::digest::Salt;
use anzhi_core::outcome::Placement;
use anzhi_core::round::Round;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a statement says of the results of all people (结果树).
///
/// Shown at [`receipt`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StatedResults {
    /// How many leaves there are: one for each candidate, as a decimal number.
    pub leaves: String,
    /// The root of the tree: 64 lower-case hexadecimal digits.
    pub root: String,
}

/// The leaves of everybody, by id.
pub(crate) struct Leaves {
    pub(crate) results: Vec<OwnResult>,
    pub(crate) tree: Tree,
}

impl Leaves {
    pub(crate) fn of(round: &Round, placement: &Placement) -> Self {
        let results = OwnResult::of_everybody(round, RoundResult::new(round, placement));
        let people = round.candidates().iter().zip(&results);
        let leaves = people.map(|(person, result)| result.leaf(round.secret().salt(person.id()))).collect();
        Self { tree: Tree::new(leaves), results }
    }

    /// What the statement says of them.
    pub(crate) fn stated(&self) -> StatedResults {
        StatedResults { leaves: self.tree.leaves().to_string(), root: self.tree.root().to_string() }
    }
}

/// The salt of a candidate of that round.
pub(crate) fn salt(round: &Round, place: usize) -> Option<Salt> {
    round.candidates().get(place).map(|person| round.secret().salt(person.id()))
}
