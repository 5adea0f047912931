//! What the commands print as JSON. Every output carries a version; the schemas stand in `docs/schemas`.

use crate::explain::why_sentence;
use crate::faults::{mend, wrong};
use crate::forms;
use crate::lang::Lang;
use crate::sheet::code;
use crate::steps::item_sentences;
use anzhi_core::fault::{Fault, Table};
use anzhi_core::outcome::{Fate, Outcome, Scores, Standing};
use anzhi_core::question::Question;
use anzhi_core::rank::Ranking;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::warning::Warning;
use anzhi_core::why::{why, why_before};
use anzhi_record::{RoundResult, WarningLine};
use anzhi_tables::Faults;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of these outputs.
pub const FORMAT: u32 = 1;

/// What is wrong, asked or worth a look: the answer of `check`, and of every command that finds faults.
#[derive(Clone, Debug, Default, JsonSchema, Serialize)]
pub struct CheckJson {
    /// The version of the format.
    pub format: u32,
    /// All faults.
    pub faults: Vec<FaultJson>,
    /// All open questions.
    pub questions: Vec<QuestionJson>,
    /// All warnings.
    pub warnings: Vec<WarningLine>,
}

/// One fault.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct FaultJson {
    /// The stable code.
    pub code: String,
    /// The file.
    pub file: String,
    /// The line from 1; absent for the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column, of TOML files the character; absent for the whole line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What stands there.
    pub found: String,
    /// What is wrong, in words.
    pub wrong: String,
    /// How to mend it, in words.
    pub mend: String,
}

/// One open question.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct QuestionJson {
    /// The code of the question.
    pub code: String,
    /// Its kind: `gap`, `unsigned`, `signed-other`, `tie` or `no-preferences`.
    pub kind: String,
    /// What it asks, in words.
    pub question: String,
    /// The lines that answer it.
    pub ready: Vec<ReadyJson>,
}

/// A line that answers a question.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ReadyJson {
    /// The table, without `.csv`.
    pub table: String,
    /// The columns and what is to stand there; a missing value is for people to fill in.
    pub cells: Vec<(String, Option<String>)>,
}

/// The answer of `score`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ScoreJson {
    /// The version of the format.
    pub format: u32,
    /// The id of the round.
    pub round: String,
    /// One for each candidate, by id.
    pub sheets: Vec<SheetJson>,
    /// Open questions that hold sheets back.
    pub questions: Vec<QuestionJson>,
}

/// One score sheet.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SheetJson {
    /// The candidate.
    pub id: String,
    /// The items in the scheme's order.
    pub items: Vec<ItemJson>,
    /// The assessment, a decimal number; absent while a ruling is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<String>,
    /// The exam part, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exam: Option<String>,
    /// The total, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// The digest of the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The code to sign; absent while the sheet is not to be signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// One item of a sheet.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ItemJson {
    /// The scheme's name for it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where the paper states it.
    pub clause: String,
    /// Its points, a decimal number.
    pub points: String,
    /// What each step did, in words.
    pub steps: Vec<String>,
}

/// The answer of `place`: the result, or what keeps the round from one.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PlaceJson {
    /// The version of the format.
    pub format: u32,
    /// The result, as in `result.json`; absent while questions are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<RoundResult>,
    /// The ranking so far, while questions are open; of each sitting the ranked come first, then those whose
    /// sheets wait for a ruling.
    pub ranking: Vec<RankedJson>,
    /// All open questions.
    pub questions: Vec<QuestionJson>,
    /// All warnings.
    pub warnings: Vec<WarningLine>,
}

/// One place of a ranking that is not final.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RankedJson {
    /// The sitting.
    pub sitting: String,
    /// The rank; people who stay tied share one. Absent while the sheet waits for a ruling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The candidate.
    pub id: String,
    /// The total; absent while the sheet waits for a ruling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
}

/// The answer of `explain`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ExplainJson {
    /// The version of the format.
    pub format: u32,
    /// The sheet.
    pub sheet: SheetJson,
    /// The rank, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// How many of the sitting wait for a ruling: while there are any, the rank is provisional.
    pub waiting: usize,
    /// What came of the candidate, as in `result.json`: of those whom a ruling places or excludes at once, of the
    /// others once everybody has chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Each preference and what came of it.
    pub preferences: Vec<PreferenceJson>,
}

/// One preference and what came of it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PreferenceJson {
    /// Its number, from 1.
    pub order: u32,
    /// The vacancy.
    pub vacancy: String,
    /// What came of it, in words.
    pub why: String,
}

/// The faults of a folder.
pub fn faults_json(faults: &Faults, files: &BTreeMap<Table, String>, lang: Lang) -> CheckJson {
    let file = |table: &Table| files.get(table).cloned().unwrap_or_default();
    let form = |(table, fault): &(Table, anzhi_schemes::FormFault)| FaultJson {
        code: fault.kind.code().into(),
        file: file(table),
        line: Some(fault.line),
        column: Some(fault.column.to_string()),
        found: fault.found.to_string(),
        wrong: forms::wrong(&fault.kind, &fault.found, lang),
        mend: forms::mend(&fault.kind, &fault.found, lang),
    };
    let mut all: Vec<FaultJson> = faults.forms.iter().map(form).collect();
    all.extend(faults.tables.iter().map(|fault| fault_json(fault, file(&fault.place.table), lang)));
    CheckJson { format: FORMAT, faults: all, ..CheckJson::default() }
}

fn fault_json(fault: &Fault, file: String, lang: Lang) -> FaultJson {
    FaultJson {
        code: fault.kind.code().into(),
        file,
        line: Some(fault.place.line).filter(|line| *line > 0),
        column: Some(fault.place.column.to_string()).filter(|column| !column.is_empty()),
        found: fault.found.to_string(),
        wrong: wrong(fault, lang),
        mend: mend(fault, lang),
    }
}

/// Questions and warnings without faults.
pub fn check_json(round: &Round, questions: &[Question], warnings: &[Warning], lang: Lang) -> CheckJson {
    CheckJson {
        format: FORMAT,
        faults: Vec::new(),
        questions: questions_json(round, questions, lang),
        warnings: warnings.iter().map(WarningLine::from).collect(),
    }
}

/// All score sheets.
pub fn score_json(round: &Round, scores: &Scores, questions: &[Question], lang: Lang) -> ScoreJson {
    ScoreJson {
        format: FORMAT,
        round: round.heading().id.to_string(),
        sheets: round.all_candidates().map(|candidate| sheet_json(round, scores, candidate, lang)).collect(),
        questions: questions_json(round, questions, lang),
    }
}

/// A finished round, or one that waits for people. A faulty one has no answer of this form.
pub fn place_json(round: &Round, outcome: &Outcome, lang: Lang) -> Option<PlaceJson> {
    let empty = PlaceJson {
        format: FORMAT,
        result: None,
        ranking: Vec::new(),
        questions: Vec::new(),
        warnings: Vec::new(),
    };
    match outcome {
        Outcome::Done(placement) => Some(PlaceJson {
            result: Some(RoundResult::new(round, placement)),
            warnings: placement.warnings.iter().map(WarningLine::from).collect(),
            ..empty
        }),
        Outcome::Questions(standing) => Some(PlaceJson {
            ranking: ranking_json(round, standing),
            questions: questions_json(round, &standing.questions, lang),
            warnings: standing.warnings.iter().map(WarningLine::from).collect(),
            ..empty
        }),
        Outcome::Fault(_) => None,
    }
}

/// Everything about one candidate of a round that is placed, or is not yet.
pub fn explain_json(
    round: &Round,
    outcome: &Outcome,
    candidate: CandidateRef,
    lang: Lang,
) -> Option<ExplainJson> {
    let before = |standing: &Standing| {
        let ranked = standing.rankings.iter().flat_map(|r| &r.places).find(|r| r.candidate == candidate);
        ExplainJson {
            format: FORMAT,
            sheet: sheet_json(round, &standing.scores, candidate, lang),
            rank: ranked.map(|ranked| ranked.rank),
            waiting: standing.waiting(round, round.candidate(candidate).sitting).count(),
            outcome: Fate::by_ruling(round, candidate).map(|fate| fate.as_str().into()),
            preferences: preferences_json(round, candidate, |vacancy| {
                let why = why_before(round, &standing.scores, candidate, vacancy);
                why_sentence(round, &standing.scores, (candidate, vacancy), &why, lang)
            }),
        }
    };
    match outcome {
        Outcome::Done(placement) => {
            let (_, result) = placement.find(candidate)?;
            Some(ExplainJson {
                format: FORMAT,
                sheet: sheet_json(round, &placement.scores, candidate, lang),
                rank: result.rank,
                waiting: 0,
                outcome: Some(result.fate.as_str().into()),
                preferences: preferences_json(round, candidate, |vacancy| {
                    let why = why(round, placement, candidate, vacancy);
                    why_sentence(round, &placement.scores, (candidate, vacancy), &why, lang)
                }),
            })
        }
        Outcome::Questions(standing) => Some(before(standing)),
        Outcome::Fault(_) => anzhi_core::place::stand(round).ok().map(|standing| before(&standing)),
    }
}

fn questions_json(round: &Round, questions: &[Question], lang: Lang) -> Vec<QuestionJson> {
    let ready = |line: anzhi_core::question::ReadyLine| ReadyJson {
        table: anzhi_tables::layout::file_names(line.table).0.into(),
        cells: line.cells.into_iter().map(|(key, cell)| (key.into(), cell)).collect(),
    };
    questions
        .iter()
        .map(|question| QuestionJson {
            code: question.code.to_string(),
            kind: question.kind.as_str().into(),
            question: crate::questions::sentence(round, &question.kind, lang),
            ready: question.ready_lines(round).into_iter().map(ready).collect(),
        })
        .collect()
}

fn sheet_json(round: &Round, scores: &Scores, candidate: CandidateRef, lang: Lang) -> SheetJson {
    let id = round.candidate(candidate).id().to_string();
    let Some((sheet, digest)) = scores.sheet(candidate) else {
        return SheetJson {
            id,
            items: Vec::new(),
            assessment: None,
            exam: None,
            total: None,
            digest: None,
            code: None,
        };
    };
    let item = |line: &anzhi_core::sheet::ItemLine| {
        let item = round.scheme().scoring.item(line.item);
        ItemJson {
            id: item.key.to_string(),
            title: item.title.to_string(),
            clause: item.clause.to_string(),
            points: line.points.to_string(),
            steps: item_sentences(round, candidate, line, lang),
        }
    };
    SheetJson {
        id,
        items: sheet.items.iter().map(item).collect(),
        assessment: Some(sheet.assessment.to_string()),
        exam: sheet.exam.map(|exam| exam.points.to_string()),
        total: sheet.total.map(|total| total.to_string()),
        digest: Some(digest.whole.to_string()),
        code: code(round, sheet, digest),
    }
}

fn ranking_json(round: &Round, standing: &Standing) -> Vec<RankedJson> {
    let of = |ranking: &Ranking| {
        let sitting = round.scheme().sittings[usize::from(ranking.sitting.0)].key.to_string();
        let places = ranking.places.iter().map(|ranked| RankedJson {
            sitting: sitting.clone(),
            rank: Some(ranked.rank),
            id: round.candidate(ranked.candidate).id().to_string(),
            total: Some(ranked.total.to_string()),
        });
        let waiting = standing.waiting(round, ranking.sitting).map(|candidate| RankedJson {
            sitting: sitting.clone(),
            rank: None,
            id: round.candidate(candidate).id().to_string(),
            total: None,
        });
        places.chain(waiting).collect::<Vec<_>>()
    };
    standing.rankings.iter().flat_map(of).collect()
}

fn preferences_json(
    round: &Round,
    candidate: CandidateRef,
    why: impl Fn(anzhi_core::round::VacancyRef) -> String,
) -> Vec<PreferenceJson> {
    let line = |preference: &anzhi_core::round::Preference| PreferenceJson {
        order: preference.order,
        vacancy: round.vacancy(preference.vacancy).id.to_string(),
        why: why(preference.vacancy),
    };
    round.list(candidate).iter().map(line).collect()
}
