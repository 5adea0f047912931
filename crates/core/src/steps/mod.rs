//! The steps of a pipeline (计算步骤): each kind one file here and one line in the table below.
//!
//! A pipeline is checked once, when it is built, and then runs on registers: a step reads the register of
//! the kind that it takes and fills the register of the kind that it gives. After each step a trace may
//! record what was given; explanations and sheets derive from that.
//!
//! A step stands in a scheme's file as `{ measure = { unit = "year", rest = "up" } }`; in Rust it is built like
//! this. Half a point for each of twenty years, a whole one for each further year; and five points for every grade
//! but the first, of which the paper says nothing:
//!
//! ```
//! # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
//! # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
//! use anzhi_core::condition::Subject;
//! use anzhi_core::{date::TimeUnit, facts::FieldKind, points::Points, scheme::GapId};
//! use anzhi_core::steps::{Attribute, Band, Lookup, Measure, Param, Pipeline, Rest, Scale, Span, Step};
//!
//! let mut scheme = round.scheme().clone();
//! let facts = scheme.scoring.facts.clone();
//! let from = facts.find_attribute("enlisted").ok_or("no such attribute")?;
//! let half = Band { at: Points::ZERO, gives: None, each: "0.5".parse()? };
//! let whole = Band { at: Points::from_int(20), gives: None, each: Points::from_int(1) };
//! scheme.scoring.items[0].pipeline = Pipeline::new(vec![
//!     Step::Span(Span { from }),
//!     Step::Measure(Measure { unit: TimeUnit::Year, rest: Rest::Up }),
//!     Step::Scale(Scale { bands: vec![half, whole] }),
//! ])?;
//! let grade = facts.find_attribute("post_grade").ok_or("no such attribute")?;
//! let FieldKind::Category(set) = facts.attribute(grade).kind else { return Err("no category".into()) };
//! let mut points = vec![Param::Stated(Points::from_int(5)); facts.set(set).terms.len()];
//! points[0] = Param::Gap(GapId(0));
//! scheme.scoring.items[1].pipeline = Pipeline::new(vec![
//!     Step::Attribute(Attribute { subject: Subject::Attribute(grade) }),
//!     Step::Lookup(Lookup { set, points }),
//! ])?;
//! let who = round.find_candidate("01").ok_or("not there")?; // has served 31 years and a rest
//! let sheet = anzhi_core::score::score(&scheme, round.cohort(), round.dossier(who))
//!     .map_err(|unscored| format!("{unscored:?}"))?;
//! assert_eq!(sheet.items[0].points, Points::from_int(22)); // 20 × 0.5 + 12 × 1
//! assert_eq!(sheet.items[1].points, Points::from_int(5));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Rows go a longer way. Here the greatest degree counts its class, every other one half a point:
//!
//! ```
//! # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
//! # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
//! use anzhi_core::condition::{Condition, Subject};
//! use anzhi_core::facts::{CategoryId, FieldKind, Source};
//! use anzhi_core::{points::Points, scheme::LadderId};
//! use anzhi_core::steps::{
//!     Best, Classify, Drop, Keep, Kind, OncePer, Param, Per, Pipeline, Price, SelectRows, Step, Sum, Token,
//! };
//!
//! let mut scheme = round.scheme().clone();
//! let facts = scheme.scoring.facts.clone();
//! let table = facts.find_table(Source::Degrees, "").ok_or("no such table")?;
//! let column = |name| facts.find_column(Source::Degrees, name).ok_or("no such column");
//! let (class, date) = (column("class")?, column("date")?);
//! let Some(FieldKind::Category(set)) = facts.field_kind(Source::Degrees, Some(table), class) else {
//!     return Err("no category".into());
//! };
//! let is = |place| {
//!     let (subject, categories) = (Subject::Field(class), vec![CategoryId(place)]);
//!     Condition::In { subject, set, categories }
//! };
//! let late = Condition::AfterCutoff { subject: Subject::Field(date), blank: Some(false) };
//! let ladder = LadderId(0); // its classes stand in the order of the set
//! let points = (0..6).map(|class| Param::Stated(Points::from_int(class))).collect();
//! let pipeline = Pipeline::new(vec![
//!     Step::SelectRows(SelectRows { table, source: Source::Degrees, needed: true }),
//!     Step::Drop(Drop { when: late, because: "too late".into(), warn: false }),
//!     Step::Keep(Keep { when: Condition::Not(Box::new(is(0))), because: "no degree".into() }),
//!     Step::Classify(Classify { ladder, classes: (0..6).map(|place| (place, is(place))).collect() }),
//!     Step::Price(Price { ladder, points }),
//!     Step::OncePer(OncePer { field: class, date }),
//!     Step::Token(Token { rest: "0.5".parse()?, date }),
//!     Step::Best(Best { n: 3, per: Per::All }),
//!     Step::Sum(Sum),
//! ])?;
//! assert_eq!(pipeline.source(), Some(Source::Degrees));
//! assert_eq!(pipeline.steps()[3].1, Kind::Classed);
//! scheme.scoring.items[2].pipeline = pipeline;
//! let who = round.find_candidate("02").ok_or("not there")?; // 本科, 硕士, 博士
//! let sheet = anzhi_core::score::score(&scheme, round.cohort(), round.dossier(who))
//!     .map_err(|unscored| format!("{unscored:?}"))?;
//! assert_eq!(sheet.items[2].points.to_string(), "6"); // 5 + 2 × 0.5
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attribute;
mod best;
mod classify;
mod filter;
mod lookup;
mod measure;
mod once_per;
mod pipeline;
mod price;
mod rows;
mod scale;
mod span;
mod sum;
mod token;

use crate::canonical::Canonical;
use crate::condition::{Held, Missing};
use crate::date::Date;
use crate::dossier::{Dossier, Row};
use crate::facts::{CategoryId, Cell, ColumnId, Source};
use crate::points::{Points, PointsError};
use crate::scheme::{GapId, Scoring};

pub use attribute::Attribute;
pub use best::{Best, Per};
pub use classify::Classify;
pub use filter::{Drop, Keep};
pub use lookup::Lookup;
pub use measure::{Measure, Rest};
pub use once_per::OncePer;
pub use pipeline::{NotComposed, Pipeline};
pub use price::Price;
pub use rows::SelectRows;
pub use scale::{Band, Scale};
pub use span::Span;
pub use sum::Sum;
pub use token::Token;

/// What flows from one step to the next.
///
/// Shown at [`steps`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A category (类别).
    Category,
    /// Rows with a class of a ladder (定等次的事实).
    Classed,
    /// Rows with points (计分的事实).
    Entries,
    /// Points (分值).
    Points,
    /// A number of days, months or years (时长).
    Quantity,
    /// Rows of a table of facts (事实).
    Rows,
    /// A span of time (起止).
    Span,
}

macro_rules! steps {
    ($($(#[$doc:meta])+ $name:ident = $word:literal;)+) => {
        /// One step of a pipeline.
        ///
        /// ```
        /// use anzhi_core::steps::{Step, Sum};
        ///
        /// assert_eq!(Step::Sum(Sum).word(), "sum");
        /// assert_eq!(Step::WORDS.len(), 14);
        /// ```
        #[derive(Clone, Debug, PartialEq)]
        pub enum Step {
            $($(#[$doc])+ $name($name),)+
        }

        impl Step {
            /// The name of the kind in scheme files.
            pub fn word(&self) -> &'static str {
                match self { $(Self::$name(_) => $word,)+ }
            }

            /// The names of all kinds.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            fn action(&self) -> &dyn Action {
                match self { $(Self::$name(step) => step,)+ }
            }

            fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
                match self { $(Self::$name(step) => step.run(context, registers),)+ }
            }
        }
    };
}

steps! {
    /// Reads a category of the candidate.
    Attribute = "attribute";
    /// Keeps the first so many.
    Best = "best";
    /// Puts each row into a class.
    Classify = "classify";
    /// Takes rows away.
    Drop = "drop";
    /// Keeps certain rows only.
    Keep = "keep";
    /// Points for a category.
    Lookup = "lookup";
    /// The length of a span.
    Measure = "measure";
    /// One entry per cause.
    OncePer = "once_per";
    /// Points for a class.
    Price = "price";
    /// Points for a length.
    Scale = "scale";
    /// Takes the rows of a table.
    SelectRows = "rows";
    /// The time between two dates.
    Span = "span";
    /// Adds the entries up.
    Sum = "sum";
    /// Counts the heaviest in full and each further one as a token.
    Token = "token";
}

/// What every kind of step does.
pub(crate) trait Action {
    /// The kind it gives when it takes `takes`; `None` if it cannot take that.
    fn gives(&self, takes: Option<Kind>) -> Option<Kind>;

    /// Carries the step out.
    fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop>;

    /// Writes kind and parameters.
    fn canonical(&self, scoring: &Scoring, source: Option<Source>, out: &mut Canonical);

    /// The table that the step begins to read, for steps that begin to read one.
    fn source(&self) -> Option<Source> {
        None
    }
}

/// A parameter that the paper states or leaves out.
///
/// Shown at [`steps`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Param<T> {
    /// As stated.
    Stated(T),
    /// Left out.
    Gap(GapId),
}

/// What a pipeline reads and never changes.
pub(crate) struct Context<'a> {
    pub(crate) scoring: &'a Scoring,
    pub(crate) cutoff: Date,
    /// By gap: what a ruling filled it with.
    pub(crate) fillings: &'a [Option<Points>],
    pub(crate) dossier: &'a Dossier,
}

impl<'a> Context<'a> {
    pub(crate) fn held(&self, row: Option<&'a Row>) -> Held<'a> {
        Held { schema: &self.scoring.facts, dossier: self.dossier, cutoff: self.cutoff, row }
    }

    fn row(&self, registers: &Registers, entry: &Entry) -> Option<&'a Row> {
        self.dossier.rows(registers.source).get(usize::from(entry.row))
    }
}

/// A row on its way through a pipeline.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Entry {
    pub(crate) row: u16,
    pub(crate) class: u16,
    pub(crate) points: Points,
}

/// What the steps work on; reused from one candidate to the next.
#[derive(Debug)]
pub(crate) struct Registers {
    pub(crate) category: CategoryId,
    pub(crate) entries: Vec<Entry>,
    pub(crate) points: Points,
    pub(crate) quantity: Points,
    pub(crate) source: Source,
    pub(crate) span: Option<(Date, Date)>,
    /// Gaps that this dossier reached, filled or not.
    pub(crate) reached: Vec<GapId>,
    /// A row that does not count and of which the scheme wants a warning.
    pub(crate) not_counted: bool,
}

impl Registers {
    pub(crate) fn new() -> Self {
        Self {
            category: CategoryId(0),
            entries: Vec::new(),
            points: Points::ZERO,
            quantity: Points::ZERO,
            source: Source::Events,
            span: None,
            reached: Vec::new(),
            not_counted: false,
        }
    }

    /// The value of a parameter; a gap that is not filled counts nothing here and holds the sheet back.
    fn value(&mut self, context: &Context<'_>, param: Param<Points>) -> Points {
        match param {
            Param::Stated(points) => points,
            Param::Gap(gap) => {
                self.reached.push(gap);
                context.fillings.get(usize::from(gap.0)).copied().flatten().unwrap_or(Points::ZERO)
            }
        }
    }
}

/// Why a pipeline cannot go on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Stop {
    Missing { what: Missing, row: Option<u16> },
    NoRow,
    NotOneClass { row: u16 },
    StartAfterEnd { start: crate::facts::AttributeId },
    Arithmetic,
}

impl From<PointsError> for Stop {
    fn from(_: PointsError) -> Self {
        Self::Arithmetic
    }
}

/// Records what each step gave.
pub(crate) trait Trace {
    fn gave(&mut self, kind: Kind, registers: &Registers);
}

/// Records nothing.
impl Trace for () {
    fn gave(&mut self, _: Kind, _: &Registers) {}
}

/// The date in a column of a row, for ordering; rows without one come last.
fn date_or_last(row: Option<&Row>, column: ColumnId) -> (bool, Option<Date>) {
    match row.and_then(|row| row.cells.get(usize::from(column.0))) {
        Some(Cell::Date(date)) => (false, Some(*date)),
        Some(Cell::Blank | Cell::Category(_) | Cell::Flag(_) | Cell::Text(_)) | None => (true, None),
    }
}

fn column_name(scoring: &Scoring, source: Option<Source>, column: ColumnId) -> &str {
    source
        .and_then(|source| scoring.facts.columns(source).get(usize::from(column.0)))
        .map_or("", |column| column.key.as_str())
}
