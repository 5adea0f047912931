//! `span`: the time from a date of the candidate to the cut-off.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::Missing;
use crate::facts::{AttributeId, Source};
use crate::scheme::Scoring;
use crate::sheet::Stretch;

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
        takes.is_none().then_some(Kind::Spans)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let Some(from) = context.dossier.date(self.from) else {
            return Err(Stop::missing(Missing::Attribute(self.from)));
        };
        let to = context.cutoff()?;
        if from > to {
            return Err(Stop::StartAfterEnd { start: self.from });
        }
        registers.flow.spans.push(Stretch { from, to, label: 0 });
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        out.word(scoring.facts.attribute(self.from).key.as_str());
        out.word("cutoff");
    }
}
