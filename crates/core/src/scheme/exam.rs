//! How assessment (考核) and exam (考试) are combined.

use crate::canonical::Canonical;
use crate::points::{Points, Rounding};
use crate::steps::{Param, write_param};

/// The exam (考试) and how its mark is converted.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ExamRule {
    /// The full mark.
    pub full_mark: Points,
    /// How many decimal places a mark may have.
    pub mark_places: u32,
    /// What the mark is held against before it is multiplied.
    pub convert: Convert,
    /// What the mark is multiplied by.
    pub factor: Param<Points>,
    /// How the exam part is rounded.
    pub round: RoundTo,
    /// The mark without which nobody is ranked.
    pub gate: Option<Gate>,
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
        self.round.canonical(out);
        match self.convert {
            Convert::Mark => {}
            Convert::Hundred => out.word("hundred"),
            Convert::Top => out.word("top"),
        }
        if let Some(gate) = &self.gate {
            out.open("gate");
            out.points(gate.at_least);
            out.close();
        }
        out.close();
    }
}

/// What a mark is held against (折算基准).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Convert {
    /// Out of a hundred: mark × 100 ÷ full mark.
    Hundred,
    /// As it is.
    Mark,
    /// Out of the top mark: mark × 100 ÷ the highest mark of the population.
    Top,
}

/// The mark without which nobody is ranked (合格线).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Gate {
    /// The lowest mark that passes.
    pub at_least: Points,
    /// Where the paper states it (条款).
    pub clause: Box<str>,
}

/// How the assessment enters totals that the exam enters too.
///
/// Shown at [`scheme`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AssessmentRule {
    /// What it is multiplied by and how that is rounded; as it is if nothing is said.
    pub part: Option<(Param<Points>, RoundTo)>,
    /// The most that it can be, before it is multiplied.
    pub cap: Option<Points>,
}

impl AssessmentRule {
    /// The assessment as it is.
    pub const PLAIN: Self = Self { part: None, cap: None };

    pub(super) fn canonical(&self, out: &mut Canonical) {
        if *self == Self::PLAIN {
            return;
        }
        out.open("assessment");
        if let Some((factor, round)) = self.part {
            write_param(factor, out);
            round.canonical(out);
        }
        if let Some(cap) = self.cap {
            out.word("cap");
            out.points(cap);
        }
        out.close();
    }
}

/// Where and how something is rounded (取舍位数和方式).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RoundTo {
    /// How many decimal places stay.
    pub places: u32,
    /// How.
    pub mode: Rounding,
}

impl RoundTo {
    pub(crate) fn canonical(self, out: &mut Canonical) {
        out.count(self.places as usize);
        out.word(match self.mode {
            Rounding::Down => "down",
            Rounding::HalfEven => "half-even",
            Rounding::HalfUp => "half-up",
            Rounding::Up => "up",
        });
    }
}

/// What a candidate signs (签字范围).
///
/// Shown at [`scheme`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signed {
    /// The assessment part, before the exam.
    Assessment,
    /// The whole sheet.
    Whole,
}
