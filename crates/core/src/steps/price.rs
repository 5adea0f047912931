//! `price`: points for the class of each row.

use super::{Action, Context, Kind, Param, Registers, Stop, write_param};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::{LadderId, Scoring};

/// Gives each row the points of its class.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// The ladder of the classes.
    pub ladder: LadderId,
    /// By class, in the order of the ladder.
    pub points: Vec<Tariff>,
}

/// What the rows of one class give.
///
/// Two merits count 4 and 7 points together, and however many more of them still 7:
///
/// ```
/// use anzhi_core::{points::Points, steps::{Param, Tariff}};
///
/// let totals = ["4", "7"].map(|text| text.parse::<Points>().map(Param::Stated));
/// let tariff = Tariff::Totals(totals.into_iter().collect::<Result<_, _>>()?);
/// assert_ne!(tariff, Tariff::from(Param::Stated(Points::from_int(4))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Tariff {
    /// Each row these points.
    Each(Param<Points>),
    /// What one, two, three and more rows give together. The j-th in normal form gives what it adds, those beyond
    /// the last total nothing.
    Totals(Vec<Param<Points>>),
}

impl From<Param<Points>> for Tariff {
    fn from(each: Param<Points>) -> Self {
        Self::Each(each)
    }
}

impl Action for Price {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Classed)).then_some(Kind::Entries)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        for place in 0..registers.flow.entries.len() {
            let entry = registers.flow.entries[place];
            let Some(tariff) = self.points.get(usize::from(entry.class)) else {
                return Err(Stop::NotOneClass { row: entry.row });
            };
            registers.flow.entries[place].points = match tariff {
                Tariff::Each(param) => registers.figure(context, *param),
                Tariff::Totals(totals) => {
                    let before = &registers.flow.entries[..place];
                    let before = before.iter().filter(|other| other.class == entry.class).count();
                    added(totals, before, context, registers)?
                }
            };
        }
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        for (class, tariff) in scoring.ladder(self.ladder).classes.iter().zip(&self.points) {
            out.open("class");
            out.text(class);
            match tariff {
                Tariff::Each(param) => write_param(*param, out),
                Tariff::Totals(totals) => {
                    out.open("totals");
                    totals.iter().for_each(|total| write_param(*total, out));
                    out.close();
                }
            }
            out.close();
        }
    }
}

/// What a row adds after so many others of its class.
fn added(
    totals: &[Param<Points>],
    before: usize,
    context: &Context<'_>,
    registers: &mut Registers,
) -> Result<Points, Stop> {
    let Some(total) = totals.get(before) else { return Ok(Points::ZERO) };
    let total = registers.figure(context, *total);
    let last = before.checked_sub(1).and_then(|last| totals.get(last));
    let last = last.map_or(Points::ZERO, |last| registers.figure(context, *last));
    Ok(total.minus(last, "price")?)
}
