//! `keep` and `drop`: which rows go on.

use super::{Action, Context, Flow, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::facts::Source;
use crate::scheme::{Scoring, ValueId};

/// Keeps the rows for which the condition holds.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Keep {
    /// The condition on each row.
    pub when: Condition,
    /// Why the others do not count, for people.
    pub because: Box<str>,
}

/// Takes away the rows for which the condition holds.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Drop {
    /// The condition on each row.
    pub when: Condition,
    /// Why they do not count, for people.
    pub because: Box<str>,
    /// Whether a row taken away deserves a warning.
    pub warn: bool,
}

fn same_rows(takes: Option<Kind>) -> Option<Kind> {
    match takes? {
        rows @ (Kind::Classed | Kind::Entries | Kind::Rows) => Some(rows),
        Kind::Category | Kind::Points | Kind::Quantities | Kind::Quantity | Kind::Spans => None,
    }
}

/// Keeps the entries whose condition has this value.
fn retain(
    when: &Condition,
    value: bool,
    context: &Context<'_>,
    registers: &mut Registers,
) -> Result<(), Stop> {
    let mut stop = None;
    let Flow { entries, relabels, source, .. } = &mut registers.flow;
    entries.retain(|entry| match when.holds(&context.held_row(*source, entry.row, relabels)) {
        Ok(holds) => holds == value,
        Err(what) => {
            stop.get_or_insert(Stop::missing_in(entry.row)(what));
            false
        }
    });
    stop.map_or(Ok(()), Err)
}

impl Action for Keep {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        same_rows(takes)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        retain(&self.when, true, context, registers)
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.when.uses(out);
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        self.when.canonical(scoring, source, out);
    }
}

impl Action for Drop {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        same_rows(takes)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let before = registers.flow.entries.len();
        retain(&self.when, false, context, registers)?;
        registers.not_counted |= self.warn && registers.flow.entries.len() < before;
        Ok(())
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.when.uses(out);
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        self.when.canonical(scoring, source, out);
    }
}
