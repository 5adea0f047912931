//! Calendar dates (日期) and full years, months and days between them by the anniversary rule (周年).

use jiff::civil;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A calendar date without a time or zone, from 0001-01-01 to 9999-12-31.
///
/// ```
/// use anzhi_core::date::Date;
///
/// let enlisted: Date = "2006-03-31".parse()?;
/// assert_eq!(enlisted.year(), 2006);
/// assert!("2006-02-30".parse::<Date>().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Date(civil::Date);

// One comparison of numbers instead of three of parts.
impl Ord for Date {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.in_order().cmp(&other.in_order())
    }
}

impl PartialOrd for Date {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What the anniversary of 29 February is in a common year (2月29日的周年日). Every scheme states it.
///
/// ```
/// use anzhi_core::date::{Date, MissingDay};
///
/// let born: Date = "1996-02-29".parse()?;
/// let thirty = |missing| born.months_later(30 * 12, missing).map(|date| date.to_string());
/// assert_eq!(thirty(MissingDay::Last).as_deref(), Some("2026-02-28"));
/// assert_eq!(thirty(MissingDay::Next).as_deref(), Some("2026-03-01"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MissingDay {
    /// 28 February, the last day of the month.
    Last,
    /// 1 March, the next day.
    Next,
}

/// Which unit a time is counted in (计时单位).
///
/// ```
/// use anzhi_core::date::{Date, MissingDay, TimeUnit};
///
/// let (from, to): (Date, Date) = ("2006-03-31".parse()?, "2026-03-31".parse()?);
/// let full = |unit| from.full_units_to(to, unit, MissingDay::Last);
/// assert_eq!(full(TimeUnit::Year), (20, false));
/// assert_eq!(full(TimeUnit::Month), (240, false));
/// assert_eq!(full(TimeUnit::Day), (7305, false)); // 20 × 365 and five leap days
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TimeUnit {
    /// Calendar days.
    Day,
    /// Full months, counted like years from the same day of the month.
    Month,
    /// Full years, each full on its anniversary.
    Year,
}

impl TimeUnit {
    /// The word for it in scheme files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// A text is not a date.
///
/// ```
/// use anzhi_core::date::{Date, ParseDateError};
///
/// assert_eq!("2006-3-31".parse::<Date>(), Err(ParseDateError::Malformed));
/// assert_eq!("2006-02-30".parse::<Date>(), Err(ParseDateError::NoSuchDay));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ParseDateError {
    /// Not of the form `2006-03-31`.
    #[error("not of the form YYYY-MM-DD")]
    Malformed,
    /// The calendar has no such day.
    #[error("no such day in the calendar")]
    NoSuchDay,
}

impl Date {
    /// The date of that year, month and day, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// A number below 2²⁸ that is greater for later days.
    #[inline]
    pub(crate) fn in_order(self) -> u32 {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        let part = |part: i8| u32::from(part.unsigned_abs());
        u32::from(year.unsigned_abs()) << 9 | part(month) << 5 | part(day)
    }

    /// The number of the day, counted from 1 March of the year 0, so that leap days end their years.
    fn number(self) -> i32 {
        let (year, month) = (i32::from(self.year()), i32::from(self.month()));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        // Months of 31 and 30 days alternate from March to July and from August to December.
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i32::from(self.day()) - 1
    }

    /// The last day of its month.
    fn last_of_month(self) -> i8 {
        let year = self.year();
        match self.month() {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// Calendar days from `self` to `end`; negative if `end` is earlier.
    pub fn days_to(self, end: Self) -> i32 {
        end.number() - self.number()
    }

    /// The day `count` days later; `None` outside the years 1 to 9999.
    pub fn days_later(self, count: i32) -> Option<Self> {
        let day = i32::from(self.day()).checked_add(count)?;
        if (1..=28).contains(&day) {
            return Self::new(self.year(), self.month(), i8::try_from(day).ok()?);
        }
        let later = self.0.checked_add(jiff::Span::new().try_days(count).ok()?).ok().map(Self);
        later.filter(|date| date.year() >= 1)
    }

    /// The day on which `count` months since `self` are full; `None` outside the years 1 to 9999.
    ///
    /// A day that the month does not have (29 February, the 31st) falls as `missing` says.
    pub fn months_later(self, count: i32, missing: MissingDay) -> Option<Self> {
        let months = (i32::from(self.year()) * 12 + i32::from(self.month()) - 1).checked_add(count)?;
        let year = i16::try_from(months.div_euclid(12)).ok()?;
        let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
        if let Some(date) = Self::new(year, month, self.day()) {
            return Some(date);
        }
        let last = Self::new(year, month, 1)?.0.last_of_month();
        match missing {
            MissingDay::Last => Some(Self(last)),
            MissingDay::Next => last.tomorrow().ok().map(Self),
        }
    }

    /// How many whole units lie between `self` and `end`, and whether some days are left over.
    ///
    /// A year is full on the anniversary: from 2006-03-31 to 2026-03-31 are 20 years and no rest, from
    /// 2006-03-30 are 20 years and a rest. `end` must not be earlier than `self`; if it is, nothing is full.
    ///
    /// ```
    /// use anzhi_core::date::{Date, MissingDay, TimeUnit};
    ///
    /// let (from, to): (Date, Date) = ("2000-02-29".parse()?, "2025-02-28".parse()?);
    /// assert_eq!(from.full_units_to(to, TimeUnit::Year, MissingDay::Last), (25, false));
    /// assert_eq!(from.full_units_to(to, TimeUnit::Year, MissingDay::Next), (24, true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn full_units_to(self, end: Self, unit: TimeUnit, missing: MissingDay) -> (i32, bool) {
        let (months, rest) = match unit {
            TimeUnit::Day => return (self.days_to(end).max(0), false),
            TimeUnit::Month | TimeUnit::Year => self.full_months_to(end, missing),
        };
        if unit == TimeUnit::Month { (months, rest) } else { (months / 12, rest || months % 12 > 0) }
    }

    /// The full months until `end`, and whether some days are left over.
    pub(crate) fn full_months_to(self, end: Self, missing: MissingDay) -> (i32, bool) {
        if self >= end {
            return (0, false);
        }
        let years = i32::from(end.year()) - i32::from(self.year());
        let months = 12 * years + i32::from(end.month() - self.month());
        if self.day() <= end.day() {
            return (months, self.day() < end.day());
        }
        // The day is still to come in the month of the end, unless that month lacks it.
        if missing == MissingDay::Last && end.day() == end.last_of_month() {
            return (months, false);
        }
        // A day that the month before lacked may have been the first of this one.
        let on_first = missing == MissingDay::Next && end.day() == 1;
        let full = on_first && self.months_later(months - 1, missing) == Some(end);
        (months - 1, !full)
    }
}

/// Full months to one day, for many days from which they are counted.
#[derive(Debug)]
pub(crate) struct MonthsTo {
    /// The month of the day, counted from the year 0.
    month: i32,
    /// By the day of the month from which they are counted: how many fewer months are full than the calendar names,
    /// and whether some days are left over. Nothing else of that day changes it.
    by_day: [(i32, bool); 32],
}

impl MonthsTo {
    /// To that day; nothing in the first year of the calendar.
    pub(crate) fn new(end: Date, missing: MissingDay) -> Option<Self> {
        let month = 12 * i32::from(end.year()) + i32::from(end.month());
        let mut by_day = [(0, false); 32];
        for (day, fewer) in (1..).zip(&mut by_day[1..]) {
            let (months, rest) = Date::new(end.year() - 1, 1, day)?.full_months_to(end, missing);
            *fewer = (11 + i32::from(end.month()) - months, rest);
        }
        Some(Self { month, by_day })
    }

    /// The full months from a day by its number in order, which must not be later, and whether some days are left
    /// over.
    #[inline]
    pub(crate) fn from(&self, day: u32) -> (i32, bool) {
        let (fewer, rest) = self.by_day[(day & 31) as usize];
        let month = 12 * (day >> 9) + (day >> 5 & 15);
        (self.month - month.cast_signed() - fewer, rest)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<i16> {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
        };
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return Err(ParseDateError::Malformed);
        }
        let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else {
            return Err(ParseDateError::Malformed);
        };
        let narrow = |n: i16| i8::try_from(n).ok();
        narrow(month)
            .zip(narrow(day))
            .and_then(|(month, day)| Self::new(year, month, day))
            .ok_or(ParseDateError::NoSuchDay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dates() -> impl Strategy<Value = Date> {
        let day = |(year, month, day)| Date::new(year, month, day);
        (1_i16..=9999, 1_i8..=12, 1_i8..=31).prop_filter_map("no such day", day)
    }

    fn near(from: Date, days: i32) -> Option<Date> {
        jiff::Span::new().try_days(days).ok().and_then(|span| from.0.checked_add(span).ok()).map(Date)
    }

    proptest! {
        #[test]
        fn counts_days_like_the_calendar(from in dates(), to in dates(), days in -40..40_i32) {
            prop_assert_eq!(from.days_to(to), (to.0 - from.0).get_days());
            prop_assert_eq!(from.cmp(&to), from.0.cmp(&to.0));
            prop_assert_eq!(from.days_later(days), near(from, days).filter(|date| date.year() >= 1));
            prop_assert_eq!(from.last_of_month(), from.0.last_of_month().day());
        }

        #[test]
        fn a_month_is_full_on_its_day(from in dates(), days in 0..1_500_i32) {
            let Some(end) = near(from, days) else { return Ok(()) };
            for missing in [MissingDay::Last, MissingDay::Next] {
                let full = |count: &i32| from.months_later(*count, missing).is_some_and(|date| date <= end);
                let count = (1..60).take_while(full).last().unwrap_or(0);
                let rest = from.months_later(count, missing).is_some_and(|date| date < end);
                prop_assert_eq!(from.full_units_to(end, TimeUnit::Month, missing), (count, rest));
                if let Some(months) = MonthsTo::new(end, missing) {
                    prop_assert_eq!(months.from(from.in_order()), (count, rest));
                }
                let years = (1..6).take_while(|count| full(&(12 * count))).last().unwrap_or(0);
                let rest = from.months_later(12 * years, missing).is_some_and(|date| date < end);
                prop_assert_eq!(from.full_units_to(end, TimeUnit::Year, missing), (years, rest));
            }
        }
    }
}
