//! `set` in its written form.

use super::{Desk, field_named};
use crate::facts::category;
use crate::form::FormFaultKind;
use crate::section::Value;
use anzhi_core::facts::{ColumnId, FieldKind, SetId};
use anzhi_core::steps::{Set, SetTo, Step};

/// `{ where, field = "area", to = "三类" }` or `{ where, field = "area", to_field = "own_area" }`.
pub(super) fn read_set(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let Some((field, set)) = form.need("field").and_then(|value| category_field(&value, desk)) else {
        form.skip(&["where", "to", "to_field"]);
        return None;
    };
    let to = match form.get("to_field") {
        Some(other) => category_field(&other, desk).and_then(|(other_field, other_set)| {
            if other_set == set {
                return Some(SetTo::Field(other_field));
            }
            other.fault(FormFaultKind::NotComposed);
            None
        }),
        None => form.need("to").and_then(|to| category(&to, desk.book.schema, set)).map(SetTo::Term),
    };
    let when = desk.when(&form);
    form.end();
    // What the file calls a row may no longer come.
    desk.shape.filtered = true;
    Some(Step::Set(Set { when: when?, field, set, to: to? }))
}

fn category_field(value: &Value<'_>, desk: &Desk<'_>) -> Option<(ColumnId, SetId)> {
    match field_named(value, desk)? {
        (column, FieldKind::Category(set)) => Some((column, set)),
        (_, FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text) => {
            value.fault(FormFaultKind::NotComposed);
            None
        }
    }
}
