//! A calendar of its own for the naive versions: it knows the next day and nothing else.

use std::fmt;

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Day {
    pub(crate) year: u32,
    pub(crate) month: u32,
    pub(crate) day: u32,
}

impl Day {
    pub(crate) fn parse(text: &str) -> Self {
        let parts: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
        Self { year: parts[0], month: parts[1], day: parts[2] }
    }

    fn days_of(year: u32, month: u32) -> u32 {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    pub(crate) fn next(self) -> Self {
        let Self { year, month, day } = self;
        if day < Self::days_of(year, month) {
            Self { year, month, day: day + 1 }
        } else if month < 12 {
            Self { year, month: month + 1, day: 1 }
        } else {
            Self { year: year + 1, month: 1, day: 1 }
        }
    }

    pub(crate) fn later(self, days: u32) -> Self {
        (0..days).fold(self, |day, _| day.next())
    }

    /// Every day from this one until another, which is not among them.
    pub(crate) fn until(self, end: Self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |day| Some(day.next())).take_while(move |day| *day < end)
    }

    /// The day on which so many months are full; where the month lacks the day, its last day or the first of the next.
    pub(crate) fn months_later(self, months: u32, missing: &str) -> Self {
        let count = self.year * 12 + (self.month - 1) + months;
        let (year, month) = (count / 12, count % 12 + 1);
        let last = Self { year, month, day: Self::days_of(year, month) };
        if self.day <= last.day {
            Self { year, month, day: self.day }
        } else if missing == "last" {
            last
        } else {
            last.next()
        }
    }

    /// The most whole months until a day, and the days beyond.
    pub(crate) fn months_and_days(self, end: Self, missing: &str) -> (u32, u32) {
        let mut months = 0;
        while self.months_later(months + 1, missing) <= end {
            months += 1;
        }
        let days = self.months_later(months, missing).until(end).count();
        (months, u32::try_from(days).unwrap())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
