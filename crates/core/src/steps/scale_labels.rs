//! `scale` by label: points for lengths of several kinds of time.

use super::scale::{banded, write_bands};
use super::{Action, Band, Context, Kind, LabelSpace, Registers, Stop};
use crate::canonical::Canonical;
use crate::exact::Exact;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::Scoring;

/// Turns the length of each label into points by bands of its own, and adds them up. A label that comes and is
/// not named is a fault at that person.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ScaleLabels {
    /// The labels that lengths can have.
    pub labels: LabelSpace,
    /// The bands of each label that is named, rising.
    pub bands: Vec<(u32, Vec<Band>)>,
}

impl Action for ScaleLabels {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Quantities)).then_some(Kind::Points)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let quantities = std::mem::take(&mut registers.flow.quantities);
        let mut sum = Exact::from(Points::ZERO);
        for (label, length) in &quantities {
            let Some((_, bands)) = self.bands.iter().find(|(named, _)| named == label) else {
                let label = self.labels.text(&context.scoring.facts, *label).into();
                return Err(Stop::UnknownLabel { label });
            };
            sum = sum.plus(banded(bands, *length, context, registers)?, "scale")?;
        }
        registers.flow.set_exact(sum)
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        for (label, bands) in &self.bands {
            out.open("label");
            out.text(&self.labels.text(&scoring.facts, *label));
            write_bands(bands, out);
            out.close();
        }
    }
}
