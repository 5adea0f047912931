//! Folders on disk, and what no file in a corpus can show: names that lead nowhere or are no text.

use crate::corpus::{Files, base, testdata};
use crate::lines::{fault_lines, warning_lines};
use anzhi_tables::{Directory, FileBytes, Folder, ReadError};

#[test]
fn a_folder_on_disk_is_read_as_in_memory() {
    assert_eq!(warning_lines(&Directory(&testdata().join("refused/base"))), Vec::<String>::new());
    let dir = testdata().join("refused/date-impossible");
    // Alone, the case lacks its base.
    assert_eq!(
        fault_lines(&Directory(&dir)),
        ["round.toml\t0\t\tmissing-file\tround.toml", "secret.hex\t0\t\tmissing-file\tsecret.hex"]
    );
}

/// The base, with a name of which no file can be found.
struct Dangling(Files);

impl Folder for Dangling {
    fn names(&self) -> Result<Vec<String>, ReadError> {
        self.0.names()
    }

    fn read(&self, name: &str, limit: u64) -> Result<Option<FileBytes>, ReadError> {
        if name == "lots.csv" { Ok(None) } else { self.0.read(name, limit) }
    }
}

#[test]
fn a_name_that_leads_nowhere() {
    assert_eq!(fault_lines(&Dangling(base())), ["lots.csv\t0\t\tmissing-file\tlots.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text() {
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt as _;
    use std::path::Path;

    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a-name-that-is-no-text");
    fs::create_dir_all(&dir).unwrap();
    for (name, bytes) in base() {
        fs::write(dir.join(name), bytes).unwrap();
    }
    // 候选人 as Windows writes it.
    let name = b"\xba\xf2\xd1\xa1\xc8\xcb.csv";
    fs::write(dir.join(OsStr::from_bytes(name)), "").unwrap();
    let lines = fault_lines(&Directory(&dir));
    fs::remove_dir_all(&dir).unwrap();
    let found = String::from_utf8_lossy(name);
    assert_eq!(lines, [format!("round.toml\t0\t\tunknown-file\t{found}\tnearest: None")]);
}
