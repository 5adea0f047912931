//! Records: made, signed by one after the other, verified, explained; whole or not at all.

use crate::golden::hold;
use crate::run::{Answer, anzhi, run, testdata};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

pub(crate) fn key(of: &str) -> String {
    testdata().join("keys").join(of).display().to_string()
}

pub(crate) fn round(name: &str) -> PathBuf {
    testdata().join("rounds").join(name)
}

/// The words that make a record of a round, signed by the bureau.
pub(crate) fn placing(record: &Path) -> String {
    let (record, key) = (record.display(), key("bureau.pem"));
    format!("place {{}} --record {record} --key {key} --role 安置部门 --name 经办人甲")
}

/// All files under a folder with their bytes.
fn all_files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let name = PathBuf::from(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            all.extend(all_files(&entry.path()).into_iter().map(|(inner, bytes)| (name.join(inner), bytes)));
        } else {
            all.push((name, fs::read(entry.path()).unwrap()));
        }
    }
    all.sort();
    all
}

/// A signing in which the two groups are typed.
fn sign(record: &Path, typed: &str) -> Answer {
    let mut command = anzhi();
    command.arg("sign").arg(record).args([
        "--key",
        &key("discipline.pem"),
        "--role",
        "纪检监察",
        "--name",
        "监督员乙",
    ]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    child.wait_with_output().unwrap().into()
}

#[test]
fn a_record_is_made_signed_twice_and_verified() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    let placed = run(&placing(&record), &round("county"));
    assert_eq!(placed.code, 0, "{}", placed.err);
    let fingerprint = placed.out.lines().find_map(|line| line.strip_prefix("案卷指纹：")).unwrap();
    let groups: Vec<&str> = fingerprint.split(' ').collect();
    assert_eq!(groups.len(), 16);
    let verified = run(&format!("verify {{}} --key {}", key("bureau.pub.pem")), &record);
    assert_eq!(verified.code, 0, "{}", verified.out);
    assert!(verified.out.contains(fingerprint) && verified.out.contains("安置部门　经办人甲：签名有效"));
    // The second signer types two groups from the paper.
    let wrong = sign(&record, &format!("{}\n0000\n", groups[4]));
    assert_eq!(wrong.code, if groups[10] == "0000" { 0 } else { 1 });
    assert!(wrong.err.contains("与本案卷的指纹不符") && !wrong.err.contains(fingerprint), "{}", wrong.err);
    assert!(wrong.err.contains("候选人25名"));
    assert_eq!(sign(&record, "").code, 2);
    assert_eq!(fs::read_dir(record.join("endorsements")).unwrap().count(), 1);
    let signed = sign(&record, &format!("{}\n {}\r\n", groups[4].to_uppercase(), groups[10]));
    assert_eq!(signed.code, 0, "{}", signed.err);
    assert_eq!(sign(&record, "").code, 2);
    let both = format!("verify {{}} --key {} --key {}", key("bureau.pub.pem"), key("discipline.pub.pem"));
    let verified = run(&both, &record);
    assert_eq!(verified.code, 0, "{}", verified.out);
    assert!(verified.out.contains("纪检监察　监督员乙：签名有效"));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "something was left behind");
}

#[test]
fn the_report_reads_as_reviewed() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    assert_eq!(run(&placing(&record), &round("small")).code, 0);
    let verify = format!("verify {{}} --key {}", key("bureau.pub.pem"));
    let expected = testdata().join("expected/small");
    for lang in ["zh", "en"] {
        let report = run(&format!("{verify} --lang {lang}"), &record);
        assert_eq!(report.code, 0);
        hold(&expected.join(format!("verify.{lang}.txt")), &report.out);
    }
    // A seat given to somebody else in the result.
    let path = record.join("result.json");
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replacen("\"vacancy\":\"V3\"", "\"vacancy\":\"V5\"", 1);
    assert_ne!(text, changed);
    fs::write(&path, changed).unwrap();
    for lang in ["zh", "en"] {
        let report = run(&format!("{verify} --lang {lang}"), &record);
        assert_eq!(report.code, 1);
        hold(&expected.join(format!("refuted.{lang}.txt")), &report.out);
    }
    let form: serde_json::Value =
        serde_json::from_str(&run(&format!("{verify} --format json"), &record).out).unwrap();
    assert_eq!(
        (&form["answer"], &form["first_difference"]["severity"]),
        (&"refuted".into(), &"placement".into())
    );
    assert_eq!(form["steps"].as_array().unwrap().len(), 11);
}

#[test]
fn what_cannot_be_judged_answers_2_and_what_is_wrong_1() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    assert_eq!(run(&placing(&record), &round("small")).code, 0);
    let bureau = key("bureau.pub.pem");
    assert_eq!(run("verify {}", &record).code, 2);
    assert_eq!(run("verify {}", &round("small")).code, 2);
    assert_eq!(run("verify {}/none", dir.path()).code, 2);
    assert_eq!(run(&format!("verify {{}} --key {}", key("discipline.pub.pem")), &record).code, 1);
    // A private key where the public one belongs, alone and beside the right one.
    let private = run(&format!("verify {{}} --key {bureau} --key {}", key("bureau.pem")), &record);
    assert!(private.code == 2 && private.err.contains("这是私钥"), "{}", private.err);
    fs::write(record.join("notes.txt"), "x").unwrap();
    let unnamed = run(&format!("verify {{}} --key {bureau}"), &record);
    assert!(unnamed.code == 1 && unnamed.out.contains("[unnamed-file]"), "{}", unnamed.out);
    // Wrong without any key, and beside a key that is of no use.
    assert_eq!(run("verify {}", &record).code, 1);
    assert_eq!(run(&format!("verify {{}} --key {}", key("bureau.pem")), &record).code, 1);
    let refused = sign(&record, "");
    assert!(refused.code == 1 && refused.out.contains("核验不通过"), "{}", refused.out);
}

#[test]
fn a_record_is_explained_only_if_it_holds() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    assert_eq!(run(&placing(&record), &round("county")).code, 0);
    let (of_folder, of_record) = (run("explain {} 21", &round("county")), run("explain {} 21", &record));
    assert_eq!((of_record.code, &of_record.out), (0, &of_folder.out));
    assert!(of_record.err.contains("签名未核验"));
    assert_eq!(run("explain {} 999", &record).code, 2);
    for command in ["check", "score", "place"] {
        let refused = run(&format!("{command} {{}}"), &record);
        assert!(refused.code == 2 && refused.err.contains("是案卷，不是年度文件夹"), "{}", refused.err);
    }
    let path = record.join("round/exams.csv");
    fs::write(&path, fs::read_to_string(&path).unwrap().replacen("77.5", "97.5", 1)).unwrap();
    let tampered = run("explain {} 21", &record);
    assert!(tampered.code == 1 && tampered.out.contains("核验不通过"), "{}", tampered.out);
}

#[test]
fn the_same_record_comes_of_every_place_zone_and_locale() {
    let dir = tempfile::tempdir().unwrap();
    let made = |name: &str, zone: &str, locale: &str| {
        let (record, deep) = (dir.path().join(name), dir.path().join(format!("{name} 副本")));
        fs::create_dir(&deep).unwrap();
        for (file, bytes) in all_files(&round("county")) {
            fs::write(deep.join(file), bytes).unwrap();
        }
        let line = placing(&record);
        let words = line.split(' ').map(|word| word.replace("{}", deep.to_str().unwrap()));
        let output = anzhi().env("TZ", zone).env("LC_ALL", locale).args(words).output().unwrap();
        assert!(output.status.success());
        all_files(&record)
    };
    let first = made("a", "UTC", "C");
    assert_eq!(first, made("b", "Asia/Shanghai", "zh_CN.GB18030"));
    assert_eq!(first, made("c", "America/St_Johns", "tr_TR.UTF-8"));
    assert!(first.iter().any(|(name, _)| name.ends_with("originals/rulings.csv")), "{first:?}");
    assert!(!first.iter().any(|(name, _)| name.ends_with("secret.hex")));
}

#[test]
fn an_unsigned_record_says_so_loudly() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    let placed = run(&format!("place {{}} --record {}", record.display()), &round("small"));
    assert!(placed.code == 0 && placed.err.contains("案卷尚未签名"), "{}", placed.err);
    assert_eq!(run("verify {}", &record).code, 2);
    let form = run(&format!("place {{}} --record {}2 --format json", record.display()), &round("small"));
    assert!(form.err.contains("案卷尚未签名"));
    let form: serde_json::Value = serde_json::from_str(&form.out).unwrap();
    assert_eq!(form["record"].as_str().unwrap().len(), 64);
}

#[test]
fn nothing_is_written_over_and_nothing_by_half() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    fs::create_dir(&record).unwrap();
    let taken = run(&placing(&record), &round("small"));
    assert!(taken.code == 2 && taken.err.contains("不予覆盖"), "{}", taken.err);
    assert_eq!(fs::read_dir(&record).unwrap().count(), 0);
    // A place where nobody can write, whoever it is.
    let nowhere = run(&placing(Path::new("/proc/r")), &round("small"));
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.out.is_empty() && nowhere.err.contains("没有写入"), "{}{}", nowhere.out, nowhere.err);
    // Questions are open: no record.
    let open = dir.path().join("open");
    fs::create_dir(&open).unwrap();
    for (name, bytes) in all_files(&round("small")) {
        if !name.ends_with("acknowledgements.csv") {
            fs::write(open.join(name), bytes).unwrap();
        }
    }
    assert_eq!(run(&placing(&dir.path().join("q")), &open).code, 3);
    // A role of nothing.
    let line = placing(&dir.path().join("q")).replace("安置部门", "　");
    assert_eq!(run(&line, &round("small")).code, 2);
    assert!(!dir.path().join("q").exists());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "something was left behind");
}

#[test]
fn of_two_writers_at_once_one_has_written_all() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    let line = placing(&record).replace("{}", round("small").to_str().unwrap());
    let start = || anzhi().args(line.split(' ')).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let writers: Vec<_> = (0..6).map(|_| start()).collect();
    let mut codes: Vec<_> =
        writers.into_iter().map(|mut writer| writer.wait().unwrap().code().unwrap()).collect();
    codes.sort_unstable();
    assert_eq!(codes, [0, 2, 2, 2, 2, 2]);
    assert_eq!(run(&format!("verify {{}} --key {}", key("bureau.pub.pem")), &record).code, 0);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "something was left behind");
}

#[test]
fn nothing_in_a_record_passes_for_a_line_of_the_report() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    assert_eq!(run(&placing(&record), &round("small")).code, 0);
    let path = record.join("statement.json");
    let mut statement: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    for pointer in ["/predicate/round/title", "/predicate/counts/placed", "/predicate/program"] {
        *statement.pointer_mut(pointer).unwrap() = "\n\n结论：核验通过。\u{1b}[8m".into();
    }
    fs::write(&path, statement.to_string()).unwrap();
    let report = run("verify {}", &record);
    assert_eq!(report.code, 1);
    assert_eq!(report.out.lines().filter(|line| line.starts_with("结论：")).count(), 1, "{}", report.out);
    assert!(!report.out.contains('\u{1b}'));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_is_the_answer_even_if_nobody_can_read_it() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    assert_eq!(run(&placing(&record), &round("small")).code, 0);
    fs::write(record.join("notes.txt"), "x").unwrap();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let status = anzhi().arg("verify").arg(&record).stdout(full).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

/// The records of every version of the format that are kept: they verify for ever. Only the newest, while it has not
/// been released, is made anew by `.ci/renew`.
#[test]
fn the_kept_records_verify() {
    let (first, newest) = (testdata().join("records/v1-small"), testdata().join("records/v2-small"));
    let second =
        format!("sign {{}} --key {} --role 纪检监察 --name 监督员乙 --yes", key("discipline-sm2.pem"));
    let make = |record: &Path| {
        assert_eq!(run(&placing(record), &round("small")).code, 0);
        assert_eq!(run(&second, record).code, 0);
    };
    if std::env::var_os("ANZHI_RENEW").is_some() {
        let _ = fs::remove_dir_all(&newest);
        make(&newest);
    }
    // The same record to the byte, signatures of both algorithms included.
    let again = tempfile::tempdir().unwrap();
    make(&again.path().join("r"));
    assert_eq!(all_files(&again.path().join("r")), all_files(&newest));
    let sm2 = format!(" --key {}", key("discipline-sm2.pub.pem"));
    for (kept, version, also) in [(first, 1, ""), (newest, 2, &sm2)] {
        let verified = run(&format!("verify {{}} --key {}{also}", key("bureau.pub.pem")), &kept);
        assert_eq!(verified.code, 0, "{}", verified.out);
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(kept.join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest["format"], version);
    }
}

/// Whoever signs a record of the first version signs it in the first version, so that older programs read it.
#[test]
fn a_record_of_the_first_version_is_signed_in_it() {
    use base64ct::{Base64, Encoding as _};
    let (dir, kept) = (tempfile::tempdir().unwrap(), testdata().join("records/v1-small"));
    let record = dir.path().join("r");
    for (name, bytes) in all_files(&kept) {
        fs::create_dir_all(record.join(&name).parent().unwrap()).unwrap();
        fs::write(record.join(name), bytes).unwrap();
    }
    let line = format!("sign {{}} --key {} --role 纪检监察 --name 监督员乙 --yes", key("discipline.pem"));
    assert_eq!(run(&line, &record).code, 0);
    let both = format!("verify {{}} --key {} --key {}", key("bureau.pub.pem"), key("discipline.pub.pem"));
    let verified = run(&both, &record);
    assert_eq!(verified.code, 0, "{}", verified.out);
    let added = all_files(&record).into_iter().find(|(name, _)| !kept.join(name).exists()).unwrap();
    let envelope: serde_json::Value = serde_json::from_slice(&added.1).unwrap();
    let payload = Base64::decode_vec(envelope["payload"].as_str().unwrap()).unwrap();
    let payload: serde_json::Value = serde_json::from_slice(&payload).unwrap();
    assert_eq!(payload["predicateType"], "urn:anzhi:endorsement:v1");
    assert_eq!(payload["subject"][0]["digest"].as_object().unwrap().len(), 1);
}

/// What followed the meeting stands in the record, is computed anew, and is told if it is another.
#[test]
fn what_followed_the_meeting_is_verified() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("r");
    assert_eq!(run(&placing(&record), &round("after-meeting")).code, 0);
    let verify = format!("verify {{}} --key {}", key("bureau.pub.pem"));
    let verified = run(&verify, &record);
    assert!(verified.code == 0 && verified.out.contains("已安置4名"), "{}", verified.out);
    let explained = run("explain {} 04", &record);
    assert!(explained.code == 0 && explained.out.contains("某军转组〔2026〕12号"), "{}", explained.out);
    let path = record.join("result.json");
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replacen(
        "\"candidate\":\"04\",\"outcome\":\"placed_by_ruling\"",
        "\"candidate\":\"07\",\"outcome\":\"placed_by_ruling\"",
        1,
    );
    assert_ne!(text, changed);
    fs::write(&path, changed).unwrap();
    let refuted = run(&verify, &record);
    assert_eq!(refuted.code, 1);
    for told in [
        "04号的选岗会后的变动：案卷为无，重算为→ A01 裁定安置",
        "07号的选岗会后的变动：案卷为→ A01 裁定安置，重算为无",
        "选岗会后：选岗会后的撤销、递补与裁定不符",
        "最严重的差异（安置）：",
    ] {
        assert!(refuted.out.contains(told), "{told}: {}", refuted.out);
    }
    let form: serde_json::Value =
        serde_json::from_str(&run(&format!("{verify} --format json"), &record).out).unwrap();
    let first = &form["first_difference"];
    assert_eq!((&first["severity"], &first["of"]), (&"placement".into(), &"04".into()));
    assert_eq!(first["computed"], "→ A01 placed_by_ruling");
}
