//! Of one cause only the highest counts; a blank cause stands alone.

use crate::case::Case;
use crate::person::Event;

/// The rows with their points, without those that a higher one of the same cause drives out.
pub(crate) fn once_per_cause<'a>(case: &mut Case<'_>, rows: Vec<(&'a Event, i64)>) -> Vec<(&'a Event, i64)> {
    let mut kept: Vec<(&Event, i64)> = Vec::new();
    for (row, points) in rows {
        let cause = row.cause.trim();
        case.when(cause.is_empty() && !kept.is_empty(), "no cause");
        let before = kept.iter_mut().find(|(other, _)| !cause.is_empty() && other.cause.trim() == cause);
        match before {
            None => kept.push((row, points)),
            Some(before) => {
                let branch = match points.cmp(&before.1) {
                    std::cmp::Ordering::Equal => "same cause, same points",
                    std::cmp::Ordering::Greater => "same cause, higher",
                    std::cmp::Ordering::Less => "same cause, lower",
                };
                case.hit(branch);
                if points > before.1 {
                    *before = (row, points);
                }
            }
        }
    }
    kept
}
