//! `[tables]`, `[[values]]` and `[[items]]`: how facts become points.

use crate::book::{Book, Declared, Shape};
use crate::conditions::{Scope, condition};
use crate::facts::{find_set, fresh};
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{MOST_PARTS, Section, Value};
use crate::steps::{figures, one_of, pipeline};
use anzhi_core::condition::Condition;
use anzhi_core::ids::Key;
use anzhi_core::scheme::{Fills, Item, ItemId, KindId, LookupTable, Unit, Value as NamedValue};
use anzhi_core::steps::{Kind, Param, Pipeline};

/// An item with what is known of its last rows, for `education` of `[choosing]`.
pub(super) type ReadItem = (Item, Shape);

/// The item of that name.
pub(super) fn find_item<'i>(items: &'i [ReadItem], name: &str) -> Option<(ItemId, &'i ReadItem)> {
    let place = items.iter().position(|(item, _)| item.key.as_str() == name)?;
    Some((ItemId(u16::try_from(place).ok()?), &items[place]))
}

/// Look-ups that items share.
pub(super) fn tables(form: &Section<'_>, book: &mut Book<'_>) {
    let Some(tables) = form.get("tables").and_then(|value| value.section()) else { return };
    for (name, span, value) in tables.parts() {
        let key = fresh(&tables, name, &span, book.tables.iter().map(|table| &table.key));
        let (Some(key), Some(form)) = (key, value.section()) else {
            tables.lose(name);
            continue;
        };
        form.skip(&["by", "unit", "values", "gap", "assumption", "clause", "source"]);
        match table(&form, key, book) {
            Some(table) => book.tables.push(table),
            None => form.lose(name),
        }
        form.end();
    }
}

fn table(form: &Section<'_>, key: Key, book: &Book<'_>) -> Option<LookupTable> {
    let units =
        [Unit::Day, Unit::Month, Unit::Number, Unit::Points, Unit::Year].map(|unit| (unit.word(), unit));
    let unit = form.need("unit").and_then(|value| one_of(&value, &units));
    let by = form.need("by")?;
    let Some(set) = find_set(book.schema, by.text()?) else {
        let nearest = nearest(by.text()?, book.schema.sets.iter().map(|set| set.key.as_str()));
        by.fault(FormFaultKind::UnknownName { nearest });
        return None;
    };
    let terms = &book.schema.set(set).terms;
    let values = match form.get("gap") {
        Some(why) => terms
            .iter()
            .map(|term| book.open(&key, term, Fills::Points, &why, form, &why.span()).map(Param::Gap))
            .collect::<Option<Vec<_>>>(),
        None => figures(&form.need("values")?, terms, book, &key),
    };
    if let (Some(_), Some(values)) = (form.get("gap"), form.get("values")) {
        // All of it is open, or none of it.
        values.fault(FormFaultKind::UnknownKey { nearest: None });
    }
    Some(LookupTable { key, set, unit: unit?, values: values? })
}

/// Named pipelines without points, in the order of the file.
pub(super) fn values(form: &Section<'_>, book: &mut Book<'_>) -> Vec<NamedValue> {
    let forms = form.sections("values");
    for form in &forms {
        if let Some(id) = form.get("id") {
            book.below.insert(id.as_text().unwrap_or_default().into(), id.span().start);
        }
    }
    let mut values = Vec::new();
    for form in &forms {
        let id = form.need("id");
        let name = id.and_then(|id| id.as_text()).unwrap_or_default();
        match value(form, id, book) {
            Some((value, declared)) => {
                values.push(value);
                book.values.push(declared);
            }
            None => form.lose(name),
        }
        form.end();
    }
    values
}

fn value(form: &Section<'_>, id: Option<Value<'_>>, book: &Book<'_>) -> Option<(NamedValue, Declared)> {
    form.skip(&["title", "clause", "when", "steps", "assumptions"]);
    let id = id?;
    let key = fresh(form, id.text()?, &id.span(), book.names())?;
    let title = form.get("title").map_or(Some(key.as_str().into()), |value| value.text().map(Into::into));
    let clause = form.get("clause").and_then(|value| value.text().map(Into::into));
    let assumptions = form.texts("assumptions");
    let when = when(form, book);
    let (pipeline, shape) = pipeline(&form.need("steps")?, book, &key, Pipeline::of_value)?;
    let when = when?;
    if let (Some(at), Some(_), Kind::Category) = (form.get("when"), &when, pipeline.kind()) {
        // Where it did not hold there would be no category, and none can be made up.
        at.fault(FormFaultKind::NotComposed);
        return None;
    }
    let declared = Declared { key: key.clone(), at: id.span().start, shape };
    Some((NamedValue { key, title: title?, clause, assumptions, when, pipeline }, declared))
}

/// `when` of a value or item; the inner nothing is a faulty one.
fn when(form: &Section<'_>, book: &Book<'_>) -> Option<Option<Condition>> {
    let Some(value) = form.get("when") else { return Some(None) };
    let Book { schema, ladders, .. } = book;
    condition(&value, Scope { schema, ladders, tables: &[], book: Some(book), bars: false }).map(Some)
}

/// The items of the assessment, in the order of the sheet.
pub(super) fn items(form: &Section<'_>, book: &Book<'_>) -> Vec<ReadItem> {
    let mut items: Vec<ReadItem> = Vec::new();
    for form in &form.needed_sections("items", MOST_PARTS) {
        let id = form.need("id");
        let name = id.and_then(|id| id.as_text()).unwrap_or_default();
        let known = items.iter().map(|(item, _)| &item.key).chain(book.names());
        let key = id.and_then(|id| fresh(form, id.text()?, &id.span(), known));
        let (title, clause) = (form.text("title"), form.text("clause"));
        let text = |key| form.get(key).and_then(|value| value.text().map(Into::into));
        let (source, heading) = (text("source"), text("heading"));
        let assumptions = form.texts("assumptions");
        let when = when(form, book);
        let kinds = form.get("kinds").map_or_else(Vec::new, |value| kind_ids(&value, book.kinds));
        let steps = form.need("steps");
        form.end();
        let (Some(key), Some(title), Some(clause), Some(steps)) = (key, title, clause, steps) else {
            form.lose(name);
            continue;
        };
        match (pipeline(&steps, book, &key, Pipeline::new), when) {
            (Some((pipeline, shape)), Some(when)) => {
                let item = Item { key, title, clause, source, assumptions, heading, when, kinds, pipeline };
                items.push((item, shape));
            }
            (None, _) | (_, None) => form.lose(name),
        }
    }
    items
}

/// Kinds of vacancy by name.
pub(super) fn kind_ids(value: &Value<'_>, kinds: &[Box<str>]) -> Vec<KindId> {
    let listed = value.array().unwrap_or_default();
    if listed.is_empty() {
        value.fault(FormFaultKind::NothingListed);
    }
    listed.iter().filter_map(|name| kind_id(name, kinds)).collect()
}

/// A kind of vacancy by name.
pub(super) fn kind_id(name: &Value<'_>, kinds: &[Box<str>]) -> Option<KindId> {
    let text = name.text()?;
    let found = kinds.iter().position(|kind| **kind == *text);
    if found.is_none() {
        let nearest = nearest(text, kinds.iter().map(|kind| &**kind));
        name.fault(FormFaultKind::UnknownName { nearest });
    }
    found.and_then(|place| u16::try_from(place).ok()).map(KindId)
}
