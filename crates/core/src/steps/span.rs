//! `span`: the time from a date of the candidate to the cut-off.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::Missing;
use crate::facts::{AttributeId, Source};
use crate::scheme::Scoring;

/// The time from a date of the candidate to the cut-off. A date after the cut-off is a fault.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Span {
    /// The attribute that holds the beginning.
    pub from: AttributeId,
}

impl Action for Span {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        takes.is_none().then_some(Kind::Span)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let Some(from) = context.dossier.date(self.from) else {
            return Err(Stop::Missing { what: Missing::Attribute(self.from), row: None });
        };
        if from > context.cutoff {
            return Err(Stop::StartAfterEnd { start: self.from });
        }
        registers.span = Some((from, context.cutoff));
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        out.word(scoring.facts.attribute(self.from).key.as_str());
        out.word("cutoff");
    }
}
