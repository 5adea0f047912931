//! `place`: the placement table, and on demand the result and the record.

use crate::arguments::{Format, Place};
use crate::commands::{Opened, Talk, faulty, open, unwritten};
use crate::exit::Exit;
use crate::keys::{private_key, signer};
use crate::output::message;
use crate::records::tables_only;
use crate::stages;
use anzhi_core::outcome::Outcome;
use anzhi_record::stage::place_and_seal_after;
use anzhi_record::{Originals, Package, RoundResult, write_new};
use anzhi_report::json as forms;
use anzhi_tables::{Directory, Remembering};
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

/// Scores, ranks and places, and writes what was asked for; with questions open nothing is written.
pub(crate) fn place(args: &Place, talk: Talk) -> Result<Exit, Exit> {
    for target in args.out.iter().chain(&args.record) {
        if target.symlink_metadata().is_ok() {
            return Err(unwritten(target, &io::ErrorKind::AlreadyExists.into(), talk));
        }
    }
    tables_only(&args.dir, talk)?;
    // A key that is of no use shows before the work, not after it.
    let opened = |path: &PathBuf| private_key(path, args.passphrase_file.as_deref(), talk);
    let key = args.key.as_ref().map(opened).transpose()?;
    let signer = key.as_ref().map(|key| signer(key, &args.role, &args.name, talk)).transpose()?;
    let directory = Directory(&args.dir);
    let folder = Remembering::new(&directory);
    let opened = open(&folder, talk)?;
    let stages = stages::read_all(&args.after, talk)?;
    if let Some(key) = &key {
        stages::warn_of_unsigned(&args.after, &stages, &key.public(), talk);
    }
    let files = if args.record.is_some() { folder.into_files() } else { BTreeMap::new() };
    let originals = Originals::new(files).map_err(|name| {
        let error = io::Error::new(io::ErrorKind::InvalidInput, name);
        unwritten(&args.dir, &error, talk)
    })?;
    let (outcome, package) = match (&args.record, &opened.scheme) {
        (Some(_), Some(scheme)) => {
            let of = (&opened.round, scheme);
            let (outcome, package) = place_and_seal_after(of, &originals, &stages, signer.as_ref());
            match package {
                Ok(package) => (outcome, package),
                Err(why) => return stages::not_sealed(&why, &opened, talk),
            }
        }
        _ => (anzhi_core::place::place(&opened.round), None),
    };
    answer(args, &opened, &outcome, package.as_ref(), talk)
}

fn answer(
    args: &Place,
    opened: &Opened,
    outcome: &Outcome,
    package: Option<&Package>,
    talk: Talk,
) -> Result<Exit, Exit> {
    let (round, lang) = (&opened.round, talk.lang);
    let (exit, warnings, text) = match outcome {
        Outcome::Fault(faults) => return faulty(faults.clone(), opened, talk),
        Outcome::Questions(standing) => {
            let ranking = anzhi_report::standing_text(round, standing, lang);
            let questions = anzhi_report::questions_text(round, &standing.questions, &opened.headers, lang);
            (Exit::Questions, &standing.warnings, ranking + "\n" + &questions)
        }
        Outcome::Done(placement) => {
            if let Some(out) = &args.out {
                let bytes = RoundResult::new(round, placement).to_bytes();
                write_new(out, &bytes, 0o666).map_err(|error| unwritten(out, &error, talk))?;
                message(&anzhi_report::written(out, lang));
            }
            let mut text = anzhi_report::placement_text(round, placement, lang);
            if let (Some(target), Some(package)) = (&args.record, package) {
                package.write(target).map_err(|error| unwritten(target, &error, talk))?;
                let fingerprint = package.fingerprint();
                text.extend(fingerprint.map(|f| format!("\n{}", anzhi_report::record_fingerprint(&f, lang))));
            }
            (Exit::Done, &placement.warnings, text)
        }
    };
    if talk.format == Format::Text {
        message(&anzhi_report::warnings_text(warnings, lang));
    }
    let form = || {
        let record = package.and_then(Package::fingerprint).map(|fingerprint| fingerprint.to_string());
        forms::place_json(round, outcome, lang).map(|form| forms::PlaceJson { record, ..form })
    };
    let answered = talk.answer(|| text, form);
    if let (Some(target), Some(_)) = (&args.record, package) {
        message(&anzhi_report::record_written(target, args.key.is_some(), lang));
    }
    answered.map(|()| exit)
}
