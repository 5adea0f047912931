//! `scheme test`.

use crate::golden::hold;
use crate::run::{Answer, anzhi, json, testdata};
use std::fs;

/// Runs a command line in the folder of schemes, so that no path of this machine stands in the answer.
fn there(line: &str) -> Answer {
    anzhi().current_dir(testdata().join("schemes")).args(line.split(' ')).output().unwrap().into()
}

#[test]
fn all_shipped_schemes_are_computed_a_line_each() {
    for lang in ["zh", "en"] {
        let tested = there(&format!("scheme test --lang {lang}"));
        assert_eq!((tested.code, &*tested.err), (0, ""), "{}", tested.out);
        let names: Vec<_> = anzhi_schemes::shipped_names().collect();
        let colon = if lang == "zh" { "：" } else { ": " };
        let lines: Vec<_> = tested.out.lines().map(|line| line.split_once(colon).unwrap().0).collect();
        assert_eq!(lines, names);
    }
    let form = json(&there("scheme test zhangqiu-2015 --format json"));
    assert_eq!((&form["format"], &form["schemes"][0]["holds"]), (&1.into(), &true.into()));
    assert!(form["schemes"][0]["compared"].as_u64() >= form["schemes"][0]["examples"].as_u64());
}

#[test]
fn what_differs_is_shown_with_its_working() {
    let expected = testdata().join("expected/schemes");
    for lang in ["zh", "en"] {
        let tested = there(&format!("scheme test differing/scheme.toml --lang {lang}"));
        assert_eq!((tested.code, &*tested.err), (1, ""));
        hold(&expected.join(format!("differing.{lang}.txt")), &tested.out);
    }
    let tested = there("scheme test differing/scheme.toml --format json");
    assert_eq!(tested.code, 1);
    hold(&expected.join("differing.json"), &tested.out);
}

#[test]
fn faulty_files_are_shown_and_missing_ones_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let test = |file: &str| there(&format!("scheme test {file}"));
    fs::copy(testdata().join("schemes/differing/scheme.toml"), at("scheme.toml")).unwrap();
    let tested = test(&at("scheme.toml"));
    assert_eq!((tested.code, &*tested.out), (2, ""));
    assert!(tested.err.contains("examples.toml”：没有这个文件"), "{}", tested.err);

    fs::write(
        at("examples.toml"),
        "[[examples]]\ntitle = \"一\"\nyear = 2018\nfacts = { enlited = \"2018\" }\n",
    )
    .unwrap();
    let tested = test(&at("scheme.toml"));
    assert_eq!((tested.code, &*tested.err), (1, ""));
    assert!(tested.out.contains("examples.toml:4:") && tested.out.contains("enlisted"), "{}", tested.out);
    let form = json(&there(&format!("scheme test {} --format json", at("scheme.toml"))));
    assert_eq!(form["schemes"][0]["holds"], false);
    assert_eq!(form["schemes"][0]["faults"][0]["line"], 4);

    fs::write(at("examples.toml"), b"\xb0\xec").unwrap();
    assert!(test(&at("scheme.toml")).out.contains("[toml-not-utf8]"));
    let tested = test("faulty.toml");
    assert_eq!((tested.code, &*tested.err), (1, ""));
    assert!(test("county-refrence").err.contains("是否为“county-reference”？"));
}
