//! A record in memory: its files by name, and what else lay in its folder.

use crate::json::{self, Malformed};
use crate::manifest::{ENDORSEMENTS, MANIFEST, Manifest, RESULT, ROUND, STATEMENT};
use crate::stage::StageName;
use anzhi_core::digest::Digest;
use anzhi_tables::{FileBytes, Folder, ReadError};
use std::collections::BTreeMap;

/// All files of a record by name, such as `round/candidates.csv`. Nothing in it has been checked.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::Package;
///
/// let folder = std::env::temp_dir().join(format!("anzhi-record-{}", std::process::id()));
/// record.write(&folder)?;
/// assert!(record.write(&folder).is_err()); // never over another
/// let read = Package::read(&folder)?;
/// assert!(read.is_record());
/// assert_eq!((read.fingerprint(), &read), (record.fingerprint(), &record));
/// Package::add_to(&folder, "NOTES.md", b"not of a record")?;
/// assert!(Package::read(&folder)?.file("NOTES.md").is_some());
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Package {
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What lies in the folder and is no file of a record.
    pub strays: Vec<Stray>,
}

/// Something in the folder of a record that is no file of a record.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::{Package, Stray, StrayKind};
///
/// let folder = std::env::temp_dir().join(format!("anzhi-stray-{}", std::process::id()));
/// record.write(&folder)?;
/// std::fs::create_dir(folder.join("backup"))?;
/// let read = Package::read(&folder)?;
/// assert_eq!(read.strays, [Stray { name: "backup".into(), kind: StrayKind::Folder }]);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Stray {
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    pub kind: StrayKind,
}

/// Why something is no file of a record.
///
/// Shown at [`Stray`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum StrayKind {
    /// A folder that records do not have.
    Folder,
    /// A link, which may lead anywhere.
    Link,
    /// A name that is not UTF-8.
    Name,
    /// A pipe, socket or device.
    Special,
    /// A file larger than any of its kind, or than what a whole record may have.
    TooLarge,
    /// More than a folder of a record may hold; what follows it was not looked at.
    TooMany,
}

impl Package {
    /// Whether this looks like a record at all.
    pub fn is_record(&self) -> bool {
        let names = self.files.keys().chain(self.strays.iter().map(|stray| &stray.name));
        names.into_iter().any(|name| name == MANIFEST || name == STATEMENT || name.starts_with(ENDORSEMENTS))
    }

    /// The bytes of a file.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// The fingerprint of the record: SHA-256 of its round statement.
    pub fn fingerprint(&self) -> Option<Digest> {
        self.file(STATEMENT).map(Digest::of)
    }

    /// The files of one folder of the record, by their names in it.
    pub(crate) fn part<'p>(&'p self, folder: &'p str) -> impl Iterator<Item = (&'p str, &'p [u8])> {
        self.files
            .range(folder.to_owned()..)
            .map_while(move |(name, bytes)| Some((name.strip_prefix(folder)?, bytes.as_slice())))
    }

    /// The endorsements: the fingerprint of the key, as the name of the file says it, and the bytes.
    pub(crate) fn endorsements(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.part(ENDORSEMENTS)
    }

    /// The manifest.
    pub(crate) fn manifest(&self) -> Option<Result<Manifest, Malformed>> {
        self.file(MANIFEST).map(json::from_bytes)
    }

    /// The round in normal form, for reading it as a folder; without a manifest in order there is none. Nothing
    /// of it has been verified.
    pub fn round(&self) -> Option<Part<'_>> {
        let secret = self.manifest()?.ok()?.secret;
        Some(Part { package: self, folder: ROUND, secret })
    }
}

/// A folder of a record together with the secret of the round: a folder of tables.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_tables::{Folder, read_round};
///
/// let part = record.round().ok_or("no manifest")?;
/// assert!(part.names()?.contains(&"candidates.csv".to_owned()));
/// // The round in the record is the round that was sealed.
/// let round = read_round(&part)?.round.map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(round.heading().id.as_str(), "small");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Part<'p> {
    pub(crate) package: &'p Package,
    pub(crate) folder: &'static str,
    pub(crate) secret: String,
}

/// Whether a record may have a file of this name.
pub(crate) fn is_of_a_record(name: &str) -> bool {
    match name.split_once('/') {
        None => [MANIFEST, STATEMENT, RESULT].contains(&name),
        Some(("endorsements", file)) => {
            file.strip_suffix(".json").is_some_and(|key| key.parse::<Digest>().is_ok())
        }
        Some(("stages", file)) => StageName::of_file(file).is_some(),
        Some(("round" | "originals", file)) => file != SECRET && is_plain(file),
        Some(_) => false,
    }
}

/// Whether a name is that of a file and leads nowhere else, on whatever system.
pub(crate) fn is_plain(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0'])
}

/// The file of a round's secret, which a record holds in its manifest only.
pub(crate) const SECRET: &str = "secret.hex";

impl Folder for Part<'_> {
    fn names(&self) -> Result<Vec<String>, ReadError> {
        let mut names: Vec<String> =
            self.package.part(self.folder).map(|(name, _)| name.to_owned()).collect();
        names.push(SECRET.into());
        names.sort();
        Ok(names)
    }

    fn read(&self, name: &str, limit: u64) -> Result<Option<FileBytes>, ReadError> {
        let found = if name == SECRET {
            Some(format!("{}\n", self.secret).into_bytes())
        } else {
            self.package.file(&format!("{}{name}", self.folder)).map(<[u8]>::to_vec)
        };
        Ok(found.map(
            |bytes| {
                if bytes.len() as u64 <= limit { FileBytes::Whole(bytes) } else { FileBytes::TooLarge }
            },
        ))
    }
}
