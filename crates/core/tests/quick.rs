//! A scorer looks up what the steps would decide: for every shipped scheme it gives what they give, points, faults
//! and open gaps alike.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod anybody;

use anybody::{Anybody, CUTOFF};
use anzhi_core::scheme::{Filling, Scheme};
use anzhi_core::score::{Cohort, Scorer, totals};
use anzhi_schemes::{load, shipped, shipped_names};
use proptest::prelude::*;

/// All shipped schemes, and one with choices of ways, which no paper so far needs.
fn schemes() -> Vec<Scheme> {
    let shipped = shipped_names().filter_map(shipped);
    shipped.chain([include_str!("quick/ways.toml")]).map(|text| load(text).unwrap().scheme).collect()
}

/// How many of fifty dossiers have totals.
fn agrees(scheme: &Scheme, seed: u64, blank: u32) -> Result<u32, TestCaseError> {
    let mut anybody = Anybody { scheme, state: seed, blank };
    let fillings = anybody.fillings();
    agrees_on(&mut anybody, fillings)
}

/// The same where rulings have filled these gaps.
fn agrees_on(anybody: &mut Anybody<'_>, fillings: Vec<Option<Filling>>) -> Result<u32, TestCaseError> {
    let scheme = anybody.scheme;
    let cohort = Cohort::new(scheme, CUTOFF.0, anybody.state.is_multiple_of(2), fillings);
    let mut scorer = Scorer::new(scheme, &cohort);
    let mut scored = 0;
    for place in 0..50 {
        let dossier = anybody.dossier([1 + place % 2, place % 6, place % 7]);
        let by_steps = totals(scheme, &cohort, &dossier);
        scored += u32::from(by_steps.is_ok());
        prop_assert_eq!(scorer.totals(&dossier), by_steps, "{}: {:?}", scheme.identity.id, dossier);
    }
    Ok(scored)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn looks_up_what_the_steps_give(seed in any::<u64>(), blank in 0..10_u32) {
        for scheme in schemes() {
            agrees(&scheme, seed, blank)?;
        }
    }
}

/// Of whom all ways come to the same need no ruling; the others do.
#[test]
fn choices_of_ways_are_taken_and_asked_for() {
    let scheme = load(include_str!("quick/ways.toml")).unwrap().scheme;
    let unfilled = vec![None; scheme.scoring.gaps.len()];
    let anybody = |state| Anybody { scheme: &scheme, state, blank: 0 };
    let scored: u32 = (0..100).map(|seed| agrees_on(&mut anybody(seed), unfilled.clone()).unwrap()).sum();
    assert!((20..1_000).contains(&scored), "{scored} of 5000");
    let ruled: u32 = (0..20).map(|seed| agrees(&scheme, seed, 0).unwrap()).sum();
    assert!(ruled > 900, "{ruled} of 1000");
}

#[test]
fn every_scheme_scores_somebody() {
    for scheme in schemes() {
        let scored: u32 = (0..20).map(|seed| agrees(&scheme, seed, 0).unwrap()).sum();
        assert!(scored > 0, "{}", scheme.identity.id);
    }
}
