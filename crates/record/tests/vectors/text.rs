//! The examples in the text of the format, held against what the program makes.

use crate::receipts::receipts;
use crate::records::{digests, testdata, value};
use crate::vectors::bases::V2_SMALL;
use crate::vectors::facts::Facts;
use crate::vectors::{committed, disk};
use anzhi_core::digest::Digest;
use std::fs;

fn text() -> String {
    fs::read_to_string(testdata().join("../docs/record-format.md")).unwrap()
}

#[test]
fn the_example_of_a_sheet_is_told_with_its_salt_and_digest() {
    let own = receipts(V2_SMALL.package()).into_iter().find(|receipt| receipt["candidate"] == "4").unwrap();
    for told in [&own["salt"], &own["result"]["sheet"]] {
        assert!(text().contains(&format!("`{}`", told.as_str().unwrap())), "{told}");
    }
    assert!(text().contains(&format!("the SHA-256 of `abc` is `{}`", Digest::of(b"abc").short_code())));
}

#[test]
fn the_example_of_a_question_gives_the_code_that_is_answered() {
    let text = text();
    let (before, after) = text.split_once("these lines give `").unwrap();
    let (code, rest) = after.split_once('`').unwrap();
    let lines = rest.split("\n\n").nth(1).unwrap();
    let lines: String =
        lines.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap())).collect();
    assert!(before.ends_with("`testdata/records/vectors/sound-earlier-signature-stands` "));
    let secret = Facts::of(V2_SMALL.package()).secret();
    assert_eq!(secret.digest(lines.as_bytes()).short_code().to_string(), code);
    let answers = testdata().join("records/vectors/sound-earlier-signature-stands/files/round/answers.csv");
    assert!(fs::read_to_string(answers).unwrap().contains(code));
}

/// And the text of its scoring part, for whoever makes it out of a scheme's file, stands beside the records.
#[test]
fn the_founding_scheme_is_named_by_its_digests() {
    let (_, scheme) = Facts::of(V2_SMALL.package()).round();
    let canonical = scheme.scheme.scoring.canonical();
    disk::hold_text(&testdata().join("records/scoring.txt"), &canonical);
    let text = text();
    let file = digests(scheme.text.as_bytes());
    let scoring = Digest::of(canonical.as_bytes()).to_string();
    for told in [file["sha256"].as_str().unwrap(), file["sm3"].as_str().unwrap(), &scoring] {
        assert!(text.contains(&format!("| `{told}`")), "{told}");
    }
    let statement = value(V2_SMALL.package(), anzhi_record::STATEMENT);
    assert_eq!(statement["predicate"]["scheme"]["scoring"], scoring);
}

#[test]
fn the_text_explains_every_code_of_the_vectors() {
    let text = text();
    for (name, form) in committed() {
        let failing = form.failing.into_iter().flat_map(|failing| failing.codes);
        for code in failing.chain(form.undone.into_iter().map(|undone| undone.why)) {
            assert!(text.contains(&format!("`{code}`")), "{name}: {code}");
        }
    }
}
