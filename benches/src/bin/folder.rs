//! Writes a made-up round as a folder of tables, the same for the same seed: `folder 10000 DIR [SEED]`.

use anzhi_benches::{SEED, lay_out};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (size, seed) =
        (words.first().and_then(|word| word.parse().ok()), words.get(2).map(|word| word.parse()));
    let (Some(size), Some(dir), Some(Ok(seed))) = (size, words.get(1), seed.or(Some(Ok(SEED)))) else {
        eprintln!("folder CANDIDATES DIR [SEED]");
        return ExitCode::from(2);
    };
    match lay_out(size, seed, Path::new(dir)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{dir}: {error}");
            ExitCode::from(2)
        }
    }
}
