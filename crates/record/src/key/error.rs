//! Why a key is of no use.

/// Why a key file is of no use here. No variant holds anything of the file.
///
/// ```
/// use anzhi_record::key::{KeyError, KeyFile};
///
/// assert_eq!(KeyFile::parse(b"a letter").err(), Some(KeyError::NotPem));
/// let certificate = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
/// assert_eq!(KeyFile::parse(certificate).err(), Some(KeyError::OtherContent));
/// ```
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, thiserror::Error)]
pub enum KeyError {
    /// Not a PEM file, or a damaged one.
    #[error("not a PEM file of a key")]
    NotPem,
    /// A PEM file of something else, such as a certificate or a key in an older format.
    #[error("a PEM file, but not a PKCS#8 or SPKI key")]
    OtherContent,
    /// A key of another algorithm.
    #[error("a key of another algorithm than Ed25519 and SM2")]
    OtherAlgorithm,
    /// A public key that has its right content in another form, such as a compressed point: its fingerprint would be
    /// another one.
    #[error("a public key in another form than the usual one")]
    OtherForm,
    /// A public key under which anybody could sign, or nobody can.
    #[error("a public key under which anybody could sign, or nobody can")]
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
