//! A choice of ways is asked of those to whom the ways give different things, and the way that a ruling picks counts
//! as if the paper had stated it.

use crate::calendar::Day;
use crate::{Posting, careers, points, scheme, sheet};
use anzhi_core::fault::Fault;
use anzhi_core::points::Points;
use anzhi_core::scheme::Scheme;
use anzhi_core::score::Unscored;
use proptest::prelude::*;

/// `one_of` with ways called 一, 二, 三 and so on.
fn one_of(ways: &[impl AsRef<str>]) -> String {
    let ways = NAMES.iter().zip(ways).map(|(name, steps)| format!("'{name}' = [{}]", steps.as_ref()));
    let ways: Vec<String> = ways.collect();
    format!("{{ one_of = {{ gap = '未载', ways = {{ {} }} }} }}", ways.join(", "))
}

const NAMES: [&str; 3] = ["一", "二", "三"];
const GAP: &str = "item.one_of";
const RATE: &str = "{ scale = [{ at = '0', each = '1' }] }";

/// What has come of an item: its points, or what keeps it from them.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Came {
    To(Points),
    Faults(Vec<Fault>),
    Open(Vec<String>),
}

/// What an item comes to, and whether a ruling on the choice stands on the sheet.
fn came(
    scheme: &Scheme,
    postings: &[Posting],
    facts: &[(&str, String)],
    fills: &[(&str, &str)],
) -> (Came, bool) {
    let name = |gap| scheme.scoring.gap(gap).key.to_string();
    match sheet(scheme, postings, facts, fills) {
        Ok(sheet) => {
            let ruled = sheet.gaps.iter().any(|(gap, _)| name(*gap) == GAP);
            (Came::To(sheet.items[0].points), ruled)
        }
        Err(Unscored::Gaps(gaps)) => (Came::Open(gaps.into_iter().map(name).collect()), false),
        Err(Unscored::Faults(faults)) => (Came::Faults(faults), false),
    }
}

fn asked() -> Came {
    Came::Open(vec![GAP.into()])
}

/// A lump from some number on, and what comes to somebody of that number by the words of the rule.
#[derive(Clone, Copy, Debug)]
struct Lump {
    from: u32,
    above: bool,
    gives: u32,
}

impl Lump {
    fn steps(self) -> String {
        let Self { from, above, gives } = self;
        let at = if above { "above" } else { "at" };
        format!("{{ scale = [{{ {at} = '{from}', gives = '{gives}' }}] }}")
    }

    fn of(self, number: u32) -> u32 {
        let reached = if self.above { number > self.from } else { number >= self.from };
        if reached { self.gives } else { 0 }
    }
}

fn lump() -> impl Strategy<Value = Lump> {
    (0..6_u32, any::<bool>(), 1..3_u32).prop_map(|(from, above, gives)| Lump { from, above, gives })
}

/// Ways from postings to points, some of which have faults or open gaps for some people.
const WAYS: [&str; 8] = [
    "{ spans = {} }, { overlap = 'once' }, { measure = { unit = 'year', rest = 'down', add = 'ymd' } }, { scale = [{ at = '0', each = '1' }] }",
    "{ spans = {} }, { overlap = 'each' }, { measure = { unit = 'year', rest = 'up', add = 'ymd' } }, { scale = [{ at = '0', each = '1' }] }",
    "{ spans = {} }, { overlap = 'once' }, { measure = { unit = 'year', rest = 'down', add = 'ymd' } }, { scale = [{ at = '3', each = '1' }] }",
    "{ spans = {} }, { unbroken = { at_least = '2 years', per = 'all' } }, { overlap = 'once' }, { measure = { unit = 'year', rest = 'down', add = 'each' } }, { scale = [{ at = '0', each = '1' }] }",
    "{ drop = { where = { field = 'area', in = ['甲'] }, because = '甲地不计' } }, { spans = {} }, { overlap = 'once' }, { measure = { unit = 'year', rest = 'down', add = 'ymd' } }, { scale = [{ at = '0', each = '1' }] }",
    "{ spans = { label = ['area'] } }, { overlap = { order = ['甲'] } }, { measure = { unit = 'year', rest = 'down', add = 'ymd' } }, { scale = [{ at = '0', each = '1' }] }",
    "{ spans = {} }, { overlap = { gap = '未载' } }, { measure = { unit = 'year', rest = 'down', add = 'ymd' } }, { scale = [{ at = '0', each = '1' }] }",
    "{ spans = {} }, { overlap = 'once' }, { measure = { unit = 'year', rest = 'down', add = 'ymd' } }, { scale = [{ at = '0', each = '1' }, { at = '6', each = { gap = '未载' } }] }",
];

proptest! {
    #[test]
    fn lumps_that_differ_are_asked_for(ways in proptest::collection::vec(lump(), 2..=3), number in 0..8_u32) {
        let steps: Vec<String> = ways.iter().map(|way| way.steps()).collect();
        let scheme = scheme("last", "", &format!("{{ attribute = 'first' }}, {}", one_of(&steps)));
        let facts = [("first", number.to_string())];
        let came = |fills: &[(&str, &str)]| came(&scheme, &[], &facts, fills);
        let gives: Vec<u32> = ways.iter().map(|way| way.of(number)).collect();
        let to = |points: u32| Came::To(points.to_string().parse().unwrap());
        let differ = gives.iter().any(|other| *other != gives[0]);
        let unfilled = if differ { asked() } else { to(gives[0]) };
        prop_assert_eq!(came(&[]), (unfilled, false));
        for (name, gives) in NAMES.iter().zip(&gives) {
            prop_assert_eq!(came(&[(GAP, name)]), (to(*gives), differ));
        }
    }

    /// Each way alone is a scheme that states it; a choice of them is held against these.
    #[test]
    fn a_way_counts_as_if_it_were_stated(
        ways in proptest::sample::subsequence(WAYS.to_vec(), 2..=3).prop_shuffle(),
        postings in careers(),
    ) {
        let rows = "{ rows = { table = 'posting' } }";
        let alone = |way: &&str| came(&scheme("last", "", &format!("{rows}, {way}")), &postings, &[], &[]).0;
        let alone: Vec<Came> = ways.iter().map(alone).collect();
        let open = alone.iter().any(|came| matches!(came, Came::Open(_)));
        let differ = open || alone.iter().any(|other| *other != alone[0]);
        let scheme = scheme("last", "", &format!("{rows}, {}", one_of(&ways)));
        let unfilled = if differ { asked() } else { alone[0].clone() };
        prop_assert_eq!(came(&scheme, &postings, &[], &[]).0, unfilled);
        for (place, name) in NAMES.iter().enumerate().take(ways.len()) {
            let (found, ruled) = came(&scheme, &postings, &[], &[(GAP, name)]);
            prop_assert_eq!(ruled, differ && matches!(found, Came::To(_)));
            prop_assert_eq!(&found, &alone[if differ { place } else { 0 }]);
        }
    }
}

fn years(count: u32) -> Vec<Posting> {
    vec![Posting {
        from: Day::parse("2000-01-01"),
        to: Day::parse(&format!("{}-01-01", 2000 + count)),
        area: 0,
    }]
}

/// From the third or from the fifth year on one point for each.
fn from_third_or_fifth() -> Scheme {
    let ways = ["{ scale = [{ at = '3', each = '1' }] }", "{ scale = [{ at = '5', each = '1' }] }"];
    let steps = "{ rows = { table = 'posting' } }, { spans = {} }, { overlap = 'once' }, \
                 { measure = { unit = 'year', rest = 'down', add = 'ymd' } }";
    scheme("last", "", &format!("{steps}, {}", one_of(&ways)))
}

#[test]
fn an_unknown_threshold_by_hand() {
    let scheme = from_third_or_fifth();
    let came = |count, fills: &[(&str, &str)]| came(&scheme, &years(count), &[], fills);
    let to = |text| Came::To(points(text));
    // Three years: beyond neither threshold. Nobody is asked, and a ruling does not stand on the sheet.
    assert_eq!(came(3, &[]), (to("0"), false));
    assert_eq!(came(3, &[(GAP, "二")]), (to("0"), false));
    // Seven years: 7 - 3 or 7 - 5.
    assert_eq!(came(7, &[]), (asked(), false));
    assert_eq!(came(7, &[(GAP, "一")]), (to("4"), true));
    assert_eq!(came(7, &[(GAP, "二")]), (to("2"), true));
}

#[test]
fn a_ruling_changes_no_sheet_that_it_does_not_concern() {
    // Ways of another length with other numbers on the way, that agree below six years.
    let measure = |rest| format!("{{ measure = {{ unit = 'year', rest = '{rest}', add = 'ymd' }} }}");
    let ways = [
        format!("{}, {{ scale = [{{ at = '6', gives = '1' }}] }}", measure("down")),
        format!(
            "{}, {{ scale = [{{ at = '6', gives = '2' }}] }}, {{ limit = {{ to = '9' }} }}",
            measure("up")
        ),
    ];
    let rows = "{ rows = { table = 'posting' } }, { spans = {} }, { overlap = 'once' }";
    let scheme = scheme("last", "", &format!("{rows}, {}", one_of(&ways)));
    let sheet = |count: u32, fills: &[(&str, &str)]| sheet(&scheme, &years(count), &[], fills).unwrap();
    let text = |count, fills: &[(&str, &str)]| sheet(count, fills).canonical(&scheme.scoring);
    assert_eq!(text(4, &[]), text(4, &[(GAP, "二")]));
    assert_eq!(text(4, &[]), text(4, &[(GAP, "一")]));
    assert!(!text(4, &[(GAP, "二")]).contains("gap "));
    let ruled = text(6, &[(GAP, "二")]);
    assert!(ruled.contains("\ngap item.one_of 二\n") && ruled.contains("\nitem 2 "), "{ruled}");
    assert_ne!(ruled, text(6, &[(GAP, "一")]));
    // The steps of the way that is taken, in the place of the choice.
    let line = &sheet(6, &[(GAP, "二")]).items[0];
    assert_eq!((&*line.ways, line.steps.len()), (&[1][..], 6));
    assert_eq!(
        (&*sheet(6, &[(GAP, "一")]).items[0].ways, sheet(4, &[(GAP, "二")]).items[0].steps.len()),
        (&[0][..], 5)
    );
}

#[test]
fn what_rounds_may_stand_behind_all_ways() {
    let ways = ["{ scale = [{ at = '0', each = '0.333333' }] }", "{ scale = [{ at = '0', each = '0.25' }] }"];
    let steps = "{ compute = { is = '0.1 * a', unit = 'number' } }, CHOICE, { round = { places = 2, mode = 'half_up' } }";
    let value = "[[values]]\nid = 'a'\nsteps = [{ attribute = 'first' }]";
    let scheme = scheme("last", value, &steps.replace("CHOICE", &one_of(&ways)));
    let facts = [("first", "15".to_owned())];
    // 1.5 × 0.333333 has seven places.
    assert_eq!(came(&scheme, &[], &facts, &[(GAP, "一")]), (Came::To(points("0.5")), true));
    assert_eq!(came(&scheme, &[], &facts, &[(GAP, "二")]), (Came::To(points("0.38")), true));
}

/// A value of a date that may be blank, one whose rate is left out, and one that is plain.
const VALUES: &str = "
[[values]]
id = 'dated'
steps = [{ span = { from = 'attribute:begun', to = 'cutoff' } }, { measure = { unit = 'year', rest = 'down' } }]
[[values]]
id = 'rated'
steps = [{ attribute = 'second' }, { scale = [{ at = '0', each = { gap = '未载' } }] }]
[[values]]
id = 'plain'
steps = [{ attribute = 'first' }]
";

fn computed(first: &str, second: &str) -> Scheme {
    let compute = |is: &str| format!("{{ compute = {{ is = '{is}', unit = 'points' }} }}");
    scheme("last", VALUES, &one_of(&[compute(first), compute(second)]))
}

#[test]
fn what_only_another_way_reads_is_not_asked_of_anybody() {
    let scheme = computed("plain", "dated");
    // No date: the second way cannot be gone. The ruling decides whether that matters.
    let facts = [("first", "3".to_owned())];
    assert_eq!(came(&scheme, &[], &facts, &[]), (asked(), false));
    let taken = sheet(&scheme, &[], &facts, &[(GAP, "一")]).unwrap();
    assert_eq!(taken.items[0].points, points("3"));
    let shown: Vec<&str> =
        taken.values.iter().map(|line| scheme.scoring.value(line.value).key.as_str()).collect();
    assert_eq!(shown, ["plain"]);
    let (Came::Faults(faults), _) = came(&scheme, &[], &facts, &[(GAP, "二")]) else { panic!("no fault") };
    assert_eq!((faults.len(), faults[0].place.column.as_ref()), (1, "begun"));
    // With a date of three years both come to the same, and the first stands whatever is ruled.
    let facts = [("first", "3".to_owned()), ("begun", "2016-09-01".to_owned())];
    for fills in [&[][..], &[(GAP, "二")]] {
        let taken = sheet(&scheme, &[], &facts, fills).unwrap();
        assert_eq!((taken.values.len(), taken.gaps.len(), taken.items[0].points), (1, 0, points("3")));
    }
}

#[test]
fn a_fault_of_all_ways_is_a_fault() {
    let scheme = computed("dated", "2 * dated");
    let (Came::Faults(faults), _) = came(&scheme, &[], &[], &[]) else { panic!("no fault") };
    assert_eq!((faults.len(), faults[0].place.column.as_ref()), (1, "begun"));
}

#[test]
fn gaps_of_a_way_are_asked_for_once_it_is_picked() {
    let scheme = computed("plain", "rated");
    let facts = [("first", "3".to_owned()), ("second", "2".to_owned())];
    let came = |fills: &[(&str, &str)]| came(&scheme, &[], &facts, fills);
    assert_eq!(came(&[]), (asked(), false));
    assert_eq!(came(&[(GAP, "一")]), (Came::To(points("3")), true));
    assert_eq!(came(&[(GAP, "二")]), (Came::Open(vec!["rated.0".into()]), false));
    assert_eq!(came(&[(GAP, "二"), ("rated.0", "4")]), (Came::To(points("8")), true));
    // 2 × 1.5: both ways come to 3, and there is nothing to choose.
    assert_eq!(came(&[("rated.0", "1.5")]), (Came::To(points("3")), false));
}

#[test]
fn what_goes_on_from_an_open_choice_waits_without_a_fault() {
    let ways = ["{ scale = [{ at = '1', gives = '1' }] }", "{ scale = [{ at = '1', gives = '2' }] }"];
    let value = format!("[[values]]\nid = 'v'\nsteps = [{{ attribute = 'first' }}, {}]", one_of(&ways));
    let people = "
[[populations]]
id = 'some'
title = '甲'
when = { value = 'v', at_least = '2' }
total = 'assessment'
[[populations]]
id = 'others'
title = '乙'
when = { value = 'v', below = '2' }
total = 'assessment'
";
    let scheme = scheme("last", &format!("{value}\n{people}"), "{ use = ['v'] }");
    let came =
        |first: &str, fills: &[(&str, &str)]| came(&scheme, &[], &[("first", first.to_owned())], fills).0;
    assert_eq!(came("0", &[]), Came::To(points("0")));
    assert_eq!(came("1", &[]), Came::Open(vec!["v.one_of".into()]));
    assert_eq!(came("1", &[("v.one_of", "二")]), Came::To(points("2")));
}

#[test]
fn two_choices_follow_one_another() {
    let first =
        one_of(&["{ scale = [{ at = '2', gives = '5' }] }", "{ scale = [{ at = '3', gives = '5' }] }"]);
    let second = one_of(&["{ limit = { to = '4' } }", "{ limit = { to = '3' } }"]);
    let second = second.replace("gap = '未载'", "gap = '未载', id = 'cap'");
    let scheme = scheme("last", "", &format!("{{ attribute = 'first' }}, {first}, {second}"));
    let came =
        |first: &str, fills: &[(&str, &str)]| came(&scheme, &[], &[("first", first.to_owned())], fills).0;
    let cap = || Came::Open(vec!["item.cap".into()]);
    assert_eq!(came("1", &[]), Came::To(points("0")));
    assert_eq!(came("2", &[]), asked());
    assert_eq!(came("2", &[(GAP, "一")]), cap());
    assert_eq!(came("2", &[(GAP, "二")]), Came::To(points("0")));
    assert_eq!(came("3", &[]), cap());
    assert_eq!(came("3", &[("item.cap", "二")]), Came::To(points("3")));
    let both = sheet(&scheme, &[], &[("first", "2".to_owned())], &[(GAP, "一"), ("item.cap", "二")]).unwrap();
    assert_eq!((&*both.items[0].ways, both.gaps.len(), both.items[0].steps.len()), (&[0, 1][..], 2, 3));
}

/// What the reference says of a threshold that may be any number.
#[test]
fn a_threshold_that_may_be_anything_is_computed_with() {
    let values = "
[[values]]
id = 'served'
steps = [{ attribute = 'first' }]
[[values]]
id = 'from'
steps = [{ use = ['served'] }, { scale = [{ at = '0', gives = { gap = '未载', id = 'years' } }] }]
";
    let steps = format!("{{ compute = {{ is = 'max(0, served - from)', unit = 'year' }} }}, {RATE}");
    let scheme = scheme("last", values, &steps);
    let came =
        |first: &str, fills: &[(&str, &str)]| came(&scheme, &[], &[("first", first.to_owned())], fills).0;
    assert_eq!(came("7", &[]), Came::Open(vec!["from.years".into()]));
    assert_eq!(came("7", &[("from.years", "3")]), Came::To(points("4")));
    assert_eq!(came("7", &[("from.years", "8.5")]), Came::To(points("0")));
}

#[test]
fn no_two_choices_have_one_digest() {
    let canonical = |steps: &str| scheme("last", "", steps).scoring.canonical();
    let plain = format!("{{ attribute = 'first' }}, {RATE}");
    let with = |ways: &[&str]| canonical(&format!("{{ attribute = 'first' }}, {}", one_of(ways)));
    let other = "{ scale = [{ at = '0', each = '2' }] }";
    let text = with(&[RATE, other]);
    assert!(
        text.contains("(one_of (way \"一\" (scale (at 0 each 1))) (way \"二\" (scale (at 0 each 2))))"),
        "{text}"
    );
    let renamed = one_of(&[RATE, other]).replace("'二'", "'两'");
    let all = [
        canonical(&plain),
        with(&[other, RATE]),
        with(&[RATE, other, other]),
        canonical(&format!("{{ attribute = 'first' }}, {renamed}")),
        text.clone(),
    ];
    for (place, text) in all.iter().enumerate() {
        assert!(!all[..place].contains(text), "{text}");
    }
    // Why it is open does not count.
    let why = one_of(&[RATE, other]).replace("未载", "缺页");
    assert_eq!(canonical(&format!("{{ attribute = 'first' }}, {why}")), text);
}
