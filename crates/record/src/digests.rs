//! The digests by which a file names another.

use crate::json::hex;
use anzhi_core::digest::{Digest, MalformedHex};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sm3::Digest as _;
use std::fmt;
use std::str::FromStr;

/// An SM3 digest (GB/T 32905).
///
/// ```
/// use anzhi_record::Sm3;
///
/// // The first example of the standard.
/// let digest = Sm3::of(b"abc");
/// assert_eq!(digest.to_string(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
/// assert_eq!(digest.to_string().parse(), Ok(digest));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sm3([u8; 32]);

impl Sm3 {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sm3::Sm3::digest(bytes).into())
    }
}

impl fmt::Display for Sm3 {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Sm3 {
    type Err = MalformedHex;

    fn from_str(text: &str) -> Result<Self, MalformedHex> {
        // Both kinds of digest are 32 bytes, written in one way.
        text.parse::<Digest>().map(|digest| Self(*digest.as_bytes()))
    }
}

impl Serialize for Sm3 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sm3 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The digests of a file. Which of them there are is a matter of the version of the record: version 1 has SHA-256
/// alone, version 2 always both.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DigestSet {
    /// SHA-256: 64 lower-case hexadecimal digits.
    #[schemars(with = "String")]
    #[serde(with = "hex")]
    pub sha256: Digest,
    /// SM3: 64 lower-case hexadecimal digits. Absent in version 1, always there from version 2 on.
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sm3: Option<Sm3>,
}

impl DigestSet {
    /// Whether all of them are those of these bytes.
    ///
    /// ```
    /// use anzhi_record::{DigestSet, Sm3};
    ///
    /// let both: DigestSet = serde_json::from_str(
    ///     r#"{"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ///         "sm3":"66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"}"#,
    /// )?;
    /// assert!(both.are_of(b"abc") && !both.are_of(b"abd"));
    /// // One that does not hold is enough.
    /// assert!(!DigestSet { sm3: Some(Sm3::of(b"abd")), ..both }.are_of(b"abc"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn are_of(&self, bytes: &[u8]) -> bool {
        self.sha256 == Digest::of(bytes) && self.sm3.is_none_or(|sm3| sm3 == Sm3::of(bytes))
    }
}
