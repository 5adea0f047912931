//! The answer of `score`: every sheet.

use super::FORMAT;
use super::questions::{QuestionJson, questions_json};
use super::sheet::{SheetJson, sheet_json};
use crate::lang::Lang;
use anzhi_core::outcome::{ExamShare, Standing};
use anzhi_core::round::Round;
use anzhi_record::WarningLine;
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
    /// The average share of the exam in the totals of the ranked, four places; absent before the exam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_exam_share: Option<String>,
    /// Open questions that hold sheets back.
    pub questions: Vec<QuestionJson>,
    /// All warnings; none while ranking finds faults.
    pub warnings: Vec<WarningLine>,
}

/// All score sheets.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_report::{Lang, json::score_json};
///
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let answer = score_json(&round, &standing, Lang::En);
/// let sheet = &answer.sheets[0];
/// assert_eq!((sheet.id.as_str(), sheet.assessment.as_deref()), ("01", Some("27")));
/// assert_eq!((sheet.exam.as_deref(), sheet.total.as_deref()), (Some("7.64"), Some("34.64")));
/// let service = &sheet.items[0];
/// assert_eq!((service.id.as_str(), service.points.as_str(), service.steps.len()), ("service", "16", 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score_json(round: &Round, standing: &Standing, lang: Lang) -> ScoreJson {
    let Standing { scores, questions, warnings, .. } = standing;
    ScoreJson {
        format: FORMAT,
        round: round.heading().id.to_string(),
        sheets: round.all_candidates().map(|candidate| sheet_json(round, scores, candidate, lang)).collect(),
        average_exam_share: standing.exam_share().map(ExamShare::to_four_places),
        questions: questions_json(round, questions, lang),
        warnings: warnings.iter().map(WarningLine::from).collect(),
    }
}
