//! The versions of the record's format. Whatever differs between them is asked of here.

use crate::digests::{DigestSet, Sm3};
use anzhi_core::digest::Digest;
use serde::Deserialize;

/// A version that this program reads and computes by its rules, for ever.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Version {
    /// Files are named by SHA-256.
    V1,
    /// Files are named by SHA-256 and SM3.
    V2,
}

/// What a file says its version is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stated {
    /// One of those known here.
    Known(Version),
    /// A later one.
    Later(u64),
}

/// Greater whole numbers do not stand in JSON as they are.
pub(crate) const GREATEST: u64 = 1 << 53;

impl Version {
    /// The version of new records.
    pub(crate) const NEW: Self = Self::V2;

    /// Its number, as the manifest states it.
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::V1 => 1,
            Self::V2 => 2,
        }
    }

    /// The predicate type of this version, of its beginning.
    pub(crate) fn of_type(self, kind: &str) -> String {
        format!("{kind}{}", self.number())
    }

    /// The digests by which files of this version name these bytes.
    pub(crate) fn digests(self, bytes: &[u8]) -> DigestSet {
        let sm3 = match self {
            Self::V1 => None,
            Self::V2 => Some(Sm3::of(bytes)),
        };
        DigestSet { sha256: Digest::of(bytes), sm3 }
    }

    /// Whether these are the kinds of digest that this version names files by.
    pub(crate) fn has(self, digests: &DigestSet) -> bool {
        digests.sm3.is_some() == (self >= Self::V2)
    }
}

impl Stated {
    /// What a number says; `None` if no version can have it.
    pub(crate) fn of_number(number: u64) -> Option<Self> {
        match number {
            1 => Some(Self::Known(Version::V1)),
            2 => Some(Self::Known(Version::V2)),
            3..=GREATEST => Some(Self::Later(number)),
            _ => None,
        }
    }

    /// What the predicate type of a statement says; `None` if it is not of a type that begins so.
    pub(crate) fn of_type(statement: &[u8], kind: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct AnyType {
            #[serde(rename = "predicateType")]
            predicate_type: String,
        }
        let AnyType { predicate_type } = serde_json::from_slice(statement).ok()?;
        let written = predicate_type.strip_prefix(kind)?;
        // One writing of a number only.
        let number = written.parse::<u64>().ok().filter(|number| number.to_string() == written)?;
        Self::of_number(number)
    }

    /// The version, if it is known here.
    pub(crate) fn known(self) -> Option<Version> {
        match self {
            Self::Known(version) => Some(version),
            Self::Later(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stated, Version};

    #[test]
    fn numbers_and_types_say_the_version_in_one_writing() {
        for version in [Version::V1, Version::V2] {
            assert_eq!(Stated::of_number(version.number().into()), Some(Stated::Known(version)));
            let statement = format!("{{\"predicateType\":\"{}\"}}", version.of_type("urn:v"));
            let stated = Stated::of_type(statement.as_bytes(), "urn:v");
            assert_eq!(stated.and_then(Stated::known), Some(version));
        }
        let of =
            |kind: &str| Stated::of_type(format!("{{\"predicateType\":\"{kind}\"}}").as_bytes(), "urn:v");
        assert_eq!(of("urn:v3"), Some(Stated::Later(3)));
        assert_eq!(of("urn:v9007199254740992"), Some(Stated::Later(1 << 53)));
        for odd in ["urn:v0", "urn:v02", "urn:v+2", "urn:v", "urn:v9007199254740993", "other:v2"] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }
}
