//! The answer of `place`: the result, or the ranking so far.

use super::FORMAT;
use super::questions::{QuestionJson, questions_json};
use crate::lang::Lang;
use anzhi_core::outcome::{ExamShare, Outcome, Placement, Scores};
use anzhi_core::place::average_exam_share;
use anzhi_core::rank::Ranking;
use anzhi_core::round::Round;
use anzhi_record::{RoundResult, WarningLine};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `place`: the result, or what keeps the round from one.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PlaceJson {
    /// The version of the format.
    pub format: u32,
    /// The result, as in `result.json`; absent while questions are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<RoundResult>,
    /// The fingerprint of the record, if one was written: 64 lower-case hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The ranking so far, while questions are open.
    pub ranking: Vec<RankedJson>,
    /// The average share of the exam in the totals of the ranked, four places; absent before the exam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_exam_share: Option<String>,
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
    /// The rank; people who stay tied share one.
    pub rank: u32,
    /// The candidate.
    pub id: String,
    /// The total.
    pub total: String,
}

/// A finished round, or one that waits for people. A faulty one has no answer of this form.
pub fn place_json(round: &Round, outcome: &Outcome, lang: Lang) -> Option<PlaceJson> {
    let empty = PlaceJson {
        format: FORMAT,
        result: None,
        record: None,
        ranking: Vec::new(),
        average_exam_share: None,
        questions: Vec::new(),
        warnings: Vec::new(),
    };
    match outcome {
        Outcome::Done(placement) => Some(PlaceJson {
            result: Some(RoundResult::new(round, placement)),
            average_exam_share: share(&placement.scores, &rankings(placement)),
            warnings: placement.warnings.iter().map(WarningLine::from).collect(),
            ..empty
        }),
        Outcome::Questions(standing) => Some(PlaceJson {
            ranking: ranking_json(round, &standing.rankings),
            average_exam_share: share(&standing.scores, &standing.rankings),
            questions: questions_json(round, &standing.questions, lang),
            warnings: standing.warnings.iter().map(WarningLine::from).collect(),
            ..empty
        }),
        Outcome::Fault(_) => None,
    }
}

fn rankings(placement: &Placement) -> Vec<Ranking> {
    placement.sittings.iter().map(|sitting| sitting.ranking.clone()).collect()
}

fn share(scores: &Scores, rankings: &[Ranking]) -> Option<String> {
    average_exam_share(scores, rankings).map(ExamShare::to_four_places)
}

fn ranking_json(round: &Round, rankings: &[Ranking]) -> Vec<RankedJson> {
    let of = |ranking: &Ranking| {
        let sitting = round.scheme().sittings[usize::from(ranking.sitting.0)].key.to_string();
        let places = ranking.places.iter().map(|ranked| RankedJson {
            sitting: sitting.clone(),
            rank: ranked.rank,
            id: round.candidate(ranked.candidate).id().to_string(),
            total: ranked.total.to_string(),
        });
        places.collect::<Vec<_>>()
    };
    rankings.iter().flat_map(of).collect()
}
