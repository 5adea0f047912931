//! A public edition as a folder: taken out of a record, written whole.

use super::form::Edition;
use crate::finished::{Finished, Unusable};
use crate::folder::{Modes, write_folder};
use crate::manifest::{ENDORSEMENTS, STATEMENT};
use crate::package::Package;
use anzhi_core::digest::Digest;
use std::io;
use std::path::Path;

/// The file with the edition.
pub const EDITION: &str = "edition.json";

/// The public edition of a record: `edition.json`, the statement that names it, and the endorsements of that. Whether
/// the record holds otherwise is for [`verify`](crate::verify::verify) to say, before.
///
/// # Errors
/// [`Unusable`]; the edition that comes of the record must be the one that its statement names.
///
/// Shown at [`edition`](super).
pub fn publish(record: &Package) -> Result<Package, Unusable> {
    let Finished { round, placement, said } = Finished::naming_results(record)?;
    let bytes = Edition::new(&round, &placement).to_bytes();
    if !said.edition.is_some_and(|digests| digests.are_of(&bytes)) {
        return Err(Unusable::NotHolding);
    }
    let of_statement = |name: &String| name == STATEMENT || name.starts_with(ENDORSEMENTS);
    let files = record.files.iter().filter(|(name, _)| of_statement(name));
    let mut edition = Package {
        files: files.map(|(name, bytes)| (name.clone(), bytes.clone())).collect(),
        strays: Vec::new(),
    };
    edition.files.insert(EDITION.into(), bytes);
    Ok(edition)
}

/// Writes a public edition into a folder that does not exist yet, for everybody to read: whole or not at all.
///
/// # Errors
/// It exists already, or cannot be written.
///
/// Shown at [`edition`](super).
pub fn write_edition(edition: &Package, target: &Path) -> io::Result<()> {
    if let Some(name) = edition.files.keys().find(|name| !is_of_an_edition(name)) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("no file of an edition: {name:?}")));
    }
    write_folder(&edition.files, &[ENDORSEMENTS], target, Modes::PUBLIC)
}

/// Whether a public edition may have a file of this name.
pub(crate) fn is_of_an_edition(name: &str) -> bool {
    let of_key = |file: &str| file.strip_suffix(".json").is_some_and(|key| key.parse::<Digest>().is_ok());
    name == EDITION || name == STATEMENT || name.strip_prefix(ENDORSEMENTS).is_some_and(of_key)
}
