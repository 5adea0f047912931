//! Public editions changed by somebody without the key, and by somebody with it.

use crate::public::forged_of;
use crate::records::{SMALL, bytes_of, digests, signed_anew, value, with};
use crate::vectors::bases::{AFTER_EDITION, Base, COUNTY_EDITION, EDGES_EDITION, V1_SMALL};
use crate::vectors::vector::Vector;
use anzhi_record::edition::{EDITION, publish};
use anzhi_record::{Package, STATEMENT};
use serde_json::{Value, json};

pub(crate) fn vectors() -> Vec<Vector> {
    [papers(), digests_of(), round(), order(), turns(), seats(), choices(), after()].concat()
}

fn vector(name: &'static str, package: &Package) -> Vector {
    Vector::edition(name, &EDGES_EDITION, package)
}

/// One thing changed and named by a statement that the bureau has signed.
fn forged(name: &'static str, base: &Base, change: impl FnOnce(&mut Value)) -> Vector {
    Vector::edition(name, base, &forged_of(base.package(), change))
}

fn edges(name: &'static str, change: impl FnOnce(&mut Value)) -> Vector {
    forged(name, &EDGES_EDITION, |edition| change(&mut edition["sittings"][0]))
}

/// Other bytes for the edition, named by a statement that the bureau has signed.
fn in_bytes(bytes: Vec<u8>) -> Package {
    let mut statement = value(EDGES_EDITION.package(), STATEMENT);
    statement["predicate"]["edition"] = digests(&bytes);
    let named = with(EDGES_EDITION.package(), EDITION, bytes);
    signed_anew(with(&named, STATEMENT, bytes_of(&statement)))
}

fn papers() -> Vec<Vector> {
    let kept = EDGES_EDITION.package();
    let mut longer = kept.file(EDITION).unwrap().to_vec();
    longer.push(b'\n');
    let replays = ["round", "order", "turns", "seats", "choices", "after"];
    vec![
        vector("edition-file-too-many", &with(kept, "notes.txt", "x"))
            .under(&["bureau-sm2"])
            .fails("envelope", &["unnamed-file"])
            .says("a file that public editions do not have", "公开版中多一个文件"),
        vector("edition-line-feed-at-the-end", &in_bytes(longer))
            .fails("envelope", &["malformed"])
            .says("a line feed at the end of the edition, named and signed", "公开版末尾多一个换行，已签名"),
        forged("edition-of-a-later-version", &EDGES_EDITION, |edition| edition["format"] = json!(2))
            .leaves("envelope", "unknown-version")
            .wait(&replays)
            .says("an edition of version 2", "公开版为第二版"),
        vector("edition-without-key", kept)
            .under(&[])
            .leaves("signatures", "no-key")
            .says("verified without any key", "未给出公钥"),
        vector("edition-signed-nothing", kept)
            .fails("signatures", &["signed-nothing"])
            .says("the given key has signed nothing", "给出的公钥没有签过"),
        vector(
            "edition-statement-of-another-record",
            &with(kept, STATEMENT, COUNTY_EDITION.package().file(STATEMENT).unwrap()),
        )
        .under(&["bureau-sm2"])
        .fails("envelope", &["endorses-other"])
        .fails("signatures", &["endorses-other"])
        .fails("digest", &["wrong-digest"])
        .fails("round", &["stated"])
        .says("the statement of another record", "陈述是另一案卷的"),
    ]
}

fn digests_of() -> Vec<Vector> {
    let kept = EDGES_EDITION.package();
    let text = std::str::from_utf8(kept.file(EDITION).unwrap()).unwrap();
    let of_first = publish(&SMALL).unwrap();
    let first = V1_SMALL.package();
    let mut unnamed = Package::default();
    unnamed.files.insert(EDITION.into(), of_first.file(EDITION).unwrap().to_vec());
    let said = |name: &&String| *name == STATEMENT || name.starts_with("endorsements/");
    unnamed
        .files
        .extend(first.files.keys().filter(said).map(|name| (name.clone(), first.files[name].clone())));
    vec![
        vector("edition-total-raised", &with(kept, EDITION, text.replace("\"45.5\"", "\"46.5\"")))
            .under(&["bureau-sm2"])
            .fails("digest", &["wrong-digest"])
            .says("the first total raised by one point", "第一名总成绩加1分"),
        vector(
            "edition-of-another-record",
            &with(kept, EDITION, COUNTY_EDITION.package().file(EDITION).unwrap()),
        )
        .under(&["bureau-sm2"])
        .fails("digest", &["wrong-digest"])
        .fails("round", &["stated"])
        .says("the edition of another record", "公开版是另一案卷的"),
        vector("edition-of-version-1", &unnamed).fails("digest", &["not-named"]).says(
            "under the statement of a record of version 1, which names no edition",
            "第一版案卷的陈述，其中没有公开版",
        ),
    ]
}

fn round() -> Vec<Vector> {
    let title = |edition: &mut Value| edition["round"]["title"] = json!("另一年度（虚构）");
    vec![
        forged("edition-another-title", &EDGES_EDITION, title)
            .fails("round", &["stated"])
            .says("another title than the statement says", "年度名称与陈述不符"),
        edges("edition-seat-more-than-counted", |sitting| {
            let vacancy = &mut sitting["vacancies"][4];
            (vacancy["seats"], vacancy["left"]) = (json!(4), json!(3));
        })
        .fails("round", &["stated"])
        .says("a seat more than the statement counts", "名额比陈述多一个"),
    ]
}

fn order() -> Vec<Vector> {
    vec![
        edges("edition-totals-exchanged", |sitting| {
            let people = sitting["candidates"].as_array_mut().unwrap();
            (people[0]["total"], people[1]["total"]) = (people[1]["total"].take(), people[0]["total"].take());
        })
        .fails("order", &["total-order"])
        .says("the totals of two neighbours exchanged", "相邻两人总成绩对调"),
        edges("edition-tie-number", |sitting| sitting["candidates"][4]["tie"] = json!(3))
            .fails("order", &["tie"])
            .says("another number within a tie", "同分者的序号不符"),
        edges("edition-total-in-another-form", |sitting| sitting["candidates"][0]["total"] = json!("45.50"))
            .fails("order", &["total-form"])
            .says("a total with a zero at its end", "总成绩末尾多一个零"),
    ]
}

fn turns() -> Vec<Vector> {
    let pop = |sitting: &mut Value| drop(sitting["turns"].as_array_mut().unwrap().pop());
    vec![
        edges("edition-late-turn-left-out", pop)
            .fails("turns", &["outcome", "turn"])
            .fails("choices", &["list-end"])
            .says("the further turn of a late person left out", "漏掉迟到者再次选岗"),
        edges("edition-outcome-changed", |sitting| sitting["candidates"][5]["outcome"] = json!("absent"))
            .fails("turns", &["outcome"])
            .says("another outcome than the last turn says", "去向与最后一次选岗不符"),
        edges("edition-turns-exchanged", |sitting| {
            let turns = sitting["turns"].as_array_mut().unwrap();
            turns.swap(0, 1);
            (turns[0]["n"], turns[1]["n"]) = (json!(1), json!(2));
        })
        .fails("turns", &["turn"])
        .fails("seats", &["seats"])
        .fails("choices", &["choice"])
        .says("two turns exchanged", "两次选岗次序对调"),
    ]
}

fn seats() -> Vec<Vector> {
    vec![
        edges("edition-seat-more-left", |sitting| sitting["vacancies"][2]["left"] = json!(2))
            .fails("seats", &["seats"])
            .says("a seat more left than there was", "余额多一个"),
        edges("edition-last-turn", |sitting| sitting["vacancies"][6]["last_turn"] = json!(4))
            .fails("seats", &["seats"])
            .says("the last seat went in another turn", "最后一个名额记在另一次选岗"),
    ]
}

fn choices() -> Vec<Vector> {
    let first = |sitting: &mut Value, rank: usize| sitting["candidates"][rank - 1]["list"].take();
    vec![
        edges("edition-called-gone", |sitting| sitting["candidates"][0]["list"][0]["why"] = json!("gone"))
            .fails("choices", &["choice"])
            .says("a preference called gone though a seat was left", "尚有名额的志愿记为已满"),
        edges("edition-called-closed", |sitting| {
            sitting["candidates"][3]["list"][0]["why"] = json!("closed")
        })
        .fails("choices", &["choice"])
        .says("a preference called closed though no seat was left", "已无名额的志愿记为条件不符"),
        edges("edition-preference-left-out", |sitting| {
            let mut list = first(sitting, 3);
            list.as_array_mut().unwrap().remove(0);
            sitting["candidates"][2]["list"] = list;
        })
        .fails("choices", &["preference"])
        .says("an earlier preference left out of a list", "漏掉一项在前的志愿"),
    ]
}

fn after() -> Vec<Vector> {
    vec![
        forged("edition-taken-from-nobody", &AFTER_EDITION, |edition| {
            edition["after"][0]["from"] = json!("A02")
        })
        .fails("after", &["after-seats", "after-told"])
        .says("a seat taken back that the person had not", "撤销的不是其所得岗位"),
        forged("edition-given-a-seat-that-is-none", &AFTER_EDITION, |edition| {
            let given =
                edition["after"].as_array_mut().unwrap().iter_mut().filter(|line| line.get("to").is_some());
            given.for_each(|line| line["to"] = json!("A01"));
        })
        .fails("after", &["after-seats"])
        .says("two people given a seat where there is one", "一个名额递补两人"),
    ]
}
