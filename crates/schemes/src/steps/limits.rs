//! `limit`: caps on points and on rows with points.

use super::{Desk, one_of, param};
use crate::form::{FormFaultKind, Type};
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::points::Points;
use anzhi_core::scheme::{Ladder, LadderId};
use anzhi_core::steps::{ClassLimit, Kind, Limit, Param, Step, Tariff};

/// On points `{ to, at_least }`; on rows `{ per, by, to, top }`.
pub(super) fn read_limit(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let rows = match desk.shape.kind {
        Some(Kind::Classed | Kind::Entries | Kind::Rows) => true,
        Some(Kind::Category | Kind::Points | Kind::Quantities | Kind::Quantity | Kind::Spans) => false,
        // What comes before is faulty: whoever says within what the limit is means rows.
        None => form.get("per").is_some(),
    };
    let limit = if rows { on_rows(&form, desk) } else { on_points(&form, desk) };
    form.end();
    limit.map(Step::Limit)
}

fn on_points(form: &Section<'_>, desk: &Desk<'_>) -> Option<Limit> {
    let at_least = form.get("at_least");
    let to = if at_least.is_some() { form.get("to") } else { form.need("to") };
    let (to_read, least_read) = (
        to.map(|to| figure(&to, "to", desk)),
        at_least.map(|least| param(&least, "at_least", desk.book, desk.owner)),
    );
    if let (Some(at), Some(Some(Param::Stated(to))), Some(Some(Param::Stated(least)))) =
        (to, to_read, least_read)
        && to < least
    {
        at.fault(FormFaultKind::BandsNotRising);
    }
    match (to_read, least_read) {
        (None, None) | (Some(None), _) | (_, Some(None)) => None,
        (to, at_least) => Some(Limit::Points { at_least: at_least.flatten(), to: to.flatten() }),
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Within {
    All,
    Class,
}

fn on_rows(form: &Section<'_>, desk: &Desk<'_>) -> Option<Limit> {
    let within =
        form.need("per").and_then(|per| one_of(&per, &[("all", Within::All), ("class", Within::Class)]));
    let best = match within {
        Some(Within::All) => form.get("by").map_or(Some(false), |by| one_of(&by, &[("best_class", true)])),
        Some(Within::Class) => Some(false),
        None => {
            form.skip(&["by"]);
            None
        }
    };
    let Some(best) = best else {
        form.skip(&["to", "top"]);
        return None;
    };
    let to = form.need("to")?;
    to.offers(["next_class"].into_iter());
    if within == Some(Within::All) && !best && to.as_text() != Some("next_class") {
        return figure(&to, "to", desk).map(Limit::All);
    }
    let Some(id) = desk.shape.ladder else {
        form.skip(&["top"]);
        return desk.unfixed(&to);
    };
    let ladder = &desk.book.ladders[usize::from(id.0)];
    let limit = match to.as_text() {
        Some("next_class") if !best => next_class(form, &to, desk),
        Some(_) if best => to.section().and(None),
        Some(text) => {
            if let Some(near) = nearest(text, ["next_class"].into_iter()) {
                to.fault(FormFaultKind::UnknownName { nearest: Some(near) });
            } else {
                to.fault(FormFaultKind::WrongType { expected: Type::Table });
            }
            None
        }
        None => by_class(&to, ladder, desk).map(ClassLimit::Stated),
    }?;
    Some(of_class(within == Some(Within::Class), id, limit))
}

fn of_class(per_class: bool, ladder: LadderId, limit: ClassLimit) -> Limit {
    if per_class { Limit::Class(ladder, limit) } else { Limit::BestClass(ladder, limit) }
}

/// The prices of the one step that all rows come from, and what holds at the top.
fn next_class(form: &Section<'_>, to: &Value<'_>, desk: &Desk<'_>) -> Option<ClassLimit> {
    let top = form.need("top").and_then(|top| {
        top.offers(["none"].into_iter());
        match top.as_text() {
            Some("none") => Some(None),
            Some(text) if nearest(text, ["none"].into_iter()).is_some() => {
                top.fault(FormFaultKind::UnknownName { nearest: Some("none".into()) });
                None
            }
            Some(_) | None => figure(&top, "top", desk).map(Some),
        }
    });
    let prices = desk.shape.prices.as_ref().map(|prices| &prices.points);
    let each = |tariff: &Tariff| match tariff {
        Tariff::Each(price) => Some(*price),
        Tariff::Totals(_) => None,
    };
    match prices.and_then(|prices| prices.iter().map(each).collect::<Option<Vec<_>>>()) {
        Some(prices) => Some(ClassLimit::NextClass { prices, top: top? }),
        None => desk.unfixed(to),
    }
}

/// A limit for some classes; the others have none.
fn by_class(to: &Value<'_>, ladder: &Ladder, desk: &Desk<'_>) -> Option<Vec<Option<Param<Points>>>> {
    let form = to.section()?;
    let mut limits = vec![None; ladder.classes.len()];
    let mut sound = true;
    for (name, span, value) in form.entries() {
        match ladder.classes.iter().position(|class| **class == *name) {
            Some(place) => {
                limits[place] = figure(&value, name, desk);
                sound &= limits[place].is_some();
            }
            None => {
                let nearest = nearest(name, ladder.classes.iter().map(|class| &**class));
                form.fault(&span, FormFaultKind::UnknownName { nearest });
                sound = false;
            }
        }
    }
    if form.entries().next().is_none() {
        to.fault(FormFaultKind::NothingListed);
        sound = false;
    }
    sound.then_some(limits)
}

/// A cap: a figure that is not below zero, or a gap.
fn figure(value: &Value<'_>, term: &str, desk: &Desk<'_>) -> Option<Param<Points>> {
    let read = param(value, term, desk.book, desk.owner)?;
    match read {
        Param::Stated(_) => value.points_from_zero().map(Param::Stated),
        Param::Gap(_) => Some(read),
    }
}
