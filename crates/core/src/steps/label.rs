//! Labels (分类): what kind of time a span is, by fields of the row that it comes from.

use crate::condition::{Held, Subject};
use crate::facts::{ColumnId, FactSchema, SetId};

/// The labels that spans of one step can have: all combinations of what its fields can hold.
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
}

impl LabelField {
    /// How many values it can have, a blank included.
    fn size(&self, schema: &FactSchema) -> usize {
        match self {
            Self::Column(_, set) => schema.set(*set).terms.len() + 1,
            Self::Kind(kinds) => kinds.len(),
        }
    }

    fn text<'s>(&'s self, schema: &'s FactSchema, place: usize) -> &'s str {
        match self {
            Self::Column(_, set) => schema.set(*set).terms.get(place).map_or("", |term| term),
            Self::Kind(kinds) => kinds.get(place).map_or("", |kind| kind),
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
        let parts: Vec<&str> = text.split('/').collect();
        if parts.len() != self.fields.len() {
            return None;
        }
        let mut label = 0;
        for (field, part) in self.fields.iter().zip(parts) {
            let size = field.size(schema);
            let place = (0..size).find(|place| field.text(schema, *place) == part)?;
            label = label * size + place;
        }
        u32::try_from(label).ok()
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

    /// The label of a row.
    pub(crate) fn of(&self, held: &Held<'_>) -> u32 {
        let schema = &held.scoring.facts;
        let mut label = 0;
        for field in &self.fields {
            let size = field.size(schema);
            let place = match field {
                LabelField::Column(column, _) => held
                    .category(Subject::Field(*column))
                    .map_or(size - 1, |category| usize::from(category.0)),
                LabelField::Kind(kinds) => {
                    let kind = held.row.map_or("", |row| &row.kind);
                    // A row of the tables at hand has a kind of theirs.
                    kinds.iter().position(|known| **known == *kind).unwrap_or(0)
                }
            };
            label = label * size + place;
        }
        u32::try_from(label).unwrap_or(u32::MAX)
    }
}
