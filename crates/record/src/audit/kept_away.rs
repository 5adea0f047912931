//! Who did not choose in turn by what was recorded of them, and what they would have had.

use super::board::Board;
use anzhi_core::eligibility::closed;
use anzhi_core::round::{CandidateRef, GiveUp, GiveUpKind, VacancyRef};

/// Somebody of whom it was recorded that they gave up, were absent, slow or late (放弃、缺席、超时、迟到).
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Audit, KeptAwayLead, Lead};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let (round, _) = audit.round();
/// let of = |lead: &Lead| if let Lead::KeptAway(who) = lead { Some(*who) } else { None };
/// let first: KeptAwayLead = audit.leads().iter().find_map(of).ok_or("nobody")?;
/// // 03 was late: in turn the second preference would still have been there.
/// assert_eq!((round.candidate(first.candidate).id().as_str(), first.rank), ("03", Some(5)));
/// assert_eq!(first.open.map(|(vacancy, order)| (round.vacancy(vacancy).id.as_str(), order)), Some(("04-2", 2)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeptAwayLead {
    /// Who.
    pub candidate: CandidateRef,
    /// What was recorded.
    pub kind: GiveUpKind,
    /// The rank; `None` if they were not ranked at all.
    pub rank: Option<u32>,
    /// How many preferences they had handed in.
    pub listed: usize,
    /// The first preference that was still to be had when it was their turn, and its number on the list, unless they had
    /// it after all.
    pub open: Option<(VacancyRef, u32)>,
    /// Whether a paper says what was recorded.
    pub proved: bool,
}

pub(super) fn leads(board: &Board<'_>) -> Vec<KeptAwayLead> {
    let mut leads: Vec<KeptAwayLead> = board.round.give_ups().iter().map(|row| lead(board, row)).collect();
    // Who lost something first, of these the one ranked first.
    leads.sort_by_key(|lead| (lead.open.is_none(), lead.rank.unwrap_or(u32::MAX)));
    leads
}

fn lead(board: &Board<'_>, row: &GiveUp) -> KeptAwayLead {
    let candidate = row.candidate;
    let hall = board.hall_of(candidate);
    KeptAwayLead {
        candidate,
        kind: row.kind,
        rank: hall.and_then(|hall| hall.ranked(candidate)).map(|ranked| ranked.rank),
        listed: board.round.list(candidate).len(),
        open: open(board, candidate),
        proved: !row.note.evidence.is_empty(),
    }
}

fn open(board: &Board<'_>, candidate: CandidateRef) -> Option<(VacancyRef, u32)> {
    let (round, hall) = (board.round, board.hall_of(candidate)?);
    let turn = hall.first_turn(candidate)?;
    let education = board.placement.scores.education(candidate);
    let first = round.list(candidate).iter().find(|preference| {
        let vacancy = preference.vacancy;
        hall.has_seat_at(vacancy, turn.n) && closed(round, candidate, education, vacancy).is_none()
    })?;
    let had = board.placement.find(candidate).and_then(|(_, result)| result.fate.vacancy());
    (had != Some(first.vacancy)).then_some((first.vacancy, first.order))
}
