//! `rows`: takes the rows of a table of facts.

use super::{Action, Context, Entry, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::{FactTableId, Source};
use crate::points::Points;
use crate::scheme::Scoring;

/// Takes the rows of one fact table, in the order of the normal form.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SelectRows {
    /// The fact table.
    pub table: FactTableId,
    /// Where its rows stand.
    pub source: Source,
    /// Whether a candidate without any such row is a fault.
    pub needed: bool,
}

impl Action for SelectRows {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        takes.is_none().then_some(Kind::Rows)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        registers.source = self.source;
        registers.entries.clear();
        let rows = context.dossier.rows(self.source);
        registers.entries.extend(
            (0..).zip(rows).filter(|(_, row)| row.table == Some(self.table)).map(|(row, _)| Entry {
                row,
                class: 0,
                points: Points::ZERO,
            }),
        );
        if self.needed && registers.entries.is_empty() { Err(Stop::NoRow) } else { Ok(()) }
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        out.word(scoring.facts.table(self.table).key.as_str());
        if self.needed {
            out.word("needed");
        }
    }

    fn source(&self) -> Option<Source> {
        Some(self.source)
    }
}
