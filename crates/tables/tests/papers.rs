//! What stands beside the facts and never counts: who entered and who checked a line, the record that is replaced,
//! roster and plan.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::outcome::Outcome;
use anzhi_core::place::{place, score_all};
use anzhi_core::round::{Basis, Round};
use anzhi_tables::{init, normal_form, read_round};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Files = BTreeMap<String, Vec<u8>>;

fn files(round: &str) -> Files {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rounds").join(round);
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn read(files: &Files) -> Round {
    read_round(files).unwrap().round.unwrap()
}

fn normal(files: &Files) -> BTreeMap<String, String> {
    let reading = read_round(files).unwrap();
    let normal = normal_form(&reading.round.unwrap(), &reading.scheme.unwrap());
    normal.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

/// The round of five people with two columns more, filled by `cells` for each line.
fn with_columns(header: &str, cells: impl Fn(usize) -> &'static str) -> Files {
    let mut files = files("small");
    let text = String::from_utf8(files["candidates.csv"].clone()).unwrap();
    let line = |(n, line): (usize, &str)| format!("{line},{}\n", if n == 0 { header } else { cells(n) });
    files
        .insert("candidates.csv".into(), text.lines().enumerate().map(line).collect::<String>().into_bytes());
    files
}

/// All digests, codes, ranks and ends.
fn results(files: &Files) -> String {
    let round = read(files);
    let Outcome::Done(placement) = place(&round) else { unreachable!("it is not placed") };
    format!("{:?} {placement:?}", score_all(&round).unwrap().0)
}

#[test]
fn who_entered_a_line_is_written_only_if_anybody_is_told() {
    let plain = normal(&files("small"));
    assert!(!plain["candidates.csv"].contains("entered_by"));
    for (header, cells) in [("录入,核对", ","), ("checked_by,entered_by", ",")] {
        assert_eq!(normal(&with_columns(header, |_| cells)), plain);
    }
    let told = with_columns("录入,核对", |n| if n == 2 { "录01," } else { "," });
    let written = normal(&told);
    let expected: Vec<&str> = written["candidates.csv"].lines().take(2).collect();
    assert_eq!(
        expected,
        [
            "id,name,sitting,sex,born,enlisted,post_grade,technical_grade,track,entered_by,checked_by,evidence,remark",
            "1,测甲,main,男,1980-06-15,1998-12-10,副团,,,,,,",
        ]
    );
    assert!(written["candidates.csv"].contains("\n4,测丁,main,男,1985-05-08,2003-12-10,副营,,,录01,,,\n"));
    // Read again it is the same, and nothing else has changed.
    let bytes = written.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    assert_eq!(normal(&bytes), written);
    let others = |files: &BTreeMap<String, String>| {
        files.iter().filter(|(name, _)| *name != "candidates.csv").map(|(_, t)| t.clone()).collect::<Vec<_>>()
    };
    assert_eq!(others(&written), others(&plain));
}

#[test]
fn who_entered_a_line_counts_for_nothing() {
    let plain = files("small");
    let told =
        with_columns("entered_by,checked_by", |n| ["", "录01,核01", "录02,", ",核02", "录01,录01", ","][n]);
    assert_eq!(results(&told), results(&plain));
    let round = read(&told);
    assert!(round.tells_entries() && round.holds_later_rules());
    assert!(!read(&plain).tells_entries() && !read(&plain).holds_later_rules());
    let entry = |id| &round.candidate(round.find_candidate(id).unwrap()).entry;
    assert_eq!((&*entry("1").entered_by, &*entry("1").checked_by), ("录01", "核01"));
    assert_eq!((&*entry("3").entered_by, &*entry("3").checked_by), ("", "核02"));
}

#[test]
fn a_new_folder_does_not_ask_for_it() {
    let folder = std::env::temp_dir().join(format!("anzhi-papers-{}", std::process::id()));
    init(&folder, "county-reference", 2026).unwrap();
    let header = fs::read_to_string(folder.join("候选人.csv")).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        header.trim_start_matches('\u{feff}').trim_end(),
        "编号,姓名,场次,性别,出生日期,入伍日期,职务等级,技术等级,移交序列,依据,备注"
    );
}

/// The round of five people with these lines at the end of its heading.
fn headed(lines: &str) -> Files {
    let mut files = files("small");
    files.get_mut("round.toml").unwrap().extend(lines.as_bytes());
    files
}

const FINGERPRINT: &str = "5a7c16733bf29024c684a7beac95451d28e35cdd0d76aa13c82e0b8c4dfd2fe6";

#[test]
fn other_papers_stand_in_the_heading_only_if_stated() {
    let plain = normal(&files("small"));
    let replaces = format!("replaces = \"{FINGERPRINT}\"\n");
    let roster = "\n[roster]\ndocument = \"某军转移〔2026〕2号\"\nissuer = \"某\\\"市\\\"\"\ncount = 25\n";
    let plan = "\n[plan]\ndocument = \"某编办发〔2026〕5号\"\nissuer = \"某县委编办\"\ncount = 31\n";
    for stated in [replaces.clone(), roster.into(), plan.into(), format!("{replaces}{roster}{plan}")] {
        let files = headed(&stated);
        let written = normal(&files);
        assert_eq!(written["round.toml"], format!("{}{stated}", plain["round.toml"]));
        let bytes = written.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        assert_eq!(normal(&bytes), written);
        assert_eq!(results(&files), results(&self::files("small")));
        assert!(read(&files).holds_later_rules());
    }
    // Inline, and in another order.
    let inline = "plan = { count = 31, issuer = \"某县委编办\", document = \"某编办发〔2026〕5号\" }\n";
    assert_eq!(normal(&headed(inline)), normal(&headed(plan)));
    let round = read(&headed(&format!("{replaces}{roster}")));
    let heading = round.heading();
    assert_eq!(heading.replaces, FINGERPRINT.parse().ok());
    let (document, issuer) = ("某军转移〔2026〕2号".into(), "某\"市\"".into());
    assert_eq!((&heading.roster, &heading.plan), (&Some(Basis { document, issuer, count: 25 }), &None));
}
