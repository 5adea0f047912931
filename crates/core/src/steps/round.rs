//! `round`: rounds points once, as the paper says.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::exact::Exact;
use crate::facts::Source;
use crate::scheme::{RoundTo, Scoring};

/// Rounds points once; what the step before it has come to need not be exact before. A negative number is rounded as
/// the positive one would be.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Round {
    /// Where and how.
    pub to: RoundTo,
}

impl Action for Round {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Points)).then_some(Kind::Points)
    }

    fn run(&self, _: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let flow = &mut registers.flow;
        let exact = flow.unrounded.take().unwrap_or(Exact::from(flow.number));
        flow.number = exact.rounded(self.to.places, self.to.mode, "round")?;
        Ok(())
    }

    fn canonical(&self, _: &Scoring, _: Option<Source>, out: &mut Canonical) {
        self.to.canonical(out);
    }
}
