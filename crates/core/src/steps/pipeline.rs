//! Pipelines: steps that fit together.

use super::{Kind, Step};
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
    needs: Vec<ValueId>,
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
        Self::behind(None, steps)
    }

    /// As [`Pipeline::of_value`], for steps that go on from what other steps have given.
    pub(super) fn behind(takes: Option<Kind>, steps: Vec<Step>) -> Result<Self, NotComposed> {
        let mut flow = takes;
        let (mut uses, mut needs) = (Vec::new(), Vec::new());
        let mut checked = Vec::with_capacity(steps.len());
        for (at, step) in steps.into_iter().enumerate() {
            let gives = step.action().gives(flow).ok_or(NotComposed { at, found: flow })?;
            step.action().uses(&mut uses);
            if !matches!(step, Step::OneOf(_)) {
                step.action().uses(&mut needs);
            }
            checked.push((step, gives));
            flow = Some(gives);
        }
        for values in [&mut uses, &mut needs] {
            values.sort_unstable();
            values.dedup();
        }
        if checked.is_empty() {
            Err(NotComposed { at: 0, found: None })
        } else {
            Ok(Self { steps: checked, uses, needs })
        }
    }

    /// What the last step gives.
    pub fn kind(&self) -> Kind {
        self.steps.last().map_or(Kind::Points, |(_, kind)| *kind)
    }

    /// The values that its steps may read, whichever ways are taken, in the order of the scheme.
    pub fn uses(&self) -> &[ValueId] {
        &self.uses
    }

    /// Those of them that are read whichever ways are taken.
    pub(crate) fn needs(&self) -> &[ValueId] {
        &self.needs
    }

    /// The steps, each with the kind that it gives.
    pub fn steps(&self) -> &[(Step, Kind)] {
        &self.steps
    }

    /// The steps, those of all ways that may be taken included.
    ///
    /// Shown at [`Pipeline::taken`].
    pub fn every_step(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().flat_map(|(step, _)| {
            let ways = if let Step::OneOf(one_of) = step { one_of.ways() } else { &[] };
            std::iter::once(step).chain(ways.iter().flat_map(|way| &way.steps).map(|(step, _)| step))
        })
    }

    /// The table whose rows the pipeline reads, if it reads one.
    pub fn source(&self) -> Option<Source> {
        self.steps.iter().find_map(|(step, _)| step.action().source())
    }

    /// The steps as they are carried out where these ways are taken, one for each `one_of` among them: there the
    /// steps of the way stand in its place.
    ///
    /// ```
    /// use anzhi_core::points::Points;
    /// use anzhi_core::scheme::{GapId, RoundTo};
    /// use anzhi_core::steps::{Limit, OneOf, Param, Pipeline, Round, Step, Use, Kind};
    ///
    /// let points = || Step::Use(Use { values: Vec::new(), kind: Kind::Points, source: None });
    /// let most = Step::Limit(Limit::Points { at_least: None, to: Some(Param::Stated(Points::from_int(6))) });
    /// let to = RoundTo { places: 0, mode: anzhi_core::points::Rounding::HalfUp };
    /// let round = Step::Round(Round { to });
    /// let ways = vec![vec![most.clone(), round.clone()], vec![round.clone()]];
    /// let one_of = Step::OneOf(OneOf::new(GapId(0), Some(Kind::Points), ways)?);
    /// let pipeline = Pipeline::new(vec![points(), one_of])?;
    /// let words = |way| pipeline.taken(&[way]).map(Step::word).collect::<Vec<_>>();
    /// assert_eq!((words(0), words(1)), (vec!["use", "limit", "round"], vec!["use", "round"]));
    /// assert_eq!(pipeline.every_step().count(), 5); // `one_of` itself among them
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn taken<'p>(&'p self, ways: &[u16]) -> impl Iterator<Item = &'p Step> + use<'p> {
        let mut ways = ways.iter();
        let mut taken = Vec::with_capacity(self.steps.len());
        for (step, _) in &self.steps {
            let Step::OneOf(one_of) = step else {
                taken.push(step);
                continue;
            };
            let way = ways.next().and_then(|way| one_of.ways().get(usize::from(*way)));
            taken.extend(way.into_iter().flat_map(|way| &way.steps).map(|(step, _)| step));
        }
        taken.into_iter()
    }

    pub(crate) fn canonical(&self, scoring: &Scoring, out: &mut Canonical) {
        self.canonical_of(scoring, self.source(), out);
    }

    /// The canonical text where the rows come from another pipeline.
    pub(super) fn canonical_of(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
        for (step, _) in &self.steps {
            out.open(step.word());
            step.action().canonical(scoring, source, out);
            out.close();
        }
    }
}
