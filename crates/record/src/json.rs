//! The one byte form of every JSON file of a record: RFC 8785.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why bytes are not a JSON file of a record.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Malformed {
    /// Not JSON of this shape: not JSON at all, or a key is missing, unknown, doubled or of another type.
    Shape,
    /// The right content in other bytes than its one form: other blanks, order of keys, escapes.
    OtherBytes,
}

/// The bytes of a value.
#[expect(clippy::expect_used, reason = "texts, small numbers and lists of them have a JSON form")]
pub(crate) fn to_bytes<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("a JSON form")
}

/// Reads a value that stands in its one byte form, as writing it again shows.
pub(crate) fn from_bytes<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, Malformed> {
    let value: T = serde_json::from_slice(bytes).map_err(|_| Malformed::Shape)?;
    if to_bytes(&value) == bytes { Ok(value) } else { Err(Malformed::OtherBytes) }
}

/// A digest as 64 lower-case hexadecimal digits.
pub(crate) mod hex {
    use anzhi_core::digest::Digest;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(crate) fn serialize<S: Serializer>(digest: &Digest, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(digest)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Digest, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
