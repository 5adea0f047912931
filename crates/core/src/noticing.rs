//! Notices (提示): what deserves a look once sheets and rankings are there.

use crate::eligibility::{Closed, Education, closed};
use crate::place::{Scores, average_exam_share};
use crate::rank::Ranking;
use crate::round::Round;
use crate::warning::{Warning, WarningCode};

/// What sheets and placements by ruling give reason to say.
pub(crate) fn notice(round: &Round, scores: &Scores, warnings: &mut Vec<Warning>) {
    for candidate in round.all_candidates() {
        let id = round.candidate(candidate).id();
        if scores.sheet(candidate).is_some_and(|(sheet, _)| sheet.not_counted) {
            warnings.push(Warning::on(WarningCode::FactNotCounted, id));
        }
        let education = scores.education(candidate);
        // Against an education that waits for a ruling nothing can be said yet.
        let against = |why| (why, education) != (Closed::Education, Education::Open);
        if let Some(vacancy) = round.placed_by_ruling(candidate)
            && closed(round, candidate, education, vacancy).is_some_and(against)
        {
            let vacancy = Some(round.vacancy(vacancy).id.clone());
            let code = WarningCode::PlacedAgainstCondition;
            warnings.push(Warning { code, candidate: Some(id.clone()), vacancy });
        }
    }
}

/// Whether the share of the exam is what the scheme aims at, once everybody's total is known.
pub(crate) fn notice_share(
    round: &Round,
    scores: &Scores,
    rankings: &[Ranking],
    warnings: &mut Vec<Warning>,
) {
    let target = round.scheme.scoring.exam.as_ref().and_then(|exam| exam.target_share);
    if let (Some(share), Some(target)) = (average_exam_share(scores, rankings), target)
        && !share.lies_within(target)
    {
        warnings.push(Warning { code: WarningCode::ExamShareOutside, candidate: None, vacancy: None });
    }
}
