//! Conditions: `{ all = […] }`, `{ field = "…", in = […] }` and their like.

use crate::facts::category;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::condition::{Condition, Subject};
use anzhi_core::facts::{ChoiceId, ColumnId, FactSchema, FactTableId, FieldKind, SetId};

/// What conditions may name: the facts of a candidate, and the fields of one table if rows are at hand.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub(crate) schema: &'s FactSchema,
    pub(crate) table: Option<FactTableId>,
}

/// Reads one condition.
pub(crate) fn condition(value: &Value<'_>, scope: Scope<'_>) -> Option<Condition> {
    let form = value.section()?;
    let many = |value: Value<'_>| -> Option<Vec<Condition>> {
        Some(value.array()?.iter().filter_map(|part| condition(part, scope)).collect())
    };
    let result = if let Some(parts) = form.get("all") {
        many(parts).map(Condition::All)
    } else if let Some(parts) = form.get("any") {
        many(parts).map(Condition::Any)
    } else if let Some(part) = form.get("not") {
        condition(&part, scope).map(|part| Condition::Not(Box::new(part)))
    } else {
        comparison(&form, scope)
    };
    form.end();
    result
}

fn comparison(form: &Section<'_>, scope: Scope<'_>) -> Option<Condition> {
    let Some((subject, kind)) = subject(form, scope) else {
        form.skip(&["in", "is", "after", "blank"]);
        return None;
    };
    if let Some(value) = form.get("in") {
        let FieldKind::Category(set) = kind else {
            value.fault(FormFaultKind::NotComposed);
            return None;
        };
        let categories = value.array()?.iter().filter_map(|term| category(term, scope.schema, set)).collect();
        return Some(Condition::In { subject, set, categories });
    }
    if let Some(value) = form.get("is") {
        if kind != FieldKind::Flag {
            value.fault(FormFaultKind::NotComposed);
        }
        return value.flag().map(|flag| Condition::Is { subject, flag });
    }
    form.skip(&["blank"]);
    let value = form.need("after")?;
    if kind != FieldKind::Date || value.text()? != "cutoff" {
        value.fault(FormFaultKind::NotComposed);
    }
    let blank = form.get("blank").and_then(|value| value.flag());
    Some(Condition::AfterCutoff { subject, blank })
}

/// `field = "…"` names a field of the row, `attr = "…"` an attribute or a choice of track.
fn subject(form: &Section<'_>, scope: Scope<'_>) -> Option<(Subject, FieldKind)> {
    if let Some(value) = form.get("attr") {
        return attribute(&value, scope.schema);
    }
    let (column, kind) = field(&form.need("field")?, scope)?;
    Some((Subject::Field(column), kind))
}

/// A field that the table at hand itself declares: other tables of the same source may have more.
pub(crate) fn field(value: &Value<'_>, scope: Scope<'_>) -> Option<(ColumnId, FieldKind)> {
    let name = value.text()?;
    let table = scope.table.map(|id| (id, scope.schema.table(id).source));
    let kind = |column| {
        let (id, source) = table?;
        scope.schema.field_kind(source, Some(id), column)
    };
    let found = table.and_then(|(_, source)| scope.schema.find_column(source, name));
    let found = found.and_then(|column| Some((column, kind(column)?)));
    if found.is_none() {
        let columns = table.map(|(_, source)| scope.schema.columns(source)).unwrap_or_default();
        let own = (0..).map(ColumnId).zip(columns).filter(|(id, _)| kind(*id).is_some());
        let nearest = nearest(name, own.map(|(_, column)| column.key.as_str()));
        value.fault(FormFaultKind::UnknownName { nearest });
    }
    found
}

/// An attribute or a choice of track, by name.
pub(crate) fn attribute(value: &Value<'_>, schema: &FactSchema) -> Option<(Subject, FieldKind)> {
    let name = value.text()?;
    if let Some(id) = schema.find_attribute(name) {
        return Some((Subject::Attribute(id), schema.attribute(id).kind));
    }
    let choice = schema.choices.iter().position(|choice| choice.key.as_str() == name);
    let found = choice.and_then(|place| u16::try_from(place).ok()).map(|place| {
        let set: SetId = schema.choices[usize::from(place)].set;
        (Subject::Choice(ChoiceId(place)), FieldKind::Category(set))
    });
    if found.is_none() {
        let known = schema.attributes.iter().map(|a| &a.key).chain(schema.choices.iter().map(|c| &c.key));
        value.fault(FormFaultKind::UnknownName { nearest: nearest(name, known.map(|key| key.as_str())) });
    }
    found
}
