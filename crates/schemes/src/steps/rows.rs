//! Steps that work on rows: which are taken, left out, classed and priced.

use super::{Desk, field_named, field_of, one_of, params};
use crate::book::class;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::condition::{Condition, Subject};
use anzhi_core::facts::{FactTableId, FieldKind};
use anzhi_core::scheme::Ladder;
use anzhi_core::steps::{Best, Classify, Drop, Keep, OncePer, Per, Price, SelectRows, Step, Sum, Token};

/// `{ table = "…" }` or `{ table = ["…", "…"] }`, with `where` and `needed`.
pub(super) fn read_rows(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let name = form.need("table")?;
    let names = if name.as_text().is_some() { vec![name] } else { name.array()? };
    let tables: Vec<FactTableId> = names.iter().filter_map(|name| table(name, desk)).collect();
    if tables.len() < names.len() {
        form.skip(&["where", "needed"]);
        return None;
    }
    let Some(first) = tables.first() else {
        name.fault(FormFaultKind::NothingListed);
        return None;
    };
    let schema = desk.book.schema;
    let source = schema.table(*first).source;
    for (other, name) in tables.iter().zip(&names).filter(|(other, _)| schema.table(**other).source != source)
    {
        let _ = other;
        name.fault(FormFaultKind::NotComposed);
    }
    desk.shape.tables.clone_from(&tables);
    let when = desk.when(&form)?;
    desk.shape.filtered = when.is_some();
    let needed = form.get("needed").and_then(|v| v.flag()).unwrap_or(false);
    form.end();
    Some(Step::SelectRows(SelectRows { tables, source, when, needed }))
}

fn table(name: &Value<'_>, desk: &Desk<'_>) -> Option<FactTableId> {
    let text = name.text()?;
    let tables = &desk.book.schema.tables;
    let place = tables.iter().position(|table| table.key.as_str() == text);
    if place.is_none() {
        let nearest = nearest(text, tables.iter().map(|t| t.key.as_str()));
        name.fault(FormFaultKind::UnknownName { nearest });
    }
    place.and_then(|place| u16::try_from(place).ok()).map(FactTableId)
}

pub(super) fn read_drop(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let when = form.need("where").and_then(|value| desk.condition(&value));
    let because = form.text("because");
    let warn = form.get("warn").and_then(|v| v.flag()).unwrap_or(false);
    form.end();
    desk.shape.filtered = true;
    Some(Step::Drop(Drop { when: when?, because: because?, warn }))
}

pub(super) fn read_keep(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let when = form.need("where").and_then(|value| desk.condition(&value));
    let because = form.text("because");
    form.end();
    desk.shape.filtered = true;
    Some(Step::Keep(Keep { when: when?, because: because? }))
}

/// `{ ladder, field }` takes the classes from a field, `{ ladder, rows = [{ class, where }] }` states them.
pub(super) fn read_classify(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let Some((id, ladder)) = form.need("ladder").and_then(|name| desk.book.ladder(&name)) else {
        form.skip(&["field", "rows"]);
        return None;
    };
    desk.shape.ladder = Some(id);
    let classes = match form.get("field") {
        Some(field) => classes_by_field(&field, &ladder.classes, desk),
        None => classes_by_rows(&form, ladder, desk),
    };
    form.end();
    Some(Step::Classify(Classify { ladder: id, classes: classes? }))
}

fn classes_by_field(field: &Value<'_>, names: &[Box<str>], desk: &Desk<'_>) -> Option<Vec<(u16, Condition)>> {
    let (column, kind) = field_named(field, desk)?;
    let FieldKind::Category(set) = kind else {
        field.fault(FormFaultKind::NotComposed);
        return None;
    };
    let terms = desk.book.schema.set(set);
    // Where rows have been left out before, what is missing here may never come.
    for term in terms.terms.iter().filter(|term| !desk.shape.filtered && !names.contains(term)) {
        field.fault(FormFaultKind::MissingPrice { of: term.clone() });
    }
    let subject = Subject::Field(column);
    let class = |(place, name): (u16, &str)| {
        let categories = vec![terms.find(name)?];
        Some((place, Condition::In { subject, set, categories }))
    };
    Some((0..).zip(names.iter().map(|name| &**name)).filter_map(class).collect())
}

fn classes_by_rows(form: &Section<'_>, ladder: &Ladder, desk: &Desk<'_>) -> Option<Vec<(u16, Condition)>> {
    let listed = form.need("rows")?;
    let mut classes: Vec<(u16, Condition)> = Vec::new();
    for row in listed.array()? {
        let Some(row) = row.section() else { continue };
        let class = row.need("class").and_then(|name| {
            let class = class(&name, ladder)?;
            if classes.iter().any(|(other, _)| *other == class) {
                name.fault(FormFaultKind::DoubledName);
            }
            Some(class)
        });
        let at = row.need("where");
        let when = at.and_then(|value| desk.condition(&value));
        row.end();
        if let (Some(when), Some(at)) = (&when, at) {
            for twice in doubled(when, &classes, desk) {
                at.fault(FormFaultKind::ClassTwice { of: twice });
            }
        }
        classes.extend(class.zip(when));
    }
    for term in uncovered(&classes, desk) {
        listed.fault(FormFaultKind::MissingPrice { of: term });
    }
    Some(classes)
}

/// The categories that an earlier row has taken already, where both rows are plain lists of one field.
fn doubled(when: &Condition, classes: &[(u16, Condition)], desk: &Desk<'_>) -> Vec<Box<str>> {
    let Condition::In { subject, set, categories } = when else { return Vec::new() };
    let taken = |category| {
        classes.iter().any(|(_, other)| {
            matches!(other, Condition::In { subject: same, categories, .. } if same == subject && categories.contains(category))
        })
    };
    let terms = desk.book.schema.set(*set);
    categories
        .iter()
        .filter(|category| taken(category))
        .map(|category| terms.term(*category).into())
        .collect()
}

/// The categories that no row takes, where all rows are plain lists of one field and nothing was left out.
fn uncovered(classes: &[(u16, Condition)], desk: &Desk<'_>) -> Vec<Box<str>> {
    let Some((_, Condition::In { subject, set, .. })) = classes.first() else { return Vec::new() };
    let mut taken = Vec::new();
    for (_, when) in classes {
        match when {
            Condition::In { subject: same, categories, .. } if same == subject => taken.extend(categories),
            _ => return Vec::new(),
        }
    }
    if desk.shape.filtered {
        return Vec::new();
    }
    let set = desk.book.schema.set(*set);
    let missing = set.terms.iter().filter(|term| set.find(term).is_some_and(|id| !taken.contains(&&id)));
    missing.cloned().collect()
}

pub(super) fn read_price(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let Some(ladder) = desk.shape.ladder else { return desk.unfixed(value) };
    let classes = desk.book.ladders[usize::from(ladder.0)].classes.clone();
    let points = params(value, &classes, desk)?;
    desk.shape.prices = Some(points.clone());
    Some(Step::Price(Price { ladder, points }))
}

pub(super) fn read_once_per(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let field = form.need("field").and_then(|value| field_of(&value, FieldKind::Text, desk));
    let date = form.need("date").and_then(|value| field_of(&value, FieldKind::Date, desk));
    let keep = form.need("keep")?;
    let words: Vec<_> = keep.array()?.iter().filter_map(Value::as_text).collect();
    if words != ["points", "earliest"] {
        keep.fault(FormFaultKind::UnknownName { nearest: Some("[\"points\", \"earliest\"]".into()) });
    }
    form.end();
    Some(Step::OncePer(OncePer { field: field?, date: date? }))
}

pub(super) fn read_best(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let n = form.need("n").and_then(|value| value.integer(1, 1_000));
    let words = [("all", Per::All), ("class", Per::Class), ("points", Per::Points)];
    let per = form.need("per").and_then(|value| one_of(&value, &words));
    form.end();
    Some(Step::Best(Best { n: u16::try_from(n?).ok()?, per: per? }))
}

pub(super) fn read_token(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let rest = form.need("rest").and_then(|value| value.points());
    let date = form.need("date").and_then(|value| field_of(&value, FieldKind::Date, desk));
    form.end();
    Some(Step::Token(Token { rest: rest?, date: date? }))
}

pub(super) fn read_sum(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    value.section()?.end();
    Some(Step::Sum(Sum))
}
