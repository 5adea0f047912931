//! `best`: only so many of the highest count.

use super::{Action, Context, Entry, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::Scoring;
use std::cmp::Reverse;

/// Keeps the `n` highest entries, of all or within a class or value; of equals those that stand first in normal
/// form.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Best {
    /// How many stay.
    pub n: u16,
    /// Within what they are counted.
    pub per: Per,
    /// By what they are the highest.
    pub by: By,
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

/// By what entries are the highest.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum By {
    /// By distance from zero: of deductions the heaviest.
    Magnitude,
    /// By points: of deductions the lightest.
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
        match self.by {
            By::Points => entries.sort_unstable_by_key(|entry| (Reverse(entry.points), entry.row)),
            By::Magnitude => {
                entries.sort_unstable_by_key(|entry| (Reverse(entry.points.magnitude()), entry.row));
            }
        }
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
        match self.by {
            By::Magnitude => out.word("magnitude"),
            By::Points => {}
        }
    }
}
