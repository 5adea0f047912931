//! `scale`: points for a length.

use super::{Action, Context, Kind, Param, Registers, Stop, write_param};
use crate::canonical::Canonical;
use crate::exact::Exact;
use crate::facts::Source;
use crate::points::{Points, PointsError};
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
    /// The length at which it begins.
    pub at: Points,
    /// Whether the length must be greater than that, and not just as great.
    pub above: bool,
    /// The points at its beginning; `None` continues.
    pub gives: Option<Param<Points>>,
    /// The points for each further unit.
    pub each: Param<Points>,
}

impl Band {
    /// A band that goes on from the one before it, itself included, with so much for each unit.
    pub fn rate(at: Points, each: Points) -> Self {
        Self { at, above: false, gives: None, each: Param::Stated(each) }
    }

    /// Whether a length reaches it.
    pub fn holds(&self, length: Points) -> bool {
        length > self.at || (length == self.at && !self.above)
    }
}

/// What bands give for a length. A figure is read only where it counts.
pub(super) fn banded(
    bands: &[Band],
    length: Points,
    context: &Context<'_>,
    registers: &mut Registers,
) -> Result<Exact, PointsError> {
    let reached = bands.iter().rposition(|band| band.holds(length)).map_or(0, |place| place + 1);
    let bands = &bands[..reached];
    let begins = bands.iter().rposition(|band| band.gives.is_some()).unwrap_or(0);
    let mut points = Exact::from(Points::ZERO);
    for (place, band) in bands.iter().enumerate().skip(begins) {
        if let Some(gives) = band.gives {
            points = registers.figure(context, gives).into();
        }
        let end = bands.get(place + 1).map_or(length, |next| next.at);
        let more = end.minus(band.at, "scale")?;
        if more != Points::ZERO {
            let each = Exact::from(registers.figure(context, band.each));
            points = points.plus(each.times(more.into(), "scale")?, "scale")?;
        }
    }
    Ok(points)
}

pub(super) fn write_bands(bands: &[Band], out: &mut Canonical) {
    for band in bands {
        out.open(if band.above { "above" } else { "at" });
        out.points(band.at);
        if let Some(gives) = band.gives {
            out.word("gives");
            write_param(gives, out);
        }
        out.word("each");
        write_param(band.each, out);
        out.close();
    }
}

impl Action for Scale {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Quantity)).then_some(Kind::Points)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let points = banded(&self.bands, registers.flow.number, context, registers)?;
        registers.flow.set_exact(points)
    }

    fn canonical(&self, _: &Scoring, _: Option<Source>, out: &mut Canonical) {
        write_bands(&self.bands, out);
    }
}
