//! The time per candidate of every stage, at growing sizes: what is constant is linear, what grows is not.
//!
//! `growth 1000 10000` measures these sizes, each the median of three runs.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

use anzhi_benches::{Plain, SEED, complete, drive, reference, totals_of};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::{place, score_all, stand};
use anzhi_core::rank::rank;
use anzhi_core::round::{Authority, CandidateDraft, Draft, Note, Ruling, RulingKind, SittingRef};
use anzhi_record::audit::Audit;
use anzhi_record::edition::Edition;
use anzhi_record::receipt::StatedResults;
use anzhi_record::verify::verify;
use anzhi_record::{Originals, RoundResult, place_and_seal};
use anzhi_tables::{normal_form, read_round};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

/// The times of one size, in the order of the stages.
struct Times {
    n: u32,
    stages: Vec<(&'static str, f64)>,
}

impl Times {
    /// Runs a stage, once, and notes its time per candidate in microseconds.
    fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = black_box(work());
        self.stages.push((name, begun.elapsed().as_secs_f64() * 1e6 / f64::from(self.n)));
        result
    }
}

fn main() {
    let sizes: Vec<u32> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let all: Vec<Times> = sizes.into_iter().map(median).collect();
    print!("| µs per candidate |");
    all.iter().for_each(|times| print!(" {} |", times.n));
    println!("\n|---|{}", "---:|".repeat(all.len()));
    for (place, (name, _)) in all[0].stages.iter().enumerate() {
        print!("| {name} |");
        all.iter().for_each(|times| print!(" {:.1} |", times.stages[place].1));
        println!();
    }
}

/// The median of each stage of three runs.
fn median(n: u32) -> Times {
    let runs = [measure(n), measure(n), measure(n)];
    let mut times = Times { n, stages: Vec::new() };
    for (place, (name, _)) in runs[0].stages.iter().enumerate() {
        let mut of: Vec<f64> = runs.iter().map(|run| run.stages[place].1).collect();
        of.sort_unstable_by(f64::total_cmp);
        times.stages.push((name, of[1]));
    }
    times
}

fn measure(n: u32) -> Times {
    let (plain, loaded) = (Plain::new(n, SEED, true), reference());
    let mut times = Times { n, stages: Vec::new() };
    let complete = complete(&plain, &loaded);
    let mut early = complete.clone();
    (early.acknowledgements, early.lots) = (Vec::new(), Vec::new());
    let mut ruled = complete.clone();
    ruled.rulings = exclusions(&ruled);

    let round = times.stage("check the draft", || complete.check(Vec::new()).unwrap());
    let (scores, _) = times.stage("score everybody", || score_all(&round).unwrap());
    let scored = totals_of(&round, &scores);
    let ranking = times.stage("rank", || rank(&round, SittingRef(0), &scored).unwrap());
    times.stage("session", || drive(&round, &scores, &ranking));
    let outcome = times.stage("place, all of it", || place(&round));
    let Outcome::Done(placement) = outcome else { return times };
    times.stage("find everybody's result", || {
        round.all_candidates().filter(|candidate| placement.find(*candidate).is_some()).count()
    });
    times.stage("write the result", || RoundResult::new(&round, &placement).to_bytes());
    times.stage("salts, leaves and tree", || StatedResults::of(&round, &placement));
    times.stage("public edition", || Edition::new(&round, &placement).to_bytes());
    let (_, record) = place_and_seal(&round, &loaded, &Originals::default(), None);
    let record = record.unwrap();
    times.stage("verify the record", || verify(&record, &[], None));
    let audit = times.stage("verify it and look through it", || Audit::of(&record, None).unwrap());
    times.stage("draw a hundred people", || audit.sample(100, None));
    let early = early.check(Vec::new()).unwrap();
    times.stage("stand, before signatures and lots", || stand(&early).unwrap());
    let ruled = ruled.check(Vec::new()).unwrap();
    times.stage("place, every 20th left out by a ruling", || place(&ruled));

    let mut folder = times.stage("write the normal form", || normal_form(&round, &loaded));
    times.stage("read the folder", || read_round(&folder).unwrap());
    mistype(&mut folder);
    times.stage("read it, every 100th mark under a wrong id", || read_round(&folder).unwrap());
    times
}

/// A ruling for every twentieth candidate.
fn exclusions(draft: &Draft) -> Vec<Ruling> {
    let people = draft.candidates.iter().step_by(20);
    let ruling = |(line, person): (u32, &CandidateDraft)| Ruling {
        line,
        kind: RulingKind::Exclude,
        object: format!("candidate/{}", person.id).into(),
        old: "".into(),
        new: "".into(),
        authority: Authority {
            who: "局长".into(),
            date: "2026-06-05".parse().unwrap(),
            document: "1号".into(),
        },
        note: Note::default(),
    };
    (2..).zip(people).map(ruling).collect()
}

/// Mistypes the candidate of every hundredth mark.
fn mistype(folder: &mut BTreeMap<String, Vec<u8>>) {
    let Some(bytes) = folder.get_mut("exams.csv") else { return };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let lines = text
        .lines()
        .enumerate()
        .map(|(place, line)| if place % 100 == 1 { format!("x{line}\n") } else { format!("{line}\n") });
    *bytes = lines.collect::<String>().into_bytes();
}
