//! Data to stdout, messages to stderr.

use serde::Serialize;
use std::io::{self, Write as _};

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
