//! Private keys under a passphrase.

use super::{KeyError, PrivateKey, random};
use base64ct::LineEnding;
use pkcs8::pkcs5::pbes2::{self, Kdf};
use pkcs8::pkcs5::{EncryptionScheme, scrypt};
use pkcs8::{EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef, SecretDocument};
use std::fmt;
use zeroize::Zeroizing;

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

impl EncryptedKey {
    /// The key in these bytes, whatever they are.
    pub(super) fn new(der: &[u8]) -> Self {
        Self(der.to_vec())
    }

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

/// The key file of a private key under a passphrase: PBES2 with scrypt (N = 2¹⁴, r = 8, p = 1) and AES-256-CBC;
/// OpenSSL refuses a greater N.
#[expect(clippy::expect_used, reason = "a key of 32 bytes can always be encrypted under fixed parameters")]
pub(super) fn encrypted(
    plain: &SecretDocument,
    passphrase: &Passphrase,
) -> Result<Zeroizing<String>, KeyError> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    random(&mut salt)?;
    random(&mut iv)?;
    let sealed = || -> Result<Zeroizing<String>, pkcs8::Error> {
        let params = scrypt::Params::new(14, 8, 1).map_err(|_| pkcs8::Error::ParametersMalformed)?;
        let params = pbes2::Parameters::generate_scrypt_aes256cbc(params, &salt, iv)?;
        let info = PrivateKeyInfoRef::try_from(plain.as_bytes())?;
        let document = info.encrypt_with_params(params, passphrase.0.as_bytes())?;
        Ok(document.to_pem("ENCRYPTED PRIVATE KEY", LineEnding::LF)?)
    };
    Ok(sealed().expect("a key file"))
}
