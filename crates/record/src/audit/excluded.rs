//! Who is not ranked, why, and where they would have stood.

use super::RulingRef;
use super::board::Board;
use anzhi_core::points::Points;
use anzhi_core::round::{CandidateRef, Decision, Exclusion};
use std::collections::BTreeMap;

/// Somebody who is not ranked (不予排名).
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_core::round::Exclusion;
/// use anzhi_record::audit::{Audit, ExcludedLead, Lead};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let excluded = audit.leads().iter().find_map(|lead| if let Lead::Excluded(who) = lead { Some(who) } else { None });
/// let ExcludedLead { why, ruling, total, rank, .. } = excluded.ok_or("nobody")?;
/// // 25 has 13 points, behind all of the 23 who are ranked.
/// assert_eq!((why, ruling.is_some(), total.map(|total| total.to_string())), (&Exclusion::Ruling, true, Some("13".into())));
/// assert_eq!(*rank, Some(24));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ExcludedLead {
    /// Who.
    pub candidate: CandidateRef,
    /// Why.
    pub why: Exclusion,
    /// The ruling, if one says so.
    pub ruling: Option<RulingRef>,
    /// The total, if everything that it is made of is known.
    pub total: Option<Points>,
    /// The rank that it would have been.
    pub rank: Option<u32>,
}

pub(super) fn leads(board: &Board<'_>) -> Vec<ExcludedLead> {
    let round = board.round;
    let by_ruling = by_ruling(board);
    let of = |candidate: CandidateRef| {
        let why = round.exclusion(candidate)?;
        let ruling = by_ruling.get(&candidate).copied();
        let total = board.total(candidate);
        let rank = total.and_then(|total| board.rank_by(candidate, total));
        Some(ExcludedLead { candidate, why, ruling, total, rank })
    };
    let mut leads: Vec<ExcludedLead> = round.all_candidates().filter_map(of).collect();
    // Whoever would have stood highest first.
    leads.sort_by_key(|lead| (lead.ruling.is_none(), lead.rank.unwrap_or(u32::MAX)));
    leads
}

/// Who is excluded by which ruling.
fn by_ruling(board: &Board<'_>) -> BTreeMap<CandidateRef, RulingRef> {
    let rulings = board.round.rulings().iter().enumerate();
    let excluding = rulings.filter_map(|(place, (_, decision))| match decision {
        Decision::Exclude(candidate) => Some((*candidate, RulingRef(place))),
        Decision::Change(_)
        | Decision::FillGap(..)
        | Decision::Place(..)
        | Decision::Refill(..)
        | Decision::Regroup(..)
        | Decision::SetFact(..)
        | Decision::Void(..) => None,
    });
    excluding.collect()
}
