//! `times`: a factor on the points of rows.

use super::{Action, Context, Kind, Param, Registers, Stop, write_param, write_when};
use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::{Scoring, ValueId};

/// Multiplies the points of entries, exactly.
///
/// ```
/// use anzhi_core::{points::Points, steps::{Param, Step, Times}};
///
/// let half = Times { factor: Param::Stated("0.5".parse()?), when: None };
/// assert_eq!(Step::Times(half).word(), "times");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    /// The factor.
    pub factor: Param<Points>,
    /// On which rows, if not on all.
    pub when: Option<Condition>,
}

impl Action for Times {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Entries)).then_some(Kind::Entries)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        for place in 0..registers.flow.entries.len() {
            let flow = &registers.flow;
            let entry = flow.entries[place];
            if let Some(when) = &self.when {
                let held = context.held_row(flow.source, entry.row, &flow.relabels);
                if !when.holds(&held).map_err(Stop::missing_in(entry.row))? {
                    continue;
                }
            }
            let factor = registers.figure(context, self.factor);
            registers.flow.entries[place].points = entry.points.times(factor, "times")?;
        }
        Ok(())
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.when.iter().for_each(|when| when.uses(out));
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        write_param(self.factor, out);
        write_when(self.when.as_ref(), scoring, source, out);
    }
}
