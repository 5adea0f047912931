//! `set`: what a row counts as, whatever its file calls it.

use super::{Action, Context, Flow, Kind, Registers, Relabel, Stop, column_name};
use crate::canonical::Canonical;
use crate::condition::{Condition, Subject};
use crate::facts::{CategoryId, ColumnId, SetId, Source};
use crate::scheme::{Scoring, ValueId};

/// Puts another category into a field of rows, for the steps that follow.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Set {
    /// Which rows, if not all.
    pub when: Option<Condition>,
    /// The field.
    pub field: ColumnId,
    /// The set of its categories.
    pub set: SetId,
    /// What is put into it.
    pub to: SetTo,
}

/// What is put into a field.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SetTo {
    /// What another field of the row holds; a blank there is a fault.
    Field(ColumnId),
    /// This category.
    Term(CategoryId),
}

impl Action for Set {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Rows)).then_some(Kind::Rows)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let Flow { entries, relabels, source, .. } = &mut registers.flow;
        for entry in entries {
            let held = context.held_row(*source, entry.row, relabels);
            let missing = Stop::missing_in(entry.row);
            if !self.when.as_ref().map_or(Ok(true), |when| when.holds(&held)).map_err(&missing)? {
                continue;
            }
            let to = match self.to {
                SetTo::Field(field) => held.category(Subject::Field(field)).map_err(&missing)?,
                SetTo::Term(to) => to,
            };
            relabels.push(Relabel { row: entry.row, column: self.field, to });
        }
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        out.word(column_name(scoring, source, self.field));
        match self.to {
            SetTo::Field(field) => out.word(column_name(scoring, source, field)),
            SetTo::Term(to) => out.text(scoring.facts.set(self.set).term(to)),
        }
        if let Some(when) = &self.when {
            when.canonical(scoring, source, out);
        }
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.when.iter().for_each(|when| when.uses(out));
    }
}
