//! Notes (说明): what a file says of its paper and its rules that nobody is scored by, and that the checked scheme
//! therefore does not keep.

use crate::form::read_form;
use crate::section::{Section, Value};
use std::collections::BTreeMap;

/// What a file says of its paper and its rules beside the checked scheme.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let notes = loaded.notes();
/// assert!(notes.paper.title.starts_with("东营市"));
/// assert_eq!(&*notes.paper.address, "address not known");
/// assert!(notes.of("cutoff").source.is_some_and(|source| source.contains("3月31日")));
/// assert_eq!(notes.of("tables.none"), Default::default());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Notes {
    /// The paper from which the scheme is taken.
    pub paper: Paper,
    parts: BTreeMap<String, Note>,
}

/// The paper from which a scheme is taken (依据文本).
///
/// Shown at [`Notes`].
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Paper {
    /// What it is called.
    pub title: Box<str>,
    /// Its number (文号), if it has one.
    pub number: Option<Box<str>>,
    /// Which edition of it, if it says so.
    pub edition: Option<Box<str>>,
    /// Where it can be read; `address not known` where nobody knows.
    pub address: Box<str>,
}

/// What a file says of one rule.
///
/// Shown at [`Notes`].
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Note {
    /// Where the paper states it (条款).
    pub clause: Option<Box<str>>,
    /// The paper, if it is not that of the whole scheme (来源).
    pub source: Option<Box<str>>,
}

impl Notes {
    /// The notes of a text that loads.
    pub(crate) fn read(text: &str) -> Self {
        read_form(text, |top| Some(notes(top))).unwrap_or_default()
    }

    /// What is said of one part: `cutoff`, `anniversary`, `assessment`, `total`, `ranking` or `choosing`, a shared
    /// table or a value as `tables.ID`, `values.ID`.
    pub fn of(&self, part: &str) -> Note {
        self.parts.get(part).cloned().unwrap_or_default()
    }
}

fn notes(top: &Section<'_>) -> Notes {
    let mut parts = BTreeMap::new();
    for part in ["cutoff", "anniversary", "assessment", "total", "ranking", "choosing"] {
        if let Some(form) = section(top, part) {
            parts.insert(part.to_owned(), note(&form));
        }
    }
    for (name, _, value) in section(top, "tables").iter().flat_map(Section::entries) {
        if let Some(form) = value.as_section() {
            parts.insert(format!("tables.{name}"), note(&form));
        }
    }
    let values = top.entry("values").and_then(|value| value.as_array()).unwrap_or_default();
    for form in values.iter().filter_map(Value::as_section) {
        if let Some(id) = text(&form, "id") {
            parts.insert(format!("values.{id}"), note(&form));
        }
    }
    let paper = section(top, "source").map_or_else(Paper::default, |form| Paper {
        title: text(&form, "title").unwrap_or_default(),
        number: text(&form, "number"),
        edition: text(&form, "edition"),
        address: text(&form, "address").unwrap_or_default(),
    });
    Notes { paper, parts }
}

/// What a part says of itself.
fn note(form: &Section<'_>) -> Note {
    Note { clause: text(form, "clause"), source: text(form, "source") }
}

fn section<'t>(form: &Section<'t>, key: &str) -> Option<Section<'t>> {
    form.entry(key).and_then(|value| value.as_section())
}

fn text(form: &Section<'_>, key: &str) -> Option<Box<str>> {
    form.entry(key).and_then(|value| value.as_text().map(Into::into))
}
