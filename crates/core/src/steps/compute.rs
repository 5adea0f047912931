//! `compute`: a calculation over values.

use super::flow::value_of;
use super::{Action, Context, Expression, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::{RoundTo, Scoring, Unit, ValueId};

/// Calculates a number from values above. It is exact on the way and rounded once at the end or not at all; then it
/// must be exact at six places.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Compute {
    /// What is calculated.
    pub is: Expression,
    /// What the number is.
    pub unit: Unit,
    /// How it is rounded, if the paper rounds it.
    pub round: Option<RoundTo>,
}

impl Action for Compute {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        let gives = match self.unit {
            Unit::Points => Kind::Points,
            Unit::Day | Unit::Month | Unit::Number | Unit::Year => Kind::Quantity,
        };
        takes.is_none().then_some(gives)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let exact = self.is.exact(&mut |id| value_of(context, id).map(|flow| flow.number))?;
        registers.flow.number = match self.round {
            Some(to) => exact.rounded(to.places, to.mode, "compute")?,
            None => exact.points("compute")?,
        };
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        self.is.canonical(scoring, out);
        out.word(self.unit.word());
        if let Some(round) = self.round {
            round.canonical(out);
        }
    }

    fn uses(&self, out: &mut Vec<ValueId>) {
        self.is.uses(out);
    }
}
