//! How numbers, days and times are compared.

use super::{Missing, Subject};
use crate::canonical::Canonical;
use crate::date::{Date, MissingDay, TimeUnit};
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::{Scoring, ValueId};
use std::fmt;

/// How one thing stands to another.
///
/// Shown at [`Length`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Compare {
    /// More, not the bound itself.
    Above,
    /// The bound or more.
    AtLeast,
    /// The bound or less.
    AtMost,
    /// Less, not the bound itself.
    Below,
}

impl Compare {
    /// The word for it in scheme files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Below => "below",
        }
    }

    pub(crate) fn holds<T: Ord>(self, found: &T, bound: &T) -> bool {
        match self {
            Self::Above => found > bound,
            Self::AtLeast => found >= bound,
            Self::AtMost => found <= bound,
            Self::Below => found < bound,
        }
    }
}

/// What a value is compared with.
///
/// Shown at [`Condition`](super::Condition).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bound {
    /// A number of the scheme.
    Stated(Points),
    /// Another value.
    Value(ValueId),
}

/// A day that a condition reckons from or to.
///
/// Shown at [`Condition`](super::Condition).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Moment {
    /// The cut-off (计算截止日).
    Cutoff,
    /// A date of the candidate or of the row at hand.
    Fact(Subject),
}

impl Moment {
    pub(super) fn missing(self) -> Missing {
        match self {
            Self::Cutoff => Missing::Cutoff,
            Self::Fact(subject) => subject.missing(),
        }
    }

    pub(super) fn canonical(self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        match self {
            Self::Cutoff => out.word("cutoff"),
            Self::Fact(subject) => subject.canonical(scoring, source, out),
        }
    }
}

/// A length of time in whole units, such as three years (3年).
///
/// ```
/// use anzhi_core::condition::{Compare, Length};
/// use anzhi_core::date::{Date, MissingDay};
///
/// let three: Length = "3 years".parse()?;
/// let (from, to): (Date, Date) = ("2015-03-31".parse()?, "2018-03-31".parse()?);
/// assert!(three.stands(from, to, Compare::AtLeast, MissingDay::Last)); // full on the anniversary
/// assert!(!three.stands(from, to, Compare::Above, MissingDay::Last));
/// assert_eq!(three.to_string(), "3-year");
/// assert!("three years".parse::<Length>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Length {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: TimeUnit,
}

/// Not of the form `3 years`, `6 months`, `10 days`, with a count from 1 to 9999.
///
/// Shown at [`Length`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not of the form `3 years`, `6 months`, `10 days`")]
pub struct MalformedLength;

impl Length {
    /// Whether the time between two days stands so to this length.
    pub fn stands(self, since: Date, until: Date, compare: Compare, missing: MissingDay) -> bool {
        self.after(since, missing).map_or(
            // A length past the year 9999 is longer than any time.
            matches!(compare, Compare::AtMost | Compare::Below),
            |full| compare.holds(&until, &full),
        )
    }

    /// The day on which it is full, counted from a day.
    pub(crate) fn after(self, since: Date, missing: MissingDay) -> Option<Date> {
        let count = i32::from(self.count);
        match self.unit {
            TimeUnit::Day => since.days_later(count),
            TimeUnit::Month => since.months_later(count, missing),
            TimeUnit::Year => since.months_later(count * 12, missing),
        }
    }
}

impl std::str::FromStr for Length {
    type Err = MalformedLength;

    fn from_str(text: &str) -> Result<Self, MalformedLength> {
        let (count, unit) = text.split_once(' ').ok_or(MalformedLength)?;
        let unit = match unit.strip_suffix('s').unwrap_or(unit) {
            "day" => TimeUnit::Day,
            "month" => TimeUnit::Month,
            "year" => TimeUnit::Year,
            _ => return Err(MalformedLength),
        };
        let plain = count.bytes().all(|b| b.is_ascii_digit()) && !count.starts_with('0');
        let count = count.parse().ok().filter(|count| plain && *count <= 9999).ok_or(MalformedLength)?;
        Ok(Self { count, unit })
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.count, self.unit.word())
    }
}
