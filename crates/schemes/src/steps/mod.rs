//! The steps of a pipeline in their written form: one function each, one line in the table [`KINDS`].

mod amounts;
mod classes;
mod compute;
mod counting;
mod covering;
mod labels;
mod limits;
mod measure;
mod pricing;
mod rows;
mod scale;
mod set;
mod times;
mod using;
mod ways;

use crate::book::{Book, Shape};
use crate::conditions::{Scope, condition, field};
use crate::decimals;
use crate::form::{FormFaultKind, Span, Type};
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::condition::Condition;
use anzhi_core::facts::{ColumnId, FieldKind};
use anzhi_core::ids::Key;
use anzhi_core::points::Points;
use anzhi_core::scheme::Fills;
use anzhi_core::steps::{NotComposed, Param, Pipeline, Step, Way};
use std::collections::BTreeSet;

/// What the steps before have fixed: to what the next step refers.
pub(crate) struct Desk<'s> {
    pub(crate) book: &'s Book<'s>,
    /// The item or value whose pipeline it is.
    pub(crate) owner: &'s Key,
    pub(crate) shape: Shape,
    /// A step before is faulty: what it would have fixed is missing for no other reason.
    lost: bool,
    /// Whether these steps are one of several ways.
    way: bool,
}

impl Desk<'_> {
    /// A step refers to what no step before has fixed.
    fn unfixed<T>(&self, value: &Value<'_>) -> Option<T> {
        if !self.lost {
            value.fault(FormFaultKind::NotComposed);
        }
        None
    }

    fn scope(&self) -> Scope<'_> {
        let Book { schema, ladders, .. } = self.book;
        Scope { schema, ladders, tables: &self.shape.tables, book: Some(self.book), bars: false }
    }

    /// A condition on the rows at hand.
    fn condition(&self, value: &Value<'_>) -> Option<Condition> {
        if self.shape.tables.is_empty() {
            return self.unfixed(value);
        }
        condition(value, self.scope())
    }

    /// A condition that may be absent; the inner nothing is a faulty one.
    fn when(&self, form: &Section<'_>) -> Option<Option<Condition>> {
        match form.get("where") {
            Some(value) => self.condition(&value).map(Some),
            None => Some(None),
        }
    }
}

type Read = fn(&Value<'_>, &mut Desk<'_>) -> Option<Step>;

/// Every kind of step and how it is read.
const KINDS: &[(&str, Read)] = &[
    ("attribute", amounts::read_attribute),
    ("best", counting::read_best),
    ("classify", classes::read_classify),
    ("compute", compute::read_compute),
    ("drop", rows::read_drop),
    ("keep", rows::read_keep),
    ("limit", limits::read_limit),
    ("lookup", amounts::read_lookup),
    ("measure", measure::read_measure),
    ("once_per", counting::read_once_per),
    ("one_of", ways::read_one_of),
    ("overlap", times::read_overlap),
    ("price", pricing::read_price),
    ("round", compute::read_round),
    ("rows", rows::read_rows),
    ("scale", scale::read_scale),
    ("set", set::read_set),
    ("shift", classes::read_shift),
    ("span", times::read_span),
    ("spans", times::read_spans),
    ("sum", pricing::read_sum),
    ("times", pricing::read_times),
    ("token", counting::read_token),
    ("unbroken", times::read_unbroken),
    ("use", using::read_use),
];

/// The kinds of step.
#[cfg(test)]
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// The most steps of an item or value.
const MOST_STEPS: usize = 100;

/// Reads the steps of an item or value and checks that they compose.
pub(crate) fn pipeline(
    value: &Value<'_>,
    book: &Book<'_>,
    owner: &Key,
    build: fn(Vec<Step>) -> Result<Pipeline, NotComposed>,
) -> Option<(Pipeline, Shape)> {
    let mut desk = Desk { book, owner, shape: Shape::default(), lost: false, way: false };
    let forms = value.array()?;
    match build(steps(value, &forms, &mut desk)?) {
        Ok(pipeline) => {
            desk.shape.kind = Some(pipeline.kind());
            Some((pipeline, desk.shape))
        }
        Err(wrong) => {
            let at = forms.get(wrong.at).or(forms.last()).unwrap_or(value);
            at.fault(FormFaultKind::NotComposed);
            None
        }
    }
}

/// Reads steps one after another; nothing if one of them is faulty.
fn steps(value: &Value<'_>, forms: &[Value<'_>], desk: &mut Desk<'_>) -> Option<Vec<Step>> {
    if forms.len() > MOST_STEPS {
        value.fault(FormFaultKind::TooMany { most: MOST_STEPS });
        return None;
    }
    let mut steps = Vec::new();
    let mut unrounded = Vec::new();
    for form in forms {
        let taken = desk.shape.kind;
        match step(form, desk) {
            Some((step, at, section)) => {
                desk.shape.passed.pass(&step, taken, &at, &desk.book.values, &section);
                desk.shape.kind = step.gives(taken);
                desk.shape.places = decimals::after(&step, desk.shape.places, desk.book);
                unrounded.extend(decimals::needs_rounding(&step, desk.shape.places).then_some(steps.len()));
                steps.push(step);
            }
            None => (desk.lost, desk.shape.kind) = (true, None),
        }
    }
    if steps.len() < forms.len() {
        return None;
    }
    for place in unrounded {
        // What follows the last step of a way stands behind all of them, and is looked at there.
        let follows = desk.way && place + 1 == steps.len();
        if !follows && !matches!(steps.get(place + 1), Some(Step::Round(_))) {
            forms[place].fault(FormFaultKind::MissingKey { key: "round".into() });
        }
    }
    Some(steps)
}

/// A step is a table with exactly one key, its kind; with the place of that.
fn step<'t>(value: &Value<'t>, desk: &mut Desk<'_>) -> Option<(Step, Span, Section<'t>)> {
    let form = value.section()?;
    let mut entries = form.entries();
    let Some((name, span, parameters)) = entries.next() else {
        value.fault(FormFaultKind::NothingListed);
        return None;
    };
    let mut more = false;
    for (_, span, _) in entries.by_ref() {
        form.fault(&span, FormFaultKind::UnknownKey { nearest: None });
        more = true;
    }
    let Some((_, read)) = KINDS.iter().find(|(kind, _)| *kind == name) else {
        let nearest = nearest(name, KINDS.iter().map(|(kind, _)| *kind));
        form.fault(&span, FormFaultKind::UnknownKey { nearest });
        return None;
    };
    drop(entries);
    let step = read(&parameters, desk)?;
    (!more).then_some((step, span, form))
}

/// One of a few words.
pub(crate) fn one_of<T: Copy>(value: &Value<'_>, words: &[(&str, T)]) -> Option<T> {
    value.offers(words.iter().map(|(word, _)| *word));
    let found = value.text()?;
    let result = words.iter().find(|(word, _)| *word == found).map(|(_, meaning)| *meaning);
    if result.is_none() {
        let nearest = nearest(found, words.iter().map(|(word, _)| *word));
        value.fault(FormFaultKind::UnknownName { nearest });
    }
    result
}

/// A field that the tables at hand declare.
fn field_named(value: &Value<'_>, desk: &Desk<'_>) -> Option<(ColumnId, FieldKind)> {
    if desk.shape.tables.is_empty() {
        return desk.unfixed(value);
    }
    field(value, desk.scope())
}

/// A field of the tables at hand that holds what the step needs.
fn field_of(value: &Value<'_>, kind: FieldKind, desk: &Desk<'_>) -> Option<ColumnId> {
    let (column, found) = field_named(value, desk)?;
    if found != kind {
        value.fault(FormFaultKind::NotComposed);
    }
    Some(column)
}

/// Points for each of these terms: every term needs one, no other may have one.
fn params(value: &Value<'_>, terms: &[Box<str>], desk: &Desk<'_>) -> Option<Vec<Param<Points>>> {
    figures(value, terms, desk.book, desk.owner)
}

/// Figures for each of these terms, in the table of an owner.
pub(crate) fn figures(
    value: &Value<'_>,
    terms: &[Box<str>],
    book: &Book<'_>,
    owner: &Key,
) -> Option<Vec<Param<Points>>> {
    of_terms(value, terms, |value, term| param(value, term, book, owner))
}

/// Something for each of these terms: every term needs one, no other may have one.
fn of_terms<T>(
    value: &Value<'_>,
    terms: &[Box<str>],
    read: impl Fn(&Value<'_>, &str) -> Option<T>,
) -> Option<Vec<T>> {
    let form = value.section()?;
    let known: BTreeSet<&str> = terms.iter().map(|term| &**term).collect();
    for (name, span, _) in form.entries().filter(|(name, ..)| !known.contains(name)) {
        let nearest = nearest(name, terms.iter().map(|t| &**t));
        form.fault(&span, FormFaultKind::UnknownName { nearest });
    }
    let mut params = Vec::with_capacity(terms.len());
    for term in terms {
        match form.entry(term) {
            Some(value) => params.extend(read(&value, term)),
            None => form.fault(&form.span(), FormFaultKind::MissingPrice { of: term.clone() }),
        }
    }
    (params.len() == terms.len()).then_some(params)
}

/// A figure in quotation marks, or `{ gap = "why" }`.
pub(crate) fn param(value: &Value<'_>, term: &str, book: &Book<'_>, owner: &Key) -> Option<Param<Points>> {
    if let Some(form) = value.as_section() {
        let gap = book.gap(owner, term, Fills::Points, &form);
        form.end();
        return gap.map(Param::Gap);
    }
    if value.as_text().is_none() {
        value.fault(FormFaultKind::WrongType { expected: Type::TextOrGap });
        return None;
    }
    value.points().map(Param::Stated)
}

/// A word that says how something is done, or `{ gap = "why", between = ["…", …] }`.
fn way<T: Clone>(value: &Value<'_>, term: &str, desk: &Desk<'_>, words: &[(&str, T)]) -> Option<Way<T>> {
    let word = |value: &Value<'_>| {
        value.offers(words.iter().map(|(word, _)| *word));
        let found = value.text()?;
        let result = words.iter().find(|(word, _)| *word == found);
        if result.is_none() {
            let nearest = nearest(found, words.iter().map(|(word, _)| *word));
            value.fault(FormFaultKind::UnknownName { nearest });
        }
        result
    };
    let Some(form) = value.as_section() else {
        return word(value).map(|(_, way)| Way::Stated(way.clone()));
    };
    let between = match form.get("between") {
        Some(listed) => {
            let between: Vec<_> = listed.array()?.iter().filter_map(word).collect();
            if between.is_empty() {
                listed.fault(FormFaultKind::NothingListed);
            }
            between
        }
        None => words.iter().collect::<Vec<_>>(),
    };
    let fills = Fills::Words(between.iter().map(|(word, _)| (*word).into()).collect());
    let gap = desk.book.gap(desk.owner, term, fills, &form);
    form.end();
    let gap = gap?;
    Some(Way::Gap(gap, between.into_iter().map(|(_, way)| way.clone()).collect()))
}
