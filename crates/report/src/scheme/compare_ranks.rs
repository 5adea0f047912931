//! How alike two rankings of the same people are.

use super::compare::Places;
use anzhi_core::rank::{Ranked, Ranking};
use anzhi_core::round::CandidateRef;
use std::collections::BTreeMap;

/// Spearman's rank correlation (斯皮尔曼等级相关系数), 1 − 6Σd² ÷ (n³ − n), of n people of whom each differs by d
/// ranks; the tied have the mean of the ranks that they share. An exact fraction in lowest terms.
///
/// ```
/// use anzhi_report::Correlation;
///
/// // Ranks doubled, so that the mean of two ranks is whole.
/// let correlation = |ranks: &[[u64; 2]]| Correlation::of_doubled(ranks).map(|c| c.to_string());
/// assert_eq!(correlation(&[[2, 2], [4, 4], [6, 6]]).as_deref(), Some("1"));
/// assert_eq!(correlation(&[[2, 6], [4, 4], [6, 2]]).as_deref(), Some("-1"));
/// assert_eq!(correlation(&[[2, 2], [5, 4], [5, 6]]).as_deref(), Some("7/8")); // two share 2 and 3
/// assert_eq!(correlation(&[[2, 2]]), None);
/// let seven_eighths = Correlation::of_doubled(&[[2, 2], [5, 4], [5, 6]]).ok_or("too few")?;
/// assert_eq!(seven_eighths.to_four_places(), "0.8750");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Correlation {
    /// Above the line.
    pub numerator: i128,
    /// Below the line, above zero.
    pub denominator: i128,
}

impl Correlation {
    /// The correlation of two rankings by twice the ranks of each person; nothing of fewer than two people.
    pub fn of_doubled(ranks: &[[u64; 2]]) -> Option<Self> {
        let n = i128::try_from(ranks.len()).ok().filter(|n| *n > 1)?;
        // Four times n³ − n, and four times the squares.
        let whole = 4 * (n * n * n - n);
        let square = |[one, other]: &[u64; 2]| i128::from(one.abs_diff(*other)).pow(2);
        let lost = 6 * ranks.iter().map(square).sum::<i128>();
        let (numerator, by) = (whole - lost, gcd(whole - lost, whole));
        Some(Self { numerator: numerator / by, denominator: whole / by })
    }

    /// With four decimal places, rounded half up.
    pub fn to_four_places(self) -> String {
        decimal(self.numerator, self.denominator, 4)
    }
}

impl std::fmt::Display for Correlation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            below => write!(f, "{}/{below}", self.numerator),
        }
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs().max(1) } else { gcd(b, a % b) }
}

/// A fraction with so many decimal places, rounded half up; the denominator is above zero.
pub(crate) fn decimal(numerator: i128, denominator: i128, places: u32) -> String {
    let ten = 10_i128.pow(places);
    let scaled = (numerator * 2 * ten + denominator).div_euclid(2 * denominator);
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, part) = (scaled.abs() / ten, scaled.abs() % ten);
    format!("{sign}{whole}.{part:0width$}", width = usize::try_from(places).unwrap_or(0))
}

/// Those who stand in both rankings, with their ranks among themselves, and how alike the rankings are.
pub(crate) fn places([one, other]: [&Ranking; 2]) -> (Vec<Places>, Option<Correlation>) {
    let by_candidate = |ranking: &Ranking| -> BTreeMap<CandidateRef, Ranked> {
        ranking.places.iter().map(|ranked| (ranked.candidate, *ranked)).collect()
    };
    let [first, second] = [by_candidate(one), by_candidate(other)];
    let common = |ranking: &Ranking| -> Vec<Ranked> {
        let both = |who: CandidateRef| first.contains_key(&who) && second.contains_key(&who);
        ranking.places.iter().filter(|ranked| both(ranked.candidate)).copied().collect()
    };
    let orders = [common(one), common(other)];
    let [a, b] = [ranks(&orders[0]), ranks(&orders[1])];
    let doubled: Vec<[u64; 2]> = a.iter().map(|(who, (_, twice))| [*twice, b[who].1]).collect();
    let place = |ranked: &Ranked| {
        let who = ranked.candidate;
        let totals = [ranked.total, second[&who].total];
        Places { candidate: who, ranks: [a[&who].0, b[&who].0], totals, through: None }
    };
    (orders[0].iter().map(place).collect(), Correlation::of_doubled(&doubled))
}

/// By candidate: the rank among these, and twice the mean of the ranks of those who share it.
fn ranks(order: &[Ranked]) -> BTreeMap<CandidateRef, (u32, u64)> {
    let mut ranks = BTreeMap::new();
    let mut before = 0_u32;
    for set in order.chunk_by(|a, b| a.rank == b.rank) {
        let size = u32::try_from(set.len()).unwrap_or(u32::MAX);
        let twice = 2 * u64::from(before) + u64::from(size) + 1;
        ranks.extend(set.iter().map(|ranked| (ranked.candidate, (before + 1, twice))));
        before += size;
    }
    ranks
}
