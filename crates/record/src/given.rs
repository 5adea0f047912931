//! What lies under a path, told by its content.

use crate::edition::EDITION;
use crate::manifest::MANIFEST;
use crate::package::Package;
use anzhi_tables::ReadError;
use anzhi_tables::layout::MAX_TABLE_BYTES;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

/// What somebody was given to verify.
///
/// ```
/// use anzhi_record::Given;
///
/// let record = Given::read("../../testdata/records/v2-small".as_ref())?;
/// assert!(matches!(record, Given::Record(_)));
/// assert!(matches!(Given::read("Cargo.toml".as_ref())?, Given::Unknown));
/// # Ok::<(), anzhi_tables::ReadError>(())
/// ```
#[derive(Clone, Debug)]
pub enum Given {
    /// The folder of a public edition (公开版).
    Edition(Package),
    /// The file of a receipt (回执).
    Receipt(Vec<u8>),
    /// The folder of a record (案卷).
    Record(Package),
    /// The file of a stage (封存文件).
    Stage,
    /// Nothing that could be verified.
    Unknown,
}

impl Given {
    /// Reads what lies there. A folder with a manifest is a record, whatever else is in it; a file is a receipt if it
    /// says for whom, and how it leads to the root, and a stage if it has digests and a statement.
    ///
    /// # Errors
    /// The folder or file cannot be read.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let failed = |error| ReadError { path: path.into(), error };
        let kind = fs::metadata(path).map_err(failed)?;
        if kind.is_file() {
            let mut bytes = Vec::new();
            let file = File::open(path).map_err(failed)?;
            file.take(MAX_TABLE_BYTES).read_to_end(&mut bytes).map_err(failed)?;
            return Ok(Self::of_file(bytes));
        }
        if !kind.is_dir() {
            return Ok(Self::Unknown);
        }
        let package = Package::read(path)?;
        Ok(if package.file(EDITION).is_some() && package.file(MANIFEST).is_none() {
            Self::Edition(package)
        } else if package.is_record() {
            Self::Record(package)
        } else {
            Self::Unknown
        })
    }

    fn of_file(bytes: Vec<u8>) -> Self {
        match serde_json::from_slice(&bytes) {
            Ok(Keys { candidate: Some(_), path: Some(_), salt: Some(_), .. }) => Self::Receipt(bytes),
            Ok(Keys { digests: Some(_), statement: Some(_), .. }) => Self::Stage,
            Ok(_) | Err(_) => Self::Unknown,
        }
    }
}

/// The keys that tell files apart.
#[derive(Deserialize)]
struct Keys {
    candidate: Option<IgnoredAny>,
    digests: Option<IgnoredAny>,
    path: Option<IgnoredAny>,
    salt: Option<IgnoredAny>,
    statement: Option<IgnoredAny>,
}
