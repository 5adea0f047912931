//! What was handed in: each row and cell, whose it is, and whether it counts.

use crate::rounds::{Files, between};
use crate::told::{ids, rows, severities, told};
use anzhi_core::place::stand;
use anzhi_record::diff::Diff;
use anzhi_record::verify::Severity;
use anzhi_tables::read_round;

/// One edit of a round, which concerns one person and moves nobody.
fn only(old: &Files, new: &Files, id: &str, expected: &[&str]) {
    let diff = between(old, new);
    assert_eq!(ids(&diff), [id]);
    assert_eq!(told(&diff, id), expected);
    assert!(diff.vacancies.is_empty() && diff.whole.rows.is_empty());
}

/// The last line of somebody, who has signed anew.
fn signature(diff: &Diff, id: &str) -> String {
    let last = told(diff, id).pop().unwrap();
    assert!(
        last.starts_with("acknowledgements changed: code ") && last.ends_with("2026-05-20 → 2026-07-09"),
        "{last}"
    );
    last
}

#[test]
fn a_mark_changed_by_the_smallest_step() {
    let old = Files::of("small");
    // 8.401 is 8.40, as 8.40 was: the sheet is another, the points are not.
    let new = old.with("exams.csv", "2,84,", "2,84.01,").signed();
    let signed = signature(&between(&old, &new), "2");
    only(&old, &new, "2", &["Input", "exams changed: mark 84 → 84.01", &signed]);
    // 8.405 is 8.41.
    let new = old.with("exams.csv", "2,84,", "2,84.05,").signed();
    let signed = signature(&between(&old, &new), "2");
    let mark = "exams changed: mark 84 → 84.05";
    only(&old, &new, "2", &["Score", "Total 28.9 → 28.91", "Exam 8.4 → 8.41", mark, &signed]);
}

/// 1 has an award of the third class, 1 point; as a commendation it gives none.
#[test]
fn an_item_and_the_fact_behind_it() {
    let old = Files::of("small");
    let new = old.with("events.csv", "1,奖励,三等功,2012", "1,奖励,嘉奖,2012").signed();
    let told = told(&between(&old, &new), "1");
    assert_eq!(
        told[..5],
        [
            "Score",
            "Total 30.85 → 29.85",
            "Assessment 23 → 22",
            "rewards 1 → 0",
            "events changed: class 三等功 → 嘉奖",
        ]
    );
    assert_eq!(told.len(), 6); // and the signature
}

#[test]
fn rows_are_joined_by_what_is_the_same() {
    let old = Files::of("small");
    // One award more, one of another day, a sanction gone: each by itself.
    let new = old
        .with("events.csv", "2,奖励,三等功,2018-12-20", "2,奖励,三等功,2019-12-20")
        .with("events.csv", "2,奖励,三等功,2010", "2,奖励,一等功,2009-01-01,否,否,抗洪,,\n2,奖励,三等功,2010")
        .without("events.csv", "4,处分")
        .signed();
    let diff = between(&old, &new);
    let own = rows(&crate::told::person(&diff, "2").rows);
    assert_eq!(
        own[..2],
        [
            "events added: candidate  → 2, kind  → 奖励, class  → 一等功, date  → 2009-01-01, wartime  → 否, collective  → 否, cause  → 抗洪",
            "events changed: date 2018-12-20 → 2019-12-20",
        ]
    );
    let changed = &crate::told::person(&diff, "2").rows[1];
    // As sheets number them: a row was added before it.
    assert_eq!((changed.numbers.old, changed.numbers.new), (Some(2), Some(3)));
    assert!(changed.same.contains(&("class".into(), "三等功".into())));
    let removed = rows(&crate::told::person(&diff, "4").rows);
    assert_eq!(
        removed[0],
        "events removed: candidate 4 → , kind 处分 → , class 警告 → , date 2011-04-11 → , cause 逾期归队 → "
    );
}

#[test]
fn what_explains_is_bookkeeping() {
    let old = Files::of("small");
    let new = old.with("exams.csv", "2,84,,", "2,84,卷七,补录");
    only(&old, &new, "2", &["Bookkeeping", "exams changed: (evidence  → 卷七), (remark  → 补录)"]);
    // Beside something that counts it stands apart.
    let new = old.with("preferences.csv", "5,3,V5,main,,", "5,3,V3,main,,电话更正");
    only(&old, &new, "5", &["Input", "preferences changed: vacancy V5 → V3, (remark  → 电话更正)"]);
    // Who entered a line does not count either, and the column is there only if somebody filled it in.
    let old = Files::of("after-meeting");
    let new = old.with("candidates.csv", "录01,核01,,\n02", "录09,核01,,\n02");
    only(&old, &new, "01", &["Bookkeeping", "candidates changed: (entered_by 录01 → 录09)"]);
}

#[test]
fn every_table_of_a_person_is_told_with_the_person() {
    let old = Files::of("county");
    let new = old.with("lots.csv", "19,3,", "19,7,");
    only(&old, &new, "19", &["Input", "lots changed: number 3 → 7"]);
    let new = old.with("give_ups.csv", "15,timed_out,", "15,gave_up,");
    only(&old, &new, "15", &["Input", "give_ups changed: kind timed_out → gave_up"]);
    let new = old.with("relatives.csv", "17,某县乙镇人民政府,胞弟", "17,某县乙镇人民政府,胞兄");
    only(&old, &new, "17", &["Input", "relatives changed: relation 胞弟 → 胞兄"]);
    let new = old.with("certificates.csv", "12,教师资格证书,2026-06-01", "12,教师资格证书,2026-05-31");
    only(&old, &new, "12", &["Input", "certificates changed: date 2026-06-01 → 2026-05-31"]);
    let new = old.with(
        "rulings.csv",
        "place,candidate/24,,08-1,某县军转安置工作小组,2026-07-06",
        "place,candidate/24,,08-1,某县军转安置工作小组,2026-07-07",
    );
    only(&old, &new, "24", &["Input", "rulings changed: date 2026-07-06 → 2026-07-07"]);
    let new = old.with("candidates.csv", "16,虚构·巴图,", "16,虚构·巴图尔,");
    only(&old, &new, "16", &["Input", "candidates changed: name 虚构·巴图 → 虚构·巴图尔"]);
    // A birthday gives no points here; it stands among the facts, and the sheet is signed anew.
    let new =
        old.with("candidates.csv", "11,子十一,main,男,1987-10-10", "11,子十一,main,男,1987-10-11").signed();
    let (diff, born) = (between(&old, &new), "candidates changed: born 1987-10-10 → 1987-10-11");
    only(&old, &new, "11", &["Input", born, &signature(&diff, "11")]);
}

#[test]
fn changes_of_what_was_posted_stand_with_what_they_change() {
    let old = Files::of("after-meeting");
    let gone = "change,vacancy/A09,";
    let diff = between(&old, &old.without("rulings.csv", gone));
    // There is no such vacancy any more, in neither of the rounds.
    assert!(diff.people.is_empty() && diff.vacancies.is_empty());
    assert!(rows(&diff.whole.rows)[0].starts_with("rulings removed: kind change → , object vacancy/A09 → "));
    // Of one that there is.
    let withdrawn = old.with("rulings.csv", "change,vacancy/A09,", "change,vacancy/A02,");
    let diff = between(&withdrawn, &withdrawn.without("rulings.csv", "change,vacancy/A02,"));
    assert_eq!((diff.vacancies[0].id.as_str(), diff.vacancies[0].severity), ("A02", Severity::Input));
    // Two of one mark: the second is another.
    let new = old.with("rulings.csv", ",2026-08-20,某军转组〔2026〕10号", ",2026-08-20,某军转组〔2026〕16号");
    only(
        &old,
        &new,
        "02",
        &["Input", "rulings changed: document 某军转组〔2026〕10号 → 某军转组〔2026〕16号"],
    );
}

/// 2 has signed another sheet, and an answer lets that stand. An answer names nobody.
#[test]
fn answers_are_told_with_whom_they_are_about() {
    let asked = Files::of("small").with("exams.csv", "2,84,", "2,85,");
    let round = read_round(&asked.bytes()).unwrap().round.unwrap();
    let code = stand(&round).unwrap().questions[0].code;
    let header = "code,answer,who,date,document,evidence,remark";
    let answered =
        |day: &str| asked.and("answers.csv", header, &format!("{code},stands,领导小组,2026-06-2{day},6号,,"));
    only(&answered("1"), &answered("2"), "2", &["Input", "answers changed: date 2026-06-21 → 2026-06-22"]);
    // Against the round in which 2 has signed the present sheet.
    let diff = between(&answered("1"), &asked.signed());
    let told = told(&diff, "2");
    assert_eq!((severities(&diff), told.len()), (vec![("2", Severity::Input)], 4));
    assert!(told[2].starts_with("answers removed: code "), "{told:?}");
    assert_eq!(told[3], "earlier-signature-stands removed");
}

#[test]
fn nothing_differs_of_the_same_round() {
    for round in ["after-meeting", "county", "grade-groups", "small", "soldiers", "two-sittings"] {
        let files = Files::of(round);
        let diff: Diff = between(&files, &files);
        assert!(diff.is_empty(), "{round}: {:?} {:?} {:?}", ids(&diff), diff.vacancies, diff.whole);
    }
}
