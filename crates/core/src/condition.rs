//! Conditions (条件): the closed grammar by which a scheme tells facts apart.

use crate::canonical::Canonical;
use crate::date::Date;
use crate::dossier::{Dossier, NotChosen, Row};
use crate::facts::{AttributeId, CategoryId, Cell, ChoiceId, ColumnId, FactSchema, SetId, Source};

/// What a condition looks at.
///
/// Shown at [`Condition`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Subject {
    /// An attribute of the candidate.
    Attribute(AttributeId),
    /// A grade by track.
    Choice(ChoiceId),
    /// A field of the row at hand.
    Field(ColumnId),
}

/// A condition on a candidate or on one row.
///
/// ```
/// # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// use anzhi_core::condition::{Condition, Subject};
/// use anzhi_core::{facts::Source, steps::Step};
///
/// // drop = { where = { field = "collective", is = true }, because = "集体奖励不计" }
/// let Step::Drop(drop) = &scheme.scoring.items[3].pipeline.steps()[1].0 else { return Err("another".into()) };
/// let collective = scheme.scoring.facts.find_column(Source::Events, "collective").ok_or("no such column")?;
/// assert_eq!(drop.when, Condition::Is { subject: Subject::Field(collective), flag: true });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Condition {
    /// Every one of them holds.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The category is one of these.
    In {
        /// What is looked at.
        subject: Subject,
        /// The set of the categories.
        set: SetId,
        /// The categories.
        categories: Vec<CategoryId>,
    },
    /// The flag has this value.
    Is {
        /// What is looked at.
        subject: Subject,
        /// Yes or no.
        flag: bool,
    },
    /// The date lies after the cut-off; the cut-off day itself does not.
    AfterCutoff {
        /// What is looked at.
        subject: Subject,
        /// Whether it holds for a blank date; without it a blank is a fault.
        blank: Option<bool>,
    },
}

/// A fact that a condition or step needs is not there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Missing {
    Attribute(AttributeId),
    Choice(ChoiceId, NotChosen),
    Field(ColumnId),
}

/// What a condition is held against.
pub(crate) struct Held<'a> {
    pub(crate) schema: &'a FactSchema,
    pub(crate) dossier: &'a Dossier,
    pub(crate) cutoff: Date,
    pub(crate) row: Option<&'a Row>,
}

impl Condition {
    pub(crate) fn holds(&self, held: &Held<'_>) -> Result<bool, Missing> {
        match self {
            Self::All(parts) => parts.iter().try_fold(true, |so_far, part| Ok(part.holds(held)? && so_far)),
            Self::Any(parts) => parts.iter().try_fold(false, |so_far, part| Ok(part.holds(held)? || so_far)),
            Self::Not(part) => Ok(!part.holds(held)?),
            Self::In { subject, categories, .. } => Ok(categories.contains(&held.category(*subject)?)),
            Self::Is { subject, flag } => match held.cell(*subject) {
                Cell::Flag(found) => Ok(found == flag),
                Cell::Blank | Cell::Category(_) | Cell::Date(_) | Cell::Text(_) => Err(subject.missing()),
            },
            Self::AfterCutoff { subject, blank } => match held.cell(*subject) {
                Cell::Date(date) => Ok(*date > held.cutoff),
                Cell::Blank | Cell::Category(_) | Cell::Flag(_) | Cell::Text(_) => {
                    blank.ok_or_else(|| subject.missing())
                }
            },
        }
    }

    pub(crate) fn canonical(&self, schema: &FactSchema, source: Option<Source>, out: &mut Canonical) {
        let many = |name: &str, parts: &[Self], out: &mut Canonical| {
            out.open(name);
            parts.iter().for_each(|part| part.canonical(schema, source, out));
            out.close();
        };
        match self {
            Self::All(parts) => many("all", parts, out),
            Self::Any(parts) => many("any", parts, out),
            Self::Not(part) => many("not", std::slice::from_ref(part), out),
            Self::In { subject, set, categories } => {
                out.open("in");
                subject.canonical(schema, source, out);
                categories.iter().for_each(|c| out.text(schema.set(*set).term(*c)));
                out.close();
            }
            Self::Is { subject, flag } => {
                out.open("is");
                subject.canonical(schema, source, out);
                out.word(if *flag { "true" } else { "false" });
                out.close();
            }
            Self::AfterCutoff { subject, blank } => {
                out.open("after-cutoff");
                subject.canonical(schema, source, out);
                if let Some(blank) = blank {
                    out.word(if *blank { "blank-true" } else { "blank-false" });
                }
                out.close();
            }
        }
    }
}

impl Subject {
    fn missing(self) -> Missing {
        match self {
            Self::Attribute(id) => Missing::Attribute(id),
            Self::Choice(id) => Missing::Choice(id, NotChosen::NothingFilled),
            Self::Field(id) => Missing::Field(id),
        }
    }

    /// The name, that of an attribute or choice marked as such: a field may have the same.
    fn canonical(self, schema: &FactSchema, source: Option<Source>, out: &mut Canonical) {
        let name = self.name(schema, source);
        match self {
            Self::Attribute(_) | Self::Choice(_) => out.word(&format!("attr:{name}")),
            Self::Field(_) => out.word(name),
        }
    }

    pub(crate) fn name(self, schema: &FactSchema, source: Option<Source>) -> &str {
        match self {
            Self::Attribute(id) => schema.attribute(id).key.as_str(),
            Self::Choice(id) => schema.choice(id).key.as_str(),
            Self::Field(id) => source
                .and_then(|source| schema.columns(source).get(usize::from(id.0)))
                .map_or("", |column| column.key.as_str()),
        }
    }
}

impl Held<'_> {
    fn cell(&self, subject: Subject) -> &Cell {
        match subject {
            Subject::Attribute(id) => self.dossier.attribute(id),
            Subject::Choice(_) => &Cell::Blank,
            Subject::Field(id) => {
                self.row.and_then(|row| row.cells.get(usize::from(id.0))).unwrap_or(&Cell::Blank)
            }
        }
    }

    pub(crate) fn category(&self, subject: Subject) -> Result<CategoryId, Missing> {
        if let Subject::Choice(id) = subject {
            return self.dossier.chosen(self.schema, id).map_err(|why| Missing::Choice(id, why));
        }
        match self.cell(subject) {
            Cell::Category(category) => Ok(*category),
            Cell::Blank | Cell::Date(_) | Cell::Flag(_) | Cell::Text(_) => Err(subject.missing()),
        }
    }
}
