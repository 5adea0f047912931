//! The cells of a dossier once more, as a few numbers in one row: scoring reads them without following pointers, and
//! what several cells say together is one number, to be looked up at once.

use crate::dossier::Row;
use crate::facts::{Cell, FactSchema, FactTableId, FieldKind, PERIOD_FROM, PERIOD_TO, Source};

/// So many things at most are told apart by one number, as long as several cells share it: what is looked up by
/// it has that size, and should stay in the processor's cache.
const MOST: u32 = 4_096;

/// Every row begins with a number and with a date, or 0 where there is none: nearly always nothing else is read.
pub(crate) const FIRST: usize = 2;

/// Whose cells: those of rows of a fact table, or the attributes of the candidate.
pub(crate) type Whose = Option<(Source, FactTableId)>;

/// Where it stands, among the numbers of a row or of the attributes, what a cell says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Spot {
    /// A number of its own, greater for later days; 0 is a blank.
    Date { word: usize },
    /// A digit of a number: how often `step` is contained in what it leaves over `step` × `size`; 0 is a blank.
    Digit { word: usize, step: u32, size: u32 },
    /// Nowhere: nobody asks what a text or a number says.
    Untold,
}

/// Whether anything stands in a column that the table does not declare.
pub(crate) const UNDECLARED: Spot = Spot::Digit { word: 0, step: 1, size: 2 };

/// Where the cells of all declared columns, or of all attributes, stand.
pub(crate) fn spots(
    schema: &FactSchema,
    whose: Whose,
) -> impl Iterator<Item = (usize, FieldKind, Spot)> + '_ {
    // Behind the digit for columns that are not declared.
    let (mut words, mut word, mut step) = (FIRST, 0, 2_u32);
    let mut dated = false;
    fields(schema, whose).map(move |(column, kind)| {
        let size = match kind {
            FieldKind::Category(set) => schema.set(set).terms.len() + 1,
            FieldKind::Flag => 3,
            FieldKind::Date if !std::mem::replace(&mut dated, true) => {
                return (column, kind, Spot::Date { word: 1 });
            }
            FieldKind::Date => {
                words += 1;
                return (column, kind, Spot::Date { word: words - 1 });
            }
            FieldKind::Number | FieldKind::Text => return (column, kind, Spot::Untold),
        };
        let size = u32::try_from(size).unwrap_or(u32::MAX);
        if step.saturating_mul(size) > MOST {
            (words, word, step) = (words + 1, words, 1);
        }
        let spot = Spot::Digit { word, step, size };
        step = step.saturating_mul(size);
        (column, kind, spot)
    })
}

/// The declared columns, or the attributes, and what they hold.
fn fields(schema: &FactSchema, whose: Whose) -> impl Iterator<Item = (usize, FieldKind)> + '_ {
    let (attributes, periods, declared) = match whose {
        None => (&schema.attributes[..], &[][..], &[][..]),
        Some((Source::Periods, table)) => {
            (&[][..], &[PERIOD_FROM, PERIOD_TO][..], &schema.table(table).fields[..])
        }
        Some((Source::Degrees | Source::Events, table)) => {
            (&[][..], &[][..], &schema.table(table).fields[..])
        }
    };
    let attributes = attributes.iter().map(|attribute| attribute.kind).enumerate();
    let dates = periods.iter().map(|column| (usize::from(column.0), FieldKind::Date));
    let declared = declared.iter().filter(|field| !periods.contains(&field.column));
    attributes.chain(dates).chain(declared.map(|field| (usize::from(field.column.0), field.kind)))
}

/// What the numbers of a dossier mean depends on the schema; this tells schemas apart that differ in it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Shape {
    /// A sum over all spots.
    spots: u64,
    /// How many numbers the attributes have.
    attributes: u16,
    /// How many numbers a row of each source has.
    width: [u16; 3],
}

impl Shape {
    pub(crate) fn of(schema: &FactSchema) -> Self {
        let mut shape = Self { spots: 0xcbf2_9ce4_8422_2325, attributes: 0, width: [1; 3] };
        shape.attributes = shape.add(schema, None);
        for (id, table) in (0..).map(FactTableId).zip(&schema.tables) {
            let words = shape.add(schema, Some((table.source, id)));
            let width = &mut shape.width[table.source.index()];
            *width = (*width).max(1 + words);
        }
        shape
    }

    fn width_of(&self, source: Source) -> usize {
        self.width[source.index()].into()
    }

    /// How many numbers these cells take.
    fn add(&mut self, schema: &FactSchema, whose: Whose) -> u16 {
        let mut words = FIRST;
        // What no column is, between the cells of one table and those of another.
        self.mix(usize::MAX);
        self.mix(whose.map_or(0, |(source, _)| 1 + source.index()));
        for (column, kind, spot) in spots(schema, whose) {
            let (word, holds) = match spot {
                Spot::Date { word } => (word, 0),
                Spot::Digit { word, size, .. } => {
                    (word, 2 * size as usize + usize::from(kind == FieldKind::Flag))
                }
                Spot::Untold => (0, 1),
            };
            self.mix(column);
            self.mix(holds);
            words = words.max(word + 1);
        }
        u16::try_from(words).unwrap_or(u16::MAX)
    }

    /// One round of FNV-1a.
    fn mix(&mut self, part: usize) {
        self.spots = (self.spots ^ part as u64).wrapping_mul(0x0100_0000_01b3);
    }
}

/// All cells of a dossier: the attributes, then the rows of each source, each behind its fact table.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Packed {
    codes: Box<[u32]>,
    /// Where the rows of each source begin, and the end.
    begin: [u32; 4],
    shape: Shape,
    /// Whether every cell says what its column holds.
    fits: bool,
}

impl Packed {
    /// The cells of these attributes and rows.
    pub(crate) fn new(schema: &FactSchema, attributes: &[Cell], rows: &[Vec<Row>; 3]) -> Self {
        let shape = Shape::of(schema);
        let widths = Source::ALL.map(|source| rows[source.index()].len() * shape.width_of(source));
        let mut codes = Vec::with_capacity(usize::from(shape.attributes) + widths.iter().sum::<usize>());
        let mut fits = push(&mut codes, schema, None, attributes).is_some();
        codes.resize(shape.attributes.into(), 0);
        let mut begin = [end(&codes); 4];
        for source in Source::ALL {
            for row in &rows[source.index()] {
                let all = codes.len() + shape.width_of(source);
                codes.push(row.table.map_or(0, |table| 1 + u32::from(table.0)));
                if let Some(table) = row.table {
                    fits &= schema.table(table).source == source;
                    fits &= push(&mut codes, schema, Some((source, table)), &row.cells).is_some();
                }
                codes.resize(all, 0);
            }
            begin[source.index() + 1] = end(&codes);
        }
        Self { codes: codes.into(), begin, shape, fits }
    }

    /// The numbers, if they mean what they mean for a schema of that shape.
    #[inline]
    pub(crate) fn fitting(&self, shape: Shape) -> Option<&Self> {
        (self.fits && self.shape == shape).then_some(self)
    }

    pub(crate) fn attributes(&self) -> &[u32] {
        &self.codes[..self.begin[0] as usize]
    }

    /// The rows of a source: the fact table, as a number that is 0 for none, and what the cells say.
    #[inline]
    pub(crate) fn rows(&self, source: Source) -> impl Iterator<Item = (usize, &[u32])> {
        let width = self.shape.width_of(source);
        let source = source.index();
        let (begin, end) = (self.begin[source] as usize, self.begin[source + 1] as usize);
        let mut rest = &self.codes[begin..end];
        // Chunks of a slice would be counted by a division.
        std::iter::from_fn(move || {
            let (row, others) = rest.split_at_checked(width)?;
            rest = others;
            row.split_first().map(|(table, cells)| (*table as usize, cells))
        })
    }
}

/// A thousand rows of each source are far from what 32 bits hold.
fn end(codes: &[u32]) -> u32 {
    u32::try_from(codes.len()).unwrap_or(u32::MAX)
}

/// Adds what these cells say; nothing if some cell does not say what its column holds.
fn push(codes: &mut Vec<u32>, schema: &FactSchema, whose: Whose, cells: &[Cell]) -> Option<()> {
    let (begin, mut declared) = (codes.len(), 0);
    codes.resize(begin + FIRST, 0);
    for (column, kind, spot) in spots(schema, whose) {
        let cell = cells.get(column)?;
        declared += usize::from(*cell != Cell::Blank);
        let (word, says) = match spot {
            Spot::Date { word } => (word, says(kind, cell)?),
            Spot::Digit { word, step, size } => {
                (word, says(kind, cell).filter(|says| *says < size)?.checked_mul(step)?)
            }
            Spot::Untold => continue,
        };
        codes.resize(codes.len().max(begin + word + 1), 0);
        codes[begin + word] += says;
    }
    let filled = cells.iter().filter(|cell| **cell != Cell::Blank).count();
    codes[begin] += u32::from(filled != declared);
    Some(())
}

/// What a cell says, 0 being a blank; nothing if it does not say what its column holds.
fn says(kind: FieldKind, cell: &Cell) -> Option<u32> {
    match (kind, cell) {
        (_, Cell::Blank) => Some(0),
        (FieldKind::Category(_), Cell::Category(category)) => Some(1 + u32::from(category.0)),
        (FieldKind::Date, Cell::Date(date)) => Some(date.in_order()),
        (FieldKind::Flag, Cell::Flag(flag)) => Some(1 + u32::from(*flag)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Dossier, Row};
    use crate::facts::{CategoryId, Cell, FactSchema, PERIOD_TO, Source};

    #[test]
    fn a_cell_that_is_replaced_is_that_of_a_new_dossier() {
        let schema = FactSchema::built_in().unwrap();
        let date = |text: &str| Cell::Date(text.parse().unwrap());
        let dossier = |sex: Cell, born: Cell, to: Cell| {
            let row = |line, to| Row { line, cells: vec![date("2001-01-01"), to], ..Row::default() };
            let rows = [Vec::new(), vec![row(2, date("2000-01-01")), row(3, to)], Vec::new()];
            Dossier::new(&schema, "1".parse().unwrap(), 2, vec![sex, born], rows).unwrap()
        };
        let (man, woman) = (Cell::Category(CategoryId(0)), Cell::Category(CategoryId(1)));
        let mut changed = dossier(man, Cell::Blank, date("2002-01-01"));
        changed.set_attribute(&schema, FactSchema::SEX, woman.clone());
        changed.set_attribute(&schema, FactSchema::BORN, date("1990-02-28"));
        changed.set_cell(&schema, (Source::Periods, 1, PERIOD_TO), date("2003-01-01"));
        assert_eq!(changed, dossier(woman.clone(), date("1990-02-28"), date("2003-01-01")));
        changed.set_attribute(&schema, FactSchema::BORN, Cell::Blank);
        assert_eq!(changed, dossier(woman, Cell::Blank, date("2003-01-01")));
    }
}
