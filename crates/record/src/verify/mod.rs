//! Verifying a record (核验): everything in it is computed anew and compared; nothing in it is trusted.

mod compare;
mod conditions;
mod findings;
mod front;
mod originals;
mod papers;
mod replay;
mod signatures;
mod stages;

use crate::both::both;
use crate::key::PublicKey;
use crate::package::Package;
use crate::stage::Stage;
use crate::statement::{EndorsementPredicate, RoundPredicate};
use crate::trust::Trust;
use anzhi_core::digest::Digest;
use anzhi_tables::{Folder, ReadError, Reading};

pub use compare::{Difference, Field, Severity};
pub(crate) use compare::{after_text, said, stated};
pub use conditions::{ConditionReport, Conditions, Counted, Idle, IdleKind};
pub use findings::{Finding, Refused};
pub(crate) use front::{Front, front};
use originals::Originals;
pub use stages::{RecordStages, SealedStage};

/// The steps of verifying, in their order.
///
/// ```
/// use anzhi_record::verify::Step;
///
/// assert_eq!(Step::ALL.map(Step::as_str)[..3], ["envelope", "signatures", "digests"]);
/// ```
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// The files are those of a record, each in its one form (封装).
    Envelope,
    /// The given keys have signed this statement, or the conditions of the trust file hold (签名).
    Signatures,
    /// The statement names the manifest, the manifest every file (摘要).
    Digests,
    /// The files as handed in give the round in normal form (规范形式).
    NormalForm,
    /// The scores, computed anew (计分).
    Scores,
    /// The ranking, computed anew (排名).
    Ranking,
    /// The turns and placements, computed anew (选岗).
    Allocation,
    /// The recorded placements hold by the check that shares no code with the session (独立复核).
    Check,
    /// Everybody ranked has signed the present sheet (签认).
    Acknowledgements,
    /// What else the statement and the result say (记载).
    Particulars,
    /// Nothing was changed behind a posting without a ruling (公示环节).
    Stages,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 11] = [
        Self::Envelope,
        Self::Signatures,
        Self::Digests,
        Self::NormalForm,
        Self::Scores,
        Self::Ranking,
        Self::Allocation,
        Self::Check,
        Self::Acknowledgements,
        Self::Particulars,
        Self::Stages,
    ];

    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Envelope => "envelope",
            Self::Signatures => "signatures",
            Self::Digests => "digests",
            Self::NormalForm => "normal_form",
            Self::Scores => "scores",
            Self::Ranking => "ranking",
            Self::Allocation => "allocation",
            Self::Check => "check",
            Self::Acknowledgements => "acknowledgements",
            Self::Particulars => "particulars",
            Self::Stages => "stages",
        }
    }
}

/// What came of a step.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::verify::{NotDone, Step, Verdict, verify};
///
/// let report = verify(&record, &[], None);
/// assert_eq!(report.verdict(Step::Digests), &Verdict::Passed);
/// assert_eq!(report.verdict(Step::Signatures), &Verdict::NotDone(NotDone::NoKey));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// It holds.
    Passed,
    /// It does not hold: everything that was found, at least one.
    Failed(Vec<Finding>),
    /// It could not be done.
    NotDone(NotDone),
}

/// Why a step could not be done.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let mut record = record.ok_or("questions are open")?;
/// use anzhi_record::verify::{NotDone, Step, Verdict, verify};
///
/// record.files.remove("manifest.json");
/// let report = verify(&record, &[], None);
/// // Without the secret in the manifest nothing can be computed anew.
/// assert_eq!(report.verdict(Step::Scores), &Verdict::NotDone(NotDone::Needs(Step::Envelope)));
/// assert!(!NotDone::Needs(Step::Envelope).is_of_the_record() && NotDone::NoOriginals.is_of_the_record());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NotDone {
    /// An earlier step has not come so far.
    Needs(Step),
    /// No key was given.
    NoKey,
    /// The record holds no files as handed in.
    NoOriginals,
    /// The record holds no stages.
    NoStages,
    /// Nothing was given that reads files as handed in.
    NoReader,
    /// The round names a scheme by a name that this program does not ship.
    UnknownScheme,
    /// A file is of a version that this program does not know.
    UnknownVersion {
        /// The file.
        name: String,
        /// The version that it names.
        version: String,
    },
}

impl NotDone {
    /// Whether the step was left out because of what a record in order need not hold, or names elsewhere.
    pub fn is_of_the_record(&self) -> bool {
        match self {
            Self::NoOriginals | Self::NoReader | Self::NoStages | Self::UnknownScheme => true,
            Self::Needs(_) | Self::NoKey | Self::UnknownVersion { .. } => false,
        }
    }
}

/// What the whole comes to.
///
/// Shown at [`Report`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Answer {
    /// All steps passed, and at least one given key has signed, or as many as a trust file asks for.
    Verified,
    /// It does not verify.
    Refuted,
    /// It could not be checked.
    Unchecked,
}

/// How an endorsement stands.
///
/// Shown at [`Report`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Its key was given, and has signed this statement.
    Signed,
    /// Its key was given, and has not signed this.
    Bad,
    /// Its key was not given, or it is of a later version: it plays no part.
    NotJudged,
    /// It is a valid signature in a role for which the trust file does not list its key: it plays no part.
    OtherRole,
}

/// An endorsement as found.
///
/// Shown at [`Report`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Endorsed {
    /// The fingerprint of the key, as the file's name has it.
    pub key: String,
    /// Who says to have signed, as what; `None` if that cannot be read.
    pub words: Option<EndorsementPredicate>,
    /// How it stands.
    pub standing: Standing,
}

/// The report of a verification (核验报告).
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let mut record = record.ok_or("questions are open")?;
/// use anzhi_record::verify::{Answer, Standing, verify};
/// use anzhi_record::{Signer, key::PrivateKey};
///
/// let key = PrivateKey::demonstration("bureau");
/// assert!(verify(&record, &[], None).may_be_signed() && verify(&record, &[], None).holds());
/// let (name, bytes) = record.endorsement(&Signer::new(&key, "安置部门", "经办01")?)?;
/// record.files.insert(name, bytes);
/// let report = verify(&record, &[key.public()], None);
/// assert!(report.is_verified());
/// assert_eq!(report.endorsements[0].standing, Standing::Signed);
/// assert_eq!(report.endorsements[0].words.as_ref().map(|words| words.name.as_str()), Some("经办01"));
/// assert_eq!(report.first_difference(), None);
/// // Without its key nothing is said of it.
/// let report = verify(&record, &[], None);
/// assert_eq!((report.answer(), report.endorsements[0].standing), (Answer::Unchecked, Standing::NotJudged));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
    /// The fingerprint of the statement, if there is one.
    pub fingerprint: Option<Digest>,
    /// What the statement says, if it can be read.
    pub statement: Option<RoundPredicate>,
    /// All endorsements, by key.
    pub endorsements: Vec<Endorsed>,
    /// What came of the conditions of a trust file, if it was verified by one.
    pub conditions: Option<Conditions>,
    /// The stages of the record, if it holds any and the round can be read.
    pub stages: Option<RecordStages>,
    /// What came of each step, in the order of [`Step::ALL`].
    pub verdicts: [Verdict; 11],
}

/// Reads files as handed in: the reader of `anzhi-tables`, as a rule.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/small".as_ref());
/// use anzhi_record::{Originals, place_and_seal, verify::{NotDone, Step, Verdict, verify}};
/// use anzhi_tables::{Remembering, read_round};
///
/// let remembering = Remembering::new(&folder);
/// let reading = read_round(&remembering)?;
/// let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let originals = Originals::new(remembering.into_files())?;
/// let (_, record) = place_and_seal(&round, &reading.scheme.ok_or("no scheme")?, &originals, None);
/// let record = record.ok_or("questions are open")?;
/// assert_eq!(verify(&record, &[], Some(&read_round)).verdict(Step::NormalForm), &Verdict::Passed);
/// let unread = Verdict::NotDone(NotDone::NoReader);
/// assert_eq!(verify(&record, &[], None).verdict(Step::NormalForm), &unread);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type ReadOriginals<'r> = dyn Fn(&dyn Folder) -> Result<Reading, ReadError> + Sync + 'r;

/// Verifies a record under these keys. Without a reader of the files as handed in the record is computed anew from
/// its normal form all the same, and the report says so.
///
/// ```
/// use anzhi_record::{key::PrivateKey, place_and_seal, verify::{Answer, Step, Verdict, verify}};
/// use anzhi_tables::{Directory, read_round};
///
/// let reading = read_round(&Directory("../../testdata/rounds/small".as_ref()))?;
/// let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let scheme = reading.scheme.ok_or("no scheme")?;
/// let (_, record) = place_and_seal(&round, &scheme, &Default::default(), None);
/// let mut record = record.ok_or("questions are open")?;
/// // Nobody has signed: it cannot be checked. With a changed file it is wrong.
/// assert_eq!(verify(&record, &[], None).answer(), Answer::Unchecked);
/// record.files.insert("result.json".into(), b"{}".to_vec());
/// let report = verify(&record, &[], None);
/// assert_eq!(report.answer(), Answer::Refuted);
/// assert!(matches!(report.verdict(Step::Digests), Verdict::Failed(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify(package: &Package, keys: &[PublicKey], originals: Option<&ReadOriginals<'_>>) -> Report {
    verify_holding(package, Signers::Keys(keys), originals, &[])
}

/// Verifies a record by a trust file: as [`verify`], but the second step passes if every condition of it holds. A key
/// that has signed nothing is no failure there.
///
/// Shown at [`Conditions`].
pub fn verify_trusting(package: &Package, trust: &Trust, originals: Option<&ReadOriginals<'_>>) -> Report {
    verify_holding(package, Signers::Trust(trust), originals, &[])
}

/// Who must have signed: a record and each of its stages.
///
/// Shown at [`verify_holding`].
#[derive(Clone, Copy, Debug)]
pub enum Signers<'s> {
    /// Each of these keys.
    Keys(&'s [PublicKey]),
    /// Those whom a trust file asks for.
    Trust(&'s Trust),
}

/// As [`verify`], by somebody who holds stages of their own, as they were given them when something was posted: each
/// must be one of the record's.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::stage::{StageKind, seal_stage};
/// use anzhi_record::{place_and_seal, verify::{Signers, Step, Verdict, verify_holding}};
///
/// let plan = seal_stage((&round, &scheme), StageKind::Plan, "2026-05-20".parse()?, &[]);
/// let plan = plan.map_err(|why| format!("{why:?}"))?;
/// // The bureau makes a record as if nothing had been posted.
/// let (_, record) = place_and_seal(&round, &scheme, &Default::default(), None);
/// let report = verify_holding(&record.ok_or("questions are open")?, Signers::Keys(&[]), None, &[plan]);
/// let Verdict::Failed(findings) = report.verdict(Step::Stages) else { return Err("passed".into()) };
/// assert_eq!(findings[0].code(), "stage-left-out");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_holding(
    package: &Package,
    signers: Signers<'_>,
    originals: Option<&ReadOriginals<'_>>,
    held: &[Stage],
) -> Report {
    // Signatures first, over exact bytes; only then is anything else of the record understood.
    let signatures = signatures::of(package, signers);
    let papers = papers::Papers::read(package);
    let endorsements = papers.endorsed(&signatures);
    // What is laid beside the round needs nothing of what is computed from it.
    let (replayed, (digests, originals)) = both(
        || replay::replay(package, &papers),
        || (papers.digests(package), Originals::read(package, &papers, originals)),
    );
    let (stages, staged) = stages::judged(&papers, replayed.read.as_ref(), signers, held);
    let verdicts = [
        papers.envelope(package),
        signatures.verdict,
        digests,
        originals.verdict(replayed.normal_form),
        replayed.scores,
        replayed.ranking,
        replayed.allocation,
        replayed.check,
        replayed.acknowledgements,
        replayed.particulars,
        staged,
    ];
    Report {
        fingerprint: package.fingerprint(),
        endorsements,
        conditions: signatures.conditions,
        stages,
        statement: papers.statement.ok().map(|statement| statement.predicate),
        verdicts,
    }
}

impl Report {
    /// What came of one step.
    pub fn verdict(&self, step: Step) -> &Verdict {
        &self.verdicts[step as usize]
    }

    /// What the whole comes to.
    pub fn answer(&self) -> Answer {
        self.answer_of(|_| true)
    }

    /// Whether everything but the signatures holds: then one may sign.
    pub fn may_be_signed(&self) -> bool {
        self.answer_of(|step| step != Step::Signatures) == Answer::Verified
    }

    /// Whether the contents hold when computed anew, signatures aside, as far as the record goes: it may be without
    /// files as handed in, or with files that name a scheme which this program does not ship.
    pub fn holds(&self) -> bool {
        let steps = Step::ALL.into_iter().filter(|step| *step != Step::Signatures);
        steps.map(|step| self.verdict(step)).all(|verdict| match verdict {
            Verdict::Passed => true,
            Verdict::Failed(_) => false,
            Verdict::NotDone(why) => why.is_of_the_record(),
        })
    }

    /// Whether all steps passed and at least one given key has signed.
    pub fn is_verified(&self) -> bool {
        self.answer() == Answer::Verified
    }

    /// The gravest difference between what is recorded and what comes of computing it anew.
    pub fn first_difference(&self) -> Option<&Difference> {
        let findings = self.verdicts.iter().flat_map(|verdict| match verdict {
            Verdict::Failed(findings) => &findings[..],
            Verdict::NotDone(_) | Verdict::Passed => &[],
        });
        let differences = findings.filter_map(|finding| {
            if let Finding::Differs(difference) = finding { Some(difference) } else { None }
        });
        differences.min_by_key(|difference| difference.severity)
    }

    fn answer_of(&self, counts: impl Fn(Step) -> bool) -> Answer {
        let verdicts = || Step::ALL.into_iter().filter(|step| counts(*step)).map(|step| self.verdict(step));
        // Stages are for whoever wants them; a record without any says so. Whoever gives no reader has decided to do without the files as handed in; the normal form is computed anew
        // all the same.
        let holds = |verdict: &Verdict| match verdict {
            Verdict::Passed | Verdict::NotDone(NotDone::NoReader | NotDone::NoStages) => true,
            Verdict::Failed(_) | Verdict::NotDone(_) => false,
        };
        if verdicts().any(|verdict| matches!(verdict, Verdict::Failed(_))) {
            Answer::Refuted
        } else if verdicts().all(holds) {
            Answer::Verified
        } else {
            Answer::Unchecked
        }
    }
}

/// Failed if anything was found.
fn verdict_of(findings: Vec<Finding>) -> Verdict {
    if findings.is_empty() { Verdict::Passed } else { Verdict::Failed(findings) }
}
