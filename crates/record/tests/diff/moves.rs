//! Who moved and why.

use crate::rounds::{Files, between, ids, person, rows};

#[test]
fn look() {
    let old = Files::of("small");
    let new = old.with("exams.csv", "2,84,", "2,99,").signed();
    let diff = between(&old, &new);
    println!("{:?}", ids(&diff));
    for person in &diff.people {
        println!("{} {:?} {:?} {:?} {:?}", person.id, person.severity, person.moved, person.results, rows(&person.rows));
    }
    println!("{:?} {:?}", diff.vacancies, diff.whole);
    println!("{:?}", diff.keeping());
    let _ = person(&diff, "2");
}
