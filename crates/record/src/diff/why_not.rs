//! Why somebody does not have, by one record, the vacancy that they have by the other.

use super::side::Side;
use anzhi_core::eligibility::{Closed, closed};
use anzhi_core::outcome::Fate;
use anzhi_core::round::{CandidateRef, VacancyRef};

/// Why a candidate does not have a vacancy.
///
/// Shown at [`diff`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WhyNot {
    /// A condition closes it.
    Closed(VacancyRef, Closed),
    /// Something before it on the list was had.
    Earlier {
        /// Which preference.
        preference: u32,
    },
    /// All its seats had gone.
    Full {
        /// Who took the last one in turn; nobody if rulings took them all.
        last: Option<CandidateRef>,
    },
    /// There is no such vacancy.
    Gone,
    /// It was had, and taken back after the meeting.
    TakenBack,
    /// It does not stand on the list.
    Unlisted,
}

impl WhyNot {
    /// Why a candidate does not have a vacancy by this record; nothing if there was no turn to choose in, for which
    /// there are reasons of other kinds.
    pub(super) fn of(side: &Side, candidate: CandidateRef, vacancy: &str) -> Option<Self> {
        let (round, placement) = (&side.round, &side.placement);
        let Some(vacancy) = round.find_vacancy(vacancy) else { return Some(Self::Gone) };
        let (_, result) = placement.find(candidate)?;
        let listed = round.list(candidate).iter().find(|preference| preference.vacancy == vacancy);
        let own = match result.fate {
            Fate::Absent | Fate::Excluded | Fate::GaveUp | Fate::PlacedByRuling(_) => return None,
            Fate::Placed { vacancy: had, .. } if had == vacancy => return Some(Self::TakenBack),
            Fate::Placed { preference, .. } => preference,
            Fate::Exhausted => None,
        };
        let Some(order) = listed.map(|preference| preference.order) else { return Some(Self::Unlisted) };
        if let Some(preference) = own.filter(|own| *own < order) {
            return Some(Self::Earlier { preference });
        }
        if let Some(why) = closed(round, candidate, placement.scores.education(candidate), vacancy) {
            return Some(Self::Closed(vacancy, why));
        }
        let allocation = placement.sitting(round.vacancy(vacancy).sitting)?;
        let turn = allocation.seats.get(vacancy.0 as usize)?.last_turn;
        let taken = turn.and_then(|turn| allocation.turns.get((turn as usize).checked_sub(1)?));
        Some(Self::Full { last: taken.map(|turn| turn.candidate) })
    }
}
