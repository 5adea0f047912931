//! The shortest code that scores, orders and places a plain round by the reference scheme.

use crate::plain::{CUTOFF, Day, Person, Plain};
use std::cmp::Reverse;

/// Points in hundredths.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Points {
    /// The assessment.
    pub assessment: i32,
    /// The assessment and the exam part.
    pub total: i32,
}

const GRADES: [i32; 7] = [600, 500, 400, 300, 200, 100, 50];
const AWARDS: [[i32; 2]; 5] = [[0, 0], [100, 500], [500, 1500], [1500, 3000], [3000, 3000]];
const SANCTIONS: [i32; 6] = [-50, -100, -200, -300, -400, -500];

/// Scores one candidate.
pub fn score(person: &Person) -> Points {
    let service = 50 * years(person.enlisted);
    let grade = GRADES[usize::from(person.grade)];
    let counted = person.degrees.iter().filter(|(_, date)| *date <= CUTOFF);
    let education = counted.map(|(class, _)| 100 * i32::from(*class)).max().unwrap_or(0);
    let assessment = service + grade + education + rewards(person) + discipline(person);
    let exam = i32::try_from((person.mark + 5) / 10).unwrap_or(0);
    Points { assessment, total: assessment + exam }
}

/// The years from a day to the cut-off, a part of a year counting as one. No day here is 29 February.
fn years(from: Day) -> i32 {
    i32::from(CUTOFF.0 - from.0) + i32::from((from.1, from.2) < (CUTOFF.1, CUTOFF.2))
}

/// One award per cause, at most two of the same points.
fn rewards(person: &Person) -> i32 {
    let mut counted: Vec<(i32, Day, Option<u8>)> = Vec::new();
    for award in person.awards.iter().filter(|award| !award.collective && award.date <= CUTOFF) {
        let points = AWARDS[usize::from(award.class)][usize::from(award.wartime)];
        match counted.iter_mut().find(|(_, _, cause)| cause.is_some() && *cause == award.cause) {
            Some(same) if (Reverse(points), award.date) < (Reverse(same.0), same.1) => {
                (same.0, same.1) = (points, award.date);
            }
            Some(_) => {}
            None => counted.push((points, award.date, award.cause)),
        }
    }
    let twice = |place: &usize| {
        counted[..*place].iter().filter(|(points, ..)| *points == counted[*place].0).count() < 2
    };
    (0..counted.len()).filter(twice).map(|place| counted[place].0).sum()
}

/// The heaviest in full, each further one half a point.
fn discipline(person: &Person) -> i32 {
    let weights = || person.sanctions.iter().map(|(weight, _)| SANCTIONS[usize::from(*weight)]);
    weights().min().map_or(0, |heaviest| heaviest - 50 * (i32::try_from(weights().count()).unwrap_or(0) - 1))
}

/// What orders a candidate: total, assessment, enlistment, lot, and who it is.
pub type Key = (Reverse<i32>, Reverse<i32>, Day, u32, u32);

/// The keys of all candidates.
pub fn keys(plain: &Plain) -> Vec<Key> {
    (0..)
        .zip(&plain.people)
        .map(|(place, person)| {
            let Points { assessment, total } = score(person);
            (Reverse(total), Reverse(assessment), person.enlisted, person.lot.unwrap_or(0), place)
        })
        .collect()
}

/// Puts the keys in order and says who is first, second, third.
pub fn rank(mut keys: Vec<Key>) -> Vec<u32> {
    keys.sort_unstable();
    keys.into_iter().map(|(.., place)| place).collect()
}

/// Gives everybody in turn the first job on the list with a seat left; by place in the order.
pub fn allocate(plain: &Plain, order: &[u32]) -> Vec<Option<u32>> {
    let mut seats: Vec<u32> = plain.jobs.iter().map(|job| job.seats).collect();
    order
        .iter()
        .map(|place| {
            let list = &plain.people[*place as usize].list;
            let job = list.iter().copied().find(|job| seats[*job as usize] > 0)?;
            seats[job as usize] -= 1;
            Some(job)
        })
        .collect()
}
