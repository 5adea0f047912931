//! Verifying a public edition: signatures, digest, and a replay of what stands in it.

use super::findings::EditionFinding;
use super::form::{EDITION_FORMAT, Edition};
use super::publish::{EDITION, is_of_an_edition};
use super::replay::{Replayed, replay};
use crate::checked::{Checked, answer_of};
use crate::json::{self, Malformed};
use crate::package::Package;
use crate::statement::RoundPredicate;
use crate::verify::{Answer, Conditions, Endorsed, Finding, Front, NotDone, Signers, front};
use crate::version::GREATEST;
use anzhi_core::digest::{Digest, Salt};

/// The steps of verifying a public edition, in their order.
///
/// ```
/// use anzhi_record::edition::EditionStep;
///
/// assert_eq!(EditionStep::ALL.map(EditionStep::as_str)[..3], ["envelope", "signatures", "digest"]);
/// ```
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum EditionStep {
    /// The files are those of a public edition, each in its one form (封装).
    Envelope,
    /// The given keys have signed this statement (签名).
    Signatures,
    /// The statement names this edition (摘要).
    Digest,
    /// Round, scheme and counts are those of the statement (记载).
    Round,
    /// Ranks follow groups and totals, and ties are numbered (排名).
    Order,
    /// Turns follow the ranks and what was recorded, and outcomes the turns (选岗次序).
    Turns,
    /// The seats add up turn by turn (名额).
    Seats,
    /// Everybody had the first preference that was open (首个可选志愿).
    Choices,
    /// What followed the meeting fits what came of it (选岗会后).
    After,
}

impl EditionStep {
    /// All steps.
    pub const ALL: [Self; 9] = [
        Self::Envelope,
        Self::Signatures,
        Self::Digest,
        Self::Round,
        Self::Order,
        Self::Turns,
        Self::Seats,
        Self::Choices,
        Self::After,
    ];

    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Envelope => "envelope",
            Self::Signatures => "signatures",
            Self::Digest => "digest",
            Self::Round => "round",
            Self::Order => "order",
            Self::Turns => "turns",
            Self::Seats => "seats",
            Self::Choices => "choices",
            Self::After => "after",
        }
    }
}

/// The report on a public edition.
///
/// Shown at [`edition`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EditionReport {
    /// The fingerprint of the statement, which is that of the record.
    pub fingerprint: Option<Digest>,
    /// What the statement says, if it can be read.
    pub statement: Option<RoundPredicate>,
    /// The edition, if it can be read.
    pub edition: Option<Edition>,
    /// All endorsements, by key.
    pub endorsements: Vec<Endorsed>,
    /// What came of the conditions of a trust file, if it was verified by one.
    pub conditions: Option<Conditions>,
    /// What came of each step, in the order of [`EditionStep::ALL`].
    pub verdicts: [Checked<EditionFinding>; 9],
}

impl EditionReport {
    /// What came of one step.
    pub fn verdict(&self, step: EditionStep) -> &Checked<EditionFinding> {
        &self.verdicts[step as usize]
    }

    /// What the whole comes to.
    pub fn answer(&self) -> Answer {
        answer_of(&self.verdicts)
    }
}

/// Verifies a public edition as signed by these.
///
/// Shown at [`edition`](super).
pub fn verify_edition(package: &Package, signers: Signers<'_>) -> EditionReport {
    let front = front(package, signers);
    let read = edition(package);
    let envelope = envelope(package, &front, &read);
    let digest = digest(package, &front);
    let [round, order, turns, seats, choices, after] = replayed(&front, read.as_ref().ok());
    EditionReport {
        fingerprint: front.fingerprint,
        verdicts: [envelope, front.signatures.into(), digest, round, order, turns, seats, choices, after],
        statement: front.statement.map(|statement| statement.predicate),
        edition: read.ok(),
        endorsements: front.endorsements,
        conditions: front.conditions,
    }
}

/// Why `edition.json` cannot be read.
enum Unread {
    Found(Finding),
    Later(NotDone),
}

fn edition(package: &Package) -> Result<Edition, Unread> {
    let malformed = |why| Unread::Found(Finding::Malformed { name: EDITION.into(), why });
    let bytes =
        package.file(EDITION).ok_or_else(|| Unread::Found(Finding::MissingFile { name: EDITION.into() }))?;
    match json::format_of(bytes) {
        Some(format) if format == u64::from(EDITION_FORMAT) => {
            let edition: Edition = json::from_bytes(bytes).map_err(malformed)?;
            let salted = edition.salt.parse::<Salt>().is_ok();
            if salted { Ok(edition) } else { Err(malformed(Malformed::Shape)) }
        }
        Some(later @ 2..=GREATEST) => {
            Err(Unread::Later(NotDone::UnknownVersion { name: EDITION.into(), version: later.to_string() }))
        }
        Some(_) | None => Err(malformed(Malformed::Shape)),
    }
}

fn envelope(package: &Package, front: &Front, read: &Result<Edition, Unread>) -> Checked<EditionFinding> {
    let mut findings: Vec<EditionFinding> =
        package.strays.iter().cloned().map(|stray| Finding::Stray(stray).into()).collect();
    let odd = package.files.keys().filter(|name| !is_of_an_edition(name)).cloned();
    findings.extend(odd.map(|name| EditionFinding::from(Finding::UnnamedFile { name })));
    let mut later = None;
    match Checked::from(front.envelope.clone()) {
        Checked::Failed(more) => findings.extend(more),
        Checked::NotDone(why) => later = Some(why),
        Checked::Passed => {}
    }
    match read {
        Err(Unread::Found(finding)) => findings.push(finding.clone().into()),
        Err(Unread::Later(why)) => later = later.or(Some(why.clone())),
        Ok(_) => {}
    }
    match later {
        Some(why) if findings.is_empty() => Checked::NotDone(why),
        Some(_) | None => Checked::of(findings),
    }
}

/// Whether the statement names this edition; one of a later version is named all the same.
fn digest(package: &Package, front: &Front) -> Checked<EditionFinding> {
    let (Some(statement), Some(bytes)) = (&front.statement, package.file(EDITION)) else {
        return Checked::waits();
    };
    match &statement.predicate.edition {
        None => Checked::Failed(vec![EditionFinding::NotNamed]),
        Some(digests) if digests.are_of(bytes) => Checked::Passed,
        Some(_) => Checked::Failed(vec![Finding::WrongDigest { name: EDITION.into() }.into()]),
    }
}

fn replayed(front: &Front, edition: Option<&Edition>) -> [Checked<EditionFinding>; 6] {
    match (edition, &front.statement) {
        (Some(edition), Some(statement)) => {
            let Replayed { round, order, turns, seats, choices, after } = replay(edition, statement);
            [round, order, turns, seats, choices, after].map(Checked::of)
        }
        (None, _) | (_, None) => [(); 6].map(|()| Checked::waits()),
    }
}
