//! How those who moved would keep the vacancy that they had: by which rulings.

use super::ends::seat;
use super::side::Side;
use super::{Both, Diff, MoveKind, PersonDiff};
use anzhi_core::eligibility::closed;
use anzhi_core::fault::Table;
use anzhi_core::outcome::Fate;
use anzhi_core::question::ReadyLine;
use anzhi_core::round::{CandidateRef, RulingKind, VacancyRef};
use std::collections::{BTreeMap, BTreeSet};

/// How somebody would keep the vacancy of the old record.
///
/// Shown at [`diff`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Keep {
    /// By a ruling of this kind, which says nothing yet of who decides.
    By(RulingKind),
    /// The new round does not have that person or that vacancy.
    Gone,
    /// All seats of it are needed for others who keep theirs.
    NoSeat,
    /// There is nothing to keep: they had none, or have it still.
    Nothing,
    /// The new record has a ruling on that person already.
    Ruled,
}

/// Says of everybody who moved, in their order, how they would keep what they had.
pub(super) fn keep(sides: Both<&Side>, people: &mut [PersonDiff]) {
    let mut free = free(sides.new, people);
    for person in people {
        let Some(moved) = &mut person.moved else { continue };
        let Some(had) = seat(sides.old, moved.fates.old).filter(|_| moved.kind == MoveKind::Elsewhere) else {
            continue;
        };
        let (Some(who), Some(vacancy)) = (person.who.new, sides.new.round.find_vacancy(had)) else {
            moved.keep = Keep::Gone;
            continue;
        };
        if !sides.new.rulings_on(who).is_empty() {
            moved.keep = Keep::Ruled;
            continue;
        }
        let Some(left) = free.get(&vacancy).copied().unwrap_or_default().checked_sub(1) else {
            moved.keep = Keep::NoSeat;
            continue;
        };
        free.insert(vacancy, left);
        let refilled = person.who.old.and_then(|who| sides.old.placement.after(who)).is_some();
        let Side { round, placement, .. } = sides.new;
        let open = placement.seats_left(vacancy) > 0
            && seat(sides.new, moved.fates.new).is_none()
            && closed(round, who, placement.scores.education(who), vacancy).is_none();
        moved.keep = Keep::By(if refilled && open { RulingKind::Refill } else { RulingKind::Place });
    }
}

/// By vacancy of the new round: the seats that are not needed for those who have one and stay, or have it by a ruling.
fn free(new: &Side, people: &[PersonDiff]) -> BTreeMap<VacancyRef, u32> {
    let moving = |person: &&PersonDiff| {
        person.moved.as_ref().is_some_and(|moved| moved.kind == MoveKind::Elsewhere)
            && person.who.new.is_some_and(|who| new.rulings_on(who).is_empty())
    };
    let moving: BTreeSet<CandidateRef> =
        people.iter().filter(moving).filter_map(|person| person.who.new).collect();
    let round = &new.round;
    let mut free: BTreeMap<VacancyRef, u32> =
        round.all_vacancies().map(|vacancy| (vacancy, round.vacancy(vacancy).seats)).collect();
    for who in round.all_candidates().filter(|who| !moving.contains(who)) {
        let seat = new.placement.fate(who).and_then(Fate::vacancy).and_then(|seat| free.get_mut(&seat));
        if let Some(left) = seat {
            *left = left.saturating_sub(1);
        }
    }
    free
}

impl Diff {
    /// The rulings by which all who moved and can would keep what they had, in the order of these people. Who decides,
    /// when and by which document is for people to fill in.
    pub fn keeping(&self) -> Vec<ReadyLine> {
        self.people.iter().filter_map(|person| line(&self.sides.old, person)).collect()
    }
}

fn line(old: &Side, person: &PersonDiff) -> Option<ReadyLine> {
    let moved = person.moved.as_ref()?;
    let Keep::By(kind) = moved.keep else { return None };
    let (_, word, _) = RulingKind::WORDS.into_iter().find(|(known, ..)| *known == kind)?;
    let cells = vec![
        ("kind", Some(word.to_owned())),
        ("object", Some(format!("candidate/{}", person.id))),
        ("old", Some(String::new())),
        ("new", Some(seat(old, moved.fates.old)?.to_owned())),
        ("who", None),
        ("date", None),
        ("document", None),
    ];
    Some(ReadyLine { table: Table::Rulings, cells })
}
