//! One value of the file, read as what it should be.

use crate::form::{Form, FormFaultKind, Span, Type};
use crate::section::{Named, Section};
use crate::warning::FormWarningKind;
use anzhi_core::ids::Key;
use anzhi_core::points::{ParsePointsError, Points};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

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
    pub(crate) form: &'t Form<'t>,
    pub(crate) value: &'t Spanned<DeValue<'t>>,
}

/// The longest text that a form may hold, in characters.
const MAX_TEXT: usize = 2_000;

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

    /// Where it stands in the text.
    ///
    /// ```
    /// let text = "year = 2026";
    /// let place = anzhi_schemes::read_form(text, |top| Some(top.need("year")?.span()));
    /// assert_eq!(place.map(|place| &text[place]), Ok("2026"));
    /// ```
    pub fn span(&self) -> Range<usize> {
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
    pub(crate) fn parts(&self, most: usize) -> Vec<Section<'t>> {
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
