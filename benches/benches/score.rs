//! Scoring: one dossier with and without its sheet, and everybody.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

use anzhi_benches::{Plain, SEED, floor, reference, round};
use anzhi_core::place::score_all;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::score::{Scorer, score, totals};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A round and one candidate of it with more facts than most: two awards and two degrees.
fn one() -> (Plain, Round, usize, CandidateRef) {
    let plain = Plain::new(200, SEED, false);
    let round = round(&plain, &reference());
    let rich = |person: &anzhi_benches::Person| person.awards.len() == 2 && person.degrees.len() == 2;
    let place = plain.people.iter().position(rich).unwrap();
    let candidate = round.find_candidate(&format!("c{:06}", plain.people[place].number)).unwrap();
    (plain, round, place, candidate)
}

#[divan::bench]
fn one_by_hand(bencher: Bencher<'_, '_>) {
    let (plain, _, place, _) = one();
    bencher.bench_local(|| floor::score(black_box(&plain.people[place])));
}

#[divan::bench]
fn one_totals(bencher: Bencher<'_, '_>) {
    let (_, round, _, candidate) = one();
    bencher.bench_local(|| totals(round.scheme(), round.cohort(), black_box(round.dossier(candidate))));
}

#[divan::bench]
fn one_totals_by_a_scorer(bencher: Bencher<'_, '_>) {
    let (_, round, _, candidate) = one();
    let mut scorer = Scorer::new(round.scheme(), round.cohort());
    bencher.bench_local(|| scorer.totals(black_box(round.dossier(candidate))));
}

#[divan::bench]
fn one_sheet(bencher: Bencher<'_, '_>) {
    let (_, round, _, candidate) = one();
    bencher.bench_local(|| score(round.scheme(), round.cohort(), black_box(round.dossier(candidate))));
}

#[divan::bench]
fn digest_of_the_scheme(bencher: Bencher<'_, '_>) {
    let scheme = reference().scheme;
    bencher.bench_local(|| black_box(&scheme).scoring.digest());
}

#[divan::bench]
fn digest_of_the_facts(bencher: Bencher<'_, '_>) {
    let (_, round, _, candidate) = one();
    let schema = &round.scheme().scoring.facts;
    bencher.bench_local(|| black_box(round.dossier(candidate)).digest(schema));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 11)]
fn everybody(bencher: Bencher<'_, '_>, n: u32) {
    let round = round(&Plain::new(n, SEED, true), &reference());
    bencher.counter(ItemsCount::new(n)).bench_local(|| score_all(&round));
}
