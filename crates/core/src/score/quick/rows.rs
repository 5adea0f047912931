//! What rows come to where the cells of each row decide what becomes of it.

use super::grid::{Grid, Sketch};
use crate::condition::Condition;
use crate::date::Date;
use crate::dossier::{Dossier, Row};
use crate::facts::{FactTableId, Source};
use crate::points::Points;
use crate::scheme::Scoring;
use crate::score::Cohort;
use crate::steps::{Best, By, Context, Entry, Kind, Per, Pipeline, Registers, SelectRows, Step, Tariff};

/// Everything that reads rows by tables of decisions.
#[derive(Debug, Default)]
pub(super) struct Readers {
    readers: Vec<Reader>,
    /// By source and table, the first being none: the place of the first reader, or of none.
    first: [Vec<usize>; 3],
    gathered: Vec<Gathered>,
}

/// No reader stands there.
const NONE: usize = usize::MAX;

/// What becomes of the rows of one table.
#[derive(Debug)]
struct Reader {
    grid: Grid,
    by_place: Vec<Outcome>,
    /// Where what counts is gathered.
    into: usize,
    /// The place of another reader of the same table, or of none.
    next: usize,
}

/// What becomes of a row in the steps that look at it alone.
#[derive(Clone, Copy, Debug)]
enum Outcome {
    /// It counts; the last is the place of its group among those of its class, or of its points.
    Counts(Points, u16, u16),
    Nothing,
    /// The plain way has to be gone: a fault, or an open gap.
    Plain,
}

/// What rows have come to.
#[derive(Debug)]
pub(super) struct Gathered {
    how: How,
    /// The steps that are still to be run, if there are any: the place of the first.
    pub(super) steps: Option<usize>,
    pub(super) source: Source,
    needed: bool,
    seen: bool,
    pub(super) number: Points,
    /// By group: how many have counted.
    counts: [u16; GROUPS],
    pub(super) entries: Vec<Entry>,
}

/// So many groups are counted here, more by the steps.
const GROUPS: usize = 16;

/// How rows are gathered.
#[derive(Clone, Copy, Debug)]
enum How {
    /// As they are, for steps that follow.
    Entries,
    /// The one that is the highest.
    Highest(By),
    /// Added up.
    Sum,
    /// Added up, so many of each group.
    SumOf(u16),
}

impl Readers {
    /// Adds the rows that a pipeline begins with; where they will be gathered, or nothing if their cells do not
    /// decide alone.
    pub(super) fn add(&mut self, scoring: &Scoring, cohort: &Cohort, pipeline: &Pipeline) -> Option<usize> {
        let [(Step::SelectRows(select), _), ..] = pipeline.steps() else { return None };
        // A row that is not selected is no row of the table, which a decision does not say.
        if select.needed && select.when.is_some() || !pipeline.uses().is_empty() {
            return None;
        }
        let alone = pipeline.steps().iter().take_while(|(step, _)| row_alone(step).is_some()).count();
        let steps: Vec<&Step> = pipeline.steps()[..alone].iter().map(|(step, _)| step).collect();
        let into = self.gathered.len();
        let mut readers = Vec::new();
        for table in &select.tables {
            let grid = sketch(scoring, select.source, *table, &steps, cohort.cutoff)?.grid()?;
            let outcome = |place| outcome(scoring, cohort, select, *table, &steps[1..], &grid, place);
            let by_place = (0..grid.size()).map(|place| outcome(place).unwrap_or(Outcome::Plain)).collect();
            readers.push((table, Reader { grid, by_place, into, next: NONE }));
        }
        let (how, done) = how(&pipeline.steps()[alone..], &mut readers);
        for (table, mut reader) in readers {
            let first = &mut self.first[select.source.index()];
            let table = 1 + usize::from(table.0);
            first.resize(first.len().max(table + 1), NONE);
            reader.next = std::mem::replace(&mut first[table], self.readers.len());
            self.readers.push(reader);
        }
        self.gathered.push(Gathered {
            how,
            steps: Some(alone + done).filter(|done| *done < pipeline.steps().len()),
            source: select.source,
            needed: select.needed,
            seen: false,
            number: Points::ZERO,
            counts: [0; GROUPS],
            entries: Vec::new(),
        });
        Some(into)
    }

    /// Reads all rows once; nothing if some row needs the plain way.
    pub(super) fn read(&mut self, dossier: &Dossier) -> Option<()> {
        self.gathered.iter_mut().for_each(Gathered::begin);
        for source in Source::ALL {
            let first = &self.first[source.index()];
            if first.is_empty() {
                continue;
            }
            for (row, (table, cells)) in (0..).zip(dossier.packed().rows(source)) {
                let mut at = first.get(table).copied().unwrap_or(NONE);
                while let Some(reader) = self.readers.get(at) {
                    let outcome = reader.by_place.get(reader.grid.place(cells)?)?;
                    self.gathered.get_mut(reader.into)?.take(row, *outcome)?;
                    at = reader.next;
                }
            }
        }
        Some(())
    }

    /// Whether what was gathered there goes through further steps.
    pub(super) fn steps_follow(&self, place: usize) -> bool {
        self.gathered.get(place).is_some_and(|gathered| gathered.steps.is_some())
    }

    /// What was gathered there; nothing where rows are needed and there are none.
    pub(super) fn gathered(&mut self, place: usize) -> Option<&mut Gathered> {
        self.gathered.get_mut(place).filter(|gathered| gathered.seen || !gathered.needed)
    }
}

impl Gathered {
    fn begin(&mut self) {
        if std::mem::take(&mut self.seen) {
            self.number = Points::ZERO;
            self.counts = [0; GROUPS];
            self.entries.clear();
        }
    }

    fn take(&mut self, row: u16, outcome: Outcome) -> Option<()> {
        self.seen = true;
        let (points, class, group) = match outcome {
            Outcome::Counts(points, class, group) => (points, class, group),
            Outcome::Nothing => return Some(()),
            Outcome::Plain => return None,
        };
        match self.how {
            How::Entries => self.entries.push(Entry { row, class, points }),
            How::Highest(by) => {
                let count = self.counts.first_mut()?;
                let higher = match by {
                    By::Magnitude => points.magnitude() > self.number.magnitude(),
                    By::Points => points > self.number,
                };
                if *count == 0 || higher {
                    self.number = points;
                }
                *count = 1;
            }
            How::Sum => self.number = self.number.plus(points, "sum").ok()?,
            How::SumOf(most) => {
                let count = self.counts.get_mut(usize::from(group))?;
                if *count < most {
                    *count += 1;
                    self.number = self.number.plus(points, "sum").ok()?;
                }
            }
        }
        Some(())
    }
}

/// The conditions of a step that does with a row what the row alone says; nothing for another step.
fn row_alone(step: &Step) -> Option<Vec<&Condition>> {
    match step {
        Step::Classify(classify) => Some(classify.classes.iter().map(|(_, when)| when).collect()),
        Step::Drop(drop) => Some(vec![&drop.when]),
        Step::Keep(keep) => Some(vec![&keep.when]),
        Step::Price(price) => {
            price.points.iter().all(|tariff| matches!(tariff, Tariff::Each(_))).then(Vec::new)
        }
        Step::SelectRows(select) => Some(select.when.iter().collect()),
        Step::Shift(shift) => Some(shift.when.iter().collect()),
        Step::Times(times) => Some(times.when.iter().collect()),
        Step::Attribute(_)
        | Step::Best(_)
        | Step::Compute(_)
        | Step::Limit(_)
        | Step::Lookup(_)
        | Step::Measure(_)
        | Step::OncePer(_)
        | Step::OneOf(_)
        | Step::Overlap(_)
        | Step::ReadNumber(_)
        | Step::Round(_)
        | Step::Scale(_)
        | Step::ScaleLabels(_)
        | Step::Set(_)
        | Step::Shared(_)
        | Step::Span(_)
        | Step::Spans(_)
        | Step::Sum(_)
        | Step::Token(_)
        | Step::Unbroken(_)
        | Step::Use(_) => None,
    }
}

fn sketch<'s>(
    scoring: &'s Scoring,
    source: Source,
    table: FactTableId,
    steps: &[&Step],
    cutoff: Option<Date>,
) -> Option<Sketch<'s>> {
    let mut sketch = Sketch::new(scoring, Some((source, table)), cutoff);
    let conditions = steps.iter().filter_map(|step| row_alone(step)).flatten();
    for when in conditions {
        sketch.condition(when)?;
    }
    Some(sketch)
}

/// What the steps themselves do with a row of that place.
fn outcome(
    scoring: &Scoring,
    cohort: &Cohort,
    select: &SelectRows,
    table: FactTableId,
    steps: &[&Step],
    grid: &Grid,
    place: usize,
) -> Option<Outcome> {
    let cells = grid.sample(place, scoring.facts.columns(select.source).len())?;
    let mut rows = [const { Vec::new() }; 3];
    rows[select.source.index()].push(Row { table: Some(table), cells, ..Row::default() });
    let dossier = Dossier::new(&scoring.facts, "sample".parse().ok()?, 0, Vec::new(), rows).ok()?;
    let (cutoff, fillings, slots) = (cohort.cutoff, &cohort.fillings[..], &[][..]);
    let context = Context { scoring, cutoff, fillings, dossier: &dossier, slots };
    let mut registers = Registers::default();
    let select = Step::SelectRows(SelectRows { needed: false, ..select.clone() });
    select.run(&context, &mut registers).ok()?;
    for step in steps {
        step.run(&context, &mut registers).ok()?;
    }
    match registers.flow.entries[..] {
        _ if !cohort.open(&registers.reached).is_empty() => None,
        [] => Some(Outcome::Nothing),
        [entry] => Some(Outcome::Counts(entry.points, entry.class, 0)),
        _ => None,
    }
}

/// How the rows are gathered for the steps that follow, and how many of those are then done.
fn how(steps: &[(Step, Kind)], readers: &mut [(&FactTableId, Reader)]) -> (How, usize) {
    match steps {
        [(Step::Sum(_), _), ..] => (How::Sum, 1),
        [(Step::Best(Best { n: 1, per: Per::All, by }), _), (Step::Sum(_), _), ..] => (How::Highest(*by), 2),
        [(Step::Best(Best { n, per, .. }), _), (Step::Sum(_), _), ..] if grouped(*per, readers) => {
            (How::SumOf(*n), 2)
        }
        _ => (How::Entries, 0),
    }
}

/// Numbers the groups of rows; not if there are too many, or if rows of one group have different points: then the
/// first of them need not be the highest.
fn grouped(per: Per, readers: &mut [(&FactTableId, Reader)]) -> bool {
    let mut groups: Vec<(u16, Points)> = Vec::new();
    for outcome in readers.iter_mut().flat_map(|(_, reader)| &mut reader.by_place) {
        let Outcome::Counts(points, class, group) = outcome else { continue };
        let found = groups.iter().position(|(other, same)| match per {
            Per::All => false,
            Per::Class => class == other,
            Per::Points => points == same,
        });
        let place = found.unwrap_or_else(|| {
            groups.push((*class, *points));
            groups.len() - 1
        });
        match u16::try_from(place) {
            Ok(place) if groups[usize::from(place)].1 == *points => *group = place,
            Ok(_) | Err(_) => return false,
        }
    }
    per != Per::All && groups.len() <= GROUPS
}
