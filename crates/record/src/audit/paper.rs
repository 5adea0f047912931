//! The record as a whole: what it replaces, what of it could not be checked, and whether anybody stands for it.

use crate::verify::{NotDone, Report, Step, Verdict};
use anzhi_core::digest::Digest;
use anzhi_core::round::Round;

/// What is odd about the record as a whole.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Audit, Lead, RecordLead};
///
/// let audit = Audit::of(&record, Some(&anzhi_tables::read_round)).map_err(|report| format!("{report:?}"))?;
/// let of = |lead: &Lead| if let Lead::Record(lead) = lead { Some(lead.clone()) } else { None };
/// let leads: Vec<RecordLead> = audit.leads().iter().filter_map(of).collect();
/// assert!(matches!(leads[..], [RecordLead::Replaces(_), RecordLead::OriginalsUnread(_), RecordLead::Unsigned]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum RecordLead {
    /// The files as handed in could not be held against the normal form.
    OriginalsUnread(NotDone),
    /// It replaces another record.
    Replaces(Digest),
    /// Nobody has signed it.
    Unsigned,
}

impl RecordLead {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::OriginalsUnread(_) => "originals-unread",
            Self::Replaces(_) => "replaces",
            Self::Unsigned => "unsigned",
        }
    }
}

pub(super) fn leads(round: &Round, report: &Report) -> Vec<RecordLead> {
    let unread = match report.verdict(Step::NormalForm) {
        Verdict::NotDone(why) => Some(RecordLead::OriginalsUnread(why.clone())),
        Verdict::Failed(_) | Verdict::Passed => None,
    };
    let unsigned = report.endorsements.is_empty().then_some(RecordLead::Unsigned);
    let replaced = round.heading().replaces.map(RecordLead::Replaces);
    replaced.into_iter().chain(unread).chain(unsigned).collect()
}
