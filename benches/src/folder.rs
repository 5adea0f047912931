//! Made-up rounds as folders of tables.

use crate::draft::{complete, reference};
use crate::plain::Plain;
use anzhi_tables::normal_form;
use std::fs;
use std::io;
use std::path::Path;

/// Writes a complete round of this many candidates, drawn from the seed, into a folder that does not exist yet.
///
/// # Errors
/// It exists already, or cannot be written.
pub fn lay_out(candidates: u32, seed: u64, folder: &Path) -> io::Result<()> {
    let (plain, loaded) = (Plain::new(candidates, seed, true), reference());
    let round = complete(&plain, &loaded).check(Vec::new());
    let round = round.map_err(|faults| io::Error::other(format!("{faults:?}")))?;
    fs::create_dir(folder)?;
    normal_form(&round, &loaded).iter().try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
}
