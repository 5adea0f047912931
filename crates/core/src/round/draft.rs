//! The draft of a round: what a reader of files or a service has put together, not yet checked as a whole.

use super::{
    Acknowledgement, Answer, CandidateRef, Certificate, Entry, GiveUp, Heading, Lot, Mark, Note, Preference,
    Relative, Ruling, SittingRef, Vacancy, VacancyRef,
};
use crate::digest::Secret;
use crate::dossier::Row;
use crate::facts::{Cell, Source};
use crate::ids::CandidateId;
use crate::scheme::Scheme;

/// A round before its parts have been held against each other. Rows may stand in any order.
///
/// ```
/// use anzhi_core::digest::Secret;
/// use anzhi_core::round::{Draft, Heading};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let scheme = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?.scheme;
/// let heading = Heading {
///     id: "round-2026".parse()?,
///     title: "A round".into(),
///     bureau: "A bureau".into(),
///     year: 2026,
///     operator: "me".into(),
///     filing_date: None,
///     replaces: None,
///     roster: None,
///     plan: None,
/// };
/// let mut draft = Draft::new(heading, Secret::from_bytes([7; 32]), scheme);
/// draft.add_candidate_by_name("1", "invented", &[("enlisted", "2006-03-31"), ("post_grade", "正营")])?;
/// let round = draft.check(Vec::new()).map_err(|faults| format!("{faults:?}"))?;
/// // The scheme needs a degree of everybody.
/// let faults = anzhi_core::place::score_all(&round).err().ok_or("scored")?;
/// assert_eq!(faults[0].kind.code(), "no-row");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Draft {
    /// Name and paper of the round.
    pub heading: Heading,
    /// The secret of the round.
    pub secret: Secret,
    /// The scheme.
    pub scheme: Scheme,
    /// The candidates.
    pub candidates: Vec<CandidateDraft>,
    /// The rows of degrees, periods and events.
    pub facts: Vec<FactRow>,
    /// The marks; `None` before the exam.
    pub exams: Option<Vec<Mark>>,
    /// The vacancies.
    pub vacancies: Vec<VacancyDraft>,
    /// Relatives at units.
    pub relatives: Vec<Relative>,
    /// Certificates handed in.
    pub certificates: Vec<Certificate>,
    /// Preferences.
    pub preferences: Vec<Preference>,
    /// Whose lists lack preferences that could not be read: their numbers are not blamed for it.
    pub broken_lists: Vec<CandidateRef>,
    /// Signatures under score sheets.
    pub acknowledgements: Vec<Acknowledgement>,
    /// Who gave up, was absent, slow or late.
    pub give_ups: Vec<GiveUp>,
    /// Lots drawn.
    pub lots: Vec<Lot>,
    /// Answers to questions.
    pub answers: Vec<Answer>,
    /// Rulings.
    pub rulings: Vec<Ruling>,
}

/// A candidate as handed in.
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
/// use anzhi_core::facts::Source;
/// use anzhi_core::round::{CandidateDraft, Entry, FactRow, Note, SittingRef};
///
/// let (id, name, note, entry) = ("1".parse()?, "invented".into(), Note::default(), Entry::default());
/// let (sitting, attributes) = (Some(SittingRef(0)), Vec::new());
/// let candidate =
///     draft.add_candidate(CandidateDraft { line: 2, id, name, sitting, attributes, note, entry, clear: true });
/// draft.facts.push(FactRow { candidate, source: Source::Degrees, row: Default::default() });
/// // All cells are blank: neither a grade nor the date of enlisting nor the class of the degree is there.
/// let faults = draft.check(Vec::new()).err().ok_or("no fault")?;
/// let codes: Vec<_> = faults.iter().map(|fault| fault.kind.code()).collect();
/// assert_eq!(codes, ["grade-blank", "missing-value", "missing-value"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct CandidateDraft {
    /// The line of the file.
    pub line: u32,
    /// The id.
    pub id: CandidateId,
    /// The name.
    pub name: Box<str>,
    /// The sitting, if the table says one: there may be only one, or the scheme's conditions decide.
    pub sitting: Option<SittingRef>,
    /// One cell for each attribute of the scheme; missing ones are blank.
    pub attributes: Vec<Cell>,
    /// Evidence and remark.
    pub note: Note,
    /// Who entered and who checked the line.
    pub entry: Entry,
    /// Whether everything on this candidate could be read. Of one who is not clear, faults that may only follow
    /// from others are not reported.
    pub clear: bool,
}

/// A row of degrees, periods or events.
///
/// Shown at [`CandidateDraft`].
#[derive(Clone, Debug)]
pub struct FactRow {
    /// Whose row.
    pub candidate: CandidateRef,
    /// Which table.
    pub source: Source,
    /// The row.
    pub row: Row,
}

/// A vacancy as handed in.
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
/// use anzhi_core::round::{Vacancy, VacancyRef};
///
/// let desk = draft.add_vacancy(Vacancy::new("desk".parse()?, "County archive", "Clerk", 1), true);
/// assert_eq!(desk, VacancyRef(0));
/// assert!(draft.vacancies[0].clear);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct VacancyDraft {
    /// The vacancy.
    pub vacancy: Vacancy,
    /// Whether the whole line could be read.
    pub clear: bool,
}

impl Draft {
    /// An empty draft.
    pub fn new(heading: Heading, secret: Secret, scheme: Scheme) -> Self {
        Self {
            heading,
            secret,
            scheme,
            candidates: Vec::new(),
            facts: Vec::new(),
            exams: None,
            vacancies: Vec::new(),
            relatives: Vec::new(),
            certificates: Vec::new(),
            preferences: Vec::new(),
            broken_lists: Vec::new(),
            acknowledgements: Vec::new(),
            give_ups: Vec::new(),
            lots: Vec::new(),
            answers: Vec::new(),
            rulings: Vec::new(),
        }
    }

    /// Adds a candidate and gives the reference under which rows of this draft name them; it is none of the round.
    pub fn add_candidate(&mut self, candidate: CandidateDraft) -> CandidateRef {
        self.candidates.push(candidate);
        CandidateRef(u32::try_from(self.candidates.len() - 1).unwrap_or(u32::MAX))
    }

    /// Adds a vacancy and gives the reference under which preferences of this draft name it; it is none of the round.
    pub fn add_vacancy(&mut self, vacancy: Vacancy, clear: bool) -> VacancyRef {
        self.vacancies.push(VacancyDraft { vacancy, clear });
        VacancyRef(u32::try_from(self.vacancies.len() - 1).unwrap_or(u32::MAX))
    }
}
