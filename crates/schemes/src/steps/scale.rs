//! `scale` in its written form.

use super::labels::find_label;
use super::{Desk, param};
use crate::form::FormFaultKind;
use crate::section::Value;
use anzhi_core::points::Points;
use anzhi_core::steps::{Band, LabelSpace, Param, Scale, ScaleLabels, Step};

/// A list of bands, or `{ label = { "西藏/2" = "2", … } }`.
pub(super) fn read_scale(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let Some(form) = value.as_section() else {
        return Some(Step::Scale(Scale { bands: bands(value, None, desk)? }));
    };
    let Some(labels) = desk.shape.labels.take() else {
        form.skip(&["label"]);
        return desk.unfixed(value);
    };
    let bands = form.need("label").and_then(|value| by_label(&value, &labels, desk));
    form.end();
    Some(Step::ScaleLabels(ScaleLabels { bands: bands?, labels }))
}

/// For each label a rate, which may be a gap, or a list of bands.
fn by_label(value: &Value<'_>, labels: &LabelSpace, desk: &Desk<'_>) -> Option<Vec<(u32, Vec<Band>)>> {
    let form = value.section()?;
    let mut read = Vec::new();
    for (name, span, value) in form.entries() {
        let label = find_label(name, labels, desk).map_err(|unknown| form.fault(&span, unknown)).ok();
        let bands = if value.as_array().is_some() {
            bands(&value, Some(name), desk)
        } else {
            let each = param(&value, name, desk.book, desk.owner);
            each.map(|each| vec![Band { at: Points::ZERO, above: false, gives: None, each }])
        };
        read.push(label.zip(bands));
    }
    if read.is_empty() {
        value.fault(FormFaultKind::NothingListed);
        return None;
    }
    let mut read = read.into_iter().collect::<Option<Vec<_>>>()?;
    read.sort_by_key(|(label, _)| *label);
    Some(read)
}

/// Bands, rising. Their gaps have the name of the label, or else of the threshold.
fn bands(value: &Value<'_>, label: Option<&str>, desk: &Desk<'_>) -> Option<Vec<Band>> {
    let rows = value.array()?;
    if rows.is_empty() {
        value.fault(FormFaultKind::MissingKey { key: "at".into() });
    }
    // All rows are read before a wrong one ends it, so that each names its faults.
    let bands: Vec<Option<Band>> = rows.iter().map(|row| band(row, label, desk)).collect();
    for (pair, row) in bands.windows(2).zip(rows.iter().skip(1)) {
        let rising = |a: &Band, b: &Band| (a.at, a.above) < (b.at, b.above);
        if matches!(pair, [Some(before), Some(band)] if !rising(before, band)) {
            row.fault(FormFaultKind::BandsNotRising);
        }
    }
    bands.into_iter().collect()
}

/// `{ at = "5", gives = "3", each = "0.5" }`, or with `above` instead of `at`.
fn band(value: &Value<'_>, label: Option<&str>, desk: &Desk<'_>) -> Option<Band> {
    let row = value.section()?;
    let above = row.get("above");
    let from = above.or_else(|| row.need("at")).and_then(|value| value.points());
    let term = label.map_or_else(|| from.unwrap_or_default().to_string(), str::to_owned);
    let figure = |value: Value<'_>| param(&value, &term, desk.book, desk.owner);
    let gives = row.get("gives").map(figure);
    let each = row.get("each").map_or(Some(Param::Stated(Points::ZERO)), figure);
    row.end();
    let gives = match gives {
        Some(read) => Some(read?),
        None => None,
    };
    Some(Band { at: from?, above: above.is_some(), gives, each: each? })
}
