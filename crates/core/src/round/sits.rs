//! Who sits in which sitting.

use super::check::Check;
use super::{Candidate, CandidateRef, Decision, Draft, Ruling, SittingRef};
use crate::condition::Held;
use crate::date::Date;
use crate::dossier::Dossier;
use crate::fault::{Fault, FaultKind, Table};
use crate::machine::Task;
use crate::scheme::{Attend, MOST_SITTINGS, Scheme};
use crate::score::Cohort;

/// By candidate: the sittings that take the candidate, a bit each; nothing where the table of candidates says it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sits(Vec<u64>);

impl Sits {
    /// Whether a candidate, whose first sitting is `own`, sits there.
    pub(crate) fn has(&self, candidate: CandidateRef, own: SittingRef, sitting: SittingRef) -> bool {
        match self.0.get(candidate.0 as usize) {
            Some(bits) => bits >> sitting.0 & 1 == 1,
            None => own == sitting,
        }
    }
}

impl Check {
    /// Puts everybody where the conditions of the sittings say: into the first that takes them, or into all until
    /// they are placed. A sitting that the table names must be one of them.
    pub(super) fn sits(
        &mut self,
        draft: &Draft,
        candidates: &mut [Candidate],
        effective: &[Dossier],
        cohort: &Cohort,
    ) -> Sits {
        let scheme = &draft.scheme;
        let until_placed = scheme.choosing.attend == Attend::UntilPlaced;
        if scheme.sittings.iter().all(|sitting| sitting.when.is_none()) && !until_placed {
            return Sits::default();
        }
        let mut all = Vec::with_capacity(candidates.len());
        for (who, (candidate, dossier)) in (0..).map(CandidateRef).zip(candidates.iter_mut().zip(effective)) {
            let taking = taking(scheme, dossier, Task::new(&scheme.scoring, cohort, dossier).cutoff);
            let named = self.stated.get(who.0 as usize).copied().flatten();
            let fits = named.is_none_or(|named| taking >> named.0 & 1 == 1);
            if taking == 0 || !fits {
                let known = scheme.sittings.iter().map(|sitting| &*sitting.title).collect::<Vec<_>>();
                let (line, kind) = (dossier.line(), FaultKind::NoSitting { known: known.join("、").into() });
                let id = dossier.candidate().as_str();
                self.fault(who, Fault::new(Table::Candidates, line, "sitting", kind, id));
                all.push(taking);
                continue;
            }
            let first = SittingRef(u16::try_from(taking.trailing_zeros()).unwrap_or(0));
            // Until they are placed people begin with the first that takes them, whichever is named.
            candidate.sitting = named.filter(|_| !until_placed).unwrap_or(first);
            all.push(if until_placed { taking } else { 1 << candidate.sitting.0 });
        }
        Sits(all)
    }
}

/// Seats given by ruling on a vacancy of a sitting in which the candidate does not sit.
pub(super) fn placed_elsewhere(
    draft: &Draft,
    candidates: &[Candidate],
    sits: &Sits,
    rulings: &[(Ruling, Decision)],
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (ruling, decision) in rulings {
        let Some((candidate, vacancy)) = decision.seating() else { continue };
        let own = candidates[candidate.0 as usize].sitting;
        let offered = draft.vacancies[vacancy.0 as usize].vacancy.sitting;
        if !sits.has(candidate, own, offered) {
            let own = draft.scheme.sittings.get(usize::from(own.0)).map_or("", |sitting| &sitting.title);
            let kind = FaultKind::OtherSitting { own: own.into() };
            faults.push(Fault::new(Table::Rulings, ruling.line, "new", kind, &ruling.new));
        }
    }
    faults
}

/// The sittings that take a candidate, a bit each.
fn taking(scheme: &Scheme, dossier: &Dossier, cutoff: Option<Date>) -> u64 {
    let held = Held::outside(&scheme.scoring, dossier, cutoff);
    let takes = |when: &Option<_>| match when {
        Some(when) => crate::condition::Condition::holds(when, &held) == Ok(true),
        None => true,
    };
    let bits =
        scheme.sittings.iter().take(MOST_SITTINGS).enumerate().filter(|(_, sitting)| takes(&sitting.when));
    bits.fold(0, |bits, (place, _)| bits | 1 << place)
}
