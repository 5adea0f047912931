//! A record that does not hold is not held against another, and says why.

use crate::rounds::{Files, testdata};
use crate::told::ids;
use anzhi_core::digest::Digest;
use anzhi_record::diff::{Succession, diff};
use anzhi_record::verify::Answer;
use anzhi_record::{
    DigestSet, MANIFEST, Manifest, Package, RESULT, RoundResult, RoundStatement, STATEMENT, Sm3,
};
use anzhi_tables::read_round;

#[test]
fn neither_side_may_be_tampered_with() {
    let record = Files::of("small").record();
    let mut tampered = record.clone();
    let mut result: RoundResult = serde_json::from_slice(record.file(RESULT).unwrap()).unwrap();
    result.sittings[0].candidates[0].total = Some("99".into());
    tampered.files.insert(RESULT.into(), result.to_bytes());
    let reports = diff(&tampered, &record, None).unwrap_err();
    assert!(!reports.old.holds() && reports.new.holds());
    let reports = diff(&record, &tampered, None).unwrap_err();
    assert!(reports.old.holds() && !reports.new.holds());
    let reports = diff(&tampered, &Package::default(), None).unwrap_err();
    assert!(!reports.old.holds() && !reports.new.holds());
}

#[test]
fn a_later_version_cannot_be_compared() {
    let record = Files::of("small").record();
    let mut later = record.clone();
    let text = String::from_utf8(record.file(STATEMENT).unwrap().to_vec()).unwrap();
    later
        .files
        .insert(STATEMENT.into(), text.replace("urn:anzhi:round:v2", "urn:anzhi:round:v9").into_bytes());
    let reports = diff(&record, &later, None).unwrap_err();
    assert!(reports.old.holds() && !reports.new.holds());
    assert_ne!(reports.new.answer(), Answer::Refuted);
}

/// A result of a later version, named by its digests: the statement can be read, and it does not hold for all that.
#[test]
fn a_part_of_a_later_version_cannot_be_compared() {
    let record = Files::of("small").record();
    let mut later = record.clone();
    let text = String::from_utf8(record.file(RESULT).unwrap().to_vec()).unwrap();
    let result = text.replace("\"format\":2", "\"format\":9").into_bytes();
    let digests = |bytes: &[u8]| DigestSet { sha256: Digest::of(bytes), sm3: Some(Sm3::of(bytes)) };
    let mut manifest: Manifest = serde_json::from_slice(record.file(MANIFEST).unwrap()).unwrap();
    manifest
        .files
        .iter_mut()
        .filter(|file| file.name == RESULT)
        .for_each(|file| file.digest = digests(&result));
    let manifest = serde_json_canonicalizer::to_vec(&manifest).unwrap();
    let mut statement: RoundStatement = serde_json::from_slice(record.file(STATEMENT).unwrap()).unwrap();
    statement.subject[0].digest = digests(&manifest);
    later.files.insert(STATEMENT.into(), serde_json_canonicalizer::to_vec(&statement).unwrap());
    later.files.extend([(RESULT.into(), result), (MANIFEST.into(), manifest)]);
    let reports = diff(&later, &record, None).unwrap_err();
    assert_eq!((reports.old.holds(), reports.old.answer()), (false, Answer::Unchecked));
    assert!(reports.old.statement.is_some());
}

/// Records of both versions hold, with files as handed in and without.
#[test]
fn records_of_two_versions_are_compared() {
    let kept = |name: &str| Package::read(&testdata().join("records").join(name)).unwrap();
    let diff = diff(&kept("v1-small"), &kept("v2-small"), Some(&read_round)).map_err(|_| "refused").unwrap();
    assert_eq!((ids(&diff), diff.succession), (Vec::new(), Succession::None));
    let paths: Vec<&str> = diff.whole.stated.iter().map(|change| change.path.as_str()).collect();
    assert!(paths.contains(&"format"), "{paths:?}");
}
