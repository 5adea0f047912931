//! How many decimal places an amount can have, as far as the figures of the scheme tell: where that is more than
//! points have, a rounding must be stated.

use crate::book::Book;
use anzhi_core::points::Points;
use anzhi_core::scheme::{TableId, ValueId};
use anzhi_core::steps::{Band, Expression, Limit, Param, Rest, Step, Tariff, Way};

/// The most places that points have.
const MOST: u32 = 6;

/// Whether a step gives amounts that cannot be held without a rounding.
pub(crate) fn needs_rounding(step: &Step, places: u32) -> bool {
    if let Step::OneOf(one_of) = step {
        let mut last = one_of.ways().iter().filter_map(|way| way.steps().last());
        return last.any(|(step, _)| needs_rounding(step, places));
    }
    places > MOST && matches!(step, Step::Compute(_) | Step::Scale(_) | Step::ScaleLabels(_))
}

/// The most places after a step, if what comes before it has so many. What a ruling or a person brings in is not
/// known here and counts as whole.
pub(crate) fn after(step: &Step, before: u32, book: &Book<'_>) -> u32 {
    match step {
        Step::Compute(compute) => {
            compute.round.map_or_else(|| of_expression(&compute.is, book), |round| round.places)
        }
        Step::Limit(limit) => before.max(of_limit(limit)),
        Step::Lookup(lookup) => most(&lookup.points),
        Step::Measure(measure) => {
            let times = measure.whole_times.iter().map(|(_, factor)| of(factor)).max();
            of_rest(&measure.rest).max(times.unwrap_or(0))
        }
        Step::Price(price) => price.points.iter().map(of_tariff).max().unwrap_or(0),
        Step::Round(round) => round.to.places,
        Step::Scale(scale) => of_bands(&scale.bands, before),
        Step::ScaleLabels(scale) => {
            scale.bands.iter().map(|(_, bands)| of_bands(bands, before)).max().unwrap_or(0)
        }
        Step::Shared(shared) => {
            let TableId(place) = shared.table;
            book.tables.get(usize::from(place)).map_or(0, |table| most(&table.values))
        }
        Step::Times(times) => before + of(&times.factor),
        Step::Token(token) => before.max(of(&token.rest)),
        Step::Attribute(_)
        | Step::Best(_)
        | Step::Classify(_)
        | Step::Drop(_)
        | Step::Keep(_)
        | Step::OncePer(_)
        // What its ways come to is known where they are read.
        | Step::OneOf(_)
        | Step::Overlap(_)
        | Step::ReadNumber(_)
        | Step::SelectRows(_)
        | Step::Set(_)
        | Step::Shift(_)
        | Step::Span(_)
        | Step::Spans(_)
        | Step::Sum(_)
        | Step::Unbroken(_)
        | Step::Use(_) => before,
    }
}

fn of(figure: &Param<Points>) -> u32 {
    match figure {
        Param::Stated(points) => points.decimal_places(),
        Param::Gap(_) => 0,
    }
}

fn most(figures: &[Param<Points>]) -> u32 {
    figures.iter().map(of).max().unwrap_or(0)
}

fn of_tariff(tariff: &Tariff) -> u32 {
    match tariff {
        Tariff::Each(figure) => of(figure),
        Tariff::Totals(totals) => most(totals),
    }
}

fn of_limit(limit: &Limit) -> u32 {
    match limit {
        Limit::All(to) => of(to),
        Limit::Points { at_least, to } => at_least.iter().chain(to).map(of).max().unwrap_or(0),
        // Parts of prices, and prices have been counted.
        Limit::BestClass(..) | Limit::Class(..) => 0,
    }
}

fn of_bands(bands: &[Band], length: u32) -> u32 {
    let band = |band: &Band| {
        let each = match &band.each {
            Param::Stated(Points::ZERO) | Param::Gap(_) => 0,
            each @ Param::Stated(_) => of(each) + length.max(band.at.decimal_places()),
        };
        each.max(band.gives.as_ref().map_or(0, of))
    };
    bands.iter().map(band).max().unwrap_or(0)
}

fn of_rest(rest: &Way<Rest>) -> u32 {
    match rest {
        Way::Stated(Rest::Down | Rest::HalfUp | Rest::OverHalfUp | Rest::Up) | Way::Gap(..) => 0,
        Way::Stated(Rest::TwoStep | Rest::TwoStepHalfUp) => 1,
        Way::Stated(Rest::Rows(rows)) => rows.iter().map(|row| of(&row.counts)).max().unwrap_or(0),
    }
}

fn of_expression(expression: &Expression, book: &Book<'_>) -> u32 {
    let most = |parts: &[Expression]| parts.iter().map(|part| of_expression(part, book)).max().unwrap_or(0);
    match expression {
        Expression::Greatest(parts) | Expression::Least(parts) => most(parts),
        Expression::Number(number) => number.decimal_places(),
        Expression::Product(parts) => parts.iter().map(|part| of_expression(part, book)).sum(),
        Expression::Sum(parts) => parts.iter().map(|(_, part)| of_expression(part, book)).max().unwrap_or(0),
        Expression::Value(ValueId(place)) => {
            book.values.get(usize::from(*place)).map_or(0, |value| value.shape.places)
        }
    }
}
