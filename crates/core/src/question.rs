//! Questions that only a human may answer (待决事项), with their codes and the lines that answer them.

use crate::digest::ShortCode;
use crate::fault::Table;
use crate::points::Points;
use crate::round::{CandidateRef, Round, SittingRef};
use crate::scheme::GapId;
use std::fmt::Write as _;

/// Something that only a human may decide.
///
/// Shown at [`Question::ready_lines`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Question {
    /// Its code: another one as soon as anything that raised the question changes.
    pub code: ShortCode,
    /// What it is about.
    pub kind: QuestionKind,
}

/// The kinds of question, in the order in which they are listed.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_core::{place::stand, question::QuestionKind};
///
/// files.remove("lots.csv");
/// # let round = anzhi_tables::read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let standing = stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let QuestionKind::Tie { candidates, total, .. } = &standing.questions[0].kind else {
///     return Err("another question".into());
/// };
/// assert_eq!((candidates.len(), total.to_string().as_str()), (2, "23.75"));
/// assert_eq!(standing.questions[0].kind.as_str(), "tie");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum QuestionKind {
    /// A figure that the paper leaves out is reached by these candidates' facts.
    Gap {
        /// Which figure.
        gap: GapId,
        /// Whose facts reach it.
        candidates: Vec<CandidateRef>,
    },
    /// A candidate has not signed the present sheet, nor any other.
    Unsigned {
        /// Who.
        candidate: CandidateRef,
        /// The code of the present sheet.
        present: ShortCode,
    },
    /// A candidate has signed a sheet that is not the present one.
    SignedOther {
        /// Who.
        candidate: CandidateRef,
        /// The code that was signed, the last one if there are several.
        signed: ShortCode,
        /// The code of the present sheet.
        present: ShortCode,
    },
    /// Candidates stay tied after all tie keys.
    Tie {
        /// In which sitting.
        sitting: SittingRef,
        /// Who, by id.
        candidates: Vec<CandidateRef>,
        /// Their total.
        total: Points,
    },
    /// A candidate has neither preferences nor a recorded giving-up.
    NoPreferences {
        /// Who.
        candidate: CandidateRef,
    },
}

/// A line that answers a question once somebody fills in what is left blank.
///
/// Shown at [`Question::ready_lines`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReadyLine {
    /// The table that it belongs into.
    pub table: Table,
    /// Columns and what is to stand there; `None` is for people to fill in.
    pub cells: Vec<(&'static str, Option<String>)>,
}

impl Question {
    /// The question with its code: SHA-256 of the secret and the canonical question, shortened. It is asked of nobody
    /// yet; by its code an answer can be told whose it is.
    ///
    /// Shown at [`Question::ready_lines`].
    pub fn new(round: &Round, kind: QuestionKind) -> Self {
        let code = round.secret.digest(kind.canonical(round).as_bytes()).short_code();
        Self { code, kind }
    }

    /// The lines of which one (of a tie: all) answers the question.
    ///
    /// ```
    /// // Without the lots, the two who are tied must draw.
    /// let mut files = std::collections::BTreeMap::new();
    /// for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
    ///     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
    /// }
    /// files.remove("lots.csv");
    /// let round = anzhi_tables::read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?;
    /// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
    /// let lines = standing.questions[0].ready_lines(&round);
    /// assert_eq!(lines[0].cells[0], ("candidate", Some("21".into())));
    /// assert_eq!(lines[0].cells[1], ("number", None)); // for people to fill in
    /// let again = anzhi_core::question::Question::new(&round, standing.questions[0].kind.clone());
    /// assert_eq!(again.code, standing.questions[0].code);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ready_lines(&self, round: &Round) -> Vec<ReadyLine> {
        let id = |candidate: CandidateRef| Some(round.candidate(candidate).id().to_string());
        let sign = |candidate: CandidateRef, present: ShortCode| {
            let cells = [("candidate", id(candidate)), ("code", Some(present.to_string()))];
            ReadyLine::new(Table::Acknowledgements, cells, ["date", "how"])
        };
        let rule = |kind: &str, object: String, new: Option<String>| {
            let old = ("old", Some(String::new()));
            let cells = [("kind", Some(kind.into())), ("object", Some(object)), old, ("new", new)];
            ReadyLine::new(Table::Rulings, cells, ["who", "date", "document"])
        };
        match &self.kind {
            QuestionKind::Gap { gap, .. } => {
                vec![rule("fill_gap", format!("gap/{}", round.scheme.scoring.gap(*gap).key), None)]
            }
            QuestionKind::Unsigned { candidate, present } => {
                let object = format!("candidate/{}", round.candidate(*candidate).id());
                vec![sign(*candidate, *present), rule("exclude", object, Some(String::new()))]
            }
            QuestionKind::SignedOther { candidate, present, .. } => {
                let cells = [("code", Some(self.code.to_string())), ("answer", Some("stands".into()))];
                let stands = ReadyLine::new(Table::Answers, cells, ["who", "date", "document"]);
                vec![sign(*candidate, *present), stands]
            }
            // Whoever has a lot keeps it; another row would be a double.
            QuestionKind::Tie { candidates, .. } => candidates
                .iter()
                .filter(|who| round.lot(**who).is_none())
                .map(|who| {
                    ReadyLine::new(Table::Lots, [("candidate", id(*who))], ["number", "drawn_by", "date"])
                })
                .collect(),
            QuestionKind::NoPreferences { candidate } => {
                let first = [("candidate", id(*candidate)), ("order", Some("1".into()))];
                let listed = ReadyLine::new(Table::Preferences, first, ["vacancy"]);
                if round.give_up(*candidate).is_some() {
                    return vec![listed];
                }
                let gave_up = [("candidate", id(*candidate)), ("kind", Some("gave_up".into()))];
                vec![listed, ReadyLine::new(Table::GiveUps, gave_up, ["date"])]
            }
        }
    }
}

impl ReadyLine {
    fn new<const N: usize, const M: usize>(
        table: Table,
        cells: [(&'static str, Option<String>); N],
        blank: [&'static str; M],
    ) -> Self {
        let blank = blank.into_iter().map(|column| (column, None));
        Self { table, cells: cells.into_iter().chain(blank).collect() }
    }
}

impl QuestionKind {
    /// The stable name of the kind.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "gap",
            Self::NoPreferences { .. } => "no-preferences",
            Self::SignedOther { .. } => "signed-other",
            Self::Tie { .. } => "tie",
            Self::Unsigned { .. } => "unsigned",
        }
    }

    /// The sitting that it holds up; `None` for a gap, which holds up all of them.
    pub fn sitting(&self, round: &Round) -> Option<SittingRef> {
        match self {
            Self::Gap { .. } => None,
            Self::NoPreferences { candidate }
            | Self::SignedOther { candidate, .. }
            | Self::Unsigned { candidate, .. } => Some(round.candidate(*candidate).sitting),
            Self::Tie { sitting, .. } => Some(*sitting),
        }
    }

    /// Kind, object, admissible answers and the facts that raised it, a line each.
    fn canonical(&self, round: &Round) -> String {
        let id = |candidate: &CandidateRef| round.candidate(*candidate).id().as_str();
        let mut text = String::from("anzhi-question 1\n");
        let mut line = |name: &str, value: &str| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{name} {value}");
        };
        line("kind", self.as_str());
        match self {
            Self::Gap { gap, candidates } => {
                line("object", round.scheme.scoring.gap(*gap).key.as_str());
                line("answers", "points");
                candidates.iter().for_each(|candidate| line("candidate", id(candidate)));
            }
            Self::Unsigned { candidate, present } => {
                line("object", id(candidate));
                line("answers", "signature exclude");
                line("present", &present.to_string());
            }
            Self::SignedOther { candidate, signed, present } => {
                line("object", id(candidate));
                line("answers", "signature stands");
                line("signed", &signed.to_string());
                line("present", &present.to_string());
            }
            Self::Tie { sitting, candidates, total } => {
                line("object", round.scheme.sittings[usize::from(sitting.0)].key.as_str());
                line("answers", "lots");
                line("total", &total.to_string());
                candidates.iter().for_each(|candidate| line("candidate", id(candidate)));
            }
            Self::NoPreferences { candidate } => {
                line("object", id(candidate));
                line("answers", "preferences give-up");
            }
        }
        text
    }
}
