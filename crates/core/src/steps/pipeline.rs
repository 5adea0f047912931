//! Pipelines: steps that fit together.

use super::{Context, Kind, Registers, Step, Stop, Trace};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::{Scoring, ValueId};

/// Steps that compose.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    steps: Vec<(Step, Kind)>,
    uses: Vec<ValueId>,
}

/// Steps that do not fit together.
///
/// Shown at [`Pipeline::new`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("step {at} cannot take {found:?}")]
pub struct NotComposed {
    /// The place of the step that does not fit, counted from 0; the number of steps if the end is not points.
    pub at: usize,
    /// What it would have to take; `None` at the beginning.
    pub found: Option<Kind>,
}

impl Pipeline {
    /// Checks that each step can take what the one before it gives, and that the last gives points.
    ///
    /// # Errors
    /// [`NotComposed`], at the first step that does not fit.
    ///
    /// ```
    /// use anzhi_core::steps::{Pipeline, Step, Sum};
    ///
    /// // There is nothing to add up at the beginning.
    /// assert_eq!(Pipeline::new(vec![Step::Sum(Sum)]).unwrap_err().at, 0);
    /// ```
    pub fn new(steps: Vec<Step>) -> Result<Self, NotComposed> {
        let pipeline = Self::of_value(steps)?;
        let found = Some(pipeline.kind()).filter(|kind| *kind != Kind::Points);
        if found.is_some() { Err(NotComposed { at: pipeline.steps.len(), found }) } else { Ok(pipeline) }
    }

    /// Checks that each step can take what the one before it gives; what the last gives is free.
    ///
    /// # Errors
    /// [`NotComposed`], at the first step that does not fit, or if there is no step.
    pub fn of_value(steps: Vec<Step>) -> Result<Self, NotComposed> {
        let mut flow = None;
        let mut uses = Vec::new();
        let mut checked = Vec::with_capacity(steps.len());
        for (at, step) in steps.into_iter().enumerate() {
            let gives = step.action().gives(flow).ok_or(NotComposed { at, found: flow })?;
            step.action().uses(&mut uses);
            checked.push((step, gives));
            flow = Some(gives);
        }
        uses.sort_unstable();
        uses.dedup();
        if checked.is_empty() {
            Err(NotComposed { at: 0, found: None })
        } else {
            Ok(Self { steps: checked, uses })
        }
    }

    /// What the last step gives.
    pub fn kind(&self) -> Kind {
        self.steps.last().map_or(Kind::Points, |(_, kind)| *kind)
    }

    /// The values that its steps read, in the order of the scheme.
    pub fn uses(&self) -> &[ValueId] {
        &self.uses
    }

    /// The steps, each with the kind that it gives.
    pub fn steps(&self) -> &[(Step, Kind)] {
        &self.steps
    }

    /// The table whose rows the pipeline reads, if it reads one.
    pub fn source(&self) -> Option<Source> {
        self.steps.iter().find_map(|(step, _)| step.action().source())
    }

    /// Runs all steps but the first `done`, whose work is in the registers; what the last gives is then there.
    pub(crate) fn run<T: Trace>(
        &self,
        done: usize,
        context: &Context<'_>,
        registers: &mut Registers,
        trace: &mut T,
    ) -> Result<(), Stop> {
        for (at, (step, kind)) in self.steps.iter().enumerate().skip(done) {
            step.run(context, registers).map_err(|stop| stop.in_step(step))?;
            let rounds = matches!(self.steps.get(at + 1), Some((Step::Round(_), _)));
            if registers.flow.unrounded.is_some() && !rounds {
                return Err(Stop::Arithmetic.in_step(step));
            }
            trace.gave(*kind, &registers.flow);
        }
        Ok(())
    }

    pub(crate) fn canonical(&self, scoring: &Scoring, out: &mut Canonical) {
        for (step, _) in &self.steps {
            out.open(step.word());
            step.action().canonical(scoring, self.source(), out);
            out.close();
        }
    }
}
