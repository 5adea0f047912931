//! The built program, run the way people run it.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod after;
mod answers;
mod audit;
mod by_hand;
mod compare;
mod diff;
mod forms;
mod golden;
mod keys;
mod openssl;
mod parts;
mod public;
mod records;
mod run;
mod same_bytes;
mod schemes;
mod stages;
mod told;
mod trust;
mod words;
mod worked;
