//! The vectors by which somebody else's verifier is tried, under `testdata/records`: made here, and answered as they say.
//!
//! `ANZHI_RENEW=1 cargo test -p anzhi-record --test tampering vectors::the_committed` makes them anew; whoever runs it reads
//! the difference before committing it.

mod answered;
mod bases;
mod digests;
mod disk;
mod facts;
mod form;
mod forms;
mod list;
mod public;
mod receipts;
mod results;
mod signed;
mod sound;
mod staged;
mod tables;
mod text;
mod vector;

use crate::records::testdata;
use answered::answered;
use disk::{hold, read};
use form::{Form, Kind, Word};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::thread;
use vector::{VECTOR, Vector};

/// All vectors, by name.
fn made() -> Vec<Vector> {
    let mut all = [
        sound::vectors(),
        forms::vectors(),
        signed::vectors(),
        digests::vectors(),
        tables::vectors(),
        results::vectors(),
        staged::vectors(),
        public::vectors(),
        receipts::vectors(),
    ]
    .concat();
    all.sort_by_key(|vector| vector.name);
    all
}

fn folder() -> PathBuf {
    testdata().join("records/vectors")
}

/// The committed vectors by name.
fn committed() -> BTreeMap<String, Form> {
    let folders =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let read = |path: PathBuf| {
        let form = Form::read(&fs::read(path.join(VECTOR)).unwrap());
        (path.file_name().unwrap().to_str().unwrap().to_owned(), form)
    };
    folders.map(read).collect()
}

#[test]
fn the_committed_vectors_are_those_that_are_made() {
    for base in bases::MADE {
        hold(&testdata().join(base.path()), &base.package().files);
    }
    let made = made();
    for vector in &made {
        hold(&folder().join(vector.name), &vector.files());
    }
    list::hold(&folder().join("README.md"), &made);
    let names: BTreeSet<&str> = made.iter().map(|vector| vector.name).collect();
    assert_eq!(names.len(), made.len(), "two vectors have one name");
    for name in committed().keys().filter(|name| !names.contains(name.as_str())) {
        disk::drop_or_tell(&folder().join(name));
    }
}

#[test]
fn every_vector_is_answered_as_it_says() {
    let all: Vec<_> = committed().into_iter().collect();
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    let wrong: Vec<String> = thread::scope(|scope| {
        let tried = |part| scope.spawn(move || disagreeing(part));
        let parts: Vec<_> = all.chunks(all.len().div_ceil(cores)).map(tried).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is answered otherwise than the vector says.
fn disagreeing(vectors: &[(String, Form)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, form) in vectors {
        let found = answered(form, &read(&folder().join(name), form));
        let told = (form.answer, form.failing.clone(), form.undone.clone());
        if found != told {
            wrong.push(format!("{name}: told {told:?}\n    found {found:?}"));
        }
    }
    wrong
}

#[test]
fn there_are_vectors_enough_of_every_step() {
    let all = committed();
    let count = |word| all.values().filter(|form| form.answer == word).count();
    let (verified, others) = (count(Word::Verified), count(Word::Refuted) + count(Word::Unchecked));
    assert!(verified >= 15 && others >= 45, "{verified} verify, {others} do not");
    for kind in Kind::ALL {
        let of_kind = || all.values().filter(|form| form.kind == kind);
        for step in answered::steps(kind) {
            let failing = of_kind().filter(|form| form.failing.iter().any(|failing| failing.step == step));
            assert!(failing.count() >= 2, "{kind:?}: {step}");
        }
        assert!(of_kind().any(|form| form.answer == Word::Verified), "{kind:?}");
        assert!(of_kind().any(|form| form.answer == Word::Unchecked), "{kind:?}");
    }
    for (name, form) in &all {
        let place = |step: &str| answered::steps(form.kind).iter().position(|known| *known == step).unwrap();
        let failing: Vec<usize> = form.failing.iter().map(|failing| place(&failing.step)).collect();
        // The first is the one that was meant, the others come later and are named.
        assert!(failing.is_sorted_by(|a, b| a < b), "{name}");
        assert!(form.failing.iter().all(|failing| failing.codes.is_sorted_by(|a, b| a < b)), "{name}");
        assert_eq!(form.answer == Word::Refuted, !failing.is_empty(), "{name}");
        assert_eq!(form.answer == Word::Unchecked, !form.undone.is_empty(), "{name}");
        assert!(!form.what.is_empty() && !form.zh.is_empty(), "{name}");
    }
}
