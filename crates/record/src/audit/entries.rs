//! Who entered people's lines and who checked them; and the same person under two ids.

use anzhi_core::date::Date;
use anzhi_core::facts::FactSchema;
use anzhi_core::round::{CandidateRef, Round};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is odd about how people were entered.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Audit, EntryLead, Lead};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let (round, _) = audit.round();
/// let entered = |lead: &&Lead| matches!(lead, Lead::Entry(_));
/// let Some(Lead::Entry(EntryLead::Unchecked { people })) = audit.leads().iter().find(entered) else {
///     return Err("another".into());
/// };
/// // Of the eighth nobody says who entered the line, nor who checked it.
/// assert!(people.iter().map(|who| round.candidate(*who).id().as_str()).eq(["08"]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EntryLead {
    /// One person entered these lines and checked them.
    Alone {
        /// Who.
        by: Box<str>,
        /// Whose lines.
        people: Vec<CandidateRef>,
    },
    /// These have one name and one day of birth: perhaps one person, under several ids.
    Alike {
        /// Who.
        people: Vec<CandidateRef>,
    },
    /// Of these lines it is not told who entered or who checked them.
    Unchecked {
        /// Whose lines.
        people: Vec<CandidateRef>,
    },
    /// Of no line at all it is told.
    Untold,
}

impl EntryLead {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Alone { .. } => "entered-and-checked",
            Self::Alike { .. } => "same-person-twice",
            Self::Unchecked { .. } => "not-checked",
            Self::Untold => "entries-not-told",
        }
    }
}

pub(super) fn leads(round: &Round) -> Vec<EntryLead> {
    let mut leads = alike(round);
    if !round.tells_entries() {
        leads.push(EntryLead::Untold);
        return leads;
    }
    let mut alone: BTreeMap<&str, Vec<CandidateRef>> = BTreeMap::new();
    let mut people = Vec::new();
    for candidate in round.all_candidates() {
        let entry = &round.candidate(candidate).entry;
        if entry.entered_by.is_empty() || entry.checked_by.is_empty() {
            people.push(candidate);
        } else if entry.entered_by == entry.checked_by {
            alone.entry(&entry.entered_by).or_default().push(candidate);
        }
    }
    let mut alone: Vec<EntryLead> =
        alone.into_iter().map(|(by, people)| EntryLead::Alone { by: by.into(), people }).collect();
    alone.sort_by_key(|lead| Reverse(lead.people().len()));
    leads.splice(0..0, alone);
    if !people.is_empty() {
        leads.push(EntryLead::Unchecked { people });
    }
    leads
}

impl EntryLead {
    /// Whom it is about.
    pub fn people(&self) -> &[CandidateRef] {
        match self {
            Self::Alike { people } | Self::Alone { people, .. } | Self::Unchecked { people } => people,
            Self::Untold => &[],
        }
    }
}

fn alike(round: &Round) -> Vec<EntryLead> {
    let mut all: BTreeMap<(&str, Date), Vec<CandidateRef>> = BTreeMap::new();
    for candidate in round.all_candidates() {
        let person = round.candidate(candidate);
        if let Some(born) = person.dossier.date(FactSchema::BORN) {
            all.entry((&person.name, born)).or_default().push(candidate);
        }
    }
    let twice = all.into_values().filter(|people| people.len() > 1);
    twice.map(|people| EntryLead::Alike { people }).collect()
}
