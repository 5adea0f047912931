//! Steps that give rows points: `price`, `times` and `sum`.

use super::{Desk, of_terms, param};
use crate::book::Prices;
use crate::form::FormFaultKind;
use crate::section::Value;
use anzhi_core::points::Points;
use anzhi_core::steps::{Param, Price, Step, Sum, Tariff, Times};

/// A figure for each class, or a list of what one, two, three and more rows of it give together.
pub(super) fn read_price(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let Some(ladder) = desk.shape.ladder else { return desk.unfixed(value) };
    let classes = &desk.book.ladders[usize::from(ladder.0)].classes;
    let points = of_terms(value, classes, |value, class| match value.as_array() {
        Some(totals) => all_totals(value, &totals, class, desk).map(Tariff::Totals),
        None => param(value, class, desk.book, desk.owner).map(Tariff::Each),
    })?;
    desk.shape.totals = points.iter().any(|tariff| matches!(tariff, Tariff::Totals(_)));
    desk.shape.prices = Some(Prices { at: value.span().start, points: points.clone() });
    Some(Step::Price(Price { ladder, points }))
}

fn all_totals(
    value: &Value<'_>,
    totals: &[Value<'_>],
    class: &str,
    desk: &Desk<'_>,
) -> Option<Vec<Param<Points>>> {
    if totals.is_empty() {
        value.fault(FormFaultKind::NothingListed);
    }
    let read = (1..).zip(totals).filter_map(|(count, total): (usize, _)| {
        param(total, &format!("{class}.{count}"), desk.book, desk.owner)
    });
    let read: Vec<_> = read.collect();
    (read.len() == totals.len() && !read.is_empty()).then_some(read)
}

pub(super) fn read_times(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let factor = form.need("factor").and_then(|value| param(&value, "factor", desk.book, desk.owner));
    let when = desk.when(&form);
    form.end();
    Some(Step::Times(Times { factor: factor?, when: when? }))
}

pub(super) fn read_sum(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    value.section()?.end();
    Some(Step::Sum(Sum))
}
