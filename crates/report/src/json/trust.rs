//! Trust files for programs: their faults, and what came of their conditions.

use super::{FORMAT, RemarkJson};
use crate::lang::Lang;
use crate::trust;
use crate::verification::conditions::idle_why;
use anzhi_record::trust::TrustFault;
use anzhi_record::verify::{ConditionReport, Conditions, Idle, IdleKind};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `verify --trust` if the trust file cannot be used.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TrustFaultsJson {
    /// The version of the format.
    pub format: u32,
    /// The trust file.
    pub file: String,
    /// All faults, in the order of the file.
    pub faults: Vec<RemarkJson>,
}

/// What came of the conditions of a trust file.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ConditionsJson {
    /// Each condition, in the order of the file.
    pub all: Vec<ConditionJson>,
    /// The endorsements that played no part.
    pub idle: Vec<IdleJson>,
}

/// What came of one condition.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ConditionJson {
    /// The role.
    pub role: String,
    /// How many must have signed in it.
    pub needed: usize,
    /// How many keys are listed.
    pub listed: usize,
    /// Whether as many as must have signed have.
    pub holds: bool,
    /// Who has.
    pub by: Vec<CountedJson>,
    /// The keys that have signed nothing.
    pub silent: Vec<SilentJson>,
}

/// An endorsement that counts.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CountedJson {
    /// The fingerprint of the key.
    pub key: String,
    /// The name of whoever signed.
    pub name: String,
}

/// A listed key that has signed nothing.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SilentJson {
    /// The file, as the trust file names it.
    pub file: String,
    /// The fingerprint of the key.
    pub key: String,
}

/// An endorsement that played no part.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct IdleJson {
    /// The fingerprint of the key.
    pub key: String,
    /// `key_not_listed`, `other_role`, `invalid` or `later_version`.
    pub reason: String,
    /// Why, in words.
    pub why: String,
}

/// The faults of a trust file as a form.
///
/// ```
/// use anzhi_record::trust::Trust;
/// use anzhi_report::{Lang, json::trust_faults_json};
///
/// let text = "[[role]]\nrole = '甲'\nneeded = 1\nkeys = ['none.pem']";
/// let faults = Trust::parse(text.as_bytes(), &|file| std::fs::read(file)).err().ok_or("read")?;
/// let form = trust_faults_json("trust.toml", &faults, Lang::En);
/// assert_eq!((form.faults[0].code.as_str(), form.faults[0].line), ("trust-key-file-missing", Some(4)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trust_faults_json(file: &str, faults: &[TrustFault], lang: Lang) -> TrustFaultsJson {
    let remark = |fault: &TrustFault| {
        let somewhere = !trust::is_nowhere(fault);
        RemarkJson {
            code: fault.kind.code().into(),
            line: somewhere.then_some(fault.place.line),
            column: somewhere.then_some(fault.place.column),
            start: fault.place.start,
            end: fault.place.end,
            found: fault.place.found.to_string(),
            wrong: trust::wrong(fault, lang),
            mend: trust::mend(fault, lang),
        }
    };
    TrustFaultsJson { format: FORMAT, file: file.into(), faults: faults.iter().map(remark).collect() }
}

/// What came of the conditions, as a form.
pub(super) fn conditions(Conditions { all, idle }: &Conditions, lang: Lang) -> ConditionsJson {
    ConditionsJson {
        all: all.iter().map(condition).collect(),
        idle: idle.iter().map(|one| idle_json(one, lang)).collect(),
    }
}

fn condition(condition: &ConditionReport) -> ConditionJson {
    let by = condition.by.iter();
    let silent = condition.silent.iter();
    ConditionJson {
        role: condition.role.clone(),
        needed: condition.needed,
        listed: condition.listed,
        holds: condition.holds(),
        by: by.map(|one| CountedJson { key: one.key.to_string(), name: one.name.clone() }).collect(),
        silent: silent
            .map(|one| SilentJson { file: one.file.clone(), key: one.key.fingerprint().to_string() })
            .collect(),
    }
}

fn idle_json(Idle { key, kind }: &Idle, lang: Lang) -> IdleJson {
    let reason = match kind {
        IdleKind::KeyNotListed => "key_not_listed",
        IdleKind::OtherRole { .. } => "other_role",
        IdleKind::Invalid => "invalid",
        IdleKind::LaterVersion => "later_version",
    };
    IdleJson { key: key.clone(), reason: reason.into(), why: idle_why(kind, lang) }
}
