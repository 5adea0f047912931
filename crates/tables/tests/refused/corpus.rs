//! The cases on disk: a folder holds only the files that differ from the base, and what is expected of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a round folder in memory, by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What the program should say, line by line.
const EXPECTED: &str = "expected.txt";
/// The files of the base that a case leaves out, one name to a line.
const ABSENT: &str = "absent.txt";

/// One case: a round folder and what is expected of it.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The base with the files of the case laid over it.
    pub(crate) files: Files,
    pub(crate) expected: String,
    path: PathBuf,
}

impl Case {
    /// Writes down what the program says now.
    pub(crate) fn renew(&self, actual: &str) {
        fs::write(&self.path, actual).unwrap();
    }
}

pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// All files of a folder.
pub(crate) fn files(dir: &Path) -> Files {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// The round over which every case is laid: two people, every table, nothing wrong.
pub(crate) fn base() -> Files {
    files(&testdata().join("refused/base"))
}

/// The cases in a folder of test data, by name.
pub(crate) fn cases(folder: &str) -> Vec<Case> {
    let dirs = fs::read_dir(testdata().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    // The base is no case, and schemes alone are those of another test.
    let other = |dir: &Path| dir.ends_with("base") || dir.ends_with("schemes");
    let mut dirs: Vec<PathBuf> = dirs.filter(|dir| dir.is_dir() && !other(dir)).collect();
    dirs.sort();
    dirs.iter().map(|dir| case(dir)).collect()
}

fn case(dir: &Path) -> Case {
    let mut own = files(dir);
    let text = |bytes: Option<Vec<u8>>| String::from_utf8(bytes.unwrap_or_default()).unwrap();
    let expected = text(own.remove(EXPECTED));
    let name = dir.file_name().unwrap().to_str().unwrap().to_owned();
    let mut files = base();
    for absent in text(own.remove(ABSENT)).lines() {
        assert!(files.remove(absent).is_some(), "{name}: the base has no {absent}");
    }
    for (file, bytes) in own {
        let same = files.insert(file.clone(), bytes.clone()).is_some_and(|base| base == bytes);
        assert!(!same, "{name}: {file} is that of the base");
    }
    Case { name, files, expected, path: dir.join(EXPECTED) }
}
