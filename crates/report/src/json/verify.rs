//! The report of a verification for programs.

use super::diff_people::severity_word;
use super::stages::{StagesJson, stages};
use super::trust::{self, ConditionsJson};
use crate::lang::Lang;
use crate::verification::{findings, not_done};
use anzhi_record::verify::{Answer, Difference, Endorsed, Finding, Report, Standing, Step, Verdict};
use anzhi_record::{Checked, RoundPredicate};
use schemars::JsonSchema;
use serde::Serialize;

/// The version of this output: from 2 on it has the step `stages` and what was found there.
pub const VERIFY_FORMAT: u32 = 2;

/// The answer of `verify`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct VerifyJson {
    /// The version of the format.
    pub format: u32,
    /// `verified`, `refuted` or `unchecked`.
    pub answer: String,
    /// The fingerprint of the record: 64 lower-case hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What the record says of itself; true only if it verifies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<RoundPredicate>,
    /// All endorsements.
    pub endorsements: Vec<EndorsedJson>,
    /// What came of the conditions of the trust file, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<ConditionsJson>,
    /// The steps in their order.
    pub steps: Vec<StepJson>,
    /// The stages and what was changed between them, if the record holds any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stages: Option<StagesJson>,
    /// The gravest difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_difference: Option<DifferenceJson>,
}

/// One endorsement.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct EndorsedJson {
    /// The fingerprint of the key.
    pub key: String,
    /// As what whoever signed does so; only if the signature counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The name of whoever signed; only if the signature counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `signed`, `bad`, `not_judged` or `other_role`.
    pub standing: String,
}

/// One step.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct StepJson {
    /// Its number, from 1.
    pub n: u32,
    /// Which step: `envelope`, `signatures`, `digests`, `normal_form`, `scores`, `ranking`, `allocation`, `check`,
    /// `acknowledgements`, `particulars` or `stages`.
    pub step: String,
    /// `passed`, `failed` or `not_done`.
    pub verdict: String,
    /// Why it was not done, a stable code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why it was not done, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was found.
    pub findings: Vec<FindingJson>,
}

/// One finding.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct FindingJson {
    /// The stable code.
    pub code: String,
    /// What was found, in words.
    pub text: String,
}

/// A difference between what is recorded and what comes of computing it anew.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DifferenceJson {
    /// `placement`, `order`, `score` or `bookkeeping`.
    pub severity: String,
    /// The candidate, vacancy or turn; empty for the whole round.
    pub of: String,
    /// What is recorded; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<String>,
    /// What was computed; absent for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<String>,
    /// The same in words.
    pub text: String,
}

/// The report as a form.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/small".as_ref());
/// # let reading = anzhi_tables::read_round(&folder)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::{RESULT, Signer, key::PrivateKey, place_and_seal, verify::verify};
/// use anzhi_report::{Lang, json::verify_json};
///
/// let key = PrivateKey::demonstration("bureau");
/// let signer = Signer::new(&key, "安置部门", "经办01")?;
/// let record = place_and_seal(&round, &scheme, &Default::default(), Some(&signer)).1;
/// let mut record = record.ok_or("questions are open")?;
/// let answer = verify_json(&verify(&record, &[key.public()], None), Lang::En);
/// assert_eq!((answer.answer.as_str(), answer.steps.len()), ("verified", 11));
/// let endorsed = &answer.endorsements[0];
/// assert_eq!((endorsed.standing.as_str(), endorsed.name.as_deref()), ("signed", Some("经办01")));
/// // Somebody raises the first total.
/// let result = String::from_utf8(record.file(RESULT).ok_or("no result")?.to_vec())?;
/// let raised = result.replacen(r#""total":""#, r#""total":"9"#, 1);
/// record.files.insert(RESULT.into(), raised.into_bytes());
/// let answer = verify_json(&verify(&record, &[key.public()], None), Lang::En);
/// let digests = &answer.steps[2];
/// assert_eq!((digests.step.as_str(), digests.verdict.as_str()), ("digests", "failed"));
/// assert_eq!(digests.findings[0].code, "wrong-digest");
/// assert_eq!(answer.first_difference.map(|first| first.severity).as_deref(), Some("score"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_json(report: &Report, lang: Lang) -> VerifyJson {
    VerifyJson {
        format: VERIFY_FORMAT,
        answer: answer_word(report.answer()).into(),
        fingerprint: report.fingerprint.map(|fingerprint| fingerprint.to_string()),
        statement: report.statement.clone(),
        endorsements: report.endorsements.iter().map(endorsed).collect(),
        conditions: report.conditions.as_ref().map(|conditions| trust::conditions(conditions, lang)),
        steps: (1..).zip(Step::ALL).map(|(n, at)| step(n, at, report.verdict(at), lang)).collect(),
        stages: report.stages.as_ref().map(|sealed| stages(sealed, lang)),
        first_difference: report.first_difference().map(|first| difference(first, lang)),
    }
}

pub(super) fn answer_word(answer: Answer) -> &'static str {
    match answer {
        Answer::Verified => "verified",
        Answer::Refuted => "refuted",
        Answer::Unchecked => "unchecked",
    }
}

pub(super) fn endorsed(endorsed: &Endorsed) -> EndorsedJson {
    let (standing, counts) = match endorsed.standing {
        Standing::Signed => ("signed", true),
        Standing::Bad => ("bad", false),
        Standing::NotJudged => ("not_judged", false),
        Standing::OtherRole => ("other_role", false),
    };
    let words = endorsed.words.as_ref().filter(|_| counts);
    EndorsedJson {
        key: endorsed.key.clone(),
        role: words.map(|words| words.role.clone()),
        name: words.map(|words| words.name.clone()),
        standing: standing.into(),
    }
}

pub(super) fn finding(finding: &Finding, lang: Lang) -> FindingJson {
    FindingJson { code: finding.code().into(), text: findings::sentence(finding, lang) }
}

fn step(n: u32, step: Step, verdict: &Verdict, lang: Lang) -> StepJson {
    let mut form = StepJson {
        n,
        step: step.as_str().into(),
        verdict: String::new(),
        reason: None,
        why: None,
        findings: Vec::new(),
    };
    form.verdict = match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed(all) => {
            form.findings = all.iter().map(|found| finding(found, lang)).collect();
            "failed"
        }
        Verdict::NotDone(why) => {
            form.reason = Some(why.code().into());
            form.why = Some(not_done(why, lang));
            "not_done"
        }
    }
    .into();
    form
}

/// A step of verifying what was taken out of a record.
pub(super) fn checked_step<F>(
    n: u32,
    step: &str,
    verdict: &Checked<F>,
    sentence: impl Fn(&F) -> (String, &'static str),
    lang: Lang,
) -> StepJson {
    let (word, why, findings) = match verdict {
        Checked::Passed => ("passed", None, &[][..]),
        Checked::Failed(findings) => ("failed", None, &findings[..]),
        Checked::NotDone(why) => ("not_done", Some(why), &[][..]),
    };
    let finding = |finding: &F| {
        let (text, code) = sentence(finding);
        FindingJson { code: code.into(), text }
    };
    StepJson {
        n,
        step: step.into(),
        verdict: word.into(),
        reason: why.map(|why| why.code().into()),
        why: why.map(|why| not_done(why, lang)),
        findings: findings.iter().map(finding).collect(),
    }
}

fn difference(difference: &Difference, lang: Lang) -> DifferenceJson {
    DifferenceJson {
        severity: severity_word(difference.severity).into(),
        of: difference.of.clone(),
        recorded: difference.recorded.clone(),
        computed: difference.computed.clone(),
        text: findings::difference(difference, lang),
    }
}
