//! What followed the meeting: told by every command, judged by `check` as soon as it can be.

use crate::run::{copy_without, json, run, testdata};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

fn round() -> PathBuf {
    testdata().join("rounds/after-meeting")
}

/// The round with its rulings changed.
fn with_rulings(change: impl Fn(&str) -> String) -> TempDir {
    let dir = copy_without(&round(), &[]);
    let path = dir.path().join("rulings.csv");
    let text = fs::read_to_string(&path).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed);
    fs::write(path, changed).unwrap();
    dir
}

#[test]
fn check_judges_what_followed_the_meeting() {
    assert_eq!(run("check {}", &round()).code, 0);
    // 01 has A01, not A02.
    let dir = with_rulings(|text| text.replace("撤销选岗,候选人/01,A01", "撤销选岗,候选人/01,A02"));
    for command in ["check {}", "place {}", "explain {} 08"] {
        let refused = run(command, dir.path());
        assert_eq!(refused.code, 1, "{command}: {}", refused.out);
        let told = "rulings.csv第6行“原值”：裁定所写原值为“A02”，现值却是“A01”，裁定失效";
        assert!(refused.out.contains(told), "{command}: {}", refused.out);
    }
    // While something is open it cannot be judged.
    fs::remove_file(dir.path().join("acknowledgements.csv")).unwrap();
    assert_eq!(run("check {}", dir.path()).code, 3);
}

#[test]
fn check_warns_of_what_followed_the_meeting() {
    // 05 instead of 04, who ranks before and had listed it.
    let dir = with_rulings(|text| {
        text.replace("递补,候选人/04,,A01", "递补,候选人/05,,A01")
            .replace("递补,候选人/05,,C01", "递补,候选人/07,,C01")
    });
    for (lang, order, given_up) in [
        (
            "zh",
            "05号：名次在前、填报过该岗位、符合条件而未安置的人员没有递补，请核对递补次序（岗位A01） [refill-out-of-order]",
            "07号：",
        ),
        ("en", "05: given a seat past somebody ranked before", "07: given a seat after the meeting although"),
    ] {
        let checked = run(&format!("check {{}} --lang {lang}"), dir.path());
        assert_eq!(checked.code, 0, "{}", checked.out);
        assert!(checked.out.contains(order) && checked.out.contains(given_up), "{}", checked.out);
        assert!(checked.out.contains("[refill-after-giving-up]"), "{}", checked.out);
    }
}

#[test]
fn every_fault_says_what_is_wrong_and_how_to_mend_it() {
    let (who, document) = ("某县军转安置工作小组（虚构）,2026-09-20", "某军转组〔2026〕16号");
    for (row, zh, en) in [
        (
            format!("递补,候选人/02,,B01,{who},{document},"),
            "“候选人/02”已安置在岗位A02，不能递补。请核对编号",
            "has a seat on A02",
        ),
        (
            format!("递补,候选人/01,,B01,{who},{document},"),
            "“候选人/01”已由第6行的裁定撤销选岗，不能再递补",
            "is taken back in line 6",
        ),
        (format!("递补,候选人/07,,A02,{who},{document},"), "岗位“A02”已没有名额", "has no seat left"),
        (format!("递补,候选人/07,,B01,{who},,"), "“文号”：必填项空缺", "a needed value is blank"),
        (
            format!("撤销选岗,候选人/07,B01,放弃,{who},{document},"),
            "现在却是空的，裁定失效",
            "nothing stands there now",
        ),
        (
            format!("公示后变更,年度,2FKY-AJ65-2JT3-FNNJ-3,2FKY-AJ65-2JT3-FNNJ-3,{who},{document},"),
            "新值与原值同为“2FKY-AJ65-2JT3-FNNJ-3”，没有变更",
            "nothing is changed",
        ),
    ] {
        let dir = with_rulings(|text| format!("{text}{row}\n"));
        for (lang, told) in [("zh", zh), ("en", en)] {
            let refused = run(&format!("check {{}} --lang {lang}"), dir.path());
            assert!(refused.code == 1 && refused.out.contains(told), "{told}: {}", refused.out);
        }
    }
    // 04 is a woman, and C01 is for men.
    let dir = with_rulings(|text| {
        text.replace("递补,候选人/04,,A01", "递补,候选人/04,,C01")
            .replace("递补,候选人/05,,C01", "递补,候选人/05,,A01")
    });
    let refused = run("check {}", dir.path());
    assert!(refused.out.contains("本人不符合岗位“C01”的条件（性别），不能递补"), "{}", refused.out);
    // Excluded before the meeting.
    let dir = with_rulings(|text| {
        let excluded = text.replace("直接安置,候选人/06,,C01", "不予排名,候选人/06,,");
        excluded
            .replace("撤销选岗,候选人/06,C01,不予排名", "递补,候选人/06,,C01")
            .replace("递补,候选人/05,,C01", "递补,候选人/05,,B01")
    });
    let refused = run("check {}", dir.path());
    assert!(refused.out.contains("“候选人/06”不予排名，不能递补"), "{}", refused.out);
}

#[test]
fn the_forms_say_what_the_text_says() {
    let placed = json(&run("place {} --format json", &round()));
    let result = &placed["result"];
    assert_eq!((&result["format"], result["after"].as_array().unwrap().len()), (&2.into(), 5));
    let first = serde_json::json!({ "candidate": "01", "from": "A01", "outcome": "gave_up" });
    assert_eq!(result["after"][0], first);
    let second = serde_json::json!({ "candidate": "04", "to": "A01", "outcome": "placed_by_ruling" });
    assert_eq!(result["after"][2], second);
    // The meeting is as it was held.
    assert_eq!(result["sittings"][0]["candidates"][0]["outcome"], "placed");
    let explain = |id: &str| json(&run(&format!("explain {{}} {id} --format json"), &round()));
    let gone = explain("06");
    assert_eq!((&gone["outcome"], &gone["vacancy"]), (&"placed_by_ruling".into(), &"C01".into()));
    assert_eq!((&gone["after"]["outcome"], &gone["after"]["from"]), (&"excluded".into(), &"C01".into()));
    assert_eq!(gone["after"]["document"], "某军转组〔2026〕13号");
    let come = explain("05");
    assert_eq!((&come["outcome"], &come["after"]["to"]), (&"exhausted".into(), &"C01".into()));
    let at: Vec<_> =
        come["preferences"][1]["after"].as_array().unwrap().iter().map(|line| &line["candidate"]).collect();
    assert_eq!(at, ["06", "05"]);
    // Nothing is said of somebody for whom nothing followed.
    let still = explain("08");
    assert_eq!((still.get("after"), still["preferences"][0].get("after")), (None, None));
}

#[test]
fn without_such_rulings_nothing_is_said_of_them() {
    let dir = with_rulings(|text| {
        text.lines()
            .filter(|line| !line.starts_with("撤销选岗") && !line.starts_with("递补"))
            .map(|line| format!("{line}\n"))
            .collect()
    });
    let placed = run("place {}", dir.path());
    assert!(placed.code == 0 && !placed.out.contains("选岗会后】"), "{}", placed.out);
    assert_eq!(json(&run("place {} --format json", dir.path()))["result"].get("after"), None);
    let whole = run("place {}", &round()).out;
    let meeting = |text: &str| text.split("\n\n").nth(1).unwrap().to_owned();
    assert!(placed.out.contains(&meeting(&whole)), "the meeting is told otherwise: {}", placed.out);
}

#[test]
fn what_followed_the_meeting_is_not_compared_between_schemes() {
    let compared = run("scheme compare county-reference county-reference --round {}", &round());
    assert_eq!(compared.code, 0, "{}", compared.out);
    assert!(
        compared.out.contains("裁定表第6行不用：选岗会后的撤销、递补不参加比较（candidate/01）"),
        "{}",
        compared.out
    );
}
