//! What rulings are about, as clerks write it: `候选人/18/奖惩/3/战时` is `candidate/18/event/3/wartime`.

use crate::cells::accepted;
use crate::layout::file_names;
use anzhi_core::digest::ShortCode;
use anzhi_core::facts::{FactSchema, FieldKind, Source};
use anzhi_core::round::{Posted, RulingKind, VoidCause};
use anzhi_core::scheme::Scheme;
use anzhi_schemes::Aliases;

/// The object of a ruling in normal form; what is not understood stays as it is, for the engine to name.
pub(crate) fn normal_object(kind: Option<RulingKind>, object: &str, scheme: &Scheme) -> String {
    let schema = &scheme.scoring.facts;
    let object = object.replace('／', "/");
    if kind == Some(RulingKind::Change) {
        return normal_posted(&object);
    }
    let parts: Vec<&str> = object.split('/').collect();
    match parts[..] {
        ["缺项" | "gap", gap] => format!("gap/{}", normal_gap(gap, scheme)),
        ["候选人" | "candidate", id] => format!("candidate/{id}"),
        ["候选人" | "candidate", id, attribute] => {
            let found = schema.attributes.iter().find(|known| *known.title == *attribute);
            format!("candidate/{id}/{}", found.map_or(attribute, |found| found.key.as_str()))
        }
        ["候选人" | "candidate", id, table, row, column] => {
            let Some(source) = source(table) else { return object };
            let found = schema.columns(source).iter().find(|known| *known.title == *column);
            let column = found.map_or(column, |found| found.key.as_str());
            // Sheets print 第3条.
            let row = row.strip_prefix('第').and_then(|row| row.strip_suffix('条')).unwrap_or(row);
            format!("candidate/{id}/{}/{row}/{column}", source.singular())
        }
        _ => object,
    }
}

/// What was posted, in normal form: `考试/07` is `mark/07`.
fn normal_posted(object: &str) -> String {
    let (kind, rest) = object.split_once('/').map_or((object, None), |(kind, rest)| (kind, Some(rest)));
    let english = Posted::WORDS.iter().find(|(_, chinese)| *chinese == kind).map_or(kind, |word| word.0);
    match rest {
        Some(code) if matches!(english, "answer" | "ruling") => format!("{english}/{}", normal_code(code)),
        Some(rest) => format!("{english}/{rest}"),
        None => english.into(),
    }
}

/// A short code in its one writing; what is none stays as it is.
fn normal_code(text: &str) -> String {
    text.parse::<ShortCode>().map_or_else(|_| text.into(), |code| code.to_string())
}

/// What was posted in Chinese words: `mark/07` is `考试/07`.
///
/// ```
/// use anzhi_tables::posted_in_chinese;
///
/// assert_eq!(posted_in_chinese("mark/07").as_deref(), Some("考试/07"));
/// assert_eq!(posted_in_chinese("scheme").as_deref(), Some("计分办法"));
/// assert_eq!(posted_in_chinese("candidate/07"), None);
/// ```
pub fn posted_in_chinese(object: &str) -> Option<String> {
    let (kind, rest) = object.split_once('/').map_or((object, None), |(kind, rest)| (kind, Some(rest)));
    let (_, chinese) = Posted::WORDS.iter().find(|(english, _)| *english == kind)?;
    Some(rest.map_or_else(|| (*chinese).into(), |rest| format!("{chinese}/{rest}")))
}

/// An object in normal form in Chinese words, which a table of rulings may also hold.
///
/// ```
/// # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// use anzhi_tables::object_in_chinese;
///
/// assert_eq!(object_in_chinese("candidate/18/event/3/wartime", &scheme), "候选人/18/奖惩/3/战时");
/// assert_eq!(object_in_chinese("candidate/18/enlisted", &scheme), "候选人/18/入伍日期");
/// assert_eq!(object_in_chinese("something else", &scheme), "something else");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn object_in_chinese(object: &str, scheme: &Scheme) -> String {
    let schema = &scheme.scoring.facts;
    match object.split('/').collect::<Vec<_>>()[..] {
        ["gap", gap] => format!("缺项/{gap}"),
        ["candidate", id] => format!("候选人/{id}"),
        ["candidate", id, attribute] => {
            let found = schema.attributes.iter().find(|known| known.key.as_str() == attribute);
            format!("候选人/{id}/{}", found.map_or(attribute, |found| &found.title))
        }
        ["candidate", id, table, row, column] => {
            let Some(source) = source(table) else { return object.into() };
            let found = schema.columns(source).iter().find(|known| known.key.as_str() == column);
            let (table, column) = (file_names(source.table()).1, found.map_or(column, |found| &found.title));
            format!("候选人/{id}/{table}/{row}/{column}")
        }
        _ => posted_in_chinese(object).unwrap_or_else(|| object.into()),
    }
}

/// A value in normal form: an alias of a category as the category itself, a word of a closed set as the other language
/// has it, a code in capitals.
pub(crate) fn normal_value(
    kind: Option<RulingKind>,
    object: &str,
    value: &str,
    schema: &FactSchema,
    aliases: &Aliases,
) -> String {
    match kind {
        Some(RulingKind::Change) => normal_code(value),
        Some(RulingKind::Void) => {
            let cause = VoidCause::WORDS.iter().find(|(_, _, chinese)| *chinese == value);
            cause.map_or(value, |(_, english, _)| english).into()
        }
        Some(
            RulingKind::Exclude
            | RulingKind::FillGap
            | RulingKind::Place
            | RulingKind::Refill
            | RulingKind::Regroup
            | RulingKind::SetFact,
        )
        | None => normal_fact(object, value, schema, aliases),
    }
}

/// A value of a fact in normal form.
fn normal_fact(object: &str, value: &str, schema: &FactSchema, aliases: &Aliases) -> String {
    let term = kinds(object, schema).into_iter().find_map(|kind| match kind {
        FieldKind::Category(set) => {
            let alias = aliases.find(set, value).map(|category| schema.set(set).term(category));
            alias.or_else(|| Some(accepted(kind, value)).filter(|word| *word != value))
        }
        FieldKind::Flag => Some(accepted(kind, value)),
        FieldKind::Date | FieldKind::Number | FieldKind::Text => None,
    });
    term.unwrap_or(value).into()
}

/// `职务.技7` is `grade.技7`.
fn normal_gap(gap: &str, scheme: &Scheme) -> String {
    let Some((title, term)) = gap.split_once('.') else { return gap.into() };
    let item = scheme.scoring.items.iter().find(|item| *item.title == *title);
    item.map_or_else(|| gap.into(), |item| format!("{}.{term}", item.key))
}

/// What may stand at the object: of a column, whatever any kind of row holds in it.
fn kinds(object: &str, schema: &FactSchema) -> Vec<FieldKind> {
    match object.split('/').collect::<Vec<_>>()[..] {
        ["candidate", _, attribute] => {
            schema.find_attribute(attribute).map(|id| schema.attribute(id).kind).into_iter().collect()
        }
        ["candidate", _, table, _, column] => {
            let Some(source) = source(table) else { return Vec::new() };
            let Some(column) = schema.find_column(source, column) else { return Vec::new() };
            let tables = schema.tables.iter().filter(|table| table.source == source);
            tables.flat_map(|table| &table.fields).filter(|f| f.column == column).map(|f| f.kind).collect()
        }
        _ => Vec::new(),
    }
}

fn source(word: &str) -> Option<Source> {
    Source::ALL.into_iter().find(|source| word == source.singular() || word == file_names(source.table()).1)
}
