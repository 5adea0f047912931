//! Which facts the rows of a `classify` take, as far as that can be told without a fact at hand: twice, or not at
//! all.

use super::Desk;
use anzhi_core::condition::{Condition, Subject};
use anzhi_core::facts::{FactSchema, SetId};
use std::collections::BTreeSet;

/// What the rows look at.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Axis {
    Field(Subject, SetId),
    Kind,
}

/// The terms of one field, or kinds, for which a condition holds.
struct Taken {
    axis: Axis,
    terms: BTreeSet<Box<str>>,
}

/// The terms that an earlier row has taken already, where both rows look at one thing only, and at the same.
pub(super) fn doubled(when: &Condition, classes: &[(u16, Condition)], desk: &Desk<'_>) -> Vec<Box<str>> {
    let Some(Taken { axis, terms }) = taken(when, desk) else { return Vec::new() };
    let others = classes.iter().filter_map(|(_, other)| taken(other, desk));
    let others: BTreeSet<_> =
        others.filter(|other| other.axis == axis).flat_map(|other| other.terms).collect();
    terms.intersection(&others).cloned().collect()
}

/// The terms that no row takes, where all rows look at one thing only and nothing was left out before.
pub(super) fn uncovered(classes: &[(u16, Condition)], desk: &Desk<'_>) -> Vec<Box<str>> {
    let Some(rows) = classes.iter().map(|(_, when)| taken(when, desk)).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let Some(Taken { axis, .. }) = rows.first() else { return Vec::new() };
    if desk.shape.filtered || rows.iter().any(|row| row.axis != *axis) {
        return Vec::new();
    }
    let mut missing = all(*axis, desk);
    missing.retain(|term| !rows.iter().any(|row| row.terms.contains(term)));
    missing
}

/// Everything that can come, in the order of the file.
fn all(axis: Axis, desk: &Desk<'_>) -> Vec<Box<str>> {
    let schema = desk.book.schema;
    match axis {
        Axis::Field(_, set) => schema.set(set).terms.clone(),
        Axis::Kind => desk.shape.tables.iter().flat_map(|table| schema.table(*table).kinds.clone()).collect(),
    }
}

fn taken(when: &Condition, desk: &Desk<'_>) -> Option<Taken> {
    let schema = desk.book.schema;
    match when {
        Condition::In { subject, set, categories } => {
            let terms = categories.iter().map(|category| schema.set(*set).term(*category).into()).collect();
            Some(Taken { axis: Axis::Field(*subject, *set), terms })
        }
        Condition::Is { subject, flag } => {
            let terms = schema.set(FactSchema::FLAG_SET).terms.iter();
            let terms = terms.skip(usize::from(!*flag)).take(1).cloned().collect();
            Some(Taken { axis: Axis::Field(*subject, FactSchema::FLAG_SET), terms })
        }
        Condition::Kind(kinds) => Some(Taken { axis: Axis::Kind, terms: kinds.iter().cloned().collect() }),
        Condition::Not(part) => {
            let Taken { axis, terms } = taken(part, desk)?;
            let others = all(axis, desk).into_iter().filter(|term| !terms.contains(term)).collect();
            Some(Taken { axis, terms: others })
        }
        Condition::All(parts) => put_together(parts, desk, |one, other| one & other),
        Condition::Any(parts) => put_together(parts, desk, |one, other| one | other),
        Condition::AfterCutoff { .. }
        | Condition::Day { .. }
        | Condition::Filled { .. }
        | Condition::Has { .. }
        | Condition::HasClass { .. }
        | Condition::Number { .. }
        | Condition::Rows { .. }
        | Condition::Same { .. }
        | Condition::Since { .. }
        | Condition::Value { .. } => None,
    }
}

type Terms = BTreeSet<Box<str>>;

fn put_together(parts: &[Condition], desk: &Desk<'_>, with: fn(&Terms, &Terms) -> Terms) -> Option<Taken> {
    let mut parts = parts.iter().map(|part| taken(part, desk));
    let mut whole = parts.next()??;
    for part in parts {
        let Taken { axis, terms } = part?;
        if axis != whole.axis {
            return None;
        }
        whole.terms = with(&whole.terms, &terms);
    }
    Some(whole)
}
