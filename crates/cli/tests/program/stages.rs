//! Stages the way a bureau and its inspectors use them.

use crate::run::{Answer, copy_without, json, run, testdata};
use std::fs;
use std::path::{Path, PathBuf};

fn key(name: &str) -> String {
    testdata().join("keys").join(name).display().to_string()
}

/// A bureau's folder of the five people, and beside it what is sealed.
struct Bureau(tempfile::TempDir);

impl Bureau {
    fn new() -> Self {
        Self(copy_without(
            &testdata().join("rounds/small"),
            &["exams.csv", "preferences.csv", "acknowledgements.csv"],
        ))
    }

    fn dir(&self) -> &Path {
        self.0.path()
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }

    /// A table of the five as it is kept.
    fn take(&self, table: &str) {
        fs::copy(testdata().join("rounds/small").join(table), self.at(table)).unwrap();
    }

    fn replace(&self, table: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.at(table)).unwrap();
        assert!(text.contains(from), "{table}: {from}");
        fs::write(self.at(table), text.replace(from, to)).unwrap();
    }

    /// Adds a ready line to the table of rulings, as a clerk fills it in.
    fn rule(&self, ready: &str) {
        let path = self.at("rulings.csv");
        let before = fs::read_to_string(&path)
            .unwrap_or_else(|_| "类别,对象,原值,新值,决定人,日期,文号,依据,备注\n".into());
        let filled = ready.trim().replacen('…', "领导小组", 1).replacen('…', "2026-06-16", 1).replacen(
            '…',
            "某军转组〔2026〕5号",
            1,
        );
        fs::write(path, format!("{before}{filled}\n")).unwrap();
    }

    fn after(stages: &[&str]) -> String {
        stages.iter().map(|stage| format!(" --after {{}}/{stage}.json")).collect()
    }

    fn seal(&self, kind: &str, day: &str, after: &[&str]) -> Answer {
        let line = format!(
            "seal {{}} --stage {kind} --date {day} --out {{}}/{kind}.json{} --key {} --role 安置部门 --name 经办人甲",
            Self::after(after),
            key("bureau.pem")
        );
        run(&line, self.dir())
    }

    fn inspected(&self, kind: &str) {
        let line = format!(
            "sign {{}}/{kind}.json --key {} --role 纪检监察 --name 监督员乙 --yes",
            key("discipline.pem")
        );
        let signed = run(&line, self.dir());
        assert!(signed.code == 0 && signed.err.contains("只有摘要"), "{}", signed.err);
    }

    /// Everybody signs the present sheet.
    fn acknowledge(&self) {
        let scored = json(&run("score {} --format json", self.dir()));
        let sheets = scored["sheets"].as_array().unwrap();
        let line = |sheet: &serde_json::Value| {
            let (id, code) = (sheet["id"].as_str().unwrap(), sheet["code"].as_str().unwrap());
            format!("{id},{code},2026-06-18,当面签字\n")
        };
        let lines: String = sheets.iter().map(line).collect();
        fs::write(self.at("acknowledgements.csv"), format!("candidate,code,date,how\n{lines}")).unwrap();
    }
}

/// The line that would cover a change, as it is printed.
fn ready(text: &str) -> Vec<String> {
    text.lines().filter(|line| line.trim_start().starts_with("公示后变更,")).map(str::to_owned).collect()
}

#[test]
fn a_lawful_year_with_a_typo_mended_under_a_ruling() {
    let bureau = Bureau::new();
    let (all, three) = (["plan", "scores", "exams", "ranking"], ["plan", "scores", "exams"]);
    assert_eq!(bureau.seal("plan", "2026-05-20", &[]).code, 0);
    assert_eq!(bureau.seal("scores", "2026-06-01", &["plan"]).code, 0);
    bureau.take("exams.csv");
    bureau.replace("exams.csv", "91.5", "19.5");
    assert_eq!(bureau.seal("exams", "2026-06-15", &["plan", "scores"]).code, 0);
    three.iter().for_each(|kind| bureau.inspected(kind));
    // The mark was typed wrongly, and is mended.
    bureau.replace("exams.csv", "19.5", "91.5");
    let refused = bureau.seal("ranking", "2026-06-20", &three);
    assert!(refused.code == 1 && refused.out.contains("[changed-without-ruling]"), "{}", refused.out);
    assert!(!bureau.at("ranking.json").exists());
    let lines = ready(&refused.out);
    assert_eq!(lines.len(), 1, "{}", refused.out);
    bureau.rule(&lines[0]);
    let sealed = bureau.seal("ranking", "2026-06-20", &three);
    assert!(sealed.code == 0 && sealed.out.contains("只公布封存指纹"), "{}{}", sealed.out, sealed.err);
    bureau.inspected("ranking");
    // Lists and signatures come after the ranking, and need no ruling.
    bureau.take("preferences.csv");
    bureau.acknowledge();
    let place = format!(
        "place {{}} --record {{}}/r{} --key {} --role 安置部门 --name 经办人甲",
        Bureau::after(&all),
        key("bureau.pem")
    );
    let placed = run(&place, bureau.dir());
    assert_eq!(placed.code, 0, "{}{}", placed.out, placed.err);
    assert!(!placed.err.contains("没有用这把密钥签过"), "{}", placed.err);
    let verify = format!(
        "verify {{}}/r --key {} --stage {{}}/plan.json --stage {{}}/ranking.json",
        key("bureau.pub.pem")
    );
    let verified = run(&verify, bureau.dir());
    assert_eq!(verified.code, 0, "{}", verified.out);
    let told = "考试/3：由";
    assert!(
        verified.out.contains(told)
            && verified.out.contains("裁定：领导小组，2026-06-16，某军转组〔2026〕5号")
    );
    assert!(verified.out.contains("未在任何环节封存的志愿：5人中5人（1、2、3、4、5）"), "{}", verified.out);
    let form = json(&run(&format!("{verify} --format json"), bureau.dir()));
    assert_eq!((&form["format"], &form["steps"][10]["verdict"]), (&2.into(), &"passed".into()));
    let change = &form["stages"]["transitions"][2]["changes"][0];
    assert_eq!((&change["object"], &change["cover"]), (&"mark/3".into(), &"ruling".into()));
    assert_eq!(form["stages"]["sealed"][3]["endorsements"].as_array().unwrap().len(), 2);
}

#[test]
fn a_record_behind_stages_is_refused_like_a_stage() {
    let bureau = Bureau::new();
    ["exams.csv", "preferences.csv", "acknowledgements.csv"].iter().for_each(|table| bureau.take(table));
    assert_eq!(bureau.seal("plan", "2026-05-20", &[]).code, 0);
    bureau.replace("vacancies.csv", "派出所民警,2", "派出所民警,1");
    let place = "place {} --record {}/r --after {}/plan.json";
    let refused = run(place, bureau.dir());
    assert!(refused.code == 1 && !bureau.at("r").exists(), "{}", refused.out);
    assert_eq!(ready(&refused.out).len(), 1);
    let english = run(&format!("{place} --lang en"), bureau.dir());
    assert!(english.out.contains("change,vacancy/V1,"), "{}", english.out);
    let form = json(&run(&format!("{place} --format json"), bureau.dir()));
    assert_eq!(form["findings"][0]["code"], "changed-without-ruling");
    assert_eq!(form["transitions"][0]["changes"][0]["ready"]["table"], "rulings");
    // Without the stages it would be placed: whoever holds one finds it.
    bureau.replace("vacancies.csv", "派出所民警,1", "派出所民警,2");
    let line = format!("place {{}} --record {{}}/r --key {} --role 安置部门 --name 甲", key("bureau.pem"));
    assert_eq!(run(&line, bureau.dir()).code, 0);
    let verify = format!("verify {{}}/r --key {}", key("bureau.pub.pem"));
    let without = run(&verify, bureau.dir());
    assert!(without.code == 0 && without.out.contains("案卷没有封存公示环节"), "{}", without.out);
    let held = run(&format!("{verify} --stage {{}}/plan.json"), bureau.dir());
    assert!(held.code == 1 && held.out.contains("[stage-left-out]"), "{}", held.out);
    assert!(!held.out.contains("[changed-without-ruling]"), "{}", held.out);
    // And which seat was withdrawn since.
    bureau.replace("vacancies.csv", "派出所民警,2", "派出所民警,1");
    assert_eq!(run(&line.replace("{}/r", "{}/fewer"), bureau.dir()).code, 0);
    let held = run(&format!("{verify} --stage {{}}/plan.json").replace("{}/r", "{}/fewer"), bureau.dir());
    assert!(held.code == 1 && held.out.contains("plan 2026-05-20"), "{}", held.out);
    assert_eq!(held.out.matches("[changed-without-ruling]").count(), 1, "{}", held.out);
}

/// Whoever must have a plan posted says so once, and needs no stage in hand to see that there was none.
#[test]
fn a_trust_file_asks_for_stages() {
    let bureau = Bureau::new();
    ["exams.csv", "preferences.csv", "acknowledgements.csv"].iter().for_each(|table| bureau.take(table));
    assert_eq!(bureau.seal("plan", "2026-05-20", &[]).code, 0);
    let place = format!("place {{}} --key {} --role 安置部门 --name 甲", key("bureau.pem"));
    assert_eq!(run(&format!("{place} --record {{}}/r --after {{}}/plan.json"), bureau.dir()).code, 0);
    assert_eq!(run(&format!("{place} --record {{}}/without"), bureau.dir()).code, 0);
    let asked = |record: &str, stages: &str| {
        let role = format!("[[role]]\nrole = '安置部门'\nneeded = 1\nkeys = ['{}']\n", key("bureau.pub.pem"));
        fs::write(bureau.at("trust.toml"), format!("stages = [{stages}]\n{role}")).unwrap();
        let answer = run(&format!("verify {{}}/{record} --trust {{}}/trust.toml"), bureau.dir());
        (answer.code, answer.out.matches("[stage-missing]").count())
    };
    assert_eq!(asked("r", "'plan'"), (0, 0));
    assert_eq!(asked("r", ""), (0, 0));
    assert_eq!(asked("r", "'plan', 'ranking'"), (1, 1));
    assert_eq!(asked("without", ""), (0, 0));
    assert_eq!(asked("without", "'plan', 'ranking'"), (1, 2));
}

#[test]
fn a_stage_is_verified_alone() {
    let bureau = Bureau::new();
    assert_eq!(bureau.seal("plan", "2026-05-20", &[]).code, 0);
    let verify = |keys: &[&str]| {
        let keys: String = keys.iter().map(|name| format!(" --key {}", key(name))).collect();
        run(&format!("verify {{}}/plan.json{keys}"), bureau.dir())
    };
    assert_eq!(verify(&[]).code, 2);
    assert_eq!(verify(&["bureau.pub.pem"]).code, 0);
    let missing = verify(&["bureau.pub.pem", "discipline.pub.pem"]);
    assert!(missing.code == 1 && missing.out.contains("[stage-unsigned]"), "{}", missing.out);
    bureau.inspected("plan");
    assert_eq!(verify(&["bureau.pub.pem", "discipline.pub.pem"]).code, 0);
    let again = run(
        &format!("sign {{}}/plan.json --key {} --role a --name b --yes", key("bureau.pem")),
        bureau.dir(),
    );
    assert!(again.code == 2 && again.err.contains("一把密钥只签一次"), "{}", again.err);
    // One digit of it changed.
    bureau.replace("plan.json", "2026-05-20", "2026-05-21");
    assert_eq!(verify(&["bureau.pub.pem"]).code, 1);
    bureau.replace("plan.json", "\"digests\":{", "\"digests\": {");
    let odd = verify(&["bureau.pub.pem"]);
    assert!(odd.code == 2 && odd.err.contains("不是可用的封存文件"), "{}", odd.err);
}

#[test]
fn what_cannot_be_sealed_says_why() {
    let bureau = Bureau::new();
    let marks = bureau.seal("exams", "2026-06-15", &[]);
    assert!(marks.code == 1 && marks.out.contains("[no-exams]"), "{}", marks.out);
    assert_eq!(bureau.seal("plan", "2026-5-20", &[]).code, 2);
    assert_eq!(bureau.seal("lists", "2026-05-20", &[]).code, 2);
    assert_eq!(bureau.seal("plan", "2026-05-20", &["none"]).code, 2);
    assert_eq!(bureau.seal("plan", "2026-05-20", &[]).code, 0);
    let taken = bureau.seal("plan", "2026-05-20", &[]);
    assert!(taken.code == 2 && taken.err.contains("不予覆盖"), "{}", taken.err);
    let county = crate::run::county_without(&["lots.csv"]);
    let tied = run("seal {} --stage ranking --date 2026-06-20 --out {}/s.json", county.path());
    assert!(tied.code == 3 && tied.out.contains("须公开抽签") && !county.path().join("s.json").exists());
    // The same on every machine: there is no clock in it.
    let again = Bureau::new();
    assert_eq!(again.seal("plan", "2026-05-20", &[]).code, 0);
    assert_eq!(fs::read(again.at("plan.json")).unwrap(), fs::read(bureau.at("plan.json")).unwrap());
}
