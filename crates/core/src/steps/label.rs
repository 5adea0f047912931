//! Labels (分类): what kind of time a span is, by fields of the row that it comes from or by conditions on it.

use super::Stop;
use crate::canonical::Canonical;
use crate::condition::{Condition, Held, Subject};
use crate::facts::{ColumnId, FactSchema, SetId, Source};
use crate::scheme::{Scoring, ValueId};

/// The labels that spans of one step can have: all combinations of what its fields can hold, or those that
/// conditions tell apart.
///
/// A label is written as the terms of its fields with `/` between them; a blank field is empty.
///
/// ```
/// use anzhi_core::facts::FactSchema;
/// use anzhi_core::steps::{LabelField, LabelSpace};
///
/// let schema = FactSchema::built_in()?;
/// let kinds = LabelField::Kind(vec!["海岛".into(), "西藏".into()]);
/// let space = LabelSpace { fields: vec![kinds] };
/// let label = space.parse(&schema, "西藏").ok_or("no such label")?;
/// assert_eq!(space.text(&schema, label), "西藏");
/// assert_eq!(space.parse(&schema, "高原"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LabelSpace {
    /// The fields, at least one for spans that have labels.
    pub fields: Vec<LabelField>,
}

/// A field that makes labels.
///
/// Shown at [`LabelSpace`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LabelField {
    /// A column of categories.
    Column(ColumnId, SetId),
    /// The column 类别 and what it can hold.
    Kind(Vec<Box<str>>),
    /// Labels of the scheme's own; for each row exactly one condition must hold.
    Stated(Vec<(Box<str>, Condition)>),
}

impl LabelField {
    /// How many values it can have, a blank included.
    fn size(&self, schema: &FactSchema) -> usize {
        match self {
            Self::Column(_, set) => schema.set(*set).terms.len() + 1,
            Self::Kind(kinds) => kinds.len(),
            Self::Stated(labels) => labels.len(),
        }
    }

    fn text<'s>(&'s self, schema: &'s FactSchema, place: usize) -> &'s str {
        match self {
            Self::Column(_, set) => schema.set(*set).terms.get(place).map_or("", |term| term),
            Self::Kind(kinds) => kinds.get(place).map_or("", |kind| kind),
            Self::Stated(labels) => labels.get(place).map_or("", |(label, _)| label),
        }
    }

    /// The place of what it holds in the row at hand.
    fn of(&self, held: &Held<'_>) -> Result<usize, Stop> {
        match self {
            Self::Column(column, set) => {
                let blank = held.scoring.facts.set(*set).terms.len();
                Ok(held.category(Subject::Field(*column)).map_or(blank, |category| usize::from(category.0)))
            }
            Self::Kind(kinds) => {
                let kind = held.row.map_or("", |row| &row.kind);
                let found = kinds.iter().position(|known| **known == *kind);
                found.ok_or(Stop::NotOneClass { row: held.number })
            }
            Self::Stated(labels) => {
                let mut found = None;
                for (place, (_, when)) in labels.iter().enumerate() {
                    let holds = when.holds(held).map_err(Stop::missing_in(held.number))?;
                    if holds && found.replace(place).is_some() {
                        return Err(Stop::NotOneClass { row: held.number });
                    }
                }
                found.ok_or(Stop::NotOneClass { row: held.number })
            }
        }
    }
}

impl LabelSpace {
    /// How many labels there are.
    pub fn size(&self, schema: &FactSchema) -> usize {
        self.fields.iter().map(|field| field.size(schema)).fold(1, usize::saturating_mul)
    }

    /// The label written so.
    pub fn parse(&self, schema: &FactSchema, text: &str) -> Option<u32> {
        // Terms may hold a slash themselves.
        let place = self.texts(schema).position(|known| known == text)?;
        u32::try_from(place).ok()
    }

    /// A label as it is written.
    pub fn text(&self, schema: &FactSchema, label: u32) -> String {
        let mut label = label as usize;
        let mut parts = Vec::new();
        for field in self.fields.iter().rev() {
            let size = field.size(schema);
            parts.push(field.text(schema, label % size));
            label /= size;
        }
        parts.reverse();
        parts.join("/")
    }

    /// All labels as they are written, in their order.
    pub fn texts(&self, schema: &FactSchema) -> impl Iterator<Item = String> {
        let size = u32::try_from(self.size(schema)).unwrap_or(u32::MAX);
        (0..size).map(|label| self.text(schema, label))
    }

    /// The label of the row at hand.
    pub(crate) fn of(&self, held: &Held<'_>) -> Result<u32, Stop> {
        let schema = &held.scoring.facts;
        let place = |label: usize, field: &LabelField| {
            Ok(label.saturating_mul(field.size(schema)).saturating_add(field.of(held)?))
        };
        self.fields.iter().try_fold(0, place).map(|label| u32::try_from(label).unwrap_or(u32::MAX))
    }

    pub(crate) fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        out.open("label");
        for field in &self.fields {
            match field {
                LabelField::Column(column, _) => out.word(super::column_name(scoring, source, *column)),
                LabelField::Kind(_) => out.word("kind"),
                LabelField::Stated(labels) => {
                    for (label, when) in labels {
                        out.open("where");
                        out.text(label);
                        when.canonical(scoring, source, out);
                        out.close();
                    }
                }
            }
        }
        out.close();
    }

    /// Adds the values that its conditions read.
    pub(crate) fn uses(&self, out: &mut Vec<ValueId>) {
        for field in &self.fields {
            match field {
                LabelField::Column(..) | LabelField::Kind(_) => {}
                LabelField::Stated(labels) => labels.iter().for_each(|(_, when)| when.uses(out)),
            }
        }
    }
}
