//! Two records held against each other.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "diff/inputs.rs"]
mod inputs;
#[path = "diff/keeping.rs"]
mod keeping;
#[path = "diff/moves.rs"]
mod moves;
#[path = "diff/property.rs"]
mod property;
#[path = "diff/refused.rs"]
mod refused;
#[path = "diff/rounds.rs"]
mod rounds;
#[path = "diff/schemes.rs"]
mod schemes;
#[path = "diff/secrets.rs"]
mod secrets;
#[path = "diff/told.rs"]
mod told;
#[path = "diff/whole.rs"]
mod whole;
