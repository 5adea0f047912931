//! The same round gives the same bytes: whatever the time zone, the locale, the order of rows, the names of
//! files and headers.

use crate::run::{anzhi, testdata};
use std::fs;
use std::path::Path;
use std::process::Command;

/// `result.json` of a folder, as the command with its environment writes it.
fn result(command: &mut Command, dir: &Path) -> Vec<u8> {
    let target = tempfile::tempdir().unwrap();
    let out = target.path().join("result.json");
    let answer = command.arg("place").arg(dir).arg("--out").arg(&out).output().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stdout));
    fs::read(out).unwrap()
}

/// A copy of the county round, each table's text changed.
fn county_with(change: impl Fn(&str, String) -> (String, String)) -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(testdata().join("rounds/county")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let is_table = Path::new(name).extension().is_some_and(|extension| extension == "csv");
        let (name, text) = if is_table { change(name, text) } else { (name.into(), text) };
        fs::write(target.path().join(name), text).unwrap();
    }
    target
}

#[test]
fn whatever_the_time_zone_and_the_locale() {
    let dir = testdata().join("rounds/county");
    let expected = result(&mut anzhi(), &testdata().join("rounds/county"));
    for (name, value) in [
        ("TZ", "Asia/Shanghai"),
        ("TZ", "America/St_Johns"),
        ("LC_ALL", "zh_CN.GB18030"),
        ("LANG", "tr_TR.UTF-8"),
    ] {
        assert_eq!(result(anzhi().env(name, value), &dir), expected, "{name}={value}");
    }
}

#[test]
fn whatever_the_order_of_rows() {
    let expected = result(&mut anzhi(), &testdata().join("rounds/county"));
    for turn in 0..7 {
        let dir = county_with(|name, text| {
            let (header, rows) = text.split_once('\n').unwrap();
            let mut rows: Vec<&str> = rows.lines().collect();
            let middle = rows.len() * turn / 7;
            rows.rotate_left(middle);
            if turn % 2 == 1 {
                rows.reverse();
            }
            (name.into(), format!("{header}\n{}\n", rows.join("\n")))
        });
        assert_eq!(result(&mut anzhi(), dir.path()), expected, "turn {turn}");
    }
}

#[test]
fn whatever_spreadsheets_do_to_line_ends_and_file_names() {
    let expected = result(&mut anzhi(), &testdata().join("rounds/county"));
    let dir = county_with(|name, text| {
        let name = if name == "candidates.csv" { "候选人.csv" } else { name };
        (name.into(), format!("\u{feff}{}", text.replace('\n', "\r\n")))
    });
    assert_eq!(result(&mut anzhi(), dir.path()), expected);
}
