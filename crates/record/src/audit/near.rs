//! Who would have had another vacancy by half a point more, and where whoever had it is ahead.

use super::board::Board;
use super::evidence::unproved;
use super::passed::{Passed, passed};
use super::rulings::Unruled;
use anzhi_core::points::Points;
use anzhi_core::rank::{DecidedBy, Ranked, parted_by};
use anzhi_core::round::{CandidateRef, Round, SittingRef};
use anzhi_core::scheme::ItemId;

/// How close is close: half a point is the smallest step in which published schemes give points, a year of service or
/// the second sanction. Whoever is not further behind was parted by one fact.
pub const HALF_A_POINT: Points = Points::HALF;

/// What points are for.
///
/// Shown at [`NearLead`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// The exam.
    Exam,
    /// An item of the assessment.
    Item(ItemId),
}

/// Where somebody is ahead of another.
///
/// Shown at [`NearLead`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ahead {
    /// In what.
    pub part: Part,
    /// The points of whoever is ahead.
    pub upper: Points,
    /// The points of the other.
    pub lower: Points,
    /// Whether a fact on which they rest has no evidence.
    pub unproved: bool,
    /// Whether they would be others without rulings on facts.
    pub ruled: bool,
}

/// Somebody whom half a point would have moved (相差不足半分).
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Ahead, Audit, HALF_A_POINT, Lead, NearLead, Part, Passed};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let (round, _) = audit.round();
/// let near: Vec<&NearLead> =
///     audit.leads().iter().filter_map(|lead| if let Lead::Near(near) = lead { Some(near) } else { None }).collect();
/// assert!(near.iter().all(|near| near.difference <= HALF_A_POINT));
/// // 20 had the second preference; the last seat of the first went to 04, who is too far ahead to stand here.
/// assert!(near.iter().all(|near| round.candidate(near.lower).id().as_str() != "20"));
/// let Passed { vacancy, preference } = near[0].passed;
/// assert_eq!((round.vacancy(vacancy).id.as_str(), preference), ("03-2", 1));
/// let Ahead { part, upper, lower, .. } = near[0].ahead[0];
/// let Part::Item(item) = part else { return Err("the exam".into()) };
/// assert_eq!(&*round.scheme().scoring.item(item).title, "职务");
/// assert_eq!((upper.to_string(), lower.to_string()), ("4".into(), "3".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NearLead {
    /// Who would have had it.
    pub lower: CandidateRef,
    /// Who took its last seat.
    pub upper: CandidateRef,
    /// Their ranks, in this order.
    pub ranks: [u32; 2],
    /// How much more that one has.
    pub difference: Points,
    /// What parts them: the total, or where it is the same a tie key.
    pub by: DecidedBy,
    /// The vacancy.
    pub passed: Passed,
    /// Where that one is ahead: first what rests on facts without evidence, then what rulings made so, then by how much.
    pub ahead: Vec<Ahead>,
}

pub(super) fn leads(board: &Board<'_>, unruled: &Unruled) -> Vec<NearLead> {
    let mut leads: Vec<NearLead> = Vec::new();
    for hall in &board.halls {
        let by = |_: &Ranked, more: Points| more <= HALF_A_POINT;
        for lower in &hall.held.ranking.places {
            let Some((passed, upper)) = passed(board, hall, lower, by) else { continue };
            let Ok(difference) = upper.total.minus(lower.total, "total") else { continue };
            let ranks = [lower.rank, upper.rank];
            let (upper, lower) = (upper.candidate, lower.candidate);
            let sitting = hall.held.ranking.sitting;
            let Some(by) = parted_by(board.round, &board.placement.scores, sitting, [upper, lower]) else {
                continue;
            };
            if by == DecidedBy::Lot {
                // That is told of the lots.
                continue;
            }
            let mut ahead = ahead(board, unruled, upper, lower);
            ahead.retain(|ahead| counts(board.round, sitting, ahead.part));
            leads.push(NearLead { lower, upper, ranks, difference, by, passed, ahead });
        }
    }
    // Of equals the order of the ranking stays.
    leads.sort_by_key(|near| near.difference);
    leads
}

/// Whether a part enters the totals of a sitting.
fn counts(round: &Round, sitting: SittingRef, part: Part) -> bool {
    match part {
        Part::Exam => true,
        Part::Item(item) => {
            let kinds = &round.scheme().scoring.item(item).kinds;
            kinds.is_empty() || round.kind_of(sitting).is_some_and(|kind| kinds.contains(&kind))
        }
    }
}

/// Where the upper one is ahead.
fn ahead(board: &Board<'_>, unruled: &Unruled, upper: CandidateRef, lower: CandidateRef) -> Vec<Ahead> {
    let scores = &board.placement.scores;
    let (Some((high, _)), Some((low, _))) = (scores.sheet(upper), scores.sheet(lower)) else {
        return Vec::new();
    };
    let unproved = unproved(board, upper);
    let mut ahead: Vec<Ahead> = Vec::new();
    for line in &high.items {
        let other =
            low.items.iter().find(|other| other.item == line.item).map_or(Points::ZERO, |line| line.points);
        let rests = unproved.items.iter().any(|(item, _)| *item == line.item);
        let ruled = unruled.changes(upper, line.item, line.points);
        let part = Part::Item(line.item);
        ahead.push(Ahead { part, upper: line.points, lower: other, unproved: rests, ruled });
    }
    if let Some(exam) = high.exam {
        let lower = low.exam.map_or(Points::ZERO, |exam| exam.points);
        ahead.push(Ahead { part: Part::Exam, upper: exam.points, lower, unproved: false, ruled: false });
    }
    ahead.retain(|ahead| ahead.upper > ahead.lower);
    let more = |ahead: &Ahead| ahead.upper.minus(ahead.lower, "item").unwrap_or_default();
    ahead.sort_by_key(|ahead| (!ahead.unproved, !ahead.ruled, std::cmp::Reverse(more(ahead))));
    ahead
}
