//! Records changed in every way that somebody without the key, or with it, could think of: none of them verifies.
//!
//! `ANZHI_RENEW=1 cargo test -p anzhi-record --test tampering` renews the table in `docs/security.md`; whoever runs
//! it reads the difference before committing it.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "tampering/after.rs"]
mod after;
#[path = "tampering/algorithms.rs"]
mod algorithms;
#[path = "tampering/bytes.rs"]
mod bytes;
#[path = "tampering/class.rs"]
mod class;
#[path = "tampering/fields.rs"]
mod fields;
#[path = "tampering/folders.rs"]
mod folders;
#[path = "tampering/json.rs"]
mod json;
#[path = "tampering/public.rs"]
mod public;
#[path = "tampering/receipts.rs"]
mod receipts;
#[path = "tampering/records.rs"]
mod records;
#[path = "tampering/resealed.rs"]
mod resealed;
#[path = "tampering/stages.rs"]
mod stages;
#[path = "tampering/swaps.rs"]
mod swaps;
#[path = "vectors/mod.rs"]
mod vectors;
#[path = "tampering/versions.rs"]
mod versions;

use class::Tally;
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- The table is written by the tests of tampering. -->\n";
const END: &str = "<!-- Here it ends. -->\n";

#[test]
fn nothing_that_was_tampered_with_verifies() {
    let classes = [
        bytes::classes(),
        fields::classes(),
        swaps::classes(),
        folders::classes(),
        algorithms::classes(),
        versions::classes(),
        resealed::classes(),
        after::classes(),
        stages::classes(),
    ]
    .concat();
    let of_records = classes.into_iter().map(|class| class.try_all());
    let tallies: Vec<Tally> = of_records.chain(public::tallies()).chain(receipts::tallies()).collect();
    for tally in &tallies {
        assert!(tally.tried > 0, "{}: nothing was tried", tally.name);
        assert_eq!(tally.answers.iter().sum::<usize>(), tally.tried, "{}", tally.name);
        assert_eq!(tally.answers[0], 0, "{}: something verified", tally.name);
        assert!(tally.answers[2] == 0 || tally.may_be_unchecked, "{}: not refuted", tally.name);
    }
    let rows: String = tallies.iter().map(Tally::row).collect();
    let table = format!(
        "| what was done | tried | 0 | 1 | 2 | found in step |\n| --- | ---: | ---: | ---: | ---: | --- |\n{rows}"
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/security.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (present, after) = rest.split_once(END).unwrap();
    if std::env::var_os("ANZHI_RENEW").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
    } else {
        assert_eq!(present, table, "the table in docs/security.md would change");
    }
}
