//! Ed25519 (RFC 8032).

use super::KeyError;
use ed25519_dalek::pkcs8::spki::EncodePublicKey as _;
use ed25519_dalek::pkcs8::{EncodePrivateKey as _, KeypairBytes, PublicKeyBytes};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use pkcs8::{Document, PrivateKeyInfoRef, SecretDocument, SubjectPublicKeyInfoRef};

/// Its object identifier.
pub(super) use ed25519_dalek::pkcs8::ALGORITHM_OID as OID;

/// A private key, which leaves nothing behind in memory.
pub(super) struct Private(SigningKey);

/// A public key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Public(VerifyingKey);

impl Private {
    pub(super) fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    pub(super) fn from_info(info: PrivateKeyInfoRef<'_>) -> Result<Self, KeyError> {
        let pair = KeypairBytes::try_from(info).map_err(|_| KeyError::NotPem)?;
        let key = Self::from_seed(&pair.secret_key);
        // Version 2 holds the public key as well.
        let fits = pair.public_key.as_ref().is_none_or(|public| public.0 == key.0.verifying_key().to_bytes());
        if fits { Ok(key) } else { Err(KeyError::NotPem) }
    }

    /// PKCS#8 version 1, for OpenSSL 3.0 does not read the version 2 that holds the public key as well.
    #[expect(clippy::expect_used, reason = "a key of 32 bytes can always be written")]
    pub(super) fn to_der(&self) -> SecretDocument {
        let pair = KeypairBytes { secret_key: self.0.to_bytes(), public_key: None };
        pair.to_pkcs8_der().expect("a key file")
    }

    pub(super) fn public(&self) -> Public {
        Public(self.0.verifying_key())
    }

    pub(super) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.0.sign(bytes).to_bytes().into()
    }
}

impl Public {
    pub(super) fn from_info(info: SubjectPublicKeyInfoRef<'_>) -> Result<Self, KeyError> {
        let bytes = PublicKeyBytes::try_from(info).map_err(|_| KeyError::NotPem)?;
        let key = VerifyingKey::from_bytes(&bytes.0).map_err(|_| KeyError::NotPem)?;
        // Points of small order.
        if key.is_weak() { Err(KeyError::Weak) } else { Ok(Self(key)) }
    }

    #[expect(clippy::expect_used, reason = "a key of 32 bytes can always be written")]
    pub(super) fn to_der(self) -> Document {
        self.0.to_public_key_der().expect("a key file")
    }

    pub(super) fn signed(self, bytes: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }
}
