//! Near-ties, ties and lots.

use crate::office::{Office, codes};
use anzhi_core::points::Points;
use anzhi_core::rank::DecidedBy;
use anzhi_core::round::{CandidateRef, VacancyRef};
use anzhi_record::audit::{HALF_A_POINT, Lead, LotLead, NearLead, Part, Passed};

/// The office with another mark of 2, who has 27 with 80: 1 has 29 and takes V1, which 2 had put first.
fn with_mark(mark: &str) -> Office {
    Office::new().replace("exams.csv", "2,80,", &format!("2,{mark},"))
}

fn near(office: &Office) -> Vec<NearLead> {
    let near = |lead: Lead| if let Lead::Near(near) = lead { Some(near) } else { None };
    office.leads().into_iter().filter_map(near).collect()
}

#[test]
fn exactly_half_a_point_counts_and_a_hundredth_more_does_not() {
    // 28.5 against 29: with half a point more the totals are equal.
    let leads = near(&with_mark("95"));
    assert_eq!(leads.len(), 1);
    let NearLead { lower, upper, ranks, difference, by, passed, .. } = &leads[0];
    assert_eq!((*lower, *upper, *ranks), (CandidateRef(1), CandidateRef(0), [2, 1]));
    assert_eq!((*difference, *by), (HALF_A_POINT, DecidedBy::Total));
    assert_eq!(*passed, Passed { vacancy: VacancyRef(0), preference: 1 });
    // 28.49, and 28.51.
    assert_eq!(near(&with_mark("94.9")), []);
    assert_eq!(near(&with_mark("95.1"))[0].difference.to_string(), "0.49");
    // Where the order stays as it is nothing else is shown.
    assert_eq!(codes(&with_mark("95").leads()), ["near"]);
}

#[test]
fn where_the_order_did_not_matter_nothing_is_told() {
    // 2 had not asked for V1.
    let office = with_mark("95").replace("preferences.csv", "2,1,V1\n2,2,V2\n", "2,1,V2\n");
    assert_eq!(near(&office), []);
    // 2 had, but may not have it: it is for women.
    let office = with_mark("95").replace("vacancies.csv", "V1,甲局,科员,1,,", "V1,甲局,科员,1,F,");
    let office = office.replace("candidates.csv", "1,测甲,M", "1,测甲,F");
    assert_eq!(near(&office), []);
    // A second seat was left.
    let office = with_mark("95").replace("vacancies.csv", "V1,甲局,科员,1", "V1,甲局,科员,2");
    let office = office.replace("round.toml", "\ncount = 5\n\n[plan]", "\ncount = 5\n\n[plan]");
    assert_eq!(near(&office), []);
}

#[test]
fn whoever_comes_between_does_not_hide_it() {
    // 2 has 28.7 and had put V2 first; 3, with 28.6, had put V1 first, which went to 1.
    let office = with_mark("97").replace("exams.csv", "3,75,", "3,100,");
    let office = office.replace("candidates.csv", "2004-12-10,正营", "2003-12-10,副团");
    let office = office.replace(
        "preferences.csv",
        "2,1,V1\n2,2,V2\n3,1,V2\n3,2,V3\n",
        "2,1,V2\n2,2,V1\n3,1,V1\n3,2,V3\n",
    );
    // 3: 11.5 + 5 + 3 + 10 = 29.5 would be first: with 91 it has 28.6.
    let office = office.replace("exams.csv", "3,100,", "3,91,");
    let leads = near(&office);
    assert_eq!(leads.len(), 1);
    assert_eq!((leads[0].lower, leads[0].upper, leads[0].ranks), (CandidateRef(2), CandidateRef(0), [3, 1]));
    assert_eq!(leads[0].difference.to_string(), "0.4");
}

#[test]
fn those_who_were_sent_back_were_not_passed_by_points() {
    // 1 was late, and chose last: V1 was gone to 2, half a point behind.
    let office =
        with_mark("95").add("give_ups.csv", "candidate,kind,date,evidence", "1,late,2026-07-24,会议记录\n");
    let office = office.replace("preferences.csv", "1,1,V1\n", "1,1,V1\n1,2,V3\n");
    assert_eq!(near(&office), []);
}

#[test]
fn what_the_upper_one_is_ahead_in_is_told_the_weakest_first() {
    // 1: service 13, grade 4, degree 3, exam 9; 2: 12, 4, 3, 9.5 = 28.5. 1 is ahead in service alone.
    let parts = |office: &Office| -> Vec<(Part, bool, bool)> {
        near(office)[0].ahead.iter().map(|ahead| (ahead.part, ahead.unproved, ahead.ruled)).collect()
    };
    let item = |place| Part::Item(anzhi_core::scheme::ItemId(place));
    let honest = with_mark("95");
    assert_eq!(parts(&honest), [(item(0), false, false)]);
    // 1 has a third-class merit more, by one point, of which no paper is named; and a worse mark.
    let merit = "1,奖励,三等功,2012-12-20,no,no,年度,\n";
    let office = Office::new().replace("exams.csv", "1,90,", "1,80,").add("events.csv", "", merit);
    let office = office.replace("exams.csv", "2,80,", "2,95,");
    assert_eq!(parts(&office), [(item(3), true, false), (item(0), false, false)]);
    let ahead = near(&office)[0].ahead[0];
    assert_eq!((ahead.upper, ahead.lower), (Points::from_int(1), Points::ZERO));
    // The grade of 1 is by ruling; without it 1 would have one point less.
    let mut office = Office::unsealed();
    office = office.replace("exams.csv", "2,80,", "2,95,").replace(
        "candidates.csv",
        "2000-12-10,正营",
        "2000-12-10,副营",
    );
    let office = office.rule("set_fact,candidate/1/post_grade,副营,正营,领导小组,2026-06-01,3号\n");
    let office = office.replace("candidates.csv", "2002-12-10,正营", "2002-12-10,副营").replace(
        "exams.csv",
        "2,95,",
        "2,100,",
    );
    // 2: 12 + 3 + 3 + 10 = 28 is a point behind: with another year of service 28.5.
    let office = office.replace("candidates.csv", "2002-12-10", "2001-12-10");
    assert_eq!(parts(&office), [(item(1), false, true), (item(0), false, false)]);
}

/// 1 and 2 alike in everything, lots drawn.
fn tied(lots: &str) -> Office {
    let office = Office::new().replace("candidates.csv", "2002-12-10", "2000-12-10").replace(
        "exams.csv",
        "2,80,",
        "2,90,",
    );
    office.add("lots.csv", "candidate,number,drawn_by,date,evidence", lots)
}

#[test]
fn ties_by_lot_are_told_with_whom_they_moved() {
    let office = tied("1,1,本人,2026-06-25,记录\n2,2,本人,2026-06-25,记录\n");
    let leads = office.leads();
    let [Lead::Lot(LotLead::Tie { people, total, moved, early, mixed })] = &leads[..] else {
        unreachable!("{leads:?}")
    };
    assert_eq!((&people[..], total.to_string().as_str()), (&[CandidateRef(0), CandidateRef(1)][..], "29"));
    assert_eq!(moved[..], [(CandidateRef(1), Passed { vacancy: VacancyRef(0), preference: 1 })]);
    assert!(early.is_empty() && !mixed);
    // It moves nobody if 2 had asked for something else; that they drew is told all the same.
    let office = office.replace("preferences.csv", "2,1,V1\n2,2,V2\n", "2,1,V2\n");
    let leads = office.leads();
    assert!(matches!(&leads[..], [Lead::Lot(LotLead::Tie { moved, .. })] if moved.is_empty()), "{leads:?}");
}

#[test]
fn lots_out_of_order_are_told() {
    // Everybody signed on 20 June: a lot of the day before was drawn before the totals were settled.
    for (day, early) in [("2026-06-20", 0), ("2026-06-19", 1)] {
        let office = tied(&format!("1,1,本人,{day},记录\n2,2,本人,2026-06-20,记录\n"));
        let leads = office.leads();
        let [Lead::Lot(LotLead::Tie { early: found, mixed, .. })] = &leads[..] else {
            unreachable!("{leads:?}")
        };
        assert_eq!((found.len(), *mixed), (early, early > 0));
    }
    // By two hands.
    let office = tied("1,1,本人,2026-06-25,记录\n2,2,经办01,2026-06-25,记录\n");
    assert!(matches!(&office.leads()[..], [Lead::Lot(LotLead::Tie { mixed: true, .. })]));
    // A lot that nobody needed.
    let office = Office::new().add(
        "lots.csv",
        "candidate,number,drawn_by,date,evidence",
        "4,1,本人,2026-06-25,记录\n",
    );
    assert_eq!(office.leads(), [Lead::Lot(LotLead::Unneeded(CandidateRef(3)))]);
}

#[test]
fn a_tie_key_that_moved_somebody_is_a_near_tie_of_nothing() {
    // 29 each; 1 has 20 of assessment and 9 of exam, 2 has 19 and 10: the assessment goes first.
    let leads = near(&with_mark("100"));
    assert_eq!(leads.len(), 1);
    assert_eq!((leads[0].difference, leads[0].by), (Points::ZERO, DecidedBy::Tie(0)));
}
