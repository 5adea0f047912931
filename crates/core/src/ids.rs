//! Names by which people, vacancies and parts of a scheme are known (编号). Names of people are never keys.

use std::fmt;
use std::str::FromStr;

/// The greatest length of an id, in characters.
pub const MAX_ID_CHARS: usize = 32;

/// A text is not an id: empty, longer than [`MAX_ID_CHARS`], or with a character other than letters, digits,
/// `-`, `_` and `.`.
///
/// ```
/// use anzhi_core::ids::{CandidateId, MAX_ID_CHARS, MalformedId};
///
/// assert_eq!("".parse::<CandidateId>(), Err(MalformedId));
/// assert_eq!("7".repeat(MAX_ID_CHARS + 1).parse::<CandidateId>(), Err(MalformedId));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("an id is 1 to 32 letters, digits, '-', '_' or '.'")]
pub struct MalformedId;

macro_rules! id_types {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = MalformedId;

            fn from_str(text: &str) -> Result<Self, MalformedId> {
                checked(text).map(Self)
            }
        }
    )+};
}

id_types! {
    /// Identifies a candidate (人员编号) within a round.
    ///
    /// ```
    /// use anzhi_core::ids::CandidateId;
    ///
    /// assert_eq!("2026-07".parse::<CandidateId>()?.as_str(), "2026-07");
    /// assert!("张 三".parse::<CandidateId>().is_err());
    /// # Ok::<(), anzhi_core::ids::MalformedId>(())
    /// ```
    CandidateId;
    /// Identifies a vacancy (岗位编号) within a round.
    ///
    /// ```
    /// use anzhi_core::ids::VacancyId;
    ///
    /// let (two, ten): (VacancyId, VacancyId) = ("2".parse()?, "10".parse()?);
    /// assert!(ten < two); // ids are texts, and sort as such
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    VacancyId;
    /// A name that the scheme gives to one of its parts: an item, a sitting, a group, a category set, a gap.
    ///
    /// ```
    /// use anzhi_core::ids::Key;
    ///
    /// let gap: Key = "grade.技7".parse()?; // letters of any script
    /// assert_eq!(gap.as_str(), "grade.技7");
    /// assert!("grade/技7".parse::<Key>().is_err()); // the slash divides the objects of rulings
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Key;
}

// All permitted characters sort after the comma, so that sorting the lines of a table sorts them by id.
fn checked(text: &str) -> Result<Box<str>, MalformedId> {
    let permitted = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let length = text.chars().count();
    if (1..=MAX_ID_CHARS).contains(&length) && text.chars().all(permitted) {
        Ok(text.into())
    } else {
        Err(MalformedId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_could_be_misread() {
        for text in ["", "a b", "a,b", "a/b", "a\u{0}", "=1", "1.1E+17", "\u{feff}7", &"x".repeat(33)] {
            assert!(text.parse::<CandidateId>().is_err(), "{text:?}");
        }
        for text in ["7", "军-07", "2026.07_a", "𠮷1", &"x".repeat(32)] {
            assert!(text.parse::<CandidateId>().is_ok(), "{text:?}");
        }
    }
}
