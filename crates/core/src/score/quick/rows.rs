//! What rows come to where the cells of each row decide what becomes of it.

use super::grid::{Grid, Sketch};
use crate::condition::Condition;
use crate::date::Date;
use crate::dossier::{Dossier, Row};
use crate::facts::{Cell, FactTableId, Source};
use crate::packed::Packed;
use crate::points::Points;
use crate::scheme::Scoring;
use crate::score::Cohort;
use crate::steps::{Best, By, Context, Entry, Kind, Per, Pipeline, Registers, SelectRows, Step, Tariff};

/// Everything that reads rows by tables of decisions.
#[derive(Debug, Default)]
pub(super) struct Readers {
    /// Those of each source, if there are any.
    by_source: Vec<(Source, Tables)>,
    gathered: Vec<Gathered>,
}

/// By table, the first being none: its readers.
type Tables = Vec<Vec<Reader>>;

/// What becomes of the rows of one table.
#[derive(Debug)]
struct Reader {
    grid: Grid,
    by_place: Box<[Outcome]>,
    /// Where what counts is gathered.
    into: usize,
}

/// What becomes of a row in the steps that look at it alone.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    points: Points,
    class: u16,
    /// The place of its group among those of its class, or of its points; or that it does not count.
    group: u16,
}

impl Outcome {
    const NOTHING: Self = Self { points: Points::ZERO, class: 0, group: u16::MAX };
    /// The plain way has to be gone: a fault, or an open gap.
    const PLAIN: Self = Self { group: u16::MAX - 1, ..Self::NOTHING };

    fn counts(points: Points, class: u16) -> Self {
        Self { points, class, group: 0 }
    }
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
    /// Added up, so many of each group.
    Sum(u16),
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
            let by_place = (0..grid.size()).map(|place| outcome(place).unwrap_or(Outcome::PLAIN)).collect();
            readers.push((table, Reader { grid, by_place, into }));
        }
        let (how, done) = how(&pipeline.steps()[alone..], &mut readers);
        for (table, reader) in readers {
            let by_table = self.of_source(select.source);
            let table = 1 + usize::from(table.0);
            by_table.resize_with(by_table.len().max(table + 1), Vec::new);
            by_table[table].push(reader);
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

    fn of_source(&mut self, source: Source) -> &mut Tables {
        let known = self.by_source.iter().position(|(other, _)| *other == source);
        let place = known.unwrap_or_else(|| {
            self.by_source.push((source, Vec::new()));
            self.by_source.len() - 1
        });
        &mut self.by_source[place].1
    }

    /// Reads all rows once; nothing if some row needs the plain way.
    pub(super) fn read(&mut self, packed: &Packed) -> Option<()> {
        self.gathered.iter_mut().for_each(Gathered::begin);
        for (source, by_table) in &self.by_source {
            for (row, (table, cells)) in (0..).zip(packed.rows(*source)) {
                let Some(readers) = by_table.get(table) else { continue };
                for reader in readers {
                    let outcome = reader.by_place.get(reader.grid.place(cells)?)?;
                    self.gathered.get_mut(reader.into)?.take(row, outcome)?;
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
        self.seen = false;
        self.number = Points::ZERO;
        self.counts = [0; GROUPS];
        self.entries.clear();
    }

    #[inline]
    fn take(&mut self, row: u16, outcome: &Outcome) -> Option<()> {
        self.seen = true;
        let &Outcome { points, class, group } = outcome;
        let Some(count) = self.counts.get_mut(usize::from(group)) else {
            return (group == Outcome::NOTHING.group).then_some(());
        };
        match self.how {
            How::Sum(most) => {
                if *count < most {
                    *count += 1;
                    self.number = self.number.plus(points, "sum").ok()?;
                }
            }
            How::Highest(by) => {
                let higher = match by {
                    By::Magnitude => points.magnitude() > self.number.magnitude(),
                    By::Points => points > self.number,
                };
                if *count == 0 || higher {
                    self.number = points;
                }
                *count = 1;
            }
            How::Entries => self.enter(Entry { row, class, points }),
        }
        Some(())
    }

    /// Not inlined: what grows a list would be in the way of the rows that need none.
    #[inline(never)]
    fn enter(&mut self, entry: Entry) {
        self.entries.push(entry);
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
    let dossier = Dossier::sample(vec![Cell::Blank; scoring.facts.attributes.len()], rows)?;
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
        [] => Some(Outcome::NOTHING),
        [entry] => Some(Outcome::counts(entry.points, entry.class)),
        _ => None,
    }
}

/// How the rows are gathered for the steps that follow, and how many of those are then done.
fn how(steps: &[(Step, Kind)], readers: &mut [(&FactTableId, Reader)]) -> (How, usize) {
    match steps {
        [(Step::Sum(_), _), ..] => (How::Sum(u16::MAX), 1),
        [(Step::Best(Best { n: 1, per: Per::All, by }), _), (Step::Sum(_), _), ..] => (How::Highest(*by), 2),
        [(Step::Best(Best { n, per, .. }), _), (Step::Sum(_), _), ..] if grouped(*per, readers) => {
            (How::Sum(*n), 2)
        }
        _ => (How::Entries, 0),
    }
}

/// Numbers the groups of rows; not if there are too many, or if rows of one group have different points: then the
/// first of them need not be the highest.
fn grouped(per: Per, readers: &mut [(&FactTableId, Reader)]) -> bool {
    let mut counting: Vec<&mut Outcome> = readers
        .iter_mut()
        .flat_map(|(_, reader)| &mut reader.by_place)
        .filter(|outcome| usize::from(outcome.group) < GROUPS)
        .collect();
    let mut groups: Vec<(u16, Points)> = Vec::new();
    let mut places = Vec::with_capacity(counting.len());
    for Outcome { points, class, .. } in counting.iter().map(|outcome| **outcome) {
        let found = groups.iter().position(|(other, same)| match per {
            Per::All => false,
            Per::Class => class == *other,
            Per::Points => points == *same,
        });
        let place = found.unwrap_or_else(|| {
            groups.push((class, points));
            groups.len() - 1
        });
        if per == Per::All || groups.len() > GROUPS || groups[place].1 != points {
            return false;
        }
        places.push(u16::try_from(place).unwrap_or(u16::MAX));
    }
    for (outcome, place) in counting.iter_mut().zip(places) {
        outcome.group = place;
    }
    true
}
