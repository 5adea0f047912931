//! What came of each preference.

use anzhi_core::round::{CandidateRef, Preference, Round, VacancyRef};
use schemars::JsonSchema;
use serde::Serialize;

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

/// The list of a candidate.
pub(super) fn preferences_json(
    round: &Round,
    candidate: CandidateRef,
    why: impl Fn(VacancyRef) -> String,
) -> Vec<PreferenceJson> {
    let line = |preference: &Preference| PreferenceJson {
        order: preference.order,
        vacancy: round.vacancy(preference.vacancy).id.to_string(),
        why: why(preference.vacancy),
    };
    round.list(candidate).iter().map(line).collect()
}
