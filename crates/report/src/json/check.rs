//! The answer of `check`: faults, questions, warnings.

use super::FORMAT;
use super::questions::{QuestionJson, questions_json};
use crate::faults::{mend, wrong};
use crate::forms;
use crate::lang::Lang;
use anzhi_core::fault::{Fault, Table};
use anzhi_core::question::Question;
use anzhi_core::round::Round;
use anzhi_core::warning::Warning;
use anzhi_record::WarningLine;
use anzhi_tables::Faults;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is wrong, asked or worth a look: the answer of `check`, and of every command that finds faults.
#[derive(Clone, Debug, Default, JsonSchema, Serialize)]
pub struct CheckJson {
    /// The version of the format.
    pub format: u32,
    /// All faults.
    pub faults: Vec<FaultJson>,
    /// All open questions.
    pub questions: Vec<QuestionJson>,
    /// All warnings.
    pub warnings: Vec<WarningLine>,
}

/// One fault.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct FaultJson {
    /// The stable code.
    pub code: String,
    /// The file; of a shipped scheme or paper its name.
    pub file: String,
    /// The line from 1; absent for the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column, of TOML files the character; absent for the whole line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What stands there.
    pub found: String,
    /// What is wrong, in words.
    pub wrong: String,
    /// How to mend it, in words.
    pub mend: String,
}

/// The faults of a folder.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// files.insert("lots.csv".into(), "候选人,签号,抽签人,日期\n21,two,me,2026-07-23\n".into());
/// let reading = anzhi_tables::read_round(&files)?;
/// let faults = reading.round.err().ok_or("no fault")?;
/// let answer = anzhi_report::json::faults_json(&faults, &reading.files, anzhi_report::Lang::En);
/// let fault = &answer.faults[0];
/// assert_eq!((fault.code.as_str(), fault.file.as_str(), fault.line), ("malformed-count", "lots.csv", Some(2)));
/// assert_eq!((fault.column.as_deref(), fault.found.as_str()), (Some("签号"), "two"));
/// assert!(answer.questions.is_empty() && answer.warnings.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn faults_json(faults: &Faults, files: &BTreeMap<Table, String>, lang: Lang) -> CheckJson {
    let file = |table: &Table| files.get(table).cloned().unwrap_or_default();
    let form = |(table, fault): &(Table, anzhi_schemes::FormFault)| FaultJson {
        code: fault.kind.code().into(),
        file: file(table),
        line: Some(fault.line),
        column: Some(fault.column.to_string()),
        found: fault.found.to_string(),
        wrong: forms::wrong(&fault.kind, &fault.found, lang),
        mend: forms::mend(&fault.kind, &fault.found, lang),
    };
    let mut all: Vec<FaultJson> = faults.forms.iter().map(form).collect();
    all.extend(faults.tables.iter().map(|fault| fault_json(fault, file(&fault.place.table), lang)));
    CheckJson { format: FORMAT, faults: all, ..CheckJson::default() }
}

fn fault_json(fault: &Fault, file: String, lang: Lang) -> FaultJson {
    FaultJson {
        code: fault.kind.code().into(),
        file,
        line: Some(fault.place.line).filter(|line| *line > 0),
        column: Some(fault.place.column.to_string()).filter(|column| !column.is_empty()),
        found: fault.found.to_string(),
        wrong: wrong(fault, lang),
        mend: mend(fault, lang),
    }
}

/// Questions and warnings without faults.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_report::{Lang, json::check_json};
///
/// files.remove("lots.csv");
/// # let round = anzhi_tables::read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let answer = check_json(&round, &standing.questions, &standing.warnings, Lang::En);
/// assert_eq!((answer.faults.len(), answer.questions.len(), answer.warnings.len()), (0, 1, 3));
/// let question = &answer.questions[0];
/// assert_eq!((question.kind.as_str(), question.code.len(), question.ready.len()), ("tie", 21, 2));
/// let line = &question.ready[0]; // of table lots.csv
/// assert_eq!((line.table.as_str(), line.cells[0].1.as_deref(), &line.cells[1].1), ("lots", Some("21"), &None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_json(round: &Round, questions: &[Question], warnings: &[Warning], lang: Lang) -> CheckJson {
    CheckJson {
        format: FORMAT,
        faults: Vec::new(),
        questions: questions_json(round, questions, lang),
        warnings: warnings.iter().map(WarningLine::from).collect(),
    }
}
