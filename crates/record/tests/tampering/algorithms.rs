//! Signatures of SM2 in other writings and of other values, and keys that claim to be of another algorithm.

use crate::class::{Case, Class};
use crate::fields::payload;
use crate::records::{
    BUREAU, SMALL, bytes_of, case_under, endorsement, pre_authentication, signed_by, value, with,
};
use anzhi_core::digest::Digest;
use anzhi_record::Package;
use anzhi_record::key::PrivateKey;
use anzhi_record::verify::Step;
use base64ct::{Base64, Encoding as _};
use serde_json::Value;
use sm2::dsa::signature::Signer as _;
use sm2::dsa::{Signature, SigningKey};
use sm2::pkcs8::EncodePublicKey as _;
use sm2::{Scalar, SecretKey};
use std::sync::LazyLock;

static KEY: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::demonstration("bureau-sm2"));
/// The same key in the library's hands, to sign what the program would not.
static SECRET: LazyLock<SecretKey> = LazyLock::new(|| {
    let seed = Digest::of(b"anzhi demonstration key bureau-sm2");
    SecretKey::from_slice(seed.as_bytes()).unwrap()
});
/// The record of five people, signed by an SM2 key alone.
static SIGNED: LazyLock<Package> = LazyLock::new(|| {
    let mut package = SMALL.clone();
    package.files.retain(|name, _| !name.starts_with("endorsements/"));
    signed_by(package, &KEY, "安置部门")
});

const ID: &str = "1234567812345678";

pub(crate) fn classes() -> Vec<Class> {
    let both = [Step::Envelope, Step::Signatures];
    vec![
        Class::new("one byte of an endorsement signed by SM2 changed", &both, bytes()),
        Class::new(
            "an SM2 signature in another writing, or of numbers that belong to it",
            &both,
            rewritten(),
        ),
        Class::new("an SM2 signature under another id, over other bytes or their digest", &both, otherwise()),
        Class::new("a key, or a signature, of one algorithm that claims to be of another", &both, claims()),
        Class::new(
            "an endorsement under an SM2 key that everybody has, or written in another form",
            &[Step::Envelope],
            keys(),
        ),
    ]
}

fn under(what: impl Into<String>, package: Package) -> Case {
    case_under(what, package, vec![KEY.public()])
}

fn envelope() -> Value {
    value(&SIGNED, &endorsement(&KEY))
}

/// The record with another signature.
fn with_signature(signature: &[u8]) -> Package {
    let mut envelope = envelope();
    envelope["signatures"][0]["sig"] = Base64::encode_string(signature).into();
    with(&SIGNED, &endorsement(&KEY), bytes_of(&envelope))
}

fn bytes() -> Vec<Case> {
    let name = endorsement(&KEY);
    let bytes = SIGNED.file(&name).unwrap();
    let changed = |at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1;
        under(format!("at {at}"), with(&SIGNED, &name, bytes))
    };
    (0..bytes.len()).map(changed).collect()
}

fn integer(bytes: &[u8]) -> Vec<u8> {
    [&[2, u8::try_from(bytes.len()).unwrap()], bytes].concat()
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&[0x30, u8::try_from(body.len()).unwrap()], &*body].concat()
}

/// Two numbers as DER has them.
fn der(r: Scalar, s: Scalar) -> Vec<u8> {
    Signature::from_scalars(r, s).unwrap().to_der().as_bytes().to_vec()
}

pub(crate) fn rewritten() -> Vec<Case> {
    let signature = Base64::decode_vec(envelope()["signatures"][0]["sig"].as_str().unwrap()).unwrap();
    let read = Signature::from_der(&signature).unwrap();
    let (r, s) = (*read.r(), *read.s());
    let (first, second) = (read.r_bytes(), read.s_bytes());
    let length = u8::try_from(signature.len() - 2).unwrap();
    let whole = |first: &[u8], second: &[u8]| sequence(&[&integer(first), &integer(second)]);
    let longer = |bytes: &[u8]| [&[0, 0], bytes].concat();
    let flipped = |bytes: &[u8]| [&[bytes[0] ^ 0x80], &bytes[1..]].concat();
    let all = [
        ("s as n - s", der(r, -s)),
        ("r as n - r", der(-r, s)),
        ("both so", der(-r, -s)),
        ("r and s exchanged", der(s, r)),
        ("s + r", der(r, s + r)),
        ("r of 1", der(Scalar::ONE, s)),
        ("s of 1", der(r, Scalar::ONE)),
        ("zeros before r", whole(&longer(&first), &second)),
        ("zeros before s", whole(&first, &longer(&second))),
        ("zeros before both", whole(&longer(&first), &longer(&second))),
        ("the sign of r turned", whole(&flipped(&first), &second)),
        ("the sign of s turned", whole(&first, &flipped(&second))),
        ("r of zero", whole(&[0], &second)),
        ("s of zero", whole(&first, &[0])),
        ("a length in two bytes", [&[0x30, 0x81, length], &signature[2..]].concat()),
        ("a length in three bytes", [&[0x30, 0x82, 0, length], &signature[2..]].concat()),
        ("no length", [&[0x30, 0x80], &signature[2..], &[0, 0]].concat()),
        ("a set", [&[0x31], &signature[1..]].concat()),
        ("a byte behind it", [&*signature, &[0]].concat()),
        ("a byte less", signature[..signature.len() - 1].to_vec()),
        ("a third number", sequence(&[&integer(&first), &integer(&second), &integer(&[1])])),
        ("one number", sequence(&[&integer(&first)])),
        ("the numbers alone", [&*first, &*second].concat()),
        ("in a sequence of its own", sequence(&[&signature])),
        ("nothing", Vec::new()),
    ];
    all.into_iter().map(|(what, signature)| under(what, with_signature(&signature))).collect()
}

/// Signatures of the right key that the program would not make.
pub(crate) fn otherwise() -> Vec<Case> {
    use sm2::dsa::signature::hazmat::PrehashSigner as _;
    let payload = Base64::decode_vec(envelope()["payload"].as_str().unwrap()).unwrap();
    let signed = pre_authentication(&payload);
    let sign = |id: &str, bytes: &[u8]| -> Vec<u8> {
        let signature: Signature = SigningKey::new(id, &SECRET).unwrap().sign(bytes);
        signature.to_der().as_bytes().to_vec()
    };
    let key = SigningKey::new(ID, &SECRET).unwrap();
    let digest = |digest: [u8; 32]| {
        let signature: Signature = key.sign_prehash(&digest).unwrap();
        signature.to_der().as_bytes().to_vec()
    };
    let sha256 = *Digest::of(&signed).as_bytes();
    let sm3 = anzhi_record::Sm3::of(&signed).to_string();
    let sm3: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&sm3[2 * at..2 * at + 2], 16).unwrap()).collect();
    vec![
        under("no id", with_signature(&sign("", &signed))),
        under("another id", with_signature(&sign("1234567812345679", &signed))),
        under(
            "the fingerprint for an id",
            with_signature(&sign(&KEY.public().fingerprint().to_string(), &signed)),
        ),
        under("the payload alone", with_signature(&sign(ID, &payload))),
        under("the statement", with_signature(&sign(ID, SIGNED.file("statement.json").unwrap()))),
        under("the digest by SHA-256", with_signature(&digest(sha256))),
        under("the digest by SM3 without the id", with_signature(&digest(sm3.try_into().unwrap()))),
    ]
}

/// What signs.
type Sign<'s> = dyn Fn(&[u8]) -> Vec<u8> + 's;

/// What a signer's envelope says of its key replaced, under the fingerprint that this key then has.
fn with_key(package: &Package, of: &PrivateKey, der: &[u8], sign: &Sign<'_>) -> Package {
    let mut envelope = value(package, &endorsement(of));
    let mut signed = payload(&envelope);
    signed["predicate"]["key"] = Base64::encode_string(der).into();
    let signed = bytes_of(&signed);
    let key = Digest::of(der).to_string();
    envelope["payload"] = Base64::encode_string(&signed).into();
    envelope["signatures"][0]["keyid"] = key.clone().into();
    envelope["signatures"][0]["sig"] = Base64::encode_string(&sign(&pre_authentication(&signed))).into();
    with(package, &format!("endorsements/{key}.json"), bytes_of(&envelope))
}

/// The public key in a PEM file.
fn spki(pem: &str) -> Vec<u8> {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    Base64::decode_vec(&body).unwrap()
}

fn library(bytes: &[u8]) -> Vec<u8> {
    let signature: Signature = SigningKey::new(ID, &SECRET).unwrap().sign(bytes);
    signature.to_der().as_bytes().to_vec()
}

pub(crate) fn claims() -> Vec<Case> {
    let (edwards, sm2) = (spki(&BUREAU.public().to_pem()), spki(&KEY.public().to_pem()));
    // The object identifiers of one before the bytes of the other.
    let as_edwards = [&[0x30, 0x48], &edwards[2..9], &[0x03, 0x42, 0x00], &sm2[26..]].concat();
    let as_sm2 = [&[0x30, 0x38], &sm2[2..23], &[0x03, 0x21, 0x00], &edwards[12..]].concat();
    let two = signed_by(SMALL.clone(), &KEY, "纪检监察");
    let exchanged = |part: &str, of: &PrivateKey, from: &PrivateKey| {
        let (mut first, second) = (value(&two, &endorsement(of)), value(&two, &endorsement(from)));
        first["signatures"][0][part] = second["signatures"][0][part].clone();
        case_under(part, with(&two, &endorsement(of), bytes_of(&first)), vec![of.public()])
    };
    let mut alone = SIGNED.clone();
    alone.files.remove(&endorsement(&KEY));
    let instead = |der: &[u8]| {
        let mut claimed = with_key(&SIGNED, &KEY, der, &library);
        claimed.files.remove(&endorsement(&KEY));
        claimed
    };
    vec![
        under("an SM2 point as Ed25519", instead(&as_edwards)),
        under("an Ed25519 point as SM2", instead(&as_sm2)),
        under("an SM2 point on another curve", instead(&on_another_curve(sm2))),
        exchanged("sig", &KEY, &BUREAU),
        exchanged("sig", &BUREAU, &KEY),
        exchanged("keyid", &KEY, &BUREAU),
        exchanged("keyid", &BUREAU, &KEY),
        under("an Ed25519 endorsement as that of the SM2 key", {
            with(&alone, &endorsement(&KEY), SMALL.file(&endorsement(&BUREAU)).unwrap())
        }),
        case_under(
            "an SM2 endorsement as that of the Ed25519 key",
            with(&SMALL, &endorsement(&BUREAU), SIGNED.file(&endorsement(&KEY)).unwrap()),
            vec![BUREAU.public()],
        ),
    ]
}

/// The curve P-256 in the place of SM2, which nobody here knows.
fn on_another_curve(mut sm2: Vec<u8>) -> Vec<u8> {
    sm2.splice(
        1..23,
        [
            0x59, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d,
            3, 1, 7,
        ],
    );
    sm2
}

/// The record signed by SM2, and beside that what calls itself an endorsement under a key on another curve.
pub(crate) fn beside_another_curve() -> Package {
    with_key(&SIGNED, &KEY, &on_another_curve(spki(&KEY.public().to_pem())), &library)
}

/// Keys that no reader may take, beside the endorsement that holds: signed in earnest where that can be done.
pub(crate) fn keys() -> Vec<Case> {
    let der = spki(&KEY.public().to_pem());
    let mut one = [0; 32];
    one[31] = 1;
    let one = SecretKey::from_slice(&one).unwrap();
    let least = one.public_key().to_public_key_der().unwrap();
    let greatest = SecretKey::from_bytes(&(-Scalar::ONE).into()).unwrap().public_key();
    let greatest = greatest.to_public_key_der().unwrap();
    let by_one = |bytes: &[u8]| -> Vec<u8> {
        let signature: Signature = SigningKey::new(ID, &one).unwrap().sign(bytes);
        signature.to_der().as_bytes().to_vec()
    };
    let point = |point: &[u8]| {
        let body = [&der[2..23], &[0x03, u8::try_from(point.len()).unwrap() + 1, 0], point].concat();
        [&[0x30, u8::try_from(body.len()).unwrap()], &*body].concat()
    };
    let (x, y) = (&der[27..59], &der[59..]);
    let mut off = der.clone();
    off[90] ^= 1;
    let all: Vec<(&str, Vec<u8>, &Sign)> = vec![
        ("the key of 1", least.as_bytes().to_vec(), &by_one),
        ("the key of n - 1", greatest.as_bytes().to_vec(), &by_one),
        ("the infinite point", point(&[0]), &library),
        ("a point off the curve", off, &library),
        ("the right point compressed", point(&[&[2 + (y[31] & 1)], x].concat()), &library),
        ("the right point in both writings", point(&[&[6 + (y[31] & 1)], x, y].concat()), &library),
        ("a byte behind the key", [&*der, &[0]].concat(), &library),
    ];
    all.into_iter().map(|(what, der, sign)| under(what, with_key(&SIGNED, &KEY, &der, sign))).collect()
}

/// Without this the cases above could be refused for some other reason.
#[test]
fn what_is_signed_in_earnest_holds() {
    let verified = |package: &Package| {
        let read = anzhi_tables::read_round;
        anzhi_record::verify::verify(package, &[KEY.public()], Some(&read)).is_verified()
    };
    assert!(verified(&SIGNED));
    let der = spki(&KEY.public().to_pem());
    let again = with_key(&SIGNED, &KEY, &der, &library);
    assert!(verified(&again));
    // By the library as by the program: the same signature.
    assert_eq!(again, *SIGNED);
}
