//! The checked scheme (计分办法): scoring, ranking and choosing as data, free of spans and aliases.
//!
//! A scheme in this form is read from a file by `anzhi-schemes`. Texts (titles, clauses, assumptions) explain
//! it to people and never enter its digest.
//!
//! ```
//! # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
//! # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
//! use anzhi_core::scheme::{Consequence, GapId, ItemId, LadderId, Signed, TieKey};
//!
//! let scoring = &scheme.scoring;
//! assert_eq!((scheme.identity.id.as_str(), &*scheme.identity.edition), ("county-reference", "2026-1"));
//! assert_eq!(&*scoring.item(ItemId(0)).title, "军龄");
//! assert_eq!(scoring.ladder(LadderId(0)).classes.len(), 6);
//! assert_eq!(scoring.gaps.len(), 14);
//! assert!(scoring.gap(GapId(0)).key.as_str().starts_with("grade."));
//! assert_eq!(scoring.signed, Signed::Whole);
//! let exam = scoring.exam.as_ref().ok_or("no exam")?;
//! assert_eq!((exam.factor.to_string(), exam.places), ("0.1".into(), 2));
//! let enlisted = scoring.facts.find_attribute("enlisted").ok_or("no such attribute")?;
//! assert_eq!(scheme.ranking.ties, [TieKey::Assessment, TieKey::Earlier(enlisted)]);
//! assert_eq!(scheme.choosing.late, Consequence::EndOfList);
//! assert_eq!(scheme.choosing.education, Some((ItemId(2), LadderId(0))));
//! assert_eq!(scheme.sittings.iter().map(|sitting| sitting.key.as_str()).collect::<Vec<_>>(), ["main"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::date::{Date, MissingDay};
use crate::digest::Digest;
use crate::facts::{AttributeId, FactSchema};
use crate::ids::Key;
use crate::points::{Points, Rounding};
use crate::round::GiveUpKind;
use crate::steps::Pipeline;

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
    /// What the paper leaves open and the file decides (假定); printed on every sheet.
    pub assumptions: Vec<Box<str>>,
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
/// other.cutoff.day = 30;
/// assert_ne!(other.digest(), scoring.digest());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Scoring {
    /// What is known of a candidate.
    pub facts: FactSchema,
    /// Ordered classes.
    pub ladders: Vec<Ladder>,
    /// The day up to which facts count.
    pub cutoff: Cutoff,
    /// Where the anniversary of 29 February falls in a common year; it also governs ages.
    pub anniversary: MissingDay,
    /// The items of the assessment (考核), in the order of the sheet.
    pub items: Vec<Item>,
    /// The exam, if it counts.
    pub exam: Option<ExamRule>,
    /// What the candidate signs.
    pub signed: Signed,
    /// The figures that the paper leaves out.
    pub gaps: Vec<Gap>,
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

/// Which item, by its place in [`Scoring::items`].
///
/// Shown at [`scheme`](self).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ItemId(pub u16);

/// Which gap, by its place in [`Scoring::gaps`].
///
/// Shown at [`scheme`](self).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct GapId(pub u16);

/// The day up to which facts count (计算截止日): the same day of every round's year.
///
/// ```
/// use anzhi_core::scheme::Cutoff;
///
/// assert_eq!(Cutoff { month: 3, day: 31 }.in_year(2026), "2026-03-31".parse().ok());
/// assert_eq!(Cutoff { month: 2, day: 29 }.in_year(2026), None);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Cutoff {
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

impl Cutoff {
    /// The cut-off of a year, unless that year lacks the day.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day)
    }
}

/// An item (计分项): a named pipeline that gives points.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The scheme's name for it.
    pub key: Key,
    /// What the sheet calls it.
    pub title: Box<str>,
    /// Where the paper states it (条款).
    pub clause: Box<str>,
    /// The paper, if it is not that of the whole scheme (来源).
    pub source: Option<Box<str>>,
    /// What the paper leaves open here and the file decides.
    pub assumptions: Vec<Box<str>>,
    /// How its points come about.
    pub pipeline: Pipeline,
}

/// The exam (考试) and how its mark is converted.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ExamRule {
    /// The full mark.
    pub full_mark: Points,
    /// How many decimal places a mark may have.
    pub mark_places: u32,
    /// What the mark is multiplied by.
    pub factor: Points,
    /// To how many places the exam part is rounded.
    pub places: u32,
    /// How it is rounded.
    pub mode: Rounding,
    /// The share of the exam in the totals that the paper aims at, if it says one. It never counts.
    pub target_share: Option<(Points, Points)>,
    /// Where the paper states it (条款).
    pub clause: Box<str>,
    /// The paper, if it is not that of the whole scheme (来源).
    pub source: Option<Box<str>>,
    /// What the paper leaves open about the exam and the file decides.
    pub assumptions: Vec<Box<str>>,
}

/// What a candidate signs (签字范围).
///
/// Shown at [`scheme`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signed {
    /// The assessment part, before the exam.
    Assessment,
    /// The whole sheet.
    Whole,
}

/// A figure that the paper leaves out (缺项): a ruling of the round fills it once somebody's facts reach it.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Gap {
    /// Its name, `ITEM.TERM`.
    pub key: Key,
    /// Why it is open.
    pub why: Box<str>,
}

/// How candidates are ordered (排序).
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, PartialEq)]
pub struct RankingRule {
    /// Ordered groups (组别); none if all candidates stand in one order.
    pub groups: Vec<Group>,
    /// What orders equal totals, in this order; the lot comes after the last of them.
    pub ties: Vec<TieKey>,
    /// What the paper leaves open about the order and the file decides.
    pub assumptions: Vec<Box<str>>,
}

/// A group (组别) that chooses before the groups below it.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/two-sittings".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::round::GroupRef;
///
/// let groups: Vec<_> = round.scheme().ranking.groups.iter().map(|group| group.key.as_str()).collect();
/// assert_eq!(groups, ["正职", "副职以下"]);
/// let group = |id| round.find_candidate(id).and_then(|who| round.group(who));
/// assert_eq!((group("B2"), group("B3")), (Some(GroupRef(1)), Some(GroupRef(0)))); // B3 by a ruling
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub key: Key,
    /// Who belongs to it, the first group that takes a candidate counting.
    pub when: Condition,
}

/// What orders candidates with equal totals (同分排序).
///
/// Shown at [`scheme`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TieKey {
    /// The higher assessment goes first.
    Assessment,
    /// The higher points of one item go first.
    Item(ItemId),
    /// The earlier date goes first.
    Earlier(AttributeId),
    /// The later date goes first.
    Later(AttributeId),
}

/// What the events of a choosing meeting lead to (选岗规则).
///
/// ```
/// # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// use anzhi_core::{round::GiveUpKind, scheme::Consequence};
///
/// assert_eq!(scheme.choosing.consequence(GiveUpKind::Late), Consequence::EndOfList);
/// assert_eq!(scheme.choosing.consequence(GiveUpKind::Absent), Consequence::Out);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choosing {
    /// Giving up (放弃).
    pub gave_up: Consequence,
    /// Not being there (缺席).
    pub absent: Consequence,
    /// Using up the time (超时).
    pub timed_out: Consequence,
    /// Coming late (迟到).
    pub late: Consequence,
    /// The item whose best class is the education that vacancies ask for, and its ladder.
    pub education: Option<(ItemId, LadderId)>,
    /// What the paper leaves open about choosing and the file decides.
    pub assumptions: Vec<Box<str>>,
}

impl Choosing {
    /// What follows when something kept a candidate from choosing in turn.
    pub fn consequence(&self, kind: GiveUpKind) -> Consequence {
        match kind {
            GiveUpKind::Absent => self.absent,
            GiveUpKind::GaveUp => self.gave_up,
            GiveUpKind::Late => self.late,
            GiveUpKind::TimedOut => self.timed_out,
        }
    }
}

/// What an event leads to.
///
/// Shown at [`Choosing`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Consequence {
    /// A further turn after everybody else, once.
    EndOfList,
    /// No further turn in this round.
    Out,
}

/// A sitting (场次): who chooses among which vacancies.
///
/// Shown at [`scheme`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SittingRule {
    /// Its name.
    pub key: Key,
    /// What papers call it.
    pub title: Box<str>,
}

impl Scoring {
    /// The canonical text of the scoring part: what is digested, readable and stable.
    pub fn canonical(&self) -> String {
        let mut out = Canonical::default();
        out.open("scoring 1");
        self.canonical_facts(&mut out);
        out.open("cutoff");
        out.word(&format!("{:02}-{:02}", self.cutoff.month, self.cutoff.day));
        out.close();
        out.open("anniversary");
        out.word(match self.anniversary {
            MissingDay::Last => "last",
            MissingDay::Next => "next",
        });
        out.close();
        for item in &self.items {
            out.open("item");
            out.word(item.key.as_str());
            item.pipeline.canonical(self, &mut out);
            out.close();
        }
        if let Some(exam) = &self.exam {
            exam.canonical(&mut out);
        }
        out.close();
        out.into_string()
    }

    /// The digest of the canonical text.
    pub fn digest(&self) -> Digest {
        Digest::of(self.canonical().as_bytes())
    }

    /// A ladder of this scheme.
    pub fn ladder(&self, id: LadderId) -> &Ladder {
        &self.ladders[usize::from(id.0)]
    }

    /// An item of this scheme.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[usize::from(id.0)]
    }

    /// A gap of this scheme.
    pub fn gap(&self, id: GapId) -> &Gap {
        &self.gaps[usize::from(id.0)]
    }

    fn canonical_facts(&self, out: &mut Canonical) {
        let facts = &self.facts;
        for set in &facts.sets {
            out.open("set");
            out.word(set.key.as_str());
            set.terms.iter().for_each(|term| out.text(term));
            out.close();
        }
        for attribute in &facts.attributes {
            out.open("attribute");
            out.word(attribute.key.as_str());
            out.close();
        }
        for choice in &facts.choices {
            choice.canonical(facts, out);
        }
        for table in &facts.tables {
            out.open("table");
            out.word(table.key.as_str());
            out.word(table.source.singular());
            table.kinds.iter().for_each(|kind| out.text(kind));
            for field in &table.fields {
                out.word(facts.columns(table.source)[usize::from(field.column.0)].key.as_str());
            }
            out.close();
        }
        for ladder in &self.ladders {
            out.open("ladder");
            out.word(ladder.key.as_str());
            ladder.classes.iter().for_each(|class| out.text(class));
            out.close();
        }
    }
}

impl crate::facts::Choice {
    fn canonical(&self, facts: &FactSchema, out: &mut Canonical) {
        use crate::facts::Branch;
        out.open("choice");
        out.word(self.key.as_str());
        out.word(facts.attribute(self.by).key.as_str());
        for branch in &self.branches {
            match branch {
                Branch::Fixed(category) => out.text(facts.set(self.set).term(*category)),
                Branch::Attribute(attribute, equal) => {
                    out.open(facts.attribute(*attribute).key.as_str());
                    equal.iter().for_each(|category| out.text(facts.set(self.set).term(*category)));
                    out.close();
                }
            }
        }
        out.close();
    }
}

impl ExamRule {
    fn canonical(&self, out: &mut Canonical) {
        out.open("exam");
        out.points(self.full_mark);
        out.count(self.mark_places as usize);
        out.points(self.factor);
        out.count(self.places as usize);
        out.word(match self.mode {
            Rounding::Down => "down",
            Rounding::HalfEven => "half-even",
            Rounding::HalfUp => "half-up",
            Rounding::Up => "up",
        });
        out.close();
    }
}
