//! `[exam]`: how the mark counts.

use crate::book::Book;
use crate::form::FormFaultKind;
use crate::section::{Section, Value};
use crate::steps::{one_of, param};
use anzhi_core::ids::Key;
use anzhi_core::points::{Points, Rounding};
use anzhi_core::scheme::ExamRule;
use anzhi_core::steps::Param;

/// The greatest full mark of an exam; the least is 1.
const MOST_MARK: i32 = 1_000_000;

/// The greatest factor by which exam marks are multiplied; the least is 0.
const MOST_FACTOR: i32 = 1_000;

/// The words for ways of rounding.
pub(crate) const MODES: [(&str, Rounding); 4] = [
    ("down", Rounding::Down),
    ("half_even", Rounding::HalfEven),
    ("half_up", Rounding::HalfUp),
    ("up", Rounding::Up),
];

pub(super) fn exam(form: &Section<'_>, book: &Book<'_>) -> Option<ExamRule> {
    let source = form.get("source").and_then(|value| value.text().map(Into::into));
    let (clause, mut assumptions) = (form.text("clause"), form.texts("assumptions"));
    let full_mark = form.need("full_mark").and_then(|value| value.points_within(1, MOST_MARK));
    let decimals = form.need("decimals").and_then(|value| value.integer(0, 6));
    let factor = form.need("factor").and_then(|value| factor(&value, book));
    let round = form.section("round").and_then(|form| {
        assumptions.extend(form.get("assumption").and_then(|value| value.text().map(Into::into)));
        let places = form.need("places").and_then(|value| value.integer(0, 6));
        let mode = form.need("mode").and_then(|value| one_of(&value, &MODES));
        form.end();
        Some((places?, mode?))
    });
    let target = form.get("target_share").map(|value| share(&value));
    form.end();
    let narrow = |n: i64| u32::try_from(n).ok();
    let (places, mode) = round?;
    Some(ExamRule {
        full_mark: full_mark?,
        mark_places: narrow(decimals?)?,
        factor: factor?,
        places: narrow(places)?,
        mode,
        target_share: match target {
            Some(share) => Some(share?),
            None => None,
        },
        clause: clause?,
        source,
        assumptions,
    })
}

/// A factor within its bounds, or a gap.
fn factor(value: &Value<'_>, book: &Book<'_>) -> Option<Param<Points>> {
    if value.as_text().is_some() {
        return value.points_within(0, MOST_FACTOR).map(Param::Stated);
    }
    let owner: Key = "exam".parse().ok()?;
    param(value, "factor", book, &owner)
}

fn share(value: &Value<'_>) -> Option<(Points, Points)> {
    let bounds = value.array()?.iter().map(|bound| bound.points_within(0, 1)).collect::<Vec<_>>();
    match bounds[..] {
        [Some(low), Some(high)] if low <= high => Some((low, high)),
        [None, _] | [_, None] => None,
        _ => {
            value.fault(FormFaultKind::BandsNotRising);
            None
        }
    }
}
