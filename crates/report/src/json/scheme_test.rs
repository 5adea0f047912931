//! The answer of `scheme test`.

use super::FORMAT;
use super::scheme::{RemarkJson, fault_json};
use crate::lang::Lang;
use crate::scheme::{Difference, Expected, Found, Tested};
use anzhi_core::scheme::Scheme;
use anzhi_schemes::{Example, FormFault};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `scheme test`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SchemeTestJson {
    /// The version of the format.
    pub format: u32,
    /// The schemes, in the order in which they were asked for or are shipped.
    pub schemes: Vec<TestedJson>,
}

/// What the worked examples of one scheme come to.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TestedJson {
    /// The file, or the name of the shipped scheme.
    pub file: String,
    /// Whether all examples come to what they say.
    pub holds: bool,
    /// How many worked examples there are.
    pub examples: usize,
    /// How many figures, totals and faults they state.
    pub compared: usize,
    /// Each example that differs.
    pub differing: Vec<DifferingJson>,
    /// All faults of the scheme's file or, if it has none, of its examples; then nothing was computed.
    pub faults: Vec<RemarkJson>,
}

/// A worked example that comes to something else than it says.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DifferingJson {
    /// What it shows.
    pub title: String,
    /// The year of the round.
    pub year: i16,
    /// The arithmetic by hand, in words.
    pub working: Vec<String>,
    /// What differs.
    pub differences: Vec<DifferenceOfExampleJson>,
}

/// What an example states and what was found instead.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DifferenceOfExampleJson {
    /// The name of the item or value; `total` for the total.
    pub of: String,
    /// The points or quantity stated, a decimal number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// The code of the fault stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_fault: Option<String>,
    /// The points or quantity found, a decimal number; absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What was found, in words.
    pub told: String,
}

/// What the worked examples of some schemes come to.
///
/// ```
/// use anzhi_report::{Lang, Tested, json::{scheme_test_json, tested_json}};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let worked = anzhi_schemes::shipped_examples("county-reference").ok_or("none")?;
/// let examples = anzhi_schemes::examples(worked, &loaded).map_err(|faults| format!("{faults:?}"))?;
/// let tested = Tested::new("county-reference", &loaded, &examples);
/// let form = scheme_test_json(vec![tested_json(&tested, Lang::En)]);
/// assert!(form.schemes[0].holds && form.schemes[0].differing.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn scheme_test_json(schemes: Vec<TestedJson>) -> SchemeTestJson {
    SchemeTestJson { format: FORMAT, schemes }
}

/// What the worked examples of one scheme come to.
///
/// Shown at [`scheme_test_json`].
pub fn tested_json(tested: &Tested<'_>, lang: Lang) -> TestedJson {
    let Tested { file, scheme, examples, compared, differing } = tested;
    let differing = differing.iter().map(|(example, found)| example_json(example, found, scheme, lang));
    TestedJson {
        file: (*file).into(),
        holds: tested.holds(),
        examples: *examples,
        compared: *compared,
        differing: differing.collect(),
        faults: Vec::new(),
    }
}

/// A scheme that was not tested, for its file or that of its examples has faults.
///
/// ```
/// use anzhi_report::{Lang, json::untested_json};
///
/// let faults = anzhi_schemes::load("language = 1").err().ok_or("loaded")?;
/// let form = untested_json("mine.toml", &faults, Lang::En);
/// assert!(!form.holds && form.faults.len() == faults.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn untested_json(file: &str, faults: &[FormFault], lang: Lang) -> TestedJson {
    let faults = faults.iter().map(|fault| fault_json(fault, lang)).collect();
    TestedJson { file: file.into(), holds: false, examples: 0, compared: 0, differing: Vec::new(), faults }
}

fn example_json(example: &Example, differences: &[Difference], scheme: &Scheme, lang: Lang) -> DifferingJson {
    DifferingJson {
        title: example.title.to_string(),
        year: example.year,
        working: example.working.iter().map(ToString::to_string).collect(),
        differences: differences.iter().map(|one| difference_json(one, scheme, lang)).collect(),
    }
}

fn difference_json(difference: &Difference, scheme: &Scheme, lang: Lang) -> DifferenceOfExampleJson {
    let (expected, expected_fault) = match &difference.expected {
        Expected::Fault(code) => (None, Some(code.to_string())),
        Expected::Points(points) => (Some(points.to_string()), None),
    };
    let found = match &difference.found {
        Found::Points(points) => Some(points.to_string()),
        Found::Faults(_) | Found::Gaps(_) | Found::NoTotal => None,
    };
    let of = difference.key(scheme).to_owned();
    DifferenceOfExampleJson { of, expected, expected_fault, found, told: difference.found(scheme, lang) }
}
