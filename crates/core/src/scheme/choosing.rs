//! What the events of a choosing meeting lead to (选岗规则), and the sittings (场次).

use super::{Identity, ItemId, LadderId, ValueId};
use crate::condition::Condition;
use crate::ids::Key;
use crate::round::GiveUpKind;

/// What the events of a choosing meeting lead to (选岗规则).
///
/// ```
/// # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// use anzhi_core::{round::GiveUpKind, scheme::Consequence};
///
/// assert_eq!(scheme.choosing.consequence(GiveUpKind::Late), Consequence::EndOfList);
/// assert_eq!(scheme.choosing.consequence(GiveUpKind::Absent), Consequence::Out);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choosing {
    /// The paper, if it is not that of the scoring (选岗办法).
    pub paper: Option<Identity>,
    /// Giving up (放弃).
    pub gave_up: Consequence,
    /// Not being there (缺席).
    pub absent: Consequence,
    /// Using up the time (超时).
    pub timed_out: Consequence,
    /// Coming late (迟到).
    pub late: Consequence,
    /// What says the education that vacancies ask for: the best class of an item or value, and its ladder.
    pub education: Option<(Counted, LadderId)>,
    /// How long a turn may last, in minutes (选岗时限); it is printed, no clock is read.
    pub minutes: Option<u16>,
    /// After how many minutes somebody counts as absent who is late (迟到时限); printed likewise.
    pub late_minutes: Option<u16>,
    /// How candidates come to several sittings.
    pub attend: Attend,
    /// What becomes of whoever found nothing open.
    pub unplaced: Option<Unplaced>,
    /// What the paper leaves open about choosing and the file decides.
    pub assumptions: Vec<Box<str>>,
}

impl Choosing {
    /// What follows when something kept a candidate from choosing in turn.
    pub fn consequence(&self, kind: GiveUpKind) -> Consequence {
        match kind {
            GiveUpKind::Absent => self.absent,
            GiveUpKind::GaveUp => self.gave_up,
            GiveUpKind::Late => self.late,
            GiveUpKind::TimedOut => self.timed_out,
        }
    }
}

/// What an event leads to.
///
/// Shown at [`Choosing`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Consequence {
    /// No further turn: the bureau assigns a vacancy (指令性分配).
    Assigned,
    /// A further turn after the others of the group, once.
    EndOfGroup,
    /// A further turn after everybody else, once.
    EndOfList,
    /// A further turn after all further turns, once: what is left then.
    Leftover,
    /// No further turn in this round.
    Out,
}

impl Consequence {
    /// Whether it leaves a further turn.
    pub fn gives_another_turn(self) -> bool {
        match self {
            Self::EndOfGroup | Self::EndOfList | Self::Leftover => true,
            Self::Assigned | Self::Out => false,
        }
    }
}

/// Whose rows say a class.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Counted {
    /// An item.
    Item(ItemId),
    /// A value.
    Value(ValueId),
}

/// What becomes of whoever finds nothing open (未落实岗位).
///
/// Shown at [`Choosing`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unplaced {
    /// The bureau assigns a vacancy (指令性分配).
    Directive,
    /// They choose in the next sitting.
    NextSitting,
    /// Nothing in this round.
    Nothing,
}

/// Which vacancy kind (岗位类别), by its place in [`Scoring::kinds`](super::Scoring::kinds).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct KindId(pub u16);

/// How candidates come to several sittings.
///
/// Shown at [`Choosing`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Attend {
    /// Each sits once, where they are declared or the sitting's condition puts them.
    Declared,
    /// Each sits in every sitting that takes them, in the order of the scheme, until something is settled.
    UntilPlaced,
}

/// The most sittings that a scheme may have: who sits where is kept as a bit for each.
///
/// Shown at [`scheme`](super).
pub const MOST_SITTINGS: usize = 64;

/// A sitting (场次): who chooses among which vacancies.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct SittingRule {
    /// Its name.
    pub key: Key,
    /// What papers call it.
    pub title: Box<str>,
    /// Whom it takes; nothing if the table of candidates says it.
    pub when: Option<Condition>,
    /// The one kind of vacancy that it offers, where totals depend on it.
    pub kind: Option<KindId>,
}
