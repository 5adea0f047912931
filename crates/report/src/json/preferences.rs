//! What came of each preference.

use super::explain::AfterJson;
use crate::explain::why_sentence;
use crate::lang::Lang;
use anzhi_core::after::Aftermath;
use anzhi_core::eligibility::Closed;
use anzhi_core::outcome::Scores;
use anzhi_core::round::{CandidateRef, Preference, Round, VacancyRef};
use anzhi_core::why::{Taken, Why};
use schemars::JsonSchema;
use serde::Serialize;

/// One preference and what came of it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PreferenceJson {
    /// Its number, from 1.
    pub order: u32,
    /// The vacancy.
    pub vacancy: String,
    /// The stable code of what came of it: `had`, `had-earlier`, `closed`, `full`, `no-turn` or `open-so-far`.
    pub reason: String,
    /// Which condition closes it: `age`, `certificate`, `education`, `group`, `no-seat`, `relative`, `sex` or
    /// `sitting`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Who had its seats before the candidate's turn, if that is why.
    pub taken_by: Vec<TakenJson>,
    /// The turn in which the last of these seats went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_turn: Option<u32>,
    /// What came of it, in words.
    pub why: String,
    /// Who lost a seat of the vacancy after the meeting, and who was given one; absent if nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<AfterJson>,
}

/// Who has a seat.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TakenJson {
    /// Who.
    pub candidate: String,
    /// The rank; absent if a ruling gave the seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The turn; absent if a ruling gave the seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
}

/// The list of a candidate.
pub(super) fn preferences_json(
    round: &Round,
    scores: &Scores,
    candidate: CandidateRef,
    lang: Lang,
    why: impl Fn(VacancyRef) -> Why,
    after: impl Fn(VacancyRef) -> Vec<Aftermath>,
) -> Vec<PreferenceJson> {
    let line = |preference: &Preference| {
        let why = why(preference.vacancy);
        let takers = if let Why::Full(takers) = &why { &**takers } else { &[] };
        PreferenceJson {
            order: preference.order,
            vacancy: round.vacancy(preference.vacancy).id.to_string(),
            reason: reason(&why).into(),
            condition: if let Why::Closed(closed) = why { Some(condition(closed).into()) } else { None },
            taken_by: takers.iter().map(|taken| taken_json(round, taken)).collect(),
            last_turn: takers.iter().filter_map(|taken| taken.turn).max(),
            why: why_sentence(round, scores, (candidate, preference.vacancy), &why, lang),
            after: after(preference.vacancy).into_iter().map(|after| AfterJson::new(round, after)).collect(),
        }
    };
    round.list(candidate).iter().map(line).collect()
}

fn taken_json(round: &Round, taken: &Taken) -> TakenJson {
    let Taken { candidate, turn, rank } = *taken;
    TakenJson { candidate: round.candidate(candidate).id().to_string(), rank, turn }
}

fn reason(why: &Why) -> &'static str {
    match why {
        Why::Closed(_) => "closed",
        Why::Full(_) => "full",
        Why::Had => "had",
        Why::HadEarlier { .. } => "had-earlier",
        Why::NoTurn(_) => "no-turn",
        Why::OpenSoFar => "open-so-far",
    }
}

pub(super) fn condition(closed: Closed) -> &'static str {
    match closed {
        Closed::Age => "age",
        Closed::Bar(_) => "bar",
        Closed::Certificate => "certificate",
        Closed::Education => "education",
        Closed::Group => "group",
        Closed::NoSeat => "no-seat",
        Closed::Relative => "relative",
        Closed::Sex => "sex",
        Closed::Sitting => "sitting",
    }
}
