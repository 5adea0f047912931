//! What verifying a receipt finds, as data.

use crate::verify::Finding;

/// One thing that does not hold.
///
/// Shown at [`receipt`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReceiptFinding {
    /// The statement names no results: it is of version 1.
    NoResults,
    /// The results are no leaf under the signed root: they, the salt, the place or the path were changed.
    NotIncluded {
        /// The root in the statement.
        root: String,
        /// Where the path leads; `None` if it is too long or too short.
        reached: Option<String>,
    },
    /// The sheet does not say what the results say.
    NotOnSheet {
        /// The line that is missing.
        line: String,
    },
    /// The sheet is not the one that the results name.
    OtherSheet {
        /// The digest in the results.
        named: Option<String>,
        /// The digest of the sheet.
        computed: Option<String>,
    },
    /// Something of the statement, the endorsements or the form of the file.
    Paper(Finding),
}

impl ReceiptFinding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoResults => "no-results",
            Self::NotIncluded { .. } => "not-included",
            Self::NotOnSheet { .. } => "not-on-sheet",
            Self::OtherSheet { .. } => "other-sheet",
            Self::Paper(finding) => finding.code(),
        }
    }
}

impl From<Finding> for ReceiptFinding {
    fn from(finding: Finding) -> Self {
        Self::Paper(finding)
    }
}
