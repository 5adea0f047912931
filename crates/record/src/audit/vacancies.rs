//! Vacancies whose conditions let only one person in, or nobody.

use super::board::{Board, Hall};
use anzhi_core::date::Date;
use anzhi_core::eligibility::{Closed, closed};
use anzhi_core::facts::CategoryId;
use anzhi_core::round::{CandidateRef, GroupRef, Round, SittingRef, Vacancy, VacancyRef};
use std::collections::{BTreeMap, BTreeSet};

/// A vacancy with conditions that nearly all of the ranked do not meet (岗位条件).
///
/// Shown at [`audit`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum VacancyLead {
    /// It is open to one person of those ranked in its sitting: it may have been made for them.
    OnlyOne {
        /// Which vacancy.
        vacancy: VacancyRef,
        /// To whom.
        only: CandidateRef,
        /// The rank of that one.
        rank: u32,
        /// Whether that one had it.
        had: bool,
        /// How many are ranked in the sitting.
        of: usize,
    },
    /// It is open to nobody of those ranked in its sitting.
    Nobody {
        /// Which vacancy.
        vacancy: VacancyRef,
        /// Whom rulings placed there before anybody chose.
        placed: Vec<CandidateRef>,
        /// How many are ranked in the sitting.
        of: usize,
    },
}

impl VacancyLead {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Nobody { .. } => "open-to-nobody",
            Self::OnlyOne { .. } => "open-to-one",
        }
    }

    /// Less for what tells more.
    fn order(&self) -> (u8, u32) {
        match self {
            Self::Nobody { placed, .. } if !placed.is_empty() => (0, 0),
            Self::OnlyOne { had: true, rank, .. } => (1, *rank),
            Self::OnlyOne { rank, .. } => (2, *rank),
            Self::Nobody { .. } => (3, 0),
        }
    }
}

pub(super) fn leads(board: &Board<'_>) -> Vec<VacancyLead> {
    let mut crowds = Crowds::new(board);
    let with_conditions = |vacancy: &VacancyRef| has_conditions(board.round.vacancy(*vacancy));
    let vacancies = board.round.all_vacancies().filter(with_conditions);
    let mut leads: Vec<VacancyLead> = vacancies.filter_map(|vacancy| crowds.lead(vacancy)).collect();
    leads.sort_by_key(VacancyLead::order);
    leads
}

fn has_conditions(vacancy: &Vacancy) -> bool {
    vacancy.group.is_some()
        || vacancy.sex.is_some()
        || vacancy.education.is_some()
        || vacancy.age.is_some()
        || vacancy.certificate.is_some()
}

/// The conditions of a vacancy, relatives aside: vacancies of equal ones are open to the same people.
type Conditions<'a> = (
    SittingRef,
    &'a str,
    Option<GroupRef>,
    Option<CategoryId>,
    Option<u16>,
    Option<(u16, Date)>,
    Option<&'a str>,
);

/// To whom vacancies are open, found out once for equal conditions.
struct Crowds<'a> {
    board: &'a Board<'a>,
    /// By conditions: those who meet them, as many as are needed.
    known: BTreeMap<Conditions<'a>, Vec<CandidateRef>>,
    /// Who has handed in a certificate.
    certified: BTreeMap<&'a str, Vec<CandidateRef>>,
    /// Who has a relative at a unit.
    related: BTreeMap<&'a str, BTreeSet<CandidateRef>>,
    /// Whom rulings placed before anybody chose.
    placed: BTreeMap<VacancyRef, Vec<CandidateRef>>,
    /// So many who meet the conditions suffice: two of them have no relative at the unit.
    enough: usize,
}

impl<'a> Crowds<'a> {
    fn new(board: &'a Board<'a>) -> Self {
        let round: &'a Round = board.round;
        let mut certified: BTreeMap<&str, Vec<CandidateRef>> = BTreeMap::new();
        for row in round.certificates() {
            certified.entry(&row.certificate).or_default().push(row.candidate);
        }
        certified.values_mut().for_each(|people| people.dedup());
        let mut related: BTreeMap<&str, BTreeSet<CandidateRef>> = BTreeMap::new();
        for row in round.relatives() {
            related.entry(&row.unit).or_default().insert(row.candidate);
        }
        let mut placed: BTreeMap<VacancyRef, Vec<CandidateRef>> = BTreeMap::new();
        for candidate in round.all_candidates() {
            if let Some(vacancy) = round.placed_by_ruling(candidate) {
                placed.entry(vacancy).or_default().push(candidate);
            }
        }
        let enough = related.values().map(BTreeSet::len).max().unwrap_or(0) + 2;
        Self { board, known: BTreeMap::new(), certified, related, placed, enough }
    }

    fn lead(&mut self, vacancy: VacancyRef) -> Option<VacancyLead> {
        let board = self.board;
        let (hall, offered) = (board.hall_offering(vacancy)?, board.round.vacancy(vacancy));
        let of = hall.held.ranking.places.len();
        if of < 2 {
            return None;
        }
        let key = conditions(offered);
        if !self.known.contains_key(&key) {
            let people = self.meeting(hall, vacancy);
            self.known.insert(key, people);
        }
        let related = self.related.get(&*offered.unit);
        let free = |who: &&CandidateRef| related.is_none_or(|people| !people.contains(who));
        let mut open = self.known.get(&key)?.iter().filter(free).copied();
        match (open.next(), open.next()) {
            (None, _) => {
                let placed = self.placed.get(&vacancy).cloned().unwrap_or_default();
                Some(VacancyLead::Nobody { vacancy, placed, of })
            }
            (Some(only), None) => {
                let had = hall.fate(only).and_then(anzhi_core::outcome::Fate::vacancy) == Some(vacancy);
                Some(VacancyLead::OnlyOne { vacancy, only, rank: hall.ranked(only)?.rank, had, of })
            }
            (Some(_), Some(_)) => None,
        }
    }

    /// Those of a sitting who meet the conditions of a vacancy, whatever relatives they have: the first of them.
    fn meeting(&self, hall: &Hall<'_>, vacancy: VacancyRef) -> Vec<CandidateRef> {
        let (round, scores) = (self.board.round, &self.board.placement.scores);
        let meets = |who: &CandidateRef| match closed(round, *who, scores.education(*who), vacancy) {
            // A relative is asked for last.
            None | Some(Closed::Relative) => true,
            Some(
                Closed::Age
                | Closed::Bar(_)
                | Closed::Certificate
                | Closed::Education
                | Closed::Group
                | Closed::NoSeat
                | Closed::Sex
                | Closed::Sitting,
            ) => false,
        };
        match round.vacancy(vacancy).certificate.as_deref() {
            Some(wanted) => {
                let certified = self.certified.get(wanted).into_iter().flatten().copied();
                certified.filter(|who| hall.ranked(*who).is_some()).filter(meets).take(self.enough).collect()
            }
            None => {
                let ranked = hall.held.ranking.places.iter().map(|ranked| ranked.candidate);
                ranked.filter(meets).take(self.enough).collect()
            }
        }
    }
}

fn conditions(vacancy: &Vacancy) -> Conditions<'_> {
    let age = vacancy.age.map(|age| (age.most, age.on));
    let certificate = vacancy.certificate.as_deref();
    (vacancy.sitting, &vacancy.kind, vacancy.group, vacancy.sex, vacancy.education, age, certificate)
}
