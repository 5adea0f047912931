//! Public editions and receipts: taken out of a record, verified, told apart, and never written over.

use crate::golden::hold;
use crate::run::{Answer, json, run, testdata};
use std::fs;
use std::path::{Path, PathBuf};

fn key(of: &str) -> String {
    testdata().join("keys").join(of).display().to_string()
}

/// A record of a round in that folder, signed by the bureau unless it is to be unsigned.
fn record(dir: &Path, round: &str, signed: bool) -> PathBuf {
    let record = dir.join(format!("{round}-record"));
    let key = format!("--key {} --role 安置部门 --name 经办人甲", key("bureau.pem"));
    let line = format!("place {{}} --record {} {}", record.display(), if signed { &key } else { "" });
    let placed = run(line.trim_end(), &testdata().join("rounds").join(round));
    assert_eq!(placed.code, 0, "{}", placed.err);
    record
}

fn verify(path: &Path, further: &str) -> Answer {
    run(&format!("verify {{}} --key {}{further}", key("bureau.pub.pem")), path)
}

#[test]
fn an_edition_is_published_and_verified() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "after-meeting", true);
    let target = dir.path().join("p");
    let publish = format!("publish {{}} --out {}", target.display());
    let published = run(&publish, &record);
    assert_eq!(published.code, 0, "{}", published.err);
    assert!(published.out.contains("公布前请按规定报批") && !published.out.contains("尚未签名"));
    let expected = testdata().join("expected/after-meeting");
    for lang in ["zh", "en"] {
        let report = verify(&target, &format!(" --lang {lang}"));
        assert_eq!(report.code, 0, "{}", report.out);
        hold(&expected.join(format!("edition.{lang}.txt")), &report.out);
    }
    // Never over another, and without a key nothing is decided.
    let again = run(&publish, &record);
    assert!(again.code == 2 && again.err.contains("没有写入"), "{}", again.err);
    assert_eq!(run("verify {}", &target).code, 2);
    let other = run(&format!("verify {{}} --key {}", key("discipline.pub.pem")), &target);
    assert!(other.code == 1 && other.out.contains("[signed-nothing]"), "{}", other.out);
    // Somebody improves a total.
    let path = target.join("edition.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"total\":\"28.8\"", "\"total\":\"98.8\"", 1)).unwrap();
    for lang in ["zh", "en"] {
        let report = verify(&target, &format!(" --lang {lang}"));
        assert_eq!(report.code, 1, "{}", report.out);
        hold(&expected.join(format!("edition-refuted.{lang}.txt")), &report.out);
    }
    let form = json(&verify(&target, " --format json"));
    assert_eq!((&form["kind"], &form["answer"]), (&"edition".into(), &"refuted".into()));
    assert_eq!(form["steps"][4]["findings"][0]["code"], "total-order");
    assert_eq!(form["edition"]["sittings"][0]["candidates"][1]["total"], "98.8");
}

#[test]
fn a_receipt_is_printed_and_verified() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "small", true);
    let expected = testdata().join("expected/small");
    for lang in ["zh", "en"] {
        let file = dir.path().join(format!("2-{lang}.json"));
        let made = run(&format!("receipt {{}} 2 --out {} --lang {lang}", file.display()), &record);
        assert_eq!(made.code, 0, "{}", made.err);
        hold(&expected.join(format!("receipt.{lang}.txt")), &made.out);
        assert!(made.err.contains("anzhi verify"), "{}", made.err);
        let report = verify(&file, &format!(" --lang {lang}"));
        assert_eq!(report.code, 0, "{}", report.out);
        hold(&expected.join(format!("receipt-verify.{lang}.txt")), &report.out);
        // Nobody else is told of, neither on paper nor by the program.
        for (paper, other) in
            [(&made.out, "测甲"), (&made.out, "测丙"), (&report.out, "测"), (&report.out, "3号")]
        {
            assert!(!paper.contains(other), "{other}: {paper}");
        }
    }
    let file = dir.path().join("2-zh.json");
    let again = run(&format!("receipt {{}} 2 --out {}", file.display()), &record);
    assert!(again.code == 2 && again.err.contains("没有写入"), "{}", again.err);
    assert_eq!(run("verify {}", &file).code, 2);
    // One preference more, and another's part.
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("\"preferences\":[", "\"preferences\":[\"V5\",", 1)).unwrap();
    let refuted = verify(&file, "");
    assert!(refuted.code == 1 && refuted.out.contains("[not-included]"), "{}", refuted.out);
    assert!(refuted.out.contains("核验不通过，不得采信") && !refuted.out.contains("证明了"));
    let form = json(&verify(&file, " --format json"));
    assert_eq!((&form["kind"], &form["steps"][3]["verdict"]), (&"receipt".into(), &"failed".into()));
    assert_eq!(form["result"]["preferences"][0], "V5");
}

#[test]
fn the_forms_of_what_was_made_say_what_was_printed() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "county", true);
    let (folder, file) = (dir.path().join("p"), dir.path().join("20.json"));
    let published = json(&run(&format!("publish {{}} --out {} --format json", folder.display()), &record));
    let made = json(&run(&format!("receipt {{}} 20 --out {} --format json", file.display()), &record));
    assert_eq!(published["fingerprint"], made["fingerprint"]);
    assert_eq!((&published["signed"], &made["signed"]), (&true.into(), &true.into()));
    assert_eq!(
        (&made["result"]["results"][0]["rank"], &made["code"].as_str().unwrap().len()),
        (&6.into(), &21)
    );
    let text = verify(&file, "").out;
    assert!(text.contains(made["code"].as_str().unwrap()) && text.contains("名次：第6名"), "{text}");
}

#[test]
fn what_gives_no_edition_and_no_receipt_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let record_dir = record(dir.path(), "small", false);
    let out = dir.path().join("x");
    // An unsigned record gives both, and says that nobody can verify them.
    let published = run(&format!("publish {{}} --out {}", out.display()), &record_dir);
    assert!(published.code == 0 && published.out.contains("案卷尚未签名"), "{}", published.out);
    assert_eq!(verify(&out, "").code, 1);
    let made = run(&format!("receipt {{}} 2 --out {}/r.json", dir.path().display()), &record_dir);
    assert!(made.code == 0 && made.err.contains("案卷尚未签名"), "{}", made.err);
    // Nobody of that id; no folder above; a folder of tables; a record that does not hold; one of version 1.
    let out = dir.path().join("y");
    let publish = format!("publish {{}} --out {}", out.display());
    let receipt = |id: &str| format!("receipt {{}} {id} --out {}", out.display());
    let nobody = run(&receipt("99"), &record_dir);
    assert!(nobody.code == 2 && nobody.err.contains("没有编号为“99”的候选人"), "{}", nobody.err);
    assert_eq!(
        run(&format!("receipt {{}} 2 --out {}/none/r.json", dir.path().display()), &record_dir).code,
        2
    );
    for command in [publish.clone(), receipt("2")] {
        assert_eq!(run(&command, &testdata().join("rounds/small")).code, 2);
        let first = run(&command, &testdata().join("records/v1-small"));
        assert!(first.code == 2 && first.err.contains("第1版格式"), "{}", first.err);
    }
    let path = record_dir.join("round/exams.csv");
    fs::write(&path, fs::read_to_string(&path).unwrap().replacen("84", "94", 1)).unwrap();
    for command in [publish, receipt("2")] {
        let refused = run(&command, &record_dir);
        assert!(refused.code == 1 && refused.out.contains("核验不通过"), "{}", refused.out);
    }
    assert!(!out.exists());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3, "something was left behind");
}

#[test]
fn what_cannot_be_verified_is_told() {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in [("a.json", "{}"), ("b.txt", "anzhi"), ("c.json", "[1]")] {
        fs::write(dir.path().join(name), text).unwrap();
        let answer = verify(&dir.path().join(name), "");
        assert!(
            answer.code == 2 && answer.err.contains("不是案卷、公开版、回执或封存文件"),
            "{}",
            answer.err
        );
    }
    assert_eq!(verify(dir.path(), "").code, 2);
    assert_eq!(verify(&dir.path().join("none"), "").code, 2);
}

/// A trust file asks of an edition and of a receipt what it asks of the record; and neither holds stages.
#[test]
fn a_trust_file_judges_what_was_taken_out() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "small", true);
    let trust =
        format!("verify {{}} --trust {} --format json", testdata().join("trust/trust.toml").display());
    let taken = |name: &str, command: &str| {
        let out = dir.path().join(name);
        assert_eq!(run(&format!("{command} --out {}", out.display()), &record).code, 0);
        out
    };
    for (edition, receipt) in [("p", "r.json"), ("p2", "r2.json")] {
        let both_have_signed = edition == "p2";
        if both_have_signed {
            let key = key("discipline-sm2.pem");
            let sign = format!("sign {{}} --key {key} --role 纪检监察 --name 监督员乙 --yes");
            assert_eq!(run(&sign, &record).code, 0);
        }
        for path in [taken(edition, "publish {}"), taken(receipt, "receipt {} 2")] {
            let answer = run(&trust, &path);
            let form = json(&answer);
            assert_eq!(answer.code, if both_have_signed { 0 } else { 1 }, "{}", answer.out);
            let holds = |n: usize| form["conditions"]["all"][n]["holds"].as_bool().unwrap();
            assert_eq!((holds(0), holds(1)), (true, both_have_signed));
            // Only a record can hold a stage that somebody has kept.
            let holding = verify(&path, &format!(" --stage {}", path.display()));
            assert!(holding.code == 2 && holding.err.contains("不是案卷：其中没有"), "{}", holding.err);
        }
    }
}

/// The receipt is for the person alone, the edition for everybody.
#[cfg(unix)]
#[test]
fn modes_say_for_whom_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "small", true);
    let (folder, file) = (dir.path().join("p"), dir.path().join("r.json"));
    assert_eq!(run(&format!("publish {{}} --out {}", folder.display()), &record).code, 0);
    assert_eq!(run(&format!("receipt {{}} 2 --out {}", file.display()), &record).code, 0);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    assert_eq!((mode(&folder) & 0o700, mode(&folder.join("edition.json")) & 0o600), (0o700, 0o600));
    assert_eq!(mode(&folder) & 0o044, 0o044);
}
