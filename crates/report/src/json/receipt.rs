//! Receipts for programs.

use super::FORMAT;
use super::trust::{self, ConditionsJson};
use super::verify::{EndorsedJson, StepJson, answer_word, checked_step, endorsed};
use crate::lang::Lang;
use crate::receipt::sentence;
use anzhi_core::digest::Digest;
use anzhi_record::RoundPredicate;
use anzhi_record::receipt::{OwnResult, Receipt, ReceiptReport, ReceiptStep};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `receipt`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ReceiptJson {
    /// The version of the format.
    pub format: u32,
    /// The file that was written.
    pub file: String,
    /// The fingerprint of the record: 64 lower-case hexadecimal digits.
    pub fingerprint: String,
    /// The short code of the receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What came of the candidate.
    pub result: OwnResult,
    /// The canonical sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Whether anybody has signed the record.
    pub signed: bool,
}

/// The answer of `receipt` as a form.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::{place_and_seal, receipt::Receipts};
/// use anzhi_report::json::receipt_json;
///
/// let (_, record) = place_and_seal(&round, &scheme, &Default::default(), None);
/// let record = record.ok_or("questions are open")?;
/// let receipts = Receipts::of(&record)?;
/// let receipt = receipts.receipt(receipts.find("3").ok_or("nobody")?).ok_or("nobody")?;
/// let form = receipt_json("3.json", &record.fingerprint().ok_or("none")?, &receipt);
/// assert_eq!((form.file.as_str(), form.signed, form.code.map(|code| code.len())), ("3.json", false, Some(21)));
/// assert_eq!(form.result.results[0].rank, Some(4));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn receipt_json(file: &str, fingerprint: &Digest, receipt: &Receipt) -> ReceiptJson {
    ReceiptJson {
        format: FORMAT,
        file: file.into(),
        fingerprint: fingerprint.to_string(),
        code: receipt.code().map(|code| code.to_string()),
        result: receipt.result.clone(),
        sheet: receipt.sheet.clone(),
        signed: !receipt.endorsements.is_empty(),
    }
}

/// The answer of `verify` on a receipt.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ReceiptVerifyJson {
    /// The version of the format.
    pub format: u32,
    /// `receipt`.
    pub kind: String,
    /// `verified`, `refuted` or `unchecked`.
    pub answer: String,
    /// The fingerprint of the record: 64 lower-case hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The short code of the receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What the statement says; true only if it verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<RoundPredicate>,
    /// What came of the candidate; true only if it verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<OwnResult>,
    /// The canonical sheet; true only if it verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// All endorsements.
    pub endorsements: Vec<EndorsedJson>,
    /// What came of the conditions of the trust file, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<ConditionsJson>,
    /// The steps in their order: `envelope`, `signatures`, `sheet`, `inclusion`.
    pub steps: Vec<StepJson>,
}

/// The report on a receipt as a form.
///
/// ```
/// use anzhi_record::{receipt::verify_receipt, verify::Signers};
/// use anzhi_report::{Lang, json::receipt_verify_json};
///
/// let form = receipt_verify_json(&verify_receipt(b"no receipt", Signers::Keys(&[])), Lang::En);
/// assert_eq!((form.kind.as_str(), form.answer.as_str(), form.steps.len()), ("receipt", "refuted", 4));
/// assert_eq!(form.steps[2].reason.as_deref(), Some("needs-earlier-step"));
/// ```
pub fn receipt_verify_json(report: &ReceiptReport, lang: Lang) -> ReceiptVerifyJson {
    let step = |(n, step): (u32, ReceiptStep)| {
        checked_step(n, step.as_str(), report.verdict(step), |finding| sentence(finding, lang), lang)
    };
    let receipt = report.receipt.as_ref();
    ReceiptVerifyJson {
        format: FORMAT,
        kind: "receipt".into(),
        answer: answer_word(report.answer()).into(),
        fingerprint: report.fingerprint.map(|fingerprint| fingerprint.to_string()),
        code: receipt.and_then(Receipt::code).map(|code| code.to_string()),
        statement: report.statement.clone(),
        result: receipt.map(|receipt| receipt.result.clone()),
        sheet: receipt.and_then(|receipt| receipt.sheet.clone()),
        endorsements: report.endorsements.iter().map(endorsed).collect(),
        conditions: report.conditions.as_ref().map(|conditions| trust::conditions(conditions, lang)),
        steps: (1..).zip(ReceiptStep::ALL).map(step).collect(),
    }
}
