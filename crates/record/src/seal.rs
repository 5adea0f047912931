//! Seals a round: puts its record together, and endorsements beside the statement.

use crate::envelope::Envelope;
use crate::json;
use crate::key::PrivateKey;
use crate::manifest::{ENDORSEMENTS, MANIFEST, Manifest, ORIGINALS, RESULT, ROUND, STATEMENT};
use crate::package::{Package, SECRET, is_plain};
use crate::result::RoundResult;
use crate::stage::{self, Stage};
use crate::statement::{
    ENDORSEMENT_TYPE, Endorsement, EndorsementPredicate, RoundPredicate, RoundStatement, StatedStage,
    is_words,
};
use crate::version::Version;
use anzhi_core::outcome::{Outcome, Placement};
use anzhi_core::place::place;
use anzhi_core::round::Round;
use anzhi_schemes::LoadedScheme;
use anzhi_tables::normal_form;
use std::collections::BTreeMap;

/// Who signs: as what, under which name, with which key.
///
/// ```
/// use anzhi_record::{SignError, Signer, key::PrivateKey};
///
/// let key = PrivateKey::demonstration("bureau");
/// assert!(Signer::new(&key, " 安置部门 ", "经办01").is_ok()); // blanks around the words are cut off
/// assert_eq!(Signer::new(&key, "安置部门", "").err(), Some(SignError::BadWords));
/// ```
#[derive(Debug)]
pub struct Signer<'k> {
    key: &'k PrivateKey,
    role: String,
    name: String,
}

/// Why somebody cannot sign.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let mut record = record.ok_or("questions are open")?;
/// use anzhi_record::{Package, SignError, Signer, key::PrivateKey};
///
/// let key = PrivateKey::demonstration("bureau");
/// let signer = Signer::new(&key, "安置部门", "经办01")?;
/// let (name, bytes) = record.endorsement(&signer)?;
/// record.files.insert(name, bytes);
/// assert_eq!(record.endorsement(&signer), Err(SignError::SignedAlready));
/// assert_eq!(Package::default().endorsement(&signer), Err(SignError::NoStatement));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SignError {
    /// A role or name is blank, longer than 100 characters, or holds characters that cannot be read.
    #[error("a role and a name are 1 to 100 readable characters")]
    BadWords,
    /// The record has no statement to sign.
    #[error("the record has no statement")]
    NoStatement,
    /// This key has signed the record already.
    #[error("this key has signed the record already")]
    SignedAlready,
}

impl<'k> Signer<'k> {
    /// A signer. Blanks around role and name are cut off.
    ///
    /// # Errors
    /// [`SignError::BadWords`].
    pub fn new(key: &'k PrivateKey, role: &str, name: &str) -> Result<Self, SignError> {
        let words = |text: &str| {
            let text = text.trim();
            if is_words(text) { Ok(text.to_owned()) } else { Err(SignError::BadWords) }
        };
        Ok(Self { key, role: words(role)?, name: words(name)? })
    }

    /// The endorsement of a statement: the name of its file and the bytes.
    fn endorse(&self, statement: &[u8]) -> (String, Vec<u8>) {
        let public = self.key.public();
        let (name, role) = (self.name.clone(), self.role.clone());
        let predicate = EndorsementPredicate { key: public.to_base64(), name, role };
        let envelope = Envelope::seal(&Endorsement::of(statement, predicate), self.key);
        (format!("{ENDORSEMENTS}{}.json", public.fingerprint()), json::to_bytes(&envelope))
    }

    /// The endorsement of a stage's statement.
    pub(crate) fn seal_stage(&self, statement: &[u8]) -> Envelope {
        let (name, role) = (self.name.clone(), self.role.clone());
        let predicate = EndorsementPredicate { key: self.key.public().to_base64(), name, role };
        let kind = Version::NEW.of_type(ENDORSEMENT_TYPE);
        let endorsement = Endorsement::of_type(Version::NEW, predicate, kind, Stage::SUBJECT, statement);
        Envelope::seal(&endorsement, self.key)
    }
}

/// The files of a round as handed in, by name; there may be none. The secret is not among them: it stands in the
/// manifest only.
///
/// ```
/// use anzhi_record::Originals;
///
/// let files = [("candidates.csv".to_owned(), b"id".to_vec())];
/// assert!(Originals::new(files.into()).is_ok());
/// let outside = [("../x".to_owned(), Vec::new())];
/// assert_eq!(Originals::new(outside.into()), Err("../x".into()));
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Originals(BTreeMap<String, Vec<u8>>);

impl Originals {
    /// These files, without the secret.
    ///
    /// # Errors
    /// The first name that is no plain name of a file.
    pub fn new(mut files: BTreeMap<String, Vec<u8>>) -> Result<Self, String> {
        files.remove(SECRET);
        match files.keys().find(|name| !is_plain(name)) {
            Some(name) => Err(name.clone()),
            None => Ok(Self(files)),
        }
    }
}

/// The whole way of a round in one call: scores, ranks, places and seals it. There is a record only of a finished
/// round.
///
/// With the files as handed in, from the bureau's folder to a record that two have signed:
///
/// ```
/// use anzhi_record::{Originals, Package, Signer, key::PrivateKey, place_and_seal, verify::verify};
/// use anzhi_tables::{Directory, Remembering, read_round};
///
/// let directory = Directory("../../testdata/rounds/small".as_ref());
/// let folder = Remembering::new(&directory);
/// let reading = read_round(&folder)?;
/// let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let scheme = reading.scheme.ok_or("no scheme")?;
/// let originals = Originals::new(folder.into_files())?;
/// let [bureau, discipline] = ["bureau", "discipline"].map(PrivateKey::demonstration);
/// let signer = Signer::new(&bureau, "安置部门", "经办01")?;
/// let (_, record) = place_and_seal(&round, &scheme, &originals, Some(&signer));
///
/// let dir = tempfile::tempdir()?;
/// let path = dir.path().join("record");
/// record.ok_or("questions are open")?.write(&path)?;
/// let record = Package::read(&path)?;
/// assert!(verify(&record, &[bureau.public()], Some(&read_round)).is_verified());
/// let (name, bytes) = record.endorsement(&Signer::new(&discipline, "纪检监察", "监督01")?)?;
/// Package::add_to(&path, &name, &bytes)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Without files, for a service that has none:
///
/// ```
/// use anzhi_record::{Signer, key::PrivateKey, place_and_seal, verify::verify};
/// use anzhi_tables::{Directory, read_round};
///
/// let reading = read_round(&Directory("../../testdata/rounds/small".as_ref()))?;
/// let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let key = PrivateKey::from_seed(&[7; 32]);
/// let signer = Signer::new(&key, "安置部门", "经办人（虚构）")?;
/// let scheme = reading.scheme.ok_or("no scheme")?;
/// let (_, record) = place_and_seal(&round, &scheme, &Default::default(), Some(&signer));
/// let report = verify(&record.ok_or("questions are open")?, &[key.public()], None);
/// assert!(report.is_verified());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn place_and_seal(
    round: &Round,
    scheme: &LoadedScheme,
    originals: &Originals,
    signer: Option<&Signer<'_>>,
) -> (Outcome, Option<Package>) {
    let outcome = place(round);
    let package = match &outcome {
        Outcome::Done(placement) => Some(seal_behind((round, scheme), placement, originals, &[], signer)),
        Outcome::Fault(_) | Outcome::Questions(_) => None,
    };
    (outcome, package)
}

/// The record behind stages, signed if there is somebody who signs.
pub(crate) fn seal_behind(
    (round, scheme): (&Round, &LoadedScheme),
    placement: &Placement,
    originals: &Originals,
    stages: &[Stage],
    signer: Option<&Signer<'_>>,
) -> Package {
    let mut package = unsigned((round, scheme), placement, originals, stages);
    let statement = package.files.get(STATEMENT).map(Vec::as_slice).unwrap_or_default();
    let endorsement = signer.map(|signer| signer.endorse(statement));
    package.files.extend(endorsement);
    package
}

/// The record of a finished round, not yet signed: the same for the same inputs, to the byte.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_core::{outcome::Outcome, place::place};
/// use anzhi_record::{MANIFEST, RESULT, STATEMENT, seal};
///
/// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
/// let record = seal(&round, &placement, &scheme, &Default::default());
/// assert!([MANIFEST, RESULT, STATEMENT, "round/candidates.csv"].iter().all(|name| record.file(name).is_some()));
/// assert!(record.file("round/secret.hex").is_none()); // it stands in the manifest only
/// assert_eq!(seal(&round, &placement, &scheme, &Default::default()), record);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn seal(round: &Round, placement: &Placement, scheme: &LoadedScheme, originals: &Originals) -> Package {
    unsigned((round, scheme), placement, originals, &[])
}

fn unsigned(
    (round, scheme): (&Round, &LoadedScheme),
    placement: &Placement,
    originals: &Originals,
    stages: &[Stage],
) -> Package {
    let mut files = BTreeMap::new();
    // The secret stands in the manifest only.
    let open = |(name, _): &(String, Vec<u8>)| name != SECRET;
    let within = |folder: &str, (name, bytes): (String, Vec<u8>)| (format!("{folder}{name}"), bytes);
    files.extend(normal_form(round, scheme).into_iter().filter(open).map(|file| within(ROUND, file)));
    files.extend(originals.0.clone().into_iter().map(|file| within(ORIGINALS, file)));
    let named = stage::names(stages).into_iter().zip(stages);
    files.extend(named.map(|(name, stage)| (name.file(), stage.to_bytes())));
    files.insert(RESULT.into(), RoundResult::new(round, placement).to_bytes());
    let manifest = json::to_bytes(&Manifest::of(Version::NEW, &files, round.secret()));
    let originals = files.keys().filter(|name| name.starts_with(ORIGINALS)).count();
    let mut predicate = RoundPredicate::new(Version::NEW, round, placement, scheme, originals);
    predicate.stages = (!stages.is_empty()).then(|| stages.iter().map(StatedStage::of).collect());
    let statement = RoundStatement::on(Version::NEW, &manifest, predicate);
    files.insert(STATEMENT.into(), json::to_bytes(&statement));
    files.insert(MANIFEST.into(), manifest);
    Package { files, strays: Vec::new() }
}

impl Package {
    /// An endorsement of the record: the name of its file and the bytes. Whether the record holds is for
    /// [`verify`](crate::verify::verify) to say, before.
    ///
    /// # Errors
    /// [`SignError`].
    pub fn endorsement(&self, signer: &Signer<'_>) -> Result<(String, Vec<u8>), SignError> {
        let statement = self.file(STATEMENT).ok_or(SignError::NoStatement)?;
        let (name, bytes) = signer.endorse(statement);
        if self.files.contains_key(&name) { Err(SignError::SignedAlready) } else { Ok((name, bytes)) }
    }
}
