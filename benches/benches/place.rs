//! A whole round: checking the draft, placing everybody, writing the result.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

use anzhi_benches::{Plain, SEED, complete, draft, reference};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::place;
use anzhi_record::RoundResult;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(args = [1_000, 10_000], sample_count = 11, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, n: u32) {
    let draft = draft(&Plain::new(n, SEED, true), &reference());
    let bencher = bencher.counter(ItemsCount::new(n)).with_inputs(|| draft.clone());
    bencher.bench_local_values(|draft| draft.check(Vec::new()));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 11, sample_size = 1)]
fn place_everybody(bencher: Bencher<'_, '_>, n: u32) {
    let round = complete(&Plain::new(n, SEED, true), &reference()).check(Vec::new()).unwrap();
    bencher.counter(ItemsCount::new(n)).bench_local(|| place(&round));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 11, sample_size = 1)]
fn write_the_result(bencher: Bencher<'_, '_>, n: u32) {
    let round = complete(&Plain::new(n, SEED, true), &reference()).check(Vec::new()).unwrap();
    let Outcome::Done(placement) = place(&round) else { return };
    bencher.counter(ItemsCount::new(n)).bench_local(|| RoundResult::new(&round, &placement).to_bytes());
}
