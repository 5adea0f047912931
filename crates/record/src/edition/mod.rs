//! The public edition (公开版): who had what by rank, for everybody to replay, without ids, names and facts.
//!
//! The statement of a record names it by digest, so that the signatures of the record are those of the edition. What can
//! be replayed from it: that ranks follow totals, turns ranks, seats turns, and that everybody had the first preference
//! of which a seat was left and that no condition closed. Which condition that was is not told, and neither are the facts
//! behind the totals.
//!
//! ```
//! # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref()))?;
//! # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
//! # let scheme = reading.scheme.ok_or("no scheme")?;
//! use anzhi_record::edition::{
//!     EDITION, Edition, EditionFinding, EditionStep, Odd, Place, PublicEvent, PublicOutcome, PublicWhy, publish,
//!     verify_edition, write_edition,
//! };
//! use anzhi_record::verify::{Answer, Signers};
//! use anzhi_record::{Checked, Package, Signer, key::PrivateKey, place_and_seal};
//!
//! let key = PrivateKey::demonstration("bureau");
//! let signer = Signer::new(&key, "安置部门", "经办01")?;
//! let (_, record) = place_and_seal(&round, &scheme, &Default::default(), Some(&signer));
//! let edition = publish(&record.ok_or("questions are open")?)?;
//! let dir = tempfile::tempdir()?;
//! write_edition(&edition, &dir.path().join("p"))?;
//! let read = Package::read(&dir.path().join("p"))?;
//! let report = verify_edition(&read, Signers::Keys(&[key.public()]));
//! assert_eq!(report.answer(), Answer::Verified);
//!
//! // What stands in it: the first, the first turn, a vacancy, somebody without a rank, what followed the meeting.
//! let edition = report.edition.ok_or("no edition")?;
//! let sitting = &edition.sittings[0];
//! let (first, turn, vacancy) = (&sitting.candidates[0], &sitting.turns[0], &sitting.vacancies[0]);
//! assert_eq!((first.rank, first.list[0].why, turn.event), (1, PublicWhy::Had, PublicEvent::Chose));
//! assert_eq!((turn.rank, &turn.vacancy), (1, &first.vacancy));
//! assert!(vacancy.left < vacancy.seats);
//! assert_eq!(edition.after[0].outcome, PublicOutcome::GaveUp);
//! assert_eq!(edition.events.late, anzhi_record::edition::PublicConsequence::EndOfList);
//! let unranked = edition.sittings.iter().flat_map(|sitting| &sitting.unranked).next().ok_or("nobody")?;
//! assert_eq!(unranked.outcome, PublicOutcome::PlacedByRuling);
//!
//! // Somebody raises a total: the statement names other bytes, and the order does not hold any more.
//! let mut raised = edition.clone();
//! raised.sittings[0].candidates[1].total = "999".into();
//! let mut read = read;
//! read.files.insert(EDITION.into(), raised.to_bytes());
//! let report = verify_edition(&read, Signers::Keys(&[key.public()]));
//! assert!(matches!(report.verdict(EditionStep::Digest), Checked::Failed(_)));
//! let Checked::Failed(findings) = report.verdict(EditionStep::Order) else { return Err("passed".into()) };
//! let EditionFinding::At { place, what, .. } = &findings[0] else { return Err("other".into()) };
//! assert_eq!((place, what), (&Place::Rank(2), &Odd::TotalOrder));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod findings;
mod form;
mod make;
mod publish;
mod replay;
mod verify;

pub use findings::{EditionFinding, Odd, Place};
pub use form::{
    EDITION_FORMAT, Edition, PublicAfter, PublicCandidate, PublicConsequence, PublicEvent, PublicEvents,
    PublicOutcome, PublicPreference, PublicSitting, PublicTurn, PublicUnranked, PublicVacancy, PublicWhy,
};
pub use publish::{EDITION, publish, write_edition};
pub use verify::{EditionReport, EditionStep, verify_edition};
