//! `diff`: what a correction changed, told to people and to programs.

use crate::golden::hold;
use crate::run::{Answer, anzhi, copy_without, county, json, run, testdata};
use anzhi_core::place::score_all;
use anzhi_tables::{Directory, read_round};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the record `old` of a round, and `new` of the round with these changes, which replaces it.
fn corrected(round: &Path, changes: &[(&str, &str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    sealed(&folder, round, "old");
    let old = fs::read(folder.path().join("old/statement.json")).unwrap();
    let replaces = format!("replaces = \"{}\"\n", anzhi_core::digest::Digest::of(&old));
    let tables = copy_without(round, &[]);
    edit(tables.path(), "round.toml", |text| text.replace("operator = ", &format!("{replaces}operator = ")));
    for (file, from, to) in changes {
        edit(tables.path(), file, |text| text.replace(from, to));
    }
    sign(tables.path());
    sealed(&folder, tables.path(), "new");
    folder
}

fn edit(dir: &Path, file: &str, change: impl Fn(&str) -> String) {
    let path = dir.join(file);
    let text = fs::read_to_string(&path).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "{file}");
    fs::write(path, changed).unwrap();
}

/// Whoever has signed another sheet signs the present one.
fn sign(dir: &Path) {
    let round = read_round(&Directory(dir)).unwrap().round.unwrap();
    let (scores, _) = score_all(&round).unwrap();
    let path = dir.join("acknowledgements.csv");
    let text = fs::read_to_string(&path).unwrap();
    let signed = text.lines().map(|line| {
        let mut cells: Vec<String> = line.split(',').map(String::from).collect();
        let Some((_, digest)) = round.find_candidate(&cells[0]).and_then(|who| scores.sheet(who)) else {
            return line.to_owned() + "\n";
        };
        let code = digest.code(round.scheme().scoring.signed).to_string();
        if cells[1] != code {
            (cells[1], cells[2]) = (code, "2026-08-12".into());
        }
        cells.join(",") + "\n"
    });
    fs::write(&path, signed.collect::<String>()).unwrap();
}

fn sealed(folder: &TempDir, tables: &Path, name: &str) {
    let record = folder.path().join(name);
    let line = format!("place {{}} --record {}", record.display());
    let placed = run(&line, tables);
    assert_eq!(placed.code, 0, "{} {}", placed.out, placed.err);
}

fn diff(folder: &TempDir, line: &str) -> Answer {
    anzhi().current_dir(folder.path()).arg("diff").args(line.split(' ')).output().unwrap().into()
}

/// 21 had ten marks more than were entered, and passes 22, who had drawn the smaller lot; a remark of 22; a telephone.
const CORRECTION: [(&str, &str, &str); 4] = [
    ("exams.csv", "\n21,77.5,", "\n21,87.5,登分更正"),
    ("lots.csv", "19,3,", "19,4,"),
    ("vacancies.csv", "13-1,某县甲镇人民政府,科员,3,", "13-1,某县甲镇人民政府,科员,2,"),
    ("exams.csv", "\n22,77.50,", "\n22,77.50,已复核"),
];

#[test]
fn a_correction_is_told_as_reviewed() {
    let folder = corrected(&county(), &CORRECTION);
    let expected = testdata().join("expected/diff");
    for lang in ["zh", "en"] {
        let told = diff(&folder, &format!("old new --lang {lang}"));
        assert_eq!((told.code, &*told.err), (0, ""), "{}", told.out);
        hold(&expected.join(format!("county.{lang}.txt")), &told.out);
    }
    let told = diff(&folder, "old new --format json");
    assert_eq!((told.code, &*told.err), (0, ""));
    hold(&expected.join("county.json"), &told.out);
}

#[test]
fn what_followed_the_meeting_is_told_as_reviewed() {
    let round = testdata().join("rounds/after-meeting");
    let changes = [("rulings.csv", "递补,候选人/04,,A01", "递补,候选人/04,,B01")];
    let folder = tempfile::tempdir().unwrap();
    sealed(&folder, &round, "old");
    let tables = copy_without(&round, &[]);
    for (file, from, to) in changes {
        edit(tables.path(), file, |text| text.replace(from, to));
    }
    sealed(&folder, tables.path(), "new");
    for lang in ["zh", "en"] {
        let told = diff(&folder, &format!("old new --lang {lang}"));
        assert_eq!(told.code, 0, "{}", told.err);
        hold(&testdata().join(format!("expected/diff/after-meeting.{lang}.txt")), &told.out);
    }
}

/// What the guide shows is what the program says.
#[test]
fn the_guide_shows_what_is_told() {
    let told = fs::read_to_string(testdata().join("expected/diff/county.zh.txt")).unwrap();
    let guide = fs::read_to_string(testdata().join("../docs/zh/operator-guide.md")).unwrap();
    let shown = guide.split("【岗位有变】2人\n").nth(1).unwrap();
    let shown = shown.split_inclusive("没有列入的人可能随之变动。\n").next().unwrap();
    let lines: Vec<&str> =
        shown.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "……").collect();
    assert!(lines.len() > 10, "{shown}");
    for line in lines {
        assert!(told.lines().any(|told| told.trim() == line), "{line}");
    }
}

/// The lines that are given can be pasted as they are: people fill in who decided, when and by which document.
#[test]
fn the_ready_lines_are_lines_of_the_table() {
    let folder = corrected(&county(), &CORRECTION[..1]);
    let told = diff(&folder, "old new").out;
    let lines: Vec<&str> = told.lines().map(str::trim).filter(|line| line.starts_with("直接安置,")).collect();
    assert_eq!(lines, ["直接安置,候选人/22,,06-1,…,…,…,,", "直接安置,候选人/21,,07-1,…,…,…,,"]);
    let tables = copy_without(&county(), &[]);
    edit(tables.path(), "exams.csv", |text| text.replace("\n21,77.5,", "\n21,87.5,"));
    let header = fs::read_to_string(tables.path().join("rulings.csv")).unwrap();
    let columns = header.lines().next().unwrap().split(',').count();
    let filled: String = lines
        .iter()
        .map(|line| line.replacen('…', "领导小组", 1).replacen('…', "2026-08-20", 1).replacen('…', "9号", 1))
        .map(|line| line.split(',').take(columns).collect::<Vec<_>>().join(",") + "\n")
        .collect();
    edit(tables.path(), "rulings.csv", |text| text.to_owned() + &filled);
    sign(tables.path());
    sealed(&folder, tables.path(), "kept");
    let told = diff(&folder, "old kept").out;
    assert!(!told.contains("【岗位有变】") && told.contains("【岗位未变而结果有变】2人"), "{told}");
    assert!(told.contains("新案卷新增的裁定：直接安置到岗位06-1（领导小组，2026-08-20，9号）"), "{told}");
}

#[test]
fn the_first_lines_say_whether_one_names_the_other() {
    let folder = corrected(&testdata().join("rounds/small"), &[("exams.csv", "5,88", "5,88.5")]);
    let first = |line: &str| diff(&folder, line).out.lines().nth(2).unwrap().to_owned();
    assert_eq!(first("old new"), "新案卷注明替代旧案卷。");
    assert!(first("new old").starts_with("注意：两份案卷的次序颠倒了"));
    assert!(diff(&folder, "old old").out.ends_with("两次给出的是同一份案卷，没有不同。\n"));
    sealed(&folder, &county(), "county");
    let other = diff(&folder, "old county").out;
    assert!(other.contains("\n注意：新案卷没有注明替代哪一份案卷"), "{other}");
    assert!(other.contains("\n注意：两份案卷的年度代号不同：旧为“small”，新为“county”。"), "{other}");
    // Everybody is of one record only; the text shows the first twenty, the form for programs all.
    let both = diff(&folder, "old county --format json");
    assert_eq!(json(&both)["differences"]["people"].as_array().unwrap().len(), 30);
    assert!(
        other.contains("【岗位有变】30人") && other.contains("另有10人，用 --format json 查看。"),
        "{other}"
    );
    assert_eq!(other.matches("只在旧案卷中").count() + other.matches("只在新案卷中").count(), 20);
}

#[test]
fn a_record_that_does_not_hold_is_not_compared() {
    let folder = corrected(&testdata().join("rounds/small"), &[("exams.csv", "5,88", "5,88.5")]);
    let result = folder.path().join("old/result.json");
    let text = fs::read_to_string(&result).unwrap();
    fs::write(&result, text.replacen("\"30.85\"", "\"31.85\"", 1)).unwrap();
    for line in ["old new", "new old"] {
        let told = diff(&folder, line);
        assert_eq!((told.code, &*told.err), (1, ""), "{}", told.out);
        assert!(told.out.contains("“old”：不相符\n") && told.out.contains("[wrong-digest]"), "{}", told.out);
        assert!(told.out.contains("“new”：相符\n") && !told.out.contains("【"), "{}", told.out);
    }
    let form = json(&diff(&folder, "old new --format json"));
    assert_eq!((&form["old"]["holds"], &form["new"]["holds"]), (&false.into(), &true.into()));
    assert_eq!(form["old"]["findings"][0]["code"], "wrong-digest");
    assert!(form.get("differences").is_none());
}

#[test]
fn what_is_no_record_cannot_be_compared() {
    let folder = corrected(&testdata().join("rounds/small"), &[("exams.csv", "5,88", "5,88.5")]);
    let refused = |line: &str, says: &str| {
        let told = diff(&folder, line);
        assert_eq!((told.code, &*told.out), (2, ""), "{line}");
        assert!(told.err.contains(says), "{}", told.err);
    };
    refused("old nowhere", "nowhere");
    refused(&format!("old {}", county().display()), "不是案卷");
    refused("old", "缺少");
    // Both are named at once.
    let told = diff(&folder, "nowhere elsewhere");
    assert!(told.err.contains("“nowhere”") && told.err.contains("“elsewhere”"), "{}", told.err);
    // A record of a later version is no failure of the record.
    let statement = folder.path().join("new/statement.json");
    let text = fs::read_to_string(&statement).unwrap();
    fs::write(&statement, text.replace("urn:anzhi:round:v2", "urn:anzhi:round:v9")).unwrap();
    let told = diff(&folder, "old new");
    assert_eq!(told.code, 2, "{}", told.out);
    assert!(told.out.contains("请用新版程序核验"), "{}", told.out);
}
