//! `best`: the first so many count.

use super::{Action, Context, Entry, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::Scoring;
use std::cmp::Reverse;

/// Keeps the `n` entries of the highest points, of all or within a class or value; of equals those that stand
/// first in normal form.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Best {
    /// How many stay.
    pub n: u16,
    /// Within what they are counted.
    pub per: Per,
}

/// Within what entries are counted.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Per {
    /// All entries together.
    All,
    /// Each class of the ladder.
    Class,
    /// Each number of points, whatever the class.
    Points,
}

impl Action for Best {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Entries)).then_some(Kind::Entries)
    }

    fn run(&self, _: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let entries = &mut registers.flow.entries;
        let together = |a: &Entry, b: &Entry| match self.per {
            Per::All => true,
            Per::Class => a.class == b.class,
            Per::Points => a.points == b.points,
        };
        entries.sort_unstable_by_key(|entry| (Reverse(entry.points), entry.row));
        let mut kept = 0;
        for place in 0..entries.len() {
            let entry = entries[place];
            let before = entries[..kept].iter().filter(|other| together(&entry, other)).count();
            if before < usize::from(self.n) {
                entries[kept] = entry;
                kept += 1;
            }
        }
        entries.truncate(kept);
        entries.sort_unstable_by_key(|entry| entry.row);
        Ok(())
    }

    fn canonical(&self, _: &Scoring, _: Option<Source>, out: &mut Canonical) {
        out.count(usize::from(self.n));
        out.word(match self.per {
            Per::All => "all",
            Per::Class => "class",
            Per::Points => "points",
        });
    }
}
