//! Soldiers 2018, hard areas, Tibet and islands: by month and class, within an unbroken year on the allowance.

use crate::case::Case;
use crate::person::Period;
use crate::soldiers::MONTH_REST;
use crate::times::{Time, added, cut, each, joined, without};
use std::collections::BTreeSet;

/// Areas with the points of a month, in hundredths; of shared days the first named counts.
const AREAS: [(&str, i64); 13] = [
    ("艰苦边远/六类", 30),
    ("西藏/四类", 30),
    ("艰苦边远/五类", 25),
    ("西藏/三类", 25),
    ("艰苦边远/四类", 20),
    ("西藏/二类", 20),
    ("海岛/特类", 20),
    ("艰苦边远/三类", 15),
    ("海岛/一类", 15),
    ("艰苦边远/二类", 10),
    ("海岛/二类", 10),
    ("艰苦边远/一类", 5),
    ("海岛/三类", 5),
];

/// By the month, only within at least one unbroken year on the allowance.
pub(crate) fn hardship(case: &mut Case<'_>) -> Option<i64> {
    let mut rows = Vec::new();
    for row in case.person.periods.iter().filter(|row| ["艰苦边远", "西藏", "海岛"].contains(&row.kind))
    {
        if !case.when(!row.allowance, "no allowance") {
            rows.push(row);
        }
    }
    let times = unbroken(case, &rows)?;
    let (each, order) = (by_area(&times, true), by_area(&times, false));
    let differ = case.when(each != order, "differ");
    let word = case.word("hardship.overlap", differ);
    let counted = if case.when(differ && word == "each", "each") { each } else { order };
    case.when(differ && word == "order", "order");
    let mut sum = 0;
    for (label, times) in counted {
        if case.when(times.is_empty(), "taken") {
            continue;
        }
        let Some((label, rate)) = AREAS.iter().find(|(area, _)| *area == label) else {
            case.hit("no such area");
            return None;
        };
        case.hit(label);
        sum += case.months(added(&times), "hardship.rest", MONTH_REST) * rate / 100;
    }
    Some(sum)
}

/// The times, with their areas, that belong to a stretch of at least a year, whatever the areas.
fn unbroken(case: &mut Case<'_>, rows: &[&Period]) -> Option<Vec<(String, Time)>> {
    let runs = joined(&cut(rows.iter().copied(), case.cutoff)?);
    let mut times = Vec::new();
    for row in rows {
        for (from, to) in cut([*row].into_iter(), case.cutoff)? {
            let Some(run) = runs.iter().find(|run| run.0 <= from && to <= run.1) else { continue };
            case.when(run.0.months_later(12) == run.1, "just a year");
            if !case.when(run.0.months_later(12) > run.1, "broken") {
                times.push((format!("{}/{}", row.kind, row.area), (from, to)));
            }
        }
    }
    Some(times)
}

/// The times of each area: all of them, or without the days of the areas named before.
fn by_area(times: &[(String, Time)], all: bool) -> Vec<(String, Vec<Time>)> {
    let named = AREAS.iter().map(|(area, _)| (*area).to_owned());
    let unnamed = times.iter().map(|(area, _)| area.clone()).collect::<BTreeSet<_>>().into_iter();
    let unnamed = unnamed.filter(|area| !AREAS.iter().any(|(named, _)| named == area));
    let (mut taken, mut counted) = (Vec::new(), Vec::new());
    for area in named.chain(unnamed) {
        let own: Vec<Time> = times.iter().filter(|(of, _)| *of == area).map(|(_, time)| *time).collect();
        if own.is_empty() {
            continue;
        }
        let once = joined(&own);
        counted.push((area, if all { each(&own) } else { without(&once, &taken) }));
        taken.extend(once);
    }
    counted
}
