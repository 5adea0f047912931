//! What came of one person, as a leaf of the tree holds it.

use crate::tree::leaf;
use anzhi_core::digest::{Digest, Salt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything that came of one candidate (本人结果). What does not apply is absent.
///
/// Shown at [`receipt`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnResult {
    /// What a ruling changed after the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<OwnAfter>,
    /// The id.
    pub id: String,
    /// The list of preferences as handed in: ids of vacancies, the first first.
    pub preferences: Vec<String>,
    /// One for each sitting in which the candidate was settled or had a turn, in the scheme's order.
    pub results: Vec<OwnSitting>,
    /// The digest of the score sheet: 64 lower-case hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

/// What came of a candidate in one sitting; as in `result.json`, with the turns of that candidate alone.
///
/// Shown at [`receipt`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSitting {
    /// The assessment, a decimal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<String>,
    /// The exam part, a decimal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exam: Option<String>,
    /// The group, if the scheme has groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// `placed`, `placed_by_ruling`, `exhausted`, `gave_up`, `absent` or `excluded`.
    pub outcome: String,
    /// Which preference it was, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preference: Option<u32>,
    /// The rank from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The id of the sitting.
    pub sitting: String,
    /// The total, a decimal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// The candidate's own turns.
    pub turns: Vec<OwnTurn>,
    /// The id of the vacancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

/// A turn of the candidate.
///
/// Shown at [`receipt`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnTurn {
    /// `chose`, `gave_up`, `absent`, `timed_out`, `late` or `exhausted`.
    pub event: String,
    /// Its number in the sitting, from 1.
    pub n: u32,
    /// What was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<String>,
}

/// What a ruling changed for the candidate after the meeting.
///
/// Shown at [`receipt`](super).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnAfter {
    /// The vacancy of which the seat was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What came of the candidate in the end.
    pub outcome: String,
    /// The vacancy of which a seat was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl OwnResult {
    /// The leaf under the candidate's salt: SHA-256 of a zero byte, the salt and the result in its one byte form.
    /// Without the salt nobody can try out whose results a leaf holds.
    ///
    /// ```
    /// use anzhi_core::digest::Secret;
    /// use anzhi_record::receipt::OwnResult;
    ///
    /// let result: OwnResult = serde_json::from_str(r#"{"id":"07","preferences":["A01"],"results":[]}"#)?;
    /// let of = |secret: [u8; 32]| Ok::<_, anzhi_core::ids::MalformedId>(Secret::from_bytes(secret).salt(&"07".parse()?));
    /// assert_ne!(result.leaf(of([7; 32])?), result.leaf(of([8; 32])?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[expect(clippy::expect_used, reason = "texts, small numbers and lists of them have a JSON form")]
    pub fn leaf(&self, salt: Salt) -> Digest {
        // Fields of all parts stand in the order of their names, so that the plain form is the canonical one; a leaf is
        // made for everybody, and sorting keys anew would take most of the time.
        let bytes = serde_json::to_vec(self).expect("a JSON form");
        leaf(&[salt.as_bytes(), &bytes])
    }

    /// What came of the candidate in the end: after the meeting, else in the last sitting; `None` if nothing is told.
    ///
    /// ```
    /// use anzhi_record::receipt::OwnResult;
    ///
    /// let text = r#"{"after":{"outcome":"placed_by_ruling","to":"A02"},"id":"07","preferences":[],
    ///     "results":[{"outcome":"exhausted","sitting":"main","turns":[]}]}"#;
    /// let result: OwnResult = serde_json::from_str(text)?;
    /// assert_eq!(result.fate(), Some(("placed_by_ruling", Some("A02"))));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn fate(&self) -> Option<(&str, Option<&str>)> {
        match &self.after {
            Some(after) => Some((&after.outcome, after.to.as_deref())),
            None => self.results.last().map(|last| (last.outcome.as_str(), last.vacancy.as_deref())),
        }
    }
}
