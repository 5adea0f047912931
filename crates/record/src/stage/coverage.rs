//! What of a round stands in no stage.

use anzhi_core::digest::Digest;
use anzhi_core::ids::CandidateId;
use anzhi_core::round::Posted;
use std::collections::BTreeMap;

/// Of one kind of thing: how many there are, and whose stand in no stage.
///
/// Shown at [`Judged`](super::Judged).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Uncovered {
    /// How many people have one.
    pub of: usize,
    /// Those whose stands in no stage, by id: nothing shows when it was entered, or what it was before.
    pub in_none: Vec<CandidateId>,
}

/// What of a round stands in no stage (未封存).
///
/// Shown at [`Judged`](super::Judged).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Coverage {
    /// Lists of preferences (志愿).
    pub preferences: Uncovered,
    /// Lots (抽签).
    pub lots: Uncovered,
    /// Marks (考试成绩).
    pub marks: Uncovered,
}

impl Coverage {
    /// What of the last side stands in none of the others.
    pub(super) fn of(last: &BTreeMap<Posted, Digest>, stages: &[&BTreeMap<Posted, Digest>]) -> Self {
        let mut coverage = Self::default();
        for object in last.keys() {
            let (kind, id) = match object {
                Posted::Preferences(id) => (&mut coverage.preferences, id),
                Posted::Lot(id) => (&mut coverage.lots, id),
                Posted::Mark(id) => (&mut coverage.marks, id),
                Posted::Answer(_)
                | Posted::Choosing
                | Posted::GiveUp(_)
                | Posted::Papers(_)
                | Posted::Person(_)
                | Posted::Ranking
                | Posted::Round
                | Posted::Ruling(_)
                | Posted::Scheme
                | Posted::Vacancy(_) => continue,
            };
            kind.of += 1;
            if !stages.iter().any(|stage| stage.contains_key(object)) {
                kind.in_none.push(id.clone());
            }
        }
        coverage
    }
}
