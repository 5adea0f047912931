//! What was posted, and how a stage is called.

use super::STAGES;
use std::fmt;
use std::str::FromStr;

/// What was posted when a stage was sealed. They have no order, and each may come again.
///
/// ```
/// use anzhi_record::stage::StageKind;
///
/// assert_eq!(StageKind::ALL.map(StageKind::as_str), ["plan", "scores", "exams", "ranking"]);
/// assert_eq!("plan".parse(), Ok(StageKind::Plan));
/// assert!("Plan".parse::<StageKind>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum StageKind {
    /// The vacancies (岗位计划).
    Plan,
    /// The score sheets (计分).
    Scores,
    /// The marks of the exam (考试成绩).
    Exams,
    /// The ranking (排名).
    Ranking,
}

impl StageKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Plan, Self::Scores, Self::Exams, Self::Ranking];

    /// The word in files, names and arguments.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Scores => "scores",
            Self::Exams => "exams",
            Self::Ranking => "ranking",
        }
    }

    /// Whether a stage of this kind holds the sheets.
    pub(crate) fn has_sheets(self) -> bool {
        match self {
            Self::Scores | Self::Ranking => true,
            Self::Plan | Self::Exams => false,
        }
    }
}

/// Not the word of a kind of stage.
///
/// Shown at [`StageKind`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not one of plan, scores, exams, ranking")]
pub struct UnknownStage;

impl FromStr for StageKind {
    type Err = UnknownStage;

    fn from_str(text: &str) -> Result<Self, UnknownStage> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownStage)
    }
}

/// A stage by its number in the order of a record, from 1, and its kind: `2-scores`.
///
/// ```
/// use anzhi_record::stage::{StageKind, StageName};
///
/// let name = StageName { n: 2, kind: StageKind::Scores };
/// assert_eq!((name.to_string(), name.file()), ("2-scores".into(), "stages/2-scores.json".into()));
/// assert_eq!(StageName::of_file("2-scores.json"), Some(name));
/// assert_eq!(StageName::of_file("02-scores.json"), None);
/// ```
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct StageName {
    /// Its number.
    pub n: usize,
    /// Its kind.
    pub kind: StageKind,
}

/// More stages than this a record does not hold.
pub(crate) const MAX_STAGES: usize = 99;

impl StageName {
    /// The name of its file in a record.
    pub fn file(self) -> String {
        format!("{STAGES}{self}.json")
    }

    /// What the name of a file in the folder of the stages says.
    pub fn of_file(name: &str) -> Option<Self> {
        let (number, kind) = name.strip_suffix(".json")?.split_once('-')?;
        let n = number.parse().ok().filter(|n: &usize| (1..=MAX_STAGES).contains(n))?;
        // One writing of a number only.
        (n.to_string() == number).then_some(Self { n, kind: kind.parse().ok()? })
    }
}

impl fmt::Display for StageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.n, self.kind.as_str())
    }
}
