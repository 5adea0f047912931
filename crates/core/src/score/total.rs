//! How assessment and exam become a total.

use super::faults::arithmetic;
use super::{Cohort, Totals};
use crate::dossier::Dossier;
use crate::fault::{Fault, FaultKind, Table};
use crate::machine::{Machine, Task};
use crate::points::{Points, PointsError};
use crate::scheme::{Convert, ExamRule, ItemId, KindId, PopulationId, RoundTo, Scoring};
use crate::sheet::KindTotals;

/// What the items come to: together, and with those that count for one kind of vacancy only.
#[derive(Debug)]
pub(super) struct Sums {
    common: Points,
    /// By kind; nothing if no item depends on it.
    by_kind: Vec<Points>,
}

impl Sums {
    pub(super) fn new(scoring: &Scoring) -> Self {
        let depends = scoring.items.iter().any(|item| !item.kinds.is_empty());
        let by_kind = if depends { vec![Points::ZERO; scoring.kinds.len()] } else { Vec::new() };
        Self { common: Points::ZERO, by_kind }
    }

    /// Back to nothing.
    pub(super) fn begin(&mut self) {
        self.common = Points::ZERO;
        self.by_kind.fill(Points::ZERO);
    }

    /// Adds the points of an item.
    #[inline]
    pub(super) fn add(&mut self, scoring: &Scoring, item: ItemId, points: Points) -> Result<(), PointsError> {
        if self.by_kind.is_empty() {
            self.common = self.common.plus(points, "assessment")?;
            return Ok(());
        }
        let kinds = &scoring.item(item).kinds;
        if kinds.is_empty() {
            self.common = self.common.plus(points, "assessment")?;
        }
        for (place, sum) in self.by_kind.iter_mut().enumerate() {
            if kinds.is_empty() || kinds.iter().any(|kind| usize::from(kind.0) == place) {
                *sum = sum.plus(points, "assessment")?;
            }
        }
        Ok(())
    }
}

/// What the exam and, beside it, the assessment are multiplied by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Factors {
    exam: Points,
    assessment: Option<(Points, RoundTo)>,
}

/// The factors, if the exam counts in the totals of a population.
pub(super) fn factors(
    task: Task<'_>,
    machine: &mut Machine,
    population: Option<PopulationId>,
) -> Option<Factors> {
    let scoring = task.scoring;
    let counts = population.is_none_or(|id| scoring.population(id).exam);
    let rule = scoring.exam.as_ref().filter(|_| counts)?;
    let exam = machine.figure(task, rule.factor);
    let assessment = scoring.assessment.part.map(|(factor, round)| (machine.figure(task, factor), round));
    Some(Factors { exam, assessment })
}

/// Why there are no totals.
pub(super) enum NoTotals {
    /// This cannot be held.
    Arithmetic(&'static str),
    /// The exam has been held, and the candidate has no mark.
    NoMark,
}

impl NoTotals {
    pub(super) fn fault(self, dossier: &Dossier) -> Fault {
        match self {
            Self::Arithmetic(quantity) => arithmetic(dossier, quantity),
            Self::NoMark => {
                let id = dossier.candidate().as_str();
                Fault::new(Table::Exams, 0, "candidate", FaultKind::MissingMark, id)
            }
        }
    }
}

/// The totals of an assessment that has been summed up. Always inlined, so that they are written where they are
/// returned: copying them from one function to the next takes some percent of a candidate's time.
#[inline(always)]
pub(super) fn totals(
    task: Task<'_>,
    cohort: &Cohort,
    population: Option<PopulationId>,
    factors: Option<&Factors>,
    sums: &Sums,
) -> Result<Totals, NoTotals> {
    let (scoring, mark) = (task.scoring, task.dossier.mark());
    let exam = match (scoring.exam.as_ref().zip(factors), mark) {
        (None, _) => Exam::None,
        (Some((rule, &Factors { exam, assessment: weight })), Some(mark)) => {
            let part = exam_part(rule, mark, exam, cohort.top_mark(population));
            Exam::Counts { weight, part: Some(part.map_err(|_| NoTotals::Arithmetic("exam"))?) }
        }
        (Some(_), None) if cohort.exam_held => return Err(NoTotals::NoMark),
        (Some((_, &Factors { assessment: weight, .. })), None) => Exam::Counts { weight, part: None },
    };
    let (assessment, weighted, total) = combine(scoring, exam, sums.common)?;
    let mut by_kind = Vec::new();
    for (kind, sum) in (0..).map(KindId).zip(&sums.by_kind) {
        let (assessment, _, total) = combine(scoring, exam, *sum)?;
        by_kind.push(KindTotals { kind, assessment, total });
    }
    let exam = match exam {
        Exam::None => None,
        Exam::Counts { part, .. } => part,
    };
    Ok(Totals { assessment, weighted, exam, total, by_kind })
}

/// What the exam does to a total.
#[derive(Clone, Copy)]
enum Exam {
    /// It does not count.
    None,
    /// It counts: what the assessment is multiplied by, and the exam part once there is a mark.
    Counts { weight: Option<(Points, RoundTo)>, part: Option<Points> },
}

/// The assessment, what it counts, and the total.
#[inline]
fn combine(
    scoring: &Scoring,
    exam: Exam,
    sum: Points,
) -> Result<(Points, Option<Points>, Option<Points>), NoTotals> {
    let of = |quantity| move |_: PointsError| NoTotals::Arithmetic(quantity);
    let rounded = |total: Points| match scoring.total {
        Some(RoundTo { places, mode }) => total.rounded(places, mode, "total").map_err(of("total")),
        None => Ok(total),
    };
    let assessment = scoring.assessment.cap.map_or(sum, |cap| sum.min(cap));
    let Exam::Counts { weight, part } = exam else {
        return Ok((assessment, None, Some(rounded(assessment)?)));
    };
    let weighted = match weight {
        None => None,
        Some((factor, RoundTo { places, mode })) => {
            let weighted = assessment.times_rounded(factor, places, mode, "assessment");
            Some(weighted.map_err(of("assessment"))?)
        }
    };
    let Some(part) = part else { return Ok((assessment, weighted, None)) };
    let total = weighted.unwrap_or(assessment).plus(part, "total").map_err(of("total"))?;
    Ok((assessment, weighted, Some(rounded(total)?)))
}

/// What a mark counts: one exact fraction, rounded once.
fn exam_part(
    rule: &ExamRule,
    mark: Points,
    factor: Points,
    top: Option<Points>,
) -> Result<Points, PointsError> {
    let RoundTo { places, mode } = rule.round;
    let over = match rule.convert {
        Convert::Mark => return mark.times_rounded(factor, places, mode, "exam"),
        Convert::Hundred => rule.full_mark,
        Convert::Top => top.unwrap_or(rule.full_mark),
    };
    let hundredfold = factor.times(Points::from_int(100), "exam")?;
    mark.times_over(hundredfold, over, places, mode, "exam")
}
