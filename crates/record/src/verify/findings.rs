//! What a step of verifying finds, as data.

use super::NotDone;
use super::compare::Difference;
use crate::json::Malformed;
use crate::package::Stray;
use crate::stage::StageFinding;
use anzhi_core::digest::{Digest, ShortCode};
use anzhi_core::fault::Table;
use anzhi_core::question::QuestionKind;
use anzhi_core::recheck::Broken;
use anzhi_tables::Faults;
use std::collections::BTreeMap;

/// A round that could not be read or placed; in [`Finding::RoundRefused`] and [`Finding::OriginalsRefused`].
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Refused {
    /// What is wrong with it.
    pub faults: Faults,
    /// The file in which each table was found.
    pub files: BTreeMap<Table, String>,
}

/// One thing that does not hold.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let mut record = record.ok_or("questions are open")?;
/// use anzhi_record::verify::{Finding, Step, Verdict, verify};
///
/// record.files.insert("round/lots.csv".into(), Vec::new());
/// let report = verify(&record, &[], None);
/// let Verdict::Failed(findings) = report.verdict(Step::Digests) else { return Err("passed".into()) };
/// assert_eq!(findings[..], [Finding::UnnamedFile { name: "round/lots.csv".into() }]);
/// assert_eq!(findings[0].code(), "unnamed-file");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Finding {
    /// The independent check refuses the recorded placements of a sitting, or what is recorded of the time after the
    /// meeting.
    CheckFailed {
        /// The sitting; nothing for the time after all of them.
        sitting: Option<String>,
        /// What is broken.
        what: Broken,
    },
    /// A condition of the trust file does not hold.
    ConditionUnmet {
        /// The role.
        role: String,
        /// How many must have signed in it.
        needed: usize,
        /// How many have.
        counted: usize,
    },
    /// What is recorded is not what comes of computing it anew.
    Differs(Difference),
    /// An endorsement is of another statement.
    EndorsesOther {
        /// The fingerprint of its key.
        key: String,
    },
    /// A record of the first version holds what came only later: it is computed by the rules of its own version.
    LaterRules,
    /// A file does not stand in its one form.
    Malformed {
        /// The file.
        name: String,
        /// Why.
        why: Malformed,
    },
    /// A file that must be there is not.
    MissingFile {
        /// The file.
        name: String,
    },
    /// A file of the round is not in normal form.
    NotNormal {
        /// The file.
        name: String,
    },
    /// A signature is not that of the key.
    BadSignature {
        /// The fingerprint of the key.
        key: String,
    },
    /// A question is open, so that nobody could have been placed.
    OpenQuestion {
        /// Its code.
        code: ShortCode,
        /// What it is about.
        kind: QuestionKind,
    },
    /// The files as handed in give another file of the round.
    OriginalsDiffer {
        /// The file of the round.
        name: String,
    },
    /// The files as handed in have faults.
    OriginalsRefused(Refused),
    /// The round has faults.
    RoundRefused(Refused),
    /// A key that was given has signed nothing.
    SignedNothing {
        /// Its fingerprint.
        key: Digest,
    },
    /// Something does not hold of the stages.
    Stage(StageFinding),
    /// Something that is no file of a record.
    Stray(Stray),
    /// A file that the manifest does not name.
    UnnamedFile {
        /// The file.
        name: String,
    },
    /// A file has another digest than it is named by.
    WrongDigest {
        /// The file.
        name: String,
    },
    /// The recorded result names somebody, or something, that the round does not have.
    WrongNames {
        /// The sitting; nothing for the time after all of them.
        sitting: Option<String>,
    },
}

impl Finding {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadSignature { .. } => "bad-signature",
            Self::CheckFailed { .. } => "check-failed",
            Self::ConditionUnmet { .. } => "condition-unmet",
            Self::Differs(_) => "differs",
            Self::EndorsesOther { .. } => "endorses-other",
            Self::LaterRules => "later-rules",
            Self::Malformed { .. } => "malformed",
            Self::MissingFile { .. } => "missing-file",
            Self::NotNormal { .. } => "not-normal",
            Self::OpenQuestion { .. } => "open-question",
            Self::OriginalsDiffer { .. } => "originals-differ",
            Self::OriginalsRefused(_) => "originals-refused",
            Self::RoundRefused(_) => "round-refused",
            Self::SignedNothing { .. } => "signed-nothing",
            Self::Stage(finding) => finding.code(),
            Self::Stray(_) => "stray",
            Self::UnnamedFile { .. } => "unnamed-file",
            Self::WrongDigest { .. } => "wrong-digest",
            Self::WrongNames { .. } => "wrong-names",
        }
    }
}

impl NotDone {
    /// The stable code.
    ///
    /// ```
    /// use anzhi_record::verify::{NotDone, Step};
    ///
    /// assert_eq!((NotDone::NoKey.code(), NotDone::Needs(Step::Envelope).code()), ("no-key", "needs-earlier-step"));
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            Self::Needs(_) => "needs-earlier-step",
            Self::NoKey => "no-key",
            Self::NoOriginals => "no-originals",
            Self::NoReader => "no-reader",
            Self::NoStages => "no-stages",
            Self::UnknownScheme => "unknown-scheme",
            Self::UnknownVersion { .. } => "unknown-version",
        }
    }
}
