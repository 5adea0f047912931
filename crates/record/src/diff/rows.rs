//! The tables of two rounds row by row: what was added, taken out, changed.

use super::Both;
use super::owner::{Owner, Owners, is_change};
use super::side::Side;
use crate::stage::How;
use crate::verify::Severity;
use anzhi_core::fault::Table;
use anzhi_tables::layout::TABLES;
use anzhi_tables::{NormalTable, column_counts};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A row of a table that differs.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RowChange {
    /// The table.
    pub table: Table,
    /// How it differs.
    pub how: How,
    /// Its number among the rows of the same person in that table, from 1, as sheets name it.
    pub numbers: Both<Option<u32>>,
    /// The cells that differ; of a row that was added or taken out all that are not empty.
    pub cells: Vec<CellChange>,
    /// Of a row that was changed: the cells that count and are the same, by the keys of their columns.
    pub same: Vec<(String, String)>,
}

/// A cell that differs.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CellChange {
    /// The key of its column.
    pub column: String,
    /// Whether what stands there counts.
    pub counts: bool,
    /// What stands there; empty where the row is not there.
    pub values: Both<String>,
}

impl RowChange {
    /// How grave it is: a row in which nothing that counts differs is bookkeeping.
    pub fn severity(&self) -> Severity {
        if self.cells.iter().any(|cell| cell.counts) { Severity::Input } else { Severity::Bookkeeping }
    }
}

/// All rows that differ, by whose they are. Under two secrets no code can be held against another: none is compared.
pub(super) fn compare(sides: &Both<Side>) -> BTreeMap<Owner, Vec<RowChange>> {
    let owners = sides.as_ref().map(Owners::of);
    let codes = sides.old.round.secret() == sides.new.round.secret();
    let mut all: BTreeMap<Owner, Vec<RowChange>> = BTreeMap::new();
    for table in TABLES {
        let tables = sides.as_ref().map(|side| &side.tables[&table]);
        let columns = Columns::of(table, tables);
        let rows = tables.zip(owners.as_ref()).map(|(rows, owners)| columns.rows(rows, owners, codes));
        let whose: BTreeSet<&Owner> = rows.old.keys().chain(rows.new.keys()).collect();
        for owner in whose {
            let own = rows.as_ref().map(|rows| rows.get(owner).map_or(&[][..], Vec::as_slice));
            let changes = columns.differing(own);
            if !changes.is_empty() {
                all.entry(owner.clone()).or_default().extend(changes);
            }
        }
    }
    all
}

/// A row under the columns of both tables.
#[derive(Debug)]
struct Row<'t> {
    number: u32,
    cells: Vec<&'t str>,
}

/// The columns of a table in two rounds: those of the old one, then what only the new one has.
struct Columns {
    table: Table,
    keys: Vec<String>,
    counts: Vec<bool>,
}

impl Columns {
    fn of(table: Table, tables: Both<&NormalTable>) -> Self {
        let mut keys = tables.old.columns.clone();
        keys.extend(tables.new.columns.iter().filter(|key| !tables.old.columns.contains(key)).cloned());
        let counts = keys.iter().map(|key| column_counts(key)).collect();
        Self { table, keys, counts }
    }

    /// The rows of a table by whose they are.
    fn rows<'t>(
        &self,
        table: &'t NormalTable,
        owners: &Owners,
        codes: bool,
    ) -> BTreeMap<Owner, Vec<Row<'t>>> {
        let places: Vec<Option<usize>> =
            self.keys.iter().map(|key| table.columns.iter().position(|known| known == key)).collect();
        let mut all: BTreeMap<Owner, Vec<Row<'t>>> = BTreeMap::new();
        for row in &table.rows {
            let cell =
                |place: &Option<usize>| place.and_then(|place| row.get(place)).map_or("", String::as_str);
            let mut cells: Vec<&str> = places.iter().map(cell).collect();
            if !codes {
                self.without_codes(&mut cells);
            }
            let own = all.entry(owners.owner(self.table, row)).or_default();
            own.push(Row { number: u32::try_from(own.len() + 1).unwrap_or(u32::MAX), cells });
        }
        all
    }

    /// Takes out what hangs on the secret.
    fn without_codes(&self, cells: &mut [&str]) {
        let change = self.table == Table::Rulings && cells.first().is_some_and(|kind| is_change(kind));
        for (key, cell) in self.keys.iter().zip(cells) {
            match (self.table, key.as_str()) {
                (Table::Acknowledgements | Table::Answers, "code") => *cell = "",
                (Table::Rulings, "old" | "new") if change => *cell = "",
                (Table::Rulings, "object") if change => {
                    let of_code = ["answer", "ruling"].into_iter().find(|kind| cell.starts_with(kind));
                    *cell = of_code.unwrap_or(cell);
                }
                (_, _) => {}
            }
        }
    }

    /// What differs between the rows of one owner.
    fn differing(&self, rows: Both<&[Row<'_>]>) -> Vec<RowChange> {
        let mut left = Left { old: rows.old.iter().collect(), new: rows.new.iter().collect() };
        left.pairs(|row| row.cells.clone());
        if left.old.is_empty() && left.new.is_empty() {
            return Vec::new();
        }
        let counted = |but: Option<usize>| {
            let places: Vec<usize> =
                (0..self.keys.len()).filter(|place| self.counts[*place] && Some(*place) != but).collect();
            move |row: &Row<'_>| places.iter().map(|place| row.cells[*place].to_owned()).collect::<Vec<_>>()
        };
        let mut pairs = left.pairs(counted(None));
        let identity = self.identity();
        for place in (0..self.keys.len()).filter(|place| self.counts[*place] && !identity.contains(place)) {
            pairs.extend(left.pairs(counted(Some(place))));
        }
        pairs.extend(left.alone(&identity));
        let mut changes: Vec<RowChange> = pairs
            .into_iter()
            .map(|(old, new)| self.change(Both { old: Some(old), new: Some(new) }))
            .chain(left.old.iter().map(|row| self.change(Both { old: Some(row), new: None })))
            .chain(left.new.iter().map(|row| self.change(Both { old: None, new: Some(row) })))
            .collect();
        changes.sort_by_key(|change| (change.numbers.old.or(change.numbers.new), change.how));
        changes
    }

    /// The places of the columns that say which row it is, among those of one owner.
    fn identity(&self) -> Vec<usize> {
        let keys: &[&str] = match self.table {
            Table::Events | Table::Periods => &["kind"],
            Table::Preferences => &["order", "sitting"],
            Table::Rulings => &["kind", "object"],
            Table::Acknowledgements
            | Table::Answers
            | Table::Candidates
            | Table::Certificates
            | Table::ChoosingPaper
            | Table::Degrees
            | Table::Exams
            | Table::GiveUps
            | Table::Lots
            | Table::RankingPaper
            | Table::Relatives
            | Table::Round
            | Table::Scheme
            | Table::Secret
            | Table::Vacancies => &[],
        };
        (0..self.keys.len()).filter(|place| keys.contains(&self.keys[*place].as_str())).collect()
    }

    fn change(&self, rows: Both<Option<&Row<'_>>>) -> RowChange {
        let how = match rows {
            Both { old: None, .. } => How::Added,
            Both { new: None, .. } => How::Removed,
            Both { .. } => How::Changed,
        };
        let (mut cells, mut same) = (Vec::new(), Vec::new());
        for (place, (column, counts)) in self.keys.iter().zip(&self.counts).enumerate() {
            let values = rows.map(|row| row.map_or("", |row| row.cells[place]));
            if values.differ() {
                let values = values.map(str::to_owned);
                cells.push(CellChange { column: column.clone(), counts: *counts, values });
            } else if *counts && !values.new.is_empty() {
                same.push((column.clone(), values.new.to_owned()));
            }
        }
        let numbers = rows.map(|row| row.map(|row| row.number));
        RowChange { table: self.table, how, numbers, cells, same }
    }
}

/// The rows for which no counterpart was found yet.
struct Left<'r, 't> {
    old: Vec<&'r Row<'t>>,
    new: Vec<&'r Row<'t>>,
}

impl<'r, 't> Left<'r, 't> {
    /// Takes out the pairs that are equal by this key.
    fn pairs<K: Ord>(&mut self, key: impl Fn(&Row<'t>) -> K) -> Vec<(&'r Row<'t>, &'r Row<'t>)> {
        let mut there: BTreeMap<K, VecDeque<&'r Row<'t>>> = BTreeMap::new();
        for row in self.new.drain(..) {
            there.entry(key(row)).or_default().push_back(row);
        }
        let mut pairs = Vec::new();
        self.old.retain(|old| match there.get_mut(&key(old)).and_then(VecDeque::pop_front) {
            Some(new) => {
                pairs.push((*old, new));
                false
            }
            None => true,
        });
        self.new = there.into_values().flatten().collect();
        self.new.sort_by_key(|row| row.number);
        pairs
    }

    /// Takes out what is alone on each side under one identity.
    fn alone(&mut self, identity: &[usize]) -> Vec<(&'r Row<'t>, &'r Row<'t>)> {
        let of =
            |row: &Row<'t>| identity.iter().map(|place| row.cells[*place].to_owned()).collect::<Vec<_>>();
        let mut times: BTreeMap<Vec<String>, [usize; 2]> = BTreeMap::new();
        self.old.iter().for_each(|row| times.entry(of(row)).or_default()[0] += 1);
        self.new.iter().for_each(|row| times.entry(of(row)).or_default()[1] += 1);
        let rest = |row: &Row<'t>| times.get(&of(row)) != Some(&[1, 1]);
        let (old, new): (Vec<_>, Vec<_>) = (self.old.clone(), self.new.clone());
        let mut single = Left {
            old: old.into_iter().filter(|row| !rest(row)).collect(),
            new: new.into_iter().filter(|row| !rest(row)).collect(),
        };
        self.old.retain(|row| rest(row));
        self.new.retain(|row| rest(row));
        single.pairs(of)
    }
}
