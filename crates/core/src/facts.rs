//! What a scheme may know of a candidate (事实): its attributes, tables and categories.
//!
//! The bureau's three tables of facts are the [`Source`]s; a scheme's *fact table* (awards, sanctions, …) is
//! the rows of one source with certain values in the column 类别.

use crate::date::{Date, ParseDateError};
use crate::fault::FaultKind;
use crate::ids::Key;
use crate::points::{ParsePointsError, Points};

/// A category (类别): one term of a [`CategorySet`], by its place there.
///
/// Shown at [`CategorySet`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CategoryId(pub u16);

/// Which category set, by its place in [`FactSchema::sets`].
///
/// Shown at [`FactSchema`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SetId(pub u16);

/// Which attribute, by its place in [`FactSchema::attributes`].
///
/// Shown at [`FactSchema`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AttributeId(pub u16);

/// Which choice of track, by its place in [`FactSchema::choices`].
///
/// Shown at [`Choice`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ChoiceId(pub u16);

/// Which fact table, by its place in [`FactSchema::tables`].
///
/// Shown at [`FactSchema`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FactTableId(pub u16);

/// Which column of a source, by its place in [`FactSchema::columns`].
///
/// Shown at [`FactSchema`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ColumnId(pub u16);

/// The terms that a column may hold (类别表), as the scheme writes them.
///
/// ```
/// use anzhi_core::facts::{CategoryId, FactSchema};
///
/// let schema = FactSchema::built_in()?;
/// let sexes = schema.set(FactSchema::SEX_SET);
/// assert_eq!(sexes.find("女"), Some(CategoryId(1)));
/// assert_eq!(sexes.term(CategoryId(1)), "女");
/// assert_eq!(sexes.find("女性"), None); // aliases are the reader's business
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CategorySet {
    /// The scheme's name for the set.
    pub key: Key,
    /// The terms in the scheme's order.
    pub terms: Vec<Box<str>>,
}

impl CategorySet {
    /// The category written exactly so.
    pub fn find(&self, term: &str) -> Option<CategoryId> {
        let place = self.terms.iter().position(|t| &**t == term)?;
        u16::try_from(place).ok().map(CategoryId)
    }

    /// The term of a category of this set.
    pub fn term(&self, id: CategoryId) -> &str {
        self.terms.get(usize::from(id.0)).map_or("", |t| t)
    }
}

/// What kind of value a field holds.
///
/// Shown at [`FactSchema`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FieldKind {
    /// A term of a category set.
    Category(SetId),
    /// A calendar date.
    Date,
    /// Yes or no (是、否).
    Flag,
    /// A plain decimal number that is not negative, such as a place in a list of names (位次).
    Number,
    /// Free text, compared exactly after trimming.
    Text,
}

/// A fact known of every candidate (属性), one column of the table of candidates.
///
/// Shown at [`FactSchema`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Attribute {
    /// The name in scheme files and English headers.
    pub key: Key,
    /// The Chinese header.
    pub title: Box<str>,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether a blank is a fault wherever it stands.
    pub needed: bool,
}

/// A column of a source: the union of what its fact tables declare.
///
/// Shown at [`FactSchema`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    /// The name in scheme files and English headers.
    pub key: Key,
    /// The Chinese header.
    pub title: Box<str>,
}

/// A column as one fact table uses it.
///
/// Shown at [`FactSchema`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Field {
    /// Which column of the source.
    pub column: ColumnId,
    /// What it holds in this table.
    pub kind: FieldKind,
    /// Whether a blank is a fault.
    pub needed: bool,
}

/// The bureau's tables of facts with several rows per candidate.
///
/// ```
/// use anzhi_core::{facts::Source, fault::Table};
///
/// assert_eq!(Source::ALL.map(Source::singular), ["degree", "period", "event"]);
/// assert_eq!(Source::Periods.table(), Table::Periods);
/// assert!(!Source::Degrees.has_kind());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Source {
    /// Degrees and diplomas (学历).
    Degrees,
    /// Times of service, postings, study (经历). Its first two columns are `from` and `to`.
    Periods,
    /// Rewards, sanctions and other events (奖惩).
    Events,
}

impl Source {
    /// All sources, in the order in which their rows enter the digest of the facts.
    pub const ALL: [Self; 3] = [Self::Degrees, Self::Periods, Self::Events];

    /// The name in the objects of rulings: `degree`, `period`, `event`.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Degrees => "degree",
            Self::Periods => "period",
            Self::Events => "event",
        }
    }

    /// Whether the rows of the source say their kind in a column 类别.
    pub fn has_kind(self) -> bool {
        match self {
            Self::Degrees => false,
            Self::Events | Self::Periods => true,
        }
    }

    /// The table that holds its rows.
    pub fn table(self) -> crate::fault::Table {
        match self {
            Self::Degrees => crate::fault::Table::Degrees,
            Self::Periods => crate::fault::Table::Periods,
            Self::Events => crate::fault::Table::Events,
        }
    }

    pub(crate) fn index(self) -> usize {
        match self {
            Self::Degrees => 0,
            Self::Periods => 1,
            Self::Events => 2,
        }
    }
}

/// The first column of [`Source::Periods`]: the day on which the period begins (起始日期).
pub const PERIOD_FROM: ColumnId = ColumnId(0);
/// The second column of [`Source::Periods`]: the day on which it ends (终止日期).
pub const PERIOD_TO: ColumnId = ColumnId(1);

/// The rows of one source that a scheme reads under one name.
///
/// Shown at [`FactSchema`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FactTable {
    /// The scheme's name for it.
    pub key: Key,
    /// Which of the bureau's tables it stands in.
    pub source: Source,
    /// The values of the column 类别 that make a row one of this table; none for [`Source::Degrees`].
    pub kinds: Vec<Box<str>>,
    /// Its columns.
    pub fields: Vec<Field>,
}

/// A grade that stands in one of several attributes, the track saying in which (移交序列).
///
/// A filled track decides, and its own attribute must be filled. Without one a single filled attribute counts;
/// several are a fault, unless the scheme says that the highest counts.
///
/// ```
/// # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// use anzhi_core::facts::{Branch, ChoiceId};
///
/// let facts = &scheme.scoring.facts;
/// let grade = facts.choice(ChoiceId(0));
/// let track = grade.track().ok_or("by another rule")?;
/// assert_eq!(facts.attribute(track).key.as_str(), "track"); // 职务, 技术 or 文职
/// let Branch::Attribute(read, equal) = &grade.branches[1] else { return Err("fixed".into()) };
/// assert_eq!(facts.attribute(*read).key.as_str(), "technical_grade");
/// assert_eq!(facts.set(grade.set).term(equal[9]), "正营"); // what 技10 equals
/// assert!(matches!(grade.branches[2], Branch::Fixed(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice {
    /// The name under which pipelines and conditions read it.
    pub key: Key,
    /// The set of the result.
    pub set: SetId,
    /// Which of several filled grades counts.
    pub pick: Pick,
    /// What can be read: for a choice by track by the place of the track in its set.
    pub branches: Vec<Branch>,
}

/// Which of several filled grades counts.
///
/// Shown at [`Choice`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Pick {
    /// The highest on a ladder: for each category of the result its place there.
    Highest(Vec<u16>),
    /// The one that the track says; the attribute that holds the track.
    Track(AttributeId),
}

impl Choice {
    /// The attribute that holds the track, if the track decides.
    pub fn track(&self) -> Option<AttributeId> {
        match self.pick {
            Pick::Highest(_) => None,
            Pick::Track(track) => Some(track),
        }
    }
}

/// What a track reads.
///
/// Shown at [`Choice`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Branch {
    /// An attribute, and for each of its categories the category of the result that it equals (对应关系).
    Attribute(AttributeId, Vec<CategoryId>),
    /// Always the same category.
    Fixed(CategoryId),
}

/// Everything a scheme reads of a candidate.
///
/// ```
/// use anzhi_core::facts::{
///     Attribute, AttributeId, CategorySet, FactSchema, FactTable, FactTableId, Field, FieldKind, SetId, Source,
/// };
///
/// let mut schema = FactSchema::built_in()?;
/// let (title, kind) = ("入伍日期".into(), FieldKind::Date);
/// schema.attributes.push(Attribute { key: "enlisted".parse()?, title, kind, needed: true });
/// schema.sets.push(CategorySet { key: "award".parse()?, terms: vec!["三等功".into(), "二等功".into()] });
/// let column = schema.add_column(Source::Events, &"class".parse()?, "等次");
/// let award_set = SetId(1); // after sex
/// let fields = vec![Field { column, kind: FieldKind::Category(award_set), needed: true }];
/// let (source, kinds) = (Source::Events, vec!["奖励".into()]);
/// schema.tables.push(FactTable { key: "award".parse()?, source, kinds, fields });
///
/// assert_eq!(schema.find_attribute("enlisted"), Some(AttributeId(2))); // after sex and born
/// let award = schema.find_table(Source::Events, "奖励");
/// assert_eq!(award, Some(FactTableId(0)));
/// assert_eq!(schema.field_kind(Source::Events, award, column), Some(FieldKind::Category(award_set)));
/// assert_eq!(&*schema.columns(Source::Events)[0].title, "等次");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FactSchema {
    /// All category sets.
    pub sets: Vec<CategorySet>,
    /// All attributes; the first two are always [`FactSchema::SEX`] and [`FactSchema::BORN`].
    pub attributes: Vec<Attribute>,
    /// Grades chosen by track.
    pub choices: Vec<Choice>,
    /// All fact tables.
    pub tables: Vec<FactTable>,
    flags: CategorySet,
    columns: [Vec<Column>; 3],
}

impl FactSchema {
    /// The built-in set of the attribute sex.
    pub const SEX_SET: SetId = SetId(0);
    /// What a flag says as a category: 是 and 否. The set stands beside the scheme's own.
    pub const FLAG_SET: SetId = SetId(u16::MAX);
    /// The built-in attribute sex (性别), whose set holds 男 and 女.
    pub const SEX: AttributeId = AttributeId(0);
    /// The built-in attribute date of birth (出生日期).
    pub const BORN: AttributeId = AttributeId(1);

    /// A schema with the built-in set and attributes only, to which a scheme adds its own.
    ///
    /// # Errors
    /// Never for the built-in names; the error type is that of every id.
    pub fn built_in() -> Result<Self, crate::ids::MalformedId> {
        let column = |key: &str, title: &str| Ok(Column { key: key.parse()?, title: title.into() });
        let attribute = |key: &str, title: &str, kind| {
            Ok(Attribute { key: key.parse()?, title: title.into(), kind, needed: false })
        };
        Ok(Self {
            sets: vec![CategorySet { key: "sex".parse()?, terms: vec!["男".into(), "女".into()] }],
            flags: CategorySet { key: "flag".parse()?, terms: vec!["是".into(), "否".into()] },
            attributes: vec![
                attribute("sex", "性别", FieldKind::Category(Self::SEX_SET))?,
                attribute("born", "出生日期", FieldKind::Date)?,
            ],
            choices: Vec::new(),
            tables: Vec::new(),
            columns: [Vec::new(), vec![column("from", "起始日期")?, column("to", "终止日期")?], Vec::new()],
        })
    }

    /// The columns of a source besides candidate, kind, evidence and remark.
    pub fn columns(&self, source: Source) -> &[Column] {
        &self.columns[source.index()]
    }

    /// Adds a column to a source, or finds the one of that name. The title given first stays.
    pub fn add_column(&mut self, source: Source, key: &Key, title: &str) -> ColumnId {
        let columns = &mut self.columns[source.index()];
        let place = columns.iter().position(|c| c.key == *key).unwrap_or_else(|| {
            columns.push(Column { key: key.clone(), title: title.into() });
            columns.len() - 1
        });
        ColumnId(u16::try_from(place).unwrap_or(u16::MAX))
    }

    /// The column of that name.
    pub fn find_column(&self, source: Source, key: &str) -> Option<ColumnId> {
        let place = self.columns(source).iter().position(|c| c.key.as_str() == key)?;
        u16::try_from(place).ok().map(ColumnId)
    }

    /// The attribute of that name.
    pub fn find_attribute(&self, key: &str) -> Option<AttributeId> {
        let place = self.attributes.iter().position(|a| a.key.as_str() == key)?;
        u16::try_from(place).ok().map(AttributeId)
    }

    /// The fact table for rows of that source and kind. A source without fact tables has none.
    pub fn find_table(&self, source: Source, kind: &str) -> Option<FactTableId> {
        let place = self.tables.iter().position(|t| {
            t.source == source && (!source.has_kind() || t.kinds.iter().any(|k| &**k == kind))
        })?;
        u16::try_from(place).ok().map(FactTableId)
    }

    /// A set of this schema.
    pub fn set(&self, id: SetId) -> &CategorySet {
        if id == Self::FLAG_SET { &self.flags } else { &self.sets[usize::from(id.0)] }
    }

    /// A fact table of this schema.
    pub fn table(&self, id: FactTableId) -> &FactTable {
        &self.tables[usize::from(id.0)]
    }

    /// An attribute of this schema.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[usize::from(id.0)]
    }

    /// A choice of this schema.
    pub fn choice(&self, id: ChoiceId) -> &Choice {
        &self.choices[usize::from(id.0)]
    }

    /// What a column holds in rows of a fact table, if the table declares it. The two built-in columns of
    /// periods are dates in every table, and in rows of no table at all.
    pub fn field_kind(
        &self,
        source: Source,
        table: Option<FactTableId>,
        column: ColumnId,
    ) -> Option<FieldKind> {
        if source == Source::Periods && (column == PERIOD_FROM || column == PERIOD_TO) {
            return Some(FieldKind::Date);
        }
        self.table(table?).fields.iter().find(|f| f.column == column).map(|f| f.kind)
    }
}

/// One value of a dossier.
///
/// ```
/// use anzhi_core::facts::{Cell, FactSchema, FieldKind};
/// use anzhi_core::fault::FaultKind;
///
/// let schema = FactSchema::built_in()?;
/// let flag = |text| Cell::parse(&schema, FieldKind::Flag, text);
/// assert_eq!(flag("是"), Ok(Cell::Flag(true)));
/// assert_eq!(flag(""), Ok(Cell::Blank));
/// assert_eq!(flag("yes"), Err(FaultKind::MalformedFlag)); // not the normal form
/// assert_eq!(Cell::Flag(true).to_normal(&schema, FieldKind::Flag), "是");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Cell {
    /// Nothing was entered.
    #[default]
    Blank,
    /// A term of the field's set.
    Category(CategoryId),
    /// A date.
    Date(Date),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(Points),
    /// A text.
    Text(Box<str>),
}

impl Cell {
    /// Reads a value in normal form: a term exactly as the scheme writes it, an ISO date, 是 or 否, a text.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(schema: &FactSchema, kind: FieldKind, text: &str) -> Result<Self, FaultKind> {
        if text.is_empty() {
            return Ok(Self::Blank);
        }
        match kind {
            FieldKind::Category(set) => {
                let set = schema.set(set);
                set.find(text).map(Self::Category).ok_or_else(|| FaultKind::UnknownCategory {
                    nearest: None,
                    known: set.terms.join("、").into(),
                })
            }
            FieldKind::Date => match text.parse() {
                Ok(date) => Ok(Self::Date(date)),
                Err(ParseDateError::Malformed) => Err(FaultKind::MalformedDate),
                Err(ParseDateError::NoSuchDay) => Err(FaultKind::NoSuchDay),
            },
            FieldKind::Flag => match text {
                "是" => Ok(Self::Flag(true)),
                "否" => Ok(Self::Flag(false)),
                _ => Err(FaultKind::MalformedFlag),
            },
            FieldKind::Number => match text.parse::<Points>() {
                Ok(number) if !number.is_negative() => Ok(Self::Number(number)),
                Ok(_) | Err(ParsePointsError::Malformed) => Err(FaultKind::MalformedNumber),
                Err(ParsePointsError::TooManyPlaces) => Err(FaultKind::TooManyPlaces { places: 6 }),
                Err(ParsePointsError::OutOfRange) => {
                    let most = i64::MAX / 1_000_000;
                    Err(FaultKind::OutOfBounds { least: "0".into(), most: most.to_string().into() })
                }
            },
            FieldKind::Text => Ok(Self::Text(text.into())),
        }
    }

    /// The value in normal form.
    pub fn to_normal(&self, schema: &FactSchema, kind: FieldKind) -> String {
        let mut text = String::new();
        self.write_normal(schema, kind, &mut text);
        text
    }

    /// Writes the value in normal form: what stands in the cell of a table of the record.
    pub fn write_normal(&self, schema: &FactSchema, kind: FieldKind, out: &mut String) {
        match self {
            Self::Blank => {}
            Self::Category(id) => {
                if let FieldKind::Category(set) = kind {
                    out.push_str(schema.set(set).term(*id));
                }
            }
            Self::Date(date) => out.push_str(&date.to_string()),
            Self::Flag(true) => out.push('是'),
            Self::Flag(false) => out.push('否'),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Text(text) => out.push_str(text),
        }
    }
}
