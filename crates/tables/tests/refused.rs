//! Rounds that must be refused, each with the faults that it must be refused for, and rounds that are placed
//! with warnings: `testdata/refused` and `testdata/warned`, one folder to a case.
//!
//! `ANZHI_RENEW=1 cargo test -p anzhi-tables --test refused` renews the codes of the signatures and every
//! `expected.txt`; whoever runs it reads the difference before committing it.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "refused/codes.rs"]
mod codes;
#[path = "refused/corpus.rs"]
mod corpus;
#[path = "refused/folders.rs"]
mod folders;
#[path = "refused/large.rs"]
mod large;
#[path = "refused/lines.rs"]
mod lines;
#[path = "refused/signatures.rs"]
mod signatures;

use corpus::{Case, base, cases};
use lines::{fault_lines, warning_lines};
use std::collections::BTreeSet;

/// Whether what is expected is to be written anew.
fn renewing() -> bool {
    std::env::var_os("ANZHI_RENEW").is_some()
}

/// So many refused rounds there must be at least.
const LEAST: usize = 60;

#[test]
fn the_base_is_placed_without_a_warning() {
    if renewing() {
        signatures::renew();
    }
    assert_eq!(warning_lines(&base()), Vec::<String>::new());
}

#[test]
fn every_refused_round_names_its_faults() {
    let cases = cases("refused");
    assert!(cases.len() >= LEAST, "only {} cases", cases.len());
    for case in &cases {
        let lines = fault_lines(&case.files);
        assert!(!lines.is_empty(), "{}: the round is not refused", case.name);
        let different: BTreeSet<&String> = lines.iter().collect();
        assert_eq!(different.len(), lines.len(), "{}: a fault is named twice", case.name);
    }
    compare(&cases, |case| fault_lines(&case.files));
}

#[test]
fn every_warned_round_names_its_warnings() {
    if renewing() {
        signatures::renew();
    }
    compare(&cases("warned"), |case| {
        let lines = warning_lines(&case.files);
        assert!(!lines.is_empty(), "{}: no warning", case.name);
        lines
    });
}

/// Holds what the program says against `expected.txt`, and shows all cases that differ.
fn compare(cases: &[Case], lines: impl Fn(&Case) -> Vec<String>) {
    let mut wrong = Vec::new();
    for case in cases {
        let actual: String = lines(case).into_iter().map(|line| line + "\n").collect();
        if renewing() {
            case.renew(&actual);
        } else if actual != case.expected {
            wrong.push(format!("== {}\n-- expected:\n{}-- actual:\n{actual}", case.name, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ\n{}", wrong.len(), wrong.join("\n"));
}
