//! `lookup` of a shared table: points or a length for a category.

use super::{Action, Context, Kind, Param, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::{Scoring, TableId, Unit};

/// Gives what a shared table says of a category.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Shared {
    /// Which table.
    pub table: TableId,
    /// What its numbers are.
    pub unit: Unit,
}

impl Action for Shared {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        let gives = match self.unit {
            Unit::Points => Kind::Points,
            Unit::Day | Unit::Month | Unit::Number | Unit::Year => Kind::Quantity,
        };
        (takes == Some(Kind::Category)).then_some(gives)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let place = usize::from(registers.flow.category.0);
        let param: Param<_> =
            context.scoring.table(self.table).values.get(place).copied().ok_or(Stop::Arithmetic)?;
        registers.flow.number = registers.figure(context, param);
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        out.word(scoring.table(self.table).key.as_str());
    }
}
