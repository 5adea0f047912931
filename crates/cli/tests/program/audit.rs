//! What an inspector looks at, as it is printed; and whom to compare with paper, drawn again by a shell.

use crate::golden::hold;
use crate::run::{Answer, json, run, testdata};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The record of a round in that folder, signed by the bureau.
fn record(dir: &Path, round: &str) -> PathBuf {
    let (record, key) = (dir.join("r"), testdata().join("keys/bureau.pem"));
    let line = format!(
        "place {{}} --record {} --key {} --role 安置部门 --name 经办人甲",
        record.display(),
        key.display()
    );
    let placed = run(&line, &testdata().join("rounds").join(round));
    assert_eq!(placed.code, 0, "{}", placed.err);
    record
}

/// What was printed, wherever the record lies.
fn anywhere(answer: &Answer, record: &Path) -> String {
    answer.out.replace(record.to_str().unwrap(), "案卷")
}

#[test]
fn the_leads_of_records_are_as_reviewed() {
    for round in ["after-meeting", "county"] {
        let dir = tempfile::tempdir().unwrap();
        let record = record(dir.path(), round);
        let expected = testdata().join("expected").join(round);
        for lang in ["zh", "en"] {
            let audit = run(&format!("audit {{}} --lang {lang}"), &record);
            assert_eq!((audit.code, audit.err.as_str()), (0, ""), "{}", audit.out);
            hold(&expected.join(format!("audit.{lang}.txt")), &anywhere(&audit, &record));
        }
        let form = run("audit {} --format json", &record);
        hold(&expected.join("audit.json"), &anywhere(&form, &record));
    }
}

#[test]
fn the_sample_of_a_record_is_as_reviewed() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "county");
    for lang in ["zh", "en"] {
        let sample = run(&format!("audit {{}} --sample 3 --seed 双色球2026089期 --lang {lang}"), &record);
        assert_eq!((sample.code, sample.err.as_str()), (0, ""), "{}", sample.out);
        let file = format!("expected/county/audit-sample.{lang}.txt");
        hold(&testdata().join(file), &anywhere(&sample, &record));
    }
}

#[test]
fn every_lead_ends_with_where_more_of_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "county");
    let form = json(&run("audit {} --format json", &record));
    let subjects = form["subjects"].as_array().unwrap();
    assert_eq!((&form["format"], subjects.len()), (&1.into(), 15));
    let leads: Vec<_> = subjects.iter().flat_map(|subject| subject["leads"].as_array().unwrap()).collect();
    let text = run("audit {}", &record).out;
    for lead in &leads {
        let (said, more) = (lead["text"].as_str().unwrap(), lead["more"].as_str().unwrap());
        assert!(text.contains(&format!("{said} → {more}\n")), "{said}");
        // What it names is there: a command that answers, or a file of the record.
        match more.strip_prefix("anzhi ") {
            Some(command) => {
                let shown = run(&command.replace('"', ""), &record);
                assert!([0, 2].contains(&shown.code) && !shown.out.is_empty(), "{more}: {}", shown.err);
            }
            None => assert!(Path::new(&more.replace('"', "")).is_file(), "{more}"),
        }
    }
    assert_eq!(leads.len(), text.matches(" → ").count());
}

#[test]
fn large_headings_are_cut_in_the_text_and_whole_in_the_form() {
    let dir = tempfile::tempdir().unwrap();
    let round = crate::run::county_without(&[]);
    // Of twelve of the 25 no paper proves the line.
    let path = round.path().join("candidates.csv");
    let text = fs::read_to_string(&path).unwrap();
    let text = (1..=12).fold(text, |text, n| text.replace(&format!(",档案一-{n}-1,"), ",,"));
    fs::write(&path, text).unwrap();
    let record = dir.path().join("r");
    assert_eq!(run(&format!("place {{}} --record {}", record.display()), round.path()).code, 0);
    let audit = run("audit {}", &record);
    assert!(
        audit.out.contains("【没有写明依据】16条\n") && audit.out.contains("另有6条，全部见 --format json")
    );
    assert!(audit.out.contains("案卷上没有任何签名"), "{}", audit.out);
    let form = json(&run("audit {} --format json", &record));
    let subjects = form["subjects"].as_array().unwrap();
    let evidence = subjects.iter().find(|subject| subject["subject"] == "evidence").unwrap();
    assert_eq!(evidence["leads"].as_array().unwrap().len(), 16);
}

#[test]
fn a_record_that_does_not_hold_is_not_looked_through() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "small");
    let path = record.join("round/exams.csv");
    fs::write(&path, fs::read_to_string(&path).unwrap().replacen("84", "94", 1)).unwrap();
    for sample in ["", " --sample 2"] {
        let refused = run(&format!("audit {{}}{sample}"), &record);
        assert!(
            refused.code == 1 && refused.out.starts_with("案卷核验不通过，没有核查："),
            "{}",
            refused.out
        );
        assert!(refused.out.contains("[wrong-digest]") && refused.out.contains("anzhi verify"));
        assert!(!refused.out.contains("【"), "{}", refused.out);
        let form = json(&run(&format!("audit {{}}{sample} --format json"), &record));
        assert_eq!(form["answer"], "refuted");
    }
    let english = run("audit {} --lang en", &record);
    assert!(english.out.starts_with("The record does NOT hold"), "{}", english.out);
}

#[test]
fn what_is_no_record_cannot_be_looked_through() {
    let tables = testdata().join("rounds/county");
    assert_eq!(run("audit {}", &tables).code, 2);
    assert_eq!(run("audit {}", &testdata().join("nowhere")).code, 2);
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "small");
    for (line, told) in [
        ("audit {} --seed x", "--sample"),
        ("audit {} --sample 0", "--sample"),
        ("audit {} --sample some", "--sample"),
        ("audit {} --sample 2 --seed ", "--seed"),
    ] {
        let refused = run(line, &record);
        assert!(refused.code == 2 && refused.err.contains(told), "{line}: {}", refused.err);
    }
    // More than there are is everybody.
    let all = json(&run("audit {} --sample 99 --format json", &record));
    assert_eq!((all["people"].as_array().unwrap().len(), &all["of"]), (5, &5.into()));
    assert_eq!(all.get("seed"), None);
    assert!(run("audit {} --sample 99", &record).out.contains("没有写明种子"));
}

/// The steps that `docs/record-format.md` gives to whoever draws a sample again, in the folder of a record.
fn drawn_by_shell(record: &Path, people: &str, seed: &str) -> Option<String> {
    let doc = fs::read_to_string(testdata().join("../docs/record-format.md")).unwrap();
    let section = doc.split("## Drawing a sample").nth(1).unwrap();
    let script = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let mut command = Command::new("sh");
    let output = command
        .args(["-c", script])
        .current_dir(record)
        .env("PEOPLE", people)
        .env("SEED", seed)
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_shell_draws_the_same_sample() {
    let dir = tempfile::tempdir().unwrap();
    let record = record(dir.path(), "county");
    for (people, seed) in [("4", "双色球2026089期"), ("25", "2026-09-01")] {
        let Some(drawn) = drawn_by_shell(&record, people, seed) else { return };
        let form = json(&run(&format!("audit {{}} --sample {people} --seed {seed} --format json"), &record));
        let mut expected = String::new();
        for person in form["people"].as_array().unwrap() {
            expected.push_str(&format!("{}\n", person["id"].as_str().unwrap()));
            for fact in person["facts"].as_array().unwrap() {
                expected.push_str(&format!("{}:{}\n", fact["file"].as_str().unwrap(), fact["line"]));
            }
        }
        assert_eq!(drawn, expected, "{seed}");
    }
}
