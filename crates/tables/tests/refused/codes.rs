//! Every kind of fault that an input can have stands in some case: those of a scheme's file in a round or in
//! `testdata/refused/schemes`.

use crate::corpus::{cases, files, testdata};
use std::collections::BTreeSet;
use std::fs;

/// Codes that no case on disk can show, and why.
const EXEMPT: [(&str, &str); 4] = [
    ("check-failed", "an error of the program, which no input brings about"),
    ("file-too-large", "made by the tests of large files, too large to keep"),
    ("scheme-too-large", "of a scheme's file alone; in a folder it is file-too-large"),
    ("too-many-rows", "made by the tests of large files, too large to keep"),
];

#[test]
fn every_fault_stands_in_a_case() {
    let of_round = |line: &str| line.split('\t').nth(3).map(str::to_owned);
    let of_scheme = |line: &str| line.split('\t').nth(1).map(str::to_owned);
    let mut seen: BTreeSet<String> =
        cases("refused").iter().flat_map(|case| case.expected.lines().filter_map(of_round)).collect();
    for (name, bytes) in files(&testdata().join("refused/schemes")) {
        let expected = String::from_utf8(bytes).ok().filter(|_| name.ends_with(".expected"));
        // What is only warned of is no fault.
        let faults = expected.filter(|_| !name.starts_with("warned-"));
        seen.extend(faults.iter().flat_map(|expected| expected.lines().filter_map(of_scheme)));
    }
    let exempt = |code: &String| EXEMPT.iter().any(|(exempt, _)| exempt == code);
    let codes: BTreeSet<String> =
        ["core/src/fault.rs", "schemes/src/form.rs"].iter().flat_map(|file| codes(file)).collect();
    let unseen: Vec<&String> = codes.iter().filter(|code| !seen.contains(*code) && !exempt(code)).collect();
    assert!(unseen.is_empty(), "no case shows {unseen:?}");
    let unknown: Vec<&String> = seen.iter().filter(|code| !codes.contains(*code) || exempt(code)).collect();
    assert!(unknown.is_empty(), "not the codes of faults: {unknown:?}");
}

#[test]
fn every_warning_stands_in_a_case() {
    let cases = cases("warned");
    let seen: BTreeSet<&str> = cases.iter().flat_map(|case| case.expected.lines()).map(first_cell).collect();
    let known: BTreeSet<&str> =
        anzhi_core::warning::WarningCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(seen, known);
}

fn first_cell(line: &str) -> &str {
    line.split('\t').next().unwrap_or("")
}

/// The codes in the table of the kinds of fault, from the source, so that a new kind cannot be forgotten.
fn codes(file: &str) -> Vec<String> {
    let source = fs::read_to_string(testdata().join("../crates").join(file)).unwrap();
    let code = |line: &str| {
        let (_, code) = line.strip_suffix("\";")?.rsplit_once(" = \"")?;
        line.starts_with("    ").then(|| code.to_owned())
    };
    let codes: Vec<String> = source.lines().filter_map(code).collect();
    assert!(codes.len() > 10, "the codes are written otherwise in {file}");
    codes
}
