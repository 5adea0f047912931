//! Trust files: conditions that hold and that do not, and everything that can be wrong with the file.

use crate::golden::hold;
use crate::records::{key, placing, round};
use crate::run::{Answer, json, run, testdata};
use std::fs;
use std::path::{Path, PathBuf};

fn shipped() -> String {
    testdata().join("trust/trust.toml").display().to_string()
}

/// A record signed by the bureau, and by whoever else.
fn record(at: &Path, further: &[(&str, &str)]) -> PathBuf {
    let record = at.join("r");
    assert_eq!(run(&placing(&record), &round("small")).code, 0);
    for (of, role) in further {
        let line =
            format!("sign {{}} --key {} --role {role} --name 监督员乙 --yes", key(&format!("{of}.pem")));
        assert_eq!(run(&line, &record).code, 0);
    }
    record
}

/// What a trust file of these lines comes to.
fn verified(record: &Path, text: &str) -> Answer {
    let (dir, beside) = (tempfile::tempdir().unwrap(), testdata().join("keys"));
    for entry in fs::read_dir(beside).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), dir.path().join(entry.file_name())).unwrap();
    }
    let file = dir.path().join("trust.toml");
    fs::write(&file, text).unwrap();
    run(&format!("verify {{}} --trust {}", file.display()), record)
}

fn condition(role: &str, needed: usize, keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("\"{key}.pub.pem\"")).collect();
    format!("[[role]]\nrole = \"{role}\"\nneeded = {needed}\nkeys = [{}]\n", keys.join(", "))
}

#[test]
fn the_conditions_read_as_reviewed() {
    let (dir, expected) = (tempfile::tempdir().unwrap(), testdata().join("expected/small"));
    let verify = format!("verify {{}} --trust {}", shipped());
    // The bureau alone; then the discipline office, by a key of the other algorithm, and somebody unknown.
    let record = record(dir.path(), &[]);
    for lang in ["zh", "en"] {
        let report = run(&format!("{verify} --lang {lang}"), &record);
        assert_eq!(report.code, 1, "{}", report.out);
        hold(&expected.join(format!("trust-unmet.{lang}.txt")), &report.out);
    }
    let stranger = dir.path().join("stranger.pem");
    assert_eq!(run("key new --algorithm sm2 --no-passphrase --out {}", &stranger).code, 0);
    for (key, role) in [(key("discipline-sm2.pem"), "纪检监察"), (key("discipline.pem"), "安置部门")]
    {
        let line = format!("sign {{}} --key {key} --role {role} --name 监督员乙 --yes");
        assert_eq!(run(&line, &record).code, 0);
    }
    for lang in ["zh", "en"] {
        let report = run(&format!("{verify} --lang {lang}"), &record);
        assert_eq!(report.code, 0, "{}", report.out);
        hold(&expected.join(format!("trust.{lang}.txt")), &report.out);
    }
    let line = format!("sign {{}} --key {} --role 安置部门 --name 路人 --yes", stranger.display());
    assert_eq!(run(&line, &record).code, 0);
    let form = json(&run(&format!("{verify} --format json"), &record));
    let conditions = &form["conditions"];
    assert_eq!((&form["answer"], &conditions["all"][1]["holds"]), (&"verified".into(), &true.into()));
    assert_eq!(conditions["all"][0]["by"][0]["name"], "经办人甲");
    assert_eq!(conditions["all"][0]["silent"][0]["file"], "../keys/bureau-sm2.pub.pem");
    let reasons: Vec<_> = conditions["idle"].as_array().unwrap().iter().map(|one| &one["reason"]).collect();
    assert!(reasons.len() == 2 && reasons.contains(&&"key_not_listed".into()), "{reasons:?}");
    assert!(reasons.contains(&&"other_role".into()), "{reasons:?}");
    // Nothing that no listed key vouches for is told of the stranger.
    assert!(!run(&verify, &record).out.contains("路人"));
}

#[test]
fn a_signature_counts_once_in_its_own_role_only() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), &[("bureau-sm2", "安置部门"), ("discipline", "纪检监察")]);
    let (bureau, discipline) = (["bureau", "bureau-sm2"], ["discipline", "discipline-sm2"]);
    for (code, text) in [
        (0, condition("安置部门", 1, &["bureau"])),
        (0, condition("安置部门", 2, &bureau)),
        (0, condition("安置部门", 2, &bureau) + &condition("纪检监察", 1, &discipline)),
        (1, condition("安置部门", 2, &bureau) + &condition("纪检监察", 2, &discipline)),
        (1, condition("安置部门", 2, &["bureau", "discipline"])),
        (1, condition("安置部门", 1, &["discipline"])),
        (1, condition("纪检监察", 1, &["bureau"])),
        (1, condition("安置", 1, &["bureau"])),
        (0, condition("安置部门", 1, &["bureau", "discipline"])),
    ] {
        let answer = verified(&record, &text);
        assert_eq!(answer.code, code, "{text}{}{}", answer.err, answer.out);
        assert_eq!(answer.out.contains("[condition-unmet]"), code == 1, "{}", answer.out);
    }
}

#[test]
fn conditions_do_not_make_up_for_anything_else() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), &[("discipline", "纪检监察")]);
    let verify = format!("verify {{}} --trust {}", shipped());
    assert_eq!(run(&verify, &record).code, 0);
    let path = record.join("result.json");
    let before = fs::read_to_string(&path).unwrap();
    fs::write(&path, before.replacen("\"vacancy\":\"V3\"", "\"vacancy\":\"V5\"", 1)).unwrap();
    let changed = run(&verify, &record);
    assert!(changed.code == 1 && changed.out.contains("[wrong-digest]"), "{}", changed.out);
    assert!(!changed.out.contains("[condition-unmet]"), "{}", changed.out);
    fs::write(&path, before).unwrap();
    // A listed key whose signature is another's counts for nothing.
    let file = |of: &str| {
        let shown = json_fingerprint(of);
        record.join("endorsements").join(format!("{shown}.json"))
    };
    let text = fs::read_to_string(file("bureau")).unwrap();
    let other: serde_json::Value = serde_json::from_slice(&fs::read(file("discipline")).unwrap()).unwrap();
    let mut bad: serde_json::Value = serde_json::from_str(&text).unwrap();
    bad["signatures"][0]["sig"] = other["signatures"][0]["sig"].clone();
    fs::write(file("bureau"), bad.to_string()).unwrap();
    let refused = run(&verify, &record);
    assert!(refused.code == 1 && refused.out.contains("[condition-unmet]"), "{}", refused.out);
    assert!(refused.out.contains("不是对本案卷的有效签名"), "{}", refused.out);
}

/// The fingerprint of a demonstration key in one word.
fn json_fingerprint(of: &str) -> String {
    anzhi_record::key::PrivateKey::demonstration(of).public().fingerprint().to_string()
}

#[test]
fn the_faults_of_a_trust_file_come_all_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), &[]);
    let (folder, expected) = (testdata().join("trust"), testdata().join("expected/trust"));
    for lang in ["zh", "en"] {
        let mut command = crate::run::anzhi();
        let words = ["verify", record.to_str().unwrap(), "--trust", "faulty.toml", "--lang", lang];
        let answer: Answer = command.args(words).current_dir(&folder).output().unwrap().into();
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{}", answer.err);
        hold(&expected.join(format!("faults.{lang}.txt")), &answer.err);
    }
    let faulty = folder.join("faulty.toml");
    let form = json(&run(&format!("verify {} --trust {{}} --format json", record.display()), &faulty));
    let codes: Vec<_> = form["faults"].as_array().unwrap().iter().map(|fault| &fault["code"]).collect();
    let doc = fs::read_to_string(testdata().join("../docs/security.md")).unwrap();
    for code in [
        "toml-unknown-key",
        "toml-missing-key",
        "toml-wrong-type",
        "trust-bad-role",
        "trust-doubled-role",
        "trust-doubled-stage",
        "trust-unknown-stage",
        "trust-needs-nobody",
        "trust-needs-more-than-keys",
        "trust-no-keys",
        "trust-doubled-key",
        "trust-key-file-missing",
        "trust-key-file-unreadable",
        "trust-key-private",
        "trust-key-unusable",
        "trust-key-weak",
    ] {
        assert!(codes.contains(&&code.into()), "{code}: {codes:?}");
        assert!(!code.starts_with("trust-") || doc.contains(&format!("| `{code}` |")), "{code}");
    }
}

#[test]
fn a_trust_file_that_is_none_answers_2() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), &[]);
    for (text, code) in [
        ("", "toml-missing-key"),
        ("role = []", "toml-missing-key"),
        ("[[role]", "toml-syntax"),
        ("[[role]]\nrole ＝ \"a\"", "toml-full-width"),
        ("[role]\nrole = \"a\"", "toml-wrong-type"),
    ] {
        let answer = verified(&record, text);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{text}: {}", answer.err);
        assert!(answer.err.contains(&format!("[{code}]")), "{text}: {}", answer.err);
    }
    let none = run("verify {} --trust none.toml", &record);
    assert!(none.code == 2 && none.err.contains("没有这个文件"), "{}", none.err);
    let both = format!("verify {{}} --trust {} --key {}", shipped(), key("bureau.pub.pem"));
    assert_eq!(run(&both, &record).code, 2);
    // Everybody has the keys that lie in the repository, and is told so.
    let told = run(&format!("verify {{}} --trust {}", shipped()), &record);
    assert!(told.err.contains("演示密钥"), "{}", told.err);
}

/// The examples that inspectors copy from the documents.
#[test]
fn the_documented_trust_files_can_be_read() {
    let docs = testdata().join("../docs");
    let english = fs::read_to_string(docs.join("security.md")).unwrap();
    let english = english.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned();
    let chinese = fs::read_to_string(docs.join("zh/operator-guide.md")).unwrap();
    let lines = chinese.lines().skip_while(|line| *line != "    [[role]]");
    let chinese: String = lines
        .take_while(|line| line.is_empty() || line.starts_with("    "))
        .map(|line| format!("{}\n", line.trim_start()))
        .collect();
    for text in [english, chinese] {
        // Every file is another key.
        let key = |file: &str| {
            let seed = anzhi_core::digest::Digest::of(file.as_bytes());
            Ok(anzhi_record::key::PrivateKey::from_seed(seed.as_bytes()).public().to_pem().into_bytes())
        };
        let trust = anzhi_record::trust::Trust::parse(text.as_bytes(), &key).unwrap();
        let asked: Vec<_> =
            trust.conditions().iter().map(|one| (&*one.role, one.needed, one.keys.len())).collect();
        assert_eq!(asked, [("安置部门", 1, 1), ("纪检监察", 1, 2)]);
    }
}
