//! The score sheet: its canonical text as it stands on paper, and what its digests depend on.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

use anzhi_core::digest::Secret;
use anzhi_core::facts::{CategoryId, Cell};
use anzhi_core::place::score_all;
use anzhi_core::points::Points;
use anzhi_core::round::{Authority, Draft, Note, Ruling, RulingKind, SittingRef};
use anzhi_core::scheme::{Consequence, Signed};
use anzhi_core::sheet::{Sheet, SheetDigest};
use anzhi_core::steps::{Param, Pipeline, Step};
use fixture::{Job, Person, draft, scheme};
use std::collections::BTreeMap;

const JOBS: [Job; 1] = [("v1", "财政局", 1, 0, None)];
/// Ten rows: three degrees, five awards, two sanctions.
const PERSON: Person = Person {
    id: "c1",
    sitting: 0,
    facts: &[("sex", "男"), ("born", "1985-05-05"), ("enlisted", "2006-03-30"), ("grade", "甲")],
    rows: &[
        ("degree", &[("class", "本科"), ("date", "2006-07-01")]),
        ("degree", &[("class", "大专"), ("date", "2003-07-01")]),
        ("degree", &[("class", "硕士"), ("date", "2026-04-01")]),
        ("award", &[("class", "三等功"), ("date", "2010-01-01"), ("cause", "抗洪")]),
        ("award", &[("class", "二等功"), ("date", "2010-02-01"), ("cause", "抗洪")]),
        ("award", &[("class", "三等功"), ("date", "2014-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2013-01-01")]),
        ("award", &[("class", "三等功"), ("date", "2012-01-01")]),
        ("sanction", &[("class", "记过"), ("date", "2016-01-01")]),
        ("sanction", &[("class", "记过"), ("date", "2015-01-01")]),
    ],
    mark: "82.55",
    list: &["v1"],
    give_up: None,
    lot: None,
};

/// Rows in the order of their lines: 大专, 本科, 硕士 by their characters; 处分 before 奖励, then 三等功 before
/// 二等功, then by date. So d3 is too late, e3 and e7 have one cause, e6 is the third of its points.
///   service     20 years to 2026-03-30 and a day: 21 × 0.5 = 10.5
///   education   the higher of 2 and 3
///   rewards     1 + 1 + 5 = 7
///   discipline  −2 in full, −0.5 for the later one
///   assessment  10.5 + 6 + 3 + 7 − 2.5 = 24
///   exam        82.55 × 0.1 = 8.255, half up 8.26
const TEXT: &str = "\
anzhi-sheet 1
candidate c1
scheme cdc3c2ca5d6b3027a15d48c7d5a89f27b2db24a90a869eeca838731bb1104d81
cutoff 2026-03-31
facts bfa4e5cc5e8f821006628b9dc633aad49fa2fc42aa92f1e3719ac609274bbbd1
service 10.5 | | 21 |
grade 6 | c1 |
education 3 | d1 d2 d3 | -d3 | d1/1 d2/2 | d1:2 d2:3 | -d1 |
rewards 7 | e3 e4 e5 e6 e7 | | e3/1 e4/1 e5/1 e6/1 e7/2 | e3:1 e4:1 e5:1 e6:1 e7:5 | -e3 | -e6 |
discipline -2.5 | e1 e2 | | e1/2 e2/2 | e1:-2 e2:-2 | e2:-0.5 |
assessment 24
exam 8.26 82.55
total 32.26
";

fn base() -> Draft {
    draft(scheme(), &[PERSON], &JOBS)
}

/// The only sheet of a round, its text and its digests.
fn sheet(draft: Draft) -> (Sheet, String, SheetDigest) {
    let round = draft.check(Vec::new()).unwrap();
    let (scores, _) = score_all(&round).unwrap();
    let (sheet, digest) = scores.sheet(round.all_candidates().next().unwrap()).unwrap();
    (sheet.clone(), sheet.canonical(&round.scheme().scoring), *digest)
}

fn digest(change: fn(&mut Draft)) -> SheetDigest {
    let mut draft = base();
    change(&mut draft);
    sheet(draft).2
}

fn rule(draft: &mut Draft, kind: RulingKind, object: &str, old: &str, new: &str) {
    let authority =
        Authority { who: "局长".into(), date: "2026-06-05".parse().unwrap(), document: "1号".into() };
    let (object, old, new) = (object.into(), old.into(), new.into());
    draft.rulings.push(Ruling { line: 2, kind, object, old, new, authority, note: Note::default() });
}

fn dearer(draft: &mut Draft) {
    let pipeline = &mut draft.scheme.scoring.items[3].pipeline;
    let mut steps: Vec<Step> = pipeline.steps().iter().map(|(step, _)| step.clone()).collect();
    let Step::Price(price) = &mut steps[3] else { panic!("{steps:?}") };
    price.points[2] = Param::Stated(Points::from_int(16)).into();
    *pipeline = Pipeline::new(steps).unwrap();
}

#[test]
fn the_text_and_its_digests() {
    let (_, text, digest) = sheet(base());
    assert_eq!(text, TEXT);
    // From another implementation: the salt is HMAC-SHA256(secret, c1), the digest SHA-256(salt ‖ text), of the
    // whole text and of the text up to and with the line of the assessment.
    let whole = "772a21bf90d541dd28ac80de931ea1b36beed97c5acbc81b387ada2e48779e59";
    let assessment = "779a5d69b7cc372b0ff67838e6a258dc40e82633715bfa896a8794e2b59ce3fb";
    assert_eq!(digest.whole.to_string(), whole);
    assert_eq!(digest.assessment.to_string(), assessment);
    assert_eq!(digest.code(Signed::Whole), digest.whole.short_code());
    assert_eq!(digest.code(Signed::Assessment), digest.assessment.short_code());
    // Ten rows and an exam fit into five hundred bytes.
    assert_eq!(PERSON.rows.len(), 10);
    assert!(text.len() < 500, "{}", text.len());
}

#[test]
fn a_filled_gap_stands_on_the_sheet() {
    let civil = Person { facts: &[("enlisted", "2016-03-31"), ("track", "文职")], ..PERSON };
    let mut draft = draft(scheme(), &[civil], &JOBS);
    rule(&mut draft, RulingKind::FillGap, "gap/grade.丙", "", "4.5");
    rule(&mut draft, RulingKind::FillGap, "gap/discipline.开除", "", "-9");
    let (sheet, text, _) = sheet(draft);
    // 10 years × 0.5, then 4.5 for the grade; only the gap that these facts reach is named.
    let lines: Vec<&str> = text.lines().skip(5).take(3).collect();
    assert_eq!(lines, ["gap grade.丙 4.5", "service 5 | | 10 |", "grade 4.5 | c3 |"], "{text}");
    assert_eq!(sheet.gaps.len(), 1);
}

/// A name and a change of the round.
type Change = (&'static str, fn(&mut Draft));

/// Changes of what counts, each of which gives another sheet.
const COUNTS: [Change; 19] = [
    ("a price that is not reached", dearer),
    ("sex", |draft| draft.candidates[0].attributes[0] = Cell::Category(CategoryId(1))),
    ("born", |draft| draft.candidates[0].attributes[1] = Cell::Date("1985-05-06".parse().unwrap())),
    ("enlisted", |draft| draft.candidates[0].attributes[2] = Cell::Date("2006-03-29".parse().unwrap())),
    ("grade", |draft| draft.candidates[0].attributes[3] = Cell::Category(CategoryId(1))),
    ("track", |draft| draft.candidates[0].attributes[5] = Cell::Category(CategoryId(0))),
    ("class of a degree", |draft| draft.facts[0].row.cells[0] = Cell::Category(CategoryId(2))),
    ("date of a degree", |draft| draft.facts[0].row.cells[1] = Cell::Date("2006-07-02".parse().unwrap())),
    ("no date of a degree", |draft| draft.facts[0].row.cells[1] = Cell::Blank),
    ("cause of an award", |draft| draft.facts[3].row.cells[3] = Cell::Text("抗震".into())),
    ("flag of an award", |draft| draft.facts[3].row.cells[2] = Cell::Flag(false)),
    ("other flag of an award", |draft| draft.facts[3].row.cells[2] = Cell::Flag(true)),
    ("an award fewer", |draft| drop(draft.facts.remove(3))),
    ("a sanction fewer", |draft| drop(draft.facts.pop())),
    ("id", |draft| draft.candidates[0].id = "c2".parse().unwrap()),
    ("secret", |draft| draft.secret = Secret::from_bytes([8; 32])),
    ("year", |draft| draft.heading.year = 2027),
    ("a ruling on a fact", |draft| {
        rule(draft, RulingKind::SetFact, "candidate/c1/enlisted", "2006-03-30", "2005-03-30");
    }),
    ("a ruling on a field of a row", |draft| {
        rule(draft, RulingKind::SetFact, "candidate/c1/event/1/date", "2015-01-01", "2015-01-02");
    }),
];

#[test]
fn everything_that_counts_changes_the_digests() {
    let mut seen = BTreeMap::from([(digest(|_| ()).whole, "as it is")]);
    for (name, change) in COUNTS {
        let changed = digest(change);
        assert_ne!(changed.assessment, digest(|_| ()).assessment, "{name}");
        assert_eq!(seen.insert(changed.whole, name), None, "{name}");
    }
}

#[test]
fn a_ruling_changes_the_digests_by_what_it_says() {
    let excluded = |gap| {
        let mut draft = base();
        draft.facts[9].row.cells[0] = Cell::Category(CategoryId(2));
        rule(&mut draft, RulingKind::FillGap, "gap/discipline.开除", "", gap);
        sheet(draft)
    };
    let ((ten, _, one), (.., other)) = (excluded("-10"), excluded("-10.5"));
    // 26.5 without sanctions, −10 for the heavier, −0.5 for the other.
    assert_eq!(ten.assessment.to_string(), "16");
    assert_ne!(one.assessment, other.assessment);
    // A fact by ruling and the same fact as handed in give one sheet.
    let by_ruling = digest(|draft| {
        rule(draft, RulingKind::SetFact, "candidate/c1/grade", "甲", "乙");
    });
    assert_eq!(by_ruling, digest(COUNTS[4].1));
}

/// Changes of what never counts.
const NEVER_COUNTS: [Change; 16] = [
    ("name", |draft| draft.candidates[0].name = "王五".into()),
    ("evidence", |draft| draft.candidates[0].note.evidence = "卷1".into()),
    ("remark", |draft| draft.candidates[0].note.remark = "又".into()),
    ("line", |draft| draft.candidates[0].line = 99),
    ("sitting", |draft| {
        draft.candidates[0].sitting = Some(SittingRef(1));
        draft.vacancies[0].vacancy.sitting = SittingRef(1);
    }),
    ("evidence of a row", |draft| draft.facts[3].row.evidence = "卷2".into()),
    ("remark of a row", |draft| draft.facts[3].row.remark = "又".into()),
    ("line of a row", |draft| draft.facts[3].row.line = 99),
    ("order of rows", |draft| draft.facts.reverse()),
    ("remark of the mark", |draft| draft.exams.as_mut().unwrap()[0].note.remark = "又".into()),
    ("id of the round", |draft| draft.heading.id = "r2".parse().unwrap()),
    ("title of the round", |draft| draft.heading.title = "又".into()),
    ("filing date", |draft| draft.heading.filing_date = Some("2026-06-01".parse().unwrap())),
    ("vacancy", |draft| draft.vacancies[0].vacancy.seats = 9),
    ("choosing", |draft| draft.scheme.choosing.late = Consequence::Out),
    ("a gap that is not reached", |draft| rule(draft, RulingKind::FillGap, "gap/grade.丙", "", "4")),
];

#[test]
fn what_never_counts_changes_nothing() {
    for (name, change) in NEVER_COUNTS {
        assert_eq!(digest(change), digest(|_| ()), "{name}");
    }
    // Nor does anybody else: of two people the first has the same sheet as alone.
    let other = Person { id: "c2", mark: "60", rows: &PERSON.rows[..1], list: &[], ..PERSON };
    let two = draft(scheme(), &[other, PERSON], &JOBS);
    assert_eq!(sheet(two).2, digest(|_| ()));
}

#[test]
fn the_mark_changes_only_the_whole() {
    let other = digest(|draft| draft.exams.as_mut().unwrap()[0].mark = "82.56".parse().unwrap());
    assert_eq!(other.assessment, digest(|_| ()).assessment);
    assert_ne!(other.whole, digest(|_| ()).whole);
    // 82.55 and 82.56 both give 8.26; the mark itself is on the sheet.
    let (_, text, _) = sheet({
        let mut draft = base();
        draft.exams.as_mut().unwrap()[0].mark = "82.56".parse().unwrap();
        draft
    });
    assert_eq!(text, TEXT.replace("8.26 82.55", "8.26 82.56"));
    // Before the exam the whole is the assessment.
    let mut before = base();
    before.exams = None;
    let (sheet, text, before) = sheet(before);
    assert_eq!(text, TEXT[..TEXT.find("exam").unwrap()]);
    assert_eq!((before.whole, before.assessment), (other.assessment, other.assessment));
    assert_eq!((sheet.exam, sheet.total), (None, None));
}
