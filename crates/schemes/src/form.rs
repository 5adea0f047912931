//! Reads a TOML file by hand, so that all faults come at once, each with its place in the text.
//!
//! A fault is noted by its place in the text; lines are counted once, when all faults are known.

use crate::full_width::{Wide, in_figure};
use crate::place::{Place, places};
use crate::section::{Named, Section};
use crate::warning::{FormWarning, FormWarningKind};
use std::cell::RefCell;
#[cfg(test)]
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
#[cfg(test)]
use toml::de::DeTable;

/// A fault in a TOML file.
///
/// ```
/// let text = "language = 1\nid = \"mine\"\ntitel = \"My scheme\"";
/// let faults = anzhi_schemes::load(text).err().ok_or("loaded")?;
/// let unknown = faults.iter().find(|fault| fault.kind.code() == "toml-unknown-key").ok_or("no such fault")?;
/// assert_eq!((unknown.line, unknown.column, &*unknown.found), (3, 1, "titel"));
/// assert_eq!(&text[unknown.start..unknown.end], "titel");
/// assert_eq!(unknown.to_string(), "line 3, character 1: toml-unknown-key: titel");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct FormFault {
    /// The line, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
    /// What is wrong.
    pub kind: FormFaultKind,
    /// What stands there, as far as the end of the line.
    pub found: Box<str>,
    /// The byte of the text with which it begins.
    pub start: usize,
    /// The byte before which it ends; the whole of it may be several lines long.
    pub end: usize,
}

impl fmt::Display for FormFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, character {}: {}: {}", self.line, self.column, self.kind.code(), self.found)
    }
}

impl std::error::Error for FormFault {}

macro_rules! form_fault_kinds {
    ($($(#[$doc:meta])+ $name:ident $({ $($(#[$field_doc:meta])+ $field:ident : $type:ty),+ $(,)? })? = $code:literal;)+) => {
        /// What can be wrong with a TOML file. Every kind has a stable code.
        ///
        /// ```
        /// use anzhi_schemes::{FormFaultKind, Type};
        ///
        /// assert_eq!(FormFaultKind::WrongType { expected: Type::Text }.code(), "toml-wrong-type");
        /// assert_eq!(FormFaultKind::NoLot.code(), "scheme-no-lot");
        /// ```
        #[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
        pub enum FormFaultKind {
            $($(#[$doc])+ $name $({ $($(#[$field_doc])+ $field: $type),+ })?,)+
        }

        impl FormFaultKind {
            /// The stable code.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)+ }
            }
        }
    };
}

form_fault_kinds! {
    /// More bytes than a scheme may have.
    TooLarge { /** How many it may have. */ most: usize } = "scheme-too-large";
    /// Not UTF-8.
    NotUtf8 = "toml-not-utf8";
    /// A full-width character where only a half-width one has a meaning.
    FullWidth {
        /** The character, the first if there are several. */ character: char,
        /** What belongs there. */ instead: Box<str>,
    } = "toml-full-width";
    /// Not TOML: a doubled key, an open quotation mark and so on.
    Syntax { /** What the parser says, in English. */ message: Box<str> } = "toml-syntax";
    /// A key that nobody reads.
    UnknownKey { /** The nearest key that is read here. */ nearest: Option<Box<str>> } = "toml-unknown-key";
    /// A key that is needed is not there.
    MissingKey { /** The key. */ key: Box<str> } = "toml-missing-key";
    /// A value of another type.
    WrongType { /** The type that is needed. */ expected: Type } = "toml-wrong-type";
    /// The mark `…`, which stands where people have to fill something in.
    Placeholder = "toml-placeholder";
    /// A text that is too long, or holds control characters.
    BadText = "toml-bad-text";
    /// A text that should be a plain decimal number.
    MalformedNumber = "scheme-malformed-number";
    /// A number with more decimal places than points have.
    TooManyPlaces = "scheme-too-many-places";
    /// A number outside its bounds.
    OutOfBounds { /** The smallest permitted. */ least: i64, /** The greatest permitted. */ most: i64 } = "toml-out-of-bounds";
    /// A name that nothing has.
    UnknownName { /** The nearest name that is known. */ nearest: Option<Box<str>> } = "scheme-unknown-name";
    /// A name that two things have.
    DoubledName = "scheme-doubled-name";
    /// A name with characters that names cannot have.
    MalformedName = "scheme-malformed-name";
    /// A step that cannot take what the one before it gives, or an end that is not points.
    NotComposed = "scheme-not-composed";
    /// A class or category without points.
    MissingPrice { /** Which. */ of: Box<str> } = "scheme-missing-price";
    /// Bands that do not rise.
    BandsNotRising = "scheme-bands-not-rising";
    /// A list of tie keys that does not end with the lot.
    NoLot = "scheme-no-lot";
    /// A version of the language that this program does not know.
    UnknownLanguage = "scheme-unknown-language";
    /// A day that no year has.
    NoSuchDay = "scheme-no-such-day";
    /// A value that is declared further down.
    ValueBelow = "scheme-value-below";
    /// A category in two classes.
    ClassTwice { /** Which. */ of: Box<str> } = "scheme-class-twice";
    /// A paper without the part that is wanted of it.
    LacksPart { /** Which. */ part: Box<str> } = "scheme-lacks-part";
    /// A list that must not be empty.
    NothingListed = "scheme-nothing-listed";
    /// A length of time that is not of the form `3 years`.
    MalformedLength = "scheme-malformed-length";
    /// A calculation that cannot be read.
    MalformedExpression = "scheme-malformed-expression";
    /// Conditions in conditions, or parentheses in parentheses, too many times over.
    TooDeep = "scheme-too-deep";
    /// Fewer than two ways of which a ruling is to pick one.
    FewWays = "scheme-few-ways";
    /// A way that does not give the same as the first one.
    WaysDiffer { /** The name of the first. */ first: Box<str> } = "scheme-ways-differ";
    /// Ways of which a ruling is to pick one, within such a way.
    WaysNested = "scheme-ways-nested";
    /// Not the fingerprint of a record.
    MalformedFingerprint = "toml-malformed-fingerprint";
    /// Too many of a kind.
    TooMany { /** The most permitted. */ most: usize } = "scheme-too-many";
}

/// The types of value in a form.
///
/// Shown at [`Value`](crate::Value).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Type {
    /// `[…]`
    Array,
    /// `true` or `false`
    Flag,
    /// A whole number without quotation marks.
    Integer,
    /// `[…]` heading or `{ … }`
    Table,
    /// Anything in quotation marks.
    Text,
    /// A text in quotation marks, or a table `{ gap = "…" }`.
    TextOrGap,
}

/// Where a fault belongs.
pub(crate) type Span = Range<usize>;

/// The most bytes that a form may have.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// The most faults that are told of a file.
const MOST_FAULTS: usize = 1_000;

/// The faults and warnings of one file.
#[derive(Debug)]
pub(crate) struct Form<'t> {
    pub(crate) text: &'t str,
    faults: RefCell<Vec<(Span, FormFaultKind)>>,
    warnings: RefCell<Vec<(Span, FormWarningKind)>>,
    /// Names whose own declaration is faulty: whoever refers to one is not to blame.
    pub(crate) lost: RefCell<BTreeSet<Box<str>>>,
    /// Names that something refers to.
    pub(crate) used: RefCell<BTreeSet<(Named, Box<str>)>>,
    #[cfg(test)]
    pub(crate) asked: Asked,
}

/// What the readers have asked for, by the place in memory of the table or value: the schema is held against it.
#[cfg(test)]
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) keys: RefCell<BTreeMap<usize, BTreeSet<&'static str>>>,
    pub(crate) words: RefCell<BTreeMap<usize, BTreeSet<Box<str>>>>,
}

/// Parses a file and hands form and top table to `read`.
#[cfg(test)]
pub(crate) fn read_with_form(text: &str, read: impl FnOnce(&Form<'_>, &Section<'_>, &DeTable<'_>)) {
    let form = Form::new(text);
    let mut copy = String::new();
    if let Some(table) = form.parse(&mut copy) {
        let (span, table) = (table.span(), table.into_inner());
        read(&form, &Section::new(&form, &table, span), &table);
    }
}

/// Parses a file and hands its top table to `read`; gives the result only if no fault was found.
///
/// # Errors
/// All faults, in the order of the text.
///
/// ```
/// use anzhi_schemes::{Section, read_form};
///
/// fn title(top: &Section<'_>) -> Option<Box<str>> {
///     let title = top.text("title");
///     top.end();
///     title
/// }
/// assert_eq!(read_form("title = 'A round'", title).as_deref(), Ok("A round"));
/// let faults = read_form("titel = 'A round'", title).unwrap_err();
/// let codes: Vec<_> = faults.iter().map(|fault| fault.kind.code()).collect();
/// assert_eq!(codes, ["toml-unknown-key", "toml-missing-key"]);
/// ```
pub fn read_form<T>(text: &str, read: impl FnOnce(&Section<'_>) -> Option<T>) -> Result<T, Vec<FormFault>> {
    read_with_warnings(text, read).map(|(read, _)| read)
}

/// Like [`read_form`], but gives the warnings that were noted on the way, too, in the order of the text.
///
/// # Errors
/// All faults, in the order of the text.
///
/// Shown at [`FormWarning`].
pub fn read_with_warnings<T>(
    text: &str,
    read: impl FnOnce(&Section<'_>) -> Option<T>,
) -> Result<(T, Vec<FormWarning>), Vec<FormFault>> {
    let form = Form::new(text);
    if text.len() > MAX_BYTES {
        form.fault(&(0..0), FormFaultKind::TooLarge { most: MAX_BYTES });
        return Err(form.placed().0);
    }
    let mut copy = String::new();
    let Some(table) = form.parse(&mut copy) else { return Err(form.placed().0) };
    let span = table.span();
    let table = table.into_inner();
    let result = read(&Section::new(&form, &table, span));
    let (faults, warnings) = form.placed();
    match result {
        Some(result) if faults.is_empty() => Ok((result, warnings)),
        Some(_) | None => Err(faults),
    }
}

impl<'t> Form<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            faults: RefCell::default(),
            warnings: RefCell::default(),
            lost: RefCell::default(),
            used: RefCell::default(),
            #[cfg(test)]
            asked: Asked::default(),
        }
    }

    /// Whether more faults were found than anybody mends in one go: what is left of the file is not read.
    pub(crate) fn is_full(&self) -> bool {
        self.faults.borrow().len() >= MOST_FAULTS
    }

    /// Notes a fault. A figure or date in full-width characters has that fault instead.
    pub(crate) fn fault(&self, span: &Span, kind: FormFaultKind) {
        let figure = matches!(kind, FormFaultKind::MalformedNumber | FormFaultKind::NoSuchDay);
        match in_figure(self.text, span).filter(|_| figure) {
            Some(wide) => self.full_width(wide),
            None if self.is_full() => {}
            None => self.faults.borrow_mut().push((span.clone(), kind)),
        }
    }

    pub(crate) fn full_width(&self, Wide { span, character, instead }: Wide) {
        if self.is_full() {
            return;
        }
        self.faults.borrow_mut().push((span, FormFaultKind::FullWidth { character, instead }));
    }

    /// Notes what is worth a look although it is no fault.
    pub(crate) fn warn(&self, span: &Span, kind: FormWarningKind) {
        self.warnings.borrow_mut().push((span.clone(), kind));
    }

    /// All faults and warnings, in the order of the text.
    pub(crate) fn placed(self) -> (Vec<FormFault>, Vec<FormWarning>) {
        let faults = places(self.text, self.faults.into_inner(), |place, kind| {
            let Place { line, column, start, end, found } = place;
            FormFault { line, column, start, end, kind, found }
        });
        let warnings = places(self.text, self.warnings.into_inner(), |place, kind| {
            let Place { line, column, start, end, found } = place;
            FormWarning { line, column, start, end, kind, found }
        });
        (faults, warnings)
    }
}
