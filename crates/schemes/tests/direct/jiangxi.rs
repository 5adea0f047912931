//! Jiangxi, undated: points by the month, an allowance from the minimum term on, degrees under conditions.

use crate::case::{ANY_REST, Case};
use crate::day::Length;
use crate::times::{Time, added, cut, joined, without};
use crate::{Paper, drawn};

pub(crate) const PAPER: Paper = Paper {
    name: "jiangxi-undated",
    ruled: "service.rest=down grade_months.rest=down rank_beyond_4.rest=up before_service.rest=half_up
        minimum_term.技7=5 minimum_term.技8=4 minimum_term.技9=4 minimum_term.正团=3 minimum_term.副团=3
        minimum_term.正营=3 minimum_term.副营=3 minimum_term.正连=3 minimum_term.副连=2 minimum_term.排=1
        allowance.技7=2 allowance.技8=1.5 allowance.技9=1 rank.文职正处=7.5 rank.文职副处=6 rank.文职正科=4.5
        rank.文职副科=4 rank.文职一级科员=3 rank.文职二级科员=2 rank.文职办事员=1 education.博士=4",
    rounds: &[
        "cutoff=2026-03-31",
        "cutoff=2024-02-29 service.rest=half_up grade_months.rest=two_step rank_beyond_4.rest=down
            before_service.rest=two_step_half_up",
        "cutoff=2025-06-30 service.rest=? grade_months.rest=? rank_beyond_4.rest=over_half_up
            before_service.rest=?",
        "cutoff=2023-02-28 rank_beyond_4.rest=? minimum_term.正团=? minimum_term.正连=? allowance.技8=?
            rank.文职正科=? education.博士=? grade_months.rest=up",
    ],
    draw: drawn::jiangxi::draw,
    items,
    counts: |person, _| person.grade().map(|_| true),
    branches: "
        service: on the cut-off、no rest、less than half、just half、more than half、gap、fault
        post: 正团、副团、正营、副营、正连、副连、排、正处、副处、正科、副科、一级科员、二级科员、办事员
        post: 技1、技2、技3、技4、技5、技6、技7、技8、技9、技10、技11、技12、技13、技14、fault
        grade_time_regimental: closed、no rest、less than half、just half、more than half、gap、on the cut-off、fault
        grade_time_other: closed、no rest、less than half、just half、more than half、gap、on the cut-off、fault
        allowance: none、term not reached、just the term、技7、技8、技9、排、副连、正连、副营、正营、副团、正团、gap、fault
        allowance: on the cut-off
        allowance_beyond_5: none、term not reached、just the term、just 5 years、more than 5 years、gap、fault
        allowance_beyond_5: on the cut-off
        rank: 少尉、中尉、上尉、少校、中校、上校、大校、civilian、gap、fault
        rank_beyond_4: just 4 years、no rest、less than half、just half、more than half、gap、on the cut-off、fault
        before_service: 国防生学习、入伍前学习、入伍前工作、shared、no rest、less than half、just half
        before_service: more than half、gap、fault
        education: less than 8 years、just 8 years、not full-time、too late、less than 3 years、just 3 years
        education: 高中及以下、中专、大专、本科、本科学士、硕士、博士、gap、fault",
};

fn items(case: &mut Case<'_>) {
    case.item("service", |case| {
        let length = case.since(Some(case.person.enlisted))?;
        Some(case.months(length, "service.rest", ANY_REST) / 10)
    });
    case.item("post", post);
    case.item("grade_time_regimental", |case| grade_time(case, true));
    case.item("grade_time_other", |case| grade_time(case, false));
    case.item("allowance", allowance);
    case.item("allowance_beyond_5", allowance_beyond_5);
    case.item("rank", rank);
    case.item("rank_beyond_4", rank_beyond_4);
    case.item("before_service", before_service);
    case.item("education", education);
}

/// By the grade at the hand-over.
fn post(case: &mut Case<'_>) -> Option<i64> {
    let grade = case.person.grade()?;
    let table =
        "正团 78 正处 78 技8 78 副团 70 副处 70 技9 70 正营 62 正科 62 技10 62 副营 54 副科 54 技11 54
        正连 46 一级科员 46 技12 46 副连 38 二级科员 38 技13 38 排 30 办事员 30 技14 30
        技1 86 技2 86 技3 86 技4 86 技5 86 技6 86 技7 86";
    Some(case.look_up(grade, table))
}

/// The grade in the words of the minimum term; 技7 and above, 技8 and 技9 stay technical.
fn grade(case: &Case<'_>) -> Option<&'static str> {
    Some(match case.person.grade()? {
        "技1" | "技2" | "技3" | "技4" | "技5" | "技6" | "技7" => "技7",
        "正处" => "正团",
        "副处" => "副团",
        "正科" | "技10" => "正营",
        "副科" | "技11" => "副营",
        "一级科员" | "技12" => "正连",
        "二级科员" | "技13" => "副连",
        "办事员" | "技14" => "排",
        grade => grade,
    })
}

/// 0.2 a month of regimental grade, 0.15 of others and of all technical grades.
fn grade_time(case: &mut Case<'_>, regimental: bool) -> Option<i64> {
    if matches!(grade(case)?, "正团" | "副团") != regimental {
        case.hit("closed");
        return Some(0);
    }
    let length = case.since(case.person.grade_since)?;
    let months = case.months(length, "grade_months.rest", ANY_REST);
    Some(months * if regimental { 20 } else { 15 } / 100)
}

/// The time in the grade of somebody on the allowance who has served the minimum term.
fn on_allowance(case: &mut Case<'_>) -> Option<Option<Length>> {
    if !case.person.allowance? {
        case.hit("none");
        return Some(None);
    }
    let length = case.since(case.person.grade_since)?;
    let minimum = case.amount(&format!("minimum_term.{}", grade(case)?));
    let years = i64::from(length.months / 12) * 1000;
    case.when(years == minimum, "just the term");
    case.when(years < minimum, "term not reached");
    Some((years >= minimum).then_some(length))
}

fn allowance(case: &mut Case<'_>) -> Option<i64> {
    if on_allowance(case)?.is_none() {
        return Some(0);
    }
    let grade = grade(case)?;
    if ["技7", "技8", "技9"].contains(&grade) {
        case.look_up(grade, "技7 0 技8 0 技9 0");
        return Some(case.amount(&format!("allowance.{grade}")));
    }
    Some(case.look_up(grade, "排 0.3 副连 0.3 正连 0.5 副营 0.5 正营 0.8 副团 1 正团 1.5"))
}

/// 0.3 more beyond 5 years in the grade, 5 not included.
fn allowance_beyond_5(case: &mut Case<'_>) -> Option<i64> {
    let Some(length) = on_allowance(case)? else { return Some(0) };
    case.when((length.months, length.days) == (60, 0), "just 5 years");
    Some(if case.when((length.months, length.days) > (60, 0), "more than 5 years") { 300 } else { 0 })
}

fn rank(case: &mut Case<'_>) -> Option<i64> {
    let rank = case.person.rank?;
    if case.when(rank.starts_with("文职"), "civilian") {
        return Some(case.amount(&format!("rank.{rank}")));
    }
    Some(case.look_up(rank, "少尉 1.5 中尉 3 上尉 4.5 少校 6 中校 7.5 上校 9 大校 10.5"))
}

/// 0.05 for each month beyond 4 years in the rank.
fn rank_beyond_4(case: &mut Case<'_>) -> Option<i64> {
    let length = case.since(case.person.rank_since)?;
    case.when((length.months, length.days) == (48, 0), "just 4 years");
    let months = case.months(length, "rank_beyond_4.rest", ANY_REST);
    Some((months - 48_000).max(0) * 5 / 100)
}

/// Study as a defence student 0.08 a month, other study and work 0.05; of shared days the first named counts.
fn before_service(case: &mut Case<'_>) -> Option<i64> {
    let (mut taken, mut sum): (Vec<Time>, i64) = (Vec::new(), 0);
    cut(case.person.periods.iter(), case.cutoff)?;
    for (kind, rate) in [("国防生学习", 8), ("入伍前学习", 5), ("入伍前工作", 5)] {
        let rows = case.person.periods.iter().filter(|row| row.kind == kind);
        let own = joined(&cut(rows, case.cutoff)?);
        let counted = without(&own, &taken);
        case.when(counted != own, "shared");
        if !counted.is_empty() {
            case.hit(kind);
            let months = case.months(added(&counted), "before_service.rest", ANY_REST);
            sum += months * rate / 100;
        }
        taken.extend(own);
    }
    Some(sum)
}

/// The highest full-time degree of those with 8 years as cadre; a master's only 3 years after it.
fn education(case: &mut Case<'_>) -> Option<i64> {
    let since = case.person.cadre_since?;
    case.when(since.months_later(96) == case.cutoff, "just 8 years");
    if case.when(since.months_later(96) > case.cutoff, "less than 8 years") {
        return Some(0);
    }
    let mut highest = 0;
    for degree in &case.person.degrees {
        let date = degree.date?;
        let late = case.when(!degree.full_time, "not full-time") || case.when(date > case.cutoff, "too late");
        let high = matches!(degree.class, "硕士" | "博士");
        if late || case.when(high && date.months_later(36) > case.cutoff, "less than 3 years") {
            continue;
        }
        case.when(high && date.months_later(36) == case.cutoff, "just 3 years");
        let points =
            case.look_up(degree.class, "高中及以下 0 中专 0.5 大专 1 本科 1.5 本科学士 2 硕士 3 博士 0");
        highest =
            highest.max(if degree.class == "博士" { case.amount("education.博士") } else { points });
    }
    (!case.person.degrees.is_empty()).then_some(highest)
}
