//! The engine of anzhi (安置): exact scoring, ranking and choice-order allocation of candidates for placement.
//!
//! Everything here is pure: no files, clock, randomness, environment, floats or hash order. The same inputs
//! give the same bytes on every machine. Faults, questions and reasons are data; their sentences stand in
//! `anzhi-report`.
#![deny(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap
)]

// The fixture of the integration tests also serves unit tests.
#[cfg(test)]
extern crate self as anzhi_core;

pub mod after;
mod asking;
mod canonical;
pub mod condition;
pub mod date;
pub mod digest;
pub mod dossier;
pub mod duration;
pub mod eligibility;
pub mod exact;
pub mod facts;
pub mod fault;
pub mod ids;
mod machine;
mod noticing;
pub mod outcome;
mod packed;
pub mod place;
pub mod points;
pub mod question;
pub mod rank;
pub mod recheck;
pub mod round;
pub mod scheme;
pub mod score;
pub mod session;
pub mod sheet;
pub mod steps;
pub mod warning;
pub mod why;
