//! Stages for programs: in the report on a record, alone, and why nothing was sealed behind them.

use super::FORMAT;
use super::questions::ReadyJson;
use super::verify::{EndorsedJson, FindingJson, endorsed, finding};
use crate::lang::Lang;
use crate::stages::{change_words, stage_sentence};
use anzhi_core::digest::ShortCode;
use anzhi_record::stage::{
    Cover, Coverage, Judged, Stage, StageChange, StagePredicate, StageSignatures, Transition, Uncovered,
};
use anzhi_record::verify::{Answer, RecordStages, SealedStage};
use schemars::JsonSchema;
use serde::Serialize;

/// The stages of a record.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StagesJson {
    /// The stages in their order.
    pub sealed: Vec<SealedStageJson>,
    /// What was changed between each stage and what came next.
    pub transitions: Vec<TransitionJson>,
    /// What of the record stands in no stage.
    pub in_no_stage: CoverageJson,
}

/// A stage of a record.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SealedStageJson {
    /// Its number and kind, such as `1-plan`.
    pub name: String,
    /// The day of the posting.
    pub date: String,
    /// The fingerprint: 64 lower-case hexadecimal digits.
    pub fingerprint: String,
    /// Who has signed it.
    pub endorsements: Vec<EndorsedJson>,
}

/// What was changed between a stage and what came next.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TransitionJson {
    /// The stage.
    pub from: String,
    /// The next stage; absent for the round itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What was changed.
    pub changes: Vec<StageChangeJson>,
}

/// One change.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StageChangeJson {
    /// What was changed, as rulings name it, such as `mark/07`.
    pub object: String,
    /// `added`, `changed` or `removed`.
    pub how: String,
    /// The short code of what the stage holds; absent if it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The short code of what came after; absent if it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// `not_needed`, `ruling`, `missing` or `impossible`.
    pub cover: String,
    /// The ruling that covers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling: Option<CoveringRulingJson>,
    /// The line of the table of rulings that would cover it, where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready: Option<ReadyJson>,
    /// The same in words.
    pub text: String,
}

/// A ruling that covers a change.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CoveringRulingJson {
    /// Who decided.
    pub who: String,
    /// When.
    pub date: String,
    /// By which document.
    pub document: String,
}

/// What of a record stands in no stage.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CoverageJson {
    /// Lists of preferences.
    pub preferences: UncoveredJson,
    /// Lots.
    pub lots: UncoveredJson,
    /// Marks.
    pub marks: UncoveredJson,
}

/// Of one kind of thing, whose stand in no stage.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct UncoveredJson {
    /// How many people have one.
    pub of: usize,
    /// Those whose stands in no stage, by id.
    pub in_none: Vec<String>,
}

/// The answer of `seal`, and of `place --after` where nothing is sealed behind the stages.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SealJson {
    /// The version of the format.
    pub format: u32,
    /// The kind of stage that was sealed: `plan`, `scores`, `exams` or `ranking`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// Its fingerprint: 64 lower-case hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What keeps it from being sealed.
    pub findings: Vec<FindingJson>,
    /// What was changed since the stages before.
    pub transitions: Vec<TransitionJson>,
}

/// The answer of `verify` on a stage.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StageVerifyJson {
    /// The version of the format.
    pub format: u32,
    /// `verified`, `refuted` or `unchecked`.
    pub answer: String,
    /// The fingerprint of the stage: 64 lower-case hexadecimal digits.
    pub fingerprint: String,
    /// What the stage says of itself.
    pub statement: StagePredicate,
    /// All endorsements.
    pub endorsements: Vec<EndorsedJson>,
    /// What does not hold.
    pub findings: Vec<FindingJson>,
}

/// The stages of a record as a form.
pub(super) fn stages(stages: &RecordStages, lang: Lang) -> StagesJson {
    let Coverage { preferences, lots, marks } = &stages.judged.coverage;
    let kind = |Uncovered { of, in_none }: &Uncovered| UncoveredJson {
        of: *of,
        in_none: in_none.iter().map(ToString::to_string).collect(),
    };
    StagesJson {
        sealed: stages.sealed.iter().map(sealed).collect(),
        transitions: transitions(&stages.judged, lang),
        in_no_stage: CoverageJson { preferences: kind(preferences), lots: kind(lots), marks: kind(marks) },
    }
}

fn sealed(stage: &SealedStage) -> SealedStageJson {
    SealedStageJson {
        name: stage.name.to_string(),
        date: stage.date.to_string(),
        fingerprint: stage.fingerprint.to_string(),
        endorsements: stage.endorsements.iter().map(endorsed).collect(),
    }
}

fn transitions(judged: &Judged, lang: Lang) -> Vec<TransitionJson> {
    let form = |transition: &Transition| TransitionJson {
        from: transition.from.to_string(),
        to: transition.to.map(|to| to.to_string()),
        changes: transition.changes.iter().map(|one| change(one, lang)).collect(),
    };
    judged.transitions.iter().map(form).collect()
}

fn change(change: &StageChange, lang: Lang) -> StageChangeJson {
    let code = |code: Option<ShortCode>| code.map(|code| code.to_string());
    let (cover, ruling) = match &change.cover {
        Cover::NotNeeded => ("not_needed", None),
        Cover::Ruling(authority) => ("ruling", Some(authority)),
        Cover::Missing => ("missing", None),
        Cover::Impossible => ("impossible", None),
    };
    let missing = change.cover == Cover::Missing;
    StageChangeJson {
        object: change.object.to_string(),
        how: change.how.as_str().into(),
        old: code(change.old),
        new: code(change.new),
        cover: cover.into(),
        ruling: ruling.map(|authority| CoveringRulingJson {
            who: authority.who.to_string(),
            date: authority.date.to_string(),
            document: authority.document.to_string(),
        }),
        ready: missing.then(|| ReadyJson::of(crate::stages::ready_line(change))),
        text: change_words(change, lang),
    }
}

/// A stage that has been sealed, as a form.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/small".as_ref());
/// # let reading = anzhi_tables::read_round(&folder)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::stage::{StageKind, seal_stage};
/// use anzhi_report::json::{seal_json, stage_verify_json};
/// use anzhi_report::Lang;
///
/// let stage = seal_stage((&round, &scheme), StageKind::Plan, "2026-05-20".parse()?, &[]);
/// let stage = stage.map_err(|why| format!("{why:?}"))?;
/// let form = seal_json(&stage);
/// assert_eq!((form.stage.as_deref(), form.findings.len()), (Some("plan"), 0));
/// let verified = stage_verify_json(&stage, &stage.signatures("plan.json", &[]), Lang::En);
/// assert_eq!((verified.answer.as_str(), form.fingerprint), ("unchecked", Some(verified.fingerprint)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn seal_json(stage: &Stage) -> SealJson {
    SealJson {
        format: FORMAT,
        stage: Some(stage.kind().as_str().into()),
        fingerprint: Some(stage.fingerprint().to_string()),
        findings: Vec::new(),
        transitions: Vec::new(),
    }
}

/// Why nothing was sealed behind stages, as a form.
///
/// ```
/// use anzhi_record::stage::Judged;
/// use anzhi_report::{Lang, json::stages_refused_json};
///
/// let form = stages_refused_json(&Judged::default(), Lang::En);
/// assert!(form.fingerprint.is_none() && form.transitions.is_empty());
/// ```
pub fn stages_refused_json(judged: &Judged, lang: Lang) -> SealJson {
    let found = judged
        .findings
        .iter()
        .map(|found| FindingJson { code: found.code().into(), text: stage_sentence(found, lang) });
    let findings = found.collect();
    let transitions = transitions(judged, lang);
    SealJson { format: FORMAT, stage: None, fingerprint: None, findings, transitions }
}

/// The report on a stage alone, as a form.
///
/// Shown at [`seal_json`].
pub fn stage_verify_json(stage: &Stage, signed: &StageSignatures, lang: Lang) -> StageVerifyJson {
    let answer = match signed.answer() {
        Answer::Verified => "verified",
        Answer::Refuted => "refuted",
        Answer::Unchecked => "unchecked",
    };
    StageVerifyJson {
        format: FORMAT,
        answer: answer.into(),
        fingerprint: stage.fingerprint().to_string(),
        statement: stage.file().statement.predicate.clone(),
        endorsements: signed.endorsements.iter().map(endorsed).collect(),
        findings: signed.findings.iter().map(|found| finding(found, lang)).collect(),
    }
}
