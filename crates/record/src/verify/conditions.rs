//! What came of the conditions of a trust file, as data.

use crate::trust::TrustedKey;
use anzhi_core::digest::Digest;

/// What came of a trust file.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/small".as_ref());
/// # let reading = anzhi_tables::read_round(&folder)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::verify::{Answer, IdleKind, verify_trusting};
/// use anzhi_record::{Signer, key::PrivateKey, place_and_seal, trust::Trust};
///
/// let text = "[[role]]\nrole = '安置部门'\nneeded = 1\nkeys = ['bureau.pub.pem']\n
///     [[role]]\nrole = '纪检监察'\nneeded = 1\nkeys = ['discipline.pub.pem', 'discipline-sm2.pub.pem']";
/// let trust = Trust::parse(text.as_bytes(), &|file| std::fs::read(format!("../../testdata/keys/{file}")))
///     .map_err(|faults| format!("{faults:?}"))?;
/// let [bureau, discipline] = ["bureau", "discipline-sm2"].map(PrivateKey::demonstration);
/// let signer = Signer::new(&bureau, "安置部门", "经办01")?;
/// let (_, record) = place_and_seal(&round, &scheme, &Default::default(), Some(&signer));
/// let mut record = record.ok_or("questions are open")?;
/// // The second condition does not hold yet.
/// let report = verify_trusting(&record, &trust, None);
/// let conditions = report.conditions.as_ref().ok_or("no trust file")?;
/// assert_eq!(conditions.all.iter().map(|one| one.holds()).collect::<Vec<_>>(), [true, false]);
/// assert_eq!((conditions.all[0].by[0].name.as_str(), conditions.all[1].silent.len()), ("经办01", 2));
/// assert_eq!(report.answer(), Answer::Refuted);
/// // In another role a signature plays no part.
/// let mut elsewhere = record.clone();
/// elsewhere.files.extend([record.endorsement(&Signer::new(&discipline, "安置部门", "监督01")?)?]);
/// let report = verify_trusting(&elsewhere, &trust, None);
/// let idle = &report.conditions.as_ref().ok_or("no trust file")?.idle;
/// let (stated, listed) = ("安置部门".into(), "纪检监察".into());
/// assert_eq!(idle[0].kind, IdleKind::OtherRole { stated, listed });
/// // In its own it does.
/// record.files.extend([record.endorsement(&Signer::new(&discipline, "纪检监察", "监督01")?)?]);
/// assert!(verify_trusting(&record, &trust, None).is_verified());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Conditions {
    /// Each condition, in the order of the file.
    pub all: Vec<ConditionReport>,
    /// The endorsements that played no part, by key.
    pub idle: Vec<Idle>,
}

/// What came of one condition.
///
/// Shown at [`Conditions`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConditionReport {
    /// The role.
    pub role: String,
    /// How many must have signed in it.
    pub needed: usize,
    /// How many keys are listed.
    pub listed: usize,
    /// Who has.
    pub by: Vec<Counted>,
    /// The keys that have signed nothing, which is no fault.
    pub silent: Vec<TrustedKey>,
}

impl ConditionReport {
    /// Whether as many as must have signed have.
    pub fn holds(&self) -> bool {
        self.by.len() >= self.needed
    }
}

/// An endorsement that counts.
///
/// Shown at [`Conditions`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Counted {
    /// The fingerprint of the key.
    pub key: Digest,
    /// The name of whoever signed.
    pub name: String,
}

/// An endorsement that played no part.
///
/// Shown at [`Conditions`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Idle {
    /// The fingerprint of the key, as the file's name has it.
    pub key: String,
    /// Why.
    pub kind: IdleKind,
}

/// Why an endorsement played no part.
///
/// Shown at [`Conditions`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum IdleKind {
    /// The trust file does not list its key.
    KeyNotListed,
    /// The trust file lists its key in another role.
    OtherRole {
        /// The role that the endorsement states.
        stated: String,
        /// The role in which the key is listed.
        listed: String,
    },
    /// It is not a valid signature of this statement.
    Invalid,
    /// It is of a version that is not known here.
    LaterVersion,
}
