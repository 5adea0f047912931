//! What an inspector looks at first (监督核查): leads, the most telling first, each with its figures.
//!
//! A lead says that something deserves a look, and never that it is wrong: the record holds, or there are none. What is
//! written nowhere in it shows nowhere here; for that some people are drawn and held against their paper files, by
//! [`Sample`].
//!
//! ```
//! # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
//! # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
//! # let scheme = reading.scheme.ok_or("no scheme")?;
//! # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
//! # let record = record.ok_or("questions are open")?;
//! use anzhi_record::audit::{Audit, Lead, NearLead, Subject};
//!
//! let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
//! // Nobody has said how many people were handed over: that comes first.
//! assert_eq!(audit.leads()[0].code(), "roster-not-named");
//! assert!(audit.leads().is_sorted_by_key(Lead::subject));
//! let near = audit.leads().iter().filter_map(|lead| if let Lead::Near(near) = lead { Some(near) } else { None });
//! let (round, _) = audit.round();
//! let id = |who| round.candidate(who).id().as_str();
//! // Two of equal totals, whom the day of enlistment parts.
//! let NearLead { lower, upper, difference, .. } = near.clone().next().ok_or("none")?;
//! assert_eq!((id(*lower), id(*upper), difference.to_string()), ("18", "19", "0".into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod basis;
mod board;
mod caps;
mod entries;
mod evidence;
mod excluded;
mod kept_away;
mod lots;
mod near;
mod paper;
mod passed;
mod rulings;
mod sample;
mod seats;
mod signatures;
mod stages;
mod subject;
mod vacancies;
mod warnings;

use crate::finished::Finished;
use crate::package::Package;
use crate::verify::{Answer, ReadOriginals, Report, verify};
use anzhi_core::digest::Digest;
use anzhi_core::outcome::Placement;
use anzhi_core::round::{Decision, Round, Ruling};
use anzhi_core::warning::Warning;
use board::Board;

pub use basis::{BasisLead, BasisPaper};
pub use caps::{AtCap, CapLead, Capped};
pub use entries::EntryLead;
pub use evidence::{EvidenceLead, FactPlace};
pub use excluded::ExcludedLead;
pub use kept_away::KeptAwayLead;
pub use lots::LotLead;
pub use near::{Ahead, HALF_A_POINT, NearLead, Part};
pub use paper::RecordLead;
pub use passed::Passed;
pub use rulings::RulingLead;
pub use sample::{FACTS_EACH, MalformedSeed, Sample, Sampled, SampledFact, Seed};
pub use seats::SeatLead;
pub use signatures::SignatureLead;
pub use stages::{StageLead, Timing, UnsealedKind};
pub use subject::Subject;
pub use vacancies::VacancyLead;

/// A ruling, by its place in [`Round::rulings`].
///
/// Shown at [`Audit`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct RulingRef(pub usize);

/// Something to look at.
///
/// Shown at [`audit`](self).
#[derive(Clone, Debug, PartialEq)]
pub enum Lead {
    /// The roster or the plan of the authority above.
    Basis(BasisLead),
    /// The record as a whole.
    Record(RecordLead),
    /// A posting, or what was changed behind one.
    Stage(StageLead),
    /// A ruling.
    Ruling(RulingLead),
    /// A seat that a ruling gave or took.
    Seat(SeatLead),
    /// A signature under a score sheet.
    Signature(SignatureLead),
    /// Somebody who did not choose in turn.
    KeptAway(KeptAwayLead),
    /// A lot.
    Lot(LotLead),
    /// A vacancy and its conditions.
    Vacancy(VacancyLead),
    /// Somebody whom half a point would have moved.
    Near(NearLead),
    /// Facts without evidence.
    Evidence(EvidenceLead),
    /// Who entered and who checked.
    Entry(EntryLead),
    /// Somebody who is not ranked.
    Excluded(ExcludedLead),
    /// An item at its cap.
    Cap(CapLead),
    /// A warning of the result that no other lead tells.
    Warning(Warning),
}

impl Lead {
    /// What it is about.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Basis(_) => Subject::Basis,
            Self::Record(_) => Subject::Record,
            Self::Stage(_) => Subject::Stages,
            Self::Ruling(_) => Subject::Rulings,
            Self::Seat(_) => Subject::Seats,
            Self::Signature(_) => Subject::Signatures,
            Self::KeptAway(_) => Subject::KeptAway,
            Self::Lot(_) => Subject::Lots,
            Self::Vacancy(_) => Subject::Vacancies,
            Self::Near(_) => Subject::Near,
            Self::Evidence(_) => Subject::Evidence,
            Self::Entry(_) => Subject::Entries,
            Self::Excluded(_) => Subject::Excluded,
            Self::Cap(_) => Subject::Caps,
            Self::Warning(_) => Subject::Warnings,
        }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Basis(lead) => lead.code(),
            Self::Record(lead) => lead.code(),
            Self::Stage(lead) => lead.code(),
            Self::Ruling(lead) => lead.code(),
            Self::Seat(lead) => lead.code(),
            Self::Signature(lead) => lead.code(),
            Self::KeptAway(_) => "kept-away",
            Self::Lot(lead) => lead.code(),
            Self::Vacancy(lead) => lead.code(),
            Self::Near(_) => "near",
            Self::Evidence(lead) => lead.code(),
            Self::Entry(lead) => lead.code(),
            Self::Excluded(_) => "excluded",
            Self::Cap(_) => "at-cap",
            Self::Warning(warning) => warning.code.as_str(),
        }
    }
}

/// A record that holds, and what to look at in it.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let mut record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Audit, Lead, RulingRef, SeatLead};
///
/// let holds = record.clone();
/// let audit = Audit::of(&holds, None).map_err(|report| format!("{report:?}"))?;
/// assert_eq!((Some(audit.fingerprint()), audit.endorsements()), (record.fingerprint(), 0));
/// let seats = audit.leads().iter().filter_map(|lead| if let Lead::Seat(seat) = lead { Some(seat) } else { None });
/// let Some(SeatLead::Placed { ruling, .. }) = seats.clone().next() else { return Err("another".into()) };
/// assert_eq!(&*audit.ruling(*ruling).authority.document, "某军转组〔2026〕8号");
/// // Of a record that does not hold there is nothing to say but that.
/// record.files.insert("result.json".into(), b"{}".to_vec());
/// let report = Audit::of(&record, None).err().ok_or("it holds")?;
/// assert!(!report.may_be_signed());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Audit<'r> {
    record: &'r Package,
    fingerprint: Digest,
    endorsements: usize,
    round: Round,
    placement: Placement,
    leads: Vec<Lead>,
}

impl<'r> Audit<'r> {
    /// Verifies a record, signatures aside, and looks through it.
    ///
    /// # Errors
    /// The report of verifying, of a record that does not hold or could not be checked. One without files as handed in
    /// is looked through, and says so.
    pub fn of(record: &'r Package, originals: Option<&ReadOriginals<'_>>) -> Result<Self, Box<Report>> {
        let report = verify(record, &[], originals);
        let finished = match Finished::of(record) {
            Ok(finished) if report.answer() != Answer::Refuted && report.statement.is_some() => finished,
            Ok(_) | Err(_) => return Err(Box::new(report)),
        };
        let Some(fingerprint) = report.fingerprint else { return Err(Box::new(report)) };
        let Finished { round, placement, .. } = finished;
        let leads = leads(&round, &placement, &report);
        let endorsements = report.endorsements.len();
        Ok(Self { record, fingerprint, endorsements, round, placement, leads })
    }

    /// The fingerprint of the record.
    pub fn fingerprint(&self) -> Digest {
        self.fingerprint
    }

    /// How many have signed, by what lies there: whose signatures they are, only keys can say.
    pub fn endorsements(&self) -> usize {
        self.endorsements
    }

    /// The round, and what came of it.
    pub fn round(&self) -> (&Round, &Placement) {
        (&self.round, &self.placement)
    }

    /// A ruling of the round.
    ///
    /// # Panics
    /// If the reference is not of this round.
    pub fn ruling(&self, ruling: RulingRef) -> &Ruling {
        &self.round.rulings()[ruling.0].0
    }

    /// What the ruling means for the round.
    ///
    /// # Panics
    /// If the reference is not of this round.
    pub fn decision(&self, ruling: RulingRef) -> &Decision {
        &self.round.rulings()[ruling.0].1
    }

    /// What to look at, the most telling first.
    pub fn leads(&self) -> &[Lead] {
        &self.leads
    }
}

/// All leads, by subject in its order.
fn leads(round: &Round, placement: &Placement, report: &Report) -> Vec<Lead> {
    let (board, unruled) = (Board::new(round, placement), rulings::unruled(round));
    let mut leads: Vec<Lead> = Vec::new();
    leads.extend(basis::leads(round).into_iter().map(Lead::Basis));
    leads.extend(paper::leads(round, report).into_iter().map(Lead::Record));
    leads.extend(stages::leads(round, report.stages.as_ref()).into_iter().map(Lead::Stage));
    leads.extend(rulings::leads(&board, &unruled).into_iter().map(Lead::Ruling));
    leads.extend(seats::leads(&board).into_iter().map(Lead::Seat));
    leads.extend(signatures::leads(&board).into_iter().map(Lead::Signature));
    leads.extend(kept_away::leads(&board).into_iter().map(Lead::KeptAway));
    leads.extend(lots::leads(&board).into_iter().map(Lead::Lot));
    leads.extend(vacancies::leads(&board).into_iter().map(Lead::Vacancy));
    leads.extend(near::leads(&board, &unruled).into_iter().map(Lead::Near));
    leads.extend(evidence::leads(&board).into_iter().map(Lead::Evidence));
    leads.extend(entries::leads(round).into_iter().map(Lead::Entry));
    leads.extend(excluded::leads(&board).into_iter().map(Lead::Excluded));
    leads.extend(caps::leads(&board).into_iter().map(Lead::Cap));
    leads.extend(warnings::leads(placement).into_iter().map(Lead::Warning));
    leads
}
