//! Reads a TOML file by hand, so that all faults come at once, each with its place in the text.
//!
//! A fault is noted by its place in the text; lines are counted once, when all faults are known.

use crate::section::Section;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use toml::de::DeTable;

/// A fault in a TOML file.
///
/// ```
/// let text = "language = 1\nid = \"mine\"\ntitel = \"My scheme\"";
/// let faults = anzhi_schemes::load(text).err().ok_or("loaded")?;
/// let unknown = faults.iter().find(|fault| fault.kind.code() == "toml-unknown-key").ok_or("no such fault")?;
/// assert_eq!((unknown.line, unknown.column, &*unknown.found), (3, 1, "titel"));
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
    /// What stands there.
    pub found: Box<str>,
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
    /// A list that must not be empty.
    NothingListed = "scheme-nothing-listed";
    /// A length of time that is not of the form `3 years`.
    MalformedLength = "scheme-malformed-length";
    /// Conditions in conditions, too many times over.
    TooDeep = "scheme-too-deep";
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

/// The faults of one file.
#[derive(Debug)]
pub(crate) struct Form<'t> {
    pub(crate) text: &'t str,
    faults: RefCell<Vec<(Span, FormFaultKind)>>,
    /// Names whose own declaration is faulty: whoever refers to one is not to blame.
    pub(crate) lost: RefCell<BTreeSet<Box<str>>>,
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
    let form = Form { text, faults: RefCell::default(), lost: RefCell::default() };
    let (table, mut errors) = DeTable::parse_recoverable(text);
    // A doubled key breaks nothing; behind any other break of the syntax everything found is noise.
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let broken = errors.iter().position(|error| error.message() != "duplicate key");
    errors.truncate(broken.map_or(errors.len(), |place| place + 1));
    for error in &errors {
        let kind = FormFaultKind::Syntax { message: error.message().into() };
        form.fault(&error.span().unwrap_or(0..0), kind);
    }
    if broken.is_some() {
        return Err(form.placed());
    }
    let span = table.span();
    let table = table.into_inner();
    let result = read(&Section::new(&form, &table, span));
    let faults = form.placed();
    result.filter(|_| faults.is_empty()).ok_or(faults)
}

impl Form<'_> {
    pub(crate) fn fault(&self, span: &Span, kind: FormFaultKind) {
        self.faults.borrow_mut().push((span.clone(), kind));
    }

    /// All faults in the order of the text, their lines counted in one walk through it.
    fn placed(self) -> Vec<FormFault> {
        let mut noted = self.faults.into_inner();
        noted.sort_by_key(|(span, _)| start(self.text, span));
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (mut walked, mut line, mut column) = (0, 1, 1);
        let mut faults = Vec::with_capacity(noted.len());
        for (span, kind) in noted {
            let next = start(self.text, &span);
            for character in self.text.get(walked..next).unwrap_or("").chars() {
                (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            walked = next;
            let found: String = self.text.get(span).unwrap_or("").chars().take(60).collect();
            let found = found.lines().next().unwrap_or("").into();
            faults.push(FormFault { line: narrow(line), column: narrow(column), kind, found });
        }
        faults.sort();
        faults.dedup();
        faults
    }
}

/// Where a span begins; one that begins nowhere in the text counts as its end.
fn start(text: &str, span: &Span) -> usize {
    if text.is_char_boundary(span.start) { span.start } else { text.len() }
}
