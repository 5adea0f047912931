//! Conditions of random trust files on records that random people have signed in random roles, against a count.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_record::key::PrivateKey;
use anzhi_record::stage::{Stage, StageFinding, StageKind, seal_stage};
use anzhi_record::trust::Trust;
use anzhi_record::verify::{Answer, Finding, Step, Verdict, verify_trusting};
use anzhi_record::{Package, Signer, place_and_seal};
use anzhi_tables::{Directory, read_round};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

const KEYS: [&str; 4] = ["bureau", "discipline", "bureau-sm2", "discipline-sm2"];
const ROLES: [&str; 3] = ["安置部门", "纪检监察", "公证处"];

/// The file of an endorsement and its bytes.
type Endorsement = (String, Vec<u8>);

/// The record of five people, not yet signed, and what each key would add to it in each role.
static RECORD: LazyLock<(Package, Vec<Vec<Endorsement>>)> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rounds/small");
    let reading = read_round(&Directory(&dir)).unwrap();
    let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
    let record = place_and_seal(&round, &scheme, &Default::default(), None).1.unwrap();
    let endorsed = |key: &PrivateKey, role: &str| {
        record.endorsement(&Signer::new(key, role, "某人（虚构）").unwrap()).unwrap()
    };
    let of_key = |of: &str| {
        let key = PrivateKey::demonstration(of);
        ROLES.iter().map(|role| endorsed(&key, role)).collect()
    };
    let all = KEYS.iter().map(|of| of_key(of)).collect();
    (record, all)
});

/// The plan of the same round, posted and not yet signed.
static PLAN: LazyLock<Stage> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rounds/small");
    let reading = read_round(&Directory(&dir)).unwrap();
    let sides = (&reading.round.unwrap(), &reading.scheme.unwrap());
    seal_stage(sides, StageKind::Plan, "2026-05-20".parse().unwrap(), &[]).unwrap()
});

/// The trust file that lists each key under the role of that number, if it has one.
fn trust_file(listed: &[Option<usize>], needed: &[usize]) -> String {
    let mut text = String::new();
    for (role, needed) in needed.iter().enumerate() {
        let keys: Vec<String> = (0..KEYS.len())
            .filter(|key| listed[*key] == Some(role))
            .map(|key| format!("\"{}.pub.pem\"", KEYS[key]))
            .collect();
        if !keys.is_empty() {
            let (name, needed) = (ROLES[role], (*needed).min(keys.len()));
            let keys = keys.join(", ");
            text += &format!("[[role]]\nrole = \"{name}\"\nneeded = {needed}\nkeys = [{keys}]\n");
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_condition_holds_if_as_many_listed_keys_have_signed_in_its_role(
        listed in proptest::collection::vec(proptest::option::weighted(0.8, 0..ROLES.len()), KEYS.len()),
        signed in proptest::collection::vec(proptest::option::weighted(0.8, 0..ROLES.len()), KEYS.len()),
        needed in proptest::collection::vec(1..3_usize, ROLES.len()),
    ) {
        prop_assume!(listed.iter().any(Option::is_some));
        let (mut package, endorsements) = RECORD.clone();
        for (key, role) in signed.iter().enumerate() {
            package.files.extend(role.map(|role| endorsements[key][role].clone()));
        }
        let text = trust_file(&listed, &needed);
        let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/keys");
        let trust = Trust::parse(text.as_bytes(), &|file| std::fs::read(keys.join(file))).unwrap();
        let report = verify_trusting(&package, &trust, None);
        // The count, by a walk over the keys.
        let mut unmet = Vec::new();
        for (role, needed) in needed.iter().enumerate() {
            let under = (0..KEYS.len()).filter(|key| listed[*key] == Some(role));
            let (mut all, mut counted) = (0, 0);
            for key in under {
                all += 1;
                counted += usize::from(signed[key] == Some(role));
            }
            let needed = *needed.min(&all);
            if counted < needed {
                unmet.push(Finding::ConditionUnmet { role: ROLES[role].into(), needed, counted });
            }
        }
        // A stage with the same signatures is held to the same.
        let mut plan = PLAN.clone();
        for (key, role) in signed.iter().enumerate() {
            if let Some(role) = role {
                let key = PrivateKey::demonstration(KEYS[key]);
                plan.sign(&Signer::new(&key, ROLES[*role], "某人（虚构）").unwrap()).unwrap();
            }
        }
        let of_plan = |finding: &Finding| {
            let Finding::ConditionUnmet { role, needed, counted } = finding else { unreachable!("{finding:?}") };
            let (stage, role, needed, counted) = ("plan".into(), role.clone(), *needed, *counted);
            Finding::Stage(StageFinding::ConditionUnmet { stage, role, needed, counted })
        };
        let expected: Vec<Finding> = unmet.iter().map(of_plan).collect();
        prop_assert_eq!(plan.trusted("plan", &trust).findings, expected);
        let expected = if unmet.is_empty() { Verdict::Passed } else { Verdict::Failed(unmet) };
        prop_assert_eq!(report.verdict(Step::Signatures), &expected);
        let answer = if expected == Verdict::Passed { Answer::Verified } else { Answer::Refuted };
        prop_assert_eq!(report.answer(), answer);
        // Every endorsement counts or is told to play no part, and each listed key has signed or is told not to have.
        let conditions = report.conditions.unwrap();
        let counted: usize = conditions.all.iter().map(|condition| condition.by.len()).sum();
        let silent: usize = conditions.all.iter().map(|condition| condition.silent.len()).sum();
        prop_assert_eq!(counted + conditions.idle.len(), signed.iter().flatten().count());
        let unsigned = (0..KEYS.len()).filter(|key| listed[*key].is_some() && signed[*key].is_none());
        prop_assert_eq!(silent, unsigned.count());
    }

    #[test]
    fn no_trust_file_makes_the_reader_panic(text in "[a-z\\[\\]=\"' 0-9\n.-]{0,120}") {
        let _ = Trust::parse(text.as_bytes(), &|_| Err(std::io::ErrorKind::NotFound.into()));
    }
}

/// An endorsement of a later version under a listed key might make a condition hold: nobody here can tell.
#[test]
fn what_a_later_version_says_is_not_judged() {
    use base64ct::{Base64, Encoding as _};
    use ed25519_dalek::{Signer as _, SigningKey};
    let (mut package, endorsements) = RECORD.clone();
    let (name, bytes) = endorsements[0][0].clone();
    let mut envelope: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let payload = Base64::decode_vec(envelope["payload"].as_str().unwrap()).unwrap();
    let payload = String::from_utf8(payload).unwrap().replace("endorsement:v2", "endorsement:v3");
    let signed = format!("DSSEv1 28 application/vnd.in-toto+json {} {payload}", payload.len());
    let seed = anzhi_core::digest::Digest::of(b"anzhi demonstration key bureau");
    let signature = SigningKey::from_bytes(seed.as_bytes()).sign(signed.as_bytes()).to_bytes();
    envelope["payload"] = Base64::encode_string(payload.as_bytes()).into();
    envelope["signatures"][0]["sig"] = Base64::encode_string(&signature).into();
    package.files.insert(name, serde_json_canonicalizer::to_vec(&envelope).unwrap());
    let answer = |needed: usize, package: &Package| {
        let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/keys");
        let text = trust_file(&[Some(0), None, Some(0), None], &[needed, 1, 1]);
        let trust = Trust::parse(text.as_bytes(), &|file| std::fs::read(keys.join(file))).unwrap();
        verify_trusting(package, &trust, None).answer()
    };
    assert_eq!(answer(1, &package), Answer::Unchecked);
    assert_eq!(answer(2, &package), Answer::Refuted);
    package.files.extend([endorsements[2][0].clone()]);
    assert_eq!(answer(1, &package), Answer::Verified);
    assert_eq!(answer(2, &package), Answer::Unchecked);
}
