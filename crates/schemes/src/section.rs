//! The tables and values of a TOML file.
//!
//! A [`Section`] remembers which keys were asked for; what nobody asked for is an unknown key.

use crate::form::{Form, FormFaultKind, Span, Type};
use crate::nearest::nearest;
use crate::warning::FormWarningKind;
use anzhi_core::ids::Key;
use anzhi_core::points::{ParsePointsError, Points};
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What names are given to, as far as something should refer to each.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Named {
    Ladder,
    Value,
}

/// A table of the file.
///
/// ```
/// use anzhi_schemes::read_form;
///
/// let text = "names = ['甲', '乙']\n[exam]\nfactor = '0.1'\n[[steps]]\n[[steps]]\n";
/// let read = read_form(text, |top| {
///     let factor = top.section("exam")?.need("factor")?.points()?;
///     let found = (top.texts("names").len(), factor.to_string(), top.sections("steps").len());
///     top.end(); // whatever nobody has asked for is an unknown key
///     Some(found)
/// });
/// assert_eq!(read, Ok((2, "0.1".into(), 2)));
/// ```
#[derive(Debug)]
pub struct Section<'t> {
    form: &'t Form<'t>,
    table: &'t DeTable<'t>,
    span: Span,
    asked: RefCell<Vec<&'static str>>,
}

impl<'t> Section<'t> {
    /// A table of which nothing was asked yet.
    pub(crate) fn new(form: &'t Form<'t>, table: &'t DeTable<'t>, span: Span) -> Self {
        Self { form, table, span, asked: RefCell::default() }
    }

    /// Notes a fault at a place in the text.
    pub(crate) fn fault(&self, span: &Span, kind: FormFaultKind) {
        self.form.fault(span, kind);
    }

    /// Notes a warning at a place in the text, such as a key whose name means something.
    ///
    /// Shown at [`FormWarning`](crate::FormWarning).
    pub fn warn(&self, span: &Range<usize>, kind: FormWarningKind) {
        self.form.warn(span, kind);
    }

    /// Where the table stands.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Remembers that the declaration of a name is faulty.
    pub(crate) fn lose(&self, name: &str) {
        self.form.lost.borrow_mut().insert(name.into());
    }

    /// Whether something has referred to a name.
    pub(crate) fn is_used(&self, named: Named, name: &str) -> bool {
        self.form.used.borrow().contains(&(named, name.into()))
    }

    /// All keys with their values, for tables whose keys are names.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'t str, Span, Value<'t>)> + '_ {
        let entries = self.table.iter().take_while(|_| !self.form.is_full());
        entries.map(|(key, value)| (&**key.get_ref(), key.span(), Value { form: self.form, value }))
    }

    /// As [`entries`](Self::entries), for parts of the scheme, of which there may not be any number.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&'t str, Span, Value<'t>)> + '_ {
        if self.table.len() > MOST_PARTS {
            self.fault(&self.head(), FormFaultKind::TooMany { most: MOST_PARTS });
            self.entries().skip(MOST_PARTS).for_each(|(name, ..)| self.lose(name));
        }
        self.entries().take(MOST_PARTS)
    }

    /// The value of one key, for tables whose keys are names.
    pub(crate) fn entry(&self, name: &str) -> Option<Value<'t>> {
        self.table.get(name).map(|value| Value { form: self.form, value })
    }

    /// Remembers that a key has a meaning.
    fn ask(&self, key: &'static str) {
        self.asked.borrow_mut().push(key);
        #[cfg(test)]
        self.form
            .asked
            .keys
            .borrow_mut()
            .entry(std::ptr::from_ref(self.table).addr())
            .or_default()
            .insert(key);
    }

    /// A value that may be absent.
    pub fn get(&self, key: &'static str) -> Option<Value<'t>> {
        self.ask(key);
        self.table.get(key).map(|value| Value { form: self.form, value })
    }

    /// A value that must be there.
    pub fn need(&self, key: &'static str) -> Option<Value<'t>> {
        let found = self.get(key);
        if found.is_none() {
            self.fault(&self.head(), FormFaultKind::MissingKey { key: key.into() });
        }
        found
    }

    /// A text that must be there, and not be blank.
    pub fn text(&self, key: &'static str) -> Option<Box<str>> {
        let value = self.need(key)?;
        let text = value.text()?;
        if text.trim().is_empty() {
            value.fault(FormFaultKind::MissingKey { key: key.into() });
        }
        Some(text.into())
    }

    /// A list of texts that may be absent.
    pub fn texts(&self, key: &'static str) -> Vec<Box<str>> {
        let items = self.get(key).and_then(|value| value.array()).unwrap_or_default();
        items.iter().filter_map(|item| item.text().map(Into::into)).collect()
    }

    /// A name that must be there.
    pub fn name(&self, key: &'static str) -> Option<Key> {
        self.need(key)?.name()
    }

    /// A table that must be there.
    pub fn section(&self, key: &'static str) -> Option<Section<'t>> {
        self.need(key)?.section()
    }

    /// A list of tables that may be absent, of at most 500.
    pub fn sections(&self, key: &'static str) -> Vec<Section<'t>> {
        self.get(key).map(|value| value.parts(MOST_PARTS)).unwrap_or_default()
    }

    /// A list of tables with at least one in it and at most 500.
    pub(crate) fn needed_sections(&self, key: &'static str) -> Vec<Section<'t>> {
        let Some(value) = self.need(key) else { return Vec::new() };
        if value.value.get_ref().as_array().is_some_and(|items| items.is_empty()) {
            value.fault(FormFaultKind::MissingKey { key: key.into() });
        }
        value.parts(MOST_PARTS)
    }

    /// Asks for keys that will not be read because of another fault, so that they do not count as unknown.
    pub(crate) fn skip(&self, keys: &[&'static str]) {
        keys.iter().for_each(|key| self.ask(key));
    }

    /// Notes every key that was not asked for.
    pub fn end(&self) {
        let asked = self.asked.borrow();
        for (key, span, _) in self.entries().filter(|(key, ..)| !asked.contains(key)) {
            let nearest = nearest(key, asked.iter().copied());
            self.fault(&span, FormFaultKind::UnknownKey { nearest });
        }
    }

    /// The first line of the table, so that a fault on all of it does not fill the screen.
    pub(crate) fn head(&self) -> Span {
        let text = self.form.text.get(self.span.clone()).unwrap_or("");
        self.span.start..self.span.start + text.find('\n').unwrap_or(text.len())
    }
}

/// One value of the file.
///
/// ```
/// use anzhi_schemes::{FormFaultKind, Type, read_form};
///
/// let year = |text| read_form(text, |top| top.need("year")?.integer(1, 9999));
/// assert_eq!(year("year = 2026"), Ok(2026));
/// let kind = |text| year(text).map_err(|faults| faults[0].kind.clone());
/// assert_eq!(kind("year = 0"), Err(FormFaultKind::OutOfBounds { least: 1, most: 9999 }));
/// assert_eq!(kind("year = '2026'"), Err(FormFaultKind::WrongType { expected: Type::Integer }));
/// assert_eq!(read_form("on = true", |top| top.need("on")?.flag()), Ok(true));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Value<'t> {
    form: &'t Form<'t>,
    value: &'t Spanned<DeValue<'t>>,
}

/// The longest text that a form may hold, in characters.
const MAX_TEXT: usize = 2_000;

/// The most parts of one kind that a scheme may have.
const MOST_PARTS: usize = 500;

/// The greatest whole number of points that can be held.
const MOST: i64 = i64::MAX / 1_000_000;

impl<'t> Value<'t> {
    /// Notes a warning at this value.
    ///
    /// Shown at [`FormWarning`](crate::FormWarning).
    pub fn warn(&self, kind: FormWarningKind) {
        self.form.warn(&self.span(), kind);
    }

    /// Says which words may stand here: in the tests the schema is held against them.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "only tests remember it"))]
    pub(crate) fn offers<'w>(&self, words: impl Iterator<Item = &'w str>) {
        #[cfg(not(test))]
        drop(words);
        #[cfg(test)]
        self.form
            .asked
            .words
            .borrow_mut()
            .entry(std::ptr::from_ref(self.value).addr())
            .or_default()
            .extend(words.map(Into::into));
    }

    /// Notes a warning at another place, which this one brings about.
    pub(crate) fn warn_at(&self, span: &Span, kind: FormWarningKind) {
        self.form.warn(span, kind);
    }

    /// Remembers that this refers to a name.
    pub(crate) fn uses(&self, named: Named, name: &str) {
        self.form.used.borrow_mut().insert((named, name.into()));
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        self.value.span()
    }

    /// Notes a fault at this value, unless it refers to a name whose own declaration is faulty.
    pub fn fault(&self, kind: FormFaultKind) {
        let refers = matches!(kind, FormFaultKind::NotComposed | FormFaultKind::UnknownName { .. });
        let name = self.as_text().and_then(|text| text.rsplit(':').next());
        if !refers || !name.is_some_and(|name| self.form.lost.borrow().contains(name)) {
            self.form.fault(&self.span(), kind);
        }
    }

    /// Notes a fault that refers to a name within this text, unless the declaration of the name is faulty.
    pub(crate) fn fault_of(&self, name: &str, kind: FormFaultKind) {
        if !self.form.lost.borrow().contains(name) {
            self.form.fault(&self.span(), kind);
        }
    }

    fn wrong<T>(&self, expected: Type) -> Option<T> {
        self.fault(FormFaultKind::WrongType { expected });
        None
    }

    /// A text.
    pub fn text(&self) -> Option<&'t str> {
        let Some(text) = self.value.get_ref().as_str() else { return self.wrong(Type::Text) };
        if self.form.is_full() {
            return None;
        }
        if text.chars().count() > MAX_TEXT || text.chars().any(char::is_control) {
            self.fault(FormFaultKind::BadText);
            return None;
        }
        Some(text)
    }

    /// A text without a fault if it is something else.
    pub fn as_text(&self) -> Option<&'t str> {
        self.value.get_ref().as_str()
    }

    /// A name.
    pub fn name(&self) -> Option<Key> {
        let name = self.text()?.parse().ok();
        if name.is_none() {
            self.fault(FormFaultKind::MalformedName);
        }
        name
    }

    /// A plain decimal number in quotation marks.
    pub fn points(&self) -> Option<Points> {
        let kind = match self.text()?.parse() {
            Ok(points) => return Some(points),
            Err(ParsePointsError::Malformed) => FormFaultKind::MalformedNumber,
            Err(ParsePointsError::TooManyPlaces) => FormFaultKind::TooManyPlaces,
            Err(ParsePointsError::OutOfRange) => FormFaultKind::OutOfBounds { least: -MOST, most: MOST },
        };
        self.fault(kind);
        None
    }

    /// A plain decimal number in quotation marks, not below zero.
    pub(crate) fn points_from_zero(&self) -> Option<Points> {
        let points = self.points()?;
        if points.is_negative() {
            self.fault(FormFaultKind::OutOfBounds { least: 0, most: MOST });
        }
        (!points.is_negative()).then_some(points)
    }

    /// A plain decimal number in quotation marks, within whole bounds.
    pub(crate) fn points_within(&self, least: i32, most: i32) -> Option<Points> {
        let points = self.points()?;
        let within = (Points::from_int(least)..=Points::from_int(most)).contains(&points);
        if !within {
            self.fault(FormFaultKind::OutOfBounds { least: least.into(), most: most.into() });
        }
        within.then_some(points)
    }

    /// A whole number within bounds.
    pub fn integer(&self, least: i64, most: i64) -> Option<i64> {
        let Some(integer) = self.value.get_ref().as_integer() else { return self.wrong(Type::Integer) };
        let found = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
        let within = found.filter(|n| (least..=most).contains(n));
        if within.is_none() {
            self.fault(FormFaultKind::OutOfBounds { least, most });
        }
        within
    }

    /// Yes or no.
    pub fn flag(&self) -> Option<bool> {
        self.value.get_ref().as_bool().or_else(|| self.wrong(Type::Flag))
    }

    /// A list.
    pub fn array(&self) -> Option<Vec<Value<'t>>> {
        let Some(items) = self.value.get_ref().as_array() else { return self.wrong(Type::Array) };
        Some(items.iter().map(|value| Value { form: self.form, value }).collect())
    }

    /// A list of tables, not too many.
    fn parts(&self, most: usize) -> Vec<Section<'t>> {
        let items = self.array().unwrap_or_default();
        if items.len() > most {
            self.fault(FormFaultKind::TooMany { most });
        }
        items.iter().take(most).filter_map(Value::section).collect()
    }

    /// A list without a fault if it is something else.
    pub(crate) fn as_array(&self) -> Option<Vec<Value<'t>>> {
        self.value.get_ref().is_array().then(|| self.array()).flatten()
    }

    /// A table.
    pub fn section(&self) -> Option<Section<'t>> {
        let Some(table) = self.value.get_ref().as_table() else { return self.wrong(Type::Table) };
        Some(Section::new(self.form, table, self.span()))
    }

    /// A table without a fault if it is something else.
    pub fn as_section(&self) -> Option<Section<'t>> {
        self.value.get_ref().is_table().then(|| self.section()).flatten()
    }
}
