//! What no key file and no signature may get away with.

use super::{Algorithm, KeyError, PrivateKey, PublicKey, sm2};
use crate::digests::Sm3;
use ::sm2::dsa::signature::Signer as _;
use ::sm2::dsa::{Signature, SigningKey};
use ::sm2::pkcs8::EncodePublicKey as _;
use ::sm2::{Scalar, SecretKey};
use proptest::prelude::*;

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn number(text: &str) -> [u8; 32] {
    hex(text).try_into().unwrap()
}

/// The order of the curve.
const N: &str = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
/// The generator.
const G: [&str; 2] = [
    "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7",
    "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0",
];

/// SPKI of an SM2 key with these bytes for a point.
fn spki(point: &[u8]) -> Vec<u8> {
    let inner = hex("301306072a8648ce3d020106082a811ccf5501822d");
    let bits = [&[0x03, u8::try_from(point.len()).unwrap() + 1, 0], point].concat();
    let body = [inner, bits].concat();
    [vec![0x30, u8::try_from(body.len()).unwrap()], body].concat()
}

fn point(x: &str, y: &str) -> Vec<u8> {
    [vec![4], hex(x), hex(y)].concat()
}

/// The example of GB/T 32918.5 (GM/T 0003.5, A.2): signature over `message digest`.
#[test]
fn the_example_of_the_standard_holds() {
    let (x, y) = (
        "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020",
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
    );
    let secret = number("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
    let key = PublicKey::from_der(&spki(&point(x, y))).unwrap();
    assert_eq!(sm2::Private::from_number(&secret).unwrap().public().to_der().as_bytes(), spki(&point(x, y)));
    let signature = Signature::from_scalars(
        number("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"),
        number("b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"),
    );
    let signature = signature.unwrap().to_der();
    assert!(key.signed(b"message digest", signature.as_bytes()));
    assert!(!key.signed(b"message digesu", signature.as_bytes()));
    // The two examples of GB/T 32905.
    let digest = |bytes: &[u8]| Sm3::of(bytes).to_string();
    assert_eq!(digest(b"abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    let sixteen = digest(&b"abcd".repeat(16));
    assert_eq!(sixteen, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

#[test]
fn points_that_are_no_keys_are_refused() {
    let key = PrivateKey::demonstration("bureau-sm2").public();
    let der = key.to_der().as_bytes().to_vec();
    assert_eq!(PublicKey::from_der(&der), Ok(key));
    let (x, y) = (der[27..59].to_vec(), der[59..].to_vec());
    let mut off = der.clone();
    *off.last_mut().unwrap() ^= 1;
    let too_great = point(&"ff".repeat(32), &"ff".repeat(32));
    let zero = point(&"00".repeat(32), &"00".repeat(32));
    for (what, der) in [
        ("off the curve", off),
        ("beyond the field", spki(&too_great)),
        ("zero", spki(&zero)),
        ("the infinite point", spki(&[0])),
        ("no point", spki(&[])),
        ("cut", spki(&[&[4], &*x].concat())),
        ("without its mark", spki(&[&*x, &*y].concat())),
    ] {
        assert_eq!(PublicKey::from_der(&der), Err(KeyError::NotPem), "{what}");
    }
    // The right key, so that its fingerprint would be another: compressed, and in the hybrid form.
    let compressed = spki(&[&[2 + (y[31] & 1)], &*x].concat());
    assert_eq!(PublicKey::from_der(&compressed), Err(KeyError::OtherForm));
    let hybrid = spki(&[&[6 + (y[31] & 1)], &*x, &*y].concat());
    assert!(PublicKey::from_der(&hybrid).is_err());
    // Bytes behind the key.
    assert!(PublicKey::from_der(&[&*der, &[0]].concat()).is_err());
}

#[test]
fn keys_that_everybody_has_or_nobody_can_use_are_refused() {
    assert_eq!(PublicKey::from_der(&spki(&point(G[0], G[1]))), Err(KeyError::Weak));
    let opposite = SecretKey::from_bytes(&(-Scalar::ONE).into()).unwrap().public_key();
    let opposite = opposite.to_public_key_der().unwrap();
    assert_eq!(PublicKey::from_der(opposite.as_bytes()), Err(KeyError::Weak));
    let [mut one, mut less] = [[0; 32], number(N)];
    one[31] = 1;
    less[31] -= 1;
    for private in [one, less] {
        assert_eq!(sm2::Private::from_number(&private).err(), Some(KeyError::Weak));
    }
    for none in [[0; 32], number(N), [0xff; 32]] {
        assert_eq!(sm2::Private::from_number(&none).err(), Some(KeyError::NotPem));
    }
    // A seed that is no key leads to one all the same.
    assert!(sm2::Private::from_seed(&[0xff; 32]).public() == sm2::Private::from_seed(&[0xff; 32]).public());
}

#[test]
fn a_private_key_whose_public_half_is_anothers_is_refused() {
    for of in ["bureau", "bureau-sm2"] {
        let der = PrivateKey::demonstration(of).to_der();
        assert_eq!(
            PrivateKey::from_der(der.as_bytes()).unwrap().public(),
            PrivateKey::demonstration(of).public()
        );
    }
    let mut der = PrivateKey::demonstration("bureau-sm2").to_der().as_bytes().to_vec();
    let other = PrivateKey::demonstration("discipline-sm2").public().to_der();
    let at = der.len() - 64;
    der[at..].copy_from_slice(&other.as_bytes()[27..]);
    assert_eq!(PrivateKey::from_der(&der).err(), Some(KeyError::NotPem));
}

#[test]
fn a_key_of_one_algorithm_does_not_pass_for_one_of_another() {
    let (edwards, sm2) = (PrivateKey::demonstration("bureau"), PrivateKey::demonstration("bureau-sm2"));
    let (short, long) = (edwards.public().to_der(), sm2.public().to_der());
    // The bytes of each under the name of the other.
    let as_sm2 = spki(&short.as_bytes()[12..]);
    assert_eq!(PublicKey::from_der(&as_sm2), Err(KeyError::NotPem));
    let as_edwards = [&hex("3048300506032b6570034200")[..], &long.as_bytes()[26..]].concat();
    assert!(PublicKey::from_der(&as_edwards).is_err());
    // Other curves under the name that SM2 shares with them: P-256, and one written out in figures.
    let p256 = [&hex("3059301306072a8648ce3d020106082a8648ce3d030107")[..], &long.as_bytes()[23..]].concat();
    assert_eq!(PublicKey::from_der(&p256), Err(KeyError::OtherAlgorithm));
    let figures = [&hex("3051300b06072a8648ce3d02013000")[..], &long.as_bytes()[23..]].concat();
    assert_eq!(PublicKey::from_der(&figures), Err(KeyError::OtherAlgorithm));
    // The signature of one under the key of the other.
    for (key, other) in [(&edwards, &sm2), (&sm2, &edwards)] {
        assert!(key.public().signed(b"x", &key.sign(b"x")));
        assert!(!other.public().signed(b"x", &key.sign(b"x")));
    }
}

/// What is left of the order when a number is taken away.
fn order_less(number: &[u8]) -> Vec<u8> {
    let (mut order, mut borrow) = (hex(N), 0);
    for (digit, less) in order.iter_mut().zip(number).rev() {
        let (first, under) = digit.overflowing_sub(*less);
        let (second, again) = first.overflowing_sub(borrow);
        (*digit, borrow) = (second, u8::from(under || again));
    }
    order
}

/// The numbers of a signature, and the writings of numbers and of two of them.
fn parts(signature: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let read = Signature::from_der(signature).unwrap();
    (read.r_bytes().to_vec(), read.s_bytes().to_vec())
}

fn integer(bytes: &[u8]) -> Vec<u8> {
    [&[2, u8::try_from(bytes.len()).unwrap()], bytes].concat()
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&[0x30, u8::try_from(body.len()).unwrap()], &*body].concat()
}

/// A number as DER has it: no zero too many, none too few.
fn der_integer(bytes: &[u8]) -> Vec<u8> {
    let start = bytes.iter().position(|byte| *byte != 0).unwrap();
    let sign: &[u8] = if bytes[start] & 0x80 == 0 { &[] } else { &[0] };
    integer(&[sign, &bytes[start..]].concat())
}

#[test]
fn a_signature_has_one_writing_only() {
    let key = PrivateKey::demonstration("bureau-sm2");
    let public = key.public();
    // Over many bytes, so that numbers with and without a leading zero occur.
    for n in 0..24_u8 {
        let signature = key.sign(&[n]);
        assert!(public.signed(&[n], &signature) && key.sign(&[n]) == signature);
        let (r, s) = parts(&signature);
        let (first, second) = (der_integer(&r), der_integer(&s));
        assert_eq!(sequence(&[&first, &second]), signature);
        let zeros = |bytes: &[u8]| integer(&[&[0, 0], bytes].concat());
        let long = [&[0x30, 0x81, u8::try_from(signature.len() - 2).unwrap()], &signature[2..]].concat();
        for (what, other) in [
            ("n - s", sequence(&[&first, &der_integer(&order_less(&s))])),
            ("n - r", sequence(&[&der_integer(&order_less(&r)), &second])),
            ("exchanged", sequence(&[&second, &first])),
            ("zeros before r", sequence(&[&zeros(&r), &second])),
            ("zeros before s", sequence(&[&first, &zeros(&s)])),
            ("negative", sequence(&[&integer(&[&[0x80], &r[1..]].concat()), &second])),
            ("a long length", long),
            ("without end", [&[0x30, 0x80], &signature[2..], &[0, 0]].concat()),
            ("something behind it", [&*signature, &[0]].concat()),
            ("something within", sequence(&[&first, &second, &integer(&[0])])),
            ("one number", sequence(&[&first])),
            ("no numbers", sequence(&[])),
            ("r of zero", sequence(&[&integer(&[0]), &second])),
            ("s of zero", sequence(&[&first, &integer(&[0])])),
            ("r of n", sequence(&[&der_integer(&hex(N)), &second])),
            ("64 bytes", [&*r, &*s].concat()),
            ("nothing", Vec::new()),
        ] {
            assert!(!public.signed(&[n], &other), "{what}, {n}");
        }
    }
}

#[test]
fn a_signature_under_another_id_is_none() {
    let secret = SecretKey::from_slice(&[7; 32]).unwrap();
    let key = PublicKey::from_der(secret.public_key().to_public_key_der().unwrap().as_bytes()).unwrap();
    for (id, holds) in [("1234567812345678", true), ("1234567812345679", false), ("", false), ("安置", false)]
    {
        let signature: Signature = SigningKey::new(id, &secret).unwrap().sign(b"x");
        assert_eq!(key.signed(b"x", signature.to_der().as_bytes()), holds, "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whoever_signs_has_signed_just_that(
        seed in any::<[u8; 32]>(),
        bytes in proptest::collection::vec(any::<u8>(), 1..200),
        (at, bit) in (any::<prop::sample::Index>(), 0..8_u32),
    ) {
        let keys = [
            PrivateKey::from_seed(&seed),
            PrivateKey(super::Private::Sm2(sm2::Private::from_seed(&seed))),
        ];
        for (key, algorithm) in keys.iter().zip(Algorithm::ALL) {
            let (public, signature) = (key.public(), key.sign(&bytes));
            prop_assert_eq!(public.algorithm(), algorithm);
            prop_assert_eq!(PublicKey::from_der(public.to_der().as_bytes()), Ok(public));
            prop_assert!(public.signed(&bytes, &signature));
            let flipped = |of: &[u8]| {
                let mut of = of.to_vec();
                let at = at.index(of.len());
                of[at] ^= 1 << bit;
                of
            };
            prop_assert!(!public.signed(&flipped(&bytes), &signature));
            prop_assert!(!public.signed(&bytes, &flipped(&signature)));
        }
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..160)) {
        let key = PrivateKey::demonstration("bureau-sm2").public();
        prop_assert!(!key.signed(b"x", &bytes));
        prop_assert!(PublicKey::from_der(&bytes).is_err() && PrivateKey::from_der(&bytes).is_err());
        let _ = PublicKey::from_der(&spki(bytes.get(..100).unwrap_or(&bytes)));
    }
}
