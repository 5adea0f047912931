//! Numbers as people read them: totals in one writing everywhere, and English nouns that agree with their number.

use anzhi_core::points::Points;
use anzhi_core::round::Round;
use std::fmt::Display;

/// A total, or the exam part of one: with the places to which the scheme rounds the exam, and with more if it has
/// more, for nothing is cut off.
pub(crate) fn total(round: &Round, points: Points) -> String {
    let places = round.scheme().scoring.exam.as_ref().map_or(0, |exam| exam.round.places);
    let places = usize::try_from(places).unwrap_or(0);
    format!("{points:.places$}")
}

/// An English noun after a number: `1 point`, `-1 point`, `0.5 points`.
pub(crate) fn count(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    let ending = if matches!(&*number, "1" | "-1") { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_all_else_is_many() {
        assert_eq!(count(1, "point"), "1 point");
        assert_eq!(count(-1, "point"), "-1 point");
        assert_eq!(count("0.5", "point"), "0.5 points");
        assert_eq!(count(0, "point"), "0 points");
    }
}
