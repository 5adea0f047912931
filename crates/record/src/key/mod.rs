//! Signing keys (签名密钥): Ed25519, and SM2 with SM3, in the PEM files that OpenSSL 3.0 reads and writes.

mod ed25519;
mod encrypted;
mod error;
mod file;
mod sm2;

use anzhi_core::digest::Digest;
use base64ct::{Base64, Encoding as _, LineEnding};
use pkcs8::spki::AlgorithmIdentifierRef;
use pkcs8::{Document, PrivateKeyInfoRef, SecretDocument, SubjectPublicKeyInfoRef};
use std::fmt;
use zeroize::Zeroizing;

pub use encrypted::{EncryptedKey, Passphrase};
pub use error::KeyError;
pub use file::KeyFile;

/// The algorithms of keys.
///
/// ```
/// use anzhi_record::key::{Algorithm, PrivateKey};
///
/// assert_eq!(Algorithm::ALL.map(Algorithm::as_str), ["ed25519", "sm2"]);
/// assert_eq!(PrivateKey::generate(Algorithm::Sm2)?.public().algorithm(), Algorithm::Sm2);
/// # Ok::<(), anzhi_record::key::KeyError>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Algorithm {
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// SM2 with SM3 (GB/T 32918.2), under the id that is everybody's.
    Sm2,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Ed25519, Self::Sm2];

    /// The word in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::Sm2 => "sm2",
        }
    }

    /// The algorithm that a key file names; `None` for another one.
    fn of(identifier: &AlgorithmIdentifierRef<'_>) -> Option<Self> {
        if identifier.oid == ed25519::OID {
            Some(Self::Ed25519)
        } else if identifier.oid == sm2::OID && identifier.parameters_oid().ok() == Some(sm2::CURVE) {
            Some(Self::Sm2)
        } else {
            None
        }
    }
}

/// A private key.
///
/// ```
/// use anzhi_record::key::{Algorithm, KeyFile, PrivateKey};
///
/// for algorithm in Algorithm::ALL {
///     let key = PrivateKey::generate(algorithm)?;
///     let KeyFile::Private(read) = KeyFile::parse(key.to_pem().as_bytes())? else { return Err("other".into()) };
///     assert_eq!(read.public(), key.public());
///     assert_eq!(format!("{key:?}"), "PrivateKey(…)"); // no log shows it
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PrivateKey(Private);

enum Private {
    Ed25519(ed25519::Private),
    Sm2(sm2::Private),
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}

/// Whose demonstration keys there are.
const DEMONSTRATION: [&str; 4] = ["bureau", "discipline", "bureau-sm2", "discipline-sm2"];

/// A public key.
///
/// ```
/// use anzhi_record::key::{KeyFile, PrivateKey, groups};
///
/// let key = PrivateKey::demonstration("bureau").public();
/// assert!(key.is_demonstration());
/// let file = std::fs::read_to_string("../../testdata/keys/bureau.pub.pem")?;
/// let KeyFile::Public(read) = KeyFile::parse(file.as_bytes())? else { return Err("not public".into()) };
/// assert_eq!(read, key);
/// assert!(file.ends_with(&key.to_pem())); // a note for people stands before
/// assert_eq!(groups(&read.fingerprint()).len(), 16);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicKey(Public);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Public {
    Ed25519(ed25519::Public),
    Sm2(sm2::Public),
}

impl PrivateKey {
    /// A new key from the system's randomness.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        loop {
            random(&mut *seed)?;
            match algorithm {
                Algorithm::Ed25519 => return Ok(Self::from_seed(&seed)),
                // Nearly every number is a key; one that is none is drawn anew.
                Algorithm::Sm2 => {
                    if let Ok(key) = sm2::Private::from_number(&seed) {
                        return Ok(Self(Private::Sm2(key)));
                    }
                }
            }
        }
    }

    /// The key whose seed is the SHA-256 of `anzhi demonstration key` and this word: for trying things out, never
    /// for anything else, since everybody can make it. A word that ends in `-sm2` gives an SM2 key.
    ///
    /// ```
    /// use anzhi_record::key::{Algorithm, PrivateKey};
    ///
    /// let of = |word| PrivateKey::demonstration(word).public().algorithm();
    /// assert_eq!((of("bureau"), of("bureau-sm2")), (Algorithm::Ed25519, Algorithm::Sm2));
    /// ```
    pub fn demonstration(of: &str) -> Self {
        let seed = Digest::of(format!("anzhi demonstration key {of}").as_bytes());
        if of.ends_with("-sm2") {
            Self(Private::Sm2(sm2::Private::from_seed(seed.as_bytes())))
        } else {
            Self::from_seed(seed.as_bytes())
        }
    }

    /// The Ed25519 key of this seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Private::Ed25519(ed25519::Private::from_seed(seed)))
    }

    fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let info = PrivateKeyInfoRef::try_from(der).map_err(|_| KeyError::NotPem)?;
        match Algorithm::of(&info.algorithm).ok_or(KeyError::OtherAlgorithm)? {
            Algorithm::Ed25519 => ed25519::Private::from_info(info).map(Private::Ed25519),
            Algorithm::Sm2 => sm2::Private::from_info(info).map(Private::Sm2),
        }
        .map(Self)
    }

    fn to_der(&self) -> SecretDocument {
        match &self.0 {
            Private::Ed25519(key) => key.to_der(),
            Private::Sm2(key) => key.to_der(),
        }
    }

    /// Its public key.
    pub fn public(&self) -> PublicKey {
        PublicKey(match &self.0 {
            Private::Ed25519(key) => Public::Ed25519(key.public()),
            Private::Sm2(key) => Public::Sm2(key.public()),
        })
    }

    /// Signs exactly these bytes: the same signature for the same bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        match &self.0 {
            Private::Ed25519(key) => key.sign(bytes),
            Private::Sm2(key) => key.sign(bytes),
        }
    }

    /// The key file without a passphrase.
    #[expect(clippy::expect_used, reason = "a key of 32 bytes can always be written")]
    pub fn to_pem(&self) -> Zeroizing<String> {
        self.to_der().to_pem("PRIVATE KEY", LineEnding::LF).expect("a key file")
    }

    /// The key file under a passphrase: PBES2 with scrypt and AES-256-CBC.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn to_encrypted_pem(&self, passphrase: &Passphrase) -> Result<Zeroizing<String>, KeyError> {
        encrypted::encrypted(&self.to_der(), passphrase)
    }
}

impl PublicKey {
    /// Reads a key in the one form that it has: its fingerprint is the digest of these bytes.
    pub(crate) fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let info = SubjectPublicKeyInfoRef::try_from(der).map_err(|_| KeyError::NotPem)?;
        let key = match Algorithm::of(&info.algorithm).ok_or(KeyError::OtherAlgorithm)? {
            Algorithm::Ed25519 => ed25519::Public::from_info(info).map(Public::Ed25519),
            Algorithm::Sm2 => sm2::Public::from_info(info).map(Public::Sm2),
        };
        let key = key.map(Self)?;
        if key.to_der().as_bytes() == der { Ok(key) } else { Err(KeyError::OtherForm) }
    }

    /// Whether the signature is this key's, over exactly these bytes.
    pub(crate) fn signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        match self.0 {
            Public::Ed25519(key) => key.signed(bytes, signature),
            Public::Sm2(key) => key.signed(bytes, signature),
        }
    }

    /// Its algorithm.
    pub fn algorithm(&self) -> Algorithm {
        match self.0 {
            Public::Ed25519(_) => Algorithm::Ed25519,
            Public::Sm2(_) => Algorithm::Sm2,
        }
    }

    /// The key file: SPKI.
    #[expect(clippy::expect_used, reason = "a key of few bytes can always be written")]
    pub fn to_pem(&self) -> String {
        self.to_der().to_pem("PUBLIC KEY", LineEnding::LF).expect("a key file")
    }

    fn to_der(self) -> Document {
        match self.0 {
            Public::Ed25519(key) => key.to_der(),
            Public::Sm2(key) => key.to_der(),
        }
    }

    /// The key as an endorsement holds it: SPKI DER in base 64.
    pub(crate) fn to_base64(self) -> String {
        Base64::encode_string(self.to_der().as_bytes())
    }

    /// The fingerprint: SHA-256 of the key in SPKI DER, as `openssl pkey -pubin -outform DER` gives it.
    pub fn fingerprint(&self) -> Digest {
        Digest::of(self.to_der().as_bytes())
    }

    /// Whether it is one of the demonstration keys, whose private halves everybody has.
    pub fn is_demonstration(&self) -> bool {
        DEMONSTRATION.iter().any(|of| PrivateKey::demonstration(of).public() == *self)
    }
}

fn random(bytes: &mut [u8]) -> Result<(), KeyError> {
    getrandom::fill(bytes).map_err(|_| KeyError::NoRandomness)
}

/// A fingerprint as people read it out: 16 groups of 4 hexadecimal digits.
///
/// ```
/// use anzhi_record::key::groups;
///
/// let groups = groups(&anzhi_core::digest::Digest::of(b"abc"));
/// assert_eq!((groups.len(), groups[0].as_str(), groups[15].as_str()), (16, "ba78", "15ad"));
/// ```
pub fn groups(digest: &Digest) -> Vec<String> {
    let hex = digest.to_string();
    hex.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
}

#[cfg(test)]
mod tests;
