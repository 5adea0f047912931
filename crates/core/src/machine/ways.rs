//! Which of several ways is taken.
//!
//! A ruling is asked for only where it matters, so that all ways are tried before one is taken. A trial leaves nothing
//! behind: what only a way reads that is not taken is neither asked for nor on the sheet, and none of its faults is
//! one.

use super::{Ledger, Machine, Owner, Run, Stopped, Task};
use crate::condition::{Held, Subject};
use crate::facts::ColumnId;
use crate::steps::{Flow, Kind, OneOf, Pipeline, Slot, Stop, Trace};
use std::collections::BTreeSet;

/// What has come of a way.
struct Tried {
    /// Nothing if it could not be gone to its end.
    given: Option<Flow>,
    stopped: Vec<Stopped>,
    /// It reaches a gap that nothing fills: what it gives is not known.
    open: bool,
}

impl Machine {
    /// Takes one of the ways and goes it.
    pub(super) fn one_of<L: Ledger>(
        &mut self,
        run: &mut Run<'_, L>,
        one_of: &OneOf,
        rounds: bool,
    ) -> Result<(), Stop> {
        let place = self.settled(run.task, run.of, one_of, rounds)?;
        let way = one_of.ways().get(usize::from(place)).ok_or(Stop::Arithmetic)?;
        run.trace.took(place);
        self.values_of(run, way);
        self.go(run, way.steps(), rounds)
    }

    /// The way that counts: where all give the same the first one, whatever a ruling says, so that it changes no sheet
    /// of those whom it does not concern.
    fn settled(&mut self, task: Task<'_>, of: Owner, one_of: &OneOf, rounds: bool) -> Result<u16, Stop> {
        let filled = task.context(&self.slots).filled_word(one_of.gap());
        if let Some(place) = filled.filter(|_| self.registers.only_open) {
            return Ok(place);
        }
        let tried: Vec<Tried> = one_of.ways().iter().map(|way| self.tried(task, of, way, rounds)).collect();
        let same = |pair: &[Tried]| self.same(task, one_of.kind(), &pair[0], &pair[1]);
        if tried.windows(2).all(same) {
            return Ok(0);
        }
        self.registers.reached.push(one_of.gap());
        filled.ok_or(Stop::Open)
    }

    /// Goes a way to see what comes of it, and leaves everything as it was.
    fn tried(&mut self, task: Task<'_>, of: Owner, way: &Pipeline, rounds: bool) -> Tried {
        let unused: Vec<bool> = self.slots.iter().map(Slot::is_unused).collect();
        let flow = self.registers.flow.clone();
        let reached = std::mem::take(&mut self.registers.reached);
        let not_counted = self.registers.not_counted;
        let mut stopped = Vec::new();
        let mut run = Run { task, of, ledger: &mut (), trace: (), stopped: &mut stopped };
        self.values_of(&mut run, way);
        let gone = self.go(&mut run, way.steps(), rounds);
        let given = std::mem::replace(&mut self.registers.flow, flow);
        let reached = std::mem::replace(&mut self.registers.reached, reached);
        self.registers.not_counted = not_counted;
        for (slot, _) in self.slots.iter_mut().zip(unused).filter(|(_, unused)| *unused) {
            slot.forget();
        }
        let open =
            reached.iter().any(|gap| task.fillings.get(usize::from(gap.0)).is_none_or(Option::is_none));
        let source = given.source;
        let given = match gone {
            Ok(()) => Some(given),
            Err(stop) => {
                stopped.push(Stopped { of, source, stop });
                None
            }
        };
        Tried { given, stopped, open }
    }

    /// Computes the values that a way reads, which uses the registers that hold what it takes.
    fn values_of<L: Ledger>(&mut self, run: &mut Run<'_, L>, way: &Pipeline) {
        let flow = std::mem::take(&mut self.registers.flow);
        for value in way.uses() {
            self.value(run.task, *value, run.ledger, run.stopped);
        }
        self.registers.flow = flow;
    }

    /// Whether two ways have come to the same, which must be known of both.
    fn same(&self, task: Task<'_>, kind: Kind, one: &Tried, other: &Tried) -> bool {
        let held = task.context(&self.slots).held();
        let given = match (&one.given, &other.given) {
            (Some(one), Some(other)) => alike(&held, kind, one, other),
            (None, None) => true,
            (None, Some(_)) | (Some(_), None) => false,
        };
        given && one.stopped == other.stopped && !one.open && !other.open
    }
}

/// Whether nothing that follows can tell two flows of a kind apart. Only what is alive in that kind is looked at.
fn alike(held: &Held<'_>, kind: Kind, one: &Flow, other: &Flow) -> bool {
    match kind {
        Kind::Category => one.category == other.category,
        Kind::Classed => {
            let classed = |flow: &Flow| flow.entries.iter().map(|e| (e.row, e.class)).collect::<Vec<_>>();
            classed(one) == classed(other) && read_alike(held, one, other)
        }
        Kind::Entries => one.entries == other.entries && read_alike(held, one, other),
        Kind::Points | Kind::Quantity => (one.number, one.unrounded) == (other.number, other.unrounded),
        Kind::Quantities => one.quantities == other.quantities,
        Kind::Rows => {
            let rows = |flow: &Flow| flow.entries.iter().map(|e| e.row).collect::<Vec<_>>();
            rows(one) == rows(other) && read_alike(held, one, other)
        }
        Kind::Spans => {
            let sorted = |flow: &Flow| {
                let mut spans = flow.spans.clone();
                spans.sort_unstable();
                spans
            };
            sorted(one) == sorted(other)
        }
    }
}

/// Whether the fields that steps have put something into say the same in all rows at hand.
fn read_alike(held: &Held<'_>, one: &Flow, other: &Flow) -> bool {
    let rows: BTreeSet<u16> = one.entries.iter().map(|entry| entry.row).collect();
    let set = one.relabels.iter().chain(&other.relabels).map(|relabel| (relabel.row, relabel.column));
    let set: BTreeSet<(u16, ColumnId)> = set.filter(|(row, _)| rows.contains(row)).collect();
    let says = |flow: &Flow, (row, column): (u16, ColumnId)| {
        let cells = held.dossier.rows(flow.source).get(usize::from(row));
        let held = Held { row: cells, number: row, relabels: &flow.relabels, ..*held };
        held.category(Subject::Field(column))
    };
    set.into_iter().all(|field| says(one, field) == says(other, field))
}
