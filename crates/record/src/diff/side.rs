//! One of two records, computed anew.

use crate::json;
use crate::manifest::{RESULT, ROUND};
use crate::package::Package;
use crate::result::{CandidateOutcome, RoundResult};
use crate::statement::RoundPredicate;
use crate::verify::Report;
use anzhi_core::digest::Digest;
use anzhi_core::fault::Table;
use anzhi_core::outcome::{Outcome, Placement};
use anzhi_core::place::place;
use anzhi_core::round::{CandidateRef, Decision, Round, RulingKind};
use anzhi_tables::layout::{TABLES, file_names};
use anzhi_tables::{NormalTable, read_round};
use std::collections::BTreeMap;

/// One of two records that are held against each other.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug)]
pub struct Side {
    /// The fingerprint of the record.
    pub fingerprint: Digest,
    /// What its statement says.
    pub said: RoundPredicate,
    /// Its round.
    pub round: Round,
    /// What came of it.
    pub placement: Placement,
    pub(super) result: RoundResult,
    pub(super) tables: BTreeMap<Table, NormalTable>,
    /// By candidate: the places of the rulings on what becomes of them.
    fates: BTreeMap<CandidateRef, Vec<usize>>,
}

impl Side {
    /// The record that this report is on; nothing if it does not hold.
    pub(super) fn of(package: &Package, report: &Report) -> Option<Self> {
        let said = report.statement.clone().filter(|_| report.holds())?;
        let round = read_round(&package.round()?).ok()?.round.ok()?;
        let Outcome::Done(placement) = place(&round) else { return None };
        let table = |table: Table| {
            let bytes = package.file(&format!("{ROUND}{}.csv", file_names(table).0));
            (table, bytes.map_or_else(NormalTable::default, NormalTable::read))
        };
        Some(Self {
            fingerprint: package.fingerprint()?,
            said,
            placement,
            result: json::from_bytes(package.file(RESULT)?).ok()?,
            tables: TABLES.into_iter().map(table).collect(),
            fates: fates(&round),
            round,
        })
    }

    /// What its result says of everybody in a sitting.
    pub(super) fn outcomes(&self, sitting: &str) -> BTreeMap<&str, &CandidateOutcome> {
        let here = self.result.sittings.iter().filter(|known| known.id == sitting);
        here.flat_map(|sitting| &sitting.candidates).map(|outcome| (&*outcome.id, outcome)).collect()
    }

    /// The rulings on what becomes of a candidate, by their places in [`Round::rulings`].
    pub(super) fn rulings_on(&self, candidate: CandidateRef) -> &[usize] {
        self.fates.get(&candidate).map_or(&[], Vec::as_slice)
    }
}

/// Whether a ruling of that kind says what becomes of somebody or where they stand, and not what they have.
pub(super) fn settles(kind: RulingKind) -> bool {
    match kind {
        RulingKind::Exclude
        | RulingKind::Place
        | RulingKind::Refill
        | RulingKind::Regroup
        | RulingKind::Void => true,
        RulingKind::Change | RulingKind::FillGap | RulingKind::SetFact => false,
    }
}

fn fates(round: &Round) -> BTreeMap<CandidateRef, Vec<usize>> {
    let mut all: BTreeMap<CandidateRef, Vec<usize>> = BTreeMap::new();
    for (place, (ruling, decision)) in round.rulings().iter().enumerate() {
        let whose = match decision {
            Decision::Exclude(candidate)
            | Decision::Place(candidate, _)
            | Decision::Refill(candidate, _)
            | Decision::Regroup(candidate, _)
            | Decision::SetFact(candidate, ..)
            | Decision::Void(candidate, ..) => *candidate,
            Decision::Change(_) | Decision::FillGap(..) => continue,
        };
        if settles(ruling.kind) {
            all.entry(whose).or_default().push(place);
        }
    }
    all
}
