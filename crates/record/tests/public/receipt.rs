//! Receipts: each verifies, none shows or tells anything of another person.

use crate::rounds::{BUREAU, ROUNDS, record, testdata};
use anzhi_core::digest::{Digest, Salt, Secret};
use anzhi_record::receipt::{Receipt, ReceiptStep, Receipts, verify_receipt};
use anzhi_record::tree::leaf;
use anzhi_record::verify::{Answer, NotDone, Signers};
use anzhi_record::{Checked, Given, Package, Unusable};

/// The receipts of everybody.
fn all(record: &Package) -> Vec<Receipt> {
    let receipts = Receipts::of(record).unwrap();
    let people: Vec<_> = receipts.round().0.all_candidates().collect();
    people.into_iter().map(|who| receipts.receipt(who).unwrap()).collect()
}

#[test]
fn everybody_of_every_round_has_a_receipt_that_verifies() {
    for name in ROUNDS {
        let record = record(name);
        for receipt in all(&record) {
            let bytes = receipt.to_bytes();
            let report = verify_receipt(&bytes, Signers::Keys(&[BUREAU.public()]));
            assert_eq!(
                report.answer(),
                Answer::Verified,
                "{name} {}: {:?}",
                receipt.candidate,
                report.verdicts
            );
            assert_eq!(report.fingerprint, record.fingerprint());
            assert_eq!(verify_receipt(&bytes, Signers::Keys(&[])).answer(), Answer::Unchecked);
            assert!(!receipt.result.results.is_empty(), "{name} {}", receipt.candidate);
            // The leaf is that of the canonical form, made by another library.
            let salt: Salt = receipt.salt.parse().unwrap();
            let canonical = serde_json_canonicalizer::to_vec(&receipt.result).unwrap();
            assert_eq!(receipt.result.leaf(salt), leaf(&[salt.as_bytes(), &canonical]));
        }
    }
}

/// Whoever signs later changes no leaf: the code on paper stays, and the new receipt verifies under both keys.
#[test]
fn a_further_signature_leaves_the_code_on_paper() {
    use anzhi_record::{Signer, key::PrivateKey};
    let mut record = record("small");
    let before = all(&record);
    let second = PrivateKey::demonstration("discipline");
    let (name, bytes) = record.endorsement(&Signer::new(&second, "纪检监察", "监督01").unwrap()).unwrap();
    record.files.insert(name, bytes);
    let after = all(&record);
    for (before, after) in before.iter().zip(&after) {
        assert!(before.code().is_some() && before.code() == after.code());
        let report = verify_receipt(&after.to_bytes(), Signers::Keys(&[BUREAU.public(), second.public()]));
        assert_eq!(report.answer(), Answer::Verified);
        let missing = verify_receipt(&before.to_bytes(), Signers::Keys(&[BUREAU.public(), second.public()]));
        assert_eq!(missing.answer(), Answer::Refuted);
    }
}

/// The neighbour's leaf stands in the path. With everything true about the neighbour, and without the salt, nobody can
/// find out that it is theirs.
#[test]
fn true_facts_of_another_person_confirm_nothing_without_the_salt() {
    let record = record("small");
    let people = all(&record);
    let (own, other) = (&people[0], &people[1]);
    let neighbour = &own.path[0];
    let result = serde_json_canonicalizer::to_vec(&other.result).unwrap();
    let sheet = other.sheet.as_ref().unwrap();
    // With the salt it is confirmed at once: the guess below is the right one.
    let salt: Salt = other.salt.parse().unwrap();
    assert_eq!(other.result.leaf(salt).to_string(), *neighbour);
    // What somebody without it can hash: nothing before the result, the own salt, zeros, the id, the digest of the sheet.
    let secrets = [[0; 32], [7; 32]].map(Secret::from_bytes);
    let guesses = [
        leaf(&[&result]),
        leaf(&[&[0; 32], &result]),
        leaf(&[own.salt.parse::<Salt>().unwrap().as_bytes(), &result]),
        leaf(&[other.candidate.as_bytes(), &result]),
        leaf(&[Digest::of(sheet.as_bytes()).as_bytes(), &result]),
        other.result.leaf(secrets[0].salt(&other.candidate.parse().unwrap())),
        other.result.leaf(secrets[1].salt(&other.candidate.parse().unwrap())),
    ];
    assert!(guesses.iter().all(|guess| guess.to_string() != *neighbour));
    // Nor does the digest of the sheet, which stands in the other's own leaf only.
    assert!(!String::from_utf8(own.to_bytes()).unwrap().contains(other.result.sheet.as_ref().unwrap()));
}

/// A leaf hides how much it holds: two people with the same results and different ids, and the same person in two rounds.
#[test]
fn equal_results_have_unequal_leaves() {
    let salts = [[1; 32], [2; 32]].map(|secret| Secret::from_bytes(secret).salt(&"07".parse().unwrap()));
    let people = all(&record("small"));
    let leaves = salts.map(|salt| people[0].result.leaf(salt));
    assert_ne!(leaves[0], leaves[1]);
    // No candidate can be called as the edition is: ids have no slash.
    assert!("edition/".parse::<anzhi_core::ids::CandidateId>().is_err());
    let secret = Secret::from_bytes([1; 32]);
    assert_ne!(secret.salt_of("edition", ""), secret.salt(&"edition".parse().unwrap()));
}

#[test]
fn a_receipt_shows_nobody_else() {
    for name in ROUNDS {
        let record = record(name);
        let receipts = Receipts::of(&record).unwrap();
        let (round, _) = receipts.round();
        for receipt in all(&record) {
            let text = String::from_utf8(receipt.to_bytes()).unwrap();
            for person in round.candidates().iter().filter(|person| person.id().as_str() != receipt.candidate)
            {
                let id = format!("\"{}\"", person.id());
                let quoted = round.find_vacancy(person.id().as_str()).is_none() && text.contains(&id);
                let named = text.contains(&*person.name) && person.name.chars().count() > 1;
                assert!(!named, "{name}: {} in the receipt of {}", person.name, receipt.candidate);
                // Counts in the statement are numbers in texts, as the ids of a small round are.
                assert!(!quoted || person.id().as_str().parse::<u32>().is_ok(), "{name}: {id}");
            }
        }
    }
}

#[test]
fn any_changed_byte_is_found() {
    let bytes = all(&record("small"))[2].to_bytes();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        let report = verify_receipt(&changed, Signers::Keys(&[BUREAU.public()]));
        assert_eq!(report.answer(), Answer::Refuted, "at {at}: {:?}", report.verdicts);
    }
}

#[test]
fn what_is_given_is_told_by_its_content() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("whatever.txt");
    std::fs::write(&path, all(&record("small"))[0].to_bytes()).unwrap();
    assert!(matches!(Given::read(&path).unwrap(), Given::Receipt(_)));
    std::fs::write(dir.path().join("other.json"), "{}").unwrap();
    assert!(matches!(Given::read(&dir.path().join("other.json")).unwrap(), Given::Unknown));
    assert!(matches!(Given::read(dir.path()).unwrap(), Given::Unknown));
    assert!(Given::read(&dir.path().join("none")).is_err());
}

#[test]
fn later_versions_are_not_judged_and_the_first_has_none() {
    let bytes = all(&record("small"))[0].to_bytes();
    let later = String::from_utf8(bytes).unwrap().replace("\"format\":1", "\"format\":2");
    let report = verify_receipt(later.as_bytes(), Signers::Keys(&[BUREAU.public()]));
    assert_eq!(report.answer(), Answer::Unchecked);
    let Checked::NotDone(NotDone::UnknownVersion { version, .. }) = report.verdict(ReceiptStep::Envelope)
    else {
        panic!("judged")
    };
    assert_eq!(version, "2");
    let first = Package::read(&testdata().join("records/v1-small")).unwrap();
    assert_eq!(Receipts::of(&first).err(), Some(Unusable::Version1));
    assert_eq!(Receipts::of(&Package::default()).err(), Some(Unusable::NotHolding));
}
