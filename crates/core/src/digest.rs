//! Digests, the secret and salts of a round, and the short codes that people copy from paper (短码).

use crate::ids::CandidateId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256 digest (摘要).
///
/// ```
/// use anzhi_core::digest::Digest;
///
/// let digest = Digest::of(b"abc");
/// assert_eq!(digest.as_bytes()[..2], [0xba, 0x78]);
/// assert_eq!(digest.to_string().parse(), Ok(digest));
/// assert_eq!(digest.short_code().to_string(), "Q9W1-DFWF-077Y-MGA1-W");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    ///
    /// ```
    /// use anzhi_core::digest::Digest;
    ///
    /// assert!(Digest::of(b"abc").to_string().starts_with("ba7816bf8f01cfea"));
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of the salt followed by the bytes.
    pub fn salted(salt: Salt, bytes: &[u8]) -> Self {
        Self(Sha256::new().chain_update(salt.0).chain_update(bytes).finalize().into())
    }

    /// Its 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first 80 bits with a check character, for paper.
    pub fn short_code(self) -> ShortCode {
        let mut first = [0; 10];
        first.copy_from_slice(&self.0[..10]);
        ShortCode(first)
    }
}

impl fmt::Display for Digest {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Not 64 lower-case hexadecimal digits.
///
/// ```
/// use anzhi_core::digest::{Digest, MalformedHex};
///
/// assert_eq!("ba78".parse::<Digest>(), Err(MalformedHex));
/// assert_eq!("BA".repeat(32).parse::<Digest>(), Err(MalformedHex)); // upper case
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not 64 lower-case hexadecimal digits")]
pub struct MalformedHex;

impl FromStr for Digest {
    type Err = MalformedHex;

    fn from_str(text: &str) -> Result<Self, MalformedHex> {
        let nibble = |b: u8| match b {
            b'0'..=b'9' => Ok(b - b'0'),
            b'a'..=b'f' => Ok(b - b'a' + 10),
            _ => Err(MalformedHex),
        };
        if text.len() != 64 {
            return Err(MalformedHex);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

/// The secret of a round (密值): 32 bytes that are an input and are never published. Without it nobody can
/// try out whose facts a published digest belongs to.
///
/// ```
/// use anzhi_core::digest::Secret;
///
/// let secret: Secret = "07".repeat(32).parse()?;
/// assert!(secret == Secret::from_bytes([7; 32]));
/// assert_ne!(secret.salt(&"01".parse()?), secret.salt(&"02".parse()?));
/// // No log shows it.
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// The secret made of these bytes, which must come from the system's random source.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 64 hexadecimal digits that stand in the file `secret.hex`.
    pub fn to_hex(&self) -> String {
        Digest(self.0).to_string()
    }

    /// The salt of one candidate: HMAC-SHA256(secret, id).
    pub fn salt(&self, candidate: &CandidateId) -> Salt {
        Salt(self.authenticate(candidate.as_str().as_bytes()))
    }

    /// The salt of anything else: HMAC-SHA256(secret, `KIND/ID`). Ids have no slash, so that it is no candidate's.
    ///
    /// ```
    /// use anzhi_core::digest::Secret;
    ///
    /// let secret = Secret::from_bytes([7; 32]);
    /// assert_ne!(secret.salt_of("mark", "01"), secret.salt(&"01".parse()?));
    /// assert_ne!(secret.salt_of("mark", "01"), secret.salt_of("lot", "01"));
    /// // By the salt of nothing else people know which secret it was.
    /// assert_eq!(secret.salt_of("secret", "").to_hex().len(), 64);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn salt_of(&self, kind: &str, id: &str) -> Salt {
        Salt(self.authenticate(format!("{kind}/{id}").as_bytes()))
    }

    /// SHA-256(secret ‖ bytes): digests of short texts that nobody may guess.
    pub fn digest(&self, bytes: &[u8]) -> Digest {
        Digest::salted(Salt(self.0), bytes)
    }

    fn authenticate(&self, message: &[u8]) -> [u8; 32] {
        // HMAC fills a key up to the block of 64 bytes with zeros.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(message);
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl FromStr for Secret {
    type Err = MalformedHex;

    fn from_str(text: &str) -> Result<Self, MalformedHex> {
        text.parse().map(|Digest(bytes)| Self(bytes))
    }
}

/// The salt of one candidate (盐值).
///
/// ```
/// use anzhi_core::digest::{Digest, Secret};
///
/// let salt = Secret::from_bytes([7; 32]).salt(&"01".parse()?);
/// // Whoever has only the facts cannot find them again by their salted digest.
/// assert_ne!(Digest::salted(salt, b"facts"), Digest::of(b"facts"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// 64 lower-case hexadecimal digits, for the salts that are told.
    pub fn to_hex(self) -> String {
        Digest(self.0).to_string()
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

/// A short code (短码): the first 80 bits of a digest as `XXXX-XXXX-XXXX-XXXX-C`, in Crockford's base 32 with
/// a check character by ISO 7064 MOD 37,36.
///
/// ```
/// use anzhi_core::digest::{Digest, ParseCodeError, ShortCode};
///
/// let code = Digest::of(b"abc").short_code();
/// assert_eq!(code.to_string(), "Q9W1-DFWF-077Y-MGA1-W");
/// assert_eq!("q9w1-dfwf-077y-mga1-w".parse(), Ok(code));
/// // One character copied wrongly:
/// assert_eq!("Q9W1-DFWF-077Y-MGA2-W".parse::<ShortCode>(), Err(ParseCodeError::WrongCheckCharacter));
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ShortCode([u8; 10]);

impl fmt::Debug for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ShortCode({self})")
    }
}

/// A text is not a short code.
///
/// Shown at [`ShortCode`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ParseCodeError {
    /// Not of the form `XXXX-XXXX-XXXX-XXXX-C`.
    #[error("not of the form XXXX-XXXX-XXXX-XXXX-C")]
    Malformed,
    /// The check character does not fit: a character was copied wrongly.
    #[error("the check character does not fit")]
    WrongCheckCharacter,
}

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ALPHANUMERIC: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

impl ShortCode {
    fn symbols(self) -> [u8; 16] {
        let bits = self.0.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let mut symbols = [0; 16];
        for (place, symbol) in symbols.iter_mut().rev().enumerate() {
            *symbol = CROCKFORD[(bits >> (5 * place) & 31) as usize];
        }
        symbols
    }
}

impl fmt::Display for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbols = self.symbols();
        let mut text = String::with_capacity(21);
        for (place, symbol) in symbols.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(*symbol));
        }
        text.push('-');
        text.push(char::from(check_character(&symbols)));
        f.pad(&text)
    }
}

impl FromStr for ShortCode {
    type Err = ParseCodeError;

    /// Reads upper and lower case; in the first sixteen places `O` is read as `0`, `I` and `L` as `1`.
    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        let upper = text.to_ascii_uppercase().into_bytes();
        let hyphens = [4, 9, 14, 19];
        if upper.len() != 21 || hyphens.iter().any(|place| upper[*place] != b'-') {
            return Err(ParseCodeError::Malformed);
        }
        let mut bits = 0_u128;
        for (place, symbol) in upper[..19].iter().enumerate() {
            if hyphens.contains(&place) {
                continue;
            }
            let symbol = match symbol {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => *other,
            };
            let value = CROCKFORD.iter().position(|c| *c == symbol).ok_or(ParseCodeError::Malformed)?;
            bits = bits << 5 | value as u128;
        }
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&bits.to_be_bytes()[6..]);
        let code = Self(bytes);
        if upper[20] == check_character(&code.symbols()) {
            Ok(code)
        } else {
            Err(ParseCodeError::WrongCheckCharacter)
        }
    }
}

/// ISO 7064 MOD 37,36: finds every single wrong character and nearly every swap of neighbours; about one swap in
/// six hundred passes.
fn check_character(symbols: &[u8]) -> u8 {
    let mut product = 36;
    for symbol in symbols {
        let value = ALPHANUMERIC.iter().position(|c| c == symbol).unwrap_or(0);
        let sum = (product + value) % 36;
        product = if sum == 0 { 36 } else { sum } * 2 % 37;
    }
    ALPHANUMERIC[(37 - product) % 36]
}

#[cfg(test)]
mod tests {
    use super::check_character;

    #[test]
    fn the_worked_example_of_the_standard() {
        // ISO 7064, MOD 37,36: A12425GABC1234002 has the check character M.
        assert_eq!(check_character(b"A12425GABC1234002"), b'M');
    }
}
