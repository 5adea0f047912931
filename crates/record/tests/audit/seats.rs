//! Seats by ruling, who is not ranked, and who did not choose in turn.

use crate::office::Office;
use anzhi_core::eligibility::Closed;
use anzhi_core::round::{CandidateRef, Exclusion, GiveUpKind, VacancyRef};
use anzhi_record::audit::{ExcludedLead, KeptAwayLead, Lead, RulingRef, SeatLead};

fn seats(office: &Office) -> Vec<SeatLead> {
    let of = |lead: Lead| if let Lead::Seat(seat) = lead { Some(seat) } else { None };
    office.leads().into_iter().filter_map(of).collect()
}

fn placed(who: u32, vacancy: u32, rank: u32, displaced: Option<u32>, against: Option<Closed>) -> SeatLead {
    SeatLead::Placed {
        ruling: RulingRef(0),
        candidate: CandidateRef(who),
        vacancy: VacancyRef(vacancy),
        against,
        rank: Some(rank),
        displaced: displaced.map(CandidateRef),
    }
}

#[test]
fn a_placement_by_ruling_is_told_with_who_would_have_had_the_seat() {
    // 5, the last by points, on V1, which 1 and 2 had put first: 1 would have had it.
    let place = |vacancy: &str| format!("place,candidate/5,,{vacancy},领导小组,2026-07-01,3号\n");
    let office =
        Office::unsealed().rule(&place("V1")).replace("preferences.csv", "1,1,V1\n", "1,1,V1\n1,2,V4\n");
    assert_eq!(seats(&office), [placed(4, 0, 5, Some(0), None)]);
    // On V4 nobody lost anything.
    assert_eq!(seats(&Office::unsealed().rule(&place("V4"))), [placed(4, 3, 5, None, None)]);
    // V3 had two seats: 3 takes the other, and 4 finds it full; of three nobody does.
    let office = Office::unsealed().rule(&place("V3"));
    assert_eq!(seats(&office), [placed(4, 2, 5, Some(3), None)]);
    let office = office.replace("vacancies.csv", "V3,丙局,科员,2", "V3,丙局,科员,3");
    assert_eq!(seats(&office), [placed(4, 2, 5, None, None)]);
    // Whoever may not have it lost nothing, and a condition that is not met is told.
    let women = Office::unsealed().rule(&place("V1")).replace(
        "vacancies.csv",
        "V1,甲局,科员,1,,",
        "V1,甲局,科员,1,F,",
    );
    let women = women.replace("preferences.csv", "1,1,V1\n", "1,1,V4\n");
    assert_eq!(seats(&women), [placed(4, 0, 5, None, Some(Closed::Sex))]);
}

#[test]
fn without_the_ruling_that_person_has_the_seat() {
    // Of the county: 24 was placed on 08-1; excluded instead, and the seat goes to whoever is named.
    let files = |rule: &str| {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rounds/county");
        let mut files = std::collections::BTreeMap::new();
        for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
            files.insert(entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap());
        }
        let text = String::from_utf8(files["rulings.csv"].clone()).unwrap();
        files.insert("rulings.csv".into(), text.replace("直接安置,candidate/24,,08-1", rule).into_bytes());
        let round = anzhi_tables::read_round(&files).unwrap();
        (round.round.unwrap(), round.scheme.unwrap())
    };
    let (round, scheme) = files("直接安置,candidate/24,,08-1");
    let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
    let record = record.unwrap();
    let audit = anzhi_record::audit::Audit::of(&record, None).unwrap();
    let seat = audit.leads().iter().find_map(|lead| match lead {
        Lead::Seat(SeatLead::Placed { vacancy, displaced, .. }) => Some((*vacancy, displaced.unwrap())),
        _ => None,
    });
    let (vacancy, displaced) = seat.unwrap();
    let (other, _) = files("不予排名,candidate/24,,");
    let anzhi_core::outcome::Outcome::Done(placement) = anzhi_core::place::place(&other) else {
        unreachable!()
    };
    assert_eq!(placement.fate(displaced).unwrap().vacancy(), Some(vacancy));
    let with = audit.round().1.fate(displaced).unwrap().vacancy();
    assert_ne!(with, Some(vacancy));
}

#[test]
fn seats_taken_back_and_given_anew_are_told() {
    // 1 gives up V1; 2 ranks next, has V2; 3 has nothing left.
    let office = Office::unsealed().replace("preferences.csv", "3,1,V2\n3,2,V3\n", "3,1,V2\n3,2,V1\n");
    let void = "void,candidate/1,V1,gave_up,领导小组,2026-09-01,5号\n";
    let refill = |who: &str| format!("{void}refill,candidate/{who},,V1,领导小组,2026-09-02,6号\n");
    let leads = seats(&office.clone().rule(&refill("3")));
    let [SeatLead::Refilled { candidate, out_of_order, after_giving_up, .. }, SeatLead::Voided { .. }] =
        leads[..]
    else {
        unreachable!("{leads:?}")
    };
    assert_eq!((candidate, out_of_order, after_giving_up), (CandidateRef(2), false, false));
    // 5, who had given up, instead of 3, who ranks before and had asked for it: that comes first.
    let office = office.replace("preferences.csv", "5,1,V4\n", "").add(
        "give_ups.csv",
        "candidate,kind,date,evidence",
        "5,gave_up,2026-07-24,会议记录\n",
    );
    let leads = seats(&office.rule(&refill("5")));
    assert!(
        matches!(leads[0], SeatLead::Refilled { out_of_order: true, after_giving_up: true, .. }),
        "{leads:?}"
    );
}

#[test]
fn whoever_is_excluded_is_told_with_the_rank_it_would_have_been() {
    let office = Office::unsealed().rule("exclude,candidate/2,,,领导小组,2026-07-01,3号\n");
    let leads = office.only("excluded");
    let excluded = ExcludedLead {
        candidate: CandidateRef(1),
        why: Exclusion::Ruling,
        ruling: Some(RulingRef(0)),
        total: Some("27".parse().unwrap()),
        rank: Some(2),
    };
    assert_eq!(leads, [Lead::Excluded(excluded)]);
    assert_eq!(Office::new().only("excluded"), []);
}

#[test]
fn whoever_did_not_choose_in_turn_is_told_with_what_was_still_to_be_had() {
    let kept = |row: &str| {
        let office = Office::new().add("give_ups.csv", "candidate,kind,date,evidence", row);
        office.only("kept-away")
    };
    let lead = |kind, listed, open: Option<(u32, u32)>, proved| {
        let open = open.map(|(vacancy, order)| (VacancyRef(vacancy), order));
        Lead::KeptAway(KeptAwayLead { candidate: CandidateRef(1), kind, rank: Some(2), listed, open, proved })
    };
    // 2 was absent, by no paper; V1 had gone to 1, and V2 was there.
    let absent = lead(GiveUpKind::Absent, 2, Some((1, 2)), false);
    assert_eq!(kept("2,absent,2026-07-24,\n"), [absent]);
    // Late, and V2 had gone when 2 chose after all.
    let late = lead(GiveUpKind::Late, 2, Some((1, 2)), true);
    assert_eq!(kept("2,late,2026-07-24,会议记录\n"), [late]);
    // Late, but it made no difference: 5 is the last in any case.
    let leads = kept("5,late,2026-07-24,会议记录\n");
    assert!(matches!(leads[..], [Lead::KeptAway(KeptAwayLead { open: None, .. })]), "{leads:?}");
}
