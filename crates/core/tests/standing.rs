//! What is known while something is open: sheets that wait for a ruling, ties, signatures, the time before the exam.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

use anzhi_core::digest::{Digest, ShortCode};
use anzhi_core::eligibility::{Closed, Education};
use anzhi_core::outcome::{Fate, Standing};
use anzhi_core::place::stand;
use anzhi_core::question::QuestionKind;
use anzhi_core::round::{
    Acknowledgement, Authority, CandidateRef, Draft, GiveUpKind, Note, Round, Ruling, RulingKind, SittingRef,
};
use anzhi_core::scheme::{GapId, Scheme, Signed};
use anzhi_core::steps::{Param, Pipeline, Step};
use anzhi_core::warning::Warning;
use anzhi_core::why::{Taken, Why, why_before};
use fixture::{Job, Person, Values, draft, scheme};

/// Twenty years (10 points) and 甲 (6).
const SETTLED: Values = &[("enlisted", "2006-03-31"), ("grade", "甲")];
const JOBS: [Job; 2] = [("v1", "财政局", 1, 0, None), ("v2", "统计局", 1, 0, None)];
/// The points of 丙 are a gap.
const WAITING: Values = &[("enlisted", "2006-03-31"), ("grade", "丙")];
const MASTER: &[(&str, Values)] = &[("degree", &[("class", "硕士")])];

const fn person(id: &'static str, facts: Values, mark: &'static str) -> Person {
    Person { id, sitting: 0, facts, rows: MASTER, mark, list: &["v1"], give_up: None, lot: None }
}

fn rule(draft: &mut Draft, kind: RulingKind, object: &str, new: &str) {
    let (who, date) = ("局长".into(), "2026-06-05".parse().unwrap());
    let authority = Authority { who, date, document: "1号".into() };
    let (line, object, old, new, note) = (2, object.into(), "".into(), new.into(), Note::default());
    draft.rulings.push(Ruling { line, kind, object, old, new, authority, note });
}

fn standing(draft: Draft) -> (Round, Standing) {
    let round = draft.check(Vec::new()).unwrap();
    let standing = stand(&round).unwrap();
    (round, standing)
}

/// `CODE CANDIDATE` for each warning.
fn warned(standing: &Standing) -> Vec<String> {
    let who = |warning: &Warning| warning.candidate.as_ref().map_or(String::new(), ToString::to_string);
    let line = |warning: &Warning| format!("{} {}", warning.code.as_str(), who(warning));
    standing.warnings.iter().map(line).collect()
}

/// The figure of 硕士 is a gap too.
fn open_education() -> Scheme {
    let mut scheme = scheme();
    let pipeline = &mut scheme.scoring.items[2].pipeline;
    let mut steps: Vec<Step> = pipeline.steps().iter().map(|(step, _)| step.clone()).collect();
    for step in &mut steps {
        if let Step::Price(price) = step {
            price.points[2] = Param::Gap(GapId(1)).into();
        }
    }
    *pipeline = Pipeline::new(steps).unwrap();
    scheme
}

#[test]
fn education_is_known_while_another_item_waits() {
    for (scheme, known, why) in [
        (scheme(), Education::Class(2), Why::OpenSoFar),
        (open_education(), Education::Open, Why::Closed(Closed::Education)),
    ] {
        let mut draft = draft(scheme, &[person("a", WAITING, "80")], &JOBS);
        // 硕士 is asked for.
        draft.vacancies[0].vacancy.education = Some(2);
        let (round, first) = standing(draft.clone());
        let (who, vacancy) = (round.find_candidate("a").unwrap(), round.find_vacancy("v1").unwrap());
        assert!(first.scores.sheet(who).is_none());
        assert_eq!(first.scores.education(who), known);
        assert_eq!(why_before(&round, &first.scores, who, vacancy), why);
        // A placement is not said to be against a condition that is met, or of which nobody knows yet.
        rule(&mut draft, RulingKind::Place, "candidate/a", "v1");
        assert_eq!(warned(&standing(draft).1), [""; 0]);
    }
}

#[test]
fn what_is_settled_is_told_before_anybody_has_chosen() {
    let kept = |id, kind| Person { give_up: Some(kind), ..person(id, SETTLED, "80") };
    let people = [
        person("a", SETTLED, "90"),
        person("b", SETTLED, "80"),
        person("c", SETTLED, "70"),
        kept("d", GiveUpKind::GaveUp),
        kept("e", GiveUpKind::TimedOut),
        kept("f", GiveUpKind::Absent),
        // Late by this scheme: another turn at the end.
        kept("g", GiveUpKind::Late),
    ];
    let mut draft = draft(scheme(), &people, &JOBS);
    rule(&mut draft, RulingKind::Place, "candidate/a", "v1");
    rule(&mut draft, RulingKind::Exclude, "candidate/b", "");
    let (round, standing) = standing(draft);
    let find = |id| round.find_candidate(id).unwrap();
    let why =
        |id, vacancy| why_before(&round, &standing.scores, find(id), round.find_vacancy(vacancy).unwrap());
    let v1 = round.find_vacancy("v1").unwrap();
    for vacancy in ["v1", "v2"] {
        assert_eq!(why("a", vacancy), Why::NoTurn(Fate::PlacedByRuling(v1)));
        assert_eq!(why("b", vacancy), Why::NoTurn(Fate::Excluded));
        assert_eq!(
            ["d", "e"].map(|id| why(id, vacancy)),
            [Why::NoTurn(Fate::GaveUp), Why::NoTurn(Fate::GaveUp)]
        );
        assert_eq!(why("f", vacancy), Why::NoTurn(Fate::Absent));
    }
    // The only seat of v1 has gone to a.
    let full = Why::Full(vec![Taken { candidate: find("a"), turn: None, rank: None }]);
    assert_eq!(["c", "g"].map(|id| why(id, "v1")), [full.clone(), full]);
    assert_eq!(["c", "g"].map(|id| why(id, "v2")), [Why::OpenSoFar, Why::OpenSoFar]);
}

#[test]
fn whoever_waits_for_a_ruling_does_not_drop_out() {
    // 10 + 6 + 4 + 8 = 28 for a; b waits, c waits and is placed by ruling, d waits and is excluded.
    let people = [
        person("a", SETTLED, "80"),
        person("b", WAITING, "80"),
        person("c", WAITING, "80"),
        person("d", WAITING, "80"),
        Person { sitting: 1, list: &[], ..person("e", SETTLED, "80") },
    ];
    let mut scheme = scheme();
    // 8 of 28 is less than a half.
    let half = "0.5".parse().unwrap();
    scheme.scoring.exam.as_mut().unwrap().target_share = Some((half, half));
    let mut draft = draft(scheme, &people, &JOBS);
    rule(&mut draft, RulingKind::Place, "candidate/c", "v1");
    rule(&mut draft, RulingKind::Exclude, "candidate/d", "");
    let (round, open) = standing(draft.clone());
    let find = |id| round.find_candidate(id).unwrap();
    assert_eq!(open.held_back, [find("b"), find("c")]);
    let waiting = |sitting| open.waiting(&round, SittingRef(sitting)).collect::<Vec<_>>();
    assert_eq!((waiting(0), waiting(1)), (vec![find("b")], vec![]));
    assert_eq!(open.rankings[0].places.len(), 1);
    // The share is judged when all totals are known.
    assert_eq!(warned(&open), [""; 0]);
    rule(&mut draft, RulingKind::FillGap, "gap/grade.丙", "3");
    let (_, filled) = standing(draft);
    assert_eq!(filled.held_back, []);
    assert_eq!(warned(&filled), ["exam-share-outside "]);
}

#[test]
fn a_lot_is_not_unneeded_while_a_total_of_the_sitting_is_open() {
    let drawn = |person, lot| Person { lot: Some(lot), ..person };
    // b waits, and may come to the 28 of a.
    let people = [
        drawn(person("a", SETTLED, "80"), 1),
        drawn(person("b", WAITING, "80"), 2),
        Person { sitting: 1, list: &[], ..drawn(person("e", SETTLED, "80"), 3) },
    ];
    let mut draft = draft(scheme(), &people, &JOBS);
    // Nobody waits in the sitting of e.
    assert_eq!(warned(&standing(draft.clone()).1), ["lot-unneeded e"]);
    for (figure, unneeded) in
        [("6", &["lot-unneeded e"][..]), ("5", &["lot-unneeded a", "lot-unneeded b", "lot-unneeded e"])]
    {
        draft.rulings.clear();
        rule(&mut draft, RulingKind::FillGap, "gap/grade.丙", figure);
        assert_eq!(warned(&standing(draft.clone()).1), unneeded);
    }
}

/// A signature of the first candidate.
fn sign(draft: &mut Draft, code: ShortCode) {
    let (date, how, note) = ("2026-06-01".parse().unwrap(), "签字".into(), Note::default());
    draft.acknowledgements =
        vec![Acknowledgement { line: 2, candidate: CandidateRef(0), code, date, how, note }];
}

#[test]
fn signatures_are_asked_for_before_the_exam_once_signing_has_begun() {
    let people = [person("a", SETTLED, ""), person("b", SETTLED, "")];
    let wrong = Digest::of(b"another sheet").short_code();
    for signed in [Signed::Assessment, Signed::Whole] {
        let mut scheme = scheme();
        scheme.scoring.signed = signed;
        let mut draft = draft(scheme, &people, &JOBS);
        let (round, unsigned) = standing(draft.clone());
        assert_eq!(unsigned.questions, []);
        let [a, b] = ["a", "b"].map(|id| round.find_candidate(id).unwrap());
        let present = |who| unsigned.scores.sheet(who).unwrap().1.code(signed);
        let kinds = |draft: &Draft| -> Vec<QuestionKind> {
            standing(draft.clone()).1.questions.into_iter().map(|question| question.kind).collect()
        };
        let b_unsigned = QuestionKind::Unsigned { candidate: b, present: present(b) };
        let other = QuestionKind::SignedOther { candidate: a, signed: wrong, present: present(a) };
        sign(&mut draft, wrong);
        let begun = signed == Signed::Assessment;
        // Before the exam the whole sheet is not there to be signed.
        assert_eq!(kinds(&draft), if begun { vec![b_unsigned.clone(), other] } else { Vec::new() });
        sign(&mut draft, present(a));
        assert_eq!(kinds(&draft), if begun { vec![b_unsigned] } else { Vec::new() });
    }
}

#[test]
fn a_filling_is_called_unreached_once_all_sheets_are_there() {
    let mut draft = draft(scheme(), &[person("a", WAITING, "80")], &JOBS);
    rule(&mut draft, RulingKind::FillGap, "gap/discipline.开除", "-5");
    // What the sheet of a reaches besides is not known yet.
    assert_eq!(warned(&standing(draft.clone()).1), [""; 0]);
    rule(&mut draft, RulingKind::FillGap, "gap/grade.丙", "3");
    assert_eq!(warned(&standing(draft).1), ["filling-unreached "]);
}
