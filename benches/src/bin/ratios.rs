//! The engine against the shortest code that does the same work, in one run: floor and program take turns, and
//! the medians of eleven turns are compared. The ratio hardly depends on the machine or what else it does.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

use anzhi_benches::zhangqiu::{self, Rest};
use anzhi_benches::{
    Drawn, Plain, SEED, complete, draft, drive, floor, ranking_by_hand, reference, round, totals_of,
};
use anzhi_core::dossier::Dossier;
use anzhi_core::outcome::{Outcome, Scores};
use anzhi_core::place::{place, score_all};
use anzhi_core::points::{Points, Rounding};
use anzhi_core::rank::rank;
use anzhi_core::round::{Round, SittingRef};
use anzhi_core::score::{Scorer, score};
use anzhi_record::RoundResult;
use anzhi_schemes::LoadedScheme;
use anzhi_tables::{normal_form, read_round};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

const TURNS: usize = 11;
const N: u32 = 10_000;

fn main() {
    println!("| what | of | floor, ns | program, ns | ratio |\n|---|---|---:|---:|---:|");
    written_out(N);
    written_out(1_000);
    written_out(100);
    if std::env::args().any(|argument| argument == "zhangqiu") {
        return;
    }
    points();
    let loaded = reference();
    let plain = Plain::new(N, SEED, false);
    let round = round(&plain, &loaded);
    let (scores, _) = score_all(&round).unwrap();
    scoring(&plain, &round);
    ranking(&loaded, 1_000);
    ranking(&loaded, N);
    session(&plain, &round, &scores);
    conditions(&loaded);
    whole(&loaded, 1_000);
    whole(&loaded, N);
    files(&loaded);
}

/// One line of the table: both do `n` things of that name.
fn line<A, B>(what: &str, one: &str, n: u32, floor: impl FnMut() -> A, program: impl FnMut() -> B) {
    prepared(what, one, n, floor, || (), {
        let mut program = program;
        move |()| program()
    });
}

/// The same, with something made anew for the program before each turn and not timed.
fn prepared<A, B, I>(
    what: &str,
    one: &str,
    n: u32,
    mut floor: impl FnMut() -> A,
    mut input: impl FnMut() -> I,
    mut program: impl FnMut(I) -> B,
) {
    let (mut floors, mut programs) = (Vec::with_capacity(TURNS), Vec::with_capacity(TURNS));
    for _ in 0..TURNS {
        floors.push(timed(&mut floor));
        let input = input();
        programs.push(timed(|| program(input)));
    }
    let per_one = |times| median(times).as_secs_f64() * 1e9 / f64::from(n);
    let (floor, program) = (per_one(floors), per_one(programs));
    println!("| {what} | {one} | {floor:.1} | {program:.1} | {:.1} |", program / floor);
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    let result = black_box(work());
    let time = begun.elapsed();
    drop(result);
    time
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Points against whole numbers of hundredths.
fn points() {
    let texts: Vec<(String, String)> =
        (0..N).map(|n| (format!("{}.{:02}", n / 100, n % 100), n.to_string())).collect();
    let read = |n: &(String, String)| n.1.parse::<i64>().ok();
    let points: Vec<Points> = texts.iter().map(|text| text.0.parse().unwrap()).collect();
    let whole: Vec<i64> = texts.iter().filter_map(read).collect();
    line(
        "read points against a whole number",
        "number",
        N,
        || texts.iter().filter_map(read).fold(0, |all, one| all ^ one),
        || texts.iter().filter_map(|text| text.0.parse::<Points>().ok()).max(),
    );
    line(
        "add points against `+`",
        "number",
        N,
        || black_box(&whole).iter().fold(0, |all, one| black_box(all + one)),
        || {
            let add = |all: Points, one: &Points| all.plus(*one, "total").map(black_box);
            black_box(&points).iter().try_fold(Points::ZERO, add)
        },
    );
    let tenth: Points = "0.1".parse().unwrap();
    line(
        "a tenth, rounded to hundredths",
        "number",
        N,
        || black_box(&whole).iter().fold(0, |all, mark| all ^ black_box((mark + 5) / 10)),
        || {
            let part = |mark: &Points| mark.times_rounded(tenth, 2, Rounding::HalfUp, "exam").ok();
            black_box(&points).iter().filter_map(|mark| black_box(part(mark))).max()
        },
    );
}

fn scoring(plain: &Plain, round: &Round) {
    let by_hand = || plain.people.iter().map(|person| floor::score(person).total).max();
    let (scheme, cohort) = (round.scheme(), round.cohort());
    let mut scorer = Scorer::new(scheme, cohort);
    line("totals against a written-out function", "candidate", N, by_hand, || {
        let total = |who| scorer.totals(round.dossier(who)).ok().and_then(|totals| totals.total);
        round.all_candidates().filter_map(total).max()
    });
    line("score sheets against the same", "candidate", N, by_hand, || {
        let sheet = |who| score(scheme, cohort, round.dossier(who)).ok();
        round.all_candidates().filter_map(sheet).filter_map(|sheet| sheet.total).max()
    });
    line("sheets with their digests against the same", "candidate", N, by_hand, || score_all(round));
}

/// A shipped scheme against the same scheme written out over the same dossiers: 10,000 of them, each scored once a
/// turn, or fewer of them, of which a hundred stay in the processor's cache.
fn written_out(people: u32) {
    let Drawn { scheme, cohort, ruled, dossiers } = Drawn::new(people, SEED, Rest::Up, 0);
    let mut scorer = Scorer::new(&scheme, &cohort);
    for dossier in &dossiers {
        let (by_hand, totals) = (zhangqiu::score(&ruled, dossier), scorer.totals(dossier).unwrap());
        assert_eq!(by_hand.map(|score| Some(score.total)), Ok(totals.total), "{dossier:?}");
    }
    line(
        &format!("totals by zhangqiu-2015 against it written out, {people} dossiers"),
        "dossier",
        N,
        || greatest(&dossiers, |dossier| zhangqiu::score(&ruled, dossier).ok().map(|score| score.total)),
        || greatest(&dossiers, |dossier| scorer.totals(dossier).ok().and_then(|totals| totals.total)),
    );
}

/// The greatest total, of `N` reckoned.
fn greatest(dossiers: &[Dossier], total: impl FnMut(&Dossier) -> Option<Points>) -> Option<Points> {
    dossiers.iter().cycle().take(N as usize).filter_map(total).max()
}

fn ranking(loaded: &LoadedScheme, n: u32) {
    let plain = Plain::new(n, SEED, false);
    let round = round(&plain, loaded);
    let (scores, _) = score_all(&round).unwrap();
    let (scored, keys) = (totals_of(&round, &scores), floor::keys(&plain));
    line(
        &format!("rank {n} against sorting tuples"),
        "candidate",
        n,
        || floor::rank(keys.clone()),
        || rank(&round, SittingRef(0), &scored),
    );
}

fn session(plain: &Plain, round: &Round, scores: &Scores) {
    let order = floor::rank(floor::keys(plain));
    let ranking = ranking_by_hand(plain, round);
    line(
        "session against a loop over an array of seats",
        "candidate",
        N,
        || floor::allocate(plain, &order),
        || drive(round, scores, &ranking),
    );
}

/// The floor knows nothing of conditions: more than it does is asked of the session here.
fn conditions(loaded: &LoadedScheme) {
    let plain = Plain::new(N, SEED, true);
    let round = round(&plain, loaded);
    let (scores, _) = score_all(&round).unwrap();
    let order = floor::rank(floor::keys(&plain));
    let ranking = ranking_by_hand(&plain, &round);
    line(
        "session with conditions against the same loop",
        "candidate",
        N,
        || floor::allocate(&plain, &order),
        || drive(&round, &scores, &ranking),
    );
}

/// From scoring to seats, against all floors together.
fn whole(loaded: &LoadedScheme, n: u32) {
    let plain = Plain::new(n, SEED, false);
    let round = complete(&plain, loaded).check(Vec::new()).unwrap();
    line(
        &format!("place {n}, from scoring to the check at the end, against all of the above by hand"),
        "candidate",
        n,
        || floor::allocate(&plain, &floor::rank(floor::keys(&plain))),
        || place(&round),
    );
    if n == N {
        let Outcome::Done(placement) = place(&round) else { return };
        let result = RoundResult::new(&round, &placement);
        line(
            "write `result.json` against unsorted JSON",
            "candidate",
            n,
            || serde_json::to_vec(&result),
            || result.to_bytes(),
        );
    }
}

fn files(loaded: &LoadedScheme) {
    let plain = Plain::new(N, SEED, true);
    let unchecked = draft(&plain, loaded);
    prepared(
        "check a draft against cloning it",
        "candidate",
        N,
        || unchecked.clone(),
        || unchecked.clone(),
        |draft| draft.check(Vec::new()),
    );
    let round = complete(&plain, loaded).check(Vec::new()).unwrap();
    let folder = normal_form(&round, loaded);
    line(
        "read a folder against reading the cells of its tables",
        "candidate",
        N,
        || cells(&folder),
        || read_round(&folder),
    );
}

/// Reads all cells of all tables and keeps none.
fn cells(folder: &BTreeMap<String, Vec<u8>>) -> usize {
    let tables = folder.iter().filter(|(name, _)| name.ends_with(".csv"));
    tables
        .map(|(_, bytes)| {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            reader.records().filter_map(Result::ok).map(|record| record.len()).sum::<usize>()
        })
        .sum()
}
