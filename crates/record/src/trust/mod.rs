//! The trust file (信任文件): who must have signed a record, as what, before somebody takes it for signed.

mod fault;
mod read;

use crate::key::PublicKey;
use crate::stage::StageKind;
use std::io;

pub use fault::{TrustFault, TrustFaultKind};

/// What a trust file asks for. Every role stands once, and every key under one role only; no condition asks for
/// nobody, or for more than could sign.
///
/// ```
/// use anzhi_record::trust::Trust;
///
/// let text = r#"
/// stages = ["plan"]
///
/// [[role]]
/// role = "安置部门"
/// needed = 1
/// keys = ["bureau.pub.pem"]
/// "#;
/// let trust = Trust::parse(text.as_bytes(), &|file| std::fs::read(format!("../../testdata/keys/{file}")))
///     .map_err(|faults| format!("{faults:?}"))?;
/// let [condition] = trust.conditions() else { return Err("not one condition".into()) };
/// assert_eq!((condition.role.as_str(), condition.needed, condition.keys.len()), ("安置部门", 1, 1));
/// assert_eq!(trust.stages(), [anzhi_record::stage::StageKind::Plan]);
/// // All faults come at once.
/// let faults = Trust::parse(b"[[role]]\nrole = 'a'\nneeded = 0\nkeys = ['none.pem']", &|file| std::fs::read(file));
/// let codes: Vec<_> = faults.unwrap_err().iter().map(|fault| fault.kind.code()).collect();
/// assert_eq!(codes, ["trust-needs-nobody", "trust-key-file-missing"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Trust {
    stages: Vec<StageKind>,
    conditions: Vec<Condition>,
}

/// One condition: so many of these keys must have signed in this role.
///
/// Shown at [`Trust`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Condition {
    /// The role, as endorsements state it.
    pub role: String,
    /// How many must have signed, at least one.
    pub needed: usize,
    /// Who may, at least as many.
    pub keys: Vec<TrustedKey>,
}

/// A key that a trust file lists.
///
/// ```
/// use anzhi_record::trust::Trust;
///
/// let text = b"[[role]]\nrole = 'a'\nneeded = 1\nkeys = ['bureau.pub.pem', 'bureau-sm2.pub.pem']";
/// let trust = Trust::parse(text, &|file| std::fs::read(format!("../../testdata/keys/{file}")));
/// let trust = trust.map_err(|faults| format!("{faults:?}"))?;
/// let files: Vec<_> = trust.keys().map(|key| key.file.as_str()).collect();
/// assert_eq!(files, ["bureau.pub.pem", "bureau-sm2.pub.pem"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TrustedKey {
    /// The file, as the trust file names it.
    pub file: String,
    /// The key.
    pub key: PublicKey,
}

/// Reads a key file that a trust file names, which lies beside it.
///
/// Shown at [`Trust`].
pub type ReadKey<'r> = dyn Fn(&str) -> io::Result<Vec<u8>> + 'r;

impl Trust {
    /// Reads a trust file and the keys that it names.
    ///
    /// # Errors
    /// All faults, in the order of the text.
    pub fn parse(bytes: &[u8], keys: &ReadKey<'_>) -> Result<Self, Vec<TrustFault>> {
        read::trust(bytes, keys)
    }

    /// The kinds of stage that a record must hold, each at least once.
    pub fn stages(&self) -> &[StageKind] {
        &self.stages
    }

    /// The conditions, in the order of the file.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// All keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &TrustedKey> {
        self.conditions.iter().flat_map(|condition| &condition.keys)
    }
}
