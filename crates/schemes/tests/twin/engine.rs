//! Runs the engine on a plain round and says what came of it in the plain values of the naive implementation.

use crate::draft::{Codes, draft, hundredths};
use crate::naive::Sheet;
use crate::placing::{Fate, Verdict};
use crate::plain::Plain;
use crate::schemes::Schemes;
use anzhi_core::digest::ShortCode;
use anzhi_core::facts::Source;
use anzhi_core::fault::Fault;
use anzhi_core::outcome::{self, Outcome, Placement};
use anzhi_core::place::{Scores, average_exam_share, place, score_all, stand};
use anzhi_core::question::{Question, QuestionKind};
use anzhi_core::rank::Ranking;
use anzhi_core::round::{CandidateRef, Round, VacancyRef};
use anzhi_core::session::Event;
use anzhi_core::sheet;
use anzhi_core::warning::{Warning, WarningCode};
use std::collections::BTreeMap;

/// What the engine makes of the round, and the faults that it names. Signatures are put under the sheets that
/// it computes first, answers to the questions that it asks then. With a seed all rows stand in another order.
pub(crate) fn run(plain: &Plain, schemes: &Schemes, seed: Option<u64>) -> (Verdict, Vec<Fault>) {
    let fault = |faults| (Verdict { fault: true, ..Verdict::default() }, faults);
    let check = |plain: &Plain, codes: &Codes| draft(plain, schemes.of(plain), codes, seed).check(Vec::new());
    let mut unanswered = plain.clone();
    unanswered.people.iter_mut().for_each(|person| person.answer = None);
    let mut codes = Codes::default();
    let scored = check(&unanswered, &codes).and_then(|round| {
        let (scores, _) = score_all(&round)?;
        Ok((round, scores))
    });
    match scored {
        Ok((round, scores)) => codes.sheets = sheet_codes(&round, &scores),
        Err(faults) => return fault(faults),
    }
    let answered = plain.people.iter().any(|person| person.answer.is_some());
    if answered
        && let Ok(round) = check(&unanswered, &codes)
        && let Ok(standing) = stand(&round)
    {
        codes.questions = question_codes(&round, &standing.questions);
    }
    let round = match check(plain, &codes) {
        Ok(round) => round,
        Err(faults) => return fault(faults),
    };
    let verdict = match place(&round) {
        Outcome::Done(placement) => done(&round, &placement),
        Outcome::Questions(standing) => {
            let mut verdict = Verdict::default();
            sheets(&round, &standing.scores, &mut verdict);
            standing.rankings.iter().for_each(|ranking| order(&round, ranking, &mut verdict));
            verdict.asked = standing.questions.iter().map(|asked| question(&round, &asked.kind)).collect();
            verdict
        }
        Outcome::Fault(faults) => return fault(faults),
    };
    (verdict, Vec::new())
}

/// The codes of the present sheets.
fn sheet_codes(round: &Round, scores: &Scores) -> BTreeMap<String, ShortCode> {
    let signed = round.scheme().scoring.signed;
    let code = |candidate| Some((id(round, candidate), scores.sheet(candidate)?.1.code(signed)));
    round.all_candidates().filter_map(code).collect()
}

/// The codes of the questions about a signature under another sheet.
fn question_codes(round: &Round, questions: &[Question]) -> BTreeMap<String, ShortCode> {
    let about = |question: &Question| match question.kind {
        QuestionKind::SignedOther { candidate, .. } => Some((id(round, candidate), question.code)),
        QuestionKind::Gap { .. }
        | QuestionKind::NoPreferences { .. }
        | QuestionKind::Tie { .. }
        | QuestionKind::Unsigned { .. } => None,
    };
    questions.iter().filter_map(about).collect()
}

fn id(round: &Round, candidate: CandidateRef) -> String {
    round.candidate(candidate).id().to_string()
}

fn job(round: &Round, vacancy: VacancyRef) -> String {
    round.vacancy(vacancy).id.to_string()
}

fn sheets(round: &Round, scores: &Scores, verdict: &mut Verdict) {
    for candidate in round.all_candidates() {
        let sheet = scores.sheet(candidate).map(|(sheet, _)| plain_sheet(round, candidate, sheet));
        verdict.sheets.insert(id(round, candidate), sheet);
    }
}

fn plain_sheet(round: &Round, candidate: CandidateRef, sheet: &sheet::Sheet) -> Sheet {
    let mut items = [0; 5];
    for (points, line) in items.iter_mut().zip(&sheet.items) {
        *points = hundredths(line.points);
    }
    let keys: Vec<&str> =
        sheet.items.iter().map(|line| round.scheme().scoring.item(line.item).key.as_str()).collect();
    assert_eq!(keys, ["service", "grade", "education", "rewards", "discipline"]);
    // The sixth step of the rewards is once per cause.
    let rows = round.dossier(candidate).rows(Source::Events);
    let kept = sheet.items[3].steps[5].rows();
    Sheet {
        items,
        assessment: hundredths(sheet.assessment),
        exam: sheet.exam.map_or(-1, |exam| hundredths(exam.points)),
        total: sheet.total.map_or(-1, hundredths),
        kept: kept.iter().map(|row| rows[usize::from(*row)].line).collect(),
    }
}

fn order(round: &Round, ranking: &Ranking, verdict: &mut Verdict) {
    for ranked in &ranking.places {
        verdict.order.insert((usize::from(ranking.sitting.0), ranked.rank, id(round, ranked.candidate)));
    }
}

fn question(round: &Round, kind: &QuestionKind) -> (&'static str, Vec<String>) {
    let ids = |candidates: &[CandidateRef]| candidates.iter().map(|one| id(round, *one)).collect();
    match kind {
        QuestionKind::Gap { gap, candidates } => {
            let mut people: Vec<String> = ids(candidates);
            people.insert(0, round.scheme().scoring.gap(*gap).key.to_string());
            ("gap", people)
        }
        QuestionKind::Unsigned { candidate, .. } => ("unsigned", ids(&[*candidate])),
        QuestionKind::SignedOther { candidate, .. } => ("signed-other", ids(&[*candidate])),
        QuestionKind::Tie { candidates, .. } => ("tie", ids(candidates)),
        QuestionKind::NoPreferences { candidate } => ("no-preferences", ids(&[*candidate])),
    }
}

fn done(round: &Round, placement: &Placement) -> Verdict {
    let mut verdict = Verdict::default();
    sheets(round, &placement.scores, &mut verdict);
    for sitting in &placement.sittings {
        order(round, &sitting.ranking, &mut verdict);
        for turn in &sitting.turns {
            let event = match turn.event {
                Event::Absent => "absent".to_owned(),
                Event::Chose(vacancy) => format!("chose {}", job(round, vacancy)),
                Event::Exhausted => "exhausted".to_owned(),
                Event::GaveUp => "gave_up".to_owned(),
                Event::Late => "late".to_owned(),
                Event::TimedOut => "timed_out".to_owned(),
            };
            verdict.turns.push((
                usize::from(sitting.ranking.sitting.0),
                turn.n,
                id(round, turn.candidate),
                event,
            ));
        }
        for result in &sitting.results {
            let fate = match result.fate {
                outcome::Fate::Absent => Fate::Absent,
                outcome::Fate::Excluded => Fate::Excluded,
                outcome::Fate::Exhausted => Fate::Exhausted,
                outcome::Fate::GaveUp => Fate::GaveUp,
                outcome::Fate::Placed { vacancy, turn, preference } => {
                    Fate::Placed { job: job(round, vacancy), turn, preference: preference.unwrap_or(0) }
                }
                outcome::Fate::PlacedByRuling(vacancy) => Fate::PlacedByRuling(job(round, vacancy)),
            };
            verdict.fates.insert(id(round, result.candidate), (result.rank, fate));
        }
        let offered = |vacancy: VacancyRef| round.vacancy(vacancy).sitting == sitting.ranking.sitting;
        for (vacancy, seats) in round.all_vacancies().zip(&sitting.seats).filter(|(v, _)| offered(*v)) {
            verdict.seats.insert(job(round, vacancy), (seats.left, seats.last_turn));
        }
    }
    let rankings: Vec<Ranking> = placement.sittings.iter().map(|sitting| sitting.ranking.clone()).collect();
    verdict.share = average_exam_share(&placement.scores, &rankings).map(|share| share.to_four_places());
    verdict.warnings = placement.warnings.iter().filter_map(warning).collect();
    verdict
}

/// Those warnings that the text of the scheme decides.
fn warning(warning: &Warning) -> Option<(&'static str, String)> {
    let decided = [
        WarningCode::EarlierSignatureStands,
        WarningCode::ExamShareOutside,
        WarningCode::FactNotCounted,
        WarningCode::LotUnneeded,
    ];
    let candidate = warning.candidate.as_ref().map_or(String::new(), ToString::to_string);
    decided.contains(&warning.code).then(|| (warning.code.as_str(), candidate))
}
