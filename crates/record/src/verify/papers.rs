//! The papers of a record: signatures, forms and digests, before anything is computed.

use super::{Endorsed, Finding, NotDone, Standing, Step, Verdict, verdict_of};
use crate::envelope::Sealed;
use crate::json::{self, Malformed};
use crate::key::{KeyError, PublicKey};
use crate::manifest::{self, ENDORSEMENTS, MANIFEST, Manifest, RESULT, STATEMENT, is_named};
use crate::package::{Package, is_of_a_record};
use crate::result::{self, FIRST_FORMAT, RoundResult};
use crate::statement::{ENDORSEMENT_TYPE, Endorsement, ROUND_TYPE, RoundStatement};
use anzhi_core::digest::{Digest, Secret};
use base64ct::{Base64, Encoding as _};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// What came of the signatures.
pub(super) struct Signatures {
    pub(super) verdict: Verdict,
    /// The keys that were given and have not signed this statement.
    pub(super) bad: BTreeSet<Digest>,
}

/// Checks, for each given key, its signature over exact bytes, and only then what was signed.
pub(super) fn signatures(package: &Package, keys: &[PublicKey]) -> Signatures {
    let mut findings = Vec::new();
    let mut bad = BTreeSet::new();
    let mut unknown = None;
    for key in keys {
        let fingerprint = key.fingerprint();
        let name = format!("{ENDORSEMENTS}{fingerprint}.json");
        let found = match package.file(&name) {
            None => Err(Finding::SignedNothing { key: fingerprint }),
            Some(bytes) => signed(package, key, &name, bytes),
        };
        match found {
            Ok(version) => unknown = unknown.or(version),
            Err(finding) => {
                bad.insert(fingerprint);
                findings.push(finding);
            }
        }
    }
    let verdict = match unknown {
        _ if keys.is_empty() => Verdict::NotDone(NotDone::NoKey),
        Some(version) if findings.is_empty() => Verdict::NotDone(version),
        Some(_) | None => verdict_of(findings),
    };
    Signatures { verdict, bad }
}

/// Whether the key has signed the statement; a payload of a version unknown here is no finding.
fn signed(package: &Package, key: &PublicKey, name: &str, bytes: &[u8]) -> Result<Option<NotDone>, Finding> {
    let bad = || Finding::BadSignature { key: key.fingerprint().to_string() };
    let sealed = Sealed::read(bytes).map_err(|_| bad())?;
    if !sealed.is_signed_by(key) {
        return Err(bad());
    }
    match endorsement(name, &sealed) {
        Ok(endorsement) if Some(endorsement.digest()) == package.fingerprint() => Ok(None),
        Ok(_) => Err(Finding::EndorsesOther { key: key.fingerprint().to_string() }),
        Err(Unread::Found(finding)) => Err(finding),
        Err(Unread::NotDone(version)) => Ok(Some(version)),
    }
}

/// A file that cannot be read on with.
#[derive(Clone, Debug)]
pub(super) enum Unread {
    /// It is wrong.
    Found(Finding),
    /// It is of another version.
    NotDone(NotDone),
}

/// The papers of a record, as far as they can be read.
pub(super) struct Papers {
    pub(super) statement: Result<RoundStatement, Unread>,
    pub(super) manifest: Result<Manifest, Unread>,
    pub(super) result: Result<RoundResult, Unread>,
    /// By the name of the file without `.json`.
    endorsements: Vec<(String, Result<Endorsement, Unread>)>,
}

impl Papers {
    pub(super) fn read(package: &Package) -> Self {
        let endorsements = package.endorsements().map(|(file, bytes)| {
            let name = format!("{ENDORSEMENTS}{file}");
            let (key, sealed) = (file.strip_suffix(".json").unwrap_or(file), Sealed::read(bytes));
            let read = match sealed {
                Ok(sealed) if sealed.keyid == key => consistent(package, &name, key, &sealed),
                Ok(_) => Err(Unread::Found(Finding::Malformed { name, why: Malformed::Shape })),
                Err(why) => Err(Unread::Found(Finding::Malformed { name, why })),
            };
            (key.to_owned(), read)
        });
        Self {
            statement: statement(package),
            manifest: manifest(package),
            result: result(package),
            endorsements: endorsements.collect(),
        }
    }

    /// Whether the files are those of a record, each in its one form.
    pub(super) fn envelope(&self, package: &Package) -> Verdict {
        let mut findings: Vec<Finding> = package.strays.iter().cloned().map(Finding::Stray).collect();
        let odd = package.files.keys().filter(|name| !is_of_a_record(name)).cloned();
        findings.extend(odd.map(|name| Finding::UnnamedFile { name }));
        let frame = [self.statement.as_ref().err(), self.manifest.as_ref().err()];
        let result = self.result.as_ref().err();
        let endorsements = self.endorsements.iter().filter_map(|(_, read)| read.as_ref().err());
        for unread in frame.into_iter().flatten().chain(result).chain(endorsements) {
            if let Unread::Found(finding) = unread {
                findings.push(finding.clone());
            }
        }
        let version = |unread: &Unread| match unread {
            Unread::Found(_) => None,
            Unread::NotDone(version) => Some(Verdict::NotDone(version.clone())),
        };
        // What a later version lays beside its files is not for this program to judge. Endorsements of a later
        // version play no part, unless their key was given: then the signature has been judged.
        if let Some(later) = frame.into_iter().flatten().find_map(version) {
            return later;
        }
        result.and_then(version).filter(|_| findings.is_empty()).unwrap_or_else(|| verdict_of(findings))
    }

    /// Whether the statement names the manifest, and the manifest every file.
    pub(super) fn digests(&self, package: &Package) -> Verdict {
        let waits = Verdict::NotDone(NotDone::Needs(Step::Envelope));
        let Ok(statement) = &self.statement else { return waits };
        let mut findings = Vec::new();
        if package.file(MANIFEST).is_some_and(|bytes| Digest::of(bytes) != statement.digest()) {
            findings.push(Finding::WrongDigest { name: MANIFEST.into() });
        }
        // A manifest of another version is named all the same.
        let Ok(manifest) = &self.manifest else {
            return if findings.is_empty() { waits } else { verdict_of(findings) };
        };
        for file in &manifest.files {
            let name = file.name.clone();
            match package.file(&name) {
                None => findings.push(Finding::MissingFile { name }),
                Some(bytes) if Digest::of(bytes) != file.digest.sha256 => {
                    findings.push(Finding::WrongDigest { name });
                }
                Some(_) => {}
            }
        }
        let named: BTreeSet<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
        let unnamed = package.files.keys().filter(|name| is_named(name) && !named.contains(name.as_str()));
        findings.extend(unnamed.map(|name| Finding::UnnamedFile { name: name.clone() }));
        verdict_of(findings)
    }

    pub(super) fn endorsed(&self, bad: &BTreeSet<Digest>, keys: &[PublicKey]) -> Vec<Endorsed> {
        let given: BTreeSet<String> = keys.iter().map(|key| key.fingerprint().to_string()).collect();
        let bad: BTreeSet<String> = bad.iter().map(Digest::to_string).collect();
        let endorsed = |(key, read): &(String, Result<Endorsement, Unread>)| Endorsed {
            key: key.clone(),
            words: read.as_ref().ok().map(|endorsement| endorsement.predicate.clone()),
            standing: if bad.contains(key) {
                Standing::Bad
            } else if given.contains(key) && read.is_ok() {
                Standing::Signed
            } else {
                Standing::NotJudged
            },
        };
        self.endorsements.iter().map(endorsed).collect()
    }
}

/// An endorsement that holds by itself: of this statement, signed by the key that it names. Whose key that is, only
/// keys that are given can say. A key of an algorithm unknown here is left alone, and plays no part.
fn consistent(package: &Package, name: &str, key: &str, sealed: &Sealed) -> Result<Endorsement, Unread> {
    /// What endorsements of every version have.
    #[derive(Deserialize)]
    struct Any {
        predicate: AnyPredicate,
    }
    #[derive(Deserialize)]
    struct AnyPredicate {
        key: String,
    }
    let found = |finding| Err(Unread::Found(finding));
    let der = serde_json::from_slice(sealed.payload())
        .ok()
        .and_then(|any: Any| Base64::decode_vec(&any.predicate.key).ok());
    let Some(der) = der else {
        return found(Finding::Malformed { name: name.into(), why: Malformed::Shape });
    };
    let holds = Digest::of(&der).to_string() == key
        && match PublicKey::from_der(&der) {
            Ok(public) => sealed.is_signed_by(&public),
            Err(error) => error == KeyError::OtherAlgorithm,
        };
    if !holds {
        return found(Finding::BadSignature { key: key.into() });
    }
    let endorsement = endorsement(name, sealed)?;
    if Some(endorsement.digest()) == package.fingerprint() {
        Ok(endorsement)
    } else {
        found(Finding::EndorsesOther { key: key.into() })
    }
}

fn endorsement(name: &str, sealed: &Sealed) -> Result<Endorsement, Unread> {
    let bytes = sealed.payload();
    known_type(name, bytes, ENDORSEMENT_TYPE)?;
    let endorsement: Endorsement = form(name, bytes)?;
    if endorsement.is_on(ENDORSEMENT_TYPE, STATEMENT) && endorsement.predicate.is_readable() {
        Ok(endorsement)
    } else {
        Err(Unread::Found(Finding::Malformed { name: name.into(), why: Malformed::Shape }))
    }
}

fn statement(package: &Package) -> Result<RoundStatement, Unread> {
    let bytes = needed(package, STATEMENT)?;
    known_type(STATEMENT, bytes, ROUND_TYPE)?;
    let statement: RoundStatement = form(STATEMENT, bytes)?;
    if statement.is_on(ROUND_TYPE, MANIFEST) {
        Ok(statement)
    } else {
        Err(Unread::Found(Finding::Malformed { name: STATEMENT.into(), why: Malformed::Shape }))
    }
}

fn manifest(package: &Package) -> Result<Manifest, Unread> {
    let manifest: Manifest = of_format(package, MANIFEST, manifest::FORMAT..=manifest::FORMAT)?;
    let in_form = manifest.is_sorted() && manifest.secret.parse::<Secret>().is_ok();
    let malformed = Finding::Malformed { name: MANIFEST.into(), why: Malformed::Shape };
    if in_form { Ok(manifest) } else { Err(Unread::Found(malformed)) }
}

/// The result, which says its version itself: old records hold the first.
fn result(package: &Package) -> Result<RoundResult, Unread> {
    let result: RoundResult = of_format(package, RESULT, FIRST_FORMAT..=result::FORMAT)?;
    let malformed = Finding::Malformed { name: RESULT.into(), why: Malformed::Shape };
    if result.is_of_its_format() { Ok(result) } else { Err(Unread::Found(malformed)) }
}

/// Greater whole numbers do not stand in JSON as they are.
const GREATEST: u64 = 1 << 53;

/// A file that says its version under `format`, one of those that are known.
fn of_format<T: DeserializeOwned + serde::Serialize>(
    package: &Package,
    name: &str,
    known: RangeInclusive<u32>,
) -> Result<T, Unread> {
    #[derive(Deserialize)]
    struct AnyVersion {
        format: u64,
    }
    let bytes = needed(package, name)?;
    let version = serde_json::from_slice::<AnyVersion>(bytes).map(|version| version.format);
    match version {
        Ok(format) if u32::try_from(format).is_ok_and(|format| known.contains(&format)) => form(name, bytes),
        Ok(format @ 2..=GREATEST) => Err(unknown(name, format.to_string())),
        Ok(_) | Err(_) => Err(Unread::Found(Finding::Malformed { name: name.into(), why: Malformed::Shape })),
    }
}

/// Whether a statement is of a later version of its type.
fn known_type(name: &str, bytes: &[u8], kind: &str) -> Result<(), Unread> {
    #[derive(Deserialize)]
    struct AnyType {
        #[serde(rename = "predicateType")]
        predicate_type: String,
    }
    let Ok(AnyType { predicate_type }) = serde_json::from_slice(bytes) else { return Ok(()) };
    let written = predicate_type.strip_prefix(kind).unwrap_or_default();
    // One writing of a number only.
    match written.parse::<u64>() {
        Ok(version @ 2..=GREATEST) if version.to_string() == written => Err(unknown(name, written.into())),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn unknown(name: &str, version: String) -> Unread {
    Unread::NotDone(NotDone::UnknownVersion { name: name.into(), version })
}

fn needed<'p>(package: &'p Package, name: &str) -> Result<&'p [u8], Unread> {
    package.file(name).ok_or_else(|| Unread::Found(Finding::MissingFile { name: name.into() }))
}

fn form<T: DeserializeOwned + serde::Serialize>(name: &str, bytes: &[u8]) -> Result<T, Unread> {
    json::from_bytes(bytes).map_err(|why| Unread::Found(Finding::Malformed { name: name.into(), why }))
}
