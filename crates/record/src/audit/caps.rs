//! Items at their cap: of whatever lies above it a paper file proves nothing any more, and nobody looks.

use super::board::Board;
use anzhi_core::points::Points;
use anzhi_core::round::CandidateRef;
use anzhi_core::scheme::{Filling, ItemId, ValueId};
use anzhi_core::sheet::{Gave, Sheet};
use anzhi_core::steps::{Limit, Param, Pipeline, Step};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is at its cap.
///
/// Shown at [`CapLead`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum AtCap {
    /// The assessment as a whole.
    Assessment,
    /// An item.
    Item(ItemId),
    /// A value that items use.
    Value(ValueId),
}

/// Somebody at a cap.
///
/// Shown at [`CapLead`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Capped {
    /// Who.
    pub candidate: CandidateRef,
    /// What counted in the end.
    pub points: Points,
    /// How much more there would have been; nothing where the cap was reached exactly.
    pub cut: Points,
}

/// An item at its cap (封顶), and for whom.
///
/// ```
/// use anzhi_core::points::Points;
/// use anzhi_core::round::CandidateRef;
/// use anzhi_core::scheme::ItemId;
/// use anzhi_record::audit::{AtCap, CapLead, Capped};
///
/// // At most six points, and seven were there.
/// let capped = Capped { candidate: CandidateRef(0), points: Points::from_int(6), cut: Points::from_int(1) };
/// let lead = CapLead { of: AtCap::Item(ItemId(3)), people: vec![capped] };
/// assert_eq!(lead.people[0].cut.to_string(), "1");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CapLead {
    /// What is at its cap.
    pub of: AtCap,
    /// For whom: those of whom most was cut first.
    pub people: Vec<Capped>,
}

pub(super) fn leads(board: &Board<'_>) -> Vec<CapLead> {
    let scoring = &board.round.scheme().scoring;
    let mut all: BTreeMap<AtCap, Vec<Capped>> = BTreeMap::new();
    let mut reached = |of, candidate, (points, cut)| {
        all.entry(of).or_default().push(Capped { candidate, points, cut });
    };
    for candidate in board.round.all_candidates() {
        let Some((sheet, _)) = board.placement.scores.sheet(candidate) else { continue };
        for line in &sheet.items {
            let pipeline = &scoring.item(line.item).pipeline;
            let capped = capped(sheet, pipeline, (&line.ways, &line.steps));
            capped.into_iter().for_each(|capped| reached(AtCap::Item(line.item), candidate, capped));
        }
        for line in &sheet.values {
            let pipeline = &scoring.value(line.value).pipeline;
            let capped = capped(sheet, pipeline, (&line.ways, &line.steps));
            capped.into_iter().for_each(|capped| reached(AtCap::Value(line.value), candidate, capped));
        }
        if let Some(cap) = scoring.assessment.cap.filter(|cap| sheet.assessment == *cap) {
            let sum = sum(sheet.items.iter().map(|line| line.points));
            let cut = sum.minus(cap, "assessment").unwrap_or_default().max(Points::ZERO);
            reached(AtCap::Assessment, candidate, (cap, cut));
        }
    }
    let sorted = all.into_iter().map(|(of, mut people)| {
        people.sort_by_key(|capped| Reverse(capped.cut));
        CapLead { of, people }
    });
    sorted.collect()
}

/// What counted and what was cut at the first step of a pipeline that reached its cap.
fn capped(sheet: &Sheet, pipeline: &Pipeline, (ways, gave): (&[u16], &[Gave])) -> Option<(Points, Points)> {
    let befores = std::iter::once(None).chain(gave.iter().map(Some));
    pipeline.taken(ways).zip(befores.zip(gave)).find_map(|(step, (before, gave))| {
        let Step::Limit(limit) = step else { return None };
        let (before, after) = (above_zero(before?), above_zero(gave));
        let cut = before.minus(after, "limit").ok().filter(|cut| !cut.is_negative())?;
        let at = match limit {
            Limit::All(most) | Limit::Points { to: Some(most), .. } => figure(sheet, *most) == Some(after),
            // What a class may come to at most is told once something of it was cut.
            Limit::BestClass(..) | Limit::Class(..) => cut > Points::ZERO,
            Limit::Points { to: None, .. } => false,
        };
        at.then_some((after, cut))
    })
}

/// The points above zero that a step gave: only they are capped.
fn above_zero(gave: &Gave) -> Points {
    match gave {
        Gave::Entries(entries) => {
            sum(entries.iter().map(|(_, points)| *points).filter(|points| *points > Points::ZERO))
        }
        Gave::Points(points) => (*points).max(Points::ZERO),
        Gave::Category(_)
        | Gave::Classed(_)
        | Gave::Quantities(_)
        | Gave::Quantity(_)
        | Gave::Rows(_)
        | Gave::Spans(_) => Points::ZERO,
    }
}

fn sum(points: impl Iterator<Item = Points>) -> Points {
    // The sheet has added them up already.
    points.fold(Points::ZERO, |sum, points| sum.plus(points, "sum").unwrap_or(sum))
}

/// A figure of the scheme, or what a ruling has filled it with.
fn figure(sheet: &Sheet, figure: Param<Points>) -> Option<Points> {
    match figure {
        Param::Stated(points) => Some(points),
        Param::Gap(gap) => sheet.gaps.iter().find_map(|(reached, filling)| match filling {
            Filling::Points(points) if *reached == gap => Some(*points),
            Filling::Date(_) | Filling::Points(_) | Filling::Word(_) => None,
        }),
    }
}
