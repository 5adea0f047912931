//! `result.json`: who goes where, in RFC 8785 canonical JSON.

use crate::json;
use crate::version::Version;
use anzhi_core::after::Aftermath;
use anzhi_core::outcome::{Allocation, CandidateResult, Fate, Placement};
use anzhi_core::round::{Round, SittingRef};
use anzhi_core::scheme::Scheme;
use anzhi_core::session::{Event, Turn};
use anzhi_core::warning::Warning;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The whole of `result.json`.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RoundResult {
    /// The version of the format.
    pub format: u32,
    /// The id of the round.
    pub round: String,
    /// The scheme.
    pub scheme: SchemeName,
    /// One for each sitting, in the scheme's order, as it was held.
    pub sittings: Vec<SittingResult>,
    /// What rulings changed after the meeting, by candidate; absent if nothing. From version 2 on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<AfterLine>,
    /// What deserves a look, sorted.
    pub warnings: Vec<WarningLine>,
}

/// Which scheme scored the round.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeName {
    /// The edition.
    pub edition: String,
    /// The short name.
    pub id: String,
    /// Who issued it.
    pub issuer: String,
    /// The digest of the checked scoring part: 64 lower-case hexadecimal digits.
    pub scoring: String,
}

/// One sitting.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SittingResult {
    /// The id of the sitting.
    pub id: String,
    /// Everybody: the ranked in order of rank, then those placed by ruling and the excluded by id.
    pub candidates: Vec<CandidateOutcome>,
    /// The turns as taken.
    pub turns: Vec<TurnLine>,
    /// The vacancies of the sitting, by id.
    pub vacancies: Vec<VacancyLine>,
}

/// What came of one candidate. What does not apply is absent.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CandidateOutcome {
    /// The id.
    pub id: String,
    /// The group, if the scheme has groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The assessment, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<String>,
    /// The exam part, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exam: Option<String>,
    /// The total, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// The rank from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// `placed`, `placed_by_ruling`, `exhausted`, `gave_up`, `absent` or `excluded`.
    pub outcome: String,
    /// The id of the vacancy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
    /// Which preference it was, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preference: Option<u32>,
    /// The digest of the score sheet: 64 lower-case hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

/// One turn.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TurnLine {
    /// Its number in the sitting, from 1.
    pub n: u32,
    /// Whose turn it was.
    pub candidate: String,
    /// `chose`, `gave_up`, `absent`, `timed_out`, `late` or `exhausted`.
    pub event: String,
    /// What was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

/// One vacancy.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VacancyLine {
    /// The id.
    pub id: String,
    /// The seats at the beginning.
    pub seats: u32,
    /// The seats at the end.
    pub left: u32,
    /// The turn in which the last seat went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_turn: Option<u32>,
}

/// What a ruling changed for one candidate after the meeting. What does not apply is absent.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AfterLine {
    /// The candidate.
    pub candidate: String,
    /// The vacancy of which the seat was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The vacancy of which a seat was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What came of the candidate in the end: `gave_up`, `absent` or `excluded` of a seat taken back,
    /// `placed_by_ruling` of a seat given.
    pub outcome: String,
}

/// One warning.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WarningLine {
    /// The stable code.
    pub code: String,
    /// The candidate concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate: Option<String>,
    /// The vacancy concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

impl RoundResult {
    /// The result of a finished round.
    ///
    /// ```
    /// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
    /// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
    /// use anzhi_core::outcome::Outcome;
    /// use anzhi_record::RoundResult;
    ///
    /// let Outcome::Done(placement) = anzhi_core::place::place(&round) else { return Err("open".into()) };
    /// let bytes = RoundResult::new(&round, &placement).to_bytes();
    /// assert!(bytes.starts_with(br#"{"format":2,"round":"county","scheme":{"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(round: &Round, placement: &Placement) -> Self {
        Self {
            format: Version::NEW.number(),
            round: round.heading().id.to_string(),
            scheme: SchemeName::of(round.scheme()),
            sittings: placement
                .sittings
                .iter()
                .map(|sitting| sitting_result(round, placement, sitting))
                .collect(),
            after: placement.after.iter().map(|after| AfterLine::new(round, *after)).collect(),
            warnings: placement.warnings.iter().map(WarningLine::from).collect(),
        }
    }

    /// Whether it is of this version and holds nothing that results of it do not have.
    pub(crate) fn is_of(&self, version: Version) -> bool {
        self.format == version.number() && (version >= Version::V2 || self.after.is_empty())
    }

    /// The bytes of `result.json`: RFC 8785, without a line feed at the end.
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(self)
    }
}

impl AfterLine {
    /// What became of one candidate.
    ///
    /// ```
    /// # let folder = anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref());
    /// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
    /// use anzhi_core::outcome::Outcome;
    /// use anzhi_record::AfterLine;
    ///
    /// let Outcome::Done(placement) = anzhi_core::place::place(&round) else { return Err("open".into()) };
    /// let line = AfterLine::new(&round, placement.after[0]);
    /// assert_eq!((line.candidate.as_str(), line.from.as_deref(), line.to), ("01", Some("A01"), None));
    /// assert_eq!(line.outcome, "gave_up");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(round: &Round, after: Aftermath) -> Self {
        let vacancy = |vacancy: Option<_>| vacancy.map(|vacancy| round.vacancy(vacancy).id.to_string());
        Self {
            candidate: round.candidate(after.candidate).id().to_string(),
            from: vacancy(after.from()),
            to: vacancy(after.to()),
            outcome: after.fate().as_str().into(),
        }
    }
}

impl SchemeName {
    /// The name of a scheme.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        Self {
            edition: scheme.identity.edition.to_string(),
            id: scheme.identity.id.to_string(),
            issuer: scheme.identity.issuer.to_string(),
            scoring: scheme.scoring.digest().to_string(),
        }
    }
}

impl From<&Warning> for WarningLine {
    fn from(warning: &Warning) -> Self {
        Self {
            code: warning.code.as_str().into(),
            candidate: warning.candidate.as_ref().map(ToString::to_string),
            vacancy: warning.vacancy.as_ref().map(ToString::to_string),
        }
    }
}

fn sitting_result(round: &Round, placement: &Placement, allocation: &Allocation) -> SittingResult {
    let sitting = allocation.ranking.sitting;
    let vacancies = round.vacancies().iter().zip(&allocation.seats).filter(|(v, _)| v.sitting == sitting);
    SittingResult {
        id: round.scheme().sittings[usize::from(sitting.0)].key.to_string(),
        candidates: allocation
            .results
            .iter()
            .map(|result| CandidateOutcome::new(round, placement, sitting, result))
            .collect(),
        turns: allocation.turns.iter().map(|turn| TurnLine::new(round, turn)).collect(),
        vacancies: vacancies
            .map(|(vacancy, seats)| VacancyLine {
                id: vacancy.id.to_string(),
                seats: vacancy.seats,
                left: seats.left,
                last_turn: seats.last_turn,
            })
            .collect(),
    }
}

impl TurnLine {
    /// One turn as it was taken.
    pub(crate) fn new(round: &Round, turn: &Turn) -> Self {
        Self {
            n: turn.n,
            candidate: round.candidate(turn.candidate).id().to_string(),
            event: turn.event.as_str().into(),
            vacancy: match turn.event {
                Event::Chose(vacancy) => Some(round.vacancy(vacancy).id.to_string()),
                Event::Absent | Event::Exhausted | Event::GaveUp | Event::Late | Event::TimedOut => None,
            },
        }
    }
}

impl CandidateOutcome {
    /// What came of one candidate in a sitting.
    pub(crate) fn new(
        round: &Round,
        placement: &Placement,
        sitting: SittingRef,
        result: &CandidateResult,
    ) -> Self {
        let kind = round.kind_of(sitting);
        let sheet = placement.scores.sheet(result.candidate);
        let group = round.group(result.candidate);
        Self {
            id: round.candidate(result.candidate).id().to_string(),
            group: group.map(|group| round.scheme().ranking.groups[usize::from(group.0)].key.to_string()),
            assessment: sheet.map(|(sheet, _)| sheet.assessment_for(kind).to_string()),
            exam: sheet.and_then(|(sheet, _)| Some(sheet.exam?.points.to_string())),
            total: sheet.and_then(|(sheet, _)| Some(sheet.total_for(kind)?.to_string())),
            rank: result.rank,
            outcome: result.fate.as_str().into(),
            vacancy: result.fate.vacancy().map(|vacancy| round.vacancy(vacancy).id.to_string()),
            preference: match result.fate {
                Fate::Placed { preference, .. } => preference,
                Fate::Absent | Fate::Excluded | Fate::Exhausted | Fate::GaveUp | Fate::PlacedByRuling(_) => {
                    None
                }
            },
            sheet: sheet.map(|(_, digest)| digest.whole.to_string()),
        }
    }
}
