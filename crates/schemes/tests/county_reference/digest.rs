//! The shipped file and the digest of its scoring part: what changes it, and what does not.

use crate::build::LOADED;
use anzhi_core::scheme::Scheme;
use anzhi_schemes::{load, shipped, shipped_names};

/// Every score sheet under this scheme names it. Another one voids all signatures given under the shipped file.
const DIGEST: &str = "b6ae0066d722bee2bc5f01c9747c01baf2c5236f14532eb8f9be4f1f35e3103b";

fn text() -> &'static str {
    shipped("county-reference").unwrap()
}

/// The shipped file with one change at the only place of its kind.
fn changed(from: &str, to: &str) -> Option<Scheme> {
    assert_eq!(text().matches(from).count(), 1, "{from:?} must stand in the file once");
    load(&text().replacen(from, to, 1)).ok().map(|loaded| loaded.scheme)
}

fn digest(scheme: &Scheme) -> String {
    scheme.scoring.digest().to_string()
}

#[test]
fn the_shipped_scheme_loads_and_has_the_digest_it_always_had() {
    assert!(shipped_names().any(|name| name == "county-reference"));
    assert_eq!(shipped("county_reference"), None);
    assert_eq!(LOADED.scheme.identity.id.as_str(), "county-reference");
    assert_eq!(digest(&LOADED.scheme), DIGEST);
    let items: Vec<&str> = LOADED.scheme.scoring.items.iter().map(|item| item.key.as_str()).collect();
    assert_eq!(items, ["service", "grade", "education", "rewards", "discipline"]);
    let gaps: Vec<&str> = LOADED.scheme.scoring.gaps.iter().map(|gap| gap.key.as_str()).collect();
    // By item, and within an item in the order of its categories or classes.
    let all = "grade.正军 grade.副军 grade.正师 grade.副师 grade.技1 grade.技2 grade.技3 grade.技4 grade.技5 \
               grade.技6 grade.技7 grade.文职 discipline.开除党籍 discipline.开除军籍";
    assert_eq!(gaps.join(" "), all);
}

#[test]
fn texts_leave_the_digest() {
    for (from, to) in [
        ("# ---- 计分项 ----", "# ---- 项目 ----"),
        ("# 职务、技术等级兼有者", "# 兼有者"),
        ("title = \"县级军队转业干部安置参考计分办法\"", "title = \"参考办法\""),
        ("id = \"county-reference\"", "id = \"county-reference-2\""),
        ("edition = \"2026-1\"", "edition = \"2026-2\""),
        ("issuer = \"本项目参考编制\"", "issuer = \"他处\""),
        ("trust = \"结构：工作总结；", "trust = \""),
        ("（制定机关、年份未载）：批准转业当年3月31日", ""),
        ("title = \"军龄\"", "title = \"服役年限\""),
        ("clause = \"军龄：自入伍之日起每年0.5分，不足一年的按一年计\"", "clause = \"军龄：每年0.5分\""),
        ("（2011年修订）：每年0.5分，不足一年按一年计\"", "（2011年）\""),
        ("assumptions = [\"排（技14）0.5分：原表该行缺损\"]", "assumptions = []"),
        ("because = \"集体奖励不计\"", "because = \"集体\""),
        ("{ gap = \"文职干部未列分值\" }", "{ gap = \"未列\" }"),
        ("\"周年日为2月29日的，平年以2月28日为周年日（原文未载）\",", ""),
        ("enlisted = { title = \"入伍日期\"", "enlisted = { title = \"入伍时间\""),
        // What is signed, and what is only aimed at or warned of.
        ("signed = \"whole\"", "signed = \"assessment\""),
        ("target_share = [\"0.25\", \"0.42\"]", "target_share = [\"0.3\", \"0.35\"]"),
        ("because = \"处分日期在计算截止日之后\", warn = true", "because = \"处分日期在计算截止日之后\""),
        // Blank space and the order of keys.
        ("full_mark = \"100\"\ndecimals = 2", "decimals   =   2\n\n\nfull_mark = \"100\""),
        // Another way to write a term changes the facts of whoever is written so, not the scheme.
        ("\"学士\" = \"本科\"", "\"学士学位\" = \"本科\""),
    ] {
        assert_eq!(digest(&changed(from, to).unwrap()), DIGEST, "{from} → {to}");
    }
}

#[test]
fn ranking_choosing_and_sittings_leave_the_digest() {
    let group = "[[ranking.groups]]\nid = \"first\"\nwhen = { attr = \"grade\", in = [\"正团\", \"副团\"] }\n[choosing]";
    for (from, to) in [
        ("ties = [\"assessment\", \"earlier:enlisted\", \"lot\"]", "ties = [\"lot\"]"),
        ("ties = [\"assessment\", \"earlier:enlisted\"", "ties = [\"item:rewards\", \"later:enlisted\""),
        ("[choosing]", group),
        ("gave_up = \"out\"", "gave_up = \"end_of_list\""),
        ("absent = \"out\"", "absent = \"end_of_list\""),
        ("timed_out = \"out\"", "timed_out = \"end_of_list\""),
        ("late = \"end_of_list\"", "late = \"out\""),
        ("education = \"education\"\n", ""),
        ("id = \"main\"", "id = \"first\""),
        ("title = \"选岗会\"", "title = \"选岗会\"\n[[sittings]]\nid = \"second\"\ntitle = \"又一场\""),
    ] {
        let scheme = changed(from, to).unwrap();
        assert_ne!(scheme, LOADED.scheme, "{from} → {to} must change something");
        assert_eq!(digest(&scheme), DIGEST, "{from} → {to}");
    }
}

#[test]
fn a_changed_rule_changes_the_digest() {
    for (from, to) in [
        ("month_day = \"03-31\"", "month_day = \"03-30\""),
        ("missing_day = \"last\"", "missing_day = \"next\""),
        ("from = \"attribute:enlisted\"", "from = \"attribute:born\""),
        ("rest = \"up\"", "rest = \"down\""),
        ("unit = \"year\"", "unit = \"month\""),
        ("\"技9\" = \"副团\"", "\"技9\" = \"正团\""),
        ("{ is = \"文职\" }", "{ is = \"排\" }"),
        ("kinds = [\"奖励\"]", "kinds = [\"奖励\", \"表彰\"]"),
        ("{ rows = { table = \"degree\", needed = true } }", "{ rows = { table = \"degree\" } }"),
        ("after = \"cutoff\", blank = false", "after = \"cutoff\", blank = true"),
        ("after = \"cutoff\", blank = false", "after = \"cutoff\""),
        ("  { drop = { where = { field = \"collective\", is = true }, because = \"集体奖励不计\" } },\n", ""),
        ("field = \"collective\", is = true", "field = \"collective\", is = false"),
        (
            "class = \"不计分\", where = { field = \"class\", in = [\"嘉奖\"] }",
            "class = \"不计分\", where = { field = \"class\", in = [\"荣誉称号\"] }",
        ),
        ("per = \"points\"", "per = \"class\""),
        ("  { once_per = { field = \"cause\", date = \"date\", keep = [\"points\", \"earliest\"] } },\n", ""),
        ("\"技7\" = { gap = \"技术7级以上未列分值\" }", "\"技7\" = \"7\""),
        ("\"文职\" = { gap = \"文职干部未列分值\" }", "\"文职\" = \"0\""),
        ("mode = \"half_up\"", "mode = \"half_even\""),
        ("id = \"rewards\"", "id = \"reward\""),
        (
            "sanction = [\"警告\", \"严重警告\", \"记过\", \"记大过\"",
            "sanction = [\"严重警告\", \"警告\", \"记过\", \"记大过\"",
        ),
    ] {
        assert_ne!(digest(&changed(from, to).unwrap()), DIGEST, "{from} → {to}");
    }
    // Two items the other way round: another sheet.
    let (service, grade) = (
        text().find("[[items]]\nid = \"service\"").unwrap(),
        text().find("[[items]]\nid = \"grade\"").unwrap(),
    );
    let education = text().find("[[items]]\nid = \"education\"").unwrap();
    let swapped =
        [&text()[..service], &text()[grade..education], &text()[service..grade], &text()[education..]]
            .concat();
    assert_ne!(digest(&load(&swapped).unwrap().scheme), DIGEST);
}

/// Where each figure of the scoring part stands: numbers alone in quotation marks, and whole numbers behind `=`.
fn figures() -> Vec<std::ops::Range<usize>> {
    let scoring = &text()[..text().find("[ranking]").unwrap()];
    let mut found = Vec::new();
    for (start, _) in scoring.match_indices(|c: char| c.is_ascii_digit() || c == '-') {
        let rest = &scoring[start..];
        let end = start + rest.find(|c: char| !c.is_ascii_digit() && !"-.".contains(c)).unwrap_or(rest.len());
        let quoted = scoring[..start].ends_with('"') && scoring[end..].starts_with('"');
        let bare = scoring[..start].ends_with("= ") && scoring[end..].starts_with(['\n', ',', ' ']);
        if (quoted || bare) && scoring[start..end].parse::<f64>().is_ok() {
            found.push(start..end);
        }
    }
    found
}

#[test]
fn every_single_figure_of_the_scoring_part_changes_the_digest() {
    let target = text().find("target_share").unwrap();
    let target = target..target + text()[target..].find('\n').unwrap();
    let mut count = 0;
    for figure in figures() {
        let (before, after) = (&text()[..figure.start], &text()[figure.end..]);
        let (found, line) = (&text()[figure.clone()], before.matches('\n').count() + 1);
        // Another digit behind it: 0.5 becomes 0.57, 100 becomes 1007, 2 becomes 27 or cannot be.
        let scheme = load(&format!("{before}{found}7{after}"));
        let same = scheme.is_ok_and(|loaded| digest(&loaded.scheme) == DIGEST);
        assert_eq!(same, target.contains(&figure.start), "figure {found} in line {line}");
        count += 1;
    }
    // 1 language, 2 service, 7 grade, 6 + 1 education, 5 + 1 rewards, 6 + 1 discipline, 6 exam.
    assert_eq!(count, 36);
}
