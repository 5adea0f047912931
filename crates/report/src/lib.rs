//! Everything of anzhi that a person reads: messages for every code, score sheets, explanations, tables — in
//! Chinese and English, in one place. A new kind of fault, step or outcome without its sentences does not
//! compile.

mod after;
mod audit;
mod check;
mod checked;
mod closed;
mod conditions;
mod diff;
mod edition;
mod edition_findings;
mod explain;
mod failures;
mod faults;
mod forms;
pub mod json;
mod keys;
mod lang;
mod numbers;
mod own;
mod placement;
mod qr;
mod questions;
mod rank;
mod receipt;
mod record;
mod rulings;
mod scheme;
mod sheet;
mod stages;
mod steps;
mod syntax;
mod totals;
mod trust;
mod verification;
mod warnings;
mod words;

pub use audit::{audit_refused_text, audit_text, sample_text};
pub use check::{check_text, faults_text, warnings_text};
pub use diff::{diff_refused_text, diff_text};
pub use edition::{edition_verification_text, published, unusable_record};
pub use explain::explain_text;
pub use failures::{init_done, init_failure, read_failure, unknown_candidate, write_failure, written};
pub use keys::{
    KeyTrouble, demonstration_key, key_made, key_shown, key_trouble, loose_key, passphrase_prompt,
};
pub use lang::Lang;
pub use placement::{placement_text, standing_text};
pub use questions::questions_text;
pub use receipt::{receipt_text, receipt_verification_text, receipt_written};
pub use record::{
    TYPED_GROUPS, explained_record, group_prompt, no_groups, not_a_record, nothing_to_verify,
    other_fingerprint, record_fingerprint, record_not_tables, record_signed, record_written, sign_failure,
    to_be_signed, unexplained_record,
};
pub use scheme::{
    Comparison, Correlation, Difference, Expected, Fates, Found, Gain, Pairing, Part, Places, Seen, Side,
    Tested, Through, Ties, comparison_text, differences, scheme_checked_text, scheme_faults_text,
    scheme_list_text, scheme_show_text, scheme_tested_text, shown_as_text_only, uncompared_text,
    unknown_scheme,
};
pub use sheet::{score_table, score_text, sheets_text};
pub use stages::{
    stage_sealed, stage_sign_failure, stage_signed, stage_to_be_signed, stage_trouble, stage_unsigned_by,
    stage_verification_text, stages_refused_text, too_many_stages,
};
pub use trust::trust_faults_text;
pub use verification::verification_text;
