//! `once_per`: of several rows with one cause, one counts.

use super::{Action, Context, Entry, Flow, Kind, Registers, Stop, column_name, date_or_last, write_when};
use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::date::Date;
use crate::facts::{Cell, ColumnId, Source};
use crate::scheme::{Scoring, ValueId};
use std::cmp::Reverse;

/// Of the rows with the same text in a field, keeps one: the first by these keys, of equals the row that stands
/// first in normal form. A blank is a cause of its own.
///
/// Conditions are read only for rows that share their cause with another.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct OncePer {
    /// The field that says the cause (事由).
    pub field: ColumnId,
    /// The field that says the date, for the keys that need one.
    pub date: Option<ColumnId>,
    /// Which row stays: the first key that tells two apart decides.
    pub keep: Vec<KeepKey>,
    /// Only causes of which some row meets this; of the others all rows stay.
    pub when: Option<Condition>,
}

/// What decides between two rows of one cause.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum KeepKey {
    /// The higher class stays.
    Class,
    /// The earlier date stays; a row without one gives way.
    Earliest,
    /// The later date stays; a row without one gives way.
    Latest,
    /// The greater distance from zero stays.
    Magnitude,
    /// The higher points stay.
    Points,
    /// What meets the condition stays.
    Prefer(Condition),
}

impl KeepKey {
    fn word(&self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Earliest => "earliest",
            Self::Latest => "latest",
            Self::Magnitude => "magnitude",
            Self::Points => "points",
            Self::Prefer(_) => "prefer",
        }
    }
}

/// How a row stands by one key: what is less stays. Only rows of one key are ever compared.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum Standing {
    Class(Reverse<u16>),
    Early((bool, Option<Date>)),
    Late((bool, Reverse<Option<Date>>)),
    Magnitude(Reverse<u64>),
    Points(Reverse<crate::points::Points>),
    Preferred(Reverse<bool>),
}

impl OncePer {
    fn standing(&self, entry: &Entry, context: &Context<'_>, flow: &Flow) -> Result<Vec<Standing>, Stop> {
        let date = || match self.date {
            Some(column) => date_or_last(context.row(flow.source, entry.row), column),
            None => (true, None),
        };
        let standing = |key: &KeepKey| {
            Ok(match key {
                KeepKey::Class => Standing::Class(Reverse(entry.class)),
                KeepKey::Earliest => Standing::Early(date()),
                KeepKey::Latest => {
                    let (blank, date) = date();
                    Standing::Late((blank, Reverse(date)))
                }
                KeepKey::Magnitude => Standing::Magnitude(Reverse(entry.points.magnitude())),
                KeepKey::Points => Standing::Points(Reverse(entry.points)),
                KeepKey::Prefer(when) => Standing::Preferred(Reverse(holds(when, entry, context, flow)?)),
            })
        };
        self.keep.iter().map(standing).collect()
    }

    /// Whether the step looks at a cause with these rows at all.
    fn applies(&self, rows: &[Entry], context: &Context<'_>, flow: &Flow) -> Result<bool, Stop> {
        let Some(when) = &self.when else { return Ok(true) };
        for entry in rows {
            if holds(when, entry, context, flow)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The row that stays of several of one cause.
    fn kept(&self, rows: &[Entry], context: &Context<'_>, flow: &Flow) -> Result<Option<u16>, Stop> {
        let mut first: Option<(Vec<Standing>, u16)> = None;
        for entry in rows {
            let own = (self.standing(entry, context, flow)?, entry.row);
            if first.as_ref().is_none_or(|first| own < *first) {
                first = Some(own);
            }
        }
        Ok(first.map(|(_, row)| row))
    }
}

fn holds(when: &Condition, entry: &Entry, context: &Context<'_>, flow: &Flow) -> Result<bool, Stop> {
    when.holds(&context.held_row(flow.source, entry.row, &flow.relabels)).map_err(Stop::missing_in(entry.row))
}

impl Action for OncePer {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        takes.filter(|kind| matches!(kind, Kind::Classed | Kind::Entries))
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let flow = &registers.flow;
        let cause = |entry: &Entry| {
            let row = context.row(flow.source, entry.row)?;
            row.cells.get(usize::from(self.field.0)).filter(|cell| !matches!(cell, Cell::Blank))
        };
        let mut beaten: Vec<u16> = Vec::new();
        for (place, entry) in flow.entries.iter().enumerate() {
            let Some(own) = cause(entry) else { continue };
            let of_cause = |entries: &[Entry]| {
                entries.iter().filter(|other| cause(other) == Some(own)).copied().collect::<Vec<_>>()
            };
            if !of_cause(&flow.entries[..place]).is_empty() {
                continue;
            }
            let rows = of_cause(&flow.entries[place..]);
            if rows.len() < 2 || !self.applies(&rows, context, flow)? {
                continue;
            }
            let kept = self.kept(&rows, context, flow)?;
            beaten.extend(rows.iter().map(|entry| entry.row).filter(|row| Some(*row) != kept));
        }
        beaten.sort_unstable();
        registers.flow.entries.retain(|entry| beaten.binary_search(&entry.row).is_err());
        Ok(())
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        for key in &self.keep {
            match key {
                KeepKey::Prefer(when) => when.uses(out),
                KeepKey::Class
                | KeepKey::Earliest
                | KeepKey::Latest
                | KeepKey::Magnitude
                | KeepKey::Points => {}
            }
        }
        self.when.iter().for_each(|when| when.uses(out));
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        out.word(column_name(scoring, source, self.field));
        for key in &self.keep {
            match key {
                KeepKey::Prefer(when) => {
                    out.open(key.word());
                    when.canonical(scoring, source, out);
                    out.close();
                }
                KeepKey::Class
                | KeepKey::Earliest
                | KeepKey::Latest
                | KeepKey::Magnitude
                | KeepKey::Points => out.word(key.word()),
            }
        }
        if let Some(date) = self.date {
            out.word(column_name(scoring, source, date));
        }
        write_when(self.when.as_ref(), scoring, source, out);
    }
}
