//! Filling a draft by names and values in normal form, for services that have no files.

use super::{CandidateDraft, CandidateRef, Draft, Entry, FactRow, Note, SittingRef, Vacancy};
use crate::dossier::Row;
use crate::facts::{AttributeId, Cell, Source};
use crate::fault::FaultKind;
use crate::ids::VacancyId;

/// A value that a draft cannot take.
///
/// ```
/// # let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// # let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// # let heading = anzhi_core::round::Heading {
/// #     id: "round-2026".parse()?,
/// #     title: "A round".into(),
/// #     bureau: "A bureau".into(),
/// #     year: 2026,
/// #     operator: "me".into(),
/// #     filing_date: None,
/// #     replaces: None,
/// #     roster: None,
/// #     plan: None,
/// # };
/// # let secret = anzhi_core::digest::Secret::from_bytes([7; 32]);
/// # let mut draft = anzhi_core::round::Draft::new(heading, secret, scheme);
/// use anzhi_core::{fault::FaultKind, round::Unfit};
///
/// let misspelt = draft.add_candidate_by_name("1", "invented", &[("enlistd", "2006-03-31")]);
/// assert_eq!(misspelt, Err(Unfit::Name("enlistd".into())));
/// let impossible = draft.add_candidate_by_name("1", "invented", &[("enlisted", "2006-02-30")]);
/// let (name, value, kind) = ("enlisted".into(), "2006-02-30".into(), FaultKind::NoSuchDay);
/// assert_eq!(impossible, Err(Unfit::Value { name, value, kind }));
/// assert!(draft.candidates.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Unfit {
    /// Not an id.
    #[error("{0:?} is not an id")]
    Id(Box<str>),
    /// The scheme has no attribute, column or kind of row of that name.
    #[error("the scheme reads nothing of the name {0:?}")]
    Name(Box<str>),
    /// The value does not fit the name.
    #[error("{name} cannot be {value:?} ({})", .kind.code())]
    Value {
        /// The attribute or column.
        name: Box<str>,
        /// The value.
        value: Box<str>,
        /// What is wrong with it.
        kind: FaultKind,
    },
}

impl Draft {
    /// Adds a candidate to the first sitting, with attributes by their names in the scheme and values in normal
    /// form: a term of the scheme, an ISO date, 是 or 否, a text. What is not named stays blank.
    ///
    /// # Errors
    /// [`Unfit`]; the draft is unchanged then.
    pub fn add_candidate_by_name(
        &mut self,
        id: &str,
        name: &str,
        attributes: &[(&str, &str)],
    ) -> Result<CandidateRef, Unfit> {
        let schema = &self.scheme.scoring.facts;
        let mut cells = vec![Cell::Blank; schema.attributes.len()];
        for (name, value) in attributes {
            let AttributeId(place) =
                schema.find_attribute(name).ok_or_else(|| Unfit::Name((*name).into()))?;
            let kind = schema.attribute(AttributeId(place)).kind;
            cells[usize::from(place)] = fit(name, value, Cell::parse(schema, kind, value))?;
        }
        let id = id.parse().map_err(|_| Unfit::Id(id.into()))?;
        let line = u32::try_from(self.candidates.len() + 1).unwrap_or(u32::MAX);
        Ok(self.add_candidate(CandidateDraft {
            line,
            id,
            name: name.into(),
            sitting: None,
            attributes: cells,
            note: Note::default(),
            entry: Entry::default(),
            clear: true,
        }))
    }

    /// Adds a row of degrees, periods or events; `kind` is empty for degrees. Names and values as in
    /// [`Draft::add_candidate_by_name`].
    ///
    /// # Errors
    /// [`Unfit`]; the draft is unchanged then.
    pub fn add_fact_by_name(
        &mut self,
        candidate: CandidateRef,
        source: Source,
        kind: &str,
        values: &[(&str, &str)],
    ) -> Result<(), Unfit> {
        let schema = &self.scheme.scoring.facts;
        let table = schema.find_table(source, kind).ok_or_else(|| Unfit::Name(kind.into()))?;
        let mut cells = vec![Cell::Blank; schema.columns(source).len()];
        for (name, value) in values {
            let column = schema.find_column(source, name).ok_or_else(|| Unfit::Name((*name).into()))?;
            let field = schema.field_kind(source, Some(table), column);
            let field = field.ok_or_else(|| Unfit::Name((*name).into()))?;
            cells[usize::from(column.0)] = fit(name, value, Cell::parse(schema, field, value))?;
        }
        let line = u32::try_from(self.facts.len() + 1).unwrap_or(u32::MAX);
        let row = Row { line, table: Some(table), kind: kind.into(), cells, ..Row::default() };
        self.facts.push(FactRow { candidate, source, row });
        Ok(())
    }
}

impl Vacancy {
    /// A vacancy of the first sitting that is open to everybody.
    pub fn new(id: VacancyId, unit: &str, post: &str, seats: u32) -> Self {
        Self {
            line: 0,
            id,
            unit: unit.into(),
            post: post.into(),
            seats,
            sitting: SittingRef(0),
            kind: "".into(),
            group: None,
            sex: None,
            education: None,
            age: None,
            certificate: None,
            note: Note::default(),
        }
    }
}

fn fit(name: &str, value: &str, cell: Result<Cell, FaultKind>) -> Result<Cell, Unfit> {
    cell.map_err(|kind| Unfit::Value { name: name.into(), value: value.into(), kind })
}
