//! Through which part of the total somebody gains or loses.

use super::compare::{Places, Seen, Side};
use super::compare_ranks::decimal;
use anzhi_core::outcome::Standing;
use anzhi_core::points::Points;
use anzhi_core::round::{CandidateRef, Round, SittingRef};
use anzhi_core::scheme::{ItemId, Scheme};
use std::cmp::{Ordering, Reverse};

/// What moves somebody from one rank to another.
///
/// ```
/// use anzhi_core::scheme::ItemId;
/// use anzhi_report::{Gain, Part, Through};
///
/// // Three people together gain six points less than three times what the one gains who passed them.
/// let gain = Gain { micros: 6_000_000, people: 3 };
/// assert_eq!(gain.to_two_places(), "2.00");
/// let through = Through::Part { part: Part::Item([Some(ItemId(0)), None]), gain };
/// assert_ne!(through, Through::Order);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Through {
    /// Groups or tie rules: by the totals alone the candidate would not have changed places that way.
    Order,
    /// The part of the total in which the candidate gains or loses most against those who changed places with them.
    Part {
        /// Which.
        part: Part,
        /// How much, above zero for a gain.
        gain: Gain,
    },
}

/// A part of the total.
///
/// Shown at [`Through`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Part {
    /// The exam.
    Exam,
    /// An item of one scheme, of the other, or of both.
    Item([Option<ItemId>; 2]),
    /// What weighting, caps and rounding make of the items' sum.
    Weighting,
}

/// How much more somebody has by the second scheme than by the first, beyond what those have on average with whom
/// they changed places: those they passed, or those who passed them.
///
/// Shown at [`Through`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Gain {
    /// In millionths of a point, times the number of people.
    pub micros: i128,
    /// How many people that is.
    pub people: i128,
}

impl Gain {
    /// In points with two decimal places, rounded half up.
    pub fn to_two_places(self) -> String {
        decimal(self.micros, self.people.max(1) * 1_000_000, 2)
    }
}

/// Says of everybody who moves what moves them mostly.
pub(crate) fn through(seen: &[Seen<'_>; 2], sittings: [SittingRef; 2], places: &mut [Places]) {
    let parts = parts([seen[0].side.scheme, seen[1].side.scheme]);
    // What everybody has more by the second scheme, part by part.
    let more: Vec<Vec<i128>> = places
        .iter()
        .map(|place| {
            let of = |side: usize, part: Part| {
                let Seen { side: Side { round, .. }, standing, .. } = &seen[side];
                points((round, standing), sittings[side], place, side, part)
            };
            parts.iter().map(|part| of(1, *part) - of(0, *part)).collect()
        })
        .collect();
    let ranks: Vec<[u32; 2]> = places.iter().map(|place| place.ranks).collect();
    for (place, own) in places.iter_mut().zip(&more) {
        let moved = place.ranks[0].cmp(&place.ranks[1]);
        if moved.is_eq() {
            continue;
        }
        let passed = ranks.iter().zip(&more).filter(|(other, _)| changed_places(place.ranks, **other, moved));
        let passed: Vec<&Vec<i128>> = passed.map(|(_, more)| more).collect();
        let people = i128::try_from(passed.len()).unwrap_or(1);
        let gain = |part: usize| people * own[part] - passed.iter().map(|more| more[part]).sum::<i128>();
        let gains: Vec<_> = parts.iter().enumerate().map(|(n, part)| (*part, gain(n))).collect();
        let whole: i128 = gains.iter().map(|(_, micros)| micros).sum();
        let right = gains.iter().filter(|(_, micros)| micros.cmp(&0) == moved);
        let most = right.min_by_key(|(part, micros)| (Reverse(micros.abs()), *part));
        let most = most.filter(|_| whole.cmp(&0) == moved);
        let part =
            most.map(|(part, micros)| Through::Part { part: *part, gain: Gain { micros: *micros, people } });
        place.through = Some(part.unwrap_or(Through::Order));
    }
}

/// Whether somebody has gone by another or, where the move is downwards, the other has.
fn changed_places(own: [u32; 2], other: [u32; 2], moved: Ordering) -> bool {
    let against = |side: usize| own[side].cmp(&other[side]);
    against(0).cmp(&against(1)) == moved
}

/// All parts of the totals: items of one name, or else of one title, belong together.
fn parts([one, other]: [&Scheme; 2]) -> Vec<Part> {
    let ids = |scheme: &Scheme| (0..).map(ItemId).take(scheme.scoring.items.len()).collect::<Vec<_>>();
    let mut left = ids(other);
    let mut parts = Vec::new();
    for id in ids(one) {
        let item = one.scoring.item(id);
        let same_name = left.iter().position(|id| other.scoring.item(*id).key == item.key);
        let same =
            same_name.or_else(|| left.iter().position(|id| other.scoring.item(*id).title == item.title));
        parts.push(Part::Item([Some(id), same.map(|place| left.remove(place))]));
    }
    parts.extend(left.into_iter().map(|id| Part::Item([None, Some(id)])));
    parts.extend([Part::Exam, Part::Weighting]);
    parts
}

/// What a part gives somebody in a sitting under one of the schemes, in millionths of a point.
fn points(
    (round, standing): (&Round, &Standing),
    sitting: SittingRef,
    place: &Places,
    side: usize,
    part: Part,
) -> i128 {
    let item = |id| items(round, standing, sitting, place.candidate, Some(id));
    let exam = || {
        let sheet = standing.scores.sheet(place.candidate);
        sheet.and_then(|(sheet, _)| sheet.exam).map_or(0, |exam| micros(exam.points))
    };
    match part {
        Part::Exam => exam(),
        Part::Item(ids) => ids[side].map_or(0, item),
        Part::Weighting => {
            let sum = items(round, standing, sitting, place.candidate, None);
            micros(place.totals[side]) - exam() - sum
        }
    }
}

/// What an item, or all of them, give somebody in a sitting.
fn items(
    round: &Round,
    standing: &Standing,
    sitting: SittingRef,
    candidate: CandidateRef,
    only: Option<ItemId>,
) -> i128 {
    let kind = round.kind_of(sitting);
    let counts = |id: ItemId| {
        let kinds = &round.scheme().scoring.item(id).kinds;
        kinds.is_empty() || kind.is_some_and(|kind| kinds.contains(&kind))
    };
    let lines = standing.scores.sheet(candidate).map(|(sheet, _)| &*sheet.items).unwrap_or_default();
    let wanted = lines.iter().filter(|line| only.is_none_or(|id| id == line.item) && counts(line.item));
    wanted.map(|line| micros(line.points)).sum()
}

fn micros(points: Points) -> i128 {
    points.micros().into()
}
