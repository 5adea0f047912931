//! Reading a round folder from memory, and writing its normal form.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

use anzhi_benches::{Plain, SEED, complete, reference};
use anzhi_tables::{normal_form, read_round};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(args = [1_000, 10_000], sample_count = 11, sample_size = 1)]
fn read_folder(bencher: Bencher<'_, '_>, n: u32) {
    let loaded = reference();
    let round = complete(&Plain::new(n, SEED, true), &loaded).check(Vec::new()).unwrap();
    let folder = normal_form(&round, &loaded);
    bencher.counter(ItemsCount::new(n)).bench_local(|| read_round(&folder).unwrap());
}

#[divan::bench(args = [1_000, 10_000], sample_count = 11, sample_size = 1)]
fn write_normal_form(bencher: Bencher<'_, '_>, n: u32) {
    let loaded = reference();
    let round = complete(&Plain::new(n, SEED, true), &loaded).check(Vec::new()).unwrap();
    bencher.counter(ItemsCount::new(n)).bench_local(|| normal_form(&round, &loaded));
}
