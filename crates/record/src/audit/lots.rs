//! Ties that lots have broken: who drew, when, and whom it moved.

use super::board::{Board, Hall};
use super::passed::{Passed, passed};
use anzhi_core::points::Points;
use anzhi_core::rank::{DecidedBy, Ranked};
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::warning::WarningCode;
use std::collections::BTreeSet;

/// A lot that deserves a look (抽签).
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Audit, Lead, LotLead};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let (round, _) = audit.round();
/// let of = |lead: &Lead| if let Lead::Lot(lot) = lead { Some(lot.clone()) } else { None };
/// let lots: Vec<LotLead> = audit.leads().iter().filter_map(of).collect();
/// let LotLead::Tie { people, moved, early, mixed, .. } = &lots[0] else { return Err("another".into()) };
/// assert!(people.iter().map(|who| round.candidate(*who).id().as_str()).eq(["22", "21"]));
/// // 22, who was luckier, had the last seat of what 21 had put first.
/// assert_eq!((moved.len(), round.vacancy(moved[0].1.vacancy).id.as_str()), (1, "06-1"));
/// assert_eq!((early.len(), *mixed), (0, false));
/// assert!(matches!(lots[1], LotLead::Unneeded(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LotLead {
    /// People whom only lots could part.
    Tie {
        /// Who, in the order of their lots.
        people: Vec<CandidateRef>,
        /// Their total.
        total: Points,
        /// Who would have had another vacancy by a smaller lot, and which.
        moved: Vec<(CandidateRef, Passed)>,
        /// Whose lot is dated before their signature under the sheet: it was drawn before the totals were settled.
        early: Vec<CandidateRef>,
        /// Whether they were drawn on several days, or by several people.
        mixed: bool,
    },
    /// Somebody drew a lot that decided nothing: it was drawn before anybody knew who was tied, or something has been
    /// changed since.
    Unneeded(CandidateRef),
}

impl LotLead {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Tie { .. } => "tie-by-lot",
            Self::Unneeded(_) => "lot-unneeded",
        }
    }
}

pub(super) fn leads(board: &Board<'_>) -> Vec<LotLead> {
    let mut ties: Vec<LotLead> = board.halls.iter().flat_map(|hall| ties(board, hall)).collect();
    // Whatever was drawn out of order first, then what moved somebody.
    ties.sort_by_key(|tie| match tie {
        LotLead::Tie { moved, early, mixed, .. } => (early.is_empty() && !mixed, moved.is_empty()),
        LotLead::Unneeded(_) => (true, true),
    });
    let unneeded = board.placement.warnings.iter().filter(|warning| warning.code == WarningCode::LotUnneeded);
    let who = unneeded.filter_map(|warning| board.round.find_candidate(warning.candidate.as_ref()?.as_str()));
    ties.extend(who.map(LotLead::Unneeded));
    ties
}

fn ties(board: &Board<'_>, hall: &Hall<'_>) -> Vec<LotLead> {
    let places = &hall.held.ranking.places;
    let sets = places.chunk_by(|_, later| later.decided_by == DecidedBy::Lot);
    sets.filter(|set| set.len() > 1).map(|set| tie(board, hall, set)).collect()
}

fn tie(board: &Board<'_>, hall: &Hall<'_>, set: &[Ranked]) -> LotLead {
    let round = board.round;
    let within: BTreeSet<CandidateRef> = set.iter().map(|ranked| ranked.candidate).collect();
    let by_lot = |upper: &Ranked, _: Points| within.contains(&upper.candidate);
    let moved = set.iter().filter_map(|lower| {
        let (passed, _) = passed(board, hall, lower, by_lot)?;
        Some((lower.candidate, passed))
    });
    let lots: Vec<_> = set.iter().filter_map(|ranked| round.lot(ranked.candidate)).collect();
    let mixed = lots.windows(2).any(|two| (two[0].date, &two[0].drawn_by) != (two[1].date, &two[1].drawn_by));
    let early = lots.iter().filter(|lot| is_early(round, lot)).map(|lot| lot.candidate);
    LotLead::Tie {
        people: set.iter().map(|ranked| ranked.candidate).collect(),
        total: set.first().map_or(Points::ZERO, |ranked| ranked.total),
        moved: moved.collect(),
        early: early.collect(),
        mixed,
    }
}

/// Whether a lot is dated before the last signature of whoever drew it.
fn is_early(round: &Round, lot: &anzhi_core::round::Lot) -> bool {
    round.signed(lot.candidate).iter().any(|signed| signed.date > lot.date)
}
