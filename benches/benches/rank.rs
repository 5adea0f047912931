//! Ranking: totals in clumps, three tie keys before the lot.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

use anzhi_benches::{Plain, SEED, draft, reference, totals_of};
use anzhi_core::place::score_all;
use anzhi_core::rank::rank;
use anzhi_core::round::SittingRef;
use anzhi_core::scheme::{ItemId, TieKey};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 11, sample_size = 1, max_time = 30)]
fn clumped(bencher: Bencher<'_, '_>, n: u32) {
    let mut draft = draft(&Plain::new(n, SEED, false), &reference());
    let enlisted = draft.scheme.scoring.facts.find_attribute("enlisted").unwrap();
    let rewards = draft.scheme.scoring.items.iter().position(|item| item.key.as_str() == "rewards").unwrap();
    let rewards = ItemId(u16::try_from(rewards).unwrap());
    draft.scheme.ranking.ties = vec![TieKey::Assessment, TieKey::Item(rewards), TieKey::Earlier(enlisted)];
    let round = draft.check(Vec::new()).unwrap();
    let (scores, _) = score_all(&round).unwrap();
    let scored = totals_of(&round, &scores);
    bencher.counter(ItemsCount::new(n)).bench_local(|| rank(&round, SittingRef(0), &scored));
}
