//! Whole rounds, from the folder to the last word on the screen, held against files that people have reviewed.
//!
//! `.ci/renew` renews the codes of the signatures and all expected files; whoever runs it reads the difference
//! before committing it.

use crate::run::{run, testdata};
use anzhi_core::place::score_all;
use anzhi_tables::{Directory, read_round};
use std::fs;
use std::path::Path;

const ROUNDS: [&str; 7] =
    ["after-meeting", "county", "edges", "grade-groups", "small", "soldiers", "two-sittings"];

/// Those of which every form of every sheet is kept.
const IN_ALL_FORMS: [&str; 2] = ["grade-groups", "soldiers"];

/// Holds a file against what it should hold, or renews it.
pub(crate) fn hold(path: &Path, text: &str) {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if std::env::var_os("ANZHI_RENEW").is_some() {
        // A file that stays as it is is not touched: another test may be reading it.
        if text != expected {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        return;
    }
    let line = text.lines().zip(expected.lines()).position(|(now, then)| now != then);
    assert!(
        text == expected,
        "{} would change from line {:?}; after a change that is meant, renew it and read the difference",
        path.display(),
        line.map(|line| line + 1)
    );
}

#[test]
fn the_codes_of_the_signatures_are_those_of_the_present_sheets() {
    for name in ROUNDS {
        let dir = testdata().join("rounds").join(name);
        let round = read_round(&Directory(&dir)).unwrap().round.unwrap();
        let (scores, _) = score_all(&round).unwrap();
        let path = ["acknowledgements.csv", "签认.csv"].map(|file| dir.join(file));
        let path = path.into_iter().find(|path| path.exists()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let (header, rows) = text.split_once('\n').unwrap();
        let column = |zh, en| header.split(',').position(|word| word == zh || word == en).unwrap();
        let (id, code) = (column("候选人", "candidate"), column("签认码", "code"));
        let signed = |row: &str| {
            let mut cells: Vec<String> = row.split(',').map(String::from).collect();
            let (_, digest) = scores.sheet(round.find_candidate(&cells[id]).unwrap()).unwrap();
            cells[code] = digest.code(round.scheme().scoring.signed).to_string();
            cells.join(",") + "\n"
        };
        let rows: String = rows.lines().map(signed).collect();
        hold(&path, &format!("{header}\n{rows}"));
    }
}

#[test]
fn every_round_ends_as_reviewed() {
    for name in ROUNDS {
        let dir = testdata().join("rounds").join(name);
        let expected = testdata().join("expected").join(name);
        let target = tempfile::tempdir().unwrap();
        let out = target.path().join("result.json");
        for lang in ["zh", "en"] {
            let placed = run(&format!("place {{}} --lang {lang}"), &dir);
            assert_eq!(placed.code, 0, "{}", placed.out);
            hold(&expected.join(format!("place.{lang}.txt")), &(placed.out + "\n" + &placed.err));
        }
        let written = run(&format!("place {{}} --out {}", out.display()), &dir);
        assert_eq!(written.code, 0, "{}", written.err);
        hold(&expected.join("result.json"), &fs::read_to_string(out).unwrap());
    }
}

#[test]
fn everybody_is_told_why() {
    for name in ROUNDS {
        let dir = testdata().join("rounds").join(name);
        let round = read_round(&Directory(&dir)).unwrap().round.unwrap();
        for lang in ["zh", "en"] {
            let explain = |id: &str| {
                let answer = run(&format!("explain {{}} {id} --lang {lang}"), &dir);
                assert_eq!(answer.code, 0, "{id}: {}", answer.err);
                answer.out + "\n"
            };
            let all: String = round.candidates().iter().map(|person| explain(person.id().as_str())).collect();
            let file = format!("expected/{name}/explain.{lang}.txt");
            hold(&testdata().join(file), &all);
        }
    }
}

#[test]
fn sheets_and_explanations_are_the_same_in_all_forms() {
    for name in IN_ALL_FORMS {
        let dir = testdata().join("rounds").join(name);
        let expected = testdata().join("expected").join(name);
        let scored = run("score {}", &dir);
        assert_eq!(scored.code, 0, "{}", scored.out);
        hold(&expected.join("score.zh.txt"), &(scored.out + "\n" + &scored.err));
        hold(&expected.join("score.json"), &run("score {} --format json", &dir).out);
        let round = read_round(&Directory(&dir)).unwrap().round.unwrap();
        let explain = |id: &str| run(&format!("explain {{}} {id} --format json"), &dir).out;
        let all: Vec<_> = round.candidates().iter().map(|person| explain(person.id().as_str())).collect();
        hold(&expected.join("explain.json"), &format!("[\n{}]\n", all.join(",\n")));
    }
}

#[test]
fn the_schemas_are_those_of_the_types() {
    let schemas = [
        ("audit", schemars::schema_for!(anzhi_report::json::AuditJson)),
        ("audit-sample", schemars::schema_for!(anzhi_report::json::AuditSampleJson)),
        ("diff", schemars::schema_for!(anzhi_report::json::DiffJson)),
        ("edition", schemars::schema_for!(anzhi_record::edition::Edition)),
        ("edition-verify", schemars::schema_for!(anzhi_report::json::EditionVerifyJson)),
        ("endorsement", schemars::schema_for!(anzhi_record::Endorsement)),
        ("envelope", schemars::schema_for!(anzhi_record::Envelope)),
        ("manifest", schemars::schema_for!(anzhi_record::Manifest)),
        ("publish", schemars::schema_for!(anzhi_report::json::PublishJson)),
        ("receipt", schemars::schema_for!(anzhi_record::receipt::Receipt)),
        ("receipt-made", schemars::schema_for!(anzhi_report::json::ReceiptJson)),
        ("receipt-verify", schemars::schema_for!(anzhi_report::json::ReceiptVerifyJson)),
        ("statement", schemars::schema_for!(anzhi_record::RoundStatement)),
        ("trust-faults", schemars::schema_for!(anzhi_report::json::TrustFaultsJson)),
        ("seal", schemars::schema_for!(anzhi_report::json::SealJson)),
        ("stage", schemars::schema_for!(anzhi_record::stage::StageFile)),
        ("stage-verify", schemars::schema_for!(anzhi_report::json::StageVerifyJson)),
        ("verify", schemars::schema_for!(anzhi_report::json::VerifyJson)),
        ("check", schemars::schema_for!(anzhi_report::json::CheckJson)),
        ("explain", schemars::schema_for!(anzhi_report::json::ExplainJson)),
        ("place", schemars::schema_for!(anzhi_report::json::PlaceJson)),
        ("result", schemars::schema_for!(anzhi_record::RoundResult)),
        ("scheme-check", schemars::schema_for!(anzhi_report::json::SchemeCheckJson)),
        ("scheme-compare", schemars::schema_for!(anzhi_report::json::SchemeCompareJson)),
        ("scheme-list", schemars::schema_for!(anzhi_report::json::SchemeListJson)),
        ("scheme-test", schemars::schema_for!(anzhi_report::json::SchemeTestJson)),
        ("score", schemars::schema_for!(anzhi_report::json::ScoreJson)),
    ];
    for (name, schema) in schemas {
        let file = format!("../docs/schemas/{name}.json");
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        hold(&testdata().join(file), &text);
    }
}
