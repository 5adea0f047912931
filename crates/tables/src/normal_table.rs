//! A table in normal form, cell by cell.

/// The columns that explain a line or say who entered it, and never count; no scheme may give an attribute such a name.
const UNCOUNTED: [&str; 4] = ["evidence", "remark", "entered_by", "checked_by"];

/// Whether what stands in a column counts, and does not only explain a line or say who entered it.
///
/// ```
/// use anzhi_tables::column_counts;
///
/// assert!(column_counts("mark") && !column_counts("remark") && !column_counts("checked_by"));
/// ```
pub fn column_counts(column: &str) -> bool {
    !UNCOUNTED.contains(&column)
}

/// A table in normal form: the keys of its columns, and its rows in their order.
///
/// ```
/// use anzhi_tables::NormalTable;
///
/// let table = NormalTable::read("candidate,mark,evidence,remark\n01,\"8,5\",,补考\n02,80,卷四,\n".as_bytes());
/// assert_eq!(table.columns, ["candidate", "mark", "evidence", "remark"]);
/// assert_eq!(table.rows[0], ["01", "8,5", "", "补考"]);
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NormalTable {
    /// The keys of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

impl NormalTable {
    /// Reads what [`normal_form`](crate::normal_form) has written. What that cannot have written is left out.
    pub fn read(bytes: &[u8]) -> Self {
        let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let columns = reader.headers().map_or_else(|_| Vec::new(), cells);
        let rows = reader.records().map_while(Result::ok).map(|record| cells(&record)).collect();
        Self { columns, rows }
    }
}
