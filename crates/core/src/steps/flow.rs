//! What flows through pipelines, and what steps may read.

use super::{Kind, Param, Step, Way};
use crate::condition::{Held, Missing};
use crate::date::Date;
use crate::dossier::{Dossier, Row};
use crate::exact::Exact;
use crate::facts::{AttributeId, CategoryId, Cell, ColumnId, Source};
use crate::points::{Points, PointsError, Rounding};
use crate::scheme::{Filling, GapId, Scoring, ValueId};
use crate::sheet::Stretch;

/// What a pipeline reads and never changes.
pub(crate) struct Context<'a> {
    pub(crate) scoring: &'a Scoring,
    pub(crate) cutoff: Option<Date>,
    /// By gap: what a ruling filled it with.
    pub(crate) fillings: &'a [Option<Filling>],
    pub(crate) dossier: &'a Dossier,
    /// By value: what has been computed so far.
    pub(crate) slots: &'a [Slot],
}

impl<'a> Context<'a> {
    /// The candidate, without a row at hand.
    pub(crate) fn held(&self) -> Held<'a> {
        let (scoring, dossier, cutoff, slots) = (self.scoring, self.dossier, self.cutoff, self.slots);
        Held { scoring, dossier, cutoff, slots, row: None, number: 0, relabels: &[] }
    }

    /// The candidate and one row, with what steps have put into its fields.
    pub(crate) fn held_row<'h>(&self, source: Source, row: u16, relabels: &'h [Relabel]) -> Held<'h>
    where
        'a: 'h,
    {
        Held { row: self.row(source, row), number: row, relabels, ..self.held() }
    }

    pub(crate) fn row(&self, source: Source, row: u16) -> Option<&'a Row> {
        self.dossier.rows(source).get(usize::from(row))
    }

    /// Which way a ruling has picked where the paper leaves it out.
    pub(crate) fn filled_word(&self, gap: GapId) -> Option<u16> {
        match self.fillings.get(usize::from(gap.0))? {
            Some(Filling::Word(place)) => Some(*place),
            Some(Filling::Date(_) | Filling::Points(_)) | None => None,
        }
    }

    pub(crate) fn cutoff(&self) -> Result<Date, Stop> {
        self.cutoff.ok_or(Stop::Missing { what: Missing::Cutoff, row: None })
    }
}

/// A row on its way through a pipeline.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Entry {
    pub(crate) row: u16,
    pub(crate) class: u16,
    pub(crate) points: Points,
}

/// What a step has put into a field of a row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Relabel {
    pub(crate) row: u16,
    pub(crate) column: ColumnId,
    pub(crate) to: CategoryId,
}

/// What the steps work on. Which part is alive says the [`Kind`] of the step before.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    pub(crate) category: CategoryId,
    pub(crate) entries: Vec<Entry>,
    pub(crate) spans: Vec<Stretch>,
    /// By label.
    pub(crate) quantities: Vec<(u32, Points)>,
    /// A quantity or points.
    pub(crate) number: Points,
    /// What the number would be, where it needs more places than points have; only before a step that rounds.
    pub(crate) unrounded: Option<Exact>,
    /// The table of the rows.
    pub(crate) source: Source,
    pub(crate) relabels: Vec<Relabel>,
}

impl Flow {
    /// Nothing: no rows, no spans, zero.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.spans.clear();
        self.quantities.clear();
        self.relabels.clear();
        self.number = Points::ZERO;
        self.unrounded = None;
        self.source = Source::Events;
    }

    /// Puts a number into the register; what points cannot hold exactly waits there for a step that rounds.
    pub(crate) fn set_exact(&mut self, exact: Exact) -> Result<(), Stop> {
        let points = exact.points("step");
        self.unrounded = matches!(points, Err(PointsError::Inexact { .. })).then_some(exact);
        self.number = match self.unrounded {
            Some(exact) => exact.rounded(6, Rounding::Down, "step")?,
            None => points?,
        };
        Ok(())
    }

    /// How many rows or spans there are.
    pub(crate) fn count(&self) -> usize {
        self.entries.len().max(self.spans.len())
    }
}

impl Default for Flow {
    fn default() -> Self {
        Self {
            category: CategoryId(0),
            entries: Vec::new(),
            spans: Vec::new(),
            quantities: Vec::new(),
            number: Points::ZERO,
            unrounded: None,
            source: Source::Events,
            relabels: Vec::new(),
        }
    }
}

/// What has been computed of a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slot {
    state: State,
    flow: Flow,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum State {
    /// Nothing has used it yet.
    #[default]
    Unused,
    Known,
    /// It could not be computed; the fault has been noted.
    Failed,
}

impl Slot {
    pub(crate) fn is_unused(&self) -> bool {
        self.state == State::Unused
    }

    pub(crate) fn known(&self) -> Option<&Flow> {
        (self.state == State::Known).then_some(&self.flow)
    }

    /// Takes what the registers hold; they get the slot's emptied vectors in exchange.
    pub(crate) fn store(&mut self, flow: &mut Flow) {
        std::mem::swap(&mut self.flow, flow);
        self.state = State::Known;
    }

    pub(crate) fn fail(&mut self) {
        self.state = State::Failed;
    }

    pub(crate) fn forget(&mut self) {
        self.state = State::Unused;
    }
}

/// What the steps of one dossier change; reused from one pipeline to the next.
#[derive(Debug, Default)]
pub(crate) struct Registers {
    pub(crate) flow: Flow,
    /// Gaps that this dossier reached, filled or not.
    pub(crate) reached: Vec<GapId>,
    /// A row that does not count and of which the scheme wants a warning.
    pub(crate) not_counted: bool,
    /// Whether only gaps that nothing fills are to be noted, for want of a sheet that names the others.
    pub(crate) only_open: bool,
}

impl Registers {
    /// A figure; a gap that is not filled counts nothing here and holds the sheet back.
    pub(crate) fn figure(&mut self, context: &Context<'_>, param: Param<Points>) -> Points {
        match param {
            Param::Stated(points) => points,
            Param::Gap(gap) => match self.filling(context, gap) {
                Some(Filling::Points(points)) => points,
                Some(Filling::Date(_) | Filling::Word(_)) | None => Points::ZERO,
            },
        }
    }

    /// A way; where a gap is not filled the first one, which counts for nothing.
    pub(crate) fn way<'w, T>(&mut self, context: &Context<'_>, way: &'w Way<T>) -> Option<&'w T> {
        match way {
            Way::Stated(way) => Some(way),
            Way::Gap(gap, ways) => match self.filling(context, *gap) {
                Some(Filling::Word(place)) => ways.get(usize::from(place)),
                Some(Filling::Date(_) | Filling::Points(_)) | None => ways.first(),
            },
        }
    }

    /// What the stated way gives. Where none is stated the gap is reached only if its ways give different things;
    /// unfilled, the first one stands, which counts for nothing.
    pub(crate) fn settle<T, R: PartialEq>(
        &mut self,
        context: &Context<'_>,
        way: &Way<T>,
        mut of: impl FnMut(&T, &mut Self) -> R,
    ) -> Option<R> {
        match way {
            Way::Stated(way) => Some(of(way, self)),
            Way::Gap(gap, ways) => {
                if let Some(place) = self.only_open.then(|| context.filled_word(*gap)).flatten() {
                    return ways.get(usize::from(place)).map(|way| of(way, self));
                }
                let mut given: Vec<R> = ways.iter().map(|way| of(way, self)).collect();
                let same = given.windows(2).all(|pair| pair[0] == pair[1]);
                let place = match if same { None } else { self.filling(context, *gap) } {
                    Some(Filling::Word(place)) => usize::from(place),
                    Some(Filling::Date(_) | Filling::Points(_)) | None => 0,
                };
                (place < given.len()).then(|| given.swap_remove(place))
            }
        }
    }

    fn filling(&mut self, context: &Context<'_>, gap: GapId) -> Option<Filling> {
        self.reached.push(gap);
        context.fillings.get(usize::from(gap.0)).copied().flatten()
    }
}

/// Why a pipeline cannot go on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Stop {
    AboveTop {
        row: u16,
    },
    Arithmetic,
    /// The step in which it was.
    ArithmeticIn {
        step: &'static str,
    },
    BelowBottom {
        row: u16,
    },
    EndBeforeStart {
        end: AttributeId,
        start: Date,
    },
    Missing {
        what: Missing,
        row: Option<u16>,
    },
    NoRow,
    NotOneClass {
        row: u16,
    },
    /// The ways differ of which a ruling must pick one, and none has. It is no fault: the open gap is noted.
    Open,
    PeriodReversed {
        row: u16,
    },
    RowTwice {
        row: u16,
    },
    StartAfterEnd {
        start: AttributeId,
    },
    UnknownLabel {
        label: Box<str>,
    },
}

impl From<PointsError> for Stop {
    fn from(_: PointsError) -> Self {
        Self::Arithmetic
    }
}

impl Stop {
    /// Who mends the scheme must know which step cannot hold its number.
    pub(crate) fn in_step(self, step: &Step) -> Self {
        if self == Self::Arithmetic { Self::ArithmeticIn { step: step.word() } } else { self }
    }

    /// A fact that is missing in a row.
    pub(crate) fn missing_in(row: u16) -> impl Fn(Missing) -> Self {
        move |what| Self::Missing { what, row: Some(row) }
    }

    /// A fact that the candidate lacks.
    pub(crate) fn missing(what: Missing) -> Self {
        Self::Missing { what, row: None }
    }
}

/// Records what each step gave.
pub(crate) trait Trace {
    fn gave(&mut self, kind: Kind, flow: &Flow);

    /// The way that is taken of several; its steps follow.
    fn took(&mut self, way: u16);
}

/// Records nothing.
impl Trace for () {
    fn gave(&mut self, _: Kind, _: &Flow) {}

    fn took(&mut self, _: u16) {}
}

/// The date in a column of a row, for ordering; rows without one come last.
pub(crate) fn date_or_last(row: Option<&Row>, column: ColumnId) -> (bool, Option<Date>) {
    match row.and_then(|row| row.cells.get(usize::from(column.0))) {
        Some(Cell::Date(date)) => (false, Some(*date)),
        Some(Cell::Blank | Cell::Category(_) | Cell::Flag(_) | Cell::Number(_) | Cell::Text(_)) | None => {
            (true, None)
        }
    }
}

/// What a value has given, or the stop that says it failed.
pub(crate) fn value_of<'a>(context: &Context<'a>, id: ValueId) -> Result<&'a Flow, Stop> {
    context.held().value(id).map_err(Stop::missing)
}
