//! Whole rounds against what was reckoned by hand: the tables of the `WORKED.md` that lie beside them.

use crate::run::{json, run, testdata};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

const ROUNDS: [&str; 2] = ["grade-groups", "soldiers"];

/// The rows of all tables, each cell under its heading.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut head = Vec::new();
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| line.starts_with('|') && !line.starts_with("|--")) {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        if cells[0] == "编号" {
            head = cells;
        } else {
            rows.push(head.iter().cloned().zip(cells).collect());
        }
    }
    rows
}

/// What came of somebody, as the table says it.
fn fate(result: &Value) -> String {
    let text = |key: &str| result[key].as_str().unwrap_or_default().to_owned();
    match text("outcome").as_str() {
        "placed" => format!("{}（第{}志愿）", text("vacancy"), result["preference"]),
        "placed_by_ruling" => format!("{}（裁定）", text("vacancy")),
        "excluded" => "不予排名".into(),
        "exhausted" => "志愿用尽".into(),
        "gave_up" => "放弃".into(),
        "absent" => "缺席".into(),
        other => other.into(),
    }
}

/// A number, whatever its zeros.
fn plain(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// The lines that begin with a word, as ids without what stands in brackets.
fn ids(text: &str, begins: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter_map(|line| line.strip_prefix(begins));
    let id = |part: &str| part.split(['（', '，']).next().unwrap().to_owned();
    lines.map(|line| line.split('、').map(id).collect()).collect()
}

#[test]
fn totals_and_placements_are_those_reckoned_by_hand() {
    for name in ROUNDS {
        let dir = testdata().join("rounds").join(name);
        let worked = fs::read_to_string(dir.join("WORKED.md")).unwrap();
        let score = json(&run("score {} --format json", &dir));
        let result = &json(&run("place {} --format json", &dir))["result"];
        let sittings = result["sittings"].as_array().unwrap();
        let results: BTreeMap<_, _> = sittings
            .iter()
            .flat_map(|sitting| sitting["candidates"].as_array().unwrap())
            .map(|candidate| (candidate["id"].as_str().unwrap(), candidate))
            .collect();
        let rows = rows(&worked);
        assert_eq!(rows.len(), results.len(), "{name}");
        for row in &rows {
            let id = row["编号"].as_str();
            let sheets = score["sheets"].as_array().unwrap();
            let sheet = sheets.iter().find(|sheet| sheet["id"] == id).unwrap();
            assert_eq!(sheet["assessment"], plain(&row["考核"]), "{name}: {id}");
            assert_eq!(sheet["total"], plain(&row["总成绩"]), "{name}: {id}");
            if let Some((mark, part)) = row.get("考试折算").and_then(|cell| cell.split_once('→')) {
                assert_eq!(
                    (&sheet["mark"], &sheet["exam"]),
                    (&mark.into(), &plain(part).into()),
                    "{name}: {id}"
                );
            }
            let result = results[id];
            let rank = result.get("rank").map_or_else(|| "—".into(), ToString::to_string);
            assert_eq!((rank, fate(result)), (row["名次"].clone(), row["去向"].clone()), "{name}: {id}");
        }
    }
}

#[test]
fn turns_and_seats_are_those_reckoned_by_hand() {
    for name in ROUNDS {
        let dir = testdata().join("rounds").join(name);
        let worked = fs::read_to_string(dir.join("WORKED.md")).unwrap();
        let answer = json(&run("place {} --format json", &dir));
        let sittings = answer["result"]["sittings"].as_array().unwrap();
        let turns = |sitting: &Value| {
            let turns = sitting["turns"].as_array().unwrap().iter();
            turns.map(|turn| turn["candidate"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(sittings.iter().map(turns).collect::<Vec<_>>(), ids(&worked, "选岗次序："), "{name}");
        let vacancies = sittings.iter().flat_map(|sitting| sitting["vacancies"].as_array().unwrap());
        let left = vacancies.filter(|vacancy| vacancy["left"] != 0);
        let mut left: Vec<_> =
            left.map(|one| format!("{}余{}", one["id"].as_str().unwrap(), one["left"])).collect();
        left.sort();
        let told = worked.lines().find_map(|line| line.strip_prefix("余额：")).unwrap();
        let mut told: Vec<_> =
            told.split('，').filter(|part| part.contains('余') && !part.starts_with("其余")).collect();
        told.sort_unstable();
        assert_eq!(left, told, "{name}");
    }
}
