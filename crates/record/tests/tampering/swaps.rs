//! Signatures, keys and roles that belong elsewhere.

use crate::class::{Case, Class};
use crate::fields::payload;
use crate::records::{
    BUREAU, DISCIPLINE, SMALL, bytes_of, case, case_under, endorsement, record, signed_by, value, with,
};
use anzhi_record::Package;
use anzhi_record::key::{KeyFile, PrivateKey};
use anzhi_record::verify::Step;
use base64ct::{Base64, Encoding as _};

pub(crate) fn classes() -> Vec<Class> {
    vec![
        Class::new(
            "signatures, keys and roles of another record, or of each other",
            &[Step::Envelope, Step::Signatures],
            swapped(),
        ),
        Class::new(
            "a key that has signed nothing, alone or beside one that has",
            &[Step::Signatures],
            strangers(),
        ),
        Class::new(
            "an endorsement under a public key under which anybody could sign",
            &[Step::Envelope],
            weak(),
        ),
        Class::new(
            "an endorsement of a key that was not given, a byte of it changed",
            &[Step::Envelope],
            bystanders(),
        ),
        Class::new(
            "something wrong, beside what calls itself an endorsement of a later version",
            &[Step::Envelope],
            distractions(),
        ),
    ]
}

/// The record of five people under two signatures.
fn two() -> Package {
    signed_by(SMALL.clone(), &DISCIPLINE, "纪检监察")
}

pub(crate) fn swapped() -> Vec<Case> {
    let (bureau, discipline) = (endorsement(&BUREAU), endorsement(&DISCIPLINE));
    let other = record("two-sittings");
    let both = vec![BUREAU.public(), DISCIPLINE.public()];
    let mut cases = vec![case("the endorsement of another record", {
        with(&SMALL, &bureau, other.file(&bureau).unwrap())
    })];
    let two = two();
    for (what, from, to) in
        [("the bureau's as the other's", &bureau, &discipline), ("and back", &discipline, &bureau)]
    {
        cases.push(case_under(what, with(&two, to, two.file(from).unwrap()), both.clone()));
    }
    // Each part of one envelope in the other.
    for part in ["payload", "signatures"] {
        let (mut first, second) = (value(&two, &bureau), value(&two, &discipline));
        first[part] = second[part].clone();
        cases.push(case_under(part, with(&two, &bureau, bytes_of(&first)), both.clone()));
    }
    for part in ["keyid", "sig"] {
        let (mut first, second) = (value(&two, &bureau), value(&two, &discipline));
        first["signatures"][0][part] = second["signatures"][0][part].clone();
        cases.push(case_under(part, with(&two, &bureau, bytes_of(&first)), both.clone()));
    }
    for part in ["role", "name", "key"] {
        let mut envelope = value(&two, &bureau);
        let mut signed = payload(&envelope);
        signed["predicate"][part] = payload(&value(&two, &discipline))["predicate"][part].clone();
        envelope["payload"] = Base64::encode_string(&bytes_of(&signed)).into();
        cases.push(case_under(part, with(&two, &bureau, bytes_of(&envelope)), both.clone()));
    }
    cases
}

fn strangers() -> Vec<Case> {
    let stranger = PrivateKey::from_seed(&[9; 32]).public();
    vec![
        case_under("a stranger", SMALL.clone(), vec![stranger]),
        case_under("a stranger too", SMALL.clone(), vec![BUREAU.public(), stranger]),
        case_under(
            "the second signer, who has not signed",
            SMALL.clone(),
            vec![BUREAU.public(), DISCIPLINE.public()],
        ),
        case("a record without endorsement", {
            let mut package = SMALL.clone();
            package.files.remove(&endorsement(&BUREAU));
            package
        }),
    ]
}

/// The points of small order: whoever knows them can sign for them.
pub(crate) const SMALL_ORDER: [&str; 8] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
];

/// The SPKI DER of these 32 bytes.
fn spki(point: &str) -> Vec<u8> {
    let mut der = vec![0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    der.extend((0..32).map(|at| u8::from_str_radix(&point[2 * at..2 * at + 2], 16).unwrap()));
    der
}

pub(crate) fn weak() -> Vec<Case> {
    let forged = |point: &&str| {
        let der = spki(point);
        let key = anzhi_core::digest::Digest::of(&der).to_string();
        let mut envelope = value(&SMALL, &endorsement(&BUREAU));
        let mut signed = payload(&envelope);
        signed["predicate"]["key"] = Base64::encode_string(&der).into();
        envelope["payload"] = Base64::encode_string(&bytes_of(&signed)).into();
        envelope["signatures"][0]["keyid"] = key.clone().into();
        // R the same point and S zero: what a careless check accepts for such a key.
        let signature = [&der[12..], &[0; 32]].concat();
        envelope["signatures"][0]["sig"] = Base64::encode_string(&signature).into();
        case(*point, with(&SMALL, &format!("endorsements/{key}.json"), bytes_of(&envelope)))
    };
    SMALL_ORDER.iter().map(forged).collect()
}

#[test]
fn keys_of_small_order_are_refused_before_anything_is_verified() {
    for point in SMALL_ORDER {
        let body = Base64::encode_string(&spki(point));
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n");
        assert!(KeyFile::parse(pem.as_bytes()).is_err(), "{point}");
    }
}

/// What a stranger lays down so that the rest should not be judged.
fn distractions() -> Vec<Case> {
    let name = format!("endorsements/{}.json", "ab".repeat(32));
    let odd = || with(&SMALL, "notes.txt", "x");
    let forged = |kind: &str, key: &str| {
        let payload = serde_json::json!({ "predicate": { "key": key }, "predicateType": kind });
        let payload = Base64::encode_string(&bytes_of(&payload));
        let signatures = serde_json::json!([{ "keyid": "ab".repeat(32), "sig": "" }]);
        let kind = "application/vnd.in-toto+json";
        bytes_of(&serde_json::json!({ "payload": payload, "payloadType": kind, "signatures": signatures }))
    };
    let own = value(&SMALL, &endorsement(&BUREAU));
    let key = payload(&own)["predicate"]["key"].as_str().unwrap().to_owned();
    // A later version, signed in earnest by a stranger: it plays no part, and keeps nothing from being judged.
    let mut later = with(&SMALL, "notes.txt", "x");
    let signed =
        serde_json::json!({ "predicate": { "key": key }, "predicateType": "urn:anzhi:endorsement:v3" });
    let mut envelope = own;
    envelope["payload"] = Base64::encode_string(&bytes_of(&signed)).into();
    later.files.insert(endorsement(&BUREAU), bytes_of(&envelope));
    vec![
        case("v3", with(&odd(), &name, forged("urn:anzhi:endorsement:v3", ""))),
        case("v3 of a key", with(&odd(), &name, forged("urn:anzhi:endorsement:v3", &key))),
        case("v+3", with(&odd(), &name, forged("urn:anzhi:endorsement:v+3", &key))),
        case("v3 alone", with(&SMALL, &name, forged("urn:anzhi:endorsement:v3", &key))),
        case("v3 over the signer's own", later),
    ]
}

fn bystanders() -> Vec<Case> {
    let (two, name) = (two(), endorsement(&DISCIPLINE));
    let bytes = two.file(&name).unwrap();
    (0..bytes.len())
        .map(|at| {
            let mut bytes = bytes.to_vec();
            bytes[at] ^= 1;
            case(format!("at {at}"), with(&two, &name, bytes))
        })
        .collect()
}
