//! Warnings (提示): what deserves a look and holds nothing up. Codes and ids only, never rows or sentences.

use crate::ids::{CandidateId, VacancyId};

/// Something that deserves a look.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::warning::{Warning, WarningCode};
///
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(standing.warnings.len(), 4);
/// assert_eq!(standing.warnings[0], Warning::on(WarningCode::FactNotCounted, &"12".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Warning {
    /// What it is.
    pub code: WarningCode,
    /// The candidate concerned.
    pub candidate: Option<CandidateId>,
    /// The vacancy concerned.
    pub vacancy: Option<VacancyId>,
}

impl Warning {
    /// A warning on one candidate.
    pub fn on(code: WarningCode, candidate: &CandidateId) -> Self {
        Self { code, candidate: Some(candidate.clone()), vacancy: None }
    }
}

/// The kinds of warning, in the order of their codes.
///
/// ```
/// use anzhi_core::warning::WarningCode;
///
/// assert_eq!(WarningCode::LotUnneeded.as_str(), "lot-unneeded");
/// assert!(WarningCode::ALL.map(WarningCode::as_str).is_sorted());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum WarningCode {
    /// A certificate that no vacancy asks for: perhaps misspelt.
    CertificateUnasked,
    /// An earlier signature counts although the sheet has changed, by an answer.
    EarlierSignatureStands,
    /// The exam's average share of the totals lies outside what the scheme aims at.
    ExamShareOutside,
    /// A sanction or another fact does not count, and the scheme wants it to be seen.
    FactNotCounted,
    /// A ruling fills a gap that nobody's facts reach: perhaps the wrong one.
    FillingUnreached,
    /// Somebody placed by ruling is recorded as absent, late or the like: one of the two may be wrong.
    GiveUpUnused,
    /// An id that looks like an identity number: it will stand on public papers.
    IdNumberAsId,
    /// A lot that decides nothing.
    LotUnneeded,
    /// A mark of 0 without a remark that says why.
    MarkWithoutRemark,
    /// Degrees were handed in and none of them counts.
    NoDegreeCounted,
    /// A period that begins after the cut-off.
    PeriodAfterCutoff,
    /// A placement by ruling on a vacancy whose conditions the candidate does not meet.
    PlacedAgainstCondition,
    /// Somebody who gave up, was absent or ran out of time has preferences; they are not used.
    PreferencesUnused,
    /// A seat given after the meeting to somebody who had given up, was absent or ran out of time.
    RefillAfterGivingUp,
    /// A seat given after the meeting past somebody ranked before, who has none and had asked for that vacancy.
    RefillOutOfOrder,
    /// A relative at a unit that offers no vacancy: perhaps misspelt.
    RelativeUnitUnknown,
    /// A ruling whose new value is the old one.
    RulingWithoutEffect,
}

impl WarningCode {
    /// All codes, in their order.
    pub const ALL: [Self; 17] = [
        Self::CertificateUnasked,
        Self::EarlierSignatureStands,
        Self::ExamShareOutside,
        Self::FactNotCounted,
        Self::FillingUnreached,
        Self::GiveUpUnused,
        Self::IdNumberAsId,
        Self::LotUnneeded,
        Self::MarkWithoutRemark,
        Self::NoDegreeCounted,
        Self::PeriodAfterCutoff,
        Self::PlacedAgainstCondition,
        Self::PreferencesUnused,
        Self::RefillAfterGivingUp,
        Self::RefillOutOfOrder,
        Self::RelativeUnitUnknown,
        Self::RulingWithoutEffect,
    ];

    /// The stable code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CertificateUnasked => "certificate-unasked",
            Self::EarlierSignatureStands => "earlier-signature-stands",
            Self::ExamShareOutside => "exam-share-outside",
            Self::FactNotCounted => "fact-not-counted",
            Self::FillingUnreached => "filling-unreached",
            Self::GiveUpUnused => "give-up-unused",
            Self::IdNumberAsId => "id-number-as-id",
            Self::LotUnneeded => "lot-unneeded",
            Self::MarkWithoutRemark => "mark-without-remark",
            Self::NoDegreeCounted => "no-degree-counted",
            Self::PeriodAfterCutoff => "period-after-cutoff",
            Self::PlacedAgainstCondition => "placed-against-condition",
            Self::PreferencesUnused => "preferences-unused",
            Self::RefillAfterGivingUp => "refill-after-giving-up",
            Self::RefillOutOfOrder => "refill-out-of-order",
            Self::RelativeUnitUnknown => "relative-unit-unknown",
            Self::RulingWithoutEffect => "ruling-without-effect",
        }
    }
}
