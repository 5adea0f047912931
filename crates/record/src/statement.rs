//! The two things that are said of a record, each an in-toto Statement v1: what the round came to, and that
//! somebody stands for it.

use crate::digests::DigestSet;
use crate::edition::Edition;
use crate::manifest::{MANIFEST, STATEMENT};
use crate::receipt::StatedResults;
use crate::stage::Stage;
use crate::version::{Stated, Version};
use anzhi_core::digest::Digest;
use anzhi_core::outcome::Placement;
use anzhi_core::round::{Basis, Round};
use anzhi_core::scheme::Identity;
use anzhi_schemes::LoadedScheme;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The type of every statement.
pub(crate) const STATEMENT_TYPE: &str = "https://in-toto.io/Statement/v1";
/// What a round statement begins its predicate type with; the version follows.
pub(crate) const ROUND_TYPE: &str = "urn:anzhi:round:v";
/// What an endorsement begins its predicate type with; the version follows.
pub(crate) const ENDORSEMENT_TYPE: &str = "urn:anzhi:endorsement:v";

/// An in-toto Statement v1: of one subject, named by digest, the predicate holds.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Statement<P> {
    /// `https://in-toto.io/Statement/v1`.
    #[serde(rename = "_type")]
    pub kind: String,
    /// What is said of it.
    pub predicate: P,
    /// The kind of predicate and its version.
    #[serde(rename = "predicateType")]
    pub predicate_type: String,
    /// What it is said of.
    pub subject: [Subject; 1],
}

/// A file of the record, named by its digests.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Its digests.
    pub digest: DigestSet,
    /// Its name in the record.
    pub name: String,
}

/// What a round statement says (年度陈述).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RoundPredicate {
    /// How many of what.
    pub counts: Counts,
    /// The digests of the public edition. Not in version 1, always there from version 2 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<DigestSet>,
    /// The version of the record's format.
    pub format: String,
    /// The plan by which the vacancies were given, if the round names one. Not in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<StatedBasis>,
    /// The program that made the record and its version, such as `anzhi 0.1.0`.
    pub program: String,
    /// The fingerprint of the record that this one replaces: 64 lower-case hexadecimal digits. Not in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The root over the results of all people. Not in version 1, always there from version 2 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<StatedResults>,
    /// The list by which the people were handed over, if the round names one. Not in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<StatedBasis>,
    /// The round.
    pub round: RoundName,
    /// The scheme.
    pub scheme: StatedScheme,
    /// The paper on ranking, if it is one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking: Option<StatedPaper>,
    /// The paper on choosing, if it is one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choosing: Option<StatedPaper>,
    /// The stages that were sealed before, in their order; absent if there are none. Not in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Vec<StatedStage>>,
}

/// A stage that was sealed before the record.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StatedStage {
    /// Its fingerprint: 64 lower-case hexadecimal digits.
    pub fingerprint: String,
    /// `plan`, `scores`, `exams` or `ranking`.
    pub stage: String,
}

/// A paper on ranking or choosing alone.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StatedPaper {
    /// The digests of its file, `round/ranking.toml` or `round/choosing.toml`.
    pub digest: DigestSet,
    /// The edition.
    pub edition: String,
    /// The short name.
    pub id: String,
    /// Who issued it.
    pub issuer: String,
}

impl StatedPaper {
    fn new(version: Version, paper: Option<&Identity>, text: Option<&str>) -> Option<Self> {
        let (paper, text) = paper.zip(text)?;
        Some(Self {
            digest: version.digests(text.as_bytes()),
            edition: paper.edition.to_string(),
            id: paper.id.to_string(),
            issuer: paper.issuer.to_string(),
        })
    }

    /// The paper on ranking of a round, if it is one of its own.
    pub(crate) fn ranking(version: Version, round: &Round, scheme: &LoadedScheme) -> Option<Self> {
        Self::new(version, round.scheme().ranking.paper.as_ref(), scheme.ranking_text.as_deref())
    }

    /// The paper on choosing of a round, if it is one of its own.
    pub(crate) fn choosing(version: Version, round: &Round, scheme: &LoadedScheme) -> Option<Self> {
        Self::new(version, round.scheme().choosing.paper.as_ref(), scheme.choosing_text.as_deref())
    }
}

/// The scheme of a round: its name, and all of it by digest.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StatedScheme {
    /// The digests of its file, `round/scheme.toml`.
    pub digest: DigestSet,
    /// The edition.
    pub edition: String,
    /// The short name.
    pub id: String,
    /// Who issued it.
    pub issuer: String,
    /// The digest of the checked scoring part: 64 lower-case hexadecimal digits.
    pub scoring: String,
}

impl StatedScheme {
    /// The scheme of a round.
    pub(crate) fn new(version: Version, round: &Round, scheme: &LoadedScheme) -> Self {
        let identity = &round.scheme().identity;
        Self {
            digest: version.digests(scheme.text.as_bytes()),
            edition: identity.edition.to_string(),
            id: identity.id.to_string(),
            issuer: identity.issuer.to_string(),
            scoring: round.scheme().scoring.digest().to_string(),
        }
    }
}

/// A paper that a round rests on, such as the roster of its candidates.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StatedBasis {
    /// How many it names, as a decimal number.
    pub count: String,
    /// The document.
    pub document: String,
    /// Who issued it.
    pub issuer: String,
}

impl StatedBasis {
    /// What a statement says of such a paper.
    pub(crate) fn of(basis: &Basis) -> Self {
        Self {
            count: basis.count.to_string(),
            document: basis.document.to_string(),
            issuer: basis.issuer.to_string(),
        }
    }
}

/// The name of a round.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RoundName {
    /// The bureau.
    pub bureau: String,
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The year.
    pub year: String,
}

/// How many of what, as decimal numbers in texts.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// The candidates.
    pub candidates: String,
    /// The files as handed in.
    pub originals: String,
    /// Those who have a seat in the end, by ruling or in turn.
    pub placed: String,
    /// The rulings.
    pub rulings: String,
    /// The seats of all vacancies.
    pub seats: String,
    /// The sittings.
    pub sittings: String,
    /// The vacancies.
    pub vacancies: String,
}

/// What an endorsement says (签署): who stands for the round statement, as what.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EndorsementPredicate {
    /// The public key: SPKI DER in base 64.
    pub key: String,
    /// The name of whoever signs.
    pub name: String,
    /// As what they sign, such as 安置部门.
    pub role: String,
}

/// The statement of a round.
///
/// Shown at [`anzhi_record`](crate).
pub type RoundStatement = Statement<RoundPredicate>;
/// An endorsement of a round statement.
///
/// Shown at [`anzhi_record`](crate).
pub type Endorsement = Statement<EndorsementPredicate>;

impl StatedStage {
    /// How a statement names a stage.
    pub(crate) fn of(stage: &Stage) -> Self {
        Self { fingerprint: stage.fingerprint().to_string(), stage: stage.kind().as_str().into() }
    }
}

impl RoundPredicate {
    /// What a record of this version says of a finished round.
    pub(crate) fn new(
        version: Version,
        round: &Round,
        placement: &Placement,
        scheme: &LoadedScheme,
        originals: usize,
    ) -> Self {
        let heading = round.heading();
        let seats: u64 = round.vacancies().iter().map(|vacancy| u64::from(vacancy.seats)).sum();
        // Version 1 names neither.
        let later = version >= Version::V2;
        Self {
            counts: Counts {
                candidates: round.candidates().len().to_string(),
                originals: originals.to_string(),
                placed: placement.placed().to_string(),
                rulings: round.rulings().len().to_string(),
                seats: seats.to_string(),
                sittings: placement.sittings.len().to_string(),
                vacancies: round.vacancies().len().to_string(),
            },
            edition: later.then(|| version.digests(&Edition::new(round, placement).to_bytes())),
            format: version.number().to_string(),
            program: concat!("anzhi ", env!("CARGO_PKG_VERSION")).into(),
            results: later.then(|| StatedResults::of(round, placement)),
            replaces: heading.replaces.as_ref().map(Digest::to_string),
            roster: heading.roster.as_ref().map(StatedBasis::of),
            plan: heading.plan.as_ref().map(StatedBasis::of),
            round: RoundName {
                bureau: heading.bureau.to_string(),
                id: heading.id.to_string(),
                title: heading.title.to_string(),
                year: heading.year.to_string(),
            },
            scheme: StatedScheme::new(version, round, scheme),
            ranking: StatedPaper::ranking(version, round, scheme),
            choosing: StatedPaper::choosing(version, round, scheme),
            stages: None,
        }
    }

    /// Whether it names files by the digests of this version.
    pub(crate) fn is_of(&self, version: Version) -> bool {
        let papers = [&self.ranking, &self.choosing].into_iter().flatten().map(|paper| &paper.digest);
        let stages = match (version, &self.stages) {
            (_, None) => true,
            (Version::V1, Some(_)) => false,
            // There are none, or the key is not there.
            (Version::V2, Some(stages)) => !stages.is_empty(),
        };
        let named = [self.edition.is_some(), self.results.is_some()] == [version >= Version::V2; 2];
        let digests = [&self.scheme.digest].into_iter().chain(papers).chain(&self.edition);
        let bases = [&self.roster, &self.plan].into_iter().any(Option::is_some);
        let later = version >= Version::V2 || !(bases || self.replaces.is_some());
        stages && named && later && digests.into_iter().all(|digests| version.has(digests))
    }
}

impl EndorsementPredicate {
    /// Whether role and name are what a signer may call themselves: 1 to 100 characters that can be read, without
    /// blanks at the ends.
    pub(crate) fn is_readable(&self) -> bool {
        [&self.role, &self.name].into_iter().all(|text| is_words(text))
    }
}

/// The longest role or name of a signer, in characters.
const MAX_WORDS: usize = 100;

/// Whether a text can be a role or a name.
pub(crate) fn is_words(text: &str) -> bool {
    let length = text.chars().count();
    (1..=MAX_WORDS).contains(&length) && text.trim() == text && !text.chars().any(anzhi_tables::is_unseen)
}

impl RoundStatement {
    /// The statement of this predicate on the manifest.
    pub(crate) fn on(version: Version, manifest: &[u8], predicate: RoundPredicate) -> Self {
        Self::new(version, predicate, ROUND_TYPE, MANIFEST, manifest)
    }
}

impl Endorsement {
    /// The endorsement of a round statement, of the version that the statement is of.
    pub(crate) fn of(statement: &[u8], predicate: EndorsementPredicate) -> Self {
        let version = Stated::of_type(statement, ROUND_TYPE).and_then(Stated::known).unwrap_or(Version::NEW);
        Self::new(version, predicate, ENDORSEMENT_TYPE, STATEMENT, statement)
    }
}

impl<P> Statement<P> {
    fn new(version: Version, predicate: P, kind: &str, name: &str, subject: &[u8]) -> Self {
        Self::of_type(version, predicate, version.of_type(kind), name, subject)
    }

    /// A statement of any type that names what it is on by the digests of this version.
    pub(crate) fn of_type(
        version: Version,
        predicate: P,
        predicate_type: String,
        name: &str,
        subject: &[u8],
    ) -> Self {
        Self {
            kind: STATEMENT_TYPE.into(),
            predicate,
            predicate_type,
            subject: [Subject { digest: version.digests(subject), name: name.into() }],
        }
    }

    /// Whether it is of this version and of a file of that name.
    pub(crate) fn is_on(&self, version: Version, kind: &str, name: &str) -> bool {
        self.is_of_type(version, &version.of_type(kind), name)
    }

    /// Whether it is of that type and on what has that name, by the digests of this version.
    pub(crate) fn is_of_type(&self, version: Version, predicate_type: &str, name: &str) -> bool {
        self.kind == STATEMENT_TYPE
            && self.predicate_type == predicate_type
            && self.subject[0].name == name
            && version.has(&self.subject[0].digest)
    }

    /// Whether it is on exactly these bytes.
    pub(crate) fn is_of_bytes(&self, subject: &[u8]) -> bool {
        self.subject[0].digest.are_of(subject)
    }
}
