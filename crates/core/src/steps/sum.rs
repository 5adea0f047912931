//! `sum`: adds the entries up.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::Scoring;

/// Adds up the points of all entries; none give zero.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sum;

impl Action for Sum {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Entries)).then_some(Kind::Points)
    }

    fn run(&self, _: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        registers.flow.number = registers
            .flow
            .entries
            .iter()
            .try_fold(Points::ZERO, |sum, entry| sum.plus(entry.points, "sum"))?;
        Ok(())
    }

    fn canonical(&self, _: &Scoring, _: Option<Source>, _: &mut Canonical) {}
}
