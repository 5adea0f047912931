//! What a part of a unit counts (不足一个单位的处理).

use super::{Context, Param, Registers, write_param};
use crate::canonical::Canonical;
use crate::date::TimeUnit;
use crate::duration::Duration;
use crate::points::Points;
use std::cmp::Ordering;

/// What a part of a unit counts (不足一个单位的处理). Half a year is six months, half a month fifteen days, half of
/// several years six months for each.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Rest {
    /// Nothing (舍去).
    Down,
    /// Half a unit or more counts a whole one, less nothing.
    HalfUp,
    /// More than half a unit counts a whole one, less or just half nothing.
    OverHalfUp,
    /// What the last of these rows that it reaches says; below the first one nothing.
    Rows(Vec<RestRow>),
    /// Up to half a unit counts a half, more a whole one.
    TwoStep,
    /// Less than half a unit counts a half, half or more a whole one.
    TwoStepHalfUp,
    /// A whole unit (进一).
    Up,
}

/// What a part of a unit counts from some length on.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RestRow {
    /// The length at which the row begins.
    pub from: Duration,
    /// Whether the part must be longer than that, and not just as long.
    pub above: bool,
    /// What it counts, in units.
    pub counts: Param<Points>,
}

impl Rest {
    /// The words for it in scheme files, with what they mean.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("down", Self::Down),
        ("half_up", Self::HalfUp),
        ("over_half_up", Self::OverHalfUp),
        ("two_step", Self::TwoStep),
        ("two_step_half_up", Self::TwoStepHalfUp),
        ("up", Self::Up),
    ];

    /// The word for it, unless it is stated in rows.
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Self::Down => Some("down"),
            Self::HalfUp => Some("half_up"),
            Self::OverHalfUp => Some("over_half_up"),
            Self::Rows(_) => None,
            Self::TwoStep => Some("two_step"),
            Self::TwoStepHalfUp => Some("two_step_half_up"),
            Self::Up => Some("up"),
        }
    }

    /// What a part counts of a unit whose half is given.
    pub(crate) fn of(
        &self,
        part: Duration,
        half: Duration,
        context: &Context<'_>,
        registers: &mut Registers,
    ) -> Points {
        let (none, whole) = (Points::ZERO, Points::from_int(1));
        if part == Duration::ZERO {
            return none;
        }
        match self {
            Self::Down => none,
            Self::Up => whole,
            Self::HalfUp => {
                if part >= half {
                    whole
                } else {
                    none
                }
            }
            Self::OverHalfUp => {
                if part > half {
                    whole
                } else {
                    none
                }
            }
            Self::TwoStep => match part.cmp(&half) {
                Ordering::Less | Ordering::Equal => Points::HALF,
                Ordering::Greater => whole,
            },
            Self::TwoStepHalfUp => match part.cmp(&half) {
                Ordering::Less => Points::HALF,
                Ordering::Equal | Ordering::Greater => whole,
            },
            Self::Rows(rows) => {
                let reached = |row: &&RestRow| part > row.from || (part == row.from && !row.above);
                rows.iter().rev().find(reached).map_or(none, |row| registers.figure(context, row.counts))
            }
        }
    }

    pub(crate) fn canonical(&self, out: &mut Canonical) {
        match self {
            Self::Rows(rows) => {
                for row in rows {
                    out.open(if row.above { "above" } else { "at" });
                    out.word(&row.length_word());
                    write_param(row.counts, out);
                    out.close();
                }
            }
            Self::Down | Self::HalfUp | Self::OverHalfUp | Self::TwoStep | Self::TwoStepHalfUp | Self::Up => {
                out.word(self.word().unwrap_or_default());
            }
        }
    }
}

impl RestRow {
    fn length_word(&self) -> String {
        let (count, unit) = match self.from {
            Duration { months: 0, days } => (days, TimeUnit::Day),
            Duration { months, .. } => (months, TimeUnit::Month),
        };
        format!("{count}-{}", unit.word())
    }
}
