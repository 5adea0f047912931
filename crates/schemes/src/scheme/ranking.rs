//! `[ranking]`: groups and tie keys.

use super::rules::{ReadItem, find_item};
use crate::book::Book;
use crate::conditions::{Scope, condition};
use crate::facts::fresh;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Section, Value};
use anzhi_core::facts::{FactSchema, FieldKind};
use anzhi_core::scheme::{Group, RankingRule, TieKey};

pub(super) fn ranking(form: &Section<'_>, book: &Book<'_>, items: &[ReadItem]) -> Option<RankingRule> {
    let Book { schema, ladders, .. } = book;
    let scope = Scope { schema, ladders, tables: &[], book: None };
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
    let ties = words.iter().filter_map(|word| tie_key(word, schema, items)).collect();
    Some(RankingRule { groups, ties, assumptions })
}

/// `assessment`, `item:ID`, `earlier:ATTRIBUTE`, `later:ATTRIBUTE`.
fn tie_key(value: &Value<'_>, schema: &FactSchema, items: &[ReadItem]) -> Option<TieKey> {
    let word = value.text()?;
    let date =
        |name: &str| schema.find_attribute(name).filter(|id| schema.attribute(*id).kind == FieldKind::Date);
    let key = match word.split_once(':') {
        None if word == "assessment" => Some(TieKey::Assessment),
        Some(("item", name)) => find_item(items, name).map(|(id, _)| TieKey::Item(id)),
        Some(("earlier", name)) => date(name).map(TieKey::Earlier),
        Some(("later", name)) => date(name).map(TieKey::Later),
        None | Some(_) => None,
    };
    if key.is_none() {
        value.fault(FormFaultKind::UnknownName { nearest: nearest(word, ["assessment", "lot"].into_iter()) });
    }
    key
}
