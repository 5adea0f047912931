//! Which steps fit together: every kind of step after everything that can come before it.
#![expect(clippy::panic, reason = "a helper that fails fails its test")]

use anzhi_core::condition::{Condition, Subject};
use anzhi_core::date::TimeUnit;
use anzhi_core::facts::{AttributeId, ColumnId, FactTableId, SetId, Source};
use anzhi_core::points::Points;
use anzhi_core::scheme::LadderId;
use anzhi_core::steps::{
    Attribute, Best, By, ClassLimit, Classify, Drop, Keep, Kind, LadderEnd, Limit, Lookup, Measure,
    NotComposed, OncePer, Param, Per, Pipeline, Price, Rest, Scale, SelectRows, Shift, Span, Step, Sum,
    Times, Token, Way,
};

fn step(word: &str) -> Step {
    let (column, ladder) = (ColumnId(0), LadderId(0));
    let nothing = Param::Stated(Points::ZERO);
    let (when, because) = (Condition::All(Vec::new()), "".into());
    match word {
        "attribute" => Step::Attribute(Attribute { subject: Subject::Attribute(AttributeId(0)) }),
        "best" => Step::Best(Best { n: 1, per: Per::All, by: By::Points }),
        "classify" => Step::Classify(Classify { ladder, classes: Vec::new() }),
        "drop" => Step::Drop(Drop { when, because, warn: false }),
        "keep" => Step::Keep(Keep { when, because }),
        "limit" => Step::Limit(Limit::Points { at_least: None, to: Some(nothing) }),
        "lookup" => Step::Lookup(Lookup { set: SetId(0), points: Vec::new() }),
        "measure" => Step::Measure(Measure::one(TimeUnit::Year, Rest::Up)),
        "once_per" => Step::OncePer(OncePer { field: column, date: None, keep: Vec::new(), when: None }),
        "price" => Step::Price(Price { ladder, points: Vec::new() }),
        "rows" => Step::SelectRows(SelectRows {
            tables: vec![FactTableId(0)],
            source: Source::Periods,
            when: None,
            needed: false,
        }),
        "scale" => Step::Scale(Scale { bands: Vec::new() }),
        "shift" => Step::Shift(Shift { ladder, by: 1, when: None, end: Way::Stated(LadderEnd::Stay) }),
        "span" => Step::Span(Span::to_cutoff(AttributeId(1))),
        "sum" => Step::Sum(Sum),
        "times" => Step::Times(Times { factor: nothing, when: None }),
        "token" => Step::Token(Token { rest: nothing, date: None }),
        other => panic!("no step {other}"),
    }
}

fn steps(words: &[&str]) -> Vec<Step> {
    words.iter().map(|word| step(word)).collect()
}

/// The shortest way to each kind.
const WAYS: [(Option<Kind>, &[&str]); 8] = [
    (None, &[]),
    (Some(Kind::Category), &["attribute"]),
    (Some(Kind::Rows), &["rows"]),
    (Some(Kind::Classed), &["rows", "classify"]),
    (Some(Kind::Entries), &["rows", "classify", "price"]),
    (Some(Kind::Points), &["attribute", "lookup"]),
    (Some(Kind::Spans), &["span"]),
    (Some(Kind::Quantity), &["span", "measure"]),
];

/// Everything that fits: a step, what it takes and what it gives.
const FITS: [(&str, Option<Kind>, Kind); 22] = [
    ("attribute", None, Kind::Category),
    ("best", Some(Kind::Entries), Kind::Entries),
    ("classify", Some(Kind::Rows), Kind::Classed),
    ("drop", Some(Kind::Classed), Kind::Classed),
    ("drop", Some(Kind::Entries), Kind::Entries),
    ("drop", Some(Kind::Rows), Kind::Rows),
    ("keep", Some(Kind::Classed), Kind::Classed),
    ("keep", Some(Kind::Entries), Kind::Entries),
    ("keep", Some(Kind::Rows), Kind::Rows),
    ("limit", Some(Kind::Points), Kind::Points),
    ("lookup", Some(Kind::Category), Kind::Points),
    ("measure", Some(Kind::Spans), Kind::Quantity),
    ("once_per", Some(Kind::Classed), Kind::Classed),
    ("once_per", Some(Kind::Entries), Kind::Entries),
    ("price", Some(Kind::Classed), Kind::Entries),
    ("rows", None, Kind::Rows),
    ("scale", Some(Kind::Quantity), Kind::Points),
    ("shift", Some(Kind::Classed), Kind::Classed),
    ("span", None, Kind::Spans),
    ("sum", Some(Kind::Entries), Kind::Points),
    ("times", Some(Kind::Entries), Kind::Entries),
    ("token", Some(Kind::Entries), Kind::Entries),
];

#[test]
fn a_step_fits_only_after_what_it_takes() {
    let words: std::collections::BTreeSet<&str> = FITS.iter().map(|(word, ..)| *word).collect();
    for word in words {
        assert_eq!(step(word).word(), word);
        for (found, way) in WAYS {
            let words = [way, &[word]].concat();
            let fits = FITS.iter().find(|(fitting, takes, _)| *fitting == word && *takes == found);
            let expected = match fits {
                // It fits, and that is the end: points, or something that is not the end.
                Some((.., Kind::Points)) => None,
                Some((.., gives)) => Some(NotComposed { at: words.len(), found: Some(*gives) }),
                None => Some(NotComposed { at: way.len(), found }),
            };
            assert_eq!(Pipeline::new(steps(&words)).err(), expected, "{words:?}");
        }
    }
}

#[test]
fn a_limit_on_rows_takes_rows_with_points_and_nothing_else() {
    let (ladder, limit) = (LadderId(0), || ClassLimit::Stated(Vec::new()));
    for limit in [
        Limit::All(Param::Stated(Points::ZERO)),
        Limit::BestClass(ladder, limit()),
        Limit::Class(ladder, limit()),
    ] {
        for (found, way) in WAYS {
            let mut steps = steps(way);
            steps.push(Step::Limit(limit.clone()));
            let gives = Pipeline::of_value(steps).ok().map(|pipeline| pipeline.kind());
            assert_eq!(gives, found.filter(|kind| *kind == Kind::Entries), "{limit:?} {found:?}");
        }
    }
}

#[test]
fn the_first_step_that_does_not_fit_is_named() {
    for (words, at, found) in [
        (&[][..], 0, None),
        (&["sum"], 0, None),
        (&["rows", "price", "sum"], 1, Some(Kind::Rows)),
        (&["rows", "classify", "sum"], 2, Some(Kind::Classed)),
        // Of two wrong steps the first.
        (&["rows", "best", "scale"], 1, Some(Kind::Rows)),
        (&["span", "scale"], 1, Some(Kind::Spans)),
        (&["rows", "classify", "price", "classify", "sum"], 3, Some(Kind::Entries)),
        // Nothing follows points, and no source is read twice.
        (&["attribute", "lookup", "lookup"], 2, Some(Kind::Points)),
        (&["rows", "rows"], 1, Some(Kind::Rows)),
        // Steps that fit, and the end is missing.
        (&["rows", "classify", "price"], 3, Some(Kind::Entries)),
        (&["span", "measure"], 2, Some(Kind::Quantity)),
    ] {
        assert_eq!(Pipeline::new(steps(words)), Err(NotComposed { at, found }), "{words:?}");
    }
    let told = Pipeline::new(steps(&["rows", "sum"])).unwrap_err().to_string();
    assert_eq!(told, "step 1 cannot take Some(Rows)");
}

#[test]
fn a_pipeline_says_its_steps_and_its_source() {
    let words = ["rows", "drop", "classify", "keep", "price", "drop", "token", "sum"];
    let pipeline = Pipeline::new(steps(&words)).unwrap();
    let kinds = [
        Kind::Rows,
        Kind::Rows,
        Kind::Classed,
        Kind::Classed,
        Kind::Entries,
        Kind::Entries,
        Kind::Entries,
        Kind::Points,
    ];
    let expected: Vec<_> = steps(&words).into_iter().zip(kinds).collect();
    assert_eq!(pipeline.steps(), expected);
    assert_eq!(pipeline.source(), Some(Source::Periods));
    assert_eq!(Pipeline::new(steps(&["attribute", "lookup"])).unwrap().source(), None);
}
