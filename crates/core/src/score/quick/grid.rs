//! All that cells can say, as far as conditions on them tell it apart: the place in a table of decisions.

use crate::condition::{Compare, Condition, Subject};
use crate::date::Date;
use crate::facts::{Branch, CategoryId, Cell, FieldKind};
use crate::packed::{Spot, UNDECLARED, Whose, spots};
use crate::scheme::Scoring;
use std::collections::BTreeMap;

/// More decisions than this are not tabulated.
const MOST: u32 = 4_096;

/// The places of a table of decisions.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Grid {
    /// What each column tells apart, and what one more counts in the place.
    columns: Vec<(u16, Tells, usize)>,
    /// What the first number counts in the place, by what it says.
    counts: Box<[u32]>,
    /// What the first date counts.
    day: Day,
    /// What is read besides, nearly always nothing.
    more: Vec<(usize, More)>,
    size: usize,
}

/// A date counts by whether there is one and whether it is late.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Day {
    late: u32,
    step: usize,
}

/// What another number or date counts.
#[derive(Debug, Eq, PartialEq)]
enum More {
    Counts(Box<[u32]>),
    Day(Day),
}

impl Day {
    fn count(self, day: u32) -> usize {
        (usize::from(day > 0) + usize::from(day >= self.late)) * self.step
    }
}

/// What a cell counts that says what no condition expects: the place is behind all others.
const OUTSIDE: u32 = MOST;

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
    /// The grid of these columns, whose cells stand there; nothing if there are too many decisions.
    fn new(columns: &BTreeMap<u16, Tells>, spots: &[(usize, Spot)]) -> Option<Self> {
        let (mut placed, mut size) = (Vec::new(), 1_usize);
        let (mut numbers, mut days) = (BTreeMap::from([(0, vec![0; says(0, spots)])]), BTreeMap::new());
        for (at, tells) in columns {
            let spot = spots.iter().find(|(column, _)| *column == usize::from(*at));
            match (spot.map_or(UNDECLARED, |(_, spot)| *spot), tells) {
                (Spot::Digit { word, step: in_word, size: digits }, _) => {
                    let counts = numbers.entry(word).or_insert_with(|| vec![0; says(word, spots)]);
                    for (number, count) in (0..).zip(counts) {
                        let says = number / in_word % digits;
                        let expected = (says as usize) < tells.size();
                        *count += if expected { says * u32::try_from(size).ok()? } else { OUTSIDE };
                    }
                }
                (Spot::Date { word }, Tells::From(day)) => {
                    days.insert(word, Day { late: day.in_order(), step: size });
                }
                (Spot::Date { word }, _) => {
                    days.insert(word, Day { late: u32::MAX, step: size });
                }
                (Spot::Untold, _) => return None,
            }
            placed.push((*at, *tells, size));
            size = size.checked_mul(tells.size()).filter(|size| *size <= MOST as usize)?;
        }
        let (counts, day) = (numbers.remove(&0)?.into(), days.remove(&1).unwrap_or_default());
        let numbers = numbers.into_iter().map(|(word, counts)| (word, More::Counts(counts.into())));
        let more = numbers.chain(days.into_iter().map(|(word, day)| (word, More::Day(day)))).collect();
        Some(Self { columns: placed, counts, day, more, size })
    }

    /// How many decisions there are.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The place of what these cells say; nothing, or one behind all others, where one of them says what
    /// conditions do not expect.
    #[inline]
    pub(super) fn place(&self, cells: &[u32]) -> Option<usize> {
        let [number, day, ..] = *cells else { return None };
        let mut place = *self.counts.get(number as usize)? as usize + self.day.count(day);
        for (word, more) in &self.more {
            let says = *cells.get(*word)?;
            place += match more {
                More::Counts(counts) => *counts.get(says as usize)? as usize,
                More::Day(day) => day.count(says),
            };
        }
        Some(place)
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

/// How many things a number can say.
fn says(word: usize, spots: &[(usize, Spot)]) -> usize {
    let says = spots.iter().map(|(_, spot)| *spot).chain([UNDECLARED]).filter_map(|spot| match spot {
        Spot::Digit { word: of, step, size } => (of == word).then_some((step * size) as usize),
        Spot::Date { .. } | Spot::Untold => None,
    });
    says.max().unwrap_or(0)
}

/// A grid in the making: what conditions tell apart in the cells of one table, or of the candidate.
#[derive(Debug)]
pub(super) struct Sketch<'s> {
    scoring: &'s Scoring,
    /// The table, unless it is the attributes of the candidate.
    table: Whose,
    cutoff: Option<Date>,
    columns: BTreeMap<u16, Tells>,
}

impl<'s> Sketch<'s> {
    /// Of nothing. Without the cut-off of everybody what depends on it cannot be told.
    pub(super) fn new(scoring: &'s Scoring, table: Whose, cutoff: Option<Date>) -> Self {
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
        let spots: Vec<_> =
            spots(&self.scoring.facts, self.table).map(|(column, _, spot)| (column, spot)).collect();
        Grid::new(&self.columns, &spots)
    }
}

#[cfg(test)]
mod tests;
