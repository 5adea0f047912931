//! Dossiers for any scheme, drawn by its facts: whatever its columns can hold.

use anzhi_core::date::Date;
use anzhi_core::dossier::{Dossier, Row};
use anzhi_core::facts::{
    CategoryId, Cell, FactSchema, FactTableId, FieldKind, PERIOD_FROM, PERIOD_TO, Source,
};
use anzhi_core::points::Points;
use anzhi_core::scheme::{Filling, Fills, Scheme};

/// The day up to which facts count, where a ruling says it.
pub(crate) const CUTOFF: (i16, i8, i8) = (2026, 3, 31);

/// Draws dossiers and fillings; the same seed the same ones.
pub(crate) struct Anybody<'s> {
    pub(crate) scheme: &'s Scheme,
    pub(crate) state: u64,
    /// Of a hundred cells and gaps so many stand empty.
    pub(crate) blank: u32,
}

impl Anybody<'_> {
    /// A number below `bound`: splitmix64.
    fn below(&mut self, bound: u32) -> u32 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let scaled = (((mixed ^ (mixed >> 31)) >> 32) * u64::from(bound)) >> 32;
        u32::try_from(scaled).unwrap()
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// What rulings say of the gaps.
    pub(crate) fn fillings(&mut self) -> Vec<Option<Filling>> {
        let scheme = self.scheme;
        let fill = |gap: &anzhi_core::scheme::Gap| {
            let filling = match &gap.fills {
                Fills::Date => Filling::Date(Date::new(CUTOFF.0, CUTOFF.1, CUTOFF.2).unwrap()),
                Fills::Points => Filling::Points(Points::from_int(i32::try_from(self.below(9)).unwrap())),
                Fills::Words(words) => {
                    let place = self.below(u32::try_from(words.len()).unwrap());
                    Filling::Word(u16::try_from(place).unwrap())
                }
            };
            (!self.chance(self.blank)).then_some(filling)
        };
        scheme.scoring.gaps.iter().map(fill).collect()
    }

    /// Somebody with so many degrees, periods and events.
    pub(crate) fn dossier(&mut self, rows: [u32; 3]) -> Dossier {
        let schema = &self.scheme.scoring.facts;
        let attributes =
            schema.attributes.iter().map(|attribute| self.cell(schema, attribute.kind)).collect();
        let rows = Source::ALL.map(|source| {
            let count = rows[source as usize];
            (0..count).map(|_| self.row(schema, source)).collect()
        });
        let mark = Points::from_int(i32::try_from(self.below(101)).unwrap());
        let mark = Some(mark).filter(|_| !self.chance(self.blank));
        Dossier::new(schema, "who".parse().unwrap(), 2, attributes, rows).unwrap().with_mark(mark)
    }

    fn row(&mut self, schema: &FactSchema, source: Source) -> Row {
        let own: Vec<usize> =
            (0..schema.tables.len()).filter(|table| schema.tables[*table].source == source).collect();
        let mut cells = vec![Cell::Blank; schema.columns(source).len()];
        if source == Source::Periods {
            let (one, other) = (self.date(), self.date());
            cells[usize::from(PERIOD_FROM.0)] = self.or_blank(Cell::Date(one.min(other)));
            cells[usize::from(PERIOD_TO.0)] = self.or_blank(Cell::Date(one.max(other)));
        }
        if own.is_empty() {
            return Row { line: 2, kind: "不计".into(), cells, ..Row::default() };
        }
        let place = own[self.below(u32::try_from(own.len()).unwrap()) as usize];
        let table = &schema.tables[place];
        for field in &table.fields {
            if source != Source::Periods || field.column > PERIOD_TO {
                cells[usize::from(field.column.0)] = self.cell(schema, field.kind);
            }
        }
        let kinds = u32::try_from(table.kinds.len()).unwrap();
        let kind = table.kinds.get(self.below(kinds) as usize).cloned().unwrap_or_default();
        let table = Some(FactTableId(u16::try_from(place).unwrap()));
        Row { line: 2, table, kind, cells, ..Row::default() }
    }

    fn cell(&mut self, schema: &FactSchema, kind: FieldKind) -> Cell {
        let cell = match kind {
            FieldKind::Category(set) => {
                let terms = u32::try_from(schema.set(set).terms.len()).unwrap();
                Cell::Category(CategoryId(u16::try_from(self.below(terms)).unwrap()))
            }
            FieldKind::Date => Cell::Date(self.date()),
            FieldKind::Flag => Cell::Flag(self.chance(50)),
            FieldKind::Number => Cell::Number(Points::from_int(i32::try_from(self.below(30)).unwrap())),
            FieldKind::Text => Cell::Text(["抗洪", "抗震", "维和、演习"][self.below(3) as usize].into()),
        };
        self.or_blank(cell)
    }

    fn or_blank(&mut self, cell: Cell) -> Cell {
        if self.chance(self.blank) { Cell::Blank } else { cell }
    }

    /// A day of thirty years, one in twenty about the cut-off and after it.
    fn date(&mut self) -> Date {
        let cutoff = Date::new(CUTOFF.0, CUTOFF.1, CUTOFF.2).unwrap();
        let days = if self.chance(5) {
            3 - i32::try_from(self.below(7)).unwrap()
        } else {
            -i32::try_from(self.below(11_000)).unwrap()
        };
        cutoff.days_later(days).unwrap()
    }
}
