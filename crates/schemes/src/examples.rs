//! Worked examples (例题): facts in, the arithmetic by hand in words, points out.
//!
//! They stand beside a scheme, in `examples.toml`; `anzhi scheme test` and the tests compute each of them.

use crate::facts::Aliases;
use crate::form::{FormFault, FormFaultKind, read_form};
use crate::nearest::nearest;
use crate::scheme::LoadedScheme;
use crate::section::{MOST_PARTS, Section, Value};
use anzhi_core::dossier::{Dossier, Row};
use anzhi_core::facts::{AttributeId, Cell, ColumnId, FactSchema, FieldKind, Source};
use anzhi_core::ids::CandidateId;
use anzhi_core::points::Points;
use anzhi_core::scheme::{Counted, Filling, Part, Scoring};

/// One worked example.
///
/// ```
/// let text = anzhi_schemes::shipped("zhangqiu-2015").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let examples = anzhi_schemes::shipped_examples("zhangqiu-2015").ok_or("none")?;
/// let examples = anzhi_schemes::examples(examples, &loaded).map_err(|faults| format!("{faults:?}"))?;
/// assert!(!examples[0].working.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it shows.
    pub title: Box<str>,
    /// The year of the round.
    pub year: i16,
    /// The arithmetic in words, sentence by sentence.
    pub working: Vec<Box<str>>,
    /// The facts, with the mark of the exam.
    pub dossier: Dossier,
    /// By gap: what a ruling fills it with.
    pub fillings: Vec<Option<Filling>>,
    /// What each named item or value comes to.
    pub points: Vec<(Counted, Points)>,
    /// What the total comes to, if the example has one.
    pub total: Option<Points>,
    /// The item or value that cannot be computed, and the code of its fault.
    pub fault: Option<(Counted, Box<str>)>,
}

/// Reads the worked examples of a scheme.
///
/// # Errors
/// All faults, with their lines, in the order of the text.
///
/// Shown at [`Example`].
pub fn examples(text: &str, loaded: &LoadedScheme) -> Result<Vec<Example>, Vec<FormFault>> {
    let scoring = &loaded.scheme.scoring;
    read_form(text, |form| {
        let read = |form: &Section<'_>| example(form, scoring, &loaded.aliases);
        // A paper on ranking or choosing alone has nothing to compute.
        let scores = loaded.scheme.identity.parts.contains(&Part::Scoring);
        let examples =
            if scores { form.needed_sections("examples", MOST_PARTS) } else { form.sections("examples") };
        let examples = examples.iter().map(read).collect();
        form.end();
        examples
    })
}

fn example(form: &Section<'_>, scoring: &Scoring, aliases: &Aliases) -> Option<Example> {
    let title = form.text("title");
    let year = form.need("year").and_then(|value| value.integer(1, 9999));
    let working = form.texts("working");
    let dossier = dossier(form, &scoring.facts, aliases);
    let mark = form.get("mark").map(|value| value.points());
    let fillings = fillings(form, scoring);
    let points = form.get("points").and_then(|value| value.section());
    let points = points.iter().flat_map(Section::entries).filter_map(|(name, span, value)| {
        let found = counted(name, scoring);
        if found.is_none() {
            let known = scoring.items.iter().map(|item| item.key.as_str());
            let known = known.chain(scoring.values.iter().map(|value| value.key.as_str()));
            form.fault(&span, FormFaultKind::UnknownName { nearest: nearest(name, known) });
        }
        found.zip(value.points())
    });
    let points = points.collect();
    let total = form.get("total").map(|value| value.points());
    let fault = fault(form, scoring);
    form.end();
    let mark = flip(mark)?;
    Some(Example {
        title: title?,
        year: i16::try_from(year?).ok()?,
        working,
        dossier: dossier?.with_mark(mark),
        fillings,
        points,
        total: flip(total)?,
        fault,
    })
}

/// A value that may be absent: the inner nothing is a faulty one.
fn flip<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        Some(value) => value.map(Some),
        None => Some(None),
    }
}

fn fault(form: &Section<'_>, scoring: &Scoring) -> Option<(Counted, Box<str>)> {
    let code = form.get("fault")?.text()?;
    let of = form.need("item")?;
    let found = counted(of.text()?, scoring);
    if found.is_none() {
        of.fault(FormFaultKind::UnknownName { nearest: None });
    }
    Some((found?, code.into()))
}

/// An item or value of that name.
fn counted(name: &str, scoring: &Scoring) -> Option<Counted> {
    if let Some(id) = scoring.find_item(name) {
        return Some(Counted::Item(id));
    }
    scoring.find_value(name).map(Counted::Value)
}

fn dossier(form: &Section<'_>, schema: &FactSchema, aliases: &Aliases) -> Option<Dossier> {
    let mut attributes = vec![Cell::Blank; schema.attributes.len()];
    if let Some(facts) = form.get("facts").and_then(|value| value.section()) {
        for (name, span, value) in facts.entries() {
            let Some(AttributeId(place)) = schema.find_attribute(name) else {
                let known = schema.attributes.iter().map(|attribute| attribute.key.as_str());
                form.fault(&span, FormFaultKind::UnknownName { nearest: nearest(name, known) });
                continue;
            };
            let kind = schema.attribute(AttributeId(place)).kind;
            attributes[usize::from(place)] = cell(&value, kind, schema, aliases)?;
        }
    }
    let mut rows: [Vec<Row>; 3] = Default::default();
    let places = [("degrees", Source::Degrees), ("periods", Source::Periods), ("events", Source::Events)];
    for ((key, source), rows) in places.into_iter().zip(&mut rows) {
        for row in form.sections(key) {
            rows.push(fact_row(&row, source, schema, aliases)?);
        }
    }
    let candidate: CandidateId = "1".parse().ok()?;
    Dossier::new(schema, candidate, 0, attributes, rows).ok()
}

fn fact_row(form: &Section<'_>, source: Source, schema: &FactSchema, aliases: &Aliases) -> Option<Row> {
    let kind = if source.has_kind() { form.need("kind")?.text()? } else { "" };
    let table = schema.find_table(source, kind);
    if table.is_none() {
        let known = schema.tables.iter().filter(|table| table.source == source);
        let known = known.flat_map(|table| table.kinds.iter().map(|kind| &**kind));
        form.fault(&form.span(), FormFaultKind::UnknownName { nearest: nearest(kind, known) });
        return None;
    }
    let mut cells = vec![Cell::Blank; schema.columns(source).len()];
    for (name, span, value) in form.entries().filter(|(name, ..)| *name != "kind") {
        let column = schema.find_column(source, name);
        let field = column.and_then(|column| Some((column, schema.field_kind(source, table, column)?)));
        let Some((ColumnId(place), kind)) = field else {
            let known = schema.columns(source).iter().map(|column| column.key.as_str());
            form.fault(&span, FormFaultKind::UnknownName { nearest: nearest(name, known) });
            continue;
        };
        cells[usize::from(place)] = cell(&value, kind, schema, aliases)?;
    }
    Some(Row { table, kind: kind.into(), cells, ..Row::default() })
}

/// A term or its alias, an ISO date, 是 or 否, a number, a text.
fn cell(value: &Value<'_>, kind: FieldKind, schema: &FactSchema, aliases: &Aliases) -> Option<Cell> {
    let text = value.text()?;
    if let FieldKind::Category(set) = kind
        && let Some(category) = aliases.find(set, text)
    {
        return Some(Cell::Category(category));
    }
    let cell = Cell::parse(schema, kind, text);
    if cell.is_err() {
        let terms = match kind {
            FieldKind::Category(set) => &*schema.set(set).terms,
            FieldKind::Flag => &schema.set(FactSchema::FLAG_SET).terms,
            FieldKind::Date | FieldKind::Number | FieldKind::Text => &[],
        };
        value.fault(match kind {
            FieldKind::Date => FormFaultKind::NoSuchDay,
            FieldKind::Number => FormFaultKind::MalformedNumber,
            FieldKind::Category(_) | FieldKind::Flag | FieldKind::Text => {
                FormFaultKind::UnknownName { nearest: nearest(text, terms.iter().map(|term| &**term)) }
            }
        });
    }
    cell.ok()
}

fn fillings(form: &Section<'_>, scoring: &Scoring) -> Vec<Option<Filling>> {
    let mut fillings = vec![None; scoring.gaps.len()];
    let Some(gaps) = form.get("gaps").and_then(|value| value.section()) else { return fillings };
    for (name, span, value) in gaps.entries() {
        let Some(place) = scoring.gaps.iter().position(|gap| gap.key.as_str() == name) else {
            let known = scoring.gaps.iter().map(|gap| gap.key.as_str());
            form.fault(&span, FormFaultKind::UnknownName { nearest: nearest(name, known) });
            continue;
        };
        let Some(text) = value.text() else { continue };
        fillings[place] = scoring.gaps[place].fills.parse(text);
        if fillings[place].is_none() {
            value.fault(FormFaultKind::UnknownName { nearest: None });
        }
    }
    fillings
}
