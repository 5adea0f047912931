//! `rows`: takes the rows of a table of facts.

use super::{Action, Context, Entry, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::facts::{FactTableId, Source};
use crate::points::Points;
use crate::scheme::{Scoring, ValueId};

/// Takes the rows of fact tables of one source, in the order of the normal form.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SelectRows {
    /// The fact tables.
    pub tables: Vec<FactTableId>,
    /// Where their rows stand.
    pub source: Source,
    /// Which rows, if not all.
    pub when: Option<Condition>,
    /// Whether a candidate without any such row is a fault.
    pub needed: bool,
}

impl Action for SelectRows {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        takes.is_none().then_some(Kind::Rows)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let flow = &mut registers.flow;
        flow.source = self.source;
        for (row, found) in (0..).zip(context.dossier.rows(self.source)) {
            if !found.table.is_some_and(|table| self.tables.contains(&table)) {
                continue;
            }
            let held = context.held_row(self.source, row, &[]);
            let counts = self.when.as_ref().map_or(Ok(true), |when| when.holds(&held));
            if counts.map_err(Stop::missing_in(row))? {
                flow.entries.push(Entry { row, class: 0, points: Points::ZERO });
            }
        }
        if self.needed && registers.flow.entries.is_empty() { Err(Stop::NoRow) } else { Ok(()) }
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        self.tables.iter().for_each(|table| out.word(scoring.facts.table(*table).key.as_str()));
        if self.needed {
            out.word("needed");
        }
        if let Some(when) = &self.when {
            when.canonical(scoring, source, out);
        }
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.when.iter().for_each(|when| when.uses(out));
    }

    fn source(&self) -> Option<Source> {
        Some(self.source)
    }
}
