//! Receipts: as they are given, changed by whoever was given one, and by somebody with the key.

use crate::receipts::{alone, receipts};
use crate::records::{SMALL, bytes_of, record, value};
use crate::vectors::bases::{AFTER_MEETING, EDGES, V1_SMALL, V2_SMALL};
use crate::vectors::vector::Vector;
use anzhi_record::{Package, STATEMENT};
use serde_json::{Value, json};

pub(crate) fn vectors() -> Vec<Vector> {
    [sound(), papers(), sheets(), inclusion()].concat()
}

fn of(record: &Package, id: &str) -> Value {
    receipts(record).into_iter().find(|receipt| receipt["candidate"] == id).unwrap()
}

/// Of the third officer, in a record that two have signed.
fn own() -> Value {
    of(V2_SMALL.package(), "3")
}

fn vector(name: &'static str, receipt: &Value) -> Vector {
    Vector::receipt(name, bytes_of(receipt))
}

/// The receipt with one thing changed.
fn changed(name: &'static str, change: impl FnOnce(&mut Value)) -> Vector {
    let mut receipt = own();
    change(&mut receipt);
    vector(name, &receipt)
}

fn sound() -> Vec<Vector> {
    let edges = |id: &str| of(EDGES.package(), id);
    let small = of(&SMALL, "3");
    let sheet = small["sheet"].as_str().unwrap();
    vec![
        vector("sound-receipt", &own())
            .under(&["bureau", "discipline-sm2"])
            .says("the receipt of the third officer, under both signatures", "第三人的回执，两个签名都核验"),
        vector("sound-receipt-first-leaf", &edges("10"))
            .under(&["bureau-sm2"])
            .says("the first leaf of eleven", "十一片叶中的第一片"),
        vector("sound-receipt-last-leaf", &edges("𠮷"))
            .under(&["bureau-sm2"])
            .says("the last leaf of eleven, whose path is shorter", "十一片叶中的最后一片，路径较短"),
        vector("sound-receipt-without-sheet", &edges("a")).under(&["bureau-sm2"]).says(
            "of somebody excluded, whose facts alone reach a gap that nobody has filled: there is no sheet",
            "不予排名者，其缺项无人补定，没有计分表",
        ),
        vector("sound-receipt-two-turns", &edges("甲一"))
            .under(&["bureau-sm2"])
            .says("of somebody late, with two turns", "迟到者，有两次选岗"),
        vector("sound-receipt-after-meeting", &of(AFTER_MEETING.package(), "04"))
            .says("of somebody who was given a seat after the meeting", "选岗会后递补者"),
        vector("sound-receipt-by-another-scheme", &of(&record("two-sittings"), "B3")).says(
            "by a scheme that readers need not know, with a group",
            "按另一计分办法，有组别，核验者不必认得其计分办法",
        ),
        Vector::receipt("sound-receipt-one-leaf", alone(&small, sheet))
            .says("the only leaf of its tree", "树中仅此一片叶"),
    ]
}

fn papers() -> Vec<Vector> {
    let text = String::from_utf8(bytes_of(&own())).unwrap();
    vec![
        Vector::receipt("receipt-with-a-blank", text.replacen(',', ", ", 1).into_bytes())
            .fails("envelope", &["malformed"])
            .says("a blank in the file", "文件中多一个空格"),
        changed("receipt-of-two-candidates", |receipt| receipt["candidate"] = json!("4"))
            .fails("envelope", &["malformed"])
            .says("another candidate than in the results", "候选人与本人结果中的不符"),
        changed("receipt-of-a-later-version", |receipt| receipt["format"] = json!(2))
            .leaves("envelope", "unknown-version")
            .wait(&["signatures", "sheet", "inclusion"])
            .says("a receipt of version 2", "回执为第二版"),
        changed("receipt-without-key", |_| {})
            .under(&[])
            .leaves("signatures", "no-key")
            .says("verified without any key", "未给出公钥"),
        changed("receipt-signed-nothing", |_| {})
            .under(&["bureau-sm2"])
            .fails("signatures", &["signed-nothing"])
            .says("the given key has signed nothing", "给出的公钥没有签过"),
        changed("receipt-endorsement-of-another-record", |receipt| {
            receipt["endorsements"] = of(AFTER_MEETING.package(), "04")["endorsements"].clone();
        })
        .fails("envelope", &["endorses-other"])
        .fails("signatures", &["endorses-other"])
        .says("the endorsement of another record", "签署是另一案卷的"),
    ]
}

fn sheets() -> Vec<Vector> {
    let small = of(&SMALL, "3");
    let sheet = small["sheet"].as_str().unwrap();
    let neighbour = of(V2_SMALL.package(), "4");
    let higher = sheet.replace("total 25.65", "total 29.65");
    let foreign = sheet.replace("candidate 3", "candidate 4");
    assert!(higher != sheet && foreign != sheet);
    vec![
        changed("receipt-sheet-of-somebody-else", |receipt| receipt["sheet"] = neighbour["sheet"].clone())
            .fails("sheet", &["not-on-sheet", "other-sheet"])
            .says("somebody else's sheet", "计分表是他人的"),
        changed("receipt-sheet-taken-out", |receipt| drop(receipt.as_object_mut().unwrap().remove("sheet")))
            .fails("sheet", &["other-sheet"])
            .says("the sheet taken out", "计分表取走"),
        Vector::receipt("receipt-sheet-of-other-points", alone(&small, &higher))
            .fails("sheet", &["not-on-sheet"])
            .says(
                "a sheet that says another total than the results, signed",
                "计分表的总成绩与本人结果不符，已签名",
            ),
        Vector::receipt("receipt-sheet-of-another-name", alone(&small, &foreign))
            .fails("sheet", &["not-on-sheet"])
            .says("a sheet that names another candidate, signed", "计分表写的是另一候选人，已签名"),
    ]
}

fn inclusion() -> Vec<Vector> {
    let out = |vector: Vector| vector.fails("inclusion", &["not-included"]);
    let neighbour = of(V2_SMALL.package(), "4");
    let small = of(&SMALL, "3");
    vec![
        out(changed("receipt-rank-changed", |receipt| receipt["result"]["results"][0]["rank"] = json!(1)))
            .says("another rank in the results", "本人结果中名次改动"),
        out(changed("receipt-preference-changed", |receipt| {
            receipt["result"]["preferences"] = json!(["V3", "V4"])
        }))
        .says("another list of preferences in the results", "本人结果中志愿改动"),
        out(changed("receipt-index-changed", |receipt| receipt["index"] = json!(3)))
            .says("another place in the tree", "树中的位置改动"),
        out(changed("receipt-path-of-somebody-else", |receipt| receipt["path"] = neighbour["path"].clone()))
            .says("somebody else's path", "路径是他人的"),
        out(changed("receipt-path-too-long", |receipt| {
            let path = receipt["path"].as_array_mut().unwrap();
            path.push(path[0].clone());
        }))
        .says("a digest more on the path than the tree has", "路径多一个摘要"),
        out(changed("receipt-salt-of-somebody-else", |receipt| receipt["salt"] = neighbour["salt"].clone())
            .fails("sheet", &["other-sheet"]))
        .says("somebody else's salt", "盐值是他人的"),
        vector("receipt-of-version-1", &of_version_1(small)).fails("inclusion", &["no-results"]).says(
            "under the statement of a record of version 1, which names no results",
            "第一版案卷的陈述，其中没有本人结果树",
        ),
    ]
}

/// The receipt with statement and endorsement of a record of version 1 of the same round.
fn of_version_1(mut receipt: Value) -> Value {
    let first = V1_SMALL.package();
    let name = first.files.keys().find(|name| name.starts_with("endorsements/")).unwrap();
    receipt["statement"] = value(first, STATEMENT);
    receipt["endorsements"] = json!([value(first, name)]);
    receipt
}
