//! The faults that stopped pipelines stand for.

use crate::condition::Missing;
use crate::dossier::{Dossier, NotChosen};
use crate::facts::{Cell, Source};
use crate::fault::{Fault, FaultKind, Table};
use crate::machine::{Owner, Stopped, Task};
use crate::scheme::Cutoff;
use crate::steps::Stop;

pub(super) fn arithmetic(dossier: &Dossier, quantity: &str) -> Fault {
    person(dossier, FaultKind::Arithmetic { quantity: quantity.into() })
}

/// A fault of the candidate as a whole.
pub(super) fn person(dossier: &Dossier, kind: FaultKind) -> Fault {
    Fault::new(Table::Candidates, dossier.line(), "", kind, dossier.candidate().as_str())
}

/// The fault at its cell that a stopped pipeline stands for; none if it waits for a ruling.
pub(super) fn fault(task: Task<'_>, stopped: &Stopped) -> Option<Fault> {
    let Task { scoring, dossier, .. } = task;
    let Stopped { of, source, stop } = stopped;
    let id = dossier.candidate().as_str();
    let title = match of {
        Owner::Item(item) => scoring.item(*item).title.clone(),
        Owner::Value(value) => scoring.value(*value).title.clone(),
        Owner::People => "".into(),
    };
    let schema = &scoring.facts;
    let line = |row: u16| dossier.rows(*source).get(usize::from(row)).map_or(0, |row| row.line);
    let in_row = |row: u16, kind| Fault::new(source.table(), line(row), "", kind, id);
    Some(match stop {
        Stop::Missing { what, row } => missing(task, *what, title, *source, row.map_or(0, line)),
        Stop::Open => return None,
        Stop::NoRow => Fault::new(source.table(), 0, "", FaultKind::NoRow, id),
        Stop::NotOneClass { row } => in_row(*row, FaultKind::NotOneClass { item: title }),
        Stop::AboveTop { row } => in_row(*row, FaultKind::AboveTop { item: title }),
        Stop::BelowBottom { row } => in_row(*row, FaultKind::BelowBottom { item: title }),
        Stop::RowTwice { row } => in_row(*row, FaultKind::RowTwice { item: title }),
        Stop::StartAfterEnd { start } => {
            let found = dossier.date(*start).map_or_else(String::new, |date| date.to_string());
            let column = schema.attribute(*start).key.as_str();
            let Some(end) = task.cutoff else { return Some(person(dossier, FaultKind::NoCutoff)) };
            let kind = FaultKind::StartAfterEnd { end };
            Fault::new(Table::Candidates, dossier.line(), column, kind, &found)
        }
        Stop::Arithmetic => arithmetic(dossier, &title),
        Stop::ArithmeticIn { step } => arithmetic(dossier, &format!("{title}: {step}")),
        Stop::EndBeforeStart { end, start } => {
            let (kind, key) = (FaultKind::EndBeforeStart { start: *start }, &schema.attribute(*end).key);
            let found = dossier.date(*end).map_or_else(String::new, |date| date.to_string());
            Fault::new(Table::Candidates, dossier.line(), key.as_str(), kind, &found)
        }
        Stop::PeriodReversed { row } => {
            let cells = dossier.rows(*source).get(usize::from(*row)).map_or(&[][..], |row| &row.cells);
            let [Cell::Date(start), Cell::Date(end), ..] = cells else {
                return Some(in_row(*row, FaultKind::MissingValue));
            };
            let kind = FaultKind::EndBeforeStart { start: *start };
            Fault::new(source.table(), line(*row), "to", kind, &end.to_string())
        }
        Stop::UnknownLabel { label } => {
            person(dossier, FaultKind::UnknownLabel { label: label.clone(), item: title })
        }
    })
}

/// The fault that a missing fact is.
fn missing(task: Task<'_>, what: Missing, item: Box<str>, source: Source, line: u32) -> Fault {
    let Task { scoring, dossier, .. } = task;
    let (id, schema) = (dossier.candidate().as_str(), &scoring.facts);
    let candidate = |column: &str, kind| Fault::new(Table::Candidates, dossier.line(), column, kind, id);
    match what {
        Missing::Attribute(id) => {
            candidate(schema.attribute(id).key.as_str(), FaultKind::FactNeeded { item })
        }
        Missing::Choice(choice, why) => match why {
            NotChosen::TrackBlank => {
                let track = schema.choice(choice).track();
                candidate(track.map_or("", |id| schema.attribute(id).key.as_str()), FaultKind::TrackBlank)
            }
            NotChosen::GradeBlank(attribute) => {
                candidate(schema.attribute(attribute).key.as_str(), FaultKind::GradeBlank)
            }
            NotChosen::NothingFilled => candidate("", FaultKind::GradeBlank),
        },
        Missing::Field(column) => {
            let name = schema.columns(source).get(usize::from(column.0)).map_or("", |c| c.key.as_str());
            Fault::new(source.table(), line, name, FaultKind::FactNeeded { item }, id)
        }
        Missing::Cutoff | Missing::Value => {
            let column = match scoring.cutoff {
                Cutoff::DateOf(attribute) | Cutoff::OfPerson(attribute, _) => {
                    schema.attribute(attribute).key.as_str()
                }
                Cutoff::Fixed(_) | Cutoff::Gap(_) | Cutoff::OfRound(_) => "",
            };
            candidate(column, FaultKind::NoCutoff)
        }
    }
}
