//! The replay of a public edition: what follows passes, what does not follow is found even under a good signature.

use crate::rounds::{BUREAU, ROUNDS, edition_of, failed, record, sealed, testdata};
use anzhi_record::edition::{
    EDITION, Edition, EditionStep, PublicConsequence, PublicEvent, PublicOutcome, PublicPreference,
    PublicUnranked, PublicWhy, publish, verify_edition, write_edition,
};
use anzhi_record::verify::{Answer, NotDone, Signers, verify};
use anzhi_record::{Checked, Given, Package, STATEMENT, Unusable};

#[test]
fn every_round_has_an_edition_that_replays_and_is_the_one_its_statement_names() {
    for name in ROUNDS {
        let record = record(name);
        assert!(verify(&record, &[BUREAU.public()], None).is_verified(), "{name}");
        let published = publish(&record).unwrap();
        let report = verify_edition(&published, Signers::Keys(&[BUREAU.public()]));
        assert_eq!(report.answer(), Answer::Verified, "{name}: {:?}", report.verdicts);
        assert_eq!(report.fingerprint, record.fingerprint());
        // Without a key nothing is decided.
        let unchecked = verify_edition(&published, Signers::Keys(&[]));
        assert_eq!(unchecked.answer(), Answer::Unchecked);
        assert_eq!(unchecked.verdict(EditionStep::Signatures), &Checked::NotDone(NotDone::NoKey));
        // The helper that forgers use makes the same of no change.
        assert_eq!(failed(&record, &edition_of(&record)), [], "{name}");
    }
}

/// What is done to an edition.
type Change = fn(&mut Edition);
/// What is changed, and the steps that must find it.
type Forgery = (&'static str, Change, &'static [EditionStep]);

const FORGERIES: [Forgery; 26] = [
    (
        "a pair of ranks swapped, with everything that they had",
        |edition| {
            let candidates = &mut edition.sittings[0].candidates;
            candidates.swap(3, 4);
            (candidates[3].rank, candidates[4].rank) = (4, 5);
        },
        &[EditionStep::Order],
    ),
    ("two ranks alone", |e| e.sittings[0].candidates[3].rank = 5, &[EditionStep::Order]),
    ("a total raised", |e| e.sittings[0].candidates[9].total = "90".into(), &[EditionStep::Order]),
    ("a total in another writing", |e| e.sittings[0].candidates[0].total.push('0'), &[EditionStep::Order]),
    (
        "a group that there is not",
        |e| e.sittings[0].candidates[0].group = Some("x".into()),
        &[EditionStep::Order],
    ),
    (
        "the order within a tie",
        |edition| edition.sittings[0].candidates.iter_mut().for_each(|c| c.tie = c.tie.map(|n| 3 - n)),
        &[EditionStep::Order],
    ),
    ("a tie where there is none", |e| e.sittings[0].candidates[0].tie = Some(1), &[EditionStep::Order]),
    (
        "a turn before another",
        |edition| {
            let turns = &mut edition.sittings[0].turns;
            turns.swap(1, 2);
            (turns[1].n, turns[2].n) = (2, 3);
        },
        &[EditionStep::Turns],
    ),
    ("a turn left out", |e| drop(e.sittings[0].turns.pop()), &[EditionStep::Turns]),
    (
        "a second turn for somebody who has none",
        |edition| {
            let turns = &mut edition.sittings[0].turns;
            let (n, mut again) = (turns.len() as u32 + 1, turns[0].clone());
            again.n = n;
            turns.push(again);
        },
        &[EditionStep::Turns],
    ),
    ("late without a further turn", |e| e.events.late = PublicConsequence::Out, &[EditionStep::Turns]),
    (
        "an event that is another",
        |edition| {
            let turn = edition.sittings[0].turns.iter_mut().find(|turn| turn.event == PublicEvent::GaveUp);
            turn.unwrap().event = PublicEvent::Late;
        },
        &[EditionStep::Turns],
    ),
    ("a choice without a vacancy", |e| e.sittings[0].turns[0].vacancy = None, &[EditionStep::Turns]),
    (
        "placed elsewhere than by the turn",
        |edition| edition.sittings[0].candidates[0].vacancy = Some("02-1".into()),
        &[EditionStep::Turns],
    ),
    (
        "an outcome that no turn had",
        |edition| edition.sittings[0].candidates[0].outcome = PublicOutcome::Exhausted,
        &[EditionStep::Turns],
    ),
    ("a seat more", |e| e.sittings[0].vacancies[0].seats += 1, &[EditionStep::Seats]),
    ("a seat more that is left", |e| e.sittings[0].vacancies[0].left += 1, &[EditionStep::Seats]),
    (
        "a seat more at both ends, behind the statement's count",
        |edition| {
            let vacancy = edition.sittings[0].vacancies.iter_mut().find(|vacancy| vacancy.left > 0).unwrap();
            (vacancy.seats, vacancy.left) = (vacancy.seats + 1, vacancy.left + 1);
        },
        &[EditionStep::Round],
    ),
    (
        "somebody placed by ruling on a full vacancy",
        |edition| {
            let vacancy = Some("01-1".into());
            edition.sittings[0].unranked =
                vec![PublicUnranked { outcome: PublicOutcome::PlacedByRuling, vacancy }];
        },
        &[EditionStep::Seats],
    ),
    (
        "an earlier preference that was open, called gone",
        |edition| {
            // The first seat of a vacancy that had one left for good.
            let vacancy =
                edition.sittings[0].vacancies.iter().find(|vacancy| vacancy.left > 0).unwrap().id.clone();
            let list = &mut edition.sittings[0].candidates[1].list;
            list.insert(0, PublicPreference { vacancy, why: PublicWhy::Gone });
            edition.sittings[0].candidates[1].preference =
                Some(edition.sittings[0].candidates[1].list.len() as u32);
        },
        &[EditionStep::Choices],
    ),
    (
        "a vacancy without a seat, called closed",
        |edition| {
            let gone = |line: &&mut PublicPreference| line.why == PublicWhy::Gone;
            let candidates = edition.sittings[0].candidates.iter_mut();
            candidates.flat_map(|c| &mut c.list).find(gone).unwrap().why = PublicWhy::Closed;
        },
        &[EditionStep::Choices],
    ),
    (
        "a preference left out",
        |edition| {
            let second = edition.sittings[0].candidates.iter_mut().find(|c| c.preference == Some(2)).unwrap();
            drop(second.list.remove(0));
        },
        &[EditionStep::Choices],
    ),
    (
        "a preference behind the one that was had",
        |edition| {
            let line = PublicPreference { vacancy: "01-1".into(), why: PublicWhy::Gone };
            edition.sittings[0].candidates[5].list.push(line);
        },
        &[EditionStep::Choices],
    ),
    (
        "a vacancy that there is not",
        |edition| edition.sittings[0].candidates[5].list[0].vacancy = "99".into(),
        &[EditionStep::Choices],
    ),
    ("another round's name", |e| e.round.year = "2025".into(), &[EditionStep::Round]),
    ("somebody missing", |e| drop(e.sittings[0].unranked.pop()), &[EditionStep::Round]),
];

#[test]
fn forgeries_under_a_good_signature_are_found() {
    let record = record("county");
    let edition = edition_of(&record);
    for (what, forge, steps) in FORGERIES {
        let mut forged = edition.clone();
        forge(&mut forged);
        assert_ne!(forged, edition, "{what}");
        let found = failed(&record, &forged);
        assert!(steps.iter().all(|step| found.contains(step)), "{what}: {found:?}");
    }
}

#[test]
fn groups_choose_in_their_order_and_preferences_of_other_sittings_are_elsewhere() {
    for name in ["grade-groups", "two-sittings"] {
        let record = record(name);
        let edition = edition_of(&record);
        assert!(edition.groups.len() > 1 && edition.sittings.len() > 1, "{name}");
        let mut turned = edition.clone();
        turned.groups.reverse();
        assert!(failed(&record, &turned).contains(&EditionStep::Order), "{name}");
        let mut swapped = edition.clone();
        swapped.sittings.swap(0, 1);
        // The sittings do not depend on each other; only what the record says of them does.
        assert_eq!(failed(&record, &swapped), []);
        let mut doubled = edition;
        doubled.sittings[1].id = doubled.sittings[0].id.clone();
        assert!(failed(&record, &doubled).contains(&EditionStep::Seats), "{name}");
    }
}

#[test]
fn what_followed_the_meeting_must_fit_the_meeting() {
    let record = record("after-meeting");
    let edition = edition_of(&record);
    let forgeries: [(&str, Change); 8] = [
        ("a seat of somebody else taken back", |e| e.after[0].rank = Some(2)),
        ("a seat given to somebody who has one", |e| e.after[2].rank = Some(2)),
        ("a seat that there is not", |e| e.after[2].to = Some("Z9".into())),
        ("a full vacancy given", |e| e.after[2].to = Some("A02".into())),
        ("somebody given two", |e| e.after.insert(3, e.after[2].clone())),
        ("taken back and placed", |e| e.after[0].outcome = PublicOutcome::Placed),
        ("nobody's rank", |e| e.after[0].rank = Some(99)),
        ("out of order", |e| e.after.swap(0, 1)),
    ];
    for (what, forge) in forgeries {
        let mut forged = edition.clone();
        forge(&mut forged);
        assert!(failed(&record, &forged).contains(&EditionStep::After), "{what}");
    }
    let mut silent = edition;
    silent.after.clear();
    // Without it as many have a seat, but not those whom the statement counts.
    silent.sittings[0].unranked.clear();
    assert!(failed(&record, &silent).contains(&EditionStep::Round));
}

#[test]
fn an_edition_is_a_folder_of_its_own_and_never_written_over() {
    let published = publish(&record("small")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("p");
    write_edition(&published, &target).unwrap();
    assert!(write_edition(&published, &target).is_err());
    assert!(matches!(Given::read(&target).unwrap(), Given::Edition(read) if read == published));
    let mut stranger = published;
    stranger.files.insert("../x".into(), Vec::new());
    assert!(write_edition(&stranger, &dir.path().join("q")).is_err());
    std::fs::write(target.join("notes.txt"), "x").unwrap();
    std::fs::create_dir(target.join("round")).unwrap();
    let Given::Edition(read) = Given::read(&target).unwrap() else { panic!("no edition") };
    let report = verify_edition(&read, Signers::Keys(&[BUREAU.public()]));
    let Checked::Failed(findings) = report.verdict(EditionStep::Envelope) else { panic!("passed") };
    assert_eq!(findings[0].code(), "unnamed-file");
}

#[test]
fn later_versions_are_not_judged_and_the_first_has_none() {
    let published = publish(&record("small")).unwrap();
    let text = String::from_utf8(published.file(EDITION).unwrap().to_vec()).unwrap();
    let mut later = published.clone();
    later.files.insert(EDITION.into(), text.replace("\"format\":1", "\"format\":2").into_bytes());
    let report = verify_edition(&later, Signers::Keys(&[]));
    let unknown = NotDone::UnknownVersion { name: EDITION.into(), version: "2".into() };
    assert_eq!(report.verdict(EditionStep::Envelope), &Checked::NotDone(unknown));
    let first = Package::read(&testdata().join("records/v1-small")).unwrap();
    assert_eq!(publish(&first).err(), Some(Unusable::Version1));
    let mut mixed = published;
    mixed.files.insert(STATEMENT.into(), first.file(STATEMENT).unwrap().to_vec());
    let report = verify_edition(&mixed, Signers::Keys(&[BUREAU.public()]));
    let Checked::Failed(findings) = report.verdict(EditionStep::Digest) else { panic!("passed") };
    assert_eq!(findings[0].code(), "not-named");
}

#[test]
fn a_record_whose_statement_names_another_edition_gives_none() {
    let record = record("small");
    let mut edition = edition_of(&record);
    edition.sittings[0].vacancies[0].post = "x".into();
    let mut forged = record;
    forged.files.insert(STATEMENT.into(), sealed(&forged, &edition).file(STATEMENT).unwrap().to_vec());
    assert_eq!(publish(&forged).err(), Some(Unusable::NotHolding));
}
