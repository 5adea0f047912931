//! The answer of `place`: the result, or the ranking so far.

use super::FORMAT;
use super::questions::{QuestionJson, questions_json};
use crate::lang::Lang;
use anzhi_core::outcome::{ExamShare, Outcome, Placement, Standing};
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
    /// The ranking so far, while questions are open; of each sitting the ranked come first, then those whose
    /// sheets wait for a ruling.
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
    /// The rank; people who stay tied share one. Absent while the sheet waits for a ruling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The candidate.
    pub id: String,
    /// The total; absent while the sheet waits for a ruling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
}

/// A finished round, or one that waits for people. A faulty one has no answer of this form.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_core::place::place;
/// use anzhi_report::{Lang, json::place_json};
///
/// # let round = anzhi_tables::read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let answer = place_json(&round, &place(&round), Lang::En).ok_or("faults")?;
/// assert_eq!(answer.result.map(|result| result.sittings[0].turns.len()), Some(24));
/// assert_eq!(answer.average_exam_share.as_deref(), Some("0.2673"));
/// // Without the lots there is only a ranking so far, in which two share a rank.
/// files.remove("lots.csv");
/// # let round = anzhi_tables::read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let answer = place_json(&round, &place(&round), Lang::En).ok_or("faults")?;
/// assert!(answer.result.is_none());
/// let tied: Vec<_> = answer.ranking.iter().filter(|line| line.rank == Some(16)).collect();
/// assert_eq!((tied[0].id.as_str(), tied[1].id.as_str(), tied[0].total.as_deref()), ("21", "22", Some("23.75")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
            average_exam_share: average_exam_share(&placement.scores, &rankings(placement))
                .map(ExamShare::to_four_places),
            warnings: placement.warnings.iter().map(WarningLine::from).collect(),
            ..empty
        }),
        Outcome::Questions(standing) => Some(PlaceJson {
            ranking: ranking_json(round, standing),
            average_exam_share: standing.exam_share().map(ExamShare::to_four_places),
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
