//! The manifest (目录): every file of a record by digest, and the secret of the round.

use crate::digests::DigestSet;
use crate::version::Version;
use anzhi_core::digest::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file that names all others.
pub const MANIFEST: &str = "manifest.json";
/// The file with the round statement.
pub const STATEMENT: &str = "statement.json";
/// The file with the result.
pub const RESULT: &str = "result.json";
/// The folder of the round in normal form.
pub const ROUND: &str = "round/";
/// The folder of the files as handed in.
pub const ORIGINALS: &str = "originals/";
/// The folder of the endorsements.
pub const ENDORSEMENTS: &str = "endorsements/";

/// What `manifest.json` holds.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Every file of the record but the manifest, the statement and the endorsements, by name.
    pub files: Vec<ManifestFile>,
    /// The version of the record's format.
    pub format: u32,
    /// The secret of the round: 64 lower-case hexadecimal digits.
    pub secret: String,
}

/// One file of the record.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestFile {
    /// The digests of its bytes.
    pub digest: DigestSet,
    /// Its name in the record.
    pub name: String,
}

impl Manifest {
    /// The manifest of these files.
    pub(crate) fn of(version: Version, files: &BTreeMap<String, Vec<u8>>, secret: &Secret) -> Self {
        let named = files.iter().filter(|(name, _)| is_named(name));
        let file = |(name, bytes): (&String, &Vec<u8>)| ManifestFile {
            digest: version.digests(bytes),
            name: name.clone(),
        };
        Self { files: named.map(file).collect(), format: version.number(), secret: secret.to_hex() }
    }

    /// Whether every file is named by the digests of this version.
    pub(crate) fn is_of(&self, version: Version) -> bool {
        self.format == version.number() && self.files.iter().all(|file| version.has(&file.digest))
    }

    /// Whether each file stands once, in the order of their names as UTF-8 bytes.
    pub(crate) fn is_sorted(&self) -> bool {
        self.files.iter().map(|file| &file.name).is_sorted_by(|a, b| a < b)
    }
}

/// Whether the manifest names files of this name.
pub(crate) fn is_named(name: &str) -> bool {
    name != MANIFEST && name != STATEMENT && !name.starts_with(ENDORSEMENTS)
}
