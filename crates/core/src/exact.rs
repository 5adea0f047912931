//! Decimals while a calculation is under way: with as many places as they need, rounded once at the end or not
//! at all.

use crate::points::{Points, PointsError, Rounding, divide, narrow};
use std::cmp::Ordering;
use std::fmt;

/// A decimal number of any number of places that a calculation has come to.
///
/// ```
/// use anzhi_core::exact::Exact;
/// use anzhi_core::points::{Points, PointsError, Rounding};
///
/// let millionth: Points = "0.000001".parse()?;
/// let half: Points = "0.5".parse()?;
/// let product = Exact::from(millionth).times(half.into(), "rate")?;
/// assert_eq!(product.to_string(), "0.0000005");
/// assert_eq!(product.points("rate"), Err(PointsError::Inexact { quantity: "rate" }));
/// assert_eq!(product.rounded(6, Rounding::HalfUp, "rate"), Ok(millionth));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Exact {
    /// Without trailing zeros behind the point, so that equal numbers are equal.
    digits: i128,
    places: u32,
}

/// The most places that are carried along; a formula that needs more is a slip.
const MOST_PLACES: u32 = 36;

impl Exact {
    fn new(digits: i128, places: u32, quantity: &'static str) -> Result<Self, PointsError> {
        // Short numbers are divided much faster.
        let exact = match i64::try_from(digits) {
            Ok(digits) => Self::short(digits, places),
            Err(_) => Self::long(digits, places),
        };
        if exact.places > MOST_PLACES { Err(PointsError::OutOfRange { quantity }) } else { Ok(exact) }
    }

    fn short(mut digits: i64, mut places: u32) -> Self {
        while places > 0 && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        Self { digits: digits.into(), places }
    }

    fn long(mut digits: i128, mut places: u32) -> Self {
        while places > 0 && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        Self { digits, places }
    }

    /// The digits with so many places, at least as many as there are.
    fn with_places(self, places: u32, quantity: &'static str) -> Result<i128, PointsError> {
        let factor = 10_i128.checked_pow(places - self.places);
        factor.and_then(|factor| self.digits.checked_mul(factor)).ok_or(PointsError::OutOfRange { quantity })
    }

    fn aligned(self, other: Self, quantity: &'static str) -> Result<(i128, i128, u32), PointsError> {
        let places = self.places.max(other.places);
        Ok((self.with_places(places, quantity)?, other.with_places(places, quantity)?, places))
    }

    /// The sum of both.
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`.
    pub fn plus(self, other: Self, quantity: &'static str) -> Result<Self, PointsError> {
        let (a, b, places) = self.aligned(other, quantity)?;
        Self::new(a.checked_add(b).ok_or(PointsError::OutOfRange { quantity })?, places, quantity)
    }

    /// What remains when `other` is taken away.
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`.
    pub fn minus(self, other: Self, quantity: &'static str) -> Result<Self, PointsError> {
        let (a, b, places) = self.aligned(other, quantity)?;
        Self::new(a.checked_sub(b).ok_or(PointsError::OutOfRange { quantity })?, places, quantity)
    }

    /// The product.
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`.
    pub fn times(self, factor: Self, quantity: &'static str) -> Result<Self, PointsError> {
        let digits = self.digits.checked_mul(factor.digits).ok_or(PointsError::OutOfRange { quantity })?;
        Self::new(digits, self.places + factor.places, quantity)
    }

    /// How it stands to another number.
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`, where the two lie too far apart to be laid side by side.
    pub fn compared(self, other: Self, quantity: &'static str) -> Result<Ordering, PointsError> {
        self.aligned(other, quantity).map(|(a, b, _)| a.cmp(&b))
    }

    /// As points, which have six places.
    ///
    /// # Errors
    /// [`PointsError::Inexact`] if it has more places, [`PointsError::OutOfRange`] if it cannot be held.
    pub fn points(self, quantity: &'static str) -> Result<Points, PointsError> {
        if self.places > 6 {
            return Err(PointsError::Inexact { quantity });
        }
        narrow(self.with_places(6, quantity)?, quantity)
    }

    /// As points, rounded once to so many places (at most six).
    ///
    /// # Errors
    /// [`PointsError::OutOfRange`], naming `quantity`.
    pub fn rounded(self, places: u32, mode: Rounding, quantity: &'static str) -> Result<Points, PointsError> {
        let places = places.min(6);
        if self.places <= places {
            return self.points(quantity);
        }
        // At most 36 places, so that the unit can be held.
        let kept = divide(self.digits, 10_i128.pow(self.places - places), mode);
        let micros = kept.checked_mul(10_i128.pow(6 - places)).ok_or(PointsError::OutOfRange { quantity })?;
        narrow(micros, quantity)
    }
}

impl From<Points> for Exact {
    fn from(points: Points) -> Self {
        Self::short(points.micros(), 6)
    }
}

impl fmt::Display for Exact {
    /// The shortest exact writing, as of points.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_u128.pow(self.places);
        let (whole, fraction) = (self.digits.unsigned_abs() / unit, self.digits.unsigned_abs() % unit);
        let places = self.places as usize;
        let fraction = if places == 0 { String::new() } else { format!(".{fraction:0places$}") };
        f.pad_integral(self.digits >= 0, "", &format!("{whole}{fraction}"))
    }
}
