//! SM2 with SM3 (GB/T 32918.2, GM/T 0009).

use super::KeyError;
use anzhi_core::digest::Digest;
use pkcs8::{Document, ObjectIdentifier, PrivateKeyInfoRef, SecretDocument, SubjectPublicKeyInfoRef};
use sm2::dsa::signature::{Signer as _, Verifier as _};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm2::elliptic_curve::point::AffineCoordinates as _;
use sm2::pkcs8::{AssociatedOid as _, EncodePrivateKey as _, EncodePublicKey as _};
use sm2::{AffinePoint, PublicKey, SecretKey, Sm2};

/// The object identifier of the algorithm, which SM2 shares with other curves; the curve stands beside it.
pub(super) const OID: ObjectIdentifier = sm2::elliptic_curve::ALGORITHM_OID;
/// The object identifier of the curve.
pub(super) const CURVE: ObjectIdentifier = Sm2::OID;

/// The id that goes into every signature. It names nobody: GM/T 0009 gives this one to all who have agreed on no other.
const ID: &str = "1234567812345678";

/// A private key, which leaves nothing behind in memory.
pub(super) struct Private {
    secret: SecretKey,
    public: Public,
}

/// A public key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Public(PublicKey);

impl Private {
    /// The key of this seed: the number that it is, or that its digest is, and so on until one is a key.
    pub(super) fn from_seed(seed: &[u8; 32]) -> Self {
        match Self::from_number(seed) {
            Ok(key) => key,
            Err(_) => Self::from_seed(Digest::of(seed).as_bytes()),
        }
    }

    /// The key that is this number.
    pub(super) fn from_number(number: &[u8; 32]) -> Result<Self, KeyError> {
        Self::new(SecretKey::from_slice(number).map_err(|_| KeyError::NotPem)?)
    }

    pub(super) fn from_info(info: PrivateKeyInfoRef<'_>) -> Result<Self, KeyError> {
        Self::new(SecretKey::try_from(info).map_err(|_| KeyError::NotPem)?)
    }

    fn new(secret: SecretKey) -> Result<Self, KeyError> {
        let public = Public::new(secret.public_key())?;
        Ok(Self { secret, public })
    }

    /// PKCS#8 version 1 around SEC 1 with the public key, as OpenSSL writes it.
    #[expect(clippy::expect_used, reason = "a key of 32 bytes can always be written")]
    pub(super) fn to_der(&self) -> SecretDocument {
        self.secret.to_pkcs8_der().expect("a key file")
    }

    pub(super) fn public(&self) -> Public {
        self.public
    }

    /// The same signature for the same bytes: the number that must never come twice is made of key and bytes
    /// (RFC 6979), so that no weak source of randomness can betray the key.
    #[expect(clippy::expect_used, reason = "it would take a digest that nobody has ever seen")]
    pub(super) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        let mut key = SigningKey::new(ID, &self.secret).expect("a short id");
        let signature: Signature = key.sign(bytes);
        // The library's own key stays where it was; another is laid over it.
        key = SigningKey::from_slice(ID, &[1; 32]).expect("a short id and a small number");
        std::hint::black_box(&key);
        signature.to_der().as_bytes().to_vec()
    }
}

impl Public {
    pub(super) fn from_info(info: SubjectPublicKeyInfoRef<'_>) -> Result<Self, KeyError> {
        Self::new(PublicKey::try_from(info).map_err(|_| KeyError::NotPem)?)
    }

    /// The library has checked that the point lies on the curve, whose order is prime, and is not the infinite one.
    /// What remains are the keys of 1, which everybody knows, and of n − 1, with which nobody can sign: they are the
    /// two points above the generator's x.
    fn new(key: PublicKey) -> Result<Self, KeyError> {
        if key.as_affine().x() == AffinePoint::GENERATOR.x() { Err(KeyError::Weak) } else { Ok(Self(key)) }
    }

    #[expect(clippy::expect_used, reason = "a point of 65 bytes can always be written")]
    pub(super) fn to_der(self) -> Document {
        self.0.to_public_key_der().expect("a key file")
    }

    /// A signature has one writing only: what DER does not say in just these bytes is none.
    pub(super) fn signed(self, bytes: &[u8], signature: &[u8]) -> bool {
        let read = Signature::from_der(signature).ok();
        let canonical = read.filter(|read| read.to_der().as_bytes() == signature);
        let key = VerifyingKey::new(ID, self.0).ok();
        canonical.zip(key).is_some_and(|(signature, key)| key.verify(bytes, &signature).is_ok())
    }
}
