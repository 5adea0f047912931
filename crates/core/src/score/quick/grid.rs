//! All that cells can say, as far as conditions on them tell it apart: the place in a table of decisions.

use crate::condition::{Compare, Condition, Subject};
use crate::date::Date;
use crate::facts::{Branch, CategoryId, Cell, FactTableId, FieldKind, Source};
use crate::packed::Code;
use crate::scheme::Scoring;
use std::collections::BTreeMap;

/// More decisions than this are not tabulated.
const MOST: usize = 4_096;

/// The places of a table of decisions.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Grid {
    columns: Vec<Column>,
    size: usize,
}

#[derive(Debug, Eq, PartialEq)]
struct Column {
    at: u16,
    tells: Tells,
    /// What one more counts in the place.
    step: u32,
    /// The codes that it can meet besides a blank: the first, and how many.
    first: u32,
    count: u32,
    /// The first of those that all say the second thing; nothing where each says a thing of its own.
    split: Option<u32>,
}

impl Column {
    fn new(at: u16, tells: Tells, step: usize) -> Option<Self> {
        let (first, count, split) = match tells {
            Tells::Blank => (Code::BLANK, 0, None),
            Tells::Category(terms) => (Code::category(0), u32::from(terms), None),
            Tells::Date => (Code::DAYS, Code::MANY, Some(u32::MAX)),
            Tells::Flag => (Code::flag(false), 2, None),
            Tells::From(day) => (Code::DAYS, Code::MANY, Some(Code::date(day).0)),
        };
        Some(Self { at, tells, step: u32::try_from(step).ok()?, first: first.0, count, split })
    }

    /// Which of the things that it tells apart a code says, a blank being the first; nothing for another kind.
    fn place(&self, code: Code) -> Option<u32> {
        if code == Code::BLANK {
            return Some(0);
        }
        let own = code.0.wrapping_sub(self.first);
        let told = self.split.map_or(own, |split| u32::from(code.0 >= split));
        (own < self.count).then_some(told + 1)
    }
}

/// What is told apart in a cell, besides that it is blank.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Tells {
    /// Nothing else can stand there.
    Blank,
    /// So many categories.
    Category(u16),
    /// That some date stands there.
    Date,
    Flag,
    /// Days before this one from it and those behind it.
    From(Date),
}

impl Tells {
    /// How many things a cell can say, a blank being the first.
    fn size(self) -> usize {
        match self {
            Self::Blank => 1,
            Self::Category(terms) => 1 + usize::from(terms),
            Self::Date => 2,
            Self::Flag | Self::From(_) => 3,
        }
    }

    /// A cell that says it.
    fn sample(self, place: usize) -> Option<Cell> {
        let Some(place) = place.checked_sub(1) else { return Some(Cell::Blank) };
        match self {
            Self::Blank => None,
            Self::Category(_) => u16::try_from(place).ok().map(|place| Cell::Category(CategoryId(place))),
            Self::Date => Date::new(2000, 1, 1).map(Cell::Date),
            Self::Flag => Some(Cell::Flag(place > 0)),
            Self::From(day) if place > 0 => Some(Cell::Date(day)),
            Self::From(day) => day.days_later(-1).map(Cell::Date),
        }
    }
}

impl Grid {
    /// How many decisions there are.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The place of these cells; nothing where one of them says what conditions do not expect.
    pub(super) fn place(&self, cells: &[Code]) -> Option<usize> {
        let mut place = 0;
        for column in &self.columns {
            place += column.step * column.place(*cells.get(usize::from(column.at))?)?;
        }
        Some(place as usize)
    }

    /// Cells of that place, `width` of them.
    pub(super) fn sample(&self, place: usize, width: usize) -> Option<Vec<Cell>> {
        let mut cells = vec![Cell::Blank; width];
        for column in &self.columns {
            let own = place / column.step as usize % column.tells.size();
            *cells.get_mut(usize::from(column.at))? = column.tells.sample(own)?;
        }
        Some(cells)
    }
}

/// A grid in the making: what conditions tell apart in the cells of one table, or of the candidate.
#[derive(Debug)]
pub(super) struct Sketch<'s> {
    scoring: &'s Scoring,
    /// The table, unless it is the attributes of the candidate.
    table: Option<(Source, FactTableId)>,
    cutoff: Option<Date>,
    columns: BTreeMap<u16, Tells>,
}

impl<'s> Sketch<'s> {
    /// Of nothing. Without the cut-off of everybody what depends on it cannot be told.
    pub(super) fn new(
        scoring: &'s Scoring,
        table: Option<(Source, FactTableId)>,
        cutoff: Option<Date>,
    ) -> Self {
        Self { scoring, table, cutoff, columns: BTreeMap::new() }
    }

    /// Adds a condition; nothing if cells of these kinds do not decide it alone.
    pub(super) fn condition(&mut self, when: &Condition) -> Option<()> {
        match when {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().try_for_each(|part| self.condition(part))
            }
            Condition::Not(part) => self.condition(part),
            Condition::In { subject, .. }
            | Condition::Is { subject, .. }
            | Condition::Filled { subject, .. } => self.subject(*subject),
            Condition::Same { one, other } => {
                self.subject(*one)?;
                self.subject(*other)
            }
            Condition::AfterCutoff { subject, .. } => {
                let next = self.cutoff?.days_later(1)?;
                self.day(*subject, next)
            }
            Condition::Day { subject, compare, bound } => match compare {
                Compare::AtLeast | Compare::Below => self.day(*subject, *bound),
                Compare::Above | Compare::AtMost => self.day(*subject, bound.days_later(1)?),
            },
            Condition::Has { .. }
            | Condition::HasClass { .. }
            | Condition::Kind(_)
            | Condition::Number { .. }
            | Condition::Rows { .. }
            | Condition::Since { .. }
            | Condition::Value { .. } => None,
        }
    }

    /// Adds what can stand there.
    pub(super) fn subject(&mut self, subject: Subject) -> Option<()> {
        let facts = &self.scoring.facts;
        match (subject, self.table) {
            (Subject::Field(column), Some((source, table))) => {
                self.column(column.0, facts.field_kind(source, Some(table), column))
            }
            (Subject::Attribute(id), None) => self.column(id.0, Some(facts.attribute(id).kind)),
            (Subject::Choice(id), None) => {
                let choice = facts.choice(id);
                let branches = choice.branches.iter().filter_map(|branch| match branch {
                    Branch::Attribute(attribute, _) => Some(*attribute),
                    Branch::Fixed(_) => None,
                });
                let mut read = choice.track().into_iter().chain(branches);
                read.try_for_each(|id| self.subject(Subject::Attribute(id)))
            }
            (Subject::Field(_), None) | (Subject::Attribute(_) | Subject::Choice(_), Some(_)) => None,
        }
    }

    fn column(&mut self, at: u16, kind: Option<FieldKind>) -> Option<()> {
        let tells = match kind {
            None => Tells::Blank,
            Some(FieldKind::Category(set)) => {
                Tells::Category(u16::try_from(self.scoring.facts.set(set).terms.len()).ok()?)
            }
            Some(FieldKind::Date) => Tells::Date,
            Some(FieldKind::Flag) => Tells::Flag,
            Some(FieldKind::Number | FieldKind::Text) => return None,
        };
        self.columns.entry(at).or_insert(tells);
        Some(())
    }

    /// Tells days before this one from it and those behind it.
    fn day(&mut self, subject: Subject, from: Date) -> Option<()> {
        self.subject(subject)?;
        let at = match subject {
            Subject::Attribute(id) => id.0,
            Subject::Choice(_) => return None,
            Subject::Field(column) => column.0,
        };
        let tells = self.columns.get_mut(&at)?;
        match tells {
            Tells::Date => *tells = Tells::From(from),
            // One day for each column; schemes name the cut-off and no other.
            Tells::From(day) if *day != from => return None,
            // Where no date stands it does not matter which one.
            Tells::Blank | Tells::Category(_) | Tells::Flag | Tells::From(_) => {}
        }
        Some(())
    }

    /// The grid, if it is not too large.
    pub(super) fn grid(self) -> Option<Grid> {
        let mut size = 1_usize;
        let mut columns = Vec::with_capacity(self.columns.len());
        for (at, tells) in self.columns {
            columns.push(Column::new(at, tells, size)?);
            size = size.checked_mul(tells.size()).filter(|size| *size <= MOST)?;
        }
        Some(Grid { columns, size })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packed::Packed;

    #[test]
    fn every_place_is_that_of_its_sample() {
        let day: Date = "2026-04-01".parse().unwrap();
        let all = [Tells::Blank, Tells::Category(3), Tells::Date, Tells::Flag, Tells::From(day)];
        let mut size = 1;
        let columns = (0..).zip(all).map(|(at, tells)| {
            let column = Column::new(at, tells, size).unwrap();
            size *= tells.size();
            column
        });
        let columns = columns.collect();
        let grid = Grid { columns, size };
        for place in 0..size {
            let cells = grid.sample(place, 6).unwrap();
            let packed = Packed::new(&cells, &[const { Vec::new() }; 3], [0; 3]);
            assert_eq!(grid.place(packed.attributes()), Some(place), "{cells:?}");
        }
        let nearly = |cells: [Cell; 5]| {
            let packed = Packed::new(&cells, &[const { Vec::new() }; 3], [0; 3]);
            grid.place(packed.attributes())
        };
        let [date, text] = [Cell::Date(day), Cell::Text("x".into())];
        let blank = || Cell::Blank;
        assert!(nearly([blank(), blank(), date.clone(), blank(), date.clone()]).is_some());
        assert_eq!(nearly([date, blank(), blank(), blank(), blank()]), None);
        assert_eq!(nearly([blank(), Cell::Flag(true), blank(), blank(), blank()]), None);
        assert_eq!(nearly([blank(), Cell::Category(CategoryId(3)), blank(), blank(), blank()]), None);
        assert_eq!(nearly([blank(), blank(), text.clone(), blank(), blank()]), None);
        assert_eq!(nearly([blank(), blank(), blank(), Cell::Category(CategoryId(0)), blank()]), None);
        assert_eq!(nearly([blank(), blank(), blank(), blank(), text]), None);
    }
}
