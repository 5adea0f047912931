//! What is wrong with such a ruling before anybody has chosen.

use crate::{meeting, refill, rule, void};
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::round::{Change, Decision, Draft, Posted, RulingKind};

const CODE: &str = "Q9W1-DFWF-077Y-MGA1-W";
const OTHER: &str = "P0ZZ-CY24-636Z-5SC4-1";

#[track_caller]
fn assert_refused(decide: impl FnOnce(&mut Draft), expected: &[(u32, &str, FaultKind, &str)]) {
    let mut draft = meeting();
    decide(&mut draft);
    let told = draft.check(Vec::new()).unwrap_err();
    let of = |(line, column, kind, found): &(u32, &str, FaultKind, &str)| {
        Fault::new(Table::Rulings, *line, column, kind.clone(), found)
    };
    assert_eq!(told, expected.iter().map(of).collect::<Vec<_>>());
}

fn change(draft: &mut Draft, object: &str, old: &str, new: &str) {
    rule(draft, RulingKind::Change, object, [old, new]);
}

#[test]
fn each_of_the_three_needs_a_document() {
    let missing = |line| (line, "document", FaultKind::MissingValue, "");
    assert_refused(
        |d| {
            void(d, "a", "v1", "gave_up");
            refill(d, "d", "v1");
            change(d, "mark/a", CODE, OTHER);
            d.rulings.iter_mut().for_each(|ruling| ruling.authority.document = "".into());
        },
        // The placement in line 2 and the exclusion in line 3 need none.
        &[missing(4), missing(5), missing(6)],
    );
    // Beside whatever else is wrong with it.
    assert_refused(
        |d| {
            void(d, "a", "v9", "gave_up");
            d.rulings[2].authority.document = "".into();
        },
        &[missing(4), (4, "old", FaultKind::UnknownVacancy { nearest: None }, "v9")],
    );
}

#[test]
fn who_and_where_must_be_known() {
    let nobody = FaultKind::UnknownCandidate { nearest: None };
    let nowhere = FaultKind::UnknownVacancy { nearest: None };
    assert_refused(|d| void(d, "z", "v1", "gave_up"), &[(4, "object", nobody.clone(), "z")]);
    assert_refused(|d| refill(d, "z", "v1"), &[(4, "object", nobody, "z")]);
    assert_refused(|d| refill(d, "d", "v9"), &[(4, "new", nowhere, "v9")]);
    for kind in [RulingKind::Void, RulingKind::Refill] {
        let object = (4, "object", FaultKind::UnknownObject, "person/a");
        assert_refused(|d| rule(d, kind, "person/a", ["", "v1"]), &[object]);
    }
}

#[test]
fn what_is_needed_must_be_filled_and_nothing_else() {
    assert_refused(|d| void(d, "a", "", "gave_up"), &[(4, "old", FaultKind::MissingValue, "")]);
    assert_refused(|d| void(d, "a", "v1", ""), &[(4, "new", FaultKind::MissingValue, "")]);
    assert_refused(|d| refill(d, "d", ""), &[(4, "new", FaultKind::MissingValue, "")]);
    let old = FaultKind::VoidRuling { present: "".into() };
    assert_refused(|d| rule(d, RulingKind::Refill, "candidate/d", ["v3", "v1"]), &[(4, "old", old, "v3")]);
    for word in ["late", "timed_out", "placed", "v2"] {
        let kind =
            FaultKind::UnknownCategory { nearest: None, known: "缺席、不予排名、放弃".into() };
        assert_refused(|d| void(d, "a", "v1", word), &[(4, "new", kind, word)]);
    }
}

#[test]
fn a_seat_of_another_sitting_cannot_be_given() {
    let kind = || FaultKind::OtherSitting { own: "main".into() };
    assert_refused(|d| refill(d, "d", "w1"), &[(4, "new", kind(), "w1")]);
    let other = FaultKind::OtherSitting { own: "other".into() };
    assert_refused(|d| refill(d, "o", "v1"), &[(4, "new", other, "v1")]);
}

#[test]
fn one_seat_is_lost_and_one_is_given_never_both() {
    assert_refused(
        |d| {
            void(d, "a", "v1", "gave_up");
            void(d, "a", "v1", "absent");
        },
        &[(5, "object", FaultKind::RulingsCollide { first: 4 }, "candidate/a")],
    );
    assert_refused(
        |d| {
            refill(d, "d", "v1");
            refill(d, "d", "v3");
        },
        &[(5, "object", FaultKind::RulingsCollide { first: 4 }, "candidate/d")],
    );
    // Whichever stands first.
    assert_refused(
        |d| {
            refill(d, "a", "v3");
            void(d, "a", "v1", "gave_up");
        },
        &[(4, "object", FaultKind::RefillOfVoided { void: 5 }, "candidate/a")],
    );
}

#[test]
fn what_happens_after_the_meeting_stands_beside_what_was_decided_before() {
    // f was placed by ruling, g excluded; both collide with nothing.
    let mut draft = meeting();
    void(&mut draft, "f", "v2", "gave_up");
    refill(&mut draft, "e", "v2");
    rule(&mut draft, RulingKind::SetFact, "candidate/f/grade", ["甲", "乙"]);
    assert!(draft.check(Vec::new()).is_ok());
}

#[test]
fn a_change_is_well_formed() {
    let wrong = |object: &'static str, old: &'static str, new: &'static str, column, kind, found| {
        assert_refused(|d| change(d, object, old, new), &[(4, column, kind, found)]);
    };
    wrong("mark/a", "", "", "new", FaultKind::MissingValue, "");
    wrong("mark/a", CODE, CODE, "new", FaultKind::NothingChanged, CODE);
    wrong("mark/a", "95", CODE, "old", FaultKind::MalformedCode, "95");
    wrong("mark/a", CODE, "96", "new", FaultKind::MalformedCode, "96");
    let typed = "Q9W1-DFWF-077Y-MGA2-W";
    wrong("mark/a", typed, "", "old", FaultKind::WrongCheckCharacter, typed);
    let lower = "q9w1-dfwf-077y-mga1-w";
    wrong("mark/a", lower, "", "old", FaultKind::MalformedCode, lower);
    for object in ["candidate/a", "gap/grade.丙", "marks/a", "mark", "scheme/1", ""] {
        wrong(object, CODE, OTHER, "object", FaultKind::UnknownObject, object);
    }
    for object in ["mark/", "mark/a/1", "vacancy/a b"] {
        wrong(object, CODE, OTHER, "object", FaultKind::MalformedId, object);
    }
    wrong("ruling/a", CODE, OTHER, "object", FaultKind::MalformedCode, "ruling/a");
}

#[test]
fn changes_of_one_thing_are_a_chain() {
    let collide = FaultKind::RulingsCollide { first: 4 };
    assert_refused(
        |d| {
            change(d, "mark/a", CODE, OTHER);
            change(d, "mark/a", OTHER, CODE);
            change(d, "mark/b", CODE, OTHER);
            change(d, "mark/a", CODE, "");
        },
        &[(7, "object", collide, "mark/a")],
    );
}

#[test]
fn every_kind_of_thing_can_be_changed() {
    let ruling = format!("ruling/{CODE}");
    let answer = format!("answer/{CODE}");
    let objects = [
        "vacancy/V9",
        "person/z",
        "papers/z",
        "mark/z",
        "preferences/z",
        "lot/z",
        "give-up/z",
        &ruling,
        &answer,
        "scheme",
        "ranking",
        "choosing",
        "round",
    ];
    let mut draft = meeting();
    for object in objects {
        change(&mut draft, object, "", OTHER);
    }
    let round = draft.check(Vec::new()).unwrap();
    let changes: Vec<&Change> = round
        .rulings()
        .iter()
        .filter_map(|(_, decision)| if let Decision::Change(change) = decision { Some(change) } else { None })
        .collect();
    assert_eq!((changes.len(), Posted::WORDS.len()), (13, 13));
    let mut kinds: Vec<&str> = changes.iter().map(|change| change.object.kind()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, Posted::WORDS.map(|(english, _)| english));
    assert!(changes.iter().all(|change| change.old.is_none() && change.new == OTHER.parse().ok()));
}
