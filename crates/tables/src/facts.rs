//! The three tables of facts: degrees, periods, events.

use crate::grid::Grid;
use crate::read::Reader;
use anzhi_core::dossier::Row;
use anzhi_core::facts::{Cell, ColumnId, FactSchema, Source};
use anzhi_core::fault::FaultKind;
use anzhi_core::round::FactRow;

impl Reader<'_> {
    pub(crate) fn facts(&mut self, source: Source, grid: &Grid) {
        let scheme = self.draft.scheme.clone();
        let schema = &scheme.scoring.facts;
        let aliases = self.aliases;
        for line in grid.lines(&mut self.faults) {
            let Some((mut cells, candidate)) = self.known.row(line, &mut self.faults) else { continue };
            let kind = if source.has_kind() { cells.needed("kind") } else { Some("") };
            let table = kind.and_then(|kind| {
                let found = schema.find_table(source, kind);
                if found.is_none() && reads(schema, source) {
                    return cells.fault("kind", FaultKind::UnknownRowKind { known: kinds(schema, source) });
                }
                found
            });
            let mut values = Vec::new();
            for (place, column) in (0..).zip(schema.columns(source)) {
                let key = column.key.as_str();
                let Some(kind) = schema.field_kind(source, table, ColumnId(place)) else {
                    if table.is_some() && !cells.text(key).is_empty() {
                        let kind = FaultKind::UnusedCell { kind: kind.unwrap_or_default().into() };
                        cells.fault::<()>(key, kind);
                    }
                    values.push(Cell::Blank);
                    continue;
                };
                values.push(cells.fact(key, kind, schema, aliases));
            }
            let (note, number, clear) = (cells.note(), cells.number(), cells.clear);
            if !clear {
                self.unclear(candidate);
                continue;
            }
            let row = Row {
                line: number,
                table,
                kind: kind.unwrap_or_default().into(),
                cells: values,
                evidence: note.evidence,
                remark: note.remark,
            };
            self.draft.facts.push(FactRow { candidate, source, row });
        }
    }
}

/// Whether the scheme reads rows of a source at all. Of a source that it does not read, any kind will do.
fn reads(schema: &FactSchema, source: Source) -> bool {
    schema.tables.iter().any(|table| table.source == source)
}

fn kinds(schema: &FactSchema, source: Source) -> Box<str> {
    let tables = schema.tables.iter().filter(|table| table.source == source);
    tables.flat_map(|table| table.kinds.iter().map(|kind| &**kind)).collect::<Vec<_>>().join("、").into()
}
