//! Under which headers the columns of the tables stand.

use crate::layout::{TABLES, columns};
use anzhi_core::fault::{Fault, FaultKind, Place, Table};
use anzhi_schemes::LoadedScheme;
use std::collections::BTreeMap;

/// The columns of each table in the order of its file: key and header. A table without a file has all of them,
/// with their Chinese headers.
///
/// ```
/// use anzhi_core::fault::{Fault, FaultKind, Table};
/// use anzhi_tables::{Directory, read_round};
///
/// let headers = read_round(&Directory("../../testdata/rounds/county".as_ref()))?.headers;
/// assert_eq!(headers.file(Table::Exams), Some("exams.csv"));
/// assert_eq!(headers.columns(Table::Exams)[1], ("mark".into(), "成绩".into()));
/// // Nobody has made a table of answers.
/// assert_eq!(headers.file(Table::Answers), None);
/// assert_eq!(headers.columns(Table::Answers)[0], ("code".into(), "问题码".into()));
/// // The engine names columns by key, people by what stands in their file.
/// let mut faults = [Fault::new(Table::Exams, 2, "mark", FaultKind::MissingValue, "")];
/// headers.name_columns(&mut faults);
/// assert_eq!(&*faults[0].place.column, "成绩");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Headers {
    found: BTreeMap<Table, Vec<(String, String)>>,
    files: BTreeMap<Table, String>,
    /// The objects of rulings in normal form, and as the file has them.
    objects: BTreeMap<String, String>,
    known: BTreeMap<Table, Vec<(String, String)>>,
}

impl Headers {
    /// The columns of a table: key and header; none if nothing has been read.
    pub fn columns(&self, table: Table) -> &[(String, String)] {
        self.found.get(&table).or_else(|| self.known.get(&table)).map_or(&[], Vec::as_slice)
    }

    /// The file in which a table was found.
    pub fn file(&self, table: Table) -> Option<&str> {
        self.files.get(&table).map(String::as_str)
    }

    /// Faults of the engine name columns by key and objects of rulings in normal form; people look for what stands
    /// in the file.
    pub fn name_columns(&self, faults: &mut [Fault]) {
        for fault in faults.iter_mut().filter(|fault| fault.place.table == Table::Rulings) {
            if let Some(typed) = self.objects.get(&*fault.found) {
                fault.found = typed.as_str().into();
            }
        }
        // Of a column that stands twice, the second has a header of its own.
        let named = faults.iter_mut().filter(|fault| fault.kind != FaultKind::DoubledColumn);
        for fault in named {
            self.name_column(&mut fault.place);
            if let FaultKind::RulingContradicts { place, .. } = &mut fault.kind {
                self.name_column(place);
            }
        }
        faults.sort();
    }

    fn name_column(&self, Place { table, column, .. }: &mut Place) {
        let known = self.known.get(table).into_iter().flatten();
        let header = self.columns(*table).iter().chain(known).find(|(key, _)| **key == **column);
        if let Some((_, header)) = header {
            *column = header.as_str().into();
        }
    }

    pub(crate) fn of(scheme: &LoadedScheme) -> Self {
        let schema = &scheme.scheme.scoring.facts;
        let all =
            |table| columns(table, schema).into_iter().map(|column| (column.key, column.title)).collect();
        let known = TABLES.into_iter().map(|table| (table, all(table))).collect();
        Self { known, ..Self::default() }
    }

    /// Takes over the columns of a file.
    pub(crate) fn set(&mut self, table: Table, file: &str, found: Vec<(String, String)>) {
        self.found.insert(table, found);
        self.files.insert(table, file.into());
    }

    /// Remembers how an object was written.
    pub(crate) fn object(&mut self, normal: &str, typed: &str) {
        self.objects.insert(normal.into(), typed.into());
    }
}
