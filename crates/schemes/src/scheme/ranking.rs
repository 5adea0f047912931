//! `[ranking]`: groups and tie keys.

use super::rules::{ReadItem, find_item};
use crate::book::{Book, Declared};
use crate::conditions::{Scope, condition};
use crate::facts::fresh;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::facts::FieldKind;
use anzhi_core::scheme::{Group, LadderId, RankingRule, TieKey, ValueId};
use anzhi_core::steps::Kind;

pub(super) fn ranking(form: &Section<'_>, book: &Book<'_>, items: &[ReadItem]) -> Option<RankingRule> {
    let Book { schema, ladders, .. } = book;
    let scope = Scope { schema, ladders, tables: &[], book: None, bars: false };
    form.get("source");
    let assumptions = form.texts("assumptions");
    let mut groups: Vec<Group> = Vec::new();
    for form in form.sections("groups") {
        let id = form.need("id");
        let key = id.and_then(|id| fresh(&form, id.text()?, &id.span(), groups.iter().map(|g| &g.key)));
        let when = form.need("when").and_then(|value| condition(&value, scope));
        form.end();
        groups.extend(key.zip(when).map(|(key, when)| Group { key, when }));
    }
    let value = form.need("ties")?;
    form.end();
    let mut words = value.array()?;
    match words.pop() {
        Some(last) if last.as_text() == Some("lot") => {}
        Some(last) => last.fault(FormFaultKind::NoLot),
        None => value.fault(FormFaultKind::NoLot),
    }
    let ties = words.iter().filter_map(|word| tie_key(word, book, items)).collect();
    Some(RankingRule { paper: None, groups, ties, assumptions })
}

/// What stands for the part in a file that does not state it.
pub(super) fn none() -> RankingRule {
    RankingRule { paper: None, groups: Vec::new(), ties: Vec::new(), assumptions: Vec::new() }
}

/// `assessment`, `exam`, `item:ID`, `value:ID`, `earlier:ATTRIBUTE`, `later:ATTRIBUTE`, `higher:ATTRIBUTE:LADDER`.
fn tie_key(value: &Value<'_>, book: &Book<'_>, items: &[ReadItem]) -> Option<TieKey> {
    let word = value.text()?;
    let Book { schema, ladders, .. } = book;
    let date =
        |name: &str| schema.find_attribute(name).filter(|id| schema.attribute(*id).kind == FieldKind::Date);
    let key = match word.split_once(':') {
        None if word == "assessment" => Some(TieKey::Assessment),
        None if word == "exam" => Some(TieKey::Exam),
        Some(("item", name)) => find_item(items, name).map(|(id, _)| TieKey::Item(id)),
        Some(("value", name)) => {
            let values = (0..).map(ValueId).zip(&book.values);
            let number = |value: &Declared| matches!(value.shape.kind, Some(Kind::Points | Kind::Quantity));
            let mut named = values.filter(|(_, value)| value.key.as_str() == name && number(value));
            named.next().map(|(id, _)| TieKey::Value(id))
        }
        Some(("earlier", name)) => date(name).map(TieKey::Earlier),
        Some(("later", name)) => date(name).map(TieKey::Later),
        Some(("higher", rest)) => rest.split_once(':').and_then(|(name, ladder)| {
            let id = schema.find_attribute(name)?;
            let FieldKind::Category(_) = schema.attribute(id).kind else { return None };
            let place = ladders.iter().position(|other| other.key.as_str() == ladder)?;
            Some(TieKey::Higher(id, LadderId(u16::try_from(place).ok()?)))
        }),
        None | Some(_) => None,
    };
    if key.is_none() {
        let nearest = nearest(word, ["assessment", "exam", "lot"].into_iter());
        value.fault(FormFaultKind::UnknownName { nearest });
    }
    key
}
