//! Points: the one form that is read, and arithmetic that is exact or says why it cannot be.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::points::{ParsePointsError, Points, PointsError, Rounding};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

const MODES: [(Rounding, RoundingStrategy); 4] = [
    (Rounding::Down, RoundingStrategy::ToZero),
    (Rounding::HalfEven, RoundingStrategy::MidpointNearestEven),
    (Rounding::HalfUp, RoundingStrategy::MidpointAwayFromZero),
    (Rounding::Up, RoundingStrategy::AwayFromZero),
];

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn decimal(micros: i64) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(micros), 6)
}

/// The text of so many millionths, written by the other library.
fn text(micros: i64) -> String {
    decimal(micros).normalize().to_string()
}

fn from_micros(micros: i64) -> Points {
    points(&text(micros))
}

/// What the engine must say of an exact result: itself, or that it cannot be held.
fn expected(mut exact: Decimal) -> Result<Points, PointsError> {
    exact.rescale(6);
    let held = i64::try_from(exact.mantissa());
    held.map(from_micros).map_err(|_| PointsError::OutOfRange { quantity: "x" })
}

#[test]
fn reads_the_plain_form() {
    for (text, micros) in [
        ("0", 0),
        ("100", 100_000_000),
        ("12.5", 12_500_000),
        ("-0.05", -50_000),
        ("-7", -7_000_000),
        ("0.000001", 1),
        ("-0.000001", -1),
        ("82.550000", 82_550_000),
        // Zero has no sign.
        ("-0", 0),
        ("-0.00", 0),
    ] {
        assert_eq!(points(text).micros(), micros, "{text}");
    }
}

#[test]
fn refuses_every_other_form() {
    for text in [
        "", "-", ".", "-.", "+1", "--1", "-+1", "1-", "1e3", "1E3", "1_000", "1,000", "5.", ".5", "-.5",
        "1.2.3", " 1", "1 ", "- 1", "1\n", "\t1", "0x1", "１２", "１", "－1", "−1", "1．5", "٣", "½", "inf",
        "NaN", "一",
    ] {
        assert_eq!(text.parse::<Points>(), Err(ParsePointsError::Malformed), "{text:?}");
    }
    // A number has one writing before the point: no leading zeros.
    for text in ["00", "007", "01.5", "-01", "00.5", "-00"] {
        assert_eq!(text.parse::<Points>(), Err(ParsePointsError::Malformed), "{text:?}");
    }
    // The seventh place is refused even if it is a zero.
    for text in ["0.0000001", "-1.2345678", "1.0000000"] {
        assert_eq!(text.parse::<Points>(), Err(ParsePointsError::TooManyPlaces), "{text:?}");
    }
}

#[test]
fn reads_to_the_ends_of_the_range() {
    // 2^63 = 9 223 372 036 854 775 808 millionths.
    assert_eq!(points("9223372036854.775807").micros(), i64::MAX);
    assert_eq!(points("-9223372036854.775808").micros(), i64::MIN);
    for text in [
        "9223372036854.775808",
        "-9223372036854.775809",
        "9223372036855",
        "10000000000000",
        "-10000000000000",
        "99999999999999999999999999999999999999999999",
    ] {
        assert_eq!(text.parse::<Points>(), Err(ParsePointsError::OutOfRange), "{text}");
    }
}

#[test]
fn half_up_is_away_from_zero() {
    for (value, half_up, half_even, down, up) in [
        ("0.5", "1", "0", "0", "1"),
        ("-0.5", "-1", "0", "0", "-1"),
        ("1.5", "2", "2", "1", "2"),
        ("-1.5", "-2", "-2", "-1", "-2"),
        ("2.5", "3", "2", "2", "3"),
        ("-2.5", "-3", "-2", "-2", "-3"),
        ("2.499999", "2", "2", "2", "3"),
        ("-2.500001", "-3", "-3", "-2", "-3"),
        ("3", "3", "3", "3", "3"),
    ] {
        let modes = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up];
        for (mode, rounded) in modes.into_iter().zip([half_up, half_even, down, up]) {
            assert_eq!(points(value).rounded(0, mode, "x"), Ok(points(rounded)), "{value} {mode:?}");
        }
    }
}

#[test]
fn a_product_is_rounded_once() {
    // 0.999999 × 0.5 = 0.4999995. Rounded to six places first it would be 0.5, and then 1.
    let (mark, half) = (points("0.999999"), points("0.5"));
    assert_eq!(mark.times_rounded(half, 0, Rounding::HalfUp, "x"), Ok(Points::ZERO));
    assert_eq!(mark.times_rounded(half, 6, Rounding::HalfUp, "x"), Ok(points("0.5")));
    // More places than there are count as six.
    assert_eq!(mark.times_rounded(half, 9, Rounding::Down, "x"), Ok(points("0.499999")));
    assert_eq!(mark.times(half, "x"), Err(PointsError::Inexact { quantity: "x" }));
}

#[test]
fn an_overflow_names_the_quantity() {
    let (most, least, step) = (from_micros(i64::MAX), from_micros(i64::MIN), points("0.000001"));
    let out_of_range = |quantity| Err(PointsError::OutOfRange { quantity });
    assert_eq!(most.plus(step, "assessment"), out_of_range("assessment"));
    assert_eq!(least.minus(step, "scale"), out_of_range("scale"));
    assert_eq!(Points::ZERO.minus(least, "change of sign"), out_of_range("change of sign"));
    assert_eq!(most.times(points("2"), "service"), out_of_range("service"));
    assert_eq!(most.times_rounded(most, 2, Rounding::Down, "exam"), out_of_range("exam"));
    assert_eq!(most.rounded(0, Rounding::Up, "total"), out_of_range("total"));
    assert_eq!(most.rounded(0, Rounding::Down, "total"), Ok(points("9223372036854")));
    let told = most.plus(step, "assessment").unwrap_err().to_string();
    assert_eq!(told, "assessment is out of range");
    let told = step.times(step, "exam").unwrap_err().to_string();
    assert_eq!(told, "exam is not exact at six decimal places");
}

#[test]
fn magnitude_sign_and_places() {
    for (value, magnitude, negative, places) in [
        ("-9223372036854.775808", 9_223_372_036_854_775_808, true, 6),
        ("-0.5", 500_000, true, 1),
        ("0", 0, false, 0),
        ("100", 100_000_000, false, 0),
        ("0.05", 50_000, false, 2),
    ] {
        let value = points(value);
        assert_eq!(value.magnitude(), magnitude, "{value}");
        assert_eq!(value.is_negative(), negative, "{value}");
        assert_eq!(value.decimal_places(), places, "{value}");
    }
    assert_eq!(Points::from_int(i32::MIN), points("-2147483648"));
}

/// Numbers of every size: most of `i64` would otherwise be near its ends.
fn any_micros() -> impl Strategy<Value = i64> {
    (any::<i64>(), 0_u32..64).prop_map(|(value, shift)| value >> shift)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_printed_is_read_back(micros in any_micros()) {
        let value = from_micros(micros);
        prop_assert_eq!(value.micros(), micros);
        prop_assert_eq!(value.to_string(), text(micros));
        prop_assert_eq!(value.to_string().parse(), Ok(value));
        prop_assert_eq!(value.decimal_places(), decimal(micros).normalize().scale());
    }

    #[test]
    fn sums_and_differences_are_exact_or_refused(a in any_micros(), b in any_micros()) {
        let (x, y) = (from_micros(a), from_micros(b));
        prop_assert_eq!(x.plus(y, "x"), expected(decimal(a) + decimal(b)));
        prop_assert_eq!(x.minus(y, "x"), expected(decimal(a) - decimal(b)));
    }

    /// Factors below 2^47 millionths: their product just fits the other library.
    #[test]
    fn products_are_exact_or_refused(
        a in any_micros().prop_map(|a| a >> 17),
        b in any_micros().prop_map(|b| b >> 17),
        places in 0_u32..=6,
    ) {
        let (x, y, exact) = (from_micros(a), from_micros(b), decimal(a) * decimal(b));
        if exact.normalize().scale() > 6 {
            prop_assert_eq!(x.times(y, "x"), Err(PointsError::Inexact { quantity: "x" }));
        } else {
            prop_assert_eq!(x.times(y, "x"), expected(exact));
        }
        for (mode, strategy) in MODES {
            let rounded = expected(exact.round_dp_with_strategy(places, strategy));
            prop_assert_eq!(x.times_rounded(y, places, mode, "x"), rounded);
            let rounded = expected(decimal(a).round_dp_with_strategy(places, strategy));
            prop_assert_eq!(x.rounded(places, mode, "x"), rounded);
        }
    }

    /// The product (10k + 5) × 0.1 lies exactly between two steps: between k and k + 1, or −k and −k − 1.
    #[test]
    fn halves_go_where_the_mode_sends_them(k in 0_i64..1_000_000_000, negative: bool, places in 0_u32..=6) {
        let step = 10_i64.pow(6 - places);
        let sign = if negative { -1 } else { 1 };
        let (value, tenth) = (from_micros(sign * (10 * k + 5) * step), points("0.1"));
        for (mode, steps) in [
            (Rounding::Down, k),
            (Rounding::HalfEven, k + k % 2),
            (Rounding::HalfUp, k + 1),
            (Rounding::Up, k + 1),
        ] {
            let rounded = value.times_rounded(tenth, places, mode, "x").unwrap();
            prop_assert_eq!(rounded.micros(), sign * steps * step, "{:?} of {}", mode, value);
        }
    }
}
