//! How long a time is in years, months and days (年、月、日), and how such lengths are added.

use crate::date::{Date, MissingDay};

/// The days that are carried as one month when lengths are added.
const MONTH: i32 = 30;

/// A length of time as officials write it: whole months (twelve of them a year) and the days beyond.
///
/// Lengths are ordered by months, then by days.
///
/// ```
/// use anzhi_core::date::{Date, MissingDay};
/// use anzhi_core::duration::Duration;
///
/// let between = |from: &str, until: &str| {
///     let dates = from.parse::<Date>().ok().zip(until.parse::<Date>().ok());
///     dates.map(|(from, until)| Duration::between(from, until, MissingDay::Last))
/// };
/// let first = between("2001-03-01", "2004-05-21").ok_or("no such day")?;
/// assert_eq!((first.years(), first.odd_months(), first.days), (3, 2, 20));
/// // 3 years 2 months 20 days and 15 days more: 35 days are one month and five days.
/// let second = between("2010-01-01", "2010-01-16").ok_or("no such day")?;
/// assert_eq!(Duration::sum([first, second]), Duration { months: 39, days: 5 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Duration {
    /// All whole months, those of the years included.
    pub months: i32,
    /// The days beyond them.
    pub days: i32,
}

impl Duration {
    /// No time.
    pub const ZERO: Self = Self { months: 0, days: 0 };

    /// From a day until another, which is itself not counted: the most whole months since the first day, then the
    /// days from there. Nothing if `until` is not later.
    pub fn between(from: Date, until: Date, missing: MissingDay) -> Self {
        let (months, rest) = from.full_months_to(until, missing);
        let full = if rest { from.months_later(months, missing) } else { None };
        Self { months, days: full.map_or(0, |full| full.days_to(until)) }
    }

    /// Years, months and days are added each; thirty days are then carried as a month and twelve months as a year.
    /// A single length stands as it is.
    pub fn sum(lengths: impl IntoIterator<Item = Self>) -> Self {
        let mut sum = Self::ZERO;
        let mut several = false;
        for length in lengths.into_iter().filter(|length| *length != Self::ZERO) {
            several = sum != Self::ZERO;
            sum.months = sum.months.saturating_add(length.months);
            sum.days = sum.days.saturating_add(length.days);
        }
        if several {
            sum.months = sum.months.saturating_add(sum.days / MONTH);
            sum.days %= MONTH;
        }
        sum
    }

    /// The whole years.
    pub fn years(self) -> i32 {
        self.months / 12
    }

    /// The whole months beyond the years.
    pub fn odd_months(self) -> i32 {
        self.months % 12
    }

    /// How many times so many whole months fit in, and what is left over.
    pub fn split(self, months: i32) -> (i32, Self) {
        let months = months.max(1);
        (self.months / months, Self { months: self.months % months, days: self.days })
    }
}
