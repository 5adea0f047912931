//! Gaps (缺项): what the paper leaves out and a ruling of the round fills.

use crate::date::Date;
use crate::ids::Key;
use crate::points::Points;

/// Which gap, by its place in [`Scoring::gaps`](super::Scoring::gaps).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GapId(pub u16);

/// What the paper leaves out (缺项): a ruling of the round fills it once somebody's facts reach it.
///
/// Shown at [`Fills`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Gap {
    /// Its name, `OWNER.TERM`.
    pub key: Key,
    /// Why it is open.
    pub why: Box<str>,
    /// What can fill it.
    pub fills: Fills,
}

/// What can fill a gap.
///
/// ```
/// use anzhi_core::scheme::{Filling, Fills};
///
/// let rest = Fills::Words(vec!["down".into(), "up".into()]);
/// assert_eq!(rest.parse("up"), Some(Filling::Word(1)));
/// assert_eq!(rest.text(Filling::Word(1)), "up");
/// assert_eq!(rest.parse("half_up"), None); // another word than the paper leaves open
/// assert_eq!(Fills::Date.parse("2026-03-31").map(|date| Fills::Date.text(date)).as_deref(), Some("2026-03-31"));
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fills {
    /// A day.
    Date,
    /// A number.
    Points,
    /// One of these words.
    Words(Vec<Box<str>>),
}

/// What a gap is filled with.
///
/// Shown at [`Fills`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Filling {
    /// A day.
    Date(Date),
    /// A number.
    Points(Points),
    /// A word, by its place among those that can fill the gap.
    Word(u16),
}

impl Fills {
    /// Reads a filling; `None` if the gap cannot be filled with that.
    pub fn parse(&self, text: &str) -> Option<Filling> {
        match self {
            Self::Date => text.parse().ok().map(Filling::Date),
            Self::Points => text.parse().ok().map(Filling::Points),
            Self::Words(words) => {
                let place = words.iter().position(|word| **word == *text)?;
                u16::try_from(place).ok().map(Filling::Word)
            }
        }
    }

    /// A filling as it is written.
    pub fn text(&self, filling: Filling) -> String {
        match filling {
            Filling::Date(date) => date.to_string(),
            Filling::Points(points) => points.to_string(),
            Filling::Word(place) => match self {
                Self::Words(words) => {
                    words.get(usize::from(place)).map_or_else(String::new, |w| w.to_string())
                }
                Self::Date | Self::Points => String::new(),
            },
        }
    }
}
