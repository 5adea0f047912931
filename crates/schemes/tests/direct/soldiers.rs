//! Soldiers 2018: years with a rest in two steps, separate tables of war and peace, areas by the month after one
//! unbroken year, days of combat.

use crate::case::Case;
use crate::day::Day;
use crate::person::Period;
use crate::times::{added, cut, joined};
use crate::{Paper, drawn, soldiers_areas as areas};
use std::collections::BTreeSet;

pub(crate) const PAPER: Paper = Paper {
    name: "soldiers-2018",
    ruled: "service.rest=two_step hardship.overlap=order hardship.rest=down overseas.rest=half_up
        commendations.优秀士官人才奖一等奖=5 disability_illness.因病=3 nuclear.一次计=2 nuclear.每月计=0.1
        martyr.是=10 discipline.警告=-0.5 discipline.严重警告=-1 discipline.记过=-2
        discipline.撤销党内职务=-2.5 discipline.记大过=-3 discipline.留党察看=-4 discipline.降职=-5
        discipline.降级=-5.5 discipline.降衔=-6 discipline.撤职=-7 discipline.除名=-8 discipline.开除党籍=-9
        discipline.开除军籍=-10 forgery.档案材料弄虚作假=-20",
    rounds: &[
        "",
        "service.rest=two_step_half_up hardship.overlap=each hardship.rest=up overseas.rest=over_half_up",
        "hardship.overlap=order hardship.rest=half_up overseas.rest=down",
        "service.rest=? hardship.overlap=? hardship.rest=over_half_up overseas.rest=? martyr.是=?
            commendations.优秀士官人才奖一等奖=? disability_illness.因病=? discipline.记过=?
            forgery.档案材料弄虚作假=? nuclear.每月计=?",
        "hardship.overlap=each hardship.rest=?",
    ],
    draw: drawn::soldiers::draw,
    items,
    counts: |_, _| Some(true),
    branches: "
        service: no rest、less than half、just half、more than half、gap、within 12 years、beyond 12 years、fault
        awards_peace: collective、too late、of war、嘉奖、三等功、二等功、一等功
        awards_war: collective、too late、of peace、嘉奖、三等功、二等功、一等功
        commendations: too late、优秀士官人才奖三等奖、优秀士官人才奖二等奖、优秀士官人才奖一等奖
        commendations: 军委机关部门表彰、中央军委表彰、gap
        disability_war: closed、5级、6级、7级、8级、9级、10级、fault
        disability_duty: closed、5级、6级、7级、8级、9级、10级、fault
        disability_illness: none、illness、gap
        hardship: no allowance、broken、just a year、differ、order、each、taken、gap、no such area、fault
        hardship: no rest、less than half、just half、more than half
        hardship: 艰苦边远/一类、艰苦边远/二类、艰苦边远/三类、艰苦边远/四类、艰苦边远/五类、艰苦边远/六类
        hardship: 西藏/二类、西藏/三类、西藏/四类、海岛/三类、海岛/二类、海岛/一类、海岛/特类
        overseas: none、no rest、less than half、just half、more than half、gap、fault
        combat: none、one day、shared days、fault
        nuclear: less than a month、months、gap、fault
        martyr: yes、no、gap
        discipline: too late、警告、严重警告、记过、撤销党内职务、记大过、留党察看、降职、降级、降衔
        discipline: 撤职、除名、开除党籍、开除军籍、gap
        forgery: too late but counted、gap",
};

/// What may fill a rest of months.
pub(crate) const MONTH_REST: &[&str] = &["down", "up", "half_up", "over_half_up"];

fn items(case: &mut Case<'_>) {
    // Facts count up to the end of the year of the discharge.
    let Some(discharged) = case.person.discharged else { return };
    case.cutoff = Day::new(discharged.year, 12, 31);
    case.item("service", service);
    case.item("awards_peace", |case| Some(awards(case, false, "嘉奖 0.5 三等功 10 二等功 20 一等功 40")));
    case.item("awards_war", |case| Some(awards(case, true, "嘉奖 3 三等功 20 二等功 40 一等功 80")));
    case.item("commendations", commendations);
    case.item("disability_war", |case| disability(case, "因战", "5级 50 6级 40 7级 30 8级 20 9级 10 10级 5"));
    case.item("disability_duty", |case| disability(case, "因公", "5级 40 6级 30 7级 20 8级 10 9级 5 10级 2"));
    case.item("disability_illness", |case| {
        let ill = case.person.disability == Some("因病");
        case.hit(if ill { "illness" } else { "none" });
        Some(if ill { case.amount("disability_illness.因病") } else { 0 })
    });
    case.item("hardship", areas::hardship);
    case.item("overseas", overseas);
    case.item("combat", combat);
    case.item("nuclear", nuclear);
    case.item("martyr", |case| {
        let child = case.person.martyrs_child?;
        case.hit(if child { "yes" } else { "no" });
        Some(if child { case.amount("martyr.是") } else { 0 })
    });
    case.item("discipline", discipline);
    case.item("forgery", forgery);
}

/// 3 a year up to 12 years, 4 beyond; a part below half a year is half a year, above it a year.
fn service(case: &mut Case<'_>) -> Option<i64> {
    let (from, to) = (case.person.enlisted, case.person.discharged?);
    let length = (from <= to).then(|| from.until(to))?;
    let years = case.years(length, "service.rest", &["two_step", "two_step_half_up"]);
    case.hit(if years > 12_000 { "beyond 12 years" } else { "within 12 years" });
    Some(3 * years.min(12_000) + 4 * (years - 12_000).max(0))
}

fn awards(case: &mut Case<'_>, war: bool, table: &'static str) -> i64 {
    let mut sum = 0;
    for row in case.person.events.iter().filter(|row| row.kind == "奖励") {
        let out = case.when(row.collective, "collective")
            || case.when(row.date > case.cutoff, "too late")
            || case.when(row.wartime != war, if war { "of peace" } else { "of war" });
        sum += if out { 0 } else { case.look_up(row.class, table) };
    }
    sum
}

fn commendations(case: &mut Case<'_>) -> Option<i64> {
    let mut sum = 0;
    for row in case.person.events.iter().filter(|row| row.kind == "表彰") {
        if case.when(row.date > case.cutoff, "too late") {
            continue;
        }
        let table = "优秀士官人才奖三等奖 0 优秀士官人才奖二等奖 0 优秀士官人才奖一等奖 ?
            军委机关部门表彰 10 中央军委表彰 20";
        let gap = "commendations.优秀士官人才奖一等奖";
        sum += case.stated(row.class, table).unwrap_or_else(|| case.amount(gap));
    }
    Some(sum)
}

fn disability(case: &mut Case<'_>, cause: &str, table: &'static str) -> Option<i64> {
    if case.person.disability != Some(cause) {
        case.hit("closed");
        return Some(0);
    }
    let grade = case.person.disability_grade?;
    Some(case.look_up(grade, table))
}

fn of_kind<'a>(case: &Case<'a>, kind: &'static str) -> impl Iterator<Item = &'a Period> + use<'a> {
    case.person.periods.iter().filter(move |row| row.kind == kind)
}

/// 0.2 a month.
fn overseas(case: &mut Case<'_>) -> Option<i64> {
    let times = joined(&cut(of_kind(case, "海外基地"), case.cutoff)?);
    case.when(times.is_empty(), "none");
    Some(case.months(added(&times), "overseas.rest", MONTH_REST) / 5)
}

/// 0.5 for each day, first and last included, none twice.
fn combat(case: &mut Case<'_>) -> Option<i64> {
    let times = cut(of_kind(case, "参战"), case.cutoff)?;
    let all: Vec<i32> = times.iter().flat_map(|(from, to)| from.number()..=to.number()).collect();
    let days: BTreeSet<i32> = all.iter().copied().collect();
    case.when(days.is_empty(), "none");
    case.when(days.len() == 1, "one day");
    case.when(days.len() < all.len(), "shared days");
    i64::try_from(days.len() * 500).ok()
}

/// Once or by the month, nobody knows: both are ruled.
fn nuclear(case: &mut Case<'_>) -> Option<i64> {
    let months = i64::from(added(&joined(&cut(of_kind(case, "涉核岗位"), case.cutoff)?)).months);
    case.hit(if months == 0 { "less than a month" } else { "months" });
    if months == 0 {
        return Some(0);
    }
    Some(case.amount("nuclear.一次计") + months * case.amount("nuclear.每月计"))
}

fn discipline(case: &mut Case<'_>) -> Option<i64> {
    let mut sum = 0;
    for row in case.person.events.iter().filter(|row| row.kind == "处分") {
        if !case.when(row.date > case.cutoff, "too late") {
            case.hit(row.class);
            sum += case.amount(&format!("discipline.{}", row.class));
        }
    }
    Some(sum)
}

/// Each time, whenever it came out.
fn forgery(case: &mut Case<'_>) -> Option<i64> {
    let mut sum = 0;
    for row in case.person.events.iter().filter(|row| row.kind == "弄虚作假") {
        case.when(row.date > case.cutoff, "too late but counted");
        sum += case.amount("forgery.档案材料弄虚作假");
    }
    Some(sum)
}
