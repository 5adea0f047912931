//! What differs between one stage and what comes after it.

use super::judge::ChangeRuling;
use super::needs::{How, need};
use super::{StageKind, StageName};
use anzhi_core::digest::{Digest, ShortCode};
use anzhi_core::round::{Authority, Posted};
use std::collections::{BTreeMap, BTreeSet};

/// What covers a change.
///
/// Shown at [`Judged`](super::Judged).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cover {
    /// It needs no ruling; it is only listed.
    NotNeeded,
    /// This ruling.
    Ruling(Authority),
    /// It needs a ruling, and there is none.
    Missing,
    /// Nothing can: the scheme scores otherwise.
    Impossible,
}

/// One thing that differs.
///
/// Shown at [`Judged`](super::Judged).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StageChange {
    /// What differs.
    pub object: Posted,
    /// How.
    pub how: How,
    /// The short code of what the stage holds; `None` if it was not there.
    pub old: Option<ShortCode>,
    /// The short code of what came after; `None` if it is gone.
    pub new: Option<ShortCode>,
    /// What covers it.
    pub cover: Cover,
}

/// What differs between a stage and the next, or the round itself.
///
/// Shown at [`Judged`](super::Judged).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Transition {
    /// The stage.
    pub from: StageName,
    /// The next stage; `None` for the round itself.
    pub to: Option<StageName>,
    /// What differs, by object.
    pub changes: Vec<StageChange>,
}

/// One side of a comparison.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) inputs: BTreeMap<Posted, Digest>,
    /// The digest of the scheme's scoring part.
    pub(crate) scoring: String,
}

/// What differs between two sides, and what covers it.
pub(super) fn compare(
    (earlier, later): (&Side, &Side),
    posted: &[StageKind],
    rulings: &[ChangeRuling],
) -> Vec<StageChange> {
    let scores_otherwise = earlier.scoring != later.scoring;
    let objects: BTreeSet<&Posted> = earlier.inputs.keys().chain(later.inputs.keys()).collect();
    let there = Rulings { later: &later.inputs, all: rulings };
    let mut changes = Vec::new();
    for object in objects {
        let impossible = scores_otherwise && *object == Posted::Scheme;
        let (old, new) = (earlier.inputs.get(object), later.inputs.get(object));
        let how = match (old, new) {
            (Some(old), Some(new)) if old == new && !impossible => continue,
            (Some(_), Some(_)) => How::Changed,
            (None, _) => How::Added,
            (Some(_), None) => How::Removed,
        };
        let [old, new] = [old, new].map(|digest| digest.map(|digest| digest.short_code()));
        let mut change = StageChange { object: object.clone(), how, old, new, cover: Cover::NotNeeded };
        if impossible {
            change.cover = Cover::Impossible;
        } else if need(object, how).is_there(posted) {
            let ruling = there.covering(&change);
            change.cover = ruling.map_or(Cover::Missing, |ruling| Cover::Ruling(ruling.authority.clone()));
        }
        changes.push(change);
    }
    changes
}

/// The rulings of a later side.
struct Rulings<'r> {
    later: &'r BTreeMap<Posted, Digest>,
    all: &'r [ChangeRuling],
}

impl<'r> Rulings<'r> {
    fn covering(&self, change: &StageChange) -> Option<&'r ChangeRuling> {
        let covers = |ruling: &&ChangeRuling| {
            ruling.object == change.object && ruling.old == change.old && self.is_new(ruling, change)
        };
        // A ruling made after the later side legalises nothing that happened before it.
        self.all.iter().filter(covers).find(|ruling| self.later.contains_key(&Posted::Ruling(ruling.own)))
    }

    /// A ruling or an answer is known by its own code: what stands in its place is another one.
    fn is_new(&self, ruling: &ChangeRuling, change: &StageChange) -> bool {
        let instead =
            |of: fn(ShortCode) -> Posted| ruling.new.is_some_and(|code| self.later.contains_key(&of(code)));
        ruling.new == change.new
            || match change.object {
                Posted::Ruling(_) => instead(Posted::Ruling),
                Posted::Answer(_) => instead(Posted::Answer),
                Posted::Choosing
                | Posted::GiveUp(_)
                | Posted::Lot(_)
                | Posted::Mark(_)
                | Posted::Papers(_)
                | Posted::Person(_)
                | Posted::Preferences(_)
                | Posted::Ranking
                | Posted::Round
                | Posted::Scheme
                | Posted::Vacancy(_) => false,
            }
    }
}
