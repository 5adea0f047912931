//! What is worth a look in a scheme although it loads.

use std::fmt;

/// A warning on a place in a TOML file.
///
/// ```
/// use anzhi_schemes::{FormWarningKind, read_with_warnings};
///
/// let text = "titles = ['甲']\n[[values]]\nid = 'years'";
/// let (_, warnings) = read_with_warnings(text, |top| {
///     top.texts("titles");
///     for value in top.sections("values") {
///         value.get("id")?.warn(FormWarningKind::ValueUnused);
///     }
///     top.warn(&(0..6), FormWarningKind::LadderUnused);
///     Some(())
/// })
/// .map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(warnings[0].to_string(), "line 1, character 1: scheme-ladder-unused: titles");
/// assert_eq!(warnings[1].to_string(), "line 3, character 6: scheme-value-unused: 'years'");
/// assert_eq!(&text[warnings[1].start..warnings[1].end], "'years'");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct FormWarning {
    /// The line, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
    /// What is worth a look.
    pub kind: FormWarningKind,
    /// What stands there, as far as the end of the line.
    pub found: Box<str>,
    /// The byte of the text with which it begins.
    pub start: usize,
    /// The byte before which it ends.
    pub end: usize,
}

impl fmt::Display for FormWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, character {}: {}: {}", self.line, self.column, self.kind.code(), self.found)
    }
}

/// What can be worth a look in a scheme: an order of steps that is written otherwise as a rule, something that is
/// of no use, something that one should know. Every kind has a stable code.
///
/// ```
/// use anzhi_schemes::FormWarningKind;
///
/// assert_eq!(FormWarningKind::LimitBeforeDeduction.code(), "scheme-limit-before-deduction");
/// ```
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum FormWarningKind {
    /// `once_per` stands before `price`: the class decides what stays of a cause, not the points.
    OncePerBeforePrice,
    /// `limit` stands before a deduction: points are cut first and deducted from what is left.
    LimitBeforeDeduction,
    /// Facts are taken out after `once_per`, such as forged ones: one may have driven out a true one of its cause.
    ForgedAfterOncePer,
    /// A bar reads a value after `once_per`: facts of one cause are one fact to it.
    BarAfterOncePer,
    /// A value that nothing names.
    ValueUnused,
    /// A ladder that nothing names.
    LadderUnused,
    /// Marks are converted against the top mark: everybody's total depends on one person's mark.
    DependsOnTopMark,
}

impl FormWarningKind {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::OncePerBeforePrice => "scheme-once-per-before-price",
            Self::LimitBeforeDeduction => "scheme-limit-before-deduction",
            Self::ForgedAfterOncePer => "scheme-forged-after-once-per",
            Self::BarAfterOncePer => "scheme-bar-after-once-per",
            Self::ValueUnused => "scheme-value-unused",
            Self::LadderUnused => "scheme-ladder-unused",
            Self::DependsOnTopMark => "scheme-depends-on-top-mark",
        }
    }
}
