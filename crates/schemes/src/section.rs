//! The tables and values of a TOML file.
//!
//! A [`Section`] remembers which keys were asked for; what nobody asked for is an unknown key.

use crate::form::{Form, FormFaultKind, Span};
use crate::nearest::nearest;
use crate::warning::FormWarningKind;
use anzhi_core::ids::Key;
use std::cell::RefCell;
use std::ops::Range;
use toml::de::DeTable;

pub use crate::value::Value;

/// What names are given to, as far as something should refer to each.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Named {
    Ladder,
    Value,
}

/// The most parts of one kind that a scheme may have.
pub(crate) const MOST_PARTS: usize = 500;

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

    /// A list of tables with at least one in it and at most so many.
    ///
    /// ```
    /// use anzhi_schemes::read_form;
    ///
    /// let count = |text| read_form(text, |top| Some(top.needed_sections("role", 100).len()));
    /// assert_eq!(count("[[role]]\n[[role]]"), Ok(2));
    /// assert_eq!(count("").unwrap_err()[0].kind.code(), "toml-missing-key");
    /// ```
    pub fn needed_sections(&self, key: &'static str, most: usize) -> Vec<Section<'t>> {
        let Some(value) = self.need(key) else { return Vec::new() };
        if value.as_array().is_some_and(|items| items.is_empty()) {
            value.fault(FormFaultKind::MissingKey { key: key.into() });
        }
        value.parts(most)
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
