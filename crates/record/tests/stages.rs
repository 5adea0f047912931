//! Stages: their digests by hand, what needs a ruling, and what is found when none is there.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "stages/by_hand.rs"]
mod by_hand;
#[path = "stages/chain.rs"]
mod chain;
#[path = "stages/property.rs"]
mod property;
#[path = "stages/rulings.rs"]
mod rulings;
#[path = "stages/tables.rs"]
mod tables;
