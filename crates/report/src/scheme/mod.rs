//! Scheme files: what is wrong in them and worth a look, at its line, which ones there are, what they say, and what
//! their worked examples come to.

mod check;
mod compare;
mod compare_parts;
mod compare_ranks;
mod compare_refused;
mod compare_text;
mod list;
mod show;
pub(crate) mod snippet;
mod test;
mod test_text;
mod warnings;

pub(crate) use check::faults_heading;
pub use check::{scheme_checked_text, scheme_faults_text, unknown_scheme};
pub use compare::{Comparison, Fates, Pairing, Places, Seen, Side, Ties};
pub use compare_parts::{Gain, Part, Through};
pub use compare_ranks::Correlation;
pub use compare_refused::uncompared_text;
pub use compare_text::comparison_text;
pub(crate) use compare_text::part_name;
pub use list::scheme_list_text;
pub use show::{scheme_show_text, shown_as_text_only};
pub use test::{Difference, Expected, Found, Tested, differences};
pub use test_text::scheme_tested_text;
pub(crate) use warnings::{mend, worth};
