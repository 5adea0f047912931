//! Makes a new round folder: empty tables with Chinese headers, and the round's secret.

use crate::layout::{TABLES, columns, file_names, is_of_entry};
use anzhi_core::digest::Secret;
use anzhi_core::facts::FactSchema;
use anzhi_core::fault::Table;
use anzhi_schemes::{load, shipped};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A folder cannot be made.
///
/// ```
/// use anzhi_tables::{InitError, init};
///
/// let county = "../../testdata/rounds/county".as_ref();
/// assert!(matches!(init(county, "county-reference", 2026), Err(InitError::Exists(_))));
/// let folder = std::env::temp_dir().join("a-round-never-made");
/// assert!(matches!(init(&folder, "no-such-scheme", 2026), Err(InitError::UnknownScheme)));
/// assert!(!folder.exists());
/// ```
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
    // The neighbour's name says nothing to whoever asked for the folder; only one left behind has to be named.
    let failed = |failure| match failure {
        InitError::Io(_, error) => InitError::Io(dir.into(), error),
        InitError::Exists(_) | InitError::UnknownScheme | InitError::NoRandomness => failure,
    };
    fs::create_dir(&draft).map_err(|error| failed(InitError::at(&draft, error)))?;
    fill(&draft, scheme, &loaded.scheme.scoring.facts, year)
        .and_then(|()| fs::rename(&draft, dir).map_err(|error| InitError::Io(dir.into(), error)))
        .map_err(|failure| {
            // This call made it.
            let _ = fs::remove_dir_all(&draft);
            failed(failure)
        })
}

/// Fills a new folder: heading, empty tables, secret.
fn fill(draft: &Path, scheme: &str, facts: &FactSchema, year: i16) -> Result<(), InitError> {
    let heading = format!(
        "# 年度安置的基本情况，请逐项填写。\nid = \"round-{year}\"\ntitle = \"{year}年度军队转业干部安置\"\n\
         # 安置部门全称：\nbureau = \"…\"\nyear = {year}\nscheme = \"{scheme}\"\n# 经办人代号：\noperator = \"…\"\n\
         # 岗位要求证书的，须写明证书提交截止日，如：filing_date = \"{year}-08-31\"\n"
    );
    write_new(&draft.join("round.toml"), heading.as_bytes(), FOR_ALL)?;
    for table in TABLES.into_iter().filter(|table| *table != Table::Exams) {
        let columns = columns(table, facts).into_iter().filter(|column| !is_of_entry(table, &column.key));
        let titles: Vec<String> = columns.map(|column| column.title).collect();
        let path = draft.join(format!("{}.csv", file_names(table).1));
        // The byte-order mark makes spreadsheets read the file as UTF-8.
        write_new(&path, format!("\u{feff}{}\r\n", titles.join(",")).as_bytes(), FOR_ALL)?;
    }
    init_secret(draft)
}

/// Makes the secret of a round folder that lacks one.
///
/// # Errors
/// [`InitError`]; an existing secret is never overwritten.
///
/// ```
/// # let folder = std::env::temp_dir().join(format!("anzhi-secret-{}", std::process::id()));
/// # std::fs::create_dir(&folder)?;
/// use anzhi_tables::{InitError, init_secret};
///
/// init_secret(&folder).map_err(|error| format!("{error:?}"))?;
/// let secret = std::fs::read_to_string(folder.join("secret.hex"))?;
/// assert_eq!(secret.len(), 65); // 64 hexadecimal digits and a line feed
/// assert!(matches!(init_secret(&folder), Err(InitError::Exists(_))));
/// assert_eq!(std::fs::read_to_string(folder.join("secret.hex"))?, secret);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn init_secret(dir: &Path) -> Result<(), InitError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| InitError::NoRandomness)?;
    let text = format!("{}\n", Secret::from_bytes(bytes).to_hex());
    write_new(&dir.join("secret.hex"), text.as_bytes(), FOR_THE_OWNER)
}

/// Permissions of files, less those that the system takes away.
const FOR_ALL: u32 = 0o666;
/// Nobody else on the machine reads the secret.
const FOR_THE_OWNER: u32 = 0o600;

#[cfg_attr(not(unix), expect(unused_variables, reason = "there are no such permissions"))]
fn write_new(path: &Path, bytes: &[u8], mode: u32) -> Result<(), InitError> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let mut file =
        options.write(true).create_new(true).open(path).map_err(|error| InitError::at(path, error))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| InitError::Io(path.into(), error))
}
