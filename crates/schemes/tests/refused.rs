//! Schemes with the mistakes of a clerk, and what is said of each: `testdata/refused/schemes`, a `NAME.toml` and a
//! `NAME.expected` to a case.
//!
//! `ANZHI_RENEW=1 cargo test -p anzhi-schemes --test refused` writes every `NAME.expected` anew; whoever runs it
//! reads the difference before committing it.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_schemes::{FormFault, FormFaultKind, FormWarning, load_bytes};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// So many cases there must be at least.
const LEAST: usize = 130;

/// Codes that no file here can show, and why.
const EXEMPT: [(&str, &str); 4] = [
    ("scheme-lacks-part", "of papers that are put together; a file alone is read for what it states"),
    ("scheme-too-large", "too large to keep; made by the tests of forms"),
    ("toml-malformed-fingerprint", "of round.toml, which may name another record"),
    ("toml-placeholder", "of round.toml, which comes with marks to fill in"),
];

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/refused/schemes")
}

/// Every case with its file and what is expected of it, by name.
fn cases() -> Vec<(PathBuf, Vec<u8>, String)> {
    let files = fs::read_dir(testdata()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().unwrap() == "toml").collect();
    files.sort();
    let case = |path: PathBuf| {
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        (path.clone(), fs::read(path).unwrap(), expected)
    };
    files.into_iter().map(case).collect()
}

/// What a fault says besides, written out whatever is added to it.
fn besides(kind: &FormFaultKind) -> String {
    let debug = format!("{kind:?}");
    let (_, fields) = debug.split_once(' ').unwrap_or_default();
    fields.trim_start_matches("{ ").trim_end_matches(" }").into()
}

/// One line for each fault, or for each warning of a scheme that loads: place, code, what stands there, what is
/// said besides.
fn lines(bytes: &[u8]) -> Vec<String> {
    let fault = |FormFault { line, column, kind, found, .. }: &FormFault| {
        format!("{line}:{column}\t{}\t{found}\t{}", kind.code(), besides(kind)).trim_end().to_owned()
    };
    let warning = |FormWarning { line, column, kind, found, .. }: &FormWarning| {
        format!("{line}:{column}\t{}\t{found}", kind.code())
    };
    match load_bytes(bytes) {
        Ok(loaded) => loaded.warnings.iter().map(warning).collect(),
        Err(faults) => faults.iter().map(fault).collect(),
    }
}

#[test]
fn every_mistake_is_named_at_its_place() {
    let cases = cases();
    assert!(cases.len() >= LEAST, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for (path, bytes, expected) in &cases {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let lines = lines(bytes);
        assert!(!lines.is_empty(), "{name}: nothing is said of it");
        // A scheme that loads is here for its warnings.
        assert_eq!(load_bytes(bytes).is_ok(), name.starts_with("warned-"), "{name}");
        let actual = lines.join("\n") + "\n";
        if std::env::var_os("ANZHI_RENEW").is_some() {
            fs::write(path.with_extension("expected"), &actual).unwrap();
        } else if actual != *expected {
            wrong.push(format!("== {name}\n-- expected:\n{expected}-- actual:\n{actual}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_expected_file_is_left_over() {
    let names = fs::read_dir(testdata()).unwrap().map(|entry| entry.unwrap().path());
    let left = names.filter(|path| path.extension().unwrap() == "expected");
    let left: Vec<PathBuf> = left.filter(|path| !path.with_extension("toml").exists()).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The codes written in a source file, so that a new kind cannot be forgotten.
fn codes(source: &str, begin: &str, end: &str) -> BTreeSet<String> {
    let code = |line: &str| {
        let (_, code) = line.trim_end().strip_suffix(end)?.rsplit_once(begin)?;
        Some(code.to_owned())
    };
    source.lines().filter_map(code).filter(|code| code.contains('-')).collect()
}

#[test]
fn every_kind_of_fault_and_warning_stands_in_a_case() {
    let faults = codes(include_str!("../src/form.rs"), " = \"", "\";");
    let warnings = codes(include_str!("../src/warning.rs"), " => \"", "\",");
    assert!(
        faults.len() > 25 && warnings.len() > 6,
        "the codes are written otherwise: {faults:?} {warnings:?}"
    );
    let said: BTreeSet<String> = cases()
        .iter()
        .flat_map(|(_, bytes, _)| lines(bytes))
        .map(|line| line.split('\t').nth(1).unwrap().to_owned())
        .collect();
    let exempt = |code: &&String| EXEMPT.iter().any(|(exempt, _)| exempt == code);
    let all: BTreeSet<&String> = faults.union(&warnings).collect();
    let unseen: Vec<_> = all.iter().filter(|code| !said.contains(**code) && !exempt(code)).collect();
    assert!(unseen.is_empty(), "no case shows {unseen:?}");
    let needless: Vec<_> = said.iter().filter(exempt).collect();
    assert!(needless.is_empty(), "a case shows {needless:?}");
}
