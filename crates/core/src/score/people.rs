//! To which population a candidate belongs, and which bars the candidate meets.

use super::faults::person;
use crate::dossier::Dossier;
use crate::fault::{Fault, FaultKind};
use crate::machine::{Ledger, Machine, Owner, Stopped, Task};
use crate::scheme::{BarId, ItemId, PopulationId, Scheme, Scoring};
use crate::score::Cohort;

/// The one population to which the candidate belongs.
pub(super) fn population<L: Ledger>(
    task: Task<'_>,
    machine: &mut Machine,
    ledger: &mut L,
    stopped: &mut Vec<Stopped>,
    faults: &mut Vec<Fault>,
) -> Option<PopulationId> {
    let populations = &task.scoring.populations;
    let before = stopped.len();
    let mut found: Option<PopulationId> = None;
    for (id, population) in (0..).map(PopulationId).zip(populations) {
        if machine.holds(task, Owner::People, &population.when, ledger, stopped) != Some(true) {
            continue;
        }
        if let Some(first) = found {
            let title = |id| task.scoring.population(id).title.clone();
            let kind = FaultKind::SeveralPopulations { first: title(first), second: title(id) };
            faults.push(person(task.dossier, kind));
            return None;
        }
        found = Some(id);
    }
    if found.is_none() && !populations.is_empty() && stopped.len() == before {
        faults.push(person(task.dossier, FaultKind::NoPopulation));
    }
    found
}

/// The items by which a population is scored, or everybody where there are none; none while it is not known which.
pub(super) fn items(scoring: &Scoring, population: Option<PopulationId>) -> impl Iterator<Item = ItemId> {
    let own = population.map_or(&[][..], |id| &scoring.population(id).items);
    let all = if scoring.populations.is_empty() { scoring.items.len() } else { 0 };
    own.iter().copied().chain((0..).map(ItemId).take(all))
}

/// The bars that the candidate meets.
pub(super) fn bars<L: Ledger>(
    task: Task<'_>,
    machine: &mut Machine,
    ledger: &mut L,
    stopped: &mut Vec<Stopped>,
) -> Vec<BarId> {
    let bars = (0..).map(BarId).zip(&task.scoring.bars);
    bars.filter(|(_, bar)| machine.holds(task, Owner::People, &bar.when, ledger, stopped) == Some(true))
        .map(|(id, _)| id)
        .collect()
}

/// The bars that a candidate meets, whatever keeps the items from their points. Where a fact is missing no bar is
/// met; scoring names the fault.
pub(crate) fn bars_met(scheme: &Scheme, cohort: &Cohort, dossier: &Dossier) -> Vec<BarId> {
    let (mut machine, task) = (Machine::default(), Task::new(&scheme.scoring, cohort, dossier));
    machine.begin(&scheme.scoring);
    bars(task, &mut machine, &mut (), &mut Vec::new())
}

/// The population of a candidate, if it can be told.
pub(crate) fn population_of(scheme: &Scheme, cohort: &Cohort, dossier: &Dossier) -> Option<PopulationId> {
    let (mut machine, task) = (Machine::default(), Task::new(&scheme.scoring, cohort, dossier));
    machine.begin(&scheme.scoring);
    population(task, &mut machine, &mut (), &mut Vec::new(), &mut Vec::new())
}
