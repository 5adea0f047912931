//! `token`: the heaviest in full, each further one a token.

use super::{Action, Context, Kind, Registers, Stop, column_name, date_or_last};
use crate::canonical::Canonical;
use crate::facts::{ColumnId, Source};
use crate::points::Points;
use crate::scheme::Scoring;
use std::cmp::Reverse;

/// Counts the entry of the greatest absolute points in full and gives every other one the same token. Of
/// equals the one of the earliest date is the heaviest, then the one that stands first in normal form.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Token {
    /// What every further entry gives.
    pub rest: Points,
    /// The field that says the date.
    pub date: ColumnId,
}

impl Action for Token {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Entries)).then_some(Kind::Entries)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let flow = &mut registers.flow;
        let heaviest = flow
            .entries
            .iter()
            .min_by_key(|entry| {
                let date = date_or_last(context.row(flow.source, entry.row), self.date);
                (Reverse(entry.points.magnitude()), date, entry.row)
            })
            .map(|entry| entry.row);
        for entry in &mut flow.entries {
            if Some(entry.row) != heaviest {
                entry.points = self.rest;
            }
        }
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        out.points(self.rest);
        out.word("earliest");
        out.word(column_name(scoring, source, self.date));
    }
}
