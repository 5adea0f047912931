//! Steps that work on times: from when to when, how long, and what a length is worth.

use super::{Desk, one_of};
use crate::form::FormFaultKind;
use crate::section::Value;
use anzhi_core::date::TimeUnit;
use anzhi_core::facts::FieldKind;
use anzhi_core::points::Points;
use anzhi_core::steps::{Band, Measure, Rest, Scale, Span, Step};

pub(super) fn read_span(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let from = form.need("from")?;
    let to = form.need("to")?;
    form.end();
    if to.text()? != "cutoff" {
        to.fault(FormFaultKind::UnknownName { nearest: Some("cutoff".into()) });
    }
    let schema = desk.book.schema;
    let start = from.text()?.strip_prefix("attribute:").and_then(|name| schema.find_attribute(name));
    let start = start.filter(|id| schema.attribute(*id).kind == FieldKind::Date);
    if start.is_none() {
        from.fault(FormFaultKind::UnknownName { nearest: None });
    }
    Some(Step::Span(Span { from: start? }))
}

pub(super) fn read_measure(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let unit = one_of(
        &form.need("unit")?,
        &[("day", TimeUnit::Day), ("month", TimeUnit::Month), ("year", TimeUnit::Year)],
    );
    let rest = one_of(&form.need("rest")?, &[("down", Rest::Down), ("up", Rest::Up)]);
    form.end();
    Some(Step::Measure(Measure { unit: unit?, rest: rest? }))
}

pub(super) fn read_scale(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    let rows = value.array()?;
    if rows.is_empty() {
        value.fault(FormFaultKind::MissingKey { key: "at".into() });
    }
    // All rows are read before a wrong one ends it, so that each names its faults.
    let bands: Vec<Option<Band>> = rows.iter().map(band).collect();
    for (pair, row) in bands.windows(2).zip(rows.iter().skip(1)) {
        if matches!(pair, [Some(before), Some(band)] if before.at >= band.at) {
            row.fault(FormFaultKind::BandsNotRising);
        }
    }
    Some(Step::Scale(Scale { bands: bands.into_iter().collect::<Option<_>>()? }))
}

fn band(value: &Value<'_>) -> Option<Band> {
    let row = value.section()?;
    let at = row.need("at").and_then(|value| value.points());
    let gives = row.get("gives").map(|value| value.points());
    let each = row.get("each").map_or(Some(Points::ZERO), |value| value.points());
    row.end();
    let gives = match gives {
        Some(read) => Some(read?),
        None => None,
    };
    Some(Band { at: at?, gives, each: each? })
}
