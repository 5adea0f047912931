//! One sentence or more per step: what it took, what it gave and why.

mod amounts;
mod entries;
mod lengths;
mod limits;
mod rows;
mod scales;
mod times;

use crate::conditions::Wording;
use crate::lang::{Lang, say};
use anzhi_core::dossier::Row;
use anzhi_core::facts::{Cell, ColumnId, Source};
use anzhi_core::points::Points;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::scheme::{GapId, Scoring};
use anzhi_core::sheet::{Gave, ItemLine, ValueLine};
use anzhi_core::steps::{Param, Pipeline, Price, Step};

/// What each step of an item did, a sentence each; steps that changed nothing are silent. `values` are those of the
/// same sheet.
pub(crate) fn item_sentences(
    round: &Round,
    candidate: CandidateRef,
    values: &[ValueLine],
    line: &ItemLine,
    lang: Lang,
) -> Vec<String> {
    let item = round.scheme().scoring.item(line.item);
    if !line.open {
        let wording = Wording { scoring: &round.scheme().scoring, source: line.source, lang };
        let whom = item.when.as_ref().map_or_else(String::new, |when| wording.words(when));
        return vec![say!(
            lang,
            "本项限于：{whom}；本人不符合，不计",
            "The item is for those of whom it holds that {whom}; this person is not among them"
        )];
    }
    pipeline_sentences((round, candidate, values), &item.pipeline, line.source, &line.steps, lang)
}

/// What each step of a value did, as of an item.
pub(crate) fn value_sentences(
    round: &Round,
    candidate: CandidateRef,
    values: &[ValueLine],
    line: &ValueLine,
    lang: Lang,
) -> Vec<String> {
    let value = round.scheme().scoring.value(line.value);
    pipeline_sentences((round, candidate, values), &value.pipeline, line.source, &line.steps, lang)
}

fn pipeline_sentences(
    (round, candidate, values): (&Round, CandidateRef, &[ValueLine]),
    pipeline: &Pipeline,
    source: Source,
    gave: &[Gave],
    lang: Lang,
) -> Vec<String> {
    let scoring = &round.scheme().scoring;
    let steps = pipeline.steps();
    let price =
        steps.iter().find_map(|(step, _)| if let Step::Price(price) = step { Some(price) } else { None });
    let classes = classes(scoring, pipeline, gave, values);
    let teller = Teller { round, scoring, candidate, values, source, price, classes, lang };
    let mut sentences = Vec::new();
    let mut before = None;
    for ((step, _), gave) in steps.iter().zip(gave) {
        teller.step(step, gave, before, &mut sentences);
        before = Some((step, gave));
    }
    sentences
}

/// The class of each row in the end, by this pipeline or the values that it goes on from.
fn classes(scoring: &Scoring, pipeline: &Pipeline, gave: &[Gave], values: &[ValueLine]) -> Vec<(u16, u16)> {
    let own =
        gave.iter().rev().find_map(|gave| if let Gave::Classed(rows) = gave { Some(rows) } else { None });
    if let Some(own) = own {
        return own.clone();
    }
    let Some((Step::Use(used), _)) = pipeline.steps().first() else { return Vec::new() };
    let lines = values.iter().filter(|line| used.values.contains(&line.value));
    lines
        .flat_map(|line| classes(scoring, &scoring.value(line.value).pipeline, &line.steps, values))
        .collect()
}

/// The step before and what it gave.
type Before<'a> = Option<(&'a Step, &'a Gave)>;

struct Teller<'a> {
    round: &'a Round,
    scoring: &'a Scoring,
    candidate: CandidateRef,
    /// Those of the same sheet.
    values: &'a [ValueLine],
    source: Source,
    /// What the item gives for each class, if it prices classes.
    price: Option<&'a Price>,
    /// Rows and their classes, as far as they have any.
    classes: Vec<(u16, u16)>,
    lang: Lang,
}

impl Teller<'_> {
    /// What one step did, after what the step before it gave.
    fn step(&self, step: &Step, gave: &Gave, before: Before<'_>, out: &mut Vec<String>) {
        match step {
            Step::Attribute(attribute) => out.extend(self.category(attribute.subject, gave)),
            Step::Best(best) => self.removed(before, gave, &self.best(best), out),
            Step::Classify(classify) => self.classed(classify, gave, out),
            Step::Compute(compute) => out.extend(self.computed(compute, gave)),
            Step::Drop(drop) => self.removed(before, gave, &drop.because, out),
            Step::Keep(keep) => self.removed(before, gave, &keep.because, out),
            Step::Limit(limit) => self.limited(limit, before, gave, out),
            Step::Lookup(lookup) => out.extend(self.looked_up(lookup, before, gave)),
            Step::Measure(measure) => self.measured(measure, before, gave, out),
            Step::OncePer(once) => self.once(once, before, gave, out),
            Step::Overlap(overlap) => self.overlapped(overlap, before, gave, out),
            Step::Price(price) => self.priced(price, before, gave, out),
            Step::ReadNumber(number) => out.extend(self.number(number.attribute, gave)),
            Step::Round(round) => out.extend(self.rounded(round.to, gave)),
            Step::SelectRows(rows) => out.extend(self.selected(rows, gave)),
            Step::Scale(scale) => out.extend(self.scaled(scale, before, gave)),
            Step::ScaleLabels(scale) => self.scaled_labels(scale, before, gave, out),
            Step::Set(set) => out.extend(self.set(set, gave)),
            Step::Shared(shared) => out.extend(self.shared(shared, before, gave)),
            Step::Shift(shift) => self.shifted(shift, before, gave, out),
            Step::Span(span) => out.extend(self.span(span, gave)),
            Step::Spans(spans) => self.spans(spans, before, gave, out),
            Step::Sum(_) => out.extend(self.sum(before, gave)),
            Step::Times(times) => self.multiplied(times, before, gave, out),
            Step::Token(token) => out.extend(self.tokens(token, before, gave)),
            Step::Unbroken(unbroken) => self.unbroken(unbroken, before, gave, out),
            Step::Use(used) => out.extend(self.used(used, gave)),
        }
    }

    /// The row as people find it in the file: number, kind, class, date, evidence.
    fn row(&self, row: u16) -> String {
        let number = row + 1;
        let Some(found) = self.found(row) else { return self.short(row) };
        let schema = &self.scoring.facts;
        let is_period = self.source == Source::Periods;
        let mut words = Vec::new();
        if let (true, [Cell::Date(from), Cell::Date(to), ..]) = (is_period, &found.cells[..]) {
            words.push(found.kind.to_string());
            words.push(say!(self.lang, "{from}至{to}", "{from} to {to}"));
        }
        // A period has said its dates.
        let said = if words.is_empty() { 0 } else { 2 };
        let cells = (0..).zip(found.cells.iter().zip(schema.columns(self.source)));
        for (place, (cell, column)) in cells.skip(said) {
            let kind = schema.field_kind(self.source, found.table, ColumnId(place));
            match cell {
                Cell::Category(_) | Cell::Date(_) | Cell::Number(_) => {
                    words.extend(kind.map(|kind| cell.to_normal(schema, kind)))
                }
                Cell::Flag(true) => words.push(column.title.to_string()),
                // What is not so decides of a period more often than of an award.
                Cell::Flag(false) if is_period => {
                    let title = &column.title;
                    words.push(say!(self.lang, "{title}：否", "{title}: no"));
                }
                Cell::Blank | Cell::Flag(false) | Cell::Text(_) => {}
            }
        }
        let words = words.join(self.lang.pick("，", ", "));
        let table = crate::words::table_name(self.source.table(), self.lang);
        let evidence = &found.evidence;
        match evidence.is_empty() {
            true => say!(self.lang, "{table}第{number}条（{words}）", "{table} {number} ({words})"),
            false => say!(
                self.lang,
                "{table}第{number}条（{words}；依据：{evidence}）",
                "{table} {number} ({words}; evidence: {evidence})"
            ),
        }
    }

    fn short(&self, row: u16) -> String {
        let number = row + 1;
        say!(self.lang, "第{number}条", "row {number}")
    }

    fn found(&self, row: u16) -> Option<&Row> {
        self.round.dossier(self.candidate).rows(self.source).get(usize::from(row))
    }

    /// The class of a row, by name.
    fn class_name(&self, ladder: anzhi_core::scheme::LadderId, class: u16) -> &str {
        self.scoring.ladder(ladder).classes.get(usize::from(class)).map_or("", |class| class)
    }

    /// Conditions on the rows at hand in words.
    fn wording(&self) -> Wording<'_> {
        Wording { scoring: self.scoring, source: self.source, lang: self.lang }
    }

    /// A figure, and behind it in brackets that a ruling has filled it in.
    fn figure(&self, param: Param<Points>) -> String {
        match param {
            Param::Stated(points) => points.to_string(),
            Param::Gap(gap) => {
                let (filling, by) = (self.filling(gap), self.by_ruling(gap));
                say!(self.lang, "{filling}{by}", "{filling}{by}")
            }
        }
    }

    /// As [`Teller::figure`], of points.
    fn points(&self, param: Param<Points>) -> String {
        let (points, by) = match param {
            Param::Stated(points) => (points.to_string(), String::new()),
            Param::Gap(gap) => (self.filling(gap).to_owned(), self.by_ruling(gap)),
        };
        say!(self.lang, "{points}分{by}", "{points}{by}")
    }

    /// What a ruling says where the paper says nothing.
    fn filling(&self, gap: GapId) -> &str {
        self.round.filling(gap).map_or("", |(ruling, _)| &ruling.new)
    }

    /// In brackets, that a ruling says what the paper leaves out.
    fn by_ruling(&self, gap: GapId) -> String {
        let document = self.round.filling(gap).map_or("", |(ruling, _)| &ruling.authority.document);
        if document.is_empty() {
            return self
                .lang
                .pick("（计分办法没有规定，由裁定补定）", " (left out by the paper, filled by a ruling)")
                .into();
        }
        say!(
            self.lang,
            "（计分办法没有规定，由裁定补定，{document}）",
            " (left out by the paper, filled by a ruling, {document})"
        )
    }

    /// The document of the ruling that fills a gap, in brackets; empty if it names none.
    fn filled_by(&self, gap: GapId) -> String {
        let document = self.round.filling(gap).map_or("", |(ruling, _)| &ruling.authority.document);
        if document.is_empty() { String::new() } else { say!(self.lang, "（{document}）", " ({document})") }
    }
}
