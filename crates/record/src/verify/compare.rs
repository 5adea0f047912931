//! What is recorded against what comes of computing it anew, field by field.

use super::Step;
use crate::digests::DigestSet;
use crate::result::{AfterLine, CandidateOutcome, RoundResult, SittingResult, TurnLine, VacancyLine};
use crate::statement::{RoundPredicate, StatedBasis, StatedPaper};
use std::collections::{BTreeMap, BTreeSet};

/// How grave a difference is, the gravest first.
///
/// Shown at [`Difference`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Somebody is placed elsewhere (安置).
    Placement,
    /// Somebody stands elsewhere in the order (名次).
    Order,
    /// Somebody has another score (分数).
    Score,
    /// Something else was handed in (录入): between two records only.
    Input,
    /// Something else is written down otherwise (记载).
    Bookkeeping,
}

/// Where a difference lies.
///
/// Shown at [`Difference`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Field {
    /// What became of a candidate after the meeting.
    After,
    /// The assessment of a candidate.
    Assessment,
    /// A candidate who stands on one side only, or twice.
    Candidate,
    /// The exam part of a candidate.
    Exam,
    /// The group of a candidate.
    Group,
    /// The place of a candidate in the list.
    Order,
    /// What came of a candidate.
    Outcome,
    /// Which preference a candidate had.
    Preference,
    /// The rank of a candidate.
    Rank,
    /// The seats of a vacancy.
    Seats,
    /// The digest of a candidate's sheet.
    Sheet,
    /// The sittings.
    Sittings,
    /// What the statement or the result says of the whole round, as the path of a key.
    Stated,
    /// The total of a candidate.
    Total,
    /// A turn.
    Turn,
    /// The vacancy of a candidate.
    Vacancy,
    /// The warnings.
    Warnings,
}

impl Field {
    /// How grave a difference there is.
    ///
    /// ```
    /// use anzhi_record::verify::{Field, Severity};
    ///
    /// assert_eq!(Field::Vacancy.severity(), Severity::Placement);
    /// assert!(Field::Vacancy.severity() < Field::Rank.severity());
    /// ```
    pub fn severity(self) -> Severity {
        match self {
            Self::After
            | Self::Candidate
            | Self::Outcome
            | Self::Preference
            | Self::Sittings
            | Self::Vacancy => Severity::Placement,
            Self::Group | Self::Order | Self::Rank | Self::Turn => Severity::Order,
            Self::Assessment | Self::Exam | Self::Sheet | Self::Total => Severity::Score,
            Self::Seats | Self::Stated | Self::Warnings => Severity::Bookkeeping,
        }
    }
}

/// One difference.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let mut record = record.ok_or("questions are open")?;
/// use anzhi_record::verify::{Field, Severity, verify};
/// use anzhi_record::{RESULT, RoundResult};
///
/// let mut result: RoundResult = serde_json::from_slice(record.file(RESULT).ok_or("no result")?)?;
/// result.sittings[0].candidates[0].rank = Some(2);
/// record.files.insert(RESULT.into(), result.to_bytes());
/// let report = verify(&record, &[], None);
/// let first = report.first_difference().ok_or("no difference")?;
/// assert_eq!((first.severity, first.field), (Severity::Order, Field::Rank));
/// assert_eq!((first.recorded.as_deref(), first.computed.as_deref()), (Some("2"), Some("1")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// How grave it is.
    pub severity: Severity,
    /// Where it lies.
    pub field: Field,
    /// The candidate, vacancy, turn or sitting; empty for the whole round.
    pub of: String,
    /// What is recorded; `None` for nothing.
    pub recorded: Option<String>,
    /// What comes of computing it anew; `None` for nothing.
    pub computed: Option<String>,
}

/// All differences with the step that each belongs to.
#[derive(Default)]
pub(super) struct Differences(pub(super) Vec<(Step, Difference)>);

impl Differences {
    /// Notes a difference, if there is one.
    fn note<T: PartialEq + ToString>(
        &mut self,
        (step, field): (Step, Field),
        of: &str,
        recorded: Option<T>,
        computed: Option<T>,
    ) {
        if recorded != computed {
            let [recorded, computed] = [recorded, computed].map(|value| value.map(|value| value.to_string()));
            let severity = field.severity();
            self.0.push((step, Difference { severity, field, of: of.into(), recorded, computed }));
        }
    }

    pub(super) fn of_results(recorded: &RoundResult, computed: &RoundResult) -> Self {
        let mut all = Self::default();
        all.stated("result.round", &recorded.round, &computed.round);
        let scheme = |of: &RoundResult| {
            let name = &of.scheme;
            [&*name.id, &name.edition, &name.issuer, &name.scoring].join(" ")
        };
        all.stated("result.scheme", &scheme(recorded), &scheme(computed));
        let warnings = (Step::Particulars, Field::Warnings);
        all.note(warnings, "", Some(text(&recorded.warnings)), Some(text(&computed.warnings)));
        let sittings = |result: &RoundResult| -> Vec<String> {
            result.sittings.iter().map(|sitting| sitting.id.clone()).collect()
        };
        let (told, known) = (sittings(recorded), sittings(computed));
        let kind = (Step::Allocation, Field::Sittings);
        all.note(kind, "", Some(told.join(" ")), Some(known.join(" ")));
        for (recorded, computed) in recorded.sittings.iter().zip(&computed.sittings) {
            all.candidates(recorded, computed);
            all.turns(recorded, computed);
            all.seats(recorded, computed);
        }
        all.after(&recorded.after, &computed.after);
        all
    }

    pub(super) fn of_statements(recorded: &RoundPredicate, computed: &RoundPredicate) -> Self {
        let mut all = Self::default();
        for ((path, recorded), (_, computed)) in stated(recorded).into_iter().zip(stated(computed)) {
            let kind = (Step::Particulars, Field::Stated);
            all.note(kind, &path, recorded, computed);
        }
        // Another version of the program may have made it.
        if !is_program(&recorded.program) {
            all.stated("program", &recorded.program, &computed.program);
        }
        all
    }

    fn stated(&mut self, path: &str, recorded: &str, computed: &str) {
        let kind = (Step::Particulars, Field::Stated);
        self.note(kind, path, Some(recorded), Some(computed));
    }

    fn candidates(&mut self, recorded: &SittingResult, computed: &SittingResult) {
        let mut told: BTreeMap<&str, &CandidateOutcome> = BTreeMap::new();
        for outcome in &recorded.candidates {
            if told.insert(&outcome.id, outcome).is_some() {
                self.candidate(&outcome.id, Some("2"), Some("1"));
            }
        }
        for outcome in &computed.candidates {
            match told.remove(outcome.id.as_str()) {
                Some(other) => self.fields(other, outcome),
                None => self.candidate(&outcome.id, None, Some("1")),
            }
        }
        for id in told.keys() {
            self.candidate(id, Some("1"), None);
        }
        let order = recorded.candidates.iter().zip(&computed.candidates);
        if let Some((recorded, computed)) = order.into_iter().find(|(a, b)| a.id != b.id) {
            let kind = (Step::Ranking, Field::Order);
            self.note(kind, &computed.id, Some(&recorded.id), Some(&computed.id));
        }
    }

    fn candidate(&mut self, id: &str, recorded: Option<&str>, computed: Option<&str>) {
        self.note((Step::Allocation, Field::Candidate), id, recorded, computed);
    }

    fn fields(&mut self, recorded: &CandidateOutcome, computed: &CandidateOutcome) {
        for ((field, told), (_, known)) in said(recorded).into_iter().zip(said(computed)) {
            let step = match field.severity() {
                Severity::Placement => Step::Allocation,
                Severity::Order => Step::Ranking,
                Severity::Bookkeeping | Severity::Input | Severity::Score => Step::Scores,
            };
            self.note((step, field), &computed.id, told, known);
        }
    }

    fn turns(&mut self, recorded: &SittingResult, computed: &SittingResult) {
        let kind = (Step::Allocation, Field::Turn);
        for place in 0..recorded.turns.len().max(computed.turns.len()) {
            let told = |sitting: &SittingResult| sitting.turns.get(place).map(turn_text);
            self.note(kind, &(place + 1).to_string(), told(recorded), told(computed));
        }
    }

    /// Person by person; if all of these agree, in the same order.
    fn after(&mut self, recorded: &[AfterLine], computed: &[AfterLine]) {
        let kind = (Step::Allocation, Field::After);
        let people: BTreeSet<&str> = recorded.iter().chain(computed).map(|line| &*line.candidate).collect();
        let before = self.0.len();
        for id in people {
            let of = |lines: &[AfterLine]| {
                let own = lines.iter().filter(|line| line.candidate == id).map(after_text);
                Some(own.collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty())
            };
            self.note(kind, id, of(recorded), of(computed));
        }
        if self.0.len() == before {
            let ids =
                |lines: &[AfterLine]| lines.iter().map(|line| &*line.candidate).collect::<Vec<_>>().join(" ");
            self.note(kind, "", Some(ids(recorded)), Some(ids(computed)));
        }
    }

    fn seats(&mut self, recorded: &SittingResult, computed: &SittingResult) {
        let kind = (Step::Allocation, Field::Seats);
        for place in 0..recorded.vacancies.len().max(computed.vacancies.len()) {
            let (told, known) = (recorded.vacancies.get(place), computed.vacancies.get(place));
            let id = known.or(told).map_or("", |vacancy| &vacancy.id);
            self.note(kind, id, told.map(seats_text), known.map(seats_text));
        }
    }
}

/// Everything that a result says of a candidate in a sitting, field by field.
pub(crate) fn said(of: &CandidateOutcome) -> [(Field, Option<String>); 9] {
    [
        (Field::Outcome, Some(of.outcome.clone())),
        (Field::Vacancy, of.vacancy.clone()),
        (Field::Preference, of.preference.map(|preference| preference.to_string())),
        (Field::Rank, of.rank.map(|rank| rank.to_string())),
        (Field::Group, of.group.clone()),
        (Field::Total, of.total.clone()),
        (Field::Assessment, of.assessment.clone()),
        (Field::Exam, of.exam.clone()),
        (Field::Sheet, of.sheet.clone()),
    ]
}

/// Everything that a statement says, by the path of its key; but the program. Each statement gives the same paths.
pub(crate) fn stated(of: &RoundPredicate) -> Vec<(String, Option<String>)> {
    let (counts, round, scheme) = (&of.counts, &of.round, &of.scheme);
    let mut all: Vec<(String, Option<String>)> = [
        ("counts.candidates", &counts.candidates),
        ("counts.originals", &counts.originals),
        ("counts.placed", &counts.placed),
        ("counts.rulings", &counts.rulings),
        ("counts.seats", &counts.seats),
        ("counts.sittings", &counts.sittings),
        ("counts.vacancies", &counts.vacancies),
        ("format", &of.format),
        ("round.bureau", &round.bureau),
        ("round.id", &round.id),
        ("round.title", &round.title),
        ("round.year", &round.year),
        ("scheme.edition", &scheme.edition),
        ("scheme.id", &scheme.id),
        ("scheme.issuer", &scheme.issuer),
        ("scheme.scoring", &scheme.scoring),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), Some(text.clone())))
    .collect();
    all.extend(stated_digests("scheme", Some(&scheme.digest)));
    all.extend(stated_digests("edition", of.edition.as_ref()));
    let results = of.results.as_ref();
    all.push(("results.leaves".into(), results.map(|results| results.leaves.clone())));
    all.push(("results.root".into(), results.map(|results| results.root.clone())));
    all.push(("replaces".into(), of.replaces.clone()));
    all.extend(stated_basis("roster", of.roster.as_ref()));
    all.extend(stated_basis("plan", of.plan.as_ref()));
    all.extend(stated_paper("ranking", of.ranking.as_ref()));
    all.extend(stated_paper("choosing", of.choosing.as_ref()));
    let stages = of.stages.iter().flatten().map(|stage| format!("{} {}", stage.stage, stage.fingerprint));
    let stages = of.stages.as_ref().map(|_| stages.collect::<Vec<_>>().join(", "));
    all.push(("stages".into(), stages));
    all
}

fn stated_basis(path: &str, basis: Option<&StatedBasis>) -> [(String, Option<String>); 3] {
    let part = |key: &str, text: fn(&StatedBasis) -> &String| {
        (format!("{path}.{key}"), basis.map(|basis| text(basis).clone()))
    };
    [
        part("count", |basis| &basis.count),
        part("document", |basis| &basis.document),
        part("issuer", |basis| &basis.issuer),
    ]
}

fn stated_paper(path: &str, paper: Option<&StatedPaper>) -> Vec<(String, Option<String>)> {
    let part = |key: &str, text: fn(&StatedPaper) -> &String| {
        (format!("{path}.{key}"), paper.map(|paper| text(paper).clone()))
    };
    let mut all = stated_digests(path, paper.map(|paper| &paper.digest));
    all.push(part("edition", |paper| &paper.edition));
    all.push(part("id", |paper| &paper.id));
    all.push(part("issuer", |paper| &paper.issuer));
    all
}

fn stated_digests(path: &str, digests: Option<&DigestSet>) -> Vec<(String, Option<String>)> {
    vec![
        (format!("{path}.digest.sha256"), digests.map(|digests| digests.sha256.to_string())),
        (format!("{path}.digest.sm3"), digests.and_then(|digests| digests.sm3).map(|sm3| sm3.to_string())),
    ]
}

/// `1 05 chose A06`.
fn turn_text(turn: &TurnLine) -> String {
    let vacancy = turn.vacancy.as_ref().map_or_else(String::new, |vacancy| format!(" {vacancy}"));
    format!("{} {} {}{vacancy}", turn.n, turn.candidate, turn.event)
}

/// `A06 → gave_up` of a seat taken back, `→ A06 placed_by_ruling` of a seat given.
pub(crate) fn after_text(line: &AfterLine) -> String {
    let from = line.from.as_ref().map_or_else(String::new, |from| format!("{from} "));
    let to = line.to.as_ref().map_or_else(String::new, |to| format!("{to} "));
    format!("{from}→ {to}{}", line.outcome)
}

/// `A06 0/2 17`: left, all, and the turn of the last seat.
fn seats_text(line: &VacancyLine) -> String {
    let last = line.last_turn.map_or_else(String::new, |turn| format!(" {turn}"));
    format!("{} {}/{}{last}", line.id, line.left, line.seats)
}

/// A part of the result as it stands in the file.
fn text<T: serde::Serialize>(value: &T) -> String {
    String::from_utf8_lossy(&crate::json::to_bytes(value)).into_owned()
}

/// `anzhi 0.1.0`.
fn is_program(text: &str) -> bool {
    let number = |part: &str| part.parse::<u32>().is_ok_and(|number| number.to_string() == part);
    text.strip_prefix("anzhi ")
        .is_some_and(|version| version.split('.').count() == 3 && version.split('.').all(number))
}
