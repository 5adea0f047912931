//! Faults (差错): what is wrong with an input, as data. The sentences for people stand in `anzhi-report`.

use crate::date::Date;
use crate::digest::ShortCode;
use crate::eligibility::Closed;
use crate::ids::{CandidateId, VacancyId};
use crate::recheck::Broken;
use std::fmt;

/// A table or file of a round.
///
/// Shown at [`Fault`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Table {
    /// `round.toml` (年度).
    Round,
    /// `secret.hex` (密值).
    Secret,
    /// The scheme's file (计分办法).
    Scheme,
    /// The file of the ranking's own paper (排序办法).
    RankingPaper,
    /// The file of the choosing's own paper (选岗办法).
    ChoosingPaper,
    /// The candidates (候选人).
    Candidates,
    /// The degrees (学历).
    Degrees,
    /// The periods (经历).
    Periods,
    /// The rewards, sanctions and other events (奖惩).
    Events,
    /// The exam marks (考试).
    Exams,
    /// The vacancies (岗位).
    Vacancies,
    /// The relatives at units (回避).
    Relatives,
    /// The certificates handed in (证书).
    Certificates,
    /// The preferences (志愿).
    Preferences,
    /// The signatures under score sheets (签认).
    Acknowledgements,
    /// Who gave up, was absent, slow or late (放弃).
    GiveUps,
    /// The lots drawn (抽签).
    Lots,
    /// The answers to questions (答复).
    Answers,
    /// The rulings (裁定).
    Rulings,
}

/// Where a fault stands.
///
/// Shown at [`Fault`].
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// The table or file.
    pub table: Table,
    /// The line in it, counted from 1; 0 for the whole file.
    pub line: u32,
    /// The column as its header says or would say it; empty for the whole line.
    pub column: Box<str>,
}

/// One thing that is wrong, where it stands and what stands there.
///
/// ```
/// use anzhi_core::fault::{Fault, FaultKind, Table};
///
/// let fault = Fault::new(Table::Exams, 7, "成绩", FaultKind::MalformedNumber, "八十分");
/// assert_eq!((fault.place.line, &*fault.place.column), (7, "成绩"));
/// assert_eq!(fault.to_string(), r#"malformed-number at Exams:7:成绩: "八十分""#);
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub kind: FaultKind,
    /// What was found there, cut to a readable length.
    pub found: Box<str>,
}

impl Fault {
    /// A fault at a column of a line.
    pub fn new(table: Table, line: u32, column: &str, kind: FaultKind, found: &str) -> Self {
        Self { place: Place { table, line, column: column.into() }, kind, found: shorten(found) }
    }
}

fn shorten(text: &str) -> Box<str> {
    const READABLE: usize = 60;
    if text.chars().count() <= READABLE {
        return text.into();
    }
    let mut short: String = text.chars().take(READABLE).collect();
    short.push('…');
    short.into()
}

macro_rules! fault_kinds {
    ($($(#[$doc:meta])+ $name:ident $({ $($(#[$field_doc:meta])+ $field:ident : $type:ty),+ $(,)? })? = $code:literal;)+) => {
        /// What can be wrong with a round. Every kind has a stable code.
        ///
        /// ```
        /// use anzhi_core::fault::FaultKind;
        ///
        /// assert_eq!(FaultKind::DoubledId { first: 2 }.code(), "doubled-id");
        /// assert_eq!(FaultKind::TooManyPlaces { places: 2 }.code(), "too-many-places");
        /// ```
        #[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
        pub enum FaultKind {
            $($(#[$doc])+ $name $({ $($(#[$field_doc])+ $field: $type),+ })?,)+
        }

        impl FaultKind {
            /// The stable code, for machines and for asking others.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $code,)+
                }
            }
        }
    };
}

fault_kinds! {
    /// A file that is needed is not there.
    MissingFile = "missing-file";
    /// One table stands in two files.
    TwoFiles { /** The other file. */ other: Box<str> } = "two-files";
    /// A file has no header line, or nothing at all.
    EmptyFile = "empty-file";
    /// The table of candidates has a header and nobody under it.
    NoCandidates = "no-candidates";
    /// A file is larger than the program reads.
    FileTooLarge { /** The limit in bytes. */ limit: u64 } = "file-too-large";
    /// A file of tables has a name that no table has.
    UnknownFile { /** The nearest name that is known. */ nearest: Option<Box<str>> } = "unknown-file";
    /// A path that leaves the folder of the round.
    PathOutside = "path-outside";
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8";
    /// A NUL byte.
    NulByte = "nul-byte";
    /// The secret is not 64 lower-case hexadecimal digits and a line feed.
    MalformedSecret = "malformed-secret";
    /// No scheme of that name is shipped.
    UnknownScheme { /** The nearest name that is known. */ nearest: Option<Box<str>> } = "unknown-scheme";
    /// A scheme that calls itself by name and edition of a shipped one, and is another.
    SchemeNameTaken = "scheme-name-taken";
    /// A column that the table does not have.
    UnknownColumn { /** The nearest column that is known. */ nearest: Option<Box<str>> } = "unknown-column";
    /// A column that is needed is not there.
    MissingColumn = "missing-column";
    /// A column stands twice.
    DoubledColumn = "doubled-column";
    /// A line with more or fewer cells than the header.
    WrongCellCount { /** The number of columns in the header. */ expected: usize } = "wrong-cell-count";
    /// A cell that is needed is blank.
    MissingValue = "missing-value";
    /// A cell that rows of this kind do not have is filled.
    UnusedCell { /** The kind of row. */ kind: Box<str> } = "unused-cell";
    /// A cell is longer than the program reads.
    CellTooLong { /** The limit in characters. */ limit: usize } = "cell-too-long";
    /// A control character, such as a line break within a cell.
    ControlCharacter = "control-character";
    /// The mark `…`, which stands where people have to fill something in.
    Placeholder = "placeholder";
    /// Not an id.
    MalformedId = "malformed-id";
    /// An id that a spreadsheet has damaged: in exponent form, or 18 digits that end in 000.
    DamagedId = "damaged-id";
    /// Not a date of the form 2006-03-31.
    MalformedDate = "malformed-date";
    /// The calendar has no such day.
    NoSuchDay = "no-such-day";
    /// Not a plain decimal number.
    MalformedNumber = "malformed-number";
    /// More decimal places than permitted.
    TooManyPlaces { /** The number permitted. */ places: u32 } = "too-many-places";
    /// A number outside its bounds.
    OutOfBounds { /** The smallest permitted. */ least: Box<str>, /** The greatest permitted. */ most: Box<str> } = "out-of-bounds";
    /// Not a whole number.
    MalformedCount = "malformed-count";
    /// Neither 是 nor 否.
    MalformedFlag = "malformed-flag";
    /// A term that the set does not have.
    UnknownCategory {
        /** The nearest term that is known. */ nearest: Option<Box<str>>,
        /** All terms that are known. */ known: Box<str>,
    } = "unknown-category";
    /// Not a short code.
    MalformedCode = "malformed-code";
    /// A short code whose check character does not fit.
    WrongCheckCharacter = "wrong-check-character";
    /// An id stands twice.
    DoubledId { /** The line of the first. */ first: u32 } = "doubled-id";
    /// A line of sums (合计) among the lines of people or vacancies.
    TotalRow = "total-row";
    /// Two rows that say the same.
    DoubledRow { /** The line of the first. */ first: u32 } = "doubled-row";
    /// A candidate that the table of candidates does not have.
    UnknownCandidate { /** The nearest id that is known. */ nearest: Option<Box<str>> } = "unknown-candidate";
    /// A vacancy that the table of vacancies does not have.
    UnknownVacancy { /** The nearest id that is known. */ nearest: Option<Box<str>> } = "unknown-vacancy";
    /// A sitting that the scheme does not have.
    UnknownSitting { /** The sittings that are known. */ known: Box<str> } = "unknown-sitting";
    /// A group that the scheme does not have.
    UnknownGroup { /** The groups that are known. */ known: Box<str> } = "unknown-group";
    /// A vacancy of a sitting in which the candidate does not choose.
    OtherSitting { /** The title of the candidate's sitting. */ own: Box<str> } = "other-sitting";
    /// One candidate has more rows in a table than the program takes.
    TooManyRows { /** The limit. */ limit: usize } = "too-many-rows";
    /// A preference for a vacancy that stands on the list already.
    DoubledPreference { /** The line of the first. */ first: u32 } = "doubled-preference";
    /// The order numbers of a list of preferences are not 1, 2, 3 …
    BrokenOrder { /** The number that should stand here. */ expected: usize } = "broken-order";
    /// A period ends before it begins.
    EndBeforeStart { /** When it begins. */ start: Date } = "end-before-start";
    /// Something that happened before the candidate was born.
    BeforeBirth { /** When the candidate was born. */ born: Date } = "before-birth";
    /// A row of a kind that the scheme does not read.
    UnknownRowKind { /** The kinds that are known. */ known: Box<str> } = "unknown-row-kind";
    /// An upper age without the date at which it holds, or the date without the age.
    HalfAgeLimit = "half-age-limit";
    /// A vacancy asks for a certificate and the round has no filing date.
    NoFilingDate = "no-filing-date";
    /// A candidate without a mark.
    MissingMark = "missing-mark";
    /// The scheme counts an exam and the round has no marks yet.
    NoExams = "no-exams";
    /// Two equal lots among people who are tied.
    EqualLots { /** The other candidate. */ other: Box<str> } = "equal-lots";
    /// The start of a duration lies after its end.
    StartAfterEnd { /** The end. */ end: Date } = "start-after-end";
    /// A candidate without a row where the scheme needs one.
    NoRow = "no-row";
    /// A fact that an item needs is blank.
    FactNeeded { /** The item. */ item: Box<str> } = "fact-needed";
    /// Both grades are filled and the track is blank.
    TrackBlank = "track-blank";
    /// A grade is needed and blank.
    GradeBlank = "grade-blank";
    /// A row fits no class, or more than one.
    NotOneClass { /** The item. */ item: Box<str> } = "not-one-class";
    /// A row would be moved past the highest class of its ladder.
    AboveTop { /** The item. */ item: Box<str> } = "above-top";
    /// A row would be moved past the lowest class of its ladder.
    BelowBottom { /** The item. */ item: Box<str> } = "below-bottom";
    /// A row comes by two values, and must not count twice.
    RowTwice { /** The item. */ item: Box<str> } = "row-twice";
    /// A kind of time of which the scheme says nothing.
    UnknownLabel { /** The kind. */ label: Box<str>, /** The item. */ item: Box<str> } = "unknown-label";
    /// No group of the scheme takes the candidate.
    NoGroup = "no-group";
    /// A number that cannot be held, or not exactly.
    Arithmetic { /** What was being computed. */ quantity: Box<str> } = "arithmetic";
    /// An answer to a question that is not asked.
    VoidAnswer { /** Whose open question it may be meant for, and its code. */ open: Vec<(CandidateId, ShortCode)> } = "void-answer";
    /// A ruling whose old value is another now.
    VoidRuling { /** The present value. */ present: Box<str> } = "void-ruling";
    /// A ruling whose new value another fact contradicts.
    RulingContradicts { /** Where the other fact stands. */ place: Place, /** What it says. */ value: Box<str> } = "ruling-contradicts";
    /// A ruling on something that is not there.
    UnknownObject = "unknown-object";
    /// Two rulings on one thing, or two that exclude each other.
    RulingsCollide { /** The line of the first. */ first: u32 } = "rulings-collide";
    /// A placement by ruling, or a refill, on a vacancy without a seat left.
    NoSeatLeft = "no-seat-left";
    /// A change that changes nothing.
    NothingChanged = "nothing-changed";
    /// A refill of somebody who has a seat.
    PlacedAlready { /** Where. */ vacancy: VacancyId } = "placed-already";
    /// A refill of somebody who is left out of the ranking.
    RefillOfExcluded = "refill-of-excluded";
    /// A refill of somebody whose seat was taken back.
    RefillOfVoided { /** The line of the ruling that took it back. */ void: u32 } = "refill-of-voided";
    /// A refill on a vacancy that a condition closes to the candidate.
    RefillClosed { /** The condition. */ why: Closed } = "refill-closed";
    /// The day up to which facts count is not known for a candidate.
    NoCutoff = "no-cutoff";
    /// A candidate whom no population of the scheme takes.
    NoPopulation = "no-population";
    /// A candidate whom two populations take.
    SeveralPopulations { /** One of them. */ first: Box<str>, /** The other. */ second: Box<str> } = "several-populations";
    /// A candidate whom no sitting takes, or not the one that is named.
    NoSitting { /** The sittings. */ known: Box<str> } = "no-sitting";
    /// A vacancy of another kind than its sitting offers, or of a kind that the scheme does not know.
    VacancyKind { /** What it can be. */ known: Box<str> } = "vacancy-kind";
    /// A scheme of which only some items are known: it ranks nobody.
    SchemeFragment = "scheme-fragment";
    /// A part that neither the scheme nor a paper of its own states.
    SchemePartMissing { /** Which. */ part: Box<str> } = "scheme-part-missing";
    /// A value that cannot fill a gap.
    CannotFill { /** What can. */ known: Box<str> } = "cannot-fill";
    /// The independent check disagrees with the allocation: an error of the program.
    CheckFailed { /** What it found. */ what: Broken } = "check-failed";
}

impl fmt::Display for Fault {
    /// The code and the place, for logs; people read the sentences of `anzhi-report`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { table, line, column } = &self.place;
        write!(f, "{} at {table:?}:{line}:{column}: {:?}", self.kind.code(), self.found)
    }
}

impl std::error::Error for Fault {}
