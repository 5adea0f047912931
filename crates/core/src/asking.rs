//! Asks (提问): what only people can decide before a round is placed.

use crate::digest::ShortCode;
use crate::fault::{Fault, FaultKind, Table};
use crate::ids::CandidateId;
use crate::outcome::Fate;
use crate::place::Scores;
use crate::points::Points;
use crate::question::{Question, QuestionKind};
use crate::rank::Ranking;
use crate::round::{Answer, AnswerWord, CandidateRef, Round};
use crate::scheme::Signed;
use crate::warning::{Warning, WarningCode};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a candidate takes part in the ranking.
pub(crate) fn takes_part(round: &Round, candidate: CandidateRef) -> bool {
    Fate::by_ruling(round, candidate).is_none()
}

/// Whether the assessment is what is signed and somebody has signed: then everybody's code to sign is known, exam
/// or not, and a wrong signature must not stay unseen until the marks are there.
pub(crate) fn signing_has_begun(round: &Round) -> bool {
    round.scheme.scoring.signed == Signed::Assessment && !round.acknowledgements.is_empty()
}

/// Who has not signed the present sheet.
pub(crate) fn signatures(
    round: &Round,
    scores: &Scores,
    questions: &mut Vec<Question>,
    answered: &mut BTreeSet<ShortCode>,
    warnings: &mut Vec<Warning>,
) {
    for candidate in round.all_candidates().filter(|candidate| takes_part(round, *candidate)) {
        let Some(question) = unsigned(round, scores, candidate) else { continue };
        match answer_to(round, &question).map(|answer| answer.answer) {
            Some(AnswerWord::Stands) => {
                answered.insert(question.code);
                let id = round.candidate(candidate).id();
                warnings.push(Warning::on(WarningCode::EarlierSignatureStands, id));
            }
            None => questions.push(question),
        }
    }
}

/// What is asked of a candidate who has not signed the present sheet.
fn unsigned(round: &Round, scores: &Scores, candidate: CandidateRef) -> Option<Question> {
    let (_, digest) = scores.sheet(candidate)?;
    let present = digest.code(round.scheme.scoring.signed);
    let signed = round.signed(candidate);
    if signed.iter().any(|a| a.code == present) {
        return None;
    }
    let kind = match signed.iter().max_by_key(|a| (a.date, a.code)) {
        Some(last) => QuestionKind::SignedOther { candidate, signed: last.code, present },
        None => QuestionKind::Unsigned { candidate, present },
    };
    Some(Question::new(round, kind))
}

/// The answer that lets an earlier signature of a candidate count for the present sheet.
pub(crate) fn standing_answer<'r>(
    round: &'r Round,
    scores: &Scores,
    candidate: CandidateRef,
) -> Option<&'r Answer> {
    answer_to(round, &unsigned(round, scores, candidate)?)
}

/// An answer names nobody: only the code of the question says what it is about. Of what was signed by nobody there is
/// nothing that could stand.
fn answer_to<'r>(round: &'r Round, question: &Question) -> Option<&'r Answer> {
    let is_answered_by_word = match question.kind {
        QuestionKind::SignedOther { .. } => true,
        QuestionKind::Gap { .. }
        | QuestionKind::NoPreferences { .. }
        | QuestionKind::Tie { .. }
        | QuestionKind::Unsigned { .. } => false,
    };
    round.answers.iter().find(|answer| is_answered_by_word && answer.code == question.code)
}

/// Answers to questions that are not asked: nothing is placed until they are removed or renewed. An answer names
/// nobody, so that each open question that a word answers may be the one that it is meant for.
pub(crate) fn void_answers(
    round: &Round,
    answered: &BTreeSet<ShortCode>,
    questions: &[Question],
) -> Vec<Fault> {
    let open: Vec<(CandidateId, ShortCode)> = questions
        .iter()
        .filter_map(|question| match question.kind {
            QuestionKind::SignedOther { candidate, .. } => {
                Some((round.candidate(candidate).id().clone(), question.code))
            }
            QuestionKind::Gap { .. }
            | QuestionKind::NoPreferences { .. }
            | QuestionKind::Tie { .. }
            | QuestionKind::Unsigned { .. } => None,
        })
        .collect();
    let mut seen = BTreeSet::new();
    round
        .answers
        .iter()
        .filter(|answer| !answered.contains(&answer.code) || !seen.insert(answer.code))
        .map(|answer| {
            let kind = FaultKind::VoidAnswer { open: open.clone() };
            Fault::new(Table::Answers, answer.line, "code", kind, &answer.code.to_string())
        })
        .collect()
}

pub(crate) fn ties<'a>(round: &'a Round, ranking: &'a Ranking) -> impl Iterator<Item = Question> + 'a {
    let totals: BTreeMap<CandidateRef, Points> =
        ranking.places.iter().map(|ranked| (ranked.candidate, ranked.total)).collect();
    ranking.tied.iter().map(move |set| {
        let total = set.first().and_then(|candidate| totals.get(candidate)).copied().unwrap_or_default();
        let (sitting, candidates) = (ranking.sitting, set.clone());
        Question::new(round, QuestionKind::Tie { sitting, candidates, total })
    })
}

/// Who has neither preferences nor a recorded giving-up; whom the scheme gives another turn still needs a list.
pub(crate) fn preferences(round: &Round, questions: &mut Vec<Question>, warnings: &mut Vec<Warning>) {
    for candidate in round.all_candidates().filter(|candidate| takes_part(round, *candidate)) {
        let listed = !round.list(candidate).is_empty();
        let kept_away = round.give_up(candidate);
        let chooses =
            kept_away.is_none_or(|kind| round.scheme.choosing.consequence(kind).gives_another_turn());
        if chooses && !listed {
            questions.push(Question::new(round, QuestionKind::NoPreferences { candidate }));
        } else if listed && !chooses {
            let id = round.candidate(candidate).id();
            warnings.push(Warning::on(WarningCode::PreferencesUnused, id));
        }
    }
}
