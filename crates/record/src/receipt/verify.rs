//! Verifying a receipt: signatures, the sheet, and the way to the root that was signed.

use super::file::{RECEIPT_FORMAT, Receipt};
use super::findings::ReceiptFinding;
use crate::checked::{Checked, answer_of};
use crate::json::{self, Malformed};
use crate::package::Package;
use crate::statement::{RoundPredicate, RoundStatement};
use crate::tree::root_of;
use crate::verify::{Answer, Conditions, Endorsed, Finding, Front, NotDone, Signers, front};
use crate::version::GREATEST;
use anzhi_core::digest::{Digest, Salt};

/// The steps of verifying a receipt, in their order.
///
/// ```
/// use anzhi_record::receipt::ReceiptStep;
///
/// assert_eq!(ReceiptStep::ALL.map(ReceiptStep::as_str), ["envelope", "signatures", "sheet", "inclusion"]);
/// ```
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ReceiptStep {
    /// The receipt stands in its one form, and its endorsements are of its statement (封装).
    Envelope,
    /// The given keys have signed this statement (签名).
    Signatures,
    /// The sheet is the one whose digest stands in the results, and they tell the same points (计分表).
    Sheet,
    /// The results are a leaf under the root that the statement names (归入).
    Inclusion,
}

impl ReceiptStep {
    /// All steps.
    pub const ALL: [Self; 4] = [Self::Envelope, Self::Signatures, Self::Sheet, Self::Inclusion];

    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Envelope => "envelope",
            Self::Signatures => "signatures",
            Self::Sheet => "sheet",
            Self::Inclusion => "inclusion",
        }
    }
}

/// The report on a receipt.
///
/// Shown at [`receipt`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReceiptReport {
    /// The fingerprint of the statement, which is that of the record.
    pub fingerprint: Option<Digest>,
    /// What the statement says, if it can be read.
    pub statement: Option<RoundPredicate>,
    /// The receipt, if it can be read.
    pub receipt: Option<Receipt>,
    /// All endorsements, by key.
    pub endorsements: Vec<Endorsed>,
    /// What came of the conditions of a trust file, if it was verified by one.
    pub conditions: Option<Conditions>,
    /// What came of each step, in the order of [`ReceiptStep::ALL`].
    pub verdicts: [Checked<ReceiptFinding>; 4],
}

impl ReceiptReport {
    /// What came of one step.
    pub fn verdict(&self, step: ReceiptStep) -> &Checked<ReceiptFinding> {
        &self.verdicts[step as usize]
    }

    /// What the whole comes to.
    pub fn answer(&self) -> Answer {
        answer_of(&self.verdicts)
    }
}

/// The name by which findings call the file.
const FILE: &str = "receipt.json";

/// Verifies the file of a receipt as signed by these.
///
/// Shown at [`receipt`](super).
pub fn verify_receipt(bytes: &[u8], signers: Signers<'_>) -> ReceiptReport {
    let receipt = match read(bytes) {
        Ok(receipt) => receipt,
        Err(envelope) => return unread(envelope),
    };
    let front = front(&receipt.package().unwrap_or_else(Package::default), signers);
    let sheet = front.statement.as_ref().map_or_else(Checked::waits, |said| sheet(&receipt, said));
    let inclusion = inclusion(&receipt, &front);
    ReceiptReport {
        fingerprint: front.fingerprint,
        verdicts: [front.envelope.into(), front.signatures.into(), sheet, inclusion],
        statement: front.statement.map(|statement| statement.predicate),
        receipt: Some(receipt),
        endorsements: front.endorsements,
        conditions: front.conditions,
    }
}

fn read(bytes: &[u8]) -> Result<Receipt, Checked<ReceiptFinding>> {
    match json::format_of(bytes) {
        Some(later @ 2..=GREATEST) if later != u64::from(RECEIPT_FORMAT) => {
            Err(Checked::NotDone(NotDone::UnknownVersion { name: FILE.into(), version: later.to_string() }))
        }
        Some(_) => Receipt::read(bytes).map_err(malformed),
        None => Err(malformed(Malformed::Shape)),
    }
}

fn malformed(why: Malformed) -> Checked<ReceiptFinding> {
    Checked::Failed(vec![Finding::Malformed { name: FILE.into(), why }.into()])
}

/// Nothing can be done with it.
fn unread(envelope: Checked<ReceiptFinding>) -> ReceiptReport {
    ReceiptReport {
        fingerprint: None,
        statement: None,
        receipt: None,
        endorsements: Vec::new(),
        conditions: None,
        verdicts: [envelope, Checked::waits(), Checked::waits(), Checked::waits()],
    }
}

/// Whether the sheet is the one that the results name, of this person and this scheme, and tells the same points.
fn sheet(receipt: &Receipt, statement: &RoundStatement) -> Checked<ReceiptFinding> {
    let Ok(salt) = receipt.salt.parse::<Salt>() else { return Checked::waits() };
    let computed = receipt.sheet.as_ref().map(|sheet| Digest::salted(salt, sheet.as_bytes()).to_string());
    let mut findings = Vec::new();
    if computed != receipt.result.sheet {
        findings.push(ReceiptFinding::OtherSheet { named: receipt.result.sheet.clone(), computed });
    }
    let Some(text) = &receipt.sheet else { return Checked::of(findings) };
    let lines: Vec<&str> = text.lines().collect();
    let mut must_say = |line: String| {
        if !lines.contains(&line.as_str()) {
            findings.push(ReceiptFinding::NotOnSheet { line });
        }
    };
    must_say(format!("candidate {}", receipt.candidate));
    must_say(format!("scheme {}", statement.predicate.scheme.scoring));
    for result in &receipt.result.results {
        for (word, points) in [("assessment", &result.assessment), ("total", &result.total)] {
            if let Some(points) = points.as_ref().filter(|points| !says(&lines, word, points)) {
                findings.push(ReceiptFinding::NotOnSheet { line: format!("{word} {points}") });
            }
        }
        if let Some(points) = &result.exam
            && !lines.iter().any(|line| line.strip_prefix("exam ").and_then(first) == Some(points))
        {
            findings.push(ReceiptFinding::NotOnSheet { line: format!("exam {points}") });
        }
    }
    Checked::of(findings)
}

fn first(words: &str) -> Option<&str> {
    words.split(' ').next()
}

/// Whether the sheet says these points, for every kind of vacancy or for one.
fn says(lines: &[&str], word: &str, points: &str) -> bool {
    let (all, one) = (format!("{word} {points}"), format!("{word}-for "));
    let of_kind =
        |line: &&str| line.strip_prefix(&one).and_then(|rest| rest.split(' ').nth(1)) == Some(points);
    lines.contains(&all.as_str()) || lines.iter().any(of_kind)
}

/// Whether the leaf leads to the root that the statement names.
fn inclusion(receipt: &Receipt, front: &Front) -> Checked<ReceiptFinding> {
    let Some(statement) = &front.statement else { return Checked::waits() };
    let Some(stated) = &statement.predicate.results else {
        return Checked::Failed(vec![ReceiptFinding::NoResults]);
    };
    let leaves = stated.leaves.parse::<u64>().ok().filter(|leaves| leaves.to_string() == stated.leaves);
    let path: Option<Vec<Digest>> = receipt.path.iter().map(|step| step.parse().ok()).collect();
    let reached = receipt
        .leaf()
        .zip(leaves)
        .zip(path)
        .and_then(|((leaf, leaves), path)| root_of(&leaf, u64::from(receipt.index), leaves, &path));
    match reached {
        Some(root) if root.to_string() == stated.root => Checked::Passed,
        Some(_) | None => Checked::Failed(vec![ReceiptFinding::NotIncluded {
            root: stated.root.clone(),
            reached: reached.map(|root| root.to_string()),
        }]),
    }
}
