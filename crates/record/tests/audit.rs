//! What an inspector is shown: every kind of lead by hand on a small round, its edge, and nothing of an honest round.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]
#![expect(clippy::wildcard_enum_match_arm, reason = "each test looks at one kind of lead")]

#[path = "audit/brute.rs"]
mod brute;
#[path = "audit/caps.rs"]
mod caps;
#[path = "audit/entered.rs"]
mod entered;
#[path = "audit/honest.rs"]
mod honest;
#[path = "audit/near.rs"]
mod near;
#[path = "audit/office.rs"]
mod office;
#[path = "audit/rulings.rs"]
mod rulings;
#[path = "audit/sample.rs"]
mod sample;
#[path = "audit/seats.rs"]
mod seats;
#[path = "audit/stages.rs"]
mod stages;
#[path = "audit/vacancies.rs"]
mod vacancies;
