//! Seats that rulings gave before the meeting, took back after it, and gave anew.

use super::RulingRef;
use super::board::Board;
use anzhi_core::eligibility::{Closed, closed};
use anzhi_core::outcome::Fate;
use anzhi_core::round::{CandidateRef, Decision, VacancyRef, VoidCause};
use anzhi_core::warning::WarningCode;
use std::collections::{BTreeMap, BTreeSet};

/// A seat that a ruling gave or took (直接安置、撤销选岗、递补).
///
/// Shown at [`Audit`](super::Audit).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SeatLead {
    /// Somebody was placed outside the order.
    Placed {
        /// The ruling.
        ruling: RulingRef,
        /// Who.
        candidate: CandidateRef,
        /// Where.
        vacancy: VacancyRef,
        /// A condition of the vacancy that they do not meet.
        against: Option<Closed>,
        /// The rank that their total would have been.
        rank: Option<u32>,
        /// Who, first in the order, had asked for it and found it full.
        displaced: Option<CandidateRef>,
    },
    /// Somebody was given a seat after the meeting.
    Refilled {
        /// The ruling.
        ruling: RulingRef,
        /// Who.
        candidate: CandidateRef,
        /// Where.
        vacancy: VacancyRef,
        /// Whether somebody ranked before had asked for it, could have had it, and has none.
        out_of_order: bool,
        /// Whether they had given up, been absent or run out of time.
        after_giving_up: bool,
    },
    /// Somebody's seat was taken back after the meeting.
    Voided {
        /// The ruling.
        ruling: RulingRef,
        /// Who.
        candidate: CandidateRef,
        /// Where.
        vacancy: VacancyRef,
        /// Why.
        cause: VoidCause,
    },
}

impl SeatLead {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Placed { .. } => "placed-by-ruling",
            Self::Refilled { .. } => "seat-given",
            Self::Voided { .. } => "seat-taken-back",
        }
    }

    /// Less for what tells more.
    fn order(self) -> u8 {
        match self {
            Self::Placed { against: Some(_), .. } => 0,
            Self::Refilled { out_of_order, after_giving_up, .. } if out_of_order || after_giving_up => 1,
            Self::Placed { displaced: Some(_), .. } => 2,
            Self::Placed { .. } => 3,
            Self::Refilled { .. } => 4,
            Self::Voided { .. } => 5,
        }
    }
}

pub(super) fn leads(board: &Board<'_>) -> Vec<SeatLead> {
    let displaced = displaced(board);
    let warnings = board.placement.warnings.iter();
    let warned: BTreeSet<_> = warnings.map(|warning| (warning.code, warning.candidate.as_ref())).collect();
    let is_warned = |code: WarningCode, who: CandidateRef| {
        warned.contains(&(code, Some(board.round.candidate(who).id())))
    };
    let of = |(place, decision): (usize, &Decision)| {
        let ruling = RulingRef(place);
        match *decision {
            Decision::Place(candidate, vacancy) => {
                let education = board.placement.scores.education(candidate);
                let against = closed(board.round, candidate, education, vacancy);
                let rank = board.total(candidate).and_then(|total| board.rank_by(candidate, total));
                let displaced = displaced.get(&vacancy).copied();
                Some(SeatLead::Placed { ruling, candidate, vacancy, against, rank, displaced })
            }
            Decision::Refill(candidate, vacancy) => {
                let out_of_order = is_warned(WarningCode::RefillOutOfOrder, candidate);
                let after_giving_up = is_warned(WarningCode::RefillAfterGivingUp, candidate);
                Some(SeatLead::Refilled { ruling, candidate, vacancy, out_of_order, after_giving_up })
            }
            Decision::Void(candidate, vacancy, cause) => {
                Some(SeatLead::Voided { ruling, candidate, vacancy, cause })
            }
            Decision::Change(_)
            | Decision::Exclude(_)
            | Decision::FillGap(..)
            | Decision::Regroup(..)
            | Decision::SetFact(..) => None,
        }
    };
    let rulings = board.round.rulings().iter().map(|(_, decision)| decision);
    let mut leads: Vec<SeatLead> = rulings.enumerate().filter_map(of).collect();
    leads.sort_by_key(|lead| lead.order());
    leads
}

/// By vacancy on which a ruling places somebody: who, first in the order, had asked for it, could have had it, and found
/// it full.
fn displaced(board: &Board<'_>) -> BTreeMap<VacancyRef, CandidateRef> {
    let (round, mut displaced) = (board.round, BTreeMap::new());
    let placed: BTreeSet<VacancyRef> =
        round.all_candidates().filter_map(|who| round.placed_by_ruling(who)).collect();
    if placed.is_empty() {
        return displaced;
    }
    for hall in &board.halls {
        for ranked in &hall.held.ranking.places {
            let who = ranked.candidate;
            let had = match hall.fate(who) {
                Some(Fate::Placed { preference, .. }) => preference.unwrap_or(0),
                Some(Fate::Exhausted) => u32::MAX,
                Some(Fate::Absent | Fate::Excluded | Fate::GaveUp | Fate::PlacedByRuling(_)) | None => 0,
            };
            let education = board.placement.scores.education(who);
            for preference in round.list(who).iter().take_while(|preference| preference.order < had) {
                let vacancy = preference.vacancy;
                let new = placed.contains(&vacancy) && !displaced.contains_key(&vacancy);
                if new && closed(round, who, education, vacancy).is_none() {
                    displaced.insert(vacancy, who);
                }
            }
        }
    }
    displaced
}
