//! How candidates are ordered (排序).

use super::{Identity, ItemId, LadderId, ValueId};
use crate::condition::Condition;
use crate::facts::AttributeId;
use crate::ids::Key;

/// How candidates are ordered (排序).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct RankingRule {
    /// The paper, if it is not that of the scoring (排序办法).
    pub paper: Option<Identity>,
    /// Ordered groups (组别); none if all candidates stand in one order.
    pub groups: Vec<Group>,
    /// What orders equal totals, in this order; the lot comes after the last of them.
    pub ties: Vec<TieKey>,
    /// What the paper leaves open about the order and the file decides.
    pub assumptions: Vec<Box<str>>,
}

/// A group (组别) that chooses before the groups below it.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/two-sittings".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::round::GroupRef;
///
/// let groups: Vec<_> = round.scheme().ranking.groups.iter().map(|group| group.key.as_str()).collect();
/// assert_eq!(groups, ["正职", "副职以下"]);
/// let group = |id| round.find_candidate(id).and_then(|who| round.group(who));
/// assert_eq!((group("B2"), group("B3")), (Some(GroupRef(1)), Some(GroupRef(0)))); // B3 by a ruling
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub key: Key,
    /// Who belongs to it, the first group that takes a candidate counting.
    pub when: Condition,
}

/// What orders candidates with equal totals (同分排序).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TieKey {
    /// The higher assessment goes first.
    Assessment,
    /// The higher exam part goes first.
    Exam,
    /// The higher points of one item go first.
    Item(ItemId),
    /// The larger quantity or points of one value go first.
    Value(ValueId),
    /// The category that stands higher on a ladder goes first.
    Higher(AttributeId, LadderId),
    /// The earlier date goes first.
    Earlier(AttributeId),
    /// The later date goes first.
    Later(AttributeId),
}
