//! What is taken out of a record for others: public editions and receipts.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "public/edition.rs"]
mod edition;
#[path = "public/random.rs"]
mod random;
#[path = "public/receipt.rs"]
mod receipt;
#[path = "public/rounds.rs"]
mod rounds;
#[path = "public/secrets.rs"]
mod secrets;
