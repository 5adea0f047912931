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
//! let half = Band::rate(Points::ZERO, "0.5".parse()?);
//! let whole = Band::rate(Points::from_int(20), Points::from_int(1));
//! scheme.scoring.items[0].pipeline = Pipeline::new(vec![
//!     Step::Span(Span::to_cutoff(from)),
//!     Step::Measure(Measure::one(TimeUnit::Year, Rest::Up)),
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
//!     Best, By, Classify, Drop, Keep, KeepKey, Kind, OncePer, Param, Per, Pipeline, Price, SelectRows, Step, Sum,
//!     Token,
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
//! let points = (0..6).map(|class| Param::Stated(Points::from_int(class)).into()).collect();
//! let keep = vec![KeepKey::Points, KeepKey::Earliest];
//! let pipeline = Pipeline::new(vec![
//!     Step::SelectRows(SelectRows { tables: vec![table], source: Source::Degrees, when: None, needed: true }),
//!     Step::Drop(Drop { when: late, because: "too late".into(), warn: false }),
//!     Step::Keep(Keep { when: Condition::Not(Box::new(is(0))), because: "no degree".into() }),
//!     Step::Classify(Classify { ladder, classes: (0..6).map(|place| (place, is(place))).collect() }),
//!     Step::Price(Price { ladder, points }),
//!     Step::OncePer(OncePer { field: class, date: Some(date), keep, when: None }),
//!     Step::Token(Token { rest: Param::Stated("0.5".parse()?), date: Some(date) }),
//!     Step::Best(Best { n: 3, per: Per::All, by: By::Points }),
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
//!
//! Times go through what their days and parts count. Here postings of a year at least count, a day of two areas for
//! the first of them, half a year half a unit; and the points are a rate for each area, rounded once:
//!
//! ```
//! use anzhi_core::condition::{Condition, Subject};
//! use anzhi_core::facts::{AttributeId, CategoryId, ColumnId, FactTableId, SetId, Source};
//! use anzhi_core::scheme::{GapId, RoundTo, Unit, ValueId};
//! use anzhi_core::{date::TimeUnit, duration::Duration, points::{Points, Rounding}};
//! use anzhi_core::steps::{
//!     Add, Band, Compute, Expression, Kind, LabelField, LabelSpace, Measure, Overlap, Param, Pipeline, Rest, RestRow,
//!     Round, RunPer, ScaleLabels, SelectRows, Set, SetTo, SharedDays, Span, SpanAfter, SpanBegin, SpanEnd, Spans,
//!     Step, Unbroken, Way,
//! };
//!
//! let (area, set) = (ColumnId(2), SetId(2)); // behind the first and the last day
//! let none = Condition::Filled { subject: Subject::Field(area), flag: false };
//! let labels = LabelSpace { fields: vec![LabelField::Column(area, set)] };
//! let half = Duration { months: 6, days: 0 };
//! let part = RestRow { from: half, above: false, counts: Param::Stated(Points::HALF) };
//! let mut measure = Measure::one(TimeUnit::Year, Rest::Rows(vec![part]));
//! (measure.add, measure.per_label, measure.labels) = (Some(Add::Ymd), true, Some(labels.clone()));
//! let rate = |each| vec![Band::rate(Points::ZERO, Points::from_int(each))];
//! let round = RoundTo { places: 1, mode: Rounding::HalfUp };
//! let pipeline = Pipeline::new(vec![
//!     Step::SelectRows(SelectRows {
//!         tables: vec![FactTableId(0)],
//!         source: Source::Periods,
//!         when: None,
//!         needed: false,
//!     }),
//!     Step::Set(Set { when: Some(none), field: area, set, to: SetTo::Term(CategoryId(0)) }),
//!     Step::Spans(Spans { labels: Some(labels.clone()), end_day: false }),
//!     Step::Unbroken(Unbroken {
//!         at_least: "1 year".parse()?,
//!         per: Way::Gap(GapId(0), vec![RunPer::All, RunPer::Label]), // the paper does not say
//!         labels: Some(labels.clone()),
//!     }),
//!     Step::Overlap(Overlap { days: Way::Stated(SharedDays::Order(vec![1, 0])), labels: Some(labels.clone()) }),
//!     Step::Measure(measure),
//!     Step::ScaleLabels(ScaleLabels { labels, bands: vec![(0, rate(1)), (1, rate(2))] }),
//!     Step::Round(Round { to: round }),
//! ])?;
//! assert_eq!(pipeline.steps()[5].1, Kind::Quantities);
//!
//! // From the first of January of one date to another, and a calculation over what that has come to.
//! let (from, to) = (AttributeId(2), SpanEnd::Attribute(AttributeId(3)));
//! let span = Span { from, to, begin: SpanBegin::Year, after: SpanAfter::Zero, end_day: true };
//! assert_eq!(Pipeline::of_value(vec![Step::Span(span)])?.kind(), Kind::Spans);
//! let is = Expression::Product(vec![Expression::Number("0.1".parse()?), Expression::Value(ValueId(0))]);
//! let compute = Compute { is, unit: Unit::Year, round: None };
//! assert_eq!(Pipeline::of_value(vec![Step::Compute(compute)])?.kind(), Kind::Quantity);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attribute;
mod best;
mod classify;
mod compute;
mod expression;
mod filter;
mod flow;
mod label;
mod limit;
mod lookup;
mod measure;
mod number;
mod once_per;
mod one_of;
mod overlap;
mod pipeline;
mod price;
mod rest;
mod round;
mod rows;
mod runs;
mod scale;
mod scale_labels;
mod set;
mod shared;
mod shift;
mod span;
mod spans;
mod sum;
mod times;
mod token;
mod unbroken;
mod use_value;

use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::facts::{ColumnId, Source};
use crate::points::Points;
use crate::scheme::{GapId, Scoring, ValueId};

pub use attribute::Attribute;
pub use best::{Best, By, Per};
pub use classify::Classify;
pub use compute::Compute;
pub use expression::Expression;
pub use filter::{Drop, Keep};
pub use label::{LabelField, LabelSpace};
pub use limit::{ClassLimit, Limit};
pub use lookup::Lookup;
pub use measure::{Add, Measure};
pub use number::ReadNumber;
pub use once_per::{KeepKey, OncePer};
pub use one_of::OneOf;
pub use overlap::{Overlap, SharedDays};
pub use pipeline::{NotComposed, Pipeline};
pub use price::{Price, Tariff};
pub use rest::{Rest, RestRow};
pub use round::Round;
pub use rows::SelectRows;
pub use scale::{Band, Scale};
pub use scale_labels::ScaleLabels;
pub use set::{Set, SetTo};
pub use shared::Shared;
pub use shift::{LadderEnd, Shift};
pub use span::{Span, SpanAfter, SpanBegin, SpanEnd};
pub use spans::Spans;
pub use sum::Sum;
pub use times::Times;
pub use token::Token;
pub use unbroken::{RunPer, Unbroken};
pub use use_value::Use;

pub(crate) use flow::{Context, Entry, Flow, Registers, Relabel, Slot, Stop, Trace, date_or_last};

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
    /// Numbers of days, months or years by label (分类时长).
    Quantities,
    /// A number, mostly of days, months or years (时长).
    Quantity,
    /// Rows of a table of facts (事实).
    Rows,
    /// Times from day to day (起止).
    Spans,
}

macro_rules! steps {
    ($($(#[$doc:meta])+ $name:ident = $word:literal;)+) => {
        /// One step of a pipeline.
        ///
        /// ```
        /// use anzhi_core::steps::{Step, Sum};
        ///
        /// assert_eq!(Step::Sum(Sum).word(), "sum");
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

            /// The kind that it gives when it takes `takes`; `None` if it cannot take that.
            ///
            /// ```
            /// use anzhi_core::steps::{Kind, Step, Sum};
            ///
            /// assert_eq!(Step::Sum(Sum).gives(Some(Kind::Entries)), Some(Kind::Points));
            /// assert_eq!(Step::Sum(Sum).gives(None), None);
            /// ```
            pub fn gives(&self, takes: Option<Kind>) -> Option<Kind> {
                self.action().gives(takes)
            }

            fn action(&self) -> &dyn Action {
                match self { $(Self::$name(step) => step,)+ }
            }

            pub(crate) fn run(&self, context: &Context<'_>, registers: &mut Registers) -> Result<(), Stop> {
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
    /// Calculates a number from values.
    Compute = "compute";
    /// Takes rows away.
    Drop = "drop";
    /// Keeps certain rows only.
    Keep = "keep";
    /// Caps points.
    Limit = "limit";
    /// Points for a category.
    Lookup = "lookup";
    /// The length of a span.
    Measure = "measure";
    /// One entry per cause.
    OncePer = "once_per";
    /// One of several ways, as a ruling says.
    OneOf = "one_of";
    /// What days count that several times share.
    Overlap = "overlap";
    /// Points for a class.
    Price = "price";
    /// Rounds points.
    Round = "round";
    /// Points for a length.
    Scale = "scale";
    /// Points for the lengths of several kinds of time.
    ScaleLabels = "scale";
    /// Reads a number of the candidate.
    ReadNumber = "attribute";
    /// Takes the rows of a table.
    SelectRows = "rows";
    /// Puts another category into a field of rows.
    Set = "set";
    /// What a shared table says of a category.
    Shared = "lookup";
    /// Moves rows up or down their ladder.
    Shift = "shift";
    /// The time between two dates.
    Span = "span";
    /// The times of rows.
    Spans = "spans";
    /// Adds the entries up.
    Sum = "sum";
    /// Multiplies points.
    Times = "times";
    /// Counts the heaviest in full and each further one as a token.
    Token = "token";
    /// Takes away times that do not belong to a long run.
    Unbroken = "unbroken";
    /// Takes what values have given.
    Use = "use";
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

    /// Adds the values that it reads.
    fn uses(&self, _: &mut Vec<ValueId>) {}
}

/// A figure that the paper states or leaves out.
///
/// Shown at [`steps`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Param<T> {
    /// As stated.
    Stated(T),
    /// Left out.
    Gap(GapId),
}

/// A way to do something that the paper states or leaves out.
///
/// Shown at [`steps`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Way<T> {
    /// As stated.
    Stated(T),
    /// Left out: a ruling picks one of these, in the order of the words that can fill the gap.
    Gap(GapId, Vec<T>),
}

/// Writes a figure, or that it is left out.
pub(crate) fn write_param(param: Param<Points>, out: &mut Canonical) {
    match param {
        Param::Stated(points) => out.points(points),
        Param::Gap(_) => out.word("gap"),
    }
}

/// Writes a way, or those of which a ruling picks one.
pub(crate) fn write_way<T>(way: &Way<T>, out: &mut Canonical, write: impl Fn(&T, &mut Canonical)) {
    match way {
        Way::Stated(way) => write(way, out),
        Way::Gap(_, ways) => {
            out.open("gap");
            ways.iter().for_each(|way| write(way, out));
            out.close();
        }
    }
}

/// Writes a condition that a step may have.
fn write_when(when: Option<&Condition>, scoring: &Scoring, source: Option<Source>, out: &mut Canonical) {
    if let Some(when) = when {
        out.open("where");
        when.canonical(scoring, source, out);
        out.close();
    }
}

fn column_name(scoring: &Scoring, source: Option<Source>, column: ColumnId) -> &str {
    source
        .and_then(|source| scoring.facts.columns(source).get(usize::from(column.0)))
        .map_or("", |column| column.key.as_str())
}
