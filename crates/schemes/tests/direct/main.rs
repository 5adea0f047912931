//! Shipped schemes against evaluations written out by hand from their papers, on random dossiers: every item
//! and the assessment, what stays open and what is a fault.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod case;
mod causes;
mod day;
mod drawn;
mod engine;
mod henan;
mod jiangxi;
mod jilin;
mod person;
mod random;
mod ruled;
mod shenzhen;
mod soldiers;
mod soldiers_areas;
mod times;

use case::{Came, Case, Counters};
use day::Day;
use engine::Engine;
use person::Person;
use random::Random;
use ruled::Ruled;
use std::collections::{BTreeMap, BTreeSet};

/// A paper, its direct evaluation and who is drawn for it.
pub(crate) struct Paper {
    name: &'static str,
    /// Rulings of every round.
    ruled: &'static str,
    /// Those of each round besides.
    rounds: &'static [&'static str],
    draw: fn(&mut Random, Day) -> Person,
    items: fn(&mut Case<'_>),
    /// Whether an item counts in the assessment; nothing if no population takes the person.
    counts: fn(&Person, &str) -> Option<bool>,
    /// By item, a line each.
    branches: &'static str,
}

const DOSSIERS: usize = 6000;
/// Every branch must be taken so often.
const LEAST: u32 = 50;

#[test]
fn henan() {
    holds(&henan::PAPER);
}

#[test]
fn jiangxi() {
    holds(&jiangxi::PAPER);
}

#[test]
fn jilin() {
    holds(&jilin::PAPER);
}

#[test]
fn shenzhen() {
    holds(&shenzhen::PAPER);
}

#[test]
fn soldiers() {
    holds(&soldiers::PAPER);
}

fn holds(paper: &Paper) {
    let rulings: Vec<Ruled> = paper.rounds.iter().map(|own| Ruled::new(paper.ruled, own)).collect();
    let engine = Engine::new(paper.name, &rulings);
    let (mut random, mut counters) = (Random::new(2026), Counters::default());
    for number in 0..DOSSIERS {
        let ruled = &rulings[number % rulings.len()];
        let person = (paper.draw)(&mut random, ruled.cutoff().unwrap_or(Day::new(2026, 3, 31)));
        let mut case = Case::new(&person, ruled, &mut counters);
        (paper.items)(&mut case);
        let items = case.items;
        let total = total(paper, &person, &items);
        let (by_engine, assessment) = engine.scored(&person, number % rulings.len());
        let about = || format!("{}, dossier {number}: {person:?}\n{ruled:?}", paper.name);
        assert!(items.keys().eq(by_engine.keys()), "{} has other items: {:?}", paper.name, by_engine.keys());
        for (name, came) in &items {
            assert_eq!(came, &by_engine[name], "by hand and by the engine: {name}, {}", about());
        }
        assert_eq!(total, assessment, "by hand and by the engine: the assessment, {}", about());
    }
    all_taken(paper, &counters);
}

/// The assessment: what counts, added up.
fn total(paper: &Paper, person: &Person, items: &BTreeMap<&'static str, Came>) -> Came {
    let (mut sum, mut open) = (0, BTreeSet::new());
    for (name, came) in items {
        match ((paper.counts)(person, name), came) {
            (Some(false), _) => {}
            (None, _) | (_, Came::Fault) => return Came::Fault,
            (_, Came::Open(gaps)) => open.extend(gaps.iter().cloned()),
            (_, Came::Points(points)) => sum += points,
        }
    }
    if open.is_empty() { Came::Points(sum) } else { Came::Open(open) }
}

fn all_taken(paper: &Paper, counters: &Counters) {
    let named: BTreeSet<(&str, &str)> = paper
        .branches
        .lines()
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(item, branches)| branches.split('、').map(move |branch| (item.trim(), branch)))
        .collect();
    let taken: BTreeSet<(&str, &str)> = counters.0.keys().copied().collect();
    let unnamed: Vec<_> = taken.difference(&named).collect();
    assert!(unnamed.is_empty(), "{}: branches that no list names: {unnamed:?}", paper.name);
    let times = |branch: &(&'static str, &'static str)| counters.0.get(branch).copied().unwrap_or(0);
    let rare: Vec<_> =
        named.iter().map(|branch| (times(branch), branch)).filter(|(n, _)| *n < LEAST).collect();
    assert!(rare.is_empty(), "{}: taken fewer than {LEAST} times: {rare:?}", paper.name);
}
