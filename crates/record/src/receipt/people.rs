//! Where everything that came of one person stands in a placement, so that it is put together for one after the other.

use super::{OwnAfter, OwnResult, OwnSitting, OwnTurn};
use crate::result::{AfterLine, CandidateOutcome, TurnLine};
use anzhi_core::outcome::Placement;
use anzhi_core::round::{CandidateRef, Round};

/// By sitting: the place of each person's result, and of each person's turns.
pub(crate) struct People {
    sittings: Vec<Sitting>,
}

struct Sitting {
    /// By candidate.
    results: Vec<Option<u32>>,
    /// Candidate and place of the turn, sorted.
    turns: Vec<(CandidateRef, u32)>,
}

impl People {
    /// Of a finished round.
    pub(crate) fn of(round: &Round, placement: &Placement) -> Self {
        let sittings = placement.sittings.iter().map(|allocation| {
            let mut results = vec![None; round.candidates().len()];
            for (place, result) in (0..).zip(&allocation.results) {
                results[result.candidate.0 as usize] = Some(place);
            }
            let mut turns: Vec<_> =
                (0..).zip(&allocation.turns).map(|(place, turn)| (turn.candidate, place)).collect();
            turns.sort_unstable();
            Sitting { results, turns }
        });
        Self { sittings: sittings.collect() }
    }

    /// What came of one of them.
    pub(crate) fn own(&self, round: &Round, placement: &Placement, who: CandidateRef) -> OwnResult {
        let vacancy =
            |preference: &anzhi_core::round::Preference| round.vacancy(preference.vacancy).id.to_string();
        let mut own = OwnResult {
            after: placement.after(who).map(|after| {
                let AfterLine { from, outcome, to, .. } = AfterLine::new(round, after);
                OwnAfter { from, outcome, to }
            }),
            id: round.candidate(who).id().to_string(),
            preferences: round.list(who).iter().map(vacancy).collect(),
            results: Vec::new(),
            sheet: None,
        };
        for (sitting, allocation) in self.sittings.iter().zip(&placement.sittings) {
            let Some(place) = sitting.results.get(who.0 as usize).copied().flatten() else { continue };
            let (at, result) = (allocation.ranking.sitting, &allocation.results[place as usize]);
            let outcome = CandidateOutcome::new(round, placement, at, result);
            let first = sitting.turns.partition_point(|(candidate, _)| *candidate < who);
            let turns = sitting.turns[first..].iter().take_while(|(candidate, _)| *candidate == who);
            let turn = |(_, place): &(CandidateRef, u32)| {
                let TurnLine { event, n, vacancy, .. } =
                    TurnLine::new(round, &allocation.turns[*place as usize]);
                OwnTurn { event, n, vacancy }
            };
            own.sheet = outcome.sheet;
            own.results.push(OwnSitting {
                assessment: outcome.assessment,
                exam: outcome.exam,
                group: outcome.group,
                outcome: outcome.outcome,
                preference: outcome.preference,
                rank: outcome.rank,
                sitting: round.scheme().sittings[usize::from(at.0)].key.to_string(),
                total: outcome.total,
                turns: turns.map(turn).collect(),
                vacancy: outcome.vacancy,
            });
        }
        own
    }
}
