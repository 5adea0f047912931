//! Endorsements, keys, signatures, trust files.

use crate::algorithms::{keys, otherwise, rewritten};
use crate::class::picked;
use crate::records::{
    BUREAU, SMALL, bytes_of, endorsement, payload_of, sign_payload, signed_by, value, with,
};
use crate::swaps::{swapped, weak};
use crate::vectors::bases::{V1_SMALL, V2_SMALL};
use crate::vectors::vector::Vector;
use anzhi_record::key::PrivateKey;
use anzhi_record::{Package, STATEMENT};
use base64ct::{Base64, Encoding as _};
use serde_json::json;
use std::sync::LazyLock;

/// The trust file that asks for one of the bureau and one of the discipline office.
pub(crate) const TRUST: &str = "trust/trust.toml";

/// The same, and for two kinds of stages.
pub(crate) const TRUST_IN_STAGES: &str = "trust/stages.toml";

static SM2: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::demonstration("discipline-sm2"));

pub(crate) fn vectors() -> Vec<Vector> {
    [endorsements(), bad_keys(), sm2(), nobody(), trusted()].concat()
}

/// The record of two signers with this signature of one of them broken.
fn broken(key: &PrivateKey) -> Package {
    let name = endorsement(key);
    let mut envelope = value(V2_SMALL.package(), &name);
    let sig = &mut envelope["signatures"][0]["sig"];
    let mut bytes = Base64::decode_vec(sig.as_str().unwrap()).unwrap();
    // The last byte belongs to the number s, in whatever writing.
    *bytes.last_mut().unwrap() ^= 1;
    *sig = Base64::encode_string(&bytes).into();
    with(V2_SMALL.package(), &name, bytes_of(&envelope))
}

fn endorsements() -> Vec<Vector> {
    let statement = std::str::from_utf8(V2_SMALL.package().file(STATEMENT).unwrap()).unwrap();
    let fewer = statement.replace("\"placed\":\"5\"", "\"placed\":\"4\"");
    let strange = format!("endorsements/{}.json", "0".repeat(64));
    let own = V2_SMALL.package().file(&endorsement(&BUREAU)).unwrap();
    let mut blank = payload_of(&SMALL, &endorsement(&BUREAU));
    blank["predicate"]["role"] = json!("安置部门 ");
    vec![
        Vector::record("signature-byte-flipped", &V2_SMALL, &broken(&BUREAU))
            .fails("envelope", &["bad-signature"])
            .fails("signatures", &["bad-signature"])
            .says("one bit of the bureau's signature flipped", "安置部门签名中一位取反"),
        Vector::record("signature-of-a-bystander-broken", &V2_SMALL, &broken(&SM2))
            .fails("envelope", &["bad-signature"])
            .says(
                "one bit of the signature of a key that is not given flipped",
                "未给出的那把密钥的签名中一位取反",
            ),
        Vector::record(
            "signature-of-another-record",
            &V2_SMALL,
            &picked(swapped(), "the endorsement of another record"),
        )
        .fails("envelope", &["endorses-other"])
        .fails("signatures", &["endorses-other"])
        .says("the bureau's endorsement of another record", "安置部门对另一案卷的签署"),
        Vector::record("signature-statement-changed", &V2_SMALL, &with(V2_SMALL.package(), STATEMENT, fewer))
            .fails("envelope", &["endorses-other"])
            .fails("signatures", &["endorses-other"])
            .fails("particulars", &["differs"])
            .says("a count of the statement changed behind the signatures", "签名之后陈述中一个人数改动"),
        Vector::record("signature-under-another-name", &V2_SMALL, &with(V2_SMALL.package(), &strange, own))
            .fails("envelope", &["malformed"])
            .says(
                "an endorsement once more, in a file named by another fingerprint",
                "签署另存一份，文件名是另一指纹",
            ),
        Vector::record(
            "signature-role-with-a-blank",
            &V2_SMALL,
            &with(&SMALL, &endorsement(&BUREAU), sign_payload(&blank)),
        )
        .fails("envelope", &["malformed"])
        .fails("signatures", &["malformed"])
        .says("a role that ends in a blank, signed in earnest", "身份末尾有空格，签名有效"),
    ]
}

fn bad_keys() -> Vec<Vector> {
    let beside = |name, package: Package| {
        Vector::record(name, &V2_SMALL, &package).under(&["bureau-sm2"]).fails("envelope", &["bad-signature"])
    };
    let point = "0100000000000000000000000000000000000000000000000000000000000000";
    vec![
        beside("key-of-small-order", picked(weak(), point)).under(&["bureau"]).says(
            "an endorsement under an Ed25519 key of small order, for which everybody can sign",
            "一份签署的Ed25519公钥属小阶点，人人都能以其签名",
        ),
        beside("key-of-one", picked(keys(), "the key of 1")).says(
            "an endorsement under the SM2 key whose private number is 1",
            "一份签署的SM2密钥私钥为1",
        ),
        beside("key-of-n-minus-one", picked(keys(), "the key of n - 1"))
            .says("an endorsement under the SM2 key whose private number is n − 1", "一份签署的SM2密钥私钥为n−1"),
        beside("key-off-the-curve", picked(keys(), "a point off the curve"))
            .says("an endorsement under an SM2 key off the curve", "一份签署的SM2公钥不在曲线上"),
        beside("key-compressed", picked(keys(), "the right point compressed")).says(
            "an endorsement under the signer's SM2 key with its point compressed, which is another fingerprint",
            "一份签署的SM2公钥写成压缩点，指纹因而不同",
        ),
    ]
}

/// Signatures of SM2 that a lenient reader would take.
fn sm2() -> Vec<Vector> {
    let bad = |name, package: Package| {
        let vector = Vector::record(name, &V2_SMALL, &package).under(&["bureau-sm2"]);
        vector.fails("envelope", &["bad-signature"]).fails("signatures", &["bad-signature"])
    };
    vec![
        bad("sm2-zero-before-r", picked(rewritten(), "zeros before r"))
            .says("the number r of the signature with zeros before it", "签名中r之前多零字节"),
        bad("sm2-length-in-two-bytes", picked(rewritten(), "a length in two bytes"))
            .says("the length of the signature in two bytes", "签名长度写成两个字节"),
        bad("sm2-byte-behind", picked(rewritten(), "a byte behind it"))
            .says("a byte behind the signature", "签名之后多一个字节"),
        bad("sm2-n-minus-s", picked(rewritten(), "s as n - s")).says("n − s in the place of s", "以n−s代替s"),
        bad("sm2-another-id", picked(otherwise(), "another id"))
            .says("signed under another id of the signer", "以另一签名者标识签名"),
        bad("sm2-payload-alone", picked(otherwise(), "the payload alone"))
            .says("the payload signed without what DSSE puts before it", "只签内容，未加DSSE的前缀"),
        bad("sm2-digest-by-sha256", picked(otherwise(), "the digest by SHA-256"))
            .says("SHA-256 of what is to be signed in the place of SM3", "以SHA-256代替SM3作摘要"),
    ]
}

fn nobody() -> Vec<Vector> {
    let mut unsigned = V2_SMALL.package().clone();
    unsigned.files.retain(|name, _| !name.starts_with("endorsements/"));
    vec![
        Vector::record("signed-nothing", &V1_SMALL, V1_SMALL.package())
            .under(&["bureau", "discipline"])
            .fails("signatures", &["signed-nothing"])
            .says("one of the given keys has signed nothing", "给出的公钥中有一把没有签过"),
        Vector::record("signed-by-nobody", &V2_SMALL, &unsigned)
            .fails("signatures", &["signed-nothing"])
            .says("the endorsements taken out", "签署全部取走"),
        Vector::record("no-key", &V2_SMALL, V2_SMALL.package())
            .under(&[])
            .leaves("signatures", "no-key")
            .says("verified without any key", "未给出公钥"),
        Vector::record("no-key-and-no-signature", &V2_SMALL, &unsigned)
            .under(&[])
            .leaves("signatures", "no-key")
            .says("the endorsements taken out, and no key given", "签署全部取走，也未给出公钥"),
    ]
}

fn trusted() -> Vec<Vector> {
    let mut one = V2_SMALL.package().clone();
    one.files.remove(&endorsement(&SM2));
    let unmet = |name, package: &Package| {
        Vector::record(name, &V2_SMALL, package).trusting(TRUST).fails("signatures", &["condition-unmet"])
    };
    let elsewhere = signed_by(one.clone(), &SM2, "安置部门");
    vec![
        unmet("trust-file-one-condition-unmet", &one)
            .says("nobody of the discipline office has signed", "纪检监察一方无人签名"),
        unmet("trust-file-another-role", &elsewhere).says(
            "the discipline office's key has signed in the bureau's role, which counts for neither",
            "纪检监察的密钥以安置部门身份签名，两边都不算",
        ),
        Vector::record("trust-file-signature-broken", &V2_SMALL, &broken(&SM2))
            .trusting(TRUST)
            .fails("envelope", &["bad-signature"])
            .fails("signatures", &["condition-unmet"])
            .says("the discipline office's signature does not hold", "纪检监察的签名无效"),
    ]
}
