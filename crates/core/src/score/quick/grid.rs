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
    /// What each column tells apart, and what one more counts in the place.
    columns: Vec<(u16, Tells, usize)>,
    /// The columns whose codes count as they are, and those of dates.
    plain: Vec<Plain>,
    dates: Vec<Dates>,
    size: usize,
}

/// A column whose codes count as they are.
#[derive(Debug, Eq, PartialEq)]
struct Plain {
    at: u16,
    step: u32,
    blank: Code,
    /// The greatest thing that a cell says.
    most: u32,
}

/// A column of dates, which count by whether there is one and whether it is late.
#[derive(Debug, Eq, PartialEq)]
struct Dates {
    at: u16,
    step: u32,
    late: u32,
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
    /// Adds a column; nothing if there are too many decisions.
    fn push(&mut self, at: u16, tells: Tells) -> Option<()> {
        let step = u32::try_from(self.size).ok()?;
        let plain = |blank, most| Plain { at, step, blank, most };
        match tells {
            Tells::Blank => self.plain.push(plain(Code::NOTHING, 0)),
            Tells::Category(terms) => self.plain.push(plain(Code::CATEGORY, terms.into())),
            Tells::Date => self.dates.push(Dates { at, step, late: u32::MAX }),
            Tells::Flag => self.plain.push(plain(Code::FLAG, 2)),
            Tells::From(day) => self.dates.push(Dates { at, step, late: day.in_order() }),
        }
        self.columns.push((at, tells, self.size));
        self.size = self.size.checked_mul(tells.size()).filter(|size| *size <= MOST)?;
        Some(())
    }

    /// How many decisions there are.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The place of these cells; nothing where one of them says what conditions do not expect.
    pub(super) fn place(&self, cells: &[Code]) -> Option<usize> {
        let (mut place, mut unfit) = (0_u32, false);
        for Plain { at, step, blank, most } in &self.plain {
            let says = cells.get(usize::from(*at))?.says(*blank);
            unfit |= says > *most;
            place = place.wrapping_add(says.wrapping_mul(*step));
        }
        for Dates { at, step, late } in &self.dates {
            let says = cells.get(usize::from(*at))?.says(Code::DATE);
            unfit |= says >= Code::CATEGORY.0;
            place = place.wrapping_add((u32::from(says > 0) + u32::from(says >= *late)).wrapping_mul(*step));
        }
        (!unfit).then_some(place as usize)
    }

    /// Cells of that place, `width` of them.
    pub(super) fn sample(&self, place: usize, width: usize) -> Option<Vec<Cell>> {
        let mut cells = vec![Cell::Blank; width];
        for (at, tells, step) in &self.columns {
            *cells.get_mut(usize::from(*at))? = tells.sample(place / step % tells.size())?;
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
        let mut grid = Grid { columns: Vec::new(), plain: Vec::new(), dates: Vec::new(), size: 1 };
        for (at, tells) in self.columns {
            grid.push(at, tells)?;
        }
        Some(grid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Attribute, CategorySet, FactSchema, SetId};
    use crate::packed::Packed;

    /// Behind the two attributes that everybody has.
    fn schema() -> FactSchema {
        let mut schema = FactSchema::built_in().unwrap();
        let terms = ["甲", "乙", "丙"].map(Into::into).to_vec();
        schema.sets.push(CategorySet { key: "set".parse().unwrap(), terms });
        let category = FieldKind::Category(SetId(1));
        for kind in [FieldKind::Text, category, FieldKind::Date, FieldKind::Flag, FieldKind::Date] {
            let key = format!("a{}", schema.attributes.len()).parse().unwrap();
            schema.attributes.push(Attribute { key, title: "".into(), kind, needed: false });
        }
        schema
    }

    fn place(grid: &Grid, cells: &[Cell]) -> Option<usize> {
        grid.place(Packed::new(&schema(), cells, &[const { Vec::new() }; 3]).attributes())
    }

    #[test]
    fn every_place_is_that_of_its_sample() {
        let day: Date = "2026-04-01".parse().unwrap();
        let mut grid = Grid { columns: Vec::new(), plain: Vec::new(), dates: Vec::new(), size: 1 };
        let all = [Tells::Blank, Tells::Category(3), Tells::Date, Tells::Flag, Tells::From(day)];
        for (at, tells) in (2..).zip(all) {
            grid.push(at, tells).unwrap();
        }
        assert_eq!(grid.size(), 4 * 2 * 3 * 3);
        let cells =
            [Cell::Category(CategoryId(0)), Cell::Date(day), Cell::Flag(false), Cell::Text("x".into())];
        for at in 0..grid.size() {
            let sample = grid.sample(at, 7).unwrap();
            assert_eq!(place(&grid, &sample), Some(at), "{sample:?}");
            // Whatever else stands in a column is not looked up.
            for (column, tells) in (2..).zip(all) {
                for cell in &cells {
                    let fits = match tells {
                        Tells::Blank => false,
                        Tells::Category(_) => matches!(cell, Cell::Category(_)),
                        Tells::Date | Tells::From(_) => matches!(cell, Cell::Date(_)),
                        Tells::Flag => matches!(cell, Cell::Flag(_)),
                    };
                    let mut other = sample.clone();
                    other[column] = cell.clone();
                    assert_eq!(place(&grid, &other).is_some(), fits, "{other:?}");
                }
            }
            let mut other = sample;
            other[3] = Cell::Category(CategoryId(3));
            assert_eq!(place(&grid, &other), None);
        }
    }
}
