//! The day up to which facts count (计算截止日).

use super::{Filling, GapId};
use crate::date::Date;
use crate::facts::AttributeId;

/// The day up to which facts count (计算截止日).
///
/// Shown at [`DayOfYear`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cutoff {
    /// The same day for everybody, whatever the year of the round.
    Fixed(Date),
    /// The paper does not say it: a ruling of the round does.
    Gap(GapId),
    /// The same day of every round's year.
    OfRound(DayOfYear),
    /// A date of the person.
    DateOf(AttributeId),
    /// The day in the year of a date of the person.
    OfPerson(AttributeId, DayOfYear),
}

impl Cutoff {
    /// The day where it is the same for everybody of a round of that year and known.
    pub fn in_round(self, year: i16, filling: Option<Filling>) -> Option<Date> {
        match self {
            Self::Fixed(date) => Some(date),
            Self::OfRound(day) => day.in_year(year),
            Self::DateOf(_) | Self::OfPerson(..) => None,
            Self::Gap(_) => match filling? {
                Filling::Date(date) => Some(date),
                Filling::Points(_) | Filling::Word(_) => None,
            },
        }
    }
}

/// A day that every year has.
///
/// ```
/// use anzhi_core::scheme::DayOfYear;
///
/// let last_of_march = DayOfYear::new(3, 31).ok_or("no such day")?;
/// assert_eq!(last_of_march.in_year(2026), "2026-03-31".parse().ok());
/// assert_eq!(last_of_march.to_string(), "03-31");
/// assert_eq!(DayOfYear::new(2, 29), None); // most years lack it
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

impl DayOfYear {
    /// That day, if every year has it.
    pub fn new(month: i8, day: i8) -> Option<Self> {
        Date::new(2001, month, day).map(|_| Self { month, day })
    }

    /// The day in a year; `None` outside the years 1 to 9999.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day)
    }
}

impl std::fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}
