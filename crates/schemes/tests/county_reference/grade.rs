//! 职务: points for the grade; with both grades filled the hand-over track says which.

use crate::build::{Person, Town, bare, person};
use crate::show::{alone, asked, done, faults, scored};
use anzhi_core::round::RulingKind;

/// The fault of one person as entered, and after a ruling on an attribute.
fn ruled(person: &Person, attribute: &str, old: &str, new: &str) -> Vec<String> {
    let mut town = Town::of(std::slice::from_ref(person));
    town.ruling(RulingKind::SetFact, &format!("candidate/1/{attribute}"), old, new);
    faults(&town)
}

#[test]
fn a_grade_that_is_missing_by_a_ruling_is_laid_at_the_ruling() {
    let blank = |place: &str| [format!("grade-blank {place} 1")];
    let track = |place: &str| [format!("track-blank {place} 1")];
    // The track names the grade that is blank.
    assert_eq!(ruled(&graded("正连", "", ""), "track", "", "技术"), blank("Rulings.new:2"));
    assert_eq!(ruled(&graded("", "技9", "技术"), "track", "技术", "职务"), blank("Rulings.new:2"));
    // No grade is left; a second grade and no track.
    assert_eq!(ruled(&graded("正连", "", ""), "post_grade", "正连", ""), blank("Rulings.new:2"));
    assert_eq!(ruled(&graded("正连", "", ""), "technical_grade", "", "技9"), track("Rulings.new:2"));
    assert_eq!(ruled(&graded("正连", "技9", "职务"), "track", "职务", ""), track("Rulings.new:2"));
    // What was missing before stays where it was.
    let innocent = ruled(&graded("正连", "", "技术"), "post_grade", "正连", "副营");
    assert_eq!(innocent, blank("Candidates.technical_grade:2"));
    let innocent = ruled(&graded("正连", "技9", ""), "post_grade", "正连", "副营");
    assert_eq!(innocent, track("Candidates.track:2"));
    assert_eq!(ruled(&graded("", "", ""), "sex", "男", "女"), blank("Candidates.:2"));
}

fn graded(post: &str, technical: &str, track: &str) -> Person {
    person("1").set("post_grade", post).set("technical_grade", technical).set("track", track)
}

/// Post grade, technical grade, track, points.
const ROWS: &[(&str, &str, &str, &str)] = &[
    // The seven rows of the paper, by post grade.
    ("正团", "", "", "6"),
    ("副团", "", "", "5"),
    ("正营", "", "", "4"),
    ("副营", "", "", "3"),
    ("正连", "", "", "2"),
    ("副连", "", "", "1"),
    ("排", "", "", "0.5"),
    // The same rows by technical grade: 技8 is 正团 and so on.
    ("", "技8", "", "6"),
    ("", "技9", "", "5"),
    ("", "技10", "", "4"),
    ("", "技11", "", "3"),
    ("", "技12", "", "2"),
    ("", "技13", "", "1"),
    ("", "技14", "", "0.5"),
    // One grade and its own track: nothing changes.
    ("正营", "", "职务", "4"),
    ("", "技9", "技术", "5"),
    // Both filled: 副营 is 3, 技9 is 5; the track says which, be it the lower or the higher.
    ("副营", "技9", "职务", "3"),
    ("副营", "技9", "技术", "5"),
    ("正团", "技12", "职务", "6"),
    ("正团", "技12", "技术", "2"),
    // Both filled and equal: 正营 = 技10, 4 by either track.
    ("正营", "技10", "职务", "4"),
    ("正营", "技10", "技术", "4"),
    // Both filled: the one that the track leaves out may even be without points of its own.
    ("副师", "技8", "技术", "6"),
    ("正团", "技7", "职务", "6"),
    // Other ways to write a post grade.
    ("正团职", "", "", "6"),
    ("副团职", "", "", "5"),
    ("正营职", "", "", "4"),
    ("副营职", "", "", "3"),
    ("正连职", "", "", "2"),
    ("副连职", "", "", "1"),
    ("排职", "", "", "0.5"),
    ("正排", "", "", "0.5"),
];

#[test]
fn points_by_grade_and_track() {
    for (post, technical, track, points) in ROWS {
        let found = alone(&graded(post, technical, track));
        assert_eq!(found.points("1", "grade"), *points, "{post}/{technical}/{track}");
    }
}

/// Post grade, technical grade, track, the gap that they reach.
const GAPS: &[(&str, &str, &str, &str)] = &[
    ("副师", "", "", "grade.副师"),
    ("正师", "", "", "grade.正师"),
    ("副军", "", "", "grade.副军"),
    ("正军", "", "", "grade.正军"),
    ("", "技7", "", "grade.技7"),
    ("", "技6", "", "grade.技6"),
    ("", "技5", "", "grade.技5"),
    ("", "技4", "", "grade.技4"),
    ("", "技3", "", "grade.技3"),
    ("", "技2", "", "grade.技2"),
    ("", "技1", "", "grade.技1"),
    ("正营", "", "文职", "grade.文职"),
    // A civilian needs no grade besides: the track says it all.
    ("", "", "文职", "grade.文职"),
    // Both filled: the track leads to the gap although the other grade has points.
    ("副师", "技8", "职务", "grade.副师"),
    ("正团", "技7", "技术", "grade.技7"),
];

#[test]
fn what_the_paper_leaves_out_is_asked_and_then_counts_as_ruled() {
    for (post, technical, track, gap) in GAPS {
        let mut town = Town::of(&[graded(post, technical, track)]);
        assert_eq!(
            asked(&town),
            [format!("gap {gap}: 1"), "preferences: 1".into()],
            "{post}/{technical}/{track}"
        );
        town.ruling(RulingKind::FillGap, &format!("gap/{gap}"), "", "6.75");
        let found = scored(&town);
        assert_eq!(found.points("1", "grade"), "6.75", "{post}/{technical}/{track}");
        // 10 + 6.75 + 3 = 19.75.
        assert_eq!(found.sheet("1").assessment.to_string(), "19.75", "{post}/{technical}/{track}");
    }
}

#[test]
fn one_question_for_all_who_reach_a_gap_and_none_for_a_gap_that_nobody_reaches() {
    let people = [
        person("3").set("post_grade", "").set("technical_grade", "技7"),
        person("1").set("post_grade", "").set("technical_grade", "技7"),
        person("2").set("post_grade", "正师"),
    ];
    let mut town = Town::new();
    town.vacancy("V", 3);
    people.iter().for_each(|person| town.add(&person.clone().list(&["V"])));
    assert_eq!(asked(&town), ["gap grade.正师: 2", "gap grade.技7: 1 3"]);
    town.ruling(RulingKind::FillGap, "gap/grade.技7", "", "7");
    assert_eq!(asked(&town), ["gap grade.正师: 2"]);
    // Whoever is left out of the ranking holds nobody up; a ruling on a gap that nobody reaches does no harm.
    // 1 and 3 are alike in everything, so that lots have to tell them apart: 10 + 7 + 3 + 8 = 28.
    town.ruling(RulingKind::Exclude, "candidate/2", "", "");
    town.ruling(RulingKind::FillGap, "gap/grade.副军", "", "9");
    assert_eq!(asked(&town), ["tie at 28: 1 3"]);
}

#[test]
fn a_filled_gap_ranks_like_any_other_grade() {
    let mut town = Town::new();
    town.vacancy("V", 3);
    town.add(&person("1").set("post_grade", "").set("technical_grade", "技7").list(&["V"]));
    town.add(&person("2").set("post_grade", "正团").list(&["V"]));
    town.add(&person("3").set("post_grade", "副团").list(&["V"]));
    town.ruling(RulingKind::FillGap, "gap/grade.技7", "", "5.5");
    // Totals 10 + 6 + 3 + 8 = 27, 10 + 5.5 + 3 + 8 = 26.5, 10 + 5 + 3 + 8 = 26.
    assert_eq!(done(&town).order(), ["1 2 First", "2 1 Total", "3 3 Total"]);
}

#[test]
fn a_blank_track_beside_two_grades_and_a_blank_grade_are_faults() {
    for (post, technical, track, fault) in [
        // Both filled, also if both would give the same points.
        ("副营", "技9", "", "track-blank Candidates.track:2 1"),
        ("正营", "技10", "", "track-blank Candidates.track:2 1"),
        // None at all.
        ("", "", "", "grade-blank Candidates.:2 1"),
        // The track names the grade that is blank: the two contradict each other.
        ("", "技9", "职务", "grade-blank Candidates.post_grade:2 1"),
        ("副营", "", "技术", "grade-blank Candidates.technical_grade:2 1"),
        ("", "", "职务", "grade-blank Candidates.post_grade:2 1"),
        ("", "", "技术", "grade-blank Candidates.technical_grade:2 1"),
    ] {
        assert_eq!(
            faults(&Town::of(&[graded(post, technical, track)])),
            [fault],
            "{post}/{technical}/{track}"
        );
    }
}

#[test]
fn everything_that_is_missing_on_one_person_is_said_at_once() {
    let mut town = Town::of(&[bare("1").marks(&["80"])]);
    let all = ["grade-blank Candidates.:2 1", "missing-value Candidates.enlisted:2", "no-row Degrees.:0 1"];
    assert_eq!(faults(&town), all);
    town.draft.exams = Some(Vec::new());
    assert_eq!(faults(&town), [&all[..], &["missing-mark Exams.candidate:0 1"]].concat());
}
