//! Signatures exchanged with OpenSSL: it verifies ours, we verify its.

use crate::keys::openssl;
use crate::records::{key, placing, round};
use crate::run::{Answer, run, testdata};
use base64ct::{Base64, Encoding as _};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What OpenSSL wants to hear to sign and verify under an SM2 key.
const SM2: [&str; 4] = ["-digest", "sm3", "-pkeyopt", "distid:1234567812345678"];

/// The steps that `docs/record-format.md` gives to whoever has OpenSSL only, in the folder of a record.
fn script(record: &Path, key: &str) -> (bool, String) {
    let doc = fs::read_to_string(testdata().join("../docs/record-format.md")).unwrap();
    let script = doc.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let mut command = Command::new("bash");
    let output = command.args(["-c", script]).current_dir(record).env("KEY", key).output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn openssl_alone_checks_the_signature_as_documented() {
    if openssl(&["version"], Path::new(".")).is_none() {
        return;
    }
    for of in ["bureau", "bureau-sm2"] {
        let (dir, public) = (tempfile::tempdir().unwrap(), key(&format!("{of}.pub.pem")));
        let record = dir.path().join("r");
        let line = placing(&record).replace("bureau.pem", &format!("{of}.pem"));
        assert_eq!(run(&line, &round("county")).code, 0);
        let (held, said) = script(&record, &public);
        assert!(held && said.contains("安置部门 经办人甲"), "{of}: {said}");
        assert!(said.contains("Signature Verified Successfully"), "{said}");
        let endorsement = fs::read_dir(record.join("endorsements")).unwrap().next().unwrap().unwrap().path();
        let files = ["statement.json", "manifest.json", "result.json", "round/exams.csv"];
        for path in files.map(|name| record.join(name)).into_iter().chain([endorsement]) {
            let before = fs::read(&path).unwrap();
            let mut changed = before.clone();
            let at = changed.len() / 2;
            changed[at] ^= 1;
            fs::write(&path, changed).unwrap();
            assert!(!script(&record, &public).0, "{of}: {}", path.display());
            fs::write(&path, before).unwrap();
        }
        // Each digest by itself: the other one still holds.
        let path = record.join("manifest.json");
        let before = fs::read_to_string(&path).unwrap();
        for kind in ["\"sha256\":\"", "\"sm3\":\""] {
            let at = before.find(kind).unwrap() + kind.len();
            let digit = if before.as_bytes()[at] == b'0' { "1" } else { "0" };
            fs::write(&path, [&before[..at], digit, &before[at + 1..]].concat()).unwrap();
            assert!(!script(&record, &public).0, "{of}: {kind}");
        }
        fs::write(&path, before).unwrap();
        assert!(script(&record, &public).0);
    }
}

#[test]
fn openssl_alone_checks_the_records_that_are_kept() {
    if openssl(&["version"], Path::new(".")).is_none() {
        return;
    }
    for (kept, by) in [("v1-small", "bureau"), ("v2-small", "bureau"), ("v2-small", "discipline-sm2")] {
        let (held, said) = script(&testdata().join("records").join(kept), &key(&format!("{by}.pub.pem")));
        assert!(held, "{kept}, {by}: {said}");
    }
}

/// The only endorsement of a record, and what it says.
fn envelope(record: &Path) -> (PathBuf, Value) {
    let path = fs::read_dir(record.join("endorsements")).unwrap().next().unwrap().unwrap().path();
    let value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    (path, value)
}

/// What is signed of an envelope.
fn signed_bytes(envelope: &Value) -> Vec<u8> {
    let payload = Base64::decode_vec(envelope["payload"].as_str().unwrap()).unwrap();
    let mut signed = format!("DSSEv1 28 application/vnd.in-toto+json {} ", payload.len()).into_bytes();
    signed.extend(payload);
    signed
}

/// Another program signs what ours made, and ours signs with another program's key.
#[test]
fn a_signature_of_openssl_is_as_good_as_ours() {
    let algorithms: [(&[&str], &[&str]); 2] =
        [(&["-algorithm", "ed25519"], &[]), (&["-algorithm", "SM2"], &SM2)];
    for (how, options) in algorithms {
        let dir = tempfile::tempdir().unwrap();
        let (at, record) = (dir.path(), dir.path().join("r"));
        if openssl(&[&["genpkey", "-out", "k.pem"], how].concat(), at).is_none() {
            return;
        }
        openssl(&["pkey", "-in", "k.pem", "-pubout", "-out", "k.pub.pem"], at);
        let line = placing(&record).replace(&key("bureau.pem"), &at.join("k.pem").display().to_string());
        assert_eq!(run(&line, &round("small")).code, 0);
        let verify = || -> Answer { run(&format!("verify {{}} --key {}/k.pub.pem", at.display()), &record) };
        assert_eq!(verify().code, 0);
        // OpenSSL verifies ours.
        let (path, mut envelope) = envelope(&record);
        fs::write(at.join("signed"), signed_bytes(&envelope)).unwrap();
        let ours = Base64::decode_vec(envelope["signatures"][0]["sig"].as_str().unwrap()).unwrap();
        fs::write(at.join("ours"), &ours).unwrap();
        let with = ["pkeyutl", "-verify", "-pubin", "-inkey", "k.pub.pem", "-rawin", "-in", "signed"];
        openssl(&[&with[..], &["-sigfile", "ours"], options].concat(), at);
        // Sign the same bytes once more with OpenSSL, and put that signature in.
        let with = ["pkeyutl", "-sign", "-inkey", "k.pem", "-rawin", "-in", "signed", "-out", "theirs"];
        openssl(&[&with[..], options].concat(), at);
        let theirs = fs::read(at.join("theirs")).unwrap();
        // Ed25519 signs one way only; OpenSSL draws a number for each signature of SM2.
        assert_eq!(ours == theirs, options.is_empty());
        envelope["signatures"][0]["sig"] = Base64::encode_string(&theirs).into();
        fs::write(&path, envelope.to_string()).unwrap();
        let verified = verify();
        assert_eq!(verified.code, 0, "{}", verified.out);
    }
}

/// A signature under another id, as OpenSSL makes it unless it is told, is none.
#[test]
fn a_signature_of_openssl_under_another_id_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (at, record) = (dir.path(), dir.path().join("r"));
    fs::copy(key("bureau-sm2.pem"), at.join("k.pem")).unwrap();
    let line = placing(&record).replace("bureau.pem", "bureau-sm2.pem");
    assert_eq!(run(&line, &round("small")).code, 0);
    let (path, mut envelope) = envelope(&record);
    fs::write(at.join("signed"), signed_bytes(&envelope)).unwrap();
    for options in [&["-digest", "sm3"][..], &["-digest", "sm3", "-pkeyopt", "distid:1234567812345679"]] {
        let with = ["pkeyutl", "-sign", "-inkey", "k.pem", "-rawin", "-in", "signed", "-out", "theirs"];
        if openssl(&[&with[..], options].concat(), at).is_none() {
            return;
        }
        let theirs = fs::read(at.join("theirs")).unwrap();
        envelope["signatures"][0]["sig"] = Base64::encode_string(&theirs).into();
        fs::write(&path, envelope.to_string()).unwrap();
        let verified = run(&format!("verify {{}} --key {}", key("bureau-sm2.pub.pem")), &record);
        assert!(verified.code == 1 && verified.out.contains("[bad-signature]"), "{}", verified.out);
    }
}
