//! The list of all vectors by step, in the README beside them.

use crate::vectors::answered::steps;
use crate::vectors::form::{Form, Kind, Word};
use crate::vectors::vector::Vector;
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- The table is written by the tests of the vectors. -->\n";
const END: &str = "<!-- Here it ends. -->\n";

/// Holds the list against what it should be, or renews it.
pub(super) fn hold(readme: &Path, vectors: &[Vector]) {
    let text = fs::read_to_string(readme).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (present, after) = rest.split_once(END).unwrap();
    let table = table(vectors);
    if std::env::var_os("ANZHI_RENEW").is_some() {
        fs::write(readme, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
    } else {
        assert_eq!(present, table, "the list of the vectors would change");
    }
}

fn table(vectors: &[Vector]) -> String {
    let mut all: Vec<&Vector> = vectors.iter().collect();
    all.sort_by_key(|vector| (vector.form.kind, vector.form.answer, found(&vector.form).0, vector.name));
    let row = |vector: &Vector| {
        let (_, found) = found(&vector.form);
        format!("| {found} | `{}` | {} |\n", vector.name, vector.form.what)
    };
    let rows: String = all.into_iter().map(row).collect();
    format!("| first found in | vector | what was done |\n| --- | --- | --- |\n{rows}")
}

/// The step in which a vector is first found, by its place and in words.
fn found(form: &Form) -> (usize, String) {
    let kind = match form.kind {
        Kind::Record => "record",
        Kind::Edition => "edition",
        Kind::Receipt => "receipt",
    };
    let failing = form.failing.first().map(|first| (&first.step, first.codes.join("`, `")));
    let undone = form.undone.first().map(|first| (&first.step, first.why.clone()));
    match failing.or(undone) {
        None => (0, format!("{kind}: verified")),
        Some((step, codes)) => {
            let place = steps(form.kind).iter().position(|known| known == step).unwrap();
            let open = if form.answer == Word::Unchecked { ", unchecked" } else { "" };
            (place, format!("{kind}: {} {step}{open}: `{codes}`", place + 1))
        }
    }
}
