//! Stages held against each other in their order, and the last one against the round itself.

use super::changes::{Cover, Side, Transition, compare};
use super::coverage::Coverage;
use super::digests::{add_outcome, change_rulings, inputs, predicate};
use super::findings::{ChainBreak, Misstated, StageFinding};
use super::{Stage, StageChange, StageDigests, StageKind, StageName, file};
use anzhi_core::digest::{Digest, ShortCode};
use anzhi_core::place::stand;
use anzhi_core::round::{Authority, Posted, Round};
use anzhi_schemes::LoadedScheme;
use std::collections::BTreeMap;

/// A ruling of kind `change` (公示后变更), as a stage is judged by it.
///
/// ```
/// use anzhi_core::{digest::Digest, round::Authority};
/// use anzhi_record::stage::ChangeRuling;
///
/// let code = |text: &str| Digest::of(text.as_bytes()).short_code();
/// let withdrawn = ChangeRuling {
///     object: "vacancy/A06".parse().map_err(|kind| format!("{kind:?}"))?,
///     old: Some(code("as posted")),
///     new: None,
///     own: code("the ruling itself"),
///     authority: Authority { who: "领导小组".into(), date: "2026-06-01".parse()?, document: "3号".into() },
/// };
/// assert_eq!(withdrawn.object.to_string(), "vacancy/A06");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChangeRuling {
    /// What is changed.
    pub object: Posted,
    /// The short code of what was posted; `None` if it was not there.
    pub old: Option<ShortCode>,
    /// The short code of what took its place; `None` if it is gone.
    pub new: Option<ShortCode>,
    /// The short code of the ruling itself, by which stages know it.
    pub own: ShortCode,
    /// Who decided.
    pub authority: Authority,
}

/// What came of holding stages against each other and against the round.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/small")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_record::stage::{Cover, Coverage, NotSealed, StageChange, StageKind, Transition, Uncovered, seal_stage};
/// use anzhi_tables::read_round;
///
/// let reading = read_round(&files)?;
/// let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let scheme = reading.scheme.ok_or("no scheme")?;
/// let day = |day: &str| day.parse();
/// let plan = seal_stage((&round, &scheme), StageKind::Plan, day("2026-05-20")?, &[]);
/// let plan = plan.map_err(|why| format!("{why:?}"))?;
/// // Behind the posting somebody changes a mark.
/// let marks = String::from_utf8(files["exams.csv"].clone())?.replace("91.5", "95.5");
/// files.insert("exams.csv".into(), marks.into_bytes());
/// let round = read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let late = seal_stage((&round, &scheme), StageKind::Exams, day("2026-06-20")?, &[plan]);
/// let Err(NotSealed::Refused(judged)) = late else { return Err("sealed".into()) };
/// assert_eq!(judged.findings[0].code(), "changed-without-ruling");
/// let Transition { changes, .. } = &judged.transitions[0];
/// let StageChange { object, old, new, cover, .. } = &changes[0];
/// assert_eq!((object.to_string().as_str(), cover), ("mark/3", &Cover::Missing));
/// assert!(old.is_some() && new.is_some()); // a ruling that covers it names both codes
/// let Coverage { preferences: Uncovered { of, in_none }, .. } = &judged.coverage;
/// assert_eq!((*of, in_none.len()), (5, 0)); // all lists stand in the plan's stage already
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Judged {
    /// What differs between each stage and what came next.
    pub transitions: Vec<Transition>,
    /// What does not hold.
    pub findings: Vec<StageFinding>,
    /// What of the round stands in no stage.
    pub coverage: Coverage,
}

/// The round that stages are held against: its digests, computed once.
pub(crate) struct Sides<'r> {
    round: &'r Round,
    pub(crate) digests: StageDigests,
    side: Side,
    secret: String,
    rulings: Vec<ChangeRuling>,
}

impl<'r> Sides<'r> {
    pub(crate) fn of((round, scheme): (&'r Round, &LoadedScheme)) -> Self {
        let digests = inputs(round, scheme);
        // What is said of the posting plays no part.
        let said = predicate((round, scheme), ("", ""), None);
        let side = Side { inputs: file::inputs(&digests, &said), scoring: said.scheme.scoring };
        Self { round, digests, side, secret: said.secret, rulings: change_rulings(round) }
    }
}

/// The names of stages in their order.
pub(crate) fn names(stages: &[Stage]) -> Vec<StageName> {
    (1..).zip(stages).map(|(n, stage)| StageName { n, kind: stage.kind() }).collect()
}

/// Holds stages against each other, and the last one against the round.
pub(crate) fn judge(stages: &[Stage], last: &Sides<'_>) -> Judged {
    let names = names(stages);
    let others = |stage: &Stage| stage.file().statement.predicate.secret != last.secret;
    if let Some((name, _)) = names.iter().zip(stages).find(|(_, stage)| others(stage)) {
        // Under another secret every digest is another one.
        let findings = vec![StageFinding::OtherSecret { stage: name.to_string() }];
        return Judged { findings, ..Judged::default() };
    }
    let mut findings = chain(stages, &names, last.round);
    let sides: Vec<Side> = stages.iter().map(side).collect();
    let kinds: Vec<StageKind> = stages.iter().map(Stage::kind).collect();
    let mut transitions = Vec::new();
    for (place, from) in names.iter().enumerate() {
        let later = sides.get(place + 1).unwrap_or(&last.side);
        let changes = compare((&sides[place], later), &kinds[..=place], &last.rulings);
        transitions.push(Transition { from: *from, to: names.get(place + 1).copied(), changes });
    }
    findings.extend(transitions.iter().flat_map(|Transition { from, to, changes }| {
        uncovered(changes, &from.to_string(), to.map(|to| to.to_string()).as_deref())
    }));
    findings.extend(misstated(stages, &names, last));
    let inputs: Vec<&BTreeMap<Posted, Digest>> = sides.iter().map(|side| &side.inputs).collect();
    Judged { transitions, findings, coverage: Coverage::of(&last.side.inputs, &inputs) }
}

/// What was changed without a ruling between a stage that is none of the record's and the round.
pub(crate) fn changed_since(stage: &Stage, round: &Sides<'_>) -> Vec<StageFinding> {
    let name = format!("{} {}", stage.kind().as_str(), stage.date());
    if stage.file().statement.predicate.secret != round.secret {
        return vec![StageFinding::OtherSecret { stage: name }];
    }
    let changes = compare((&side(stage), &round.side), &[stage.kind()], &round.rulings);
    uncovered(&changes, &name, None)
}

fn side(stage: &Stage) -> Side {
    Side { inputs: stage.inputs(), scoring: stage.file().statement.predicate.scheme.scoring.clone() }
}

/// Whether each stage comes after the one before, and is of this round.
fn chain(stages: &[Stage], names: &[StageName], round: &Round) -> Vec<StageFinding> {
    let mut findings = Vec::new();
    let mut before = None;
    for (stage, name) in stages.iter().zip(names) {
        let predicate = &stage.file().statement.predicate;
        let mut found = |why| findings.push(StageFinding::Chain { stage: name.to_string(), why });
        match (before, predicate.after) {
            (before, after) if before == after => {}
            (None, _) => found(ChainBreak::First),
            (Some(_), _) => found(ChainBreak::Before),
        }
        if predicate.round.id != round.heading().id.as_str() {
            found(ChainBreak::Round);
        }
        before = Some(stage.fingerprint());
    }
    findings
}

fn uncovered(changes: &[StageChange], from: &str, to: Option<&str>) -> Vec<StageFinding> {
    let (from, to) = (|| from.to_owned(), || to.map(str::to_owned));
    let found = changes.iter().filter_map(|change| match change.cover {
        Cover::NotNeeded | Cover::Ruling(_) => None,
        Cover::Missing => Some(StageFinding::ChangedWithoutRuling {
            from: from(),
            to: to(),
            change: Box::new(change.clone()),
        }),
        Cover::Impossible => Some(StageFinding::ScoringChanged { from: from(), to: to() }),
    });
    found.collect()
}

/// Sheets and ranking of the last stage that holds any, if its inputs are those of the round: then they must be what
/// comes of them. With other inputs, one corrected mark may change everybody's.
fn misstated(stages: &[Stage], names: &[StageName], last: &Sides<'_>) -> Vec<StageFinding> {
    let with_sheets = stages.iter().zip(names).rev().find(|(stage, _)| stage.kind().has_sheets());
    let Some((stage, name)) = with_sheets.filter(|(stage, _)| stage.inputs() == last.side.inputs) else {
        return Vec::new();
    };
    // A round that cannot be scored has no sheets that could be other ones.
    let Ok(standing) = stand(last.round) else { return Vec::new() };
    let mut computed = last.digests.clone();
    add_outcome(&mut computed, last.round, &standing);
    let stated = &stage.file().digests;
    let found = |of| StageFinding::Misstated { stage: name.to_string(), of };
    let people =
        stated.people.iter().zip(&computed.people).filter(|(stated, known)| stated.sheet != known.sheet);
    let mut findings: Vec<StageFinding> =
        people.map(|(person, _)| found(Misstated::Sheet(person.id.clone()))).collect();
    if stated.ranking != computed.ranking {
        findings.push(found(Misstated::Ranking));
    }
    findings
}
