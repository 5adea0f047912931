//! Rulings that cannot stand beside each other.

use super::{Ruling, RulingKind};
use crate::fault::{Fault, FaultKind, Table};
use std::collections::{BTreeMap, BTreeSet};

/// What takes one ruling only.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Slot<'r> {
    /// A fact or a gap.
    Value(&'r str),
    /// What becomes of a person before anybody chooses.
    Before(&'r str),
    /// The seat that a person loses after the meeting.
    Lost(&'r str),
    /// The seat that a person gets after the meeting.
    Given(&'r str),
    /// What was posted, and the code that it had: several changes of one thing are a chain.
    Posted(&'r str, &'r str),
}

impl<'r> Slot<'r> {
    fn of(ruling: &'r Ruling) -> Self {
        let object = &*ruling.object;
        match ruling.kind {
            RulingKind::Change => Self::Posted(object, &ruling.old),
            RulingKind::Exclude | RulingKind::Place | RulingKind::Regroup => Self::Before(object),
            RulingKind::FillGap | RulingKind::SetFact => Self::Value(object),
            RulingKind::Refill => Self::Given(object),
            RulingKind::Void => Self::Lost(object),
        }
    }
}

/// Two rulings on one object, an exclusion beside a placement or a change of group, a seat given to whom one was taken
/// from: the places of the later, or of the giving.
pub(super) fn collisions(rulings: &[Ruling]) -> (BTreeSet<usize>, Vec<Fault>) {
    let mut seen: BTreeMap<Slot<'_>, u32> = BTreeMap::new();
    let (mut colliding, mut faults) = (BTreeSet::new(), Vec::new());
    let mut by_line: Vec<(usize, &Ruling)> = rulings.iter().enumerate().collect();
    by_line.sort_by_key(|(_, ruling)| ruling.line);
    let mut collide = |place: usize, ruling: &Ruling, kind| {
        faults.push(Fault::new(Table::Rulings, ruling.line, "object", kind, &ruling.object));
        colliding.insert(place);
    };
    for (place, ruling) in &by_line {
        if let Some(first) = seen.insert(Slot::of(ruling), ruling.line) {
            collide(*place, ruling, FaultKind::RulingsCollide { first });
        }
    }
    for (place, ruling) in by_line {
        let void = seen.get(&Slot::Lost(&ruling.object));
        if let Some(void) = void.filter(|_| ruling.kind == RulingKind::Refill) {
            collide(place, ruling, FaultKind::RefillOfVoided { void: *void });
        }
    }
    (colliding, faults)
}
