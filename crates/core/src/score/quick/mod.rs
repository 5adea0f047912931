//! Scoring by tables of decisions: what the cells of a row or the attributes of a candidate decide alone is asked
//! of the steps once for everything that they can say, and then looked up.
//!
//! The steps are the meaning. Whatever is not a plain success (a fault, an open gap, a cell of another kind) is
//! left to them, so that faults and gaps are named in one place only.

mod grid;
mod person;
mod rows;

use super::people;
use super::total::{self, Factors, Sums};
use super::{Cohort, Totals};
use crate::date::Date;
use crate::dossier::Dossier;
use crate::facts::Cell;
use crate::machine::{Machine, Owner, Stopped, Task};
use crate::packed::Shape;
use crate::points::Points;
use crate::scheme::{Cutoff, GapId, ItemId, PopulationId, Scoring};
use grid::Sketch;
use person::{Attributes, Decided, Since};
use rows::{Gathered, Readers};

/// What can be looked up for the candidates of one cohort.
#[derive(Debug)]
pub(super) struct Quick {
    /// Of the dossiers whose numbers can be read.
    shape: Shape,
    attributes: Attributes,
    readers: Readers,
    /// Whom a population takes; nothing where conditions have to be asked.
    population: Option<Decided<PopulationId>>,
    /// By item.
    items: Vec<Route>,
    /// Whether some part has to be reckoned by its steps or conditions, whoever the candidate is.
    steps: bool,
    sums: Sums,
    /// By population, or one for everybody.
    plans: Vec<Plan>,
}

/// What is reckoned for the candidates of a population, or for everybody.
#[derive(Debug)]
struct Plan {
    population: Option<PopulationId>,
    items: Vec<ItemId>,
    /// What the exam counts, if it does.
    factors: Option<Factors>,
    /// Whether that is open.
    open: bool,
}

/// How an item comes to its points.
#[derive(Debug)]
enum Route {
    Decided(Decided<Points>),
    /// In a box, so that the others are short.
    Since(Box<Since>),
    /// From rows that have been gathered, perhaps with steps that follow.
    Rows(usize),
    /// By its steps.
    Steps,
}

impl Quick {
    /// The tables of a scheme.
    pub(super) fn new(scoring: &Scoring, cohort: &Cohort) -> Option<Self> {
        let mut quick = Self {
            shape: Shape::of(&scoring.facts),
            attributes: Attributes::default(),
            readers: Readers::default(),
            population: None,
            items: Vec::with_capacity(scoring.items.len()),
            steps: false,
            sums: Sums::new(scoring),
            plans: Vec::new(),
        };
        // While the cut-off is open there is nothing to reckon.
        if matches!(scoring.cutoff, Cutoff::Gap(gap) if cohort.filled(gap).is_none()) {
            return None;
        }
        quick.population = quick.population(scoring, cohort);
        for item in (0..).map(ItemId).take(scoring.items.len()) {
            let route = quick.route(scoring, cohort, item);
            quick.items.push(route);
        }
        let by_steps = |route: &Route| match route {
            Route::Decided(_) | Route::Since(_) => false,
            Route::Rows(place) => quick.readers.steps_follow(*place),
            Route::Steps => true,
        };
        let asks = quick.population.is_none() && !scoring.populations.is_empty() || !scoring.bars.is_empty();
        quick.steps = asks || quick.items.iter().any(by_steps);
        let nothing = vec![Cell::Blank; scoring.facts.attributes.len()];
        let nobody = Dossier::sample(nothing, Default::default())?;
        let populations = (0..).map(PopulationId).take(scoring.populations.len()).map(Some);
        for population in populations.chain(scoring.populations.is_empty().then_some(None)) {
            let mut machine = Machine::default();
            let factors = total::factors(Task::new(scoring, cohort, &nobody), &mut machine, population);
            let open = !cohort.open(&machine.registers.reached).is_empty();
            let items = people::items(scoring, population).collect();
            quick.plans.push(Plan { population, items, factors, open });
        }
        Some(quick)
    }

    /// The totals of a candidate; nothing if they have to be reckoned by the steps.
    pub(super) fn totals(
        &mut self,
        task: Task<'_>,
        cohort: &Cohort,
        machine: &mut Machine,
    ) -> Option<Totals> {
        let place = self.sum(task, cohort, machine)?;
        let Plan { population, factors, .. } = self.plans.get(place)?;
        total::totals(task, cohort, *population, factors.as_ref(), &self.sums).ok()
    }

    /// What the items come to, in `sums`, and by which plan; nothing if all of it has to be reckoned by the steps.
    fn sum(&mut self, task: Task<'_>, cohort: &Cohort, machine: &mut Machine) -> Option<usize> {
        let (scoring, mut stopped) = (task.scoring, Vec::new());
        let packed = task.dossier.packed().fitting(self.shape)?;
        self.attributes.read(packed)?;
        self.readers.read(packed)?;
        if self.steps {
            machine.begin(scoring);
        }
        let population = match &self.population {
            Some(decided) => Some(self.attributes.of(decided)?),
            None if scoring.populations.is_empty() => None,
            None => {
                let mut faults = Vec::new();
                let found = people::population(task, machine, &mut (), &mut stopped, &mut faults);
                faults.is_empty().then_some(found)?
            }
        };
        let place = population.map_or(0, |id| usize::from(id.0));
        let plan = self.plans.get(place).filter(|plan| !plan.open)?;
        self.sums.begin();
        for item in &plan.items {
            let points = match self.items.get(usize::from(item.0))? {
                Route::Decided(decided) => self.attributes.of(decided)?,
                Route::Since(since) => since.of(packed)?,
                Route::Rows(place) => {
                    let gathered = self.readers.gathered(*place)?;
                    match gathered.steps {
                        None => gathered.number,
                        Some(steps) => go_on(task, *item, gathered, steps, machine, &mut stopped)?,
                    }
                }
                Route::Steps => machine.item(task, *item, &mut (), &mut stopped)?,
            };
            self.sums.add(scoring, *item, points).ok()?;
        }
        if self.steps {
            people::bars(task, machine, &mut (), &mut stopped);
            let open = |gap: &GapId| cohort.filled(*gap).is_none();
            if !stopped.is_empty() || machine.registers.reached.iter().any(open) {
                return None;
            }
        }
        Some(place)
    }

    fn route(&mut self, scoring: &Scoring, cohort: &Cohort, id: ItemId) -> Route {
        let item = scoring.item(id);
        let (when, pipeline, cutoff) = (item.when.as_ref(), &item.pipeline, fixed_cutoff(scoring, cohort));
        let by_steps = |dossier: &Dossier| {
            let (mut machine, mut stopped) = (Machine::default(), Vec::new());
            machine.begin(scoring);
            let points = machine.item(Task::new(scoring, cohort, dossier), id, &mut (), &mut stopped);
            points.filter(|_| cohort.open(&machine.registers.reached).is_empty())
        };
        let sketch = person::sketch(scoring, when, pipeline, cutoff);
        let decided = sketch.and_then(|sketch| self.attributes.decide(scoring, sketch, by_steps));
        if let Some(decided) = decided {
            return Route::Decided(decided);
        }
        if when.is_some() || cutoff.is_none() {
            return Route::Steps;
        }
        if let Some(since) = Since::new(scoring, cohort, pipeline, by_steps) {
            return Route::Since(since.into());
        }
        self.readers.add(scoring, cohort, pipeline).map_or(Route::Steps, Route::Rows)
    }

    fn population(&mut self, scoring: &Scoring, cohort: &Cohort) -> Option<Decided<PopulationId>> {
        let mut sketch = Sketch::new(scoring, None, fixed_cutoff(scoring, cohort));
        scoring.populations.first()?;
        scoring.populations.iter().try_for_each(|population| sketch.condition(&population.when))?;
        self.attributes.decide(scoring, sketch, |dossier| {
            let (mut machine, mut stopped, mut faults) = (Machine::default(), Vec::new(), Vec::new());
            machine.begin(scoring);
            let task = Task::new(scoring, cohort, dossier);
            let found = people::population(task, &mut machine, &mut (), &mut stopped, &mut faults);
            found.filter(|_| stopped.is_empty() && faults.is_empty())
        })
    }
}

/// Runs the steps that follow the gathering of rows.
fn go_on(
    task: Task<'_>,
    item: ItemId,
    gathered: &mut Gathered,
    steps: usize,
    machine: &mut Machine,
    stopped: &mut Vec<Stopped>,
) -> Option<Points> {
    let flow = &mut machine.registers.flow;
    flow.clear();
    std::mem::swap(&mut flow.entries, &mut gathered.entries);
    (flow.source, flow.number) = (gathered.source, gathered.number);
    let steps = task.scoring.item(item).pipeline.steps().get(steps..)?;
    machine.steps(task, Owner::Item(item), steps, &mut (), stopped)?;
    Some(machine.registers.flow.number)
}

/// The cut-off where it is the same for everybody.
fn fixed_cutoff(scoring: &Scoring, cohort: &Cohort) -> Option<Date> {
    match scoring.cutoff {
        Cutoff::Fixed(_) | Cutoff::Gap(_) | Cutoff::OfRound(_) => cohort.cutoff,
        Cutoff::DateOf(_) | Cutoff::OfPerson(..) => None,
    }
}
