//! The round (年度安置): all inputs of one year's placement, checked.
//!
//! A [`Draft`] is what a reader of files, or a service, has put together; [`Draft::check`] turns it into a
//! [`Round`] or names everything that is wrong with it. After that nothing is checked again.
//!
//! The tables of a round besides facts, as read:
//!
//! ```
//! # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
//! # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
//! use anzhi_core::facts::{Cell, Source};
//! use anzhi_core::round::{Decision, GiveUpKind, RulingKind, Target};
//!
//! let id = |who| round.candidate(who).id().as_str();
//! assert_eq!((id(round.relatives()[0].candidate), &*round.relatives()[0].relation), ("06", "配偶"));
//! assert_eq!(round.certificates()[0].date.to_string(), "2026-06-16"); // a day after the filing date
//! let who = round.find_candidate("21").ok_or("not there")?;
//! let list: Vec<_> = round.list(who).iter().map(|p| round.vacancy(p.vacancy).id.as_str()).collect();
//! assert_eq!(list, ["06-1", "07-1", "13-1"]);
//! assert_eq!(round.lot(who).map(|lot| lot.number), Some(2));
//! assert_eq!(round.acknowledgements().len(), 23);
//! assert_eq!(round.give_ups()[0].kind, GiveUpKind::GaveUp);
//! let about_facts = |kind| kind == RulingKind::SetFact;
//! let (ruling, decision) = round.rulings().iter().find(|(r, _)| about_facts(r.kind)).ok_or("none")?;
//! assert_eq!((&*ruling.object, &*ruling.new), ("candidate/18/event/3/wartime", "是"));
//! assert_eq!(&*ruling.authority.document, "某军转组〔2026〕3号");
//! let Decision::SetFact(who, Target::Field(source, row, _), cell) = decision else { return Err("other".into()) };
//! assert_eq!((id(*who), *source, *row, cell), ("18", Source::Events, 2, &Cell::Flag(true)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A service that has no files puts the same rows into a [`Draft`]:
//!
//! ```
//! # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
//! # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
//! # let heading = anzhi_core::round::Heading {
//! #     id: "round-2026".parse()?,
//! #     title: "A round".into(),
//! #     bureau: "A bureau".into(),
//! #     year: 2026,
//! #     operator: "me".into(),
//! #     filing_date: None,
//! #     replaces: None,
//! #     roster: None,
//! #     plan: None,
//! # };
//! # let secret = anzhi_core::digest::Secret::from_bytes([7; 32]);
//! # let mut draft = anzhi_core::round::Draft::new(heading, secret, scheme);
//! use anzhi_core::facts::Source;
//! use anzhi_core::round::{Answer, AnswerWord, Authority, Mark, Note};
//!
//! let candidate = draft.add_candidate_by_name("1", "me", &[("enlisted", "2006-03-31"), ("post_grade", "副营")])?;
//! draft.add_fact_by_name(candidate, Source::Degrees, "", &[("class", "本科")])?;
//! draft.exams = Some(vec![Mark { line: 0, candidate, mark: "80".parse()?, note: Note::default() }]);
//! let authority = Authority { who: "me".into(), date: "2026-05-20".parse()?, document: "".into() };
//! let code = "Q9W1-DFWF-077Y-MGA1-W".parse()?;
//! draft.answers.push(Answer { line: 0, code, answer: AnswerWord::Stands, authority, note: Note::default() });
//! let round = draft.check(Vec::new()).map_err(|faults| format!("{faults:?}"))?;
//! // An answer must be to a question that is asked.
//! let faults = anzhi_core::place::stand(&round).err().ok_or("no fault")?;
//! assert_eq!(faults[0].kind.code(), "void-answer");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod blame;
mod by_name;
mod cells;
mod check;
mod collisions;
mod draft;
mod heading;
mod later;
mod people;
mod possible;
mod posted;
mod rows;
mod rulings;
mod sits;
mod sort;
mod vacancy;

use crate::digest::Secret;
use crate::dossier::Dossier;
use crate::ids::CandidateId;
use crate::points::Points;
use crate::scheme::{BarId, Filling, GapId, KindId, Scheme, ValueId};
use crate::score::{Cohort, number_alone};
use crate::warning::Warning;
use std::collections::BTreeMap;

pub use by_name::Unfit;
pub use draft::{CandidateDraft, Draft, FactRow, VacancyDraft};
pub use heading::{Basis, Heading};
pub use later::Change;
pub use posted::Posted;
pub use rows::{
    Acknowledgement, Answer, AnswerWord, Authority, Certificate, GiveUp, GiveUpKind, Lot, Mark, Preference,
    Relative, Ruling, RulingKind, VoidCause,
};
pub use rulings::{Decision, Target};
use sits::Sits;
pub use vacancy::{AgeLimit, Vacancy};

/// A candidate, by place: in a [`Draft`] in the order of adding, in a [`Round`] in the order of ids. Checking the
/// draft moves people to other places, so that a reference of the draft means somebody else in the round, or nobody:
/// after [`Draft::check`] ask [`Round::find_candidate`]. Given a place that the round does not have, its methods panic.
///
/// ```
/// # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// # let heading = anzhi_core::round::Heading {
/// #     id: "round-2026".parse()?,
/// #     title: "A round".into(),
/// #     bureau: "A bureau".into(),
/// #     year: 2026,
/// #     operator: "me".into(),
/// #     filing_date: None,
/// #     replaces: None,
/// #     roster: None,
/// #     plan: None,
/// # };
/// # let secret = anzhi_core::digest::Secret::from_bytes([7; 32]);
/// # let mut draft = anzhi_core::round::Draft::new(heading, secret, scheme);
/// let two = draft.add_candidate_by_name("2", "invented", &[("enlisted", "2006-03-31"), ("post_grade", "副营")])?;
/// draft.add_candidate_by_name("1", "invented", &[("enlisted", "2007-03-31"), ("post_grade", "正营")])?;
/// let round = draft.check(Vec::new()).map_err(|faults| format!("{faults:?}"))?;
/// // Of the round it is the second, and what was the first of the draft is somebody else.
/// assert_ne!(round.find_candidate("2"), Some(two));
/// assert_eq!(round.candidate(two).id().as_str(), "1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CandidateRef(pub u32);

/// A vacancy, by place: in a [`Draft`] in the order of adding, in a [`Round`] in the order of ids. As with
/// [`CandidateRef`], a reference of the draft is none of the round: after [`Draft::check`] ask
/// [`Round::find_vacancy`].
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::round::VacancyRef;
///
/// let first = VacancyRef(0);
/// assert_eq!(round.find_vacancy(round.vacancy(first).id.as_str()), Some(first));
/// assert!(round.all_vacancies().eq((0..19).map(VacancyRef)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct VacancyRef(pub u32);

/// A sitting of the scheme, by place.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/two-sittings".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::round::SittingRef;
///
/// let sitting = |id| round.find_candidate(id).map(|who| round.candidate(who).sitting);
/// assert_eq!((sitting("R1"), sitting("B1")), (Some(SittingRef(0)), Some(SittingRef(1))));
/// assert_eq!(&*round.scheme().sittings[1].title, "营职以下");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SittingRef(pub u16);

/// A group of the scheme, by place.
///
/// Shown at [`Group`](crate::scheme::Group).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GroupRef(pub u16);

/// Why somebody is left out of the ranking (不予排名).
///
/// Shown at [`Round`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Exclusion {
    /// A bar of the scheme.
    Bar(BarId),
    /// A mark below what the exam demands.
    Gate,
    /// A ruling.
    Ruling,
}

/// Who entered a candidate's line and who checked it (录入、核对). It counts for no score, digest or code.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let entry = &round.candidates()[0].entry;
/// assert_eq!((&*entry.entered_by, &*entry.checked_by), ("录01", "核01"));
/// assert!(entry.is_told());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Entry {
    /// Who entered it; may be empty.
    pub entered_by: Box<str>,
    /// Who checked it; may be empty.
    pub checked_by: Box<str>,
}

impl Entry {
    /// Whether one of them is told.
    pub fn is_told(&self) -> bool {
        !self.entered_by.is_empty() || !self.checked_by.is_empty()
    }
}

/// Texts that prove or remark on a row and never count (依据、备注).
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let who = round.find_candidate("13").ok_or("not there")?;
/// let note = &round.candidate(who).note;
/// assert_eq!((&*note.evidence, &*note.remark), ("档案一-13-1", "2月29日出生"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Note {
    /// The paper that proves it.
    pub evidence: Box<str>,
    /// A remark of the clerk.
    pub remark: Box<str>,
}

/// A candidate (候选人).
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let who = round.find_candidate("23").ok_or("not there")?;
/// let candidate = round.candidate(who);
/// assert_eq!((candidate.id().as_str(), &*candidate.name), ("23", "亥廿三"));
/// assert_eq!(&*candidate.mark_note.remark, "因病缺考，有请假条"); // why the mark is 0
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Candidate {
    /// The name, for papers; never a key.
    pub name: Box<str>,
    /// The sitting in which the candidate chooses.
    pub sitting: SittingRef,
    /// The facts as handed in.
    pub dossier: Dossier,
    /// Evidence and remark of the candidate's line.
    pub note: Note,
    /// Who entered and who checked the candidate's line.
    pub entry: Entry,
    /// Remark of the mark.
    pub mark_note: Note,
}

impl Candidate {
    /// The candidate's id.
    pub fn id(&self) -> &CandidateId {
        self.dossier.candidate()
    }
}

/// A checked round. Everything in it refers to something that is there.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!((round.candidates().len(), round.vacancies().len()), (25, 19));
/// let who = round.find_candidate("24").ok_or("not there")?;
/// assert_eq!(round.placed_by_ruling(who), round.find_vacancy("08-1"));
/// assert_eq!(round.give_up(who), None);
/// assert!(round.find_candidate("25").is_some_and(|who| round.is_excluded(who)));
/// assert!(!round.waits_for_exam());
/// let gap = round.scheme().scoring.gaps.iter().position(|gap| gap.key.as_str() == "grade.技7").ok_or("none")?;
/// let (ruling, filling) = round.filling(anzhi_core::scheme::GapId(u16::try_from(gap)?)).ok_or("open")?;
/// assert_eq!((&*ruling.new, filling), ("7", anzhi_core::scheme::Filling::Points("7".parse()?)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Round {
    pub(crate) heading: Heading,
    pub(crate) secret: Secret,
    pub(crate) scheme: Scheme,
    pub(crate) cohort: Cohort,
    pub(crate) candidates: Vec<Candidate>,
    /// By candidate: the facts as rulings leave them.
    pub(crate) effective: Vec<Dossier>,
    /// By candidate: the group, if the scheme has groups.
    pub(crate) groups: Vec<Option<GroupRef>>,
    pub(crate) vacancies: Vec<Vacancy>,
    pub(crate) relatives: Vec<Relative>,
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) preferences: Vec<Preference>,
    /// By candidate: where the candidate's preferences begin; one more than there are candidates.
    pub(crate) list_starts: Vec<u32>,
    pub(crate) acknowledgements: Vec<Acknowledgement>,
    pub(crate) give_ups: Vec<GiveUp>,
    pub(crate) lots: Vec<Lot>,
    pub(crate) answers: Vec<Answer>,
    pub(crate) rulings: Vec<(Ruling, Decision)>,
    /// Whom rulings place, and whom they leave out.
    pub(crate) placed: BTreeMap<CandidateRef, VacancyRef>,
    pub(crate) sits: Sits,
    /// By candidate; nothing if the scheme has no bars.
    pub(crate) bars: Vec<Vec<BarId>>,
    pub(crate) excluded: BTreeMap<CandidateRef, Exclusion>,
    pub(crate) warnings: Vec<Warning>,
}

impl Round {
    /// Name and paper of the round.
    pub fn heading(&self) -> &Heading {
        &self.heading
    }

    /// The secret of the round.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The scheme.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// What all candidates have in common.
    pub fn cohort(&self) -> &Cohort {
        &self.cohort
    }

    /// The candidates, by id.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// A candidate.
    ///
    /// # Panics
    /// If the reference is not of this round.
    pub fn candidate(&self, candidate: CandidateRef) -> &Candidate {
        &self.candidates[candidate.0 as usize]
    }

    /// The candidate with that id.
    pub fn find_candidate(&self, id: &str) -> Option<CandidateRef> {
        let place = self.candidates.binary_search_by(|c| c.id().as_str().cmp(id)).ok()?;
        u32::try_from(place).ok().map(CandidateRef)
    }

    /// The vacancy with that id.
    pub fn find_vacancy(&self, id: &str) -> Option<VacancyRef> {
        let place = self.vacancies.binary_search_by(|v| v.id.as_str().cmp(id)).ok()?;
        u32::try_from(place).ok().map(VacancyRef)
    }

    /// All candidates of the round, by id.
    pub fn all_candidates(&self) -> impl Iterator<Item = CandidateRef> + use<> {
        (0..u32::try_from(self.candidates.len()).unwrap_or(u32::MAX)).map(CandidateRef)
    }

    /// The facts of a candidate as rulings leave them; these are scored.
    ///
    /// # Panics
    /// If the reference is not of this round.
    pub fn dossier(&self, candidate: CandidateRef) -> &Dossier {
        &self.effective[candidate.0 as usize]
    }

    /// The group of a candidate, if the scheme has groups.
    ///
    /// # Panics
    /// If the reference is not of this round.
    pub fn group(&self, candidate: CandidateRef) -> Option<GroupRef> {
        self.groups[candidate.0 as usize]
    }

    /// The vacancies, by id.
    pub fn vacancies(&self) -> &[Vacancy] {
        &self.vacancies
    }

    /// A vacancy.
    ///
    /// # Panics
    /// If the reference is not of this round.
    pub fn vacancy(&self, vacancy: VacancyRef) -> &Vacancy {
        &self.vacancies[vacancy.0 as usize]
    }

    /// All vacancies of the round, by id.
    pub fn all_vacancies(&self) -> impl Iterator<Item = VacancyRef> + use<> {
        (0..u32::try_from(self.vacancies.len()).unwrap_or(u32::MAX)).map(VacancyRef)
    }

    /// The relatives of all candidates.
    pub fn relatives(&self) -> &[Relative] {
        &self.relatives
    }

    /// The certificates of all candidates.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// The preferences of all candidates, by candidate and order.
    pub fn preferences(&self) -> &[Preference] {
        &self.preferences
    }

    /// The list of one candidate, first preference first.
    pub fn list(&self, candidate: CandidateRef) -> &[Preference] {
        let start = |place: usize| self.list_starts.get(place).map_or(0, |start| *start as usize);
        let place = candidate.0 as usize;
        self.preferences.get(start(place)..start(place + 1)).unwrap_or(&[])
    }

    /// The signatures under score sheets.
    pub fn acknowledgements(&self) -> &[Acknowledgement] {
        &self.acknowledgements
    }

    /// The signatures of one candidate.
    pub fn signed(&self, candidate: CandidateRef) -> &[Acknowledgement] {
        let first = self.acknowledgements.partition_point(|a| a.candidate < candidate);
        let own = self.acknowledgements[first..].partition_point(|a| a.candidate == candidate);
        &self.acknowledgements[first..first + own]
    }

    /// Who gave up, was absent, slow or late.
    pub fn give_ups(&self) -> &[GiveUp] {
        &self.give_ups
    }

    /// What kept a candidate from choosing in turn.
    pub fn give_up(&self, candidate: CandidateRef) -> Option<GiveUpKind> {
        let place = self.give_ups.binary_search_by_key(&candidate, |g| g.candidate).ok()?;
        Some(self.give_ups[place].kind)
    }

    /// The lots drawn.
    pub fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// The lot of one candidate.
    pub fn lot(&self, candidate: CandidateRef) -> Option<&Lot> {
        let place = self.lots.binary_search_by_key(&candidate, |lot| lot.candidate).ok()?;
        self.lots.get(place)
    }

    /// The answers to questions.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// The rulings and what they mean for this round.
    pub fn rulings(&self) -> &[(Ruling, Decision)] {
        &self.rulings
    }

    /// Whether the scheme counts an exam that has not been held yet.
    pub fn waits_for_exam(&self) -> bool {
        self.scheme.scoring.exam.is_some() && !self.cohort.exam_held
    }

    /// What a ruling filled a gap with, and the ruling.
    pub fn filling(&self, gap: GapId) -> Option<(&Ruling, Filling)> {
        self.rulings.iter().find_map(|(ruling, decision)| match decision {
            Decision::FillGap(filled, filling) if *filled == gap => Some((ruling, *filling)),
            Decision::Change(_)
            | Decision::Exclude(_)
            | Decision::FillGap(..)
            | Decision::Place(..)
            | Decision::Refill(..)
            | Decision::Regroup(..)
            | Decision::SetFact(..)
            | Decision::Void(..) => None,
        })
    }

    /// Whether rulings take seats back or give them anew after the meeting.
    pub fn is_changed_after_meeting(&self) -> bool {
        self.rulings.iter().any(|(ruling, _)| matches!(ruling.kind, RulingKind::Refill | RulingKind::Void))
    }

    /// Whether it holds anything that rounds did not have when records of version 1 were made: rulings on what was
    /// posted and on what followed the meeting, what the heading may say of other papers, who entered and who checked.
    pub fn holds_later_rules(&self) -> bool {
        let Heading { replaces, roster, plan, .. } = &self.heading;
        replaces.is_some()
            || roster.is_some()
            || plan.is_some()
            || self.tells_entries()
            || self.rulings.iter().any(|(ruling, _)| ruling.kind.comes_later())
    }

    /// Whether of anybody it is told who entered or checked the line.
    pub fn tells_entries(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.entry.is_told())
    }

    /// The vacancy on which a ruling places a candidate before anybody chooses.
    pub fn placed_by_ruling(&self, candidate: CandidateRef) -> Option<VacancyRef> {
        self.placed.get(&candidate).copied()
    }

    /// Whether a candidate is left out of the ranking.
    pub fn is_excluded(&self, candidate: CandidateRef) -> bool {
        self.excluded.contains_key(&candidate)
    }

    /// Why a candidate is left out of the ranking.
    pub fn exclusion(&self, candidate: CandidateRef) -> Option<Exclusion> {
        self.excluded.get(&candidate).copied()
    }

    /// What a value comes to for a candidate, for the tie keys; nothing if its facts have a fault.
    pub fn value(&self, candidate: CandidateRef, value: ValueId) -> Option<Points> {
        number_alone(&self.scheme, &self.cohort, self.dossier(candidate), value)
    }

    /// The sittings in which a candidate may choose, in the order of the scheme: one, unless people sit until they
    /// are placed.
    pub fn sittings(&self, candidate: CandidateRef) -> impl Iterator<Item = SittingRef> + '_ {
        let all = (0..).map(SittingRef).take(self.scheme.sittings.len());
        all.filter(move |sitting| self.sits(candidate, *sitting))
    }

    /// Whether a candidate may choose in a sitting.
    pub fn sits(&self, candidate: CandidateRef, sitting: SittingRef) -> bool {
        self.sits.has(candidate, self.candidate(candidate).sitting, sitting)
    }

    /// The one kind of vacancy that a sitting offers, where totals depend on it.
    pub fn kind_of(&self, sitting: SittingRef) -> Option<KindId> {
        self.scheme.sittings.get(usize::from(sitting.0))?.kind
    }

    /// The bars of the scheme that a candidate meets.
    pub fn bars(&self, candidate: CandidateRef) -> &[BarId] {
        self.bars.get(candidate.0 as usize).map_or(&[], Vec::as_slice)
    }
}
