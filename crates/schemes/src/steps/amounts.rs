//! Steps that read or give one amount: categories, values, points.

use super::{Desk, params};
use crate::conditions::attribute;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::Value;
use anzhi_core::condition::Subject;
use anzhi_core::facts::{FactSchema, FieldKind};
use anzhi_core::scheme::TableId;
use anzhi_core::steps::{Attribute, Lookup, ReadNumber, Shared, Step};

/// A category, a flag as 是 or 否, or a number of the candidate.
pub(super) fn read_attribute(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let (subject, kind) = attribute(value, desk.book.schema)?;
    match (kind, subject) {
        (FieldKind::Category(set), _) => {
            desk.shape.set = Some(set);
            Some(Step::Attribute(Attribute { subject }))
        }
        (FieldKind::Flag, _) => {
            desk.shape.set = Some(FactSchema::FLAG_SET);
            Some(Step::Attribute(Attribute { subject }))
        }
        (FieldKind::Number, Subject::Attribute(attribute)) => {
            Some(Step::ReadNumber(ReadNumber { attribute }))
        }
        (FieldKind::Date | FieldKind::Number | FieldKind::Text, _) => {
            value.fault(FormFaultKind::NotComposed);
            None
        }
    }
}

/// A table of terms with their points, or the name of a shared one.
pub(super) fn read_lookup(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let Some(set) = desk.shape.set else { return desk.unfixed(value) };
    let Some(name) = value.as_text() else {
        let terms = desk.book.schema.set(set).terms.clone();
        let points = params(value, &terms, desk)?;
        return Some(Step::Lookup(Lookup { set, points }));
    };
    let tables = &desk.book.tables;
    let Some(place) = tables.iter().position(|table| table.key.as_str() == name) else {
        let nearest = nearest(name, tables.iter().map(|table| table.key.as_str()));
        value.fault(FormFaultKind::UnknownName { nearest });
        return None;
    };
    if tables[place].set != set {
        value.fault(FormFaultKind::NotComposed);
        return None;
    }
    let unit = tables[place].unit;
    Some(Step::Shared(Shared { table: TableId(u16::try_from(place).ok()?), unit }))
}
