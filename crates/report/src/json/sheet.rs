//! A score sheet, line by line.

use crate::lang::Lang;
use crate::sheet::code;
use crate::steps::item_sentences;
use anzhi_core::outcome::Scores;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::sheet::ItemLine;
use schemars::JsonSchema;
use serde::Serialize;

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

/// The sheet of a candidate; without items and totals while a ruling is needed.
pub(super) fn sheet_json(round: &Round, scores: &Scores, candidate: CandidateRef, lang: Lang) -> SheetJson {
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
    let item = |line: &ItemLine| {
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
