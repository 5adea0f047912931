//! The independent check (独立复核) of a finished sitting. It shares no code with ranking, session and
//! eligibility, and re-derives what it needs from the inputs in its own plain way.

mod after;
mod ties;

use crate::date::{Date, MissingDay};
use crate::facts::FactSchema;
use crate::outcome::{Allocation, CandidateResult, Fate};
use crate::place::Scores;
use crate::points::Points;
use crate::round::{CandidateRef, GiveUpKind, Round, VacancyRef};
use crate::scheme::{Barred, Consequence, Counted};
use crate::session::Event;
use crate::sheet::Gave;
use std::collections::{BTreeMap, BTreeSet};
use ties::tie_keys_allow;

pub use after::recheck_after;

/// What the independent check found broken.
///
/// Shown at [`recheck`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Broken {
    /// A seat given after the meeting was not to be given to that person.
    AfterGiven,
    /// More people sit on a vacancy than it has seats, once everything is done.
    AfterSeats,
    /// A seat taken back after the meeting was not had by that person.
    AfterTaken,
    /// What is told of the time after the meeting is not what the rulings say.
    AfterTold,
    /// Somebody is missing from the results, or stands there twice.
    Everybody,
    /// A result does not follow from the turns.
    Fate,
    /// Somebody ranked has no total.
    NoTotal,
    /// Somebody had no turn.
    NoTurn,
    /// Somebody did not get the first vacancy open to them.
    NotFirstOpen,
    /// The order of choosing is not that of the ranking.
    Order,
    /// The ranks are not 1, 2, 3 …
    Ranks,
    /// The results do not stand in the order of the ranking.
    ResultOrder,
    /// The seats do not add up.
    Seats,
    /// A turn says another event than was recorded.
    TurnEvent,
    /// A turn was not taken in order.
    TurnOrder,
}

/// Checks a sitting after those before it: the order, the turns, the seats, the conditions, and that everybody who chose from a list got the
/// first vacancy on it that was then open to them.
///
/// # Errors
/// The first thing that is broken.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{outcome::Outcome, place::place, recheck::{Broken, recheck}};
///
/// let Outcome::Done(mut placement) = place(&round) else { return Err("questions are open".into()) };
/// assert_eq!(recheck(&round, &placement.scores, &[], &placement.sittings[0]), Ok(()));
/// placement.sittings[0].turns.pop();
/// assert_eq!(recheck(&round, &placement.scores, &[], &placement.sittings[0]), Err(Broken::NoTurn));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn recheck(
    round: &Round,
    scores: &Scores,
    earlier: &[Allocation],
    allocation: &Allocation,
) -> Result<(), Broken> {
    let papers = Papers::of(round);
    order(round, scores, &papers, allocation)?;
    turns(round, allocation)?;
    seats(round, scores, &papers, allocation)?;
    everybody(round, earlier, allocation)
}

/// What was drawn, filed and declared, by whom.
struct Papers<'a> {
    lots: BTreeMap<CandidateRef, u32>,
    certificates: BTreeSet<(CandidateRef, &'a str)>,
    relatives: BTreeSet<(CandidateRef, &'a str)>,
}

impl<'a> Papers<'a> {
    fn of(round: &'a Round) -> Self {
        let in_time = |date| Some(date) <= round.heading().filing_date;
        let filed = round.certificates().iter().filter(|row| in_time(row.date));
        Self {
            lots: round.lots().iter().map(|lot| (lot.candidate, lot.number)).collect(),
            certificates: filed.map(|row| (row.candidate, &*row.certificate)).collect(),
            relatives: round.relatives().iter().map(|row| (row.candidate, &*row.unit)).collect(),
        }
    }
}

/// Each pair of neighbours in the ranking stands in the right order.
fn order(round: &Round, scores: &Scores, papers: &Papers<'_>, allocation: &Allocation) -> Result<(), Broken> {
    let kind = round.scheme().sittings[usize::from(allocation.ranking.sitting.0)].kind;
    for (place, ranked) in allocation.ranking.places.iter().enumerate() {
        if ranked.rank as usize != place + 1 {
            return Err(Broken::Ranks);
        }
        let Some(next) = allocation.ranking.places.get(place + 1) else { break };
        let key = |who: CandidateRef| -> Option<(u16, i64)> {
            let total = scores.sheet(who)?.0.total_for(kind)?;
            Some((round.group(who).map_or(0, |group| group.0), -total.micros()))
        };
        let (Some(here), Some(there)) = (key(ranked.candidate), key(next.candidate)) else {
            return Err(Broken::NoTotal);
        };
        if here > there
            || (here == there
                && !tie_keys_allow(round, scores, papers, kind, [ranked.candidate, next.candidate]))
        {
            return Err(Broken::Order);
        }
    }
    Ok(())
}

/// Turns follow the ranking; who is sent to the end of the list comes after everybody else, and then chooses.
fn turns(round: &Round, allocation: &Allocation) -> Result<(), Broken> {
    let mut expected: Vec<CandidateRef> = allocation.ranking.places.iter().map(|p| p.candidate).collect();
    let recorded: BTreeMap<CandidateRef, GiveUpKind> =
        round.give_ups().iter().map(|row| (row.candidate, row.kind)).collect();
    let mut had_a_turn = BTreeSet::new();
    let mut further = Further::default();
    let mut place = 0;
    for turn in &allocation.turns {
        if turn.n as usize != place + 1 || expected.get(place) != Some(&turn.candidate) {
            return Err(Broken::TurnOrder);
        }
        let first = had_a_turn.insert(turn.candidate);
        let kept_away = match turn.event {
            Event::Absent => Some(GiveUpKind::Absent),
            Event::GaveUp => Some(GiveUpKind::GaveUp),
            Event::TimedOut => Some(GiveUpKind::TimedOut),
            Event::Late => Some(GiveUpKind::Late),
            Event::Chose(_) | Event::Exhausted => None,
        };
        let own = round.candidate(turn.candidate).sitting == allocation.ranking.sitting;
        if kept_away != recorded.get(&turn.candidate).copied().filter(|_| first && own) {
            return Err(Broken::TurnEvent);
        }
        let choosing = &round.scheme().choosing;
        let consequence = match turn.event {
            Event::Absent => choosing.absent,
            Event::GaveUp => choosing.gave_up,
            Event::TimedOut => choosing.timed_out,
            Event::Late => choosing.late,
            Event::Chose(_) | Event::Exhausted => Consequence::Out,
        };
        if first {
            further.put(round, turn.candidate, consequence, place, &mut expected);
        }
        place += 1;
    }
    if place == expected.len() { Ok(()) } else { Err(Broken::NoTurn) }
}

/// Where those who get a further turn stand: how many wait behind everybody, and how many behind those.
#[derive(Default)]
struct Further {
    at_end: usize,
    at_last: usize,
}

impl Further {
    fn put(
        &mut self,
        round: &Round,
        who: CandidateRef,
        consequence: Consequence,
        place: usize,
        expected: &mut Vec<CandidateRef>,
    ) {
        match consequence {
            Consequence::Assigned | Consequence::Out => {}
            Consequence::EndOfGroup => {
                // Behind the last of the group, those at the end of the whole list left aside.
                let own = &expected[place + 1..expected.len() - self.at_end - self.at_last];
                let behind = own.iter().rposition(|other| round.group(*other) == round.group(who));
                expected.insert(place + 1 + behind.map_or(0, |last| last + 1), who);
            }
            Consequence::EndOfList => {
                expected.insert(expected.len() - self.at_last, who);
                self.at_end += 1;
            }
            Consequence::Leftover => {
                expected.push(who);
                self.at_last += 1;
            }
        }
    }
}

/// Plays the turns over on a plain count of seats.
fn seats(round: &Round, scores: &Scores, papers: &Papers<'_>, allocation: &Allocation) -> Result<(), Broken> {
    let mut left: Vec<i64> = round.vacancies().iter().map(|vacancy| i64::from(vacancy.seats)).collect();
    let mut last_turns = vec![None; left.len()];
    for candidate in round.all_candidates() {
        if let Some(vacancy) = round.placed_by_ruling(candidate) {
            left[vacancy.0 as usize] -= 1;
        }
    }
    for turn in &allocation.turns {
        let (Event::Chose(_) | Event::Exhausted) = turn.event else { continue };
        let first_open =
            round.list(turn.candidate).iter().map(|preference| preference.vacancy).find(|vacancy| {
                let here = round.vacancy(*vacancy).sitting == allocation.ranking.sitting;
                here && left[vacancy.0 as usize] > 0 && meets(round, scores, papers, turn.candidate, *vacancy)
            });
        match (turn.event, first_open) {
            (Event::Chose(got), Some(first)) if got == first => {
                left[got.0 as usize] -= 1;
                last_turns[got.0 as usize] = (left[got.0 as usize] == 0).then_some(turn.n);
            }
            (Event::Exhausted, None) => {}
            _ => return Err(Broken::NotFirstOpen),
        }
    }
    let counted = left.into_iter().zip(last_turns);
    let told = allocation.seats.iter().map(|seats| (i64::from(seats.left), seats.last_turn));
    if counted.eq(told) { Ok(()) } else { Err(Broken::Seats) }
}

/// Everybody of the sitting has exactly one result: the ranked in order, then whom rulings leave out. Whom an
/// earlier sitting has placed, or let go, is not of it any more.
fn everybody(round: &Round, earlier: &[Allocation], allocation: &Allocation) -> Result<(), Broken> {
    let sitting = allocation.ranking.sitting;
    let gone: BTreeSet<CandidateRef> = earlier
        .iter()
        .flat_map(|before| before.results.iter().filter(|result| result.fate != Fate::Exhausted))
        .map(|result| result.candidate)
        .collect();
    let left_out = |who: CandidateRef| round.is_excluded(who) || round.placed_by_ruling(who).is_some();
    let here: BTreeSet<CandidateRef> = round
        .all_candidates()
        .filter(|who| {
            if left_out(*who) {
                round.candidate(*who).sitting == sitting
            } else {
                round.sittings(*who).any(|own| own == sitting) && !gone.contains(who)
            }
        })
        .collect();
    let told: BTreeSet<CandidateRef> = allocation.results.iter().map(|result| result.candidate).collect();
    if told != here || allocation.results.len() != here.len() {
        return Err(Broken::Everybody);
    }
    let ranked = allocation.ranking.places.iter().map(|place| (place.candidate, Some(place.rank)));
    let others = allocation.results.iter().skip(ranked.len()).map(|result| (result.candidate, None));
    if !allocation.results.iter().map(|result| (result.candidate, result.rank)).eq(ranked.chain(others)) {
        return Err(Broken::ResultOrder);
    }
    let last_turns: BTreeMap<CandidateRef, _> =
        allocation.turns.iter().map(|turn| (turn.candidate, turn)).collect();
    for CandidateResult { candidate, fate, .. } in &allocation.results {
        let last = last_turns.get(candidate);
        let chosen = last.map(|turn| turn.event);
        let (excluded, by_ruling) = (round.is_excluded(*candidate), round.placed_by_ruling(*candidate));
        let fits = match *fate {
            Fate::Placed { vacancy, turn, preference } => {
                let listed = round.list(*candidate).iter().find(|p| p.vacancy == vacancy).map(|p| p.order);
                let taken = (Some(Event::Chose(vacancy)), Some(turn));
                (chosen, last.map(|turn| turn.n)) == taken && preference == listed
            }
            Fate::Exhausted => chosen == Some(Event::Exhausted),
            Fate::GaveUp => matches!(chosen, Some(Event::GaveUp | Event::TimedOut)),
            Fate::Absent => matches!(chosen, Some(Event::Absent | Event::Late)),
            Fate::Excluded => excluded,
            Fate::PlacedByRuling(vacancy) => by_ruling == Some(vacancy),
        };
        // Who is left out by a ruling has no turn, everybody else has.
        if !fits || last.is_some() == (excluded || by_ruling.is_some()) {
            return Err(Broken::Fate);
        }
    }
    Ok(())
}

fn meets(
    round: &Round,
    scores: &Scores,
    papers: &Papers<'_>,
    who: CandidateRef,
    vacancy: VacancyRef,
) -> bool {
    let (person, wanted) = (round.dossier(who), round.vacancy(vacancy));
    if round.sittings(who).all(|own| own != wanted.sitting) {
        return false;
    }
    if wanted.group.is_some() && wanted.group != round.group(who) {
        return false;
    }
    let kinds = |bar: &&Barred| matches!(bar, Barred::Vacancies(kinds) if kinds.contains(&wanted.kind));
    let met = scores.sheet(who).map(|(sheet, _)| &*sheet.bars).unwrap_or_default();
    if met.iter().map(|id| &round.scheme().scoring.bar(*id).bars).any(|bar| kinds(&bar)) {
        return false;
    }
    if wanted.sex.is_some() && person.category(FactSchema::SEX) != wanted.sex {
        return false;
    }
    if let Some(least) = wanted.education
        && counted_education(round, scores, who).is_none_or(|own| own < least)
    {
        return false;
    }
    if let Some(limit) = wanted.age {
        let Some(born) = person.date(FactSchema::BORN) else { return false };
        if age_on(born, limit.on, round.scheme().scoring.anniversary) > i32::from(limit.most) {
            return false;
        }
    }
    if let Some(certificate) = &wanted.certificate
        && !papers.certificates.contains(&(who, &**certificate))
    {
        return false;
    }
    !papers.relatives.contains(&(who, &*wanted.unit))
}

/// The age by comparing month and day, with 29 February moved as the scheme says.
fn age_on(born: Date, day: Date, missing: MissingDay) -> i32 {
    let leap = |year: i16| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let birthday = match (born.month(), born.day()) {
        (2, 29) if !leap(day.year()) => match missing {
            MissingDay::Last => (2, 28),
            MissingDay::Next => (3, 1),
        },
        other => other,
    };
    let full = i32::from(day.year()) - i32::from(born.year());
    if (day.month(), day.day()) < birthday { full - 1 } else { full }
}

fn counted_education(round: &Round, scores: &Scores, who: CandidateRef) -> Option<u16> {
    let (sheet, _) = scores.sheet(who)?;
    let (counted, _) = round.scheme().choosing.education?;
    let steps = match counted {
        Counted::Item(item) => &sheet.items.iter().find(|line| line.item == item)?.steps,
        Counted::Value(value) => match sheet.values.iter().find(|line| line.value == value) {
            Some(line) => &line.steps,
            // Nothing on the sheet uses it: there is no second source.
            None => return scores.education(who).class(),
        },
    };
    let mut classes: Vec<(u16, u16)> = Vec::new();
    let mut counted: Option<Vec<(u16, Points)>> = None;
    for gave in steps {
        if let Gave::Classed(rows) = gave {
            classes.clone_from(rows);
        }
        if let Gave::Entries(rows) = gave {
            counted = Some(rows.clone());
        }
    }
    let counts = |row: u16| counted.as_ref().is_none_or(|counted| counted.iter().any(|(own, _)| *own == row));
    classes.iter().filter(|(row, _)| counts(*row)).map(|(_, class)| *class).max()
}

#[cfg(test)]
mod tests;
