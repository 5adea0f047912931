//! `scheme compare`.

use crate::golden::hold;
use crate::run::{Answer, anzhi, copy_without, county, json, testdata};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A folder with schemes that go their own ways from `county-reference`.
fn schemes() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let reference = anzhi_schemes::shipped("county-reference").unwrap();
    let write = |name: &str, changes: &[(&str, &str)]| {
        let mut text = reference.replace("id = \"county-reference\"", "id = \"another\"");
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        fs::write(folder.path().join(name), text).unwrap();
    };
    let awards = ("\"二等功\" = \"5\"", "\"二等功\" = \"8\"");
    write("another.toml", &[("factor = \"0.1\"", "factor = \"0.2\""), awards]);
    write("open.toml", &[("\"正营\" = \"4\"", "\"正营\" = { gap = \"正营分值漏印\" }")]);
    write("renamed.toml", &[("技7\" = { gap = \"技术7级以上未列分值\" }", "技7\" = \"7\"")]);
    folder
}

fn compare(schemes: &Path, line: &str, round: &Path) -> Answer {
    let words = line.split(' ').chain(["--round", round.to_str().unwrap()]);
    anzhi().current_dir(schemes).args(["scheme", "compare"]).args(words).output().unwrap().into()
}

#[test]
fn who_moves_and_through_what_is_told() {
    let folder = schemes();
    let expected = testdata().join("expected/schemes");
    for lang in ["zh", "en"] {
        let line = format!("county-reference another.toml --lang {lang}");
        let told = compare(folder.path(), &line, &county());
        assert_eq!((told.code, &*told.err), (0, ""), "{}", told.out);
        hold(&expected.join(format!("compare.{lang}.txt")), &told.out);
    }
    let told = compare(folder.path(), "county-reference another.toml --format json", &county());
    assert_eq!(told.code, 0);
    hold(&expected.join("compare.json"), &told.out);
}

/// Twice the mean rank of each person under one of the schemes.
fn doubled(people: &[Value], side: usize) -> Vec<i64> {
    let rank = |person: &Value| person["ranks"][side].as_i64().unwrap();
    let shared = |own: i64| i64::try_from(people.iter().filter(|other| rank(other) == own).count()).unwrap();
    people.iter().map(|person| 2 * rank(person) + shared(rank(person)) - 1).collect()
}

#[test]
fn the_correlation_is_that_of_the_ranks() {
    let folder = schemes();
    // Two people stay tied: nobody has drawn.
    let undrawn = copy_without(&county(), &["lots.csv"]);
    for round in [county().as_path(), undrawn.path()] {
        let form = json(&compare(folder.path(), "county-reference another.toml --format json", round));
        let people = form["sittings"][0]["people"].as_array().unwrap();
        let n = i64::try_from(people.len()).unwrap();
        let squares: i64 =
            doubled(people, 0).iter().zip(doubled(people, 1)).map(|(a, b)| (a - b) * (a - b)).sum();
        let (over, under) = (4 * (n * n * n - n) - 6 * squares, 4 * (n * n * n - n));
        let exact = form["sittings"][0]["correlation"]["exact"].as_str().unwrap();
        let (a, b) = exact.split_once('/').unwrap();
        let (a, b): (i64, i64) = (a.parse().unwrap(), b.parse().unwrap());
        assert_eq!(a * under, b * over, "{exact}");
        let tied = people.iter().filter(|person| person["ranks"][0] == people[16]["ranks"][0]).count();
        assert_eq!(tied, if round == county() { 1 } else { 2 });
    }
}

#[test]
fn a_scheme_agrees_with_itself() {
    let folder = schemes();
    for name in ["county", "small"] {
        let round = testdata().join("rounds").join(name);
        let told = compare(folder.path(), "county-reference county-reference", &round);
        assert_eq!((told.code, &*told.err), (0, ""));
        assert!(told.out.contains("：1.0000，即1（") && told.out.contains("名次变动0人"), "{}", told.out);
        assert!(told.out.ends_with("去向全部相同\n"), "{}", told.out);
    }
    // Sittings and groups as well, and whatever nobody ranks.
    let own = testdata().join("rounds/grade-groups/scheme.toml");
    let line = format!("{0} {0} --format json", own.display());
    let form = json(&compare(folder.path(), &line, &testdata().join("rounds/grade-groups")));
    let sittings: Vec<_> =
        form["sittings"].as_array().unwrap().iter().map(|pair| &pair["sittings"]).collect();
    assert_eq!(sittings.len(), 2);
    assert!(sittings.iter().all(|pair| pair[0] == pair[1]));
    assert_eq!((&form["schemes"][0]["ranked"], &form["schemes"][1]["placed"]), (&15.into(), &13.into()));
}

#[test]
fn gaps_stop_no_comparison_and_rulings_on_others_are_left_aside() {
    let folder = schemes();
    let told = compare(folder.path(), "county-reference open.toml", &county());
    assert_eq!((told.code, &*told.err), (0, ""));
    for line in [
        "两个办法都排名的18人",
        "　05号　B：有缺项未补定，不能计分",
        "（不含未能计分的5人）",
        "不作比较",
        "B尚待决定的：",
        "正营分值漏印",
    ] {
        assert!(told.out.contains(line), "{line}: {}", told.out);
    }
    let told = compare(folder.path(), "renamed.toml county-reference", &county());
    assert_eq!(told.code, 0);
    assert!(told.out.contains("裁定表第4行不用：本办法没有缺项“gap/grade.技7”"), "{}", told.out);
    let form = json(&compare(folder.path(), "renamed.toml county-reference --format json", &county()));
    assert_eq!(form["schemes"][0]["left_aside"][0]["object"], "gap/grade.技7");
    assert!(form["schemes"][1]["left_aside"].as_array().unwrap().is_empty());
    // Before the exam nobody is ranked, and that is said.
    let before = copy_without(&county(), &["exams.csv"]);
    let told = compare(folder.path(), "county-reference open.toml", before.path());
    assert_eq!(told.code, 0);
    assert!(
        told.out.contains("没有人在两个办法下都排名。") && told.out.contains("尚无考试成绩"),
        "{}",
        told.out
    );
}

#[test]
fn what_a_scheme_does_not_know_is_a_list_of_faults() {
    let folder = schemes();
    let told = compare(folder.path(), "county-reference soldiers-2018", &county());
    assert_eq!((told.code, &*told.err), (1, ""));
    assert!(told.out.starts_with("按“soldiers-2018”读取本年度，有"), "{}", told.out);
    assert!(told.out.contains("“入伍日期”") && !told.out.contains("county-reference"), "{}", told.out);
    let form = json(&compare(folder.path(), "county-reference soldiers-2018 --format json", &county()));
    assert!(form["schemes"][0]["faults"].as_array().unwrap().is_empty());
    assert!(form["schemes"][1]["faults"].as_array().unwrap().len() > 5);
    assert!(form.get("round").is_none() && form["sittings"].as_array().unwrap().is_empty());

    // What only scoring finds is a fault as well, under the scheme by which it is one.
    fs::write(folder.path().join("broken.toml"), "language = 1\n").unwrap();
    let told = compare(folder.path(), "broken.toml soldiers-2018", &county());
    assert_eq!(told.code, 1);
    assert!(told.out.contains("broken.toml") && told.out.contains("按“soldiers-2018”"), "{}", told.out);
    let degrees = copy_without(&county(), &["degrees.csv"]);
    let told = compare(folder.path(), "county-reference another.toml", degrees.path());
    assert_eq!(told.code, 1);
    assert!(
        told.out.contains("按“county-reference”") && told.out.contains("按“another.toml”"),
        "{}",
        told.out
    );
}

#[test]
fn what_is_not_there_is_not_compared() {
    let folder = schemes();
    let refused = |line: &str, round: &Path, says: &str| {
        let told = compare(folder.path(), line, round);
        assert_eq!((told.code, &*told.out), (2, ""), "{line}");
        assert!(told.err.contains(says), "{}", told.err);
    };
    refused("county-reference county-refrence", &county(), "是否为“county-reference”？");
    refused("county-reference another.toml", Path::new("nowhere"), "nowhere");
    refused("county-reference", &county(), "缺少");
}
