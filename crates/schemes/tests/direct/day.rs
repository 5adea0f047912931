//! Days and lengths of time: a year is full on its anniversary, in a month that lacks the day on its last.

/// A day, as papers write it.
#[derive(Clone, Copy, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Day {
    pub(crate) year: i32,
    pub(crate) month: i32,
    pub(crate) day: i32,
}

/// A length in whole months and the days that are left.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Length {
    pub(crate) months: i32,
    pub(crate) days: i32,
}

impl Day {
    pub(crate) const fn new(year: i32, month: i32, day: i32) -> Self {
        Self { year, month, day }
    }

    pub(crate) fn months_later(self, months: i32) -> Self {
        let all = self.year * 12 + self.month - 1 + months;
        let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
        Self { year, month, day: self.day.min(last(year, month)) }
    }

    pub(crate) fn days_later(self, days: i32) -> Self {
        let mut day = self;
        (0..days).for_each(|_| day = day.next());
        (days..0).for_each(|_| day = day.previous());
        day
    }

    /// How many days there have been, so that days can be subtracted.
    pub(crate) fn number(self) -> i32 {
        let years = self.year - 1;
        let months: i32 = (1..self.month).map(|month| last(self.year, month)).sum();
        365 * years + years / 4 - years / 100 + years / 400 + months + self.day
    }

    pub(crate) fn until(self, end: Self) -> Length {
        let mut months = 12 * (end.year - self.year) + end.month - self.month;
        if self.months_later(months) > end {
            months -= 1;
        }
        Length { months, days: end.number() - self.months_later(months).number() }
    }

    fn next(self) -> Self {
        let Self { year, month, day } = self;
        match (month, day) {
            (12, 31) => Self::new(year + 1, 1, 1),
            _ if day == last(year, month) => Self::new(year, month + 1, 1),
            _ => Self { day: day + 1, ..self },
        }
    }

    fn previous(self) -> Self {
        let Self { year, month, day } = self;
        match (month, day) {
            (1, 1) => Self::new(year - 1, 12, 31),
            (_, 1) => Self::new(year, month - 1, last(year, month - 1)),
            _ => Self { day: day - 1, ..self },
        }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl std::fmt::Debug for Day {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{self}")
    }
}

fn last(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
