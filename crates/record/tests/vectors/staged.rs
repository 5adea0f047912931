//! Records behind stages that were left out, forged, or changed behind without a ruling.

use crate::records::{DISCIPLINE, bytes_of, resealed, signed_anew, signed_by, value, with};
use crate::stages::{restaged, stage};
use crate::vectors::bases::{STAGES, V2_SMALL};
use crate::vectors::facts::Facts;
use crate::vectors::signed::{TRUST, TRUST_IN_STAGES};
use crate::vectors::vector::Vector;
use anzhi_core::digest::Digest;
use anzhi_record::key::PrivateKey;
use anzhi_record::{Package, STATEMENT};
use serde_json::{Value, json};

const NAMES: [&str; 4] =
    ["stages/1-plan.json", "stages/2-scores.json", "stages/3-exams.json", "stages/4-ranking.json"];

pub(crate) fn vectors() -> Vec<Vector> {
    [changes(), chain(), forged(), signatures(), forms()].concat()
}

/// The stages of the record, in their order.
fn stages() -> Vec<Value> {
    NAMES.iter().map(|name| value(STAGES.package(), name)).collect()
}

fn other() -> Value {
    json!(Digest::of(b"something else").to_string())
}

/// The record of these facts behind the first so many stages.
fn behind(facts: &Facts, count: usize) -> Package {
    restaged(&facts.record(), &stages()[..count])
}

/// The record behind its stages, the last one changed and signed anew by the bureau.
fn with_last(change: impl FnOnce(&mut Value)) -> Package {
    let mut all = stages();
    let last = all.pop().unwrap();
    all.push(stage(last, change));
    restaged(STAGES.package(), &all)
}

fn fails(name: &'static str, package: &Package, codes: &[&str]) -> Vector {
    Vector::record(name, &STAGES, package).fails("stages", codes)
}

fn changes() -> Vec<Vector> {
    let now = || Facts::of(STAGES.package());
    let uncovered = |name, package: &Package| fails(name, package, &["changed-without-ruling"]);
    vec![
        uncovered("stage-mark-changed-without-ruling", &behind(&Facts::of(V2_SMALL.package()), 3)).says(
            "a mark changed behind the posting of the exam, and no ruling on it",
            "考试成绩公示后改动一人成绩，没有裁定",
        ),
        uncovered("stage-ruling-taken-out-again", &behind(&now().without("rulings.csv"), 4)).says(
            "the ruling that a stage holds taken out of the record again",
            "封存环节中已有的裁定又从案卷中取走",
        ),
        uncovered("stage-ruling-made-afterwards", &ruled_afterwards()).says(
            "the ruling was made only after the stage that holds the changed mark",
            "改动已在某一环节封存之后才作裁定",
        ),
        uncovered(
            "stage-seat-more-behind-the-plan",
            &behind(&now().with("vacancies.csv", "民警,2", "民警,3"), 4),
        )
        .says(
            "a seat more than when the plan was posted, and no ruling on it",
            "岗位计划公示后多一个名额，没有裁定",
        ),
    ]
}

/// The ranking was sealed with the changed mark and without the ruling.
fn ruled_afterwards() -> Package {
    let mut all = stages();
    let last = all.pop().unwrap();
    all.push(stage(last, |last| last["digests"]["rulings"] = json!([])));
    restaged(STAGES.package(), &all)
}

fn chain() -> Vec<Vector> {
    let second = format!("{}/{}", STAGES.path(), NAMES[3]);
    vec![
        fails("stage-first-left-out", &restaged(STAGES.package(), &stages()[1..2]), &["stage-chain"])
            .says("the first stage left out, and those behind the second", "漏掉第一个环节和第二个以后的"),
        fails("stage-last-left-out", &restaged(STAGES.package(), &stages()[..3]), &["stage-left-out"])
            .holding(second)
            .says(
                "the last stage left out, which whoever verifies holds",
                "漏掉最后一个环节，而核验者手中有",
            ),
        fails(
            "stage-of-another-round",
            &with_last(|last| last["statement"]["predicate"]["round"]["id"] = json!("other")),
            &["changed-without-ruling", "stage-chain"],
        )
        .says("the last stage is of another round", "最后一个环节属于另一年度"),
    ]
}

fn forged() -> Vec<Vector> {
    vec![
        fails(
            "stage-sheet-misstated",
            &with_last(|last| last["digests"]["people"][0]["sheet"] = other()),
            &["stage-misstated"],
        )
        .says("a stage holds another sheet than comes of its inputs", "环节中一份计分表与其内容不符"),
        fails(
            "stage-ranking-misstated",
            &with_last(|last| last["digests"]["ranking"][0]["digest"] = other()),
            &["stage-misstated"],
        )
        .says("a stage holds another ranking than comes of its inputs", "环节中的排名与其内容不符"),
        fails(
            "stage-of-another-secret",
            &with_last(|last| last["statement"]["predicate"]["secret"] = other()),
            &["other-secret"],
        )
        .says("a stage was sealed under another secret", "一个环节以另一密值封存"),
        fails(
            "stage-scoring-otherwise",
            &with_last(|last| last["statement"]["predicate"]["scheme"]["scoring"] = other()),
            &["scoring-changed"],
        )
        .says(
            "a stage was sealed under a scheme that scores otherwise",
            "一个环节封存时计分办法的计分部分不同",
        ),
    ]
}

fn signatures() -> Vec<Vector> {
    let plan = stage(stages().swap_remove(0), |_| {});
    let unsigned = restaged(STAGES.package(), &[plan]);
    let trusted = signed_by(unsigned.clone(), &PrivateKey::demonstration("discipline-sm2"), "纪检监察");
    vec![
        fails("stage-unsigned", &signed_by(unsigned, &DISCIPLINE, "纪检监察"), &["stage-unsigned"])
            .under(&["bureau", "discipline"])
            .says(
                "a second signer of the record, who has not signed the stage",
                "第二名签名者签了案卷，未签环节",
            ),
        Vector::record("stage-that-the-trust-file-asks-for", &V2_SMALL, V2_SMALL.package())
            .trusting(TRUST_IN_STAGES)
            .fails("stages", &["stage-missing"])
            .says(
                "the trust file asks for stages, and the record holds none",
                "信任文件要求有公示环节，案卷中没有",
            ),
        fails("stage-trust-file-unmet", &trusted, &["stage-condition-unmet"])
            .trusting(TRUST)
            .says("the discipline office has signed the record and no stage", "纪检监察签了案卷，未签环节"),
    ]
}

/// Files and names of stages.
fn forms() -> Vec<Vector> {
    let mut wrong = stages().pop().unwrap();
    wrong["digests"]["people"][0]["mark"] = other();
    let mut moved = STAGES.package().clone();
    let bytes = moved.files.remove(NAMES[3]).unwrap();
    moved.files.insert("stages/5-ranking.json".into(), bytes);
    let mut statement = value(STAGES.package(), STATEMENT);
    statement["predicate"]["stages"][0]["fingerprint"] = other();
    let misnamed = signed_anew(with(STAGES.package(), STATEMENT, bytes_of(&statement)));
    vec![
        Vector::record(
            "stage-digest",
            &STAGES,
            &resealed(with(STAGES.package(), NAMES[3], bytes_of(&wrong))),
        )
        .fails("envelope", &["wrong-digest"])
        .fails("particulars", &["differs"])
        .says("the statement of a stage names other digests than it holds", "环节的陈述与其摘要表不符"),
        Vector::record("stage-number-left-out", &STAGES, &resealed(moved))
            .fails("envelope", &["unnamed-file"])
            .says("the number of a stage left out", "环节的编号跳过一个"),
        Vector::record("stage-of-another-fingerprint", &STAGES, &misnamed)
            .fails("particulars", &["differs"])
            .says("the statement names a stage by another fingerprint", "陈述所记环节的指纹不符"),
    ]
}
