//! The steps of a pipeline in their written form: one function each, one line in the table [`KINDS`].

use crate::conditions::{Scope, attribute, condition, field};
use crate::form::{FormFaultKind, Type};
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::condition::{Condition, Subject};
use anzhi_core::date::TimeUnit;
use anzhi_core::facts::{ColumnId, FactSchema, FactTableId, FieldKind, SetId};
use anzhi_core::ids::Key;
use anzhi_core::points::Points;
use anzhi_core::scheme::{Gap, GapId, Ladder, LadderId};
use anzhi_core::steps::{
    Attribute, Band, Best, Classify, Drop, Keep, Lookup, Measure, OncePer, Param, Per, Pipeline, Price, Rest,
    Scale, SelectRows, Span as SpanStep, Step, Sum, Token,
};
use std::collections::BTreeSet;

/// What the steps before have fixed: which set, table and ladder the next step refers to.
pub(crate) struct Desk<'s> {
    pub(crate) schema: &'s FactSchema,
    pub(crate) ladders: &'s [Ladder],
    pub(crate) item: &'s Key,
    pub(crate) gaps: &'s mut Vec<Gap>,
    set: Option<SetId>,
    table: Option<FactTableId>,
    ladder: Option<LadderId>,
    /// A step before is faulty: what it would have fixed is missing for no other reason.
    lost: bool,
}

impl Desk<'_> {
    /// A step refers to what no step before has fixed.
    fn unfixed<T>(&self, value: &Value<'_>) -> Option<T> {
        if !self.lost {
            value.fault(FormFaultKind::NotComposed);
        }
        None
    }

    /// A condition on the rows at hand.
    fn condition(&self, value: &Value<'_>) -> Option<Condition> {
        if self.table.is_none() {
            return self.unfixed(value);
        }
        condition(value, Scope { schema: self.schema, table: self.table })
    }
}

type Read = fn(&Value<'_>, &mut Desk<'_>) -> Option<Step>;

/// Every kind of step and how it is read.
const KINDS: &[(&str, Read)] = &[
    ("attribute", read_attribute),
    ("best", read_best),
    ("classify", read_classify),
    ("drop", read_drop),
    ("keep", read_keep),
    ("lookup", read_lookup),
    ("measure", read_measure),
    ("once_per", read_once_per),
    ("price", read_price),
    ("rows", read_rows),
    ("scale", read_scale),
    ("span", read_span),
    ("sum", read_sum),
    ("token", read_token),
];

/// Reads the steps of an item and checks that they compose. Also gives the ladder of its last classes.
pub(crate) fn pipeline(
    value: &Value<'_>,
    schema: &FactSchema,
    ladders: &[Ladder],
    item: &Key,
    gaps: &mut Vec<Gap>,
) -> Option<(Pipeline, Option<LadderId>)> {
    let mut desk = Desk { schema, ladders, item, gaps, set: None, table: None, ladder: None, lost: false };
    let forms = value.array()?;
    let mut steps = Vec::new();
    for form in &forms {
        match step(form, &mut desk) {
            Some(step) => steps.push(step),
            None => desk.lost = true,
        }
    }
    if steps.len() < forms.len() {
        return None;
    }
    let ladder = desk.ladder;
    match Pipeline::new(steps) {
        Ok(pipeline) => Some((pipeline, ladder)),
        Err(wrong) => {
            let at = forms.get(wrong.at).or(forms.last()).unwrap_or(value);
            at.fault(FormFaultKind::NotComposed);
            None
        }
    }
}

/// A step is a table with exactly one key, its kind.
fn step(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let mut entries = form.entries();
    let Some((name, span, parameters)) = entries.next() else {
        value.fault(FormFaultKind::MissingKey { key: "rows".into() });
        return None;
    };
    for (_, span, _) in entries {
        form.fault(&span, FormFaultKind::UnknownKey { nearest: None });
    }
    let Some((_, read)) = KINDS.iter().find(|(kind, _)| *kind == name) else {
        let nearest = nearest(name, KINDS.iter().map(|(kind, _)| *kind));
        form.fault(&span, FormFaultKind::UnknownKey { nearest });
        return None;
    };
    read(&parameters, desk)
}

fn read_attribute(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let (subject, kind) = attribute(value, desk.schema)?;
    let FieldKind::Category(set) = kind else {
        value.fault(FormFaultKind::NotComposed);
        return None;
    };
    desk.set = Some(set);
    Some(Step::Attribute(Attribute { subject }))
}

fn read_lookup(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let Some(set) = desk.set else { return desk.unfixed(value) };
    let terms = desk.schema.set(set).terms.clone();
    let points = params(value, &terms, desk)?;
    Some(Step::Lookup(Lookup { set, points }))
}

fn read_rows(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let name = form.need("table")?;
    let tables = &desk.schema.tables;
    let place = tables.iter().position(|table| Some(table.key.as_str()) == name.as_text());
    let Some(table) = place.and_then(|place| u16::try_from(place).ok()).map(FactTableId) else {
        let nearest = nearest(name.text()?, tables.iter().map(|t| t.key.as_str()));
        name.fault(FormFaultKind::UnknownName { nearest });
        return None;
    };
    let needed = form.get("needed").and_then(|v| v.flag()).unwrap_or(false);
    form.end();
    desk.table = Some(table);
    Some(Step::SelectRows(SelectRows { table, source: desk.schema.table(table).source, needed }))
}

fn read_drop(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let when = form.need("where").and_then(|value| desk.condition(&value));
    let because = form.text("because");
    let warn = form.get("warn").and_then(|v| v.flag()).unwrap_or(false);
    form.end();
    Some(Step::Drop(Drop { when: when?, because: because?, warn }))
}

fn read_keep(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let when = form.need("where").and_then(|value| desk.condition(&value));
    let because = form.text("because");
    form.end();
    Some(Step::Keep(Keep { when: when?, because: because? }))
}

/// `{ ladder, field }` takes the classes from a field, `{ ladder, rows = [{ class, where }] }` states them.
fn read_classify(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let name = form.need("ladder")?;
    let place = desk.ladders.iter().position(|ladder| Some(ladder.key.as_str()) == name.as_text());
    let Some(ladder) = place.and_then(|place| u16::try_from(place).ok()).map(LadderId) else {
        let nearest = nearest(name.text()?, desk.ladders.iter().map(|l| l.key.as_str()));
        name.fault(FormFaultKind::UnknownName { nearest });
        return None;
    };
    desk.ladder = Some(ladder);
    let names = &desk.ladders[usize::from(ladder.0)].classes;
    let classes = match form.get("field") {
        Some(field) => classes_by_field(&field, names, desk),
        None => classes_by_rows(&form, names, desk),
    };
    form.end();
    Some(Step::Classify(Classify { ladder, classes: classes? }))
}

fn classes_by_field(field: &Value<'_>, names: &[Box<str>], desk: &Desk<'_>) -> Option<Vec<(u16, Condition)>> {
    let (column, kind) = field_named(field, desk)?;
    let FieldKind::Category(set) = kind else {
        field.fault(FormFaultKind::NotComposed);
        return None;
    };
    for term in desk.schema.set(set).terms.iter().filter(|term| !names.contains(term)) {
        field.fault(FormFaultKind::MissingPrice { of: term.clone() });
    }
    let subject = Subject::Field(column);
    let class = |(place, name): (u16, &str)| {
        let categories = vec![desk.schema.set(set).find(name)?];
        Some((place, Condition::In { subject, set, categories }))
    };
    Some((0..).zip(names.iter().map(|name| &**name)).filter_map(class).collect())
}

fn classes_by_rows(form: &Section<'_>, names: &[Box<str>], desk: &Desk<'_>) -> Option<Vec<(u16, Condition)>> {
    let rows = form.need("rows")?.array()?;
    let mut classes: Vec<(u16, Condition)> = Vec::new();
    for row in rows.iter().filter_map(Value::section) {
        let name = row.need("class")?;
        let class = names.iter().position(|n| Some(&**n) == name.as_text());
        let Some(class) = class.and_then(|class| u16::try_from(class).ok()) else {
            let nearest = nearest(name.text()?, names.iter().map(|n| &**n));
            name.fault(FormFaultKind::UnknownName { nearest });
            continue;
        };
        if classes.iter().any(|(other, _)| *other == class) {
            name.fault(FormFaultKind::DoubledName);
        }
        let when = row.need("where").and_then(|value| desk.condition(&value));
        row.end();
        classes.extend(when.map(|when| (class, when)));
    }
    Some(classes)
}

fn read_price(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let Some(ladder) = desk.ladder else { return desk.unfixed(value) };
    let classes = desk.ladders[usize::from(ladder.0)].classes.clone();
    let points = params(value, &classes, desk)?;
    Some(Step::Price(Price { ladder, points }))
}

fn read_once_per(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let field = field_of(&form.need("field")?, FieldKind::Text, desk);
    let date = field_of(&form.need("date")?, FieldKind::Date, desk);
    let keep = form.need("keep")?;
    let words: Vec<_> = keep.array()?.iter().filter_map(Value::as_text).collect();
    if words != ["points", "earliest"] {
        keep.fault(FormFaultKind::UnknownName { nearest: Some("[\"points\", \"earliest\"]".into()) });
    }
    form.end();
    Some(Step::OncePer(OncePer { field: field?, date: date? }))
}

fn read_best(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let n = form.need("n")?.integer(1, 1_000);
    let per_value = form.need("per")?;
    let per = match per_value.text()? {
        "all" => Some(Per::All),
        "class" => Some(Per::Class),
        "points" => Some(Per::Points),
        other => {
            let nearest = nearest(other, ["all", "class", "points"].into_iter());
            per_value.fault(FormFaultKind::UnknownName { nearest });
            None
        }
    };
    form.end();
    Some(Step::Best(Best { n: u16::try_from(n?).ok()?, per: per? }))
}

fn read_token(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let rest = form.need("rest")?.points();
    let date = field_of(&form.need("date")?, FieldKind::Date, desk);
    form.end();
    Some(Step::Token(Token { rest: rest?, date: date? }))
}

fn read_sum(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    value.section()?.end();
    Some(Step::Sum(Sum))
}

fn read_span(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let from = form.need("from")?;
    let to = form.need("to")?;
    form.end();
    if to.text()? != "cutoff" {
        to.fault(FormFaultKind::UnknownName { nearest: Some("cutoff".into()) });
    }
    let start = from.text()?.strip_prefix("attribute:").and_then(|name| desk.schema.find_attribute(name));
    let start = start.filter(|id| desk.schema.attribute(*id).kind == FieldKind::Date);
    if start.is_none() {
        from.fault(FormFaultKind::UnknownName { nearest: None });
    }
    Some(Step::Span(SpanStep { from: start? }))
}

fn read_measure(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let unit = one_of(
        &form.need("unit")?,
        &[("day", TimeUnit::Day), ("month", TimeUnit::Month), ("year", TimeUnit::Year)],
    );
    let rest = one_of(&form.need("rest")?, &[("down", Rest::Down), ("up", Rest::Up)]);
    form.end();
    Some(Step::Measure(Measure { unit: unit?, rest: rest? }))
}

fn read_scale(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    let rows = value.array()?;
    if rows.is_empty() {
        value.fault(FormFaultKind::MissingKey { key: "at".into() });
    }
    // All rows are read before a wrong one ends it, so that each names its faults.
    let bands: Vec<Option<Band>> = rows.iter().map(band).collect();
    for (pair, row) in bands.windows(2).zip(rows.iter().skip(1)) {
        if matches!(pair, [Some(before), Some(band)] if before.at >= band.at) {
            row.fault(FormFaultKind::BandsNotRising);
        }
    }
    Some(Step::Scale(Scale { bands: bands.into_iter().collect::<Option<_>>()? }))
}

fn band(value: &Value<'_>) -> Option<Band> {
    let row = value.section()?;
    let at = row.need("at").and_then(|value| value.points());
    let gives = row.get("gives").map(|value| value.points());
    let each = row.get("each").map_or(Some(Points::ZERO), |value| value.points());
    row.end();
    let gives = match gives {
        Some(read) => Some(read?),
        None => None,
    };
    Some(Band { at: at?, gives, each: each? })
}

/// One of a few words.
pub(crate) fn one_of<T: Copy>(value: &Value<'_>, words: &[(&str, T)]) -> Option<T> {
    let found = value.text()?;
    let result = words.iter().find(|(word, _)| *word == found).map(|(_, meaning)| *meaning);
    if result.is_none() {
        let nearest = nearest(found, words.iter().map(|(word, _)| *word));
        value.fault(FormFaultKind::UnknownName { nearest });
    }
    result
}

/// A field that the table at hand declares.
fn field_named(value: &Value<'_>, desk: &Desk<'_>) -> Option<(ColumnId, FieldKind)> {
    if desk.table.is_none() {
        return desk.unfixed(value);
    }
    field(value, Scope { schema: desk.schema, table: desk.table })
}

/// A field of the table at hand that holds what the step needs.
fn field_of(value: &Value<'_>, kind: FieldKind, desk: &Desk<'_>) -> Option<ColumnId> {
    let (column, found) = field_named(value, desk)?;
    if found != kind {
        value.fault(FormFaultKind::NotComposed);
    }
    Some(column)
}

/// Points for each of these terms: every term needs one, no other may have one.
fn params(value: &Value<'_>, terms: &[Box<str>], desk: &mut Desk<'_>) -> Option<Vec<Param<Points>>> {
    let form = value.section()?;
    let known: BTreeSet<&str> = terms.iter().map(|term| &**term).collect();
    for (name, span, _) in form.entries().filter(|(name, ..)| !known.contains(name)) {
        let nearest = nearest(name, terms.iter().map(|t| &**t));
        form.fault(&span, FormFaultKind::UnknownName { nearest });
    }
    let mut params = Vec::with_capacity(terms.len());
    for term in terms {
        match form.entry(term) {
            Some(value) => params.extend(param(&value, term, desk)),
            None => form.fault(&form.span(), FormFaultKind::MissingPrice { of: term.clone() }),
        }
    }
    (params.len() == terms.len()).then_some(params)
}

/// Points in quotation marks, or `{ gap = "why" }`.
fn param(value: &Value<'_>, term: &str, desk: &mut Desk<'_>) -> Option<Param<Points>> {
    if let Some(form) = value.as_section() {
        let why = form.text("gap")?;
        form.end();
        let Ok(key) = format!("{}.{term}", desk.item).parse::<Key>() else {
            value.fault(FormFaultKind::MalformedName);
            return None;
        };
        let place = u16::try_from(desk.gaps.len()).ok()?;
        desk.gaps.push(Gap { key, why });
        return Some(Param::Gap(GapId(place)));
    }
    if value.as_text().is_none() {
        value.fault(FormFaultKind::WrongType { expected: Type::TextOrGap });
        return None;
    }
    value.points().map(Param::Stated)
}
