//! Who was passed by somebody for a vacancy that they had asked for: by a little more, or by lot.

use super::board::{Board, Hall};
use anzhi_core::eligibility::closed;
use anzhi_core::outcome::Fate;
use anzhi_core::points::Points;
use anzhi_core::rank::Ranked;
use anzhi_core::round::VacancyRef;

/// A vacancy that somebody would have had, had they stood before another.
///
/// Whoever took the last seat is the other: everybody before that one chooses as before, so that the seat would have
/// been there.
///
/// Shown at [`NearLead`](super::NearLead).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Passed {
    /// The vacancy.
    pub vacancy: VacancyRef,
    /// Which preference of the one who was passed, from 1.
    pub preference: u32,
}

/// The first such vacancy on the list of somebody of the ranking, and who took it. `by` says of whoever took the last
/// seat, and of how much more they have, whether that one counts.
pub(super) fn passed<'h>(
    board: &Board<'_>,
    hall: &'h Hall<'_>,
    lower: &Ranked,
    by: impl Fn(&Ranked, Points) -> bool,
) -> Option<(Passed, &'h Ranked)> {
    let who = lower.candidate;
    // Where the order of the turns is not that of the totals, a little more would have moved nobody.
    let turn = hall.first_turn(who).filter(|_| hall.chose_in_turn(who))?;
    let had = match hall.fate(who)? {
        Fate::Placed { preference, .. } => preference?,
        Fate::Exhausted => u32::MAX,
        Fate::Absent | Fate::Excluded | Fate::GaveUp | Fate::PlacedByRuling(_) => return None,
    };
    let round = board.round;
    round.list(who).iter().take_while(|preference| preference.order < had).find_map(|preference| {
        let vacancy = preference.vacancy;
        let taker = hall.last_taker(vacancy).filter(|last| last.n < turn.n)?;
        let upper = hall.ranked(taker.candidate).filter(|upper| upper.group == lower.group)?;
        let more = upper.total.minus(lower.total, "total").ok()?;
        let counts = hall.chose_in_turn(upper.candidate) && by(upper, more);
        let education = || board.placement.scores.education(who);
        let passed = Passed { vacancy, preference: preference.order };
        (counts && closed(round, who, education(), vacancy).is_none()).then_some((passed, upper))
    })
}
