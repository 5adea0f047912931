//! How assessment and exam become a total.

use super::faults::arithmetic;
use super::{Cohort, Totals};
use crate::dossier::Dossier;
use crate::fault::{Fault, FaultKind, Table};
use crate::machine::{Machine, Task};
use crate::points::{Points, PointsError};
use crate::scheme::{Convert, ExamRule, KindId, PopulationId, RoundTo, Scoring};
use crate::sheet::KindTotals;

/// What the items come to: together, and with those that count for one kind of vacancy only.
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

    /// Adds an item that counts for these kinds, or for all.
    pub(super) fn add(&mut self, kinds: &[KindId], points: Points) -> Result<(), PointsError> {
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

/// The totals of an assessment that has been summed up.
pub(super) fn totals(
    task: Task<'_>,
    cohort: &Cohort,
    machine: &mut Machine,
    population: Option<PopulationId>,
    sums: &Sums,
) -> Result<Totals, Fault> {
    let (scoring, dossier) = (task.scoring, task.dossier);
    let counts = population.is_none_or(|id| scoring.population(id).exam);
    let exam = match scoring.exam.as_ref().filter(|_| counts) {
        None => Exam::None,
        Some(rule) => {
            let factor = machine.figure(task, rule.factor);
            let weight = scoring.assessment.part.map(|(factor, round)| (machine.figure(task, factor), round));
            let part = match dossier.mark() {
                Some(mark) => {
                    let part = exam_part(rule, mark, factor, cohort.top_mark(population));
                    Some(part.map_err(|_| arithmetic(dossier, "exam"))?)
                }
                None if cohort.exam_held => {
                    let id = dossier.candidate().as_str();
                    return Err(Fault::new(Table::Exams, 0, "candidate", FaultKind::MissingMark, id));
                }
                None => None,
            };
            Exam::Counts { weight, part }
        }
    };
    let (assessment, weighted, total) = combine(scoring, dossier, exam, sums.common)?;
    let by_kind = (0..).map(KindId).zip(&sums.by_kind);
    let by_kind = by_kind.map(|(kind, sum)| {
        let (assessment, _, total) = combine(scoring, dossier, exam, *sum)?;
        Ok(KindTotals { kind, assessment, total })
    });
    let by_kind = by_kind.collect::<Result<_, Fault>>()?;
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
fn combine(
    scoring: &Scoring,
    dossier: &Dossier,
    exam: Exam,
    sum: Points,
) -> Result<(Points, Option<Points>, Option<Points>), Fault> {
    let assessment = scoring.assessment.cap.map_or(sum, |cap| sum.min(cap));
    let Exam::Counts { weight, part } = exam else {
        return Ok((assessment, None, Some(rounded(assessment, scoring.total, dossier)?)));
    };
    let weighted = match weight {
        None => None,
        Some((factor, RoundTo { places, mode })) => {
            let weighted = assessment.times_rounded(factor, places, mode, "assessment");
            Some(weighted.map_err(|_| arithmetic(dossier, "assessment"))?)
        }
    };
    let Some(part) = part else { return Ok((assessment, weighted, None)) };
    let total = weighted.unwrap_or(assessment).plus(part, "total");
    let total = rounded(total.map_err(|_| arithmetic(dossier, "total"))?, scoring.total, dossier)?;
    Ok((assessment, weighted, Some(total)))
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

fn rounded(total: Points, round: Option<RoundTo>, dossier: &Dossier) -> Result<Points, Fault> {
    let Some(RoundTo { places, mode }) = round else { return Ok(total) };
    total.rounded(places, mode, "total").map_err(|_| arithmetic(dossier, "total"))
}
