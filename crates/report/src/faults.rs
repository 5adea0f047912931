//! Faults in words: where, what is wrong, and how to mend it.

mod mend;
mod wrong;

use crate::lang::{Lang, say};
use crate::words::table_name;
use anzhi_core::fault::{Fault, FaultKind, Place, Table};
pub(crate) use mend::mend;
use std::collections::BTreeMap;
pub(crate) use wrong::wrong;

/// One fault as a line of text: file, line, column; what is wrong; how to mend it; the code.
pub(crate) fn fault_line(fault: &Fault, files: &BTreeMap<Table, String>, lang: Lang) -> String {
    let (place, wrong, mend) = (place(fault, files, lang), wrong(fault, lang), mend(fault, lang));
    let code = fault.kind.code();
    say!(lang, "{place}：{wrong}。{mend}。[{code}]", "{place}: {wrong}. {mend}. [{code}]")
}

/// Where a fault stands.
fn place(fault: &Fault, files: &BTreeMap<Table, String>, lang: Lang) -> String {
    let Place { table, line, column } = &fault.place;
    if matches!(fault.kind, FaultKind::MissingFile | FaultKind::UnknownFile { .. }) {
        return lang.pick("年度文件夹", "the folder").into();
    }
    let file = file_of(*table, files, lang);
    match (line, column.is_empty()) {
        (0, true) => file,
        (0, false) => say!(lang, "{file}“{column}”", "{file}, “{column}”"),
        (_, true) => say!(lang, "{file}第{line}行", "{file} line {line}"),
        (_, false) => say!(lang, "{file}第{line}行“{column}”", "{file} line {line}, “{column}”"),
    }
}

/// The file of a table. Of papers on ranking and choosing, and of what is no file of the folder, it is said what they
/// are.
pub(crate) fn file_of(table: Table, files: &BTreeMap<Table, String>, lang: Lang) -> String {
    let what = table_name(table, lang);
    let Some(file) = files.get(&table) else { return what.into() };
    let shipped = table == Table::Scheme && !file.ends_with(".toml");
    match shipped || matches!(table, Table::RankingPaper | Table::ChoosingPaper) {
        true => say!(lang, "{what}“{file}”", "{what}, “{file}”,"),
        false => file.clone(),
    }
}
