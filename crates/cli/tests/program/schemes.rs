//! `scheme check`, `scheme list` and `scheme show`.

use crate::golden::hold;
use crate::run::{Answer, anzhi, json, run, testdata};
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

/// Runs a command line in the folder of schemes, so that no path of this machine stands in the answer.
fn there(line: &str) -> Answer {
    anzhi().current_dir(testdata().join("schemes")).args(line.split(' ')).output().unwrap().into()
}

/// Has a scheme checked that comes on standard input.
fn piped(line: &str, bytes: &[u8]) -> Answer {
    let mut command = anzhi();
    command.args(line.split(' ')).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The program need not read all of it.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap().into()
}

/// The columns that a terminal takes for a text: two for a Chinese character and a full-width mark.
fn columns(text: &str) -> usize {
    let wide = |c: char| {
        matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}')
            || matches!(c, '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}')
    };
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

#[test]
fn all_faults_come_at_once_each_at_its_line() {
    let expected = testdata().join("expected/schemes");
    for lang in ["zh", "en"] {
        let checked = there(&format!("scheme check faulty.toml --lang {lang}"));
        assert_eq!((checked.code, &*checked.err), (1, ""));
        hold(&expected.join(format!("faulty.{lang}.txt")), &checked.out);
    }
    let checked = there("scheme check faulty.toml --format json");
    assert_eq!(checked.code, 1);
    hold(&expected.join("faulty.json"), &checked.out);
}

#[test]
fn carets_stand_under_what_is_meant() {
    let source = fs::read_to_string(testdata().join("schemes/faulty.toml")).unwrap();
    let told = there("scheme check faulty.toml").out;
    let form = json(&there("scheme check faulty.toml --format json"));
    let lines: Vec<&str> = told.lines().collect();
    let shown: Vec<(&str, &str)> = lines
        .windows(2)
        .filter(|pair| pair[1].trim_start().starts_with("| "))
        .map(|pair| (pair[0], pair[1]))
        .collect();
    let carets: Vec<_> = shown.iter().filter(|(_, below)| below.contains('^')).collect();
    let somewhere: Vec<_> =
        form["faults"].as_array().unwrap().iter().filter(|fault| fault.get("line").is_some()).collect();
    assert_eq!(carets.len(), somewhere.len());
    let mut behind_wide = 0;
    for ((above, below), fault) in carets.iter().zip(somewhere) {
        let byte = |key: &str| usize::try_from(fault[key].as_u64().unwrap()).unwrap();
        let begin = source[..byte("start")].rfind('\n').map_or(0, |at| at + 1);
        let meant = source[byte("start")..byte("end")].lines().next().unwrap();
        let before = &source[begin..byte("start")];
        let gutter = above.find("| ").unwrap() + 2;
        assert_eq!(above[gutter..], *source[begin..].lines().next().unwrap());
        let expected = " ".repeat(columns(before)) + &"^".repeat(columns(meant));
        assert_eq!(below[gutter..], expected, "{above}");
        behind_wide += usize::from(columns(before) > before.chars().count());
    }
    assert!(behind_wide > 2, "{told}");
}

#[test]
fn a_good_scheme_takes_one_line() {
    let path = testdata().join("../crates/schemes/schemes/county-reference/scheme.toml");
    let checked = run("scheme check {}", &path);
    assert_eq!((checked.code, &*checked.err), (0, ""));
    assert!(checked.out.starts_with("没有差错：county-reference（") && checked.out.lines().count() == 1);
    // By its name, and from standard input, it is the same one.
    assert_eq!(there("scheme check county-reference").out, checked.out);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(piped("scheme check -", text.as_bytes()).out, checked.out);
    // So it is with the mark and the line ends of another system.
    let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(piped("scheme check -", other.as_bytes()).out, checked.out);
    let form = json(&there("scheme check county-reference --format json"));
    assert_eq!((&form["format"], &form["scheme"]["id"]), (&1.into(), &"county-reference".into()));
    assert!(form["faults"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_no_text_is_one_fault() {
    let one = |bytes: &[u8], code: &str| {
        let form = json(&piped("scheme check - --format json", bytes));
        let faults = form["faults"].as_array().unwrap();
        assert_eq!((faults.len(), &faults[0]["code"]), (1, &code.into()));
        let checked = piped("scheme check -", bytes);
        assert_eq!((checked.code, &*checked.err), (1, ""), "{}", checked.out);
        checked.out
    };
    // 办法 in GBK, and in UTF-16.
    let told = one(b"language = 1\ntitle = \"\xb0\xec\xb7\xa8\"\n", "toml-not-utf8");
    assert!(told.contains("--> 标准输入:2:10\n") && told.contains("“UTF-8”"), "{told}");
    one(b"\xff\xfeid\0", "toml-not-utf8");
    let mut large = b"id = ".to_vec();
    large.resize((1 << 20) + 1, b'#');
    let told = one(&large, "scheme-too-large");
    assert!(told.contains("文件超过1 MB"), "{told}");
}

#[test]
fn what_cannot_be_read_is_not_judged() {
    let refused = |line: &str, says: &str| {
        let checked = there(line);
        assert_eq!((checked.code, &*checked.out), (2, ""), "{line}");
        assert!(checked.err.contains(says), "{}", checked.err);
    };
    refused("scheme check nowhere.toml", "没有这个文件");
    refused("scheme check ../schemes", "这是文件夹");
    refused("scheme check county-refrence", "是否为“county-reference”？");
    refused("scheme check weather --lang en", "anzhi scheme list");
    refused("scheme check", "缺少");
    refused("scheme weather", "没有“weather”这个命令");
}

#[test]
fn the_shipped_schemes_are_listed() {
    let listed = there("scheme list");
    assert_eq!((listed.code, &*listed.err), (0, ""));
    let form = json(&there("scheme list --format json"));
    assert_eq!(form["format"], 1);
    let schemes = form["schemes"].as_array().unwrap();
    let names: Vec<&str> = schemes.iter().map(|scheme| scheme["id"].as_str().unwrap()).collect();
    assert_eq!(names, anzhi_schemes::shipped_names().collect::<Vec<_>>());
    for scheme in schemes {
        for key in ["id", "title", "issuer", "edition"] {
            assert!(listed.out.contains(scheme[key].as_str().unwrap()), "{key}");
        }
    }
    assert!(there("scheme list --lang en").out.contains("\n  issuer: "));
}

#[test]
fn a_scheme_is_shown_as_a_document() {
    let expected = testdata().join("expected/schemes");
    for (scheme, name) in [("county-reference", "county-reference"), ("every-step.toml", "every-step")] {
        for lang in ["zh", "en"] {
            let shown = there(&format!("scheme show {scheme} --lang {lang}"));
            assert_eq!((shown.code, &*shown.err), (0, ""), "{scheme}");
            hold(&expected.join(format!("show-{name}.{lang}.txt")), &shown.out);
        }
    }
    let text = fs::read(testdata().join("schemes/every-step.toml")).unwrap();
    assert_eq!(piped("scheme show -", &text).out, there("scheme show every-step.toml").out);
}

#[test]
fn every_shipped_scheme_can_be_shown_in_both_languages() {
    for name in anzhi_schemes::shipped_names() {
        // A paper on ranking or choosing alone is short, and has nothing to count.
        let scores = anzhi_schemes::shipped_examples(name).unwrap().contains("[[examples]]");
        for lang in ["zh", "en"] {
            let shown = there(&format!("scheme show {name} --lang {lang}"));
            assert_eq!((shown.code, &*shown.err), (0, ""), "{name}");
            let least = if scores { 50 } else { 25 };
            assert!(shown.out.contains(name) && shown.out.lines().count() > least, "{name}");
            assert_eq!(shown.out.contains("\n读法：\n"), lang == "zh", "{name}");
        }
    }
}

#[test]
fn what_cannot_be_shown_says_why() {
    let faulty = there("scheme show faulty.toml");
    assert_eq!((faulty.code, &*faulty.out), (1, &*there("scheme check faulty.toml").out));
    let form = there("scheme show county-reference --format json");
    assert_eq!((form.code, &*form.out), (2, ""));
    assert!(form.err.contains("没有json形式"), "{}", form.err);
    assert_eq!(there("scheme show county-refrence").code, 2);
}

#[test]
fn the_schema_is_the_committed_one() {
    let committed = fs::read_to_string(testdata().join("../docs/schemas/scheme.json")).unwrap();
    let printed = there("scheme schema");
    assert_eq!((printed.code, &*printed.err), (0, ""));
    assert!(printed.out == committed);
    let form: serde_json::Value = serde_json::from_str(&committed).unwrap();
    assert_eq!(json(&there("scheme schema --format json")), form);
}
