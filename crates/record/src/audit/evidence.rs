//! Facts without evidence, and the points that rest on them.

use super::board::Board;
use anzhi_core::facts::Source;
use anzhi_core::fault::Table;
use anzhi_core::points::Points;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_core::scheme::{ItemId, ValueId};
use anzhi_core::sheet::{Gave, Sheet};
use std::cmp::Reverse;

/// Where a fact stands.
///
/// Shown at [`EvidenceLead`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum FactPlace {
    /// In the person's own line of the candidates.
    Own,
    /// In that row of the person's in that table, by its place in normal form from 0: one less than papers say.
    Row(Source, u16),
}

/// Facts without evidence (没有写明依据).
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_core::{facts::Source, fault::Table};
/// use anzhi_record::audit::{Audit, EvidenceLead, FactPlace, Lead};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let of = |lead: &Lead| if let Lead::Evidence(lead) = lead { Some(lead.clone()) } else { None };
/// let leads: Vec<EvidenceLead> = audit.leads().iter().filter_map(of).collect();
/// // Whoever entered these people wrote down no paper at all.
/// let EvidenceLead::Person { facts, points, .. } = &leads[0] else { return Err("a table".into()) };
/// assert_eq!((&facts[..], points.len()), (&[FactPlace::Own, FactPlace::Row(Source::Degrees, 0)][..], 3));
/// assert_eq!(leads[8], EvidenceLead::Table { table: Table::Exams, without: 8, of: 8 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EvidenceLead {
    /// Facts of somebody that gave or took points.
    Person {
        /// Who.
        candidate: CandidateRef,
        /// The facts.
        facts: Vec<FactPlace>,
        /// The items that rest on them, and their points.
        points: Vec<(ItemId, Points)>,
    },
    /// Lines of another table.
    Table {
        /// Which table.
        table: Table,
        /// How many lines have no evidence.
        without: usize,
        /// How many lines there are.
        of: usize,
    },
}

impl EvidenceLead {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Person { .. } => "facts-without-evidence",
            Self::Table { .. } => "lines-without-evidence",
        }
    }
}

pub(super) fn leads(board: &Board<'_>) -> Vec<EvidenceLead> {
    let mut people: Vec<(u64, EvidenceLead)> = Vec::new();
    for candidate in board.round.all_candidates() {
        let Unproved { facts, items: points } = unproved(board, candidate);
        if !points.is_empty() {
            let weight = points.iter().map(|(_, points)| points.magnitude()).sum();
            people.push((weight, EvidenceLead::Person { candidate, facts, points }));
        }
    }
    // Of equals the order of the ids stays.
    people.sort_by_key(|(weight, _)| Reverse(*weight));
    people.into_iter().map(|(_, lead)| lead).chain(tables(board.round)).collect()
}

/// The facts of somebody that have no evidence, and the items that rest on them.
#[derive(Clone, Debug, Default)]
pub(super) struct Unproved {
    pub(super) facts: Vec<FactPlace>,
    pub(super) items: Vec<(ItemId, Points)>,
}

pub(super) fn unproved(board: &Board<'_>, candidate: CandidateRef) -> Unproved {
    let mut found = Unproved::default();
    let Some((sheet, _)) = board.placement.scores.sheet(candidate) else { return found };
    for line in sheet.items.iter().filter(|line| line.open && line.points != Points::ZERO) {
        let uses = board.round.scheme().scoring.item(line.item).pipeline.uses();
        let mut facts = facts_of(board.round, sheet, line.source, &line.steps, uses);
        facts.retain(|fact| !is_proved(board.round, candidate, *fact));
        if !facts.is_empty() {
            found.items.push((line.item, line.points));
            found.facts.extend(facts);
        }
    }
    found.facts.sort_unstable();
    found.facts.dedup();
    found
}

/// What steps rest on: the rows that they kept in the end, else those of the values that they go on from, else the
/// person's own line.
fn facts_of(
    round: &Round,
    sheet: &Sheet,
    source: Source,
    steps: &[Gave],
    uses: &[ValueId],
) -> Vec<FactPlace> {
    let rows = steps.iter().rev().find_map(kept);
    if let Some(rows) = rows {
        return rows.into_iter().map(|row| FactPlace::Row(source, row)).collect();
    }
    let lines = sheet.values.iter().filter(|line| uses.contains(&line.value));
    let used: Vec<FactPlace> = lines
        .flat_map(|line| {
            let uses = round.scheme().scoring.value(line.value).pipeline.uses();
            facts_of(round, sheet, line.source, &line.steps, uses)
        })
        .collect();
    if used.is_empty() { vec![FactPlace::Own] } else { used }
}

/// The rows that a step gave, if it gave rows: of entries those that have points.
fn kept(gave: &Gave) -> Option<Vec<u16>> {
    match gave {
        Gave::Entries(entries) => {
            let paid = entries.iter().filter(|(_, points)| *points != Points::ZERO);
            Some(paid.map(|(row, _)| *row).collect())
        }
        Gave::Classed(_) | Gave::Rows(_) => Some(gave.rows()),
        Gave::Category(_) | Gave::Points(_) | Gave::Quantities(_) | Gave::Quantity(_) | Gave::Spans(_) => {
            None
        }
    }
}

fn is_proved(round: &Round, candidate: CandidateRef, fact: FactPlace) -> bool {
    let person = round.candidate(candidate);
    match fact {
        FactPlace::Own => !person.note.evidence.is_empty(),
        FactPlace::Row(source, row) => {
            person.dossier.rows(source).get(usize::from(row)).is_some_and(|row| !row.evidence.is_empty())
        }
    }
}

/// What is handed in or happens beside the facts: who could choose, and when, hangs on it.
fn tables(round: &Round) -> Vec<EvidenceLead> {
    fn count<'n>(notes: impl Iterator<Item = &'n str>) -> (usize, usize) {
        notes.fold((0, 0), |(without, of), evidence| (without + usize::from(evidence.is_empty()), of + 1))
    }
    let marks = round.candidates().iter().filter(|person| person.dossier.mark().is_some());
    let counted = [
        (Table::Exams, count(marks.map(|person| &*person.mark_note.evidence))),
        (Table::Relatives, count(round.relatives().iter().map(|row| &*row.note.evidence))),
        (Table::Certificates, count(round.certificates().iter().map(|row| &*row.note.evidence))),
        (Table::GiveUps, count(round.give_ups().iter().map(|row| &*row.note.evidence))),
        (Table::Lots, count(round.lots().iter().map(|row| &*row.note.evidence))),
    ];
    let odd = counted.into_iter().filter(|(_, (without, _))| *without > 0);
    odd.map(|(table, (without, of))| EvidenceLead::Table { table, without, of }).collect()
}
