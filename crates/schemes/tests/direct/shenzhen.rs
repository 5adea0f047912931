//! Shenzhen 2014: wartime a class up, the best award and the heaviest sanction in full and a token for the others.

use crate::case::{ANY_REST, Case};
use crate::person::Event;
use crate::times::{added, cut, each, joined};
use crate::{Paper, drawn};

pub(crate) const PAPER: Paper = Paper {
    name: "shenzhen-2014",
    ruled: "exam.factor=1 post.排=0.5 post.副师=7 post.正师=8 post.副军=9 post.正军=10
        post.正处=6 post.副处=5 post.正科=4 post.副科=3 post.一级科员=2 post.二级科员=1.5 post.办事员=0.25
        service.rest=down service_junior.rest=up service_junior.每年=1.5 hardship.overlap=once
        hardship_junior.overlap=each hardship_junior.每5年=1.25 discipline.开除党籍=-7 discipline.开除军籍=-9
        awards_junior.三等功=1 awards_junior.二等功=3 awards_junior.一等功=5 awards_junior.荣誉称号=8
        awards_junior.rest=0.25 discipline_junior.警告=-0.25 discipline_junior.严重警告=-0.75
        discipline_junior.记过=-1 discipline_junior.记大过=-2 discipline_junior.降职=-3 discipline_junior.撤职=-4
        discipline_junior.开除党籍=-5 discipline_junior.开除军籍=-6 discipline_junior.rest=-0.1",
    rounds: &[
        "cutoff=2026-03-31",
        "cutoff=2024-02-29 service.rest=two_step service_junior.rest=half_up hardship.overlap=each
            hardship_junior.overlap=once",
        "cutoff=2025-06-30 service.rest=? service_junior.rest=? hardship.overlap=? hardship_junior.overlap=?",
        "cutoff=2023-02-28 service.rest=over_half_up service_junior.rest=two_step_half_up post.排=? post.正处=?
            service_junior.每年=? awards_junior.二等功=? awards_junior.rest=? discipline.开除军籍=?
            discipline_junior.记过=? discipline_junior.rest=? hardship_junior.每5年=?",
    ],
    draw: drawn::shenzhen::draw,
    items,
    counts: |person, item| {
        let both = item == "post";
        Some(both || item.ends_with("_junior") != SENIOR.contains(&person.grade().map(post_of)?))
    },
    branches: "
        post: 正军、副军、正师、副师、正团、副团、正营、副营、正连、副连、排
        post: 正处、副处、正科、副科、一级科员、二级科员、办事员、gap、fault
        command_post: none、some、fault
        service: on the cut-off、study、joined、no rest、less than half、just half、more than half、gap、fault
        service_junior: on the cut-off、study、joined、no rest、less than half、just half、more than half、gap、fault
        awards: 嘉奖、collective、too late、on the cut-off、wartime、wartime at the top
        awards: 三等功、二等功、一等功、荣誉称号、several
        awards_junior: 嘉奖、collective、too late、on the cut-off、wartime、wartime at the top
        awards_junior: several、gap
        hardship: joined、each、once、gap、below 5 years、just 5 years、more than 5 years、just 10 years、fault
        hardship_junior: joined、each、once、gap、below 5 years、just 5 years、more than 5 years、just 10 years、fault
        discipline: too late、on the cut-off、警告、严重警告、记过、撤销党内职务、记大过、留党察看、降职、降级、降衔
        discipline: 撤职、开除党籍、开除军籍、several、gap
        discipline_junior: too late、on the cut-off、several、gap",
};

const SENIOR: [&str; 8] = ["正军", "副军", "正师", "副师", "正团", "副团", "正处", "副处"];

fn items(case: &mut Case<'_>) {
    case.item("post", post);
    case.item("command_post", command_post);
    case.item("service", |case| service(case, "service.rest"));
    case.item("service_junior", |case| {
        let years = service(case, "service_junior.rest")?;
        Some(case.at_rate(years, "service_junior.每年"))
    });
    case.item("awards", |case| {
        let classes = awards(case);
        let table = "三等功 2 二等功 4 一等功 6 荣誉称号 9";
        let points: Vec<i64> = classes.into_iter().map(|class| case.look_up(class, table)).collect();
        Some(token(case, &points, |_| 500))
    });
    case.item("awards_junior", |case| {
        let classes = awards(case);
        let points: Vec<i64> =
            classes.into_iter().map(|class| case.amount(&format!("awards_junior.{class}"))).collect();
        Some(token(case, &points, |case| case.amount("awards_junior.rest")))
    });
    case.item("hardship", |case| hardship(case, "hardship.overlap"));
    case.item("hardship_junior", |case| {
        let blocks = hardship(case, "hardship_junior.overlap")?;
        Some(case.at_rate(blocks, "hardship_junior.每5年"))
    });
    case.item("discipline", discipline);
    case.item("discipline_junior", discipline_junior);
}

/// The command grade that a technical one stands for; others stand for themselves.
fn post_of(grade: &'static str) -> &'static str {
    match grade {
        "技1" | "技2" | "技3" | "技4" | "技5" | "技6" | "技7" | "技8" => "正团",
        "技9" => "副团",
        "技10" => "正营",
        "技11" => "副营",
        "技12" => "正连",
        "技13" => "副连",
        "技14" => "排",
        other => other,
    }
}

fn post(case: &mut Case<'_>) -> Option<i64> {
    let post = post_of(case.person.grade()?);
    let table = "正团 6 副团 5 正营 4 副营 3 正连 2 副连 1 排 ? 正军 ? 副军 ? 正师 ? 副师 ?
        正处 ? 副处 ? 正科 ? 副科 ? 一级科员 ? 二级科员 ? 办事员 ?";
    Some(case.stated(post, table).unwrap_or_else(|| case.amount(&format!("post.{post}"))))
}

/// 0.1 a month in a regimental command, for whoever holds one at the hand-over.
fn command_post(case: &mut Case<'_>) -> Option<i64> {
    if !case.person.commands? {
        case.hit("none");
        return Some(0);
    }
    let rows = case.person.periods.iter().filter(|row| row.kind == "团级领导职务");
    let length = added(&joined(&cut(rows, case.cutoff)?));
    case.when(length.months > 0, "some");
    Some(i64::from(length.months) * 100)
}

/// Years of service, in thousandths; university study of direct entrants counts as service.
fn service(case: &mut Case<'_>, gap: &str) -> Option<i64> {
    case.since(Some(case.person.enlisted))?;
    let rows = case.person.periods.iter().filter(|row| row.kind == "直招前大学学习");
    let mut times = cut(rows, case.cutoff)?;
    case.when(!times.is_empty(), "study");
    times.push((case.person.enlisted, case.cutoff));
    case.when(joined(&times) != each(&times), "joined");
    Some(case.years(added(&joined(&times)), gap, ANY_REST))
}

/// The classes by which awards count, in wartime one higher.
fn awards(case: &mut Case<'_>) -> Vec<&'static str> {
    let mut classes = Vec::new();
    for row in case.person.events.iter().filter(|row| row.kind == "奖励") {
        let out = case.when(row.collective, "collective")
            || case.when(row.class == "嘉奖", "嘉奖")
            || case.when(row.date > case.cutoff, "too late");
        if out {
            continue;
        }
        case.when(row.date == case.cutoff, "on the cut-off");
        let higher = match row.class {
            "三等功" => "二等功",
            "二等功" => "一等功",
            _ => "荣誉称号",
        };
        case.when(row.wartime && row.class == "荣誉称号", "wartime at the top");
        classes.push(if case.when(row.wartime, "wartime") { higher } else { row.class });
    }
    classes
}

/// The one farthest from nothing in full, every other one the token.
fn token(case: &mut Case<'_>, points: &[i64], rest: fn(&mut Case<'_>) -> i64) -> i64 {
    let Some(full) = points.iter().max_by_key(|points| points.abs()) else { return 0 };
    let mut sum = *full;
    for _ in 1..points.len() {
        case.hit("several");
        sum += rest(case);
    }
    sum
}

/// How many times five years are full, in thousandths.
fn hardship(case: &mut Case<'_>, gap: &str) -> Option<i64> {
    let kinds = ["艰苦边远地区", "飞行", "舰艇"];
    let times = cut(case.person.periods.iter().filter(|row| kinds.contains(&row.kind)), case.cutoff)?;
    let times = case.shared(&times, gap);
    let length = added(&times);
    case.hit(match length.months {
        0..60 => "below 5 years",
        60..72 => "just 5 years",
        120..132 => "just 10 years",
        _ => "more than 5 years",
    });
    Some(i64::from(length.months / 60) * 1000)
}

/// Sanctions up to the cut-off.
fn sanctions(case: &mut Case<'_>) -> Vec<&'static str> {
    let mut sanctions = Vec::new();
    for Event { class, date, .. } in case.person.events.iter().filter(|row| row.kind == "处分") {
        if !case.when(*date > case.cutoff, "too late") {
            case.when(*date == case.cutoff, "on the cut-off");
            sanctions.push(*class);
        }
    }
    sanctions
}

fn discipline(case: &mut Case<'_>) -> Option<i64> {
    let mut points = Vec::new();
    for class in sanctions(case) {
        let table = "撤职 -5 降职 -4 降级 -4 降衔 -4 记大过 -3 留党察看 -3 记过 -2 撤销党内职务 -2
            严重警告 -1 警告 -0.5 开除党籍 ? 开除军籍 ?";
        points.push(case.stated(class, table).unwrap_or_else(|| case.amount(&format!("discipline.{class}"))));
    }
    Some(token(case, &points, |_| -500))
}

fn discipline_junior(case: &mut Case<'_>) -> Option<i64> {
    let mut points = Vec::new();
    for class in sanctions(case) {
        let class = match class {
            "降级" | "降衔" => "降职",
            "留党察看" => "记大过",
            "撤销党内职务" => "记过",
            class => class,
        };
        points.push(case.amount(&format!("discipline_junior.{class}")));
    }
    Some(token(case, &points, |case| case.amount("discipline_junior.rest")))
}
