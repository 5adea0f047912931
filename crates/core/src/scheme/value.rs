//! Items and values (计分项、量): named pipelines.

use super::{KindId, Scoring};
use crate::condition::Condition;
use crate::facts::SetId;
use crate::ids::Key;
use crate::points::Points;
use crate::steps::{Param, Pipeline};

/// Which item, by its place in [`Scoring::items`].
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ItemId(pub u16);

/// An item (计分项): a named pipeline that gives points.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The scheme's name for it.
    pub key: Key,
    /// What the sheet calls it.
    pub title: Box<str>,
    /// Where the paper states it (条款).
    pub clause: Box<str>,
    /// The paper, if it is not that of the whole scheme (来源).
    pub source: Option<Box<str>>,
    /// What the paper leaves open here and the file decides.
    pub assumptions: Vec<Box<str>>,
    /// The heading under which papers add it up (小计).
    pub heading: Option<Box<str>>,
    /// For whom it counts; everybody if nothing is said. Whom it does not hold for has no points from it.
    pub when: Option<Condition>,
    /// The kinds of vacancy for which it counts; nothing said, all of them.
    pub kinds: Vec<KindId>,
    /// How its points come about.
    pub pipeline: Pipeline,
}

/// Which value, by its place in [`Scoring::values`].
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ValueId(pub u16);

/// A value (量): a named pipeline that gives no points. It is computed once, and only for whom something that
/// counts uses it.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The scheme's name for it.
    pub key: Key,
    /// What papers call it; the name if nothing is said.
    pub title: Box<str>,
    /// Where the paper states it (条款), if it has a clause of its own.
    pub clause: Option<Box<str>>,
    /// What the paper leaves open here and the file decides.
    pub assumptions: Vec<Box<str>>,
    /// For whom it is computed; where it does not hold there are no rows, and a number is 0.
    pub when: Option<Condition>,
    /// How it comes about.
    pub pipeline: Pipeline,
}

/// Which shared table, by its place in [`Scoring::tables`].
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TableId(pub u16);

/// A look-up that several items share (共用表), such as the minimum term by grade.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct LookupTable {
    /// The scheme's name for it.
    pub key: Key,
    /// The set of the categories.
    pub set: SetId,
    /// What its numbers are.
    pub unit: Unit,
    /// By category, in the order of the set.
    pub values: Vec<Param<Points>>,
}

/// What a number of a table or computation is (单位).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// Days (天).
    Day,
    /// Months (个月).
    Month,
    /// A plain number, such as a rate.
    Number,
    /// Points (分).
    Points,
    /// Years (年).
    Year,
}

impl Unit {
    /// The word for it in scheme files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Number => "number",
            Self::Points => "points",
            Self::Year => "year",
        }
    }
}

impl Scoring {
    /// An item of this scheme.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[usize::from(id.0)]
    }

    /// The item of that name.
    pub fn find_item(&self, key: &str) -> Option<ItemId> {
        let place = self.items.iter().position(|item| item.key.as_str() == key)?;
        u16::try_from(place).ok().map(ItemId)
    }

    /// The value of that name.
    pub fn find_value(&self, key: &str) -> Option<ValueId> {
        let place = self.values.iter().position(|value| value.key.as_str() == key)?;
        u16::try_from(place).ok().map(ValueId)
    }

    /// A value of this scheme.
    pub fn value(&self, id: ValueId) -> &Value {
        &self.values[usize::from(id.0)]
    }

    /// A shared table of this scheme.
    pub fn table(&self, id: TableId) -> &LookupTable {
        &self.tables[usize::from(id.0)]
    }
}
