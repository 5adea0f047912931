//! Files that are too many, missing, or not in their one form.

use crate::class::picked;
use crate::records::{SMALL, bytes_of, resealed, signed_anew, value, with, with_statement};
use crate::resealed::numbers;
use crate::vectors::bases::V2_SMALL;
use crate::vectors::vector::Vector;
use crate::versions::{mixed, one_missing};
use anzhi_record::{MANIFEST, Package, RESULT, STATEMENT};

pub(crate) fn vectors() -> Vec<Vector> {
    [results(), papers(), folders(), versions()].concat()
}

/// A record that fails in the envelope alone, under the bureau's key.
fn malformed(name: &'static str, package: &Package) -> Vector {
    Vector::record(name, &V2_SMALL, package).fails("envelope", &["malformed"])
}

/// The file with these words replaced once.
fn text(name: &str, from: &str, to: &str) -> Package {
    let text = std::str::from_utf8(SMALL.file(name).unwrap()).unwrap();
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "{name}: {from}");
    with(&SMALL, name, changed)
}

/// The result in other bytes, all digests and the signature made anew.
fn results() -> Vec<Vector> {
    let result = |from, to| resealed(text(RESULT, from, to));
    let mut longer = SMALL.file(RESULT).unwrap().to_vec();
    longer.push(b'\n');
    vec![
        malformed("form-line-feed-at-the-end", &resealed(with(&SMALL, RESULT, longer)))
            .says("a line feed at the end of the result", "结果文件末尾多一个换行"),
        malformed("form-key-twice", &result("\"format\":2,", "\"format\":2,\"format\":2,"))
            .says("a key of the result stands twice, with one value", "结果中一个键出现两次，值相同"),
        malformed("form-key-unknown", &result("\"scheme\":{", "\"sample\":\"\",\"scheme\":{"))
            .says("a key that results do not have", "结果中有不应有的键"),
        malformed(
            "form-null-for-nothing",
            &result("\"exam\":\"7.85\",", "\"exam\":\"7.85\",\"group\":null,"),
        )
        .says("null where a key should be absent", "应当没有的键写成null"),
        malformed("form-number-beyond-2-to-the-53", &picked(numbers(), "\"rank\" 9007199254740993"))
            .says("a rank beyond 2^53", "名次大于2的53次方"),
        malformed("form-number-with-a-point", &picked(numbers(), "\"rank\" 1.0"))
            .says("a rank written as 1.0", "名次写成1.0"),
        malformed("form-blank-behind-a-comma", &result("\"format\":2,", "\"format\":2, "))
            .says("a blank in the result", "结果中多一个空格"),
    ]
}

/// Manifest and statement in other bytes, what hangs on them made anew.
fn papers() -> Vec<Vector> {
    let manifest = |package: Package| signed_anew(with_statement(package));
    let statement = |from, to| signed_anew(text(STATEMENT, from, to));
    let mut swapped = value(&SMALL, MANIFEST);
    swapped["files"].as_array_mut().unwrap().swap(0, 1);
    let marked = ["\u{feff}".as_bytes(), SMALL.file(STATEMENT).unwrap()].concat();
    vec![
        malformed("form-manifest-not-sorted", &manifest(with(&SMALL, MANIFEST, bytes_of(&swapped))))
            .says("two files of the manifest in the other order", "目录中两个文件次序颠倒"),
        malformed("form-secret-in-capitals", &manifest(capitals()))
            .says("the secret in capital letters", "密值写成大写"),
        malformed(
            "form-keys-not-sorted",
            &statement(
                "\"format\":\"2\",\"program\":\"anzhi 0.1.0\"",
                "\"program\":\"anzhi 0.1.0\",\"format\":\"2\"",
            ),
        )
        .says("two keys of the statement in the other order", "陈述中两个键次序颠倒"),
        malformed("form-character-escaped", &statement("虚构", "\\u865a构"))
            .says("a character of the statement written as an escape", "陈述中一个字写成转义"),
        malformed("form-byte-order-mark", &signed_anew(with(&SMALL, STATEMENT, marked)))
            .says("a byte-order mark before the statement", "陈述文件开头有字节顺序标记"),
    ]
}

fn capitals() -> Package {
    let secret = value(&SMALL, MANIFEST)["secret"].as_str().unwrap().to_owned();
    text(MANIFEST, &secret, &secret.to_uppercase())
}

fn folders() -> Vec<Vector> {
    let kept = V2_SMALL.package();
    let without = |name: &str| {
        let mut package = kept.clone();
        package.files.remove(name);
        package
    };
    vec![
        Vector::record("folder-file-too-many", &V2_SMALL, &with(kept, "notes.txt", "x"))
            .fails("envelope", &["unnamed-file"])
            .fails("digests", &["unnamed-file"])
            .says("a file that records do not have", "多出案卷不应有的文件"),
        Vector::record("folder-table-that-nothing-names", &V2_SMALL, &with(kept, "originals/lots.txt", "x"))
            .fails("digests", &["unnamed-file"])
            .fails("particulars", &["differs"])
            .says("a file as handed in that the manifest does not name", "原始文件中有目录未列的文件"),
        Vector::record(
            "folder-secret-beside-the-tables",
            &V2_SMALL,
            &with(kept, "originals/secret.hex", "x"),
        )
        .fails("envelope", &["unnamed-file"])
        .fails("digests", &["unnamed-file"])
        .fails("particulars", &["differs"])
        .says("the file of the secret among those as handed in", "原始文件中有密值文件"),
        Vector::record("folder-in-a-folder", &V2_SMALL, &with(kept, "round/old/lots.csv", "x"))
            .fails("envelope", &["stray"])
            .says("a folder within the folder of the round", "round 文件夹中另有文件夹"),
        Vector::record("folder-without-result", &V2_SMALL, &without(RESULT))
            .fails("envelope", &["missing-file"])
            .fails("digests", &["missing-file"])
            .says("no result", "没有结果文件"),
        Vector::record("folder-without-manifest", &V2_SMALL, &without(MANIFEST))
            .fails("envelope", &["missing-file"])
            .says("no manifest", "没有目录文件"),
    ]
}

fn versions() -> Vec<Vector> {
    vec![
        malformed("version-digest-left-out", &without_sm3())
            .says("a file that the manifest names by SHA-256 alone", "目录中一个文件只有SHA-256摘要"),
        malformed("version-earlier-result", &picked(mixed(), "an earlier result"))
            .says("a result of version 1 in a record of version 2", "第二版案卷中有第一版的结果"),
        malformed("version-earlier-endorsement", &picked(mixed(), "an earlier endorsement"))
            .fails("signatures", &["malformed"])
            .says("an endorsement of version 1 in a record of version 2", "第二版案卷中有第一版的签署"),
        malformed("version-earlier-number", &picked(mixed(), "an earlier number on a later form")).says(
            "a manifest that says to be of version 1 and has the digests of version 2",
            "目录自称第一版而有第二版的摘要",
        ),
    ]
}

/// The first file named by one digest.
fn without_sm3() -> Package {
    let all = one_missing();
    // The second of the four ways of leaving out and adding.
    let each = all.len() / 4;
    all[each].package.clone()
}
