//! Steps on times: postings of one person under a small scheme in its written form, against naive versions that walk
//! from day to day and say what the rules say in words.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "times/alike.rs"]
mod alike;
#[path = "times/bands.rs"]
mod bands;
#[path = "times/calculations.rs"]
mod calculations;
#[path = "times/calendar.rs"]
mod calendar;
#[path = "times/gaps.rs"]
mod gaps;
#[path = "times/lengths.rs"]
mod lengths;
#[path = "times/overlaps.rs"]
mod overlaps;
#[path = "times/relabelled.rs"]
mod relabelled;
#[path = "times/runs.rs"]
mod runs;
#[path = "times/spans.rs"]
mod spans;
#[path = "times/ways.rs"]
mod ways;
#[path = "times/writing.rs"]
mod writing;

use anzhi_core::dossier::{Dossier, Row};
use anzhi_core::facts::{Cell, Source};
use anzhi_core::fault::FaultKind;
use anzhi_core::points::Points;
use anzhi_core::scheme::Scheme;
use anzhi_core::score::{Cohort, Unscored, score};
use anzhi_core::sheet::{Gave, ItemLine, Sheet, Stretch};
use calendar::Day;
use proptest::prelude::*;

/// The kinds of time, in the order of their set; a posting without one has the label "".
pub(crate) const AREAS: [&str; 3] = ["甲", "乙", "丙"];

/// One posting as a file has it: from which day to which, and where.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Posting {
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) area: usize,
}

/// What a person's file says besides postings: attributes by name.
pub(crate) type Facts<'a> = &'a [(&'a str, String)];

const SCHEME: &str = "
language = 1
id = 'times'
title = '时间'
edition = '1'
signed = 'whole'
[source]
issuer = '某局'
title = '某办法'
address = 'address not known'
trust = '虚构'
[cutoff]
date = '2020-03-31'
[facts.categories]
area = ['甲', '乙', '丙']
[facts.attributes]
begun = { title = '开始', type = 'date' }
ended = { title = '结束', type = 'date' }
first = { title = '甲数', type = 'number' }
second = { title = '乙数', type = 'number' }
home = { title = '原籍', type = 'area' }
place = { title = '现住', type = 'area' }
[facts.tables.posting]
source = 'periods'
kinds = ['任职', '学习']
[facts.tables.posting.fields]
area = { title = '地区', type = 'area' }
other = { title = '他区', type = 'area' }
note = { title = '备考', type = 'text' }
[ranking]
ties = ['assessment', 'lot']
[choosing]
gave_up = 'out'
absent = 'out'
timed_out = 'out'
late = 'end_of_list'
[[sittings]]
id = 'main'
title = '选岗会'
";

/// The scheme with values and one item of these steps.
pub(crate) fn scheme(missing: &str, values: &str, steps: &str) -> Scheme {
    let item = format!("[[items]]\nid = 'item'\ntitle = '时间'\nclause = '一'\nsteps = [{steps}]\n");
    let text = format!("{SCHEME}\n[anniversary]\nmissing_day = '{missing}'\n{values}\n{item}");
    match anzhi_schemes::load(&text) {
        Ok(loaded) => loaded.scheme,
        Err(faults) => panic!("{faults:#?}\n{text}"),
    }
}

/// The file of a person.
pub(crate) fn dossier(scheme: &Scheme, postings: &[Posting], facts: Facts<'_>) -> Dossier {
    let schema = &scheme.scoring.facts;
    let mut attributes = vec![Cell::Blank; schema.attributes.len()];
    for (name, text) in facts {
        let id = schema.find_attribute(name).unwrap();
        attributes[usize::from(id.0)] = Cell::parse(schema, schema.attribute(id).kind, text).unwrap();
    }
    let row = |posting: &Posting| {
        let table = schema.find_table(Source::Periods, "任职");
        let mut cells = vec![Cell::Blank; schema.columns(Source::Periods).len()];
        let area = AREAS.get(posting.area).copied().unwrap_or_default();
        for (name, text) in
            [("from", posting.from.to_string()), ("to", posting.to.to_string()), ("area", area.into())]
        {
            let column = schema.find_column(Source::Periods, name).unwrap();
            let kind = schema.field_kind(Source::Periods, table, column).unwrap();
            cells[usize::from(column.0)] = Cell::parse(schema, kind, &text).unwrap();
        }
        Row { table, kind: "任职".into(), cells, ..Row::default() }
    };
    let rows = [Vec::new(), postings.iter().map(row).collect(), Vec::new()];
    Dossier::new(schema, "1".parse().unwrap(), 2, attributes, rows).unwrap()
}

/// The sheet of a person with these postings and facts; `fillings` are gaps by name and what fills them.
pub(crate) fn sheet(
    scheme: &Scheme,
    postings: &[Posting],
    facts: Facts<'_>,
    fillings: &[(&str, &str)],
) -> Result<Sheet, Unscored> {
    let gaps = &scheme.scoring.gaps;
    let filled = |gap: &anzhi_core::scheme::Gap| {
        let text = fillings.iter().find(|(key, _)| *key == gap.key.as_str()).map(|(_, text)| text);
        text.map(|text| gap.fills.parse(text).unwrap())
    };
    let cohort = Cohort::new(scheme, 2020, false, gaps.iter().map(filled).collect());
    score(scheme, &cohort, &dossier(scheme, postings, facts))
}

/// The line of the item for a person with these postings.
pub(crate) fn line(steps: &str, postings: &[Posting]) -> Result<ItemLine, Unscored> {
    sheet(&scheme("last", "", steps), postings, &[], &[]).map(|sheet| sheet.items[0].clone())
}

/// The times that a step has given, from which day until which, with the place of their area.
pub(crate) fn times(line: &ItemLine, step: usize) -> Vec<(Day, Day, u32)> {
    let Gave::Spans(spans) = &line.steps[step] else { panic!("{line:?}") };
    let day = |date: anzhi_core::date::Date| Day::parse(&date.to_string());
    spans.iter().map(|time: &Stretch| (day(time.from), day(time.until()), time.label)).collect()
}

pub(crate) fn fault(result: Result<ItemLine, Unscored>) -> FaultKind {
    match result {
        Err(Unscored::Faults(faults)) if faults.len() == 1 => faults[0].kind.clone(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn points(text: &str) -> Points {
    text.parse().unwrap()
}

/// Postings that overlap, touch or lie apart, around the end of a February and the cut-off.
pub(crate) fn postings() -> impl Strategy<Value = Vec<Posting>> {
    let one = (0..60_u32, 0..40_u32, 0..=AREAS.len());
    let one = one.prop_map(|(start, length, area)| {
        let from = Day::parse("2020-02-10").later(start);
        Posting { from, to: from.later(length), area }
    });
    proptest::collection::vec(one, 0..6)
}

/// Postings of years, the last of them perhaps beyond the cut-off.
pub(crate) fn careers() -> impl Strategy<Value = Vec<Posting>> {
    let one = (0..4_000_u32, 0..1_500_u32, 0..=AREAS.len());
    let one = one.prop_map(|(start, length, area)| {
        let from = Day::parse("2008-01-29").later(start);
        Posting { from, to: from.later(length), area }
    });
    proptest::collection::vec(one, 0..5)
}

/// What of a posting lies up to the cut-off, the 31 March 2020: from its first day until the first that no longer
/// counts.
pub(crate) fn counted(posting: &Posting, end_day: bool) -> Option<(Day, Day)> {
    let cutoff = Day::parse("2020-03-31");
    if posting.from > cutoff {
        return None;
    }
    let to = posting.to.min(cutoff);
    Some((posting.from, if end_day { to.later(1) } else { to }))
}
