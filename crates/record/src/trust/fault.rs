//! What can be wrong with a trust file.

use crate::key::KeyError;
use anzhi_schemes::{FormFault, FormFaultKind, Place};
use std::io;

/// A fault in a trust file.
///
/// ```
/// use anzhi_record::trust::{Trust, TrustFaultKind};
///
/// let text = "[[role]]\nrole = '甲'\nneeded = 3\nkeys = ['bureau.pub.pem']";
/// let read = |file: &str| std::fs::read(format!("../../testdata/keys/{file}"));
/// let faults = Trust::parse(text.as_bytes(), &read).err().ok_or("read")?;
/// assert_eq!(faults[0].kind, TrustFaultKind::NeedsMore { keys: 1 });
/// assert_eq!((faults[0].place.line, &*faults[0].place.found), (3, "3"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TrustFault {
    /// Where it stands, and what stands there.
    pub place: Place,
    /// What is wrong.
    pub kind: TrustFaultKind,
}

/// What can be wrong with a trust file. Every kind has a stable code.
///
/// ```
/// use anzhi_record::{key::KeyError, trust::TrustFaultKind};
///
/// assert_eq!(TrustFaultKind::KeyUnusable(KeyError::NotPem).code(), "trust-key-unusable");
/// assert_eq!(TrustFaultKind::KeyUnusable(KeyError::Weak).code(), "trust-key-weak");
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum TrustFaultKind {
    /// What can be wrong with every TOML file.
    Form(FormFaultKind),
    /// A role that no endorsement can state: too long, with blanks at the ends or characters that cannot be read.
    BadRole,
    /// A role that stands above already.
    DoubledRole,
    /// A stage that stands before already.
    DoubledStage,
    /// No kind of stage.
    UnknownStage,
    /// A condition that asks for nobody.
    NeedsNobody,
    /// A condition that asks for more than could sign.
    NeedsMore {
        /// How many keys are listed.
        keys: usize,
    },
    /// A condition that lists no keys.
    NoKeys,
    /// A key that stands above already, in this role or in another one.
    DoubledKey {
        /// The role.
        role: String,
        /// The file by which it is named there.
        file: String,
    },
    /// There is no such key file.
    KeyFileMissing,
    /// A key file that cannot be read.
    KeyFileUnreadable(io::ErrorKind),
    /// A private key, which belongs with its owner alone.
    KeyPrivate,
    /// A file that holds no key of use.
    KeyUnusable(KeyError),
}

impl TrustFaultKind {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form(kind) => kind.code(),
            Self::BadRole => "trust-bad-role",
            Self::DoubledRole => "trust-doubled-role",
            Self::DoubledStage => "trust-doubled-stage",
            Self::UnknownStage => "trust-unknown-stage",
            Self::NeedsNobody => "trust-needs-nobody",
            Self::NeedsMore { .. } => "trust-needs-more-than-keys",
            Self::NoKeys => "trust-no-keys",
            Self::DoubledKey { .. } => "trust-doubled-key",
            Self::KeyFileMissing => "trust-key-file-missing",
            Self::KeyFileUnreadable(_) => "trust-key-file-unreadable",
            Self::KeyPrivate => "trust-key-private",
            Self::KeyUnusable(KeyError::Weak) => "trust-key-weak",
            Self::KeyUnusable(_) => "trust-key-unusable",
        }
    }
}

impl From<FormFault> for TrustFault {
    fn from(fault: FormFault) -> Self {
        let FormFault { line, column, kind, found, start, end } = fault;
        Self { place: Place { line, column, start, end, found }, kind: TrustFaultKind::Form(kind) }
    }
}
