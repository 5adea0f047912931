//! The whole round in one call: score, rank, ask, allocate, carry out what was ruled afterwards, check.

use crate::after::aftermath;
use crate::asking::{preferences, signatures, signing_has_begun, takes_part, ties, void_answers};
use crate::eligibility::Education;
use crate::fault::{Fault, FaultKind, Table};
use crate::noticing::{notice, notice_after, notice_share};
use crate::outcome::{Allocation, CandidateResult, ExamShare, Fate, Outcome, Placement, Standing};
use crate::points::Points;
use crate::question::{Question, QuestionKind};
use crate::rank::{Ranking, rank, unneeded_lots};
use crate::recheck::{Broken, recheck, recheck_after};
use crate::round::blame::blame;
use crate::round::{CandidateRef, Round, SittingRef};
use crate::scheme::{Counted, GapId};
use crate::score::{Unscored, class_alone, score};
use crate::session::{Event, Session};
use crate::sheet::{Sheet, SheetDigest};
use crate::warning::{Warning, WarningCode};
use std::collections::{BTreeMap, BTreeSet};

/// The sheets of a round.
///
/// Shown at [`score_all`].
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// By candidate; `None` while a gap holds the sheet back.
    sheets: Vec<Option<(Sheet, SheetDigest)>>,
    /// By candidate: the education that counts.
    education: Vec<Education>,
}

impl Scores {
    /// The sheet of a candidate and its digests.
    pub fn sheet(&self, candidate: CandidateRef) -> Option<&(Sheet, SheetDigest)> {
        self.sheets.get(candidate.0 as usize)?.as_ref()
    }

    /// The education that counts for a candidate: known even while a gap of another item holds the sheet back.
    pub fn education(&self, candidate: CandidateRef) -> Education {
        self.education.get(candidate.0 as usize).copied().unwrap_or(Education::Open)
    }
}

/// Scores everybody, without asking for signatures or preferences.
///
/// # Errors
/// All faults of all dossiers.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let (scores, questions) = anzhi_core::place::score_all(&round).map_err(|faults| format!("{faults:?}"))?;
/// let who = round.find_candidate("01").ok_or("not there")?;
/// let (sheet, _) = scores.sheet(who).ok_or("held back by a gap")?;
/// assert_eq!(sheet.assessment.to_string(), "27");
/// assert!(questions.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score_all(round: &Round) -> Result<(Scores, Vec<Question>), Vec<Fault>> {
    let mut scores = Scores::default();
    let mut faults = Vec::new();
    let mut open: BTreeMap<GapId, Vec<CandidateRef>> = BTreeMap::new();
    let scoring = &round.scheme.scoring;
    for candidate in round.all_candidates() {
        let sheet = match score(&round.scheme, &round.cohort, round.dossier(candidate)) {
            Ok(sheet) => Some(sheet),
            Err(Unscored::Faults(found)) => {
                let at =
                    |fault| blame(&scoring.facts, &round.rulings, candidate, round.dossier(candidate), fault);
                faults.extend(found.into_iter().map(at));
                None
            }
            Err(Unscored::Gaps(gaps)) => {
                if !round.is_excluded(candidate) {
                    gaps.iter().for_each(|gap| open.entry(*gap).or_default().push(candidate));
                }
                None
            }
        };
        scores.education.push(education(round, candidate, sheet.as_ref()));
        let salt = round.secret.salt(round.candidate(candidate).id());
        scores.sheets.push(sheet.map(|sheet| {
            let digest = sheet.digest(scoring, salt);
            (sheet, digest)
        }));
    }
    if !faults.is_empty() {
        faults.sort();
        return Err(faults);
    }
    let ask = |(gap, candidates)| Question::new(round, QuestionKind::Gap { gap, candidates });
    Ok((scores, open.into_iter().map(ask).collect()))
}

/// From the sheet, or from the item alone if there is no sheet.
fn education(round: &Round, candidate: CandidateRef, sheet: Option<&Sheet>) -> Education {
    let Some((counted, ladder)) = round.scheme.choosing.education else { return Education::Uncounted };
    let line = sheet.and_then(|sheet| match counted {
        Counted::Item(item) => sheet.items.iter().find(|line| line.item == item),
        Counted::Value(_) => None,
    });
    let class = match line {
        Some(line) => Some(line.best_class(&round.scheme.scoring, ladder)),
        None => class_alone(&round.scheme, &round.cohort, round.dossier(candidate), (counted, ladder)),
    };
    class.map_or(Education::Open, |class| class.map_or(Education::Uncounted, Education::Class))
}

/// The whole round: everybody is scored and ranked, and if no question is open, placed in turn.
///
/// Nothing is broken by the order of rows or a hidden default. Nobody is placed while a question is open.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::outcome::Outcome;
/// use anzhi_core::place::place;
///
/// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
/// let first = &placement.sittings[0].results[0];
/// assert_eq!(round.candidate(first.candidate).id().as_str(), "17");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn place(round: &Round) -> Outcome {
    place_asking(round, |_| true)
}

/// As [`place`], as if everybody had signed: to see where a scheme would lead. Nothing of it is a result.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_core::{outcome::Outcome, place::{place, place_as_if_signed}};
///
/// files.remove("acknowledgements.csv");
/// # let round = anzhi_tables::read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
/// assert!(matches!(place(&round), Outcome::Questions(_)));
/// assert!(matches!(place_as_if_signed(&round), Outcome::Done(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn place_as_if_signed(round: &Round) -> Outcome {
    place_asking(round, |kind| match kind {
        QuestionKind::SignedOther { .. } | QuestionKind::Unsigned { .. } => false,
        QuestionKind::Gap { .. } | QuestionKind::NoPreferences { .. } | QuestionKind::Tie { .. } => true,
    })
}

/// Places everybody unless a question is open that must be asked.
fn place_asking(round: &Round, asked: fn(&QuestionKind) -> bool) -> Outcome {
    if round.waits_for_exam() {
        let fault = Fault::new(Table::Exams, 0, "", FaultKind::NoExams, "");
        return Outcome::Fault(vec![fault]);
    }
    let standing = stand(round).map(|mut standing| {
        standing.questions.retain(|question| asked(&question.kind));
        standing
    });
    match standing {
        Err(faults) => Outcome::Fault(faults),
        Ok(standing) if !standing.questions.is_empty() => Outcome::Questions(standing),
        Ok(Standing { scores, rankings, mut warnings, .. }) => {
            let mut sittings: Vec<Allocation> = Vec::with_capacity(rankings.len());
            for ranking in rankings {
                let ranking = match without_settled(round, &scores, ranking, &sittings) {
                    Ok(ranking) => ranking,
                    Err(faults) => return Outcome::Fault(faults),
                };
                let allocation = allocate(round, &scores, ranking);
                if let Err(what) = recheck(round, &scores, &sittings, &allocation) {
                    return Outcome::Fault(vec![check_failed(what)]);
                }
                sittings.push(allocation);
            }
            let settled = match aftermath(round, &scores, &sittings) {
                Ok(settled) => settled,
                Err(faults) => return Outcome::Fault(faults),
            };
            if let Err(what) = recheck_after(round, &scores, &sittings, &settled.after) {
                return Outcome::Fault(vec![check_failed(what)]);
            }
            notice_after(round, &scores, &sittings, &settled.after, &mut warnings);
            warnings.sort();
            warnings.dedup();
            Outcome::Done(Placement::new(scores, sittings, settled, warnings))
        }
    }
}

fn check_failed(what: Broken) -> Fault {
    Fault::new(Table::Round, 0, "", FaultKind::CheckFailed { what }, "")
}

/// Scores and ranks everybody and collects all open questions. Before the exam there are no totals: nobody is
/// ranked or asked for preferences, and for a signature only where the assessment is signed and signing has begun.
///
/// # Errors
/// All faults that scoring and ranking find, and every answer that answers nothing.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// assert!(standing.questions.is_empty());
/// assert_eq!(standing.rankings[0].places.len(), 23);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stand(round: &Round) -> Result<Standing, Vec<Fault>> {
    let (scores, mut questions) = score_all(round)?;
    let held_back: Vec<CandidateRef> =
        round.all_candidates().filter(|c| !round.is_excluded(*c) && scores.sheet(*c).is_none()).collect();
    let mut warnings = round.warnings.clone();
    let mut answered = BTreeSet::new();
    let final_totals = !round.waits_for_exam();
    if final_totals || signing_has_begun(round) {
        signatures(round, &scores, &mut questions, &mut answered, &mut warnings);
    }
    let mut faults = void_answers(round, &answered, &questions);
    // A tie among totals that a gap may still change is not yet a tie, and a lot may yet be needed.
    let provisional: BTreeSet<SittingRef> =
        held_back.iter().flat_map(|candidate| round.sittings(*candidate)).collect();
    let mut rankings = Vec::new();
    for (place, _) in (0..).zip(&round.scheme.sittings) {
        let sitting = SittingRef(place);
        match rank(round, sitting, &totals_of(round, &scores, sitting)) {
            Err(found) => faults.extend(found),
            Ok(ranking) => {
                if final_totals && !provisional.contains(&sitting) {
                    questions.extend(ties(round, &ranking));
                }
                rankings.push(ranking);
            }
        }
    }
    if !faults.is_empty() {
        faults.sort();
        return Err(faults);
    }
    if final_totals {
        preferences(round, &mut questions, &mut warnings);
        let unneeded = unneeded_lots(round, &rankings).into_iter().map(|who| round.candidate(who));
        let settled = unneeded.filter(|candidate| !provisional.contains(&candidate.sitting));
        warnings.extend(settled.map(|candidate| Warning::on(WarningCode::LotUnneeded, candidate.id())));
    }
    notice(round, &scores, &mut warnings);
    if held_back.is_empty() {
        notice_share(round, &scores, &rankings, &mut warnings);
    }
    questions.sort_by(|a, b| a.kind.cmp(&b.kind));
    warnings.sort();
    warnings.dedup();
    Ok(Standing { scores, rankings, held_back, questions, warnings })
}

fn totals_of<'a>(
    round: &Round,
    scores: &'a Scores,
    sitting: SittingRef,
) -> Vec<(CandidateRef, &'a Sheet, Points)> {
    round
        .all_candidates()
        .filter(|candidate| round.sits(*candidate, sitting) && takes_part(round, *candidate))
        .filter_map(|candidate| {
            let (sheet, _) = scores.sheet(candidate)?;
            Some((candidate, sheet, sheet.total_for(round.kind_of(sitting))?))
        })
        .collect()
}

/// The ranking of those for whom an earlier sitting has settled nothing.
fn without_settled(
    round: &Round,
    scores: &Scores,
    ranking: Ranking,
    earlier: &[Allocation],
) -> Result<Ranking, Vec<Fault>> {
    let results = earlier.iter().flat_map(|allocation| &allocation.results);
    let settled: BTreeSet<CandidateRef> =
        results.filter(|result| result.fate != Fate::Exhausted).map(|result| result.candidate).collect();
    if ranking.places.iter().all(|ranked| !settled.contains(&ranked.candidate)) {
        return Ok(ranking);
    }
    let mut scored = totals_of(round, scores, ranking.sitting);
    scored.retain(|(candidate, ..)| !settled.contains(candidate));
    rank(round, ranking.sitting, &scored)
}

/// The sum of the exam parts over the sum of the totals of everybody ranked.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::place::{average_exam_share, stand};
///
/// let standing = stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let share = average_exam_share(&standing.scores, &standing.rankings).ok_or("nobody is ranked")?;
/// assert_eq!(share.to_four_places(), "0.2673"); // 179.27 of 670.77
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn average_exam_share(scores: &Scores, rankings: &[Ranking]) -> Option<ExamShare> {
    let ranked = rankings.iter().flat_map(|ranking| &ranking.places);
    ExamShare::of(ranked.filter_map(|ranked| {
        let (sheet, _) = scores.sheet(ranked.candidate)?;
        Some((sheet.exam?.points, ranked.total))
    }))
}

/// Drives a session from the lists handed in beforehand.
fn allocate(round: &Round, scores: &Scores, ranking: Ranking) -> Allocation {
    let mut session = Session::open(round, scores, &ranking);
    let mut had_a_turn = BTreeSet::new();
    while let Some(candidate) = session.turn() {
        let first = had_a_turn.insert(candidate);
        // What is recorded concerns the first sitting of a person.
        let own = round.candidate(candidate).sitting == session.sitting();
        let event = match round.give_up(candidate).filter(|_| first && own) {
            Some(kind) => Event::from(kind),
            None => round
                .list(candidate)
                .iter()
                .find(|preference| session.closed(preference.vacancy).is_none())
                .map_or(Event::Exhausted, |preference| Event::Chose(preference.vacancy)),
        };
        // The event was made from what the session itself says is open, so that it cannot be refused; should it
        // be, the session would not advance, and the check afterwards names the candidate's missing turn.
        if session.apply(event).is_err() {
            break;
        }
    }
    let results = results(round, &ranking, session.turns());
    Allocation { turns: session.turns().to_vec(), seats: session.seats().to_vec(), results, ranking }
}

/// The ranked in order, then the placed by ruling and the excluded by id.
fn results(round: &Round, ranking: &Ranking, turns: &[crate::session::Turn]) -> Vec<CandidateResult> {
    // The last turn of a person decides; a late one has two.
    let last: BTreeMap<CandidateRef, _> = turns.iter().map(|turn| (turn.candidate, turn)).collect();
    let ranked = ranking.places.iter().filter_map(|ranked| {
        let candidate = ranked.candidate;
        let turn = last.get(&candidate)?;
        let fate = match turn.event {
            Event::Absent | Event::Late => Fate::Absent,
            Event::GaveUp | Event::TimedOut => Fate::GaveUp,
            Event::Exhausted => Fate::Exhausted,
            Event::Chose(vacancy) => Fate::Placed {
                vacancy,
                turn: turn.n,
                preference: round.list(candidate).iter().find(|p| p.vacancy == vacancy).map(|p| p.order),
            },
        };
        Some(CandidateResult { candidate, rank: Some(ranked.rank), fate })
    });
    let others = round.all_candidates().filter_map(|candidate| {
        let fate = Fate::by_ruling(round, candidate)?;
        let here = round.candidate(candidate).sitting == ranking.sitting;
        here.then_some(CandidateResult { candidate, rank: None, fate })
    });
    ranked.chain(others).collect()
}
