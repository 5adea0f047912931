//! Short codes, the check character by hand, and what the secret of a round gives. The digests pasted here come
//! from another implementation.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::digest::{Digest, MalformedHex, ParseCodeError, Secret, ShortCode};
use anzhi_core::ids::CandidateId;
use proptest::prelude::*;

const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const HYPHENS: [usize; 4] = [4, 9, 14, 19];

fn parse(text: &str) -> Result<ShortCode, ParseCodeError> {
    text.parse()
}

/// Two hundred codes of digests.
fn codes() -> impl Iterator<Item = (ShortCode, String)> {
    (0..200).map(|n: u32| {
        let code = Digest::of(n.to_string().as_bytes()).short_code();
        (code, code.to_string())
    })
}

/// The text with another character at a place.
fn with(text: &str, place: usize, c: char) -> String {
    text.chars().enumerate().map(|(at, old)| if at == place { c } else { old }).collect()
}

#[test]
fn a_code_is_the_first_80_bits_in_crockfords_base_32() {
    // SHA-256 of 安置 begins 1b71b3e19b8d2c0ca55d. The first bytes in groups of five bits:
    //   1b 71 b3 e1 9b = 00011 01101 11000 11011 00111 11000 01100 11011
    //                  =     3     D     R     V     7     R     C     V
    let code = Digest::of("安置".as_bytes()).short_code();
    assert_eq!(code.to_string(), "3DRV-7RCV-HMP0-S9AX-K");
    assert_eq!(format!("{code:>23}"), "  3DRV-7RCV-HMP0-S9AX-K");
}

#[test]
fn the_check_character_by_hand() {
    // ISO 7064 MOD 37,36 begins with 36. For each character: add its value, reduce modulo 36 (0 is 36), double,
    // reduce modulo 37.
    //   1: 36 +  1 = 37 →  1 →  2      5: 27 +  5 = 32 → 32 → 64 − 37 = 27
    //   A:  2 + 10 = 12 → 12 → 24      E: 27 + 14 = 41 →  5 → 10
    //   2: 24 +  2 = 26 → 26 → 15      6: 10 +  6 = 16 → 16 → 32
    //   B: 15 + 11 = 26 → 26 → 15      F: 32 + 15 = 47 → 11 → 22
    //   3: 15 +  3 = 18 → 18 → 36      7: 22 +  7 = 29 → 29 → 58 − 37 = 21
    //   C: 36 + 12 = 48 → 12 → 24      G: 21 + 16 = 37 →  1 →  2
    //   4: 24 +  4 = 28 → 28 → 19      8:  2 +  8 = 10 → 10 → 20
    //   D: 19 + 13 = 32 → 32 → 27      H: 20 + 17 = 37 →  1 →  2
    // The last sum and the check character make 1 modulo 36: 2 + 35 = 37. 35 is Z.
    assert_eq!(parse("1A2B-3C4D-5E6F-7G8H-Z").unwrap().to_string(), "1A2B-3C4D-5E6F-7G8H-Z");
    for wrong in ALPHABET.chars().filter(|c| *c != 'Z') {
        let text = format!("1A2B-3C4D-5E6F-7G8H-{wrong}");
        assert_eq!(parse(&text), Err(ParseCodeError::WrongCheckCharacter), "{text}");
    }
    // Sixteen zeros double 36 = −1 sixteen times: −2^16 = −65536 = −9 = 28 modulo 37, and 28 + 9 = 37.
    assert!(parse("0000-0000-0000-0000-9").is_ok());
}

#[test]
fn every_wrong_character_is_found() {
    for (code, text) in codes() {
        assert_eq!(parse(&text), Ok(code));
        for place in (0..21).filter(|place| !HYPHENS.contains(place)) {
            let right = text.chars().nth(place).unwrap();
            for c in ALPHABET.chars().filter(|c| *c != right) {
                let wrong = with(&text, place, c);
                let same = place < 20 && matches!((right, c), ('0', 'O') | ('1', 'I' | 'L'));
                let why = match c {
                    'U' if place < 20 => ParseCodeError::Malformed,
                    _ => ParseCodeError::WrongCheckCharacter,
                };
                assert_eq!(parse(&wrong), if same { Ok(code) } else { Err(why) }, "{text} as {wrong}");
            }
        }
    }
}

/// The standard finds all single wrong characters and nearly all swaps; those that pass are of characters that
/// follow each other in the alphabet.
#[test]
fn nearly_every_swap_of_neighbours_is_found() {
    let mut passed = Vec::new();
    let mut tried = 0;
    for (_, text) in codes() {
        let places: Vec<usize> = (0..21).filter(|place| !HYPHENS.contains(place)).collect();
        for two in places.windows(2) {
            let c = |place| text.chars().nth(place).unwrap();
            let (a, b) = (c(two[0]), c(two[1]));
            if a == b {
                continue;
            }
            tried += 1;
            let swapped = with(&with(&text, two[0], b), two[1], a);
            if parse(&swapped).is_ok() {
                passed.push(format!("{a}{b} in {text}"));
                let value = |c| ALPHABET.find(c).unwrap();
                assert!([1, 35].contains(&value(a).abs_diff(value(b))), "{text} as {swapped}");
            }
        }
    }
    assert_eq!(tried, 3111);
    let expected = [
        "67 in 8K40-675G-6TKK-A3CB-R",
        "GH in PJA4-RVZG-HQ3F-8FD2-R",
        "9A in SNRB-X813-YX9A-0NJA-R",
        "YX in TBT8-6SSC-08WZ-DNYX-6",
        "VW in 19DG-8V87-YVWQ-3DVQ-V",
    ];
    assert_eq!(passed, expected);
}

#[test]
fn codes_are_read_as_people_write_them() {
    let ones = parse("1111-1111-1111-1111-L").unwrap();
    for text in ["IIII-LLLL-1111-1I1L-L", "iiii-llll-1111-1i1l-l"] {
        assert_eq!(parse(text), Ok(ones), "{text}");
    }
    assert_eq!(parse("OOOO-oooo-0000-0o0O-9"), parse("0000-0000-0000-0000-9"));
    assert_eq!(parse("3drv-7rcv-hmp0-s9ax-k"), parse("3DRV-7RCV-HMP0-S9AX-K"));
    assert_eq!(parse("3DRV-7rcv-HMPo-S9AX-k"), parse("3DRV-7RCV-HMP0-S9AX-K"));
    // In the last place all 36 characters have their own value: L is not 1 there, nor O 0.
    for text in ["1111-1111-1111-1111-1", "1111-1111-1111-1111-I"] {
        assert_eq!(parse(text), Err(ParseCodeError::WrongCheckCharacter), "{text}");
    }
    for (right, wrong) in [
        ("7P8M-Z4T8-S760-ZY57-O", "7P8M-Z4T8-S760-ZY57-0"),
        ("6549-0NQ0-J5PN-KZHT-0", "6549-0NQ0-J5PN-KZHT-O"),
    ] {
        assert!(parse(right).is_ok());
        assert_eq!(parse(wrong), Err(ParseCodeError::WrongCheckCharacter), "{wrong}");
    }
}

#[test]
fn other_forms_are_refused() {
    for text in [
        "",
        "-",
        "3DRV7RCVHMP0S9AXK",
        "3DRV-7RCV-HMP0-S9AX",
        "3DRV-7RCV-HMP0-S9AX-",
        "3DRV-7RCV-HMP0-S9AX-KK",
        " 3DRV-7RCV-HMP0-S9AX-K",
        "3DRV-7RCV-HMP0-S9AX-K ",
        "3DRV-7RCV-HMP0-S9AX K",
        "3DRV 7RCV HMP0 S9AX K",
        "3DR-V7RCV-HMP0-S9AX-K",
        "3DRV--RCV-HMP0-S9AX-K",
        "3DR*-7RCV-HMP0-S9AX-K",
        "3DRU-7RCV-HMP0-S9AX-K",
        // Twenty-one bytes, and fewer characters.
        "３V-7RCV-HMP0-S9AX-K",
    ] {
        assert_eq!(parse(text), Err(ParseCodeError::Malformed), "{text:?}");
    }
    for text in ["3DRV-7RCV-HMP0-S9AX--", "3DRV-7RCV-HMP0-S9AX- ", "3DRV-7RCV-HMP0-S9AX-*"] {
        assert!(parse(text).is_err(), "{text:?}");
    }
}

fn secret() -> Secret {
    Secret::from_bytes(std::array::from_fn(|place| u8::try_from(place).unwrap()))
}

#[test]
fn a_secret_is_64_lower_case_digits() {
    let text = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    assert_eq!(text.parse(), Ok(secret()));
    assert_eq!(secret().to_hex(), text);
    let line = format!("{text}\n");
    let wrong = [
        text.to_uppercase(),
        line,
        text[2..].into(),
        format!("{text}00"),
        with(text, 63, 'g'),
        String::new(),
    ];
    for wrong in wrong.into_iter().chain([with(text, 0, ' '), "０".repeat(21) + "0"]) {
        assert_eq!(wrong.parse::<Secret>(), Err(MalformedHex), "{wrong:?}");
    }
    let id: CandidateId = "c-07".parse().unwrap();
    assert_eq!(format!("{:?} {:?}", secret(), secret().salt(&id)), "Secret(…) Salt(…)");
}

/// A salt never shows itself, only in what it is put before.
#[test]
fn the_salt_is_the_hmac_of_the_id() {
    // The HMAC-SHA256 of c-07 under the bytes 00 to 1f begins 73de028dec30af1a; put before nothing and before abc
    // and digested again:
    for (id, empty, abc) in [
        (
            "c-07",
            "6c6de80187412102e2ba19839aa5ee3556f05c4eb9ddcc6c828284a5f1653d38",
            "585579d8bb80cf3b6f56fcfb0ccf6892eda94dc38bdbab98cfed34a1dadb2256",
        ),
        (
            "军-07",
            "c76e48965bd9e2ecbae179a347f6194fc5ec1781d2e4c9b57e3758550b6062a9",
            "c324c99298de0db413d4c8d08fed6742ab84798d26f4687397e3aa496212204c",
        ),
    ] {
        let salt = secret().salt(&id.parse().unwrap());
        assert_eq!(Digest::salted(salt, b"").to_string(), empty, "{id}");
        assert_eq!(Digest::salted(salt, b"abc").to_string(), abc, "{id}");
    }
    // The digest of the bytes 00 to 1f and abc.
    let digest = "42fd4a8c529fdb402d577c701b291018f0b2c52207f96e2a057483fd349a9868";
    assert_eq!(secret().digest(b"abc").to_string(), digest);
    // FIPS 180-2: the digest of abc.
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(Digest::of(b"abc").to_string(), digest);
}

proptest! {
    #[test]
    fn codes_and_secrets_are_read_back(bytes: [u8; 32]) {
        let code = Digest::of(&bytes).short_code();
        let text = code.to_string();
        prop_assert!(text.len() == 21 && HYPHENS.iter().all(|place| text.as_bytes()[*place] == b'-'));
        prop_assert!(!text[..20].contains(['I', 'L', 'O', 'U']));
        prop_assert_eq!(parse(&text), Ok(code));
        prop_assert_eq!(parse(&text.to_lowercase()), Ok(code));
        prop_assert_eq!(Secret::from_bytes(bytes).to_hex().parse(), Ok(Secret::from_bytes(bytes)));
    }
}

#[test]
fn a_secret_never_shows_in_debug_output() {
    let text = format!("{:?}", secret());
    assert!(!text.contains(&secret().to_hex()[..8]), "{text}");
}
