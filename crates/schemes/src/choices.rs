//! `[facts.choices]`: grades that stand in one of several attributes.

use crate::facts::{category, find_set, fresh};
use crate::form::FormFaultKind;
use crate::nearest::nearest;
use crate::section::{Named, Section, Value};
use anzhi_core::facts::{Branch, CategoryId, Choice, FactSchema, FieldKind, Pick, SetId};
use anzhi_core::ids::Key;
use anzhi_core::scheme::Ladder;

/// Reads all choices into the schema.
pub(crate) fn choices(choices: &Section<'_>, schema: &mut FactSchema, ladders: &[Ladder]) {
    for (name, span, value) in choices.parts() {
        let known = schema.choices.iter().map(|c| &c.key).chain(schema.attributes.iter().map(|a| &a.key));
        let (Some(key), Some(form)) = (fresh(choices, name, &span, known), value.section()) else {
            choices.lose(name);
            continue;
        };
        form.skip(&["by", "highest", "ladder", "set", "read"]);
        match choice(&form, key, schema, ladders) {
            Some(choice) => schema.choices.push(choice),
            None => form.lose(name),
        }
        form.end();
    }
}

/// `by = "track"` with an entry for each track, or `highest = "LADDER"` with entries of any name.
fn choice(form: &Section<'_>, key: Key, schema: &FactSchema, ladders: &[Ladder]) -> Option<Choice> {
    let set_value = form.need("set")?;
    let Some(set) = find_set(schema, set_value.text()?) else {
        set_value.fault(FormFaultKind::UnknownName { nearest: None });
        return None;
    };
    let read = form.section("read")?;
    if let Some(name) = form.get("highest") {
        // The highest of all goes by no track, and its ladder is named already.
        for other in ["by", "ladder"].into_iter().filter_map(|key| form.get(key)) {
            other.fault(FormFaultKind::UnknownKey { nearest: None });
        }
        let places = places(&name, schema, set, ladders)?;
        let branches = read.entries().filter_map(|(_, _, value)| {
            let form = value.section()?;
            let branch = branch(&form, schema, set, Some(&places));
            form.end();
            branch
        });
        let branches = branches.collect();
        return Some(Choice { key, set, pick: Pick::Highest(places), branches });
    }
    let places = match form.get("ladder") {
        Some(name) => Some(places(&name, schema, set, ladders)?),
        None => None,
    };
    let by_value = form.need("by")?;
    let by = schema.find_attribute(by_value.text()?);
    let track = by.and_then(|by| match schema.attribute(by).kind {
        FieldKind::Category(set) => Some((by, set)),
        FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text => None,
    });
    let Some((by, track)) = track else {
        by_value.fault(FormFaultKind::UnknownName { nearest: None });
        return None;
    };
    let branches = by_track(&read, schema, set, track, places.as_deref());
    Some(Choice { key, set, pick: Pick::Track(by), branches })
}

fn by_track(
    read: &Section<'_>,
    schema: &FactSchema,
    set: SetId,
    track: SetId,
    places: Option<&[u16]>,
) -> Vec<Branch> {
    for (term, span, _) in read.entries().filter(|(term, ..)| schema.set(track).find(term).is_none()) {
        let nearest = nearest(term, schema.set(track).terms.iter().map(|t| &**t));
        read.fault(&span, FormFaultKind::UnknownName { nearest });
    }
    let mut branches = Vec::new();
    for term in &schema.set(track).terms {
        let found = read.entries().find(|(name, ..)| *name == &**term);
        let Some((_, _, value)) = found else {
            read.fault(&read.span(), FormFaultKind::MissingKey { key: term.clone() });
            continue;
        };
        let Some(form) = value.section() else { continue };
        branches.extend(branch(&form, schema, set, places));
        form.end();
    }
    branches
}

/// For each category of the set its place on the ladder, which must have them all.
fn places(name: &Value<'_>, schema: &FactSchema, set: SetId, ladders: &[Ladder]) -> Option<Vec<u16>> {
    let text = name.text()?;
    name.uses(Named::Ladder, text);
    let Some(ladder) = ladders.iter().find(|ladder| ladder.key.as_str() == text) else {
        let nearest = nearest(text, ladders.iter().map(|ladder| ladder.key.as_str()));
        name.fault(FormFaultKind::UnknownName { nearest });
        return None;
    };
    let place = |term: &str| {
        let found = ladder.classes.iter().position(|class| **class == *term);
        if found.is_none() {
            name.fault(FormFaultKind::MissingPrice { of: term.into() });
        }
        found.and_then(|place| u16::try_from(place).ok())
    };
    // All that is missing is told before the first of it ends it.
    let places: Vec<_> = schema.set(set).terms.iter().map(|term| place(term)).collect();
    places.into_iter().collect()
}

/// `{ is = "…" }` or `{ attribute = "…", equal = { … } }`; what `equal` does not name keeps its own term.
/// Whatever stands above the `ceiling` on the ladder becomes the ceiling.
fn branch(form: &Section<'_>, schema: &FactSchema, set: SetId, places: Option<&[u16]>) -> Option<Branch> {
    if let Some(fixed) = form.get("is") {
        return category(&fixed, schema, set).map(Branch::Fixed);
    }
    form.skip(&["equal", "ceiling"]);
    let value = form.need("attribute")?;
    let attribute = schema.find_attribute(value.text()?);
    let own = attribute.and_then(|id| match schema.attribute(id).kind {
        FieldKind::Category(own) => Some((id, own)),
        FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text => None,
    });
    let Some((attribute, own)) = own else {
        value.fault(FormFaultKind::UnknownName { nearest: None });
        return None;
    };
    let equal = form.get("equal").and_then(|value| value.section());
    for (term, span, _) in
        equal.iter().flat_map(|e| e.entries()).filter(|(t, ..)| schema.set(own).find(t).is_none())
    {
        form.fault(
            &span,
            FormFaultKind::UnknownName { nearest: nearest(term, schema.set(own).terms.iter().map(|t| &**t)) },
        );
    }
    let mut to = Vec::new();
    for term in &schema.set(own).terms {
        let named = equal.iter().flat_map(|e| e.entries()).find(|(name, ..)| *name == &**term);
        let found = match named {
            Some((_, _, value)) => category(&value, schema, set),
            None => {
                let same = schema.set(set).find(term);
                if same.is_none() {
                    form.fault(&form.span(), FormFaultKind::MissingPrice { of: term.clone() });
                }
                same
            }
        };
        to.extend(found);
    }
    if let Some(value) = form.get("ceiling") {
        let Some(places) = places else {
            value.fault(FormFaultKind::MissingKey { key: "ladder".into() });
            return None;
        };
        let ceiling = category(&value, schema, set)?;
        let place = |category: CategoryId| places.get(usize::from(category.0)).copied();
        to.iter_mut().filter(|to| place(**to) > place(ceiling)).for_each(|to| *to = ceiling);
    }
    Some(Branch::Attribute(attribute, to))
}
