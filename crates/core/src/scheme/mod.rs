//! The checked scheme (计分办法): scoring, ranking and choosing as data, free of spans and aliases.
//!
//! A scheme in this form is read from a file by `anzhi-schemes`. Texts (titles, clauses, assumptions) explain
//! it to people and never enter its digest.
//!
//! ```
//! # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
//! # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
//! use anzhi_core::scheme::{Consequence, Counted, GapId, ItemId, LadderId, MOST_SITTINGS, Signed, TieKey};
//! use anzhi_core::steps::Param;
//!
//! let scoring = &scheme.scoring;
//! assert_eq!((scheme.identity.id.as_str(), &*scheme.identity.edition), ("county-reference", "2026-1"));
//! assert_eq!(&*scoring.item(ItemId(0)).title, "军龄");
//! assert_eq!(scoring.ladder(LadderId(0)).classes.len(), 6);
//! assert_eq!(scoring.gaps.len(), 14);
//! assert!(scoring.gap(GapId(0)).key.as_str().starts_with("grade."));
//! assert_eq!(scoring.signed, Signed::Whole);
//! let exam = scoring.exam.as_ref().ok_or("no exam")?;
//! assert_eq!((exam.factor, exam.round.places), (Param::Stated("0.1".parse()?), 2));
//! let enlisted = scoring.facts.find_attribute("enlisted").ok_or("no such attribute")?;
//! assert_eq!(scheme.ranking.ties, [TieKey::Assessment, TieKey::Earlier(enlisted)]);
//! assert_eq!(scheme.choosing.late, Consequence::EndOfList);
//! assert_eq!(scheme.choosing.education, Some((Counted::Item(ItemId(2)), LadderId(0))));
//! assert_eq!(scheme.sittings.iter().map(|sitting| sitting.key.as_str()).collect::<Vec<_>>(), ["main"]);
//! assert!(scheme.sittings.len() <= MOST_SITTINGS);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canonical;
mod choosing;
mod cutoff;
mod exam;
mod gap;
mod population;
mod ranking;
mod value;

use crate::date::MissingDay;
use crate::facts::FactSchema;
use crate::ids::Key;

pub use choosing::{Attend, Choosing, Consequence, Counted, KindId, MOST_SITTINGS, SittingRule, Unplaced};
pub use cutoff::{Cutoff, DayOfYear};
pub use exam::{AssessmentRule, Convert, ExamRule, Gate, RoundTo, Signed};
pub use gap::{Filling, Fills, Gap, GapId};
pub use population::{Bar, BarId, Barred, Population, PopulationId};
pub use ranking::{Group, RankingRule, TieKey};
pub use value::{Item, ItemId, LookupTable, TableId, Unit, Value, ValueId};

/// A scheme: three parts that may come from different papers, and the sittings.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// What the scheme is called and who issued it.
    pub identity: Identity,
    /// How facts become points.
    pub scoring: Scoring,
    /// How candidates are ordered.
    pub ranking: RankingRule,
    /// What the events of a choosing meeting lead to.
    pub choosing: Choosing,
    /// The sittings in which candidates choose, at least one.
    pub sittings: Vec<SittingRule>,
}

/// What a scheme is called (名称) and where it comes from.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Identity {
    /// The short name, under which rounds refer to it.
    pub id: Key,
    /// Who issued it (制定机关).
    pub issuer: Box<str>,
    /// Its title (名称).
    pub title: Box<str>,
    /// Which edition it is (版本).
    pub edition: Box<str>,
    /// Which parts it states.
    pub parts: Vec<Part>,
    /// How far the file states the paper.
    pub status: Status,
    /// How far its figures can be trusted (可信程度): which kind of source they come from.
    pub trust: Box<str>,
    /// What the paper leaves open and the file decides (假定); printed on every sheet.
    pub assumptions: Vec<Box<str>>,
}

/// A part of a scheme, which may come from a paper of its own.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Part {
    /// How facts become points (计分).
    Scoring,
    /// How candidates are ordered (排序).
    Ranking,
    /// What happens in the choosing meeting (选岗).
    Choosing,
}

impl Part {
    /// The word for it in scheme files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scoring => "scoring",
            Self::Ranking => "ranking",
            Self::Choosing => "choosing",
        }
    }
}

/// How far a file states its paper.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// Only some items are known (残缺): it can be shown and compared, and ranks nobody.
    Fragment,
    /// As a whole, what is missing being named as gaps.
    Whole,
}

/// How facts become points (计分部分). Its digest stands on every score sheet.
///
/// ```
/// # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// let scoring = &scheme.scoring;
/// assert!(scoring.canonical().starts_with("(scoring 1"));
/// let mut other = scoring.clone();
/// other.items[0].title = "工龄".into();
/// assert_eq!(other.digest(), scoring.digest()); // titles explain, and do not score
/// other.anniversary = anzhi_core::date::MissingDay::Next;
/// assert_ne!(other.digest(), scoring.digest());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Scoring {
    /// What is known of a candidate.
    pub facts: FactSchema,
    /// Ordered classes.
    pub ladders: Vec<Ladder>,
    /// Look-ups that items share.
    pub tables: Vec<LookupTable>,
    /// The day up to which facts count.
    pub cutoff: Cutoff,
    /// Where the anniversary of 29 February falls in a common year; it also governs ages.
    pub anniversary: MissingDay,
    /// Named pipelines that items use.
    pub values: Vec<Value>,
    /// The items of the assessment (考核), in the order of the sheet.
    pub items: Vec<Item>,
    /// Who is scored by which items; none if everybody is scored by all of them.
    pub populations: Vec<Population>,
    /// The kinds of vacancy (岗位类别) that the scheme tells apart; none if it does not.
    pub kinds: Vec<Box<str>>,
    /// Who is not ranked, or finds vacancies closed.
    pub bars: Vec<Bar>,
    /// How the assessment enters the total, if not as it is.
    pub assessment: AssessmentRule,
    /// The exam, if it counts.
    pub exam: Option<ExamRule>,
    /// How the total is rounded, if it is.
    pub total: Option<RoundTo>,
    /// What the candidate signs.
    pub signed: Signed,
    /// The figures that the paper leaves out.
    pub gaps: Vec<Gap>,
    /// What the paper leaves open about a part other than an item and the file decides.
    pub assumed: Vec<Assumed>,
}

/// What the paper leaves open about a part and the file decides (假定).
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Assumed {
    /// About which part.
    pub of: AssumedOf,
    /// What the file decides.
    pub text: Box<str>,
}

/// A part other than an item about which something is assumed.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AssumedOf {
    /// Where anniversaries of 29 February fall (周年日).
    Anniversary,
    /// How the assessment enters the total (考核折算).
    Assessment,
    /// A bar, by its title (限制).
    Bar(Box<str>),
    /// The cut-off (计算截止日).
    Cutoff,
    /// A shared table, by its name (共用表).
    Table(Box<str>),
    /// How the total is rounded (总成绩).
    Total,
}

/// Classes in order (等次序), lowest first.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ladder {
    /// The scheme's name for it.
    pub key: Key,
    /// The classes, lowest first.
    pub classes: Vec<Box<str>>,
}

/// Which ladder, by its place in [`Scoring::ladders`].
///
/// Shown at [`scheme`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LadderId(pub u16);

impl Scoring {
    /// A ladder of this scheme.
    pub fn ladder(&self, id: LadderId) -> &Ladder {
        &self.ladders[usize::from(id.0)]
    }

    /// A gap of this scheme.
    pub fn gap(&self, id: GapId) -> &Gap {
        &self.gaps[usize::from(id.0)]
    }

    /// A population of this scheme.
    pub fn population(&self, id: PopulationId) -> &Population {
        &self.populations[usize::from(id.0)]
    }

    /// A bar of this scheme.
    pub fn bar(&self, id: BarId) -> &Bar {
        &self.bars[usize::from(id.0)]
    }
}
