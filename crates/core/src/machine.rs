//! Computes the values and items of one dossier, each value once and only if something uses it.

mod ways;

use crate::condition::{Condition, Missing};
use crate::date::Date;
use crate::dossier::Dossier;
use crate::facts::Source;
use crate::points::Points;
use crate::scheme::{Cutoff, Filling, ItemId, Scoring, ValueId};
use crate::score::Cohort;
use crate::steps::{Context, Flow, Kind, Param, Pipeline, Registers, Slot, Step, Stop, Trace};

/// The values and registers of one dossier; reused from one dossier to the next.
#[derive(Debug, Default)]
pub(crate) struct Machine {
    slots: Vec<Slot>,
    pub(crate) registers: Registers,
}

/// What is computed, and for whom.
#[derive(Clone, Copy)]
pub(crate) struct Task<'a> {
    pub(crate) scoring: &'a Scoring,
    pub(crate) fillings: &'a [Option<Filling>],
    pub(crate) dossier: &'a Dossier,
    pub(crate) cutoff: Option<Date>,
}

/// Where what has been computed is noted, with every step or without any.
pub(crate) trait Ledger {
    type Trace: Trace + Default;

    fn value(&mut self, value: ValueId, trace: Self::Trace, flow: &Flow);

    /// An item; without a trace where it is not open to the candidate.
    fn item(&mut self, item: ItemId, trace: Option<Self::Trace>, points: Points, source: Source);
}

/// Notes nothing.
impl Ledger for () {
    type Trace = ();

    fn value(&mut self, _: ValueId, (): (), _: &Flow) {}

    fn item(&mut self, _: ItemId, _: Option<()>, _: Points, _: Source) {}
}

/// A value or item that could not be computed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Stopped {
    pub(crate) of: Owner,
    /// The table of the rows at hand.
    pub(crate) source: Source,
    pub(crate) stop: Stop,
}

/// What a pipeline or condition belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Owner {
    Item(ItemId),
    /// Whom the scheme concerns: populations and bars.
    People,
    Value(ValueId),
}

impl<'a> Task<'a> {
    /// A task with the cut-off of the person, or what keeps it open.
    pub(crate) fn new(scoring: &'a Scoring, cohort: &'a Cohort, dossier: &'a Dossier) -> Self {
        let cutoff = match scoring.cutoff {
            Cutoff::DateOf(attribute) => dossier.date(attribute),
            Cutoff::OfPerson(attribute, day) => {
                dossier.date(attribute).and_then(|date| day.in_year(date.year()))
            }
            Cutoff::Fixed(_) | Cutoff::Gap(_) | Cutoff::OfRound(_) => cohort.cutoff,
        };
        Self { scoring, fillings: &cohort.fillings, dossier, cutoff }
    }

    fn context(&self, slots: &'a [Slot]) -> Context<'a> {
        let Task { scoring, fillings, dossier, cutoff } = *self;
        Context { scoring, cutoff, fillings, dossier, slots }
    }
}

impl Machine {
    /// Makes ready for another dossier.
    pub(crate) fn begin(&mut self, scoring: &Scoring) {
        self.slots.iter_mut().for_each(Slot::forget);
        self.slots.resize_with(scoring.values.len(), Slot::default);
        self.registers.reached.clear();
        self.registers.not_counted = false;
    }

    /// The points of an item.
    pub(crate) fn item<L: Ledger>(
        &mut self,
        task: Task<'_>,
        id: ItemId,
        ledger: &mut L,
        stopped: &mut Vec<Stopped>,
    ) -> Option<Points> {
        let item = task.scoring.item(id);
        let (of, when) = (Owner::Item(id), item.when.as_ref());
        if !self.open(task, of, when, ledger, stopped)? {
            ledger.item(id, None, Points::ZERO, Source::Events);
            return Some(Points::ZERO);
        }
        let trace = self.run(task, of, &item.pipeline, ledger, stopped)?;
        let Flow { number, source, .. } = self.registers.flow;
        ledger.item(id, Some(trace), number, source);
        Some(number)
    }

    /// Whether a condition holds for the candidate; `None` if it cannot be told.
    pub(crate) fn holds<L: Ledger>(
        &mut self,
        task: Task<'_>,
        of: Owner,
        when: &Condition,
        ledger: &mut L,
        stopped: &mut Vec<Stopped>,
    ) -> Option<bool> {
        let mut uses = Vec::new();
        when.uses(&mut uses);
        for value in uses {
            self.value(task, value, ledger, stopped);
        }
        match when.holds(&task.context(&self.slots).held()) {
            Ok(holds) => Some(holds),
            Err(what) => {
                if what != Missing::Value {
                    stopped.push(Stopped { of, source: Source::Events, stop: Stop::missing(what) });
                }
                None
            }
        }
    }

    /// Computes a value, unless it has been.
    pub(crate) fn value<L: Ledger>(
        &mut self,
        task: Task<'_>,
        id: ValueId,
        ledger: &mut L,
        stopped: &mut Vec<Stopped>,
    ) -> Option<&Flow> {
        let place = usize::from(id.0);
        if self.slots[place].is_unused() {
            let value = task.scoring.value(id);
            let (of, when) = (Owner::Value(id), value.when.as_ref());
            let done = self.open(task, of, when, ledger, stopped).and_then(|open| {
                if open {
                    self.run(task, of, &value.pipeline, ledger, stopped).map(Some)
                } else {
                    self.registers.flow.clear();
                    Some(None)
                }
            });
            match done {
                Some(trace) => {
                    if let Some(trace) = trace {
                        ledger.value(id, trace, &self.registers.flow);
                    }
                    self.slots[place].store(&mut self.registers.flow);
                }
                None => self.slots[place].fail(),
            }
        }
        self.slots[place].known()
    }

    /// A figure outside the pipelines.
    pub(crate) fn figure(&mut self, task: Task<'_>, param: Param<Points>) -> Points {
        self.registers.figure(&task.context(&[]), param)
    }

    fn open<L: Ledger>(
        &mut self,
        task: Task<'_>,
        of: Owner,
        when: Option<&Condition>,
        ledger: &mut L,
        stopped: &mut Vec<Stopped>,
    ) -> Option<bool> {
        when.map_or(Some(true), |when| self.holds(task, of, when, ledger, stopped))
    }

    fn run<L: Ledger>(
        &mut self,
        task: Task<'_>,
        of: Owner,
        pipeline: &Pipeline,
        ledger: &mut L,
        stopped: &mut Vec<Stopped>,
    ) -> Option<L::Trace> {
        for value in pipeline.needs() {
            self.value(task, *value, ledger, stopped);
        }
        self.registers.flow.clear();
        self.steps(task, of, pipeline.steps(), ledger, stopped)
    }

    /// Runs steps whose first takes what the registers hold.
    pub(crate) fn steps<L: Ledger>(
        &mut self,
        task: Task<'_>,
        of: Owner,
        steps: &[(Step, Kind)],
        ledger: &mut L,
        stopped: &mut Vec<Stopped>,
    ) -> Option<L::Trace> {
        let mut run = Run { task, of, ledger, trace: L::Trace::default(), stopped };
        match self.go(&mut run, steps, false) {
            Ok(()) => Some(run.trace),
            Err(stop) => {
                // A value that failed has been noted where it failed.
                if !matches!(stop, Stop::Missing { what: Missing::Value, .. }) {
                    stopped.push(Stopped { of, source: self.registers.flow.source, stop });
                }
                None
            }
        }
    }

    /// Carries steps out one after another. `rounds` says whether what follows the last of them is a rounding.
    fn go<L: Ledger>(
        &mut self,
        run: &mut Run<'_, L>,
        steps: &[(Step, Kind)],
        rounds: bool,
    ) -> Result<(), Stop> {
        for (at, (step, kind)) in steps.iter().enumerate() {
            let rounds = steps.get(at + 1).map_or(rounds, |(next, _)| matches!(next, Step::Round(_)));
            if let Step::OneOf(one_of) = step {
                self.one_of(run, one_of, rounds)?;
                continue;
            }
            step.run(&run.task.context(&self.slots), &mut self.registers)
                .map_err(|stop| stop.in_step(step))?;
            if self.registers.flow.unrounded.is_some() && !rounds {
                return Err(Stop::Arithmetic.in_step(step));
            }
            run.trace.gave(*kind, &self.registers.flow);
        }
        Ok(())
    }
}

/// For whom steps run, and where it is noted what they do.
struct Run<'r, L: Ledger> {
    task: Task<'r>,
    of: Owner,
    ledger: &'r mut L,
    trace: L::Trace,
    stopped: &'r mut Vec<Stopped>,
}
