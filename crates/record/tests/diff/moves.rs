//! Who has another vacancy, and why, worked by hand.

use crate::rounds::{Files, between};
use crate::told::{ids, moved, person, severities, told};
use anzhi_record::diff::Presence;
use anzhi_record::verify::Severity;

/// 21 and 22 have 23.75 each; 22 drew the smaller lot and had the last seat of 06-1, which both listed.
#[test]
fn a_mark_corrected_after_the_meeting_moves_two() {
    let old = Files::of("county");
    let new = old.with("exams.csv", "\n21,77.5,", "\n21,87.5,").signed();
    let diff = between(&old, &new);
    assert_eq!(severities(&diff), [("22", Severity::Placement), ("21", Severity::Placement)]);
    assert_eq!(moved(&diff, "22"), "06-1 → 07-1 [Others] Full(21) Earlier { preference: 1 } Place");
    assert_eq!(moved(&diff, "21"), "07-1 → 06-1 [Own] Earlier { preference: 1 } Full(22) Place");
    assert_eq!(
        told(&diff, "22"),
        ["Placement", "Vacancy 06-1 → 07-1", "Preference 1 → 2", "Rank 16 → 17", "lot-unneeded added"]
    );
    assert_eq!(
        told(&diff, "21"),
        [
            "Placement",
            "Vacancy 07-1 → 06-1",
            "Preference 2 → 1",
            "Rank 17 → 16",
            "Total 23.75 → 24.75",
            "Exam 7.75 → 8.75",
            "exams changed: mark 77.5 → 87.5",
            "acknowledgements changed: code 5ZZ9-GN5G-WKDP-1FGS-V → 4RMK-N6RR-QT57-PRJ3-0, date 2026-05-20 → 2026-07-09",
            "lot-unneeded added",
        ]
    );
    // Nobody else, and no vacancy: the same seats are left.
    assert!(diff.vacancies.is_empty());
    assert_eq!(diff.whole.turns, 2);
}

/// The placements stand although the scores are others: both are placed by a ruling, and it is told by which.
#[test]
fn placements_that_stand_by_a_ruling_name_it() {
    let old = Files::of("county");
    let new = old
        .with("exams.csv", "\n21,77.5,", "\n21,87.5,")
        .ruled("place,candidate/21,,07-1")
        .ruled("place,candidate/22,,06-1")
        .signed();
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "21"), "07-1 → 07-1 Otherwise [+Place Own] - - Nothing");
    assert_eq!(moved(&diff, "22"), "06-1 → 06-1 Otherwise [+Place] - - Nothing");
    assert!(told(&diff, "22").contains(&"Outcome placed → placed_by_ruling".to_owned()));
    assert!(told(&diff, "22").contains(&"Rank 16 → -".to_owned()));
    // Those behind them have smaller ranks, and stand after those whose placements are another.
    assert_eq!(ids(&diff), ["22", "21", "08", "12", "11", "13", "14", "23"]);
    assert_eq!(told(&diff, "08"), ["Order", "Rank 18 → 16"]);
}

#[test]
fn a_ruling_excludes_and_whoever_is_next_has_the_seat() {
    let old = Files::of("county");
    let new = old.ruled("exclude,candidate/22,,");
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "22"), "06-1 → excluded [+Exclude] - - Ruled");
    assert_eq!(moved(&diff, "21"), "07-1 → 06-1 [Others] Earlier { preference: 1 } Full(22) Place");
    // A name moves nobody.
    let renamed = new.with("candidates.csv", "21,酉廿一,", "21,酉二一,");
    assert!(moved(&between(&old, &renamed), "21").contains("[Others]"));
    // A ruling that is gone says so from the other side.
    let diff = between(&new, &old);
    assert_eq!(moved(&diff, "22"), "excluded → 06-1 [-Exclude] - - Nothing");
    assert_eq!(moved(&diff, "21"), "06-1 → 07-1 [Others] Full(22) Earlier { preference: 1 } Place");
}

/// 01 stands before 22 and 21 and has another outcome, but no other vacancy: whoever has another one comes first.
#[test]
fn those_with_another_vacancy_come_first() {
    let old = Files::of("county");
    let new = old.ruled("exclude,candidate/22,,").with("give_ups.csv", "01,gave_up,", "01,absent,");
    let diff = between(&old, &new);
    // 22 leaves 06-1 to 21, who leaves 07-1 to 11.
    assert_eq!(ids(&diff)[..4], ["22", "21", "11", "01"]);
    assert_eq!(moved(&diff, "01"), "gave_up → absent Otherwise [Own] - - Nothing");
    // A seat less where 21 had listed it behind what was had by either record moves nobody and is no cause.
    let new = new.with("vacancies.csv", "13-1,某县甲镇人民政府,科员,3,", "13-1,某县甲镇人民政府,科员,2,");
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "21"), "07-1 → 06-1 [Others] Earlier { preference: 1 } Full(22) Place");
}

/// 2 and 4 have V2 on their lists, and 2 stands before 4.
#[test]
fn what_was_handed_in_moves_whoever_did_and_others() {
    let old = Files::of("small");
    // 2 gives up after all: V2 goes to 4, who leaves a seat of V1.
    let new = old.and("give_ups.csv", "candidate,kind,date,evidence,remark", "2,gave_up,2026-06-25,,");
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "2"), "V2 → gave_up [Own] - - Place");
    assert_eq!(moved(&diff, "4"), "V1 → V2 [Others] Earlier { preference: 1 } Full(2) Place");
    assert_eq!(ids(&diff), ["2", "4"]);
    assert_eq!(
        told(&diff, "2"),
        [
            "Placement",
            "Outcome placed → gave_up",
            "Vacancy V2 → -",
            "Preference 2 → -",
            "give_ups added: candidate  → 2, kind  → gave_up, date  → 2026-06-25",
            "preferences-unused added",
        ]
    );
    // Of the vacancies the seats that are left differ.
    let left: Vec<_> = diff.vacancies.iter().map(|v| (v.id.as_str(), v.left.old, v.left.new)).collect();
    assert_eq!(left, [("V1", Some(0), Some(1))]);
    // A vacancy that is no longer listed.
    let new = old.with("preferences.csv", "3,1,V4", "3,1,V5");
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "3"), "V4 → V5 [Own] Unlisted Unlisted Place");
}

#[test]
fn a_condition_or_a_lost_vacancy_is_named() {
    let old = Files::of("small");
    // V4 is for men: 3, who is a woman, has nothing else on her list.
    let new = old.with(
        "vacancies.csv",
        "V4,某县教育和体育局,机关科员,1,main,,,,",
        "V4,某县教育和体育局,机关科员,1,main,,,男,",
    );
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "3"), "V4 → exhausted [Vacancies] Sex - Place");
    assert_eq!(moved(&diff, "5"), "V1 → V4 [Vacancies] Earlier { preference: 1 } Full(3) Place");
    // V4 is withdrawn, with the lines of the lists.
    let new = old.without("vacancies.csv", "V4,").with("preferences.csv", "3,1,V4", "3,1,V5").with(
        "preferences.csv",
        "5,1,V4,main,,\n5,2,V1,main,,\n5,3,V5,main,,\n",
        "5,1,V1,main,,\n5,2,V5,main,,\n",
    );
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "3"), "V4 → V5 [Own Vacancies] Gone Unlisted Gone");
    let gone = &diff.vacancies[0];
    assert_eq!((gone.id.as_str(), gone.left.old, gone.left.new), ("V4", Some(0), None));
    assert_eq!(gone.severity, Severity::Input);
}

/// One seat of V1 less: 5, who had the second, has the next on the list; there is no seat to keep.
#[test]
fn where_a_seat_is_less_nobody_can_keep_it() {
    let old = Files::of("small");
    let new = old.with("vacancies.csv", "派出所民警,2,", "派出所民警,1,");
    let diff = between(&old, &new);
    assert_eq!(ids(&diff), ["5"]);
    assert_eq!(moved(&diff, "5"), "V1 → V5 [Vacancies] Full(4) Earlier { preference: 2 } NoSeat");
    assert!(diff.keeping().is_empty());
    let told = |n: usize| crate::told::rows(&diff.vacancies[n].rows);
    assert_eq!(
        (told(0), diff.vacancies[0].id.as_str()),
        (vec!["vacancies changed: seats 2 → 1".to_owned()], "V1")
    );
    assert_eq!((told(1), diff.vacancies[1].id.as_str()), (Vec::new(), "V5"));
}

/// 01 lost A01 after the meeting and 04 had it by a refill; 05 had C01 so.
#[test]
fn what_followed_the_meeting_is_a_part_of_the_end() {
    let old = Files::of("after-meeting");
    // 04 is given nothing.
    let new = old.without("rulings.csv", "refill,candidate/04");
    let diff = between(&old, &new);
    assert_eq!(severities(&diff), [("04", Severity::Placement)]);
    assert_eq!(moved(&diff, "04"), "A01 → exhausted [-Refill] - - Refill");
    assert!(told(&diff, "04").contains(&"After → A01 placed_by_ruling → -".to_owned()));
    // 01 keeps the seat after all: 04, who had it by a refill, would have it by a placement before all turns.
    let new = new.without("rulings.csv", "void,candidate/01");
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "01"), "gave_up → A01 [-Void] - TakenBack Nothing");
    assert_eq!(moved(&diff, "04"), "A01 → exhausted [-Refill] - - Place");
    // The same end by another way: 06 lost C01 as excluded, now as absent.
    let new = old.with("rulings.csv", "void,candidate/06,C01,excluded", "void,candidate/06,C01,absent");
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "06"), "excluded → absent Otherwise [-Void +Void] - - Nothing");
}

#[test]
fn people_of_one_record_only_are_named() {
    let old = Files::of("small");
    let mut new = old.without("candidates.csv", "5,");
    for file in ["degrees.csv", "events.csv", "exams.csv", "preferences.csv", "acknowledgements.csv"] {
        new = new.without(file, "5,");
    }
    let diff = between(&old, &new);
    assert_eq!(severities(&diff), [("5", Severity::Placement)]);
    assert_eq!(person(&diff, "5").presence(), Presence::OnlyOld);
    assert_eq!(moved(&diff, "5"), "V1 → - [Own] - - Gone");
    let diff = between(&new, &old);
    assert_eq!(person(&diff, "5").presence(), Presence::OnlyNew);
    assert_eq!(moved(&diff, "5"), "- → V1 [Own] - - Nothing");
    let counts: Vec<_> = diff.whole.stated.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(counts, ["counts.candidates", "counts.placed"]);
}

/// A ruling had put B5 (78.80) among the majors, for whom W1 is; among the captains B5 is first, behind B4, the last of
/// the majors, who had rank 6.
#[test]
fn sittings_and_groups_stand_for_themselves() {
    let old = Files::of("grade-groups");
    // B5 is put back into the group of the file, behind B7.
    let new = old.without("rulings.csv", "regroup,candidate/B5");
    let diff = between(&old, &new);
    let b5 = told(&diff, "B5");
    assert!(b5.contains(&"Group 营职和技9以上 → 连职".to_owned()), "{b5:?}");
    assert!(b5.contains(&"Rank 5 → 6".to_owned()), "{b5:?}");
    // Nobody of the first sitting.
    assert!(ids(&diff).iter().all(|id| id.starts_with('B')), "{:?}", ids(&diff));
    assert_eq!(moved(&diff, "B5"), "W1 → exhausted [-Regroup] Group - Place");
}
