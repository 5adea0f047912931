//! `spans`: the times of rows, up to the cut-off.

use super::{Action, Context, Flow, Kind, LabelSpace, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::{Missing, Subject};
use crate::facts::{ColumnId, PERIOD_FROM, PERIOD_TO, Source};
use crate::scheme::{Scoring, ValueId};
use crate::sheet::Stretch;

/// Takes the time of each row, cut off at the cut-off day. What begins after it is no time.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Spans {
    /// By what the times are told apart, if they are.
    pub labels: Option<LabelSpace>,
    /// Whether the last day counts as well.
    pub end_day: bool,
}

impl Action for Spans {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Rows)).then_some(Kind::Spans)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        if registers.flow.entries.is_empty() {
            return Ok(());
        }
        let cutoff = context.cutoff()?;
        let Flow { entries, relabels, source, spans, .. } = &mut registers.flow;
        for entry in entries.iter() {
            let held = context.held_row(*source, entry.row, relabels);
            let date = |column: ColumnId| {
                let subject = Subject::Field(column);
                held.date(subject).ok_or(Stop::missing_in(entry.row)(Missing::Field(column)))
            };
            let (from, to) = (date(PERIOD_FROM)?, date(PERIOD_TO)?);
            if from > to {
                return Err(Stop::PeriodReversed { row: entry.row });
            }
            let label = match &self.labels {
                Some(labels) => labels.of(&held)?,
                None => 0,
            };
            if from <= cutoff {
                spans.push(Stretch { from, to: to.min(cutoff), end_day: self.end_day, label });
            }
        }
        entries.clear();
        relabels.clear();
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        if let Some(labels) = &self.labels {
            labels.canonical(scoring, source, out);
        }
        if self.end_day {
            out.word("end-day");
        }
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.labels.iter().for_each(|labels| labels.uses(out));
    }
}
