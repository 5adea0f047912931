//! What of a table in normal form counts: its lines without header and without what only explains them.

use crate::normal::{line, ruling_cells};
use crate::normal_table::{NormalTable, column_counts};
use anzhi_core::round::Ruling;
use std::collections::BTreeMap;

/// The lines of a table in normal form that count: without the header, each without the columns that only explain it
/// or say who entered it, sorted, under what stands in its first cell. Two tables that differ only in these give the
/// same.
///
/// ```
/// use anzhi_tables::counted_lines;
///
/// let table = "candidate,mark,evidence,remark\n02,80,卷四,\n01,\"8,5\",,补考\n";
/// let lines = counted_lines(table.as_bytes());
/// assert_eq!(lines["01"], ["01,\"8,5\""]);
/// assert_eq!(lines["02"], ["02,80"]);
/// ```
pub fn counted_lines(bytes: &[u8]) -> BTreeMap<String, Vec<String>> {
    let table = NormalTable::read(bytes);
    let counted: Vec<bool> = table.columns.iter().map(|column| column_counts(column)).collect();
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in table.rows {
        let cells = row.into_iter().zip(&counted).filter(|(_, counts)| **counts);
        let cells: Vec<String> = cells.map(|(cell, _)| cell).collect();
        let Some(first) = cells.first().cloned() else { continue };
        let mut text = line(&cells);
        text.truncate(text.trim_end_matches('\n').len());
        lines.entry(first).or_default().push(text);
    }
    lines.values_mut().for_each(|lines| lines.sort());
    lines
}

/// The line of a ruling that counts: the one of [`counted_lines`].
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let reading = anzhi_tables::read_round(&folder)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_tables::{counted_lines, normal_form, ruling_line};
///
/// let files = normal_form(&round, &scheme);
/// let mut lines: Vec<String> = counted_lines(&files["rulings.csv"]).into_values().flatten().collect();
/// lines.sort();
/// let mut own: Vec<String> = round.rulings().iter().map(|(ruling, _)| ruling_line(ruling)).collect();
/// own.sort();
/// assert_eq!(lines, own);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ruling_line(ruling: &Ruling) -> String {
    let mut text = line(&ruling_cells(ruling));
    text.truncate(text.trim_end_matches('\n').len());
    text
}

#[cfg(test)]
mod tests {
    use super::counted_lines;

    #[test]
    fn only_what_explains_is_left_out() {
        let of = |text: &str| counted_lines(text.as_bytes());
        let first = of("id,name,evidence,remark\n1,甲,a,b\n1,乙,,\n");
        assert_eq!(first["1"], ["1,乙", "1,甲"]);
        assert_eq!(first, of("id,name,evidence,remark\n1,乙,c,\n1,甲,,\n"));
        assert_eq!(of("id,name,entered_by,checked_by,evidence,remark\n1,甲,a,b,,\n")["1"], ["1,甲"]);
        // A cell is quoted in one way, and moves nowhere.
        assert_ne!(of("id,name,evidence,remark\n1,\"a,b\",,\n"), of("id,name,x,evidence,remark\n1,a,b,,\n"));
        assert_eq!(of("id,name,evidence,remark\n1,\"a\"\"b\",,\n")["1"], ["1,\"a\"\"b\""]);
        assert!(of("").is_empty() && of("id,evidence,remark\n").is_empty());
    }
}
