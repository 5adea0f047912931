//! Calculations (算式): figures and values with + − × and the least and greatest of several.

use crate::canonical::Canonical;
use crate::exact::Exact;
use crate::points::{Points, PointsError};
use crate::scheme::{Scoring, ValueId};

/// A calculation over values.
///
/// ```
/// use anzhi_core::points::{Points, PointsError};
/// use anzhi_core::scheme::ValueId;
/// use anzhi_core::steps::Expression;
///
/// // max(0, 2 - 0.1 * missing)
/// let missing = Expression::Value(ValueId(0));
/// let tenth = Expression::Number("0.1".parse()?);
/// let product = Expression::Product(vec![tenth, missing]);
/// let less = Expression::Sum(vec![(true, Expression::Number(Points::from_int(2))), (false, product)]);
/// let most = Expression::Greatest(vec![Expression::Number(Points::ZERO), less]);
/// let with = |years| most.exact(&mut |_| Ok::<_, PointsError>(Points::from_int(years)));
/// assert_eq!(with(3)?.to_string(), "1.7");
/// assert_eq!(with(30)?.to_string(), "0");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Expression {
    /// The greatest of these, at least one.
    Greatest(Vec<Expression>),
    /// The least of these, at least one.
    Least(Vec<Expression>),
    /// A figure.
    Number(Points),
    /// All of these multiplied.
    Product(Vec<Expression>),
    /// These added (true) or taken away (false).
    Sum(Vec<(bool, Expression)>),
    /// What a value has come to.
    Value(ValueId),
}

impl Expression {
    /// What it comes to, exactly.
    ///
    /// # Errors
    /// What `value` answers, or that a number on the way cannot be held.
    pub fn exact<E: From<PointsError>>(
        &self,
        value: &mut impl FnMut(ValueId) -> Result<Points, E>,
    ) -> Result<Exact, E> {
        match self {
            Self::Greatest(parts) => extreme(parts, std::cmp::Ordering::Greater, value),
            Self::Least(parts) => extreme(parts, std::cmp::Ordering::Less, value),
            Self::Number(number) => Ok((*number).into()),
            Self::Product(parts) => {
                parts.iter().try_fold(Points::from_int(1).into(), |product: Exact, part| {
                    Ok(product.times(part.exact(value)?, "compute")?)
                })
            }
            Self::Sum(parts) => parts.iter().try_fold(Points::ZERO.into(), |sum: Exact, (added, part)| {
                let part = part.exact(value)?;
                Ok(if *added { sum.plus(part, "compute")? } else { sum.minus(part, "compute")? })
            }),
            Self::Value(id) => value(*id).map(Exact::from),
        }
    }

    /// Adds the values that it reads.
    pub(crate) fn uses(&self, out: &mut Vec<ValueId>) {
        match self {
            Self::Greatest(parts) | Self::Least(parts) | Self::Product(parts) => {
                parts.iter().for_each(|part| part.uses(out));
            }
            Self::Number(_) => {}
            Self::Sum(parts) => parts.iter().for_each(|(_, part)| part.uses(out)),
            Self::Value(id) => out.push(*id),
        }
    }

    pub(crate) fn canonical(&self, scoring: &Scoring, out: &mut Canonical) {
        let mut many = |name: &str, parts: &[Self]| {
            out.open(name);
            parts.iter().for_each(|part| part.canonical(scoring, out));
            out.close();
        };
        match self {
            Self::Greatest(parts) => many("max", parts),
            Self::Least(parts) => many("min", parts),
            Self::Product(parts) => many("product", parts),
            Self::Number(number) => out.points(*number),
            Self::Sum(parts) => {
                out.open("sum");
                for (added, part) in parts {
                    out.word(if *added { "+" } else { "-" });
                    part.canonical(scoring, out);
                }
                out.close();
            }
            Self::Value(id) => out.word(&format!("value:{}", scoring.value(*id).key)),
        }
    }
}

fn extreme<E: From<PointsError>>(
    parts: &[Expression],
    side: std::cmp::Ordering,
    value: &mut impl FnMut(ValueId) -> Result<Points, E>,
) -> Result<Exact, E> {
    let mut found: Option<Exact> = None;
    for part in parts {
        let part = part.exact(value)?;
        let better = match found {
            Some(found) => part.compared(found, "compute")? == side,
            None => true,
        };
        if better {
            found = Some(part);
        }
    }
    Ok(found.unwrap_or(Points::ZERO.into()))
}
