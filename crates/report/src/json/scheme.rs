//! The answers of `scheme check` and `scheme list`.

use super::FORMAT;
use crate::forms;
use crate::lang::Lang;
use crate::scheme as words;
use anzhi_core::scheme::Identity;
use anzhi_schemes::{FormFault, FormWarning, LoadedScheme};
use schemars::JsonSchema;
use serde::Serialize;

/// The answer of `scheme check`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SchemeCheckJson {
    /// The version of the format.
    pub format: u32,
    /// The file, or the name of the shipped scheme.
    pub file: String,
    /// The scheme; absent if the file has faults.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<CheckedSchemeJson>,
    /// All faults, in the order of the file.
    pub faults: Vec<RemarkJson>,
    /// All warnings, in the order of the file; none as long as there are faults.
    pub warnings: Vec<RemarkJson>,
}

/// A scheme without faults.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CheckedSchemeJson {
    /// What it is.
    #[serde(flatten)]
    pub identity: SchemeJson,
    /// How many items give points.
    pub items: usize,
    /// How many figures the paper leaves open.
    pub gaps: usize,
}

/// What there is to know of a scheme before one reads it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SchemeJson {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Its edition.
    pub edition: String,
}

/// What is wrong or worth a look at one place of a file.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RemarkJson {
    /// The stable code.
    pub code: String,
    /// The line, counted from 1; absent for what stands nowhere in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column in characters, counted from 1; absent for what stands nowhere in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The first byte of what is meant, counted from 0.
    pub start: usize,
    /// The byte behind what is meant.
    pub end: usize,
    /// What stands there, as far as the end of the line.
    pub found: String,
    /// What is wrong, or how it is, in words.
    pub wrong: String,
    /// How to mend it, in words.
    pub mend: String,
}

/// The answer of `scheme list`.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SchemeListJson {
    /// The version of the format.
    pub format: u32,
    /// The shipped schemes.
    pub schemes: Vec<SchemeJson>,
}

/// What was found in a scheme's file.
///
/// ```
/// use anzhi_report::{Lang, json::scheme_check_json};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let good = scheme_check_json("county-reference", &anzhi_schemes::load(text), Lang::En);
/// assert_eq!(good.scheme.map(|scheme| scheme.items), Some(5));
///
/// let broken = scheme_check_json("mine.toml", &anzhi_schemes::load("language ＝ 1"), Lang::En);
/// let fault = broken.faults.iter().find(|fault| fault.code == "toml-missing-key").ok_or("no such fault")?;
/// assert_eq!((fault.line, fault.column), (None, None)); // it stands nowhere
/// let fault = broken.faults.iter().find(|fault| fault.code == "toml-full-width").ok_or("no such fault")?;
/// assert_eq!((fault.line, fault.column, fault.start, fault.end), (Some(1), Some(10), 9, 12));
/// assert!(broken.scheme.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn scheme_check_json(
    file: &str,
    read: &Result<LoadedScheme, Vec<FormFault>>,
    lang: Lang,
) -> SchemeCheckJson {
    let scheme = read.as_ref().ok().map(|loaded| CheckedSchemeJson {
        identity: identity(&loaded.scheme.identity),
        items: loaded.scheme.scoring.items.len(),
        gaps: loaded.scheme.scoring.gaps.len(),
    });
    let faults = read.as_ref().err().into_iter().flatten().map(|fault| fault_json(fault, lang)).collect();
    let warnings =
        read.iter().flat_map(|loaded| &loaded.warnings).map(|warning| warning_json(warning, lang)).collect();
    SchemeCheckJson { format: FORMAT, file: file.into(), scheme, faults, warnings }
}

/// The shipped schemes.
///
/// ```
/// use anzhi_report::json::scheme_list_json;
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(scheme_list_json([&loaded.scheme.identity]).schemes[0].id, "county-reference");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn scheme_list_json<'i>(schemes: impl IntoIterator<Item = &'i Identity>) -> SchemeListJson {
    SchemeListJson { format: FORMAT, schemes: schemes.into_iter().map(identity).collect() }
}

pub(super) fn identity(identity: &Identity) -> SchemeJson {
    SchemeJson {
        id: identity.id.to_string(),
        title: identity.title.to_string(),
        issuer: identity.issuer.to_string(),
        edition: identity.edition.to_string(),
    }
}

pub(super) fn fault_json(fault: &FormFault, lang: Lang) -> RemarkJson {
    let somewhere = !forms::is_nowhere(fault);
    RemarkJson {
        code: fault.kind.code().into(),
        line: somewhere.then_some(fault.line),
        column: somewhere.then_some(fault.column),
        start: fault.start,
        end: fault.end,
        found: fault.found.to_string(),
        wrong: forms::wrong(&fault.kind, &fault.found, lang),
        mend: forms::mend(&fault.kind, &fault.found, lang),
    }
}

fn warning_json(warning: &FormWarning, lang: Lang) -> RemarkJson {
    RemarkJson {
        code: warning.kind.code().into(),
        line: Some(warning.line),
        column: Some(warning.column),
        start: warning.start,
        end: warning.end,
        found: warning.found.to_string(),
        wrong: words::worth(warning.kind, &warning.found, lang),
        mend: words::mend(warning.kind, lang).into(),
    }
}
