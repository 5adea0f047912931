//! `[[populations]]` and `[[bars]]`: who is scored by what, and who is kept from what.

use super::rules::{ReadItem, find_item, kind_ids};
use crate::book::Book;
use crate::conditions::{Scope, condition};
use crate::facts::fresh;
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Section, Value};
use crate::steps::one_of;
use anzhi_core::condition::Condition;
use anzhi_core::ids::Key;
use anzhi_core::scheme::{Bar, Barred, ItemId, KindId, Population};

pub(super) fn populations(top: &Section<'_>, book: &Book<'_>, items: &[ReadItem]) -> Vec<Population> {
    let mut populations: Vec<Population> = Vec::new();
    for form in top.sections("populations") {
        let id = form.need("id");
        let known = populations.iter().map(|population| &population.key);
        let key = id.and_then(|id| fresh(&form, id.text()?, &id.span(), known.chain(names(book, items))));
        let title = form.text("title");
        let when = needed_when(&form, book, false);
        let own = match form.get("items") {
            Some(listed) => item_ids(&listed, items),
            None => Some((0..).map(ItemId).take(items.len()).collect()),
        };
        let words = [("assessment", false), ("assessment + exam", true)];
        let exam = form.need("total").and_then(|value| {
            let exam = one_of(&value, &words)?;
            if exam && top.entry("exam").is_none() {
                value.fault(FormFaultKind::MissingKey { key: "exam".into() });
            }
            Some(exam)
        });
        let assumptions = form.texts("assumptions");
        form.end();
        let (Some(key), Some(title), Some(when)) = (key, title, when) else { continue };
        let (Some(items), Some(exam)) = (own, exam) else { continue };
        populations.push(Population { key, title, when, items, exam, assumptions });
    }
    populations
}

/// The names of tables, values and items.
fn names<'b>(book: &'b Book<'_>, items: &'b [ReadItem]) -> impl Iterator<Item = &'b Key> {
    book.names().chain(items.iter().map(|(item, _)| &item.key))
}

fn item_ids(listed: &Value<'_>, items: &[ReadItem]) -> Option<Vec<ItemId>> {
    let mut ids = Vec::new();
    for name in listed.array()? {
        let text = name.text()?;
        match find_item(items, text) {
            Some((id, _)) => {
                if ids.contains(&id) {
                    name.fault(FormFaultKind::DoubledName);
                }
                ids.push(id);
            }
            None => {
                let nearest = nearest(text, items.iter().map(|(item, _)| item.key.as_str()));
                name.fault(FormFaultKind::UnknownName { nearest });
            }
        }
    }
    ids.sort_unstable();
    Some(ids)
}

fn needed_when(form: &Section<'_>, book: &Book<'_>, bars: bool) -> Option<Condition> {
    let Book { schema, ladders, .. } = book;
    condition(&form.need("when")?, Scope { schema, ladders, tables: &[], book: Some(book), bars })
}

pub(super) fn bars(
    form: &Section<'_>,
    book: &Book<'_>,
    items: &[ReadItem],
    populations: &[Population],
) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    for form in form.sections("bars") {
        let id = form.need("id");
        let known = bars.iter().map(|bar| &bar.key).chain(populations.iter().map(|one| &one.key));
        let key = id.and_then(|id| fresh(&form, id.text()?, &id.span(), known.chain(names(book, items))));
        let (title, clause) = (form.text("title"), form.text("clause"));
        let when = needed_when(&form, book, true);
        form.get("assumption");
        let barred = form.need("bars").and_then(|value| barred(&value, book.kinds));
        form.end();
        let (Some(key), Some(title), Some(clause)) = (key, title, clause) else { continue };
        let (Some(when), Some(barred)) = (when, barred) else { continue };
        bars.push(Bar { key, title, clause, when, bars: barred });
    }
    bars
}

/// `"ranking"`, or `{ vacancies = ["…"] }`.
fn barred(value: &Value<'_>, known: &[Box<str>]) -> Option<Barred> {
    let Some(form) = value.as_section() else {
        return one_of(value, &[("ranking", ())]).map(|()| Barred::Ranking);
    };
    let kinds = form.need("vacancies").map(|value| kind_ids(&value, known));
    form.end();
    let name = |kind: KindId| known[usize::from(kind.0)].clone();
    kinds.map(|kinds| Barred::Vacancies(kinds.into_iter().map(name).collect()))
}
