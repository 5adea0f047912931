//! The head of a scheme file: what it is called, where it comes from, which parts it states.

use crate::form::FormFaultKind;
use crate::section::{Section, Value};
use crate::steps::one_of;
use anzhi_core::scheme::{Identity, Part, Status};

/// What a file states unless it says otherwise.
pub(super) const ALL: [Part; 3] = [Part::Scoring, Part::Ranking, Part::Choosing];

/// The version of the language, which must be one that this program reads.
pub(super) fn language(form: &Section<'_>) {
    let language = form.need("language");
    if let Some(value) = language.filter(|v| v.integer(i64::MIN, i64::MAX).is_some_and(|n| n != 1)) {
        value.fault(FormFaultKind::UnknownLanguage);
    }
}

pub(super) fn identity(form: &Section<'_>) -> Option<Identity> {
    let source = form.section("source");
    let source = source.as_ref().and_then(|source| {
        source.skip(&["edition", "number"]);
        let (issuer, trust) = (source.text("issuer"), source.text("trust"));
        let stated = (source.text("title"), source.text("address"));
        source.end();
        stated.0.and(stated.1).and(Some((issuer?, trust?)))
    });
    let (id, title, edition) = (form.name("id"), form.text("title"), form.text("edition"));
    let parts = form.get("parts").map_or_else(|| ALL.to_vec(), |value| parts(&value));
    let words = [("fragment", Status::Fragment), ("whole", Status::Whole)];
    let status = form.get("status").map_or(Some(Status::Whole), |value| one_of(&value, &words));
    let assumptions = form.texts("assumptions");
    let (issuer, trust) = source?;
    Some(Identity {
        id: id?,
        issuer,
        title: title?,
        edition: edition?,
        parts,
        status: status?,
        trust,
        assumptions,
    })
}

/// `parts = ["ranking", "choosing"]`.
fn parts(value: &Value<'_>) -> Vec<Part> {
    let listed = value.array().unwrap_or_default();
    if listed.is_empty() {
        value.fault(FormFaultKind::NothingListed);
    }
    let words = ALL.map(|part| (part.word(), part));
    let mut parts: Vec<Part> = listed.iter().filter_map(|word| one_of(word, &words)).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}
