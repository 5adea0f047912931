//! Receipts changed in every way: by whoever was given one, and by somebody with the key.

use crate::class::{Tally, numbers};
use crate::json::mutations;
use crate::records::{BUREAU, SMALL, bytes_of, record, signed_anew, value, with};
use anzhi_core::digest::{Digest, Salt};
use anzhi_record::receipt::{OwnResult, ReceiptStep, Receipts, verify_receipt};
use anzhi_record::verify::{Answer, Signers};
use anzhi_record::{Checked, Package, STATEMENT};
use serde_json::{Value, json};

/// The bytes of a changed receipt, with a word for it.
type Case = (String, Vec<u8>);

pub(crate) fn tallies() -> Vec<Tally> {
    use ReceiptStep::{Envelope, Inclusion, Sheet, Signatures};
    let own = receipts(&SMALL)[2].clone();
    let bytes = bytes_of(&own);
    let flipped = (0..bytes.len()).map(|at| {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        (format!("at {at}"), changed)
    });
    // What says to be of a later version is not for this program to judge.
    let (later, fields): (Vec<Case>, Vec<Case>) = mutations(&own)
        .into_iter()
        .map(|(what, text)| (what, text.into_bytes()))
        .partition(|(_, bytes)| says_later(bytes));
    vec![
        tally("receipt: one byte changed", &[Envelope, Signatures, Sheet, Inclusion], flipped.collect()),
        tally(
            "receipt: a field removed, doubled, retyped, changed, moved, added",
            &[Envelope, Signatures, Sheet, Inclusion],
            fields,
        ),
        tally(
            "receipt: a part of another person's, or of another record",
            &[Envelope, Signatures, Sheet, Inclusion],
            swapped(&own),
        ),
        Tally { may_be_unchecked: true, ..tally("receipt: a later version of the file", &[Envelope], later) },
        tally("with the key: a sheet that says other points than the results", &[Sheet], other_points(&own)),
    ]
}

fn tally(name: &'static str, found_in: &[ReceiptStep], cases: Vec<Case>) -> Tally {
    let mut answers = [0; 3];
    for (what, bytes) in cases {
        let report = verify_receipt(&bytes, Signers::Keys(&[BUREAU.public()]));
        assert_ne!(report.answer(), Answer::Verified, "{name}: {what}");
        let found = found_in.iter().any(|step| *report.verdict(*step) != Checked::Passed);
        assert!(found, "{name}: {what}: {:?}", report.verdicts);
        answers[report.answer() as usize] += 1;
    }
    Tally::of(name, answers, format!("receipt: {}", numbers(found_in.iter().map(|step| *step as usize))))
}

fn says_later(bytes: &[u8]) -> bool {
    serde_json::from_slice(bytes).is_ok_and(|value: Value| value["format"].as_u64().is_some_and(|n| n > 1))
}

/// Everybody's receipt.
pub(crate) fn receipts(record: &Package) -> Vec<Value> {
    let receipts = Receipts::of(record).unwrap();
    let people: Vec<_> = receipts.round().0.all_candidates().collect();
    people.into_iter().map(|who| serde_json::to_value(receipts.receipt(who).unwrap()).unwrap()).collect()
}

fn swapped(own: &Value) -> Vec<Case> {
    let neighbours = receipts(&SMALL);
    let others = neighbours.iter().filter(|other| *other != own);
    let elsewhere = receipts(&record("county"));
    let parts = ["candidate", "endorsements", "index", "path", "result", "salt", "sheet", "statement"];
    let mut cases = Vec::new();
    for (n, other) in others.chain(&elsewhere[..3]).enumerate() {
        for part in parts.into_iter().filter(|part| other[part] != own[part]) {
            let mut mixed = own.clone();
            mixed[part] = other[part].clone();
            cases.push((format!("{part} of {n}"), bytes_of(&mixed)));
        }
    }
    // All of another person's but the sheet, and all but the results.
    for part in ["sheet", "result"] {
        let mut mixed = neighbours[0].clone();
        mixed[part] = own[part].clone();
        cases.push((format!("another's with the own {part}"), bytes_of(&mixed)));
    }
    cases
}

/// A sheet of other points or of somebody else, its digest in the results, and a tree of this leaf alone, signed.
fn other_points(own: &Value) -> Vec<Case> {
    let sheet = own["sheet"].as_str().unwrap();
    let lines = ["candidate ", "scheme ", "assessment ", "exam ", "total "];
    lines
        .map(|word| {
            let line = sheet.lines().find(|line| line.starts_with(word)).unwrap();
            let other = sheet.replace(line, &format!("{word}9{}", line.strip_prefix(word).unwrap()));
            assert_ne!(other, sheet);
            (word.to_owned(), alone(own, &other))
        })
        .into()
}

/// The receipt with that sheet, and everything put in order behind it.
pub(crate) fn alone(own: &Value, sheet: &str) -> Vec<u8> {
    let mut receipt = own.clone();
    let salt: Salt = own["salt"].as_str().unwrap().parse().unwrap();
    receipt["sheet"] = sheet.into();
    receipt["result"]["sheet"] = Digest::salted(salt, sheet.as_bytes()).to_string().into();
    let result: OwnResult = serde_json::from_value(receipt["result"].clone()).unwrap();
    let mut statement = own["statement"].clone();
    statement["predicate"]["results"] = json!({ "leaves": "1", "root": result.leaf(salt).to_string() });
    (receipt["index"], receipt["path"]) = (json!(0), json!([]));
    let package = signed_anew(with(&Package::default(), STATEMENT, bytes_of(&statement)));
    let name = package.files.keys().find(|name| name.starts_with("endorsements/")).unwrap();
    receipt["endorsements"] = json!([value(&package, name)]);
    receipt["statement"] = statement;
    bytes_of(&receipt)
}

#[test]
fn a_tree_of_one_leaf_in_order_verifies() {
    // Without this the cases above could be refused for some other reason.
    let own = receipts(&SMALL)[2].clone();
    let bytes = alone(&own, own["sheet"].as_str().unwrap());
    assert_eq!(verify_receipt(&bytes, Signers::Keys(&[BUREAU.public()])).answer(), Answer::Verified);
}
