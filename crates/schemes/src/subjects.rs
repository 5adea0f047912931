//! What conditions and steps name: facts of the candidate, fields of the rows at hand, days, lengths of time.

use crate::book::Book;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::condition::{Length, Moment, Subject};
use anzhi_core::facts::{ChoiceId, Column, ColumnId, FactSchema, FactTableId, FieldKind, SetId};
use anzhi_core::scheme::Ladder;

/// What conditions may name: the facts of a candidate, the fields of the tables whose rows are at hand, the
/// values computed before.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub(crate) schema: &'s FactSchema,
    pub(crate) ladders: &'s [Ladder],
    pub(crate) tables: &'s [FactTableId],
    /// Nothing where no value is computed: in the groups of the ranking.
    pub(crate) book: Option<&'s Book<'s>>,
    /// Whether it decides who is kept from what.
    pub(crate) bars: bool,
}

impl<'s> Scope<'s> {
    /// The columns of the source of the rows at hand.
    fn columns(self) -> &'s [Column] {
        let source = self.tables.first().map(|table| self.schema.table(*table).source);
        source.map(|source| self.schema.columns(source)).unwrap_or_default()
    }
}

/// `field = "…"` names a field of the row, `attr = "…"` an attribute or a choice of track.
pub(crate) fn subject(form: &Section<'_>, scope: Scope<'_>) -> Option<(Subject, FieldKind)> {
    if let Some(value) = form.get("attr") {
        return attribute(&value, scope.schema);
    }
    let (column, kind) = field(&form.need("field")?, scope)?;
    Some((Subject::Field(column), kind))
}

/// A field that every table at hand declares with one meaning: other tables of the same source may have more.
fn find_field(name: &str, scope: Scope<'_>) -> Option<(ColumnId, FieldKind)> {
    let (first, more) = scope.tables.split_first()?;
    let source = scope.schema.table(*first).source;
    let column = scope.schema.find_column(source, name)?;
    let kind = scope.schema.field_kind(source, Some(*first), column)?;
    let same = |table: &FactTableId| scope.schema.field_kind(source, Some(*table), column) == Some(kind);
    more.iter().all(same).then_some((column, kind))
}

/// As [`find_field`], with a fault if there is none.
pub(crate) fn field(value: &Value<'_>, scope: Scope<'_>) -> Option<(ColumnId, FieldKind)> {
    let name = value.text()?;
    let found = find_field(name, scope);
    if found.is_none() {
        let own = scope
            .columns()
            .iter()
            .map(|column| column.key.as_str())
            .filter(|key| find_field(key, scope).is_some());
        value.fault(FormFaultKind::UnknownName { nearest: nearest(name, own) });
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

/// `3 years`, `6 months`, `10 days`.
pub(crate) fn length(value: &Value<'_>) -> Option<Length> {
    let length = value.text()?.parse().ok();
    if length.is_none() {
        value.fault(FormFaultKind::MalformedLength);
    }
    length
}

/// `cutoff`, `attribute:ID` or `field:ID`.
pub(crate) fn moment(value: &Value<'_>, scope: Scope<'_>) -> Option<Moment> {
    if value.text()? == "cutoff" {
        return Some(Moment::Cutoff);
    }
    let (subject, kind) = fact(value, scope)?;
    if kind != FieldKind::Date {
        value.fault(FormFaultKind::NotComposed);
        return None;
    }
    Some(Moment::Fact(subject))
}

/// `attribute:ID` or `field:ID`.
pub(crate) fn fact(value: &Value<'_>, scope: Scope<'_>) -> Option<(Subject, FieldKind)> {
    let text = value.text()?;
    let found = match text.split_once(':') {
        Some(("attribute", name)) => {
            let id = scope.schema.find_attribute(name);
            id.map(|id| (Subject::Attribute(id), scope.schema.attribute(id).kind))
        }
        Some(("field", name)) => find_field(name, scope).map(|(column, kind)| (Subject::Field(column), kind)),
        None | Some(_) => None,
    };
    if found.is_none() {
        let attributes =
            scope.schema.attributes.iter().map(|attribute| format!("attribute:{}", attribute.key));
        let fields = scope.columns().iter().map(|column| format!("field:{}", column.key));
        let known: Vec<String> = attributes.chain(fields).chain(["cutoff".into()]).collect();
        let nearest = nearest(text, known.iter().map(String::as_str));
        value.fault(FormFaultKind::UnknownName { nearest });
    }
    found
}
