//! The normal form: the same round gives the same bytes however its files are written, and reading them again
//! gives the same round. And whatever bytes a file holds, reading it ends in a round or in faults.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "normal_form/rewrite.rs"]
mod rewrite;

use anzhi_core::outcome::Outcome;
use anzhi_core::place::place;
use anzhi_core::round::Round;
use anzhi_core::session::Turn;
use anzhi_schemes::LoadedScheme;
use anzhi_tables::{normal_form, read_round};
use proptest::prelude::*;
use rewrite::{Hand, rewritten};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a round folder in memory, by name.
type Files = BTreeMap<String, Vec<u8>>;

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

fn files(dir: &Path) -> Files {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// Every round without a fault that there is.
fn rounds() -> Vec<Files> {
    let complete =
        fs::read_dir(testdata().join("rounds")).unwrap().map(|entry| files(&entry.unwrap().path()));
    let base = files(&testdata().join("refused/base"));
    let warned = fs::read_dir(testdata().join("warned")).unwrap().map(|entry| {
        let mut files = files(&entry.unwrap().path());
        files.remove("expected.txt");
        let mut round = base.clone();
        round.extend(files);
        round
    });
    complete.chain(warned).chain([base.clone()]).collect()
}

fn read(files: &Files) -> (Round, LoadedScheme) {
    let reading = read_round(files).unwrap();
    (reading.round.unwrap(), reading.scheme.unwrap())
}

fn normal(files: &Files) -> Files {
    let (round, scheme) = read(files);
    normal_form(&round, &scheme)
}

/// Sheets, digests, rankings, turns, seats, questions and warnings.
fn results(files: &Files) -> String {
    format!("{:?}", place(&read(files).0))
}

#[test]
fn the_normal_form_is_read_as_the_same_round() {
    for files in rounds() {
        let normal_files = normal(&files);
        assert_eq!(as_text(&normal(&normal_files)), as_text(&normal_files));
        assert_eq!(results(&normal_files), results(&files));
    }
}

#[test]
fn the_normal_form_holds_every_row_in_order() {
    let lines = |files: &Files, name: &str| files.get(name).map_or(0, |bytes| as_lines(bytes).len());
    for files in rounds() {
        let normal_files = normal(&files);
        for name in files.keys().filter(|name| name.ends_with(".csv")) {
            let rows = lines(&files, name).saturating_sub(1);
            assert_eq!(lines(&normal_files, name).saturating_sub(1), rows, "{name}");
        }
        for (name, bytes) in normal_files.iter().filter(|(name, _)| name.ends_with(".csv")) {
            assert!(as_lines(bytes)[1..].is_sorted(), "{name}");
        }
    }
}

fn as_lines(bytes: &[u8]) -> Vec<&str> {
    std::str::from_utf8(bytes).unwrap().lines().filter(|line| !line.is_empty()).collect()
}

fn as_text(files: &Files) -> BTreeMap<String, String> {
    files.iter().map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap())).collect()
}

/// Every name that a table's file may have, and those of the other files.
fn names() -> Vec<&'static str> {
    use anzhi_tables::layout::{TABLES, file_names};
    let tables = TABLES.into_iter().map(|table| file_names(table).0);
    tables.chain(["round", "secret", "scheme"]).collect()
}

fn full_name(stem: &str) -> String {
    match stem {
        "round" | "scheme" => format!("{stem}.toml"),
        "secret" => format!("{stem}.hex"),
        table => format!("{table}.csv"),
    }
}

/// Reads and places; a round that is refused is refused for something, at a line that the file has.
fn outlives(files: &Files) {
    let reading = read_round(files).unwrap();
    match &reading.round {
        Ok(round) => drop(place(round)),
        Err(faults) => {
            assert!(!faults.tables.is_empty() || !faults.forms.is_empty());
            for fault in &faults.tables {
                let file = reading.files.get(&fault.place.table).and_then(|name| files.get(name));
                let breaks =
                    file.map_or(0, |bytes| bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count());
                assert!(fault.place.line as usize <= breaks + 1, "{fault:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn other_hands_write_the_same_round(hand: Hand) {
        for name in ["county", "small"] {
            let files = files(&testdata().join("rounds").join(name));
            let (_, scheme) = read(&files);
            let other = rewritten(&files, &scheme.scheme.scoring.facts, &hand);
            prop_assert_eq!(as_text(&normal(&other)), as_text(&normal(&files)));
            prop_assert_eq!(results(&other), results(&files));
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_outlived(which in 0_usize..17, bytes: Vec<u8>) {
        let mut files = files(&testdata().join("refused/base"));
        files.insert(full_name(names()[which]), bytes);
        outlives(&files);
    }

    #[test]
    fn any_damage_is_outlived(
        which in 0_usize..16,
        at: prop::sample::Index,
        cut in 0_usize..12,
        put in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![",", "\"", "\n", "\r\n", "\u{feff}", "0", "-", "101", "V1", "是", "\t", "=", "["])
                    .prop_map(|text| text.as_bytes().to_vec()),
                any::<Vec<u8>>(),
            ],
            0..4,
        ),
    ) {
        let mut files = files(&testdata().join("refused/base"));
        let bytes = files.get_mut(&full_name(names()[which])).unwrap();
        let from = at.index(bytes.len() + 1);
        let to = (from + cut).min(bytes.len());
        bytes.splice(from..to, put.concat());
        outlives(&files);
    }
}

#[test]
fn rulings_may_name_things_in_chinese_and_values_by_alias() {
    let county = files(&testdata().join("rounds/county"));
    let rulings = |from: &str, to: &str| {
        let mut files = county.clone();
        let text = String::from_utf8(files["rulings.csv"].clone()).unwrap();
        assert!(text.contains(from), "{from}");
        files.insert("rulings.csv".into(), text.replace(from, to).into_bytes());
        files
    };
    for (english, chinese) in [
        ("candidate/18/event/3/wartime", "候选人/18/奖惩/3/战时"),
        ("gap/", "缺项/"),
        ("candidate/", "候选人/"),
    ] {
        assert_eq!(normal(&rulings(english, chinese)), normal(&county), "{chinese}");
    }
    // 正团职 is an alias of 正团, 正营职 of 正营.
    let row = |object: &str, old: &str, new: &str| {
        let document = "某县军转安置工作小组,2026-05-18,某军转组〔2026〕5号";
        rulings("直接安置,", &format!("更正事实,{object},{old},{new},{document},\n直接安置,"))
    };
    assert_eq!(
        normal(&row("候选人/01/职务等级", "正团职", "正营职")),
        normal(&row("candidate/01/post_grade", "正团", "正营"))
    );
}

/// The county round under a scheme in which an event has another consequence, and its turns.
fn turns(event: &str) -> Vec<String> {
    let mut files = files(&testdata().join("rounds/county"));
    let scheme = anzhi_schemes::shipped("county-reference").unwrap();
    let rule = format!("{event} = \"out\"");
    assert!(scheme.contains(&rule), "{event}");
    // Another scheme takes another name.
    let scheme = scheme.replace("edition = \"2026-1\"", "edition = \"2026-2\"");
    let scheme = scheme.replace(&rule, &format!("{event} = \"end_of_list\""));
    files.insert("scheme.toml".into(), scheme.into_bytes());
    let heading = String::from_utf8(files["round.toml"].clone()).unwrap();
    let heading = heading.replace("scheme = \"county-reference\"", "scheme = \"./scheme.toml\"");
    files.insert("round.toml".into(), heading.into_bytes());
    let preferences = String::from_utf8(files["preferences.csv"].clone()).unwrap();
    // 01 and 15 have no list of their own: 13-1 still has seats when everybody else has chosen.
    files.insert("preferences.csv".into(), format!("{preferences}01,1,13-1\n15,1,13-1\n").into_bytes());
    let round = read(&files).0;
    let Outcome::Done(placement) = place(&round) else { unreachable!("{event}: not done") };
    let last = |turns: &[Turn]| {
        let two = &turns[turns.len() - 2..];
        two.iter().map(|turn| round.candidate(turn.candidate).id().to_string()).collect()
    };
    last(&placement.sittings[0].turns)
}

#[test]
fn whoever_the_scheme_sends_to_the_end_of_the_list_chooses_then() {
    // 03 is late and has the last turn, unless somebody ranked behind is sent to the end too.
    assert_eq!(turns("gave_up"), ["03", "01"]);
    assert_eq!(turns("absent"), ["03", "16"]);
    assert_eq!(turns("timed_out"), ["03", "15"]);
}
