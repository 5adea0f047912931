//! Signed records of the rounds under `testdata`.

use anzhi_record::edition::{EDITION, Edition, EditionReport, EditionStep, publish, verify_edition};
use anzhi_record::key::PrivateKey;
use anzhi_record::verify::Signers;
use anzhi_record::{Checked, Package, STATEMENT, Signer, Sm3, place_and_seal};
use anzhi_tables::{Directory, Folder, read_round};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub(crate) static BUREAU: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::demonstration("bureau"));

/// All whole rounds.
pub(crate) const ROUNDS: [&str; 7] =
    ["after-meeting", "county", "edges", "grade-groups", "small", "soldiers", "two-sittings"];

pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// The record of a round under `testdata`, signed by the bureau.
pub(crate) fn record(round: &str) -> Package {
    record_of(&Directory(&testdata().join("rounds").join(round)))
}

/// The record of a folder's round, signed by the bureau.
pub(crate) fn record_of(folder: &dyn Folder) -> Package {
    let reading = read_round(folder).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    let signer = Signer::new(&BUREAU, "安置部门", "经办人（虚构）").unwrap();
    place_and_seal(&round, &scheme, &Default::default(), Some(&signer)).1.unwrap()
}

/// The edition of a record.
pub(crate) fn edition_of(record: &Package) -> Edition {
    serde_json::from_slice(publish(record).unwrap().file(EDITION).unwrap()).unwrap()
}

/// That edition under a statement that names it, signed in earnest: what somebody with the key can make.
pub(crate) fn sealed(record: &Package, edition: &Edition) -> Package {
    let bytes = edition.to_bytes();
    let mut statement: serde_json::Value = serde_json::from_slice(record.file(STATEMENT).unwrap()).unwrap();
    let digest = anzhi_core::digest::Digest::of(&bytes).to_string();
    statement["predicate"]["edition"] =
        serde_json::json!({ "sha256": digest, "sm3": Sm3::of(&bytes).to_string() });
    let mut package = Package::default();
    package.files.insert(STATEMENT.into(), serde_json_canonicalizer::to_vec(&statement).unwrap());
    let signer = Signer::new(&BUREAU, "安置部门", "经办人（虚构）").unwrap();
    let (name, endorsement) = package.endorsement(&signer).unwrap();
    package.files.insert(name, endorsement);
    package.files.insert(EDITION.into(), bytes);
    package
}

/// What verifying that edition finds, sealed in earnest: the steps that fail.
pub(crate) fn failed(record: &Package, edition: &Edition) -> Vec<EditionStep> {
    let report: EditionReport = verify_edition(&sealed(record, edition), Signers::Keys(&[BUREAU.public()]));
    let failed = |step: &EditionStep| matches!(report.verdict(*step), Checked::Failed(_));
    EditionStep::ALL.into_iter().filter(failed).collect()
}
