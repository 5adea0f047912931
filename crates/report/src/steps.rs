//! One sentence or more per step: what it took, what it gave and why.

mod amounts;
mod rows;

use crate::lang::{Lang, say};
use anzhi_core::dossier::Row;
use anzhi_core::facts::{Cell, ColumnId, Source};
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::scheme::{GapId, Scoring};
use anzhi_core::sheet::{Gave, ItemLine, ValueLine};
use anzhi_core::steps::{Pipeline, Price, Step};

/// What each step of an item did, a sentence each; steps that changed nothing are silent.
pub(crate) fn item_sentences(
    round: &Round,
    candidate: CandidateRef,
    line: &ItemLine,
    lang: Lang,
) -> Vec<String> {
    let item = round.scheme().scoring.item(line.item);
    if !line.open {
        return vec![
            lang.pick("本人不符合本项的适用条件，不计", "The item is not open to this person").into(),
        ];
    }
    pipeline_sentences(round, candidate, &item.pipeline, line.source, &line.steps, lang)
}

/// What each step of a value did, as of an item.
pub(crate) fn value_sentences(
    round: &Round,
    candidate: CandidateRef,
    line: &ValueLine,
    lang: Lang,
) -> Vec<String> {
    let value = round.scheme().scoring.value(line.value);
    pipeline_sentences(round, candidate, &value.pipeline, line.source, &line.steps, lang)
}

fn pipeline_sentences(
    round: &Round,
    candidate: CandidateRef,
    pipeline: &Pipeline,
    source: Source,
    gave: &[Gave],
    lang: Lang,
) -> Vec<String> {
    let scoring = &round.scheme().scoring;
    let steps = pipeline.steps();
    let price =
        steps.iter().find_map(|(step, _)| if let Step::Price(price) = step { Some(price) } else { None });
    let teller = Teller { round, scoring, candidate, source, price, lang };
    let mut sentences = Vec::new();
    let mut before = None;
    for ((step, _), gave) in steps.iter().zip(gave) {
        teller.step(step, gave, before, &mut sentences);
        before = Some((step, gave));
    }
    sentences
}

/// The step before and what it gave.
type Before<'a> = Option<(&'a Step, &'a Gave)>;

struct Teller<'a> {
    round: &'a Round,
    scoring: &'a Scoring,
    candidate: CandidateRef,
    source: Source,
    /// What the item gives for each class, if it prices classes.
    price: Option<&'a Price>,
    lang: Lang,
}

impl Teller<'_> {
    /// What one step did, after what the step before it gave.
    fn step(&self, step: &Step, gave: &Gave, before: Before<'_>, out: &mut Vec<String>) {
        match step {
            Step::Attribute(attribute) => out.extend(self.category(attribute.subject, gave)),
            Step::Best(best) => self.removed(before, gave, &self.best(best), out),
            Step::Classify(classify) => self.classed(classify, gave, out),
            Step::Drop(drop) => self.removed(before, gave, &drop.because, out),
            Step::Keep(keep) => self.removed(before, gave, &keep.because, out),
            Step::Lookup(lookup) => out.extend(self.looked_up(lookup, before, gave)),
            Step::Measure(measure) => out.extend(self.measured(measure, before, gave)),
            Step::OncePer(once) => self.once(once, before, gave, out),
            Step::Price(price) => self.priced(price, before, gave, out),
            Step::ReadNumber(number) => out.extend(self.number(number.attribute, gave)),
            Step::SelectRows(_) => out.extend(self.selected(gave)),
            Step::Scale(scale) => out.extend(self.scaled(scale, before, gave)),
            Step::Shared(shared) => out.extend(self.shared(shared, before, gave)),
            Step::Span(span) => out.extend(self.span(span, gave)),
            Step::Sum(_) => out.extend(self.sum(before, gave)),
            Step::Token(token) => out.extend(self.tokens(token, before, gave)),
            Step::Use(used) => out.extend(self.used(used, gave)),
        }
    }

    /// The row as people find it in the file: number, kind, class, date, evidence.
    fn row(&self, row: u16) -> String {
        let number = row + 1;
        let Some(found) = self.found(row) else { return self.short(row) };
        let schema = &self.scoring.facts;
        let mut words = Vec::new();
        for (place, (cell, column)) in (0..).zip(found.cells.iter().zip(schema.columns(self.source))) {
            let kind = schema.field_kind(self.source, found.table, ColumnId(place));
            match cell {
                Cell::Category(_) | Cell::Date(_) | Cell::Number(_) => {
                    words.extend(kind.map(|kind| cell.to_normal(schema, kind)))
                }
                Cell::Flag(true) => words.push(column.title.to_string()),
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

    /// The document of the ruling that fills a gap, in brackets; empty if it names none.
    fn filled_by(&self, gap: GapId) -> String {
        let document = self.round.filling(gap).map_or("", |(ruling, _)| &ruling.authority.document);
        if document.is_empty() { String::new() } else { say!(self.lang, "（{document}）", " ({document})") }
    }
}
