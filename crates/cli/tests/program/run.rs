//! Runs the built program the way a person would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder `testdata` of the project.
pub(crate) fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// A command that starts the program in a bare environment, in which it speaks Chinese.
pub(crate) fn anzhi() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anzhi"));
    command.env_clear();
    command
}

/// What the program printed and its exit code.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Runs a command line; words are separated by blanks, `{}` stands for the path.
pub(crate) fn run(line: &str, path: &Path) -> Answer {
    let path = path.to_str().unwrap();
    anzhi().args(line.split(' ').map(|word| word.replace("{}", path))).output().unwrap().into()
}

/// The full round of test data.
pub(crate) fn county() -> PathBuf {
    testdata().join("rounds/county")
}

/// A copy of the county round without some of its files.
pub(crate) fn county_without(missing: &[&str]) -> tempfile::TempDir {
    copy_without(&county(), missing)
}

/// A copy of a round without some of its files.
pub(crate) fn copy_without(dir: &Path, missing: &[&str]) -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if !missing.iter().any(|missing| name == *missing) {
            fs::copy(&path, target.path().join(name)).unwrap();
        }
    }
    target
}

/// The names in a folder.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What was printed, as JSON.
pub(crate) fn json(answer: &Answer) -> serde_json::Value {
    serde_json::from_str(&answer.out).unwrap()
}
