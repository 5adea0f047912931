//! Times from day to day: cut off, joined, added.

use crate::day::{Day, Length};
use crate::person::Period;

/// A time, from its first day to the day on which it ended.
pub(crate) type Time = (Day, Day);

/// The times of these rows up to the cut-off; nothing if one ends before it begins.
pub(crate) fn cut<'a>(rows: impl Iterator<Item = &'a Period>, cutoff: Day) -> Option<Vec<Time>> {
    let times: Vec<Time> = rows.map(|row| (row.from, row.to)).collect();
    if times.iter().any(|(from, to)| to < from) {
        return None;
    }
    let begun = times.into_iter().filter(|(from, _)| *from <= cutoff);
    Some(begun.map(|(from, to)| (from, to.min(cutoff))).collect())
}

/// Days counted in each of the times; one without a day is none.
pub(crate) fn each(times: &[Time]) -> Vec<Time> {
    let mut sorted: Vec<Time> = times.iter().copied().filter(|(from, to)| from < to).collect();
    sorted.sort_unstable();
    sorted
}

/// Days counted once: a time that begins by the day after another's end, as written, continues it.
pub(crate) fn joined(times: &[Time]) -> Vec<Time> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Time> = Vec::new();
    for (from, to) in sorted {
        match joined.last_mut() {
            Some(before) if from <= before.1.days_later(1) => before.1 = before.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    each(&joined)
}

/// What is left of times without the days of others.
pub(crate) fn without(times: &[Time], taken: &[Time]) -> Vec<Time> {
    taken.iter().fold(times.to_vec(), |left, out| {
        let around = |(from, to): Time| [(from, to.min(out.0)), (from.max(out.1), to)];
        left.into_iter().flat_map(around).filter(|(from, to)| from < to).collect()
    })
}

/// Years, months and days each added; thirty days are a month. One time alone stands as it is.
pub(crate) fn added(times: &[Time]) -> Length {
    let lengths: Vec<Length> = times.iter().map(|(from, to)| from.until(*to)).collect();
    if let [alone] = lengths[..] {
        return alone;
    }
    let days: i32 = lengths.iter().map(|length| length.days).sum();
    let months: i32 = lengths.iter().map(|length| length.months).sum();
    Length { months: months + days / 30, days: days % 30 }
}
