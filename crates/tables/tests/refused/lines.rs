//! Faults and warnings as lines of text: cells divided by tabs, in the order in which the program gives them.

use anzhi_core::fault::{Fault, Table};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::place;
use anzhi_core::warning::Warning;
use anzhi_schemes::{FormFault, FormFaultKind};
use anzhi_tables::layout::file_names;
use anzhi_tables::{Folder, read_round};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// The files in which tables were found.
type Names = BTreeMap<Table, String>;

/// Every fault that reading a folder and placing its round brings to light: file, line, column, code, what
/// stands there, what the fault says besides.
pub(crate) fn fault_lines(folder: &dyn Folder) -> Vec<String> {
    let mut reading = read_round(folder).unwrap();
    let faults = match &reading.round {
        Err(faults) => faults.clone(),
        Ok(round) => {
            let mut tables = match place(round) {
                Outcome::Fault(faults) => faults,
                Outcome::Done(_) | Outcome::Questions(_) => Vec::new(),
            };
            reading.headers.name_columns(&mut tables);
            anzhi_tables::Faults { tables, forms: Vec::new() }
        }
    };
    assert!(faults.tables.is_sorted_by_key(|fault| &fault.place), "not sorted: {:?}", faults.tables);
    let names = std::mem::take(&mut reading.files);
    let tables = faults.tables.iter().map(|fault| table_line(fault, &names));
    let forms = faults.forms.iter().map(|(table, fault)| form_line(*table, fault, &names));
    tables.chain(forms).collect()
}

/// The warnings of a round that is placed: code, candidate, vacancy.
pub(crate) fn warning_lines(folder: &dyn Folder) -> Vec<String> {
    let reading = read_round(folder).unwrap();
    let round = match reading.round {
        Ok(round) => round,
        Err(faults) => panic!("not to be refused: {faults:?}"),
    };
    match place(&round) {
        Outcome::Done(placement) => placement.warnings.iter().map(warning_line).collect(),
        Outcome::Questions(standing) => panic!("not to be asked: {:?}", standing.questions),
        Outcome::Fault(faults) => panic!("not to be refused: {faults:?}"),
    }
}

fn warning_line(warning: &Warning) -> String {
    let candidate = warning.candidate.as_ref().map_or("", |id| id.as_str());
    let vacancy = warning.vacancy.as_ref().map_or("", |id| id.as_str());
    cells([warning.code.as_str(), candidate, vacancy])
}

fn table_line(fault: &Fault, names: &Names) -> String {
    let (table, line, column) = (fault.place.table, fault.place.line.to_string(), &fault.place.column);
    let besides = besides(&fault.kind);
    cells([&file(table, names), &line, column, fault.kind.code(), &fault.found, &besides])
}

fn form_line(table: Table, fault: &FormFault, names: &Names) -> String {
    // The words of the parser are not those of this project.
    let is_syntax = matches!(fault.kind, FormFaultKind::Syntax { .. });
    let besides = if is_syntax { String::new() } else { besides(&fault.kind) };
    let (line, column) = (fault.line.to_string(), fault.column.to_string());
    cells([&file(table, names), &line, &column, fault.kind.code(), &fault.found, &besides])
}

/// The file of a table; one that the folder lacks is called by its English name.
fn file(table: Table, names: &Names) -> String {
    let english = file_names(table).0;
    let extension = if english.contains('.') { "" } else { ".csv" };
    names.get(&table).cloned().unwrap_or_else(|| format!("{english}{extension}"))
}

/// What a kind of fault carries, as Rust writes it: `nearest: Some("出生日期")`.
fn besides(kind: &impl Debug) -> String {
    let text = format!("{kind:?}");
    let inner = text.split_once(" { ").and_then(|(_, rest)| rest.strip_suffix(" }"));
    inner.unwrap_or_default().to_owned()
}

/// Cells divided by tabs, without those at the end that are empty; what cannot be seen is written out.
fn cells<const N: usize>(cells: [&str; N]) -> String {
    let line = cells.map(visible).join("\t");
    line.trim_end_matches('\t').to_owned()
}

fn visible(text: &str) -> String {
    let unseen = |c: char| c.is_control() || ('\u{200b}'..='\u{200f}').contains(&c) || c == '\u{feff}';
    text.chars().map(|c| if unseen(c) { c.escape_default().to_string() } else { c.to_string() }).collect()
}
