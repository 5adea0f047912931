//! What a stage's file holds, as plain data.

use crate::envelope::Envelope;
use crate::json::{hex, hex_list, hex_option};
use crate::statement::{StatedBasis, StatedPaper, StatedScheme, Statement};
use anzhi_core::digest::Digest;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of stage files.
pub(crate) const FORMAT: u32 = 1;
/// What a stage's predicate type begins with; the version follows.
pub(crate) const STAGE_TYPE: &str = "urn:anzhi:stage:v";
/// What a stage's statement is on.
pub(crate) const DIGESTS: &str = "digests";
/// What endorsements of a stage are on.
pub(crate) const STATEMENT: &str = "statement";

/// The file of a stage (封存文件).
///
/// Shown at [`Stage`](super::Stage).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StageFile {
    /// The digests of everything that there was.
    pub digests: StageDigests,
    /// One for each signer, by the fingerprint of the key.
    pub endorsements: Vec<Envelope>,
    /// The version of the format.
    pub format: u32,
    /// What is signed.
    pub statement: StageStatement,
}

/// What a stage says of its digests: an in-toto Statement v1.
///
/// Shown at [`Stage`](super::Stage).
pub type StageStatement = Statement<StagePredicate>;

/// What was posted, when, and of which round.
///
/// Shown at [`Stage`](super::Stage).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StagePredicate {
    /// The fingerprint of the stage before: 64 lower-case hexadecimal digits. Absent from the first.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex_option")]
    pub after: Option<Digest>,
    /// The paper on choosing, if it is one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choosing: Option<StatedPaper>,
    /// The day of the posting.
    pub date: String,
    /// The version of the format.
    pub format: String,
    /// The plan by which the vacancies were given, if one is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<StatedBasis>,
    /// The program that sealed the stage and its version.
    pub program: String,
    /// The paper on ranking, if it is one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking: Option<StatedPaper>,
    /// The roster by which the candidates were handed over, if one is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<StatedBasis>,
    /// The round.
    pub round: StageRound,
    /// The scheme.
    pub scheme: StatedScheme,
    /// By what one knows the secret again: HMAC-SHA256(secret, `secret/`), 64 lower-case hexadecimal digits.
    pub secret: String,
    /// `plan`, `scores`, `exams` or `ranking`.
    pub stage: String,
}

/// What `round.toml` says of a round.
///
/// Shown at [`Stage`](super::Stage).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StageRound {
    /// The bureau.
    pub bureau: String,
    /// The day up to which certificates count, if one is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_date: Option<String>,
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The year.
    pub year: String,
}

/// The digests of a stage, each sorted.
///
/// Shown at [`Stage`](super::Stage).
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StageDigests {
    /// The answers to questions.
    #[schemars(with = "Vec<String>")]
    #[serde(with = "hex_list")]
    pub answers: Vec<Digest>,
    /// The candidates, by id.
    pub people: Vec<PersonDigests>,
    /// The ranking of each sitting, by its id; only where it is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking: Option<Vec<RankingDigest>>,
    /// The rulings.
    #[schemars(with = "Vec<String>")]
    #[serde(with = "hex_list")]
    pub rulings: Vec<Digest>,
    /// The vacancies, by id.
    pub vacancies: Vec<VacancyDigest>,
}

/// What there was of one candidate. What there was not is absent.
///
/// Shown at [`Stage`](super::Stage).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PersonDigests {
    /// What kept the candidate from choosing.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex_option")]
    pub give_up: Option<Digest>,
    /// The id.
    pub id: String,
    /// The lot.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex_option")]
    pub lot: Option<Digest>,
    /// The mark.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex_option")]
    pub mark: Option<Digest>,
    /// Relatives and certificates.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex_option")]
    pub papers: Option<Digest>,
    /// The candidate's own line and facts.
    #[schemars(with = "String")]
    #[serde(with = "hex")]
    pub person: Digest,
    /// The list.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex_option")]
    pub preferences: Option<Digest>,
    /// The score sheet; only of the stages `scores` and `ranking`.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "hex_option")]
    pub sheet: Option<Digest>,
}

/// A vacancy.
///
/// Shown at [`Stage`](super::Stage).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VacancyDigest {
    /// The digest of its line.
    #[schemars(with = "String")]
    #[serde(with = "hex")]
    pub digest: Digest,
    /// The id.
    pub id: String,
}

/// The ranking of a sitting.
///
/// Shown at [`Stage`](super::Stage).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RankingDigest {
    /// The digest of its lines `RANK ID TOTAL`.
    #[schemars(with = "String")]
    #[serde(with = "hex")]
    pub digest: Digest,
    /// The id of the sitting.
    pub sitting: String,
}

impl StageDigests {
    /// Whether every list is sorted and holds nothing twice, under ids that can be ones.
    pub(crate) fn is_in_order(&self) -> bool {
        let people = self.people.iter().map(|person| person.id.parse::<anzhi_core::ids::CandidateId>());
        let vacancies = self.vacancies.iter().map(|vacancy| vacancy.id.parse::<anzhi_core::ids::VacancyId>());
        people.into_iter().all(|id| id.is_ok())
            && vacancies.into_iter().all(|id| id.is_ok())
            && self.people.iter().map(|person| &person.id).is_sorted_by(|a, b| a < b)
            && self.vacancies.iter().map(|vacancy| &vacancy.id).is_sorted_by(|a, b| a < b)
            && self.rulings.is_sorted_by(|a, b| a < b)
            && self.answers.is_sorted_by(|a, b| a < b)
            && self.ranking.iter().flatten().map(|ranking| &ranking.sitting).is_sorted_by(|a, b| a < b)
    }
}
