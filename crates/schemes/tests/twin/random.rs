//! Random rounds in plain values, the same for the same case number.

use crate::decisions::{decide, spoil, spoil_decision};
use crate::naive::{EDUCATION, GRADES, award_line};
use crate::plain::{Answer, Award, Day, GiveUp, Job, Person, Plain, Signed};
use crate::ruled::GROUPS;
use std::collections::BTreeMap;

/// A small generator (xorshift*), seeded by the number of the case.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(case: u64) -> Self {
        let mut rng = Self(case.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..4).for_each(|_| {
            rng.next();
        });
        rng
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next()).unwrap_or(0) % n.max(1)
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn maybe<T: Copy>(&mut self, percent: usize, from: &[T]) -> Option<T> {
        let value = self.pick(from);
        self.chance(percent).then_some(value)
    }

    pub(crate) fn shuffle<T>(&mut self, rows: &mut [T]) {
        (1..rows.len()).for_each(|place| rows.swap(place, self.below(place + 1)));
    }
}

const EDGES: [Day; 7] =
    [(2019, 7, 1), (2024, 2, 29), (2026, 3, 30), (2026, 3, 31), (2026, 3, 31), (2026, 4, 1), (2026, 9, 9)];
const ENLISTED: [Day; 11] = [
    (2006, 3, 30),
    (2006, 3, 31),
    (2006, 4, 1),
    (2006, 9, 1),
    (2006, 12, 1),
    (2007, 3, 30),
    (2007, 3, 31),
    (2008, 2, 29),
    (2010, 12, 12),
    (2026, 3, 30),
    (2026, 3, 31),
];
const BORN: [Day; 6] =
    [(1984, 2, 29), (1988, 2, 29), (1988, 3, 1), (1988, 6, 15), (1987, 3, 31), (1989, 2, 28)];
const AGE_DATES: [Day; 9] = [
    (2026, 2, 27),
    (2026, 2, 28),
    (2026, 2, 28),
    (2026, 2, 28),
    (2026, 3, 1),
    (2026, 3, 31),
    (2026, 6, 14),
    (2026, 6, 15),
    (2024, 2, 28),
];
pub(crate) const OUTSIDE_GRADES: [&str; 12] =
    ["技7", "技6", "技5", "技4", "技3", "技2", "技1", "副师", "正师", "副军", "正军", "文职"];
const AWARD_CLASSES: [&str; 9] =
    ["嘉奖", "嘉奖", "三等功", "三等功", "三等功", "二等功", "二等功", "一等功", "荣誉称号"];
const CAUSES: [&str; 8] = ["抗洪", " 抗洪", "抗洪 ", "抗震", "维和", "", "", "  "];
const SANCTION_WORDS: [&str; 18] = [
    "警告",
    "党内警告",
    "行政警告",
    "严重警告",
    "党内严重警告",
    "行政严重警告",
    "记过",
    "行政记过",
    "撤销党内职务",
    "记大过",
    "行政记大过",
    "留党察看",
    "降职",
    "降级",
    "降衔",
    "撤职",
    "开除党籍",
    "开除军籍",
];
const UNITS: [&str; 3] = ["财政局", "统计局", "档案馆"];
const PAPERS: [&str; 2] = ["教师资格", "法律职业资格"];
const FILING: Day = (2026, 6, 1);
const PAPER_DATES: [Day; 4] = [(2026, 5, 2), (2026, 5, 31), (2026, 6, 1), (2026, 6, 2)];

fn person(rng: &mut Rng, id: String, gaps: bool) -> Person {
    let (post, technical, _) = rng.pick(&GRADES);
    let both = rng.chance(30);
    let mut person = Person {
        id,
        sitting: 0,
        sex: rng.pick(&["男", "男", "女"]),
        born: rng.pick(&BORN),
        enlisted: rng.pick(&ENLISTED),
        post: (both || rng.chance(50)).then_some(post),
        technical: None,
        track: None,
        degrees: Vec::new(),
        awards: Vec::new(),
        sanctions: Vec::new(),
        mark: Some(if rng.chance(60) { rng.pick(&[7000, 8000, 8500, 9000]) } else { mark(rng) }),
        certificates: Vec::new(),
        relatives: Vec::new(),
        list: Vec::new(),
        give_up: None,
        lot: None,
        signed: Signed::Present,
        answer: None,
        excluded: false,
        placed: None,
    };
    if both || person.post.is_none() {
        person.technical = Some(if both { rng.pick(&GRADES).1 } else { technical });
    }
    if both {
        person.track = Some(rng.pick(&["职务", "技术"]));
    }
    if rng.chance(if gaps { 60 } else { 9 }) {
        outside(rng, &mut person);
    }
    facts(rng, &mut person, gaps);
    person
}

/// A mark with two places, often one that is rounded.
fn mark(rng: &mut Rng) -> i64 {
    let tens = i64::try_from(rng.below(1000)).unwrap_or(0);
    (tens * 10 + rng.pick(&[0, 4, 5, 5, 9])).clamp(0, 10_000)
}

/// A grade without points.
fn outside(rng: &mut Rng, person: &mut Person) {
    let term = rng.pick(&OUTSIDE_GRADES);
    let other = rng.pick(&GRADES);
    (person.post, person.technical, person.track) = match term {
        "文职" => (Some(other.0), None, Some("文职")),
        term if term.starts_with('技') && rng.chance(50) => (None, Some(term), None),
        term if term.starts_with('技') => (Some(other.0), Some(term), Some(rng.pick(&["职务", "技术"]))),
        term => (Some(term), None, rng.maybe(50, &["职务"])),
    };
}

fn facts(rng: &mut Rng, person: &mut Person, gaps: bool) {
    for _ in 0..=rng.below(3) {
        let degree = (rng.pick(&EDUCATION).0, rng.maybe(85, &EDGES), rng.maybe(50, &[true, false]));
        if !person.degrees.contains(&degree) {
            person.degrees.push(degree);
        }
    }
    let many = if rng.chance(45) { rng.below(7) } else { 0 };
    for line in 0..u32::try_from(many).unwrap_or(0) {
        let mut award = Award {
            line: 100 + line,
            class: rng.pick(&AWARD_CLASSES),
            date: rng.pick(&EDGES),
            wartime: Some(rng.chance(35)),
            collective: Some(rng.chance(15)),
            cause: rng.pick(&CAUSES),
        };
        if let Some(last) = person.awards.last().filter(|_| rng.chance(25)) {
            (award.date, award.cause) = (last.date, last.cause);
        }
        if !person.awards.iter().any(|other| award_line(other) == award_line(&award)) {
            person.awards.push(award);
        }
    }
    let many = if rng.chance(if gaps { 50 } else { 30 }) { 1 + rng.below(3) } else { 0 };
    for line in 0..u32::try_from(many).unwrap_or(0) {
        let last = if gaps || rng.chance(35) { SANCTION_WORDS.len() } else { SANCTION_WORDS.len() - 2 };
        person.sanctions.push((rng.pick(&SANCTION_WORDS[..last]), rng.pick(&EDGES), 200 + line));
    }
    for _ in 0..rng.below(3) {
        person.certificates.push((rng.pick(&PAPERS), rng.pick(&PAPER_DATES)));
    }
    person.relatives.extend(rng.maybe(20, &UNITS));
}

/// Somebody much like another: tied to the last key, or parted by one of the keys.
fn like(rng: &mut Rng, other: &Person, id: String) -> Person {
    let mut person = Person { id, ..other.clone() };
    match rng.below(4) {
        0 => {}
        1 => person.enlisted = rng.pick(&[(2006, 4, 1), (2006, 9, 1), (2006, 12, 1), (2007, 3, 30)]),
        2 => {
            person.degrees = vec![(rng.pick(&EDUCATION).0, None, None)];
            person.mark = Some(rng.pick(&[6000, 7000, 8000, 9000]));
        }
        _ => person.mark = Some(rng.pick(&[8000, 8500])),
    }
    person
}

fn job(rng: &mut Rng, id: String) -> Job {
    let age = rng.chance(40).then(|| {
        let on = rng.pick(&AGE_DATES);
        (on.0 - rng.pick(&BORN).0 - rng.pick(&[0, 1, 1]), on)
    });
    Job {
        id,
        unit: rng.pick(&UNITS),
        seats: rng.pick(&[1, 1, 1, 2, 3]),
        sex: rng.maybe(15, &["男", "女"]),
        education: rng.chance(25).then(|| rng.pick(&EDUCATION).0),
        age,
        certificate: rng.maybe(15, &PAPERS),
        sitting: 0,
        group: None,
    }
}

/// The round of a case. Two of three have everything that placing needs, of the others half are full of gaps; one of
/// four has a faulty fact, about one of six a faulty decision. Every fifth is under the second scheme.
pub(crate) fn plain(case: u64) -> Plain {
    let mut rng = Rng::new(case);
    let (complete, gaps, spoilt) = (!case.is_multiple_of(3), case.is_multiple_of(6), case % 4 == 3);
    let second = case % 5 == 2;
    let mut names: Vec<usize> = (1..40).collect();
    rng.shuffle(&mut names);
    let mut people: Vec<Person> = Vec::new();
    for name in &names[..1 + rng.below(if spoilt { 3 } else { 14 })] {
        let id = format!("c{name:02}");
        let person = match people.last() {
            Some(last) if rng.chance(40) => like(&mut rng, last, id),
            Some(_) | None => person(&mut rng, id, gaps),
        };
        people.push(person);
    }
    let mut jobs: Vec<Job> =
        names.iter().rev().take(1 + rng.below(6)).map(|name| job(&mut rng, format!("v{name:02}"))).collect();
    if second {
        part(&mut rng, &mut people, &mut jobs);
    }
    let mut lots: Vec<u32> = (1..=30).collect();
    rng.shuffle(&mut lots);
    let mut seats: Vec<u32> = jobs.iter().map(|job| job.seats).collect();
    for (person, lot) in people.iter_mut().zip(lots) {
        person.lot = (complete || rng.chance(45)).then_some(lot);
        choices(&mut rng, person, &jobs, &mut seats, complete);
    }
    let mut plain =
        Plain { filing: FILING, people, jobs, fillings: BTreeMap::new(), rulings: Vec::new(), second };
    let grades = OUTSIDE_GRADES.iter().map(|term| format!("grade.{term}"));
    for key in grades.chain(["discipline.开除党籍".into(), "discipline.开除军籍".into()]) {
        let of_grade = key.starts_with('g');
        let points = rng.pick(if of_grade { &[650, 700, 725, 800] } else { &[-1000, -500, -600, -30] });
        if rng.chance(if complete { 100 } else { 30 }) {
            plain.fillings.insert(key, points);
        }
    }
    decide(&mut rng, &mut plain);
    if spoilt {
        spoil(&mut rng, &mut plain);
    } else if case % 8 == 5 || case % 20 == 2 {
        spoil_decision(&mut rng, &mut plain);
    }
    plain
}

/// Parts people and vacancies into two sittings; some vacancies are for one group.
fn part(rng: &mut Rng, people: &mut [Person], jobs: &mut [Job]) {
    people.iter_mut().for_each(|person| person.sitting = rng.below(2));
    for job in jobs {
        job.sitting = rng.below(2);
        job.group = rng.maybe(30, &GROUPS);
    }
}

fn choices(rng: &mut Rng, person: &mut Person, jobs: &[Job], seats: &mut [u32], complete: bool) {
    let kinds = [GiveUp::Absent, GiveUp::GaveUp, GiveUp::Late, GiveUp::Late, GiveUp::TimedOut];
    person.give_up = rng.maybe(20, &kinds);
    let own: Vec<usize> = (0..jobs.len()).filter(|place| jobs[*place].sitting == person.sitting).collect();
    person.list = own.iter().map(|place| jobs[*place].id.clone()).collect();
    if rng.chance(60) {
        rng.shuffle(&mut person.list);
    }
    let least = usize::from(complete && matches!(person.give_up, None | Some(GiveUp::Late)));
    person.list.truncate((least + rng.below(own.len() + 1)).max(rng.below(own.len())));
    // Nobody can be asked for a list where nothing is offered.
    if complete && own.is_empty() && matches!(person.give_up, None | Some(GiveUp::Late)) {
        person.give_up = Some(GiveUp::GaveUp);
    }
    match rng.below(20) {
        0 => person.excluded = true,
        1 if !own.is_empty() => {
            let place = rng.pick(&own);
            if seats[place] > 0 {
                seats[place] -= 1;
                person.placed = Some(jobs[place].id.clone());
            }
        }
        _ => {}
    }
    if person.excluded || !complete {
        person.signed =
            rng.pick(&[Signed::Present, Signed::Present, Signed::Present, Signed::Present, Signed::Both]);
        if rng.chance(15) {
            person.signed = rng.pick(&[Signed::Other, Signed::Nothing]);
        }
    }
    // An answer lets another signature stand.
    if rng.chance(6) && !person.excluded && person.placed.is_none() {
        (person.signed, person.answer) = (Signed::Other, Some(Answer::Present));
    }
}

/// Gives everybody the same lot: a fault as soon as two are tied.
pub(crate) fn one_lot_for_all(plain: &mut Plain) {
    plain.people.iter_mut().for_each(|person| person.lot = Some(1));
}
