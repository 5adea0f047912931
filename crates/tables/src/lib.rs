//! The folder in which a bureau keeps a round: `round.toml`, `secret.hex` and tables as CSV files.
//!
//! [`read_round`] turns it into the engine's round or names every fault at its cell; [`normal_form`] writes a
//! round in the one form that records hold, and the same reader reads that again.

mod cells;
mod counted;
mod facts;
mod folder;
mod follow;
mod grid;
mod headers;
mod heading;
mod init;
pub mod layout;
mod normal;
mod normal_table;
mod objects;
mod people;
mod read;
mod under;
mod vacancies;

pub use cells::is_unseen;
pub use counted::{counted_lines, ruling_line};
pub use folder::{Directory, FileBytes, Folder, ReadError, Remembering};
pub use headers::Headers;
pub use init::{InitError, init, init_secret};
pub use normal::{normal_cells, normal_form};
pub use normal_table::{NormalTable, column_counts};
pub use objects::{object_in_chinese, posted_in_chinese};
pub use read::{Faults, Reading, read_round};
pub use under::{Under, read_round_under};
