//! What `vector.json` holds; its meaning stands in `testdata/records/vectors/README.md`.

use serde::{Deserialize, Serialize};

/// The whole of `vector.json`. What does not apply is absent. Paths begin at `testdata`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    pub(crate) what: String,
    pub(crate) zh: String,
    pub(crate) kind: Kind,
    /// The folder from which it differs; a receipt has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) base: Option<String>,
    /// The files of the base that it does not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) remove: Vec<String>,
    /// The public keys that are given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) keys: Vec<String>,
    /// The trust file that is given instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) trust: Option<String>,
    /// The files of stages that whoever verifies holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) stages: Vec<String>,
    pub(crate) answer: Word,
    /// All steps that fail, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) failing: Vec<Failing>,
    /// All steps that cannot be done, in their order, where that is the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) undone: Vec<Undone>,
}

/// What is verified.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Record,
    Edition,
    Receipt,
}

/// The answer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Word {
    Verified,
    Refuted,
    Unchecked,
}

/// A step that fails, and the codes of all that is found in it, each once, sorted.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Failing {
    pub(crate) step: String,
    pub(crate) codes: Vec<String>,
}

/// A step that cannot be done, and the code of the reason.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Undone {
    pub(crate) step: String,
    pub(crate) why: String,
}

impl Form {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap()
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        (serde_json::to_string_pretty(self).unwrap() + "\n").into_bytes()
    }
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Record, Self::Edition, Self::Receipt];
}
