//! The answer of `score`: every sheet.

use super::FORMAT;
use super::questions::{QuestionJson, questions_json};
use super::sheet::{SheetJson, sheet_json};
use crate::lang::Lang;
use anzhi_core::outcome::Scores;
use anzhi_core::question::Question;
use anzhi_core::round::Round;
use schemars::JsonSchema;
use serde::Serialize;

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

/// All score sheets.
pub fn score_json(round: &Round, scores: &Scores, questions: &[Question], lang: Lang) -> ScoreJson {
    ScoreJson {
        format: FORMAT,
        round: round.heading().id.to_string(),
        sheets: round.all_candidates().map(|candidate| sheet_json(round, scores, candidate, lang)).collect(),
        questions: questions_json(round, questions, lang),
    }
}
