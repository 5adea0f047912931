//! Faults that only follow from others: whoever mends those mends these too, and would look for them in vain.

use crate::read::Reader;
use anzhi_core::facts::Source;
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::round::RulingKind;
use anzhi_schemes::FormFault;
use std::collections::BTreeSet;

/// The tables of which something could not be read: all of it, or a line of which nobody can tell whom or what
/// it is about.
pub(crate) fn with_lost_lines(faults: &[Fault], unread: &BTreeSet<Table>) -> BTreeSet<Table> {
    let lost = faults.iter().filter(|fault| is_lost(fault)).map(|fault| fault.place.table);
    unread.iter().copied().chain(lost).collect()
}

/// Whether the fault kept a line from being told apart.
fn is_lost(fault: &Fault) -> bool {
    let in_key = matches!(&*fault.place.column, "id" | "编号" | "岗位编号" | "candidate" | "候选人");
    let no_key = matches!(
        fault.kind,
        FaultKind::CellTooLong { .. }
            | FaultKind::ControlCharacter
            | FaultKind::DamagedId
            | FaultKind::MalformedId
            | FaultKind::MissingValue
            | FaultKind::Placeholder
    );
    (in_key && no_key) || matches!(fault.kind, FaultKind::WrongCellCount { .. })
}

/// Takes away what only follows: rows on those whose own line was lost, and that somebody has no row whose row
/// was lost.
pub(crate) fn drop_follow_ups(
    faults: &mut Vec<Fault>,
    unread: &BTreeSet<Table>,
    forms: &[(Table, FormFault)],
) {
    let lost = with_lost_lines(faults, unread);
    let mut misspelt: BTreeSet<(Table, Option<Box<str>>)> = BTreeSet::new();
    for fault in faults.iter() {
        if let FaultKind::UnknownCandidate { nearest } = &fault.kind {
            misspelt.insert((fault.place.table, nearest.clone()));
        }
    }
    faults.retain(|Fault { place, kind, found }| {
        let follows = if matches!(kind, FaultKind::UnknownCandidate { .. }) {
            lost.contains(&Table::Candidates)
        } else if matches!(kind, FaultKind::UnknownVacancy { .. }) {
            lost.contains(&Table::Vacancies)
        } else if matches!(kind, FaultKind::MissingMark | FaultKind::NoRow) {
            let misspelt = |id| misspelt.contains(&(place.table, id));
            lost.contains(&place.table) || misspelt(None) || misspelt(Some(found.clone()))
        } else {
            // The filing date may be what is wrong with the heading.
            *kind == FaultKind::NoFilingDate && !forms.is_empty()
        };
        !follows
    });
}

impl Reader<'_> {
    /// A ruling on something that could not be read would be blamed for not fitting it.
    pub(crate) fn rulings_that_cannot_be_judged(&mut self) {
        let lost = with_lost_lines(&self.faults, &self.known.unread);
        let (known, candidates, vacancies) = (&self.known, &self.draft.candidates, &self.draft.vacancies);
        self.draft.rulings.retain(|ruling| {
            let on_table = |source: &Source| ruling.object.split('/').nth(2) == Some(source.singular());
            let table = Source::ALL.iter().find(|source| on_table(source)).map(|source| source.table());
            let candidate = known.object(&ruling.object).and_then(|c| candidates.get(c.0 as usize));
            let vacancy = |id| {
                let vacancy = known.vacancies.get(id).and_then(|v| vacancies.get(v.0 as usize));
                vacancy.map_or(!lost.contains(&Table::Vacancies), |vacancy| vacancy.clear)
            };
            match ruling.kind {
                RulingKind::Change | RulingKind::Exclude | RulingKind::FillGap => true,
                RulingKind::Place | RulingKind::Refill => vacancy(&ruling.new),
                RulingKind::Void => vacancy(&ruling.old),
                RulingKind::Regroup | RulingKind::SetFact => {
                    candidate.map_or(!lost.contains(&Table::Candidates), |candidate| candidate.clear)
                        && table.is_none_or(|table| !lost.contains(&table))
                }
            }
        });
    }
}
