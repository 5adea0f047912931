//! Folders of vectors on the disk: written, held against what was made, and put together for a reader.

use crate::records::testdata;
use crate::vectors::form::{Form, Kind};
use crate::vectors::vector::{FILES, Files};
use std::fs;
use std::path::Path;

fn is_renewed() -> bool {
    std::env::var_os("ANZHI_RENEW").is_some()
}

/// Holds a folder against what it should hold, or renews it.
pub(super) fn hold(folder: &Path, made: &Files) {
    let present = if folder.exists() { all_files(folder) } else { Files::new() };
    if !is_renewed() {
        let differing: Vec<&String> =
            made.keys().chain(present.keys()).filter(|name| made.get(*name) != present.get(*name)).collect();
        assert!(differing.is_empty(), "{}: {differing:?} would change", folder.display());
        return;
    }
    for name in present.keys().filter(|name| !made.contains_key(*name)) {
        fs::remove_file(folder.join(name)).unwrap();
    }
    // A file that stays as it is is not touched: another test may be reading it.
    write(folder, made.iter().filter(|(name, bytes)| present.get(*name) != Some(bytes)));
}

/// Holds a file against what it should hold, or renews it.
pub(super) fn hold_text(file: &Path, text: &str) {
    if is_renewed() {
        fs::write(file, text).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap_or_default(), text, "{} would change", file.display());
}

/// A folder that nobody makes any more.
pub(super) fn drop_or_tell(folder: &Path) {
    assert!(is_renewed(), "{} is made by nobody", folder.display());
    fs::remove_dir_all(folder).unwrap();
}

/// What is to be verified, put together in a folder of its own.
pub(super) fn read(vector: &Path, form: &Form) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    if let Some(base) = &form.base {
        let mut files = all_files(&testdata().join(base));
        for name in &form.remove {
            assert!(files.remove(name).is_some(), "{name} is not in {base}");
        }
        write(dir.path(), files.iter());
    }
    assert!(form.base.is_some() || form.kind == Kind::Receipt);
    let own = vector.join(FILES);
    if own.exists() {
        write(dir.path(), all_files(&own).iter());
    }
    dir
}

fn write<'f>(folder: &Path, files: impl Iterator<Item = (&'f String, &'f Vec<u8>)>) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// All files under a folder, by their paths in it.
fn all_files(folder: &Path) -> Files {
    let mut all = Files::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let inner = all_files(&entry.path());
            all.extend(inner.into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            all.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    all
}
