//! The finished round, with everybody's place and turns at hand: looking somebody up costs the same in any round.

use anzhi_core::outcome::{Allocation, Fate, Placement};
use anzhi_core::points::Points;
use anzhi_core::rank::Ranked;
use anzhi_core::round::{CandidateRef, Round, SittingRef, VacancyRef};
use anzhi_core::session::{Event, Turn};
use std::cmp::Reverse;

/// A finished round.
pub(super) struct Board<'a> {
    pub(super) round: &'a Round,
    pub(super) placement: &'a Placement,
    /// One for each sitting of the placement.
    pub(super) halls: Vec<Hall<'a>>,
}

/// A finished sitting.
pub(super) struct Hall<'a> {
    pub(super) held: &'a Allocation,
    /// By candidate: the place in the ranking.
    places: Vec<Option<usize>>,
    /// By candidate: how many turns they had, and the first of them.
    turns: Vec<(u32, Option<Turn>)>,
}

impl<'a> Board<'a> {
    pub(super) fn new(round: &'a Round, placement: &'a Placement) -> Self {
        let people = round.candidates().len();
        let hall = |held: &'a Allocation| {
            let (mut places, mut turns) = (vec![None; people], vec![(0, None); people]);
            for (place, ranked) in held.ranking.places.iter().enumerate() {
                places[index(ranked.candidate)] = Some(place);
            }
            for turn in &held.turns {
                let (count, first) = &mut turns[index(turn.candidate)];
                *count += 1;
                first.get_or_insert(*turn);
            }
            Hall { held, places, turns }
        };
        Self { round, placement, halls: placement.sittings.iter().map(hall).collect() }
    }

    /// The sitting in which a candidate chooses first.
    pub(super) fn hall_of(&self, candidate: CandidateRef) -> Option<&Hall<'a>> {
        self.hall(self.round.candidate(candidate).sitting)
    }

    /// The sitting in which a vacancy is offered.
    pub(super) fn hall_offering(&self, vacancy: VacancyRef) -> Option<&Hall<'a>> {
        self.hall(self.round.vacancy(vacancy).sitting)
    }

    fn hall(&self, sitting: SittingRef) -> Option<&Hall<'a>> {
        self.halls.iter().find(|hall| hall.held.ranking.sitting == sitting)
    }

    /// The total of a candidate for the sitting in which they choose first.
    pub(super) fn total(&self, candidate: CandidateRef) -> Option<Points> {
        let (sheet, _) = self.placement.scores.sheet(candidate)?;
        sheet.total_for(self.round.kind_of(self.round.candidate(candidate).sitting))
    }

    /// The rank that a candidate would have there with that total: behind everybody of a higher one, before all equals.
    pub(super) fn rank_by(&self, candidate: CandidateRef, total: Points) -> Option<u32> {
        let (hall, group) = (self.hall_of(candidate)?, self.round.group(candidate));
        let sought = (group, Reverse(total));
        let before =
            hall.held.ranking.places.partition_point(|ranked| (ranked.group, Reverse(ranked.total)) < sought);
        // Nobody stands before themselves.
        let own = hall.places[index(candidate)].is_some_and(|place| place < before);
        u32::try_from(before + 1 - usize::from(own)).ok()
    }
}

impl Hall<'_> {
    /// A candidate's place in the ranking.
    pub(super) fn ranked(&self, candidate: CandidateRef) -> Option<&Ranked> {
        self.held.ranking.places.get(self.places[index(candidate)]?)
    }

    /// What came of somebody ranked, in this sitting.
    pub(super) fn fate(&self, candidate: CandidateRef) -> Option<Fate> {
        // Those who are ranked come first, in the order of the ranking.
        let result = self.held.results.get(self.places[index(candidate)]?)?;
        (result.candidate == candidate).then_some(result.fate)
    }

    /// Whether the ranking alone decided when a candidate chose: nothing sent them back.
    pub(super) fn chose_in_turn(&self, candidate: CandidateRef) -> bool {
        self.turns[index(candidate)].0 == 1
    }

    /// The first turn of a candidate.
    pub(super) fn first_turn(&self, candidate: CandidateRef) -> Option<Turn> {
        self.turns[index(candidate)].1
    }

    /// The turn in which the last seat of a vacancy was chosen.
    pub(super) fn last_taker(&self, vacancy: VacancyRef) -> Option<Turn> {
        let n = self.held.seats.get(vacancy.0 as usize)?.last_turn?;
        let turn = self.held.turns.get(usize::try_from(n).ok()?.checked_sub(1)?)?;
        (turn.event == Event::Chose(vacancy)).then_some(*turn)
    }

    /// Whether a seat of a vacancy was left at a turn.
    pub(super) fn has_seat_at(&self, vacancy: VacancyRef, turn: u32) -> bool {
        self.held.seats.get(vacancy.0 as usize).is_some_and(|seats| match seats.last_turn {
            Some(last) => last >= turn,
            None => seats.left > 0,
        })
    }
}

fn index(candidate: CandidateRef) -> usize {
    candidate.0 as usize
}
