//! What the library answers to a vector.

use crate::records::testdata;
use crate::vectors::form::{Failing, Form, Kind, Undone, Word};
use anzhi_record::edition::{EditionStep, verify_edition};
use anzhi_record::key::{KeyFile, PublicKey};
use anzhi_record::receipt::{ReceiptStep, verify_receipt};
use anzhi_record::stage::Stage;
use anzhi_record::trust::Trust;
use anzhi_record::verify::{Answer, NotDone, Signers, Step, Verdict, verify_holding};
use anzhi_record::{Checked, Package};
use anzhi_tables::read_round;
use std::collections::BTreeSet;
use std::fs;
use tempfile::TempDir;

/// The answer, all steps that fail, and those that leave it open.
pub(super) type Answered = (Word, Vec<Failing>, Vec<Undone>);

/// The steps of verifying such a thing, in their order.
pub(super) fn steps(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Record => Step::ALL.map(Step::as_str).to_vec(),
        Kind::Edition => EditionStep::ALL.map(EditionStep::as_str).to_vec(),
        Kind::Receipt => ReceiptStep::ALL.map(ReceiptStep::as_str).to_vec(),
    }
}

/// What came of a step: its codes, or why it was not done.
enum Told {
    Failed(BTreeSet<&'static str>),
    NotDone(&'static str),
    Passed,
}

pub(super) fn answered(form: &Form, dir: &TempDir) -> Answered {
    let trust = form.trust.as_ref().map(|file| trust(file));
    let keys: Vec<PublicKey> = form.keys.iter().map(|file| key(file)).collect();
    let signers = trust.as_ref().map_or(Signers::Keys(&keys), Signers::Trust);
    let (answer, told) = match form.kind {
        Kind::Record => record(dir, signers, form),
        Kind::Edition => {
            let report = verify_edition(&Package::read(dir.path()).unwrap(), signers);
            (report.answer(), report.verdicts.iter().map(|checked| of_part(checked, |f| f.code())).collect())
        }
        Kind::Receipt => {
            let report = verify_receipt(&fs::read(dir.path().join("receipt.json")).unwrap(), signers);
            (report.answer(), report.verdicts.iter().map(|checked| of_part(checked, |f| f.code())).collect())
        }
    };
    put_together(form.kind, answer, told)
}

fn put_together(kind: Kind, answer: Answer, told: Vec<Told>) -> Answered {
    let (mut failing, mut undone) = (Vec::new(), Vec::new());
    for (step, told) in steps(kind).into_iter().zip(told) {
        match told {
            Told::Failed(codes) => {
                let codes = codes.into_iter().map(str::to_owned).collect();
                failing.push(Failing { step: step.into(), codes });
            }
            // Only where it leaves the whole unanswered.
            Told::NotDone(why) if answer == Answer::Unchecked => {
                undone.push(Undone { step: step.into(), why: why.into() });
            }
            Told::NotDone(_) | Told::Passed => {}
        }
    }
    let word = match answer {
        Answer::Verified => Word::Verified,
        Answer::Refuted => Word::Refuted,
        Answer::Unchecked => Word::Unchecked,
    };
    (word, failing, undone)
}

fn record(dir: &TempDir, signers: Signers<'_>, form: &Form) -> (Answer, Vec<Told>) {
    let held: Vec<Stage> = form.stages.iter().map(|file| Stage::read(&data(file)).unwrap()).collect();
    let package = Package::read(dir.path()).unwrap();
    let report = verify_holding(&package, signers, Some(&read_round), &held);
    let told = |verdict: &Verdict| match verdict {
        // A record may do without stages.
        Verdict::Passed | Verdict::NotDone(NotDone::NoStages) => Told::Passed,
        Verdict::Failed(findings) => Told::Failed(findings.iter().map(|finding| finding.code()).collect()),
        Verdict::NotDone(why) => Told::NotDone(why.code()),
    };
    (report.answer(), report.verdicts.iter().map(told).collect())
}

fn of_part<F>(checked: &Checked<F>, code: impl Fn(&F) -> &'static str) -> Told {
    match checked {
        Checked::Passed => Told::Passed,
        Checked::Failed(findings) => Told::Failed(findings.iter().map(code).collect()),
        Checked::NotDone(why) => Told::NotDone(why.code()),
    }
}

fn data(file: &str) -> Vec<u8> {
    fs::read(testdata().join(file)).unwrap()
}

fn key(file: &str) -> PublicKey {
    match KeyFile::parse(&data(file)).unwrap() {
        KeyFile::Public(key) => key,
        KeyFile::Encrypted(_) | KeyFile::Private(_) => panic!("{file} is no public key"),
    }
}

fn trust(file: &str) -> Trust {
    let beside = testdata().join(file).parent().unwrap().to_owned();
    Trust::parse(&data(file), &|key| fs::read(beside.join(key))).unwrap()
}
