//! What lies under a path, told by its content.

use crate::edition::EDITION;
use crate::manifest::MANIFEST;
use crate::package::Package;
use anzhi_tables::ReadError;
use serde_json::Value;
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
    /// Nothing that could be verified.
    Unknown,
}

/// So large a receipt may be.
const MAX_RECEIPT_BYTES: u64 = 4 << 20;

impl Given {
    /// Reads what lies there. A folder with a manifest is a record, whatever else is in it; a file is a receipt if it
    /// says for whom, and how it leads to the root.
    ///
    /// # Errors
    /// The folder or file cannot be read.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let failed = |error| ReadError { path: path.into(), error };
        let kind = fs::metadata(path).map_err(failed)?;
        if kind.is_file() {
            let mut bytes = Vec::new();
            File::open(path)
                .and_then(|file| file.take(MAX_RECEIPT_BYTES + 1).read_to_end(&mut bytes))
                .map_err(failed)?;
            let fits = bytes.len() as u64 <= MAX_RECEIPT_BYTES && is_receipt(&bytes);
            return Ok(if fits { Self::Receipt(bytes) } else { Self::Unknown });
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
}

fn is_receipt(bytes: &[u8]) -> bool {
    let value: Result<Value, _> = serde_json::from_slice(bytes);
    value.is_ok_and(|value| ["candidate", "path", "salt"].iter().all(|key| value.get(key).is_some()))
}
