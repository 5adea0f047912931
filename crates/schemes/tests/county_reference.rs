//! `county-reference` worked by hand: every item, tie key, event and vacancy condition, with the arithmetic of each
//! row beside it, and what each of them refuses.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "county_reference/build.rs"]
mod build;
#[path = "county_reference/choosing.rs"]
mod choosing;
#[path = "county_reference/digest.rs"]
mod digest;
#[path = "county_reference/discipline.rs"]
mod discipline;
#[path = "county_reference/education.rs"]
mod education;
#[path = "county_reference/exam.rs"]
mod exam;
#[path = "county_reference/grade.rs"]
mod grade;
#[path = "county_reference/reading.rs"]
mod reading;
#[path = "county_reference/rewards.rs"]
mod rewards;
#[path = "county_reference/service.rs"]
mod service;
#[path = "county_reference/show.rs"]
mod show;
#[path = "county_reference/ties.rs"]
mod ties;
#[path = "county_reference/vacancies.rs"]
mod vacancies;
