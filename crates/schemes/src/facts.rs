//! `[facts]` and `[ladders]`: categories, aliases, attributes, choices of track, fact tables.

use crate::form::{FormFaultKind, Span};
use crate::nearest::nearest;
use crate::section::{Section, Value};
use crate::steps::one_of;
use anzhi_core::facts::{
    Attribute, CategoryId, CategorySet, FactSchema, FactTable, Field, FieldKind, SetId, Source,
};
use anzhi_core::ids::Key;
use anzhi_core::scheme::Ladder;
use std::collections::{BTreeMap, BTreeSet};

/// Other ways to write a category (别名), by set.
///
/// ```
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let sets = &loaded.scheme.scoring.facts.sets;
/// let degree = sets.iter().position(|set| set.key.as_str() == "degree").ok_or("no such set")?;
/// let found = loaded.aliases.find(anzhi_core::facts::SetId(u16::try_from(degree)?), "研究生");
/// assert_eq!(found.map(|category| sets[degree].term(category)), Some("硕士"));
/// assert_eq!(loaded.aliases.of(anzhi_core::facts::SetId(u16::try_from(degree)?)).count(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Aliases(BTreeMap<(SetId, Box<str>), CategoryId>);

impl Aliases {
    /// The category that an alias stands for.
    pub fn find(&self, set: SetId, alias: &str) -> Option<CategoryId> {
        self.0.get(&(set, alias.into())).copied()
    }

    /// All aliases of a set with what they stand for, in the order of their characters.
    pub fn of(&self, set: SetId) -> impl Iterator<Item = (&str, CategoryId)> {
        self.0.iter().filter(move |((own, _), _)| *own == set).map(|((_, alias), term)| (&**alias, *term))
    }
}

/// Reads `[facts]`.
pub(crate) fn facts(section: &Section<'_>, ladders: &[Ladder]) -> Option<(FactSchema, Aliases)> {
    let mut schema = FactSchema::built_in().ok()?;
    if let Some(categories) = section.get("categories").and_then(|value| value.section()) {
        for (name, span, terms) in categories.parts() {
            let terms = self::terms(&terms);
            if let Some(key) = fresh(&categories, name, &span, schema.sets.iter().map(|s| &s.key)) {
                schema.sets.push(CategorySet { key, terms });
            }
        }
    }
    let aliases = aliases(section, &schema);
    attributes(section, &mut schema);
    if let Some(choices) = section.get("choices").and_then(|value| value.section()) {
        crate::choices::choices(&choices, &mut schema, ladders);
    }
    if let Some(tables) = section.get("tables").and_then(|value| value.section()) {
        for (name, span, value) in tables.parts() {
            let known = schema.tables.iter().map(|t| &t.key);
            let (Some(key), Some(form)) = (fresh(&tables, name, &span, known), value.section()) else {
                tables.lose(name);
                continue;
            };
            form.skip(&["source", "kinds", "fields"]);
            if fact_table(&form, key, &mut schema).is_none() {
                form.lose(name);
            }
            form.end();
        }
    }
    section.end();
    Some((schema, aliases))
}

fn attributes(section: &Section<'_>, schema: &mut FactSchema) {
    let Some(attributes) = section.get("attributes").and_then(|value| value.section()) else { return };
    for (name, span, value) in attributes.parts() {
        let known = schema.attributes.iter().map(|a| &a.key);
        let reserved = [
            ("id", "编号"),
            ("name", "姓名"),
            ("sitting", "场次"),
            ("entered_by", "录入"),
            ("checked_by", "核对"),
        ];
        let taken = |title: &str| schema.attributes.iter().any(|a| *a.title == *title);
        no_header_twice(&attributes, name, &span, &value, &reserved, taken);
        let (Some(key), Some(form)) = (fresh(&attributes, name, &span, known), value.section()) else {
            attributes.lose(name);
            continue;
        };
        let title = form.text("title").unwrap_or_default();
        let kind = field_kind(&form, schema).unwrap_or_else(|| {
            form.lose(name);
            FieldKind::Text
        });
        let needed = form.get("needed").and_then(|v| v.flag()).unwrap_or(false);
        form.end();
        schema.attributes.push(Attribute { key, title, kind, needed });
    }
}

/// Reads `[ladders]`.
pub(crate) fn ladders(section: &Section<'_>) -> Vec<Ladder> {
    let mut ladders: Vec<Ladder> = Vec::new();
    for (name, span, value) in section.parts() {
        let classes = terms(&value);
        if classes.is_empty() {
            section.lose(name);
            continue;
        }
        if let Some(key) = fresh(section, name, &span, ladders.iter().map(|l| &l.key)) {
            ladders.push(Ladder { key, classes });
        }
    }
    ladders
}

fn aliases(section: &Section<'_>, schema: &FactSchema) -> Aliases {
    let mut aliases = Aliases::default();
    let Some(form) = section.get("aliases").and_then(|value| value.section()) else { return aliases };
    for (name, span, value) in form.entries() {
        let Some(set) = find_set(schema, name) else {
            let nearest = nearest(name, schema.sets.iter().map(|s| s.key.as_str()));
            form.fault(&span, FormFaultKind::UnknownName { nearest });
            continue;
        };
        let Some(entries) = value.section() else { continue };
        for (alias, span, term) in entries.entries() {
            if schema.set(set).find(alias).is_some() {
                entries.fault(&span, FormFaultKind::DoubledName);
            }
            if let Some(category) = category(&term, schema, set) {
                aliases.0.insert((set, alias.into()), category);
            }
        }
    }
    aliases
}

/// The most terms of a set and classes of a ladder.
const MOST_TERMS: usize = 2_000;

/// A list of texts, none of them twice.
pub(crate) fn distinct(value: &Value<'_>) -> Vec<Box<str>> {
    let items = value.array().unwrap_or_default();
    if items.len() > MOST_TERMS {
        value.fault(FormFaultKind::TooMany { most: MOST_TERMS });
    }
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut texts = Vec::new();
    for item in items.iter().take(MOST_TERMS) {
        let Some(text) = item.text() else { continue };
        if !known.insert(text) {
            item.fault(FormFaultKind::DoubledName);
        }
        texts.push(text.into());
    }
    texts
}

/// A list of texts, at least one and none of them twice.
fn terms(value: &Value<'_>) -> Vec<Box<str>> {
    let terms = distinct(value);
    if value.as_array().is_some_and(|items| items.is_empty()) {
        value.fault(FormFaultKind::NothingListed);
    }
    terms
}

/// Two columns of one table cannot have the same header, English or Chinese.
fn no_header_twice(
    section: &Section<'_>,
    name: &str,
    span: &Span,
    value: &Value<'_>,
    reserved: &[(&str, &str)],
    taken: impl Fn(&str) -> bool,
) {
    let reserved = || reserved.iter().chain(&[("evidence", "依据"), ("remark", "备注")]);
    if reserved().any(|(english, _)| *english == name) {
        section.fault(span, FormFaultKind::DoubledName);
    }
    let Some(title) = value.section().and_then(|form| form.get("title")) else { return };
    let text = title.as_text().unwrap_or_default();
    if taken(text) || reserved().any(|(_, chinese)| *chinese == text) {
        title.fault(FormFaultKind::DoubledName);
    }
}

/// A new name for a part, which nothing of its kind may have yet.
pub(crate) fn fresh<'k>(
    section: &Section<'_>,
    name: &str,
    span: &Span,
    mut known: impl Iterator<Item = &'k Key>,
) -> Option<Key> {
    let Ok(key) = name.parse::<Key>() else {
        section.fault(span, FormFaultKind::MalformedName);
        return None;
    };
    if known.any(|other| *other == key) {
        section.fault(span, FormFaultKind::DoubledName);
        return None;
    }
    Some(key)
}

/// A set of categories by name.
pub(crate) fn find_set(schema: &FactSchema, name: &str) -> Option<SetId> {
    let place = schema.sets.iter().position(|set| set.key.as_str() == name)?;
    u16::try_from(place).ok().map(SetId)
}

/// A category of a set, written exactly as the set has it.
pub(crate) fn category(value: &Value<'_>, schema: &FactSchema, set: SetId) -> Option<CategoryId> {
    let term = value.text()?;
    let set = schema.set(set);
    let found = set.find(term);
    if found.is_none() {
        let nearest = nearest(term, set.terms.iter().map(|t| &**t));
        value.fault(FormFaultKind::UnknownName { nearest });
    }
    found
}

/// `type = "date"`, `"flag"`, `"text"` or the name of a category set.
fn field_kind(form: &Section<'_>, schema: &FactSchema) -> Option<FieldKind> {
    let value = form.need("type")?;
    let kind = match value.text()? {
        "date" => Some(FieldKind::Date),
        "flag" => Some(FieldKind::Flag),
        "number" => Some(FieldKind::Number),
        "text" => Some(FieldKind::Text),
        set => find_set(schema, set).map(FieldKind::Category),
    };
    if kind.is_none() {
        let words =
            ["date", "flag", "number", "text"].into_iter().chain(schema.sets.iter().map(|s| s.key.as_str()));
        value.fault(FormFaultKind::UnknownName { nearest: nearest(value.text()?, words) });
    }
    kind
}

fn fact_table(form: &Section<'_>, key: Key, schema: &mut FactSchema) -> Option<()> {
    let words = [("degrees", Source::Degrees), ("periods", Source::Periods), ("events", Source::Events)];
    let source = one_of(&form.need("source")?, &words)?;
    let kinds = kinds(form, schema, source);
    let mut fields: Vec<Field> = Vec::new();
    let declared = form.get("fields").and_then(|value| value.section());
    for (name, span, value) in declared.iter().flat_map(|f| f.parts()) {
        let Ok(column_key) = name.parse::<Key>() else {
            form.fault(&span, FormFaultKind::MalformedName);
            continue;
        };
        let reserved = [("candidate", "候选人"), ("kind", "类别")];
        let taken =
            |title: &str| schema.columns(source).iter().any(|c| c.key != column_key && *c.title == *title);
        no_header_twice(form, name, &span, &value, &reserved, taken);
        let Some(field) = value.section() else { continue };
        let title = field.text("title").unwrap_or_default();
        let kind = field_kind(&field, schema);
        let needed = field.get("needed").and_then(|v| v.flag()).unwrap_or(false);
        field.end();
        let column = schema.add_column(source, &column_key, &title);
        match kind {
            Some(kind) => fields.push(Field { column, kind, needed }),
            None => form.lose(name),
        }
    }
    schema.tables.push(FactTable { key, source, kinds, fields });
    Some(())
}

/// The values of 类别 that make a row one of the table: at least one where rows have it, each in one table only.
fn kinds(form: &Section<'_>, schema: &FactSchema, source: Source) -> Vec<Box<str>> {
    let value = if source.has_kind() { form.need("kinds") } else { form.get("kinds") };
    let Some(value) = value else { return Vec::new() };
    if !source.has_kind() {
        value.fault(FormFaultKind::UnknownKey { nearest: None });
    }
    let items = value.array();
    if items.as_ref().is_some_and(Vec::is_empty) {
        value.fault(FormFaultKind::MissingKey { key: "kinds".into() });
    }
    let taken =
        |item: &&Value<'_>| item.as_text().is_some_and(|kind| schema.find_table(source, kind).is_some());
    items.iter().flatten().filter(taken).for_each(|item| item.fault(FormFaultKind::DoubledName));
    distinct(&value)
}
