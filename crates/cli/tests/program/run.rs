//! Runs the built program the way a person would.

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
