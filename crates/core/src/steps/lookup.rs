//! `lookup`: points for a category.

use super::{Action, Context, Kind, Param, Registers, Stop, write_param};
use crate::canonical::Canonical;
use crate::facts::{SetId, Source};
use crate::points::Points;
use crate::scheme::Scoring;

/// Gives the points of a category.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// The set of the category.
    pub set: SetId,
    /// Points by category, in the order of the set.
    pub points: Vec<Param<Points>>,
}

impl Action for Lookup {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Category)).then_some(Kind::Points)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let param =
            self.points.get(usize::from(registers.flow.category.0)).copied().ok_or(Stop::Arithmetic)?;
        registers.flow.number = registers.figure(context, param);
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        for (term, param) in scoring.facts.set(self.set).terms.iter().zip(&self.points) {
            out.open("term");
            out.text(term);
            write_param(*param, out);
            out.close();
        }
    }
}
