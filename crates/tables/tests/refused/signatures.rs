//! Renews the codes that rounds without a fault hold: those of the present sheets and of the open questions.

use crate::corpus::{Files, base, cases, testdata};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::{place, score_all};
use anzhi_core::round::Round;
use anzhi_tables::read_round;
use std::fs;
use std::path::Path;
use std::sync::Once;

const SIGNATURES: &str = "acknowledgements.csv";
const ANSWERS: &str = "answers.csv";

/// Renews the codes in the base and in the warned rounds, once for all tests.
pub(crate) fn renew() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        renew_signatures(&testdata().join("refused/base"), &base());
        for case in cases("warned") {
            let dir = testdata().join("warned").join(&case.name);
            // Where a question is answered, an earlier sheet was signed.
            if dir.join(ANSWERS).exists() {
                renew_answers(&dir, case.files);
            } else if dir.join(SIGNATURES).exists() {
                renew_signatures(&dir, &case.files);
            }
        }
    });
}

fn round(files: &Files) -> Round {
    read_round(files).unwrap().round.unwrap()
}

/// The second column is the code of the sheet of the first.
fn renew_signatures(dir: &Path, files: &Files) {
    let round = round(files);
    let (scores, _) = score_all(&round).unwrap();
    rewrite(&dir.join(SIGNATURES), |cells| {
        let (_, digest) = scores.sheet(round.find_candidate(&cells[0]).unwrap()).unwrap();
        cells[1] = digest.code(round.scheme().scoring.signed).to_string();
    });
}

/// The first column is the code of a question: of those that are asked when nothing is answered.
fn renew_answers(dir: &Path, mut files: Files) {
    files.remove(ANSWERS);
    let Outcome::Questions(standing) = place(&round(&files)) else { panic!("nothing is asked in {dir:?}") };
    let mut codes = standing.questions.iter().map(|question| question.code.to_string());
    rewrite(&dir.join(ANSWERS), |cells| cells[0] = codes.next().unwrap());
}

fn rewrite(path: &Path, mut change: impl FnMut(&mut Vec<String>)) {
    let text = fs::read_to_string(path).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut renewed = format!("{header}\n");
    for row in rows.lines() {
        let mut cells: Vec<String> = row.split(',').map(String::from).collect();
        change(&mut cells);
        renewed.push_str(&(cells.join(",") + "\n"));
    }
    fs::write(path, renewed).unwrap();
}
