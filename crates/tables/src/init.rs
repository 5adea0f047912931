//! Makes a new round folder: empty tables with Chinese headers, and the round's secret.

use crate::layout::{TABLES, columns, file_names};
use anzhi_core::digest::Secret;
use anzhi_schemes::{load, shipped};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A folder cannot be made.
#[derive(Debug)]
pub enum InitError {
    /// Something of that name is there already; nothing was touched.
    Exists(PathBuf),
    /// A file cannot be written.
    Io(PathBuf, io::Error),
    /// No scheme of that name is shipped.
    UnknownScheme,
    /// The system has no randomness to give.
    NoRandomness,
}

impl InitError {
    fn at(path: &Path, error: io::Error) -> Self {
        let exists = error.kind() == io::ErrorKind::AlreadyExists;
        if exists { Self::Exists(path.into()) } else { Self::Io(path.into(), error) }
    }
}

/// Makes a round folder for a shipped scheme. Everything is written into a neighbouring folder first, which
/// takes the final name only when it is complete.
///
/// # Errors
/// [`InitError`]; nothing is left behind then.
///
/// ```
/// let parent = std::env::temp_dir().join(format!("anzhi-{}", std::process::id()));
/// std::fs::create_dir(&parent)?;
/// anzhi_tables::init(&parent.join("2026"), "county-reference", 2026).map_err(|e| format!("{e:?}"))?;
/// assert!(parent.join("2026/候选人.csv").exists());
/// # std::fs::remove_dir_all(&parent)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn init(dir: &Path, scheme: &str, year: i16) -> Result<(), InitError> {
    let loaded = shipped(scheme).and_then(|text| load(text).ok()).ok_or(InitError::UnknownScheme)?;
    if dir.exists() {
        return Err(InitError::Exists(dir.into()));
    }
    let name = dir.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let draft = dir.with_file_name(format!(".{name}.new"));
    fs::create_dir(&draft).map_err(|error| InitError::at(&draft, error))?;
    let fill = || -> Result<(), InitError> {
        let heading = format!(
            "# 年度安置的基本情况，请逐项填写。\nid = \"round-{year}\"\ntitle = \"{year}年度军队转业干部安置\"\n\
             # 安置部门全称：\nbureau = \"…\"\nyear = {year}\nscheme = \"{scheme}\"\n# 经办人代号：\noperator = \"…\"\n\
             # 岗位要求证书的，须写明证书提交截止日，如：filing_date = \"{year}-08-31\"\n"
        );
        write_new(&draft.join("round.toml"), heading.as_bytes())?;
        for table in TABLES.into_iter().filter(|table| *table != anzhi_core::fault::Table::Exams) {
            let titles: Vec<String> =
                columns(table, &loaded.scheme.scoring.facts).into_iter().map(|column| column.title).collect();
            let path = draft.join(format!("{}.csv", file_names(table).1));
            // The byte-order mark makes spreadsheets read the file as UTF-8.
            write_new(&path, format!("\u{feff}{}\r\n", titles.join(",")).as_bytes())?;
        }
        init_secret(&draft)?;
        fs::rename(&draft, dir).map_err(|error| InitError::Io(dir.into(), error))
    };
    let result = fill();
    if result.is_err() {
        // The folder was made by this call; what cannot be removed is named by the error that is returned.
        let _ = fs::remove_dir_all(&draft);
    }
    result
}

/// Makes the secret of a round folder that lacks one.
///
/// # Errors
/// [`InitError`]; an existing secret is never overwritten.
pub fn init_secret(dir: &Path) -> Result<(), InitError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| InitError::NoRandomness)?;
    write_new(&dir.join("secret.hex"), format!("{}\n", Secret::from_bytes(bytes).to_hex()).as_bytes())
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), InitError> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| InitError::at(path, error))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| InitError::Io(path.into(), error))
}
