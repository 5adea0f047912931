//! What may be changed behind a posting, and what only under a ruling.

use super::StageKind;
use anzhi_core::round::Posted;

/// How something differs from what a stage holds.
///
/// Shown at [`need`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum How {
    /// It was not there.
    Added,
    /// It is another.
    Changed,
    /// It is gone.
    Removed,
}

impl How {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Added, Self::Changed, Self::Removed];

    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// When a difference needs a ruling.
///
/// Shown at [`need`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Need {
    /// Never: it is listed.
    Never,
    /// As soon as a stage holds it.
    Always,
    /// Once one of these was posted.
    After(&'static [StageKind]),
}

/// When a difference needs a ruling.
///
/// ```
/// use anzhi_record::stage::{How, Need, StageKind, need};
///
/// let vacancy = "vacancy/A06".parse().map_err(|kind| format!("{kind:?}"))?;
/// assert_eq!(need(&vacancy, How::Removed), Need::After(&[StageKind::Plan]));
/// let mark = "mark/07".parse().map_err(|kind| format!("{kind:?}"))?;
/// assert_eq!(need(&mark, How::Changed), Need::Always);
/// assert!(!need(&mark, How::Added).is_there(&[StageKind::Plan]));
/// assert!(need(&mark, How::Added).is_there(&[StageKind::Plan, StageKind::Ranking]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn need(object: &Posted, how: How) -> Need {
    let added = how == How::Added;
    match object {
        Posted::Vacancy(_) | Posted::Round => Need::After(&[StageKind::Plan]),
        // A ranking shows the scores too.
        Posted::Person(_) | Posted::Papers(_) => Need::After(&[StageKind::Scores, StageKind::Ranking]),
        Posted::Mark(_) if added => Need::After(&[StageKind::Exams, StageKind::Ranking]),
        Posted::Lot(_) if added => Need::After(&[StageKind::Ranking]),
        Posted::Preferences(_) | Posted::GiveUp(_) | Posted::Ruling(_) | Posted::Answer(_) if added => {
            Need::Never
        }
        Posted::Mark(_)
        | Posted::Lot(_)
        | Posted::Preferences(_)
        | Posted::GiveUp(_)
        | Posted::Ruling(_)
        | Posted::Answer(_)
        | Posted::Scheme
        | Posted::Ranking
        | Posted::Choosing => Need::Always,
    }
}

impl Need {
    /// Whether there is need of a ruling when these were posted before.
    pub fn is_there(self, posted: &[StageKind]) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::After(kinds) => posted.iter().any(|kind| kinds.contains(kind)),
        }
    }
}
