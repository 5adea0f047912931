//! A score sheet, line by line.

use super::ranking::tie_word;
use crate::lang::Lang;
use crate::sheet::{code, exam_share, other_assumptions};
use crate::steps::{item_sentences, value_sentences};
use anzhi_core::outcome::{ExamShare, Scores};
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::sheet::{ItemLine, KindTotals, Sheet, ValueLine};
use schemars::JsonSchema;
use serde::Serialize;

/// One score sheet.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SheetJson {
    /// The candidate.
    pub id: String,
    /// The items in the scheme's order.
    pub items: Vec<ItemJson>,
    /// The population, if the scheme has populations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// The bars that the candidate meets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bars: Vec<String>,
    /// The values that the items use, in the scheme's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueJson>,
    /// What the assessment counts in the total, a decimal number, where the scheme weights it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted: Option<String>,
    /// The totals for each kind of vacancy, where they depend on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_kind: Vec<KindJson>,
    /// The assessment, a decimal number; absent while a ruling is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<String>,
    /// The mark, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// The exam part, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exam: Option<String>,
    /// The total, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// The share of the exam in the total, four places; absent unless the total is above zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exam_share: Option<String>,
    /// What orders equal totals, as the scheme writes it: `assessment`, `item:ID`, `earlier:DATE`, `later:DATE`, `lot`.
    pub ties: Vec<String>,
    /// What the paper leaves open beside items and values and the scheme's file decides.
    pub assumptions: Vec<String>,
    /// The digest of the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The code to sign; absent while the sheet is not to be signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// One value that items use.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ValueJson {
    /// The scheme's name for it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What the paper leaves open here and the scheme's file decides.
    pub assumptions: Vec<String>,
    /// What each step did, in words.
    pub steps: Vec<String>,
}

/// What a candidate has for one kind of vacancy.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct KindJson {
    /// The kind.
    pub kind: String,
    /// The assessment, a decimal number.
    pub assessment: String,
    /// The total, a decimal number, once everything it is made of is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
}

/// One item of a sheet.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ItemJson {
    /// The scheme's name for it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where the paper states it.
    pub clause: String,
    /// The paper, if it is not that of the whole scheme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its points, a decimal number.
    pub points: String,
    /// What the paper leaves open here and the scheme's file decides.
    pub assumptions: Vec<String>,
    /// What each step did, in words.
    pub steps: Vec<String>,
}

/// The sheet of a candidate; without items and totals while a ruling is needed.
pub(super) fn sheet_json(round: &Round, scores: &Scores, candidate: CandidateRef, lang: Lang) -> SheetJson {
    let scored = scores.sheet(candidate);
    let sheet = scored.map(|(sheet, _)| sheet);
    let ties = round.scheme().ranking.ties.iter();
    let scoring = &round.scheme().scoring;
    let item = |sheet, line: &ItemLine| item_json(round, candidate, sheet, line, lang);
    let value = |sheet, line: &ValueLine| ValueJson {
        id: scoring.value(line.value).key.to_string(),
        title: scoring.value(line.value).title.to_string(),
        assumptions: scoring.value(line.value).assumptions.iter().map(ToString::to_string).collect(),
        steps: value_sentences(round, candidate, sheet, line, lang),
    };
    let items = sheet.into_iter().flat_map(|sheet| sheet.items.iter().map(move |line| item(sheet, line)));
    let values = sheet.into_iter().flat_map(|sheet| sheet.values.iter().map(move |line| value(sheet, line)));
    let kind = |totals: &KindTotals| KindJson {
        kind: scoring.kinds[usize::from(totals.kind.0)].to_string(),
        assessment: totals.assessment.to_string(),
        total: totals.total.map(|total| total.to_string()),
    };
    let population = sheet.and_then(|sheet| sheet.population);
    let own = population.into_iter().flat_map(|id| &scoring.population(id).assumptions);
    let bars = sheet.map(|sheet| &*sheet.bars).unwrap_or_default();
    SheetJson {
        id: round.candidate(candidate).id().to_string(),
        items: items.collect(),
        population: population.map(|id| scoring.population(id).key.to_string()),
        bars: bars.iter().map(|id| scoring.bar(*id).key.to_string()).collect(),
        values: values.collect(),
        weighted: sheet.and_then(|sheet| sheet.weighted).map(|weighted| weighted.to_string()),
        by_kind: sheet.map(|sheet| &*sheet.by_kind).unwrap_or_default().iter().map(kind).collect(),
        assessment: sheet.map(|sheet| sheet.assessment.to_string()),
        mark: sheet.and_then(|sheet| Some(sheet.exam?.mark.to_string())),
        exam: sheet.and_then(|sheet| Some(sheet.exam?.points.to_string())),
        total: sheet.and_then(|sheet| Some(sheet.total?.to_string())),
        exam_share: sheet.and_then(exam_share).map(ExamShare::to_four_places),
        ties: ties.map(|key| tie_word(round.scheme(), *key)).chain(["lot".into()]).collect(),
        assumptions: own.map(ToString::to_string).chain(other_assumptions(round.scheme(), lang)).collect(),
        digest: scored.map(|(_, digest)| digest.whole.to_string()),
        code: scored.and_then(|(sheet, digest)| code(round, sheet, digest)),
    }
}

fn item_json(round: &Round, candidate: CandidateRef, sheet: &Sheet, line: &ItemLine, lang: Lang) -> ItemJson {
    let item = round.scheme().scoring.item(line.item);
    ItemJson {
        id: item.key.to_string(),
        title: item.title.to_string(),
        clause: item.clause.to_string(),
        source: item.source.as_ref().map(ToString::to_string),
        points: line.points.to_string(),
        assumptions: item.assumptions.iter().map(ToString::to_string).collect(),
        steps: item_sentences(round, candidate, sheet, line, lang),
    }
}
