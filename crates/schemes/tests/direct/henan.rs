//! Henan 2019: six factors, each merit class at most what the next higher one gives, a lump after five hard years.

use crate::case::{ANY_REST, Case};
use crate::causes::once_per_cause;
use crate::times::{added, cut};
use crate::{Paper, drawn};

pub(crate) const PAPER: Paper = Paper {
    name: "henan-2019",
    ruled: "exam.factor=1 education.高中及以下=0 education.中专=1 education.大专=2.5
        education.本科=4 education.硕士=6 education.博士=8",
    rounds: &[
        "cutoff=2026-03-31 service.rest=down hardship.overlap=once",
        "cutoff=2024-02-29 service.rest=two_step hardship.overlap=each",
        "cutoff=2025-06-30 service.rest=over_half_up hardship.overlap=once education.博士=?",
        "cutoff=2023-02-28 service.rest=? hardship.overlap=?",
    ],
    draw: drawn::henan::draw,
    items,
    counts: |person, _| person.grade().map(|_| true),
    branches: "
        service: on the cut-off、no rest、less than half、just half、more than half、gap、fault
        post: 正团、副团、正营、副营、正连、副连、排、技1、技2、技3、技4、技5、技6、技7
        post: 技8、技9、技10、技11、技12、技13、技14、fault
        time_in_grade: on the cut-off、fault
        awards: collective、too late、on the cut-off、嘉奖、三等功、二等功、一等功、荣誉称号
        awards: no cause、same cause, same points、same cause, higher、same cause, lower
        awards: third class just 10、third class over 10、second class just 30、second class over 30
        awards: first class over 50
        hardship: joined、once、each、gap、none、below 5 years、just 5 years、above 5 years、fault
        education: too late、undated、gap、higher、fault",
};

fn items(case: &mut Case<'_>) {
    case.item("service", service);
    case.item("post", post);
    case.item("time_in_grade", time_in_grade);
    case.item("awards", awards);
    case.item("hardship", hardship);
    case.item("education", education);
}

/// 2 points a year; what a part of a year counts is not said.
fn service(case: &mut Case<'_>) -> Option<i64> {
    let length = case.since(Some(case.person.enlisted))?;
    Some(2 * case.years(length, "service.rest", ANY_REST))
}

/// 技7 and above 68; 技10 and below as 正营 and below.
fn post(case: &mut Case<'_>) -> Option<i64> {
    let grade = case.person.grade()?;
    let table = "正团 68 副团 58 正营 50 副营 44 正连 38 副连 34 排 30
        技1 68 技2 68 技3 68 技4 68 技5 68 技6 68 技7 68 技8 62 技9 56
        技10 50 技11 44 技12 38 技13 34 技14 30";
    Some(case.look_up(grade, table))
}

/// 2 points for each full year.
fn time_in_grade(case: &mut Case<'_>) -> Option<i64> {
    let length = case.since(case.person.grade_since)?;
    Some(i64::from(length.months / 12) * 2000)
}

/// Cumulative, but each class at most what one of the next higher class gives; the same matter once.
fn awards(case: &mut Case<'_>) -> Option<i64> {
    let mut rows = Vec::new();
    for row in &case.person.events {
        if case.when(row.collective, "collective") || case.when(row.date > case.cutoff, "too late") {
            continue;
        }
        case.when(row.date == case.cutoff, "on the cut-off");
        let points = case.look_up(row.class, "嘉奖 0 三等功 2 二等功 10 一等功 30 荣誉称号 50");
        rows.push((row, points));
    }
    let kept = once_per_cause(case, rows);
    let of = |class: &str| {
        kept.iter().filter(|(row, _)| row.class == class).map(|(_, points)| points).sum::<i64>()
    };
    let (third, second, first) = (of("三等功"), of("二等功"), of("一等功"));
    case.when(third == 10_000, "third class just 10");
    case.when(third > 10_000, "third class over 10");
    case.when(second == 30_000, "second class just 30");
    case.when(second > 30_000, "second class over 30");
    case.when(first > 50_000, "first class over 50");
    Some(third.min(10_000) + second.min(30_000) + first.min(50_000) + of("荣誉称号"))
}

/// 5 years 5 points, then 1 for each full year; what shared days count is cut from the page.
fn hardship(case: &mut Case<'_>) -> Option<i64> {
    let times = cut(case.person.periods.iter(), case.cutoff)?;
    let times = case.shared(&times, "hardship.overlap");
    let years = i64::from(added(&times).months / 12);
    case.hit(match years {
        0 => "none",
        1..5 => "below 5 years",
        5 => "just 5 years",
        _ => "above 5 years",
    });
    Some(if years < 5 { 0 } else { 5 + (years - 5) } * 1000)
}

/// The sixth factor, without figures: by the highest degree; somebody without any is a fault.
fn education(case: &mut Case<'_>) -> Option<i64> {
    let mut highest = 0;
    for degree in &case.person.degrees {
        if case.when(degree.date.is_some_and(|date| date > case.cutoff), "too late") {
            continue;
        }
        case.when(degree.date.is_none(), "undated");
        let points = case.amount(&format!("education.{}", degree.class));
        case.when(highest > 0 && points > highest, "higher");
        highest = highest.max(points);
    }
    (!case.person.degrees.is_empty()).then_some(highest)
}
