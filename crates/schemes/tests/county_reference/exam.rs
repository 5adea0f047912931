//! 考试: a tenth of the mark, half a hundredth up; the total; and the share of the exam in the totals.

use crate::build::{Person, Town, person};
use crate::show::{alone, asked, done, faults, scored};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::{average_exam_share, place};
use anzhi_core::points::Points;
use anzhi_core::rank::Ranking;
use anzhi_core::round::RulingKind;

/// Mark, exam part, total of an assessment of 15.
const ROWS: &[(&str, &str, &str)] = &[
    // 80 × 0.1 = 8.000; 15 + 8 = 23.
    ("80", "8", "23"),
    // 82.55 × 0.1 = 8.255, a half: up to 8.26.
    ("82.55", "8.26", "23.26"),
    // 82.54 × 0.1 = 8.254: down to 8.25; 82.56 × 0.1 = 8.256: up.
    ("82.54", "8.25", "23.25"),
    ("82.56", "8.26", "23.26"),
    // 76.45 × 0.1 = 7.645: up to 7.65, away from the even 7.64.
    ("76.45", "7.65", "22.65"),
    // 79.95 × 0.1 = 7.995: up to 8.00; 99.95 × 0.1 = 9.995: up to 10.00.
    ("79.95", "8", "23"),
    ("99.95", "10", "25"),
    // 0.05 × 0.1 = 0.005: up to 0.01; 0.04 × 0.1 = 0.004: down to 0.
    ("0.05", "0.01", "15.01"),
    ("0.04", "0", "15"),
    // The bounds themselves: 0 and 10.
    ("0", "0", "15"),
    ("100", "10", "25"),
    // Zeros behind do not make a third place: 82.50 = 82.5, 8.25.
    ("82.50", "8.25", "23.25"),
];

#[test]
fn a_tenth_of_the_mark_rounded_half_up() {
    for (mark, part, total) in ROWS {
        let found = alone(&person("1").marks(&[mark]));
        let sheet = found.sheet("1");
        assert_eq!(sheet.assessment.to_string(), "15", "{mark}");
        assert_eq!(sheet.exam.unwrap().points.to_string(), *part, "{mark}");
        assert_eq!(sheet.exam.unwrap().mark, mark.parse::<Points>().unwrap(), "{mark}");
        assert_eq!(sheet.total.unwrap().to_string(), *total, "{mark}");
    }
}

#[test]
fn marks_that_cannot_be_are_faults() {
    for (marks, fault) in [
        (&["82.555"][..], "too-many-places Exams.mark:2 82.555"),
        (&["100.01"][..], "out-of-bounds Exams.mark:2 100.01"),
        (&["-0.01"][..], "out-of-bounds Exams.mark:2 -0.01"),
        // One row per candidate, even if both say the same.
        (&["80", "80"][..], "doubled-id Exams.candidate:2 1"),
        (&[][..], "missing-mark Exams.candidate:0 1"),
    ] {
        assert_eq!(faults(&Town::of(&[person("1").marks(marks)])), [fault], "{marks:?}");
    }
}

#[test]
fn before_the_exam_there_is_an_assessment_and_no_total() {
    let mut town = Town::of(&[person("1").marks(&[])]);
    town.draft.exams = None;
    let found = scored(&town);
    assert_eq!(found.sheet("1").assessment.to_string(), "15");
    assert_eq!((found.sheet("1").exam, found.sheet("1").total), (None, None));
    assert!(matches!(place(&found.round), Outcome::Fault(_)));
    assert_eq!(faults(&town), ["no-exams Exams.:0"]);
}

/// 0 years 0, 排 0.5, 高中及以下 0, 撤职 −5 and two 警告 −0.5 each: an assessment of −5.5.
fn below_zero(id: &str) -> Person {
    person(id)
        .set("enlisted", "2026-03-31")
        .set("post_grade", "排")
        .no_degrees()
        .degree("高中及以下", "")
        .sanction("撤职", "2020-01-01", "甲")
        .sanction("警告", "2021-01-01", "乙")
        .sanction("警告", "2022-01-01", "丙")
}

#[test]
fn an_assessment_and_a_total_may_lie_below_zero() {
    // −5.5 + 0.00, −5.5 + 3.00 = −2.5, −5.5 + 5.50 = 0, −5.5 + 5.51 = 0.01.
    for (mark, total) in [("0", "-5.5"), ("30", "-2.5"), ("55", "0"), ("55.1", "0.01")] {
        let found = alone(&below_zero("1").marks(&[mark]));
        assert_eq!(found.sheet("1").assessment.to_string(), "-5.5");
        assert_eq!(found.sheet("1").total.unwrap().to_string(), total, "{mark}");
    }
    // Nobody drops out for it: ranked last, and placed.
    let mut town = Town::new();
    town.vacancy("V", 2);
    town.add(&below_zero("1").marks(&["30"]).list(&["V"]));
    town.add(&person("2").list(&["V"]));
    assert_eq!(done(&town).order(), ["1 2 First", "2 1 Total"]);
    assert_eq!(done(&town).fates(), ["2 1 V turn 1 preference 1", "1 2 V turn 2 preference 1"]);
}

/// Somebody with whole and half years of service, a grade, a degree and a mark.
fn earner(id: &str, enlisted: &str, grade: &str, degree: &str, mark: &str) -> Person {
    let person = person(id).set("enlisted", enlisted).set("post_grade", grade);
    person.no_degrees().degree(degree, "2010-07-01").marks(&[mark])
}

/// The share of the exam as printed, and whether a warning says that it lies outside what is aimed at.
fn share(people: &[Person], rulings: &[(RulingKind, &str, &str)]) -> (Option<String>, bool) {
    let mut town = Town::new();
    town.vacancy("V", 9);
    people.iter().for_each(|person| town.add(&person.clone().list(&["V"])));
    rulings.iter().for_each(|(kind, object, new)| town.ruling(*kind, object, "", new));
    assert_eq!(asked(&town), [""; 0]);
    let done = done(&town);
    let rankings: Vec<Ranking> = done.placement.sittings.iter().map(|s| s.ranking.clone()).collect();
    let share = average_exam_share(&done.placement.scores, &rankings);
    let outside = done.warnings().iter().any(|warning| warning == "exam-share-outside");
    (share.map(|share| share.to_four_places()), outside)
}

#[test]
fn the_bounds_of_the_share_are_included_and_compared_exactly() {
    for (people, printed, outside) in [
        // 5 ÷ (15 + 5) = 0.25 exactly: within.
        (vec![person("1").marks(&["50"])], "0.2500", false),
        // 4.99 ÷ 19.99 = 0.24962…: outside.
        (vec![person("1").marks(&["49.9"])], "0.2496", true),
        // (6.83 + 6.00) ÷ (26.83 + 24.50) = 12.83 ÷ 51.33 = 0.249951…: printed as 0.2500, and yet outside, for
        // 12.83 × 100 = 1283 < 1283.25 = 25 × 51.33. Assessments 10 + 6 + 4 = 20 and 10.5 + 5 + 3 = 18.5.
        (
            vec![
                earner("1", "2006-03-31", "正团", "硕士", "68.3"),
                earner("2", "2006-03-30", "副团", "本科", "60"),
            ],
            "0.2500",
            true,
        ),
        // (5.25 + 5.25) ÷ (12.25 + 12.75) = 10.5 ÷ 25 = 0.42 exactly: within. 2 + 2 + 3 = 7, 2.5 + 2 + 3 = 7.5.
        (
            vec![
                earner("1", "2022-03-31", "正连", "本科", "52.5"),
                earner("2", "2022-03-30", "正连", "本科", "52.5"),
            ],
            "0.4200",
            false,
        ),
        // 8.69 ÷ 20.69 = 0.4200096…: printed as 0.4200, and yet outside, for 869 × 100 = 86900 > 86898 =
        // 42 × 2069. Assessment 7 + 2 + 3 = 12.
        (vec![earner("1", "2012-03-31", "正连", "本科", "86.9")], "0.4200", true),
        // 0.5 ÷ (15.5 + 0.5) = 0.03125: a half in the fifth place is printed up, 0.0313.
        (vec![earner("1", "2006-03-30", "正连", "本科", "5")], "0.0313", true),
        // A third: 7.5 ÷ 22.5 = 0.33333….
        (vec![person("1").marks(&["75"])], "0.3333", false),
    ] {
        assert_eq!(share(&people, &[]), (Some(printed.into()), outside), "{people:?}");
    }
}

#[test]
fn the_share_is_that_of_the_ranked_alone() {
    // 1 alone: 5 ÷ 20. With 2, whose mark is 0, it would be 5 ÷ 35 = 0.1429.
    let people = [person("1").marks(&["50"]), person("2").marks(&["0"])];
    assert_eq!(share(&people, &[]), (Some("0.1429".into()), true));
    assert_eq!(share(&people, &[(RulingKind::Exclude, "candidate/2", "")]), (Some("0.2500".into()), false));
    assert_eq!(share(&people, &[(RulingKind::Place, "candidate/2", "V")]), (Some("0.2500".into()), false));
    // Of totals that together are not above zero there is no share, and nothing to warn of.
    assert_eq!(share(&[below_zero("1").marks(&["55"])], &[]), (None, false));
    assert_eq!(share(&[below_zero("1").marks(&["30"])], &[]), (None, false));
}
