//! What the benchmarks measure on: rounds made up from a seed, and the shortest code that does the same work.
//!
//! A round is first drawn in plain arrays ([`Plain`]), then turned into a draft of the engine. [`floor`] works
//! on the plain arrays: nothing checked, nothing recorded, no scheme. What it gives is what the engine gives,
//! so that the ratio of their times says what checks, records and schemes cost.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

mod draft;
pub mod floor;
mod folder;
mod plain;
mod random;
pub mod zhangqiu;
mod zhangqiu_drawn;

pub use draft::{complete, draft, drive, ranking_by_hand, reference, round, totals_of};
pub use folder::lay_out;
pub use plain::{Award, Day, Job, Person, Plain};
pub use random::Random;
pub use zhangqiu_drawn::Drawn;

/// The seed of all benchmarks.
pub const SEED: u64 = 2026;
