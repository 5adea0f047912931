//! Whether cells are of the kinds that the scheme gives their fields: a service may fill a draft with anything.

use crate::dossier::Row;
use crate::facts::{Cell, ColumnId, FactSchema, FieldKind, Source};
use crate::fault::{Fault, FaultKind, Table};

/// Finds the table of a row by what it says itself, and empties every cell that does not fit its field.
pub(super) fn fit_row(schema: &FactSchema, source: Source, row: &mut Row) -> Vec<Fault> {
    row.table = schema.find_table(source, &row.kind);
    let columns = schema.columns(source);
    let (table, line, kind) = (source.table(), row.line, &row.kind);
    let mut faults = Vec::new();
    if row.cells.len() > columns.len() {
        faults.push(Fault::new(table, line, "", FaultKind::UnusedCell { kind: kind.clone() }, ""));
        row.cells.truncate(columns.len());
    }
    for ((place, column), cell) in (0..).zip(columns).zip(&mut row.cells) {
        let field = schema.field_kind(source, row.table, ColumnId(place));
        if let Some(wrong) = misfit(schema, field, kind, cell) {
            faults.push(Fault::new(table, line, column.key.as_str(), wrong, &written(cell)));
            *cell = Cell::Blank;
        }
    }
    faults
}

/// Empties every attribute that does not fit.
pub(super) fn fit_attributes(schema: &FactSchema, line: u32, cells: &mut Vec<Cell>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if cells.len() > schema.attributes.len() {
        let kind = FaultKind::UnusedCell { kind: "".into() };
        faults.push(Fault::new(Table::Candidates, line, "", kind, ""));
        cells.truncate(schema.attributes.len());
    }
    for (attribute, cell) in schema.attributes.iter().zip(cells) {
        let column = attribute.key.as_str();
        if let Some(wrong) = misfit(schema, Some(attribute.kind), column, cell) {
            faults.push(Fault::new(Table::Candidates, line, column, wrong, &written(cell)));
            *cell = Cell::Blank;
        }
    }
    faults
}

/// What is wrong with a cell of a field; `of` names what does not use it.
fn misfit(schema: &FactSchema, field: Option<FieldKind>, of: &str, cell: &Cell) -> Option<FaultKind> {
    match (field, cell) {
        (_, Cell::Blank)
        | (Some(FieldKind::Date), Cell::Date(_))
        | (Some(FieldKind::Flag), Cell::Flag(_))
        | (Some(FieldKind::Number), Cell::Number(_))
        | (Some(FieldKind::Text), Cell::Text(_)) => None,
        (Some(FieldKind::Category(set)), _) => {
            let terms = &schema.set(set).terms;
            let known = matches!(cell, Cell::Category(id) if usize::from(id.0) < terms.len());
            (!known).then(|| FaultKind::UnknownCategory { nearest: None, known: terms.join("、").into() })
        }
        (Some(FieldKind::Date), _) => Some(FaultKind::MalformedDate),
        (Some(FieldKind::Flag), _) => Some(FaultKind::MalformedFlag),
        (Some(FieldKind::Number), _) => Some(FaultKind::MalformedNumber),
        (Some(FieldKind::Text) | None, _) => Some(FaultKind::UnusedCell { kind: of.into() }),
    }
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Category(id) => id.0.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.to_string(),
    }
}
