//! One version of the format passed off as another, and one digest of two changed alone.

use crate::class::{Case, Class};
use crate::records::{
    BUREAU, SMALL, bytes_of, case, digests, endorsement, payload_of, resealed, sign_payload, signed_anew,
    value, with, with_manifest, with_statement,
};
use anzhi_record::verify::Step;
use anzhi_record::{MANIFEST, Package, RESULT, STATEMENT};
use serde_json::{Value, json};

pub(crate) fn classes() -> Vec<Class> {
    vec![
        Class::new(
            "with the key: one of the two digests of a file changed, the other right",
            &[Step::Signatures, Step::Digests, Step::Particulars],
            one_changed(),
        ),
        Class::new(
            "with the key: a digest left out that the version has, or added that it has not",
            &[Step::Envelope],
            one_missing(),
        ),
        Class::new("with the key: files of two versions in one record", &[Step::Envelope], mixed()),
    ]
}

/// How a record is put in order again behind a change.
type InOrder = fn(Package) -> Package;

/// Every place of a record that names a file by digests: the paper, the place in it, and what comes after.
fn places() -> Vec<(&'static str, String, InOrder)> {
    let files = value(&SMALL, MANIFEST)["files"].as_array().unwrap().len();
    let manifest = (0..files).map(|at| (MANIFEST, format!("/files/{at}/digest"), in_order as InOrder));
    let statement = ["/subject/0/digest", "/predicate/scheme/digest"]
        .map(|place| (STATEMENT, place.to_owned(), signed_anew as InOrder));
    manifest.chain(statement).collect()
}

fn in_order(package: Package) -> Package {
    signed_anew(with_statement(package))
}

/// The record with these digests changed, and everything that hangs on them put in order.
fn changed(change: impl Fn(&mut Value)) -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, place, in_order) in places() {
        let mut paper = value(&SMALL, name);
        change(paper.pointer_mut(&place).unwrap());
        cases.push(case(format!("{name} {place}"), in_order(with(&SMALL, name, bytes_of(&paper)))));
    }
    let name = endorsement(&BUREAU);
    let mut payload = payload_of(&SMALL, &name);
    change(&mut payload["subject"][0]["digest"]);
    cases.push(case("the endorsement", with(&SMALL, &name, sign_payload(&payload))));
    cases
}

pub(crate) fn one_changed() -> Vec<Case> {
    let other = digests(b"something else");
    let one = |key: &'static str| {
        let other = other[key].clone();
        changed(move |digests| digests[key] = other.clone())
    };
    [one("sha256"), one("sm3")].concat()
}

pub(crate) fn one_missing() -> Vec<Case> {
    let without = |key: &'static str| {
        changed(move |digests| {
            digests.as_object_mut().unwrap().remove(key);
        })
    };
    let null = changed(|digests| digests["sm3"] = Value::Null);
    let third = changed(|digests| digests["sha512"] = "".into());
    [without("sha256"), without("sm3"), null, third].concat()
}

/// The digests of version 1.
fn reduced(mut digests: Value) -> Value {
    digests.as_object_mut().unwrap().remove("sm3");
    digests
}

/// The statement as version 1 has it.
fn first_statement(mut statement: Value) -> Value {
    statement["predicateType"] = json!("urn:anzhi:round:v1");
    statement["predicate"]["format"] = json!("1");
    for later in ["edition", "plan", "replaces", "results", "roster"] {
        statement["predicate"].as_object_mut().unwrap().remove(later);
    }
    let scheme = &mut statement["predicate"]["scheme"]["digest"];
    *scheme = reduced(scheme.take());
    let subject = &mut statement["subject"][0]["digest"];
    *subject = reduced(subject.take());
    statement
}

fn first_manifest(mut manifest: Value) -> Value {
    manifest["format"] = json!(1);
    for file in manifest["files"].as_array_mut().unwrap() {
        file["digest"] = reduced(file["digest"].take());
    }
    manifest
}

/// The record with its result as version 1 has it.
fn first_result(package: &Package) -> Package {
    let mut result = value(package, RESULT);
    result["format"] = json!(1);
    result.as_object_mut().unwrap().remove("after");
    with(package, RESULT, bytes_of(&result))
}

/// The record with a statement of version 1 on the manifest as it is.
fn first_stated(package: &Package) -> Package {
    let statement = first_statement(value(&with_statement(package.clone()), STATEMENT));
    with(package, STATEMENT, bytes_of(&statement))
}

/// The record with manifest, statement and endorsement of version 1 on the files as they are.
pub(crate) fn first_papers(package: &Package) -> Package {
    let manifest = first_manifest(value(&with_manifest(package.clone()), MANIFEST));
    endorsed(&first_stated(&with(package, MANIFEST, bytes_of(&manifest))), "1")
}

/// The whole record as version 1 has it.
pub(crate) fn first(package: &Package) -> Package {
    first_papers(&first_result(package))
}

/// The endorsement of this record by the bureau, in that version.
fn endorsed(package: &Package, version: &str) -> Package {
    let name = endorsement(&BUREAU);
    let mut payload = payload_of(&SMALL, &name);
    let digests = digests(package.file(STATEMENT).unwrap());
    payload["subject"][0]["digest"] = if version == "1" { reduced(digests) } else { digests };
    payload["predicateType"] = format!("urn:anzhi:endorsement:v{version}").into();
    with(package, &name, sign_payload(&payload))
}

pub(crate) fn mixed() -> Vec<Case> {
    let manifest = with(&SMALL, MANIFEST, bytes_of(&first_manifest(value(&SMALL, MANIFEST))));
    vec![
        case("an earlier manifest", signed_anew(with_statement(manifest))),
        case("an earlier result", resealed(first_result(&SMALL))),
        case("a later result in an earlier record", first_papers(&SMALL)),
        case("an earlier statement", endorsed(&first_stated(&SMALL), "1")),
        case("an earlier endorsement", endorsed(&SMALL, "1")),
        case("an earlier record, endorsed in the later version", endorsed(&first(&SMALL), "2")),
        case("a later number on an earlier form", {
            let mut manifest = first_manifest(value(&SMALL, MANIFEST));
            manifest["format"] = json!(2);
            in_order(with(&SMALL, MANIFEST, bytes_of(&manifest)))
        }),
        case("an earlier number on a later form", {
            let mut manifest = value(&SMALL, MANIFEST);
            manifest["format"] = json!(1);
            in_order(with(&SMALL, MANIFEST, bytes_of(&manifest)))
        }),
    ]
}

/// Without this the cases above could be refused for some other reason.
#[test]
fn a_record_wholly_of_the_first_version_verifies() {
    let keys = [BUREAU.public()];
    let report = anzhi_record::verify::verify(&first(&SMALL), &keys, Some(&anzhi_tables::read_round));
    assert!(report.is_verified(), "{:?}", report.verdicts);
}
