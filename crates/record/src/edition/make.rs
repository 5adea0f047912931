//! The public edition of a finished round, made from what came of it.

use super::form::{
    EDITION_FORMAT, Edition, PublicAfter, PublicCandidate, PublicConsequence, PublicEvent, PublicEvents,
    PublicOutcome, PublicPreference, PublicSitting, PublicTurn, PublicUnranked, PublicVacancy, PublicWhy,
};
use crate::result::SchemeName;
use crate::statement::RoundName;
use anzhi_core::after::Aftermath;
use anzhi_core::outcome::{Allocation, CandidateResult, Fate, Placement};
use anzhi_core::rank::Ranked;
use anzhi_core::round::{CandidateRef, GiveUpKind, Round, SittingRef, VacancyRef};
use anzhi_core::scheme::Consequence;
use anzhi_core::session::{Event, Turn};
use std::collections::BTreeMap;

impl Edition {
    /// The public edition of a finished round.
    ///
    /// ```
    /// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
    /// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
    /// use anzhi_core::outcome::Outcome;
    /// use anzhi_record::edition::{Edition, PublicWhy};
    ///
    /// let Outcome::Done(placement) = anzhi_core::place::place(&round) else { return Err("open".into()) };
    /// let edition = Edition::new(&round, &placement);
    /// // The one of rank 6 had the second preference: of the first no seat was left.
    /// let sixth = &edition.sittings[0].candidates[5];
    /// let whys: Vec<PublicWhy> = sixth.list.iter().map(|line| line.why).collect();
    /// assert_eq!((sixth.rank, sixth.preference, &whys[1..]), (6, Some(2), &[PublicWhy::Had][..]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(round: &Round, placement: &Placement) -> Self {
        let (heading, scheme) = (round.heading(), round.scheme());
        let consequence = |kind| PublicConsequence::from(scheme.choosing.consequence(kind));
        Self {
            after: after(round, placement),
            events: PublicEvents {
                absent: consequence(GiveUpKind::Absent),
                gave_up: consequence(GiveUpKind::GaveUp),
                late: consequence(GiveUpKind::Late),
                timed_out: consequence(GiveUpKind::TimedOut),
            },
            format: EDITION_FORMAT,
            groups: scheme.ranking.groups.iter().map(|group| group.key.to_string()).collect(),
            round: RoundName {
                bureau: heading.bureau.to_string(),
                id: heading.id.to_string(),
                title: heading.title.to_string(),
                year: heading.year.to_string(),
            },
            salt: round.secret().salt_of("edition", "").to_hex(),
            scheme: SchemeName::of(scheme),
            sittings: placement.sittings.iter().map(|allocation| sitting(round, allocation)).collect(),
        }
    }
}

fn sitting(round: &Round, allocation: &Allocation) -> PublicSitting {
    let sitting = allocation.ranking.sitting;
    let lists = Lists::of(round, allocation);
    let results: BTreeMap<CandidateRef, &CandidateResult> =
        allocation.results.iter().map(|result| (result.candidate, result)).collect();
    let ties = ties(&allocation.ranking.places);
    let ranked = allocation.ranking.places.iter().zip(ties);
    let mut unranked: Vec<PublicUnranked> = allocation
        .results
        .iter()
        .filter(|result| result.rank.is_none())
        .map(|result| PublicUnranked { outcome: result.fate.into(), vacancy: had(round, result.fate) })
        .collect();
    // In an order that says nothing of ids.
    unranked.sort();
    PublicSitting {
        candidates: ranked
            .filter_map(|(place, tie)| {
                let fate = results.get(&place.candidate)?.fate;
                Some(candidate(round, place, tie, fate, lists.of_last_turn(place.candidate)))
            })
            .collect(),
        id: sitting_id(round, sitting),
        turns: turns(round, allocation),
        unranked,
        vacancies: vacancies(round, allocation),
    }
}

fn candidate(
    round: &Round,
    place: &Ranked,
    tie: Option<u32>,
    fate: Fate,
    list: Vec<PublicPreference>,
) -> PublicCandidate {
    let group = |group: anzhi_core::round::GroupRef| &round.scheme().ranking.groups[usize::from(group.0)].key;
    PublicCandidate {
        group: place.group.map(|at| group(at).to_string()),
        list,
        outcome: fate.into(),
        preference: match fate {
            Fate::Placed { preference, .. } => preference,
            Fate::Absent | Fate::Excluded | Fate::Exhausted | Fate::GaveUp | Fate::PlacedByRuling(_) => None,
        },
        rank: place.rank,
        tie,
        total: place.total.to_string(),
        vacancy: had(round, fate),
    }
}

/// The places within each run of equal totals of one group.
fn ties(places: &[Ranked]) -> Vec<Option<u32>> {
    let runs = places.chunk_by(|a, b| (a.group, a.total) == (b.group, b.total));
    let numbered = |run: &[Ranked]| {
        let several = run.len() > 1;
        (1..).take(run.len()).map(move |n| several.then_some(n)).collect::<Vec<_>>()
    };
    runs.flat_map(numbered).collect()
}

fn turns(round: &Round, allocation: &Allocation) -> Vec<PublicTurn> {
    let ranks: BTreeMap<CandidateRef, u32> =
        allocation.ranking.places.iter().map(|place| (place.candidate, place.rank)).collect();
    let turn = |turn: &Turn| {
        let (event, vacancy) = match turn.event {
            Event::Absent => (PublicEvent::Absent, None),
            Event::Chose(vacancy) => (PublicEvent::Chose, Some(vacancy_id(round, vacancy))),
            Event::Exhausted => (PublicEvent::Exhausted, None),
            Event::GaveUp => (PublicEvent::GaveUp, None),
            Event::Late => (PublicEvent::Late, None),
            Event::TimedOut => (PublicEvent::TimedOut, None),
        };
        PublicTurn { event, n: turn.n, rank: ranks.get(&turn.candidate).copied().unwrap_or(0), vacancy }
    };
    allocation.turns.iter().map(turn).collect()
}

fn vacancies(round: &Round, allocation: &Allocation) -> Vec<PublicVacancy> {
    let sitting = allocation.ranking.sitting;
    let here = round.vacancies().iter().zip(&allocation.seats).filter(|(v, _)| v.sitting == sitting);
    here.map(|(vacancy, seats)| PublicVacancy {
        id: vacancy.id.to_string(),
        last_turn: seats.last_turn,
        left: seats.left,
        post: vacancy.post.to_string(),
        seats: vacancy.seats,
        unit: vacancy.unit.to_string(),
    })
    .collect()
}

/// Whoever a ruling moved after the meeting, by sitting and rank and, without a rank, by what changed: in an order that
/// says nothing of ids.
fn after(round: &Round, placement: &Placement) -> Vec<PublicAfter> {
    let line = |after: &Aftermath| {
        let (allocation, result) = placement.find(after.candidate)?;
        let vacancy = |vacancy: Option<VacancyRef>| vacancy.map(|vacancy| vacancy_id(round, vacancy));
        let line = PublicAfter {
            from: vacancy(after.from()),
            outcome: after.fate().into(),
            rank: result.rank,
            sitting: sitting_id(round, allocation.ranking.sitting),
            to: vacancy(after.to()),
        };
        Some((allocation.ranking.sitting, line))
    };
    let mut all: Vec<(SittingRef, PublicAfter)> = placement.after.iter().filter_map(line).collect();
    all.sort_by(|(a, one), (b, other)| {
        let key = |line: &PublicAfter| {
            (line.rank.is_none(), line.rank, line.from.clone(), line.to.clone(), line.outcome)
        };
        a.cmp(b).then_with(|| key(one).cmp(&key(other)))
    });
    all.into_iter().map(|(_, line)| line).collect()
}

/// What each list came to, read in the turns of a sitting.
struct Lists(BTreeMap<CandidateRef, Vec<PublicPreference>>);

impl Lists {
    /// Goes through the turns with the seats as they stood.
    fn of(round: &Round, allocation: &Allocation) -> Self {
        let sitting = allocation.ranking.sitting;
        let mut left: Vec<u32> = round.vacancies().iter().map(|vacancy| vacancy.seats).collect();
        let settled = round.all_candidates().filter_map(|who| round.placed_by_ruling(who));
        settled.for_each(|vacancy| left[vacancy.0 as usize] = left[vacancy.0 as usize].saturating_sub(1));
        let mut lists = BTreeMap::new();
        for turn in &allocation.turns {
            let chosen = match turn.event {
                Event::Chose(vacancy) => Some(vacancy),
                Event::Exhausted => None,
                Event::Absent | Event::GaveUp | Event::Late | Event::TimedOut => continue,
            };
            let read = read(round, sitting, turn.candidate, chosen, &left);
            lists.insert(turn.candidate, read);
            if let Some(vacancy) = chosen {
                left[vacancy.0 as usize] = left[vacancy.0 as usize].saturating_sub(1);
            }
        }
        Self(lists)
    }

    fn of_last_turn(&self, candidate: CandidateRef) -> Vec<PublicPreference> {
        self.0.get(&candidate).cloned().unwrap_or_default()
    }
}

/// A list down to the vacancy that was chosen. Somebody who chose in the hall what stands on no list shows none.
fn read(
    round: &Round,
    sitting: SittingRef,
    who: CandidateRef,
    chosen: Option<VacancyRef>,
    left: &[u32],
) -> Vec<PublicPreference> {
    let list = round.list(who);
    let last = match chosen {
        Some(vacancy) => list.iter().position(|line| line.vacancy == vacancy).map(|place| place + 1),
        None => Some(list.len()),
    };
    let why = |vacancy: VacancyRef| {
        if round.vacancy(vacancy).sitting != sitting {
            PublicWhy::Elsewhere
        } else if left[vacancy.0 as usize] == 0 {
            PublicWhy::Gone
        } else if chosen == Some(vacancy) {
            PublicWhy::Had
        } else {
            PublicWhy::Closed
        }
    };
    let line = |vacancy| PublicPreference { vacancy: vacancy_id(round, vacancy), why: why(vacancy) };
    list[..last.unwrap_or(0)].iter().map(|preference| line(preference.vacancy)).collect()
}

fn had(round: &Round, fate: Fate) -> Option<String> {
    fate.vacancy().map(|vacancy| vacancy_id(round, vacancy))
}

fn vacancy_id(round: &Round, vacancy: VacancyRef) -> String {
    round.vacancy(vacancy).id.to_string()
}

fn sitting_id(round: &Round, sitting: SittingRef) -> String {
    round.scheme().sittings[usize::from(sitting.0)].key.to_string()
}

impl From<Fate> for PublicOutcome {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Absent => Self::Absent,
            Fate::Excluded => Self::Excluded,
            Fate::Exhausted => Self::Exhausted,
            Fate::GaveUp => Self::GaveUp,
            Fate::Placed { .. } => Self::Placed,
            Fate::PlacedByRuling(_) => Self::PlacedByRuling,
        }
    }
}

impl From<Consequence> for PublicConsequence {
    fn from(consequence: Consequence) -> Self {
        match consequence {
            Consequence::Assigned => Self::Assigned,
            Consequence::EndOfGroup => Self::EndOfGroup,
            Consequence::EndOfList => Self::EndOfList,
            Consequence::Leftover => Self::Leftover,
            Consequence::Out => Self::Out,
        }
    }
}
