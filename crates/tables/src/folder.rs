//! Where the files of a round lie: on disk, or in memory.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A place that holds the files of a round.
///
/// ```
/// use anzhi_tables::{FileBytes, Folder};
/// use std::collections::BTreeMap;
///
/// // A folder in memory.
/// let folder = BTreeMap::from([("lots.csv".to_owned(), b"candidate,number\n".to_vec())]);
/// assert_eq!(folder.names()?, ["lots.csv"]);
/// assert_eq!(folder.read("lots.csv", 17)?, Some(FileBytes::Whole(b"candidate,number\n".to_vec())));
/// assert_eq!(folder.read("lots.csv", 16)?, Some(FileBytes::TooLarge));
/// assert_eq!(folder.read("exams.csv", 16)?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Folder {
    /// The names of all files, sorted.
    ///
    /// # Errors
    /// The folder cannot be read.
    fn names(&self) -> Result<Vec<String>, ReadError>;

    /// The bytes of a file; `None` if there is no such file, `Err` beyond `limit`.
    ///
    /// # Errors
    /// The file cannot be read.
    fn read(&self, name: &str, limit: u64) -> Result<Option<FileBytes>, ReadError>;
}

/// What reading a file gave.
///
/// Shown at [`Folder`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FileBytes {
    /// The whole file.
    Whole(Vec<u8>),
    /// The file is larger than the limit.
    TooLarge,
}

/// A file or folder cannot be read.
///
/// ```
/// use anzhi_tables::{Directory, read_round};
///
/// let error = read_round(&Directory("no-such-folder".as_ref())).unwrap_err();
/// assert_eq!(error.path.to_str(), Some("no-such-folder"));
/// assert_eq!(error.error.kind(), std::io::ErrorKind::NotFound);
/// ```
#[derive(Debug)]
pub struct ReadError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// A folder on disk.
///
/// ```
/// use anzhi_tables::{Directory, Folder};
///
/// let names = Directory("../../testdata/rounds/county".as_ref()).names()?;
/// assert!(names.is_sorted() && names.contains(&"round.toml".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Directory<'p>(pub &'p Path);

impl Folder for Directory<'_> {
    fn names(&self) -> Result<Vec<String>, ReadError> {
        let failed = |error| ReadError { path: self.0.into(), error };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(self.0).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            // A name that is no UTF-8 is no table's; it must not be passed over.
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    fn read(&self, name: &str, limit: u64) -> Result<Option<FileBytes>, ReadError> {
        let path = self.0.join(name);
        let failed = |error| ReadError { path: path.clone(), error };
        let meta = match std::fs::metadata(&path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        if meta.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        // What is neither may never end, such as a pipe.
        if !meta.is_file() {
            return Err(failed(io::ErrorKind::InvalidInput.into()));
        }
        if meta.len() > limit {
            return Ok(Some(FileBytes::TooLarge));
        }
        let file = std::fs::File::open(&path).map_err(failed)?;
        let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
        // The file may have grown since its size was asked for.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
        let whole = bytes.len() as u64 <= limit;
        Ok(Some(if whole { FileBytes::Whole(bytes) } else { FileBytes::TooLarge }))
    }
}

/// A folder that remembers what was read from it, so that exactly that can be recorded.
///
/// ```
/// use anzhi_tables::{Directory, Remembering, read_round};
///
/// let on_disk = Directory("../../testdata/rounds/county".as_ref());
/// let folder = Remembering::new(&on_disk);
/// read_round(&folder)?;
/// let files = folder.into_files();
/// assert!(files.contains_key("candidates.csv"));
/// assert!(!files.contains_key("NOTES.md")); // nobody has read it
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Remembering<'f> {
    folder: &'f dyn Folder,
    read: RefCell<BTreeMap<String, Vec<u8>>>,
}

impl<'f> Remembering<'f> {
    /// A folder of which nothing has been read.
    pub fn new(folder: &'f dyn Folder) -> Self {
        Self { folder, read: RefCell::default() }
    }

    /// The files that were read, by name.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.read.into_inner()
    }
}

impl Folder for Remembering<'_> {
    fn names(&self) -> Result<Vec<String>, ReadError> {
        self.folder.names()
    }

    fn read(&self, name: &str, limit: u64) -> Result<Option<FileBytes>, ReadError> {
        let read = self.folder.read(name, limit)?;
        if let Some(FileBytes::Whole(bytes)) = &read {
            self.read.borrow_mut().insert(name.into(), bytes.clone());
        }
        Ok(read)
    }
}

impl Folder for BTreeMap<String, Vec<u8>> {
    fn names(&self) -> Result<Vec<String>, ReadError> {
        Ok(self.keys().cloned().collect())
    }

    fn read(&self, name: &str, limit: u64) -> Result<Option<FileBytes>, ReadError> {
        Ok(self.get(name).map(|bytes| {
            if bytes.len() as u64 <= limit { FileBytes::Whole(bytes.clone()) } else { FileBytes::TooLarge }
        }))
    }
}
