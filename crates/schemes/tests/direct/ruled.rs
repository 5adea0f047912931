//! What a bureau has ruled on the gaps of a paper, written `gap=what` one after another; `?` leaves one open.

use crate::day::Day;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
pub(crate) struct Ruled(BTreeMap<&'static str, &'static str>);

impl Ruled {
    /// The rulings of two texts; the second overrules the first.
    pub(crate) fn new(common: &'static str, own: &'static str) -> Self {
        let pairs = common.split_whitespace().chain(own.split_whitespace());
        Self(pairs.filter_map(|pair| pair.split_once('=')).collect())
    }

    pub(crate) fn text(&self, gap: &str) -> Option<&'static str> {
        self.0.get(gap).copied().filter(|text| *text != "?")
    }

    pub(crate) fn gaps(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }

    /// The cut-off, where the paper leaves it to a ruling.
    pub(crate) fn cutoff(&self) -> Option<Day> {
        let mut parts = self.text("cutoff")?.split('-').map(|part| part.parse().unwrap());
        Some(Day::new(parts.next()?, parts.next()?, parts.next()?))
    }
}

/// A plain decimal in thousandths.
pub(crate) fn thousandths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let sign = if text.starts_with('-') { -1 } else { 1 };
    sign * (whole.trim_start_matches('-').parse::<i64>().unwrap() * 1000
        + format!("{part:0<3}").parse::<i64>().unwrap())
}
