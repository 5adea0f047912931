//! Allocation: a session driven from lists of ten preferences, a vacancy for every fifty candidates, the
//! popular ones on most lists.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

use anzhi_benches::{Plain, SEED, drive, floor, ranking_by_hand, reference, round};
use anzhi_core::place::score_all;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

#[divan::bench(args = SIZES, sample_count = 11, sample_size = 1)]
fn by_hand(bencher: Bencher<'_, '_>, n: u32) {
    let plain = Plain::new(n, SEED, false);
    let order = floor::rank(floor::keys(&plain));
    bencher.counter(ItemsCount::new(n)).bench_local(|| floor::allocate(&plain, &order));
}

#[divan::bench(args = SIZES, sample_count = 11, sample_size = 1)]
fn session(bencher: Bencher<'_, '_>, n: u32) {
    run(bencher, n, false);
}

#[divan::bench(args = SIZES, sample_count = 11, sample_size = 1)]
fn session_with_conditions(bencher: Bencher<'_, '_>, n: u32) {
    run(bencher, n, true);
}

fn run(bencher: Bencher<'_, '_>, n: u32, conditions: bool) {
    let plain = Plain::new(n, SEED, conditions);
    let round = round(&plain, &reference());
    let (scores, _) = score_all(&round).unwrap();
    let ranking = ranking_by_hand(&plain, &round);
    bencher.counter(ItemsCount::new(n)).bench_local(|| drive(&round, &scores, &ranking));
}
