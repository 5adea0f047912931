//! `token`: the heaviest in full, each further one a token.

use super::{Action, Context, Kind, Param, Registers, Stop, column_name, date_or_last, write_param};
use crate::canonical::Canonical;
use crate::facts::{ColumnId, Source};
use crate::points::Points;
use crate::scheme::Scoring;
use std::cmp::Reverse;

/// Counts the entry of the greatest absolute points in full and gives every other one the same token. Of
/// equals the one of the earliest date is the heaviest, if a date is named; then the one that stands first in
/// normal form.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Token {
    /// What every further entry gives.
    pub rest: Param<Points>,
    /// The field that says the date.
    pub date: Option<ColumnId>,
}

impl Action for Token {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Entries)).then_some(Kind::Entries)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let flow = &registers.flow;
        let date = |row| self.date.map(|column| date_or_last(context.row(flow.source, row), column));
        let heaviest = flow
            .entries
            .iter()
            .min_by_key(|entry| (Reverse(entry.points.magnitude()), date(entry.row), entry.row))
            .map(|entry| entry.row);
        // One alone needs no token, and a token left out is not missed.
        if flow.entries.len() > 1 {
            let rest = registers.figure(context, self.rest);
            let others = registers.flow.entries.iter_mut().filter(|entry| Some(entry.row) != heaviest);
            others.for_each(|entry| entry.points = rest);
        }
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        write_param(self.rest, out);
        if let Some(date) = self.date {
            out.word("earliest");
            out.word(column_name(scoring, source, date));
        }
    }
}
