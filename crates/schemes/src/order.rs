//! The order of steps where it changes what comes out: what rows have passed, and what is worth a look about it.

use crate::book::Declared;
use crate::form::Span;
use crate::section::{Section, Value};
use crate::warning::FormWarningKind;
use anzhi_core::condition::Condition;
use anzhi_core::points::Points;
use anzhi_core::scheme::ValueId;
use anzhi_core::steps::{Band, Expression, Kind, Limit, Param, Step, Tariff, Times};

/// What the rows or points at hand have passed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passed {
    /// The last step that kept one row of each cause.
    pub(crate) once_per: Option<Span>,
    /// Whether it kept one before any had points.
    unpriced: bool,
    /// The last step that cut points to a limit.
    cap: Option<Span>,
    /// Whether some row or amount may take points away.
    deducts: bool,
}

impl Passed {
    /// Passes one more step, whose name stands at `at`.
    pub(crate) fn pass(
        &mut self,
        step: &Step,
        takes: Option<Kind>,
        at: &Span,
        values: &[Declared],
        form: &Section<'_>,
    ) {
        match step {
            Step::OncePer(_) => {
                (self.once_per, self.unpriced) = (Some(at.clone()), takes == Some(Kind::Classed));
            }
            Step::Price(price) => {
                self.deducts |= price.points.iter().any(takes_away);
                // Behind a list of totals it could not stand.
                let totals = price.points.iter().any(|tariff| matches!(tariff, Tariff::Totals(_)));
                if let Some(once_per) = self.once_per.as_ref().filter(|_| self.unpriced && !totals) {
                    form.warn(once_per, FormWarningKind::OncePerBeforePrice);
                }
                self.unpriced = false;
            }
            Step::Drop(drop) => self.leave_out(&drop.when, at, form),
            Step::Keep(keep) => self.leave_out(&keep.when, at, form),
            Step::Times(times) => self.multiply(times, at, form),
            Step::Limit(limit) => self.limit(limit, at, form),
            Step::Lookup(lookup) => self.deducts |= lookup.points.iter().any(below_zero),
            Step::Scale(scale) => self.deducts |= scale.bands.iter().any(falls),
            Step::ScaleLabels(scale) => {
                self.deducts |= scale.bands.iter().any(|(_, bands)| bands.iter().any(falls));
            }
            Step::Compute(compute) => {
                if let Some(cap) = lessened(&compute.is, values) {
                    form.warn(cap, FormWarningKind::LimitBeforeDeduction);
                }
            }
            Step::Attribute(_)
            | Step::Best(_)
            | Step::Classify(_)
            | Step::Measure(_)
            // Each way has passed its own steps.
            | Step::OneOf(_)
            | Step::Overlap(_)
            | Step::ReadNumber(_)
            | Step::Round(_)
            | Step::SelectRows(_)
            | Step::Set(_)
            | Step::Shared(_)
            | Step::Shift(_)
            | Step::Span(_)
            | Step::Spans(_)
            | Step::Sum(_)
            | Step::Token(_)
            | Step::Unbroken(_)
            | Step::Use(_) => {}
        }
    }

    /// Takes in what another value has passed that is joined to this one.
    pub(crate) fn join(&mut self, other: &Self, at: &Value<'_>) {
        for (one, two) in [(&*self, other), (other, &*self)] {
            if let Some(cap) = one.cap.as_ref().filter(|_| two.deducts) {
                at.warn_at(cap, FormWarningKind::LimitBeforeDeduction);
            }
        }
        self.either(other);
    }

    /// Takes in what another way has passed: what is passed in one of the two never meets what is passed in the other.
    pub(crate) fn either(&mut self, other: &Self) {
        let Self { once_per, unpriced, cap, deducts } = other.clone();
        self.once_per = self.once_per.take().or(once_per);
        self.cap = self.cap.take().or(cap);
        self.unpriced |= unpriced;
        self.deducts |= deducts;
    }

    /// Rows are left out: one of them may have driven out another of its cause. Where they are told apart by kind
    /// and class only, each goes into the item to which it belongs.
    fn leave_out(&self, when: &Condition, at: &Span, form: &Section<'_>) {
        if self.once_per.is_some() && !sorts(when) {
            form.warn(at, FormWarningKind::ForgedAfterOncePer);
        }
    }

    fn multiply(&mut self, Times { factor, when }: &Times, at: &Span, form: &Section<'_>) {
        let (vanishes, negative) = match factor {
            Param::Stated(factor) => (*factor <= Points::ZERO, factor.is_negative()),
            Param::Gap(_) => (true, false),
        };
        if let Some(when) = when.as_ref().filter(|_| vanishes) {
            self.leave_out(when, at, form);
        }
        if negative {
            self.deducts = true;
            if let Some(cap) = &self.cap {
                form.warn(cap, FormWarningKind::LimitBeforeDeduction);
            }
        }
    }

    fn limit(&mut self, limit: &Limit, at: &Span, form: &Section<'_>) {
        match limit {
            Limit::Points { to: None, .. } => return,
            Limit::Points { to: Some(_), .. } => {}
            // Of rows only those above zero are cut: what others take away is taken from what is left.
            Limit::All(_) | Limit::BestClass(..) | Limit::Class(..) => {
                if self.deducts {
                    form.warn(at, FormWarningKind::LimitBeforeDeduction);
                }
            }
        }
        self.cap = Some(at.clone());
    }
}

/// Whether a condition looks at nothing but kinds and categories.
fn sorts(when: &Condition) -> bool {
    match when {
        Condition::In { .. } | Condition::Kind(_) | Condition::Same { .. } => true,
        Condition::Not(part) => sorts(part),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().all(sorts),
        Condition::AfterCutoff { .. }
        | Condition::Day { .. }
        | Condition::Filled { .. }
        | Condition::Has { .. }
        | Condition::HasClass { .. }
        | Condition::Is { .. }
        | Condition::Number { .. }
        | Condition::Rows { .. }
        | Condition::Since { .. }
        | Condition::Value { .. } => false,
    }
}

fn below_zero(figure: &Param<Points>) -> bool {
    match figure {
        Param::Stated(points) => points.is_negative(),
        Param::Gap(_) => false,
    }
}

fn takes_away(tariff: &Tariff) -> bool {
    match tariff {
        Tariff::Each(figure) => below_zero(figure),
        Tariff::Totals(totals) => totals.iter().any(below_zero),
    }
}

fn falls(band: &Band) -> bool {
    below_zero(&band.each) || band.gives.as_ref().is_some_and(below_zero)
}

/// Where the limit stands from whose result something is taken away.
fn lessened<'v>(expression: &Expression, values: &'v [Declared]) -> Option<&'v Span> {
    let cap = |ValueId(place): &ValueId| values.get(usize::from(*place))?.shape.passed.cap.as_ref();
    match expression {
        Expression::Greatest(parts) | Expression::Least(parts) | Expression::Product(parts) => {
            parts.iter().find_map(|part| lessened(part, values))
        }
        Expression::Sum(parts) => {
            let taken = parts.iter().any(|(added, _)| !added);
            let direct = parts.iter().find_map(|(added, part)| match part {
                Expression::Value(id) if *added && taken => cap(id),
                Expression::Greatest(_)
                | Expression::Least(_)
                | Expression::Number(_)
                | Expression::Product(_)
                | Expression::Sum(_)
                | Expression::Value(_) => None,
            });
            direct.or_else(|| parts.iter().find_map(|(_, part)| lessened(part, values)))
        }
        Expression::Number(_) | Expression::Value(_) => None,
    }
}
