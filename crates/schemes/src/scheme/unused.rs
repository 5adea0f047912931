//! Values and ladders that nothing refers to.

use crate::book::Book;
use crate::section::{Named, Section};
use crate::warning::FormWarningKind;
use anzhi_core::scheme::{Choosing, Counted, LadderId, RankingRule, TieKey, ValueId};

/// Warns of them.
pub(super) fn warn(
    form: &Section<'_>,
    book: &Book<'_>,
    ranking: Option<&RankingRule>,
    choosing: Option<&Choosing>,
) {
    values(form, book, ranking, choosing);
    ladders(form, book, ranking);
}

/// Warns of every value that no value, item, condition, tie key and not the education names.
fn values(form: &Section<'_>, book: &Book<'_>, ranking: Option<&RankingRule>, choosing: Option<&Choosing>) {
    let mut named: Vec<ValueId> = Vec::new();
    for tie in ranking.iter().flat_map(|ranking| &ranking.ties) {
        match tie {
            TieKey::Value(id) => named.push(*id),
            TieKey::Assessment
            | TieKey::Exam
            | TieKey::Item(_)
            | TieKey::Earlier(_)
            | TieKey::Higher(..)
            | TieKey::Later(_) => {}
        }
    }
    if let Some((Counted::Value(id), _)) = choosing.and_then(|choosing| choosing.education) {
        named.push(id);
    }
    for form in form.sections("values") {
        let Some(id) = form.get("id") else { continue };
        let name = id.as_text().unwrap_or_default();
        let by_id = |id: &ValueId| book.values.get(usize::from(id.0)).is_some_and(|v| v.key.as_str() == name);
        if !form.is_used(Named::Value, name) && !named.iter().any(by_id) {
            id.warn(FormWarningKind::ValueUnused);
        }
    }
}

/// Warns of every ladder that no step, condition, choice and tie key names.
fn ladders(form: &Section<'_>, book: &Book<'_>, ranking: Option<&RankingRule>) {
    let Some(ladders) = form.get("ladders").and_then(|value| value.as_section()) else { return };
    let ties = ranking.map(|ranking| &*ranking.ties).unwrap_or_default();
    for (name, span, _) in ladders.entries() {
        let found = book.ladders.iter().position(|ladder| ladder.key.as_str() == name);
        let by_tie = |tie: &TieKey| match tie {
            TieKey::Higher(_, LadderId(place)) => Some(usize::from(*place)) == found,
            TieKey::Assessment
            | TieKey::Exam
            | TieKey::Item(_)
            | TieKey::Value(_)
            | TieKey::Earlier(_)
            | TieKey::Later(_) => false,
        };
        if !form.is_used(Named::Ladder, name) && !ties.iter().any(by_tie) {
            ladders.warn(&span, FormWarningKind::LadderUnused);
        }
    }
}
