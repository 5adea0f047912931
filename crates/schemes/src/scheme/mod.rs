//! A whole scheme file: its head and the order in which its parts are read.

mod choosing;
mod exam;
mod people;
mod ranking;
mod rules;

use crate::book::Book;
use crate::facts::{Aliases, distinct, facts};
use crate::form::{FormFault, FormFaultKind, read_with_warnings};
use crate::notes::Notes;
use crate::section::{Section, Value};
use crate::steps::one_of;
use crate::warning::FormWarning;
use anzhi_core::date::{Date, MissingDay};
use anzhi_core::facts::{AttributeId, FactSchema, FieldKind};
use anzhi_core::ids::Key;
use anzhi_core::scheme::{
    AssessmentRule, Cutoff, DayOfYear, Fills, Gap, GapId, Identity, Scheme, Scoring, Signed, Status,
};

pub(crate) use exam::rounding;

/// A scheme as loaded from its file.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(&*loaded.text, text); // a record keeps the file as it is
/// assert_eq!(loaded.scheme.identity.id.as_str(), "county-reference");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedScheme {
    /// The checked scheme.
    pub scheme: Scheme,
    /// Other ways to write its categories, for reading tables.
    pub aliases: Aliases,
    /// The file, byte for byte.
    pub text: Box<str>,
    /// What is unusual about it and may be meant.
    pub warnings: Vec<FormWarning>,
}

impl LoadedScheme {
    /// What the file says of its paper and its rules that nobody is scored by.
    ///
    /// Shown at [`Notes`].
    pub fn notes(&self) -> Notes {
        Notes::read(&self.text)
    }
}

/// Loads a scheme from the text of its file.
///
/// # Errors
/// All faults, with their lines, in the order of the text.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(loaded.scheme.scoring.items.len(), 5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn load(text: &str) -> Result<LoadedScheme, Vec<FormFault>> {
    let (loaded, warnings) = read_with_warnings(text, |form| {
        let loaded = scheme(form, text);
        form.end();
        loaded
    })?;
    Ok(LoadedScheme { warnings, ..loaded })
}

/// The parts that cannot be read without the facts.
const PARTS: [&str; 12] = [
    "cutoff",
    "vacancy_kinds",
    "tables",
    "values",
    "items",
    "populations",
    "bars",
    "assessment",
    "exam",
    "total",
    "ranking",
    "choosing",
];

fn scheme(form: &Section<'_>, text: &str) -> Option<LoadedScheme> {
    let language = form.need("language");
    if let Some(value) = language.filter(|v| v.integer(i64::MIN, i64::MAX).is_some_and(|n| n != 1)) {
        value.fault(FormFaultKind::UnknownLanguage);
    }
    let identity = identity(form);
    let anniversary = form.section("anniversary").and_then(|form| anniversary(&form));
    let words = [("whole", Signed::Whole), ("assessment", Signed::Assessment)];
    let signed = form.need("signed").and_then(|value| one_of(&value, &words));
    let ladders = form.get("ladders").and_then(|value| value.section());
    let ladders = ladders.map_or_else(Vec::new, |form| crate::facts::ladders(&form));
    let Some((schema, aliases)) = form.section("facts").and_then(|form| facts(&form, &ladders)) else {
        form.skip(&PARTS);
        form.skip(&["sittings"]);
        return None;
    };
    let kinds = form.get("vacancy_kinds").map_or_else(Vec::new, |value| distinct(&value));
    let mut gaps = Vec::new();
    let cutoff = form.section("cutoff").and_then(|form| cutoff(&form, &schema, &mut gaps));
    let mut book = Book {
        schema: &schema,
        ladders: &ladders,
        kinds: &kinds,
        tables: Vec::new(),
        values: Vec::new(),
        below: Default::default(),
        gaps: gaps.into(),
    };
    rules::tables(form, &mut book);
    let values = rules::values(form, &mut book);
    let items = rules::items(form, &book);
    let populations = people::populations(form, &book, &items);
    let bars = people::bars(form, &book);
    let exam = part(form, "exam", |form| exam::exam(form, &book));
    let assessment = part(form, "assessment", |form| exam::assessment(form, &book));
    let total = part(form, "total", exam::total);
    let ranking = form.section("ranking").and_then(|form| ranking::ranking(&form, &book, &items));
    let choosing = form.section("choosing").and_then(|form| choosing::choosing(&form, &book, &items));
    let sittings = choosing::sittings(form, &book, items.iter().any(|(item, _)| !item.kinds.is_empty()));
    let items = items.into_iter().map(|(item, _)| item).collect();
    let (tables, gaps) = (book.tables, book.gaps.into_inner());
    let (cutoff, anniversary, signed) = (cutoff?, anniversary?, signed?);
    let scoring = Scoring {
        facts: schema,
        ladders,
        tables,
        cutoff,
        anniversary,
        values,
        items,
        populations,
        kinds,
        bars,
        assessment: assessment?.unwrap_or(AssessmentRule::PLAIN),
        exam: exam?,
        total: total?,
        signed,
        gaps,
    };
    let scheme = Scheme { identity: identity?, scoring, ranking: ranking?, choosing: choosing?, sittings };
    Some(LoadedScheme { scheme, aliases, text: text.into(), warnings: Vec::new() })
}

fn anniversary(form: &Section<'_>) -> Option<MissingDay> {
    let words = [("last", MissingDay::Last), ("next", MissingDay::Next)];
    let day = form.need("missing_day").and_then(|value| one_of(&value, &words));
    form.get("assumption");
    form.end();
    day
}

/// A part that may be absent, read where it is there; the inner nothing is a faulty one.
fn part<T>(
    form: &Section<'_>,
    key: &'static str,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Option<Option<T>> {
    match form.get(key) {
        Some(value) => value.section().and_then(|form| read(&form)).map(Some),
        None => Some(None),
    }
}

fn identity(form: &Section<'_>) -> Option<Identity> {
    let source = form.section("source");
    let source = source.as_ref().and_then(|source| {
        source.skip(&["edition", "number"]);
        let (issuer, trust) = (source.text("issuer"), source.text("trust"));
        let stated = (source.text("title"), source.text("address"));
        source.end();
        stated.0.and(stated.1).and(Some((issuer?, trust?)))
    });
    let (id, title, edition) = (form.name("id"), form.text("title"), form.text("edition"));
    let words = [("fragment", Status::Fragment), ("whole", Status::Whole)];
    let status = form.get("status").map_or(Some(Status::Whole), |value| one_of(&value, &words));
    let assumptions = form.texts("assumptions");
    let (issuer, trust) = source?;
    Some(Identity { id: id?, issuer, title: title?, edition: edition?, status: status?, trust, assumptions })
}

/// A day of every round's year, of the year of a date of the person, a day for all times, or a gap.
fn cutoff(form: &Section<'_>, schema: &FactSchema, gaps: &mut Vec<Gap>) -> Option<Cutoff> {
    form.skip(&["source", "assumption"]);
    let cutoff = if let Some(why) = form.get("gap") {
        let key: Key = "cutoff".parse().ok()?;
        gaps.push(Gap { key, why: why.text()?.into(), fills: Fills::Date });
        Some(Cutoff::Gap(GapId(0)))
    } else if let Some(value) = form.get("date") {
        date(&value).map(Cutoff::Fixed)
    } else if let Some(value) = form.get("date_of") {
        date_attribute(&value, schema).map(Cutoff::DateOf)
    } else {
        let day = form.need("month_day").and_then(|value| day_of_year(&value));
        match form.get("year_of") {
            None => day.map(Cutoff::OfRound),
            Some(value) => date_attribute(&value, schema).zip(day).map(|(id, day)| Cutoff::OfPerson(id, day)),
        }
    };
    form.end();
    cutoff
}

/// `attribute:ID` of a date.
fn date_attribute(value: &Value<'_>, schema: &FactSchema) -> Option<AttributeId> {
    let id = value.text()?.strip_prefix("attribute:").and_then(|name| schema.find_attribute(name));
    let id = id.filter(|id| schema.attribute(*id).kind == FieldKind::Date);
    if id.is_none() {
        value.fault(FormFaultKind::UnknownName { nearest: None });
    }
    id
}

fn date(value: &Value<'_>) -> Option<Date> {
    let date = value.text()?.parse().ok();
    if date.is_none() {
        value.fault(FormFaultKind::NoSuchDay);
    }
    date
}

/// `03-31`. 29 February is no cut-off: most years lack it.
fn day_of_year(value: &Value<'_>) -> Option<DayOfYear> {
    let day: Option<Date> = format!("2001-{}", value.text()?).parse().ok();
    let day = day.and_then(|day| DayOfYear::new(day.month(), day.day()));
    if day.is_none() {
        value.fault(FormFaultKind::NoSuchDay);
    }
    day
}
