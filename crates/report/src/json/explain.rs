//! The answer of `explain`: everything about one candidate.

use super::FORMAT;
use super::preferences::{PreferenceJson, preferences_json};
use super::sheet::{SheetJson, sheet_json};
use crate::explain::why_sentence;
use crate::lang::Lang;
use anzhi_core::outcome::{Outcome, Standing};
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::why::{why, why_before};
use schemars::JsonSchema;
use serde::Serialize;

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
    /// What came of the candidate, as in `result.json`, once everybody has chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Each preference and what came of it.
    pub preferences: Vec<PreferenceJson>,
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
            outcome: None,
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
