//! `scale`: points for a length.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::Scoring;

/// Turns a length into points by bands: a rate, a threshold, a lump, a lump and a rate, marginal bands.
///
/// Below the first band there are no points. A band without `gives` continues from what the band before it
/// gives where this one begins.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Scale {
    /// The bands, rising.
    pub bands: Vec<Band>,
}

/// One band of a scale.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Band {
    /// The length at which it begins, itself included.
    pub at: Points,
    /// The points at its beginning; `None` continues.
    pub gives: Option<Points>,
    /// The points for each further unit.
    pub each: Points,
}

impl Action for Scale {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Quantity)).then_some(Kind::Points)
    }

    fn run(&self, _: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let length = registers.flow.number;
        let mut points = Points::ZERO;
        for (place, band) in self.bands.iter().enumerate() {
            if band.at > length {
                break;
            }
            let end = self.bands.get(place + 1).map_or(length, |next| next.at.min(length));
            let base = band.gives.unwrap_or(points);
            points = base.plus(end.minus(band.at, "scale")?.times(band.each, "scale")?, "scale")?;
        }
        registers.flow.number = points;
        Ok(())
    }

    fn canonical(&self, _: &Scoring, _: Option<Source>, out: &mut Canonical) {
        for band in &self.bands {
            out.open("at");
            out.points(band.at);
            if let Some(gives) = band.gives {
                out.word("gives");
                out.points(gives);
            }
            out.word("each");
            out.points(band.each);
            out.close();
        }
    }
}
