//! `measure` in its written form.

use super::labels::find_label;
use super::{Desk, one_of, param, way};
use crate::form::FormFaultKind;
use crate::section::{Section, Value};
use anzhi_core::condition::Length;
use anzhi_core::date::TimeUnit;
use anzhi_core::duration::Duration;
use anzhi_core::points::Points;
use anzhi_core::steps::{Add, LabelSpace, Measure, Param, Rest, RestRow, Step, Way};

/// `{ unit = "year", rest = "up" }`, with `add`, `per` and `whole_times`.
pub(super) fn read_measure(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let unit = form.need("unit").and_then(|value| unit(&value));
    if desk.shape.shared {
        desk.unfixed::<()>(value);
    }
    let Some((every, unit)) = unit else {
        form.skip(&["rest", "add", "per", "whole_times"]);
        return None;
    };
    let rest = match form.get("rest") {
        None if unit == TimeUnit::Day => Some(Way::Stated(Rest::Down)),
        _ => form.need("rest").and_then(|value| rest(&value, every, unit, desk)),
    };
    let add = add(&form, unit, desk);
    let labels = desk.shape.labels.clone();
    let per_label = match form.get("per") {
        Some(value) => one_of(&value, &[("label", ())]).and_then(|()| match labels {
            Some(_) => Some(true),
            None => desk.unfixed(&value),
        }),
        None => Some(false),
    };
    let whole_times = match form.get("whole_times") {
        Some(value) => whole_times(&value, labels.as_ref(), desk),
        None => Some(Vec::new()),
    };
    form.end();
    let (rest, add, per_label, whole_times) = (rest?, add?, per_label?, whole_times?);
    if !per_label {
        desk.shape.labels = None;
    }
    Some(Step::Measure(Measure { unit, every, rest, add, per_label, whole_times, labels }))
}

/// `day`, `month`, `year` or `5 years`.
fn unit(value: &Value<'_>) -> Option<(u16, TimeUnit)> {
    let years = value.as_text().and_then(|text| text.parse::<Length>().ok());
    if let Some(years) = years.filter(|years| years.unit == TimeUnit::Year && years.count > 1) {
        return Some((years.count, TimeUnit::Year));
    }
    let words = [TimeUnit::Day, TimeUnit::Month, TimeUnit::Year].map(|unit| (unit.word(), unit));
    one_of(value, &words).map(|unit| (1, unit))
}

/// A word, a list of rows, or a gap between words. Days have no parts.
fn rest(value: &Value<'_>, every: u16, unit: TimeUnit, desk: &Desk<'_>) -> Option<Way<Rest>> {
    let rest = if value.as_array().is_some() {
        rows(value, every, unit, desk).map(Way::Stated)
    } else {
        way(value, "rest", desk, &Rest::WORDS)
    };
    match rest {
        Some(Way::Stated(Rest::Down)) => rest,
        Some(_) if unit == TimeUnit::Day => {
            value.fault(FormFaultKind::NotComposed);
            None
        }
        Some(_) | None => rest,
    }
}

/// `[{ at = "6 months", counts = "0.5" }, …]`, rising.
fn rows(value: &Value<'_>, every: u16, unit: TimeUnit, desk: &Desk<'_>) -> Option<Rest> {
    let listed = value.array()?;
    if listed.is_empty() {
        value.fault(FormFaultKind::NothingListed);
        return None;
    }
    let rows: Vec<Option<RestRow>> = listed.iter().map(|value| row(value, every, unit, desk)).collect();
    for (pair, at) in rows.windows(2).zip(listed.iter().skip(1)) {
        let rising = |a: &RestRow, b: &RestRow| (a.from, a.above) < (b.from, b.above);
        if matches!(pair, [Some(before), Some(row)] if !rising(before, row)) {
            at.fault(FormFaultKind::BandsNotRising);
        }
    }
    rows.into_iter().collect::<Option<_>>().map(Rest::Rows)
}

fn row(value: &Value<'_>, every: u16, unit: TimeUnit, desk: &Desk<'_>) -> Option<RestRow> {
    let form = value.section()?;
    let above = form.get("above");
    let from = match above {
        // Any part at all.
        Some(above) if above.as_text() == Some("0 days") => Some(Duration::ZERO),
        Some(above) => part(&above, every, unit),
        None => form.need("at").and_then(|at| part(&at, every, unit)),
    };
    let counts = form.need("counts").and_then(|value| param(&value, "rest", desk.book, desk.owner));
    form.end();
    Some(RestRow { from: from?, above: above.is_some(), counts: counts? })
}

/// A part of a unit: months of years, days of months, and less than the unit.
fn part(value: &Value<'_>, every: u16, unit: TimeUnit) -> Option<Duration> {
    let length = crate::conditions::length(value)?;
    let count = i32::from(length.count);
    let (part, most, found) = match unit {
        TimeUnit::Day | TimeUnit::Month => (TimeUnit::Day, 30, Duration { months: 0, days: count }),
        TimeUnit::Year => (TimeUnit::Month, i32::from(every) * 12 - 1, Duration { months: count, days: 0 }),
    };
    if length.unit != part {
        value.fault(FormFaultKind::MalformedLength);
        return None;
    }
    if count > most {
        value.fault(FormFaultKind::OutOfBounds { least: 1, most: most.into() });
        return None;
    }
    Some(found)
}

/// How several times are added: needed where several can come, and without meaning where only one can.
fn add(form: &Section<'_>, unit: TimeUnit, desk: &Desk<'_>) -> Option<Option<Add>> {
    let value = if desk.shape.several { form.need("add") } else { form.get("add") };
    let Some(value) = value else { return (!desk.shape.several).then_some(None) };
    let word = one_of(&value, &[Add::Days, Add::Each, Add::Ymd].map(|add| (add.word(), add)))?;
    if (word == Add::Days) != (unit == TimeUnit::Day) {
        value.fault(FormFaultKind::NotComposed);
        return None;
    }
    Some(desk.shape.several.then_some(word))
}

/// `{ "高原" = "2" }`: what whole units of times with a label are multiplied by.
fn whole_times(
    value: &Value<'_>,
    labels: Option<&LabelSpace>,
    desk: &Desk<'_>,
) -> Option<Vec<(u32, Param<Points>)>> {
    let form = value.section()?;
    let Some(labels) = labels else { return desk.unfixed(value) };
    let mut factors = Vec::new();
    for (name, span, value) in form.entries() {
        let label = find_label(name, labels, desk).map_err(|unknown| form.fault(&span, unknown)).ok();
        factors.push(label.zip(param(&value, name, desk.book, desk.owner)));
    }
    if factors.is_empty() {
        value.fault(FormFaultKind::NothingListed);
        return None;
    }
    let mut factors = factors.into_iter().collect::<Option<Vec<_>>>()?;
    factors.sort_by_key(|(label, _)| *label);
    Some(factors)
}
