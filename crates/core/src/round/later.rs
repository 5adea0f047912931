//! Rulings on what has been posted or settled already: changes, seats taken back, seats given anew.

use super::posted::code;
use super::rulings::{Desk, Wrong, expect_old};
use super::{Decision, Posted, Ruling, VoidCause};
use crate::digest::ShortCode;
use crate::fault::FaultKind;

/// A change of something that was posted (公示后变更): by the short codes of what it was and what it is.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::round::{Change, Decision, Posted};
///
/// let change = |(_, decision)| if let Decision::Change(change) = decision { Some(change) } else { None };
/// let changes = round.rulings().iter().cloned().filter_map(change);
/// let change: Change = changes.last().ok_or("no change")?;
/// // The vacancy was withdrawn, and is not known any more.
/// assert_eq!(change.object, Posted::Vacancy("A09".parse()?));
/// assert_eq!(round.find_vacancy("A09"), None);
/// assert!(change.old.is_some() && change.new.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// What is changed.
    pub object: Posted,
    /// The code of what was posted; nothing if it was not there.
    pub old: Option<ShortCode>,
    /// The code of what takes its place; nothing if it is gone.
    pub new: Option<ShortCode>,
}

impl Desk<'_> {
    /// Whether it is well formed; what it covers is known only where there is something posted.
    pub(super) fn change(ruling: &Ruling) -> Result<Decision, Wrong> {
        let object = ruling.object.parse::<Posted>().map_err(|kind| ("object", kind))?;
        let of = |column, text: &str| match text {
            "" => Ok(None),
            text => code(text).map(Some).map_err(|kind| (column, kind)),
        };
        let (old, new) = (of("old", &ruling.old)?, of("new", &ruling.new)?);
        match (old, new) {
            (None, None) => Err(("new", FaultKind::MissingValue)),
            (old, new) if old == new => Err(("new", FaultKind::NothingChanged)),
            (old, new) => Ok(Decision::Change(Change { object, old, new })),
        }
    }

    /// A seat taken back; whether the person has it is known only after the meeting.
    pub(super) fn void(&self, ruling: &Ruling) -> Result<Decision, Wrong> {
        let candidate = self.person(&ruling.object)?;
        let vacancy = self.vacancy("old", filled("old", &ruling.old)?)?;
        let word = filled("new", &ruling.new)?;
        let cause = VoidCause::WORDS.iter().find(|(_, english, _)| *english == word);
        let known = || VoidCause::WORDS.map(|(_, _, chinese)| chinese).join("、").into();
        let unknown = || ("new", FaultKind::UnknownCategory { nearest: None, known: known() });
        cause.map(|(cause, ..)| Decision::Void(candidate, vacancy, *cause)).ok_or_else(unknown)
    }

    /// A seat given anew; whether it is free is known only after the meeting.
    pub(super) fn refill(&self, ruling: &Ruling) -> Result<Decision, Wrong> {
        let candidate = self.person(&ruling.object)?;
        expect_old(ruling, "")?;
        Ok(Decision::Refill(candidate, self.vacancy("new", filled("new", &ruling.new)?)?))
    }
}

fn filled<'r>(column: &'static str, text: &'r str) -> Result<&'r str, Wrong> {
    if text.is_empty() { Err((column, FaultKind::MissingValue)) } else { Ok(text) }
}
