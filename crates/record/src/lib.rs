//! The seal: a round in a signed, reproducible record (案卷), and its verification.
//!
//! A [`Package`] is all files of a record in memory: [`place_and_seal`] makes one of a round, [`verify`] computes
//! everything in it anew and compares.
//!
//! The JSON files of a record are plain data: `result.json` is a [`RoundResult`] with its [`SchemeName`],
//! [`SittingResult`], [`CandidateOutcome`], [`TurnLine`], [`VacancyLine`], [`AfterLine`] and [`WarningLine`],
//! `manifest.json` a [`Manifest`] of [`ManifestFile`]s:
//!
//! ```
//! # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
//! # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
//! # let scheme = reading.scheme.ok_or("no scheme")?;
//! # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
//! # let record = record.ok_or("questions are open")?;
//! use anzhi_record::{MANIFEST, Manifest, RESULT, RoundResult};
//!
//! let result: RoundResult = serde_json::from_slice(record.file(RESULT).ok_or("no result")?)?;
//! assert_eq!((result.round.as_str(), result.scheme.id.as_str()), ("small", "county-reference"));
//! let sitting = &result.sittings[0];
//! let (first, turn) = (&sitting.candidates[0], &sitting.turns[0]);
//! assert_eq!((first.rank, first.outcome.as_str(), first.preference), (Some(1), "placed", Some(1)));
//! assert_eq!((turn.n, &turn.candidate, &turn.vacancy), (1, &first.id, &first.vacancy));
//! let had = sitting.vacancies.iter().find(|line| Some(&line.id) == first.vacancy.as_ref()).ok_or("none")?;
//! assert_eq!((had.seats, had.left, had.last_turn), (1, 0, Some(1)));
//! assert_eq!(result.warnings.len(), 0);
//! let manifest: Manifest = serde_json::from_slice(record.file(MANIFEST).ok_or("no manifest")?)?;
//! let named = manifest.files.iter().find(|file| file.name == RESULT).ok_or("not named")?;
//! assert!(named.digest.are_of(&result.to_bytes()) && named.digest.sm3.is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `statement.json` is a [`RoundStatement`]: a [`Statement`] on a [`Subject`] with its [`DigestSet`], whose
//! [`RoundPredicate`] has the [`RoundName`], the [`StatedScheme`] and the [`Counts`]. Each file in `endorsements/` is an [`Envelope`]
//! with an [`EnvelopeSignature`]; what it envelops is an [`Endorsement`] with an [`EndorsementPredicate`]:
//!
//! ```
//! # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
//! # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
//! # let scheme = reading.scheme.ok_or("no scheme")?;
//! # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
//! # let record = record.ok_or("questions are open")?;
//! use anzhi_record::{Endorsement, Envelope, MANIFEST, RoundStatement, STATEMENT, Signer, key::PrivateKey};
//! use base64ct::{Base64, Encoding as _};
//!
//! let statement: RoundStatement = serde_json::from_slice(record.file(STATEMENT).ok_or("no statement")?)?;
//! assert_eq!(statement.subject[0].name, MANIFEST);
//! let (counts, name) = (&statement.predicate.counts, &statement.predicate.round);
//! assert_eq!((counts.candidates.as_str(), counts.placed.as_str(), name.year.as_str()), ("5", "5", "2026"));
//! let key = PrivateKey::demonstration("bureau");
//! let (file, bytes) = record.endorsement(&Signer::new(&key, "安置部门", "经办01")?)?;
//! let envelope: Envelope = serde_json::from_slice(&bytes)?;
//! assert_eq!(file, format!("endorsements/{}.json", envelope.signatures[0].keyid));
//! let payload = Base64::decode_vec(&envelope.payload).map_err(|error| error.to_string())?;
//! let endorsement: Endorsement = serde_json::from_slice(&payload)?;
//! assert_eq!(endorsement.subject[0].name, STATEMENT);
//! assert_eq!(endorsement.predicate.role, "安置部门");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod audit;
mod both;
mod checked;
pub mod diff;
mod digests;
pub mod edition;
mod envelope;
mod finished;
mod folder;
mod given;
mod json;
pub mod key;
mod manifest;
mod package;
pub mod receipt;
mod result;
mod seal;
pub mod stage;
mod statement;
pub mod tree;
pub mod trust;
pub mod verify;
mod version;
mod whole;

pub use checked::Checked;
pub use digests::{DigestSet, Sm3};
pub use envelope::{Envelope, EnvelopeSignature};
pub use finished::Unusable;
pub use given::Given;
pub use json::Malformed;
pub use manifest::{ENDORSEMENTS, MANIFEST, Manifest, ManifestFile, ORIGINALS, RESULT, ROUND, STATEMENT};
pub use package::{Package, Stray, StrayKind};
pub use result::{
    AfterLine, CandidateOutcome, RoundResult, SchemeName, SittingResult, TurnLine, VacancyLine, WarningLine,
};
pub use seal::{Originals, SignError, Signer, place_and_seal, seal};
pub use statement::{
    Counts, Endorsement, EndorsementPredicate, RoundName, RoundPredicate, RoundStatement, StatedBasis,
    StatedScheme, StatedStage, Statement, Subject,
};
pub use whole::{replace, write_new};
