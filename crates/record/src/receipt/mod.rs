//! Receipts (回执): with one file a person shows that exactly their sheet and their results are in a signed round.
//!
//! The statement of a record names the root of a tree with one leaf for each candidate. A receipt holds the candidate's
//! own leaf, the salt that opens it, the path to the root, the sheet, the statement and its endorsements; of everybody
//! else it holds digests under salts that only the record has.
//!
//! ```
//! # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
//! # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
//! # let scheme = reading.scheme.ok_or("no scheme")?;
//! use anzhi_record::receipt::{Receipt, ReceiptFinding, ReceiptStep, Receipts, verify_receipt};
//! use anzhi_record::verify::{Answer, Signers};
//! use anzhi_record::{Checked, Signer, key::PrivateKey, place_and_seal};
//!
//! let key = PrivateKey::demonstration("bureau");
//! let signer = Signer::new(&key, "安置部门", "经办01")?;
//! let (_, record) = place_and_seal(&round, &scheme, &Default::default(), Some(&signer));
//! let receipts = Receipts::of(&record.ok_or("questions are open")?)?;
//! let who = receipts.find("20").ok_or("nobody")?;
//! let receipt = receipts.receipt(who).ok_or("nobody")?;
//! let report = verify_receipt(&receipt.to_bytes(), Signers::Keys(&[key.public()]));
//! assert_eq!(report.answer(), Answer::Verified);
//! assert_eq!(report.statement.and_then(|said| said.results).map(|results| results.leaves).as_deref(), Some("25"));
//!
//! // Whoever has it reads what came of them.
//! let own = &receipt.result;
//! assert_eq!((own.id.as_str(), own.results[0].rank, own.fate()), ("20", Some(6), Some(("placed", Some("03-1")))));
//! let turn = &own.results[0].turns[0];
//! assert_eq!((turn.n, turn.event.as_str(), own.preferences[1].as_str()), (6, "chose", "03-1"));
//! assert_eq!((own.after.is_none(), receipt.code().map(|code| code.to_string().len())), (true, Some(21)));
//!
//! // Another rank is not what was signed.
//! let mut better = receipt;
//! better.result.results[0].rank = Some(1);
//! let report = verify_receipt(&better.to_bytes(), Signers::Keys(&[key.public()]));
//! let Checked::Failed(findings) = report.verdict(ReceiptStep::Inclusion) else { return Err("passed".into()) };
//! assert!(matches!(findings[..], [ReceiptFinding::NotIncluded { reached: Some(_), .. }]));
//! assert_eq!(Receipt::read(&better.to_bytes()), Ok(better));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod file;
mod findings;
mod leaves;
mod make;
mod own;
mod people;
mod verify;

pub use file::{RECEIPT_FORMAT, Receipt};
pub use findings::ReceiptFinding;
pub use leaves::StatedResults;
pub use make::Receipts;
pub use own::{OwnAfter, OwnResult, OwnSitting, OwnTurn};
pub use verify::{ReceiptReport, ReceiptStep, verify_receipt};
