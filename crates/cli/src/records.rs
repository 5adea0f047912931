//! `sign` and `verify`, and records whose candidates are explained.

use crate::arguments::{Sign, Verify};
use crate::commands::{Talk, failed, unwritten};
use crate::exit::Exit;
use crate::keys::{private_key, public_key, signer, trust};
use crate::output::message;
use crate::{public, stages};
use anzhi_core::digest::Digest;
use anzhi_record::key::groups;
use anzhi_record::verify::{Answer, Report, Signers, verify_holding};
use anzhi_record::{Given, Package};
use anzhi_report::TYPED_GROUPS;
use anzhi_tables::read_round;
use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};

/// Verifies what was given, told by its content.
pub(crate) fn verify(args: &Verify, talk: Talk) -> Result<Exit, Exit> {
    let path = &args.record;
    let given = Given::read(path).map_err(|error| failed(&anzhi_report::read_failure(&error, talk.lang)))?;
    let given = match given {
        Given::Unknown => return Err(failed(&anzhi_report::nothing_to_verify(path, talk.lang))),
        Given::Stage if args.stages.is_empty() => return stages::verify(args, talk),
        // Only a record can hold a stage that somebody has kept.
        Given::Edition(_) | Given::Receipt(_) | Given::Stage if !args.stages.is_empty() => {
            return Err(failed(&anzhi_report::not_a_record(path, talk.lang)));
        }
        Given::Edition(_) | Given::Receipt(_) | Given::Record(_) | Given::Stage => given,
    };
    let trust = args.trust.as_ref().map(|path| trust(path, talk)).transpose()?;
    let (keys, unusable) = each(&args.keys, |path| public_key(path, talk));
    let (held, unread) = each(&args.stages, |path| stages::read(path, talk));
    let signers = trust.as_ref().map_or(Signers::Keys(&keys), Signers::Trust);
    let (answer, printed) = match &given {
        Given::Edition(package) => public::verify_edition(package, signers, talk),
        Given::Receipt(bytes) => public::verify_receipt(bytes, signers, talk),
        Given::Record(package) => {
            let report = verify_holding(package, signers, Some(&read_round), &held);
            (report.answer(), print(&report, talk))
        }
        Given::Stage | Given::Unknown => (Answer::Unchecked, Ok(())),
    };
    // What is wrong is wrong, whatever key could not be used, and whether or not anybody reads it.
    Ok(match (answer, unusable.or(unread).or(printed.err())) {
        (Answer::Refuted, _) => Exit::No,
        (Answer::Unchecked, _) | (Answer::Verified, Some(_)) => Exit::CouldNot,
        (Answer::Verified, None) => Exit::Done,
    })
}

/// What these files hold, and that one of them is of no use.
fn each<T>(paths: &[PathBuf], read: impl Fn(&Path) -> Result<T, Exit>) -> (Vec<T>, Option<Exit>) {
    let mut unusable = None;
    let read =
        paths.iter().filter_map(|path| read(path).map_err(|exit| unusable = Some(exit)).ok()).collect();
    (read, unusable)
}

/// Verifies a record and adds an endorsement.
pub(crate) fn sign(args: &Sign, talk: Talk) -> Result<Exit, Exit> {
    if args.record.is_file() {
        return stages::sign(args, talk);
    }
    let package = read(&args.record, talk)?;
    let key = private_key(&args.key, args.passphrase_file.as_deref(), talk)?;
    let signer = signer(&key, &Some(args.role.clone()), &Some(args.name.clone()), talk)?;
    let report = anzhi_record::verify::verify(&package, &[], Some(&read_round));
    let (Some(statement), Some(fingerprint)) = (&report.statement, &report.fingerprint) else {
        print(&report, talk)?;
        return Ok(not_signable(&report));
    };
    if !report.may_be_signed() {
        print(&report, talk)?;
        return Ok(not_signable(&report));
    }
    let endorsement = package.endorsement(&signer);
    let (name, bytes) = endorsement.map_err(|error| failed(anzhi_report::sign_failure(error, talk.lang)))?;
    message(&anzhi_report::to_be_signed(statement, fingerprint, !args.yes, talk.lang));
    if !args.yes {
        typed_from_paper(fingerprint, talk)?;
    }
    Package::add_to(&args.record, &name, &bytes).map_err(|error| unwritten(&args.record, &error, talk))?;
    message(&anzhi_report::record_signed(&args.record, &key.public().fingerprint(), talk.lang));
    Ok(Exit::Done)
}

/// The record of a folder, if it is one, whose contents hold, signatures aside; `None` for a folder of tables.
pub(crate) fn round_of(dir: &Path, talk: Talk) -> Result<Option<Package>, Exit> {
    if !is_record(dir) {
        return Ok(None);
    }
    let package = read(dir, talk)?;
    let report = anzhi_record::verify::verify(&package, &[], None);
    if !report.may_be_signed() {
        print(&report, talk)?;
        message(anzhi_report::unexplained_record(talk.lang));
        return Err(not_signable(&report));
    }
    message(anzhi_report::explained_record(talk.lang));
    Ok(Some(package))
}

/// A record from which something is to be taken: one whose contents hold, signatures aside.
pub(crate) fn holding(dir: &Path, talk: Talk) -> Result<Package, Exit> {
    let package = read(dir, talk)?;
    let report = anzhi_record::verify::verify(&package, &[], Some(&read_round));
    // A record without files as handed in is as good for this.
    if report.answer() == Answer::Refuted || report.statement.is_none() {
        print(&report, talk)?;
        return Err(not_signable(&report));
    }
    Ok(package)
}

/// Refuses a record where a folder of tables belongs.
pub(crate) fn tables_only(dir: &Path, talk: Talk) -> Result<(), Exit> {
    if is_record(dir) { Err(failed(&anzhi_report::record_not_tables(dir, talk.lang))) } else { Ok(()) }
}

fn is_record(dir: &Path) -> bool {
    let has = |name| dir.join(name).symlink_metadata().is_ok();
    has(anzhi_record::MANIFEST) || has(anzhi_record::STATEMENT)
}

/// Reads the folder of a record.
pub(crate) fn read(dir: &Path, talk: Talk) -> Result<Package, Exit> {
    let package =
        Package::read(dir).map_err(|error| failed(&anzhi_report::read_failure(&error, talk.lang)))?;
    if package.is_record() { Ok(package) } else { Err(failed(&anzhi_report::not_a_record(dir, talk.lang))) }
}

fn print(report: &Report, talk: Talk) -> Result<(), Exit> {
    talk.answer(
        || anzhi_report::verification_text(report, talk.lang),
        || anzhi_report::json::verify_json(report, talk.lang),
    )
}

/// Whether a record does not hold, and not only could not be checked.
pub(crate) fn is_refuted(report: &Report) -> bool {
    report.answer() == Answer::Refuted
}

/// The answer of whoever refuses a record for what verifying found.
pub(crate) fn not_signable(report: &Report) -> Exit {
    if is_refuted(report) { Exit::No } else { Exit::CouldNot }
}

/// Has the groups of the fingerprint that were left out typed from the paper.
pub(crate) fn typed_from_paper(fingerprint: &Digest, talk: Talk) -> Result<(), Exit> {
    let groups = groups(fingerprint);
    let mut lines = io::stdin().lock().lines();
    for group in TYPED_GROUPS {
        message(&anzhi_report::group_prompt(group, talk.lang));
        let Some(Ok(typed)) = lines.next() else { return Err(failed(anzhi_report::no_groups(talk.lang))) };
        if typed.trim().to_ascii_lowercase() != groups[group - 1] {
            message(anzhi_report::other_fingerprint(talk.lang));
            return Err(Exit::No);
        }
    }
    Ok(())
}
