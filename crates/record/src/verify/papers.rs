//! The papers of a record: forms and digests, before anything is computed.

use super::signatures::Signatures;
use super::{Endorsed, Finding, NotDone, Standing, Step, Verdict, verdict_of};
use crate::envelope::Sealed;
use crate::json::{self, Malformed};
use crate::key::{KeyError, PublicKey};
use crate::manifest::{ENDORSEMENTS, MANIFEST, Manifest, RESULT, STATEMENT, is_named};
use crate::package::{Package, is_of_a_record};
use crate::result::RoundResult;
use crate::stage::{Stage, StageName};
use crate::statement::{ENDORSEMENT_TYPE, Endorsement, ROUND_TYPE, RoundStatement, StatedStage};
use crate::version::{Stated, Version};
use anzhi_core::digest::{Digest, Secret};
use base64ct::{Base64, Encoding as _};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

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
    /// The version that the statement says, if it is known here: that of the whole record.
    pub(super) version: Option<Version>,
    pub(super) statement: Result<RoundStatement, Unread>,
    pub(super) manifest: Result<Manifest, Unread>,
    pub(super) result: Result<RoundResult, Unread>,
    /// The stages in their order.
    pub(super) stages: Vec<(StageName, Result<Stage, Unread>)>,
    /// By the name of the file without `.json`.
    pub(super) endorsements: Vec<(String, Result<Endorsement, Unread>)>,
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
            version: version(package),
            statement: statement(package),
            manifest: manifest(package),
            result: result(package),
            stages: super::stages::read(package),
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
        let stages = self.stages.iter().filter_map(|(_, read)| read.as_ref().err());
        findings.extend(super::stages::out_of_place(package, self.version));
        for unread in frame.into_iter().flatten().chain(result).chain(stages).chain(endorsements) {
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
        if package.file(MANIFEST).is_some_and(|bytes| !statement.is_of_bytes(bytes)) {
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
                Some(bytes) if !file.digest.are_of(bytes) => {
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

    /// What the statement must say of the stages.
    pub(super) fn stated_stages(&self) -> Option<Vec<StatedStage>> {
        let stages = self.stages.iter().filter_map(|(_, read)| read.as_ref().ok());
        let stated: Vec<StatedStage> = stages.map(StatedStage::of).collect();
        (!stated.is_empty()).then_some(stated)
    }

    pub(super) fn endorsed(&self, signatures: &Signatures) -> Vec<Endorsed> {
        let names = |of: &BTreeSet<Digest>| of.iter().map(Digest::to_string).collect::<BTreeSet<_>>();
        let given = names(&signatures.given.iter().map(PublicKey::fingerprint).collect());
        let (bad, elsewhere) = (names(&signatures.bad), names(&signatures.elsewhere));
        let endorsed = |(key, read): &(String, Result<Endorsement, Unread>)| Endorsed {
            key: key.clone(),
            words: read.as_ref().ok().map(|endorsement| endorsement.predicate.clone()),
            standing: if bad.contains(key) {
                Standing::Bad
            } else if elsewhere.contains(key) {
                Standing::OtherRole
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
    let endorsement = endorsement(package, name, sealed)?;
    if is_of_statement(&endorsement, package) {
        Ok(endorsement)
    } else {
        found(Finding::EndorsesOther { key: key.into() })
    }
}

pub(super) fn is_of_statement(endorsement: &Endorsement, package: &Package) -> bool {
    package.file(STATEMENT).is_some_and(|statement| endorsement.is_of_bytes(statement))
}

pub(super) fn endorsement(package: &Package, name: &str, sealed: &Sealed) -> Result<Endorsement, Unread> {
    let bytes = sealed.payload();
    let of = known(name, Stated::of_type(bytes, ENDORSEMENT_TYPE))?;
    let endorsement: Endorsement = form(name, bytes)?;
    if !endorsement.is_on(of, ENDORSEMENT_TYPE, STATEMENT) || !endorsement.predicate.is_readable() {
        return Err(malformed(name, Malformed::Shape));
    }
    of_one_version(package, name, of)?;
    Ok(endorsement)
}

fn statement(package: &Package) -> Result<RoundStatement, Unread> {
    let bytes = needed(package, STATEMENT)?;
    let of = known(STATEMENT, Stated::of_type(bytes, ROUND_TYPE))?;
    let statement: RoundStatement = form(STATEMENT, bytes)?;
    if statement.is_on(of, ROUND_TYPE, MANIFEST) && statement.predicate.is_of(of) {
        Ok(statement)
    } else {
        Err(malformed(STATEMENT, Malformed::Shape))
    }
}

fn manifest(package: &Package) -> Result<Manifest, Unread> {
    let bytes = needed(package, MANIFEST)?;
    let of = known(MANIFEST, json::format_of(bytes).and_then(Stated::of_number))?;
    let manifest: Manifest = form(MANIFEST, bytes)?;
    if !manifest.is_of(of) || !manifest.is_sorted() || manifest.secret.parse::<Secret>().is_err() {
        return Err(malformed(MANIFEST, Malformed::Shape));
    }
    of_one_version(package, MANIFEST, of)?;
    Ok(manifest)
}

fn result(package: &Package) -> Result<RoundResult, Unread> {
    let bytes = needed(package, RESULT)?;
    let of = known(RESULT, json::format_of(bytes).and_then(Stated::of_number))?;
    let result: RoundResult = form(RESULT, bytes)?;
    if !result.is_of(of) {
        return Err(malformed(RESULT, Malformed::Shape));
    }
    of_one_version(package, RESULT, of)?;
    Ok(result)
}

/// The version that the statement says.
fn version(package: &Package) -> Option<Version> {
    Stated::of_type(package.file(STATEMENT)?, ROUND_TYPE)?.known()
}

/// A record is of one version: with a file of an earlier one in a later record, digests that the later one has would
/// not be checked.
fn of_one_version(package: &Package, name: &str, of: Version) -> Result<(), Unread> {
    match version(package) {
        Some(statement) if statement != of => Err(malformed(name, Malformed::OtherVersion)),
        Some(_) | None => Ok(()),
    }
}

/// The version that a file says, if it is known here.
fn known(name: &str, stated: Option<Stated>) -> Result<Version, Unread> {
    match stated {
        Some(Stated::Known(version)) => Ok(version),
        Some(Stated::Later(number)) => Err(later(name, number)),
        None => Err(malformed(name, Malformed::Shape)),
    }
}

fn later(name: &str, number: u64) -> Unread {
    Unread::NotDone(NotDone::UnknownVersion { name: name.into(), version: number.to_string() })
}

fn malformed(name: &str, why: Malformed) -> Unread {
    Unread::Found(Finding::Malformed { name: name.into(), why })
}

fn needed<'p>(package: &'p Package, name: &str) -> Result<&'p [u8], Unread> {
    package.file(name).ok_or_else(|| Unread::Found(Finding::MissingFile { name: name.into() }))
}

fn form<T: DeserializeOwned + serde::Serialize>(name: &str, bytes: &[u8]) -> Result<T, Unread> {
    json::from_bytes(bytes).map_err(|why| malformed(name, why))
}
