//! Notices (提示): what deserves a look once sheets and rankings are there.

use crate::after::{Aftermath, Later};
use crate::eligibility::{Closed, Education, closed};
use crate::outcome::{Allocation, Fate};
use crate::place::{Scores, average_exam_share};
use crate::rank::Ranking;
use crate::round::{CandidateRef, Decision, Round, VacancyRef};
use crate::scheme::{Counted, GapId};
use crate::warning::{Warning, WarningCode};

/// What sheets, placements by ruling and other rulings give reason to say.
pub(crate) fn notice(round: &Round, scores: &Scores, warnings: &mut Vec<Warning>) {
    for candidate in round.all_candidates() {
        let id = round.candidate(candidate).id();
        if scores.sheet(candidate).is_some_and(|(sheet, _)| sheet.not_counted) {
            warnings.push(Warning::on(WarningCode::FactNotCounted, id));
        }
        if has_degrees(round, candidate) && scores.education(candidate) == Education::Uncounted {
            warnings.push(Warning::on(WarningCode::NoDegreeCounted, id));
        }
        if round.placed_by_ruling(candidate).is_some() && round.give_up(candidate).is_some() {
            warnings.push(Warning::on(WarningCode::GiveUpUnused, id));
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
    for (ruling, decision) in round.rulings() {
        match decision {
            Decision::Regroup(who, _) | Decision::SetFact(who, ..) if ruling.old == ruling.new => {
                warnings.push(Warning::on(WarningCode::RulingWithoutEffect, round.candidate(*who).id()));
            }
            Decision::FillGap(gap, _) if is_unreached(round, scores, *gap) => {
                let code = WarningCode::FillingUnreached;
                warnings.push(Warning { code, candidate: None, vacancy: None });
            }
            Decision::Change(_)
            | Decision::Exclude(_)
            | Decision::FillGap(..)
            | Decision::Place(..)
            | Decision::Refill(..)
            | Decision::Regroup(..)
            | Decision::SetFact(..)
            | Decision::Void(..) => {}
        }
    }
}

/// Whether there are rows from which the education that vacancies ask for could have come.
fn has_degrees(round: &Round, candidate: CandidateRef) -> bool {
    let scheme = &round.scheme;
    let source = scheme.choosing.education.and_then(|(counted, _)| match counted {
        Counted::Item(item) => scheme.scoring.item(item).pipeline.source(),
        Counted::Value(value) => scheme.scoring.value(value).pipeline.source(),
    });
    source.is_some_and(|source| !round.dossier(candidate).rows(source).is_empty())
}

/// Whether all sheets are there and none of them has the gap.
fn is_unreached(round: &Round, scores: &Scores, gap: GapId) -> bool {
    round.all_candidates().all(|candidate| {
        let sheet = scores.sheet(candidate);
        sheet.is_some_and(|(sheet, _)| sheet.gaps.iter().all(|(reached, _)| *reached != gap))
    })
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

/// What seats given after the meeting give reason to say.
pub(crate) fn notice_after(
    round: &Round,
    scores: &Scores,
    sittings: &[Allocation],
    after: &[Aftermath],
    warnings: &mut Vec<Warning>,
) {
    for Aftermath { candidate, later } in after {
        let Later::Refilled { to } = later else { continue };
        let mut warn = |code| {
            let (candidate, vacancy) = (round.candidate(*candidate).id(), &round.vacancy(*to).id);
            warnings.push(Warning {
                code,
                candidate: Some(candidate.clone()),
                vacancy: Some(vacancy.clone()),
            });
        };
        if round.give_up(*candidate).is_some() {
            warn(WarningCode::RefillAfterGivingUp);
        }
        if is_passed_over(round, scores, sittings, after, (*candidate, *to)) {
            warn(WarningCode::RefillOutOfOrder);
        }
    }
}

/// Whether somebody ranked before had asked for the vacancy, found nothing open, and has no seat after all.
fn is_passed_over(
    round: &Round,
    scores: &Scores,
    sittings: &[Allocation],
    after: &[Aftermath],
    (candidate, to): (CandidateRef, VacancyRef),
) -> bool {
    let offered = round.vacancy(to).sitting;
    let Some(sitting) = sittings.iter().find(|sitting| sitting.ranking.sitting == offered) else {
        return false;
    };
    let before = sitting.results.iter().take_while(|result| result.candidate != candidate);
    let mut waiting = before.filter(|result| result.rank.is_some() && result.fate == Fate::Exhausted);
    waiting.any(|result| {
        let who = result.candidate;
        let later = sittings.iter().filter(|other| other.ranking.sitting > offered).flat_map(|s| &s.results);
        let seated = later.filter(|result| result.candidate == who).any(|r| r.fate.vacancy().is_some());
        let asked = round.list(who).iter().any(|preference| preference.vacancy == to);
        let open = || closed(round, who, scores.education(who), to).is_none();
        !seated && asked && after.iter().all(|other| other.candidate != who) && open()
    })
}
