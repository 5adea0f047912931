//! Everything of anzhi that a person reads: messages for every code, score sheets, explanations, tables — in
//! Chinese and English, in one place. A new kind of fault, step or outcome without its sentences does not
//! compile.

mod check;
mod closed;
mod explain;
mod failures;
mod faults;
mod forms;
pub mod json;
mod lang;
mod numbers;
mod placement;
mod questions;
mod rank;
mod sheet;
mod steps;
mod words;

pub use check::{check_text, faults_text, warnings_text};
pub use explain::explain_text;
pub use failures::{init_done, init_failure, read_failure, unknown_candidate, write_failure, written};
pub use lang::Lang;
pub use placement::{placement_text, standing_text};
pub use questions::questions_text;
pub use sheet::{score_table, score_text, sheets_text};
