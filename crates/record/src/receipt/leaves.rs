//! The leaves of a finished round: one for each person, and the root over all.

use super::people::People;
use crate::tree::Tree;
use anzhi_core::digest::Salt;
use anzhi_core::outcome::Placement;
use anzhi_core::round::{CandidateRef, Round};
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

impl StatedResults {
    /// What the statement says of a finished round.
    ///
    /// ```
    /// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
    /// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
    /// use anzhi_core::outcome::Outcome;
    /// use anzhi_record::receipt::StatedResults;
    ///
    /// let Outcome::Done(placement) = anzhi_core::place::place(&round) else { return Err("open".into()) };
    /// assert_eq!(StatedResults::of(&round, &placement).leaves, "25");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(round: &Round, placement: &Placement) -> Self {
        Leaves::of(round, placement).stated()
    }
}

/// The tree over everybody, and where what it is made of stands.
pub(crate) struct Leaves {
    pub(crate) people: People,
    pub(crate) tree: Tree,
}

impl Leaves {
    pub(crate) fn of(round: &Round, placement: &Placement) -> Self {
        let people = People::of(round, placement);
        // One after the other: what came of everybody at once would be several times the round.
        let leaf = |who| people.own(round, placement, who).leaf(salt(round, who));
        let leaves = round.all_candidates().map(leaf).collect();
        Self { people, tree: Tree::new(leaves) }
    }

    /// What the statement says of them.
    pub(crate) fn stated(&self) -> StatedResults {
        StatedResults { leaves: self.tree.leaves().to_string(), root: self.tree.root().to_string() }
    }
}

/// The salt of a candidate.
pub(crate) fn salt(round: &Round, who: CandidateRef) -> Salt {
    round.secret().salt(round.candidate(who).id())
}
