//! The ranking: total, tie keys with their directions, lots, groups, and what stays undecided.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

use anzhi_core::condition::{Condition, Subject};
use anzhi_core::facts::{AttributeId, CategoryId, SetId};
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::outcome::Standing;
use anzhi_core::place::stand;
use anzhi_core::question::{Question, QuestionKind};
use anzhi_core::rank::DecidedBy::{First, Group, Lot, Open, Tie, Total};
use anzhi_core::rank::{DecidedBy, Ranking};
use anzhi_core::round::{Authority, Draft, GroupRef, Note, Round, Ruling, RulingKind, SittingRef};
use anzhi_core::scheme::{Group as GroupRule, ItemId, Scheme, TieKey};
use anzhi_core::warning::WarningCode;
use fixture::{Person, Values, draft, scheme};

const ENLISTED: AttributeId = AttributeId(2);
const GRADE: ItemId = ItemId(1);

/// Service at half a point a year, the grade, a tenth of the mark, and these tie keys.
fn by(ties: &[TieKey]) -> Scheme {
    let mut scheme = scheme();
    scheme.scoring.items.truncate(2);
    scheme.choosing.education = None;
    scheme.ranking.ties = ties.to_vec();
    scheme
}

fn person(id: &'static str, facts: Values, mark: &'static str) -> Person {
    Person { id, facts, mark, ..Person::default() }
}

fn checked(draft: Draft) -> Round {
    draft.check(Vec::new()).unwrap()
}

fn standing(scheme: Scheme, people: &[Person]) -> (Round, Standing) {
    let round = checked(draft(scheme, people, &[]));
    let standing = stand(&round).unwrap();
    (round, standing)
}

/// Rank, id and what decided, in order.
fn order(round: &Round, ranking: &Ranking) -> Vec<(u32, String, DecidedBy)> {
    let id = |candidate| round.candidate(candidate).id().to_string();
    ranking.places.iter().map(|place| (place.rank, id(place.candidate), place.decided_by)).collect()
}

#[track_caller]
fn assert_order(scheme: Scheme, people: &[Person], expected: &[(u32, &str, DecidedBy)]) {
    let (round, standing) = standing(scheme, people);
    let expected: Vec<_> = expected.iter().map(|(rank, id, by)| (*rank, (*id).to_owned(), *by)).collect();
    assert_eq!(order(&round, &standing.rankings[0]), expected);
}

/// Ten years (5 points), 甲 (6), and so on: totals of 19 in different ways, to 2026-03-31.
const TEN: Values = &[("enlisted", "2016-03-31"), ("grade", "甲")];
/// Nine years and a part: ten by the paper, enlisted one day later.
const NINE: Values = &[("enlisted", "2016-04-01"), ("grade", "甲")];
/// Twelve years (6) and 乙 (5): the same assessment of 11.
const TWELVE: Values = &[("enlisted", "2014-03-31"), ("grade", "乙")];
/// Twelve years and 甲: an assessment of 12.
const STRONG: Values = &[("enlisted", "2014-03-31"), ("grade", "甲")];

#[test]
fn the_higher_total_goes_first() {
    // 11 + 9, 11 + 8.5, 11 + 8.49 (84.94 × 0.1 = 8.494, half up 8.49).
    let people = [person("a", TEN, "84.94"), person("b", TEN, "85"), person("c", TEN, "90")];
    assert_order(by(&[]), &people, &[(1, "c", First), (2, "b", Total), (3, "a", Total)]);
    let (round, standing) = standing(by(&[]), &people);
    let totals: Vec<String> = standing.rankings[0].places.iter().map(|p| p.total.to_string()).collect();
    assert_eq!(totals, ["20", "19.5", "19.49"]);
    // The order of handing in counts for nothing.
    let reversed: Vec<Person> = people.iter().rev().copied().collect();
    let (again, other) = self::standing(by(&[]), &reversed);
    assert_eq!(order(&again, &other.rankings[0]), order(&round, &standing.rankings[0]));
}

#[test]
fn each_tie_key_has_its_direction() {
    // All have 19: 11 + 8 or 12 + 7. The id never decides: it always stands against the key.
    for (key, first, second) in [
        (TieKey::Assessment, person("b", STRONG, "70"), person("a", TEN, "80")),
        // 6 before 5 for the grade, at one assessment.
        (TieKey::Item(GRADE), person("b", TEN, "80"), person("a", TWELVE, "80")),
        (TieKey::Earlier(ENLISTED), person("b", TEN, "80"), person("a", NINE, "80")),
        (TieKey::Later(ENLISTED), person("b", NINE, "80"), person("a", TEN, "80")),
    ] {
        assert_order(by(&[key]), &[second, first], &[(1, "b", First), (2, "a", Tie(0))]);
        // Where the key is equal, nothing is decided.
        let same = Person { id: "a", ..first };
        assert_order(by(&[key]), &[first, same], &[(1, "a", First), (1, "b", Open)]);
    }
}

#[test]
fn keys_count_in_their_order() {
    let people = [person("a", NINE, "80"), person("b", TWELVE, "80"), person("c", TEN, "80")];
    let (earlier, grade) = (TieKey::Earlier(ENLISTED), TieKey::Item(GRADE));
    // By date: 2014, 2016-03-31, 2016-04-01.
    let by_date = [(1, "b", First), (2, "c", Tie(0)), (3, "a", Tie(0))];
    assert_order(by(&[earlier, grade]), &people, &by_date);
    // 6, 6 and 5 for the grade; the two of 6 by date.
    let by_grade = [(1, "c", First), (2, "a", Tie(1)), (3, "b", Tie(0))];
    assert_order(by(&[grade, earlier]), &people, &by_grade);
    // A key on which all agree decides nothing: all have the same assessment.
    let second = [(1, "b", First), (2, "c", Tie(1)), (3, "a", Tie(1))];
    assert_order(by(&[TieKey::Assessment, earlier]), &people, &second);
}

fn drawn(person: Person, number: u32) -> Person {
    Person { lot: Some(number), ..person }
}

#[test]
fn the_smaller_lot_goes_first_and_only_among_equals() {
    let (a, b, c) = (person("a", TEN, "80"), person("b", TEN, "80"), person("c", TEN, "80.1"));
    // 80.1 × 0.1 = 8.01: the lot of c decides nothing, though it is the greatest.
    let people = [drawn(a, 20), drawn(b, 3), drawn(c, 99)];
    assert_order(by(&[]), &people, &[(1, "c", First), (2, "b", Total), (3, "a", Lot)]);
    let (_, standing) = standing(by(&[]), &people);
    assert!(standing.rankings[0].tied.is_empty());
    let unneeded: Vec<_> =
        standing.warnings.iter().filter(|warning| warning.code == WarningCode::LotUnneeded).collect();
    assert_eq!(unneeded.len(), 1);
    assert_eq!(unneeded[0].candidate.as_ref().unwrap().as_str(), "c");
    // Zero is a lot like any other.
    assert_order(by(&[]), &[drawn(a, 1), drawn(b, 0)], &[(1, "b", First), (2, "a", Lot)]);
    // Equal lots of people who are not tied are no fault.
    assert_order(by(&[]), &[drawn(a, 5), drawn(c, 5)], &[(1, "c", First), (2, "a", Total)]);
}

#[test]
fn equal_lots_among_equals_are_a_fault() {
    let people = ["a", "b", "c"].map(|id| drawn(person(id, TEN, "80"), if id == "b" { 4 } else { 7 }));
    let faults = stand(&checked(draft(by(&[]), &people, &[]))).unwrap_err();
    // At the lot of the second of the two, which stands on line 4.
    let kind = FaultKind::EqualLots { other: "a".into() };
    assert_eq!(faults, [Fault::new(Table::Lots, 4, "number", kind, "7")]);
}

fn ties(standing: &Standing) -> Vec<&Question> {
    standing.questions.iter().filter(|asked| matches!(asked.kind, QuestionKind::Tie { .. })).collect()
}

#[test]
fn who_stays_tied_shares_a_rank_and_is_asked_for_lots() {
    let people = [
        person("a", TEN, "70"),
        drawn(person("b", TEN, "80"), 1),
        person("c", TEN, "80"),
        person("d", TEN, "90"),
    ];
    // One lot of two is not enough. After two second places comes the fourth.
    let expected = [(1, "d", First), (2, "b", Total), (2, "c", Open), (4, "a", Total)];
    assert_order(by(&[]), &people, &expected);
    let (round, standing) = standing(by(&[]), &people);
    let set = ["b", "c"].map(|id| round.find_candidate(id).unwrap()).to_vec();
    assert_eq!(standing.rankings[0].tied, std::slice::from_ref(&set));
    let tied_with = |id| standing.rankings[0].tied_with(round.find_candidate(id).unwrap());
    assert_eq!(["a", "b", "c", "d"].map(tied_with), [None, Some(&*set), Some(&*set), None]);
    let [tie] = ties(&standing)[..] else { panic!("{:?}", standing.questions) };
    let (sitting, total) = (SittingRef(0), "19".parse().unwrap());
    assert_eq!(tie.kind, QuestionKind::Tie { sitting, candidates: set, total });
    // Who has a lot keeps it: another row of b would be a double.
    let [line] = &tie.ready_lines(&round)[..] else { panic!("not one line") };
    let cells = [("candidate", Some("c".to_owned())), ("number", None), ("drawn_by", None), ("date", None)];
    assert_eq!((line.table, &line.cells[..]), (Table::Lots, &cells[..]));
    // Another total, or another person in the tie, is another question.
    let code = |people: &[Person]| ties(&self::standing(by(&[]), people).1)[0].code;
    let other_total = [people[0], Person { mark: "81", ..people[1] }, Person { mark: "81", ..people[2] }];
    let other_people = [people[0], people[1], people[2], Person { id: "e", ..people[2] }];
    assert_eq!(code(&people), code(&people[..3]));
    assert_ne!(code(&people), code(&other_total));
    assert_ne!(code(&people), code(&other_people));
}

#[test]
fn two_ties_are_two_questions() {
    let people = ["a", "b", "c", "d", "e"].map(|id| person(id, TEN, if id < "d" { "80" } else { "90" }));
    let expected = [(1, "d", First), (1, "e", Open), (3, "a", Total), (3, "b", Open), (3, "c", Open)];
    assert_order(by(&[]), &people, &expected);
    assert_eq!(ties(&standing(by(&[]), &people).1).len(), 2);
}

#[test]
fn before_the_exam_nobody_is_ranked_and_nobody_is_asked() {
    // 11, 11 and 12 for the assessment, and equal lots, which decide nothing yet.
    let people = [drawn(person("a", TEN, ""), 3), drawn(person("b", TEN, ""), 3), person("c", STRONG, "")];
    let (round, before) = standing(by(&[]), &people);
    assert!(round.waits_for_exam());
    assert_eq!(order(&round, &before.rankings[0]), []);
    assert_eq!((before.questions, before.warnings), (Vec::new(), Vec::new()));
    // Without an exam the assessment is the total.
    let mut unexamined = by(&[]);
    unexamined.scoring.exam = None;
    let people = [person("a", TEN, ""), person("c", STRONG, "")];
    assert_order(unexamined, &people, &[(1, "c", First), (2, "a", Total)]);
}

/// A date that would decide and is blank puts nobody first or last.
#[test]
fn a_blank_date_decides_nothing() {
    const UNDATED: Values = &[("enlisted", "2016-03-31"), ("grade", "甲")];
    const DATED: Values = &[("enlisted", "2016-03-31"), ("grade", "甲"), ("born", "1985-05-05")];
    let born = AttributeId(1);
    let people = [person("a", DATED, "80"), person("b", UNDATED, "80")];
    for key in [TieKey::Earlier(born), TieKey::Later(born)] {
        let faults = stand(&checked(draft(by(&[key]), &people, &[]))).unwrap_err();
        assert_eq!(
            faults,
            [Fault::new(Table::Candidates, 3, "born", FaultKind::MissingValue, "")],
            "{key:?}"
        );
        // Where another total or an earlier key decides, or both are blank, it is not needed.
        let apart = [people[0], Person { mark: "81", ..people[1] }];
        assert_order(by(&[key]), &apart, &[(1, "b", First), (2, "a", Total)]);
        let later = Person { facts: NINE, ..people[1] };
        assert_order(
            by(&[TieKey::Earlier(ENLISTED), key]),
            &[people[0], later],
            &[(1, "a", First), (2, "b", Tie(0))],
        );
        let both = [people[1], Person { id: "c", ..people[1] }];
        assert_order(by(&[key]), &both, &[(1, "b", First), (1, "c", Open)]);
    }
}

/// Two groups: of 甲, then of 甲 and 乙, so that 甲 meets both conditions.
fn grouped() -> Scheme {
    let mut scheme = by(&[]);
    let subject = Subject::Attribute(AttributeId(3));
    for (key, categories) in [("one", vec![0]), ("two", vec![0, 1])] {
        let categories = categories.into_iter().map(CategoryId).collect();
        let when = Condition::In { subject, set: SetId(1), categories };
        scheme.ranking.groups.push(GroupRule { key: key.parse().unwrap(), when });
    }
    scheme
}

#[test]
fn groups_go_before_totals() {
    // 11 + 9 in the second group stays behind 11 + 6 in the first; ranks run through.
    let people = [
        person("a", TWELVE, "90"),
        person("b", TEN, "60"),
        person("c", TWELVE, "95"),
        person("d", TEN, "61"),
    ];
    let expected = [(1, "d", First), (2, "b", Total), (3, "c", Group), (4, "a", Total)];
    assert_order(grouped(), &people, &expected);
    let (round, standing) = standing(grouped(), &people);
    let groups: Vec<_> = standing.rankings[0].places.iter().map(|place| place.group.unwrap().0).collect();
    assert_eq!(groups, [0, 0, 1, 1]);
    assert_eq!(round.group(round.find_candidate("a").unwrap()), Some(GroupRef(1)));
    // Equal totals in different groups are no tie.
    let equal = [person("a", TWELVE, "80"), person("b", TEN, "80")];
    assert_order(grouped(), &equal, &[(1, "b", First), (2, "a", Group)]);
}

fn ruled(people: &[Person], kind: RulingKind, object: &str, old: &str, new: &str) -> Draft {
    let authority =
        Authority { who: "局长".into(), date: "2026-06-05".parse().unwrap(), document: "1号".into() };
    let mut draft = draft(grouped(), people, &[("v1", "财政局", 1, 0, None)]);
    let (object, old, new) = (object.into(), old.into(), new.into());
    draft.rulings.push(Ruling { line: 2, kind, object, old, new, authority, note: Note::default() });
    draft
}

#[test]
fn rulings_regroup_exclude_and_place() {
    let people = [person("a", TWELVE, "90"), person("b", TEN, "60"), person("c", TWELVE, "95")];
    for (kind, object, old, new, expected) in [
        (
            RulingKind::Regroup,
            "candidate/a",
            "two",
            "one",
            &[(1, "a", First), (2, "b", Total), (3, "c", Group)][..],
        ),
        (RulingKind::Exclude, "candidate/b", "", "", &[(1, "c", First), (2, "a", Total)]),
        (RulingKind::Place, "candidate/c", "", "v1", &[(1, "b", First), (2, "a", Group)]),
    ] {
        let round = checked(ruled(&people, kind, object, old, new));
        let standing = stand(&round).unwrap();
        let expected: Vec<_> = expected.iter().map(|(rank, id, by)| (*rank, (*id).to_owned(), *by)).collect();
        assert_eq!(order(&round, &standing.rankings[0]), expected, "{kind:?}");
    }
    // 丙 belongs to no group.
    const NOBODY: Values = &[("enlisted", "2016-03-31"), ("grade", "丙")];
    let faults = draft(grouped(), &[person("a", NOBODY, "80")], &[]).check(Vec::new()).unwrap_err();
    assert_eq!(faults, [Fault::new(Table::Candidates, 2, "", FaultKind::NoGroup, "a")]);
}

#[test]
fn each_sitting_has_its_own_ranking() {
    let there = |person: Person| Person { sitting: 1, ..person };
    let people = [person("a", TEN, "80"), there(person("b", TEN, "80")), there(person("c", TEN, "90"))];
    let (round, standing) = standing(by(&[]), &people);
    let orders: Vec<_> = standing.rankings.iter().map(|ranking| order(&round, ranking)).collect();
    assert_eq!(orders[0], [(1, "a".to_owned(), First)]);
    assert_eq!(orders[1], [(1, "c".to_owned(), First), (2, "b".to_owned(), Total)]);
    assert_eq!(standing.rankings[1].sitting, SittingRef(1));
    // 19 in one sitting and 19 in the other are no tie.
    assert!(ties(&standing).is_empty());
}
