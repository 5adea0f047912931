//! What each kind of step makes of a candidate: categories, spans and lengths. Steps on rows stand in `rows.rs`.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod fixture;

use anzhi_core::condition::Subject;
use anzhi_core::date::{Date, MissingDay, TimeUnit};
use anzhi_core::facts::{AttributeId, CategoryId, ChoiceId, SetId};
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::points::Points;
use anzhi_core::round::CandidateRef;
use anzhi_core::scheme::{Cutoff, DayOfYear, GapId, Scheme};
use anzhi_core::score::{Unscored, score};
use anzhi_core::sheet::{Gave, ItemLine, Stretch};
use anzhi_core::steps::{Attribute, Band, Lookup, Measure, Param, Rest, Scale, Span, Step};
use fixture::{Person, Values, draft, item, scheme};

/// The line of one item with these steps on the sheet of a person with these facts.
fn line(steps: Vec<Step>, facts: Values) -> Result<ItemLine, Unscored> {
    line_by(|_| (), steps, facts)
}

fn line_by(change: fn(&mut Scheme), steps: Vec<Step>, facts: Values) -> Result<ItemLine, Unscored> {
    let mut scheme = scheme();
    change(&mut scheme);
    scheme.scoring.exam = None;
    scheme.scoring.items = vec![item("item", steps)];
    let round =
        draft(scheme, &[Person { id: "c1", facts, ..Person::default() }], &[]).check(Vec::new()).unwrap();
    score(round.scheme(), round.cohort(), round.dossier(CandidateRef(0))).map(|sheet| sheet.items[0].clone())
}

/// The only fault: the column of the candidate's line and what is wrong there.
fn fault(result: Result<ItemLine, Unscored>) -> (String, FaultKind) {
    let Err(Unscored::Faults(faults)) = result else { panic!("{result:?}") };
    let [Fault { place, kind, .. }] = &faults[..] else { panic!("{faults:?}") };
    assert_eq!((place.table, place.line), (Table::Candidates, 2));
    (place.column.to_string(), kind.clone())
}

fn needed() -> FaultKind {
    FaultKind::FactNeeded { item: "item".into() }
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn lookup(subject: Subject) -> Vec<Step> {
    let points = vec![Param::Stated(points("6")), Param::Stated(points("-0.5")), Param::Gap(GapId(1))];
    vec![Step::Attribute(Attribute { subject }), Step::Lookup(Lookup { set: SetId(1), points })]
}

const POST: Subject = Subject::Choice(ChoiceId(0));

#[test]
fn attribute_reads_a_category_and_the_grade_by_track() {
    for (facts, category) in [
        (&[("grade", "甲")][..], 0),
        // One grade filled: it counts whatever the track. 技二 equals the second grade.
        (&[("technical", "技二")], 1),
        (&[("grade", "乙"), ("track", "职务")], 1),
        // Two filled: the track says which.
        (&[("grade", "甲"), ("technical", "技二"), ("track", "职务")], 0),
        (&[("grade", "甲"), ("technical", "技二"), ("track", "技术")], 1),
    ] {
        let line = line(lookup(POST), facts).unwrap();
        assert_eq!(line.steps[0], Gave::Category(CategoryId(category)), "{facts:?}");
    }
    for (facts, column, kind) in [
        (&[("grade", "甲"), ("technical", "技二")][..], "track", FaultKind::TrackBlank),
        (&[("grade", "甲"), ("track", "技术")], "technical", FaultKind::GradeBlank),
        (&[("track", "职务")], "grade", FaultKind::GradeBlank),
        (&[], "", FaultKind::GradeBlank),
    ] {
        assert_eq!(fault(line(lookup(POST), facts)), (column.to_owned(), kind), "{facts:?}");
    }
    let plain = Subject::Attribute(AttributeId(3));
    assert_eq!(line(lookup(plain), &[("grade", "乙")]).unwrap().steps[0], Gave::Category(CategoryId(1)));
    assert_eq!(fault(line(lookup(plain), &[("track", "职务")])), ("grade".into(), needed()));
}

#[test]
fn lookup_gives_the_points_of_the_category() {
    for (grade, expected) in [(&[("grade", "甲")], "6"), (&[("grade", "乙")], "-0.5")] {
        let line = line(lookup(POST), grade).unwrap();
        assert_eq!(line.points, points(expected));
        assert_eq!(line.steps[1], Gave::Points(points(expected)));
    }
    // The track 文职 always is the third grade, whose figure is left out.
    assert_eq!(line(lookup(POST), &[("track", "文职")]), Err(Unscored::Gaps(vec![GapId(1)])));
    // A table shorter than its set.
    let mut steps = lookup(POST);
    let Step::Lookup(short) = &mut steps[1] else { panic!("{steps:?}") };
    short.points.truncate(1);
    let kind = FaultKind::Arithmetic { quantity: "item: lookup".into() };
    assert_eq!(fault(line(steps, &[("grade", "乙")])), (String::new(), kind));
}

fn service(unit: TimeUnit, rest: Rest, bands: Vec<Band>) -> Vec<Step> {
    vec![
        Step::Span(Span::to_cutoff(AttributeId(2))),
        Step::Measure(Measure::one(unit, rest)),
        Step::Scale(Scale { bands }),
    ]
}

#[test]
fn span_ends_with_the_cut_off_day() {
    let cutoff: Date = "2026-03-31".parse().unwrap();
    let steps = || service(TimeUnit::Year, Rest::Up, Vec::new());
    let from = |facts| line(steps(), facts).unwrap().steps[0].clone();
    let span = |from| Gave::Spans(vec![Stretch { from, to: cutoff, end_day: false, label: 0 }]);
    assert_eq!(from(&[("enlisted", "2026-03-31")]), span(cutoff));
    let begin = "2006-09-01".parse().unwrap();
    assert_eq!(from(&[("enlisted", "2006-09-01")]), span(begin));
    let after = FaultKind::StartAfterEnd { end: cutoff };
    assert_eq!(fault(line(steps(), &[("enlisted", "2026-04-01")])), ("enlisted".into(), after));
    assert_eq!(fault(line(steps(), &[])), ("enlisted".into(), needed()));
}

#[test]
fn measure_counts_full_units_and_rounds_the_rest_as_stated() {
    // To 2026-03-31. From 2006-03-30: 20 years and a day, 240 months and a day, 20 × 365 + 5 leap days + 1 day.
    for (facts, unit, down, up) in [
        (&[("enlisted", "2006-03-30")], TimeUnit::Year, 20, 21),
        (&[("enlisted", "2006-03-30")], TimeUnit::Month, 240, 241),
        (&[("enlisted", "2006-03-30")], TimeUnit::Day, 7306, 7306),
        // The anniversary itself: nothing is left to round up.
        (&[("enlisted", "2006-03-31")], TimeUnit::Year, 20, 20),
        (&[("enlisted", "2006-04-01")], TimeUnit::Year, 19, 20),
        // 239 months to 1 March and 30 days.
        (&[("enlisted", "2006-04-01")], TimeUnit::Month, 239, 240),
        // The cut-off day itself, and the day before it.
        (&[("enlisted", "2026-03-31")], TimeUnit::Year, 0, 0),
        (&[("enlisted", "2026-03-31")], TimeUnit::Day, 0, 0),
        (&[("enlisted", "2026-03-30")], TimeUnit::Month, 0, 1),
    ] {
        for (rest, count) in [(Rest::Down, down), (Rest::Up, up)] {
            let line = line(service(unit, rest.clone(), Vec::new()), facts).unwrap();
            assert_eq!(line.steps[1], Gave::Quantity(Points::from_int(count)), "{facts:?} {unit:?} {rest:?}");
        }
    }
}

#[test]
fn measure_uses_the_anniversary_of_the_scheme() {
    let steps = || service(TimeUnit::Year, Rest::Down, Vec::new());
    // From 2004-02-29 to 2026-02-28.
    let years = |change: fn(&mut Scheme)| {
        let line = line_by(change, steps(), &[("enlisted", "2004-02-29")]).unwrap();
        line.steps[1].clone()
    };
    let by_last = years(|scheme| scheme.scoring.cutoff = Cutoff::OfRound(DayOfYear::new(2, 28).unwrap()));
    let by_next = years(|scheme| {
        scheme.scoring.cutoff = Cutoff::OfRound(DayOfYear::new(2, 28).unwrap());
        scheme.scoring.anniversary = MissingDay::Next;
    });
    assert_eq!(by_last, Gave::Quantity(Points::from_int(22)));
    assert_eq!(by_next, Gave::Quantity(Points::from_int(21)));
}

/// The points of a length in years, counted from the cut-off.
fn scaled(bands: &[(&str, Option<&str>, &str)], enlisted: Values) -> Result<Points, Unscored> {
    let bands = bands
        .iter()
        .map(|(at, gives, each)| {
            let gives = gives.map(|gives| Param::Stated(points(gives)));
            Band { gives, ..Band::rate(points(at), points(each)) }
        })
        .collect();
    line(service(TimeUnit::Year, Rest::Down, bands), enlisted).map(|line| line.points)
}

#[test]
fn scale_gives_points_by_bands() {
    const NONE: Values = &[("enlisted", "2026-03-31")];
    const NINE: Values = &[("enlisted", "2017-03-31")];
    const TEN: Values = &[("enlisted", "2016-03-31")];
    const TWENTY: Values = &[("enlisted", "2006-03-31")];
    let rate: &[_] = &[("0", None, "0.5")];
    let threshold: &[_] = &[("10", Some("3"), "0")];
    // A lump at ten, and 0.2 for each further year.
    let lump: &[_] = &[("10", Some("3"), "0.2")];
    // Half a point for each of the first ten years, one for each further one.
    let marginal: &[_] = &[("0", None, "0.5"), ("10", None, "1")];
    // The same until ten; there the points begin anew with 8.
    let anew: &[_] = &[("0", None, "0.5"), ("10", Some("8"), "-0.1")];
    for (bands, expected) in [
        // 9 × 0.5 = 4.5, 10 × 0.5 = 5, 20 × 0.5 = 10.
        (rate, ["0", "4.5", "5", "10"]),
        (threshold, ["0", "0", "3", "3"]),
        // 3 + 10 × 0.2 = 5.
        (lump, ["0", "0", "3", "5"]),
        // 5 + 10 × 1 = 15.
        (marginal, ["0", "4.5", "5", "15"]),
        // 8 − 10 × 0.1 = 7.
        (anew, ["0", "4.5", "8", "7"]),
        (&[], ["0", "0", "0", "0"]),
    ] {
        for (years, expected) in [NONE, NINE, TEN, TWENTY].into_iter().zip(expected) {
            assert_eq!(scaled(bands, years), Ok(points(expected)), "{bands:?} {years:?}");
        }
    }
    let arithmetic = |result: Result<Points, Unscored>| {
        let Err(Unscored::Faults(faults)) = result else { panic!("{result:?}") };
        assert_eq!(faults[0].kind, FaultKind::Arithmetic { quantity: "item: scale".into() });
    };
    // 20 × 10^12 cannot be held; 9.5 × 0.000001 = 0.0000095 is not exact.
    arithmetic(scaled(&[("0", None, "1000000000000")], TWENTY));
    arithmetic(scaled(&[("0.5", None, "0.000001")], TEN));
}
