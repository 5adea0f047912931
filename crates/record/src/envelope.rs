//! The DSSE envelope of an endorsement: exact bytes and a signature over them.

use crate::json::{self, Malformed};
use crate::key::{PrivateKey, PublicKey};
use crate::statement::Endorsement;
use base64ct::{Base64, Encoding as _};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The type of what is in the envelope.
const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// A DSSE envelope with one signature.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The endorsement's bytes in base 64.
    pub payload: String,
    /// `application/vnd.in-toto+json`.
    #[serde(rename = "payloadType")]
    pub payload_type: String,
    /// The signature.
    pub signatures: [EnvelopeSignature; 1],
}

/// A signature of an envelope.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EnvelopeSignature {
    /// The fingerprint of the key: 64 lower-case hexadecimal digits. A hint, never trusted.
    pub keyid: String,
    /// The signature in base 64.
    pub sig: String,
}

/// An envelope opened so far that its signature can be checked; the payload is not yet understood.
#[derive(Clone, Debug)]
pub(crate) struct Sealed {
    pub(crate) keyid: String,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl Envelope {
    /// Puts an endorsement into an envelope and signs it.
    pub(crate) fn seal(endorsement: &Endorsement, key: &PrivateKey) -> Self {
        let payload = json::to_bytes(endorsement);
        let sig = Base64::encode_string(&key.sign(&pre_authentication(&payload)));
        let keyid = key.public().fingerprint().to_string();
        Self {
            payload: Base64::encode_string(&payload),
            payload_type: PAYLOAD_TYPE.into(),
            signatures: [EnvelopeSignature { keyid, sig }],
        }
    }
}

impl Sealed {
    /// Reads an envelope.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let Envelope { payload, payload_type, signatures: [EnvelopeSignature { keyid, sig }] } =
            json::from_bytes(bytes)?;
        let decoded = |text: &str| Base64::decode_vec(text).map_err(|_| Malformed::Shape);
        let signature = decoded(&sig)?;
        if payload_type != PAYLOAD_TYPE {
            return Err(Malformed::Shape);
        }
        Ok(Self { keyid, payload: decoded(&payload)?, signature })
    }

    /// The signed bytes.
    pub(crate) fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// Whether this key has signed the payload.
    pub(crate) fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.signed(&pre_authentication(&self.payload), &self.signature)
    }
}

/// What is signed: type and payload with their lengths, as DSSE says.
fn pre_authentication(payload: &[u8]) -> Vec<u8> {
    encode(PAYLOAD_TYPE, payload)
}

fn encode(kind: &str, payload: &[u8]) -> Vec<u8> {
    let mut bytes = format!("DSSEv1 {} {kind} {} ", kind.len(), payload.len()).into_bytes();
    bytes.extend_from_slice(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn the_worked_example_of_dsse() {
        // The protocol's own example.
        let bytes = encode("http://example.com/HelloWorld", b"hello world");
        assert_eq!(bytes, b"DSSEv1 29 http://example.com/HelloWorld 11 hello world");
        assert_eq!(encode("", b""), b"DSSEv1 0  0 ");
    }
}
