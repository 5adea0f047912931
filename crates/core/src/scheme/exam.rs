//! The exam (考试) and how its mark is converted.

use crate::canonical::Canonical;
use crate::points::{Points, Rounding};
use crate::steps::{Param, write_param};

/// The exam (考试) and how its mark is converted.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ExamRule {
    /// The full mark.
    pub full_mark: Points,
    /// How many decimal places a mark may have.
    pub mark_places: u32,
    /// What the mark is multiplied by.
    pub factor: Param<Points>,
    /// To how many places the exam part is rounded.
    pub places: u32,
    /// How it is rounded.
    pub mode: Rounding,
    /// The share of the exam in the totals that the paper aims at, if it says one. It never counts.
    pub target_share: Option<(Points, Points)>,
    /// Where the paper states it (条款).
    pub clause: Box<str>,
    /// The paper, if it is not that of the whole scheme (来源).
    pub source: Option<Box<str>>,
    /// What the paper leaves open about the exam and the file decides.
    pub assumptions: Vec<Box<str>>,
}

impl ExamRule {
    pub(super) fn canonical(&self, out: &mut Canonical) {
        out.open("exam");
        out.points(self.full_mark);
        out.count(self.mark_places as usize);
        write_param(self.factor, out);
        out.count(self.places as usize);
        out.word(match self.mode {
            Rounding::Down => "down",
            Rounding::HalfEven => "half-even",
            Rounding::HalfUp => "half-up",
            Rounding::Up => "up",
        });
        out.close();
    }
}

/// What a candidate signs (签字范围).
///
/// Shown at [`scheme`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signed {
    /// The assessment part, before the exam.
    Assessment,
    /// The whole sheet.
    Whole,
}
