//! Schemes changed at random: whatever stands in a file, it is a scheme or has faults that can be shown; never a
//! panic, and never a wait.
//!
//! `PROPTEST_CASES=100000 cargo test -p anzhi-schemes --test changed` tries more of them.
#![expect(clippy::panic, reason = "a helper that fails fails its test")]

#[path = "changed/edits.rs"]
mod edits;

use anzhi_schemes::{load, shipped, shipped_names};
use edits::{Edit, edit};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// How many files are tried unless the environment says otherwise.
const CASES: u32 = 200;

/// Within what any file must be read, on a slow machine and without optimization.
const LONGEST: Duration = Duration::from_secs(10);

/// Reads a file and holds what must be true of every one. Says whether it is a scheme.
fn read(text: &str) -> bool {
    let begin = Instant::now();
    let read = load(text);
    let took = begin.elapsed();
    assert!(took < LONGEST, "{took:?} for {} bytes", text.len());
    match read {
        Ok(loaded) => {
            let again = load(text).unwrap_or_else(|faults| panic!("faults at the second time: {faults:?}"));
            assert_eq!(loaded.scheme.scoring.canonical(), again.scheme.scoring.canonical());
            assert_eq!((&loaded.scheme, &loaded.warnings), (&again.scheme, &again.warnings));
            for warning in &loaded.warnings {
                assert!(text.get(warning.start..warning.end).is_some(), "{warning}");
            }
            true
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "neither a scheme nor a fault");
            assert!(faults.is_sorted());
            for fault in &faults {
                let there = text.get(fault.start..fault.end);
                assert!(there.is_some_and(|there| there.starts_with(&*fault.found)), "{fault}");
            }
            false
        }
    }
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases.unwrap_or(CASES)) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_changed_scheme_is_a_scheme_or_has_faults(
        scheme in 0..shipped_names().count(),
        edits in proptest::collection::vec(edit(), 1..6),
    ) {
        let text = shipped(shipped_names().nth(scheme).unwrap()).unwrap();
        let changed = edits.iter().fold(text.to_owned(), |text, edit| edit.of(&text));
        read(&changed);
    }
}

/// Some of what is changed must still be schemes, or else nothing but the parser is tried.
#[test]
fn some_changed_schemes_still_load() {
    let text = shipped("county-reference").unwrap();
    let words = |n: usize| Edit::Word(n * 7_919, n * 104_729).of(text);
    let loaded = (0..60).filter(|n| read(&words(*n))).count();
    assert!((5..55).contains(&loaded), "{loaded} of 60");
}

/// What costs most: one mark without end, and one part of a scheme without end.
#[test]
fn nothing_keeps_anybody_waiting() {
    let parts = [
        "[",
        "{",
        "]",
        "[a]\n",
        "[[a]]\n",
        "a.",
        "=",
        "=\n",
        "a=",
        "a=1\n",
        "a = [",
        "\"",
        "'",
        "\"\"\"",
        "“",
        "”",
        "’",
        "，",
        "＝",
        "１",
        "\u{3000}",
        "一",
        "一 = 二\n",
        "#",
        "\n",
        "\r",
        "\u{feff}",
        "\u{0}",
        "a = “b” ，\n",
        "x = {a = 1, a = 2}\n",
        "\\",
        "a = \"\\",
        "a = '“' , “\n",
        "-",
        "0",
        "a = 1 a = 1\n",
    ];
    for part in parts {
        read(&part.repeat(50_000 / part.len()));
    }
    let many = |n: usize, part: &dyn Fn(usize) -> String| (0..n).map(part).collect::<String>();
    let text = shipped("county-reference").unwrap();
    let above =
        |parts: &str| text.replacen("[facts.categories]\n", &format!("{parts}[facts.categories]\n"), 1);
    let below =
        |parts: &str| text.replacen("[facts.categories]\n", &format!("[facts.categories]\n{parts}"), 1);
    read(&above(&many(10_000, &|n| format!("k{n} = 1\n"))));
    read(&below(&many(5_000, &|n| format!("k{n} = ['a']\n"))));
    read(&below(&format!("k = [{}]\n", many(10_000, &|n| format!("'t{n}', ")))));
    let long = "长".repeat(1_900);
    read(&below(&format!("k = [{}]\n", many(80, &|n| format!("'{long}{n}', ")))));
    let lookup = text.replacen("\"正团\" = \"6\"", &many(5_000, &|n| format!("\"正团{n}\" = \"6\", ")), 1);
    read(&lookup.replacen(", , ", ", ", 1));
    read(&text.replacen("\"正团\" = \"6\"", &many(80, &|n| format!("\"{long}{n}\" = \"6\", ")), 1));
    read(&text.replacen("title = ", &format!("title = {}", "title\n = ".repeat(5_000)), 1));
}
