//! Rounds in plain arrays, drawn from a seed.

use crate::floor;
use crate::random::Random;
use anzhi_core::round::GiveUpKind;
use std::collections::BTreeMap;

/// Year, month, day.
pub type Day = (i16, i8, i8);

/// The day up to which facts count.
pub(crate) const CUTOFF: Day = (2026, 3, 31);

/// How many preferences a list has.
pub(crate) const LIST: usize = 10;

/// A round.
#[derive(Clone, Debug)]
pub struct Plain {
    /// In the order of adding.
    pub people: Vec<Person>,
    /// In the order of adding; the first are the most popular.
    pub jobs: Vec<Job>,
}

/// A candidate.
#[derive(Clone, Debug)]
pub struct Person {
    /// The number in the id.
    pub number: u32,
    /// Whether the candidate is a man.
    pub man: bool,
    /// The date of birth.
    pub born: Day,
    /// The date of enlistment.
    pub enlisted: Day,
    /// The grade, 0 being the highest of seven.
    pub grade: u8,
    /// Whether the grade is a technical one.
    pub technical: bool,
    /// Classes from 0 to 5, with their dates.
    pub degrees: Vec<(u8, Day)>,
    /// Awards.
    pub awards: Vec<Award>,
    /// Weights from 0 to 5, with their dates.
    pub sanctions: Vec<(u8, Day)>,
    /// The mark in hundredths.
    pub mark: u32,
    /// Whether the certificate was handed in.
    pub certificate: bool,
    /// The unit where a relative works.
    pub relative: Option<u32>,
    /// Places of jobs.
    pub list: [u32; LIST],
    /// What kept the candidate from choosing.
    pub give_up: Option<GiveUpKind>,
    /// The lot, if the candidate is tied.
    pub lot: Option<u32>,
}

/// An award.
#[derive(Clone, Debug)]
pub struct Award {
    /// From 0 to 4.
    pub class: u8,
    /// When.
    pub date: Day,
    /// In war.
    pub wartime: bool,
    /// To a unit, not to the person.
    pub collective: bool,
    /// What for.
    pub cause: Option<u8>,
}

/// A vacancy.
#[derive(Clone, Debug)]
pub struct Job {
    /// The number in the id.
    pub number: u32,
    /// The unit.
    pub unit: u32,
    /// The seats.
    pub seats: u32,
    /// Only men.
    pub men: bool,
    /// At least a first degree.
    pub degree: bool,
    /// Not older than 45.
    pub young: bool,
    /// With the certificate.
    pub certificate: bool,
}

impl Plain {
    /// A round of `n` candidates. There is one vacancy for every fifty, with about fifty seats; lists ask for the
    /// popular ones first. Half of the candidates are much like another one, so that totals come in clumps and
    /// an eighth is tied until lots are drawn. Without `conditions` no vacancy asks for anything, nobody has
    /// relatives and nobody gives up.
    pub fn new(n: u32, seed: u64, conditions: bool) -> Self {
        let mut random = Random::new(seed);
        let jobs = jobs(&mut random, (n / 50).max(12), conditions);
        let many = u32::try_from(jobs.len()).unwrap_or(u32::MAX);
        let mut numbers: Vec<u32> = (0..n).collect();
        random.shuffle(&mut numbers);
        let mut people: Vec<Person> = Vec::with_capacity(numbers.len());
        for number in numbers {
            let mut person = match people.last() {
                Some(last) if random.chance(50) => like(&mut random, last),
                Some(_) | None => person(&mut random),
            };
            person.number = number;
            person.list = list(&mut random, many);
            if conditions {
                person.certificate = random.chance(20);
                person.relative = random.chance(5).then(|| random.below(many.div_ceil(2)));
                person.give_up = random.chance(3).then(|| {
                    let kinds = GiveUpKind::WORDS;
                    kinds[random.below(4) as usize].0
                });
            }
            people.push(person);
        }
        lots(&mut random, &mut people);
        Self { people, jobs }
    }
}

fn person(random: &mut Random) -> Person {
    let year = 1990 + i16::from(random.small(21));
    let enlisted = (year, 1 + random.small(12), 1 + random.small(28));
    let after = |random: &mut Random, years: i16| (year + years, 1 + random.small(12), 1 + random.small(28));
    let mut degrees = vec![(1 + below(random, 5), after(random, 3))];
    if random.chance(40) {
        let late = random.chance(5);
        degrees.push((3 + below(random, 3), if late { (2026, 6, 30) } else { after(random, 6) }));
    }
    let awards = if random.chance(50) { random.below(5) } else { 0 };
    let awards = (0..i16::try_from(awards).unwrap_or(0)).map(|place| Award {
        class: [0, 0, 0, 0, 1, 1, 1, 1, 2, 3][random.below(10) as usize],
        date: after(random, 1 + 2 * place),
        wartime: random.chance(5),
        collective: random.chance(10),
        cause: random.chance(60).then(|| below(random, 4)),
    });
    let awards = awards.collect();
    let sanctions = if random.chance(6) { 1 + random.small(2) } else { 0 };
    let sanctions = (0..i16::from(sanctions)).map(|place| (below(random, 6), after(random, 2 + 2 * place)));
    Person {
        number: 0,
        sanctions: sanctions.collect(),
        man: random.chance(85),
        born: (year - 18 - i16::from(random.small(4)), 1 + random.small(12), 1 + random.small(28)),
        enlisted,
        grade: below(random, 7),
        technical: random.chance(30),
        degrees,
        awards,
        mark: mark(random),
        certificate: false,
        relative: None,
        list: [0; LIST],
        give_up: None,
        lot: None,
    }
}

/// Somebody with the same facts, another date of enlistment or another mark.
fn like(random: &mut Random, other: &Person) -> Person {
    let mut person = other.clone();
    match random.below(4) {
        0 => {}
        1 => person.enlisted.2 = 1 + random.small(28),
        _ => person.mark = mark(random),
    }
    (person.certificate, person.relative, person.give_up) = (false, None, None);
    person
}

/// A mark from 60 to 95, mostly in steps of a half.
fn mark(random: &mut Random) -> u32 {
    6000 + 50 * random.below(70) + if random.chance(20) { random.below(50) } else { 0 }
}

fn below(random: &mut Random, bound: u32) -> u8 {
    random.small(bound).unsigned_abs()
}

fn jobs(random: &mut Random, many: u32, conditions: bool) -> Vec<Job> {
    let mut numbers: Vec<u32> = (0..many).collect();
    random.shuffle(&mut numbers);
    let asks = |random: &mut Random, percent| conditions && random.chance(percent);
    let job = |(place, number): (u32, u32)| Job {
        number,
        unit: place / 2,
        seats: 20 + random.below(61),
        men: asks(random, 10),
        degree: asks(random, 20),
        young: asks(random, 15),
        certificate: asks(random, 5),
    };
    (0..).zip(numbers).map(job).collect()
}

/// Ten different jobs, the first of which are on most lists.
fn list(random: &mut Random, jobs: u32) -> [u32; LIST] {
    let mut list = [u32::MAX; LIST];
    for place in 0..LIST {
        while list[place] == u32::MAX {
            let drawn = random.below(jobs).min(random.below(jobs)).min(random.below(jobs));
            if !list[..place].contains(&drawn) {
                list[place] = drawn;
            }
        }
    }
    list
}

/// Draws a lot for everybody whom all tie keys leave tied.
fn lots(random: &mut Random, people: &mut [Person]) {
    let mut sets: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (place, person) in people.iter().enumerate() {
        let points = floor::score(person);
        sets.entry((points.total, points.assessment, person.enlisted)).or_default().push(place);
    }
    let mut numbers: Vec<u32> = (1..).take(people.len()).collect();
    random.shuffle(&mut numbers);
    for place in sets.into_values().filter(|set| set.len() > 1).flatten() {
        people[place].lot = numbers.pop();
    }
}
