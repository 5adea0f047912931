//! What the events of a choosing meeting lead to (选岗规则), and the sittings (场次).

use super::{ItemId, LadderId};
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
    /// Giving up (放弃).
    pub gave_up: Consequence,
    /// Not being there (缺席).
    pub absent: Consequence,
    /// Using up the time (超时).
    pub timed_out: Consequence,
    /// Coming late (迟到).
    pub late: Consequence,
    /// The item whose best class is the education that vacancies ask for, and its ladder.
    pub education: Option<(ItemId, LadderId)>,
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
    /// A further turn after everybody else, once.
    EndOfList,
    /// No further turn in this round.
    Out,
}

/// A sitting (场次): who chooses among which vacancies.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SittingRule {
    /// Its name.
    pub key: Key,
    /// What papers call it.
    pub title: Box<str>,
}
