//! The digest of the scoring part: another one with every figure, the same whatever is only said to people.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

use anzhi_core::condition::{Condition, Subject};
use anzhi_core::date::{MissingDay, TimeUnit};
use anzhi_core::digest::Digest;
use anzhi_core::facts::{AttributeId, CategoryId, ChoiceId, ColumnId, SetId};
use anzhi_core::place::score_all;
use anzhi_core::points::{Points, Rounding};
use anzhi_core::round::CandidateRef;
use anzhi_core::scheme::{Consequence, Cutoff, DayOfYear, ExamRule, Group, Scheme, TieKey};
use anzhi_core::steps::{Param, Per, Pipeline, Rest, Step, Way};
use fixture::{draft, scheme};
use std::collections::BTreeMap;

/// A name and a change of the scheme.
type Change = (&'static str, fn(&mut Scheme));

/// Changes one step of an item.
fn step(scheme: &mut Scheme, item: usize, at: usize, change: fn(&mut Step)) {
    let pipeline = &mut scheme.scoring.items[item].pipeline;
    let mut steps: Vec<Step> = pipeline.steps().iter().map(|(step, _)| step.clone()).collect();
    change(&mut steps[at]);
    *pipeline = Pipeline::new(steps).unwrap();
}

/// Changes the step by its kind; panics if the fixture has another one there.
macro_rules! at {
    ($item:literal, $step:literal, $kind:ident, |$name:ident| $change:expr) => {
        |scheme| {
            step(scheme, $item, $step, |step| match step {
                Step::$kind($name) => {
                    $change;
                }
                other => panic!("{other:?}"),
            })
        }
    };
}

fn exam(scheme: &mut Scheme) -> &mut ExamRule {
    scheme.scoring.exam.as_mut().unwrap()
}

fn term(scheme: &mut Scheme, set: usize) -> &mut Box<str> {
    scheme.scoring.facts.sets[set].terms.last_mut().unwrap()
}

fn figure(text: &str) -> Points {
    text.parse().unwrap()
}

fn stated(text: &str) -> Param<Points> {
    Param::Stated(figure(text))
}

/// The date of the row after the cut-off, or another subject.
fn after(subject: Subject, blank: Option<bool>) -> Condition {
    Condition::AfterCutoff { subject, blank }
}

const DATE: Subject = Subject::Field(ColumnId(1));

/// Items of the fixture: 0 service, 1 grade, 2 education, 3 rewards, 4 discipline.
const STEPS: [Change; 31] = [
    ("span from", at!(0, 0, Span, |span| span.from = AttributeId(1))),
    ("measure unit", at!(0, 1, Measure, |measure| measure.unit = TimeUnit::Month)),
    ("measure unit day", at!(0, 1, Measure, |measure| measure.unit = TimeUnit::Day)),
    ("measure rest", at!(0, 1, Measure, |measure| measure.rest = Way::Stated(Rest::Down))),
    ("scale each", at!(0, 2, Scale, |scale| scale.bands[0].each = Param::Stated(figure("0.6")))),
    ("scale at", at!(0, 2, Scale, |scale| scale.bands[0].at = figure("1"))),
    ("scale gives", at!(0, 2, Scale, |scale| scale.bands[0].gives = Some(Param::Stated(figure("1"))))),
    ("scale gives zero", at!(0, 2, Scale, |scale| scale.bands[0].gives = Some(Param::Stated(Points::ZERO)))),
    ("scale without bands", at!(0, 2, Scale, |scale| scale.bands.clear())),
    ("attribute", at!(1, 0, Attribute, |read| read.subject = Subject::Attribute(AttributeId(3)))),
    ("lookup", at!(1, 1, Lookup, |lookup| lookup.points[1] = stated("5.5"))),
    ("lookup, gap stated", at!(1, 1, Lookup, |lookup| lookup.points[2] = stated("0"))),
    ("rows needed", at!(2, 0, SelectRows, |rows| rows.needed = false)),
    ("rows of another table", at!(3, 0, SelectRows, |rows| rows.tables[0].0 = 2)),
    ("drop, blank", at!(2, 1, Drop, |drop| drop.when = after(DATE, Some(true)))),
    ("drop, blank a fault", at!(2, 1, Drop, |drop| drop.when = after(DATE, None))),
    ("drop, negated", at!(2, 1, Drop, |drop| drop.when = Condition::Not(Box::new(drop.when.clone())))),
    ("drop, all", at!(2, 1, Drop, |drop| drop.when = Condition::All(vec![drop.when.clone()]))),
    ("drop, any", at!(2, 1, Drop, |drop| drop.when = Condition::Any(vec![drop.when.clone()]))),
    ("class", at!(2, 2, Classify, |classify| classify.classes[0].0 = 1)),
    ("class, condition", at!(2, 2, Classify, |classify| classify.classes[0].1 = after(DATE, None))),
    ("classes fewer", at!(2, 2, Classify, |classify| classify.classes.pop())),
    ("price", at!(3, 3, Price, |price| price.points[2] = stated("15.000001").into())),
    (
        "price a gap",
        at!(3, 3, Price, |price| price.points[2] = Param::Gap(anzhi_core::scheme::GapId(0)).into()),
    ),
    ("price, gap stated", at!(4, 3, Price, |price| price.points[2] = stated("0").into())),
    ("once_per field", at!(3, 4, OncePer, |once| once.field = ColumnId(0))),
    ("once_per date", at!(3, 4, OncePer, |once| once.date = Some(ColumnId(0)))),
    ("best n", at!(3, 5, Best, |best| best.n = 3)),
    ("best per", at!(3, 5, Best, |best| best.per = Per::Class)),
    ("token rest", at!(4, 4, Token, |token| token.rest = stated("-0.4"))),
    ("token date", at!(4, 4, Token, |token| token.date = Some(ColumnId(0)))),
];

fn cutoff(month: i8, day: i8) -> Cutoff {
    Cutoff::OfRound(DayOfYear::new(month, day).unwrap())
}

const OTHERS: [Change; 21] = [
    ("cut-off day", |scheme| scheme.scoring.cutoff = cutoff(3, 30)),
    ("cut-off month", |scheme| scheme.scoring.cutoff = cutoff(1, 31)),
    ("anniversary", |scheme| scheme.scoring.anniversary = MissingDay::Next),
    ("full mark", |scheme| exam(scheme).full_mark = figure("120")),
    ("places of a mark", |scheme| exam(scheme).mark_places = 1),
    ("factor", |scheme| exam(scheme).factor = stated("0.2")),
    ("places of the exam", |scheme| exam(scheme).round.places = 1),
    ("half-even", |scheme| exam(scheme).round.mode = Rounding::HalfEven),
    ("down", |scheme| exam(scheme).round.mode = Rounding::Down),
    ("up", |scheme| exam(scheme).round.mode = Rounding::Up),
    ("no exam", |scheme| scheme.scoring.exam = None),
    ("a class", |scheme| scheme.scoring.ladders[0].classes[0] = "专科".into()),
    ("classes swapped", |scheme| scheme.scoring.ladders[0].classes.swap(0, 1)),
    ("a term", |scheme| *term(scheme, 1) = "丁".into()),
    // One term that looks like two, and two.
    ("a term with quotation marks", |scheme| *term(scheme, 2) = "技三\" \"技四".into()),
    ("a term more", |scheme| scheme.scoring.facts.sets[2].terms.push("技四".into())),
    ("a class that no step names", |scheme| scheme.scoring.ladders[0].classes.push("博士".into())),
    ("what a track reads", |scheme| scheme.scoring.facts.choices[0].branches.swap(0, 1)),
    ("the kinds of a table", |scheme| scheme.scoring.facts.tables[1].kinds.push("表彰".into())),
    ("items swapped", |scheme| scheme.scoring.items.swap(0, 1)),
    ("an item fewer", |scheme| {
        scheme.scoring.items.pop();
    }),
];

/// What people are told, and the parts that come from other papers.
const UNSEEN: [Change; 19] = [
    ("title of an item", |scheme| scheme.scoring.items[0].title = "年资".into()),
    ("clause of an item", |scheme| scheme.scoring.items[0].clause = "第三条".into()),
    ("assumption of an item", |scheme| scheme.scoring.items[0].assumptions.push("无".into())),
    ("why a gap is open", |scheme| scheme.scoring.gaps[0].why = "缺损".into()),
    ("because", at!(2, 1, Drop, |drop| drop.because = "逾期".into())),
    ("warn", at!(2, 1, Drop, |drop| drop.warn = true)),
    ("share that the paper aims at", |scheme| exam(scheme).target_share = Some((figure("0"), figure("1")))),
    ("id", |scheme| scheme.identity.id = "x".parse().unwrap()),
    ("title", |scheme| scheme.identity.title = "x".into()),
    ("edition", |scheme| scheme.identity.edition = "2".into()),
    ("ties", |scheme| scheme.ranking.ties = vec![TieKey::Later(AttributeId(1))]),
    ("groups", |scheme| {
        let when = Condition::All(Vec::new());
        scheme.ranking.groups.push(Group { key: "all".parse().unwrap(), when });
    }),
    ("giving up", |scheme| scheme.choosing.gave_up = Consequence::EndOfList),
    ("absence", |scheme| scheme.choosing.absent = Consequence::EndOfList),
    ("running out of time", |scheme| scheme.choosing.timed_out = Consequence::EndOfList),
    ("lateness", |scheme| scheme.choosing.late = Consequence::Out),
    ("education asked for", |scheme| scheme.choosing.education = None),
    ("assumption on choosing", |scheme| scheme.choosing.assumptions.push("无".into())),
    ("sittings", |scheme| scheme.sittings.truncate(1)),
];

fn changed((_, change): &Change) -> Scheme {
    let mut scheme = scheme();
    change(&mut scheme);
    scheme
}

#[test]
fn every_figure_has_its_own_digest() {
    let mut seen = BTreeMap::from([(scheme().scoring.digest(), "as it is")]);
    for change in STEPS.iter().chain(&OTHERS) {
        let other = seen.insert(changed(change).scoring.digest(), change.0);
        assert_eq!(other, None, "{} has the same digest", change.0);
    }
}

#[test]
fn what_never_counts_is_not_in_the_digest() {
    for change in &UNSEEN {
        let other = changed(change);
        assert_ne!(other, scheme(), "{} changes nothing", change.0);
        assert_eq!(other.scoring.digest(), scheme().scoring.digest(), "{}", change.0);
    }
}

/// A condition on the candidate and one on the row are different rules even if the names are the same.
#[test]
fn a_field_and_an_attribute_of_one_name_are_told_apart() {
    let with = |condition: fn(Subject) -> Condition, subject: Subject| {
        let mut scheme = scheme();
        // The attributes track and enlisted, and the choice, now have the names of columns of the awards.
        scheme.scoring.facts.attributes[5].key = "class".parse().unwrap();
        scheme.scoring.facts.attributes[2].key = "date".parse().unwrap();
        scheme.scoring.facts.choices[0].key = "cause".parse().unwrap();
        let mut steps: Vec<Step> =
            scheme.scoring.items[3].pipeline.steps().iter().map(|(step, _)| step.clone()).collect();
        let Step::Drop(drop) = &mut steps[1] else { panic!("{steps:?}") };
        drop.when = condition(subject);
        scheme.scoring.items[3].pipeline = Pipeline::new(steps).unwrap();
        scheme.scoring.digest()
    };
    let in_class = |subject| Condition::In { subject, set: SetId(5), categories: vec![CategoryId(0)] };
    let is_set = |subject| Condition::Is { subject, flag: true };
    let late = |subject| Condition::AfterCutoff { subject, blank: None };
    let pairs = [
        (Subject::Attribute(AttributeId(5)), Subject::Field(ColumnId(0))),
        (Subject::Attribute(AttributeId(2)), Subject::Field(ColumnId(1))),
        (Subject::Choice(ChoiceId(0)), Subject::Field(ColumnId(3))),
    ];
    for (of_candidate, of_row) in pairs {
        for condition in [in_class as fn(Subject) -> Condition, is_set, late] {
            assert_ne!(with(condition, of_candidate), with(condition, of_row), "{of_candidate:?}");
        }
    }
}

#[test]
fn the_canonical_text_of_a_small_scheme() {
    let mut scheme = scheme();
    let scoring = &mut scheme.scoring;
    scoring.items.truncate(1);
    scoring.ladders.clear();
    scoring.facts.sets.truncate(1);
    scoring.facts.attributes.truncate(3);
    scoring.facts.choices.clear();
    scoring.facts.tables.clear();
    let text = "(scoring 1 (set sex \"男\" \"女\") (attribute sex) (attribute born) (attribute enlisted) \
                (cutoff 03-31) (anniversary last) (item service (span enlisted cutoff) (measure year up) \
                (scale (at 0 each 0.5))) (exam 100 2 0.1 2 half-up))";
    assert_eq!(scoring.canonical(), text);
    assert_eq!(scoring.digest(), Digest::of(text.as_bytes()));
}

#[test]
fn every_sheet_names_the_digest_of_the_scheme_that_made_it() {
    let person = fixture::Person { id: "c1", facts: &[("enlisted", "2006-03-31")], ..Default::default() };
    for change in [STEPS[4], OTHERS[2], UNSEEN[0]] {
        let mut scheme = changed(&change);
        scheme.scoring.items.truncate(1);
        scheme.choosing.education = None;
        let job = ("v1", "财政局", 1, 0, None);
        let round = draft(scheme.clone(), &[person], &[job]).check(Vec::new()).unwrap();
        let (scores, _) = score_all(&round).unwrap();
        let (sheet, _) = scores.sheet(CandidateRef(0)).unwrap();
        assert_eq!(sheet.scheme, scheme.scoring.digest(), "{}", change.0);
        assert!(sheet.canonical(&scheme.scoring).contains(&format!("\nscheme {}\n", sheet.scheme)));
    }
}
