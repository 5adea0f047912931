//! A round whose scoring, ranking and choosing come from three papers.

use crate::run::{Answer, copy_without, json, names, run, testdata};
use anzhi_record::key::PrivateKey;
use anzhi_record::verify::{Report, verify};
use anzhi_record::{Package, Signer};
use anzhi_tables::read_round;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Four of the five of the small round, two of them with technical grades, and the papers it names.
fn round(papers: &[&str]) -> TempDir {
    let dir = copy_without(&testdata().join("rounds/small"), &["acknowledgements.csv"]);
    let change = |name: &str, change: &dyn Fn(&str) -> String| {
        let path = dir.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, change(&text)).unwrap();
    };
    for name in names(dir.path()).iter().filter(|name| name.ends_with(".csv")) {
        // The order of Qian'an has no place for officers of regimental grade.
        change(name, &|text| text.split_inclusive('\n').filter(|line| !line.starts_with("1,")).collect());
    }
    change("candidates.csv", &|text| text.replace(",正连,,", ",,技9,").replace(",副营,,", ",,技10,"));
    // No paper on choosing alone can say which item of the scoring is the education that a vacancy asks for.
    change("vacancies.csv", &|text| text.replace(",本科\n", ",\n"));
    change("round.toml", &|text| {
        let rest = text.lines().filter(|line| papers.is_empty() || !line.starts_with("scheme "));
        rest.chain(papers.iter().copied()).map(|line| format!("{line}\n")).collect()
    });
    dir
}

/// Everybody signs the present sheet.
fn sign(dir: &Path) {
    let scored = json(&run("score {} --format json", dir));
    let mut signed = String::from("candidate,code,date,how\n");
    for sheet in scored["sheets"].as_array().unwrap() {
        let (id, code) = (sheet["id"].as_str().unwrap(), sheet["code"].as_str().unwrap());
        signed += &format!("{id},{code},2026-05-20,当面签字\n");
    }
    fs::write(dir.join("acknowledgements.csv"), signed).unwrap();
}

/// Who ranks in which group, from the first on.
fn ranked(placed: &Value) -> Vec<(&str, &str)> {
    let candidates = placed["result"]["sittings"][0]["candidates"].as_array().unwrap();
    candidates.iter().map(|one| (one["id"].as_str().unwrap(), one["group"].as_str().unwrap_or(""))).collect()
}

const THREE: [&str; 3] =
    ["scheme = \"county-reference\"", "ranking = \"qianan-2023\"", "choosing = \"nanchang-2015\""];

#[test]
fn one_round_takes_its_parts_from_three_papers() {
    let own = round(&[]);
    sign(own.path());
    let placed = json(&run("place {} --format json", own.path()));
    assert_eq!(ranked(&placed), [("4", ""), ("2", ""), ("5", ""), ("3", "")]);

    // The paper of Qian'an has 技9 before 正营 and 技10 behind it, whatever the totals.
    let dir = round(&THREE);
    sign(dir.path());
    let placed = json(&run("place {} --format json", dir.path()));
    assert_eq!(ranked(&placed), [("5", "技9"), ("2", "正营"), ("4", "技10"), ("3", "技11")]);
    // Both papers' assumptions stand on every sheet; those of the scheme's own parts do not.
    let told = run("explain {} 5", dir.path()).out;
    for (assumption, stands) in [
        ("职务、技术等级兼有者，按移交序列列入组别（所见未载）", true),
        ("视为放弃的，本年度不再选岗（后果载于原文第九条，未见）", true),
        ("放弃、缺席、超时的，本年度不再选岗", false),
    ] {
        assert_eq!(told.contains(&format!("（假定：{assumption}）")), stands, "{assumption}: {told}");
    }
    // Signatures stand under the points alone.
    let codes = |dir: &Path| fs::read_to_string(dir.join("acknowledgements.csv")).unwrap();
    assert_eq!(codes(own.path()), codes(dir.path()));
}

#[test]
fn a_record_keeps_all_three_papers() {
    let dir = round(&THREE);
    sign(dir.path());
    let kept = tempfile::tempdir().unwrap();
    let record = kept.path().join("r");
    let key = |name: &str| testdata().join("keys").join(name).display().to_string();
    let placing = format!(
        "place {{}} --record {} --key {} --role 安置部门 --name 经办人甲",
        record.display(),
        key("bureau.pem")
    );
    let placed = run(&placing, dir.path());
    assert_eq!(placed.code, 0, "{}", placed.err);
    let statement: Value = serde_json::from_slice(&fs::read(record.join("statement.json")).unwrap()).unwrap();
    for (part, name) in
        [("scheme", "county-reference"), ("ranking", "qianan-2023"), ("choosing", "nanchang-2015")]
    {
        let text = fs::read_to_string(record.join(format!("round/{part}.toml"))).unwrap();
        assert_eq!(Some(&*text), anzhi_schemes::shipped(name));
        assert_eq!(statement["predicate"][part]["id"], name);
    }
    let verify = format!("verify {{}} --key {}", key("bureau.pub.pem"));
    let verified = run(&verify, &record);
    assert_eq!(verified.code, 0, "{}", verified.out);
    // A line of the order is changed.
    let path = record.join("round/ranking.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("earlier:enlisted", "later:enlisted", 1)).unwrap();
    assert_eq!(run(&verify, &record).code, 1);
    fs::write(&path, text).unwrap();
    // With the key: the statement says other papers than lie there.
    let changes: [fn(&mut Value); 6] = [
        |predicate| predicate["ranking"]["edition"] = "2024".into(),
        |predicate| predicate["choosing"]["issuer"] = "某市".into(),
        |predicate| predicate["ranking"]["digest"]["sha256"] = "0".repeat(64).into(),
        |predicate| predicate["choosing"]["digest"]["sm3"] = "0".repeat(64).into(),
        |predicate| drop(predicate.as_object_mut().unwrap().remove("ranking")),
        |predicate| predicate["choosing"] = predicate["ranking"].clone(),
    ];
    for change in changes {
        let mut other = statement.clone();
        change(&mut other["predicate"]);
        let verified = signed_anew(&record, &other);
        assert!(!verified.is_verified());
        assert!(verified.first_difference().is_some(), "{other}: {:?}", verified.verdicts);
    }
    assert!(signed_anew(&record, &statement).is_verified());
}

/// What verifying says of the record with this statement, which the bureau signs in earnest.
fn signed_anew(record: &Path, statement: &Value) -> Report {
    let key = PrivateKey::demonstration("bureau");
    let mut package = Package::read(record).unwrap();
    package.files.retain(|name, _| !name.starts_with("endorsements/"));
    package.files.insert("statement.json".into(), statement.to_string().into_bytes());
    let (name, bytes) = package.endorsement(&Signer::new(&key, "安置部门", "经办人甲").unwrap()).unwrap();
    package.files.insert(name, bytes);
    verify(&package, &[key.public()], Some(&read_round))
}

/// What `check` says of a round with these papers.
fn refused(papers: &[&str], own: &[(&str, String)]) -> Answer {
    let dir = round(papers);
    for (name, text) in own {
        fs::write(dir.path().join(name), text).unwrap();
    }
    let checked = run("check {}", dir.path());
    assert_eq!(checked.code, 1, "{}", checked.out);
    checked
}

#[test]
fn a_part_that_is_not_there_is_refused() {
    let scheme = "scheme = \"county-reference\"";
    // A paper that lacks its part.
    let lacks = refused(&[scheme, "ranking = \"anning-2025\""], &[]).out;
    assert!(lacks.contains("没有规定ranking部分") && lacks.contains("[scheme-lacks-part]"), "{lacks}");
    // It is said which paper that is: no file of the folder is.
    assert!(lacks.contains("\n排序办法“anning-2025”第") && !lacks.contains("\n第"), "{lacks}");
    let lacks = refused(&[scheme, "choosing = \"qianan-2023\""], &[]).out;
    assert!(lacks.contains("\n选岗办法“qianan-2023”第"), "{lacks}");
    assert!(lacks.contains("没有规定choosing部分") && lacks.contains("[scheme-lacks-part]"), "{lacks}");
    let papers = ["scheme = \"nanchang-2015\"", "ranking = \"qianan-2023\""];
    let lacks = refused(&papers, &[]).out;
    assert!(lacks.contains("没有规定scoring部分") && lacks.contains("[scheme-lacks-part]"), "{lacks}");
    // A scheme without ranking, and no paper for it.
    let text = anzhi_schemes::shipped("county-reference").unwrap();
    let scoring = text[..text.find("[ranking]").unwrap()]
        .replace("edition = \"2026-1\"", "edition = \"2026-1\"\nparts = [\"scoring\"]");
    let own = [("scoring.toml", scoring)];
    let papers = ["scheme = \"./scoring.toml\"", "choosing = \"nanchang-2015\""];
    let lacks = refused(&papers, &own).out;
    assert!(lacks.contains("scoring.toml") && lacks.contains("没有规定ranking部分"), "{lacks}");
    // Nor any other paper beside it.
    let missing = refused(&papers[..1], &own).out;
    for part in ["ranking", "choosing"] {
        assert!(missing.contains(&format!("没有规定{part}部分")), "{missing}");
    }
    assert!(missing.contains("[scheme-part-missing]"), "{missing}");
}

#[test]
fn a_changed_paper_cannot_pass_for_a_shipped_one() {
    let text = anzhi_schemes::shipped("qianan-2023").unwrap();
    let changed = text.replacen("earlier:enlisted", "later:enlisted", 1);
    let papers = ["scheme = \"county-reference\"", "ranking = \"./order.toml\""];
    let taken = refused(&papers, &[("order.toml", changed)]).out;
    assert!(taken.contains("[scheme-name-taken]"), "{taken}");
}

#[test]
fn papers_and_facts_that_nobody_has_are_named() {
    let scheme = "scheme = \"county-reference\"";
    let unknown = refused(&[scheme, "ranking = \"qianan-2032\""], &[]).out;
    assert!(unknown.contains("“ranking”") && unknown.contains("[unknown-scheme]"), "{unknown}");
    assert!(unknown.contains("“qianan-2023”"), "{unknown}");
    // The ranks of Jinan and the time in the grade of Huizhou are no facts of the county's scoring.
    for (name, fact) in [("jinan-2024", "\"rank\""), ("huizhou-deputy-regimental", "\"earlier:grade_since\"")]
    {
        let unknown = refused(&[scheme, &format!("ranking = \"{name}\"")], &[]).out;
        assert!(unknown.contains(fact) && unknown.contains("[scheme-unknown-name]"), "{unknown}");
        assert!(unknown.contains(&format!("\n排序办法“{name}”第")), "{unknown}");
    }
}

#[test]
fn a_fault_of_a_paper_says_of_which() {
    let dir =
        round(&["scheme = \"county-reference\"", "ranking = \"jinan-2024\"", "choosing = \"late.toml\""]);
    let late = anzhi_schemes::shipped("nanchang-2015").unwrap().replacen("minutes = 5", "minutes = 0", 1);
    fs::write(dir.path().join("late.toml"), late.replacen("nanchang-2015", "ours", 1)).unwrap();
    let told = run("check {} --lang en", dir.path()).out;
    for begin in ["the paper on ranking, “jinan-2024”, line ", "the paper on choosing, “late.toml”, line "]
    {
        assert!(told.lines().any(|line| line.starts_with(begin)), "{told}");
    }
    let form = json(&run("check {} --format json", dir.path()));
    let files: Vec<&str> =
        form["faults"].as_array().unwrap().iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert!(
        files.contains(&"jinan-2024") && files.contains(&"late.toml") && !files.contains(&""),
        "{files:?}"
    );
}
