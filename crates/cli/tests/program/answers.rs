//! What the program answers: exit codes, what goes to which stream, what is written and what is not.

use crate::run::{Answer, anzhi, county, county_without, json, names, run};
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;

#[test]
fn a_new_folder_is_clean_and_its_secret_its_own() {
    let target = tempfile::tempdir().unwrap();
    let dir = target.path().join("2026");
    let made = run("init {} --year 2026", &dir);
    assert_eq!((made.code, made.out.as_str()), (0, ""));
    let checked = run("check {}", &dir);
    assert_eq!(checked.code, 1);
    assert_eq!(checked.out.matches("[toml-placeholder]").count(), 2, "{}", checked.out);
    let heading = fs::read_to_string(dir.join("round.toml")).unwrap();
    fs::write(dir.join("round.toml"), heading.replace('…', "某")).unwrap();
    // Nobody can be placed yet, and that is all.
    let checked = run("check {}", &dir);
    assert_eq!((checked.code, checked.out.matches("[no-candidates]").count()), (1, 1), "{}", checked.out);
    assert!(checked.out.starts_with("有1处差错"), "{}", checked.out);
    assert_eq!(names(target.path()), ["2026"]);
    let other = target.path().join("other");
    assert_eq!(run("init {}", &other).code, 0);
    let secret = |dir: &Path| fs::read_to_string(dir.join("secret.hex")).unwrap();
    assert_ne!(secret(&dir), secret(&other));
}

#[test]
fn nothing_that_exists_is_touched() {
    let target = tempfile::tempdir().unwrap();
    assert_eq!(run("init {}", target.path()).code, 2);
    assert_eq!(names(target.path()), [""; 0]);
    let dir = county_without(&["secret.hex"]);
    assert_eq!(run("check {}", dir.path()).code, 1);
    assert_eq!(run("init {} --secret-only", dir.path()).code, 0);
    let secret = fs::read(dir.path().join("secret.hex")).unwrap();
    assert_eq!(run("init {} --secret-only", dir.path()).code, 2);
    assert_eq!(fs::read(dir.path().join("secret.hex")).unwrap(), secret);
    // The target stands first: even a round with faults answers 2.
    fs::write(dir.path().join("result.json"), "mine").unwrap();
    let placed = run("place {} --out {}/result.json", dir.path());
    assert_eq!((placed.code, placed.out.as_str()), (2, ""));
    assert_eq!(fs::read_to_string(dir.path().join("result.json")).unwrap(), "mine");
}

#[test]
fn a_round_with_faults_answers_1_and_writes_nothing() {
    let dir = county_without(&[]);
    fs::write(dir.path().join("exams.csv"), "候选人,成绩\n01,101\n99,80\n").unwrap();
    let before = names(dir.path());
    for line in ["check {}", "score {}", "explain {} 01", "place {} --out {}/result.json"] {
        let answer = run(line, dir.path());
        assert_eq!((answer.code, answer.err.as_str()), (1, ""), "{line}");
        assert!(answer.out.contains("exams.csv第2行“成绩”") && answer.out.contains("[unknown-candidate]"));
    }
    assert_eq!(names(dir.path()), before);
    let answer = run("place {} --format json", dir.path());
    let form = json(&answer);
    let fault = form["faults"].as_array().unwrap().iter().find(|fault| fault["line"] == 2).unwrap();
    assert_eq!((&fault["code"], &fault["file"]), (&"out-of-bounds".into(), &"exams.csv".into()));
}

#[test]
fn open_questions_answer_3_and_write_nothing() {
    let dir = county_without(&["lots.csv", "acknowledgements.csv"]);
    let before = names(dir.path());
    let placed = run("place {} --out {}/result.json", dir.path());
    assert_eq!(placed.code, 3);
    assert_eq!(names(dir.path()), before);
    assert!(placed.out.contains("目前的排名（尚未确定）"));
    assert!(placed.out.contains("21、22号总成绩同为23.75分"));
    assert!(placed.out.contains("不予排名,候选人/01,,,…,…,…"));
    let form = json(&run("place {} --format json", dir.path()));
    assert_eq!(form["questions"].as_array().unwrap().len(), 24);
    assert_eq!(form.get("result"), None);
    assert_eq!(run("check {}", dir.path()).code, 3);
    assert_eq!(run("explain {} 21", dir.path()).code, 0);
}

#[test]
fn a_late_person_without_preferences_is_asked_for_them_alone() {
    let dir = county_without(&[]);
    let preferences = fs::read_to_string(dir.path().join("preferences.csv")).unwrap();
    let others: String =
        preferences.lines().filter(|line| !line.starts_with("03,")).map(|l| l.to_owned() + "\n").collect();
    fs::write(dir.path().join("preferences.csv"), others).unwrap();
    let placed = run("place {}", dir.path());
    assert_eq!(placed.code, 3);
    assert!(placed.out.contains("03号（迟到，排在最后）仍须选岗，却没有志愿"), "{}", placed.out);
    // The table that answers is the one that is there, in its own columns; a second record would be a fault.
    assert!(placed.out.contains("preferences.csv\n       候选人,志愿序号,岗位编号\n       03,1,…\n"));
    assert!(!placed.out.contains("give_ups.csv"));
}

#[test]
fn before_the_exam_sheets_have_no_code_to_sign() {
    let dir = county_without(&["exams.csv", "acknowledgements.csv"]);
    let scored = run("score {}", dir.path());
    assert_eq!(scored.code, 0, "{}", scored.err);
    assert!(scored.out.contains("未含考试") && !scored.out.contains("签认码："));
    let placed = run("place {}", dir.path());
    assert_eq!(placed.code, 1);
    assert!(placed.out.contains("[no-exams]"));
    let explained = run("explain {} 17", dir.path());
    assert_eq!(explained.code, 0);
    assert!(explained.out.contains("尚未选岗"));
}

#[test]
fn an_unfilled_gap_holds_one_sheet_back() {
    let dir = county_without(&["rulings.csv"]);
    let scored = run("score {}", dir.path());
    assert_eq!(scored.code, 3);
    // With the sheets, for it is what keeps one of them back.
    assert!(scored.out.contains("补定缺项,缺项/grade.技7,,…,…,…,…"), "{}", scored.out);
    assert!(!scored.err.contains("缺项"), "{}", scored.err);
    assert!(scored.out.contains("待裁定"));
}

#[test]
fn what_cannot_be_done_answers_2() {
    for (line, word) in [
        ("", "用法"),
        ("plase {}", "没有“plase”这个命令"),
        ("place {} --ot x", "没有“--ot”"),
        ("check {}/none", "没有这个文件或文件夹"),
        ("explain {} 99", "没有编号为“99”的候选人"),
        ("place {} --out {}/none/result.json", "没有写入"),
        ("init {}/new --scheme county-referense", "county-reference"),
    ] {
        let answer = run(line, &county());
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{line}");
        assert!(answer.err.contains(word), "{line}: {}", answer.err);
    }
    assert_eq!(names(&county()).iter().filter(|name| name.starts_with("new")).count(), 0);
}

#[test]
fn the_language_comes_from_the_option_then_the_environment() {
    let help = |variable: &str, value: &str, line: &str| {
        let output = anzhi().env(variable, value).args(line.split(' ')).output().unwrap();
        Answer::from(output).out
    };
    assert!(help("LANG", "en_GB.UTF-8", "--help").contains("Usage"));
    assert!(help("LANG", "C", "--help").contains("用法"));
    assert!(help("LC_ALL", "en_US.UTF-8", "--help --lang zh").contains("用法"));
    assert!(help("LC_ALL", "zh_CN.UTF-8", "place --lang=en --help").contains("Usage"));
}

#[test]
fn every_form_has_its_version() {
    for line in ["check {}", "score {}", "place {}", "explain {} 17"] {
        let answer = run(&format!("{line} --format json"), &county());
        assert_eq!(answer.code, 0, "{line}");
        assert_eq!(json(&answer)["format"], 1, "{line}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for line in ["check", "score", "place", "explain"] {
        let mut command = anzhi();
        command.arg(line).arg(county());
        if line == "explain" {
            command.arg("17");
        }
        let output = command.stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("磁盘已满"), "{line}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child =
        anzhi().arg("score").arg(county()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    // Warnings only.
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("提示4条") && !said.contains("没有写入"), "{said}");
}

#[test]
fn a_folder_that_cannot_be_made_is_called_by_its_name() {
    let target = tempfile::tempdir().unwrap();
    let made = run("init {}/none/deep", target.path());
    assert_eq!(made.code, 2);
    assert!(
        made.err.contains("/none/deep”：没有这个文件或文件夹") && !made.err.contains(".new"),
        "{}",
        made.err
    );
    // What an interrupted call left behind is in the way, and is named.
    fs::create_dir(target.path().join(".2026.new")).unwrap();
    let made = run("init {}/2026", target.path());
    assert!(made.code == 2 && made.err.contains("/.2026.new”：已经存在"), "{}", made.err);
}

#[cfg(unix)]
#[test]
fn the_secret_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let target = tempfile::tempdir().unwrap();
    assert_eq!(run("init {}/2026", target.path()).code, 0);
    let meta = fs::metadata(target.path().join("2026/secret.hex")).unwrap();
    assert_eq!(meta.permissions().mode() & 0o777, 0o600);
}

#[test]
fn an_unknown_id_comes_before_faults() {
    let dir = county_without(&[]);
    fs::write(dir.path().join("exams.csv"), "候选人,成绩\n22,100.01\n").unwrap();
    let unknown = run("explain {} 999", dir.path());
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("没有编号为“999”的候选人"), "{}", unknown.err);
    assert_eq!(run("explain {} 22", dir.path()).code, 1);
    // While a line of the candidates cannot be read, nobody can tell whose it is.
    let path = dir.path().join("candidates.csv");
    let candidates = fs::read_to_string(&path).unwrap();
    fs::write(path, candidates.replace("\n01,", "\n1.0E+17,")).unwrap();
    assert_eq!(run("explain {} 999", dir.path()).code, 1);
}

#[test]
fn what_was_asked_for_decides_whether_open_questions_answer_3() {
    // Nothing is signed, no lots are drawn: no sheet waits for that.
    let dir = county_without(&["lots.csv", "acknowledgements.csv"]);
    let answers =
        ["check {}", "place {}", "score {}", "explain {} 21"].map(|line| run(line, dir.path()).code);
    assert_eq!(answers, [3, 3, 0, 0]);
    // A gap holds a sheet back; even of its owner there is something to explain.
    let dir = county_without(&["rulings.csv"]);
    let answers = ["check {}", "place {}", "score {}"].map(|line| run(line, dir.path()).code);
    assert_eq!(answers, [3, 3, 3]);
    let held: Vec<_> = (1..=25).map(|n| run(&format!("explain {{}} {n:02}"), dir.path())).collect();
    assert!(held.iter().all(|answer| answer.code == 0));
    assert!(held.iter().any(|answer| answer.out.contains("待决：计分办法没有规定")));
}
