//! Which ruling a fault is to be laid at: the innocent cell of a table is not what people have to mend.

use super::{CandidateRef, Decision, Ruling, Target};
use crate::dossier::Dossier;
use crate::facts::FactSchema;
use crate::fault::{Fault, Place, Table};

/// Moves a fault on a value that a ruling has set to the row of that ruling.
pub(crate) fn blame(
    schema: &FactSchema,
    rulings: &[(Ruling, Decision)],
    candidate: CandidateRef,
    dossier: &Dossier,
    mut fault: Fault,
) -> Fault {
    let set = rulings.iter().find(|(_, decision)| match decision {
        Decision::SetFact(who, target, _) => {
            *who == candidate && is_at(schema, dossier, *target, &fault.place)
        }
        Decision::Exclude(_) | Decision::FillGap(..) | Decision::Place(..) | Decision::Regroup(..) => false,
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
