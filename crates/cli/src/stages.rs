//! `seal`, and stages where `place`, `sign` and `verify` meet them.

use crate::arguments::{Seal, Sign, Verify};
use crate::commands::{Opened, Talk, failed, faulty, open, unwritten};
use crate::exit::Exit;
use crate::keys::{private_key, public_key, signer, trust};
use crate::output::message;
use crate::records::{tables_only, typed_from_paper};
use anzhi_record::key::PublicKey;
use anzhi_record::stage::{NotSealed, Stage, StageSignatures, seal_stage};
use anzhi_record::verify::Answer;
use anzhi_record::{replace, write_new};
use anzhi_report::json as forms;
use anzhi_tables::Directory;
use anzhi_tables::layout::MAX_TABLE_BYTES;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Seals a stage; with anything changed behind the earlier ones nothing is written.
pub(crate) fn seal(args: &Seal, talk: Talk) -> Result<Exit, Exit> {
    if args.out.symlink_metadata().is_ok() {
        return Err(unwritten(&args.out, &io::ErrorKind::AlreadyExists.into(), talk));
    }
    tables_only(&args.dir, talk)?;
    let opened = |path: &PathBuf| private_key(path, args.passphrase_file.as_deref(), talk);
    let key = args.key.as_ref().map(opened).transpose()?;
    let signer = key.as_ref().map(|key| signer(key, &args.role, &args.name, talk)).transpose()?;
    let after = read_all(&args.after, talk)?;
    let opened = open(&Directory(&args.dir), talk)?;
    let Some(scheme) = &opened.scheme else { return Ok(Exit::CouldNot) };
    let mut stage = match seal_stage((&opened.round, scheme), args.stage, args.date, &after) {
        Ok(stage) => stage,
        Err(why) => return not_sealed(&why, &opened, talk),
    };
    if let Some(signer) = &signer {
        let signed = stage.sign(signer);
        signed.map_err(|error| failed(anzhi_report::stage_sign_failure(error, talk.lang)))?;
    }
    let written = write_new(&args.out, &stage.to_bytes(), 0o600);
    written.map_err(|error| unwritten(&args.out, &error, talk))?;
    talk.answer(
        || anzhi_report::stage_sealed(&args.out, &stage, signer.is_some(), talk.lang),
        || forms::seal_json(&stage),
    )?;
    Ok(Exit::Done)
}

/// Prints why nothing was sealed: as the answer, for that is what was asked.
pub(crate) fn not_sealed(why: &NotSealed, opened: &Opened, talk: Talk) -> Result<Exit, Exit> {
    let (round, headers, lang) = (&opened.round, &opened.headers, talk.lang);
    match why {
        NotSealed::Faults(faults) => faulty(faults.clone(), opened, talk),
        NotSealed::Questions(questions) => {
            talk.answer(
                || anzhi_report::questions_text(round, questions, headers, lang),
                || forms::check_json(round, questions, &[], lang),
            )?;
            Ok(Exit::Questions)
        }
        NotSealed::Refused(judged) => {
            talk.answer(
                || anzhi_report::stages_refused_text(round, judged, headers, lang),
                || forms::stages_refused_json(judged, lang),
            )?;
            Ok(Exit::No)
        }
        NotSealed::TooMany => Err(failed(anzhi_report::too_many_stages(lang))),
    }
}

/// The stages in these files, in this order.
pub(crate) fn read_all(paths: &[PathBuf], talk: Talk) -> Result<Vec<Stage>, Exit> {
    paths.iter().map(|path| read(path, talk)).collect()
}

/// The stage in this file.
pub(crate) fn read(path: &Path, talk: Talk) -> Result<Stage, Exit> {
    let of_no_use = |why| failed(&anzhi_report::stage_trouble(path, &why, talk.lang));
    let bytes = bytes(path).map_err(|error| of_no_use(Err(error)))?;
    Stage::read(&bytes).map_err(|why| of_no_use(Ok(why)))
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    // A pipe could be waited at for ever.
    if !path.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_TABLE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_TABLE_BYTES { Err(io::ErrorKind::InvalidInput.into()) } else { Ok(bytes) }
}

/// Says of which stages a record cannot be verified under the key that signs it.
pub(crate) fn warn_of_unsigned(paths: &[PathBuf], stages: &[Stage], key: &PublicKey, talk: Talk) {
    for (path, stage) in paths.iter().zip(stages) {
        let name = path.display().to_string();
        if stage.signatures(&name, std::slice::from_ref(key)).answer() != Answer::Verified {
            message(&anzhi_report::stage_unsigned_by(path, talk.lang));
        }
    }
}

/// Adds a signature to a stage's file.
pub(crate) fn sign(args: &Sign, talk: Talk) -> Result<Exit, Exit> {
    let path = &args.record;
    let mut stage = read(path, talk)?;
    let before = stage.signatures(&path.display().to_string(), &[]);
    if before.answer() == Answer::Refuted {
        print(&stage, &before, talk)?;
        return Ok(Exit::No);
    }
    let key = private_key(&args.key, args.passphrase_file.as_deref(), talk)?;
    let signer = signer(&key, &Some(args.role.clone()), &Some(args.name.clone()), talk)?;
    stage.sign(&signer).map_err(|error| failed(anzhi_report::stage_sign_failure(error, talk.lang)))?;
    message(&anzhi_report::stage_to_be_signed(&stage, !args.yes, talk.lang));
    if !args.yes {
        typed_from_paper(&stage.fingerprint(), talk)?;
    }
    replace(path, &stage.to_bytes()).map_err(|error| unwritten(path, &error, talk))?;
    message(&anzhi_report::stage_signed(path, &key.public().fingerprint(), talk.lang));
    Ok(Exit::Done)
}

/// Verifies a stage's file alone: its form and its signatures.
pub(crate) fn verify(args: &Verify, talk: Talk) -> Result<Exit, Exit> {
    let stage = read(&args.record, talk)?;
    let name = args.record.display().to_string();
    let signed = match &args.trust {
        Some(path) => stage.trusted(&name, &trust(path, talk)?),
        None => {
            let keys: Vec<PublicKey> =
                args.keys.iter().map(|path| public_key(path, talk)).collect::<Result<_, _>>()?;
            stage.signatures(&name, &keys)
        }
    };
    Ok(match print(&stage, &signed, talk)? {
        Answer::Verified => Exit::Done,
        Answer::Refuted => Exit::No,
        Answer::Unchecked => Exit::CouldNot,
    })
}

fn print(stage: &Stage, signed: &StageSignatures, talk: Talk) -> Result<Answer, Exit> {
    talk.answer(
        || anzhi_report::stage_verification_text(stage, signed, talk.lang),
        || forms::stage_verify_json(stage, signed, talk.lang),
    )?;
    Ok(signed.answer())
}
