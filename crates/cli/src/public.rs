//! What is taken out of a record for others: `publish` and `receipt`, and their verification.

use crate::arguments::{Publish, Receipt};
use crate::commands::{Talk, failed, unwritten};
use crate::exit::Exit;
use crate::output::message;
use crate::records::holding;
use anzhi_record::edition::write_edition;
use anzhi_record::receipt::Receipts;
use anzhi_record::verify::{Answer, Signers};
use anzhi_record::{ENDORSEMENTS, Package, Unusable, write_new};
use anzhi_report::json as forms;
use std::io;
use std::path::Path;

/// Takes the public edition out of a record.
pub(crate) fn publish(args: &Publish, talk: Talk) -> Result<Exit, Exit> {
    free(&args.out, talk)?;
    let record = holding(&args.record, talk)?;
    let edition = anzhi_record::edition::publish(&record).map_err(|why| unusable(why, talk))?;
    let fingerprint = edition.fingerprint().ok_or_else(|| unusable(Unusable::NotHolding, talk))?;
    write_edition(&edition, &args.out).map_err(|error| unwritten(&args.out, &error, talk))?;
    let (signed, folder) = (is_signed(&edition), args.out.display().to_string());
    talk.answer(
        || anzhi_report::published(&args.out, &fingerprint, signed, talk.lang),
        || forms::publish_json(&folder, &fingerprint, signed),
    )?;
    Ok(Exit::Done)
}

/// Takes a receipt for one candidate out of a record, and prints it.
pub(crate) fn receipt(args: &Receipt, talk: Talk) -> Result<Exit, Exit> {
    free(&args.out, talk)?;
    let record = holding(&args.record, talk)?;
    let receipts = Receipts::of(&record).map_err(|why| unusable(why, talk))?;
    let (round, _) = receipts.round();
    let known = round.candidates().iter().map(|person| person.id().as_str());
    let unknown = || failed(&anzhi_report::unknown_candidate(known.clone(), &args.candidate, talk.lang));
    let candidate = receipts.find(&args.candidate).ok_or_else(unknown)?;
    let receipt = receipts.receipt(candidate).ok_or_else(unknown)?;
    let fingerprint = record.fingerprint().ok_or_else(|| unusable(Unusable::NotHolding, talk))?;
    write_new(&args.out, &receipt.to_bytes(), 0o600).map_err(|error| unwritten(&args.out, &error, talk))?;
    let file = args.out.display().to_string();
    let printed = talk.answer(
        || anzhi_report::receipt_text(receipts.round(), candidate, &receipt, &fingerprint, talk.lang),
        || forms::receipt_json(&file, &fingerprint, &receipt),
    );
    message(&anzhi_report::receipt_written(&args.out, is_signed(&record), talk.lang));
    printed.map(|()| Exit::Done)
}

/// Refuses what exists already, before the work and not after it.
fn free(out: &Path, talk: Talk) -> Result<(), Exit> {
    match out.symlink_metadata() {
        Ok(_) => Err(unwritten(out, &io::ErrorKind::AlreadyExists.into(), talk)),
        Err(_) => Ok(()),
    }
}

fn is_signed(package: &Package) -> bool {
    package.files.keys().any(|name| name.starts_with(ENDORSEMENTS))
}

fn unusable(why: Unusable, talk: Talk) -> Exit {
    message(anzhi_report::unusable_record(why, talk.lang));
    match why {
        Unusable::NotHolding => Exit::No,
        Unusable::Version1 => Exit::CouldNot,
    }
}

/// Verifies a public edition and prints the report.
pub(crate) fn verify_edition(
    package: &Package,
    signers: Signers<'_>,
    talk: Talk,
) -> (Answer, Result<(), Exit>) {
    let report = anzhi_record::edition::verify_edition(package, signers);
    let printed = talk.answer(
        || anzhi_report::edition_verification_text(&report, talk.lang),
        || forms::edition_verify_json(&report, talk.lang),
    );
    (report.answer(), printed)
}

/// Verifies a receipt and prints the report.
pub(crate) fn verify_receipt(bytes: &[u8], signers: Signers<'_>, talk: Talk) -> (Answer, Result<(), Exit>) {
    let report = anzhi_record::receipt::verify_receipt(bytes, signers);
    let printed = talk.answer(
        || anzhi_report::receipt_verification_text(&report, talk.lang),
        || forms::receipt_verify_json(&report, talk.lang),
    );
    (report.answer(), printed)
}
