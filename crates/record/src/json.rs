//! The one byte form of every JSON file of a record: RFC 8785.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Why bytes are not a JSON file of a record.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let mut record = record.ok_or("questions are open")?;
/// use anzhi_record::verify::{Finding, Step, Verdict, verify};
/// use anzhi_record::{Malformed, RESULT};
///
/// // A line feed more, and the same content.
/// record.files.get_mut(RESULT).ok_or("no result")?.push(b'\n');
/// let (name, why) = (RESULT.to_owned(), Malformed::OtherBytes);
/// let expected = Verdict::Failed(vec![Finding::Malformed { name, why }]);
/// assert_eq!(verify(&record, &[], None).verdict(Step::Envelope), &expected);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Malformed {
    /// Not JSON of this shape: not JSON at all, or a key is missing, unknown, doubled or of another type.
    Shape,
    /// The right content in other bytes than its one form: other blanks, order of keys, escapes.
    OtherBytes,
    /// Of another version of the format than the statement of the record.
    OtherVersion,
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

/// What a file says its version is, under `format`.
pub(crate) fn format_of(bytes: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct AnyVersion {
        format: u64,
    }
    serde_json::from_slice(bytes).ok().map(|AnyVersion { format }| format)
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

/// The same where there may be none.
pub(crate) mod hex_option {
    use anzhi_core::digest::Digest;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(crate) fn serialize<S: Serializer>(
        digest: &Option<Digest>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match digest {
            Some(digest) => serializer.collect_str(digest),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Digest>, D::Error> {
        // What is not there is absent, never `null`.
        String::deserialize(deserializer)?.parse().map(Some).map_err(D::Error::custom)
    }
}

/// A list of them.
pub(crate) mod hex_list {
    use anzhi_core::digest::Digest;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(crate) fn serialize<S: Serializer>(digests: &[Digest], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(digests.iter().map(ToString::to_string))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Digest>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| text.parse().map_err(D::Error::custom)).collect()
    }
}
