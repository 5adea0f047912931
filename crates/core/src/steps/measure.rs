//! `measure`: how long a span is.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::date::TimeUnit;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::Scoring;
use crate::sheet::Stretch;

/// Counts the units of a span by the anniversary rule of the scheme.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Measure {
    /// The unit.
    pub unit: TimeUnit,
    /// What a part of a unit counts.
    pub rest: Rest,
}

/// What a part of a unit counts (不足一个单位的处理).
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rest {
    /// Nothing (舍去).
    Down,
    /// A whole unit (进一).
    Up,
}

impl Action for Measure {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Spans)).then_some(Kind::Quantity)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let Some(Stretch { from, to, .. }) = registers.flow.spans.first() else {
            return Err(Stop::Arithmetic);
        };
        let (full, rest) = from.full_units_to(*to, self.unit, context.scoring.anniversary);
        let counted = match self.rest {
            Rest::Down => full,
            Rest::Up => full + i32::from(rest),
        };
        registers.flow.number = Points::from_int(counted);
        Ok(())
    }

    fn canonical(&self, _: &Scoring, _: Option<Source>, out: &mut Canonical) {
        out.word(match self.unit {
            TimeUnit::Day => "day",
            TimeUnit::Month => "month",
            TimeUnit::Year => "year",
        });
        out.word(match self.rest {
            Rest::Down => "down",
            Rest::Up => "up",
        });
    }
}
