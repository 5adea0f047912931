//! Steps that give times and settle which of their days count.

use super::labels::{find_label, read_labels};
use super::{Desk, one_of, way};
use crate::conditions::length;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::facts::{AttributeId, FactSchema, FieldKind, Source};
use anzhi_core::scheme::Fills;
use anzhi_core::steps::{
    LabelSpace, Overlap, RunPer, SharedDays, Span, SpanAfter, SpanBegin, SpanEnd, Spans, Step, Unbroken, Way,
};

/// `{ from = "attribute:ID", to = "cutoff" }`, with `begin`, `after` and `end_day_counts`.
pub(super) fn read_span(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let schema = desk.book.schema;
    let from = form.need("from").and_then(|from| date(&from, schema, false));
    let to = form.need("to").and_then(|to| date(&to, schema, true));
    let begin = match form.get("begin") {
        Some(word) => one_of(&word, &[("natural", SpanBegin::Natural), ("year", SpanBegin::Year)]),
        None => Some(SpanBegin::Natural),
    };
    let after = match form.get("after") {
        Some(word) => one_of(&word, &[("fault", SpanAfter::Fault), ("zero", SpanAfter::Zero)]),
        None => Some(SpanAfter::Fault),
    };
    let end_day = flag(&form, "end_day_counts");
    form.end();
    let SpanEnd::Attribute(from) = from? else { return None };
    Some(Step::Span(Span { from, to: to?, begin: begin?, after: after?, end_day: end_day? }))
}

/// `attribute:ID` of a date, or `cutoff` where that may stand.
fn date(value: &Value<'_>, schema: &FactSchema, cutoff: bool) -> Option<SpanEnd> {
    let text = value.text()?;
    if cutoff && text == "cutoff" {
        return Some(SpanEnd::Cutoff);
    }
    let found = text.strip_prefix("attribute:").and_then(|name| schema.find_attribute(name));
    let is_date = |id: &AttributeId| schema.attribute(*id).kind == FieldKind::Date;
    if let Some(id) = found.filter(is_date) {
        return Some(SpanEnd::Attribute(id));
    }
    let dates = schema.attributes.iter().filter(|attribute| attribute.kind == FieldKind::Date);
    let nearest = match text.strip_prefix("attribute:") {
        Some(name) => nearest(name, dates.map(|attribute| attribute.key.as_str()))
            .map(|name| format!("attribute:{name}").into()),
        None => cutoff.then(|| "cutoff".into()),
    };
    value.fault(FormFaultKind::UnknownName { nearest });
    None
}

/// A flag that may be absent; nothing if it is a faulty one.
fn flag(form: &Section<'_>, key: &'static str) -> Option<bool> {
    form.get(key).map_or(Some(false), |value| value.flag())
}

/// `{}` with `label` and `end_day_counts`.
pub(super) fn read_spans(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let source = desk.shape.tables.first().map(|table| desk.book.schema.table(*table).source);
    if source != Some(Source::Periods) {
        form.skip(&["label", "end_day_counts"]);
        return desk.unfixed(value);
    }
    let labels = match form.get("label") {
        Some(label) => read_labels(&label, desk).map(Some),
        None => Some(None),
    };
    let end_day = flag(&form, "end_day_counts");
    form.end();
    let labels = labels?;
    desk.shape.labels.clone_from(&labels);
    (desk.shape.several, desk.shape.shared) = (true, true);
    Some(Step::Spans(Spans { labels, end_day: end_day? }))
}

/// `"once"`, `"each"`, `{ order = ["…", …] }` or `{ gap = "why", order = […] }`.
pub(super) fn read_overlap(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let labels = desk.shape.labels.clone();
    desk.shape.shared = false;
    let Some(form) = value.as_section() else {
        let days = one_of(value, &[("each", 0), ("once", 1)])?;
        if days == 1 && labels.is_some() {
            return desk.unfixed(value);
        }
        let days = if days == 1 { SharedDays::Once } else { SharedDays::Each };
        return Some(Step::Overlap(Overlap { days: Way::Stated(days), labels }));
    };
    let settled = match &labels {
        Some(labels) => form.need("order").and_then(|listed| order(&listed, labels, desk)),
        None => {
            // Times without labels have no order: what a form can say is a gap.
            form.get("order").and_then(|listed| desk.unfixed::<()>(&listed));
            Some(SharedDays::Once)
        }
    };
    let days = if labels.is_some() && form.entry("gap").is_none() {
        settled.map(Way::Stated)
    } else {
        let ways = settled.map(|settled| vec![settled, SharedDays::Each]);
        let words = ways.iter().flatten().map(|days| days.word().into()).collect();
        let gap = desk.book.gap(desk.owner, "overlap", Fills::Words(words), &form);
        gap.zip(ways).map(|(gap, ways)| Way::Gap(gap, ways))
    };
    form.end();
    Some(Step::Overlap(Overlap { days: days?, labels }))
}

fn order(listed: &Value<'_>, labels: &LabelSpace, desk: &Desk<'_>) -> Option<SharedDays> {
    let names = listed.array()?;
    if names.is_empty() {
        listed.fault(FormFaultKind::NothingListed);
    }
    let mut order = Vec::new();
    for name in &names {
        match find_label(name.text()?, labels, desk) {
            Ok(label) if order.contains(&label) => name.fault(FormFaultKind::DoubledName),
            Ok(label) => order.push(label),
            Err(unknown) => name.fault(unknown),
        }
    }
    (!order.is_empty()).then_some(SharedDays::Order(order))
}

/// `{ at_least = "1 year", per = "all" }`.
pub(super) fn read_unbroken(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let at_least = form.need("at_least").and_then(|value| length(&value));
    let words = [("all", RunPer::All), ("label", RunPer::Label)];
    let per = form.need("per").and_then(|value| {
        let per = way(&value, "unbroken", desk, &words)?;
        match (&per, &desk.shape.labels) {
            (Way::Stated(RunPer::All), _) | (_, Some(_)) => Some(per),
            (Way::Stated(RunPer::Label) | Way::Gap(..), None) => desk.unfixed(&value),
        }
    });
    form.end();
    let labels = desk.shape.labels.clone();
    Some(Step::Unbroken(Unbroken { at_least: at_least?, per: per?, labels }))
}
