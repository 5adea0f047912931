//! `attribute`: reads a category of the candidate.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::Subject;
use crate::facts::Source;
use crate::scheme::Scoring;

/// Reads a category of the candidate: an attribute, or the grade by track.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Attribute {
    /// Which attribute or choice; never a field of a row.
    pub subject: Subject,
}

impl Action for Attribute {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        takes.is_none().then_some(Kind::Category)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        registers.flow.category = context.held().category(self.subject).map_err(Stop::missing)?;
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        out.word(self.subject.name(scoring, source));
    }
}
