//! Records on disk: read as they lie, written whole or not at all.

use crate::manifest::{ENDORSEMENTS, MANIFEST, ORIGINALS, ROUND, STATEMENT};
use crate::package::{Package, Stray, StrayKind, is_of_a_record};
use crate::stage::STAGES;
use crate::whole::{parent, rename_new, sync_folder, write_new_from};
use anzhi_tables::ReadError;
use anzhi_tables::layout::{MAX_TABLE_BYTES, MAX_TEXT_BYTES};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// So many entries a folder of a record may have, and so many bytes a whole record.
const MAX_ENTRIES: usize = 1_000;
const MAX_BYTES: u64 = 4 << 30;

impl Package {
    /// Reads whatever lies in a folder. Links are not followed, pipes and devices not opened.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn read(folder: &Path) -> Result<Self, ReadError> {
        let mut reader = Reader { package: Self::default(), left: MAX_BYTES };
        reader.folder(folder, "")?;
        reader.package.strays.sort();
        Ok(reader.package)
    }

    /// Writes the record into a folder that does not exist yet, and that only its owner may read. Whatever
    /// happens, there is either no such folder or the whole record; what was left half done is called `.anzhi-`
    /// and something, beside it.
    ///
    /// # Errors
    /// It exists already, or cannot be written.
    pub fn write(&self, target: &Path) -> io::Result<()> {
        if let Some(name) = self.files.keys().find(|name| !is_of_a_record(name)) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("no file of a record: {name:?}"),
            ));
        }
        // Most records have no stages, and no folder for them.
        let stages = self.files.keys().any(|name| name.starts_with(STAGES)).then_some(STAGES);
        let folders: Vec<_> = [ROUND, ORIGINALS, ENDORSEMENTS].into_iter().chain(stages).collect();
        write_folder(&self.files, &folders, target, Modes::PRIVATE)
    }

    /// Adds a file to the record in that folder: whole or not at all, never over another.
    ///
    /// # Errors
    /// It exists already, or cannot be written.
    pub fn add_to(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
        // A half-written file within the record would keep it from verifying.
        let folder = folder.canonicalize()?;
        let target = folder.join(name);
        match new_folder(parent(&target), Modes::PRIVATE) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            Ok(()) | Err(_) => {}
        }
        match write_new_from(parent(&folder), &target, bytes, 0o600) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // The record is a disk of its own, or only it may be written.
            Err(_) => write_new_from(parent(&target), &target, bytes, 0o600),
            Ok(()) => Ok(()),
        }
    }
}

/// The permissions of a folder and of the files in it, where there are such.
#[derive(Clone, Copy)]
pub(crate) struct Modes {
    #[cfg_attr(not(unix), expect(dead_code, reason = "there are no such permissions"))]
    folder: u32,
    #[cfg_attr(not(unix), expect(dead_code, reason = "there are no such permissions"))]
    file: u32,
}

impl Modes {
    /// For the owner alone.
    pub(crate) const PRIVATE: Self = Self { folder: 0o700, file: 0o600 };
    /// For everybody to read.
    pub(crate) const PUBLIC: Self = Self { folder: 0o755, file: 0o644 };
}

/// Writes these files, some of them in these folders, into a folder that does not exist yet: whole or not at all.
pub(crate) fn write_folder(
    files: &BTreeMap<String, Vec<u8>>,
    folders: &[&str],
    target: &Path,
    modes: Modes,
) -> io::Result<()> {
    let beside = parent(target);
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(modes.folder));
    let half = builder.prefix(".anzhi-").tempdir_in(beside)?;
    let folders: Vec<_> = folders.iter().map(|folder| half.path().join(folder)).collect();
    folders.iter().try_for_each(|path| new_folder(path, modes))?;
    for (name, bytes) in files {
        let mut file = new_file(&half.path().join(name), modes)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    folders.iter().for_each(|folder| sync_folder(folder));
    sync_folder(half.path());
    rename_new(half.path(), target)?;
    // It has another name now, under which it stays.
    let _ = half.keep();
    sync_folder(beside);
    Ok(())
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "there are no such permissions"))]
fn new_folder(path: &Path, modes: Modes) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, modes.folder);
    builder.create(path)
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "there are no such permissions"))]
fn new_file(path: &Path, modes: Modes) -> io::Result<File> {
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, modes.file);
    options.write(true).create_new(true).open(path)
}

struct Reader {
    package: Package,
    left: u64,
}

impl Reader {
    fn folder(&mut self, path: &Path, prefix: &str) -> Result<(), ReadError> {
        let failed = |error| ReadError { path: path.into(), error };
        for (place, entry) in fs::read_dir(path).map_err(failed)?.enumerate() {
            let entry = entry.map_err(failed)?;
            let Some(name) = entry.file_name().to_str().map(|name| format!("{prefix}{name}")) else {
                self.stray(format!("{prefix}{}", entry.file_name().to_string_lossy()), StrayKind::Name);
                continue;
            };
            if place >= MAX_ENTRIES {
                self.stray(name, StrayKind::TooMany);
                return Ok(());
            }
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_symlink() {
                self.stray(name, StrayKind::Link);
            } else if kind.is_dir() {
                let inner = format!("{name}/");
                if [ROUND, ORIGINALS, ENDORSEMENTS, STAGES].contains(&inner.as_str()) {
                    self.folder(&entry.path(), &inner)?;
                } else {
                    self.stray(name, StrayKind::Folder);
                }
            } else if kind.is_file() {
                self.file(&entry.path(), name)?;
            } else {
                self.stray(name, StrayKind::Special);
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, name: String) -> Result<(), ReadError> {
        let small = name == MANIFEST || name == STATEMENT || name.starts_with(ENDORSEMENTS);
        let limit = self.left.min(if small { MAX_TEXT_BYTES } else { MAX_TABLE_BYTES });
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
        read.map_err(|error| ReadError { path: path.into(), error })?;
        if bytes.len() as u64 > limit {
            self.stray(name, StrayKind::TooLarge);
        } else {
            self.left -= bytes.len() as u64;
            self.package.files.insert(name, bytes);
        }
        Ok(())
    }

    fn stray(&mut self, name: String, kind: StrayKind) {
        self.package.strays.push(Stray { name, kind });
    }
}
