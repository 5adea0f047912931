//! The answer of `explain`: everything about one candidate.

use super::FORMAT;
use super::preferences::{PreferenceJson, preferences_json};
use super::questions::{QuestionJson, questions_json};
use super::ranking::{RankingJson, ranking_json};
use super::sheet::{SheetJson, sheet_json};
use crate::after::at;
use crate::explain::concerns;
use crate::lang::Lang;
use crate::placement::group_name;
use crate::rulings::{about, decision};
use anzhi_core::after::Aftermath;
use anzhi_core::outcome::{Fate, Outcome, Placement, Scores, Standing};
use anzhi_core::question::Question;
use anzhi_core::rank::Ranking;
use anzhi_core::round::{CandidateRef, Decision, Round, Ruling};
use anzhi_core::session::{Event, Turn};
use anzhi_core::warning::Warning;
use anzhi_core::why::{why, why_before};
use anzhi_record::{AfterLine, WarningLine};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `explain`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ExplainJson {
    /// The version of the format.
    pub format: u32,
    /// The sheet.
    pub sheet: SheetJson,
    /// The sitting.
    pub sitting: String,
    /// The group, if the scheme has groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The rulings on the candidate.
    pub rulings: Vec<RulingJson>,
    /// The rank and what decided it, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranking: Option<RankingJson>,
    /// The candidate's turns as taken.
    pub turns: Vec<OwnTurnJson>,
    /// How many of the sitting wait for a ruling: while there are any, the rank is provisional.
    pub waiting: usize,
    /// What came of the candidate in the meeting, as in `result.json`: of those whom a ruling places or excludes at once, of the
    /// others once everybody has chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Where the candidate was placed in the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
    /// What a ruling changed for the candidate after the meeting; absent if nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<AfterJson>,
    /// Each preference and what came of it.
    pub preferences: Vec<PreferenceJson>,
    /// Open questions that concern the candidate.
    pub questions: Vec<QuestionJson>,
    /// Warnings on the candidate.
    pub warnings: Vec<WarningLine>,
}

/// A ruling on the candidate.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RulingJson {
    /// What it is about, in English as in the normal form.
    pub object: String,
    /// The value that it replaces.
    pub old: String,
    /// The value that holds from then on.
    pub new: String,
    /// Who decided.
    pub who: String,
    /// When.
    pub date: String,
    /// By which document; may be empty.
    pub document: String,
    /// What it decides, in words.
    pub decision: String,
}

/// A turn of the candidate.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OwnTurnJson {
    /// Its number in the sitting, from 1.
    pub n: u32,
    /// `chose`, `gave_up`, `absent`, `timed_out`, `late` or `exhausted`.
    pub event: String,
    /// What was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

/// What a ruling changed after the meeting.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct AfterJson {
    /// Who lost a seat or was given one, and what came of it, as in `result.json`.
    #[serde(flatten)]
    pub line: AfterLine,
    /// When it was decided.
    pub date: String,
    /// By which document.
    pub document: String,
}

impl AfterJson {
    pub(super) fn new(round: &Round, after: Aftermath) -> Self {
        let authority = after.ruling(round).map(|ruling| &ruling.authority);
        Self {
            line: AfterLine::new(round, after),
            date: authority.map_or_else(String::new, |authority| authority.date.to_string()),
            document: authority.map_or_else(String::new, |authority| authority.document.to_string()),
        }
    }
}

/// Everything about one candidate of a round that is placed, or is not yet.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_report::{Lang, json::explain_json};
///
/// let outcome = anzhi_core::place::place(&round);
/// let explain = |id| explain_json(&round, &outcome, round.find_candidate(id)?, Lang::En);
/// let answer = explain("21").ok_or("not there")?;
/// let ranking = answer.ranking.ok_or("not ranked")?;
/// assert_eq!((ranking.rank, ranking.decided_by.as_str(), ranking.behind.as_deref()), (17, "lot", Some("22")));
/// let (first, second) = (&answer.preferences[0], &answer.preferences[1]);
/// assert_eq!((first.vacancy.as_str(), first.reason.as_str(), first.last_turn), ("06-1", "full", Some(16)));
/// assert_eq!((first.taken_by[0].candidate.as_str(), first.taken_by[0].rank), ("07", Some(15)));
/// assert_eq!((second.reason.as_str(), answer.vacancy.as_deref()), ("had", Some("07-1")));
/// assert_eq!((answer.turns[0].n, answer.turns[0].event.as_str()), (17, "chose"));
/// let ruled = explain("18").ok_or("not there")?;
/// assert_eq!((ruled.rulings[0].old.as_str(), ruled.rulings[0].new.as_str()), ("否", "是"));
/// // Nothing followed the meeting of this round.
/// assert!(ruled.after.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain_json(
    round: &Round,
    outcome: &Outcome,
    candidate: CandidateRef,
    lang: Lang,
) -> Option<ExplainJson> {
    match outcome {
        Outcome::Done(placement) => after(round, placement, candidate, lang),
        Outcome::Questions(standing) => Some(before(round, standing, candidate, lang)),
        // Before the exam there is no placement, but sheets can be explained.
        Outcome::Fault(_) => {
            let standing = anzhi_core::place::stand(round).ok()?;
            Some(before(round, &standing, candidate, lang))
        }
    }
}

fn after(round: &Round, placement: &Placement, candidate: CandidateRef, lang: Lang) -> Option<ExplainJson> {
    let (allocation, result) = placement.find(candidate)?;
    let own = allocation.turns.iter().filter(|turn| turn.candidate == candidate);
    let scores = &placement.scores;
    Some(ExplainJson {
        turns: own.map(|turn| turn_json(round, turn)).collect(),
        outcome: Some(result.fate.as_str().into()),
        vacancy: result.fate.vacancy().map(|vacancy| round.vacancy(vacancy).id.to_string()),
        after: placement.after(candidate).map(|after| AfterJson::new(round, after)),
        preferences: preferences_json(
            round,
            scores,
            candidate,
            lang,
            |vacancy| why(round, placement, candidate, vacancy),
            |vacancy| at(placement, vacancy),
        ),
        ..person(round, scores, [&allocation.ranking], &placement.warnings, candidate, lang)
    })
}

fn before(round: &Round, standing: &Standing, candidate: CandidateRef, lang: Lang) -> ExplainJson {
    let Standing { scores, rankings, questions, warnings, .. } = standing;
    let own: Vec<Question> =
        questions.iter().filter(|question| concerns(&question.kind, candidate)).cloned().collect();
    ExplainJson {
        preferences: preferences_json(
            round,
            scores,
            candidate,
            lang,
            |vacancy| why_before(round, scores, candidate, vacancy),
            |_| Vec::new(),
        ),
        questions: questions_json(round, &own, lang),
        waiting: standing.waiting(round, round.candidate(candidate).sitting).count(),
        outcome: Fate::by_ruling(round, candidate).map(|fate| fate.as_str().into()),
        vacancy: round.placed_by_ruling(candidate).map(|vacancy| round.vacancy(vacancy).id.to_string()),
        ..person(round, scores, rankings, warnings, candidate, lang)
    }
}

/// What is known of a candidate before anybody has chosen.
fn person<'r>(
    round: &Round,
    scores: &Scores,
    rankings: impl IntoIterator<Item = &'r Ranking>,
    warnings: &[Warning],
    candidate: CandidateRef,
    lang: Lang,
) -> ExplainJson {
    let own = round.candidate(candidate);
    let on_them = warnings.iter().filter(|warning| warning.candidate.as_ref() == Some(own.id()));
    let rulings = round.rulings().iter().filter(|(_, decision)| about(round, decision) == Some(candidate));
    ExplainJson {
        format: FORMAT,
        sheet: sheet_json(round, scores, candidate, lang),
        sitting: round.scheme().sittings[usize::from(own.sitting.0)].key.to_string(),
        group: Some(group_name(round, candidate)).filter(|group| !group.is_empty()),
        rulings: rulings.map(|(ruling, decision)| ruling_json(round, ruling, decision, lang)).collect(),
        ranking: rankings.into_iter().find_map(|all| ranking_json(round, scores, all, candidate, lang)),
        turns: Vec::new(),
        waiting: 0,
        outcome: None,
        vacancy: None,
        after: None,
        preferences: Vec::new(),
        questions: Vec::new(),
        warnings: on_them.map(WarningLine::from).collect(),
    }
}

pub(super) fn ruling_json(round: &Round, ruling: &Ruling, decided: &Decision, lang: Lang) -> RulingJson {
    RulingJson {
        object: ruling.object.to_string(),
        old: ruling.old.to_string(),
        new: ruling.new.to_string(),
        who: ruling.authority.who.to_string(),
        date: ruling.authority.date.to_string(),
        document: ruling.authority.document.to_string(),
        decision: decision(round, ruling, decided, lang),
    }
}

fn turn_json(round: &Round, turn: &Turn) -> OwnTurnJson {
    OwnTurnJson {
        n: turn.n,
        event: turn.event.as_str().into(),
        vacancy: match turn.event {
            Event::Chose(vacancy) => Some(round.vacancy(vacancy).id.to_string()),
            Event::Absent | Event::Exhausted | Event::GaveUp | Event::Late | Event::TimedOut => None,
        },
    }
}
