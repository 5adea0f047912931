//! The result, or what the statement says of it, made otherwise than it comes of the round; digests and signature anew.

use crate::records::{SMALL, bytes_of, resealed, signed_anew, value, with};
use crate::vectors::bases::{AFTER_MEETING, Base, EDGES, V2_SMALL};
use crate::vectors::facts::Facts;
use crate::vectors::vector::Vector;
use anzhi_record::{Package, RESULT, STATEMENT};
use serde_json::{Value, json};

pub(crate) fn vectors() -> Vec<Vector> {
    [scores(), order(), placements(), names(), after(), other_rules(), statements(), warnings()].concat()
}

/// The record with its result changed.
fn changed(base: &Base, change: impl FnOnce(&mut Value)) -> Package {
    let mut result = value(base.package(), RESULT);
    change(&mut result);
    resealed(with(base.package(), RESULT, bytes_of(&result)))
}

/// The line of a candidate, vacancy or turn in the first sitting.
fn line<'v>(result: &'v mut Value, list: &str, key: &str, of: &Value) -> &'v mut Value {
    let all = result["sittings"][0][list].as_array_mut().unwrap();
    all.iter_mut().find(|line| line[key] == *of).unwrap()
}

fn candidate<'v>(result: &'v mut Value, id: &str) -> &'v mut Value {
    line(result, "candidates", "id", &json!(id))
}

fn scores() -> Vec<Vector> {
    let differs = |name, base: &'static Base, change: &dyn Fn(&mut Value)| {
        Vector::record(name, base, &changed(base, change)).fails("scores", &["differs"])
    };
    let points = |id: &'static str, pairs: &'static [(&str, &str)]| {
        move |result: &mut Value| {
            let candidate = candidate(result, id);
            pairs.iter().for_each(|(key, text)| candidate[*key] = json!(text));
        }
    };
    vec![
        differs("score-total-raised", &V2_SMALL, &points("3", &[("total", "28.65")]))
            .says("three points more for an officer", "一人总成绩加3分"),
        differs("score-of-a-sheet", &V2_SMALL, &|result: &mut Value| {
            candidate(result, "3")["sheet"] = candidate(result, "4")["sheet"].clone();
        })
        .says("the digest of somebody else's sheet", "计分表摘要是他人的"),
        differs(
            "score-exam-cut-off",
            &V2_SMALL,
            &points("1", &[("assessment", "23"), ("exam", "7.8"), ("total", "30.8")]),
        )
        .says("7.85 for the exam cut off to 7.8", "考试折算7.85舍为7.8"),
        differs(
            "score-negative-total-as-nothing",
            &EDGES,
            &points("2", &[("assessment", "0"), ("total", "0")]),
        )
        .says("an assessment of −6.5 counted as nothing", "考核成绩负6.5分按0分计"),
        differs(
            "score-three-of-one-class",
            &EDGES,
            &points("11010119850101001X", &[("assessment", "17"), ("total", "24")]),
        )
        .says("three third-class merits counted where two count", "三个三等功计三个，应计两个"),
    ]
}

fn order() -> Vec<Vector> {
    let differs = |name, base: &'static Base, package: &Package| {
        Vector::record(name, base, package).fails("ranking", &["differs"])
    };
    let swapped = changed(&V2_SMALL, |result| {
        (candidate(result, "2")["rank"], candidate(result, "4")["rank"]) = (json!(3), json!(2));
        result["sittings"][0]["candidates"].as_array_mut().unwrap().swap(1, 2);
    });
    let lots = Facts::of(EDGES.package()).with("lots.csv", "乙,4", "乙,40").under(EDGES.package());
    vec![
        differs("rank-swapped", &V2_SMALL, &swapped)
            .fails("check", &["check-failed"])
            .says("two neighbours of the ranking swapped", "名次相邻两人对调"),
        differs(
            "rank-two-alike",
            &V2_SMALL,
            &changed(&V2_SMALL, |result| candidate(result, "4")["rank"] = json!(2)),
        )
        .fails("check", &["check-failed"])
        .says("two people of one rank", "两人名次相同"),
        differs("rank-lot-changed", &EDGES, &lots)
            .fails("allocation", &["differs"])
            .fails("check", &["check-failed"])
            .fails("particulars", &["differs"])
            .says("a lot of 4 made one of 40 among three who are tied", "三人同分，其一签号由4改为40"),
    ]
}

fn placements() -> Vec<Vector> {
    let differs = |name, base: &'static Base, change: &dyn Fn(&mut Value)| {
        let vector = Vector::record(name, base, &changed(base, change));
        vector.fails("allocation", &["differs"]).fails("check", &["check-failed"])
    };
    let preference = Facts::of(V2_SMALL.package()).with("preferences.csv", "1,1,V3", "1,1,V4");
    vec![
        differs("turn-late-person-left-out", &EDGES, &|result| {
            drop(result["sittings"][0]["turns"].as_array_mut().unwrap().pop());
            candidate(result, "2")["outcome"] = json!("absent");
        })
        .says("a late person has no further turn", "迟到者没有再次选岗"),
        differs("seat-more-left", &V2_SMALL, &|result| {
            line(result, "vacancies", "id", &json!("V5"))["left"] = json!(2);
        })
        .says("a seat more left than there were", "余额比名额多一个"),
        differs("seat-last-turn", &V2_SMALL, &|result| {
            line(result, "vacancies", "id", &json!("V1"))["last_turn"] = json!(3);
        })
        .says("the last seat went in another turn", "最后一个名额记在另一次选岗"),
        differs("vacancy-of-a-later-preference", &V2_SMALL, &later_preference).says(
            "the first officer has the second preference though the first was open, seats and turns to match",
            "第一人得第二志愿，而第一志愿可选；余额、次序相应改动",
        ),
        differs("outcome-of-another-word", &V2_SMALL, &|result| {
            let candidate = candidate(result, "5");
            candidate["outcome"] = json!("placed_by_ruling");
            candidate.as_object_mut().unwrap().remove("preference");
        })
        .says("somebody placed in turn is called placed by a ruling", "依次选岗者记为裁定安置"),
        Vector::record(
            "preference-edited-behind-the-result",
            &V2_SMALL,
            &preference.under(V2_SMALL.package()),
        )
        .fails("allocation", &["differs"])
        .fails("check", &["check-failed"])
        .fails("particulars", &["differs"])
        .says(
            "a preference edited in the round and as handed in, the result as it was",
            "志愿在规范形式和原始文件中都改动，结果未动",
        ),
    ]
}

/// Candidate 1 has V1 in the first turn, which leaves V3 and one seat fewer for the fifth.
fn later_preference(result: &mut Value) {
    let first = candidate(result, "1");
    (first["vacancy"], first["preference"]) = (json!("V1"), json!(2));
    line(result, "turns", "n", &json!(1))["vacancy"] = json!("V1");
    let last = candidate(result, "5");
    (last["vacancy"], last["preference"]) = (json!("V5"), json!(3));
    line(result, "turns", "n", &json!(5))["vacancy"] = json!("V5");
    let seats = json!([
        { "id": "V1", "last_turn": 3, "left": 0, "seats": 2 },
        { "id": "V2", "last_turn": 2, "left": 0, "seats": 1 },
        { "id": "V3", "left": 1, "seats": 1 },
        { "id": "V4", "last_turn": 4, "left": 0, "seats": 1 },
        { "id": "V5", "last_turn": 5, "left": 0, "seats": 1 },
    ]);
    result["sittings"][0]["vacancies"] = seats;
}

/// What names somebody, something or a turn that is not there.
fn names() -> Vec<Vector> {
    let differs = |name, change: &dyn Fn(&mut Value)| {
        let vector = Vector::record(name, &V2_SMALL, &changed(&V2_SMALL, change));
        vector.fails("allocation", &["differs"]).fails("check", &["wrong-names"])
    };
    vec![
        differs("turn-left-out", &|result| {
            drop(result["sittings"][0]["turns"].as_array_mut().unwrap().pop());
        })
        .says("the last turn left out, whose choice stands all the same", "漏掉最后一次选岗，而所得岗位仍在"),
        differs("vacancy-that-is-none", &|result| {
            candidate(result, "5")["vacancy"] = json!("V9");
            line(result, "turns", "n", &json!(5))["vacancy"] = json!("V9");
        })
        .says("a vacancy that the round does not have", "所得岗位并不存在"),
        differs("candidate-that-is-none", &|result| {
            let one_more = json!({ "id": "6", "outcome": "excluded" });
            result["sittings"][0]["candidates"].as_array_mut().unwrap().push(one_more);
        })
        .says("a candidate whom the round does not have", "结果中多一名候选人"),
    ]
}

fn after() -> Vec<Vector> {
    let differs = |name, change: &dyn Fn(&mut Value)| {
        let vector = Vector::record(name, &AFTER_MEETING, &changed(&AFTER_MEETING, change));
        vector.fails("allocation", &["differs"]).fails("check", &["check-failed"])
    };
    vec![
        differs("after-left-out", &|result| drop(result.as_object_mut().unwrap().remove("after")))
            .says("nothing told of what followed the meeting", "选岗会后的变动一概未记"),
        differs("after-seat-to-somebody-else", &|result| {
            let line =
                result["after"].as_array_mut().unwrap().iter_mut().find(|line| line["candidate"] == "04");
            line.unwrap()["candidate"] = json!("02");
        })
        .says(
            "a seat given after the meeting to somebody else than the ruling says",
            "递补的不是裁定所写的人",
        ),
    ]
}

/// A whole result that follows consistently from other rules than those of the scheme in the record.
fn by_other_rules(base: &Base, from: &str, to: &str) -> Package {
    let own = std::str::from_utf8(base.package().file("round/scheme.toml").unwrap()).unwrap();
    assert_eq!(own.matches(from).count(), 1, "{from}");
    let scheme = own.replace(from, to).replace("edition = \"2026-1\"", "edition = \"2026-x\"");
    let facts = Facts::of(base.package());
    let facts =
        facts.with("round.toml", "\"county-reference\"", "\"./other.toml\"").with_file("other.toml", &scheme);
    let forged = facts.record();
    let result = String::from_utf8(forged.file(RESULT).unwrap().to_vec()).unwrap();
    let mut statement = value(base.package(), STATEMENT);
    statement["predicate"]["results"] = value(&forged, STATEMENT)["predicate"]["results"].clone();
    let package = with(base.package(), RESULT, result.replace("2026-x", "2026-1"));
    resealed(with(&package, STATEMENT, bytes_of(&statement)))
}

fn other_rules() -> Vec<Vector> {
    let forged = |name, from: &str, to: &str| Vector::record(name, &EDGES, &by_other_rules(&EDGES, from, to));
    vec![
        forged("rules-later-enlistment-first", "\"earlier:enlisted\"", "\"later:enlisted\"")
            .fails("ranking", &["differs"])
            .fails("allocation", &["differs"])
            .fails("check", &["check-failed"])
            .fails("particulars", &["differs"])
            .says(
                "a result, consistent in itself, that puts the later enlisted first among equals",
                "结果自身一致，但同分者以入伍日期晚者在先",
            ),
        forged("rules-late-people-out", "late = \"end_of_list\"", "late = \"out\"")
            .fails("allocation", &["differs"])
            .fails("check", &["check-failed"])
            .fails("particulars", &["differs"])
            .says(
                "a result, consistent in itself, in which a late person does not choose at the end",
                "结果自身一致，但迟到者未排在最后选岗",
            ),
    ]
}

/// What the statement says, signed.
fn statements() -> Vec<Vector> {
    let says = |name, base: &'static Base, path: &str, new: Value| {
        let mut statement = value(base.package(), STATEMENT);
        *statement.pointer_mut(path).unwrap() = new;
        let package = signed_anew(with(base.package(), STATEMENT, bytes_of(&statement)));
        Vector::record(name, base, &package).fails("particulars", &["differs"])
    };
    let other = value(&SMALL, STATEMENT)["predicate"]["scheme"]["digest"]["sha256"].clone();
    vec![
        says("count-of-the-placed", &AFTER_MEETING, "/predicate/counts/placed", json!("5"))
            .says("five placed in the end where there are four", "最终安置4人，陈述写5人"),
        says("count-of-rulings", &V2_SMALL, "/predicate/counts/rulings", json!("1"))
            .says("a ruling more than there are", "裁定多记一件"),
        says("root-of-the-results", &V2_SMALL, "/predicate/results/root", other.clone())
            .says("another root over everybody's results", "本人结果树的根不符"),
        says("number-of-the-results", &V2_SMALL, "/predicate/results/leaves", json!("6"))
            .says("another number of results", "本人结果树的片数不符"),
        says("digest-of-the-edition", &V2_SMALL, "/predicate/edition/sha256", other.clone())
            .says("another SHA-256 of the public edition", "公开版的SHA-256摘要不符"),
        says("digest-of-the-scheme", &V2_SMALL, "/predicate/scheme/digest/sm3", other.clone()).says(
            "a wrong SM3 of the scheme's file, the SHA-256 right",
            "计分办法文件SM3摘要错、SHA-256摘要对",
        ),
        says("digest-of-the-scoring", &V2_SMALL, "/predicate/scheme/scoring", other)
            .says("another digest of the scoring part", "计分部分的摘要不符"),
        says("count-of-the-roster", &AFTER_MEETING, "/predicate/roster/count", json!("9"))
            .says("another number on the roster", "移交名册人数不符"),
        says("title-of-the-statement", &V2_SMALL, "/predicate/round/title", json!("另一年度（虚构）"))
            .says("another title of the round", "年度名称不符"),
    ]
}

fn warnings() -> Vec<Vector> {
    let differs = |name, base: &'static Base, change: &dyn Fn(&mut Value)| {
        Vector::record(name, base, &changed(base, change)).fails("particulars", &["differs"])
    };
    vec![
        differs("warning-left-out", &EDGES, &|result| {
            drop(result["warnings"].as_array_mut().unwrap().remove(0));
        })
        .says("a warning left out", "漏掉一条提示"),
        differs("warning-of-somebody-else", &EDGES, &|result| {
            result["warnings"][0]["candidate"] = json!("丙")
        })
        .says("a warning on somebody else", "一条提示记在他人名下"),
    ]
}
