//! Scoring (计分): one dossier in, one score sheet out.

use crate::condition::Missing;
use crate::date::Date;
use crate::digest::Digest;
use crate::dossier::{Dossier, NotChosen};
use crate::facts::{CategoryId, Source};
use crate::fault::{Fault, FaultKind, Table};
use crate::points::Points;
use crate::scheme::{ExamRule, GapId, Item, ItemId, Scheme, Scoring};
use crate::sheet::{ExamPart, Gave, ItemLine, Sheet};
use crate::steps::{Context, Kind, Registers, Stop, Trace};

/// What depends on the round and not on one candidate (本次全体).
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::points::Points;
///
/// let cohort = round.cohort();
/// assert_eq!(cohort.cutoff.to_string(), "2026-03-31");
/// assert_eq!(cohort.scheme, round.scheme().scoring.digest());
/// assert!(cohort.exam_held);
/// // A ruling gives 技7 seven points, and fills no other gap.
/// assert_eq!(cohort.fillings.iter().flatten().collect::<Vec<_>>(), [&Points::from_int(7)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cohort {
    /// The digest of the scheme's scoring part, which stands on every sheet.
    pub scheme: Digest,
    /// The day up to which facts count.
    pub cutoff: Date,
    /// Whether the exam has been held: then every candidate needs a mark.
    pub exam_held: bool,
    /// By gap: what a ruling filled it with.
    pub fillings: Vec<Option<Points>>,
}

impl Cohort {
    fn filled(&self, gap: GapId) -> Option<Points> {
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
    let mut items = Vec::with_capacity(scoring.items.len());
    let mut registers = Registers::new();
    let totals = run(scoring, cohort, dossier, &mut registers, |item, points, trace: Steps, registers| {
        items.push(ItemLine { item, source: registers.source, points, steps: trace.0 });
    })?;
    let exam = dossier.mark().zip(totals.exam).map(|(mark, points)| ExamPart { mark, points });
    Ok(Sheet {
        candidate: dossier.candidate().clone(),
        cutoff: cohort.cutoff,
        scheme: cohort.scheme,
        facts: dossier.digest(&scoring.facts),
        gaps: registers.reached.iter().filter_map(|gap| Some((*gap, cohort.filled(*gap)?))).collect(),
        items,
        assessment: totals.assessment,
        exam,
        total: totals.total,
        not_counted: registers.not_counted,
    })
}

/// Scores one candidate without keeping the steps, on the same path.
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
/// assert_eq!(totals.total.map(|total| total.to_string()).as_deref(), Some("34.64")); // 27 + 7.64
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn totals(scheme: &Scheme, cohort: &Cohort, dossier: &Dossier) -> Result<Totals, Unscored> {
    run(&scheme.scoring, cohort, dossier, &mut Registers::new(), |_, _, (), _| {})
}

/// One item alone, whatever keeps the others from their points; `None` if its facts have a fault or reach an
/// open gap.
pub(crate) fn score_item(
    scheme: &Scheme,
    cohort: &Cohort,
    dossier: &Dossier,
    item: ItemId,
) -> Option<ItemLine> {
    let scoring = &scheme.scoring;
    let context = Context { scoring, cutoff: cohort.cutoff, fillings: &cohort.fillings, dossier };
    let (mut registers, mut trace) = (Registers::new(), Steps::default());
    scoring.item(item).pipeline.run(&context, &mut registers, &mut trace).ok()?;
    let (source, points, steps) = (registers.source, registers.points, trace.0);
    cohort.open(&registers.reached).is_empty().then_some(ItemLine { item, source, points, steps })
}

/// Runs all items; one that cannot go on does not hold up the others, so that all faults are found.
fn run<T: Trace + Default>(
    scoring: &Scoring,
    cohort: &Cohort,
    dossier: &Dossier,
    registers: &mut Registers,
    mut done: impl FnMut(ItemId, Points, T, &Registers),
) -> Result<Totals, Unscored> {
    let context = Context { scoring, cutoff: cohort.cutoff, fillings: &cohort.fillings, dossier };
    let mut faults = Vec::new();
    let mut assessment = Points::ZERO;
    for (place, item) in (0..).zip(&scoring.items) {
        let mut trace = T::default();
        match item.pipeline.run(&context, registers, &mut trace) {
            Ok(()) => {
                done(ItemId(place), registers.points, trace, registers);
                match assessment.plus(registers.points, "assessment") {
                    Ok(sum) => assessment = sum,
                    Err(_) => faults.push(arithmetic(dossier, "assessment")),
                }
            }
            Err(stop) => faults.push(fault(scoring, dossier, cohort.cutoff, item, registers.source, &stop)),
        }
    }
    let totals = combine(scoring.exam.as_ref(), cohort, dossier, assessment);
    registers.reached.sort_unstable();
    registers.reached.dedup();
    let open = cohort.open(&registers.reached);
    match totals {
        Err(fault) => faults.push(fault),
        Ok(totals) if faults.is_empty() && open.is_empty() => return Ok(totals),
        Ok(_) => {}
    }
    Err(if faults.is_empty() { Unscored::Gaps(open) } else { Unscored::Faults(faults) })
}

fn combine(
    exam: Option<&ExamRule>,
    cohort: &Cohort,
    dossier: &Dossier,
    assessment: Points,
) -> Result<Totals, Fault> {
    let Some(rule) = exam else {
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
        .times_rounded(rule.factor, rule.places, rule.mode, "exam")
        .map_err(|_| arithmetic(dossier, "exam"))?;
    let total = assessment.plus(part, "total").map_err(|_| arithmetic(dossier, "total"))?;
    Ok(Totals { assessment, exam: Some(part), total: Some(total) })
}

fn arithmetic(dossier: &Dossier, quantity: &str) -> Fault {
    let kind = FaultKind::Arithmetic { quantity: quantity.into() };
    Fault::new(Table::Candidates, dossier.line(), "", kind, dossier.candidate().as_str())
}

/// The fault at its cell that a stopped pipeline stands for.
fn fault(
    scoring: &Scoring,
    dossier: &Dossier,
    cutoff: Date,
    item: &Item,
    source: Source,
    stop: &Stop,
) -> Fault {
    let id = dossier.candidate().as_str();
    let schema = &scoring.facts;
    let candidate = |column: &str, kind| Fault::new(Table::Candidates, dossier.line(), column, kind, id);
    let line = |row: u16| dossier.rows(source).get(usize::from(row)).map_or(0, |row| row.line);
    let needed = || FaultKind::FactNeeded { item: item.title.clone() };
    match stop {
        Stop::Missing { what: Missing::Attribute(id), .. } => {
            candidate(schema.attribute(*id).key.as_str(), needed())
        }
        Stop::Missing { what: Missing::Choice(choice, why), .. } => match why {
            NotChosen::TrackBlank => {
                candidate(schema.attribute(schema.choice(*choice).by).key.as_str(), FaultKind::TrackBlank)
            }
            NotChosen::GradeBlank(attribute) => {
                candidate(schema.attribute(*attribute).key.as_str(), FaultKind::GradeBlank)
            }
            NotChosen::NothingFilled => candidate("", FaultKind::GradeBlank),
        },
        Stop::Missing { what: Missing::Field(column), row } => {
            let name = schema.columns(source).get(usize::from(column.0)).map_or("", |c| c.key.as_str());
            Fault::new(source.table(), row.map_or(0, line), name, needed(), id)
        }
        Stop::NoRow => Fault::new(source.table(), 0, "", FaultKind::NoRow, id),
        Stop::NotOneClass { row } => {
            let kind = FaultKind::NotOneClass { item: item.title.clone() };
            Fault::new(source.table(), line(*row), "", kind, id)
        }
        Stop::StartAfterEnd { start } => {
            let found = dossier.date(*start).map_or_else(String::new, |date| date.to_string());
            let column = schema.attribute(*start).key.as_str();
            let kind = FaultKind::StartAfterEnd { end: cutoff };
            Fault::new(Table::Candidates, dossier.line(), column, kind, &found)
        }
        Stop::Arithmetic => arithmetic(dossier, &item.title),
    }
}

/// What each step gave.
#[derive(Default)]
struct Steps(Vec<Gave>);

impl Trace for Steps {
    fn gave(&mut self, kind: Kind, registers: &Registers) {
        let entries = &registers.entries;
        self.0.push(match kind {
            Kind::Category => Gave::Category(CategoryId(registers.category.0)),
            Kind::Classed => Gave::Classed(entries.iter().map(|e| (e.row, e.class)).collect()),
            Kind::Entries => Gave::Entries(entries.iter().map(|e| (e.row, e.points)).collect()),
            Kind::Points => Gave::Points(registers.points),
            Kind::Quantity => Gave::Quantity(registers.quantity),
            Kind::Rows => Gave::Rows(entries.iter().map(|e| e.row).collect()),
            Kind::Span => Gave::Span(registers.span),
        });
    }
}
