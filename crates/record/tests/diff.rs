//! Two records held against each other.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "diff/moves.rs"]
mod moves;
#[path = "diff/rounds.rs"]
mod rounds;
