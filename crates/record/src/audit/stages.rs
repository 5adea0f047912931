//! Postings that were not sealed, and what was changed behind those that were.

use super::RulingRef;
use crate::stage::{Cover, Coverage, How, StageChange, StageKind, StageName, Transition, Uncovered};
use crate::verify::{RecordStages, SealedStage};
use anzhi_core::ids::CandidateId;
use anzhi_core::round::{Decision, Posted, Round};
use std::collections::BTreeMap;

/// When a ruling was made that covers a change.
///
/// Shown at [`StageLead`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Timing {
    /// By its date before the posting that it corrects: whoever posted knew.
    BeforePosting,
    /// By its date after the next posting, in whose stage it stands already: one of the two dates is not so.
    AfterNext,
    /// Between the two.
    Between,
}

/// What stands in no stage.
///
/// Shown at [`StageLead`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UnsealedKind {
    /// Lists of preferences (志愿).
    Lists,
    /// Lots (抽签).
    Lots,
    /// Marks (考试成绩).
    Marks,
}

/// What is odd about postings (公示环节).
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/small")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_record::audit::{Audit, Lead, StageLead, UnsealedKind};
/// use anzhi_record::stage::{How, StageKind, place_and_seal_after, seal_stage};
/// use anzhi_tables::read_round;
///
/// // The plan is posted; the lists come later.
/// let lists = files.remove("preferences.csv").ok_or("none")?;
/// let reading = read_round(&files)?;
/// let (round, scheme) = (reading.round.map_err(|faults| format!("{faults:?}"))?, reading.scheme.ok_or("none")?);
/// let plan = seal_stage((&round, &scheme), StageKind::Plan, "2026-05-20".parse()?, &[]);
/// let plan = plan.map_err(|why| format!("{why:?}"))?;
/// files.insert("preferences.csv".into(), lists);
/// let round = read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let (_, record) = place_and_seal_after((&round, &scheme), &Default::default(), &[plan], None);
/// let record = record.map_err(|why| format!("{why:?}"))?.ok_or("questions are open")?;
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let of = |lead: &Lead| if let Lead::Stage(stage) = lead { Some(stage.clone()) } else { None };
/// let leads: Vec<StageLead> = audit.leads().iter().filter_map(of).collect();
/// let free = |lead: &StageLead| matches!(lead, StageLead::Free { how: How::Added, kind: "preferences", objects, .. } if objects.len() == 5);
/// let unsealed = |lead: &StageLead| {
///     matches!(lead, StageLead::Unsealed { kind: UnsealedKind::Lists, of: 5, in_none } if in_none.len() == 5)
/// };
/// assert!(leads.iter().any(free) && leads.iter().any(unsealed));
/// assert!(leads.contains(&StageLead::Missing(StageKind::Ranking)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum StageLead {
    /// A stage says to be of a day before that of the stage before it.
    Backwards {
        /// The earlier one in the order.
        earlier: SealedStage,
        /// The later one.
        later: SealedStage,
    },
    /// Something was changed under a ruling.
    Changed {
        /// The stage.
        from: StageName,
        /// The next stage; `None` for the record itself.
        to: Option<StageName>,
        /// What was changed.
        change: Box<StageChange>,
        /// When the ruling was made.
        timing: Timing,
    },
    /// Things were changed without need of a ruling.
    Free {
        /// The stage.
        from: StageName,
        /// The next stage; `None` for the record itself.
        to: Option<StageName>,
        /// How.
        how: How,
        /// Of what kind they are, by its English name.
        kind: &'static str,
        /// What they are.
        objects: Vec<Posted>,
    },
    /// Rulings on what was posted that cover nothing that any stage holds.
    Idle(Vec<RulingRef>),
    /// Nothing of that kind was ever sealed.
    Missing(StageKind),
    /// Nothing was sealed at all.
    None,
    /// Nobody has signed a stage: it may have been made on any day.
    Unsigned(SealedStage),
    /// What stands in no stage: nothing shows when it was entered, or what it was before.
    Unsealed {
        /// What.
        kind: UnsealedKind,
        /// How many people have one.
        of: usize,
        /// Whose stands in none.
        in_none: Vec<CandidateId>,
    },
}

impl StageLead {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Backwards { .. } => "stage-days-backwards",
            Self::Changed { .. } => "changed-under-ruling",
            Self::Free { .. } => "changed-without-need",
            Self::Idle(_) => "change-covers-nothing",
            Self::Missing(_) => "stage-missing",
            Self::None => "no-stages",
            Self::Unsealed { .. } => "in-no-stage",
            Self::Unsigned(_) => "stage-unsigned",
        }
    }
}

pub(super) fn leads(round: &Round, stages: Option<&RecordStages>) -> Vec<StageLead> {
    let Some(RecordStages { sealed, judged }) = stages else {
        return std::iter::once(StageLead::None).chain(idle(round, &[])).collect();
    };
    let pairs = sealed.windows(2).filter(|two| two[1].date < two[0].date);
    let mut leads: Vec<StageLead> =
        pairs.map(|two| StageLead::Backwards { earlier: two[0].clone(), later: two[1].clone() }).collect();
    leads.extend(changed(sealed, &judged.transitions));
    leads.extend(idle(round, &judged.transitions));
    let unsigned = sealed.iter().filter(|stage| stage.endorsements.is_empty());
    leads.extend(unsigned.cloned().map(StageLead::Unsigned));
    let missing =
        StageKind::ALL.into_iter().filter(|kind| sealed.iter().all(|stage| stage.name.kind != *kind));
    leads.extend(missing.map(StageLead::Missing));
    leads.extend(judged.transitions.iter().flat_map(free));
    leads.extend(unsealed(&judged.coverage));
    leads
}

/// What was changed under rulings, those of odd dates first.
fn changed(sealed: &[SealedStage], transitions: &[Transition]) -> Vec<StageLead> {
    let day = |name: StageName| sealed.iter().find(|stage| stage.name == name).map(|stage| stage.date);
    let mut all: Vec<(Timing, StageLead)> = Vec::new();
    for Transition { from, to, changes } in transitions {
        for change in changes {
            let Cover::Ruling(authority) = &change.cover else { continue };
            let timing = if day(*from).is_some_and(|posted| authority.date < posted) {
                Timing::BeforePosting
            } else if to.and_then(day).is_some_and(|next| authority.date > next) {
                Timing::AfterNext
            } else {
                Timing::Between
            };
            let change = Box::new(change.clone());
            all.push((timing, StageLead::Changed { from: *from, to: *to, change, timing }));
        }
    }
    all.sort_by_key(|(timing, _)| *timing);
    all.into_iter().map(|(_, lead)| lead).collect()
}

/// What was changed without need of a ruling, by kind.
fn free(Transition { from, to, changes }: &Transition) -> Vec<StageLead> {
    let mut all: BTreeMap<(How, &'static str), Vec<Posted>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.cover == Cover::NotNeeded) {
        all.entry((change.how, change.object.kind())).or_default().push(change.object.clone());
    }
    let lead = |((how, kind), objects)| StageLead::Free { from: *from, to: *to, how, kind, objects };
    all.into_iter().map(lead).collect()
}

/// The rulings on what was posted that cover no change.
fn idle(round: &Round, transitions: &[Transition]) -> Option<StageLead> {
    let changes = || transitions.iter().flat_map(|transition| &transition.changes);
    let covered: Vec<_> = changes()
        .filter_map(|change| match &change.cover {
            Cover::Ruling(authority) => Some((&change.object, change.old, authority)),
            Cover::Impossible | Cover::Missing | Cover::NotNeeded => None,
        })
        .collect();
    let rulings = round.rulings().iter().enumerate().filter(|(_, (ruling, decision))| match decision {
        Decision::Change(change) => !covered.contains(&(&change.object, change.old, &ruling.authority)),
        Decision::Exclude(_)
        | Decision::FillGap(..)
        | Decision::Place(..)
        | Decision::Refill(..)
        | Decision::Regroup(..)
        | Decision::SetFact(..)
        | Decision::Void(..) => false,
    });
    let idle: Vec<RulingRef> = rulings.map(|(place, _)| RulingRef(place)).collect();
    (!idle.is_empty()).then_some(StageLead::Idle(idle))
}

fn unsealed(Coverage { preferences, lots, marks }: &Coverage) -> Vec<StageLead> {
    let kinds =
        [(UnsealedKind::Lots, lots), (UnsealedKind::Marks, marks), (UnsealedKind::Lists, preferences)];
    let odd = kinds.into_iter().filter(|(_, Uncovered { in_none, .. })| !in_none.is_empty());
    odd.map(|(kind, Uncovered { of, in_none })| StageLead::Unsealed {
        kind,
        of: *of,
        in_none: in_none.clone(),
    })
    .collect()
}
