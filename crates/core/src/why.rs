//! Why a preference was had or not (为什么): derived from turns and seats, never stored.

use crate::eligibility::{Closed, closed};
use crate::outcome::{Allocation, Fate, Placement};
use crate::place::Scores;
use crate::round::{CandidateRef, GiveUpKind, Round, VacancyRef};
use crate::session::Event;

/// What came of one preference.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{outcome::Outcome, place::place, why::{Why, why}};
///
/// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
/// let who = round.find_candidate("21").ok_or("not there")?;
/// let whys: Vec<Why> = round.list(who).iter().map(|p| why(&round, &placement, who, p.vacancy)).collect();
/// let Why::Full(taken) = &whys[0] else { return Err("not full".into()) };
/// // 07 took the first seat and 22, who was luckier in the draw, the last.
/// assert_eq!(taken.iter().map(|taken| taken.rank).collect::<Vec<_>>(), [Some(15), Some(16)]);
/// assert_eq!(whys[1..], [Why::Had, Why::HadEarlier { preference: 2 }]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    /// The vacancy is closed to the candidate by a condition.
    Closed(Closed),
    /// All seats had gone before the candidate's turn.
    Full(Vec<Taken>),
    /// It was had.
    Had,
    /// An earlier preference was had.
    HadEarlier {
        /// Which one.
        preference: u32,
    },
    /// There was no turn in which to choose.
    NoTurn(Fate),
    /// Nothing closes it so far, and nobody has chosen yet.
    OpenSoFar,
}

/// Who has a seat.
///
/// Shown at [`takers`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Taken {
    /// Who.
    pub candidate: CandidateRef,
    /// The turn in which it was taken; `None` if a ruling took it.
    pub turn: Option<u32>,
    /// The rank of the one who has it.
    pub rank: Option<u32>,
}

/// Explains one preference of a candidate before anybody has chosen: by what rulings, giving-ups and conditions
/// have settled already.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{place::stand, why::{Why, why_before}};
///
/// let standing = stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let who = round.find_candidate("17").ok_or("not there")?;
/// let vacancy = round.list(who)[0].vacancy;
/// assert_eq!(why_before(&round, &standing.scores, who, vacancy), Why::OpenSoFar);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn why_before(round: &Round, scores: &Scores, candidate: CandidateRef, vacancy: VacancyRef) -> Why {
    if let Some(fate) = Fate::by_ruling(round, candidate).or_else(|| kept_away(round, candidate)) {
        return Why::NoTurn(fate);
    }
    if let Some(why) = closed(round, candidate, scores.education(candidate), vacancy) {
        return Why::Closed(why);
    }
    let taken: Vec<Taken> = takers_by_ruling(round, vacancy).collect();
    let seats = usize::try_from(round.vacancy(vacancy).seats).unwrap_or(usize::MAX);
    if taken.len() >= seats { Why::Full(taken) } else { Why::OpenSoFar }
}

/// What comes of somebody who by what is recorded will not choose.
fn kept_away(round: &Round, candidate: CandidateRef) -> Option<Fate> {
    let kind = round.give_up(candidate)?;
    if round.scheme().choosing.consequence(kind).gives_another_turn() {
        return None;
    }
    Some(match kind {
        GiveUpKind::Absent | GiveUpKind::Late => Fate::Absent,
        GiveUpKind::GaveUp | GiveUpKind::TimedOut => Fate::GaveUp,
    })
}

/// Explains one preference of a candidate in a finished round.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{outcome::Outcome, place::place, why::{Why, why}};
///
/// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
/// let who = round.find_candidate("17").ok_or("not there")?;
/// assert_eq!(why(&round, &placement, who, round.list(who)[0].vacancy), Why::Had);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn why(round: &Round, placement: &Placement, candidate: CandidateRef, vacancy: VacancyRef) -> Why {
    let Some((allocation, result)) = placement.find(candidate) else { return Why::OpenSoFar };
    let before = match result.fate {
        Fate::Placed { vacancy: got, .. } if got == vacancy => return Why::Had,
        Fate::Placed { turn, preference, .. } => {
            let own = round.list(candidate).iter().find(|p| p.vacancy == vacancy).map(|p| p.order);
            match preference {
                Some(preference) if own.is_some_and(|own| own > preference) => {
                    return Why::HadEarlier { preference };
                }
                Some(_) | None => turn,
            }
        }
        Fate::Exhausted => allocation
            .turns
            .iter()
            .rev()
            .find(|turn| turn.candidate == candidate)
            .map_or(u32::MAX, |turn| turn.n),
        fate @ (Fate::Absent | Fate::Excluded | Fate::GaveUp | Fate::PlacedByRuling(_)) => {
            return Why::NoTurn(fate);
        }
    };
    match closed(round, candidate, placement.scores.education(candidate), vacancy) {
        Some(why) => Why::Closed(why),
        None => Why::Full(takers(round, allocation, vacancy, before)),
    }
}

/// Who held the seats of a vacancy before a turn: by ruling first, then in the order of turns.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{outcome::Outcome, place::place, why::takers};
///
/// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
/// let vacancy = round.find_vacancy("08-1").ok_or("not there")?;
/// let taken = takers(&round, &placement.sittings[0], vacancy, u32::MAX);
/// // One seat went by a ruling, the other in the fourth turn.
/// assert_eq!(taken.iter().map(|taken| taken.turn).collect::<Vec<_>>(), [None, Some(4)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn takers(round: &Round, allocation: &Allocation, vacancy: VacancyRef, before: u32) -> Vec<Taken> {
    let by_turn = allocation
        .turns
        .iter()
        .filter(|turn| turn.n < before && turn.event == Event::Chose(vacancy))
        .map(|turn| Taken {
            candidate: turn.candidate,
            turn: Some(turn.n),
            rank: allocation.ranking.places.iter().find(|p| p.candidate == turn.candidate).map(|p| p.rank),
        });
    takers_by_ruling(round, vacancy).chain(by_turn).collect()
}

fn takers_by_ruling(round: &Round, vacancy: VacancyRef) -> impl Iterator<Item = Taken> {
    round
        .all_candidates()
        .filter(move |candidate| round.placed_by_ruling(*candidate) == Some(vacancy))
        .map(|candidate| Taken { candidate, turn: None, rank: None })
}
