//! `key`, and reading keys and passphrases for the other commands.

use crate::arguments::{Format, KeyFile as KeyFileArgs, KeyNew, KeyTask};
use crate::commands::{Talk, failed, unwritten};
use crate::exit::Exit;
use crate::output::{data, message};
use crate::prompt::typed_unseen;
use anzhi_record::key::{KeyFile, Passphrase, PrivateKey, PublicKey};
use anzhi_record::trust::Trust;
use anzhi_record::{Signer, write_new};
use anzhi_report::{KeyTrouble, key_trouble, passphrase_prompt};
use anzhi_tables::ReadError;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use zeroize::Zeroizing;

/// No key and no passphrase is longer.
const MAX_BYTES: u64 = 64 << 10;

/// Makes or shows a key.
pub(crate) fn key(task: &KeyTask, talk: Talk) -> Result<Exit, Exit> {
    match task {
        KeyTask::New(args) => new(args, talk),
        KeyTask::Public(args) => {
            let (public, _) = any_key(args, talk)?;
            printed(&public.to_pem(), talk)
        }
        KeyTask::Show(args) => {
            let (public, private) = any_key(args, talk)?;
            printed(&anzhi_report::key_shown(&public, private, talk.lang), talk)
        }
    }
}

fn printed(text: &str, talk: Talk) -> Result<Exit, Exit> {
    data(text).map_err(|error| unwritten(Path::new("stdout"), &error, talk))?;
    Ok(Exit::Done)
}

fn new(args: &KeyNew, talk: Talk) -> Result<Exit, Exit> {
    let of_no_use = |trouble| failed(&key_trouble(&args.out, &trouble, talk.lang));
    if args.out.symlink_metadata().is_ok() {
        return Err(unwritten(&args.out, &io::ErrorKind::AlreadyExists.into(), talk));
    }
    let key =
        PrivateKey::generate(args.algorithm.into()).map_err(|error| of_no_use(KeyTrouble::Key(error)))?;
    let pem = if args.no_passphrase {
        key.to_pem()
    } else {
        let passphrase = passphrase(args.passphrase_file.as_deref(), true, talk).map_err(of_no_use)?;
        key.to_encrypted_pem(&passphrase).map_err(|error| of_no_use(KeyTrouble::Key(error)))?
    };
    write_new(&args.out, pem.as_bytes(), 0o600).map_err(|error| unwritten(&args.out, &error, talk))?;
    message(&anzhi_report::key_made(&args.out, &key.public(), !args.no_passphrase, talk.lang));
    Ok(Exit::Done)
}

/// The public key of a file, and whether it holds the private one.
fn any_key(args: &KeyFileArgs, talk: Talk) -> Result<(PublicKey, bool), Exit> {
    match read(&args.key_file) {
        Ok(KeyFile::Public(public)) => Ok((public, false)),
        Ok(file) => private(file, args.passphrase_file.as_deref(), talk).map(|key| (key.public(), true)),
        Err(trouble) => Err(trouble),
    }
    .map_err(|trouble| failed(&key_trouble(&args.key_file, &trouble, talk.lang)))
}

/// The private key of a file.
pub(crate) fn private_key(path: &Path, passphrase: Option<&Path>, talk: Talk) -> Result<PrivateKey, Exit> {
    let key = read(path)
        .and_then(|file| private(file, passphrase, talk))
        .map_err(|trouble| failed(&key_trouble(path, &trouble, talk.lang)))?;
    if is_loose(path) {
        message(&anzhi_report::loose_key(path, talk.lang));
    }
    warn_of_demonstration(path, &key.public(), talk);
    Ok(key)
}

/// The public key of a file.
pub(crate) fn public_key(path: &Path, talk: Talk) -> Result<PublicKey, Exit> {
    let trouble = match read(path) {
        Ok(KeyFile::Public(public)) => {
            warn_of_demonstration(path, &public, talk);
            return Ok(public);
        }
        Ok(KeyFile::Encrypted(_) | KeyFile::Private(_)) => KeyTrouble::PrivateForPublic,
        Err(trouble) => trouble,
    };
    Err(failed(&key_trouble(path, &trouble, talk.lang)))
}

/// The trust file at a path, with the keys that lie beside it. What is wrong with it is said in the form that was asked
/// for.
pub(crate) fn trust(path: &Path, talk: Talk) -> Result<Trust, Exit> {
    let unread = |error| {
        let failure = ReadError { path: path.into(), error };
        failed(&anzhi_report::read_failure(&failure, talk.lang))
    };
    let bytes = short_file(path).map_err(unread)?;
    let beside = path.parent().unwrap_or(Path::new(""));
    let key = |file: &str| short_file(&beside.join(file)).map(|bytes| bytes.to_vec());
    match Trust::parse(&bytes, &key) {
        Ok(trust) => {
            for key in trust.keys() {
                warn_of_demonstration(Path::new(&key.file), &key.key, talk);
            }
            Ok(trust)
        }
        Err(faults) => {
            let name = path.display().to_string();
            match talk.format {
                Format::Text => {
                    let text = std::str::from_utf8(&bytes).unwrap_or("");
                    message(&anzhi_report::trust_faults_text(&name, text, &faults, talk.lang));
                }
                Format::Json => talk.answer(String::new, || {
                    anzhi_report::json::trust_faults_json(&name, &faults, talk.lang)
                })?,
            }
            Err(Exit::CouldNot)
        }
    }
}

/// Who signs with this key.
pub(crate) fn signer<'k>(
    key: &'k PrivateKey,
    role: &Option<String>,
    name: &Option<String>,
    talk: Talk,
) -> Result<Signer<'k>, Exit> {
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    Signer::new(key, &words(role), &words(name))
        .map_err(|error| failed(anzhi_report::sign_failure(error, talk.lang)))
}

fn warn_of_demonstration(path: &Path, key: &PublicKey, talk: Talk) {
    if key.is_demonstration() {
        message(&anzhi_report::demonstration_key(path, talk.lang));
    }
}

fn read(path: &Path) -> Result<KeyFile, KeyTrouble> {
    let bytes = short_file(path).map_err(KeyTrouble::Io)?;
    KeyFile::parse(&bytes).map_err(KeyTrouble::Key)
}

/// The bytes of a file that must be short; they may be secret.
fn short_file(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn private(file: KeyFile, passphrase_file: Option<&Path>, talk: Talk) -> Result<PrivateKey, KeyTrouble> {
    match file {
        KeyFile::Public(_) => Err(KeyTrouble::PublicForPrivate),
        KeyFile::Private(key) => Ok(key),
        KeyFile::Encrypted(encrypted) => {
            let passphrase = passphrase(passphrase_file, false, talk)?;
            encrypted.open(&passphrase).map_err(KeyTrouble::Key)
        }
    }
}

/// The passphrase: of the file, else of `ANZHI_PASSPHRASE`, else as typed, twice if it is a new one.
fn passphrase(file: Option<&Path>, new: bool, talk: Talk) -> Result<Passphrase, KeyTrouble> {
    let checked = |text: String| Passphrase::new(text).ok_or(KeyTrouble::EmptyPassphrase);
    if let Some(file) = file {
        let bytes = short_file(file).map_err(KeyTrouble::PassphraseFile)?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| KeyTrouble::PassphraseFile(io::ErrorKind::InvalidData.into()))?;
        let line = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
        return checked(line.into());
    }
    if let Some(text) = std::env::var_os("ANZHI_PASSPHRASE") {
        return checked(text.into_string().map_err(|_| KeyTrouble::EmptyPassphrase)?);
    }
    let ask = |again| {
        let nobody = if new { KeyTrouble::NoNewPassphrase } else { KeyTrouble::NoPassphrase };
        checked(typed_unseen(passphrase_prompt(again, talk.lang)).ok_or(nobody)?)
    };
    let first = ask(false)?;
    if new && ask(true)? != first {
        return Err(KeyTrouble::PassphrasesDiffer);
    }
    Ok(first)
}

/// Whether others than the owner may read the file.
fn is_loose(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        path.metadata().is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}
