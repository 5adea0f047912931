//! One sentence or more per step: what it took, what it gave and why.

mod amounts;
mod entries;
mod lengths;
mod limits;
mod rows;
mod scales;
mod times;
mod ways;

use crate::conditions::Wording;
use crate::lang::{Lang, say};
use anzhi_core::dossier::Row;
use anzhi_core::facts::{Cell, ColumnId, Source};
use anzhi_core::points::Points;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::scheme::{GapId, Scoring};
use anzhi_core::sheet::{Gave, ItemLine, Sheet, ValueLine};
use anzhi_core::steps::{Param, Pipeline, Price, Step};

/// What each step of an item did, a sentence each; steps that changed nothing are silent. The line is one of the sheet.
pub(crate) fn item_sentences(
    round: &Round,
    candidate: CandidateRef,
    sheet: &Sheet,
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
    let done = Done { pipeline: &item.pipeline, source: line.source, ways: &line.ways, gave: &line.steps };
    pipeline_sentences((round, candidate, sheet), done, lang)
}

/// What each step of a value did, as of an item.
pub(crate) fn value_sentences(
    round: &Round,
    candidate: CandidateRef,
    sheet: &Sheet,
    line: &ValueLine,
    lang: Lang,
) -> Vec<String> {
    pipeline_sentences((round, candidate, sheet), done(&round.scheme().scoring, line), lang)
}

/// A pipeline and what it did.
#[derive(Clone, Copy)]
struct Done<'a> {
    pipeline: &'a Pipeline,
    source: Source,
    /// The way taken at each `one_of`.
    ways: &'a [u16],
    gave: &'a [Gave],
}

fn done<'a>(scoring: &'a Scoring, line: &'a ValueLine) -> Done<'a> {
    let pipeline = &scoring.value(line.value).pipeline;
    Done { pipeline, source: line.source, ways: &line.ways, gave: &line.steps }
}

fn pipeline_sentences(
    (round, candidate, sheet): (&Round, CandidateRef, &Sheet),
    done: Done<'_>,
    lang: Lang,
) -> Vec<String> {
    let (scoring, values) = (&round.scheme().scoring, &*sheet.values);
    let mut taken = done.pipeline.taken(done.ways);
    let price = taken.find_map(|step| if let Step::Price(price) = step { Some(price) } else { None });
    let classes = classes(scoring, done, values);
    let teller = Teller { round, scoring, candidate, values, source: done.source, price, classes, lang };
    let (mut gave, mut ways) = (done.gave.iter(), done.ways.iter());
    let mut sentences = Vec::new();
    let mut before = None;
    let mut tell = |step, sentences: &mut Vec<String>| {
        if let Some(gave) = gave.next() {
            teller.step(step, gave, before, sentences);
            before = Some((step, gave));
        }
    };
    for (step, _) in done.pipeline.steps() {
        let Step::OneOf(one_of) = step else {
            tell(step, &mut sentences);
            continue;
        };
        let Some(way) = ways.next() else { break };
        sentences.push(teller.chosen(one_of, *way, &sheet.gaps));
        let steps = one_of.ways().get(usize::from(*way)).map(Pipeline::steps).unwrap_or_default();
        steps.iter().for_each(|(step, _)| tell(step, &mut sentences));
    }
    sentences
}

/// The class of each row in the end, by this pipeline or the values that it goes on from.
fn classes(scoring: &Scoring, own: Done<'_>, values: &[ValueLine]) -> Vec<(u16, u16)> {
    let classed = |gave: &Gave| match gave {
        Gave::Classed(rows) => Some(rows.clone()),
        Gave::Category(_)
        | Gave::Entries(_)
        | Gave::Points(_)
        | Gave::Quantities(_)
        | Gave::Quantity(_)
        | Gave::Rows(_)
        | Gave::Spans(_) => None,
    };
    if let Some(rows) = own.gave.iter().rev().find_map(classed) {
        return rows;
    }
    let Some(Step::Use(used)) = own.pipeline.taken(own.ways).next() else { return Vec::new() };
    let lines = values.iter().filter(|line| used.values.contains(&line.value));
    lines.flat_map(|line| classes(scoring, done(scoring, line), values)).collect()
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
            // The steps of the way that is taken are told in its place.
            Step::OneOf(_) => {}
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
