//! Making a record and verifying it, whole, from files on the disk: the two against each other, and what signatures,
//! salts and tree are of both.
//!
//! `records 10000 100000` measures these sizes, each in turns, the medians of five.
#![expect(clippy::unwrap_used, reason = "a made-up round that is refused fails its benchmark")]

use anzhi_benches::{SEED, lay_out};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::place;
use anzhi_record::key::PrivateKey;
use anzhi_record::receipt::StatedResults;
use anzhi_record::verify::verify;
use anzhi_record::{Originals, Package, Signer, place_and_seal};
use anzhi_tables::{Directory, Remembering, read_round};
use std::fs;
use std::path::Path;
use std::time::Instant;

const RUNS: usize = 5;

fn main() {
    let sizes: Vec<u32> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    println!(
        "| candidates | place --record, s | verify, s | verify / place | signatures, salts, tree / place |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: |");
    for n in sizes {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("round");
        lay_out(n, SEED, &folder).unwrap();
        let mut times = [const { Vec::new() }; 3];
        for run in 0..RUNS {
            let record = dir.path().join(format!("record-{run}"));
            times[0].push(timed(|| make(&folder, &record)));
            times[1].push(timed(|| check(&record)));
            times[2].push(proofs(&folder, &record));
            fs::remove_dir_all(record).unwrap();
        }
        let [made, verified, proofs] = times.map(median);
        let (ratio, part) = (verified / made, proofs / made);
        println!("| {n} | {made:.2} | {verified:.2} | {ratio:.2} | {part:.3} |");
    }
}

/// What `place DIR --record R --key K` does.
fn make(folder: &Path, record: &Path) {
    let tables = Directory(folder);
    let remembering = Remembering::new(&tables);
    let reading = read_round(&remembering).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    let originals = Originals::new(remembering.into_files()).unwrap();
    let key = PrivateKey::demonstration("bureau");
    let signer = Signer::new(&key, "安置部门", "经办01").unwrap();
    let package = place_and_seal(&round, &scheme, &originals, Some(&signer)).1.unwrap();
    package.write(record).unwrap();
}

/// What `verify R --key K` does.
fn check(record: &Path) {
    let package = Package::read(record).unwrap();
    let key = PrivateKey::demonstration("bureau").public();
    assert!(verify(&package, &[key], Some(&read_round)).is_verified());
}

/// The seconds for the salts, the leaves and the tree, and for a signature.
fn proofs(folder: &Path, record: &Path) -> f64 {
    let round = read_round(&Directory(folder)).unwrap().round.unwrap();
    let Outcome::Done(placement) = place(&round) else { return f64::NAN };
    let package = Package::read(record).unwrap();
    let key = PrivateKey::demonstration("discipline");
    timed(|| {
        StatedResults::of(&round, &placement);
        package.endorsement(&Signer::new(&key, "纪检监察", "监督01").unwrap()).unwrap();
    })
}

fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64()
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_unstable_by(f64::total_cmp);
    of[of.len() / 2]
}
