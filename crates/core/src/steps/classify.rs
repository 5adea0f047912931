//! `classify`: puts each row into a class of a ladder.

use super::{Action, Context, Flow, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::facts::Source;
use crate::scheme::{LadderId, Scoring, ValueId};

/// Puts each row into the one class whose condition it meets.
///
/// A row that meets none or several is a fault: first-match order never decides.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Classify {
    /// The ladder.
    pub ladder: LadderId,
    /// Classes (places in the ladder) and what a row must meet.
    pub classes: Vec<(u16, Condition)>,
}

impl Action for Classify {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Rows)).then_some(Kind::Classed)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let Flow { entries, relabels, source, .. } = &mut registers.flow;
        for entry in entries {
            let held = context.held_row(*source, entry.row, relabels);
            let mut found = None;
            for (class, when) in &self.classes {
                let holds = when.holds(&held).map_err(Stop::missing_in(entry.row))?;
                if holds && found.replace(*class).is_some() {
                    return Err(Stop::NotOneClass { row: entry.row });
                }
            }
            entry.class = found.ok_or(Stop::NotOneClass { row: entry.row })?;
        }
        Ok(())
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.classes.iter().for_each(|(_, when)| when.uses(out));
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        let ladder = scoring.ladder(self.ladder);
        out.word(ladder.key.as_str());
        for (class, when) in &self.classes {
            out.open("class");
            out.text(&ladder.classes[usize::from(*class)]);
            when.canonical(scoring, source, out);
            out.close();
        }
    }
}
