//! `use`: goes on from values.

use super::Desk;
use crate::book::Shape;
use crate::form::FormFaultKind;
use crate::section::Value;
use anzhi_core::scheme::ValueId;
use anzhi_core::steps::{Kind, Step, Use};

/// `use = ["…", …]`: values of one kind.
pub(super) fn read_use(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let names = value.array()?;
    // All names are looked up before a wrong one ends it, so that each names its fault.
    let found: Vec<_> = names.iter().map(|name| (name, desk.book.value(name))).collect();
    let mut values: Vec<ValueId> = Vec::new();
    let mut joined: Option<Shape> = None;
    for (name, found) in found {
        let (id, declared) = found?;
        if values.contains(&id) {
            name.fault(FormFaultKind::DoubledName);
        }
        values.push(id);
        let shape = match joined {
            None => Some(declared.shape.clone()),
            Some(joined) => joined.joined(&declared.shape, desk.book.schema, name),
        };
        let Some(shape) = shape else {
            name.fault(FormFaultKind::NotComposed);
            return None;
        };
        joined = Some(shape);
    }
    let Some(shape) = joined else {
        value.fault(FormFaultKind::NothingListed);
        return None;
    };
    let kind = shape.kind?;
    let source = match kind {
        Kind::Classed | Kind::Entries | Kind::Rows => shape.source(desk.book.schema),
        Kind::Category | Kind::Points | Kind::Quantities | Kind::Quantity | Kind::Spans => None,
    };
    desk.shape = shape;
    Some(Step::Use(Use { values, kind, source }))
}
