//! The cells of a dossier once more, as numbers in one row, so that scoring reads them without following pointers.

use crate::date::Date;
use crate::dossier::Row;
use crate::facts::{AttributeId, Cell, ColumnId, FactTableId, Source};

/// A cell as a number: 0 for a blank; its kind in the upper bits and what it says in the lower ones.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Code(pub(crate) u32);

const CATEGORY: u32 = 1 << 28;
const DATE: u32 = 2 << 28;
const FLAG: u32 = 3 << 28;
/// A number or text: what it says is not told.
const OTHER: u32 = 4 << 28;

impl Code {
    pub(crate) const BLANK: Self = Self(0);
    /// No day is less.
    pub(crate) const DAYS: Self = Self(DATE);
    /// More than there are codes of one kind.
    pub(crate) const MANY: u32 = 1 << 28;

    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Blank => Self::BLANK,
            Cell::Category(category) => Self::category(category.0),
            Cell::Date(date) => Self::date(*date),
            Cell::Flag(flag) => Self::flag(*flag),
            Cell::Number(_) | Cell::Text(_) => Self(OTHER),
        }
    }

    pub(crate) fn category(place: u16) -> Self {
        Self(CATEGORY + u32::from(place))
    }

    /// Greater for later days.
    pub(crate) fn date(date: Date) -> Self {
        Self(DATE + date.in_order())
    }

    pub(crate) fn flag(flag: bool) -> Self {
        Self(FLAG + u32::from(flag))
    }

    fn table(table: Option<FactTableId>) -> Self {
        table.map_or(Self::BLANK, |table| Self(1 + u32::from(table.0)))
    }
}

/// All cells of a dossier: the attributes, then the rows of each source, each behind its fact table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Packed {
    codes: Box<[Code]>,
    /// Where the rows of each source begin, and the end.
    begin: [usize; 4],
    /// How many codes a row of each source has.
    width: [usize; 3],
}

impl Packed {
    /// The cells of these attributes and rows; `width` says how many columns each source has.
    pub(crate) fn new(attributes: &[Cell], rows: &[Vec<Row>; 3], columns: [usize; 3]) -> Self {
        let width = columns.map(|columns| columns + 1);
        let mut begin = [attributes.len(); 4];
        for source in 0..3 {
            begin[source + 1] = begin[source] + rows[source].len() * width[source];
        }
        let mut codes = Vec::with_capacity(begin[3]);
        codes.extend(attributes.iter().map(Code::of));
        for row in rows.iter().flatten() {
            codes.push(Code::table(row.table));
            codes.extend(row.cells.iter().map(Code::of));
        }
        Self { codes: codes.into(), begin, width }
    }

    pub(crate) fn attributes(&self) -> &[Code] {
        &self.codes[..self.begin[0]]
    }

    /// The rows of a source: the fact table, as a number that is 0 for none, and the cells.
    pub(crate) fn rows(&self, source: Source) -> impl Iterator<Item = (usize, &[Code])> {
        let source = source.index();
        let (width, mut rest) = (self.width[source], &self.codes[self.begin[source]..self.begin[source + 1]]);
        std::iter::from_fn(move || {
            let (row, others) = rest.split_at_checked(width)?;
            rest = others;
            row.split_first().map(|(table, cells)| (table.0 as usize, cells))
        })
    }

    pub(crate) fn set_attribute(&mut self, id: AttributeId, cell: &Cell) {
        self.codes[usize::from(id.0)] = Code::of(cell);
    }

    pub(crate) fn set_cell(&mut self, source: Source, row: usize, column: ColumnId, cell: &Cell) {
        let (begin, width) = (self.begin[source.index()], self.width[source.index()]);
        self.codes[begin + row * width + 1 + usize::from(column.0)] = Code::of(cell);
    }
}
