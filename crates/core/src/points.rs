//! Points (分值): exact decimals in steps of one millionth.
//!
//! Nothing here rounds unless it is asked to, and every operation that can leave the range answers with an
//! error that names the quantity. There are no floats.

use std::fmt;
use std::str::FromStr;

/// Steps per point: six decimal places.
const SCALE: i64 = 1_000_000;
const PLACES: u32 = 6;

/// A number of points (分), marks (成绩) or units of time, exact to six decimal places.
///
/// ```
/// use anzhi_core::points::Points;
///
/// let rate: Points = "0.5".parse()?;
/// let years = Points::from_int(21);
/// assert_eq!(rate.times(years, "service")?.to_string(), "10.5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Points(i64);

/// How a rounding treats what lies between two steps (取舍方式). A scheme names one for every rounding.
///
/// ```
/// use anzhi_core::points::{Points, Rounding};
///
/// let half: Points = "2.5".parse()?;
/// let whole = |mode| half.rounded(0, mode, "mark").map(|points| points.to_string());
/// assert_eq!(whole(Rounding::Down)?, "2");
/// assert_eq!(whole(Rounding::HalfEven)?, "2"); // and 3.5 would give 4
/// assert_eq!(whole(Rounding::HalfUp)?, "3");
/// assert_eq!(whole(Rounding::Up)?, "3"); // as 2.1 would
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rounding {
    /// Towards zero (舍去).
    Down,
    /// To the nearest step, a half to the even neighbour (四舍六入五成双).
    HalfEven,
    /// To the nearest step, a half away from zero (四舍五入).
    HalfUp,
    /// Away from zero (进一).
    Up,
}

/// The result of an operation cannot be held; `quantity` says which number it was.
///
/// ```
/// use anzhi_core::points::{Points, PointsError};
///
/// let (least, tenth): (Points, Points) = ("0.000001".parse()?, "0.1".parse()?);
/// assert_eq!(least.times(tenth, "rate"), Err(PointsError::Inexact { quantity: "rate" }));
/// let many = Points::from_int(i32::MAX);
/// assert_eq!(many.times(many, "total"), Err(PointsError::OutOfRange { quantity: "total" }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PointsError {
    /// The result lies beyond ±9 × 10¹².
    #[error("{quantity} is out of range")]
    OutOfRange {
        /// The item or part that was being computed.
        quantity: &'static str,
    },
    /// The result needs more than six decimal places and no rounding was named.
    #[error("{quantity} is not exact at six decimal places")]
    Inexact {
        /// The item or part that was being computed.
        quantity: &'static str,
    },
}

/// A text is not a plain decimal number.
///
/// ```
/// use anzhi_core::points::{ParsePointsError, Points};
///
/// assert_eq!("1e3".parse::<Points>(), Err(ParsePointsError::Malformed));
/// assert_eq!("0.1234567".parse::<Points>(), Err(ParsePointsError::TooManyPlaces));
/// assert_eq!("10000000000000".parse::<Points>(), Err(ParsePointsError::OutOfRange));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ParsePointsError {
    /// Not of the form `-12.5`: no exponent, no separators, no bare point, ASCII digits only.
    #[error("not a plain decimal number")]
    Malformed,
    /// More than six decimal places.
    #[error("more than six decimal places")]
    TooManyPlaces,
    /// Beyond the range of [`Points`].
    #[error("out of range")]
    OutOfRange,
}

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);
    /// Half a point, or half a unit.
    pub const HALF: Self = Self(SCALE / 2);

    /// A whole number of points.
    pub fn from_int(whole: i32) -> Self {
        Self(i64::from(whole) * SCALE)
    }

    /// The number in millionths of a point.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// The sum of both.
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`.
    pub fn plus(self, other: Self, quantity: &'static str) -> Result<Self, PointsError> {
        self.0.checked_add(other.0).map(Self).ok_or(PointsError::OutOfRange { quantity })
    }

    /// What remains when `other` is taken away.
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`.
    pub fn minus(self, other: Self, quantity: &'static str) -> Result<Self, PointsError> {
        self.0.checked_sub(other.0).map(Self).ok_or(PointsError::OutOfRange { quantity })
    }

    /// The exact product.
    ///
    /// # Errors
    /// [`PointsError::Inexact`] if the product has more than six decimal places,
    /// [`PointsError::OutOfRange`] if it cannot be held.
    pub fn times(self, factor: Self, quantity: &'static str) -> Result<Self, PointsError> {
        // What fits into 64 bits, nearly everything, is divided much faster there.
        if let Some(product) = self.0.checked_mul(factor.0) {
            let exact = product % SCALE == 0;
            return if exact { Ok(Self(product / SCALE)) } else { Err(PointsError::Inexact { quantity }) };
        }
        let product = i128::from(self.0) * i128::from(factor.0);
        if product % i128::from(SCALE) != 0 {
            return Err(PointsError::Inexact { quantity });
        }
        narrow(product / i128::from(SCALE), quantity)
    }

    /// The product, rounded once to `places` decimal places (at most six).
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`.
    ///
    /// ```
    /// use anzhi_core::points::{Points, Rounding};
    ///
    /// let mark: Points = "82.55".parse()?;
    /// let tenth: Points = "0.1".parse()?;
    /// // 82.55 × 10 % = 8.255
    /// assert_eq!(mark.times_rounded(tenth, 2, Rounding::HalfUp, "exam")?.to_string(), "8.26");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn times_rounded(
        self,
        factor: Self,
        places: u32,
        mode: Rounding,
        quantity: &'static str,
    ) -> Result<Self, PointsError> {
        let step = 10_i64.pow(PLACES - places.min(PLACES));
        if let Some(product) = self.0.checked_mul(factor.0) {
            // The quotient times the step is no farther from zero than the product, but for one step.
            return Ok(Self(divide_short(product, SCALE * step, mode) * step));
        }
        let product = i128::from(self.0) * i128::from(factor.0);
        narrow(divide(product, i128::from(SCALE * step), mode) * i128::from(step), quantity)
    }

    /// `self` × `factor` ÷ `over`, rounded once.
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`: also if `over` is not above zero.
    ///
    /// ```
    /// use anzhi_core::points::{Points, Rounding};
    ///
    /// let (mark, full): (Points, Points) = ("95".parse()?, "120".parse()?);
    /// let converted = mark.times_over(Points::from_int(100), full, 2, Rounding::HalfUp, "exam")?;
    /// assert_eq!(converted.to_string(), "79.17"); // 79.1666…
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn times_over(
        self,
        factor: Self,
        over: Self,
        places: u32,
        mode: Rounding,
        quantity: &'static str,
    ) -> Result<Self, PointsError> {
        let kept = places.min(PLACES);
        let step = 10_i128.pow(PLACES - kept);
        let product = i128::from(self.0) * i128::from(factor.0);
        let unit = i128::from(over.0).checked_mul(step).filter(|unit| *unit > 0);
        let unit = unit.ok_or(PointsError::OutOfRange { quantity })?;
        narrow(divide(product, unit, mode) * step, quantity)
    }

    /// The nearest value with `places` decimal places, by the named mode.
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`.
    pub fn rounded(self, places: u32, mode: Rounding, quantity: &'static str) -> Result<Self, PointsError> {
        self.times_rounded(Self(SCALE), places, mode, quantity)
    }

    /// How many decimal places the shortest writing of the number has.
    pub fn decimal_places(self) -> u32 {
        let mut fraction = self.0.unsigned_abs() % SCALE.unsigned_abs();
        let mut places = PLACES;
        while places > 0 && fraction.is_multiple_of(10) {
            fraction /= 10;
            places -= 1;
        }
        places
    }

    /// Whether the number is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The distance from zero, for comparing how heavy deductions are.
    pub fn magnitude(self) -> u64 {
        self.0.unsigned_abs()
    }
}

impl fmt::Display for Points {
    /// The shortest exact writing: no trailing zeros, no exponent. A precision asks for at least so many
    /// decimal places, and never cuts any off.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) =
            (self.0.unsigned_abs() / SCALE.unsigned_abs(), self.0.unsigned_abs() % SCALE.unsigned_abs());
        let digits = format!("{fraction:06}");
        let places = f.precision().unwrap_or(0).min(6).max(digits.trim_end_matches('0').len());
        let point = if places == 0 { "" } else { "." };
        f.pad_integral(self.0 >= 0, "", &format!("{whole}{point}{}", &digits[..places]))
    }
}

impl FromStr for Points {
    type Err = ParsePointsError;

    /// Reads `12.5` or `-0.05`; refuses `1e3`, `1_000`, `5.`, `.5`, `+1`, `007` and full-width digits.
    fn from_str(text: &str) -> Result<Self, ParsePointsError> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if !plain(whole) || leading_zero || !fraction.is_none_or(plain) {
            return Err(ParsePointsError::Malformed);
        }
        let fraction = fraction.unwrap_or("");
        if fraction.len() > PLACES as usize {
            return Err(ParsePointsError::TooManyPlaces);
        }
        let sign = if negative { "-" } else { "" };
        let micros = format!("{sign}{whole}{fraction:0<6}");
        micros.parse().map(Self).map_err(|_| ParsePointsError::OutOfRange)
    }
}

/// Divides by a positive `unit`, rounding the quotient once.
pub(crate) fn divide(value: i128, unit: i128, mode: Rounding) -> i128 {
    let (quotient, rest) = (value / unit, (value % unit).abs());
    let away = match mode {
        Rounding::Down => false,
        Rounding::HalfEven => rest * 2 > unit || (rest * 2 == unit && quotient % 2 != 0),
        Rounding::HalfUp => rest * 2 >= unit,
        Rounding::Up => rest > 0,
    };
    if away { quotient + value.signum() } else { quotient }
}

/// The same for short numbers and units up to 10¹².
fn divide_short(value: i64, unit: i64, mode: Rounding) -> i64 {
    let (quotient, rest) = (value / unit, (value % unit).abs());
    let away = match mode {
        Rounding::Down => false,
        Rounding::HalfEven => rest * 2 > unit || (rest * 2 == unit && quotient % 2 != 0),
        Rounding::HalfUp => rest * 2 >= unit,
        Rounding::Up => rest > 0,
    };
    if away { quotient + value.signum() } else { quotient }
}

pub(crate) fn narrow(value: i128, quantity: &'static str) -> Result<Points, PointsError> {
    i64::try_from(value).map(Points).map_err(|_| PointsError::OutOfRange { quantity })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn short_and_long_numbers_are_divided_alike(value in any::<i64>(), places in 0..=6_u32) {
            let unit = SCALE * 10_i64.pow(PLACES - places);
            let whole = value / unit * unit;
            for value in [value, value % 10_000_000_000_000, whole, whole.saturating_add(unit / 2)] {
                for mode in [Rounding::Down, Rounding::HalfEven, Rounding::HalfUp, Rounding::Up] {
                    let long = divide(value.into(), unit.into(), mode);
                    prop_assert_eq!(i128::from(divide_short(value, unit, mode)), long);
                }
            }
        }
    }
}
