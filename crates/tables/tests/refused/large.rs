//! Files that are refused for their size, made here because they are too large to keep.

use crate::corpus::{Files, base};
use crate::lines::fault_lines;
use anzhi_tables::layout::{MAX_TABLE_BYTES, MAX_TEXT_BYTES};
use anzhi_tables::{FileBytes, Folder, ReadError};
use std::fmt::Write as _;

/// The base, with one file said to be larger than the limit.
struct Swollen {
    base: Files,
    file: &'static str,
}

impl Folder for Swollen {
    fn names(&self) -> Result<Vec<String>, ReadError> {
        self.base.names()
    }

    fn read(&self, name: &str, limit: u64) -> Result<Option<FileBytes>, ReadError> {
        if name == self.file { Ok(Some(FileBytes::TooLarge)) } else { self.base.read(name, limit) }
    }
}

#[test]
fn a_form_beyond_the_limit() {
    let mut files = base();
    let limit = usize::try_from(MAX_TEXT_BYTES).unwrap();
    let heading = files["round.toml"].len();
    let comment = |length: usize| format!("#{}\n", "x".repeat(length - 2));
    let mut swell = |by: String| files.get_mut("round.toml").unwrap().extend(by.into_bytes());
    swell(comment(limit - heading));
    assert_eq!(fault_lines(&files), Vec::<String>::new());
    files.get_mut("round.toml").unwrap().push(b'\n');
    assert_eq!(fault_lines(&files), ["round.toml\t0\t\tfile-too-large\tround.toml\tlimit: 1048576"]);
}

/// None of these may bring faults of its own with it, such as that nobody has a row.
#[test]
fn a_table_beyond_the_limit() {
    for file in ["candidates.csv", "degrees.csv", "events.csv", "exams.csv", "vacancies.csv", "rulings.csv"] {
        let folder = Swollen { base: base(), file };
        let expected = format!("{file}\t0\t\tfile-too-large\t\tlimit: {MAX_TABLE_BYTES}");
        assert_eq!(fault_lines(&folder), [expected]);
    }
}

#[test]
fn a_candidate_with_too_many_rows() {
    let mut files = base();
    let mut events = String::from("候选人,类别,等次,日期,战时,集体,依据\n");
    for n in 1..=1_000 {
        writeln!(events, "101,奖励,嘉奖,2012-12-20,否,否,档案{n}").unwrap();
    }
    files.insert("events.csv".into(), events.clone().into_bytes());
    assert_eq!(fault_lines(&files), Vec::<String>::new());
    writeln!(events, "101,奖励,嘉奖,2012-12-20,否,否,最后一份").unwrap();
    files.insert("events.csv".into(), events.into_bytes());
    assert_eq!(fault_lines(&files), ["events.csv\t0\t\ttoo-many-rows\t101\tlimit: 1000"]);
}

/// A file as long as one may be and longer, without the bytes: the folder on disk asks for its length.
#[cfg(unix)]
#[test]
fn a_file_on_disk_beyond_the_limit() {
    use anzhi_tables::Directory;
    use std::fs;
    use std::path::Path;

    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a-file-on-disk-beyond-the-limit");
    fs::create_dir_all(&dir).unwrap();
    for (name, bytes) in base() {
        fs::write(dir.join(name), bytes).unwrap();
    }
    let file = fs::File::create(dir.join("candidates.csv")).unwrap();
    file.set_len(MAX_TABLE_BYTES + 1).unwrap();
    let lines = fault_lines(&Directory(&dir));
    fs::remove_dir_all(&dir).unwrap();
    assert_eq!(lines, [format!("candidates.csv\t0\t\tfile-too-large\t\tlimit: {MAX_TABLE_BYTES}")]);
}
