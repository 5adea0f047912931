//! The cells of a dossier once more, as numbers in one row, so that scoring reads them without following pointers.

use crate::dossier::Row;
use crate::facts::{Attribute, AttributeId, Cell, ColumnId, FactSchema, FactTableId, FieldKind, Source};

/// A cell as a number: in the upper bits what its column holds, in the lower ones what it says, 0 being a blank.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Code(pub(crate) u32);

/// The lower bits, more than anything that a cell says.
const SAYS: u32 = 1 << 28;
/// A column of texts or numbers, or one that the table does not declare: only blanks are told.
const NOTHING: u32 = 0;
const CATEGORY: u32 = SAYS;
const DATE: u32 = 2 * SAYS;
const FLAG: u32 = 3 * SAYS;
/// A cell that does not fit its column, or says what is not told.
const UNFIT: u32 = 4 * SAYS;

impl Code {
    /// A blank in a column of which nothing else is told, of categories, of dates, of flags.
    pub(crate) const NOTHING: Self = Self(NOTHING);
    pub(crate) const CATEGORY: Self = Self(CATEGORY);
    pub(crate) const DATE: Self = Self(DATE);
    pub(crate) const FLAG: Self = Self(FLAG);

    fn of(kind: Option<FieldKind>, cell: &Cell) -> Self {
        let holds = match kind {
            Some(FieldKind::Category(_)) => CATEGORY,
            Some(FieldKind::Date) => DATE,
            Some(FieldKind::Flag) => FLAG,
            Some(FieldKind::Number | FieldKind::Text) | None => NOTHING,
        };
        Self(holds).saying(cell)
    }

    /// Another cell in the same column.
    fn saying(self, cell: &Cell) -> Self {
        let holds = self.0 / SAYS * SAYS;
        let says = match cell {
            Cell::Blank => Some(0),
            Cell::Category(category) => (holds == CATEGORY).then_some(1 + u32::from(category.0)),
            Cell::Date(date) => (holds == DATE).then_some(date.in_order()),
            Cell::Flag(flag) => (holds == FLAG).then_some(1 + u32::from(*flag)),
            Cell::Number(_) | Cell::Text(_) => None,
        };
        says.map_or(Self(UNFIT), |says| Self(holds + says))
    }

    /// What the cell says, if its column holds what that of a blank does; else more than anything that a cell says.
    pub(crate) fn says(self, blank: Self) -> u32 {
        self.0.wrapping_sub(blank.0)
    }

    fn table(table: Option<FactTableId>) -> Self {
        table.map_or(Self::NOTHING, |table| Self(1 + u32::from(table.0)))
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
    /// The cells of these attributes and rows.
    pub(crate) fn new(schema: &FactSchema, attributes: &[Cell], rows: &[Vec<Row>; 3]) -> Self {
        let width = Source::ALL.map(|source| schema.columns(source).len() + 1);
        let mut begin = [attributes.len(); 4];
        for source in 0..3 {
            begin[source + 1] = begin[source] + rows[source].len() * width[source];
        }
        let mut codes = Vec::with_capacity(begin[3]);
        let attribute = |(fact, cell): (&Attribute, &Cell)| Code::of(Some(fact.kind), cell);
        codes.extend(schema.attributes.iter().zip(attributes).map(attribute));
        for source in Source::ALL {
            for row in &rows[source.index()] {
                codes.push(Code::table(row.table));
                let kind = |column| schema.field_kind(source, row.table, column);
                codes.extend((0..).zip(&row.cells).map(|(at, cell)| Code::of(kind(ColumnId(at)), cell)));
            }
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
        let code = &mut self.codes[usize::from(id.0)];
        *code = code.saying(cell);
    }

    pub(crate) fn set_cell(&mut self, source: Source, row: usize, column: ColumnId, cell: &Cell) {
        let (begin, width) = (self.begin[source.index()], self.width[source.index()]);
        let code = &mut self.codes[begin + row * width + 1 + usize::from(column.0)];
        *code = code.saying(cell);
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
        changed.set_attribute(FactSchema::SEX, woman.clone());
        changed.set_attribute(FactSchema::BORN, date("1990-02-28"));
        changed.set_cell(Source::Periods, 1, PERIOD_TO, date("2003-01-01"));
        assert_eq!(changed, dossier(woman.clone(), date("1990-02-28"), date("2003-01-01")));
        changed.set_attribute(FactSchema::BORN, Cell::Blank);
        assert_eq!(changed, dossier(woman, Cell::Blank, date("2003-01-01")));
    }
}
