//! Runs: times without a break, made of times that overlap or follow one another from day to day.

use crate::date::Date;
use crate::sheet::Stretch;

/// Joins times that overlap or touch, whatever their labels; the times must stand in order of their first days.
pub(super) fn runs(ordered: &[Stretch]) -> Vec<Stretch> {
    let mut runs: Vec<Stretch> = Vec::new();
    for time in ordered {
        match runs.last_mut().filter(|run| run.goes_on(*time)) {
            Some(run) => {
                if (time.until(), time.to) > (run.until(), run.to) {
                    (run.to, run.end_day) = (time.to, time.end_day);
                }
            }
            None => runs.push(*time),
        }
    }
    runs
}

/// The parts of a time that lie outside others, each of which begins on its first day and is over on its second.
/// A part whose end was cut ends with the day before, which counts.
pub(super) fn outside(time: Stretch, others: &[(Date, Date)]) -> Vec<Stretch> {
    let mut parts = vec![(time.from, time.until())];
    for (from, until) in others {
        let pieces = |(start, end): (Date, Date)| {
            let before = (start, end.min(*from));
            let after = (start.max(*until), end);
            [before, after].into_iter().filter(|(start, end)| start < end)
        };
        parts = parts.into_iter().flat_map(pieces).collect();
    }
    let part = |(from, until): (Date, Date)| {
        let to = if until == time.until() { None } else { until.days_later(-1) };
        match to {
            Some(to) => Stretch { from, to, end_day: true, label: time.label },
            None => Stretch { from, ..time },
        }
    };
    parts.into_iter().map(part).collect()
}
