//! `unbroken`: only times without a break of some length count.

use super::runs::runs;
use super::{Action, Context, Kind, LabelSpace, Registers, Stop, Way, write_way};
use crate::canonical::Canonical;
use crate::condition::{Compare, Length};
use crate::date::MissingDay;
use crate::facts::Source;
use crate::scheme::Scoring;
use crate::sheet::Stretch;

/// Takes away times that do not belong to a run of some length: times that overlap or touch make one run.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Unbroken {
    /// The shortest run that counts.
    pub at_least: Length,
    /// What makes a run.
    pub per: Way<RunPer>,
    /// The labels of the times, if they have any.
    pub labels: Option<LabelSpace>,
}

/// What makes a run without a break (连续).
///
/// Shown at [`steps`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RunPer {
    /// Times whatever their labels.
    All,
    /// Times of one label.
    Label,
}

impl RunPer {
    /// The word for it in scheme files.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Label => "label",
        }
    }
}

impl Unbroken {
    /// The times that belong to long runs; `times` stand in order of their first days.
    fn of(&self, times: &[Stretch], per: RunPer, missing: MissingDay) -> Vec<Stretch> {
        let same = |a: &Stretch, b: &Stretch| match per {
            RunPer::All => true,
            RunPer::Label => a.label == b.label,
        };
        let counts = |time: &Stretch| {
            let own: Vec<Stretch> = times.iter().filter(|other| same(time, other)).copied().collect();
            let long = |run: &Stretch| self.at_least.stands(run.from, run.until(), Compare::AtLeast, missing);
            let holds = |run: &Stretch| run.from <= time.from && time.to <= run.to;
            runs(&own).iter().any(|run| holds(run) && long(run))
        };
        times.iter().filter(|time| counts(time)).copied().collect()
    }
}

impl Action for Unbroken {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Spans)).then_some(Kind::Spans)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let mut times = std::mem::take(&mut registers.flow.spans);
        times.sort_unstable();
        let missing = context.scoring.anniversary;
        registers.flow.spans =
            registers.settle(context, &self.per, |per, _| self.of(&times, *per, missing)).unwrap_or_default();
        Ok(())
    }

    fn canonical(&self, _: &Scoring, _: Option<Source>, out: &mut Canonical) {
        out.word(&self.at_least.to_string());
        write_way(&self.per, out, |per, out| out.word(per.word()));
    }
}
