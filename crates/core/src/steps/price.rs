//! `price`: points for the class of each row.

use super::{Action, Context, Kind, Param, Registers, Stop, write_param};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::{LadderId, Scoring};

/// Gives each row the points of its class.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// The ladder of the classes.
    pub ladder: LadderId,
    /// Points by class, in the order of the ladder.
    pub points: Vec<Param<Points>>,
}

impl Action for Price {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Classed)).then_some(Kind::Entries)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        for place in 0..registers.flow.entries.len() {
            let Some(param) = self.points.get(usize::from(registers.flow.entries[place].class)) else {
                return Err(Stop::NotOneClass { row: registers.flow.entries[place].row });
            };
            registers.flow.entries[place].points = registers.figure(context, *param);
        }
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        for (class, param) in scoring.ladder(self.ladder).classes.iter().zip(&self.points) {
            out.open("class");
            out.text(class);
            write_param(*param, out);
            out.close();
        }
    }
}
