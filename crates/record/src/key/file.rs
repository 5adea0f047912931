//! Key files: PEM around PKCS#8 and SPKI, as OpenSSL 3.0 reads and writes them.

use super::{EncryptedKey, KeyError, PrivateKey, PublicKey};
use pkcs8::der::pem::decode_vec;
use zeroize::Zeroizing;

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

impl KeyFile {
    /// Reads a key file. Text before and after the PEM block counts for nothing.
    ///
    /// # Errors
    /// [`KeyError`] if it holds no key of use.
    ///
    /// ```
    /// use anzhi_record::key::{Algorithm, KeyFile, Passphrase, PrivateKey};
    ///
    /// let key = PrivateKey::generate(Algorithm::Sm2)?;
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
            "ENCRYPTED PRIVATE KEY" => Ok(Self::Encrypted(EncryptedKey::new(&der))),
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
