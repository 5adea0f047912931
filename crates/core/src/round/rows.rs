//! The rows of a round's tables besides facts: what was measured, handed in, signed, drawn and decided.

use super::{CandidateRef, Note, VacancyRef};
use crate::date::Date;
use crate::digest::ShortCode;
use crate::points::Points;

/// A mark of the exam (考试成绩).
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mark {
    /// The line of the file.
    pub line: u32,
    /// Whose mark.
    pub candidate: CandidateRef,
    /// The mark.
    pub mark: Points,
    /// Evidence and remark.
    pub note: Note,
}

/// A relative at a unit (回避): all vacancies of the unit are closed to the candidate.
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Relative {
    /// The line of the file.
    pub line: u32,
    /// The candidate.
    pub candidate: CandidateRef,
    /// The unit.
    pub unit: Box<str>,
    /// How they are related.
    pub relation: Box<str>,
    /// Evidence and remark.
    pub note: Note,
}

/// A certificate handed in (证书).
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Certificate {
    /// The line of the file.
    pub line: u32,
    /// The candidate.
    pub candidate: CandidateRef,
    /// What it certifies.
    pub certificate: Box<str>,
    /// The day on which it was handed in.
    pub date: Date,
    /// Evidence and remark.
    pub note: Note,
}

/// One preference (志愿).
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Preference {
    /// The line of the file.
    pub line: u32,
    /// The candidate.
    pub candidate: CandidateRef,
    /// Its number on the candidate's list, from 1.
    pub order: u32,
    /// The vacancy.
    pub vacancy: VacancyRef,
    /// Evidence and remark.
    pub note: Note,
}

/// A signature under a score sheet (签认).
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Acknowledgement {
    /// The line of the file.
    pub line: u32,
    /// The candidate.
    pub candidate: CandidateRef,
    /// The short code of the sheet that was signed.
    pub code: ShortCode,
    /// When.
    pub date: Date,
    /// How it was signed.
    pub how: Box<str>,
    /// Evidence and remark.
    pub note: Note,
}

/// What kept a candidate from choosing in turn (放弃).
///
/// ```
/// use anzhi_core::round::GiveUpKind;
///
/// let chinese = |kind| GiveUpKind::WORDS.iter().find(|(known, ..)| *known == kind).map(|word| word.2);
/// assert_eq!(chinese(GiveUpKind::TimedOut), Some("超时"));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum GiveUpKind {
    /// Was not there (缺席).
    Absent,
    /// Gave up (放弃).
    GaveUp,
    /// Came late (迟到).
    Late,
    /// Used up the time (超时).
    TimedOut,
}

impl GiveUpKind {
    /// All kinds with their names in tables, English and Chinese.
    pub const WORDS: [(Self, &'static str, &'static str); 4] = [
        (Self::Absent, "absent", "缺席"),
        (Self::GaveUp, "gave_up", "放弃"),
        (Self::Late, "late", "迟到"),
        (Self::TimedOut, "timed_out", "超时"),
    ];
}

/// A recorded giving-up, absence, lateness or running out of time.
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GiveUp {
    /// The line of the file.
    pub line: u32,
    /// The candidate.
    pub candidate: CandidateRef,
    /// What happened.
    pub kind: GiveUpKind,
    /// When.
    pub date: Date,
    /// Evidence and remark.
    pub note: Note,
}

/// A lot (抽签): the smaller number goes first.
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lot {
    /// The line of the file.
    pub line: u32,
    /// The candidate.
    pub candidate: CandidateRef,
    /// The number drawn.
    pub number: u32,
    /// Who drew it.
    pub drawn_by: Box<str>,
    /// When.
    pub date: Date,
    /// Evidence and remark.
    pub note: Note,
}

/// Who decided, when and by which document.
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Authority {
    /// Who decided (决定人).
    pub who: Box<str>,
    /// When.
    pub date: Date,
    /// The document (文号); may be empty.
    pub document: Box<str>,
}

/// A human's answer to a question of the engine (答复).
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The line of the file.
    pub line: u32,
    /// The code of the question.
    pub code: ShortCode,
    /// The answer.
    pub answer: AnswerWord,
    /// Who decided.
    pub authority: Authority,
    /// Evidence and remark.
    pub note: Note,
}

/// The answers that questions admit.
///
/// ```
/// use anzhi_core::round::AnswerWord;
///
/// assert_eq!(AnswerWord::WORDS, [(AnswerWord::Stands, "stands", "原签认有效")]);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum AnswerWord {
    /// The earlier signature counts for the present sheet (原签认有效).
    Stands,
}

impl AnswerWord {
    /// All answers with their names in tables, English and Chinese.
    pub const WORDS: [(Self, &'static str, &'static str); 1] = [(Self::Stands, "stands", "原签认有效")];
}

/// The kinds of ruling.
///
/// ```
/// use anzhi_core::round::RulingKind;
///
/// let english = |kind| RulingKind::WORDS.iter().find(|(known, ..)| *known == kind).map(|word| word.1);
/// assert_eq!(english(RulingKind::FillGap), Some("fill_gap"));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum RulingKind {
    /// Covers a change of something that was posted (公示后变更).
    Change,
    /// Leaves a candidate out of the ranking (不予排名).
    Exclude,
    /// Fills a figure that the paper leaves out (补定缺项).
    FillGap,
    /// Places a candidate outside the order (直接安置).
    Place,
    /// Gives a candidate a seat that is free after the meeting (递补).
    Refill,
    /// Puts a candidate into another group (调整组别).
    Regroup,
    /// Corrects or decides a fact (更正事实).
    SetFact,
    /// Takes back a seat after the meeting (撤销选岗).
    Void,
}

impl RulingKind {
    /// All kinds with their names in tables, English and Chinese.
    pub const WORDS: [(Self, &'static str, &'static str); 8] = [
        (Self::Change, "change", "公示后变更"),
        (Self::Exclude, "exclude", "不予排名"),
        (Self::FillGap, "fill_gap", "补定缺项"),
        (Self::Place, "place", "直接安置"),
        (Self::Refill, "refill", "递补"),
        (Self::Regroup, "regroup", "调整组别"),
        (Self::SetFact, "set_fact", "更正事实"),
        (Self::Void, "void", "撤销选岗"),
    ];

    /// Whether it says what happened after something was posted or settled, and so needs a document.
    ///
    /// ```
    /// use anzhi_core::round::RulingKind;
    ///
    /// let later = RulingKind::WORDS.into_iter().filter(|(kind, ..)| kind.comes_later());
    /// assert!(later.map(|(_, english, _)| english).eq(["change", "refill", "void"]));
    /// ```
    pub fn comes_later(self) -> bool {
        match self {
            Self::Change | Self::Refill | Self::Void => true,
            Self::Exclude | Self::FillGap | Self::Place | Self::Regroup | Self::SetFact => false,
        }
    }
}

/// Why a seat is taken back after the meeting.
///
/// ```
/// use anzhi_core::round::VoidCause;
///
/// let chinese = |cause| VoidCause::WORDS.iter().find(|(known, ..)| *known == cause).map(|word| word.2);
/// assert_eq!(chinese(VoidCause::GaveUp), Some("放弃"));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum VoidCause {
    /// Did not come to take it up (缺席).
    Absent,
    /// Is not to be placed in this round (不予排名).
    Excluded,
    /// Gave it up (放弃).
    GaveUp,
}

impl VoidCause {
    /// All causes with their names in tables, English and Chinese.
    pub const WORDS: [(Self, &'static str, &'static str); 3] = [
        (Self::Absent, "absent", "缺席"),
        (Self::Excluded, "excluded", "不予排名"),
        (Self::GaveUp, "gave_up", "放弃"),
    ];
}

/// A ruling (裁定): what a human decided unasked.
///
/// Shown at [`round`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ruling {
    /// The line of the file.
    pub line: u32,
    /// Its kind.
    pub kind: RulingKind,
    /// What it is about, as a path.
    pub object: Box<str>,
    /// The value that it replaces, in normal form.
    pub old: Box<str>,
    /// The value that holds from now on, in normal form.
    pub new: Box<str>,
    /// Who decided.
    pub authority: Authority,
    /// Evidence and remark.
    pub note: Note,
}
