//! Conditions (条件): the closed grammar by which a scheme tells facts apart.

mod compare;
mod held;

use crate::canonical::Canonical;
use crate::date::Date;
use crate::facts::{AttributeId, CategoryId, Cell, ChoiceId, ColumnId, SetId, Source};
use crate::points::Points;
use crate::scheme::{LadderId, Scoring, ValueId};

pub use compare::{Bound, Compare, Length, Moment};
pub(crate) use held::{Held, Missing};

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
    /// The date stands so to a day.
    Day {
        /// What is looked at.
        subject: Subject,
        /// How.
        compare: Compare,
        /// The day.
        bound: Date,
    },
    /// Something is filled in, or nothing is.
    Filled {
        /// What is looked at.
        subject: Subject,
        /// Yes or no.
        flag: bool,
    },
    /// The text is a list, separated by 、；; ，or , , and has this entry.
    Has {
        /// What is looked at.
        subject: Subject,
        /// The entry.
        entry: Box<str>,
    },
    /// Some row of a value has one of these classes.
    HasClass {
        /// The value, classed rows or entries.
        value: ValueId,
        /// The ladder of its classes.
        ladder: LadderId,
        /// The classes, by their places in the ladder.
        classes: Vec<u16>,
    },
    /// The row is of one of these kinds (类别).
    Kind(Vec<Box<str>>),
    /// The number stands so to another.
    Number {
        /// What is looked at.
        subject: Subject,
        /// How.
        compare: Compare,
        /// The other number.
        bound: Points,
    },
    /// A value has at least so many rows or spans.
    Rows {
        /// The value.
        value: ValueId,
        /// How many.
        at_least: u16,
    },
    /// Two categories of one set are the same.
    Same {
        /// One.
        one: Subject,
        /// The other.
        other: Subject,
    },
    /// The time between two days stands so to a length.
    Since {
        /// The first day.
        since: Moment,
        /// The last day.
        until: Moment,
        /// How.
        compare: Compare,
        /// The length.
        length: Length,
        /// Whether it holds where one of the days is blank; without it a blank is a fault.
        blank: Option<bool>,
    },
    /// A value stands so to a number or another value.
    Value {
        /// The value, a quantity or points.
        value: ValueId,
        /// How.
        compare: Compare,
        /// The number.
        bound: Bound,
    },
}

impl Condition {
    pub(crate) fn holds(&self, held: &Held<'_>) -> Result<bool, Missing> {
        match self {
            // The first part that decides ends it, so that a part can guard the parts behind it.
            Self::All(parts) => parts.iter().try_fold(true, |so_far, part| Ok(so_far && part.holds(held)?)),
            Self::Any(parts) => parts.iter().try_fold(false, |so_far, part| Ok(so_far || part.holds(held)?)),
            Self::Not(part) => Ok(!part.holds(held)?),
            Self::In { subject, categories, .. } => Ok(categories.contains(&held.category(*subject)?)),
            Self::Is { subject, flag } => match held.cell(*subject) {
                Cell::Flag(found) => Ok(*found == *flag),
                Cell::Blank | Cell::Category(_) | Cell::Date(_) | Cell::Number(_) | Cell::Text(_) => {
                    Err(subject.missing())
                }
            },
            Self::AfterCutoff { subject, blank } => match held.date(*subject) {
                Some(date) => Ok(date > held.cutoff()?),
                None => blank.ok_or_else(|| subject.missing()),
            },
            Self::Day { subject, compare, bound } => {
                held.date(*subject).map(|date| compare.holds(&date, bound)).ok_or_else(|| subject.missing())
            }
            Self::Filled { subject, flag } => Ok(held.is_filled(*subject) == *flag),
            Self::Has { subject, entry } => Ok(match held.cell(*subject) {
                Cell::Text(text) => {
                    text.split(['、', '；', ';', '，', ',']).any(|part| part.trim() == &**entry)
                }
                Cell::Blank | Cell::Category(_) | Cell::Date(_) | Cell::Flag(_) | Cell::Number(_) => false,
            }),
            Self::HasClass { value, classes, .. } => {
                Ok(held.value(*value)?.entries.iter().any(|entry| classes.contains(&entry.class)))
            }
            Self::Kind(kinds) => Ok(held.row.is_some_and(|row| kinds.contains(&row.kind))),
            Self::Number { subject, compare, bound } => match held.cell(*subject) {
                Cell::Number(number) => Ok(compare.holds(number, bound)),
                Cell::Blank | Cell::Category(_) | Cell::Date(_) | Cell::Flag(_) | Cell::Text(_) => {
                    Err(subject.missing())
                }
            },
            Self::Rows { value, at_least } => Ok(held.value(*value)?.count() >= usize::from(*at_least)),
            Self::Same { one, other } => Ok(held.category(*one)? == held.category(*other)?),
            Self::Since { since, until, compare, length, blank } => {
                match (held.moment(*since)?, held.moment(*until)?) {
                    (Some(since), Some(until)) => {
                        Ok(length.stands(since, until, *compare, held.anniversary()))
                    }
                    (None, _) => blank.ok_or_else(|| since.missing()),
                    (_, None) => blank.ok_or_else(|| until.missing()),
                }
            }
            Self::Value { value, compare, bound } => {
                let bound = match bound {
                    Bound::Stated(bound) => *bound,
                    Bound::Value(other) => held.value(*other)?.number,
                };
                Ok(compare.holds(&held.value(*value)?.number, &bound))
            }
        }
    }

    /// The values that it names.
    pub(crate) fn uses(&self, out: &mut Vec<ValueId>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.uses(out)),
            Self::Not(part) => part.uses(out),
            Self::HasClass { value, .. } | Self::Rows { value, .. } => out.push(*value),
            Self::Value { value, bound, .. } => {
                out.push(*value);
                if let Bound::Value(other) = bound {
                    out.push(*other);
                }
            }
            Self::AfterCutoff { .. }
            | Self::Day { .. }
            | Self::Filled { .. }
            | Self::Has { .. }
            | Self::In { .. }
            | Self::Is { .. }
            | Self::Kind(_)
            | Self::Number { .. }
            | Self::Same { .. }
            | Self::Since { .. } => {}
        }
    }

    pub(crate) fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        out.open(self.word());
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.canonical(scoring, source, out));
            }
            Self::Not(part) => part.canonical(scoring, source, out),
            Self::In { subject, set, categories } => {
                subject.canonical(scoring, source, out);
                categories.iter().for_each(|c| out.text(scoring.facts.set(*set).term(*c)));
            }
            Self::Filled { subject, flag } | Self::Is { subject, flag } => {
                subject.canonical(scoring, source, out);
                out.word(if *flag { "true" } else { "false" });
            }
            Self::AfterCutoff { subject, blank } => {
                subject.canonical(scoring, source, out);
                write_blank(*blank, out);
            }
            Self::Day { subject, compare, bound } => {
                subject.canonical(scoring, source, out);
                out.word(compare.word());
                out.word(&bound.to_string());
            }
            Self::Has { subject, entry } => {
                subject.canonical(scoring, source, out);
                out.text(entry);
            }
            Self::HasClass { .. } | Self::Rows { .. } | Self::Value { .. } => {
                self.canonical_of_value(scoring, out);
            }
            Self::Kind(kinds) => kinds.iter().for_each(|kind| out.text(kind)),
            Self::Number { subject, compare, bound } => {
                subject.canonical(scoring, source, out);
                out.word(compare.word());
                out.points(*bound);
            }
            Self::Same { one, other } => {
                one.canonical(scoring, source, out);
                other.canonical(scoring, source, out);
            }
            Self::Since { since, until, compare, length, blank } => {
                since.canonical(scoring, source, out);
                until.canonical(scoring, source, out);
                out.word(compare.word());
                out.word(&length.to_string());
                write_blank(*blank, out);
            }
        }
        out.close();
    }

    /// What is written of a condition on a value.
    fn canonical_of_value(&self, scoring: &Scoring, out: &mut Canonical) {
        let name = |value: &ValueId| scoring.value(*value).key.as_str();
        if let Self::HasClass { value, ladder, classes } = self {
            out.word(name(value));
            let names = &scoring.ladder(*ladder).classes;
            classes.iter().for_each(|class| out.text(&names[usize::from(*class)]));
        }
        if let Self::Rows { value, at_least } = self {
            out.word(name(value));
            out.count(usize::from(*at_least));
        }
        if let Self::Value { value, compare, bound } = self {
            out.word(name(value));
            out.word(compare.word());
            match bound {
                Bound::Stated(bound) => out.points(*bound),
                Bound::Value(other) => out.word(name(other)),
            }
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::Not(_) => "not",
            Self::In { .. } => "in",
            Self::Is { .. } => "is",
            Self::AfterCutoff { .. } => "after-cutoff",
            Self::Day { .. } => "day",
            Self::Filled { .. } => "filled",
            Self::Has { .. } => "has",
            Self::HasClass { .. } => "has-class",
            Self::Kind(_) => "kind",
            Self::Number { .. } => "number",
            Self::Rows { .. } => "rows",
            Self::Same { .. } => "same",
            Self::Since { .. } => "since",
            Self::Value { .. } => "value",
        }
    }
}

fn write_blank(blank: Option<bool>, out: &mut Canonical) {
    if let Some(blank) = blank {
        out.word(if blank { "blank-true" } else { "blank-false" });
    }
}

impl Subject {
    pub(crate) fn missing(self) -> Missing {
        match self {
            Self::Attribute(id) => Missing::Attribute(id),
            Self::Choice(id) => Missing::Choice(id, crate::dossier::NotChosen::NothingFilled),
            Self::Field(id) => Missing::Field(id),
        }
    }

    /// The name, that of an attribute or choice marked as such: a field may have the same.
    fn canonical(self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        let name = self.name(scoring, source);
        match self {
            Self::Attribute(_) | Self::Choice(_) => out.word(&format!("attr:{name}")),
            Self::Field(_) => out.word(name),
        }
    }

    pub(crate) fn name(self, scoring: &Scoring, source: Option<Source>) -> &str {
        let schema = &scoring.facts;
        match self {
            Self::Attribute(id) => schema.attribute(id).key.as_str(),
            Self::Choice(id) => schema.choice(id).key.as_str(),
            Self::Field(id) => source
                .and_then(|source| schema.columns(source).get(usize::from(id.0)))
                .map_or("", |column| column.key.as_str()),
        }
    }
}
