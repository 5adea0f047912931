//! Scheme files: what is wrong in them and worth a look, at its line, and which ones there are.

mod check;
mod list;
mod show;
mod snippet;
mod warnings;

pub use check::{scheme_checked_text, scheme_faults_text, unknown_scheme};
pub use list::scheme_list_text;
pub use show::{scheme_show_text, shown_as_text_only};
pub(crate) use warnings::{mend, worth};
