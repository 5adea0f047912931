//! Labels of times in their written form.

use super::Desk;
use crate::conditions::field;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::Value;
use anzhi_core::facts::{FieldKind, Source};
use anzhi_core::steps::{LabelField, LabelSpace};

/// The most labels that times of one step may have.
const MOST: usize = 10_000;

/// `["kind", "area"]`, fields whose terms make the label, or `[{ label = "高原", where = … }, …]`.
pub(super) fn read_labels(value: &Value<'_>, desk: &Desk<'_>) -> Option<LabelSpace> {
    let listed = value.array()?;
    let Some(first) = listed.first() else {
        value.fault(FormFaultKind::NothingListed);
        return None;
    };
    let fields =
        if first.as_section().is_some() { vec![stated(&listed, desk)?] } else { by_fields(&listed, desk)? };
    let labels = LabelSpace { fields };
    if labels.size(desk.book.schema) > MOST {
        value.fault(FormFaultKind::TooMany { most: MOST });
        return None;
    }
    Some(labels)
}

fn by_fields(listed: &[Value<'_>], desk: &Desk<'_>) -> Option<Vec<LabelField>> {
    let mut fields: Vec<LabelField> = Vec::new();
    for name in listed {
        let Some(field) = by_field(name, desk) else { continue };
        if fields.contains(&field) {
            name.fault(FormFaultKind::DoubledName);
        }
        fields.push(field);
    }
    (fields.len() == listed.len()).then_some(fields)
}

fn by_field(name: &Value<'_>, desk: &Desk<'_>) -> Option<LabelField> {
    let schema = desk.book.schema;
    if name.text()? == "kind" {
        let tables = desk.shape.tables.iter().map(|table| schema.table(*table));
        let kinds =
            tables.filter(|table| table.source != Source::Degrees).flat_map(|table| table.kinds.clone());
        return Some(LabelField::Kind(kinds.collect()));
    }
    match field(name, desk.scope())? {
        (column, FieldKind::Category(set)) => Some(LabelField::Column(column, set)),
        (_, FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text) => {
            name.fault(FormFaultKind::NotComposed);
            None
        }
    }
}

fn stated(listed: &[Value<'_>], desk: &Desk<'_>) -> Option<LabelField> {
    let mut labels = Vec::new();
    for value in listed {
        let Some(form) = value.section() else { continue };
        let name = form.need("label");
        let when = form.need("where").and_then(|value| desk.condition(&value));
        form.end();
        let (Some(name), Some(when)) = (name, when) else { continue };
        let Some(label) = name.text() else { continue };
        if labels.iter().any(|(other, _): &(Box<str>, _)| **other == *label) {
            name.fault(FormFaultKind::DoubledName);
        }
        labels.push((label.into(), when));
    }
    (labels.len() == listed.len()).then_some(LabelField::Stated(labels))
}

/// A label by its text, or what is wrong with it.
pub(super) fn find_label(text: &str, labels: &LabelSpace, desk: &Desk<'_>) -> Result<u32, FormFaultKind> {
    let schema = desk.book.schema;
    labels.parse(schema, text).ok_or_else(|| {
        let known: Vec<String> = labels.texts(schema).collect();
        FormFaultKind::UnknownName { nearest: nearest(text, known.iter().map(String::as_str)) }
    })
}
