//! A record that does not hold is not held against another, and says why.

use crate::rounds::{Files, testdata};
use crate::told::ids;
use anzhi_record::diff::{Succession, diff};
use anzhi_record::{Package, RESULT, RoundResult, STATEMENT};
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
    assert_ne!(reports.new.answer(), anzhi_record::verify::Answer::Refuted);
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
