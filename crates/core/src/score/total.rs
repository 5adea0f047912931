//! How assessment and exam become a total.

use super::faults::arithmetic;
use super::{Cohort, Totals};
use crate::dossier::Dossier;
use crate::fault::{Fault, FaultKind, Table};
use crate::machine::{Machine, Task};
use crate::points::{Points, PointsError};
use crate::scheme::{Convert, ExamRule, PopulationId, RoundTo};

/// The totals of an assessment that has been summed up.
pub(super) fn totals(
    task: Task<'_>,
    cohort: &Cohort,
    machine: &mut Machine,
    population: Option<PopulationId>,
    sum: Points,
) -> Result<Totals, Fault> {
    let (scoring, dossier) = (task.scoring, task.dossier);
    let assessment = scoring.assessment.cap.map_or(sum, |cap| sum.min(cap));
    let counts = population.is_none_or(|id| scoring.population(id).exam);
    let Some(rule) = scoring.exam.as_ref().filter(|_| counts) else {
        let total = rounded(assessment, scoring.total, dossier)?;
        return Ok(Totals { assessment, weighted: None, exam: None, total: Some(total) });
    };
    let factor = machine.figure(task, rule.factor);
    let weight = scoring.assessment.part.map(|(factor, round)| (machine.figure(task, factor), round));
    let weighted = match weight {
        None => None,
        Some((factor, RoundTo { places, mode })) => {
            let part = assessment.times_rounded(factor, places, mode, "assessment");
            Some(part.map_err(|_| arithmetic(dossier, "assessment"))?)
        }
    };
    let Some(mark) = dossier.mark() else {
        return if cohort.exam_held {
            let id = dossier.candidate().as_str();
            Err(Fault::new(Table::Exams, 0, "candidate", FaultKind::MissingMark, id))
        } else {
            Ok(Totals { assessment, weighted, exam: None, total: None })
        };
    };
    let top = cohort.top_mark(population);
    let exam = exam_part(rule, mark, factor, top).map_err(|_| arithmetic(dossier, "exam"))?;
    let total = weighted.unwrap_or(assessment).plus(exam, "total");
    let total = rounded(total.map_err(|_| arithmetic(dossier, "total"))?, scoring.total, dossier)?;
    Ok(Totals { assessment, weighted, exam: Some(exam), total: Some(total) })
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
