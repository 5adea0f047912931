//! Jilin 2008: third class together at most 20, long flying and plateau service, chief officers of combat units.

use crate::case::{ANY_REST, Case};
use crate::causes::once_per_cause;
use crate::person::{Event, Period};
use crate::times::{added, cut, joined};
use crate::{Paper, drawn};

pub(crate) const PAPER: Paper = Paper {
    name: "jilin-2008",
    ruled: "prize.国家级奖=20 time_company.每年=1 time_battalion.每年=1.5 time_regiment.每年=2
        time_company.rest=half_up time_battalion.rest=two_step time_regiment.rest=up",
    rounds: &[
        "cutoff=2026-03-31",
        "cutoff=2024-02-29 time_company.rest=over_half_up time_battalion.rest=two_step_half_up",
        "cutoff=2025-06-30 time_company.rest=? time_battalion.rest=? time_regiment.rest=?",
        "cutoff=2023-02-28 prize.国家级奖=? time_battalion.每年=? time_regiment.每年=?",
    ],
    draw: drawn::jilin::draw,
    items,
    counts: |person, _| person.grade().map(|_| true),
    branches: "
        merit: collective、too late、on the cut-off、嘉奖、三等功、二等功、大军区荣誉称号、四总部表彰、省级表彰
        merit: 一等功、中央军委荣誉称号、国务院表彰、no cause、same cause, same points、same cause, higher
        merit: same cause, lower、third class just 20、third class over 20
        disability: 无、因战、因公、因病
        flying: below、just enough、more、fault
        plateau: 西藏、above 3500、just 3500、below 3500、below、just enough、more、fault
        chief: regiment、battalion、company、another level、below、just enough、more、fault
        prize: too late、another level、fourth and later、国家级、一等奖、二等奖、三等奖、gap
        service: on the cut-off、8 years or less、more than 8 years、fault
        time_company: on the cut-off、closed、no rest、less than half、just half、more than half、gap、fault
        time_battalion: on the cut-off、closed、no rest、less than half、just half、more than half、gap、fault
        time_regiment: on the cut-off、closed、no rest、less than half、just half、more than half、gap、fault",
};

fn items(case: &mut Case<'_>) {
    case.item("merit", merit);
    case.item("disability", |case| {
        let cause = case.person.disability?;
        Some(case.look_up(cause, "无 0 因战 10 因公 10 因病 0"))
    });
    case.item("flying", |case| {
        let kinds = ["飞行", "潜艇"];
        let rows = case.person.periods.iter().filter(|row| kinds.contains(&row.kind)).collect();
        lump(case, rows, 10, 5)
    });
    case.item("plateau", plateau);
    case.item("chief", chief);
    case.item("prize", prize);
    case.item("service", service);
    case.item("time_company", |case| {
        time(case, &["正连", "副连", "排"], ["time_company.rest", "time_company.每年"])
    });
    case.item("time_battalion", |case| {
        time(case, &["正营", "副营"], ["time_battalion.rest", "time_battalion.每年"])
    });
    case.item("time_regiment", |case| {
        time(case, &["正团", "副团"], ["time_regiment.rest", "time_regiment.每年"])
    });
}

/// The grade as a command grade; 技9 and above are regimental, 技10 and 技11 battalion, the others company.
fn grade(case: &Case<'_>) -> Option<&'static str> {
    Some(match case.person.grade()? {
        "技1" | "技2" | "技3" | "技4" | "技5" | "技6" | "技7" | "技8" => "正团",
        "技9" => "副团",
        "技10" => "正营",
        "技11" => "副营",
        "技12" => "正连",
        "技13" => "副连",
        "技14" => "排",
        post => post,
    })
}

/// Third class 5 each, together at most 20; second 20, first 30 each, and what equals them; one deed once.
fn merit(case: &mut Case<'_>) -> Option<i64> {
    let mut rows = Vec::new();
    for row in case.person.events.iter().filter(|row| row.kind == "奖励") {
        if case.when(row.collective, "collective") || case.when(row.date > case.cutoff, "too late") {
            continue;
        }
        case.when(row.date == case.cutoff, "on the cut-off");
        let table = "嘉奖 0 三等功 5 二等功 20 大军区荣誉称号 20 四总部表彰 20 省级表彰 20
            一等功 30 中央军委荣誉称号 30 国务院表彰 30";
        rows.push((row, case.look_up(row.class, table)));
    }
    let kept = once_per_cause(case, rows);
    let (third, others): (Vec<_>, Vec<_>) = kept.into_iter().partition(|(row, _)| row.class == "三等功");
    let sum = |rows: Vec<(&Event, i64)>| rows.iter().map(|(_, points)| points).sum::<i64>();
    let third = sum(third);
    case.when(third == 20_000, "third class just 20");
    case.when(third > 20_000, "third class over 20");
    Some(third.min(20_000) + sum(others))
}

/// Tibet, or elsewhere above 3,500 metres.
fn plateau(case: &mut Case<'_>) -> Option<i64> {
    let mut rows = Vec::new();
    for row in &case.person.periods {
        let counts = match (row.kind, row.altitude) {
            ("西藏", _) => case.when(true, "西藏"),
            ("高原", altitude) => {
                let altitude = altitude?;
                case.when(altitude == 3500, "just 3500");
                case.when(altitude < 3500, "below 3500");
                case.when(altitude > 3500, "above 3500")
            }
            _ => false,
        };
        if counts {
            rows.push(row);
        }
    }
    lump(case, rows, 10, 5)
}

/// Chief officers of a combat unit of the level that they now have.
fn chief(case: &mut Case<'_>) -> Option<i64> {
    let mut rows = Vec::new();
    for row in case.person.periods.iter().filter(|row| row.kind == "基层作战部队主官") {
        let level = match row.post {
            "团长" | "团政委" => "regiment",
            "营长" | "营教导员" => "battalion",
            _ => "company",
        };
        let own = match grade(case)? {
            "正团" | "副团" => "regiment",
            "正营" | "副营" => "battalion",
            "正连" | "副连" => "company",
            _ => "none",
        };
        case.hit(if level == own { level } else { "another level" });
        if level == own {
            rows.push(row);
        }
    }
    lump(case, rows, 2, 4)
}

/// A lump once so many years are full, and 1 for each further year.
fn lump(case: &mut Case<'_>, rows: Vec<&Period>, from: i32, points: i32) -> Option<i64> {
    let times = cut(rows.into_iter(), case.cutoff)?;
    let years = added(&joined(&times)).months / 12;
    case.hit(match years.cmp(&from) {
        std::cmp::Ordering::Less => "below",
        std::cmp::Ordering::Equal => "just enough",
        std::cmp::Ordering::Greater => "more",
    });
    Some(if years < from { 0 } else { i64::from(points + years - from) * 1000 })
}

/// Provincial and headquarters prizes of the first three named, each time.
fn prize(case: &mut Case<'_>) -> Option<i64> {
    let mut sum = 0;
    for row in case.person.events.iter().filter(|row| row.kind == "科研奖") {
        let out = case.when(row.date > case.cutoff, "too late")
            || case.when(row.level == "其他", "another level")
            || case.when(row.place > 3, "fourth and later");
        if out {
            continue;
        }
        sum += if case.when(row.level == "国家级", "国家级") {
            case.amount("prize.国家级奖")
        } else {
            case.look_up(row.class, "一等奖 15 二等奖 10 三等奖 7")
        };
    }
    Some(sum)
}

/// Nothing for the first eight years, then 2 for each full year.
fn service(case: &mut Case<'_>) -> Option<i64> {
    let years = case.since(Some(case.person.enlisted))?.months / 12;
    case.hit(if years > 8 { "more than 8 years" } else { "8 years or less" });
    Some(i64::from((years - 8).max(0)) * 2000)
}

/// The years in the grade, of which the page gives no figure.
fn time(case: &mut Case<'_>, grades: &[&str], [rest, rate]: [&str; 2]) -> Option<i64> {
    if !grades.contains(&grade(case)?) {
        case.hit("closed");
        return Some(0);
    }
    let length = case.since(case.person.grade_since)?;
    let years = case.years(length, rest, ANY_REST);
    Some(case.at_rate(years, rate))
}
