//! What came of a step of verifying something that was taken out of a record: a public edition or a receipt.

use crate::verify::{Answer, Finding, NotDone, Verdict};

/// What came of a step.
///
/// ```
/// use anzhi_record::{Checked, receipt::{ReceiptStep, verify_receipt}, verify::{NotDone, Signers, Step}};
///
/// let report = verify_receipt(b"no receipt", Signers::Keys(&[]));
/// assert!(matches!(report.verdict(ReceiptStep::Envelope), Checked::Failed(findings) if findings.len() == 1));
/// assert_eq!(report.verdict(ReceiptStep::Sheet), &Checked::NotDone(NotDone::Needs(Step::Envelope)));
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Checked<F> {
    /// It holds.
    Passed,
    /// It does not hold: everything that was found, at least one.
    Failed(Vec<F>),
    /// It could not be done.
    NotDone(NotDone),
}

impl<F> Checked<F> {
    /// Failed if anything was found.
    pub(crate) fn of(findings: Vec<F>) -> Self {
        if findings.is_empty() { Self::Passed } else { Self::Failed(findings) }
    }

    /// It waits for the envelope, without which nothing else can be understood.
    pub(crate) fn waits() -> Self {
        Self::NotDone(NotDone::Needs(crate::verify::Step::Envelope))
    }
}

impl<F: From<Finding>> From<Verdict> for Checked<F> {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Passed => Self::Passed,
            Verdict::Failed(findings) => Self::Failed(findings.into_iter().map(F::from).collect()),
            Verdict::NotDone(why) => Self::NotDone(why),
        }
    }
}

/// What all steps come to.
pub(crate) fn answer_of<F>(verdicts: &[Checked<F>]) -> Answer {
    if verdicts.iter().any(|verdict| matches!(verdict, Checked::Failed(_))) {
        Answer::Refuted
    } else if verdicts.iter().all(|verdict| matches!(verdict, Checked::Passed)) {
        Answer::Verified
    } else {
        Answer::Unchecked
    }
}
