//! `round`: rounds points once, as the paper says.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::exact::Exact;
use crate::facts::Source;
use crate::points::Rounding;
use crate::scheme::Scoring;

/// Rounds points to some decimal places; what the step before it has come to need not be exact before.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Round {
    /// How many places stay, at most six.
    pub places: u32,
    /// What becomes of the others; a negative number is rounded as the positive one would be.
    pub mode: Rounding,
}

impl Round {
    pub(super) fn write(self, out: &mut Canonical) {
        out.word(&self.places.to_string());
        out.word(match self.mode {
            Rounding::Down => "down",
            Rounding::HalfEven => "half-even",
            Rounding::HalfUp => "half-up",
            Rounding::Up => "up",
        });
    }
}

impl Action for Round {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Points)).then_some(Kind::Points)
    }

    fn run(&self, _: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let flow = &mut registers.flow;
        let exact = flow.unrounded.take().unwrap_or(Exact::from(flow.number));
        flow.number = exact.rounded(self.places, self.mode, "round")?;
        Ok(())
    }

    fn canonical(&self, _: &Scoring, _: Option<Source>, out: &mut Canonical) {
        self.write(out);
    }
}
