//! `measure`: how long times are.

use super::{Action, Context, Kind, LabelSpace, Param, Registers, Rest, Stop, Way, write_param, write_way};
use crate::canonical::Canonical;
use crate::date::TimeUnit;
use crate::duration::Duration;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::Scoring;
use crate::sheet::Stretch;

/// Counts the units of times by the anniversary rule of the scheme.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Days, months or years.
    pub unit: TimeUnit,
    /// How many of them make one unit: 5 for every five years.
    pub every: u16,
    /// What a part of a unit counts; a gap is open only for whom its ways give different numbers.
    pub rest: Way<Rest>,
    /// How several times are added; nothing where only one can come.
    pub add: Option<Add>,
    /// Whether each label is counted by itself.
    pub per_label: bool,
    /// What whole units of times with these labels are multiplied by.
    pub whole_times: Vec<(u32, Param<Points>)>,
    /// The labels of the times, if they have any.
    pub labels: Option<LabelSpace>,
}

/// How the lengths of several times are added (累计方法).
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Add {
    /// Day by day.
    Days,
    /// Each is counted by itself with its part of a unit; the numbers are added.
    Each,
    /// Years, months and days are added each, then carried, 30 days as a month.
    Ymd,
}

impl Add {
    /// The word for it in scheme files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Each => "each",
            Self::Ymd => "ymd",
        }
    }
}

/// A number of each label.
type ByLabel = Vec<(u32, Points)>;

impl Measure {
    /// The length of a single time.
    pub fn one(unit: TimeUnit, rest: Rest) -> Self {
        let (rest, whole_times) = (Way::Stated(rest), Vec::new());
        Self { unit, every: 1, rest, add: None, per_label: false, whole_times, labels: None }
    }

    /// The months of one unit, and half a unit; nothing where the unit is days.
    pub(crate) fn months(&self) -> Option<(i32, Duration)> {
        let every = i32::from(self.every.max(1));
        match self.unit {
            TimeUnit::Day => None,
            TimeUnit::Month => Some((every, Duration { months: every / 2, days: every % 2 * 15 })),
            TimeUnit::Year => Some((every * 12, Duration { months: every * 6, days: 0 })),
        }
    }

    /// What the times of each label count.
    fn numbers(
        &self,
        times: &[Stretch],
        rest: &Rest,
        context: &Context<'_>,
        registers: &mut Registers,
    ) -> Result<ByLabel, Stop> {
        let mut ordered = times.to_vec();
        ordered.sort_by_key(|time| time.label);
        let groups = ordered.chunk_by(|a, b| a.label == b.label);
        groups.map(|group| Ok((group[0].label, self.number(group, rest, context, registers)?))).collect()
    }

    /// What times count together.
    fn number(
        &self,
        times: &[Stretch],
        rest: &Rest,
        context: &Context<'_>,
        registers: &mut Registers,
    ) -> Result<Points, Stop> {
        let missing = context.scoring.anniversary;
        let mut sum = Points::ZERO;
        let Some((unit, half)) = self.months() else {
            for time in times {
                let days = time.from.days_to(time.until()).max(0);
                sum = sum.plus(self.whole(days, time.label, context, registers)?, "measure")?;
            }
            return Ok(sum);
        };
        let length = |time: &Stretch| Duration::between(time.from, time.until(), missing);
        if self.add == Some(Add::Each) {
            for time in times {
                let (whole, part) = length(time).split(unit);
                let whole = self.whole(whole, time.label, context, registers)?;
                sum = sum.plus(whole, "measure")?.plus(rest.of(part, half, context, registers), "measure")?;
            }
            return Ok(sum);
        }
        if let [time] = times
            && self.whole_times.is_empty()
        {
            let (whole, part) = length(time).split(unit);
            return Ok(Points::from_int(whole).plus(rest.of(part, half, context, registers), "measure")?);
        }
        let named = |label: u32| self.whole_times.iter().any(|(named, _)| *named == label);
        let mut left: Vec<Duration> = Vec::new();
        for (label, _) in &self.whole_times {
            let own = times.iter().filter(|time| time.label == *label).map(length);
            let (whole, part) = Duration::sum(own).split(unit);
            sum = sum.plus(self.whole(whole, *label, context, registers)?, "measure")?;
            left.push(part);
        }
        let others = times.iter().filter(|time| !named(time.label)).map(length);
        let (whole, part) = Duration::sum(left.into_iter().chain(others)).split(unit);
        sum = sum.plus(Points::from_int(whole), "measure")?;
        Ok(sum.plus(rest.of(part, half, context, registers), "measure")?)
    }

    /// Whole units of a label, with what they are multiplied by.
    fn whole(
        &self,
        units: i32,
        label: u32,
        context: &Context<'_>,
        registers: &mut Registers,
    ) -> Result<Points, Stop> {
        if units == 0 {
            return Ok(Points::ZERO);
        }
        let factor = self.whole_times.iter().find(|(named, _)| *named == label);
        let factor = factor.map_or(Points::from_int(1), |(_, factor)| registers.figure(context, *factor));
        Ok(Points::from_int(units).times(factor, "measure")?)
    }
}

impl Action for Measure {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        let gives = if self.per_label { Kind::Quantities } else { Kind::Quantity };
        (takes == Some(Kind::Spans)).then_some(gives)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let mut times = std::mem::take(&mut registers.flow.spans);
        if self.per_label {
            let numbers = registers.settle(context, &self.rest, |rest, registers| {
                self.numbers(&times, rest, context, registers)
            });
            registers.flow.quantities = numbers.ok_or(Stop::Arithmetic)??;
        } else {
            let number = registers
                .settle(context, &self.rest, |rest, registers| self.number(&times, rest, context, registers));
            registers.flow.number = number.ok_or(Stop::Arithmetic)??;
        }
        times.clear();
        registers.flow.spans = times;
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        match self.every {
            1 => out.word(self.unit.word()),
            every => out.word(&format!("{every}-{}", self.unit.word())),
        }
        write_way(&self.rest, out, Rest::canonical);
        if let Some(add) = self.add {
            out.word(add.word());
        }
        if self.per_label {
            out.word("per-label");
        }
        for (label, factor) in &self.whole_times {
            out.open("whole-times");
            out.text(&self.labels.as_ref().map_or_else(String::new, |l| l.text(&scoring.facts, *label)));
            write_param(*factor, out);
            out.close();
        }
    }
}
