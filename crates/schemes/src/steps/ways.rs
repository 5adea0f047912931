//! `one_of`: ways of which the paper does not say which one counts.

use super::{Desk, steps};
use crate::book::Shape;
use crate::form::{FormFaultKind, Span};
use crate::section::{Section, Value};
use anzhi_core::ids::Key;
use anzhi_core::scheme::{Fills, GapId};
use anzhi_core::steps::{Kind, OneOf, Step};

/// The most ways of which a ruling may pick one.
const MOST_WAYS: usize = 16;

/// A way: its name, where that stands, its steps, and what is known behind them.
struct Way<'t> {
    name: &'t str,
    at: Span,
    steps: Vec<Step>,
    shape: Shape,
}

/// `{ gap = "why", ways = { "…" = [ steps ], "…" = [ steps ] } }`.
pub(super) fn read_one_of(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    if desk.way {
        value.fault(FormFaultKind::WaysNested);
        return None;
    }
    let form = value.section()?;
    let listed = form.need("ways").and_then(|ways| Some((ways, ways.section()?)));
    let names = listed.iter().flat_map(|(_, ways)| ways.entries());
    let fills = Fills::Words(names.map(|(name, ..)| name.into()).collect());
    let gap = desk.book.gap(desk.owner, "one_of", fills, &form);
    form.end();
    let (at, listed) = listed?;
    let ways = read_ways(&at, &listed, desk)?;
    let takes = desk.shape.kind;
    let steps = ways.iter().map(|way| way.steps.clone()).collect();
    // Without a gap of its own it is faulty anyhow; whether its ways are alike is said in the same pass.
    let one_of = match OneOf::new(gap.unwrap_or(GapId(0)), takes, steps) {
        Ok(one_of) => one_of,
        Err(wrong) => {
            differs(&listed, &ways, wrong.at);
            return None;
        }
    };
    desk.shape = joined(&listed, &ways, desk)?;
    gap?;
    Some(Step::OneOf(one_of))
}

/// All ways; nothing if one of them is faulty, or there are too few or too many.
fn read_ways<'t>(at: &Value<'_>, listed: &Section<'t>, desk: &Desk<'_>) -> Option<Vec<Way<'t>>> {
    let count = listed.entries().count();
    if count > MOST_WAYS {
        at.fault(FormFaultKind::TooMany { most: MOST_WAYS });
        return None;
    }
    if count < 2 {
        at.fault(FormFaultKind::FewWays);
    }
    let read = listed.entries().filter_map(|(name, span, value)| {
        let named = name.parse::<Key>().is_ok();
        if !named {
            listed.fault(&span, FormFaultKind::MalformedName);
        }
        let (steps, shape) = way(&value, desk)?;
        named.then_some(Way { name, at: span, steps, shape })
    });
    let ways: Vec<Way<'t>> = read.collect();
    (ways.len() == count && count >= 2).then_some(ways)
}

/// The steps of one way, which go on from what the step before has given.
fn way(value: &Value<'_>, desk: &Desk<'_>) -> Option<(Vec<Step>, Shape)> {
    let Desk { book, owner, lost, .. } = *desk;
    let mut own = Desk { book, owner, shape: desk.shape.clone(), lost, way: true };
    let forms = value.array()?;
    if forms.is_empty() {
        value.fault(FormFaultKind::NothingListed);
        return None;
    }
    let read = steps(value, &forms, &mut own)?;
    let mut flow: Option<Kind> = desk.shape.kind;
    for (step, form) in read.iter().zip(&forms) {
        flow = step.gives(flow);
        if flow.is_none() {
            // Behind a faulty step it is not known what would come.
            if !lost {
                form.fault(FormFaultKind::NotComposed);
            }
            return None;
        }
    }
    Some((read, own.shape))
}

/// What is known behind the ways, whichever of them is taken.
fn joined(listed: &Section<'_>, ways: &[Way<'_>], desk: &Desk<'_>) -> Option<Shape> {
    let (first, more) = ways.split_first()?;
    let mut known = first.shape.clone();
    for (place, way) in (1..).zip(more) {
        let Some(either) = known.either(&way.shape, desk.book.schema) else {
            differs(listed, ways, place);
            return None;
        };
        known = either;
    }
    Some(known)
}

/// A way does not give what the first one gives.
fn differs(listed: &Section<'_>, ways: &[Way<'_>], place: usize) {
    if let (Some(first), Some(way)) = (ways.first(), ways.get(place)) {
        listed.fault(&way.at, FormFaultKind::WaysDiffer { first: first.name.into() });
    }
}
