//! `compute`: calculations over values.

use crate::{points, scheme, sheet};
use anzhi_core::fault::FaultKind;
use anzhi_core::points::Points;
use anzhi_core::score::Unscored;
use proptest::prelude::*;

/// A calculation, in tenths.
#[derive(Clone, Debug)]
enum Tree {
    Number(i64),
    First,
    Second,
    Plus(Box<Tree>, Box<Tree>),
    Minus(Box<Tree>, Box<Tree>),
    Times(Box<Tree>, Box<Tree>),
    Least(Box<Tree>, Box<Tree>),
    Greatest(Box<Tree>, Box<Tree>),
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![(0..100_i64).prop_map(Tree::Number), Just(Tree::First), Just(Tree::Second)];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let pair = (inner.clone(), inner).prop_map(|(one, two)| (Box::new(one), Box::new(two)));
        (0..5_u8, pair).prop_map(|(kind, (one, two))| match kind {
            0 => Tree::Plus(one, two),
            1 => Tree::Minus(one, two),
            2 => Tree::Times(one, two),
            3 => Tree::Least(one, two),
            _ => Tree::Greatest(one, two),
        })
    })
}

fn tenths(value: i64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

/// As it is written, with parentheses wherever they may be needed.
fn written(tree: &Tree) -> String {
    match tree {
        Tree::Number(number) => tenths(*number),
        Tree::First => "a".into(),
        Tree::Second => "b".into(),
        Tree::Plus(one, two) => format!("({} + {})", written(one), written(two)),
        Tree::Minus(one, two) => format!("({} - {})", written(one), written(two)),
        Tree::Times(one, two) => format!("{} * {}", written(one), written(two)),
        Tree::Least(one, two) => format!("min({}, {})", written(one), written(two)),
        Tree::Greatest(one, two) => format!("max({}, {})", written(one), written(two)),
    }
}

/// The number and how many decimal places it has.
fn naive(tree: &Tree, a: i64, b: i64) -> Option<(i128, u32)> {
    let both = |one: &Tree, two: &Tree| {
        let ((one, places), (two, more)) = (naive(one, a, b)?, naive(two, a, b)?);
        let all = places.max(more);
        let wide = |value: i128, places: u32| value.checked_mul(10_i128.checked_pow(all - places)?);
        Some((wide(one, places)?, wide(two, more)?, all))
    };
    match tree {
        Tree::Number(number) => Some(((*number).into(), 1)),
        Tree::First => Some((a.into(), 1)),
        Tree::Second => Some((b.into(), 1)),
        Tree::Plus(one, two) => both(one, two).map(|(one, two, places)| (one + two, places)),
        Tree::Minus(one, two) => both(one, two).map(|(one, two, places)| (one - two, places)),
        Tree::Times(one, two) => {
            let ((one, places), (two, more)) = (naive(one, a, b)?, naive(two, a, b)?);
            Some((one.checked_mul(two)?, places + more))
        }
        Tree::Least(one, two) => both(one, two).map(|(one, two, places)| (one.min(two), places)),
        Tree::Greatest(one, two) => both(one, two).map(|(one, two, places)| (one.max(two), places)),
    }
}

const VALUES: &str = "
[[values]]
id = 'a'
steps = [{ attribute = 'first' }]
[[values]]
id = 'b'
steps = [{ attribute = 'second' }]
";

fn computed(compute: &str, a: i64, b: i64) -> Result<Points, Unscored> {
    let scheme = scheme("last", VALUES, &format!("{{ compute = {{ {compute}, unit = 'points' }} }}"));
    let facts = [("first", tenths(a)), ("second", tenths(b))];
    sheet(&scheme, &[], &facts, &[]).map(|sheet| sheet.items[0].points)
}

proptest! {
    #[test]
    fn a_calculation_comes_to_what_it_says(tree in trees(), a in 0..200_i64, b in 0..200_i64) {
        let found = computed(&format!("is = '{}'", written(&tree)), a, b);
        let Some((mut value, mut places)) = naive(&tree, a, b) else { return Ok(()) };
        while places > 0 && value % 10 == 0 {
            (value, places) = (value / 10, places - 1);
        }
        let fits = places <= 6 && value.checked_mul(10_i128.pow(6 - places.min(6))).is_some_and(|micros| i64::try_from(micros).is_ok());
        match found {
            Ok(found) => prop_assert_eq!(i128::from(found.micros()), value * 10_i128.pow(6 - places)),
            Err(Unscored::Faults(faults)) => {
                prop_assert!(!fits, "{tree:?}");
                let kind = FaultKind::Arithmetic { quantity: "时间: compute".into() };
                prop_assert_eq!(&faults[0].kind, &kind);
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_calculation_is_rounded_once(tree in trees(), a in 0..200_i64, b in 0..200_i64, places in 0..4_u32) {
        let Some((value, has)) = naive(&tree, a, b) else { return Ok(()) };
        let (Some(unit), true) = (10_i128.checked_pow(has.saturating_sub(places)), has >= places) else { return Ok(()) };
        let half_up = (value.abs() + unit / 2) / unit * value.signum();
        let Ok(micros) = i64::try_from(half_up * 10_i128.pow(6 - places)) else { return Ok(()) };
        let round = format!("round = {{ places = {places}, mode = 'half_up' }}");
        let found = computed(&format!("is = '{}', {round}", written(&tree)), a, b);
        prop_assert_eq!(found.map(Points::micros), Ok(micros));
    }
}

#[test]
fn signs_before_and_behind() {
    for (is, expected) in [
        // Multiplication before addition, from left to right.
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("10 - 3 - 2", "5"),
        ("10 - (3 - 2)", "9"),
        ("2*3+4", "10"),
        // A minus before a figure belongs to it.
        ("-2 + 5", "3"),
        ("max(-2, -3)", "-2"),
        ("min(a, b, 7)", "3"),
        ("max( 0 , 2 - 0.1 * b )", "1.5"),
        ("((((a))))", "3"),
        ("0 - a", "-3"),
    ] {
        assert_eq!(computed(&format!("is = '{is}'"), 30, 50), Ok(points(expected)), "{is}");
    }
}

#[test]
fn a_value_that_is_not_open_counts_nothing() {
    let closed = VALUES.replace("id = 'a'\n", "id = 'a'\nwhen = { attr = 'second', above = '100' }\n");
    let scheme = scheme("last", &closed, "{ compute = { is = 'a + b', unit = 'points' } }");
    let facts = [("first", "3".to_owned()), ("second", "5".to_owned())];
    assert_eq!(sheet(&scheme, &[], &facts, &[]).unwrap().items[0].points, points("5"));
}
