//! Public editions changed in every way: by somebody without the key, and by somebody with it.

use crate::class::{Tally, numbers};
use crate::json::mutations;
use crate::records::{BUREAU, SMALL, bytes_of, digests, record, signed_anew, value, with};
use anzhi_record::edition::{EDITION, EditionStep, publish, verify_edition};
use anzhi_record::verify::{Answer, Signers};
use anzhi_record::{Checked, Package, STATEMENT};
use serde_json::{Value, json};

/// A changed edition, in words.
type Case = (String, Package);

pub(crate) fn tallies() -> Vec<Tally> {
    use EditionStep::{Choices, Digest, Envelope, Order, Round, Seats, Signatures, Turns};
    let published = publish(&SMALL).unwrap();
    vec![
        tally(
            "public edition: one byte of a file changed",
            &[Envelope, Signatures, Digest],
            bytes(&published),
        ),
        tally(
            "public edition: a field removed, doubled, retyped, changed, moved, added",
            &[Digest],
            mutations(&value(&published, EDITION))
                .into_iter()
                .map(|(what, text)| (what, with(&published, EDITION, text)))
                .collect(),
        ),
        tally(
            "public edition: a file missing, one of another record, one that does not belong",
            &[Envelope, Signatures, Digest],
            files(&published),
        ),
        tally("with the key: two neighbours of the edition swapped", &[Order], swapped()),
        tally("with the key: a seat more or less in the edition", &[Round, Seats], seats()),
        tally("with the key: a turn of the edition left out, or before another", &[Turns], turns()),
        tally("with the key: an earlier preference that was open, or one left out", &[Choices], choices()),
    ]
}

fn tally(name: &'static str, found_in: &[EditionStep], cases: Vec<Case>) -> Tally {
    let mut answers = [0; 3];
    for (what, package) in cases {
        let report = verify_edition(&package, Signers::Keys(&[BUREAU.public()]));
        assert_ne!(report.answer(), Answer::Verified, "{name}: {what}");
        let found = found_in.iter().any(|step| *report.verdict(*step) != Checked::Passed);
        assert!(found, "{name}: {what}: {:?}", report.verdicts);
        answers[report.answer() as usize] += 1;
    }
    Tally::of(name, answers, format!("edition: {}", numbers(found_in.iter().map(|step| *step as usize))))
}

fn bytes(published: &Package) -> Vec<Case> {
    let each =
        published.files.iter().flat_map(|(name, bytes)| (0..bytes.len()).map(move |at| (name, bytes, at)));
    each.map(|(name, bytes, at)| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        (format!("{name} at {at}"), with(published, name, bytes))
    })
    .collect()
}

fn files(published: &Package) -> Vec<Case> {
    let other = publish(&record("two-sittings")).unwrap();
    let missing = published.files.keys().map(|name| {
        let mut package = published.clone();
        package.files.remove(name);
        (format!("without {name}"), package)
    });
    let foreign = [EDITION, STATEMENT]
        .map(|name| (format!("{name} of another record"), with(published, name, other.file(name).unwrap())));
    let beside = ["notes.txt", "manifest.json", "round/candidates.csv", "endorsements/notes.txt"]
        .map(|name| (name.to_owned(), with(published, name, "{}")));
    missing.chain(foreign).chain(beside).collect()
}

/// The edition of the county with one thing changed, named by a statement that is signed in earnest.
fn forged(change: impl FnOnce(&mut Value)) -> Package {
    forged_of(&publish(&record("county")).unwrap(), change)
}

/// The edition with one thing changed, named by a statement that is signed in earnest.
pub(crate) fn forged_of(published: &Package, change: impl FnOnce(&mut Value)) -> Package {
    let mut edition = value(published, EDITION);
    change(&mut edition);
    let bytes = bytes_of(&edition);
    let mut statement = value(published, STATEMENT);
    statement["predicate"]["edition"] = digests(&bytes);
    let named = with(&with(published, EDITION, bytes), STATEMENT, bytes_of(&statement));
    signed_anew(named)
}

fn sitting(edition: &mut Value) -> &mut Value {
    &mut edition["sittings"][0]
}

fn length(list: &str) -> usize {
    let published = publish(&record("county")).unwrap();
    sitting(&mut value(&published, EDITION))[list].as_array().unwrap().len()
}

fn swapped() -> Vec<Case> {
    let swap = |at: usize| {
        forged(|edition| {
            let people = sitting(edition)["candidates"].as_array_mut().unwrap();
            people.swap(at, at + 1);
            (people[at]["rank"], people[at + 1]["rank"]) = (json!(at + 1), json!(at + 2));
        })
    };
    (0..length("candidates") - 1).map(|at| (format!("{at}"), swap(at))).collect()
}

fn seats() -> Vec<Case> {
    let change = |at: usize, key: &str, by: i64| {
        forged(|edition| {
            let seats = &mut sitting(edition)["vacancies"][at][key];
            *seats = json!(seats.as_i64().unwrap() + by);
        })
    };
    let each = (0..length("vacancies")).flat_map(|at| ["seats", "left"].map(|key| (at, key)));
    each.map(|(at, key)| (format!("{key} of {at}"), change(at, key, 1))).collect()
}

fn turns() -> Vec<Case> {
    let count = length("turns");
    let renumber = |turns: &mut Vec<Value>| {
        for (n, turn) in (1..).zip(turns) {
            turn["n"] = json!(n);
        }
    };
    let without = (0..count).map(|at| {
        let package = forged(|edition| {
            let turns = sitting(edition)["turns"].as_array_mut().unwrap();
            turns.remove(at);
            renumber(turns);
        });
        (format!("without {at}"), package)
    });
    let before = (0..count - 1).map(|at| {
        let package = forged(|edition| {
            let turns = sitting(edition)["turns"].as_array_mut().unwrap();
            turns.swap(at, at + 1);
            renumber(turns);
        });
        (format!("{at} after the next"), package)
    });
    without.chain(before).collect()
}

/// Of everybody who had a later preference: the first one left out; called closed though nothing was left of it, or gone
/// though a seat was.
fn choices() -> Vec<Case> {
    let mut cases = Vec::new();
    let published = publish(&record("county")).unwrap();
    let edition = value(&published, EDITION);
    for (at, person) in edition["sittings"][0]["candidates"].as_array().unwrap().iter().enumerate() {
        let Some(first) = person["list"].get(0).filter(|line| line["why"] != "had") else { continue };
        let other = if first["why"] == "gone" { "closed" } else { "gone" };
        let called = forged(|edition| {
            sitting(edition)["candidates"][at]["list"][0]["why"] = other.into();
        });
        cases.push((format!("{at} called {other}"), called));
        if person["outcome"] == "placed" {
            let without = forged(|edition| {
                sitting(edition)["candidates"][at]["list"].as_array_mut().unwrap().remove(0);
            });
            cases.push((format!("without the first of {at}"), without));
        }
    }
    cases
}
