//! Pipelines: steps that fit together.

use super::{Context, Kind, Registers, Step, Stop, Trace};
use crate::canonical::Canonical;
use crate::facts::Source;
use crate::scheme::Scoring;

/// Steps that compose and end in points.
///
/// Shown at [`steps`](super).
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    steps: Vec<(Step, Kind)>,
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
        let mut flow = None;
        let mut checked = Vec::with_capacity(steps.len());
        for (at, step) in steps.into_iter().enumerate() {
            let gives = step.action().gives(flow).ok_or(NotComposed { at, found: flow })?;
            checked.push((step, gives));
            flow = Some(gives);
        }
        if flow == Some(Kind::Points) {
            Ok(Self { steps: checked })
        } else {
            Err(NotComposed { at: checked.len(), found: flow })
        }
    }

    /// The steps, each with the kind that it gives.
    pub fn steps(&self) -> &[(Step, Kind)] {
        &self.steps
    }

    /// The table whose rows the pipeline reads, if it reads one.
    pub fn source(&self) -> Option<Source> {
        self.steps.iter().find_map(|(step, _)| step.action().source())
    }

    /// Runs all steps; the points are then in their register.
    pub(crate) fn run<T: Trace>(
        &self,
        context: &Context<'_>,
        registers: &mut Registers,
        trace: &mut T,
    ) -> Result<(), Stop> {
        for (step, kind) in &self.steps {
            step.run(context, registers)?;
            trace.gave(*kind, registers);
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
