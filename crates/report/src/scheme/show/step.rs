//! Each step of an item as a rule in words.

use super::Show;
use super::figures::{Count, unit_of};
use crate::conditions::Wording;
use crate::lang::{Lang, say};
use anzhi_core::condition::Condition;
use anzhi_core::facts::{ColumnId, Source};
use anzhi_core::points::Points;
use anzhi_core::scheme::{GapId, Scoring, Unit, ValueId};
use anzhi_core::steps::{OneOf, Param, Pipeline, Step};

/// A step in words.
pub(super) struct Rule {
    pub(super) words: String,
    /// Its figures, where there are several: a head and rows.
    pub(super) rows: Vec<Vec<String>>,
    /// The gaps that its words mark; those in rows say there why they are open.
    pub(super) gaps: Vec<GapId>,
}

impl From<String> for Rule {
    fn from(words: String) -> Self {
        Self { words, rows: Vec::new(), gaps: Vec::new() }
    }
}

impl Rule {
    /// With the gaps among these figures.
    pub(super) fn with(mut self, figures: impl IntoIterator<Item = Param<Points>>) -> Self {
        self.gaps.extend(figures.into_iter().filter_map(gap_of));
        self
    }
}

/// The gap where a figure is left out.
pub(super) fn gap_of(figure: Param<Points>) -> Option<GapId> {
    match figure {
        Param::Stated(_) => None,
        Param::Gap(gap) => Some(gap),
    }
}

/// Tells the steps of one pipeline, in their order.
#[derive(Clone)]
pub(super) struct Teller<'a> {
    pub(super) show: Show<'a>,
    pub(super) scoring: &'a Scoring,
    pub(super) lang: Lang,
    /// The table whose rows flow.
    pub(super) source: Source,
    /// In what the last number was counted.
    pub(super) count: Count,
    /// What the last category was read from.
    pub(super) read: Option<String>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(show: Show<'a>, source: Source) -> Self {
        let count = Count::one(Unit::Number);
        Self { show, scoring: show.scoring, lang: show.lang, source, count, read: None }
    }

    /// The next step.
    pub(super) fn rule(&mut self, step: &Step) -> Rule {
        let rule = self.told(step);
        if let Step::Attribute(attribute) = step {
            self.read = Some(self.wording().subject(attribute.subject));
        }
        if let Some(count) = counted_by(self.scoring, step) {
            self.count = count;
        }
        rule
    }

    fn one_of(&self, one_of: &OneOf) -> Rule {
        let mark = self.show.mark(one_of.gap());
        let words = say!(
            self.lang,
            "原文未载，由当年裁定（{mark}）在下列各种计法中选定一种：",
            "The paper does not say; a ruling ({mark}) picks one of these ways:"
        );
        Rule { gaps: vec![one_of.gap()], ..words.into() }
    }

    /// Goes on from what the last category was read from in each of several ways.
    pub(super) fn join(&mut self, ends: &[Self]) {
        let first = ends.first().and_then(|end| end.read.clone());
        self.read = first.filter(|_| ends.windows(2).all(|pair| pair[0].read == pair[1].read));
    }

    fn told(&self, step: &Step) -> Rule {
        match step {
            Step::Attribute(attribute) => self.attribute(attribute).into(),
            Step::Best(best) => self.best(best).into(),
            Step::Classify(classify) => self.classify(classify),
            Step::Compute(compute) => self.compute(compute).into(),
            Step::Drop(drop) => self.dropped(drop).into(),
            Step::Keep(keep) => self.kept(keep).into(),
            Step::Limit(limit) => self.limit(limit),
            Step::Lookup(lookup) => self.lookup(lookup),
            Step::Measure(measure) => self.measure(measure),
            Step::OncePer(once) => self.once(once).into(),
            Step::OneOf(one_of) => self.one_of(one_of),
            Step::Overlap(overlap) => self.overlap(overlap),
            Step::Price(price) => self.price(price),
            Step::ReadNumber(number) => self.number(number).into(),
            Step::Round(round) => self.round(round).into(),
            Step::Scale(scale) => self.scale(scale),
            Step::ScaleLabels(scale) => self.scale_labels(scale),
            Step::SelectRows(rows) => self.selected(rows).into(),
            Step::Set(set) => self.set(set).into(),
            Step::Shared(shared) => self.shared(shared).into(),
            Step::Shift(shift) => self.shift(shift),
            Step::Span(span) => self.span(span).into(),
            Step::Spans(spans) => self.spans(spans),
            Step::Sum(_) => {
                self.lang.pick("各条分值相加", "The points of all entries are added").to_owned().into()
            }
            Step::Times(times) => self.times(times),
            Step::Token(token) => self.token(token),
            Step::Unbroken(unbroken) => self.unbroken(unbroken),
            Step::Use(used) => self.used(used).into(),
        }
    }

    /// Conditions on the rows at hand in words.
    pub(super) fn wording(&self) -> Wording<'a> {
        self.show.wording(self.source)
    }

    /// A condition on the rows at hand, and what holds where a date is blank.
    pub(super) fn when(&self, when: &Condition) -> String {
        self.show.when_row(when, self.source)
    }

    /// Those rows for which a condition holds.
    pub(super) fn those(&self, when: &Condition) -> String {
        self.show.those_row(when, self.source)
    }

    /// What a column of the rows at hand is called.
    pub(super) fn column(&self, column: ColumnId) -> &'a str {
        let columns = self.scoring.facts.columns(self.source);
        columns.get(usize::from(column.0)).map_or("", |column| &column.title)
    }

    /// The titles of values, in quotation marks.
    pub(super) fn titles(&self, values: &[ValueId]) -> String {
        let titles: Vec<String> =
            values.iter().map(|value| format!("“{}”", self.scoring.value(*value).title)).collect();
        titles.join(self.lang.pick("", ", "))
    }
}

/// In what the number is counted that a step gives; nothing if it gives none.
fn counted_by(scoring: &Scoring, step: &Step) -> Option<Count> {
    match step {
        Step::Compute(compute) => Some(Count::one(compute.unit)),
        Step::Measure(measure) => Some(Count { unit: unit_of(measure.unit), every: measure.every }),
        Step::ReadNumber(_) => Some(Count::one(Unit::Number)),
        Step::Shared(shared) => Some(Count::one(shared.unit)),
        Step::OneOf(one_of) => {
            let mut counts = one_of.ways().iter().map(|way| counted_behind(scoring, way));
            let first = counts.next()?;
            if counts.all(|count| count == first) { first } else { Some(Count::one(Unit::Number)) }
        }
        Step::Use(used) => counted_behind(scoring, &scoring.value(*used.values.first()?).pipeline),
        Step::Attribute(_)
        | Step::Best(_)
        | Step::Classify(_)
        | Step::Drop(_)
        | Step::Keep(_)
        | Step::Limit(_)
        | Step::Lookup(_)
        | Step::OncePer(_)
        | Step::Overlap(_)
        | Step::Price(_)
        | Step::Round(_)
        | Step::Scale(_)
        | Step::ScaleLabels(_)
        | Step::SelectRows(_)
        | Step::Set(_)
        | Step::Shift(_)
        | Step::Span(_)
        | Step::Spans(_)
        | Step::Sum(_)
        | Step::Times(_)
        | Step::Token(_)
        | Step::Unbroken(_) => None,
    }
}

/// The same of the last step that gives one.
fn counted_behind(scoring: &Scoring, pipeline: &Pipeline) -> Option<Count> {
    pipeline.steps().iter().rev().find_map(|(step, _)| counted_by(scoring, step))
}
