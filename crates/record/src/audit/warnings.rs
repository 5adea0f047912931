//! What else the result warns of.

use anzhi_core::outcome::Placement;
use anzhi_core::warning::{Warning, WarningCode};

pub(super) fn leads(placement: &Placement) -> Vec<Warning> {
    placement.warnings.iter().filter(|warning| !is_told_elsewhere(warning.code)).cloned().collect()
}

/// Whether other leads say it, with more about it.
fn is_told_elsewhere(code: WarningCode) -> bool {
    match code {
        WarningCode::EarlierSignatureStands
        | WarningCode::GiveUpUnused
        | WarningCode::LotUnneeded
        | WarningCode::PlacedAgainstCondition
        | WarningCode::PreferencesUnused
        | WarningCode::RefillAfterGivingUp
        | WarningCode::RefillOutOfOrder => true,
        WarningCode::CertificateUnasked
        | WarningCode::ExamShareOutside
        | WarningCode::FactNotCounted
        | WarningCode::FillingUnreached
        | WarningCode::IdNumberAsId
        | WarningCode::MarkWithoutRemark
        | WarningCode::NoDegreeCounted
        | WarningCode::PeriodAfterCutoff
        | WarningCode::RelativeUnitUnknown
        | WarningCode::RulingWithoutEffect => false,
    }
}
