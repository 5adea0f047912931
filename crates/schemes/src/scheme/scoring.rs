//! The scoring part of a scheme: how facts become points.

use super::rules::{self, ReadItem};
use super::{assumed, cutoff, exam, optional, people};
use crate::book::Book;
use crate::facts::distinct;
use crate::section::Section;
use crate::steps::one_of;
use anzhi_core::date::MissingDay;
use anzhi_core::facts::FactSchema;
use anzhi_core::scheme::{
    AssessmentRule, Bar, Cutoff, DayOfYear, ExamRule, Item, Population, RoundTo, Scoring, Signed, Value,
};

/// The keys of the part.
pub(super) const KEYS: [&str; 12] = [
    "anniversary",
    "assessment",
    "bars",
    "cutoff",
    "exam",
    "items",
    "populations",
    "signed",
    "tables",
    "total",
    "vacancy_kinds",
    "values",
];

/// What has been read of the part besides the items.
pub(super) struct Scored {
    cutoff: Cutoff,
    anniversary: MissingDay,
    values: Vec<Value>,
    populations: Vec<Population>,
    bars: Vec<Bar>,
    assessment: AssessmentRule,
    exam: Option<ExamRule>,
    total: Option<RoundTo>,
    signed: Signed,
}

impl Scored {
    /// What stands for the part in a file that does not state it: no item, so that it scores nobody.
    pub(super) fn nothing() -> Option<Self> {
        Some(Self {
            cutoff: Cutoff::OfRound(DayOfYear::new(12, 31)?),
            anniversary: MissingDay::Last,
            values: Vec::new(),
            populations: Vec::new(),
            bars: Vec::new(),
            assessment: AssessmentRule::PLAIN,
            exam: None,
            total: None,
            signed: Signed::Whole,
        })
    }

    /// The whole part.
    pub(super) fn complete(self, form: &Section<'_>, book: Book<'_>, items: Vec<Item>) -> Scoring {
        let Self { cutoff, anniversary, values, populations, bars, assessment, exam, total, signed } = self;
        Scoring {
            facts: book.schema.clone(),
            ladders: book.ladders.to_vec(),
            kinds: book.kinds.to_vec(),
            tables: book.tables,
            cutoff,
            anniversary,
            values,
            items,
            populations,
            bars,
            assessment,
            exam,
            total,
            signed,
            gaps: book.gaps.into_inner(),
            assumed: assumed::assumed(form),
        }
    }
}

/// The kinds of vacancy that the scheme tells apart.
pub(super) fn kinds(form: &Section<'_>) -> Vec<Box<str>> {
    form.get("vacancy_kinds").map_or_else(Vec::new, |value| distinct(&value))
}

/// Reads the part; the items also serve the parts behind it.
pub(super) fn scoring(form: &Section<'_>, book: &mut Book<'_>) -> (Vec<ReadItem>, Option<Scored>) {
    let anniversary = form.section("anniversary").and_then(|form| cutoff::anniversary(&form));
    let words = [("whole", Signed::Whole), ("assessment", Signed::Assessment)];
    let signed = form.need("signed").and_then(|value| one_of(&value, &words));
    let cutoff = form.section("cutoff").and_then(|form| {
        let schema: &FactSchema = book.schema;
        cutoff::cutoff(&form, schema, &mut book.gaps.borrow_mut())
    });
    rules::tables(form, book);
    let values = rules::values(form, book);
    let items = rules::items(form, book);
    let populations = people::populations(form, book, &items);
    let bars = people::bars(form, book, &items, &populations);
    let exam = optional(form, "exam", |form| exam::exam(form, book));
    let assessment = optional(form, "assessment", |form| exam::assessment(form, book));
    let total = optional(form, "total", exam::total);
    let all = || {
        Some(Scored {
            cutoff: cutoff?,
            anniversary: anniversary?,
            values,
            populations,
            bars,
            assessment: assessment?.unwrap_or(AssessmentRule::PLAIN),
            exam: exam?,
            total: total?,
            signed: signed?,
        })
    };
    let scored = all();
    (items, scored)
}
