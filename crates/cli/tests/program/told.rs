//! What people are told while something is open, and before the exam: nothing that is not so.

use crate::run::{Answer, run, testdata};
use std::fs;
use std::path::Path;

/// A copy of a round: a file goes if its text becomes `None`.
fn round_with(name: &str, change: impl Fn(&str, String) -> Option<String>) -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(testdata().join("rounds").join(name)).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap();
        if let Some(text) = change(file, fs::read_to_string(&path).unwrap()) {
            fs::write(target.path().join(file), text).unwrap();
        }
    }
    target
}

/// Without the lines of a table in which a text stands.
fn without(table: &'static str, text: &'static str) -> impl Fn(&str, String) -> Option<String> {
    let kept = move |whole: &str| -> String {
        whole.lines().filter(|line| !line.contains(text)).map(|line| line.to_owned() + "\n").collect()
    };
    move |file, whole| Some(if file == table { kept(&whole) } else { whole })
}

fn explain(dir: &Path, id: &str) -> Answer {
    let answer = run(&format!("explain {{}} {id}"), dir);
    assert_eq!(answer.code, 0, "{}", answer.err);
    answer
}

#[track_caller]
fn assert_said(text: &str, said: &[&str], not_said: &[&str]) {
    said.iter().for_each(|words| assert!(text.contains(words), "{words} is missing in\n{text}"));
    not_said.iter().for_each(|words| assert!(!text.contains(words), "{words} stands in\n{text}"));
}

/// 17 holds a doctorate and a grade without points.
#[test]
fn a_doctor_whose_grade_waits_for_a_ruling_is_not_said_to_have_no_degree() {
    let dir = round_with("county", without("rulings.csv", "补定缺项"));
    assert_said(
        &explain(dir.path(), "17").out,
        &["01-1 某县委办公室 综合科科员：符合条件"],
        &["没有可计的学历"],
    );
}

/// 21 and 22 have the same assessment and have drawn lots, but marks may still part them.
#[test]
fn before_the_exam_nobody_has_a_rank() {
    let dir = round_with("county", |file, text| (file != "exams.csv").then_some(text));
    let ranked = ["排名：", "第17名", "签号小者在先（"];
    assert_said(&explain(dir.path(), "22").out, &["考核成绩：16分", "考试成绩尚未录入，不排名。"], &ranked);
    let form: serde_json::Value =
        serde_json::from_str(&run("explain {} 22 --format json", dir.path()).out).unwrap();
    assert_eq!((form.get("rank"), &form["sheet"]["assessment"]), (None, &"16".into()));
}

/// While lots are to be drawn, rulings hold all the same: 25 is excluded, 24 has a seat of 08-1, 01 gave up.
#[test]
fn what_rulings_have_settled_is_told_while_questions_are_open() {
    let dir = round_with("county", |file, text| match file {
        "lots.csv" => None,
        // The other seat of 08-1 is withdrawn.
        "vacancies.csv" => Some(text.replace("服务中心干事,2,", "服务中心干事,1,")),
        "preferences.csv" => Some(text + "24,1,13-1\n25,1,13-1\n"),
        _ => Some(text),
    });
    let open = ["符合条件"];
    let placed = "结果：裁定安置，08-1 某县退役军人事务局 服务中心干事";
    assert_said(&explain(dir.path(), "24").out, &[placed, "已由裁定直接安置，没有选岗"], &open);
    let excluded = ["结果：经裁定不予排名", "经裁定不予排名；不参加选岗，不须签认"];
    assert_said(&explain(dir.path(), "25").out, &excluded, &open);
    let form = run("explain {} 25 --format json", dir.path()).out;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&form).unwrap()["outcome"], "excluded");
    let preferences = fs::read_to_string(dir.path().join("preferences.csv")).unwrap();
    let listed = preferences.lines().find(|line| line.ends_with(",08-1")).unwrap();
    let id = listed.split(',').next().unwrap();
    assert_said(&explain(dir.path(), id).out, &["名额已满，名额归：24号（裁定安置）"], &["轮到时"]);
}

#[test]
fn all_who_stay_tied_are_told_so() {
    let dir = round_with("county", |file, text| (file != "lots.csv").then_some(text));
    for (id, other) in [("21", "22"), ("22", "21")] {
        let tied = format!("；与{other}号同分，待抽签");
        assert_said(
            &explain(dir.path(), id).out,
            &["排名：并列第16名：总成绩23.75分，低于前一名", &tied],
            &[],
        );
    }
    let placed = run("place {}", dir.path()).out;
    let lines = |id: &str| {
        let line = placed.lines().find(|line| line.contains(&format!("│ {id} "))).unwrap();
        line.contains("│ 16 ") && line.contains("│ 同分待抽签 ")
    };
    assert!(lines("21") && lines("22"), "{placed}");
}

#[test]
fn whoever_waits_for_a_ruling_stands_in_the_ranking() {
    let dir = round_with("county", without("rulings.csv", "补定缺项"));
    let placed = run("place {}", dir.path());
    let line = placed.out.lines().find(|line| line.starts_with("│ —")).unwrap();
    assert!(line.contains("│ 17 ") && line.contains("│ 待裁定 "), "{line}");
    assert_said(&placed.out, &["目前的排名（尚未确定）"], &["平均比重"]);
    let provisional = "（另有1人的计分待裁定，名次可能变动）";
    assert_said(&explain(dir.path(), "02").out, &["排名：第1名", provisional], &[]);
    assert_said(&explain(dir.path(), "17").out, &["排名：待裁定，尚无名次"], &["排名：第", provisional]);
    let form: serde_json::Value =
        serde_json::from_str(&run("place {} --format json", dir.path()).out).unwrap();
    let last = form["ranking"].as_array().unwrap().last().unwrap();
    assert_eq!(*last, serde_json::json!({ "sitting": "main", "id": "17" }));
    let form: serde_json::Value =
        serde_json::from_str(&run("explain {} 02 --format json", dir.path()).out).unwrap();
    assert_eq!((&form["ranking"]["rank"], &form["waiting"]), (&1.into(), &1.into()));
}

/// By this scheme the assessment is signed, so that its code is there before the marks.
#[test]
fn an_assessment_is_signed_before_the_exam() {
    let signed = fs::read_to_string(testdata().join("rounds/two-sittings/acknowledgements.csv")).unwrap();
    let code =
        |id: &str| signed.lines().find(|line| line.starts_with(id)).unwrap()[id.len() + 1..][..21].to_owned();
    let (own, other) = (code("R1"), code("R2"));
    let dir = round_with("two-sittings", |file, text| match file {
        "exams.csv" => None,
        // R1 has signed the sheet of R2.
        "acknowledgements.csv" => Some(text.replace(&own, &other)),
        _ => Some(text),
    });
    let scored = run("score {}", dir.path());
    assert_said(&scored.out, &["（未含考试，签认考核成绩）", &format!("签认码：{own}")], &["不能签认"]);
    let checked = run("check {}", dir.path());
    assert_eq!(checked.code, 3);
    let asked = format!("1. R1号所签的是另一份计分表（签认码{other}）");
    assert_said(&checked.out, &[&asked], &["2. "]);
}

/// The round ends as a whole: a sitting without questions waits for the other.
#[test]
fn why_nobody_has_chosen_yet_is_told_in_every_sitting() {
    let dir = round_with("two-sittings", without("acknowledgements.csv", "B1,"));
    let whole = "本年度还有1个问题待决，全部决定之后，各场次才开始选岗。";
    assert_said(&explain(dir.path(), "R1").out, &[whole, "排名：第1名"], &["待决：", "结果："]);
    assert_said(&explain(dir.path(), "B1").out, &[whole, "待决：B1号尚未签认计分表"], &[]);
}

/// Whoever signs must see that a fact on the sheet is a ruling's and not the file's.
#[test]
fn a_sheet_names_the_rulings_on_its_facts() {
    let county = testdata().join("rounds/county");
    let sheets = run("score {}", &county).out;
    let sheet = sheets.split("\n计分表　").find(|sheet| sheet.starts_with("18号")).unwrap();
    assert_said(sheet, &["裁定：候选人/18/奖惩/3/战时由“否”更正为“是”（"], &[]);
    let sheet = sheets.split("\n计分表　").find(|sheet| sheet.starts_with("24号")).unwrap();
    assert_said(sheet, &["（不参加选岗，不须签认）"], &["本人签字"]);
}

/// 17 alone reaches the gap, and is left out: nobody need fill it.
#[test]
fn whoever_is_excluded_waits_for_no_ruling() {
    let dir = round_with("county", |file, text| {
        let excluded = "不予排名,候选人/17,,,某县军转安置工作小组,2026-07-06,某军转组〔2026〕9号,\n";
        let filled = |line: &&str| line.contains("补定缺项") && file == "rulings.csv";
        let kept: String =
            text.lines().filter(|line| !filled(line)).map(|line| line.to_owned() + "\n").collect();
        Some(if file == "rulings.csv" { kept + excluded } else { kept })
    });
    let scored = run("score {}", dir.path());
    assert_eq!(scored.code, 0, "{}", scored.out);
    assert_said(&scored.out, &["因不予排名，不须补定，不计分。", "不计分"], &["待裁定"]);
}

/// 16 was absent, 03 late: both are told, before anybody chooses, what that leads to.
#[test]
fn a_recorded_absence_is_told_before_anybody_chooses() {
    let dir = round_with("county", without("acknowledgements.csv", "01,"));
    assert_said(&explain(dir.path(), "16").out, &["已登记：缺席，不再选岗"], &[]);
    assert_said(&explain(dir.path(), "03").out, &["已登记：迟到，排在最后"], &[]);
}

/// 21 has drawn a lot: only 22 needs a line, and a second one of 21 would be a double.
#[test]
fn whoever_has_a_lot_is_asked_for_none() {
    let dir = round_with("county", without("lots.csv", "22,"));
    let checked = run("check {}", dir.path());
    assert_eq!(checked.code, 3, "{}", checked.out);
    assert_said(&checked.out, &["\n       22,"], &["\n       21,"]);
}
