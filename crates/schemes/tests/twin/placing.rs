//! The naive second implementation, continued: ranking and choosing, by loops over lists.

use crate::conditions::{closed_by, share};
use crate::naive::{CUTOFF, Held, Sheet, score};
use crate::plain::{Answer, Counters, GiveUp, Person, Plain, Signed};
use crate::ruled::{GROUPS, group, ruled};
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
    /// Sitting, rank and id; the tied share a rank.
    pub(crate) order: BTreeSet<(usize, u32, String)>,
    /// Sitting, number, whose turn, what happened.
    pub(crate) turns: Vec<(usize, u32, String, String)>,
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
pub(crate) type Ranked<'a> = (&'a Person, &'a Sheet);

/// Group, total, assessment, earlier enlistment: what stays equal after these is tied.
fn key(plain: &Plain, ranked: &Ranked<'_>) -> (bool, i64, i64, (i32, i32, i32)) {
    let (y, m, d) = ranked.0.enlisted;
    let first = group(plain, ranked.0) == Some(GROUPS[0]);
    (first, ranked.1.total, ranked.1.assessment, (-y, -i32::from(m), -i32::from(d)))
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

/// Signatures and preferences of one person. A ruling that excludes or places answers for both. An answer to what is
/// not asked is a fault: then this is false.
fn ask(person: &Person, has_sheet: bool, verdict: &mut Verdict, count: &mut Counters) -> bool {
    let asked = person.is_ranked() && has_sheet && person.signed == Signed::Other;
    let stands = asked && person.answer == Some(Answer::Present);
    if person.answer.is_some() && !stands {
        count.hit("fault void answer");
        return false;
    }
    if !person.is_ranked() {
        return true;
    }
    if stands {
        count.hit("answer stands");
        verdict.warnings.insert(("earlier-signature-stands", person.id.clone()));
    }
    let unsigned = match person.signed {
        Signed::Present | Signed::Both => None,
        Signed::Other => Some("signed-other"),
        Signed::Nothing => Some("unsigned"),
    };
    if let Some(kind) = unsigned.filter(|_| has_sheet && !stands) {
        verdict.asked.insert((kind, vec![person.id.clone()]));
    }
    if person.list.is_empty() && !person.is_out() {
        verdict.asked.insert(("no-preferences", vec![person.id.clone()]));
    }
    true
}

/// The order, each rank counted as one more than those who go before; `None` if equal lots are drawn.
fn rank<'a>(
    plain: &Plain,
    (sitting, ranked): (usize, &[Ranked<'a>]),
    verdict: &mut Verdict,
    count: &mut Counters,
) -> Option<Vec<Ranked<'a>>> {
    let key = |ranked: &Ranked<'_>| key(plain, ranked);
    // Ties are asked once no gap of the sitting is open.
    let held = |person: &Person| {
        person.sitting == sitting && !person.excluded && verdict.sheets[&person.id].is_none()
    };
    let final_totals = !plain.people.iter().any(held);
    let mut order = Vec::new();
    for one in ranked {
        let tied: Vec<&Ranked<'_>> = ranked.iter().filter(|other| key(other) == key(one)).collect();
        let drawn: Vec<u32> = tied.iter().filter_map(|(person, _)| person.lot).collect();
        if BTreeSet::from_iter(&drawn).len() < drawn.len() {
            count.hit("fault equal lots");
            return None;
        }
        if tied.len() > 1 && drawn.len() < tied.len() && final_totals {
            let mut ids: Vec<String> = tied.iter().map(|(person, _)| person.id.clone()).collect();
            ids.sort();
            verdict.asked.insert(("tie", ids));
        }
        let all_drawn = drawn.len() == tied.len();
        let before = ranked.iter().filter(|other| {
            key(other) > key(one) || key(other) == key(one) && all_drawn && other.0.lot < one.0.lot
        });
        let rank = u32::try_from(before.count()).unwrap_or(u32::MAX) + 1;
        verdict.order.insert((sitting, rank, one.0.id.clone()));
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
            () if a.0 != b.0 => "decided by group",
            () if a.1 != b.1 => "decided by total",
            () if a.2 != b.2 => "decided by assessment",
            () if a.3 != b.3 => "decided by enlistment",
            () if pair[0].0 == pair[1].0 => "undecided",
            () => "decided by lot",
        });
    }
    Some(order.into_iter().map(|(_, ranked)| ranked).collect())
}

/// Turn by turn: the first on the list that has a seat and is not closed.
fn choose(plain: &Plain, sitting: usize, order: &[Ranked<'_>], verdict: &mut Verdict, count: &mut Counters) {
    let mut waiting: Vec<(&Person, bool)> = order.iter().map(|(person, _)| (*person, false)).collect();
    let mut n = 0;
    while !waiting.is_empty() {
        let (person, was_late) = waiting.remove(0);
        n += 1;
        let (event, fate) = match person.give_up {
            Some(GiveUp::Late) if !was_late => {
                waiting.push((person, true));
                count.hit("late");
                verdict.turns.push((sitting, n, person.id.clone(), "late".into()));
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
        verdict.turns.push((sitting, n, person.id.clone(), event));
        let rank = verdict.order.iter().find(|(_, _, id)| *id == person.id).map(|(_, rank, _)| *rank);
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
        if let Some(why) = job.and_then(|job| closed_by(plain, person, job)) {
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

/// Seats that rulings take, and those who are outside the order.
fn outside(plain: &Plain, verdict: &mut Verdict, count: &mut Counters) {
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
}

/// The whole round.
pub(crate) fn verdict(plain: &Plain, count: &mut Counters) -> Verdict {
    let fault = Verdict { fault: true, ..Verdict::default() };
    let plain = match ruled(plain, count) {
        Ok(plain) => plain,
        Err(why) => {
            count.hit(&format!("fault {why}"));
            return fault;
        }
    };
    let (plain, mut verdict) = (&plain, Verdict::default());
    if !score_everybody(plain, &mut verdict, count) {
        return fault;
    }
    let sheets = verdict.sheets.clone();
    let mut ranked: [Vec<Ranked<'_>>; 2] = Default::default();
    for person in &plain.people {
        let sheet = sheets.get(&person.id).and_then(Option::as_ref);
        if !ask(person, sheet.is_some(), &mut verdict, count) {
            return fault;
        }
        if let Some(sheet) = sheet.filter(|_| person.is_ranked()) {
            ranked[person.sitting].push((person, sheet));
        } else if person.lot.is_some() && !person.is_ranked() {
            verdict.warnings.insert(("lot-unneeded", person.id.clone()));
        }
    }
    let mut orders = Vec::new();
    for (sitting, ranked) in ranked.iter().enumerate() {
        let Some(order) = rank(plain, (sitting, ranked), &mut verdict, count) else { return fault };
        orders.push(order);
    }
    if !verdict.asked.is_empty() {
        for (kind, _) in &verdict.asked {
            count.hit(&format!("question {kind}"));
        }
        verdict.warnings.clear();
        return verdict;
    }
    share(&orders.concat(), &mut verdict, count);
    outside(plain, &mut verdict, count);
    for (sitting, order) in orders.iter().enumerate() {
        count.hit_if(!order.is_empty() && sitting == 1, "second sitting");
        choose(plain, sitting, order, &mut verdict, count);
    }
    verdict
}
