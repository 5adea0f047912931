//! `attribute` of a number: reads a number of the candidate.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::Missing;
use crate::facts::{AttributeId, Cell, Source};
use crate::scheme::Scoring;

/// Reads a number of the candidate.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReadNumber {
    /// Which attribute.
    pub attribute: AttributeId,
}

impl Action for ReadNumber {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        takes.is_none().then_some(Kind::Quantity)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        match context.dossier.attribute(self.attribute) {
            Cell::Number(number) => {
                registers.flow.number = *number;
                Ok(())
            }
            Cell::Blank | Cell::Category(_) | Cell::Date(_) | Cell::Flag(_) | Cell::Text(_) => {
                Err(Stop::missing(Missing::Attribute(self.attribute)))
            }
        }
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        out.word(scoring.facts.attribute(self.attribute).key.as_str());
    }
}
