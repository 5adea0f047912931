//! Scoring (计分): one dossier in, one score sheet out.

mod faults;
mod people;
mod quick;
mod total;

use crate::date::Date;
use crate::digest::Digest;
use crate::dossier::Dossier;
use crate::facts::Source;
use crate::fault::Fault;
use crate::machine::{Ledger, Machine, Task};
use crate::points::Points;
use crate::scheme::{
    BarId, Counted, Cutoff, Filling, GapId, ItemId, LadderId, PopulationId, Scheme, ValueId,
};
use crate::sheet::{ExamPart, Gave, ItemLine, KindTotals, Sheet, ValueLine};
use crate::steps::{Flow, Kind, Trace};

use faults::{arithmetic, fault};
pub(crate) use people::{bars_met, population_of};
use quick::Quick;
use total::Sums;

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
    /// By population, or one for everybody where there are none: the top mark, where marks are held against it.
    pub top_marks: Vec<Option<Points>>,
}

impl Cohort {
    /// What a round of that year fixes for everybody: its cut-off, whether the exam has been held, and what
    /// rulings have filled.
    pub fn new(scheme: &Scheme, year: i16, exam_held: bool, fillings: Vec<Option<Filling>>) -> Self {
        let cutoff = scheme.scoring.cutoff;
        let filled = match cutoff {
            Cutoff::Gap(gap) => fillings.get(usize::from(gap.0)).copied().flatten(),
            Cutoff::DateOf(_) | Cutoff::Fixed(_) | Cutoff::OfPerson(..) | Cutoff::OfRound(_) => None,
        };
        let (cutoff, scheme) = (cutoff.in_round(year, filled), scheme.scoring.digest());
        Self { scheme, cutoff, exam_held, fillings, top_marks: Vec::new() }
    }

    /// The top mark against which marks of a population are held, if they are.
    pub fn top_mark(&self, population: Option<PopulationId>) -> Option<Points> {
        let place = population.map_or(0, |id| usize::from(id.0));
        self.top_marks.get(place).copied().flatten()
    }

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
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Totals {
    /// The assessment (考核成绩).
    pub assessment: Points,
    /// What the assessment counts in the total (考核折算), where the scheme weights it.
    pub weighted: Option<Points>,
    /// The exam part (考试折算), once there is a mark.
    pub exam: Option<Points>,
    /// Assessment and exam part together (总成绩); the assessment alone if no exam counts.
    pub total: Option<Points>,
    /// The same for each kind of vacancy, where they depend on it.
    pub by_kind: Vec<KindTotals>,
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
        weighted: totals.weighted,
        by_kind: totals.by_kind,
        exam,
        total: totals.total,
        not_counted: registers.not_counted,
    })
}

/// Scores candidates without keeping the steps: it gives what [`totals`] gives. What cells decide alone it looks up
/// in tables that [`Scorer::new`] makes, which takes as long as some hundreds of candidates.
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
    quick: Option<Quick>,
}

impl<'s> Scorer<'s> {
    /// A scorer for the candidates of one round.
    pub fn new(scheme: &'s Scheme, cohort: &'s Cohort) -> Self {
        let mut machine = Machine::default();
        machine.registers.only_open = true;
        Self { scheme, cohort, machine, quick: Quick::new(&scheme.scoring, cohort) }
    }

    /// Scores one candidate.
    ///
    /// # Errors
    /// As [`score`].
    pub fn totals(&mut self, dossier: &Dossier) -> Result<Totals, Unscored> {
        let task = Task::new(&self.scheme.scoring, self.cohort, dossier);
        if let Some(quick) = &mut self.quick
            && let Some(totals) = quick.totals(task, self.cohort, &mut self.machine)
        {
            return Ok(totals);
        }
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
    let task = Task::new(&scheme.scoring, cohort, dossier);
    run(task, cohort, &mut Machine::default(), &mut ()).map(|(_, totals)| totals)
}

/// What an item or value comes to, whatever keeps the others from theirs.
///
/// # Errors
/// As [`score`].
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{points::Points, scheme::{Counted, ItemId}, score::alone};
///
/// let who = round.find_candidate("01").ok_or("not there")?;
/// let service = alone(round.scheme(), round.cohort(), round.dossier(who), Counted::Item(ItemId(0)));
/// assert_eq!(service, Ok(Points::from_int(16)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn alone(
    scheme: &Scheme,
    cohort: &Cohort,
    dossier: &Dossier,
    counted: Counted,
) -> Result<Points, Unscored> {
    let (mut machine, mut stopped) = (Machine::default(), Vec::new());
    let task = Task::new(&scheme.scoring, cohort, dossier);
    machine.begin(&scheme.scoring);
    let number = match counted {
        Counted::Item(item) => machine.item(task, item, &mut (), &mut stopped),
        Counted::Value(value) => machine.value(task, value, &mut (), &mut stopped).map(|flow| flow.number),
    };
    let open = cohort.open(&machine.registers.reached);
    let faults: Vec<Fault> = stopped.iter().filter_map(|stopped| fault(task, stopped)).collect();
    match number {
        Some(number) if open.is_empty() => Ok(number),
        None if !faults.is_empty() => Err(Unscored::Faults(faults)),
        Some(_) | None => Err(Unscored::Gaps(open)),
    }
}

/// The best class of an item or value alone, whatever keeps the others from their points; the outer nothing if its
/// facts have a fault or reach an open gap.
pub(crate) fn class_alone(
    scheme: &Scheme,
    cohort: &Cohort,
    dossier: &Dossier,
    (counted, ladder): (Counted, LadderId),
) -> Option<Option<u16>> {
    let (mut machine, mut lines) = (Machine::default(), Lines::default());
    let task = Task::new(&scheme.scoring, cohort, dossier);
    machine.begin(&scheme.scoring);
    let class = match counted {
        Counted::Item(item) => {
            machine.item(task, item, &mut lines, &mut Vec::new())?;
            lines.items.pop()?.best_class(&scheme.scoring, ladder)
        }
        Counted::Value(value) => {
            machine.value(task, value, &mut lines, &mut Vec::new())?;
            let line = lines.values.iter().find(|line| line.value == value);
            line.and_then(|line| line.best_class(&scheme.scoring, ladder))
        }
    };
    cohort.open(&machine.registers.reached).is_empty().then_some(class)
}

/// The number of a value alone, for ranking; nothing if its facts have a fault.
pub(crate) fn number_alone(
    scheme: &Scheme,
    cohort: &Cohort,
    dossier: &Dossier,
    value: ValueId,
) -> Option<Points> {
    let (mut machine, task) = (Machine::default(), Task::new(&scheme.scoring, cohort, dossier));
    machine.begin(&scheme.scoring);
    machine.value(task, value, &mut (), &mut Vec::new()).map(|flow| flow.number)
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
    let (mut stopped, mut faults) = (Vec::new(), Vec::new());
    let population = people::population(task, machine, ledger, &mut stopped, &mut faults);
    let mut sums = Sums::new(scoring);
    for item in people::items(scoring, population) {
        let Some(points) = machine.item(task, item, ledger, &mut stopped) else { continue };
        if sums.add(scoring, item, points).is_err() {
            faults.push(arithmetic(dossier, "assessment"));
        }
    }
    let bars = people::bars(task, machine, ledger, &mut stopped);
    faults.extend(stopped.iter().filter_map(|stopped| fault(task, stopped)));
    let factors = total::factors(task, machine, population);
    let totals = total::totals(task, cohort, population, factors.as_ref(), &sums);
    machine.registers.reached.sort_unstable();
    machine.registers.reached.dedup();
    let open = cohort.open(&machine.registers.reached);
    match totals {
        Err(why) => faults.push(why.fault(dossier)),
        Ok(totals) if faults.is_empty() && open.is_empty() => {
            return Ok((Person { cutoff: task.cutoff, population, bars }, totals));
        }
        Ok(_) => {}
    }
    // Where the cut-off itself is open nothing can be computed, and nothing is the fault of the facts.
    let only_gaps = faults.is_empty() || matches!(scoring.cutoff, Cutoff::Gap(gap) if open.contains(&gap));
    Err(if only_gaps { Unscored::Gaps(open) } else { Unscored::Faults(faults) })
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
        let Steps { gave: steps, ways } = trace;
        self.values.push(ValueLine { value, source: flow.source, ways, steps });
    }

    fn item(&mut self, item: ItemId, trace: Option<Steps>, points: Points, source: Source) {
        let open = trace.is_some();
        let Steps { gave: steps, ways } = trace.unwrap_or_default();
        self.items.push(ItemLine { item, open, source, points, ways, steps });
    }
}

/// What each step gave, and which ways were taken.
#[derive(Default)]
struct Steps {
    gave: Vec<Gave>,
    ways: Vec<u16>,
}

impl Trace for Steps {
    fn gave(&mut self, kind: Kind, flow: &Flow) {
        let entries = &flow.entries;
        self.gave.push(match kind {
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
    fn took(&mut self, way: u16) {
        self.ways.push(way);
    }
}
