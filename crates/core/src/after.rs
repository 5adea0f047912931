//! After the meeting (选岗会后): seats that rulings take back, and seats that they give anew. The sittings stay as they
//! were held.

use crate::eligibility::closed;
use crate::fault::{Fault, FaultKind, Table};
use crate::outcome::{Allocation, Fate};
use crate::place::Scores;
use crate::round::{CandidateRef, Decision, Round, Ruling, VacancyRef, VoidCause};

/// What became of one candidate after the meeting.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::after::Later;
/// use anzhi_core::outcome::{Fate, Outcome};
/// use anzhi_core::round::VoidCause;
///
/// let Outcome::Done(placement) = anzhi_core::place::place(&round) else { return Err("open".into()) };
/// let of = |id| placement.after(round.find_candidate(id)?);
/// let (gone, come) = (of("01").ok_or("nothing")?, of("04").ok_or("nothing")?);
/// let seat = round.find_vacancy("A01").ok_or("not there")?;
/// assert_eq!(gone.later, Later::Voided { from: seat, cause: VoidCause::GaveUp });
/// assert_eq!((gone.fate(), come.fate()), (Fate::GaveUp, Fate::PlacedByRuling(seat)));
/// assert_eq!(gone.ruling(&round).map(|ruling| &*ruling.authority.document), Some("某军转组〔2026〕11号"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Aftermath {
    /// Who.
    pub candidate: CandidateRef,
    /// What happened.
    pub later: Later,
}

/// What a ruling does after the meeting.
///
/// Shown at [`Aftermath`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Later {
    /// The seat was given to somebody without one (递补).
    Refilled {
        /// Where.
        to: VacancyRef,
    },
    /// The seat was taken back (撤销选岗).
    Voided {
        /// Where.
        from: VacancyRef,
        /// Why.
        cause: VoidCause,
    },
}

impl Aftermath {
    /// What came of the candidate in the end.
    pub fn fate(self) -> Fate {
        match self.later {
            Later::Refilled { to } => Fate::PlacedByRuling(to),
            Later::Voided { cause: VoidCause::Absent, .. } => Fate::Absent,
            Later::Voided { cause: VoidCause::Excluded, .. } => Fate::Excluded,
            Later::Voided { cause: VoidCause::GaveUp, .. } => Fate::GaveUp,
        }
    }

    /// The seat that was taken back.
    pub fn from(self) -> Option<VacancyRef> {
        match self.later {
            Later::Refilled { .. } => None,
            Later::Voided { from, .. } => Some(from),
        }
    }

    /// The seat that was given.
    pub fn to(self) -> Option<VacancyRef> {
        match self.later {
            Later::Refilled { to } => Some(to),
            Later::Voided { .. } => None,
        }
    }

    /// The ruling that says so.
    pub fn ruling(self, round: &Round) -> Option<&Ruling> {
        let says = |(ruling, decision)| (Self::of(decision) == Some(self)).then_some(ruling);
        round.rulings().iter().map(|(ruling, decision)| (ruling, decision)).find_map(says)
    }

    fn of(decision: &Decision) -> Option<Self> {
        let (candidate, later) = match *decision {
            Decision::Refill(candidate, to) => (candidate, Later::Refilled { to }),
            Decision::Void(candidate, from, cause) => (candidate, Later::Voided { from, cause }),
            Decision::Change(_)
            | Decision::Exclude(_)
            | Decision::FillGap(..)
            | Decision::Place(..)
            | Decision::Regroup(..)
            | Decision::SetFact(..) => return None,
        };
        Some(Self { candidate, later })
    }
}

/// What rulings changed after the meeting, by candidate, and what is left then.
pub(crate) struct Settled {
    pub(crate) after: Vec<Aftermath>,
    /// By vacancy: the seats that nobody has.
    pub(crate) left: Vec<u32>,
}

/// Takes back and gives anew what rulings say, once all sittings are over: first every seat that is taken back, then
/// every one that is given.
///
/// # Errors
/// Every ruling that does not fit, at its place.
pub(crate) fn aftermath(
    round: &Round,
    scores: &Scores,
    sittings: &[Allocation],
) -> Result<Settled, Vec<Fault>> {
    let said = |(ruling, decision)| Aftermath::of(decision).map(|after| (ruling, after));
    let mut all: Vec<(&Ruling, Aftermath)> =
        round.rulings().iter().map(|(ruling, decision)| (ruling, decision)).filter_map(said).collect();
    all.sort_by_key(|(ruling, _)| ruling.line);
    let mut hall = Hall::after(round, scores, sittings);
    for (ruling, Aftermath { candidate, later }) in &all {
        if let Later::Voided { from, .. } = later {
            hall.take_back(ruling, *candidate, *from);
        }
    }
    for (ruling, Aftermath { candidate, later }) in &all {
        if let Later::Refilled { to } = later {
            hall.give(ruling, *candidate, *to);
        }
    }
    if !hall.faults.is_empty() {
        hall.faults.sort();
        return Err(hall.faults);
    }
    let mut after: Vec<Aftermath> = all.into_iter().map(|(_, after)| after).collect();
    after.sort_by_key(|after| after.candidate);
    Ok(Settled { after, left: hall.free })
}

/// Who sits where, and what is free.
struct Hall<'a> {
    round: &'a Round,
    scores: &'a Scores,
    /// By candidate.
    had: Vec<Option<VacancyRef>>,
    /// By vacancy: the seats that nobody has.
    free: Vec<u32>,
    faults: Vec<Fault>,
}

impl<'a> Hall<'a> {
    fn after(round: &'a Round, scores: &'a Scores, sittings: &[Allocation]) -> Self {
        let mut had = vec![None; round.candidates().len()];
        let mut free: Vec<u32> = round.vacancies().iter().map(|vacancy| vacancy.seats).collect();
        for result in sittings.iter().flat_map(|sitting| &sitting.results) {
            if let Some(vacancy) = result.fate.vacancy() {
                had[result.candidate.0 as usize] = Some(vacancy);
                let free = &mut free[vacancy.0 as usize];
                *free = free.saturating_sub(1);
            }
        }
        Self { round, scores, had, free, faults: Vec::new() }
    }

    fn take_back(&mut self, ruling: &Ruling, candidate: CandidateRef, from: VacancyRef) {
        let had = self.had[candidate.0 as usize].take();
        self.free[from.0 as usize] += 1;
        if had != Some(from) {
            // Whichever of the two was meant: a seat given anew is not to blame for it.
            if let Some(had) = had {
                self.free[had.0 as usize] += 1;
            }
            let present = had.map_or("", |had| self.round.vacancy(had).id.as_str()).into();
            self.fault(ruling, "old", FaultKind::VoidRuling { present });
        }
    }

    fn give(&mut self, ruling: &Ruling, candidate: CandidateRef, to: VacancyRef) {
        if let Some(had) = self.had[candidate.0 as usize] {
            let vacancy = self.round.vacancy(had).id.clone();
            return self.fault(ruling, "object", FaultKind::PlacedAlready { vacancy });
        }
        if self.round.is_excluded(candidate) {
            return self.fault(ruling, "object", FaultKind::RefillOfExcluded);
        }
        if let Some(why) = closed(self.round, candidate, self.scores.education(candidate), to) {
            self.fault(ruling, "new", FaultKind::RefillClosed { why });
        }
        let free = &mut self.free[to.0 as usize];
        match free.checked_sub(1) {
            Some(left) => *free = left,
            None => self.fault(ruling, "new", FaultKind::NoSeatLeft),
        }
    }

    fn fault(&mut self, ruling: &Ruling, column: &str, kind: FaultKind) {
        let found = match column {
            "old" => &ruling.old,
            "new" => &ruling.new,
            _ => &ruling.object,
        };
        self.faults.push(Fault::new(Table::Rulings, ruling.line, column, kind, found));
    }
}
