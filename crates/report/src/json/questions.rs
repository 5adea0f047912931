//! Open questions and the lines that answer them.

use crate::lang::Lang;
use anzhi_core::question::{Question, ReadyLine};
use anzhi_core::round::Round;
use schemars::JsonSchema;
use serde::Serialize;

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

impl ReadyJson {
    /// A ready line as a form.
    pub(super) fn of(line: ReadyLine) -> Self {
        Self {
            table: anzhi_tables::layout::file_names(line.table).0.into(),
            cells: line.cells.into_iter().map(|(key, cell)| (key.into(), cell)).collect(),
        }
    }
}

/// Open questions in their order.
pub(super) fn questions_json(round: &Round, questions: &[Question], lang: Lang) -> Vec<QuestionJson> {
    questions
        .iter()
        .map(|question| QuestionJson {
            code: question.code.to_string(),
            kind: question.kind.as_str().into(),
            question: crate::questions::sentence(round, &question.kind, lang),
            ready: question.ready_lines(round).into_iter().map(ReadyJson::of).collect(),
        })
        .collect()
}
