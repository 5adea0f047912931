//! Signing keys (签名密钥): Ed25519, in the PEM files that OpenSSL 3.0 reads and writes.

use anzhi_core::digest::Digest;
use base64ct::{Base64, Encoding as _, LineEnding};
use ed25519_dalek::pkcs8::spki::EncodePublicKey as _;
use ed25519_dalek::pkcs8::{EncodePrivateKey as _, KeypairBytes, PublicKeyBytes};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use pkcs8::Document;
use pkcs8::der::pem::decode_vec;
use pkcs8::pkcs5::pbes2::{self, Kdf};
use pkcs8::pkcs5::{EncryptionScheme, scrypt};
use pkcs8::{EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef, SubjectPublicKeyInfoRef};
use std::fmt;
use zeroize::Zeroizing;

/// A private key.
///
/// ```
/// use anzhi_record::key::{KeyFile, PrivateKey};
///
/// let key = PrivateKey::generate()?;
/// let KeyFile::Private(read) = KeyFile::parse(key.to_pem().as_bytes())? else { return Err("other".into()) };
/// assert_eq!(read.public(), key.public());
/// assert_eq!(format!("{key:?}"), "PrivateKey(…)"); // no log shows it
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PrivateKey(SigningKey);

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}

/// Whose demonstration keys there are.
const DEMONSTRATION: [&str; 2] = ["bureau", "discipline"];

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
pub struct PublicKey(VerifyingKey);

/// What opens an encrypted key file (口令); never empty.
///
/// ```
/// use anzhi_record::key::Passphrase;
///
/// assert!(Passphrase::new(String::new()).is_none());
/// let passphrase = Passphrase::new("correct horse".into());
/// assert_eq!(format!("{passphrase:?}"), "Some(Passphrase(…))");
/// ```
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// A passphrase, unless it is empty.
    pub fn new(text: String) -> Option<Self> {
        (!text.is_empty()).then(|| Self(Zeroizing::new(text)))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

impl PartialEq for Passphrase {
    /// For asking twice; never for guarding anything.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

/// Why a key file is of no use here. No variant holds anything of the file.
///
/// ```
/// use anzhi_record::key::{KeyError, KeyFile};
///
/// assert_eq!(KeyFile::parse(b"a letter").err(), Some(KeyError::NotPem));
/// let certificate = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
/// assert_eq!(KeyFile::parse(certificate).err(), Some(KeyError::OtherContent));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum KeyError {
    /// Not a PEM file, or a damaged one.
    #[error("not a PEM file of a key")]
    NotPem,
    /// A PEM file of something else, such as a certificate or a key in an older format.
    #[error("a PEM file, but not a PKCS#8 or SPKI key")]
    OtherContent,
    /// A key of another algorithm.
    #[error("a key of another algorithm than Ed25519")]
    OtherAlgorithm,
    /// A public key under which anybody could sign.
    #[error("a public key under which anybody could sign")]
    Weak,
    /// The passphrase does not open it.
    #[error("the passphrase does not open the key")]
    WrongPassphrase,
    /// It is encrypted in a way that is not known here.
    #[error("a key file encrypted in an unknown way")]
    OtherEncryption,
    /// Opening it would take more memory or time than any sound key file asks for.
    #[error("the key file asks for too much work to be opened")]
    TooCostly,
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    NoRandomness,
}

/// What a key file holds.
///
/// Shown at [`KeyFile::parse`].
#[derive(Debug)]
pub enum KeyFile {
    /// A public key.
    Public(PublicKey),
    /// A private key that lies open.
    Private(PrivateKey),
    /// A private key under a passphrase.
    Encrypted(EncryptedKey),
}

/// A private key under a passphrase.
///
/// ```
/// use anzhi_record::key::{KeyError, KeyFile, Passphrase, PrivateKey};
///
/// let passphrase = |text: &str| Passphrase::new(text.into()).ok_or("empty");
/// let pem = PrivateKey::from_seed(&[7; 32]).to_encrypted_pem(&passphrase("correct horse")?)?;
/// let KeyFile::Encrypted(file) = KeyFile::parse(pem.as_bytes())? else { return Err("not encrypted".into()) };
/// assert_eq!(file.open(&passphrase("battery staple")?).err(), Some(KeyError::WrongPassphrase));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct EncryptedKey(Vec<u8>);

impl KeyFile {
    /// Reads a key file. Text before and after the PEM block counts for nothing.
    ///
    /// # Errors
    /// [`KeyError`] if it holds no key of use.
    ///
    /// ```
    /// use anzhi_record::key::{KeyFile, Passphrase, PrivateKey};
    ///
    /// let key = PrivateKey::generate()?;
    /// let passphrase = Passphrase::new("correct horse".into()).ok_or("empty")?;
    /// let KeyFile::Encrypted(file) = KeyFile::parse(key.to_encrypted_pem(&passphrase)?.as_bytes())? else {
    ///     return Err("not encrypted".into());
    /// };
    /// assert_eq!(file.open(&passphrase)?.public(), key.public());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyError> {
        let block = key_block(bytes)?;
        let (label, der) = decode_vec(block).map_err(|_| KeyError::NotPem)?;
        let der = Zeroizing::new(der);
        match label {
            "PUBLIC KEY" => PublicKey::from_der(&der).map(Self::Public),
            "PRIVATE KEY" => PrivateKey::from_der(&der).map(Self::Private),
            "ENCRYPTED PRIVATE KEY" => Ok(Self::Encrypted(EncryptedKey(der.to_vec()))),
            _ => Err(KeyError::OtherContent),
        }
    }
}

/// The first block of a PEM file that is a key's.
fn key_block(bytes: &[u8]) -> Result<&[u8], KeyError> {
    let find = |text: &[u8], from: usize, what: &str| {
        let found = text.get(from..)?.windows(what.len()).position(|part| part == what.as_bytes())?;
        Some(from + found)
    };
    for label in ["PUBLIC KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY"] {
        let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
        if let Some(start) = find(bytes, 0, &begin) {
            let close = find(bytes, start, &end).ok_or(KeyError::NotPem)?;
            return Ok(&bytes[start..close + end.len()]);
        }
    }
    Err(if find(bytes, 0, "-----BEGIN ").is_some() { KeyError::OtherContent } else { KeyError::NotPem })
}

impl EncryptedKey {
    /// Opens the key.
    ///
    /// # Errors
    /// [`KeyError`]; a passphrase that does not open it, above all.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the library's set of errors is open")]
    pub fn open(&self, passphrase: &Passphrase) -> Result<PrivateKey, KeyError> {
        let info = EncryptedPrivateKeyInfoRef::try_from(&*self.0).map_err(|_| KeyError::OtherEncryption)?;
        if !affordable(&info.encryption_algorithm) {
            return Err(KeyError::TooCostly);
        }
        let der = info.decrypt(passphrase.0.as_bytes()).map_err(|error| match error {
            pkcs8::Error::EncryptedPrivateKey(
                pkcs8::pkcs5::Error::UnsupportedAlgorithm { .. } | pkcs8::pkcs5::Error::NoPbes1CryptSupport,
            ) => KeyError::OtherEncryption,
            _ => KeyError::WrongPassphrase,
        })?;
        // By chance a wrong passphrase gives bytes that look decrypted.
        PrivateKey::from_der(der.as_bytes())
            .map_err(|error| if error == KeyError::NotPem { KeyError::WrongPassphrase } else { error })
    }
}

/// Whether deriving the key stays within what OpenSSL itself would do: 64 MiB and ten million rounds.
#[expect(clippy::wildcard_enum_match_arm, reason = "the library's set of ways is open")]
fn affordable(scheme: &EncryptionScheme) -> bool {
    match scheme {
        EncryptionScheme::Pbes2(pbes2::Parameters { kdf: Kdf::Scrypt(scrypt), .. }) => {
            let work = u64::from(scrypt.block_size) * u64::from(scrypt.parallelization) * 128;
            scrypt.cost_parameter.checked_mul(work).is_some_and(|bytes| bytes <= 64 << 20)
        }
        EncryptionScheme::Pbes2(pbes2::Parameters { kdf: Kdf::Pbkdf2(pbkdf2), .. }) => {
            pbkdf2.iteration_count <= 10_000_000
        }
        // What decryption does not know it refuses.
        _ => true,
    }
}

impl PrivateKey {
    /// A new key from the system's randomness.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn generate() -> Result<Self, KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        random(&mut *seed)?;
        Ok(Self::from_seed(&seed))
    }

    /// The key whose seed is the SHA-256 of `anzhi demonstration key` and this word: for trying things out, never
    /// for anything else, since everybody can make it.
    pub fn demonstration(of: &str) -> Self {
        Self::from_seed(Digest::of(format!("anzhi demonstration key {of}").as_bytes()).as_bytes())
    }

    /// The key of this seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let info = PrivateKeyInfoRef::try_from(der).map_err(|_| KeyError::NotPem)?;
        if info.algorithm.oid != ed25519_dalek::pkcs8::ALGORITHM_OID {
            return Err(KeyError::OtherAlgorithm);
        }
        let pair = KeypairBytes::try_from(info).map_err(|_| KeyError::NotPem)?;
        let key = Self::from_seed(&pair.secret_key);
        // Version 2 holds the public key as well.
        let fits = pair.public_key.as_ref().is_none_or(|public| public.0 == key.0.verifying_key().to_bytes());
        if fits { Ok(key) } else { Err(KeyError::NotPem) }
    }

    /// Its public key.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs exactly these bytes.
    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }

    /// The key file without a passphrase: PKCS#8 version 1, for OpenSSL 3.0 does not read the version 2 that
    /// holds the public key as well.
    #[expect(clippy::expect_used, reason = "a key of 32 bytes can always be written")]
    pub fn to_pem(&self) -> Zeroizing<String> {
        self.pair().to_pkcs8_pem(LineEnding::LF).expect("a key file")
    }

    fn pair(&self) -> KeypairBytes {
        KeypairBytes { secret_key: self.0.to_bytes(), public_key: None }
    }

    /// The key file under a passphrase: PBES2 with scrypt (N = 2¹⁴, r = 8, p = 1) and AES-256-CBC; OpenSSL
    /// refuses a greater N.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    #[expect(
        clippy::expect_used,
        reason = "a key of 32 bytes can always be encrypted under fixed parameters"
    )]
    pub fn to_encrypted_pem(&self, passphrase: &Passphrase) -> Result<Zeroizing<String>, KeyError> {
        let (mut salt, mut iv) = ([0; 16], [0; 16]);
        random(&mut salt)?;
        random(&mut iv)?;
        let sealed = || -> Result<Zeroizing<String>, pkcs8::Error> {
            let params = scrypt::Params::new(14, 8, 1).map_err(|_| pkcs8::Error::ParametersMalformed)?;
            let params = pbes2::Parameters::generate_scrypt_aes256cbc(params, &salt, iv)?;
            let plain = self.pair().to_pkcs8_der()?;
            let info = PrivateKeyInfoRef::try_from(plain.as_bytes())?;
            let document = info.encrypt_with_params(params, passphrase.0.as_bytes())?;
            Ok(document.to_pem("ENCRYPTED PRIVATE KEY", LineEnding::LF)?)
        };
        Ok(sealed().expect("a key file"))
    }
}

impl PublicKey {
    pub(crate) fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let info = SubjectPublicKeyInfoRef::try_from(der).map_err(|_| KeyError::NotPem)?;
        if info.algorithm.oid != ed25519_dalek::pkcs8::ALGORITHM_OID {
            return Err(KeyError::OtherAlgorithm);
        }
        let bytes = PublicKeyBytes::try_from(info).map_err(|_| KeyError::NotPem)?;
        let key = VerifyingKey::from_bytes(&bytes.0).map_err(|_| KeyError::NotPem)?;
        if key.is_weak() { Err(KeyError::Weak) } else { Ok(Self(key)) }
    }

    /// Whether the signature is this key's, over exactly these bytes.
    pub(crate) fn signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }

    /// The key file: SPKI.
    #[expect(clippy::expect_used, reason = "a key of 32 bytes can always be written")]
    pub fn to_pem(&self) -> String {
        self.0.to_public_key_pem(LineEnding::LF).expect("a key file")
    }

    #[expect(clippy::expect_used, reason = "a key of 32 bytes can always be written")]
    fn to_der(self) -> Document {
        self.0.to_public_key_der().expect("a key file")
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
