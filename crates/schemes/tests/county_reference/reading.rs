//! What the scheme and the tables decide together: terms, aliases, blanks and blanks around a cause.

use anzhi_core::fault::Fault;
use anzhi_core::place::score_all;
use anzhi_core::round::Round;
use anzhi_schemes::{load, shipped};
use anzhi_tables::read_round;
use std::collections::BTreeMap;

const HEADING: &str = r#"id = "reading"
title = "某县（虚构）"
bureau = "某局（虚构）"
year = 2026
scheme = "county-reference"
operator = "某"
"#;

/// One candidate, 正连 with 本科, and these lines of the table of events.
fn folder(candidate: &str, degrees: &str, events: &str) -> BTreeMap<String, Vec<u8>> {
    let secret = format!("{}\n", "0".repeat(64));
    let candidates = format!("编号,姓名,入伍日期,职务等级,技术等级,移交序列\n{candidate}\n");
    let degrees = format!("候选人,学历,取得日期\n{degrees}\n");
    let events = format!("候选人,类别,等次,日期,战时,集体,事由\n{events}\n");
    [
        ("round.toml", HEADING),
        ("secret.hex", &secret),
        ("候选人.csv", &candidates),
        ("学历.csv", &degrees),
        ("奖惩.csv", &events),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .into()
}

const ONE: &str = "1,某,2006-03-31,正连,,";
const DEGREE: &str = "1,本科,2010-07-01";

fn faults(folder: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let reading = read_round(folder).unwrap();
    let mut found = match reading.round {
        Err(faults) => faults.tables,
        Ok(round) => score_all(&round).map(|_| ()).unwrap_err(),
    };
    reading.headers.name_columns(&mut found);
    let text = |f: &Fault| format!("{} {}:{} {}", f.kind.code(), f.place.column, f.place.line, f.found);
    found.iter().map(text).collect()
}

fn points(round: &Round, item: usize) -> String {
    let (scores, _) = score_all(round).unwrap();
    let who = round.find_candidate("1").unwrap();
    scores.sheet(who).unwrap().0.items[item].points.to_string()
}

#[test]
fn blanks_around_a_cause_do_not_make_it_another() {
    // Blank, tab, full-width blank, no-break blank at the ends: one cause, 5 of 5, 1, 1. Within it counts: 5 + 1 = 6.
    for (events, rewards) in [
        (" 抗洪抢险", "5"),
        ("抗洪抢险 ", "5"),
        ("\t抗洪抢险", "5"),
        ("\u{3000}抗洪抢险\u{3000}", "5"),
        ("抗洪抢险\u{a0}", "5"),
        ("抗洪 抢险", "6"),
        ("抗洪\u{3000}抢险", "6"),
    ] {
        let lines =
            format!("1,奖励,二等功,2016-09-10,否,否,抗洪抢险\n1,奖励,三等功,2016-08-20,否,否,{events}");
        let round = read_round(&folder(ONE, DEGREE, &lines)).unwrap().round.unwrap();
        assert_eq!(points(&round, 3), rewards, "{events:?}");
    }
    // Nothing but blanks is empty, and a cause of its own: 5 + 1 = 6.
    let lines = "1,奖励,二等功,2016-09-10,否,否, \n1,奖励,三等功,2016-08-20,否,否,\u{3000}";
    let round = read_round(&folder(ONE, DEGREE, lines)).unwrap().round.unwrap();
    assert_eq!(points(&round, 3), "6");
}

#[test]
fn aliases_are_read_as_the_terms_they_stand_for() {
    // 正营职 4; 研究生 4; 党内严重警告 −1 and 行政警告 −0.5.
    let lines = "1,处分,党内严重警告,2012-05-01,,,甲\n1,处分,行政警告,2014-05-01,,,乙";
    let degrees = "1,研究生,2012-07-01";
    let round = read_round(&folder("1,某,2006-03-31,正营职,,", degrees, lines)).unwrap().round.unwrap();
    assert_eq!(
        (points(&round, 1), points(&round, 2), points(&round, 4)),
        ("4".into(), "4".into(), "-1.5".into())
    );
    let plain = lines.replace("党内严重警告", "严重警告").replace("行政警告", "警告");
    let same = read_round(&folder(ONE.replace("正连", "正营").as_str(), "1,硕士,2012-07-01", &plain))
        .unwrap()
        .round
        .unwrap();
    // The same facts in normal form, so that the same signature holds.
    let facts = |round: &Round| {
        let who = round.find_candidate("1").unwrap();
        round.dossier(who).digest(&round.scheme().scoring.facts)
    };
    assert_eq!(facts(&round), facts(&same));
}

#[test]
fn unknown_terms_and_blanks_are_faults_at_their_cells() {
    for (event, fault) in [
        // Other classes than those of the paper.
        ("1,奖励,四等功,2016-09-10,否,否,甲", "unknown-category 等次:2 四等功"),
        ("1,奖励,优秀士兵,2016-09-10,否,否,甲", "unknown-category 等次:2 优秀士兵"),
        ("1,处分,通报批评,2016-09-10,,,甲", "unknown-category 等次:2 通报批评"),
        // A class of awards is none of sanctions, and the other way round.
        ("1,处分,三等功,2016-09-10,,,甲", "unknown-category 等次:2 三等功"),
        ("1,表扬,三等功,2016-09-10,否,否,甲", "unknown-row-kind 类别:2 表扬"),
        // Blank flags of an award, even where they would not decide: a collective one, one after the cut-off.
        ("1,奖励,三等功,2016-09-10,,否,甲", "missing-value 战时:2 "),
        ("1,奖励,三等功,2016-09-10,否,,甲", "missing-value 集体:2 "),
        ("1,奖励,三等功,2016-09-10,,是,甲", "missing-value 战时:2 "),
        ("1,奖励,三等功,2026-09-10,,否,甲", "missing-value 战时:2 "),
        ("1,奖励,三等功,2016-09-10,战时,否,甲", "malformed-flag 战时:2 战时"),
        ("1,奖励,,2016-09-10,否,否,甲", "missing-value 等次:2 "),
        ("1,奖励,三等功,,否,否,甲", "missing-value 日期:2 "),
        ("1,处分,警告,,,,甲", "missing-value 日期:2 "),
    ] {
        assert_eq!(faults(&folder(ONE, DEGREE, event)), [fault], "{event}");
    }
    for (candidate, degrees, fault) in [
        ("1,某,,正连,,", DEGREE, "missing-value 入伍日期:2 "),
        ("1,某,2026-04-01,正连,,", DEGREE, "start-after-end 入伍日期:2 2026-04-01"),
        ("1,某,2006-03-31,正营级,,", DEGREE, "unknown-category 职务等级:2 正营级"),
        ("1,某,2006-03-31,技10,,", DEGREE, "unknown-category 职务等级:2 技10"),
        ("1,某,2006-03-31,正连,,军事", DEGREE, "unknown-category 移交序列:2 军事"),
        ("1,某,2006-03-31,正连,技9,", DEGREE, "track-blank 移交序列:2 1"),
        (ONE, "1,小学,1990-07-01", "unknown-category 学历:2 小学"),
        (ONE, "1,,2010-07-01", "missing-value 学历:2 "),
    ] {
        assert_eq!(faults(&folder(candidate, degrees, "")), [fault], "{candidate} {degrees}");
    }
}

#[test]
fn every_item_names_its_paper_in_words() {
    let text = shipped("county-reference").unwrap();
    let scoring = load(text).unwrap().scheme.scoring;
    for item in &scoring.items {
        let source = item.source.as_deref().unwrap_or_default();
        assert!(source.contains('《') && source.contains('年'), "{}: {source}", item.key);
    }
    assert_eq!(scoring.exam.unwrap().source.as_deref(), Some("东营市所辖一县军转安置工作总结"));
    // No codes of a list that readers do not have.
    let coded =
        |line: &&str| line.split('C').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    assert_eq!(text.lines().filter(coded).collect::<Vec<_>>(), Vec::<&str>::new());
}
