//! Conditions: `{ all = […] }`, `{ field = "…", in = […] }` and their like.

use crate::book::class;
use crate::facts::category;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Named, Section, Value};
use crate::subjects::{fact, subject};
use crate::warning::FormWarningKind;
use anzhi_core::condition::{Bound, Compare, Condition, Moment, Subject};
use anzhi_core::date::Date;
use anzhi_core::facts::{CategoryId, FieldKind, SetId};
use anzhi_core::scheme::Ladder;
use anzhi_core::steps::Kind;

pub(crate) use crate::subjects::{Scope, attribute, field, length, moment};

/// How deep conditions may be nested.
const DEEPEST: usize = 16;

/// Reads one condition.
pub(crate) fn condition(value: &Value<'_>, scope: Scope<'_>) -> Option<Condition> {
    nested(value, scope, 0)
}

fn nested(value: &Value<'_>, scope: Scope<'_>, depth: usize) -> Option<Condition> {
    if depth > DEEPEST {
        value.fault(FormFaultKind::TooDeep);
        return None;
    }
    let form = value.section()?;
    let many = |value: Value<'_>| -> Option<Vec<Condition>> {
        let parts = value.array()?;
        if parts.is_empty() {
            value.fault(FormFaultKind::NothingListed);
        }
        let read: Vec<_> = parts.iter().filter_map(|part| nested(part, scope, depth + 1)).collect();
        (read.len() == parts.len() && !read.is_empty()).then_some(read)
    };
    let result = if let Some(parts) = form.get("all") {
        many(parts).map(Condition::All)
    } else if let Some(parts) = form.get("any") {
        many(parts).map(Condition::Any)
    } else if let Some(part) = form.get("not") {
        nested(&part, scope, depth + 1).map(|part| Condition::Not(Box::new(part)))
    } else if let Some(since) = form.get("since") {
        time(&form, &since, scope)
    } else if let Some(name) = form.get("value") {
        of_value(&form, &name, scope)
    } else {
        comparison(&form, scope)
    };
    form.end();
    result
}

const COMPARES: [(&str, Compare); 4] = [
    ("at_least", Compare::AtLeast),
    ("at_most", Compare::AtMost),
    ("above", Compare::Above),
    ("below", Compare::Below),
];

/// The one comparison that a condition makes, if it makes one.
fn compared<'t>(form: &Section<'t>) -> Option<(Compare, Value<'t>)> {
    let mut found = COMPARES.iter().filter_map(|(word, compare)| Some((*compare, form.get(word)?)));
    let first = found.next();
    for (_, value) in found {
        value.fault(FormFaultKind::UnknownKey { nearest: None });
    }
    first
}

/// As [`compared`], where one is needed.
fn needed_compared<'t>(form: &Section<'t>) -> Option<(Compare, Value<'t>)> {
    let found = compared(form);
    if found.is_none() {
        form.need("at_least");
    }
    found
}

fn comparison(form: &Section<'_>, scope: Scope<'_>) -> Option<Condition> {
    if let Some(value) = form.get("field").filter(|value| value.as_text() == Some("kind")) {
        return kinds(form, &value, scope);
    }
    let Some((subject, kind)) = subject(form, scope) else {
        form.skip(&["in", "is", "filled", "has", "same_as", "ladder", "after", "blank"]);
        form.skip(&["at_least", "at_most", "above", "below"]);
        return None;
    };
    if let Some(value) = form.get("in") {
        let set = category_set(&value, kind)?;
        let categories = listed(&value, |term| category(term, scope.schema, set))?;
        return Some(Condition::In { subject, set, categories });
    }
    if let Some(value) = form.get("is") {
        if kind != FieldKind::Flag {
            value.fault(FormFaultKind::NotComposed);
        }
        return value.flag().map(|flag| Condition::Is { subject, flag });
    }
    if let Some(value) = form.get("filled") {
        return value.flag().map(|flag| Condition::Filled { subject, flag });
    }
    if let Some(value) = form.get("has") {
        if kind != FieldKind::Text {
            value.fault(FormFaultKind::NotComposed);
        }
        return value.text().map(|entry| Condition::Has { subject, entry: entry.trim().into() });
    }
    if let Some(value) = form.get("same_as") {
        let other = fact(&value, scope).filter(|(_, other)| {
            let same = *other == kind && matches!(kind, FieldKind::Category(_));
            if !same {
                value.fault(FormFaultKind::NotComposed);
            }
            same
        });
        return other.map(|(other, _)| Condition::Same { one: subject, other });
    }
    if let Some((compare, bound)) = compared(form) {
        return bounded(form, subject, kind, compare, &bound, scope);
    }
    form.skip(&["after", "blank"]);
    let value = form.need(match kind {
        FieldKind::Category(_) if form.entry("after").is_none() => "in",
        FieldKind::Flag if form.entry("after").is_none() => "is",
        FieldKind::Number if form.entry("after").is_none() => "at_least",
        FieldKind::Text if form.entry("after").is_none() => "has",
        FieldKind::Category(_) | FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text => {
            "after"
        }
    })?;
    value.offers(["cutoff"].into_iter());
    if kind != FieldKind::Date || value.text()? != "cutoff" {
        value.fault(FormFaultKind::NotComposed);
    }
    let blank = form.get("blank").and_then(|value| value.flag());
    Some(Condition::AfterCutoff { subject, blank })
}

/// Everything in a list: at least one, none of them twice, and all of them known.
fn listed<T: PartialEq>(value: &Value<'_>, read: impl Fn(&Value<'_>) -> Option<T>) -> Option<Vec<T>> {
    let names = value.array()?;
    if names.is_empty() {
        value.fault(FormFaultKind::NothingListed);
    }
    let mut found = Vec::new();
    for name in &names {
        let Some(one) = read(name) else { continue };
        if found.contains(&one) {
            name.fault(FormFaultKind::DoubledName);
        }
        found.push(one);
    }
    (found.len() == names.len() && !found.is_empty()).then_some(found)
}

fn category_set(at: &Value<'_>, kind: FieldKind) -> Option<SetId> {
    match kind {
        FieldKind::Category(set) => Some(set),
        FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text => {
            at.fault(FormFaultKind::NotComposed);
            None
        }
    }
}

/// A number, a date, or a category by its place in a ladder.
fn bounded(
    form: &Section<'_>,
    subject: Subject,
    kind: FieldKind,
    compare: Compare,
    bound: &Value<'_>,
    scope: Scope<'_>,
) -> Option<Condition> {
    match kind {
        FieldKind::Number => bound.points().map(|bound| Condition::Number { subject, compare, bound }),
        FieldKind::Date => date(bound).map(|bound| Condition::Day { subject, compare, bound }),
        FieldKind::Category(set) => {
            let name = form.need("ladder")?;
            let ladder = find_ladder(&name, scope.ladders)?;
            let bound = class(bound, ladder)?;
            let classes = (0..).zip(&ladder.classes).filter(|(class, _)| match compare {
                Compare::Above => *class > bound,
                Compare::AtLeast => *class >= bound,
                Compare::AtMost => *class <= bound,
                Compare::Below => *class < bound,
            });
            let set_terms = scope.schema.set(set);
            let categories: Vec<CategoryId> = classes.filter_map(|(_, name)| set_terms.find(name)).collect();
            Some(Condition::In { subject, set, categories })
        }
        FieldKind::Flag | FieldKind::Text => {
            bound.fault(FormFaultKind::NotComposed);
            None
        }
    }
}

fn find_ladder<'s>(name: &Value<'_>, ladders: &'s [Ladder]) -> Option<&'s Ladder> {
    let text = name.text()?;
    let found = ladders.iter().find(|ladder| ladder.key.as_str() == text);
    name.uses(Named::Ladder, text);
    if found.is_none() {
        let nearest = nearest(text, ladders.iter().map(|ladder| ladder.key.as_str()));
        name.fault(FormFaultKind::UnknownName { nearest });
    }
    found
}

fn date(value: &Value<'_>) -> Option<Date> {
    let date = value.text()?.parse().ok();
    if date.is_none() {
        value.fault(FormFaultKind::NoSuchDay);
    }
    date
}

/// `field = "kind"`: the column 类别 of the rows at hand.
fn kinds(form: &Section<'_>, at: &Value<'_>, scope: Scope<'_>) -> Option<Condition> {
    let known: Vec<&str> = scope
        .tables
        .iter()
        .flat_map(|table| scope.schema.table(*table).kinds.iter().map(|kind| &**kind))
        .collect();
    if known.is_empty() {
        at.fault(FormFaultKind::UnknownName { nearest: None });
        form.skip(&["in"]);
        return None;
    }
    let kinds = listed(&form.need("in")?, |kind| {
        let text = kind.text()?;
        if !known.contains(&text) {
            kind.fault(FormFaultKind::UnknownName { nearest: nearest(text, known.iter().copied()) });
            return None;
        }
        Some(text.into())
    });
    kinds.map(Condition::Kind)
}

/// `{ since = "field:date", until = "cutoff", at_least = "3 years" }`.
fn time(form: &Section<'_>, since: &Value<'_>, scope: Scope<'_>) -> Option<Condition> {
    let since = moment(since, scope);
    let until = form.get("until").map_or(Some(Moment::Cutoff), |until| moment(&until, scope));
    let compared = needed_compared(form);
    let blank = form.get("blank").and_then(|value| value.flag());
    let (compare, bound) = compared?;
    let length = length(&bound);
    Some(Condition::Since { since: since?, until: until?, compare, length: length?, blank })
}

fn of_value(form: &Section<'_>, name: &Value<'_>, scope: Scope<'_>) -> Option<Condition> {
    let Some(book) = scope.book else {
        name.fault(FormFaultKind::NotComposed);
        form.skip(&["has_class", "rows_at_least", "at_least", "at_most", "above", "below"]);
        return None;
    };
    let Some((value, declared)) = book.value(name) else {
        form.skip(&["has_class", "rows_at_least", "at_least", "at_most", "above", "below"]);
        return None;
    };
    if scope.bars && declared.shape.passed.once_per.is_some() {
        name.warn(FormWarningKind::BarAfterOncePer);
    }
    let unfit = |at: &Value<'_>| {
        at.fault(FormFaultKind::NotComposed);
        None
    };
    if let Some(classes) = form.get("has_class") {
        let kind = matches!(declared.shape.kind, Some(Kind::Classed | Kind::Entries));
        let Some(ladder) = declared.shape.ladder.filter(|_| kind) else { return unfit(&classes) };
        let names = &book.ladders[usize::from(ladder.0)];
        let classes = listed(&classes, |name| class(name, names))?;
        return Some(Condition::HasClass { value, ladder, classes });
    }
    if let Some(count) = form.get("rows_at_least") {
        return match declared.shape.kind {
            Some(Kind::Classed | Kind::Entries | Kind::Rows | Kind::Spans) => {
                let at_least = u16::try_from(count.integer(1, 1_000)?).ok()?;
                Some(Condition::Rows { value, at_least })
            }
            Some(Kind::Category | Kind::Points | Kind::Quantities | Kind::Quantity) | None => unfit(&count),
        };
    }
    let (compare, bound) = needed_compared(form)?;
    let number = |kind: Option<Kind>| matches!(kind, Some(Kind::Points | Kind::Quantity));
    if !number(declared.shape.kind) {
        return unfit(name);
    }
    let bound = if bound.as_text().is_some_and(|text| text.starts_with("value:")) {
        let (other, declared) = book.value(&bound)?;
        if !number(declared.shape.kind) {
            return unfit(&bound);
        }
        Bound::Value(other)
    } else {
        Bound::Stated(bound.points()?)
    };
    Some(Condition::Value { value, compare, bound })
}
