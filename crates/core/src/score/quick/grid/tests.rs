use super::*;
use crate::dossier::Row;
use crate::facts::{CategorySet, FactSchema, FactTable, FactTableId, Field, SetId, Source};
use crate::packed::{Packed, Shape};

const TABLE: FactTableId = FactTableId(0);

/// Columns of a table of events: more categories than one number tells apart, two dates, and one that the table
/// does not declare.
fn columns(day: Date) -> [Tells; 8] {
    let category = Tells::Category(40);
    [
        category,
        Tells::Date,
        Tells::Flag,
        Tells::From(day),
        category,
        category,
        Tells::Category(2),
        Tells::Blank,
    ]
}

fn schema(columns: &[Tells]) -> FactSchema {
    let mut schema = FactSchema::built_in().unwrap();
    let mut fields = Vec::new();
    for (at, tells) in columns.iter().enumerate() {
        let column = schema.add_column(Source::Events, &format!("c{at}").parse().unwrap(), "");
        let kind = match tells {
            Tells::Blank => continue,
            Tells::Category(terms) => {
                let terms = vec!["甲".into(); usize::from(*terms)];
                schema.sets.push(CategorySet { key: "set".parse().unwrap(), terms });
                FieldKind::Category(SetId(u16::try_from(schema.sets.len() - 1).unwrap()))
            }
            Tells::Date | Tells::From(_) => FieldKind::Date,
            Tells::Flag => FieldKind::Flag,
        };
        fields.push(Field { column, kind, needed: false });
    }
    let key = "table".parse().unwrap();
    schema.tables.push(FactTable { key, source: Source::Events, kinds: Vec::new(), fields });
    schema
}

/// Where a row of these cells stands; nothing if it is not looked up.
fn place(schema: &FactSchema, grid: &Grid, cells: &[Cell]) -> Option<usize> {
    let row = Row { table: Some(TABLE), cells: cells.to_vec(), ..Row::default() };
    let packed = Packed::new(schema, &[Cell::Blank, Cell::Blank], &[Vec::new(), Vec::new(), vec![row]]);
    let (table, cells) = packed.fitting(Shape::of(schema))?.rows(Source::Events).next().unwrap();
    assert_eq!(table, 1);
    grid.place(cells).filter(|place| *place < grid.size())
}

#[test]
fn every_place_is_that_of_its_sample() {
    let day: Date = "2026-04-01".parse().unwrap();
    let all = columns(day);
    let schema = schema(&all);
    let spots: Vec<_> =
        spots(&schema, Some((Source::Events, TABLE))).map(|(at, _, spot)| (at, spot)).collect();
    for read in [&[0, 3][..], &[], &[5], &[1, 2, 3], &[2, 3, 6, 7], &[4, 6], &[7]] {
        let read: BTreeMap<u16, Tells> = read.iter().map(|at| (*at, all[usize::from(*at)])).collect();
        let grid = Grid::new(&read, &spots).unwrap();
        assert_eq!(grid.size(), read.values().map(|tells| tells.size()).product::<usize>());
        for at in 0..grid.size() {
            let sample = grid.sample(at, all.len()).unwrap();
            assert_eq!(place(&schema, &grid, &sample), Some(at), "{sample:?}");
            for (column, tells) in (0..).zip(all) {
                changed(&schema, &grid, &read, &sample, (column, tells), at);
            }
        }
    }
    let many = BTreeMap::from([(0, all[0]), (4, all[4]), (5, all[5])]);
    assert_eq!(Grid::new(&many, &spots), None);
}

/// What does not fit its column is not looked up; what is not read does not change the place.
fn changed(
    schema: &FactSchema,
    grid: &Grid,
    read: &BTreeMap<u16, Tells>,
    sample: &[Cell],
    (column, tells): (u16, Tells),
    at: usize,
) {
    let day = Cell::Date("2026-04-01".parse().unwrap());
    let category = |at| Cell::Category(CategoryId(at));
    for cell in [category(0), category(2), category(40), day, Cell::Flag(false), Cell::Text("x".into())] {
        let mut other = sample.to_vec();
        other[usize::from(column)] = cell.clone();
        let fits = match (tells, &cell) {
            (Tells::Blank, _) => !read.contains_key(&column),
            (Tells::Category(terms), Cell::Category(category)) => category.0 < terms,
            (Tells::Date | Tells::From(_), Cell::Date(_)) | (Tells::Flag, Cell::Flag(_)) => true,
            _ => false,
        };
        let found = place(schema, grid, &other);
        assert_eq!(found.is_some(), fits, "{other:?}");
        assert!(!fits || read.contains_key(&column) || found == Some(at), "{other:?}");
    }
}

#[test]
fn numbers_of_another_schema_are_not_read() {
    let day: Date = "2026-04-01".parse().unwrap();
    let (here, mut columns) = (schema(&columns(day)), columns(day));
    columns[6] = Tells::Flag;
    let there = schema(&columns);
    columns[6] = Tells::Category(3);
    let packed = |schema| Packed::new(schema, &[Cell::Blank, Cell::Blank], &[const { Vec::new() }; 3]);
    assert!(packed(&here).fitting(Shape::of(&here)).is_some());
    // A flag and a category of two terms have digits of the same size.
    assert!(packed(&here).fitting(Shape::of(&there)).is_none());
    assert!(packed(&here).fitting(Shape::of(&schema(&columns))).is_none());
}
