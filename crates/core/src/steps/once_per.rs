//! `once_per`: of several entries with one cause, one counts.

use super::{Action, Context, Entry, Flow, Kind, Registers, Stop, column_name, date_or_last};
use crate::canonical::Canonical;
use crate::facts::{Cell, ColumnId, Source};
use crate::scheme::Scoring;

/// Of the entries with the same text in a field, keeps the one of the highest points; of equals the earlier
/// date, then the row that stands first in normal form. A blank is a cause of its own.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OncePer {
    /// The field that says the cause (事由).
    pub field: ColumnId,
    /// The field that says the date.
    pub date: ColumnId,
}

impl Action for OncePer {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Entries)).then_some(Kind::Entries)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let row = |entry: &Entry, flow: &Flow| context.row(flow.source, entry.row);
        let cause = |place: usize, flow: &Flow| {
            row(&flow.entries[place], flow).and_then(|row| {
                row.cells.get(usize::from(self.field.0)).filter(|cell| !matches!(cell, Cell::Blank))
            })
        };
        // The better of two entries with one cause: more points, then the earlier date, then the first row.
        let better = |one: usize, other: usize, flow: &Flow| {
            let (a, b) = (&flow.entries[one], &flow.entries[other]);
            let date = |entry| date_or_last(row(entry, flow), self.date);
            (std::cmp::Reverse(a.points), date(a), a.row) < (std::cmp::Reverse(b.points), date(b), b.row)
        };
        let flow = &mut registers.flow;
        let places = 0..flow.entries.len();
        let beaten: Vec<bool> = places
            .clone()
            .map(|place| {
                let Some(own) = cause(place, flow) else { return false };
                places.clone().any(|other| {
                    other != place && cause(other, flow) == Some(own) && better(other, place, flow)
                })
            })
            .collect();
        let mut beaten = beaten.into_iter();
        flow.entries.retain(|_| !beaten.next().unwrap_or(false));
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        out.word(column_name(scoring, source, self.field));
        out.word("points");
        out.word("earliest");
        out.word(column_name(scoring, source, self.date));
    }
}
