//! Public editions for programs.

use super::FORMAT;
use super::trust::{self, ConditionsJson};
use super::verify::{EndorsedJson, StepJson, answer_word, checked_step, endorsed};
use crate::edition_findings::sentence;
use crate::lang::Lang;
use anzhi_core::digest::Digest;
use anzhi_record::RoundPredicate;
use anzhi_record::edition::{Edition, EditionReport, EditionStep};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `publish`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PublishJson {
    /// The version of the format.
    pub format: u32,
    /// The fingerprint of the record: 64 lower-case hexadecimal digits.
    pub fingerprint: String,
    /// The folder that was written.
    pub folder: String,
    /// Whether anybody has signed the record.
    pub signed: bool,
}

/// The answer of `publish` as a form.
///
/// ```
/// use anzhi_report::json::publish_json;
///
/// let form = publish_json("public", &anzhi_core::digest::Digest::of(b"abc"), true);
/// assert_eq!((form.folder.as_str(), form.fingerprint.len(), form.signed), ("public", 64, true));
/// ```
pub fn publish_json(folder: &str, fingerprint: &Digest, signed: bool) -> PublishJson {
    PublishJson { format: FORMAT, fingerprint: fingerprint.to_string(), folder: folder.into(), signed }
}

/// The answer of `verify` on a public edition.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct EditionVerifyJson {
    /// The version of the format.
    pub format: u32,
    /// `edition`.
    pub kind: String,
    /// `verified`, `refuted` or `unchecked`.
    pub answer: String,
    /// The fingerprint of the record: 64 lower-case hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What the statement says; true only if it verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<RoundPredicate>,
    /// The edition; true only if it verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<Edition>,
    /// All endorsements.
    pub endorsements: Vec<EndorsedJson>,
    /// What came of the conditions of the trust file, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<ConditionsJson>,
    /// The steps in their order: `envelope`, `signatures`, `digest`, `round`, `order`, `turns`, `seats`, `choices`,
    /// `after`.
    pub steps: Vec<StepJson>,
}

/// The report on a public edition as a form.
///
/// ```
/// use anzhi_record::{Package, edition::verify_edition, verify::Signers};
/// use anzhi_report::{Lang, json::edition_verify_json};
///
/// let form = edition_verify_json(&verify_edition(&Package::default(), Signers::Keys(&[])), Lang::En);
/// assert_eq!((form.kind.as_str(), form.answer.as_str(), form.steps.len()), ("edition", "refuted", 9));
/// assert_eq!(form.steps[0].findings[0].code, "missing-file");
/// ```
pub fn edition_verify_json(report: &EditionReport, lang: Lang) -> EditionVerifyJson {
    let step = |(n, step): (u32, EditionStep)| {
        checked_step(n, step.as_str(), report.verdict(step), |finding| sentence(finding, lang), lang)
    };
    EditionVerifyJson {
        format: FORMAT,
        kind: "edition".into(),
        answer: answer_word(report.answer()).into(),
        fingerprint: report.fingerprint.map(|fingerprint| fingerprint.to_string()),
        statement: report.statement.clone(),
        edition: report.edition.clone(),
        endorsements: report.endorsements.iter().map(endorsed).collect(),
        conditions: report.conditions.as_ref().map(|conditions| trust::conditions(conditions, lang)),
        steps: (1..).zip(EditionStep::ALL).map(step).collect(),
    }
}
