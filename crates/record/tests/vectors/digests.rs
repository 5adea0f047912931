//! Digests that do not fit, and versions that cannot be judged.

use crate::class::picked;
use crate::records::{
    BUREAU, SMALL, bytes_of, endorsement, payload_of, sign_payload, signed_anew, value, with, with_statement,
};
use crate::resealed::{versions, without_originals};
use crate::vectors::bases::{V1_SMALL, V2_SMALL};
use crate::vectors::vector::Vector;
use anzhi_core::digest::Digest;
use anzhi_record::{MANIFEST, Package, RESULT, STATEMENT};
use serde_json::{Value, json};

pub(crate) fn vectors() -> Vec<Vector> {
    [files(), named(), later()].concat()
}

/// A digest of something else, which passes for either kind.
fn other() -> Value {
    json!(Digest::of(b"something else").to_string())
}

/// The manifest changed, what hangs on it made anew.
fn manifest(change: impl FnOnce(&mut Value)) -> Package {
    let mut manifest = value(&SMALL, MANIFEST);
    change(&mut manifest);
    signed_anew(with_statement(with(&SMALL, MANIFEST, bytes_of(&manifest))))
}

/// Files changed or taken away behind the signature.
fn files() -> Vec<Vector> {
    let kept = V2_SMALL.package();
    let changed = |of: &Package, name: &str, from: &str, to: &str| {
        let text = std::str::from_utf8(of.file(name).unwrap()).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
        with(of, name, text.replace(from, to))
    };
    let mut without = kept.clone();
    without.files.remove("originals/events.csv");
    vec![
        Vector::record(
            "digest-mark-of-the-round",
            &V2_SMALL,
            &changed(kept, "round/exams.csv", "3,91.5,", "3,91.6,"),
        )
        .fails("digests", &["wrong-digest"])
        .fails("normal_form", &["originals-differ"])
        .fails("acknowledgements", &["open-question"])
        .says("a mark of the round changed", "规范形式中一个考试成绩改动"),
        Vector::record(
            "digest-line-end-as-handed-in",
            &V2_SMALL,
            &changed(kept, "originals/exams.csv", "3,91.5\n", "3,91.5\r\n"),
        )
        .fails("digests", &["wrong-digest"])
        .says(
            "a line end of a file as handed in changed, which says the same",
            "原始文件一处换行改动，内容不变",
        ),
        Vector::record(
            "digest-total-of-the-result",
            &V2_SMALL,
            &changed(kept, RESULT, "\"25.65\"", "\"25.66\""),
        )
        .fails("digests", &["wrong-digest"])
        .fails("scores", &["differs"])
        .says("a total of the result changed", "结果中一个总成绩改动"),
        Vector::record(
            "digest-total-in-version-1",
            &V1_SMALL,
            &changed(V1_SMALL.package(), RESULT, "\"25.65\"", "\"25.66\""),
        )
        .fails("digests", &["wrong-digest"])
        .fails("scores", &["differs"])
        .says("the same in a record of the first version", "第一版案卷中同样改动"),
        Vector::record("digest-file-missing", &V2_SMALL, &without)
            .fails("digests", &["missing-file"])
            .fails("normal_form", &["originals-differ"])
            .fails("particulars", &["differs"])
            .says("a file as handed in taken away", "取走一个原始文件"),
    ]
}

/// With the key: digests that name something else.
fn named() -> Vec<Vector> {
    let wrong = |name, package: &Package| {
        Vector::record(name, &V2_SMALL, package).fails("digests", &["wrong-digest"])
    };
    let of_file = |kind: &str| manifest(|manifest| manifest["files"][3]["digest"][kind] = other());
    let mut statement = value(&SMALL, STATEMENT);
    statement["subject"][0]["digest"]["sm3"] = other();
    let name = endorsement(&BUREAU);
    let mut payload = payload_of(&SMALL, &name);
    payload["subject"][0]["digest"]["sm3"] = other();
    let left_out = manifest(|manifest| drop(manifest["files"].as_array_mut().unwrap().remove(3)));
    vec![
        wrong("digest-sm3-of-a-file", &of_file("sm3")).says(
            "the manifest names a file by a wrong SM3 and the right SHA-256, signed",
            "目录中一个文件SM3摘要错、SHA-256摘要对，已签名",
        ),
        wrong("digest-sha256-of-a-file", &of_file("sha256")).says(
            "the manifest names a file by a wrong SHA-256 and the right SM3, signed",
            "目录中一个文件SHA-256摘要错、SM3摘要对，已签名",
        ),
        wrong("digest-sm3-of-the-manifest", &signed_anew(with(&SMALL, STATEMENT, bytes_of(&statement))))
            .says(
                "the statement names the manifest by a wrong SM3 and the right SHA-256, signed",
                "陈述所记目录的SM3摘要错、SHA-256摘要对，已签名",
            ),
        Vector::record(
            "digest-sm3-of-the-statement",
            &V2_SMALL,
            &with(&SMALL, &name, sign_payload(&payload)),
        )
        .fails("envelope", &["endorses-other"])
        .fails("signatures", &["endorses-other"])
        .says(
            "the endorsement names the statement by a wrong SM3 and the right SHA-256, signed",
            "签署所记陈述的SM3摘要错、SHA-256摘要对，已签名",
        ),
        Vector::record("digest-file-left-out", &V2_SMALL, &left_out)
            .fails("digests", &["unnamed-file"])
            .says("the manifest leaves out a file that is there, signed", "目录漏列一个文件，已签名"),
    ]
}

/// What this version of a reader cannot judge.
fn later() -> Vec<Vector> {
    let later = |name, of: &str| Vector::record(name, &V2_SMALL, &picked(versions(), of));
    vec![
        later("later-statement", "the statement")
            .leaves("envelope", "unknown-version")
            .wait(&["digests", "particulars"])
            .says("a statement of version 3", "陈述为第三版"),
        later("later-manifest", "the manifest")
            .leaves("envelope", "unknown-version")
            .wait(&[
                "digests",
                "normal_form",
                "scores",
                "ranking",
                "allocation",
                "check",
                "acknowledgements",
                "particulars",
            ])
            .says("a manifest of version 3", "目录为第三版"),
        later("later-result", "the result")
            .leaves("envelope", "unknown-version")
            .wait(&["scores", "ranking", "allocation", "check"])
            .says("a result of version 3", "结果为第三版"),
        later("later-endorsement", "the endorsement")
            .leaves("signatures", "unknown-version")
            .says("the endorsement of the given key is of version 3", "所给公钥的签署为第三版"),
        Vector::record("without-originals", &V2_SMALL, &picked(without_originals(), "all of them"))
            .leaves("normal_form", "no-originals")
            .says("no files as handed in", "没有原始文件"),
    ]
}
