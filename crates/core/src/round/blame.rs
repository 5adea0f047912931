//! Which ruling a fault is to be laid at: the innocent cell of a table is not what people have to mend.

use super::{CandidateRef, Decision, Ruling, Target};
use crate::dossier::Dossier;
use crate::facts::{AttributeId, Branch, FactSchema};
use crate::fault::{Fault, FaultKind, Place, Table};

/// Moves a fault on a value that a ruling has set, or on a grade that follows from one, to the row of that ruling.
pub(crate) fn blame(
    schema: &FactSchema,
    rulings: &[(Ruling, Decision)],
    candidate: CandidateRef,
    dossier: &Dossier,
    mut fault: Fault,
) -> Fault {
    let set = rulings.iter().find(|(ruling, decision)| match decision {
        Decision::SetFact(who, target, _) => {
            *who == candidate
                && (is_at(schema, dossier, *target, &fault.place)
                    || misses_by(schema, ruling, *target, &fault))
        }
        Decision::Change(_)
        | Decision::Exclude(_)
        | Decision::FillGap(..)
        | Decision::Place(..)
        | Decision::Refill(..)
        | Decision::Regroup(..)
        | Decision::Void(..) => false,
    });
    if let Some((ruling, _)) = set {
        fault.place = Place { table: Table::Rulings, line: ruling.line, column: "new".into() };
    }
    fault
}

/// Whether a fault stands at a fact; one on a whole row stands at each of its fields.
pub(super) fn is_at(schema: &FactSchema, dossier: &Dossier, target: Target, place: &Place) -> bool {
    match target {
        Target::Attribute(id) => {
            place.table == Table::Candidates && *place.column == *schema.attribute(id).key.as_str()
        }
        Target::Field(source, row, column) => {
            let key = schema.columns(source).get(usize::from(column.0)).map_or("", |c| c.key.as_str());
            place.table == source.table()
                && dossier.rows(source).get(usize::from(row)).is_some_and(|row| row.line == place.line)
                && (place.column.is_empty() || *place.column == *key)
        }
    }
}

/// Whether a grade, or the track, is missing because of what a ruling set elsewhere: the track that names the grade,
/// one of the grades where all are blank, a second grade where there was one.
fn misses_by(schema: &FactSchema, ruling: &Ruling, target: Target, fault: &Fault) -> bool {
    let Target::Attribute(id) = target else { return false };
    let column = &*fault.place.column;
    let is_named = |attribute| *schema.attribute(attribute).key.as_str() == *column;
    schema.choices.iter().any(|choice| {
        let is_grade = |wanted: &dyn Fn(AttributeId) -> bool| {
            choice.branches.iter().any(|branch| match branch {
                Branch::Attribute(grade, _) => wanted(*grade),
                Branch::Fixed(_) => false,
            })
        };
        let own = |grade| grade == id;
        if fault.kind == FaultKind::TrackBlank {
            choice.track().is_some_and(&is_named) && is_grade(&own) && ruling.old.is_empty()
        } else if fault.kind == FaultKind::GradeBlank && column.is_empty() {
            choice.track() == Some(id) || is_grade(&own)
        } else {
            fault.kind == FaultKind::GradeBlank && choice.track() == Some(id) && is_grade(&is_named)
        }
    })
}
