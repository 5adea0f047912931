//! Who is scored by which items (计分对象), and who is not ranked or finds vacancies closed (限制).

use super::ItemId;
use crate::condition::Condition;
use crate::ids::Key;

/// Which population, by its place in [`Scoring::populations`](super::Scoring::populations).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct PopulationId(pub u16);

/// Candidates who are scored by the same items (计分对象). A candidate must belong to exactly one.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    /// The scheme's name for it.
    pub key: Key,
    /// What papers call it.
    pub title: Box<str>,
    /// Who belongs to it.
    pub when: Condition,
    /// The items by which it is scored, in the order of the scheme.
    pub items: Vec<ItemId>,
    /// Whether the exam counts in its totals.
    pub exam: bool,
    /// What the paper leaves open here and the file decides.
    pub assumptions: Vec<Box<str>>,
}

/// Which bar, by its place in [`Scoring::bars`](super::Scoring::bars).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct BarId(pub u16);

/// A bar (限制): whoever meets its condition is not ranked, or finds some vacancies closed.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The scheme's name for it.
    pub key: Key,
    /// What papers call it.
    pub title: Box<str>,
    /// Where the paper states it (条款).
    pub clause: Box<str>,
    /// Whom it concerns.
    pub when: Condition,
    /// What it does.
    pub bars: Barred,
}

/// What a bar closes.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Barred {
    /// The candidate is left out of the ranking.
    Ranking,
    /// Vacancies of these kinds (岗位类别) are closed.
    Vacancies(Vec<Box<str>>),
}
