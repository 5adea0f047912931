//! A small generator (xorshift*), and days and times on which papers turn.

use crate::day::Day;
use crate::times::Time;

pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..4).for_each(|_| {
            random.below(2);
        });
        random
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % n
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// One of these words, which blanks part.
    pub(crate) fn word(&mut self, words: &'static str) -> &'static str {
        let n = self.below(words.split_whitespace().count());
        words.split_whitespace().nth(n).unwrap()
    }

    pub(crate) fn maybe<T: Copy>(&mut self, percent: usize, from: &[T]) -> Option<T> {
        let value = self.pick(from);
        self.chance(percent).then_some(value)
    }

    fn number(&mut self, below: usize) -> i32 {
        i32::try_from(self.below(below)).unwrap()
    }

    /// A day, often full or half years before the cut-off or a day beside that, or on or just after it.
    pub(crate) fn day(&mut self, cutoff: Day, years: usize) -> Day {
        match self.below(20) {
            0 => cutoff,
            1 => cutoff.days_later(1),
            2 => {
                let leap = cutoff.year - cutoff.year % 4 - 4 * (1 + self.number(years.div_ceil(4)));
                Day::new(leap, 2, 29)
            }
            3..=12 => {
                let months = 12 * self.number(years) + self.pick(&[0, 0, 6, 6, 1, 11]);
                cutoff.months_later(-months).days_later(self.pick(&[-15, -1, 0, 0, 0, 1]))
            }
            _ => cutoff.months_later(-self.number(12 * years)).days_later(-self.number(31)),
        }
    }

    pub(crate) fn needed_day(&mut self, cutoff: Day, years: usize) -> Option<Day> {
        let day = self.day(cutoff, years);
        self.chance(97).then_some(day)
    }

    /// So many times: often just as long as papers ask, touching, just not touching or sharing days.
    pub(crate) fn times(&mut self, n: usize, cutoff: Day, lengths: &[i32]) -> Vec<Time> {
        let mut times: Vec<Time> = Vec::new();
        for _ in 0..n {
            let from = match (times.last(), self.below(6)) {
                (Some(last), 0) => last.1,
                (Some(last), 1) => last.1.days_later(1),
                (Some(last), 2) => last.1.days_later(2),
                (Some(last), 3) => last.0.months_later(3),
                _ => self.day(cutoff, 25),
            };
            let months = self.pick(lengths);
            let to = from.months_later(months).days_later(self.pick(&[-1, 0, 0, 0, 1, 14, 15, 16]));
            // Now and then an end before the beginning: a fault.
            times.push((from, if self.chance(2) { from.days_later(-1) } else { to.max(from) }));
        }
        times
    }

    pub(crate) fn cause(&mut self) -> &'static str {
        self.pick(&["抗洪", "抗洪 ", "抗震", "训练", "", "", " "])
    }
}
