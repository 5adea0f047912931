//! The stages of a record: each in its form, signed, behind the one before; and nothing changed without a ruling.

use super::papers::{Papers, Unread};
use super::{Endorsed, Finding, NotDone, Signers, Step, Verdict, verdict_of};
use crate::json::Malformed;
use crate::package::Package;
use crate::stage::{Judged, STAGES, Sides, Stage, StageError, StageFinding, StageName, changed_since, judge};
use crate::version::Version;
use anzhi_core::date::Date;
use anzhi_core::digest::Digest;
use anzhi_core::round::Round;
use anzhi_schemes::LoadedScheme;

/// A stage of a record.
///
/// Shown at [`RecordStages`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealedStage {
    /// Its number and kind.
    pub name: StageName,
    /// The day of the posting.
    pub date: Date,
    /// Its fingerprint, to be compared with what was published that day.
    pub fingerprint: Digest,
    /// Who has signed it.
    pub endorsements: Vec<Endorsed>,
}

/// The stages of a record, and what was changed between them.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::stage::{StageKind, place_and_seal_after, seal_stage};
/// use anzhi_record::verify::{RecordStages, SealedStage, verify};
///
/// let plan = seal_stage((&round, &scheme), StageKind::Plan, "2026-05-20".parse()?, &[]);
/// let plan = plan.map_err(|why| format!("{why:?}"))?;
/// let (_, record) = place_and_seal_after((&round, &scheme), &Default::default(), &[plan.clone()], None);
/// let record = record.map_err(|why| format!("{why:?}"))?.ok_or("questions are open")?;
/// let RecordStages { sealed, judged } = verify(&record, &[], None).stages.ok_or("no stages")?;
/// let SealedStage { name, fingerprint, .. } = &sealed[0];
/// assert_eq!((name.to_string().as_str(), *fingerprint), ("1-plan", plan.fingerprint()));
/// // Nothing was changed between the posting and the record.
/// assert!(judged.transitions[0].changes.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RecordStages {
    /// The stages in their order.
    pub sealed: Vec<SealedStage>,
    /// What was changed between them, and between the last and the record.
    pub judged: Judged,
}

/// Reads the stages of a record, in their order.
pub(super) fn read(package: &Package) -> Vec<(StageName, Result<Stage, Unread>)> {
    let named = package.part(STAGES).filter_map(|(file, bytes)| Some((StageName::of_file(file)?, bytes)));
    let mut stages: Vec<_> = named.map(|(name, bytes)| (name, one(name, bytes))).collect();
    stages.sort_by_key(|(name, _)| *name);
    stages
}

fn one(name: StageName, bytes: &[u8]) -> Result<Stage, Unread> {
    let malformed = |why| Unread::Found(Finding::Malformed { name: name.file(), why });
    match Stage::read(bytes) {
        Ok(stage) if stage.kind() == name.kind => Ok(stage),
        Ok(_) => Err(malformed(Malformed::Shape)),
        Err(StageError::Malformed(why)) => Err(malformed(why)),
        Err(StageError::WrongDigest) => Err(Unread::Found(Finding::WrongDigest { name: name.file() })),
        Err(StageError::Later(version)) => {
            Err(Unread::NotDone(NotDone::UnknownVersion { name: name.file(), version: version.to_string() }))
        }
    }
}

/// Stages where none belong: in a record of a version that has none, or under a number that is left out or taken.
pub(super) fn out_of_place(package: &Package, version: Option<Version>) -> Vec<Finding> {
    let mut names: Vec<StageName> =
        package.part(STAGES).filter_map(|(file, _)| StageName::of_file(file)).collect();
    names.sort();
    let allowed = version != Some(Version::V1);
    let odd = (1..).zip(names).filter(|(n, name)| !allowed || *n != name.n);
    odd.map(|(_, name)| Finding::UnnamedFile { name: name.file() }).collect()
}

/// What came of the stages.
pub(super) fn judged(
    papers: &Papers,
    round: Option<&(Round, LoadedScheme)>,
    signers: Signers<'_>,
    held: &[Stage],
) -> (Option<RecordStages>, Verdict) {
    let waits = |step| Verdict::NotDone(NotDone::Needs(step));
    let mut stages = Vec::new();
    for (_, read) in &papers.stages {
        match read {
            Ok(stage) => stages.push(stage.clone()),
            Err(Unread::Found(_)) => return (None, waits(Step::Envelope)),
            Err(Unread::NotDone(version)) => return (None, Verdict::NotDone(version.clone())),
        }
    }
    let sides = round.map(|(round, scheme)| Sides::of((round, scheme)));
    let mut findings = left_out(&stages, held, sides.as_ref());
    findings.extend(missing(&stages, signers));
    if stages.is_empty() {
        let verdict = verdict_of(findings);
        return (
            None,
            if verdict == Verdict::Passed { Verdict::NotDone(NotDone::NoStages) } else { verdict },
        );
    }
    let mut sealed = Vec::with_capacity(stages.len());
    for ((name, _), stage) in papers.stages.iter().zip(&stages) {
        let signed = match signers {
            Signers::Keys(keys) => stage.signatures(&name.file(), keys),
            Signers::Trust(trust) => stage.trusted(&name.file(), trust),
        };
        findings.extend(signed.findings);
        let (date, fingerprint) = (stage.date(), stage.fingerprint());
        sealed.push(SealedStage { name: *name, date, fingerprint, endorsements: signed.endorsements });
    }
    let Some(sides) = sides else {
        let verdict = verdict_of(findings);
        return (None, if verdict == Verdict::Passed { waits(Step::NormalForm) } else { verdict });
    };
    let judged = judge(&stages, &sides);
    findings.extend(judged.findings.iter().cloned().map(Finding::Stage));
    (Some(RecordStages { sealed, judged }), verdict_of(findings))
}

/// The kinds of stage that a trust file asks for and the record does not hold.
fn missing(stages: &[Stage], signers: Signers<'_>) -> Vec<Finding> {
    let asked = match signers {
        Signers::Keys(_) => &[],
        Signers::Trust(trust) => trust.stages(),
    };
    let none = asked.iter().filter(|kind| !stages.iter().any(|stage| stage.kind() == **kind));
    none.map(|kind| Finding::Stage(StageFinding::Missing { kind: *kind })).collect()
}

/// The stages that somebody holds and the record does not, each with what was changed since without a ruling.
fn left_out(stages: &[Stage], held: &[Stage], round: Option<&Sides<'_>>) -> Vec<Finding> {
    let unknown = |held: &&Stage| !stages.iter().any(|stage| stage.fingerprint() == held.fingerprint());
    let found = held.iter().filter(unknown).flat_map(|stage| {
        let (fingerprint, kind, date) = (stage.fingerprint(), stage.kind(), stage.date());
        let since = round.map(|round| changed_since(stage, round)).unwrap_or_default();
        [StageFinding::LeftOut { fingerprint, kind, date }].into_iter().chain(since)
    });
    found.map(Finding::Stage).collect()
}
