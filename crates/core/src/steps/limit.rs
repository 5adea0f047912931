//! `limit`: caps on points.

use super::{Action, Context, Entry, Kind, Param, Registers, Stop, write_param};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::{LadderId, Scoring};
use std::cmp::Reverse;

/// Keeps points within bounds (封顶).
///
/// A limit on entries is one on the sum of those above zero; deductions pass unchanged. The highest entries are
/// paid first, of equals the one that stands first in normal form: the entry that passes the limit is cut to what
/// is left of it, later ones to nothing.
///
/// ```
/// use anzhi_core::{points::Points, steps::{Limit, Param, Step}};
///
/// // At most six points, whatever they are for.
/// let limit = Limit::Points { at_least: None, to: Some(Param::Stated(Points::from_int(6))) };
/// assert_eq!(Step::Limit(limit).word(), "limit");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Limit {
    /// Of all entries together.
    All(Param<Points>),
    /// Of all entries together, by the highest class of those above zero.
    BestClass(LadderId, ClassLimit),
    /// Of the entries of each class.
    Class(LadderId, ClassLimit),
    /// Of points.
    Points {
        /// At least so many.
        at_least: Option<Param<Points>>,
        /// At most so many.
        to: Option<Param<Points>>,
    },
}

/// A limit that depends on a class.
///
/// ```
/// use anzhi_core::{points::Points, steps::{ClassLimit, Param}};
///
/// // The lower of two classes up to one price of the higher, the higher without limit.
/// let prices = [2, 10].map(|price| Param::Stated(Points::from_int(price))).to_vec();
/// let next = ClassLimit::NextClass { prices, top: None };
/// assert_eq!(next.of(0), Some(Param::Stated(Points::from_int(10))));
/// assert_eq!(next.of(1), None);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ClassLimit {
    /// By class, in the order of the ladder; nothing where there is no limit.
    Stated(Vec<Option<Param<Points>>>),
    /// The price of the next higher class.
    NextClass {
        /// The prices by class, in the order of the ladder.
        prices: Vec<Param<Points>>,
        /// The limit of the highest class; nothing if it has none.
        top: Option<Param<Points>>,
    },
}

impl ClassLimit {
    /// The limit of a class, if it has one.
    pub fn of(&self, class: u16) -> Option<Param<Points>> {
        let class = usize::from(class);
        match self {
            Self::Stated(limits) => limits.get(class).copied().flatten(),
            Self::NextClass { prices, top } => prices.get(class + 1).copied().or(*top),
        }
    }

    fn canonical(&self, ladder: LadderId, scoring: &Scoring, out: &mut Canonical) {
        match self {
            Self::Stated(limits) => {
                for (class, limit) in scoring.ladder(ladder).classes.iter().zip(limits) {
                    if let Some(limit) = limit {
                        out.open("class");
                        out.text(class);
                        write_param(*limit, out);
                        out.close();
                    }
                }
            }
            // The prices stand at the step that gives them.
            Self::NextClass { top, .. } => {
                out.word("next-class");
                match top {
                    Some(top) => write_param(*top, out),
                    None => out.word("none"),
                }
            }
        }
    }
}

/// Pays the entries above zero out of what the limit permits.
fn cut(entries: &mut [Entry], limit: Points, concerned: impl Fn(&Entry) -> bool) -> Result<(), Stop> {
    let mut paid: Vec<usize> = (0..entries.len())
        .filter(|place| entries[*place].points > Points::ZERO && concerned(&entries[*place]))
        .collect();
    paid.sort_unstable_by_key(|place| (Reverse(entries[*place].points), entries[*place].row));
    let mut left = limit.max(Points::ZERO);
    for place in paid {
        let points = entries[place].points.min(left);
        entries[place].points = points;
        left = left.minus(points, "limit")?;
    }
    Ok(())
}

/// The classes of the entries above zero, each once, lowest first.
fn classes(entries: &[Entry]) -> Vec<u16> {
    let counted = entries.iter().filter(|entry| entry.points > Points::ZERO);
    let mut classes: Vec<u16> = counted.map(|entry| entry.class).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

impl Action for Limit {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        let fits = match self {
            Self::All(_) | Self::BestClass(..) | Self::Class(..) => Kind::Entries,
            Self::Points { .. } => Kind::Points,
        };
        takes.filter(|kind| *kind == fits)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        match self {
            Self::All(limit) => {
                if !classes(&registers.flow.entries).is_empty() {
                    let limit = registers.figure(context, *limit);
                    cut(&mut registers.flow.entries, limit, |_| true)?;
                }
            }
            Self::BestClass(_, limits) => {
                let best = classes(&registers.flow.entries).last().copied();
                if let Some(limit) = best.and_then(|class| limits.of(class)) {
                    let limit = registers.figure(context, limit);
                    cut(&mut registers.flow.entries, limit, |_| true)?;
                }
            }
            Self::Class(_, limits) => {
                for class in classes(&registers.flow.entries) {
                    if let Some(limit) = limits.of(class) {
                        let limit = registers.figure(context, limit);
                        cut(&mut registers.flow.entries, limit, |entry| entry.class == class)?;
                    }
                }
            }
            Self::Points { at_least, to } => {
                // What is not above zero is below every cap.
                if let Some(to) = to.filter(|_| registers.flow.number > Points::ZERO) {
                    registers.flow.number = registers.flow.number.min(registers.figure(context, to));
                }
                if let Some(least) = at_least {
                    registers.flow.number = registers.flow.number.max(registers.figure(context, *least));
                }
            }
        }
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        match self {
            Self::All(limit) => {
                out.word("all");
                write_param(*limit, out);
            }
            Self::BestClass(ladder, limits) => {
                out.word("best-class");
                limits.canonical(*ladder, scoring, out);
            }
            Self::Class(ladder, limits) => {
                out.word("per-class");
                limits.canonical(*ladder, scoring, out);
            }
            Self::Points { at_least, to } => {
                for (word, figure) in [("at-least", at_least), ("at-most", to)] {
                    if let Some(figure) = figure {
                        out.open(word);
                        write_param(*figure, out);
                        out.close();
                    }
                }
            }
        }
    }
}
