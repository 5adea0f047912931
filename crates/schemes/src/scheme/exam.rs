//! `[exam]`: how the mark counts.

use crate::book::Book;
use crate::form::FormFaultKind;
use crate::section::{Section, Value};
use crate::steps::{one_of, param};
use crate::warning::FormWarningKind;
use anzhi_core::ids::Key;
use anzhi_core::points::{Points, Rounding};
use anzhi_core::scheme::{AssessmentRule, Convert, ExamRule, Gate, RoundTo};
use anzhi_core::steps::Param;

/// The greatest full mark of an exam; the least is 1.
const MOST_MARK: i32 = 1_000_000;

/// The greatest factor by which exam marks are multiplied; the least is 0.
const MOST_FACTOR: i32 = 1_000;

pub(super) fn exam(form: &Section<'_>, book: &Book<'_>) -> Option<ExamRule> {
    let source = form.get("source").and_then(|value| value.text().map(Into::into));
    let (clause, mut assumptions) = (form.text("clause"), form.texts("assumptions"));
    let full_mark = form.need("full_mark").and_then(|value| value.points_within(1, MOST_MARK));
    let decimals = form.need("decimals").and_then(|value| value.integer(0, 6));
    let factor = form.need("factor").and_then(|value| factor(&value, "exam", book));
    let round = form.section("round").and_then(|form| round_to(&form, &mut assumptions));
    let words = [("hundred", Convert::Hundred), ("none", Convert::Mark), ("top", Convert::Top)];
    let convert = form.get("convert").map_or(Some(Convert::Mark), |value| {
        let convert = one_of(&value, &words);
        if convert == Some(Convert::Top) {
            value.warn(FormWarningKind::DependsOnTopMark);
        }
        convert
    });
    let gate = form.get("gate").map(|value| value.section().and_then(|form| gate(&form)));
    let target = form.get("target_share").map(|value| share(&value));
    form.end();
    let narrow = |n: i64| u32::try_from(n).ok();
    let gate = match gate {
        Some(gate) => Some(gate?),
        None => None,
    };
    Some(ExamRule {
        full_mark: full_mark?,
        mark_places: narrow(decimals?)?,
        convert: convert?,
        factor: factor?,
        round: round?,
        gate,
        target_share: match target {
            Some(share) => Some(share?),
            None => None,
        },
        clause: clause?,
        source,
        assumptions,
    })
}

/// `{ places, mode }`, with an assumption.
fn round_to(form: &Section<'_>, assumptions: &mut Vec<Box<str>>) -> Option<RoundTo> {
    assumptions.extend(form.get("assumption").and_then(|value| value.text().map(Into::into)));
    let round = rounding(form);
    form.end();
    round
}

/// The places and the mode of a rounding.
pub(crate) fn rounding(form: &Section<'_>) -> Option<RoundTo> {
    let places = form.need("places").and_then(|value| value.integer(0, 6));
    let modes = [
        ("down", Rounding::Down),
        ("half_even", Rounding::HalfEven),
        ("half_up", Rounding::HalfUp),
        ("up", Rounding::Up),
    ];
    let mode = form.need("mode").and_then(|value| one_of(&value, &modes));
    Some(RoundTo { places: u32::try_from(places?).ok()?, mode: mode? })
}

fn gate(form: &Section<'_>) -> Option<Gate> {
    let at_least = form.need("at_least").and_then(|value| value.points_within(0, MOST_MARK));
    let clause = form.text("clause");
    form.end();
    Some(Gate { at_least: at_least?, clause: clause? })
}

/// `[assessment]`: what the assessment counts in totals that the exam enters too.
pub(super) fn assessment(form: &Section<'_>, book: &Book<'_>) -> Option<AssessmentRule> {
    let mut assumptions = Vec::new();
    let factor = form.get("factor").map(|value| factor(&value, "assessment", book));
    let round = factor.map(|_| form.section("round").and_then(|form| round_to(&form, &mut assumptions)));
    let cap = form.get("cap");
    if let Some(cap) = cap {
        cap.offers(["none"].into_iter());
    }
    let cap = cap.filter(|value| value.as_text() != Some("none"));
    let cap = cap.map(|value| value.points_within(0, MOST_MARK));
    form.skip(&["clause", "assumption"]);
    form.end();
    let part = match (factor, round) {
        (Some(factor), Some(round)) => Some((factor?, round?)),
        (None, _) | (_, None) => None,
    };
    let cap = match cap {
        Some(cap) => Some(cap?),
        None => None,
    };
    Some(AssessmentRule { part, cap })
}

/// `[total]`: how the total is rounded.
pub(super) fn total(form: &Section<'_>) -> Option<RoundTo> {
    let round = form.section("round").and_then(|form| round_to(&form, &mut Vec::new()));
    form.skip(&["clause"]);
    form.end();
    round
}

/// A factor within its bounds, or a gap.
fn factor(value: &Value<'_>, owner: &str, book: &Book<'_>) -> Option<Param<Points>> {
    if value.as_text().is_some() {
        return value.points_within(0, MOST_FACTOR).map(Param::Stated);
    }
    let owner: Key = owner.parse().ok()?;
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
