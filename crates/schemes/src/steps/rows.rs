//! Steps that select rows: which are taken and which are left out.

use super::Desk;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::Value;
use anzhi_core::facts::FactTableId;
use anzhi_core::steps::{Drop, Keep, SelectRows, Step};

/// `{ table = "…" }` or `{ table = ["…", "…"] }`, with `where` and `needed`.
pub(super) fn read_rows(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let name = form.need("table")?;
    let names = if name.as_text().is_some() { vec![name] } else { name.array()? };
    let tables: Vec<FactTableId> = names.iter().filter_map(|name| table(name, desk)).collect();
    if tables.len() < names.len() {
        form.skip(&["where", "needed"]);
        return None;
    }
    let Some(first) = tables.first() else {
        name.fault(FormFaultKind::NothingListed);
        return None;
    };
    let schema = desk.book.schema;
    let source = schema.table(*first).source;
    for (place, name) in names.iter().enumerate() {
        if tables[..place].contains(&tables[place]) {
            name.fault(FormFaultKind::DoubledName);
        }
        if schema.table(tables[place]).source != source {
            name.fault(FormFaultKind::NotComposed);
        }
    }
    desk.shape.tables.clone_from(&tables);
    let when = desk.when(&form)?;
    desk.shape.filtered = when.is_some();
    let needed = form.get("needed").and_then(|v| v.flag()).unwrap_or(false);
    form.end();
    Some(Step::SelectRows(SelectRows { tables, source, when, needed }))
}

fn table(name: &Value<'_>, desk: &Desk<'_>) -> Option<FactTableId> {
    let text = name.text()?;
    let tables = &desk.book.schema.tables;
    let place = tables.iter().position(|table| table.key.as_str() == text);
    if place.is_none() {
        let nearest = nearest(text, tables.iter().map(|t| t.key.as_str()));
        name.fault(FormFaultKind::UnknownName { nearest });
    }
    place.and_then(|place| u16::try_from(place).ok()).map(FactTableId)
}

pub(super) fn read_drop(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let when = form.need("where").and_then(|value| desk.condition(&value));
    let because = form.text("because");
    let warn = form.get("warn").and_then(|v| v.flag()).unwrap_or(false);
    form.end();
    desk.shape.filtered = true;
    Some(Step::Drop(Drop { when: when?, because: because?, warn }))
}

pub(super) fn read_keep(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let when = form.need("where").and_then(|value| desk.condition(&value));
    let because = form.text("because");
    form.end();
    desk.shape.filtered = true;
    Some(Step::Keep(Keep { when: when?, because: because? }))
}
