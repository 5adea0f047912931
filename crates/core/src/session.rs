//! A choosing session (选岗): one state machine per sitting, driven event by event.
//!
//! Preference lists, a live meeting and a replay of a record all drive it the same way: ask whose turn it is
//! and what is open, then say what happened.

use crate::eligibility::{Closed, closed};
use crate::place::Scores;
use crate::rank::Ranking;
use crate::round::{CandidateRef, GiveUpKind, GroupRef, Round, SittingRef, VacancyRef};
use crate::scheme::Consequence;
use std::collections::{BTreeSet, VecDeque};

/// What happened in a turn.
///
/// ```
/// use anzhi_core::{round::GiveUpKind, session::Event};
///
/// assert_eq!(Event::from(GiveUpKind::Late), Event::Late);
/// assert_eq!(Event::TimedOut.as_str(), "timed_out");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Event {
    /// Was not there (缺席).
    Absent,
    /// Chose a vacancy (选定).
    Chose(VacancyRef),
    /// Had nothing left to choose (志愿用尽).
    Exhausted,
    /// Gave up (放弃).
    GaveUp,
    /// Came late (迟到).
    Late,
    /// Used up the time (超时).
    TimedOut,
}

impl From<GiveUpKind> for Event {
    fn from(kind: GiveUpKind) -> Self {
        match kind {
            GiveUpKind::Absent => Self::Absent,
            GiveUpKind::GaveUp => Self::GaveUp,
            GiveUpKind::Late => Self::Late,
            GiveUpKind::TimedOut => Self::TimedOut,
        }
    }
}

impl Event {
    /// The word in `result.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Chose(_) => "chose",
            Self::Exhausted => "exhausted",
            Self::GaveUp => "gave_up",
            Self::Late => "late",
            Self::TimedOut => "timed_out",
        }
    }

    /// What kept the candidate from choosing, if anything did.
    fn kept_away(self) -> Option<GiveUpKind> {
        match self {
            Self::Absent => Some(GiveUpKind::Absent),
            Self::GaveUp => Some(GiveUpKind::GaveUp),
            Self::Late => Some(GiveUpKind::Late),
            Self::TimedOut => Some(GiveUpKind::TimedOut),
            Self::Chose(_) | Self::Exhausted => None,
        }
    }
}

/// One turn as it was taken.
///
/// Shown at [`Session`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Turn {
    /// The number of the turn in its sitting, from 1.
    pub n: u32,
    /// Whose turn it was.
    pub candidate: CandidateRef,
    /// What happened.
    pub event: Event,
}

/// The seats of one vacancy as they stand.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::session::{Event, Seats, Session};
///
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let mut session = Session::open(&round, &standing.scores, &standing.rankings[0]);
/// let only_seat = round.find_vacancy("01-1").ok_or("not there")?;
/// session.apply(Event::Chose(only_seat))?;
/// assert_eq!(session.seats()[only_seat.0 as usize], Seats { left: 0, last_turn: Some(1) });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Seats {
    /// How many are left.
    pub left: u32,
    /// The turn in which the last one went; `None` while any is left, and if a ruling took it.
    pub last_turn: Option<u32>,
}

/// An event that cannot be.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{eligibility::Closed, session::{Event, Refused, Session}};
///
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let mut session = Session::open(&round, &standing.scores, &standing.rankings[0]);
/// // A brother of the first works at that unit.
/// let closed = round.find_vacancy("14-1").ok_or("not there")?;
/// assert_eq!(session.apply(Event::Chose(closed)), Err(Refused::Closed(Closed::Relative)));
/// assert!(session.turns().is_empty());
/// while session.turn().is_some() {
///     session.apply(Event::GaveUp)?;
/// }
/// assert_eq!(session.apply(Event::GaveUp), Err(Refused::NobodysTurn));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refused {
    /// The vacancy is closed to the one whose turn it is.
    #[error("the vacancy is closed to this candidate: {0:?}")]
    Closed(Closed),
    /// Everybody has had their turn.
    #[error("nobody's turn is left")]
    NobodysTurn,
}

/// When somebody chooses, in this order.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Stage {
    /// With the group; those who get a further turn there after the others.
    InTurn {
        group: Option<GroupRef>,
        again: bool,
    },
    EndOfList,
    Leftover,
}

/// The session of one sitting.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::place::stand;
/// use anzhi_core::session::{Event, Session};
///
/// let standing = stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let mut session = Session::open(&round, &standing.scores, &standing.rankings[0]);
/// let first = session.turn().ok_or("nobody is ranked")?;
/// let chosen = session.open_vacancies().next().ok_or("nothing is open")?;
/// let turn = session.apply(Event::Chose(chosen))?;
/// assert_eq!((turn.n, turn.candidate), (1, first));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Session<'a> {
    round: &'a Round,
    scores: &'a Scores,
    sitting: SittingRef,
    /// In order; the key says where somebody who gets a further turn goes.
    waiting: VecDeque<(Stage, CandidateRef)>,
    sent_back: BTreeSet<CandidateRef>,
    seats: Vec<Seats>,
    turns: Vec<Turn>,
}

impl<'a> Session<'a> {
    /// Opens the session: everybody waits in the order of the ranking, and rulings have taken their seats.
    pub fn open(round: &'a Round, scores: &'a Scores, ranking: &Ranking) -> Self {
        let mut seats: Vec<Seats> =
            round.vacancies().iter().map(|v| Seats { left: v.seats, last_turn: None }).collect();
        for vacancy in round.all_candidates().filter_map(|candidate| round.placed_by_ruling(candidate)) {
            let left = &mut seats[vacancy.0 as usize].left;
            *left = left.saturating_sub(1);
        }
        let in_turn = |group: Option<GroupRef>| Stage::InTurn { group, again: false };
        let places = ranking.places.iter();
        let waiting = places.map(|ranked| (in_turn(ranked.group), ranked.candidate)).collect();
        let (sent_back, turns) = (BTreeSet::new(), Vec::new());
        Self { round, scores, sitting: ranking.sitting, waiting, sent_back, seats, turns }
    }

    /// Whose turn it is; `None` when everybody has had theirs.
    pub fn turn(&self) -> Option<CandidateRef> {
        self.waiting.front().map(|(_, candidate)| *candidate)
    }

    /// Why a vacancy is closed to the one whose turn it is; `None` if it is open.
    pub fn closed(&self, vacancy: VacancyRef) -> Option<Closed> {
        let candidate = self.turn()?;
        if self.round.vacancies().get(vacancy.0 as usize).is_some_and(|v| v.sitting != self.sitting) {
            return Some(Closed::Sitting);
        }
        if self.seats.get(vacancy.0 as usize).is_none_or(|seats| seats.left == 0) {
            return Some(Closed::NoSeat);
        }
        closed(self.round, candidate, self.scores.education(candidate), vacancy)
    }

    /// The vacancies open to the one whose turn it is, by id.
    pub fn open_vacancies(&self) -> impl Iterator<Item = VacancyRef> + '_ {
        let anybody = self.turn().is_some();
        self.round.all_vacancies().filter(move |vacancy| anybody && self.closed(*vacancy).is_none())
    }

    /// Records what happened in the present turn and passes on to the next.
    ///
    /// # Errors
    /// [`Refused`]; nothing has changed then.
    pub fn apply(&mut self, event: Event) -> Result<Turn, Refused> {
        let candidate = self.turn().ok_or(Refused::NobodysTurn)?;
        if let Event::Chose(vacancy) = event
            && let Some(why) = self.closed(vacancy)
        {
            return Err(Refused::Closed(why));
        }
        let turn = Turn { n: u32::try_from(self.turns.len() + 1).unwrap_or(u32::MAX), candidate, event };
        self.waiting.pop_front();
        let consequence = event.kept_away().map(|kind| self.round.scheme().choosing.consequence(kind));
        let stage = consequence.and_then(|consequence| self.stage_after(consequence, candidate));
        // A second time would never end.
        if let Some(stage) = stage.filter(|_| self.sent_back.insert(candidate)) {
            let place = self.waiting.partition_point(|(other, _)| *other <= stage);
            self.waiting.insert(place, (stage, candidate));
        }
        if let Event::Chose(vacancy) = event {
            let seats = &mut self.seats[vacancy.0 as usize];
            seats.left -= 1;
            seats.last_turn = (seats.left == 0).then_some(turn.n);
        }
        self.turns.push(turn);
        Ok(turn)
    }

    fn stage_after(&self, consequence: Consequence, candidate: CandidateRef) -> Option<Stage> {
        match consequence {
            Consequence::Assigned | Consequence::Out => None,
            Consequence::EndOfGroup => {
                Some(Stage::InTurn { group: self.round.group(candidate), again: true })
            }
            Consequence::EndOfList => Some(Stage::EndOfList),
            Consequence::Leftover => Some(Stage::Leftover),
        }
    }

    /// The turns taken so far.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The seats of each vacancy of the round as they stand.
    pub fn seats(&self) -> &[Seats] {
        &self.seats
    }

    /// Which sitting it is.
    pub fn sitting(&self) -> SittingRef {
        self.sitting
    }
}
