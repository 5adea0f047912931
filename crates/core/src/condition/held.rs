//! What conditions and steps are held against: one dossier, perhaps one of its rows.

use super::{Moment, Subject};
use crate::date::{Date, MissingDay};
use crate::dossier::{Dossier, NotChosen, Row};
use crate::facts::{AttributeId, CategoryId, Cell, ChoiceId, ColumnId};
use crate::scheme::{Scoring, ValueId};
use crate::steps::{Flow, Relabel, Slot};

/// What a condition or step needs and does not find.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Missing {
    Attribute(AttributeId),
    Choice(ChoiceId, NotChosen),
    /// The day up to which facts count.
    Cutoff,
    Field(ColumnId),
    /// A value that could not be computed; its own fault has been noted.
    Value,
}

/// What a condition is held against.
pub(crate) struct Held<'a> {
    pub(crate) scoring: &'a Scoring,
    pub(crate) dossier: &'a Dossier,
    pub(crate) cutoff: Option<Date>,
    pub(crate) slots: &'a [Slot],
    pub(crate) row: Option<&'a Row>,
    /// The place of the row, and what earlier steps have put into fields of rows.
    pub(crate) number: u16,
    pub(crate) relabels: &'a [Relabel],
}

impl<'a> Held<'a> {
    /// A candidate outside the scoring, where no row is at hand and no value has been computed.
    pub(crate) fn outside(scoring: &'a Scoring, dossier: &'a Dossier, cutoff: Option<Date>) -> Self {
        Self { scoring, dossier, cutoff, slots: &[], row: None, number: 0, relabels: &[] }
    }

    pub(crate) fn cell(&self, subject: Subject) -> &'a Cell {
        match subject {
            Subject::Attribute(id) => self.dossier.attribute(id),
            Subject::Choice(_) => &Cell::Blank,
            Subject::Field(id) => {
                self.row.and_then(|row| row.cells.get(usize::from(id.0))).unwrap_or(&Cell::Blank)
            }
        }
    }

    pub(crate) fn category(&self, subject: Subject) -> Result<CategoryId, Missing> {
        match subject {
            Subject::Choice(id) => {
                let schema = &self.scoring.facts;
                return self.dossier.chosen(schema, id).map_err(|why| Missing::Choice(id, why));
            }
            Subject::Field(column) => {
                // The last step that set the field counts.
                let here = |relabel: &&Relabel| relabel.column == column && relabel.row == self.number;
                if let Some(relabel) = self.relabels.iter().rev().find(here) {
                    return Ok(relabel.to);
                }
            }
            Subject::Attribute(_) => {}
        }
        match self.cell(subject) {
            Cell::Category(category) => Ok(*category),
            Cell::Flag(flag) => Ok(CategoryId(u16::from(!flag))),
            Cell::Blank | Cell::Date(_) | Cell::Number(_) | Cell::Text(_) => Err(subject.missing()),
        }
    }

    /// Whether anything stands there; of a grade by track, whether any of its attributes is filled.
    pub(crate) fn is_filled(&self, subject: Subject) -> bool {
        match subject {
            Subject::Choice(id) => {
                let chosen = self.dossier.chosen(&self.scoring.facts, id);
                chosen != Err(NotChosen::NothingFilled)
            }
            Subject::Attribute(_) | Subject::Field(_) => *self.cell(subject) != Cell::Blank,
        }
    }

    pub(crate) fn date(&self, subject: Subject) -> Option<Date> {
        match self.cell(subject) {
            Cell::Date(date) => Some(*date),
            Cell::Blank | Cell::Category(_) | Cell::Flag(_) | Cell::Number(_) | Cell::Text(_) => None,
        }
    }

    pub(crate) fn cutoff(&self) -> Result<Date, Missing> {
        self.cutoff.ok_or(Missing::Cutoff)
    }

    pub(crate) fn anniversary(&self) -> MissingDay {
        self.scoring.anniversary
    }

    /// The day; nothing where the fact is blank.
    pub(crate) fn moment(&self, moment: Moment) -> Result<Option<Date>, Missing> {
        match moment {
            Moment::Cutoff => self.cutoff().map(Some),
            Moment::Fact(subject) => Ok(self.date(subject)),
        }
    }

    pub(crate) fn value(&self, id: ValueId) -> Result<&'a Flow, Missing> {
        self.slots.get(usize::from(id.0)).and_then(Slot::known).ok_or(Missing::Value)
    }
}
