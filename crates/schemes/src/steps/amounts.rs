//! Steps that read or give one amount: categories, values, points.

use super::{Desk, params};
use crate::conditions::attribute;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::Value;
use anzhi_core::condition::Subject;
use anzhi_core::facts::{FactSchema, FieldKind};
use anzhi_core::scheme::{TableId, ValueId};
use anzhi_core::steps::{Attribute, Kind, Lookup, ReadNumber, Shared, Step, Use};

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

/// `use = ["…", …]`: values of one kind.
pub(super) fn read_use(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let names = value.array()?;
    let found: Vec<_> = names.iter().map(|name| (name, desk.book.value(name))).collect();
    let mut values: Vec<ValueId> = Vec::new();
    let mut shape: Option<crate::book::Shape> = None;
    for (name, found) in &found {
        let (id, declared) = (*found)?;
        let other = &declared.shape;
        if values.contains(&id) {
            name.fault(FormFaultKind::DoubledName);
        }
        values.push(id);
        match &mut shape {
            None => shape = Some(other.clone()),
            Some(shape) => {
                let same_table = |a: &crate::book::Shape| {
                    a.tables.first().map(|table| desk.book.schema.table(*table).source)
                };
                let single = matches!(shape.kind, Some(Kind::Category));
                let same_ladder = shape.kind != Some(Kind::Classed) || shape.ladder == other.ladder;
                let fits = shape.kind == other.kind
                    && !single
                    && same_ladder
                    && shape.labels == other.labels
                    && (shape.kind == Some(Kind::Spans) || same_table(shape) == same_table(other));
                if !fits {
                    name.fault(FormFaultKind::NotComposed);
                    return None;
                }
                let more = other.tables.iter().filter(|table| !shape.tables.contains(table)).copied();
                let more: Vec<_> = more.collect();
                shape.tables.extend(more);
                shape.several = true;
                if shape.ladder != other.ladder {
                    (shape.ladder, shape.prices) = (None, None);
                }
            }
        }
    }
    let Some(shape) = shape else {
        value.fault(FormFaultKind::NothingListed);
        return None;
    };
    let kind = shape.kind?;
    let source = match kind {
        Kind::Classed | Kind::Entries | Kind::Rows => {
            shape.tables.first().map(|table| desk.book.schema.table(*table).source)
        }
        Kind::Category | Kind::Points | Kind::Quantities | Kind::Quantity | Kind::Spans => None,
    };
    desk.shape = shape;
    Some(Step::Use(Use { values, kind, source }))
}
