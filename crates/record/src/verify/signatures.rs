//! The signatures, over exact bytes, before anything else of a record is understood.

use super::conditions::{ConditionReport, Conditions, Counted, Idle, IdleKind};
use super::papers::{Unread, endorsement, is_of_statement};
use super::{Finding, NotDone, Signers, Verdict, verdict_of};
use crate::envelope::Sealed;
use crate::key::PublicKey;
use crate::manifest::ENDORSEMENTS;
use crate::package::Package;
use crate::statement::EndorsementPredicate;
use crate::trust::{Condition, Trust, TrustedKey};
use anzhi_core::digest::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// What came of the signatures.
pub(super) struct Signatures {
    pub(super) verdict: Verdict,
    /// The keys whose signature was looked for.
    pub(super) given: Vec<PublicKey>,
    /// Those of them that have not signed this statement.
    pub(super) bad: BTreeSet<Digest>,
    /// Those that have signed it in a role for which they are not listed.
    pub(super) elsewhere: BTreeSet<Digest>,
    /// What came of the conditions of a trust file, if there is one.
    pub(super) conditions: Option<Conditions>,
}

/// What a key has signed.
enum Signed {
    /// This statement, in these words.
    This(EndorsementPredicate),
    /// Something of a version that is not known here.
    Later(NotDone),
}

/// Checks the signatures of those who must have signed.
pub(super) fn of(package: &Package, signers: Signers<'_>) -> Signatures {
    match signers {
        Signers::Keys(keys) => of_keys(package, keys),
        Signers::Trust(trust) => of_trust(package, trust),
    }
}

/// Checks, for each given key, its signature over exact bytes, and only then what was signed.
fn of_keys(package: &Package, keys: &[PublicKey]) -> Signatures {
    let mut findings = Vec::new();
    let mut bad = BTreeSet::new();
    let mut unknown = None;
    for key in keys {
        match signed(package, key) {
            Some(Ok(Signed::This(_))) => {}
            Some(Ok(Signed::Later(version))) => unknown = unknown.or(Some(version)),
            Some(Err(finding)) => {
                bad.insert(key.fingerprint());
                findings.push(finding);
            }
            None => {
                bad.insert(key.fingerprint());
                findings.push(Finding::SignedNothing { key: key.fingerprint() });
            }
        }
    }
    let verdict = match unknown {
        _ if keys.is_empty() => Verdict::NotDone(NotDone::NoKey),
        Some(version) if findings.is_empty() => Verdict::NotDone(version),
        Some(_) | None => verdict_of(findings),
    };
    Signatures { verdict, given: keys.to_vec(), bad, elsewhere: BTreeSet::new(), conditions: None }
}

/// Whether the key has signed the statement; `None` if it has signed nothing at all.
fn signed(package: &Package, key: &PublicKey) -> Option<Result<Signed, Finding>> {
    let name = format!("{ENDORSEMENTS}{}.json", key.fingerprint());
    let bytes = package.file(&name)?;
    let bad = || Finding::BadSignature { key: key.fingerprint().to_string() };
    Some(match Sealed::read(bytes) {
        Ok(sealed) if sealed.is_signed_by(key) => match endorsement(package, &name, &sealed) {
            Ok(endorsement) if is_of_statement(&endorsement, package) => {
                Ok(Signed::This(endorsement.predicate))
            }
            Ok(_) => Err(Finding::EndorsesOther { key: key.fingerprint().to_string() }),
            Err(Unread::Found(finding)) => Err(finding),
            Err(Unread::NotDone(version)) => Ok(Signed::Later(version)),
        },
        Ok(_) | Err(_) => Err(bad()),
    })
}

/// Checks the conditions of a trust file: an endorsement counts for the role that it states, and only under a key that
/// is listed there.
fn of_trust(package: &Package, trust: &Trust) -> Signatures {
    let mut judged =
        Judged { package, bad: BTreeSet::new(), elsewhere: BTreeSet::new(), idle: BTreeMap::new() };
    let (mut findings, mut unknown, mut all) = (Vec::new(), None, Vec::new());
    for condition in trust.conditions() {
        let (report, later) = judged.condition(condition);
        if !report.holds() {
            let counted = report.by.len();
            // What a later version says might count; nobody here can tell.
            match later.first() {
                Some(version) if counted + later.len() >= condition.needed => {
                    unknown = unknown.or(Some(version.clone()));
                }
                Some(_) | None => findings.push(Finding::ConditionUnmet {
                    role: condition.role.clone(),
                    needed: condition.needed,
                    counted,
                }),
            }
        }
        all.push(report);
    }
    let listed: BTreeSet<String> = trust.keys().map(|key| key.key.fingerprint().to_string()).collect();
    let names = package.endorsements().map(|(file, _)| file.strip_suffix(".json").unwrap_or(file));
    for key in names.filter(|key| !listed.contains(*key)) {
        judged.idle.insert(key.into(), IdleKind::KeyNotListed);
    }
    let verdict = match unknown {
        Some(version) if findings.is_empty() => Verdict::NotDone(version),
        Some(_) | None => verdict_of(findings),
    };
    let Judged { bad, elsewhere, idle, .. } = judged;
    let idle = idle.into_iter().map(|(key, kind)| Idle { key, kind }).collect();
    let given = trust.keys().map(|key| key.key).collect();
    Signatures { verdict, given, bad, elsewhere, conditions: Some(Conditions { all, idle }) }
}

/// The endorsements of a record, judged by a trust file.
struct Judged<'p> {
    package: &'p Package,
    bad: BTreeSet<Digest>,
    elsewhere: BTreeSet<Digest>,
    idle: BTreeMap<String, IdleKind>,
}

impl Judged<'_> {
    /// What came of one condition; and the later versions that could not be read.
    fn condition(&mut self, condition: &Condition) -> (ConditionReport, Vec<NotDone>) {
        let (mut by, mut silent, mut later) = (Vec::new(), Vec::new(), Vec::new());
        for TrustedKey { file, key } in &condition.keys {
            let fingerprint = key.fingerprint();
            let mut idle = |kind| self.idle.insert(fingerprint.to_string(), kind);
            match signed(self.package, key) {
                None => silent.push(TrustedKey { file: file.clone(), key: *key }),
                Some(Ok(Signed::This(words))) if words.role == condition.role => {
                    by.push(Counted { key: fingerprint, name: words.name });
                }
                Some(Ok(Signed::This(words))) => {
                    idle(IdleKind::OtherRole { stated: words.role, listed: condition.role.clone() });
                    self.elsewhere.insert(fingerprint);
                }
                Some(Ok(Signed::Later(version))) => {
                    idle(IdleKind::LaterVersion);
                    later.push(version);
                }
                Some(Err(_)) => {
                    idle(IdleKind::Invalid);
                    self.bad.insert(fingerprint);
                }
            }
        }
        let (role, needed, listed) = (condition.role.clone(), condition.needed, condition.keys.len());
        (ConditionReport { role, needed, listed, by, silent }, later)
    }
}
