//! Whom the scheme leaves out of the ranking, and against whose marks others are held.

use super::{CandidateRef, Decision, Exclusion, Ruling};
use crate::dossier::Dossier;
use crate::points::Points;
use crate::scheme::{BarId, Barred, Convert, Scheme};
use crate::score::{Cohort, bars_met, population_of};
use std::collections::BTreeMap;

/// By candidate: the bars that the candidate meets; nothing if the scheme has none.
pub(super) fn bars(scheme: &Scheme, cohort: &Cohort, effective: &[Dossier]) -> Vec<Vec<BarId>> {
    if scheme.scoring.bars.is_empty() {
        return Vec::new();
    }
    effective.iter().map(|dossier| bars_met(scheme, cohort, dossier)).collect()
}

/// Who is not ranked and why: by a ruling, by a bar, by a mark below the gate.
pub(super) fn exclusions(
    scheme: &Scheme,
    cohort: &Cohort,
    effective: &[Dossier],
    bars: &[Vec<BarId>],
    rulings: &[(Ruling, Decision)],
) -> BTreeMap<CandidateRef, Exclusion> {
    let mut excluded = BTreeMap::new();
    for (place, dossier) in (0..).map(CandidateRef).zip(effective) {
        let met = bars.get(place.0 as usize).into_iter().flatten();
        let bar = met.copied().find(|id| scheme.scoring.bar(*id).bars == Barred::Ranking);
        let reason = bar.map(Exclusion::Bar);
        if let Some(reason) = reason.or_else(|| fails(scheme, cohort, dossier).then_some(Exclusion::Gate)) {
            excluded.insert(place, reason);
        }
    }
    let by_ruling = rulings.iter().filter_map(|(_, decision)| decision.exclusion());
    excluded.extend(by_ruling.map(|candidate| (candidate, Exclusion::Ruling)));
    excluded
}

/// Whether a mark that counts lies below the gate.
fn fails(scheme: &Scheme, cohort: &Cohort, dossier: &Dossier) -> bool {
    let Some(gate) = scheme.scoring.exam.as_ref().and_then(|exam| exam.gate.as_ref()) else { return false };
    let below = dossier.mark().is_some_and(|mark| mark < gate.at_least);
    below && population_of(scheme, cohort, dossier).is_none_or(|id| scheme.scoring.population(id).exam)
}

/// By population, or one for everybody: the highest mark of those who are ranked.
pub(super) fn top_marks(
    scheme: &Scheme,
    cohort: &Cohort,
    effective: &[Dossier],
    excluded: &BTreeMap<CandidateRef, Exclusion>,
) -> Vec<Option<Points>> {
    if scheme.scoring.exam.as_ref().is_none_or(|exam| exam.convert != Convert::Top) {
        return Vec::new();
    }
    let mut tops = vec![None; scheme.scoring.populations.len().max(1)];
    for (place, dossier) in (0..).map(CandidateRef).zip(effective) {
        if excluded.contains_key(&place) {
            continue;
        }
        let population = population_of(scheme, cohort, dossier).map_or(0, |id| usize::from(id.0));
        tops[population] = tops[population].max(dossier.mark());
    }
    tops
}
