//! The seal: a round in a signed, reproducible record (案卷), and its verification.
//!
//! A [`Package`] is all files of a record in memory: [`place_and_seal`] makes one of a round, [`verify`] computes
//! everything in it anew and compares.

mod envelope;
mod folder;
mod json;
pub mod key;
mod manifest;
mod package;
mod result;
mod seal;
mod statement;
pub mod verify;
mod whole;

pub use envelope::{Envelope, EnvelopeSignature};
pub use json::Malformed;
pub use manifest::{ENDORSEMENTS, MANIFEST, Manifest, ManifestFile, ORIGINALS, RESULT, ROUND, STATEMENT};
pub use package::{Package, Stray, StrayKind};
pub use result::{
    CandidateOutcome, FORMAT, RoundResult, SchemeName, SittingResult, TurnLine, VacancyLine, WarningLine,
};
pub use seal::{SignError, Signer, place_and_seal, seal};
pub use statement::{
    Counts, DigestSet, Endorsement, EndorsementPredicate, RoundName, RoundPredicate, RoundStatement,
    Statement, Subject,
};
pub use whole::write_new;
