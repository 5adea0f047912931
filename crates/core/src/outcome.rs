//! What comes of a round (结果).

use crate::after::{Aftermath, Settled};
use crate::asking::standing_answer;
use crate::points::Points;
use crate::question::Question;
use crate::rank::Ranking;
use crate::round::{Answer, CandidateRef, Round, SittingRef, VacancyRef};
use crate::session::{Seats, Turn};
use crate::warning::Warning;

use crate::fault::Fault;
pub use crate::place::Scores;
use crate::place::average_exam_share;

/// The three things that can come of a round.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::outcome::Outcome;
///
/// let placed = match anzhi_core::place::place(&round) {
///     Outcome::Done(placement) => placement.sittings[0].results.len(),
///     Outcome::Questions(standing) => return Err(format!("{} are open", standing.questions.len()).into()),
///     Outcome::Fault(faults) => return Err(faults[0].clone().into()),
/// };
/// assert_eq!(placed, 25);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Everybody has had their turn.
    Done(Placement),
    /// Humans must decide first; everything computed so far.
    Questions(Standing),
    /// Something is wrong with the inputs.
    Fault(Vec<Fault>),
}

/// A finished round.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{outcome::Outcome, place::place, round::SittingRef};
///
/// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
/// let who = round.find_candidate("20").ok_or("not there")?;
/// let (allocation, result) = placement.find(who).ok_or("no result")?;
/// assert_eq!(allocation.ranking.sitting, SittingRef(0));
/// assert_eq!(result.rank, Some(6));
/// assert_eq!(result.fate.vacancy(), round.find_vacancy("03-1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Placement {
    /// All sheets.
    pub scores: Scores,
    /// One for each sitting of the scheme, in its order.
    pub sittings: Vec<Allocation>,
    /// What rulings changed once all sittings were over, by candidate; the sittings stay as they were held.
    pub after: Vec<Aftermath>,
    /// What deserves a look, sorted.
    pub warnings: Vec<Warning>,
    /// By candidate of the round: the place of the sitting and that of the result in it.
    places: Vec<Option<(usize, usize)>>,
    /// By vacancy of the round: the seats that nobody has in the end.
    left: Vec<u32>,
}

/// A round that waits for humans.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_core::{place::stand, round::SittingRef};
///
/// // Without the rulings the grade of 17 has no points, and what the exam weighs is not known.
/// files.remove("rulings.csv");
/// # let round = anzhi_tables::read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let standing = stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(standing.held_back, [round.find_candidate("17").ok_or("not there")?]);
/// assert_eq!(standing.waiting(&round, SittingRef(0)).count(), 1);
/// assert_eq!(standing.questions[0].kind.as_str(), "gap");
/// assert_eq!(standing.exam_share(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Standing {
    /// The sheets so far.
    pub scores: Scores,
    /// The ranking of each sitting so far: of those whose totals are known, the tied sharing a rank.
    pub rankings: Vec<Ranking>,
    /// Whose sheets wait for a ruling, by id: who would be ranked has no rank yet, and until then the ranks of
    /// the others in the sitting are provisional.
    pub held_back: Vec<CandidateRef>,
    /// All open questions.
    pub questions: Vec<Question>,
    /// What deserves a look, sorted.
    pub warnings: Vec<Warning>,
}

/// A finished sitting.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{outcome::Outcome, place::place};
///
/// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
/// let sitting = &placement.sittings[0];
/// // 23 are ranked, of whom a late one had two turns; the other two were settled by rulings.
/// assert_eq!((sitting.ranking.places.len(), sitting.turns.len(), sitting.results.len()), (23, 24, 25));
/// assert_eq!(sitting.seats.iter().map(|seats| seats.left).sum::<u32>(), 11); // of 31
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Allocation {
    /// The order of choosing.
    pub ranking: Ranking,
    /// The turns as taken.
    pub turns: Vec<Turn>,
    /// By vacancy of the round: the seats at the end.
    pub seats: Vec<Seats>,
    /// Everybody of the sitting: the ranked in order, then the others by id.
    pub results: Vec<CandidateResult>,
}

/// What came of one candidate.
///
/// Shown at [`Placement`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CandidateResult {
    /// Who.
    pub candidate: CandidateRef,
    /// The rank; the excluded and those placed by ruling have none.
    pub rank: Option<u32>,
    /// What came of them.
    pub fate: Fate,
}

/// What came of a candidate.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::outcome::{Fate, Outcome};
///
/// let Outcome::Done(placement) = anzhi_core::place::place(&round) else { return Err("open".into()) };
/// let fate = |id| Some(placement.find(round.find_candidate(id)?)?.1.fate);
/// let vacancy = round.find_vacancy("03-1").ok_or("not there")?;
/// assert_eq!(fate("20"), Some(Fate::Placed { vacancy, turn: 6, preference: Some(2) }));
/// assert_eq!(fate("11"), Some(Fate::Exhausted));
/// assert_eq!(fate("24").map(Fate::as_str), Some("placed_by_ruling"));
/// assert_eq!(round.find_candidate("25").and_then(|who| Fate::by_ruling(&round, who)), Some(Fate::Excluded));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    /// Was absent and has no further turn (缺席).
    Absent,
    /// Was left out of the ranking by a ruling (不予排名).
    Excluded,
    /// Nothing on the list was open any more: unplaced, for the bureau to see to (志愿用尽).
    Exhausted,
    /// Gave up, or ran out of time (放弃).
    GaveUp,
    /// Placed in turn: the vacancy, the turn, and which preference it was if there was a list (安置).
    Placed {
        /// Where.
        vacancy: VacancyRef,
        /// In which turn.
        turn: u32,
        /// Which preference, from 1.
        preference: Option<u32>,
    },
    /// Placed by a ruling, outside the order (直接安置).
    PlacedByRuling(VacancyRef),
}

impl Standing {
    /// Those of a sitting who would be ranked and wait for a ruling, by id.
    pub fn waiting(&self, round: &Round, sitting: SittingRef) -> impl Iterator<Item = CandidateRef> {
        let ranked_here =
            move |who: &CandidateRef| round.sits(*who, sitting) && Fate::by_ruling(round, *who).is_none();
        self.held_back.iter().copied().filter(ranked_here)
    }

    /// The average share of the exam in the totals of the ranked; `None` while a total is held back.
    pub fn exam_share(&self) -> Option<ExamShare> {
        average_exam_share(&self.scores, &self.rankings).filter(|_| self.held_back.is_empty())
    }
}

impl Fate {
    /// What a ruling has settled for a candidate before anybody chooses.
    pub fn by_ruling(round: &Round, candidate: CandidateRef) -> Option<Self> {
        match round.placed_by_ruling(candidate) {
            Some(vacancy) => Some(Self::PlacedByRuling(vacancy)),
            None => round.is_excluded(candidate).then_some(Self::Excluded),
        }
    }

    /// The word in `result.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Excluded => "excluded",
            Self::Exhausted => "exhausted",
            Self::GaveUp => "gave_up",
            Self::Placed { .. } => "placed",
            Self::PlacedByRuling(_) => "placed_by_ruling",
        }
    }

    /// The vacancy, if placed.
    pub fn vacancy(self) -> Option<VacancyRef> {
        match self {
            Self::Placed { vacancy, .. } | Self::PlacedByRuling(vacancy) => Some(vacancy),
            Self::Absent | Self::Excluded | Self::Exhausted | Self::GaveUp => None,
        }
    }
}

impl Placement {
    pub(crate) fn new(
        scores: Scores,
        sittings: Vec<Allocation>,
        Settled { after, left }: Settled,
        warnings: Vec<Warning>,
    ) -> Self {
        let mut places = Vec::new();
        for (sitting, allocation) in sittings.iter().enumerate() {
            for (place, result) in allocation.results.iter().enumerate() {
                let candidate = result.candidate.0 as usize;
                if places.len() <= candidate {
                    places.resize(candidate + 1, None);
                }
                places[candidate] = Some((sitting, place));
            }
        }
        Self { scores, sittings, after, warnings, places, left }
    }

    /// What came of a candidate in the end: in the meeting, unless a ruling changed it afterwards.
    ///
    /// ```
    /// # let folder = anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref());
    /// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
    /// use anzhi_core::{outcome::{Fate, Outcome}, place::place};
    ///
    /// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
    /// let who = round.find_candidate("01").ok_or("not there")?;
    /// assert_eq!(placement.find(who).map(|(_, result)| result.fate.as_str()), Some("placed"));
    /// assert_eq!(placement.fate(who), Some(Fate::GaveUp));
    /// // Four have a seat in the end, and one of the two seats of B01 stays free.
    /// assert_eq!(placement.placed(), 4);
    /// let vacancy = round.find_vacancy("B01").ok_or("not there")?;
    /// assert_eq!(placement.seats_left(vacancy), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fate(&self, candidate: CandidateRef) -> Option<Fate> {
        match self.after(candidate) {
            Some(after) => Some(after.fate()),
            None => self.find(candidate).map(|(_, result)| result.fate),
        }
    }

    /// What a ruling changed for a candidate once all sittings were over.
    pub fn after(&self, candidate: CandidateRef) -> Option<Aftermath> {
        let place = self.after.binary_search_by_key(&candidate, |after| after.candidate).ok()?;
        self.after.get(place).copied()
    }

    /// How many have a seat in the end.
    pub fn placed(&self) -> usize {
        let everybody = (0..u32::try_from(self.places.len()).unwrap_or(u32::MAX)).map(CandidateRef);
        everybody.filter_map(|who| self.fate(who)?.vacancy()).count()
    }

    /// How many seats of a vacancy are left in the end.
    ///
    /// # Panics
    /// If the reference is not of this round.
    pub fn seats_left(&self, vacancy: VacancyRef) -> u32 {
        self.left[vacancy.0 as usize]
    }

    /// What came of a candidate in the meeting, and in which sitting.
    pub fn find(&self, candidate: CandidateRef) -> Option<(&Allocation, &CandidateResult)> {
        let (sitting, place) = (*self.places.get(candidate.0 as usize)?)?;
        let allocation = self.sittings.get(sitting)?;
        Some((allocation, allocation.results.get(place)?))
    }

    /// The answer that lets an earlier signature of a candidate count for the present sheet (原签认有效), if one does.
    ///
    /// ```
    /// # let mut files = std::collections::BTreeMap::new();
    /// # for dir in ["../../testdata/refused/base", "../../testdata/warned/earlier-signature-stands"] {
    /// #     for file in std::fs::read_dir(dir)?.filter_map(Result::ok).filter(|file| file.file_name() != "expected.txt") {
    /// #         files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
    /// #     }
    /// # }
    /// # let round = anzhi_tables::read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
    /// use anzhi_core::{outcome::Outcome, place::place};
    ///
    /// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
    /// let answers = round.all_candidates().filter_map(|who| placement.standing_answer(&round, who));
    /// assert!(answers.eq(round.answers()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn standing_answer<'r>(&self, round: &'r Round, candidate: CandidateRef) -> Option<&'r Answer> {
        standing_answer(round, &self.scores, candidate)
    }

    /// The allocation of a sitting.
    pub fn sitting(&self, sitting: SittingRef) -> Option<&Allocation> {
        self.sittings.iter().find(|allocation| allocation.ranking.sitting == sitting)
    }
}

/// The share of the exam in some totals (考试占比): an exact fraction.
///
/// ```
/// use anzhi_core::outcome::ExamShare;
///
/// let share = ExamShare::of([("8".parse()?, "24".parse()?)].into_iter()).ok_or("no total")?;
/// assert_eq!(share.to_four_places(), "0.3333");
/// assert!(share.lies_within(("0.25".parse()?, "0.42".parse()?)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ExamShare {
    exam: i128,
    total: i128,
}

impl ExamShare {
    /// The share of the exam parts in the totals; `None` unless the totals together are above zero.
    pub fn of(parts: impl Iterator<Item = (Points, Points)>) -> Option<Self> {
        let (exam, total) = parts.fold((0, 0), |(exam, total), (part, whole)| {
            (exam + i128::from(part.micros()), total + i128::from(whole.micros()))
        });
        (total > 0).then_some(Self { exam, total })
    }

    /// Whether the share lies in these bounds, both included, by cross-multiplication.
    pub fn lies_within(self, (low, high): (Points, Points)) -> bool {
        let million = 1_000_000;
        self.exam * million >= i128::from(low.micros()) * self.total
            && self.exam * million <= i128::from(high.micros()) * self.total
    }

    /// The share with four decimal places, rounded half up.
    pub fn to_four_places(self) -> String {
        let scaled = (self.exam * 20_000 + self.total).div_euclid(2 * self.total);
        let sign = if scaled < 0 { "-" } else { "" };
        format!("{sign}{}.{:04}", scaled.abs() / 10_000, scaled.abs() % 10_000)
    }
}
