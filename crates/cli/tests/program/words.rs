//! How things are said: one word and one writing for one thing, in both languages.

use crate::run::{copy_without, county, county_without, run, testdata};
use std::fs;

#[test]
fn a_total_is_written_one_way() {
    let explained = run("explain {} 06", &county()).out;
    assert!(explained.contains("总成绩：21.5 + 9.10 = 30.60分"), "{explained}");
    assert!(explained.contains("第10名：总成绩30.60分"), "{explained}");
    assert!(run("explain {} 15", &county()).out.contains("同为28.00分"));
    assert!(run("place {}", &county()).out.contains("│  28.00 │"));
    // A scheme that rounds to one place; what has more places keeps them.
    let sittings = testdata().join("rounds/two-sittings");
    let placed = run("place {} --lang en", &sittings).out;
    assert!(placed.contains("│ 18.1 │") && placed.contains("│ 48.55 │"), "{placed}");
    assert!(placed.contains("│  36.7 │"), "{placed}");
}

#[test]
fn the_clause_and_the_paper_have_names_of_their_own() {
    let explained = run("explain {} 07", &county()).out;
    assert!(explained.contains("   条款：军龄："), "{explained}");
    assert!(explained.contains("；依据：档案"), "{explained}");
    assert!(!explained.contains("\n   依据："), "{explained}");
}

#[test]
fn what_gives_no_points_is_said_so() {
    let people: String = (1..=25).map(|n| run(&format!("explain {{}} {n:02}"), &county()).out).collect();
    assert!(people.contains("条不计分\n") && !people.contains("“不计分”一档"));
}

#[test]
fn english_nouns_agree_with_their_number() {
    let explained = run("explain {} 07 --lang en", &county()).out;
    assert!(!explained.contains("(s)"), "{explained}");
    let all: String =
        (1..=25).map(|n| run(&format!("explain {{}} {n:02} --lang en"), &county()).out).collect();
    assert!(
        all.contains(": 1 point\n") && !all.contains(" 1 points") && all.contains(" full years and a part")
    );
    let asked = run("place {} --lang en", county_without(&["lots.csv"]).path()).out;
    assert!(asked.contains("\n1 question must be decided"), "{asked}");
}

#[test]
fn what_cannot_be_read_is_said_in_one_language() {
    let dir = county_without(&["degrees.csv"]);
    fs::create_dir(dir.path().join("degrees.csv")).unwrap();
    let answer = run("check {}", dir.path());
    assert_eq!(answer.code, 2);
    assert!(
        answer.err.starts_with("无法读取“") && answer.err.contains("：这是文件夹，不是文件。"),
        "{}",
        answer.err
    );
    assert!(run("explain {} 9", &county()).err.contains("是否为“09”？"));
}

#[test]
fn a_placement_against_a_condition_is_about_the_person() {
    let dir = county_without(&[]);
    let path = dir.path().join("vacancies.csv");
    let vacancies = fs::read_to_string(&path).unwrap();
    let (header, rows) = vacancies.split_once('\n').unwrap();
    let place = header.split(',').position(|column| column == "sex" || column == "性别").unwrap();
    let women_only = |row: &str| {
        let mut cells: Vec<&str> = row.split(',').collect();
        cells[place] = if cells[0] == "08-1" { "女" } else { cells[place] };
        cells.join(",") + "\n"
    };
    fs::write(path, format!("{header}\n{}", rows.lines().map(women_only).collect::<String>())).unwrap();
    let checked = run("check {}", dir.path());
    assert!(checked.out.contains("24号：本人不符合裁定安置岗位的条件（岗位08-1）"), "{}", checked.out);
}

#[test]
fn headings_of_the_help_have_colons_of_their_language() {
    let help = run("--help", &county()).out;
    for heading in ["用法：", "\n命令：\n  init ", "\n选项：\n      --format <text|json>"] {
        assert!(help.contains(heading), "{heading}: {help}");
    }
    let help = run("place --help", &county()).out;
    assert!(help.contains("\n参数：\n  <文件夹>") && help.contains("--out <文件>"), "{help}");
    assert!(help.contains("--lang") && !help.contains(':'), "{help}");
    assert!(run("place --help --lang en", &county()).out.contains("\nArguments:\n  <DIR>"));
}

#[test]
fn a_sitting_is_called_by_its_title() {
    let target = copy_without(&testdata().join("rounds/two-sittings"), &[]);
    let path = target.path().join("preferences.csv");
    let preferences = fs::read_to_string(&path).unwrap();
    fs::write(path, preferences.replace("B5,营职以下,1,W1", "B5,,1,V1")).unwrap();
    let checked = run("check {}", target.path());
    assert!(checked.out.contains("“V1”不属于本人所在的场次“营职以下”"), "{}", checked.out);
}

#[test]
fn an_item_names_its_paper_after_the_clause() {
    let explained = run("explain {} 07", &county()).out;
    assert!(explained.contains("不足一年的按一年计\n   来源：北京市《按行政营"), "{explained}");
    assert!(explained.contains("三分之一\n   来源：东营市"), "{explained}");
    assert!(run("explain {} 07 --lang en", &county()).out.contains("\n   Source: 深圳市《"));
}
