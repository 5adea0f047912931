//! The statement and its endorsements by themselves, as an edition or a receipt carries them.

use super::papers::{Papers, Unread};
use super::signatures::of;
use super::{Conditions, Endorsed, Signers, Verdict};
use crate::package::Package;
use crate::statement::RoundStatement;
use anzhi_core::digest::Digest;

/// What there is to say of a statement and its endorsements before anything else is looked at.
pub(crate) struct Front {
    pub(crate) fingerprint: Option<Digest>,
    /// The statement, if it can be read.
    pub(crate) statement: Option<RoundStatement>,
    pub(crate) endorsements: Vec<Endorsed>,
    /// Whether both stand in their one form, and the endorsements are of the statement.
    pub(crate) envelope: Verdict,
    pub(crate) signatures: Verdict,
    /// What came of the conditions of a trust file, if it was verified by one.
    pub(crate) conditions: Option<Conditions>,
}

/// Judges the statement and the endorsements of a package; whatever else is in it is left alone.
pub(crate) fn front(package: &Package, signers: Signers<'_>) -> Front {
    // Signatures first, over exact bytes; only then is anything else understood.
    let signatures = of(package, signers);
    let papers = Papers::read(package);
    let envelope = envelope(&papers);
    Front {
        fingerprint: package.fingerprint(),
        endorsements: papers.endorsed(&signatures),
        envelope,
        signatures: signatures.verdict,
        conditions: signatures.conditions,
        statement: papers.statement.ok(),
    }
}

fn envelope(papers: &Papers) -> Verdict {
    let endorsements = papers.endorsements.iter().filter_map(|(_, read)| read.as_ref().err());
    let mut findings = Vec::new();
    for unread in papers.statement.as_ref().err().into_iter().chain(endorsements) {
        match unread {
            Unread::Found(finding) => findings.push(finding.clone()),
            // An endorsement of a later version plays no part; a later statement is beyond judging.
            Unread::NotDone(_) => {}
        }
    }
    match &papers.statement {
        Err(Unread::NotDone(later)) => Verdict::NotDone(later.clone()),
        Err(Unread::Found(_)) | Ok(_) => super::verdict_of(findings),
    }
}
