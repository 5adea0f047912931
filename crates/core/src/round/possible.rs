//! What cannot stand in a dossier.

use crate::dossier::Dossier;
use crate::facts::{AttributeId, Cell, ColumnId, FactSchema, PERIOD_FROM, PERIOD_TO, Source};
use crate::fault::{Fault, FaultKind, Table};
use crate::ids::Key;

/// Dates that cannot be: before birth, or an end before its start.
pub(super) fn impossible_dates(schema: &FactSchema, dossier: &Dossier) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(born) = dossier.date(FactSchema::BORN) {
        for (place, attribute) in (0..).zip(&schema.attributes) {
            let date = dossier.date(AttributeId(place));
            if let Some(date) = date.filter(|date| *date < born) {
                let (kind, column) = (FaultKind::BeforeBirth { born }, attribute.key.as_str());
                let found = date.to_string();
                faults.push(Fault::new(Table::Candidates, dossier.line(), column, kind, &found));
            }
        }
        for source in Source::ALL {
            for row in dossier.rows(source) {
                for (place, cell) in (0..).zip(&row.cells) {
                    if let Cell::Date(date) = cell
                        && *date < born
                    {
                        let column = schema.columns(source)[usize::from(ColumnId(place).0)].key.as_str();
                        let kind = FaultKind::BeforeBirth { born };
                        faults.push(Fault::new(source.table(), row.line, column, kind, &date.to_string()));
                    }
                }
            }
        }
    }
    for row in dossier.rows(Source::Periods) {
        let cell = |column: ColumnId| row.cells.get(usize::from(column.0));
        if let (Some(Cell::Date(start)), Some(Cell::Date(end))) = (cell(PERIOD_FROM), cell(PERIOD_TO))
            && end < start
        {
            let kind = FaultKind::EndBeforeStart { start: *start };
            faults.push(Fault::new(Table::Periods, row.line, "to", kind, &end.to_string()));
        }
    }
    faults
}

/// Fields that the scheme needs and that are blank.
pub(super) fn blanks(schema: &FactSchema, dossier: &Dossier) -> Vec<Fault> {
    let missing =
        |table, line, column: &Key| Fault::new(table, line, column.as_str(), FaultKind::MissingValue, "");
    let mut faults = Vec::new();
    for (place, attribute) in (0..).zip(&schema.attributes).filter(|(_, attribute)| attribute.needed) {
        if *dossier.attribute(AttributeId(place)) == Cell::Blank {
            faults.push(missing(Table::Candidates, dossier.line(), &attribute.key));
        }
    }
    for source in Source::ALL {
        for row in dossier.rows(source) {
            let fields = row.table.map_or(&[][..], |table| &schema.table(table).fields);
            let own = fields.iter().filter(|field| field.needed).map(|field| field.column);
            let built_in = [PERIOD_FROM, PERIOD_TO].into_iter().filter(|_| source == Source::Periods);
            for column in built_in.chain(own) {
                let place = usize::from(column.0);
                if row.cells.get(place).is_none_or(|cell| *cell == Cell::Blank) {
                    faults.push(missing(source.table(), row.line, &schema.columns(source)[place].key));
                }
            }
        }
    }
    faults
}

/// A text in normal form: without blanks at its ends, and no text at all if nothing is left.
pub(super) fn tidy(cell: &mut Cell) {
    if let Cell::Text(text) = cell {
        let trimmed = text.trim();
        *cell = if trimmed.is_empty() { Cell::Blank } else { Cell::Text(trimmed.into()) };
    }
}
