//! `span`: the time between two dates of the candidate, mostly up to the cut-off.

use super::{Action, Context, Kind, Registers, Stop};
use crate::canonical::Canonical;
use crate::condition::Missing;
use crate::date::Date;
use crate::facts::{AttributeId, Source};
use crate::scheme::Scoring;
use crate::sheet::Stretch;

/// The time from a date of the candidate to the cut-off or to another date.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Span {
    /// The attribute that holds the beginning.
    pub from: AttributeId,
    /// Where it ends.
    pub to: SpanEnd,
    /// From which day on the time counts.
    pub begin: SpanBegin,
    /// What becomes of a beginning that lies after the end.
    pub after: SpanAfter,
    /// Whether the last day counts as well.
    pub end_day: bool,
}

/// Where a span ends.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SpanEnd {
    /// On the cut-off (计算截止日).
    Cutoff,
    /// On a date of the candidate, even if it lies after the cut-off.
    Attribute(AttributeId),
}

/// From which day on the time of a span counts.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SpanBegin {
    /// From the date itself.
    Natural,
    /// From the first day of its calendar year.
    Year,
}

/// What becomes of a span whose beginning, as the file has it, lies after its end.
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SpanAfter {
    /// It is a fault of the facts.
    Fault,
    /// There is no time.
    Zero,
}

impl Span {
    /// From a date to the cut-off, a date after it being a fault; the last day does not count.
    pub fn to_cutoff(from: AttributeId) -> Self {
        let (to, begin, after) = (SpanEnd::Cutoff, SpanBegin::Natural, SpanAfter::Fault);
        Self { from, to, begin, after, end_day: false }
    }

    fn reversed(&self, from: Date) -> Stop {
        match self.to {
            SpanEnd::Cutoff => Stop::StartAfterEnd { start: self.from },
            SpanEnd::Attribute(end) => Stop::EndBeforeStart { end, start: from },
        }
    }
}

impl Action for Span {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        takes.is_none().then_some(Kind::Spans)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let date = |id| context.dossier.date(id).ok_or(Stop::missing(Missing::Attribute(id)));
        let from = date(self.from)?;
        let to = match self.to {
            SpanEnd::Cutoff => context.cutoff()?,
            SpanEnd::Attribute(id) => date(id)?,
        };
        if from > to {
            return match self.after {
                SpanAfter::Fault => Err(self.reversed(from)),
                SpanAfter::Zero => Ok(()),
            };
        }
        let from = match self.begin {
            SpanBegin::Natural => from,
            SpanBegin::Year => Date::new(from.year(), 1, 1).unwrap_or(from),
        };
        registers.flow.spans.push(Stretch { from, to, end_day: self.end_day, label: 0 });
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        let key = |id| scoring.facts.attribute(id).key.as_str();
        out.word(key(self.from));
        match self.to {
            SpanEnd::Cutoff => out.word("cutoff"),
            SpanEnd::Attribute(id) => out.word(&format!("attr:{}", key(id))),
        }
        match self.begin {
            SpanBegin::Natural => {}
            SpanBegin::Year => out.word("begin-year"),
        }
        match self.after {
            SpanAfter::Fault => {}
            SpanAfter::Zero => out.word("after-zero"),
        }
        if self.end_day {
            out.word("end-day");
        }
    }
}
