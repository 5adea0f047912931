//! Data to stdout, messages to stderr, results to files: whole or not at all.

use serde::Serialize;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use tempfile::Builder;

/// Prints data to stdout. A reader that has gone away, such as a pager that was left, is no error; a full disk is.
pub(crate) fn data(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Prints a value as JSON to stdout.
pub(crate) fn json(value: &impl Serialize) -> io::Result<()> {
    data(&format!("{}\n", serde_json::to_string_pretty(value)?))
}

/// Prints a message for people to stderr.
pub(crate) fn message(text: &str) {
    // Nobody is left to be told.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes a file that must not exist: into a neighbouring file first, which takes the name once it is complete
/// and on the disk.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(".anzhi-").tempfile_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    // The name is safe only when the folder is; some systems cannot open folders, and lose nothing by it.
    if let Ok(folder) = File::open(parent) {
        let _ = folder.sync_all();
    }
    Ok(())
}
