//! The tables of the round changed, with everything put in order again: normal form, files as handed in, questions that are
//! open.

use crate::after::as_version_1;
use crate::class::picked;
use crate::records::{resealed, with};
use crate::resealed::scheme;
use crate::vectors::bases::{AFTER_MEETING, Base, COUNTY, V2_SMALL};
use crate::vectors::facts::Facts;
use crate::vectors::sound::OTHER_CODE;
use crate::vectors::vector::Vector;
use anzhi_record::Package;

pub(crate) fn vectors() -> Vec<Vector> {
    [other_facts(), other_forms(), refused(), open(), unsigned()].concat()
}

fn small() -> Facts {
    Facts::of(V2_SMALL.package())
}

/// The record with these words of some file replaced, all digests and the signature made anew.
fn text(base: &Base, file: &str, from: &str, to: &str) -> Package {
    let text = std::str::from_utf8(base.package().file(file).unwrap()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
    resealed(with(base.package(), file, text.replace(from, to)))
}

/// The same in the round and in the files as handed in.
fn both(base: &Base, file: &str, [of_round, handed_in]: [(&str, &str); 2]) -> Package {
    let mut package = base.package().clone();
    for (folder, (from, to)) in [("round", of_round), ("originals", handed_in)] {
        let name = format!("{folder}/{file}");
        let text = String::from_utf8(package.files[&name].clone()).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
        package.files.insert(name, text.replace(from, to).into_bytes());
    }
    resealed(package)
}

/// Placed and sealed in earnest, but not of the files as handed in.
fn other_facts() -> Vec<Vector> {
    let instead = |name, facts: Facts| {
        let package = facts.record_instead_of(&small());
        Vector::record(name, &V2_SMALL, &package).fails("normal_form", &["originals-differ"])
    };
    vec![
        instead("facts-another-title", small().with("round.toml", "五人", "六人"))
            .says("another title than the files as handed in have", "年度名称与原始文件不同"),
        instead("facts-preference-edited", small().with("preferences.csv", "1,1,V3", "1,1,V4")).says(
            "the first preference of the first officer another one, everything placed anew and signed",
            "第一人的第一志愿改动，全部重新选岗、签名",
        ),
        instead("facts-seat-more", small().with("vacancies.csv", "民警,2", "民警,3")).says(
            "a vacancy with a seat more, everything placed anew and signed",
            "一个岗位多一个名额，全部重新选岗、签名",
        ),
    ]
}

/// Other writings of the same facts.
fn other_forms() -> Vec<Vector> {
    let not_normal = |name, package: &Package| {
        // What the files as handed in give is another file as well.
        Vector::record(name, &V2_SMALL, package).fails("normal_form", &["not-normal", "originals-differ"])
    };
    let (first, second) = ("1,78.5,,\n", "2,84,,\n");
    let swapped =
        text(&V2_SMALL, "round/exams.csv", &format!("{first}{second}"), &format!("{second}{first}"));
    let empty = "candidate,number,drawn_by,date,evidence,remark\n";
    vec![
        not_normal("normal-form-lines-in-another-order", &swapped)
            .says("two lines of a table in the other order", "一张表两行次序颠倒"),
        not_normal("normal-form-number-with-a-zero", &text(&V2_SMALL, "round/exams.csv", "91.5", "91.50"))
            .says("a mark with a zero at its end", "成绩末尾多一个零"),
        not_normal(
            "normal-form-quotes-without-need",
            &text(&V2_SMALL, "round/vacancies.csv", "预算科科员", "\"预算科科员\""),
        )
        .says("a cell quoted without need", "不必加引号的单元格加了引号"),
        not_normal("normal-form-alias", &text(&V2_SMALL, "round/degrees.csv", "1,本科", "1,学士"))
            .says("another writing of a category", "类别写成别名"),
        not_normal("normal-form-empty-table", &resealed(with(V2_SMALL.package(), "round/lots.csv", empty)))
            .says("a table in which nobody has a row", "没有一行的表"),
    ]
}

/// What cannot be a round, or not this one.
fn refused() -> Vec<Vector> {
    let computed = ["round-refused"];
    let void = small().with_file(
        "answers.csv",
        &format!("code,answer,who,date,document\n{OTHER_CODE},stands,某组,2026-06-01,\n"),
    );
    vec![
        Vector::record("scheme-of-a-shipped-name", &V2_SMALL, &picked(scheme(), "ties = [\"assessment\", "))
            .fails("normal_form", &computed)
            .says(
                "the scheme has name and edition of the shipped one and ranks otherwise",
                "计分办法与内置的同名同版，而排名规定不同",
            ),
        Vector::record(
            "round-mark-above-the-full-mark",
            &V2_SMALL,
            &both(&V2_SMALL, "exams.csv", [("91.5", "191.5"); 2]),
        )
        .fails("normal_form", &computed)
        .says("a mark of 191.5", "成绩为191.5"),
        Vector::record("round-answer-to-nothing", &V2_SMALL, &void.under(V2_SMALL.package()))
            .fails("normal_form", &computed)
            .says("an answer to a question that nobody asks", "答复的问题并未提出"),
        Vector::record(
            "ruling-on-another-value",
            &COUNTY,
            &both(&COUNTY, "rulings.csv", [("wartime,否,是", "wartime,是,否"); 2]),
        )
        .fails("normal_form", &computed)
        .says("a ruling whose old value is not the present one", "裁定的原值不是现值"),
        Vector::record(
            "originals-unreadable",
            &V2_SMALL,
            &text(&V2_SMALL, "originals/exams.csv", "91.5", "九十一"),
        )
        .fails("normal_form", &["originals-refused"])
        .says("files as handed in that cannot be read", "原始文件无法读取"),
        Vector::record("version-1-with-later-rules", &AFTER_MEETING, &as_version_1())
            .fails("normal_form", &["later-rules"])
            .says(
                "a record of version 1 whose round holds what came later",
                "第一版案卷的年度中有后来才有的内容",
            ),
    ]
}

/// Questions that only people may decide, left open.
fn open() -> Vec<Vector> {
    let county = || Facts::of(COUNTY.package());
    let fill =
        "补定缺项,gap/grade.技7,,7,某县军转安置工作小组,2026-05-18,某军转组〔2026〕4号,技7比照正团以上\n";
    let opened = |name, base, facts: Facts, step| {
        Vector::record(name, base, &facts.under(base.package())).fails(step, &["open-question"])
    };
    let list = ["5,1,V4\n", "5,2,V1\n", "5,3,V5\n"];
    let without = list.iter().fold(small(), |facts, line| facts.with("preferences.csv", line, ""));
    vec![
        opened("ruling-on-a-gap-removed", &COUNTY, county().with("rulings.csv", fill, ""), "scores").says(
            "without the ruling that fills a gap: the scheme has no figure for 技7",
            "去掉补定缺项的裁定，技7没有分值",
        ),
        opened("lots-removed", &COUNTY, county().without("lots.csv"), "ranking")
            .says("without the lots of two who are tied", "去掉两名同分者的抽签"),
        opened("preferences-removed", &V2_SMALL, without, "allocation")
            .says("without the preferences of one who is ranked", "去掉一名参加排名者的志愿"),
    ]
}

/// Sheets that nobody has signed.
fn unsigned() -> Vec<Vector> {
    let opened = |name, base: &Base, facts: Facts| {
        Vector::record(name, base, &facts.under(base.package())).fails("acknowledgements", &["open-question"])
    };
    let own = "32CH-EAPX-X9AD-FF11-K";
    let wartime = "更正事实,candidate/18/event/3/wartime,否,是,某县军转安置工作小组,2026-05-18,某军转组〔2026〕3号,按战时立功对待\n";
    vec![
        opened("acknowledgement-of-another-sheet", &V2_SMALL, small().with("acknowledgements.csv", own, OTHER_CODE))
            .says("an officer has signed another sheet than the present one", "一人签的不是现在的计分表"),
        opened("acknowledgement-missing", &V2_SMALL, small().with("acknowledgements.csv", &format!("2,{own},2026-05-20,当面签字\n"), ""))
            .says("an officer who is ranked has signed nothing", "一名参加排名者没有签字"),
        opened("acknowledgement-before-a-mark-changed", &V2_SMALL, small().with("exams.csv", "3,91.5", "3,92.5"))
            .says("a mark changed after its sheet was signed", "签字之后考试成绩改动"),
        opened("ruling-on-a-fact-removed", &COUNTY, Facts::of(COUNTY.package()).with("rulings.csv", wartime, "")).says(
            "without the ruling that an award was of wartime: the sheet that was signed is not the present one",
            "去掉按战时立功对待的裁定，所签的不再是现在的计分表",
        ),
    ]
}
