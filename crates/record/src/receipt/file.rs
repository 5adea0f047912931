//! What the file of a receipt holds.

use super::OwnResult;
use crate::envelope::Envelope;
use crate::json::{self, Malformed};
use crate::manifest::{ENDORSEMENTS, STATEMENT};
use crate::package::Package;
use crate::statement::RoundStatement;
use anzhi_core::digest::{Digest, Salt, ShortCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The version of a receipt's file.
pub const RECEIPT_FORMAT: u32 = 1;

/// A receipt (回执): everything that one person needs to show that their sheet and their results are in a signed round.
///
/// Shown at [`receipt`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The id of the candidate.
    pub candidate: String,
    /// The endorsements of the statement, by the fingerprints of their keys.
    #[schemars(with = "Vec<Envelope>")]
    pub endorsements: Vec<Value>,
    /// The version of the format.
    pub format: u32,
    /// The place of the candidate among the leaves, from 0.
    pub index: u32,
    /// What the leaf is joined with on its way to the root, from below: 64 lower-case hexadecimal digits each.
    pub path: Vec<String>,
    /// What came of the candidate.
    pub result: OwnResult,
    /// The salt of the candidate: 64 lower-case hexadecimal digits.
    pub salt: String,
    /// The canonical sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The statement of the round, of whatever version.
    #[schemars(with = "RoundStatement")]
    pub statement: Value,
}

impl Receipt {
    /// The bytes of the file: RFC 8785, without a line feed at the end.
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(self)
    }

    /// Reads a receipt that stands in its one form. Nothing of it is verified.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let receipt: Self = json::from_bytes(bytes)?;
        let hex = |text: &String| text.parse::<Digest>().is_ok();
        let in_form = receipt.format == RECEIPT_FORMAT
            && receipt.salt.parse::<Salt>().is_ok()
            && receipt.path.iter().all(hex)
            && receipt.candidate == receipt.result.id
            && receipt.package().is_some();
        if in_form { Ok(receipt) } else { Err(Malformed::Shape) }
    }

    /// The short code of the leaf (回执码), for paper: that of the same results, whoever has signed them.
    pub fn code(&self) -> Option<ShortCode> {
        self.leaf().map(Digest::short_code)
    }

    pub(super) fn leaf(&self) -> Option<Digest> {
        self.salt.parse().ok().map(|salt| self.result.leaf(salt))
    }

    /// Statement and endorsements as the files of a record; `None` if the endorsements do not stand in their order, each
    /// key once.
    pub(super) fn package(&self) -> Option<Package> {
        let key = |envelope: &Value| Some(envelope.pointer("/signatures/0/keyid")?.as_str()?.to_owned());
        let keys: Vec<String> = self.endorsements.iter().map(key).collect::<Option<_>>()?;
        let named = keys.iter().all(|key| key.parse::<Digest>().is_ok()) && keys.is_sorted_by(|a, b| a < b);
        let name = |key: String| format!("{ENDORSEMENTS}{key}.json");
        named.then(|| {
            let endorsements = keys.into_iter().map(name).zip(self.endorsements.iter().map(json::to_bytes));
            let mut files: BTreeMap<String, Vec<u8>> = endorsements.collect();
            files.insert(STATEMENT.into(), json::to_bytes(&self.statement));
            Package { files, strays: Vec::new() }
        })
    }
}
