//! The dossier (档案): what is known of one candidate, and its digest.

use crate::date::Date;
use crate::digest::Digest;
use crate::facts::{
    AttributeId, Branch, CategoryId, Cell, ChoiceId, ColumnId, FactSchema, FactTableId, FieldKind, Pick,
    Source,
};
use crate::ids::CandidateId;
use crate::packed::Packed;
use crate::points::Points;

/// One row of a table of facts, with the paper that proves it.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::facts::{Cell, Source};
///
/// let who = round.find_candidate("18").ok_or("not there")?;
/// let wartime = round.scheme().scoring.facts.find_column(Source::Events, "wartime").ok_or("no such column")?;
/// let cell = |row: &anzhi_core::dossier::Row| row.cells[usize::from(wartime.0)].clone();
/// // The third event of the sheet: handed in as not of wartime, which a ruling has corrected.
/// assert_eq!(cell(&round.candidate(who).dossier.rows(Source::Events)[2]), Cell::Flag(false));
/// assert_eq!(cell(&round.dossier(who).rows(Source::Events)[2]), Cell::Flag(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Row {
    /// The line of the file on which it stands, for messages; it never counts.
    pub line: u32,
    /// The fact table, if the scheme reads rows of this kind.
    pub table: Option<FactTableId>,
    /// The value of the column 类别; empty for degrees.
    pub kind: Box<str>,
    /// One cell per column of the source.
    pub cells: Vec<Cell>,
    /// The paper that proves it (依据). It does not enter the digest of the facts.
    pub evidence: Box<str>,
    /// A remark of the clerk (备注). It does not enter the digest of the facts.
    pub remark: Box<str>,
}

/// Everything that is known of one candidate (档案).
///
/// Rows stand in the order of their lines in normal form, whatever order they were given in.
///
/// ```
/// use anzhi_core::dossier::Dossier;
/// use anzhi_core::facts::{Cell, FactSchema};
///
/// let schema = FactSchema::built_in()?;
/// let facts = vec![Cell::Blank, Cell::Date("1996-02-29".parse()?)];
/// let dossier = Dossier::new(&schema, "13".parse()?, 2, facts.clone(), Default::default())?;
/// assert_eq!(dossier.date(FactSchema::BORN), "1996-02-29".parse().ok());
/// assert_eq!(dossier.category(FactSchema::SEX), None);
/// // On which line of the file it stands does not count.
/// let elsewhere = Dossier::new(&schema, "13".parse()?, 9, facts, Default::default())?;
/// assert_eq!(dossier.digest(&schema), elsewhere.digest(&schema));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Dossier {
    candidate: CandidateId,
    line: u32,
    attributes: Vec<Cell>,
    rows: [Vec<Row>; 3],
    /// Attributes and rows once more.
    packed: Packed,
    mark: Option<Points>,
}

/// The greatest number of rows that one candidate may have in one source.
pub const MAX_ROWS: usize = 1_000;

/// A candidate has more than [`MAX_ROWS`] rows in one source.
///
/// ```
/// use anzhi_core::dossier::{Dossier, MAX_ROWS, Row, TooManyRows};
/// use anzhi_core::facts::FactSchema;
///
/// let events = vec![Row::default(); MAX_ROWS + 1];
/// let rows = [Vec::new(), Vec::new(), events];
/// let dossier = Dossier::new(&FactSchema::built_in()?, "1".parse()?, 2, Vec::new(), rows);
/// assert_eq!(dossier, Err(TooManyRows));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a candidate has more than 1000 rows in one table")]
pub struct TooManyRows;

/// Why a choice of track has no result.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NotChosen {
    /// Several attributes are filled and the track is blank.
    TrackBlank,
    /// The attribute that the track names is blank.
    GradeBlank(AttributeId),
    /// Nothing is filled.
    NothingFilled,
}

impl Dossier {
    /// A dossier of these attributes (one cell for each of the schema) and rows. `line` is where the candidate
    /// stands in the table of candidates, for messages.
    ///
    /// # Errors
    /// [`TooManyRows`] if a source has more than [`MAX_ROWS`] rows.
    pub fn new(
        schema: &FactSchema,
        candidate: CandidateId,
        line: u32,
        mut attributes: Vec<Cell>,
        mut rows: [Vec<Row>; 3],
    ) -> Result<Self, TooManyRows> {
        attributes.resize(schema.attributes.len(), Cell::Blank);
        for source in Source::ALL {
            let rows = &mut rows[source.index()];
            if rows.len() > MAX_ROWS {
                return Err(TooManyRows);
            }
            rows.iter_mut().for_each(|row| row.cells.resize(schema.columns(source).len(), Cell::Blank));
            rows.sort_by_cached_key(|row| {
                (line_of(schema, source, row), row.evidence.clone(), row.remark.clone())
            });
        }
        let packed = Packed::new(schema, &attributes, &rows);
        Ok(Self { candidate, line, attributes, rows, packed, mark: None })
    }

    /// A dossier of which only this is known, one cell for each attribute and column. It is for the steps alone:
    /// nothing is packed, so that many are made in a short time, and nothing is looked up.
    pub(crate) fn sample(attributes: Vec<Cell>, rows: [Vec<Row>; 3]) -> Option<Self> {
        let candidate = "sample".parse().ok()?;
        Some(Self { candidate, line: 0, attributes, rows, packed: Packed::default(), mark: None })
    }

    /// The same dossier with the mark of the exam (考试成绩).
    pub fn with_mark(mut self, mark: Option<Points>) -> Self {
        self.mark = mark;
        self
    }

    /// The mark of the exam, once there is one.
    pub fn mark(&self) -> Option<Points> {
        self.mark
    }

    /// The line of the candidate in the table of candidates.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Whose dossier it is.
    pub fn candidate(&self) -> &CandidateId {
        &self.candidate
    }

    /// The value of an attribute.
    pub fn attribute(&self, id: AttributeId) -> &Cell {
        &self.attributes[usize::from(id.0)]
    }

    /// All cells as numbers.
    pub(crate) fn packed(&self) -> &Packed {
        &self.packed
    }

    /// The date that an attribute holds, if it is filled.
    pub fn date(&self, id: AttributeId) -> Option<Date> {
        match self.attribute(id) {
            Cell::Date(date) => Some(*date),
            Cell::Blank | Cell::Category(_) | Cell::Flag(_) | Cell::Number(_) | Cell::Text(_) => None,
        }
    }

    /// The category that an attribute holds, if it is filled.
    pub fn category(&self, id: AttributeId) -> Option<CategoryId> {
        match self.attribute(id) {
            Cell::Category(category) => Some(*category),
            Cell::Blank | Cell::Date(_) | Cell::Flag(_) | Cell::Number(_) | Cell::Text(_) => None,
        }
    }

    /// The rows of a source, in the order of the normal form.
    pub fn rows(&self, source: Source) -> &[Row] {
        &self.rows[source.index()]
    }

    /// The grade by track.
    pub(crate) fn chosen(&self, schema: &FactSchema, id: ChoiceId) -> Result<CategoryId, NotChosen> {
        let choice = schema.choice(id);
        let read = |branch: &Branch| match branch {
            Branch::Fixed(category) => Ok(*category),
            Branch::Attribute(attribute, equal) => self
                .category(*attribute)
                .and_then(|from| equal.get(usize::from(from.0)).copied())
                .ok_or(NotChosen::GradeBlank(*attribute)),
        };
        let track = match &choice.pick {
            Pick::Track(track) => self.category(*track),
            Pick::Highest(places) => {
                let filled = choice.branches.iter().filter_map(|branch| read(branch).ok());
                // Of equal grades all give the same category.
                let highest = filled.max_by_key(|category| places.get(usize::from(category.0)));
                return highest.ok_or(NotChosen::NothingFilled);
            }
        };
        if let Some(branch) = track.and_then(|track| choice.branches.get(usize::from(track.0))) {
            return read(branch);
        }
        let mut filled = choice.branches.iter().filter(
            |b| matches!(b, Branch::Attribute(attribute, _) if *self.attribute(*attribute) != Cell::Blank),
        );
        match (filled.next(), filled.next()) {
            (Some(only), None) => read(only),
            (Some(_), Some(_)) => Err(NotChosen::TrackBlank),
            (None, _) => Err(NotChosen::NothingFilled),
        }
    }

    pub(crate) fn set_attribute(&mut self, schema: &FactSchema, id: AttributeId, cell: Cell) {
        self.attributes[usize::from(id.0)] = cell;
        self.packed = Packed::new(schema, &self.attributes, &self.rows);
    }

    /// Replaces one cell; the row keeps its place, so that the numbers of rows stay what papers say.
    pub(crate) fn set_cell(
        &mut self,
        schema: &FactSchema,
        (source, row, column): (Source, usize, ColumnId),
        cell: Cell,
    ) {
        if let Some(found) = self.rows[source.index()].get_mut(row) {
            found.cells[usize::from(column.0)] = cell;
            self.packed = Packed::new(schema, &self.attributes, &self.rows);
        }
    }

    /// The candidate's line in the table of candidates, without name, sitting, evidence and remark.
    fn attributes_line(&self, schema: &FactSchema) -> String {
        let mut line = String::from(self.candidate.as_str());
        for (cell, attribute) in self.attributes.iter().zip(&schema.attributes) {
            push_cell(&mut line, cell, schema, Some(attribute.kind));
        }
        line
    }

    /// SHA-256 over the candidate's facts in normal form: a line for the attributes, then for each source a
    /// line with its name and the lines of its rows. Evidence and remarks do not count, nor does the name.
    pub fn digest(&self, schema: &FactSchema) -> Digest {
        let mut text = self.attributes_line(schema);
        text.push('\n');
        for source in Source::ALL {
            text.push_str(source.singular());
            text.push('\n');
            for row in self.rows(source) {
                text.push_str(&line_of(schema, source, row));
                text.push('\n');
            }
        }
        Digest::of(text.as_bytes())
    }
}

/// A row's line in normal form, without the candidate, evidence and remark.
pub(crate) fn line_of(schema: &FactSchema, source: Source, row: &Row) -> String {
    let mut line = String::new();
    if source.has_kind() {
        push_text(&mut line, &row.kind);
    }
    for (place, cell) in (0..).zip(&row.cells) {
        let kind = schema.field_kind(source, row.table, ColumnId(place));
        push_cell(&mut line, cell, schema, kind);
    }
    line
}

fn push_cell(line: &mut String, cell: &Cell, schema: &FactSchema, kind: Option<FieldKind>) {
    let mut text = String::new();
    cell.write_normal(schema, kind.unwrap_or(FieldKind::Text), &mut text);
    line.push(',');
    push_text(line, &text);
}

/// Quotes as a CSV writer does: only what holds a comma, a quotation mark or a line break.
fn push_text(line: &mut String, text: &str) {
    if text.contains([',', '"', '\n', '\r']) {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
}
