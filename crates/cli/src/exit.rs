//! What the program answers to whoever called it.

use std::process::ExitCode;

/// The exit codes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Exit {
    /// Done, or it holds.
    Done,
    /// The answer is no: faults were found.
    No,
    /// It could not be done: usage, files that cannot be read or written, something that exists already.
    CouldNot,
    /// Questions are open.
    Questions,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::No => 1,
            Exit::CouldNot => 2,
            Exit::Questions => 3,
        })
    }
}
