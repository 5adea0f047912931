//! `[cutoff]` and `[anniversary]`: up to which day facts count, and when a year is full.

use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Section, Value};
use crate::steps::one_of;
use anzhi_core::date::{Date, MissingDay};
use anzhi_core::facts::{AttributeId, FactSchema, FieldKind};
use anzhi_core::ids::Key;
use anzhi_core::scheme::{Cutoff, DayOfYear, Fills, Gap, GapId};

pub(super) fn anniversary(form: &Section<'_>) -> Option<MissingDay> {
    let words = [("last", MissingDay::Last), ("next", MissingDay::Next)];
    let day = form.need("missing_day").and_then(|value| one_of(&value, &words));
    form.get("assumption");
    form.end();
    day
}

/// A day of every round's year, of the year of a date of the person, a day for all times, or a gap.
pub(super) fn cutoff(form: &Section<'_>, schema: &FactSchema, gaps: &mut Vec<Gap>) -> Option<Cutoff> {
    form.skip(&["source", "assumption"]);
    let cutoff = if let Some(why) = form.get("gap") {
        let key: Key = "cutoff".parse().ok()?;
        gaps.push(Gap { key, why: why.text()?.into(), fills: Fills::Date });
        Some(Cutoff::Gap(GapId(0)))
    } else if let Some(value) = form.get("date") {
        date(&value).map(Cutoff::Fixed)
    } else if let Some(value) = form.get("date_of") {
        date_attribute(&value, schema).map(Cutoff::DateOf)
    } else {
        let day = form.need("month_day").and_then(|value| day_of_year(&value));
        match form.get("year_of") {
            None => day.map(Cutoff::OfRound),
            Some(value) => date_attribute(&value, schema).zip(day).map(|(id, day)| Cutoff::OfPerson(id, day)),
        }
    };
    form.end();
    cutoff
}

/// `attribute:ID` of a date.
fn date_attribute(value: &Value<'_>, schema: &FactSchema) -> Option<AttributeId> {
    let text = value.text()?;
    let id = text.strip_prefix("attribute:").and_then(|name| schema.find_attribute(name));
    let id = id.filter(|id| schema.attribute(*id).kind == FieldKind::Date);
    if id.is_none() {
        let dates = schema.attributes.iter().filter(|attribute| attribute.kind == FieldKind::Date);
        let known: Vec<String> = dates.map(|attribute| format!("attribute:{}", attribute.key)).collect();
        let nearest = nearest(text, known.iter().map(String::as_str));
        value.fault(FormFaultKind::UnknownName { nearest });
    }
    id
}

fn date(value: &Value<'_>) -> Option<Date> {
    let date = value.text()?.parse().ok();
    if date.is_none() {
        value.fault(FormFaultKind::NoSuchDay);
    }
    date
}

/// `03-31`. 29 February is no cut-off: most years lack it.
fn day_of_year(value: &Value<'_>) -> Option<DayOfYear> {
    let day: Option<Date> = format!("2001-{}", value.text()?).parse().ok();
    let day = day.and_then(|day| DayOfYear::new(day.month(), day.day()));
    if day.is_none() {
        value.fault(FormFaultKind::NoSuchDay);
    }
    day
}
