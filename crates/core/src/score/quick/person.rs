//! What attributes of the candidate alone decide.

use super::grid::{Grid, Sketch};
use crate::condition::Condition;
use crate::date::{Date, MissingDay, MonthsTo};
use crate::dossier::Dossier;
use crate::facts::Cell;
use crate::packed::{Packed, Spot, spots};
use crate::points::Points;
use crate::scheme::Scoring;
use crate::score::Cohort;
use crate::sheet::Stretch;
use crate::steps::{Kind, Measure, Pipeline, Rest, Span, SpanAfter, SpanBegin, SpanEnd, Step, Way};

/// The attributes that decide, and what each decision is.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    grids: Vec<Grid>,
    /// By grid: the place of the candidate at hand.
    places: Vec<usize>,
}

/// A decision for everything that some attributes can say.
#[derive(Debug)]
pub(super) struct Decided<T> {
    /// Which grid.
    grid: usize,
    /// Nothing where the plain way has to be gone.
    by_place: Box<[Option<T>]>,
}

impl Attributes {
    /// Asks `decide` for everything that attributes can say.
    pub(super) fn decide<T>(
        &mut self,
        scoring: &Scoring,
        sketch: Sketch<'_>,
        mut decide: impl FnMut(&Dossier) -> Option<T>,
    ) -> Option<Decided<T>> {
        let grid = sketch.grid()?;
        let width = scoring.facts.attributes.len();
        let mut of = |place| decide(&Dossier::sample(grid.sample(place, width)?, Default::default())?);
        let by_place = (0..grid.size()).map(&mut of).collect();
        let known = self.grids.iter().position(|known| *known == grid);
        let grid = known.unwrap_or_else(|| {
            self.grids.push(grid);
            self.places.push(0);
            self.grids.len() - 1
        });
        Some(Decided { grid, by_place })
    }

    /// Looks at a candidate; nothing if some attribute says what no condition expects.
    pub(super) fn read(&mut self, packed: &Packed) -> Option<()> {
        for (place, grid) in self.places.iter_mut().zip(&self.grids) {
            *place = grid.place(packed.attributes())?;
        }
        Some(())
    }

    /// The decision on the candidate at hand.
    pub(super) fn of<T: Copy>(&self, decided: &Decided<T>) -> Option<T> {
        *decided.by_place.get(*self.places.get(decided.grid)?)?
    }
}

/// What the steps of an item read, where it is nothing but attributes that a grid can hold.
pub(super) fn sketch<'s>(
    scoring: &'s Scoring,
    when: Option<&Condition>,
    pipeline: &Pipeline,
    cutoff: Option<Date>,
) -> Option<Sketch<'s>> {
    let mut sketch = Sketch::new(scoring, None, cutoff);
    if let Some(when) = when {
        sketch.condition(when)?;
    }
    let (Step::Attribute(attribute), _) = pipeline.steps().first()? else { return None };
    sketch.subject(attribute.subject)?;
    depend_on_nothing_else(&pipeline.steps()[1..]).then_some(sketch)
}

/// Whether steps read nothing but what the step before gives.
fn depend_on_nothing_else(steps: &[(Step, Kind)]) -> bool {
    let alone = |step: &Step| match step {
        Step::Lookup(_) | Step::Shared(_) | Step::Scale(_) | Step::Limit(_) | Step::Round(_) => true,
        Step::OneOf(one_of) => one_of.ways().iter().all(|way| depend_on_nothing_else(way.steps())),
        Step::Attribute(_)
        | Step::Best(_)
        | Step::Classify(_)
        | Step::Compute(_)
        | Step::Drop(_)
        | Step::Keep(_)
        | Step::Measure(_)
        | Step::OncePer(_)
        | Step::Overlap(_)
        | Step::Price(_)
        | Step::ReadNumber(_)
        | Step::ScaleLabels(_)
        | Step::SelectRows(_)
        | Step::Set(_)
        | Step::Shift(_)
        | Step::Span(_)
        | Step::Spans(_)
        | Step::Sum(_)
        | Step::Times(_)
        | Step::Token(_)
        | Step::Unbroken(_)
        | Step::Use(_) => false,
    };
    steps.iter().all(|(step, _)| alone(step))
}

/// Points for the time from a date of the candidate to the cut-off, by months and whether days are left over.
#[derive(Debug)]
pub(super) struct Since {
    /// Which number of the attributes is the date.
    word: usize,
    /// The last day that it may be.
    cutoff: u32,
    until: MonthsTo,
    /// Nothing where the plain way has to be gone.
    by_months: Box<[[Option<Points>; 2]]>,
}

/// So many months are tabulated, fifty years.
const MONTHS: i32 = 600;

impl Since {
    /// Asks `decide` for each length; nothing if more than months and days left over count.
    pub(super) fn new(
        scoring: &Scoring,
        cohort: &Cohort,
        pipeline: &Pipeline,
        mut decide: impl FnMut(&Dossier) -> Option<Points>,
    ) -> Option<Self> {
        let [(Step::Span(span), _), (Step::Measure(measure), _), more @ ..] = pipeline.steps() else {
            return None;
        };
        let Span { from, to: SpanEnd::Cutoff, begin: SpanBegin::Natural, after: SpanAfter::Fault, end_day } =
            *span
        else {
            return None;
        };
        if !by_months(measure) || !depend_on_nothing_else(more) {
            return None;
        }
        let cutoff = cohort.cutoff?;
        let until = Stretch { from: cutoff, to: cutoff, end_day, label: 0 }.until();
        let missing = scoring.anniversary;
        let mut of = |months, rest| {
            let from_day = day(until, months, rest, missing).filter(|day| *day <= cutoff)?;
            let mut attributes = vec![Cell::Blank; scoring.facts.attributes.len()];
            *attributes.get_mut(usize::from(from.0))? = Cell::Date(from_day);
            decide(&Dossier::sample(attributes, Default::default())?)
        };
        let by_months = (0..=MONTHS).map(|months| [of(months, false), of(months, true)]).collect();
        let mut spots = spots(&scoring.facts, None).map(|(column, _, spot)| (column, spot));
        let spot = spots.find(|(column, _)| *column == usize::from(from.0));
        let Some((_, Spot::Date { word })) = spot else { return None };
        let until = MonthsTo::new(until, missing)?;
        Some(Self { word, cutoff: cutoff.in_order(), until, by_months })
    }

    pub(super) fn of(&self, packed: &Packed) -> Option<Points> {
        let from = *packed.attributes().get(self.word)?;
        if from == 0 || from > self.cutoff {
            return None;
        }
        let (months, rest) = self.until.from(from);
        self.by_months.get(usize::try_from(months).ok()?)?[usize::from(rest)]
    }
}

/// Whether only months count, and whether there are days beyond them.
fn by_months(measure: &Measure) -> bool {
    let whole = |rest: &Rest| match rest {
        Rest::Rows(rows) => rows.iter().all(|row| row.from.days == 0),
        Rest::Down | Rest::HalfUp | Rest::OverHalfUp | Rest::TwoStep | Rest::TwoStepHalfUp | Rest::Up => true,
    };
    let whole = match &measure.rest {
        Way::Stated(rest) => whole(rest),
        Way::Gap(_, ways) => ways.iter().all(whole),
    };
    whole && !measure.per_label && measure.months().is_some_and(|(_, half)| half.days == 0)
}

/// A day from which so many months are full at `until`, with or without days left over.
fn day(until: Date, months: i32, rest: bool, missing: MissingDay) -> Option<Date> {
    let near = until.months_later(-months, MissingDay::Last)?;
    let mut days = [0, -1, 1].into_iter().chain(-32..-1).filter_map(|days| near.days_later(days));
    days.find(|day| day.full_months_to(until, missing) == (months, rest))
}
