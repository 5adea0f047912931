//! What a clerk with the bureau's key may try, and by which command and code an inspector finds it.

use crate::diff::{edit, sign};
use crate::records::key;
use crate::run::{copy_without, county, json, run, testdata};
use anzhi_core::digest::Digest;
use anzhi_record::key::PrivateKey;
use anzhi_record::{MANIFEST, Package, RESULT, STATEMENT, Signer, Sm3};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Weak};
use tempfile::TempDir;

/// The county as it stands on all days of posting: its tables, the `plan` and the `ranking` that the inspector holds, and
/// the record that follows.
struct Year(TempDir);

/// The one that all tests of the moment share; the last of them clears it away.
fn year() -> Arc<Year> {
    static SHARED: Mutex<Weak<Year>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap();
    shared.upgrade().unwrap_or_else(|| {
        let year = Arc::new(Year::honest());
        *shared = Arc::downgrade(&year);
        year
    })
}

impl Year {
    fn honest() -> Self {
        let dir = copy_without(&county(), &[]);
        let papers = "\n[roster]\ndocument = \"2号\"\nissuer = \"某市\"\ncount = 25\n\
                      \n[plan]\ndocument = \"5号\"\nissuer = \"某县委编办\"\ncount = 31\n";
        edit(dir.path(), "round.toml", |text| text.to_owned() + papers);
        // The county has two vacancies that are open to one person, as counties do.
        edit(dir.path(), "vacancies.csv", |text| {
            text.replace(",教师资格证书,", ",,").replace(",29,2026-02-28,", ",,,")
        });
        let signer = format!("--date 2026-07-25 --key {} --role 安置部门 --name 经办人甲", key("bureau.pem"));
        for words in ["plan --out {}/plan.json", "ranking --out {}/ranking.json --after {}/plan.json"] {
            let sealed = run(&format!("seal {{}} {signer} --stage {words}"), dir.path());
            assert_eq!(sealed.code, 0, "{}{}", sealed.out, sealed.err);
        }
        place(dir.path(), " --after {}/plan.json --after {}/ranking.json");
        Self(dir)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What becomes of the honest tables after a change. Whoever's sheet is another one is written down as having
    /// signed it; the stages, which would give the change away, are left out.
    fn forged(&self, change: impl Fn(&Path)) -> TempDir {
        let tables = copy_without(self.0.path(), &["plan.json", "ranking.json", "r"]);
        change(tables.path());
        sign(tables.path());
        place(tables.path(), "");
        tables
    }

    /// `verify` with the stages that the inspector holds.
    fn verified(&self, record: &Path) -> Vec<Found> {
        let (bureau, plan, ranking) = (key("bureau.pub.pem"), self.at("plan.json"), self.at("ranking.json"));
        let (plan, ranking) = (plan.display(), ranking.display());
        let line = format!("verify {{}} --format json --key {bureau} --stage {plan} --stage {ranking}");
        let form = json(&run(&line, record));
        found(form["steps"].as_array().unwrap().iter().map(|step| &step["findings"]))
    }

    /// The causes for which `diff` says that somebody has another vacancy than in the honest record.
    fn compared(&self, record: &Path) -> Vec<(String, String)> {
        let form = json(&run(&format!("diff {} {{}} --format json", self.at("r").display()), record));
        let mut causes = Vec::new();
        for person in form["differences"]["people"].as_array().unwrap() {
            for cause in person["moved"]["causes"].as_array().into_iter().flatten() {
                causes.push((
                    cause["cause"].as_str().unwrap().to_owned(),
                    person["id"].as_str().unwrap().to_owned(),
                ));
            }
        }
        causes
    }
}

/// The record `r` of these tables, signed by the bureau.
fn place(tables: &Path, after: &str) {
    let key = key("bureau.pem");
    let line = format!("place {{}} --record {{}}/r --key {key} --role 安置部门 --name 经办人甲{after}");
    let placed = run(&line, tables);
    assert_eq!(placed.code, 0, "{}{}", placed.out, placed.err);
}

/// A line that was found: its code and what is said.
type Found = (String, String);

fn found<'a>(lists: impl Iterator<Item = &'a Value>) -> Vec<Found> {
    let lines = lists.filter_map(Value::as_array).flatten();
    let text = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    lines.map(|line| (text(line, "code"), text(line, "text"))).collect()
}

fn audited(record: &Path) -> Vec<Found> {
    let form = json(&run("audit {} --format json", record));
    found(form["subjects"].as_array().unwrap().iter().map(|subject| &subject["leads"]))
}

/// Whether that code stands there, with these words.
#[track_caller]
fn assert_found(found: &[Found], code: &str, words: &str) {
    assert!(found.iter().any(|(is, text)| is == code && text.contains(words)), "{code} {words}: {found:#?}");
}

#[test]
fn the_honest_year_shows_none_of_them() {
    let year = year();
    let record = year.at("r");
    assert_eq!(year.verified(&record), []);
    let leads = audited(&record);
    let codes = ["facts-without-evidence", "no-stages", "open-to-one", "plan-differs", "roster-differs"];
    assert!(leads.iter().all(|(code, _)| !codes.contains(&&**code)), "{leads:#?}");
    // Without its stages either: what is told of the others comes of what was changed.
    let unchanged = year.forged(|_| ());
    let record = unchanged.path().join("r");
    assert!(year.verified(&record).iter().all(|(code, _)| code == "stage-left-out"));
    assert_eq!(year.compared(&record), []);
}

#[test]
fn a_changed_mark() {
    let year = year();
    let tables = year.forged(|dir| edit(dir, "exams.csv", |text| text.replace("\n21,77.5,", "\n21,87.5,")));
    let found = year.verified(&tables.path().join("r"));
    assert_found(&found, "stage-left-out", "岗位计划");
    assert_found(&found, "changed-without-ruling", "考试/21");
}

#[test]
fn a_tailored_vacancy() {
    let year = year();
    let tables = year.forged(|dir| {
        edit(dir, "vacancies.csv", |text| {
            text.replace("综合科科员,1,行政,,本科,,,,", "综合科科员,1,行政,,本科,,,保密证,")
        });
        edit(dir, "certificates.csv", |text| text.to_owned() + "21,保密证,2026-06-10,\n");
        edit(dir, "preferences.csv", |text| text.replace("\n21,1,06-1\n", "\n21,1,01-1\n"));
    });
    assert_found(&audited(&tables.path().join("r")), "open-to-one", "只有21号（第17名）符合条件，并由其选得");
}

#[test]
fn a_missing_officer() {
    let year = year();
    let tables = year.forged(|dir| {
        for file in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|ending| ending == "csv") {
                let text = fs::read_to_string(&file).unwrap();
                let others = text.split_inclusive('\n').filter(|line| !line.starts_with("08,"));
                fs::write(&file, others.collect::<String>()).unwrap();
            }
        }
    });
    let record = tables.path().join("r");
    assert_found(&audited(&record), "roster-differs", "25");
    // The number in the round can be made to fit; the number that was posted cannot.
    assert_found(&year.verified(&record), "changed-without-ruling", "候选人/08");
    let fitting = year.forged(|dir| edit(dir, "round.toml", |text| text.replace("count = 25", "count = 24")));
    assert_found(&year.verified(&fitting.path().join("r")), "changed-without-ruling", "年度");
}

#[test]
fn a_forged_award() {
    let year = year();
    let award = "09,奖励,三等功,2019-12-20,否,否,专项任务,,\n";
    let tables = year.forged(|dir| edit(dir, "events.csv", |text| text.to_owned() + award));
    assert_found(&audited(&tables.path().join("r")), "facts-without-evidence", "09号：奖惩");
}

#[test]
fn a_quiet_ruling() {
    let year = year();
    // Under the number and the day of a lawful one.
    let quiet = |text: &str| {
        let lawful = text.lines().find(|line| line.starts_with("不予排名,candidate/25,")).unwrap();
        format!("{text}{}\n", lawful.replace("/25,", "/09,"))
    };
    let tables = year.forged(|dir| edit(dir, "rulings.csv", quiet));
    assert_found(&year.compared(&tables.path().join("r")), "ruling_made", "09");
}

#[test]
fn a_swapped_sheet() {
    let year = year();
    let tables = year.forged(|_| ());
    let record = tables.path().join("r");
    let mut package = Package::read(&record).unwrap();
    let result: Value = serde_json::from_slice(package.file(RESULT).unwrap()).unwrap();
    let ranked = result["sittings"][0]["candidates"].as_array().unwrap();
    let sheet = |place: usize| ranked[place]["sheet"].as_str().unwrap();
    // Everything above is put in order: the digests as far as the statement, and the bureau's signature.
    rewrite(&mut package, RESULT, &[(sheet(15), "…"), (sheet(16), sheet(15)), ("…", sheet(16))]);
    let signer = PrivateKey::demonstration("bureau");
    package.files.retain(|name, _| !name.starts_with("endorsements/"));
    let (name, bytes) = package.endorsement(&Signer::new(&signer, "安置部门", "经办人甲").unwrap()).unwrap();
    package.files.insert(name, bytes);
    package.files.iter().for_each(|(name, bytes)| fs::write(record.join(name), bytes).unwrap());
    let found = year.verified(&record);
    assert_found(&found, "differs", "22号的计分表摘要");
    assert_found(&found, "differs", "21号的计分表摘要");
    assert!(found.iter().all(|(code, _)| ["differs", "stage-left-out"].contains(&&**code)), "{found:#?}");
}

/// Replaces texts in a file of a record, and its digests in the file that names it.
fn rewrite(package: &mut Package, name: &str, changes: &[(&str, &str)]) {
    let old = package.files[name].clone();
    let mut text = String::from_utf8(old.clone()).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{name}: {from}");
        text = text.replace(from, to);
    }
    let new = text.into_bytes();
    package.files.insert(name.into(), new.clone());
    let namer = match name {
        RESULT => MANIFEST,
        MANIFEST => STATEMENT,
        _ => return,
    };
    let [sha_old, sha_new] = [&old, &new].map(|bytes| Digest::of(bytes).to_string());
    let [sm3_old, sm3_new] = [&old, &new].map(|bytes| Sm3::of(bytes).to_string());
    rewrite(package, namer, &[(&sha_old, &sha_new), (&sm3_old, &sm3_new)]);
}

#[test]
fn a_withdrawn_seat() {
    let year = year();
    let tables = year
        .forged(|dir| edit(dir, "vacancies.csv", |text| text.replace("执法大队队员,2,", "执法大队队员,1,")));
    let record = tables.path().join("r");
    assert_found(&year.verified(&record), "changed-without-ruling", "岗位/06-1");
    assert_found(&audited(&record), "plan-differs", "31");
}

#[test]
fn a_wrong_lot() {
    let year = year();
    let swap = |text: &str| text.replace("\n21,2,", "\n21,1,").replace("\n22,1,", "\n22,2,");
    let tables = year.forged(|dir| edit(dir, "lots.csv", swap));
    let found = year.verified(&tables.path().join("r"));
    assert_found(&found, "changed-without-ruling", "抽签/21");
    assert_found(&found, "changed-without-ruling", "抽签/22");
}

#[test]
fn an_edited_preference() {
    let year = year();
    let last = |text: &str| text.replace("\n22,1,06-1\n", "\n22,1,13-1\n");
    let tables = year.forged(|dir| edit(dir, "preferences.csv", last));
    assert_found(&year.verified(&tables.path().join("r")), "changed-without-ruling", "志愿/22");
}

#[test]
fn a_substituted_scheme() {
    let year = year();
    let shipped = testdata().join("../crates/schemes/schemes/county-reference/scheme.toml");
    let text = fs::read_to_string(shipped).unwrap();
    let other = text
        .replace("edition = \"2026-1\"", "edition = \"2026-2\"")
        .replace("\"三等功\" = \"1\"", "\"三等功\" = \"2\"");
    let tables = year.forged(|dir| {
        fs::write(dir.join("scheme.toml"), &other).unwrap();
        edit(dir, "round.toml", |text| text.replace("\"county-reference\"", "\"./scheme.toml\""));
    });
    assert_found(&year.verified(&tables.path().join("r")), "scoring-changed", "");
}
