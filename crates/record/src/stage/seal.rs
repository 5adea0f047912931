//! Seals a stage, and a record behind stages; neither if something was changed without a ruling.

use super::digests::{add_outcome, is_of_ranking, predicate};
use super::judge::{Judged, Sides, judge};
use super::kind::MAX_STAGES;
use super::{Stage, StageKind};
use crate::package::Package;
use crate::seal::{Originals, Signer, seal_behind};
use anzhi_core::date::Date;
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::{place, stand};
use anzhi_core::question::Question;
use anzhi_core::round::Round;
use anzhi_schemes::LoadedScheme;

/// Why nothing was sealed.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_record::stage::{NotSealed, StageKind, seal_stage};
///
/// files.remove("lots.csv");
/// # let reading = anzhi_tables::read_round(&files)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// let date = "2026-06-20".parse()?;
/// let seal = |kind| seal_stage((&round, &scheme), kind, date, &[]);
/// // A ranking with an open tie is none; the scores can be posted before.
/// assert!(matches!(seal(StageKind::Ranking), Err(NotSealed::Questions(asked)) if asked.len() == 1));
/// assert!(seal(StageKind::Scores).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub enum NotSealed {
    /// Something was changed behind a stage without a ruling, or the stages do not hang together.
    Refused(Box<Judged>),
    /// Gaps or ties that keep the ranking from being settled.
    Questions(Vec<Question>),
    /// Something is wrong with the inputs.
    Faults(Vec<Fault>),
    /// More stages than a record holds.
    TooMany,
}

/// Seals a stage behind the earlier ones: everything that the round has that day, by digest. Nobody has signed it yet.
///
/// # Errors
/// [`NotSealed`].
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::stage::{StageKind, seal_stage};
///
/// let seal = |kind, date: &str, after: &[_]| -> Result<_, Box<dyn std::error::Error>> {
///     Ok(seal_stage((&round, &scheme), kind, date.parse()?, after).map_err(|why| format!("{why:?}"))?)
/// };
/// let plan = seal(StageKind::Plan, "2026-05-20", &[])?;
/// let scores = seal(StageKind::Scores, "2026-06-01", &[plan.clone()])?;
/// assert_eq!(scores.file().statement.predicate.after, Some(plan.fingerprint()));
/// // The same inputs and day give the same stage.
/// assert_eq!(seal(StageKind::Plan, "2026-05-20", &[])?, plan);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn seal_stage(
    (round, scheme): (&Round, &LoadedScheme),
    kind: StageKind,
    date: Date,
    after: &[Stage],
) -> Result<Stage, NotSealed> {
    if after.len() >= MAX_STAGES {
        return Err(NotSealed::TooMany);
    }
    let mut sides = Sides::of((round, scheme));
    let judged = judge(after, &sides);
    if !judged.findings.is_empty() {
        return Err(NotSealed::Refused(Box::new(judged)));
    }
    let needs_marks = matches!(kind, StageKind::Exams | StageKind::Ranking);
    if needs_marks && round.waits_for_exam() {
        let fault = Fault::new(Table::Exams, 0, "", FaultKind::NoExams, "");
        return Err(NotSealed::Faults(vec![fault]));
    }
    if kind.has_sheets() {
        let standing = stand(round).map_err(NotSealed::Faults)?;
        let asked = standing.questions.iter().filter(|question| is_of_ranking(&question.kind));
        let open: Vec<Question> = asked.filter(|_| kind == StageKind::Ranking).cloned().collect();
        if !open.is_empty() {
            return Err(NotSealed::Questions(open));
        }
        add_outcome(&mut sides.digests, round, &standing);
    }
    let before = after.last().map(Stage::fingerprint);
    let predicate = predicate((round, scheme), (kind.as_str(), &date.to_string()), before);
    Ok(Stage::new(sides.digests, predicate, (kind, date)))
}

/// As [`place_and_seal`](crate::place_and_seal), behind stages, which the record holds byte for byte. There is a record
/// only if nothing was changed without a ruling.
///
/// # Errors
/// What does not hold of the stages.
///
/// Shown at [`stage`](crate::stage).
pub fn place_and_seal_after(
    (round, scheme): (&Round, &LoadedScheme),
    originals: &Originals,
    stages: &[Stage],
    signer: Option<&Signer<'_>>,
) -> (Outcome, Result<Option<Package>, NotSealed>) {
    let outcome = place(round);
    if stages.len() > MAX_STAGES {
        return (outcome, Err(NotSealed::TooMany));
    }
    // What was changed without a ruling is told even while questions are open: it may raise others.
    if !stages.is_empty() && !matches!(outcome, Outcome::Fault(_)) {
        let judged = judge(stages, &Sides::of((round, scheme)));
        if !judged.findings.is_empty() {
            return (outcome, Err(NotSealed::Refused(Box::new(judged))));
        }
    }
    let Outcome::Done(placement) = &outcome else { return (outcome, Ok(None)) };
    let package = seal_behind((round, scheme), placement, originals, stages, signer);
    (outcome, Ok(Some(package)))
}
