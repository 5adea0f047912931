//! `overlap`: what a day counts that several times share.

use super::runs::{outside, runs};
use super::{Action, Context, Kind, LabelSpace, Registers, Stop, Way, write_way};
use crate::canonical::Canonical;
use crate::date::Date;
use crate::facts::Source;
use crate::scheme::Scoring;
use crate::sheet::Stretch;

/// Settles what counts of times that overlap. A gap is open only for whom its words give different times.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// How shared days count.
    pub days: Way<SharedDays>,
    /// The labels of the times, if they have any.
    pub labels: Option<LabelSpace>,
}

/// How days count that several times share (重叠时间的计法).
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SharedDays {
    /// In each of the times.
    Each,
    /// Once, times that touch being joined.
    Once,
    /// For the label that is named first; times of one label that touch are joined.
    Order(Vec<u32>),
}

impl SharedDays {
    /// The word for it in scheme files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Once => "once",
            Self::Order(_) => "order",
        }
    }

    /// What counts of these times, in order of their first days; times without a day are none.
    fn of(
        &self,
        times: &[Stretch],
        labels: Option<&LabelSpace>,
        context: &Context<'_>,
    ) -> Result<Vec<Stretch>, Stop> {
        let mut counted = match self {
            Self::Each => times.to_vec(),
            Self::Once => runs(times),
            Self::Order(order) => by_order(times, order).map_err(|label| {
                let facts = &context.scoring.facts;
                let label = labels.map_or_else(String::new, |labels| labels.text(facts, label));
                Stop::UnknownLabel { label: label.into() }
            })?,
        };
        counted.retain(|time| time.from < time.until());
        counted.sort_unstable();
        Ok(counted)
    }
}

/// Each day for the label named first. Labels that are not named come last; if two of them share a day, the
/// scheme does not say whose it is: an error with one of the two.
fn by_order(times: &[Stretch], order: &[u32]) -> Result<Vec<Stretch>, u32> {
    let of = |label: u32| {
        let own: Vec<Stretch> = times.iter().filter(|time| time.label == label).copied().collect();
        let mut runs = runs(&own);
        runs.retain(|run| run.from < run.until());
        runs
    };
    let mut taken: Vec<(Date, Date)> = Vec::new();
    let mut counted = Vec::new();
    for label in order {
        let runs = of(*label);
        counted.extend(runs.iter().flat_map(|run| outside(*run, &taken)));
        taken.extend(runs.iter().map(|run| (run.from, run.until())));
    }
    let mut unnamed: Vec<u32> = times.iter().map(|time| time.label).filter(|l| !order.contains(l)).collect();
    unnamed.sort_unstable();
    unnamed.dedup();
    let mut last: Vec<Stretch> = Vec::new();
    for label in unnamed {
        for part in of(label).into_iter().flat_map(|run| outside(run, &taken)) {
            let shares = |other: &Stretch| part.from < other.until() && other.from < part.until();
            if last.iter().any(|other| other.label != label && shares(other)) {
                return Err(label);
            }
            last.push(part);
        }
    }
    counted.extend(last);
    Ok(counted)
}

impl Action for Overlap {
    fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
        (takes == Some(Kind::Spans)).then_some(Kind::Spans)
    }

    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
        let mut times = std::mem::take(&mut registers.flow.spans);
        times.sort_unstable();
        let labels = self.labels.as_ref();
        registers.flow.spans = registers
            .settle(context, &self.days, |days, _| days.of(&times, labels, context))
            .unwrap_or(Ok(Vec::new()))?;
        Ok(())
    }

    fn canonical(&self, scoring: &Scoring, _: Option<Source>, out: &mut Canonical) {
        write_way(&self.days, out, |days, out| {
            out.word(days.word());
            match days {
                SharedDays::Each | SharedDays::Once => {}
                SharedDays::Order(order) => {
                    let text = |label| self.labels.as_ref().map(|labels| labels.text(&scoring.facts, label));
                    order.iter().filter_map(|label| text(*label)).for_each(|label| out.text(&label));
                }
            }
        });
    }
}
