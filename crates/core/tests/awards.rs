//! Steps on events: awards of one person under a small scheme in its written form, against what the rules say in
//! words. Rows stand in the order in which they are given: their first field is a number.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "awards/joined.rs"]
mod joined;
#[path = "awards/limits.rs"]
mod limits;
#[path = "awards/once_per.rs"]
mod once_per;
#[path = "awards/selected.rs"]
mod selected;
#[path = "awards/shift.rs"]
mod shift;
#[path = "awards/totals.rs"]
mod totals;
#[path = "awards/ways.rs"]
mod ways;
#[path = "awards/weights.rs"]
mod weights;
#[path = "awards/writing.rs"]
mod writing;

use anzhi_core::dossier::{Dossier, Row};
use anzhi_core::facts::{Cell, ColumnId, FactTableId, Source};
use anzhi_core::fault::FaultKind;
use anzhi_core::points::Points;
use anzhi_core::scheme::{Filling, Scheme};
use anzhi_core::score::{Cohort, Unscored, score};
use anzhi_core::sheet::{Gave, ItemLine, Sheet};
use proptest::prelude::*;

/// The ladder, lowest first.
pub(crate) const CLASSES: [&str; 4] = ["嘉奖", "三等功", "二等功", "一等功"];

/// One award. A blank cause is none; a day is one of a month.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Award {
    pub(crate) class: usize,
    pub(crate) day: Option<u8>,
    pub(crate) wartime: bool,
    pub(crate) cause: &'static str,
    /// Whether it stands in the second table, whose rows come behind those of the first.
    pub(crate) other: bool,
}

/// A condition as it is written and as it holds.
pub(crate) type Written = (&'static str, fn(&Award) -> bool);

pub(crate) fn award(class: usize) -> Award {
    Award { class, ..Award::default() }
}

/// Any awards of a person, those of the first table first.
pub(crate) fn awards() -> impl Strategy<Value = Vec<Award>> {
    let cause = prop_oneof![Just(""), Just("抗洪"), Just("抗震")];
    let one = (0..CLASSES.len(), proptest::option::of(1..4_u8), any::<bool>(), cause, any::<bool>());
    let one = one.prop_map(|(class, day, wartime, cause, other)| Award { class, day, wartime, cause, other });
    proptest::collection::vec(one, 0..8).prop_map(|mut rows| {
        rows.sort_by_key(|row| row.other);
        rows
    })
}

const HEAD: &str = "
language = 1
id = 'small'
title = '小办法'
edition = '1'
signed = 'whole'
cutoff = { month_day = '03-31' }
anniversary = { missing_day = 'last' }
source = { issuer = '某局', title = '某文', address = 'address not known', trust = '虚构' }

[facts.categories]
merit = ['嘉奖', '三等功', '二等功', '一等功']

[facts.attributes]
enlisted = { title = '入伍日期', type = 'date' }

[facts.tables.award]
source = 'events'
kinds = ['奖1']
[facts.tables.award.fields]
number = { title = '序号', type = 'text' }
class = { title = '等次', type = 'merit' }
date = { title = '日期', type = 'date' }
wartime = { title = '战时', type = 'flag' }
cause = { title = '事由', type = 'text' }

[facts.tables.honour]
source = 'events'
kinds = ['奖2']
[facts.tables.honour.fields]
number = { title = '序号', type = 'text' }
class = { title = '等次', type = 'merit' }
date = { title = '日期', type = 'date' }
wartime = { title = '战时', type = 'flag' }
cause = { title = '事由', type = 'text' }

[ladders]
merit = ['嘉奖', '三等功', '二等功', '一等功']
";

const TAIL: &str = "
[ranking]
ties = ['lot']

[choosing]
gave_up = 'out'
absent = 'out'
timed_out = 'out'
late = 'out'

[[sittings]]
id = 'main'
title = '选岗会'
";

/// The rows of both tables, and their classes.
pub(crate) const ROWS: &str = "{ rows = { table = ['award', 'honour'] } }";
pub(crate) const CLASSED: &str =
    "{ rows = { table = ['award', 'honour'] } }, { classify = { ladder = 'merit', field = 'class' } }";

/// Rows, their classes, and a price for each: 嘉奖, 三等功, 二等功, 一等功.
pub(crate) fn priced(prices: [&str; 4]) -> String {
    let price = |(class, price): (&str, &str)| match price.starts_with(['[', '{']) {
        true => format!("'{class}' = {price}"),
        false => format!("'{class}' = '{price}'"),
    };
    let prices: Vec<String> = CLASSES.into_iter().zip(prices).map(price).collect();
    format!("{CLASSED}, {{ price = {{ {} }} }}", prices.join(", "))
}

/// A scheme of one item with these steps, and of these values, each an id and its steps.
pub(crate) fn scheme(values: &[(&str, &str)], steps: &str) -> Scheme {
    let values: String =
        values.iter().map(|(id, steps)| format!("[[values]]\nid = '{id}'\nsteps = [{steps}]\n")).collect();
    let item = format!("[[items]]\nid = 'item'\ntitle = '奖励'\nclause = '条款'\nsteps = [{steps}]\n");
    let text = format!("{HEAD}\n{values}\n{item}\n{TAIL}");
    anzhi_schemes::load(&text).map_err(|faults| format!("{faults:#?}\n{text}")).unwrap().scheme
}

/// The line of the item for these awards, where rulings fill the gaps with these words or figures.
pub(crate) fn line(scheme: &Scheme, awards: &[Award], fills: &[(&str, &str)]) -> Result<ItemLine, Unscored> {
    sheet(scheme, awards, fills).map(|sheet| sheet.items[0].clone())
}

/// The whole sheet.
pub(crate) fn sheet(scheme: &Scheme, awards: &[Award], fills: &[(&str, &str)]) -> Result<Sheet, Unscored> {
    let scoring = &scheme.scoring;
    let gap = |gap: &anzhi_core::scheme::Gap| -> Option<Filling> {
        let (_, filling) = fills.iter().find(|(key, _)| *key == gap.key.as_str())?;
        Some(gap.fills.parse(filling).unwrap())
    };
    let cohort = Cohort {
        scheme: scoring.digest(),
        cutoff: "2026-03-31".parse().ok(),
        exam_held: false,
        fillings: scoring.gaps.iter().map(gap).collect(),
        top_marks: Vec::new(),
    };
    let events: Vec<Row> = (0..).zip(awards).map(|(number, award)| row(scheme, number, award)).collect();
    let rows = Source::ALL.map(|source| if source == Source::Events { events.clone() } else { Vec::new() });
    let dossier = Dossier::new(&scoring.facts, "01".parse().unwrap(), 2, Vec::new(), rows).unwrap();
    score(scheme, &cohort, &dossier)
}

fn row(scheme: &Scheme, number: u16, award: &Award) -> Row {
    let facts = &scheme.scoring.facts;
    let table = Some(FactTableId(u16::from(award.other)));
    let kind = if award.other { "奖2" } else { "奖1" };
    let cell = |place: u16, text: &str| {
        let kind = facts.field_kind(Source::Events, table, ColumnId(place)).unwrap();
        Cell::parse(facts, kind, text).unwrap()
    };
    let date = award.day.map_or_else(String::new, |day| format!("2020-01-{day:02}"));
    let wartime = if award.wartime { "是" } else { "否" };
    let cells = vec![
        cell(0, &format!("{number:03}")),
        cell(1, CLASSES[award.class]),
        cell(2, &date),
        cell(3, wartime),
        cell(4, award.cause),
    ];
    Row { line: 100 + u32::from(number), table, kind: kind.into(), cells, ..Row::default() }
}

/// The rows that a step left with their points in millionths, whichever the step.
pub(crate) fn entries(line: &ItemLine, at: usize) -> Vec<(u16, i64)> {
    let Gave::Entries(rows) = &line.steps[at] else { panic!("no entries: {line:?}") };
    rows.iter().map(|(row, points)| (*row, points.micros())).collect()
}

/// As `row:points row:points`, rows from 1.
pub(crate) fn shown(line: &ItemLine, at: usize) -> String {
    let Gave::Entries(rows) = &line.steps[at] else { panic!("no entries: {line:?}") };
    rows.iter().map(|(row, points)| format!("{}:{points}", row + 1)).collect::<Vec<_>>().join(" ")
}

/// The rows and classes that a step left.
pub(crate) fn classes(line: &ItemLine, at: usize) -> Vec<(u16, u16)> {
    let Gave::Classed(rows) = &line.steps[at] else { panic!("no classes: {line:?}") };
    rows.clone()
}

/// The only fault, and the row at which it stands, from 0.
pub(crate) fn fault(result: Result<ItemLine, Unscored>) -> (FaultKind, u32) {
    let Err(Unscored::Faults(faults)) = result else { panic!("no fault: {result:?}") };
    assert_eq!(faults.len(), 1, "{faults:?}");
    (faults[0].kind.clone(), faults[0].place.line.wrapping_sub(100))
}

/// The names of the gaps that hold the sheet back.
pub(crate) fn gaps(scheme: &Scheme, result: Result<ItemLine, Unscored>) -> Vec<String> {
    let Err(Unscored::Gaps(gaps)) = result else { panic!("no gap: {result:?}") };
    gaps.iter().map(|gap| scheme.scoring.gap(*gap).key.to_string()).collect()
}

pub(crate) fn micros(text: &str) -> i64 {
    text.parse::<Points>().unwrap().micros()
}
