//! Stages (公示环节封存): the inputs of a round, sealed by digest on the day on which something was posted.
//!
//! A stage holds a salted digest of everything that there is that day, so that whoever signs it learns nothing and still
//! can show later what was changed. Stages are held against each other in their order, and the last one against the
//! round: every change that [`Posted`](anzhi_core::round::Posted) things need a ruling for must have one.
//!
//! A service seals a stage without files, and a record of the round behind it:
//!
//! ```
//! # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
//! # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
//! # let scheme = reading.scheme.ok_or("no scheme")?;
//! use anzhi_record::key::PrivateKey;
//! use anzhi_record::stage::{Stage, StageKind, place_and_seal_after, seal_stage};
//! use anzhi_record::{Signer, verify::{Step, Verdict, verify}};
//!
//! let key = PrivateKey::demonstration("bureau");
//! let signer = Signer::new(&key, "安置部门", "经办01")?;
//! let date = "2026-05-20".parse()?;
//! let mut plan = seal_stage((&round, &scheme), StageKind::Plan, date, &[]).map_err(|why| format!("{why:?}"))?;
//! plan.sign(&signer)?;
//! // What is posted is its fingerprint; the file goes to whoever else signs.
//! assert_eq!(plan.fingerprint().to_string().len(), 64);
//! let (_, record) = place_and_seal_after((&round, &scheme), &Default::default(), &[plan], Some(&signer));
//! let record = record.map_err(|why| format!("{why:?}"))?.ok_or("questions are open")?;
//! let report = verify(&record, &[key.public()], None);
//! assert_eq!(report.verdict(Step::Stages), &Verdict::Passed);
//! assert!(report.is_verified() && record.file("stages/1-plan.json").is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod changes;
mod coverage;
mod digests;
mod file;
mod findings;
mod form;
mod judge;
mod kind;
mod needs;
mod seal;
mod signatures;

pub use changes::{Cover, StageChange, Transition};
pub use coverage::{Coverage, Uncovered};
pub use digests::change_rulings;
pub use file::{Stage, StageError};
pub use findings::{ChainBreak, Misstated, StageFinding};
pub use form::{
    PersonDigests, RankingDigest, StageDigests, StageFile, StagePredicate, StageRound, StageStatement,
    VacancyDigest,
};
pub use judge::{ChangeRuling, Judged};
pub(crate) use judge::{Sides, changed_since, judge, names};
pub use kind::{StageKind, StageName, UnknownStage};
pub use needs::{How, Need, need};
pub use seal::{NotSealed, place_and_seal_after, seal_stage};
pub use signatures::StageSignatures;

/// The folder of the stages in a record.
pub const STAGES: &str = "stages/";
