//! Scoring (计分): one dossier in, one score sheet out.

use crate::condition::Missing;
use crate::date::Date;
use crate::digest::Digest;
use crate::dossier::{Dossier, NotChosen};
use crate::facts::{Cell, Source};
use crate::fault::{Fault, FaultKind, Table};
use crate::machine::{Ledger, Machine, Owner, Stopped, Task};
use crate::points::Points;
use crate::scheme::{BarId, Cutoff, ExamRule, Filling, GapId, ItemId, PopulationId, Scheme, ValueId};
use crate::sheet::{ExamPart, Gave, ItemLine, Sheet, ValueLine};
use crate::steps::{Flow, Kind, Stop, Trace};

/// What depends on the round and not on one candidate (本次全体).
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{points::Points, scheme::Filling};
///
/// let cohort = round.cohort();
/// assert_eq!(cohort.cutoff, "2026-03-31".parse().ok());
/// assert_eq!(cohort.scheme, round.scheme().scoring.digest());
/// assert!(cohort.exam_held);
/// // A ruling gives 技7 seven points, and fills no other gap.
/// assert_eq!(cohort.fillings.iter().flatten().collect::<Vec<_>>(), [&Filling::Points(Points::from_int(7))]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cohort {
    /// The digest of the scheme's scoring part, which stands on every sheet.
    pub scheme: Digest,
    /// The day up to which facts count, where it is the same for everybody and known.
    pub cutoff: Option<Date>,
    /// Whether the exam has been held: then every candidate needs a mark.
    pub exam_held: bool,
    /// By gap: what a ruling filled it with.
    pub fillings: Vec<Option<Filling>>,
}

impl Cohort {
    fn filled(&self, gap: GapId) -> Option<Filling> {
        self.fillings.get(usize::from(gap.0)).copied().flatten()
    }

    /// Those of these gaps that no ruling has filled.
    fn open(&self, reached: &[GapId]) -> Vec<GapId> {
        reached.iter().copied().filter(|gap| self.filled(*gap).is_none()).collect()
    }
}

/// Why there is no sheet.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::score::{Cohort, Unscored, score};
///
/// let who = round.find_candidate("17").ok_or("not there")?;
/// let unfilled = Cohort { fillings: Vec::new(), ..round.cohort().clone() };
/// let Err(Unscored::Gaps(gaps)) = score(round.scheme(), &unfilled, round.dossier(who)) else {
///     return Err("scored".into());
/// };
/// assert_eq!(round.scheme().scoring.gap(gaps[0]).key.as_str(), "grade.技7");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Unscored {
    /// The dossier has faults.
    Faults(Vec<Fault>),
    /// The facts reach figures that the paper leaves out and no ruling has filled.
    Gaps(Vec<GapId>),
}

/// Points without the steps that led to them.
///
/// Shown at [`totals`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Totals {
    /// The assessment (考核成绩).
    pub assessment: Points,
    /// The exam part (考试折算), once there is a mark.
    pub exam: Option<Points>,
    /// Assessment and exam part together (总成绩); the assessment alone if the scheme has no exam.
    pub total: Option<Points>,
}

/// Scores one candidate and keeps what each step did.
///
/// # Errors
/// [`Unscored::Faults`] with every fault of the dossier, or [`Unscored::Gaps`] with every open gap that its
/// facts reach.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let who = round.find_candidate("01").ok_or("not there")?;
/// let sheet = anzhi_core::score::score(round.scheme(), round.cohort(), round.dossier(who))
///     .map_err(|unscored| format!("{unscored:?}"))?;
/// let points: Vec<_> = sheet.items.iter().map(|line| line.points.to_string()).collect();
/// assert_eq!(points, ["16", "6", "4", "1", "0"]); // service, grade, education, rewards, discipline
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score(scheme: &Scheme, cohort: &Cohort, dossier: &Dossier) -> Result<Sheet, Unscored> {
    let scoring = &scheme.scoring;
    let (mut machine, mut lines) = (Machine::default(), Lines::default());
    let task = Task::new(scoring, cohort, dossier);
    let (person, totals) = run(task, cohort, &mut machine, &mut lines)?;
    let exam = dossier.mark().zip(totals.exam).map(|(mark, points)| ExamPart { mark, points });
    let registers = &machine.registers;
    lines.values.sort_by_key(|line| line.value);
    Ok(Sheet {
        candidate: dossier.candidate().clone(),
        cutoff: person.cutoff,
        scheme: cohort.scheme,
        facts: dossier.digest(&scoring.facts),
        gaps: registers.reached.iter().filter_map(|gap| Some((*gap, cohort.filled(*gap)?))).collect(),
        population: person.population,
        bars: person.bars,
        values: lines.values,
        items: lines.items,
        assessment: totals.assessment,
        exam,
        total: totals.total,
        not_counted: registers.not_counted,
    })
}

/// Scores candidates without keeping the steps, on the same path.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::score::Scorer;
///
/// let mut scorer = Scorer::new(round.scheme(), round.cohort());
/// let who = round.find_candidate("01").ok_or("not there")?;
/// let totals = scorer.totals(round.dossier(who)).map_err(|unscored| format!("{unscored:?}"))?;
/// assert_eq!(totals.total.map(|total| total.to_string()).as_deref(), Some("34.64")); // 27 + 7.64
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Scorer<'s> {
    scheme: &'s Scheme,
    cohort: &'s Cohort,
    machine: Machine,
}

impl<'s> Scorer<'s> {
    /// A scorer for the candidates of one round.
    pub fn new(scheme: &'s Scheme, cohort: &'s Cohort) -> Self {
        Self { scheme, cohort, machine: Machine::default() }
    }

    /// Scores one candidate.
    ///
    /// # Errors
    /// As [`score`].
    pub fn totals(&mut self, dossier: &Dossier) -> Result<Totals, Unscored> {
        let task = Task::new(&self.scheme.scoring, self.cohort, dossier);
        run(task, self.cohort, &mut self.machine, &mut ()).map(|(_, totals)| totals)
    }
}

/// Scores one candidate without keeping the steps.
///
/// # Errors
/// As [`score`].
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let who = round.find_candidate("01").ok_or("not there")?;
/// let totals = anzhi_core::score::totals(round.scheme(), round.cohort(), round.dossier(who))
///     .map_err(|unscored| format!("{unscored:?}"))?;
/// assert_eq!(totals.assessment.to_string(), "27");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn totals(scheme: &Scheme, cohort: &Cohort, dossier: &Dossier) -> Result<Totals, Unscored> {
    Scorer::new(scheme, cohort).totals(dossier)
}

/// One item alone, whatever keeps the others from their points; `None` if its facts have a fault or reach an
/// open gap.
pub(crate) fn score_item(
    scheme: &Scheme,
    cohort: &Cohort,
    dossier: &Dossier,
    item: ItemId,
) -> Option<ItemLine> {
    let (mut machine, mut lines) = (Machine::default(), Lines::default());
    let task = Task::new(&scheme.scoring, cohort, dossier);
    machine.begin(&scheme.scoring);
    machine.item(task, item, &mut lines, &mut Vec::new())?;
    cohort.open(&machine.registers.reached).is_empty().then(|| lines.items.pop()).flatten()
}

/// What holds for a person before any item.
struct Person {
    cutoff: Option<Date>,
    population: Option<PopulationId>,
    bars: Vec<BarId>,
}

/// Runs all items; one that cannot go on does not hold up the others, so that all faults are found.
fn run<L: Ledger>(
    task: Task<'_>,
    cohort: &Cohort,
    machine: &mut Machine,
    ledger: &mut L,
) -> Result<(Person, Totals), Unscored> {
    let (scoring, dossier) = (task.scoring, task.dossier);
    machine.begin(scoring);
    if let Cutoff::Gap(gap) = scoring.cutoff {
        machine.registers.reached.push(gap);
    }
    let mut stopped = Vec::new();
    let mut faults = Vec::new();
    let population = population(task, machine, ledger, &mut stopped, &mut faults);
    let mut assessment = Points::ZERO;
    let everybody = || (0..).map(ItemId).take(scoring.items.len()).collect::<Vec<_>>();
    let own = population.map(|id| &scoring.population(id).items[..]);
    let all;
    let items = match own {
        Some(own) => own,
        None => {
            all = if scoring.populations.is_empty() { everybody() } else { Vec::new() };
            &all
        }
    };
    for item in items {
        let Some(points) = machine.item(task, *item, ledger, &mut stopped) else { continue };
        match assessment.plus(points, "assessment") {
            Ok(sum) => assessment = sum,
            Err(_) => faults.push(arithmetic(dossier, "assessment")),
        }
    }
    let mut bars = Vec::new();
    for (id, bar) in (0..).map(BarId).zip(&scoring.bars) {
        if machine.holds(task, Owner::People, &bar.when, ledger, &mut stopped) == Some(true) {
            bars.push(id);
        }
    }
    faults.extend(stopped.iter().map(|stopped| fault(task, stopped)));
    let exam = scoring.exam.as_ref().filter(|_| population.is_none_or(|id| scoring.population(id).exam));
    let exam = exam.map(|rule| (rule, machine.figure(task, rule.factor)));
    let totals = combine(exam, cohort, dossier, assessment);
    machine.registers.reached.sort_unstable();
    machine.registers.reached.dedup();
    let open = cohort.open(&machine.registers.reached);
    match totals {
        Err(fault) => faults.push(fault),
        Ok(totals) if faults.is_empty() && open.is_empty() => {
            return Ok((Person { cutoff: task.cutoff, population, bars }, totals));
        }
        Ok(_) => {}
    }
    // Where the cut-off itself is open nothing can be computed, and nothing is the fault of the facts.
    let only_gaps = faults.is_empty() || matches!(scoring.cutoff, Cutoff::Gap(gap) if open.contains(&gap));
    Err(if only_gaps { Unscored::Gaps(open) } else { Unscored::Faults(faults) })
}

/// The one population to which the candidate belongs.
fn population<L: Ledger>(
    task: Task<'_>,
    machine: &mut Machine,
    ledger: &mut L,
    stopped: &mut Vec<Stopped>,
    faults: &mut Vec<Fault>,
) -> Option<PopulationId> {
    let populations = &task.scoring.populations;
    let before = stopped.len();
    let mut found: Option<PopulationId> = None;
    for (id, population) in (0..).map(PopulationId).zip(populations) {
        if machine.holds(task, Owner::People, &population.when, ledger, stopped) != Some(true) {
            continue;
        }
        if let Some(first) = found {
            let title = |id| task.scoring.population(id).title.clone();
            let kind = FaultKind::SeveralPopulations { first: title(first), second: title(id) };
            faults.push(person(task.dossier, kind));
            return None;
        }
        found = Some(id);
    }
    if found.is_none() && !populations.is_empty() && stopped.len() == before {
        faults.push(person(task.dossier, FaultKind::NoPopulation));
    }
    found
}

fn combine(
    exam: Option<(&ExamRule, Points)>,
    cohort: &Cohort,
    dossier: &Dossier,
    assessment: Points,
) -> Result<Totals, Fault> {
    let Some((rule, factor)) = exam else {
        return Ok(Totals { assessment, exam: None, total: Some(assessment) });
    };
    let Some(mark) = dossier.mark() else {
        return if cohort.exam_held {
            let id = dossier.candidate().as_str();
            Err(Fault::new(Table::Exams, 0, "candidate", FaultKind::MissingMark, id))
        } else {
            Ok(Totals { assessment, exam: None, total: None })
        };
    };
    let part = mark
        .times_rounded(factor, rule.places, rule.mode, "exam")
        .map_err(|_| arithmetic(dossier, "exam"))?;
    let total = assessment.plus(part, "total").map_err(|_| arithmetic(dossier, "total"))?;
    Ok(Totals { assessment, exam: Some(part), total: Some(total) })
}

fn arithmetic(dossier: &Dossier, quantity: &str) -> Fault {
    person(dossier, FaultKind::Arithmetic { quantity: quantity.into() })
}

/// A fault of the candidate as a whole.
fn person(dossier: &Dossier, kind: FaultKind) -> Fault {
    Fault::new(Table::Candidates, dossier.line(), "", kind, dossier.candidate().as_str())
}

/// The fault at its cell that a stopped pipeline stands for.
fn fault(task: Task<'_>, stopped: &Stopped) -> Fault {
    let Task { scoring, dossier, .. } = task;
    let Stopped { of, source, stop } = stopped;
    let id = dossier.candidate().as_str();
    let title = match of {
        Owner::Item(item) => scoring.item(*item).title.clone(),
        Owner::Value(value) => scoring.value(*value).title.clone(),
        Owner::People => "".into(),
    };
    let schema = &scoring.facts;
    let line = |row: u16| dossier.rows(*source).get(usize::from(row)).map_or(0, |row| row.line);
    let in_row = |row: u16, kind| Fault::new(source.table(), line(row), "", kind, id);
    match stop {
        Stop::Missing { what, row } => missing(task, *what, title, *source, row.map_or(0, line)),
        Stop::NoRow => Fault::new(source.table(), 0, "", FaultKind::NoRow, id),
        Stop::NotOneClass { row } => in_row(*row, FaultKind::NotOneClass { item: title }),
        Stop::StartAfterEnd { start } => {
            let found = dossier.date(*start).map_or_else(String::new, |date| date.to_string());
            let column = schema.attribute(*start).key.as_str();
            let Some(end) = task.cutoff else { return person(dossier, FaultKind::NoCutoff) };
            let kind = FaultKind::StartAfterEnd { end };
            Fault::new(Table::Candidates, dossier.line(), column, kind, &found)
        }
        Stop::Arithmetic => arithmetic(dossier, &title),
        Stop::EndBeforeStart { end, start } => {
            let (kind, key) = (FaultKind::EndBeforeStart { start: *start }, &schema.attribute(*end).key);
            let found = dossier.date(*end).map_or_else(String::new, |date| date.to_string());
            Fault::new(Table::Candidates, dossier.line(), key.as_str(), kind, &found)
        }
        Stop::PeriodReversed { row } => {
            let cells = dossier.rows(*source).get(usize::from(*row)).map_or(&[][..], |row| &row.cells);
            let [Cell::Date(start), Cell::Date(end), ..] = cells else { return in_row(*row, FaultKind::MissingValue) };
            let kind = FaultKind::EndBeforeStart { start: *start };
            Fault::new(source.table(), line(*row), "to", kind, &end.to_string())
        }
        Stop::UnknownLabel { label } => {
            person(dossier, FaultKind::UnknownLabel { label: label.clone(), item: title })
        }
    }
}

/// The fault that a missing fact is.
fn missing(task: Task<'_>, what: Missing, item: Box<str>, source: Source, line: u32) -> Fault {
    let Task { scoring, dossier, .. } = task;
    let (id, schema) = (dossier.candidate().as_str(), &scoring.facts);
    let candidate = |column: &str, kind| Fault::new(Table::Candidates, dossier.line(), column, kind, id);
    match what {
        Missing::Attribute(id) => {
            candidate(schema.attribute(id).key.as_str(), FaultKind::FactNeeded { item })
        }
        Missing::Choice(choice, why) => match why {
            NotChosen::TrackBlank => {
                let track = schema.choice(choice).track();
                candidate(track.map_or("", |id| schema.attribute(id).key.as_str()), FaultKind::TrackBlank)
            }
            NotChosen::GradeBlank(attribute) => {
                candidate(schema.attribute(attribute).key.as_str(), FaultKind::GradeBlank)
            }
            NotChosen::NothingFilled => candidate("", FaultKind::GradeBlank),
        },
        Missing::Field(column) => {
            let name = schema.columns(source).get(usize::from(column.0)).map_or("", |c| c.key.as_str());
            Fault::new(source.table(), line, name, FaultKind::FactNeeded { item }, id)
        }
        Missing::Cutoff | Missing::Value => {
            let column = match scoring.cutoff {
                Cutoff::DateOf(attribute) | Cutoff::OfPerson(attribute, _) => {
                    schema.attribute(attribute).key.as_str()
                }
                Cutoff::Fixed(_) | Cutoff::Gap(_) | Cutoff::OfRound(_) => "",
            };
            candidate(column, FaultKind::NoCutoff)
        }
    }
}

/// The lines of a sheet.
#[derive(Default)]
struct Lines {
    values: Vec<ValueLine>,
    items: Vec<ItemLine>,
}

impl Ledger for Lines {
    type Trace = Steps;

    fn value(&mut self, value: ValueId, trace: Steps, flow: &Flow) {
        self.values.push(ValueLine { value, source: flow.source, steps: trace.0 });
    }

    fn item(&mut self, item: ItemId, trace: Option<Steps>, points: Points, source: Source) {
        let open = trace.is_some();
        self.items.push(ItemLine { item, open, source, points, steps: trace.unwrap_or_default().0 });
    }
}

/// What each step gave.
#[derive(Default)]
struct Steps(Vec<Gave>);

impl Trace for Steps {
    fn gave(&mut self, kind: Kind, flow: &Flow) {
        let entries = &flow.entries;
        self.0.push(match kind {
            Kind::Category => Gave::Category(flow.category),
            Kind::Classed => Gave::Classed(entries.iter().map(|e| (e.row, e.class)).collect()),
            Kind::Entries => Gave::Entries(entries.iter().map(|e| (e.row, e.points)).collect()),
            Kind::Points => Gave::Points(flow.number),
            Kind::Quantities => Gave::Quantities(flow.quantities.clone()),
            Kind::Quantity => Gave::Quantity(flow.number),
            Kind::Rows => Gave::Rows(entries.iter().map(|e| e.row).collect()),
            Kind::Spans => Gave::Spans(flow.spans.clone()),
        });
    }
}
