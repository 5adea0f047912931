//! The finished round in a record, computed anew, for what is taken out of the record.

use crate::json;
use crate::manifest::STATEMENT;
use crate::package::Package;
use crate::statement::{ROUND_TYPE, RoundPredicate, RoundStatement};
use crate::version::{Stated, Version};
use anzhi_core::outcome::{Outcome, Placement};
use anzhi_core::place::place;
use anzhi_core::round::Round;
use anzhi_tables::read_round;

/// Why nothing can be taken out of a record.
///
/// ```
/// use anzhi_record::{Package, Unusable, edition::publish};
///
/// assert_eq!(publish(&Package::default()).err(), Some(Unusable::NotHolding));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unusable {
    /// The record does not hold: what its statement says does not come of computing it anew.
    #[error("the record does not hold")]
    NotHolding,
    /// The record is of version 1, whose statement names no public edition and no results.
    #[error("the record is of version 1, which has no public edition and no receipts")]
    Version1,
}

/// A round as a record holds it, and what came of it.
pub(crate) struct Finished {
    pub(crate) round: Round,
    pub(crate) placement: Placement,
    pub(crate) said: RoundPredicate,
}

impl Finished {
    /// Reads the round of a record, of whatever version, and places everybody anew.
    pub(crate) fn of(package: &Package) -> Result<Self, Unusable> {
        let bytes = package.file(STATEMENT).ok_or(Unusable::NotHolding)?;
        let statement: RoundStatement = json::from_bytes(bytes).map_err(|_| Unusable::NotHolding)?;
        let part = package.round().ok_or(Unusable::NotHolding)?;
        let round =
            read_round(&part).ok().and_then(|reading| reading.round.ok()).ok_or(Unusable::NotHolding)?;
        match place(&round) {
            Outcome::Done(placement) => Ok(Self { round, placement, said: statement.predicate }),
            Outcome::Fault(_) | Outcome::Questions(_) => Err(Unusable::NotHolding),
        }
    }

    /// As [`Finished::of`], of a record whose statement names the results of everybody and the public edition.
    pub(crate) fn naming_results(package: &Package) -> Result<Self, Unusable> {
        let bytes = package.file(STATEMENT).ok_or(Unusable::NotHolding)?;
        match Stated::of_type(bytes, ROUND_TYPE).and_then(Stated::known) {
            Some(Version::V1) => Err(Unusable::Version1),
            Some(Version::V2) => Self::of(package),
            None => Err(Unusable::NotHolding),
        }
    }
}
