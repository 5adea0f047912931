//! The naive second implementation, continued: ranking and choosing, by loops over lists.

use crate::naive::{
    CUTOFF, Counters, EDUCATION, GiveUp, Held, Job, Person, Plain, Sheet, Signed, anniversary,
    highest_degree, score,
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Fate {
    Absent,
    Excluded,
    Exhausted,
    GaveUp,
    Placed { job: String, turn: u32, preference: u32 },
    PlacedByRuling(String),
}

/// What comes of a round. Nothing but `fault` is filled when there is one; no turns while something is asked.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) fault: bool,
    pub(crate) sheets: BTreeMap<String, Option<Sheet>>,
    /// Kind and whom it is about.
    pub(crate) asked: BTreeSet<(&'static str, Vec<String>)>,
    /// Rank and id; the tied share a rank.
    pub(crate) order: BTreeSet<(u32, String)>,
    pub(crate) turns: Vec<(u32, String, String)>,
    pub(crate) fates: BTreeMap<String, (Option<u32>, Fate)>,
    pub(crate) seats: BTreeMap<String, (u32, Option<u32>)>,
    pub(crate) warnings: BTreeSet<(&'static str, String)>,
    /// The average share of the exam with four places.
    pub(crate) share: Option<String>,
}

impl Person {
    fn is_ranked(&self) -> bool {
        !self.excluded && self.placed.is_none()
    }

    /// Late still chooses; the other three have no turn to choose in.
    fn is_out(&self) -> bool {
        matches!(self.give_up, Some(GiveUp::Absent | GiveUp::GaveUp | GiveUp::TimedOut))
    }
}

/// A ranked person with the sheet.
type Ranked<'a> = (&'a Person, &'a Sheet);

/// Total, assessment, earlier enlistment: what stays equal after these is tied.
fn key(ranked: &Ranked<'_>) -> (i64, i64, (i32, i32, i32)) {
    let (y, m, d) = ranked.0.enlisted;
    (ranked.1.total, ranked.1.assessment, (-y, -i32::from(m), -i32::from(d)))
}

/// The first condition of a vacancy that a person does not meet.
pub(crate) fn closed_by(person: &Person, job: &Job, filing: (i32, i8, i8)) -> Option<&'static str> {
    if job.sex.is_some_and(|sex| sex != person.sex) {
        return Some("closed by sex");
    }
    if let Some(least) = job.education {
        let least = EDUCATION.iter().position(|row| row.0 == least);
        if highest_degree(person) < least {
            return Some("closed by education");
        }
    }
    if let Some((most, on)) = job.age {
        // At most 35 holds until the day before the 36th birthday.
        let birthday = anniversary(person.born, person.born.0 + most + 1);
        if birthday <= on {
            let eve = (person.born.1, person.born.2) == (2, 29) && on.1 == 2 && on == birthday && on.2 == 28;
            return Some(match (eve, on == birthday) {
                (true, _) => "closed by age, 29 February decides",
                (_, true) => "closed by age, on the birthday",
                _ => "closed by age",
            });
        }
    }
    if let Some(name) = job.certificate
        && !person.certificates.iter().any(|(held, date)| *held == name && *date <= filing)
    {
        let late = person.certificates.iter().any(|(held, _)| *held == name);
        return Some(if late { "closed by certificate, too late" } else { "closed by certificate" });
    }
    person.relatives.contains(&job.unit).then_some("closed by relative")
}

/// Scores everybody; false if a fault was found.
fn score_everybody(plain: &Plain, verdict: &mut Verdict, count: &mut Counters) -> bool {
    let mut reached: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for person in &plain.people {
        let sheet = match score(plain, person, count) {
            Ok(sheet) => Some(sheet),
            Err(Held::Gaps(_)) if person.excluded => {
                count.hit("excluded at a gap");
                None
            }
            Err(Held::Gaps(gaps)) => {
                for gap in BTreeSet::from_iter(gaps) {
                    reached.entry(gap).or_default().push(person.id.clone());
                }
                None
            }
            Err(Held::Fault(why)) => {
                count.hit(&format!("fault {why}"));
                return false;
            }
        };
        if sheet.is_some() && person.sanctions.iter().any(|(_, date, _)| *date > CUTOFF) {
            verdict.warnings.insert(("fact-not-counted", person.id.clone()));
        }
        verdict.sheets.insert(person.id.clone(), sheet);
    }
    for (gap, mut people) in reached {
        people.sort();
        people.insert(0, gap);
        verdict.asked.insert(("gap", people));
    }
    true
}

/// Signatures and preferences of one person. A ruling that excludes or places answers for both.
fn ask(person: &Person, has_sheet: bool, verdict: &mut Verdict) {
    if !person.is_ranked() {
        return;
    }
    let unsigned = match person.signed {
        Signed::Present | Signed::Both => None,
        Signed::Other => Some("signed-other"),
        Signed::Nothing => Some("unsigned"),
    };
    if let Some(kind) = unsigned.filter(|_| has_sheet) {
        verdict.asked.insert((kind, vec![person.id.clone()]));
    }
    if person.list.is_empty() && !person.is_out() {
        verdict.asked.insert(("no-preferences", vec![person.id.clone()]));
    }
}

/// The order, each rank counted as one more than those who go before; `None` if equal lots are drawn.
fn rank<'a>(ranked: &[Ranked<'a>], verdict: &mut Verdict, count: &mut Counters) -> Option<Vec<Ranked<'a>>> {
    let mut order = Vec::new();
    for one in ranked {
        let tied: Vec<&Ranked<'_>> = ranked.iter().filter(|other| key(other) == key(one)).collect();
        let drawn: Vec<u32> = tied.iter().filter_map(|(person, _)| person.lot).collect();
        if BTreeSet::from_iter(&drawn).len() < drawn.len() {
            count.hit("fault equal lots");
            return None;
        }
        if tied.len() > 1 && drawn.len() < tied.len() {
            let mut ids: Vec<String> = tied.iter().map(|(person, _)| person.id.clone()).collect();
            ids.sort();
            verdict.asked.insert(("tie", ids));
        }
        let all_drawn = drawn.len() == tied.len();
        let before = ranked.iter().filter(|other| {
            key(other) > key(one) || key(other) == key(one) && all_drawn && other.0.lot < one.0.lot
        });
        let rank = u32::try_from(before.count()).unwrap_or(u32::MAX) + 1;
        verdict.order.insert((rank, one.0.id.clone()));
        order.push((rank, *one));
        if one.0.lot.is_some() && tied.len() == 1 {
            verdict.warnings.insert(("lot-unneeded", one.0.id.clone()));
            count.hit("lot unneeded");
        }
    }
    order.sort_by_key(|(rank, _)| *rank);
    for pair in order.windows(2) {
        let (a, b) = (key(&pair[0].1), key(&pair[1].1));
        count.hit(match () {
            () if a.0 != b.0 => "decided by total",
            () if a.1 != b.1 => "decided by assessment",
            () if a.2 != b.2 => "decided by enlistment",
            () if pair[0].0 == pair[1].0 => "undecided",
            () => "decided by lot",
        });
    }
    Some(order.into_iter().map(|(_, ranked)| ranked).collect())
}

/// The average share of the exam: four places half up, and a warning outside 0.25 to 0.42.
fn share(order: &[Ranked<'_>], verdict: &mut Verdict, count: &mut Counters) {
    let exam: i64 = order.iter().map(|(_, sheet)| sheet.exam).sum();
    let total: i64 = order.iter().map(|(_, sheet)| sheet.total).sum();
    if total <= 0 {
        return;
    }
    let rounded = (20_000 * exam + total) / (2 * total);
    verdict.share = Some(format!("{}.{:04}", rounded / 10_000, rounded % 10_000));
    let small = count.hit_if(100 * exam < 25 * total, "exam share too small");
    let great = count.hit_if(100 * exam > 42 * total, "exam share too great");
    if small || great {
        verdict.warnings.insert(("exam-share-outside", String::new()));
    } else {
        count.hit("exam share as aimed");
    }
}

/// Turn by turn: the first on the list that has a seat and is not closed.
fn choose(plain: &Plain, order: &[Ranked<'_>], verdict: &mut Verdict, count: &mut Counters) {
    let mut waiting: Vec<(&Person, bool)> = order.iter().map(|(person, _)| (*person, false)).collect();
    let mut n = 0;
    while !waiting.is_empty() {
        let (person, was_late) = waiting.remove(0);
        n += 1;
        let (event, fate) = match person.give_up {
            Some(GiveUp::Late) if !was_late => {
                waiting.push((person, true));
                count.hit("late");
                verdict.turns.push((n, person.id.clone(), "late".into()));
                continue;
            }
            Some(GiveUp::Absent) => ("absent".into(), Fate::Absent),
            Some(GiveUp::GaveUp) => ("gave_up".into(), Fate::GaveUp),
            Some(GiveUp::TimedOut) => ("timed_out".into(), Fate::GaveUp),
            Some(GiveUp::Late) | None => pick(plain, person, n, verdict, count),
        };
        if let Fate::Absent | Fate::GaveUp = fate {
            count.hit(&event);
        }
        verdict.turns.push((n, person.id.clone(), event));
        let rank = verdict.order.iter().find(|(_, id)| *id == person.id).map(|(rank, _)| *rank);
        verdict.fates.insert(person.id.clone(), (rank, fate));
    }
}

fn pick(
    plain: &Plain,
    person: &Person,
    turn: u32,
    verdict: &mut Verdict,
    count: &mut Counters,
) -> (String, Fate) {
    for (preference, id) in (1..).zip(&person.list) {
        let job = plain.jobs.iter().find(|job| job.id == *id);
        if let Some(why) = job.and_then(|job| closed_by(person, job, plain.filing)) {
            count.hit(why);
            continue;
        }
        let Some(seats) = verdict.seats.get_mut(id) else { continue };
        if count.hit_if(seats.0 == 0, "no seat left") {
            continue;
        }
        seats.0 -= 1;
        if seats.0 == 0 {
            seats.1 = Some(turn);
        }
        count.hit(&format!("placed at preference {}", preference.min(3)));
        return (format!("chose {id}"), Fate::Placed { job: id.clone(), turn, preference });
    }
    count.hit("exhausted");
    ("exhausted".into(), Fate::Exhausted)
}

/// The whole round.
pub(crate) fn verdict(plain: &Plain, count: &mut Counters) -> Verdict {
    let fault = Verdict { fault: true, ..Verdict::default() };
    let mut verdict = Verdict::default();
    if !score_everybody(plain, &mut verdict, count) {
        return fault;
    }
    let sheets = verdict.sheets.clone();
    let mut ranked: Vec<Ranked<'_>> = Vec::new();
    for person in &plain.people {
        let sheet = sheets.get(&person.id).and_then(Option::as_ref);
        ask(person, sheet.is_some(), &mut verdict);
        if let Some(sheet) = sheet.filter(|_| person.is_ranked()) {
            ranked.push((person, sheet));
        } else if person.lot.is_some() && !person.is_ranked() {
            verdict.warnings.insert(("lot-unneeded", person.id.clone()));
        }
    }
    let Some(order) = rank(&ranked, &mut verdict, count) else { return fault };
    // Ties are asked once every total is known.
    if verdict.asked.iter().any(|(kind, _)| *kind == "gap") {
        verdict.asked.retain(|(kind, _)| *kind != "tie");
    }
    if !verdict.asked.is_empty() {
        for (kind, _) in &verdict.asked {
            count.hit(&format!("question {kind}"));
        }
        verdict.warnings.clear();
        return verdict;
    }
    share(&order, &mut verdict, count);
    for job in &plain.jobs {
        let taken = plain.people.iter().filter(|person| person.placed.as_ref() == Some(&job.id)).count();
        let left = job.seats - u32::try_from(taken).unwrap_or(0);
        verdict.seats.insert(job.id.clone(), (left, None));
    }
    for person in &plain.people {
        if person.excluded {
            count.hit("excluded");
            verdict.fates.insert(person.id.clone(), (None, Fate::Excluded));
        } else if let Some(job) = &person.placed {
            count.hit("placed by ruling");
            verdict.fates.insert(person.id.clone(), (None, Fate::PlacedByRuling(job.clone())));
        }
    }
    choose(plain, &order, &mut verdict, count);
    verdict
}
