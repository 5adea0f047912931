//! What a dossier with one degree, five periods and five events takes under each shipped scheme: by a scorer and by
//! the steps alone, in nanoseconds, the medians of eleven turns.
#![expect(clippy::unwrap_used, reason = "a made-up dossier that is refused fails its benchmark")]

#[path = "../../../crates/core/tests/anybody/mod.rs"]
mod anybody;

use anybody::{Anybody, CUTOFF};
use anzhi_core::dossier::Dossier;
use anzhi_core::score::{Cohort, Scorer, totals};
use anzhi_schemes::{load, shipped, shipped_names};
use std::hint::black_box;
use std::time::Instant;

const TURNS: usize = 11;
const DOSSIERS: usize = 1_000;

fn main() {
    println!("| scheme | by a scorer, ns | by the steps, ns |\n|---|---:|---:|");
    for name in shipped_names() {
        let scheme = load(shipped(name).unwrap()).unwrap().scheme;
        let mut anybody = Anybody { scheme: &scheme, state: anzhi_benches::SEED, blank: 0 };
        let cohort = Cohort::new(&scheme, CUTOFF.0, true, anybody.fillings());
        // Of those drawn by chance only whom the scheme can score.
        let drawn = (0..1_000_000).map(|_| anybody.dossier([1, 5, 5]));
        let scored = drawn.filter(|dossier| totals(&scheme, &cohort, dossier).is_ok());
        let dossiers: Vec<Dossier> = scored.take(DOSSIERS).collect();
        assert!(!dossiers.is_empty(), "{name} scores nobody");
        let mut scorer = Scorer::new(&scheme, &cohort);
        let (mut quick, mut steps) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            quick.push(each(&dossiers, |dossier| scorer.totals(dossier).is_ok()));
            steps.push(each(&dossiers, |dossier| totals(&scheme, &cohort, dossier).is_ok()));
        }
        println!("| {name} | {:.0} | {:.0} |", median(quick), median(steps));
    }
}

/// Nanoseconds for each.
fn each(dossiers: &[Dossier], mut score: impl FnMut(&Dossier) -> bool) -> f64 {
    let begun = Instant::now();
    let scored = dossiers.iter().filter(|dossier| black_box(score(dossier))).count();
    assert_eq!(scored, dossiers.len());
    begun.elapsed().as_secs_f64() * 1e9 / f64::from(u32::try_from(scored).unwrap())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}
