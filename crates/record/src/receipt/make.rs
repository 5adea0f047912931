//! Receipts taken out of a record.

use super::file::{RECEIPT_FORMAT, Receipt};
use super::leaves::{Leaves, salt};
use crate::finished::{Finished, Unusable};
use crate::manifest::STATEMENT;
use crate::package::Package;
use anzhi_core::outcome::Placement;
use anzhi_core::round::{CandidateRef, Round};
use serde_json::Value;

/// A record from which receipts are taken: computed anew once, for as many of them as are wanted.
///
/// Shown at [`receipt`](super).
pub struct Receipts {
    finished: Finished,
    leaves: Leaves,
    statement: Value,
    endorsements: Vec<Value>,
}

impl Receipts {
    /// Reads a record for this. Whether it holds otherwise is for [`verify`](crate::verify::verify) to say, before.
    ///
    /// # Errors
    /// [`Unusable`]; the root that comes of the record must be the one in its statement.
    pub fn of(record: &Package) -> Result<Self, Unusable> {
        let finished = Finished::naming_results(record)?;
        let leaves = Leaves::of(&finished.round, &finished.placement);
        if finished.said.results != Some(leaves.stated()) {
            return Err(Unusable::NotHolding);
        }
        let value = |bytes: &[u8]| serde_json::from_slice(bytes).map_err(|_| Unusable::NotHolding);
        let statement = value(record.file(STATEMENT).unwrap_or_default())?;
        // By the names of their files, which are those of the keys.
        let endorsements = record.endorsements().map(|(_, bytes)| value(bytes)).collect::<Result<_, _>>()?;
        Ok(Self { finished, leaves, statement, endorsements })
    }

    /// The round, and what came of it.
    pub fn round(&self) -> (&Round, &Placement) {
        (&self.finished.round, &self.finished.placement)
    }

    /// The candidate of that id.
    pub fn find(&self, id: &str) -> Option<CandidateRef> {
        self.finished.round.find_candidate(id)
    }

    /// The receipt of a candidate; `None` if the reference is not of this round.
    pub fn receipt(&self, candidate: CandidateRef) -> Option<Receipt> {
        let Finished { round, placement, .. } = &self.finished;
        // A reference of another round has no path here.
        let path = self.leaves.tree.path(candidate.0 as usize)?;
        let result = self.leaves.people.own(round, placement, candidate);
        let sheet =
            placement.scores.sheet(candidate).map(|(sheet, _)| sheet.canonical(&round.scheme().scoring));
        Some(Receipt {
            candidate: result.id.clone(),
            endorsements: self.endorsements.clone(),
            format: RECEIPT_FORMAT,
            index: candidate.0,
            path: path.iter().map(ToString::to_string).collect(),
            salt: salt(round, candidate).to_hex(),
            sheet,
            statement: self.statement.clone(),
            result,
        })
    }
}
