//! Records to tamper with, and how somebody with the key would seal them again.

use crate::class::Case;
use anzhi_core::digest::Digest;
use anzhi_record::key::{PrivateKey, PublicKey};
use anzhi_record::{MANIFEST, Originals, Package, STATEMENT, Signer, Sm3, place_and_seal};
use anzhi_tables::{Directory, Remembering, read_round};
use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub(crate) static BUREAU: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::demonstration("bureau"));
pub(crate) static DISCIPLINE: LazyLock<PrivateKey> =
    LazyLock::new(|| PrivateKey::demonstration("discipline"));
/// The record of five people, signed by the bureau.
pub(crate) static SMALL: LazyLock<Package> = LazyLock::new(|| record("small"));

pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// The record of a round under `testdata`, signed by the bureau.
pub(crate) fn record(round: &str) -> Package {
    let dir = testdata().join("rounds").join(round);
    let directory = Directory(&dir);
    let folder = Remembering::new(&directory);
    let reading = read_round(&folder).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    let signer = Signer::new(&BUREAU, "安置部门", "经办人（虚构）").unwrap();
    let originals = Originals::new(folder.into_files()).unwrap();
    place_and_seal(&round, &scheme, &originals, Some(&signer)).1.unwrap()
}

/// The endorsement file of a key.
pub(crate) fn endorsement(key: &PrivateKey) -> String {
    format!("endorsements/{}.json", key.public().fingerprint())
}

/// A record with one more signature.
pub(crate) fn signed_by(mut package: Package, key: &PrivateKey, role: &str) -> Package {
    let signer = Signer::new(key, role, "某人（虚构）").unwrap();
    let (name, bytes) = package.endorsement(&signer).unwrap();
    package.files.insert(name, bytes);
    package
}

/// The record with one file replaced.
pub(crate) fn with(package: &Package, name: &str, bytes: impl Into<Vec<u8>>) -> Package {
    let mut package = package.clone();
    package.files.insert(name.into(), bytes.into());
    package
}

/// A case under the bureau's key.
pub(crate) fn case(what: impl Into<String>, package: Package) -> Case {
    Case { what: what.into(), package, keys: vec![BUREAU.public()] }
}

/// A case under other keys.
pub(crate) fn case_under(what: impl Into<String>, package: Package, keys: Vec<PublicKey>) -> Case {
    Case { what: what.into(), package, keys }
}

pub(crate) fn bytes_of(value: &Value) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).unwrap()
}

pub(crate) fn value(package: &Package, name: &str) -> Value {
    serde_json::from_slice(package.file(name).unwrap()).unwrap()
}

/// The digests by which a file of version 2 names these bytes.
pub(crate) fn digests(bytes: &[u8]) -> Value {
    json!({ "sha256": Digest::of(bytes).to_string(), "sm3": Sm3::of(bytes).to_string() })
}

/// Names every file anew in the manifest.
pub(crate) fn with_manifest(mut package: Package) -> Package {
    let mut manifest = value(&package, MANIFEST);
    let named = |name: &&String| {
        ![MANIFEST, STATEMENT].contains(&name.as_str()) && !name.starts_with("endorsements/")
    };
    let file = |name: &String| json!({ "digest": digests(&package.files[name]), "name": name });
    manifest["files"] = package.files.keys().filter(named).map(file).collect();
    package.files.insert(MANIFEST.into(), bytes_of(&manifest));
    package
}

/// Names the manifest anew in the statement.
pub(crate) fn with_statement(mut package: Package) -> Package {
    let mut statement = value(&package, STATEMENT);
    statement["subject"][0]["digest"] = digests(package.file(MANIFEST).unwrap());
    package.files.insert(STATEMENT.into(), bytes_of(&statement));
    package
}

/// What stands in an envelope of the record.
pub(crate) fn payload_of(package: &Package, name: &str) -> Value {
    crate::fields::payload(&value(package, name))
}

/// An envelope of the bureau around these words, whatever they are, signed in earnest.
pub(crate) fn sign_payload(payload: &Value) -> Vec<u8> {
    sign_payload_as("bureau", payload)
}

/// The same by the demonstration key of Ed25519 that is called so.
pub(crate) fn sign_payload_as(of: &str, payload: &Value) -> Vec<u8> {
    use ed25519_dalek::{Signer as _, SigningKey};
    let payload = bytes_of(payload);
    let seed = Digest::of(format!("anzhi demonstration key {of}").as_bytes());
    let signature = SigningKey::from_bytes(seed.as_bytes()).sign(&pre_authentication(&payload)).to_bytes();
    bytes_of(&json!({
        "payload": Base64::encode_string(&payload),
        "payloadType": "application/vnd.in-toto+json",
        "signatures": [{
            "keyid": PrivateKey::demonstration(of).public().fingerprint().to_string(),
            "sig": Base64::encode_string(&signature),
        }],
    }))
}

/// What is signed of a payload.
pub(crate) fn pre_authentication(payload: &[u8]) -> Vec<u8> {
    let mut bytes = format!("DSSEv1 28 application/vnd.in-toto+json {} ", payload.len()).into_bytes();
    bytes.extend(payload);
    bytes
}

/// Signs the statement anew, in place of whoever signed before.
pub(crate) fn signed_anew(mut package: Package) -> Package {
    package.files.retain(|name, _| !name.starts_with("endorsements/"));
    signed_by(package, &BUREAU, "安置部门")
}

/// Everything that somebody with the bureau's key can put in order after a change.
pub(crate) fn resealed(package: Package) -> Package {
    signed_anew(with_statement(with_manifest(package)))
}
