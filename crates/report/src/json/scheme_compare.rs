//! The answer of `scheme compare`.

use super::FORMAT;
use super::check::{FaultJson, faults_json};
use super::questions::{QuestionJson, questions_json};
use super::scheme::{RemarkJson, SchemeJson, fault_json, identity};
use crate::lang::Lang;
use crate::scheme::{Comparison, Fates, Pairing, Part, Places, Seen, Side, Through, part_name};
use anzhi_core::fault::Table;
use anzhi_core::outcome::{ExamShare, Fate};
use anzhi_core::round::Round;
use anzhi_core::scheme::{Identity, Scheme, Status};
use anzhi_schemes::FormFault;
use anzhi_tables::Faults;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The answer of `scheme compare`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SchemeCompareJson {
    /// The version of the format.
    pub format: u32,
    /// The round; absent if it could not be read under both schemes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// The two schemes, the first one and the other.
    pub schemes: Vec<ComparedSchemeJson>,
    /// For each sitting under one scheme and each under the other: those who are ranked in both.
    pub sittings: Vec<PairingJson>,
    /// Whom the schemes lead to different ends; absent unless both can place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placements: Option<Vec<FatesJson>>,
}

/// One of two schemes and what it leads to.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ComparedSchemeJson {
    /// The file, or the name of the shipped scheme.
    pub file: String,
    /// The scheme; absent if its file has faults.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<SchemeJson>,
    /// Whether it states only a part of its paper, so that its ranks are for comparison alone.
    pub fragment: bool,
    /// All faults of the scheme's file.
    pub scheme_faults: Vec<RemarkJson>,
    /// All faults of the round as read under the scheme.
    pub faults: Vec<FaultJson>,
    /// The rulings that mean nothing under it.
    pub left_aside: Vec<LeftAsideJson>,
    /// The papers of the folder on ranking and choosing, which are not followed here.
    pub own_papers: Vec<String>,
    /// How many people it ranks; absent if there was no comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranked: Option<usize>,
    /// The average share of the exam in the totals of the ranked, four places; absent if none counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_exam_share: Option<String>,
    /// The equal totals; absent if there was no comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ties: Option<TiesJson>,
    /// How many it places; absent unless it can place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placed: Option<usize>,
    /// What it leaves open in this round, signatures aside.
    pub questions: Vec<QuestionJson>,
}

/// A ruling that means nothing under a scheme.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct LeftAsideJson {
    /// The line of the table of rulings.
    pub line: u32,
    /// What it is about, in English as in the normal form.
    pub object: String,
}

/// How often totals are equal within a group of a sitting.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TiesJson {
    /// How many totals two people or more have.
    pub totals: usize,
    /// How many people have such a total.
    pub people: usize,
    /// How many of these only a lot can tell from others, drawn or not.
    pub by_lot: usize,
}

/// Those whom both schemes rank, in one sitting of each.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PairingJson {
    /// The sitting under the first scheme and that under the other.
    pub sittings: Vec<String>,
    /// Spearman's rank correlation, 1 − 6Σd² ÷ (n³ − n), the tied with mean ranks; absent of fewer than two people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correlation: Option<CorrelationJson>,
    /// The people in order of the first scheme.
    pub people: Vec<ComparedJson>,
}

/// A correlation: an exact fraction.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CorrelationJson {
    /// Four places.
    pub value: String,
    /// The fraction in lowest terms, such as `7/8`.
    pub exact: String,
}

/// One person's places among those whom both schemes rank.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ComparedJson {
    /// The candidate.
    pub id: String,
    /// The rank under each scheme, from 1, counted among these people only.
    pub ranks: Vec<u32>,
    /// The total under each scheme, a decimal number.
    pub totals: Vec<String>,
    /// What moved the candidate mostly; absent if the ranks are the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<ThroughJson>,
}

/// What moves somebody from one rank to another.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ThroughJson {
    /// `item`, `exam`, `weighting` (weight, caps and rounding), or `order` (groups and tie rules).
    pub kind: String,
    /// The item under each scheme, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Option<String>>>,
    /// In words.
    pub title: String,
    /// What the candidate has more by the other scheme than by the first, beyond the average of those with whom
    /// they changed places: a decimal number with two places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gain: Option<String>,
}

/// Somebody whom the schemes lead to different ends.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct FatesJson {
    /// The candidate.
    pub id: String,
    /// What came of the candidate under each scheme, as in `result.json`; null if the scheme settles nothing.
    pub outcomes: Vec<Option<String>>,
    /// The vacancy under each scheme; null where there is none.
    pub vacancies: Vec<Option<String>>,
}

/// What the same facts lead to under two schemes.
///
/// ```
/// use anzhi_report::{Comparison, Lang, Side, json::comparison_json};
/// use anzhi_tables::{Directory, read_round_under};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let under = read_round_under(&Directory("../../testdata/rounds/county".as_ref()), &loaded)?;
/// let round = under.reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let (scheme, left_aside, own_papers) = (&loaded.scheme, &*under.left_aside, &*under.own_papers);
/// let side = Side { file: "county-reference", scheme, round: &round, left_aside, own_papers };
/// // With itself it agrees in everything.
/// let comparison = Comparison::new([side, side]).map_err(|faults| format!("{faults:?}"))?;
/// let form = comparison_json(&comparison, Lang::En);
/// assert_eq!(form.sittings[0].correlation.as_ref().map(|c| c.value.as_str()), Some("1.0000"));
/// assert_eq!(form.placements.map(|fates| fates.len()), Some(0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn comparison_json(comparison: &Comparison<'_>, lang: Lang) -> SchemeCompareJson {
    let Comparison { seen: [a, b], pairings, fates } = comparison;
    let rounds = [a.side.round, b.side.round];
    let fate = |fates: &Fates| fates_json(rounds, fates);
    SchemeCompareJson {
        format: FORMAT,
        round: Some(a.side.round.heading().id.to_string()),
        schemes: vec![seen_json(a, lang), seen_json(b, lang)],
        sittings: pairings.iter().map(|pairing| pairing_json(rounds, pairing, lang)).collect(),
        placements: fates.as_ref().map(|fates| fates.iter().map(fate).collect()),
    }
}

/// Two schemes that could not be compared.
///
/// ```
/// use anzhi_report::{Lang, json::{refused_json, uncompared_json}};
///
/// let faults = anzhi_schemes::load("language = 1").err().ok_or("loaded")?;
/// let refused = refused_json("mine.toml", None, &faults, None, Lang::En);
/// let form = uncompared_json(vec![refused.clone(), refused]);
/// assert!(form.round.is_none() && !form.schemes[0].scheme_faults.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn uncompared_json(schemes: Vec<ComparedSchemeJson>) -> SchemeCompareJson {
    SchemeCompareJson { format: FORMAT, round: None, schemes, sittings: Vec::new(), placements: None }
}

/// One of two schemes that could not be compared, with the faults of its file or of the round under it, if any.
///
/// Shown at [`uncompared_json`].
pub fn refused_json(
    file: &str,
    scheme: Option<&Identity>,
    form: &[FormFault],
    round: Option<(&Faults, &BTreeMap<Table, String>)>,
    lang: Lang,
) -> ComparedSchemeJson {
    ComparedSchemeJson {
        file: file.into(),
        scheme: scheme.map(identity),
        fragment: scheme.is_some_and(|identity| identity.status == Status::Fragment),
        scheme_faults: form.iter().map(|fault| fault_json(fault, lang)).collect(),
        faults: round.map_or_else(Vec::new, |(faults, files)| faults_json(faults, files, lang).faults),
        left_aside: Vec::new(),
        own_papers: Vec::new(),
        ranked: None,
        average_exam_share: None,
        ties: None,
        placed: None,
        questions: Vec::new(),
    }
}

fn seen_json(seen: &Seen<'_>, lang: Lang) -> ComparedSchemeJson {
    let Side { file, scheme, round, left_aside, own_papers } = seen.side;
    let questions: Vec<_> = seen.questions().cloned().collect();
    let aside = left_aside.iter();
    let ties = seen.ties;
    ComparedSchemeJson {
        left_aside: aside
            .map(|ruling| LeftAsideJson { line: ruling.line, object: ruling.object.to_string() })
            .collect(),
        own_papers: own_papers.iter().map(ToString::to_string).collect(),
        ranked: Some(seen.ranked().len()),
        average_exam_share: seen.exam_share.map(ExamShare::to_four_places),
        ties: Some(TiesJson { totals: ties.totals, people: ties.people, by_lot: ties.by_lot }),
        placed: seen.placed(),
        questions: questions_json(round, &questions, lang),
        ..refused_json(file, Some(&scheme.identity), &[], None, lang)
    }
}

fn pairing_json(rounds: [&Round; 2], pairing: &Pairing, lang: Lang) -> PairingJson {
    let title =
        |side: usize| rounds[side].scheme().sittings[usize::from(pairing.sittings[side].0)].key.to_string();
    PairingJson {
        sittings: vec![title(0), title(1)],
        correlation: pairing.correlation.map(|correlation| CorrelationJson {
            value: correlation.to_four_places(),
            exact: correlation.to_string(),
        }),
        people: pairing.places.iter().map(|place| place_json(rounds, place, lang)).collect(),
    }
}

fn place_json(rounds: [&Round; 2], place: &Places, lang: Lang) -> ComparedJson {
    let schemes = rounds.map(Round::scheme);
    ComparedJson {
        id: rounds[0].candidate(place.candidate).id().to_string(),
        ranks: place.ranks.into(),
        totals: place.totals.iter().map(ToString::to_string).collect(),
        through: place.through.as_ref().map(|through| through_json(schemes, through, lang)),
    }
}

fn through_json(schemes: [&Scheme; 2], through: &Through, lang: Lang) -> ThroughJson {
    let Through::Part { part, gain } = through else {
        let title = lang.pick("组别或同分排序", "groups or tie rules").into();
        return ThroughJson { kind: "order".into(), items: None, title, gain: None };
    };
    let (kind, items) = match part {
        Part::Exam => ("exam", None),
        Part::Weighting => ("weighting", None),
        Part::Item(ids) => {
            let pairs = ids.iter().zip(schemes);
            let keys = pairs.map(|(id, scheme)| id.map(|id| scheme.scoring.item(id).key.to_string()));
            ("item", Some(keys.collect()))
        }
    };
    let title = part_name(schemes, *part, lang);
    ThroughJson { kind: kind.into(), items, title, gain: Some(gain.to_two_places()) }
}

fn fates_json([one, other]: [&Round; 2], fates: &Fates) -> FatesJson {
    let vacancy = |round: &Round, fate: Option<Fate>| {
        fate.and_then(Fate::vacancy).map(|vacancy| round.vacancy(vacancy).id.to_string())
    };
    FatesJson {
        id: one.candidate(fates.candidate).id().to_string(),
        outcomes: fates.fates.iter().map(|fate| fate.map(|fate| fate.as_str().into())).collect(),
        vacancies: vec![vacancy(one, fates.fates[0]), vacancy(other, fates.fates[1])],
    }
}
