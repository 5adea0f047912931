//! Every field of every JSON file left out, doubled, retyped, changed, and put elsewhere.

use crate::class::Class;
use crate::json::mutations;
use crate::records::{BUREAU, SMALL, bytes_of, case, endorsement, value, with};
use anzhi_record::verify::Step;
use anzhi_record::{MANIFEST, RESULT, STATEMENT};
use base64ct::{Base64, Encoding as _};
use serde_json::Value;

pub(crate) fn classes() -> Vec<Class> {
    let file = |name: &str| -> Vec<_> {
        mutations(&value(&SMALL, name))
            .into_iter()
            .map(|(what, text)| case(format!("{name}: {what}"), with(&SMALL, name, text)))
            .collect()
    };
    let name = endorsement(&BUREAU);
    let inner = mutations(&payload(&value(&SMALL, &name))).into_iter().map(|(what, text)| {
        let mut envelope = value(&SMALL, &name);
        envelope["payload"] = Base64::encode_string(text.as_bytes()).into();
        case(format!("what was signed: {what}"), with(&SMALL, &name, bytes_of(&envelope)))
    });
    vec![
        Class::new(
            "a field of the manifest removed, doubled, retyped, changed, moved, added",
            &[Step::Digests],
            file(MANIFEST),
        ),
        Class::new("the same of the statement", &[Step::Signatures], file(STATEMENT)),
        Class::new("the same of the result", &[Step::Digests], file(RESULT)),
        Class::new("the same of the envelope", &[Step::Envelope, Step::Signatures], file(&name)),
        Class::new("the same of what is in the envelope", &[Step::Signatures], inner.collect()),
    ]
}

/// What was signed.
pub(crate) fn payload(envelope: &Value) -> Value {
    let bytes = Base64::decode_vec(envelope["payload"].as_str().unwrap()).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}
