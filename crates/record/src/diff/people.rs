//! Everything about a person in one place, the gravest first.

use super::ends::Traces;
use super::figures::Figures;
use super::owner::Owner;
use super::side::Side;
use super::{Both, FigureChange, Move, MoveKind, RowChange};
use crate::result::{AfterLine, CandidateOutcome};
use crate::stage::How;
use crate::verify::{Field, Severity, after_text, said};
use anzhi_core::ids::CandidateId;
use anzhi_core::round::CandidateRef;
use anzhi_core::warning::{Warning, WarningCode};
use std::collections::{BTreeMap, BTreeSet};

/// In which of the two records a person is.
///
/// Shown at [`diff`](super).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Presence {
    /// In both.
    Both,
    /// Only in the new one.
    OnlyNew,
    /// Only in the old one.
    OnlyOld,
}

/// Everything that differs of one person.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PersonDiff {
    /// Who.
    pub id: CandidateId,
    /// Who that is in each round.
    pub who: Both<Option<CandidateRef>>,
    /// How grave the gravest of it is.
    pub severity: Severity,
    /// What came of them, if it is not the same.
    pub moved: Option<Move>,
    /// What the results say of them.
    pub results: Vec<ResultChange>,
    /// What stands on their sheets.
    pub figures: Vec<FigureChange>,
    /// What was handed in, signed, drawn and ruled of them.
    pub rows: Vec<RowChange>,
    /// The warnings.
    pub warnings: Vec<WarningChange>,
}

/// Something that the results say otherwise.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ResultChange {
    /// What.
    pub field: Field,
    /// In which sitting; nothing for what followed the meeting.
    pub sitting: Option<String>,
    /// What each result says; nothing where it says nothing.
    pub values: Both<Option<String>>,
}

/// A warning that only one of the records has.
///
/// Shown at [`diff`](super).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct WarningChange {
    /// Whether it is new or gone.
    pub how: How,
    /// Which.
    pub code: WarningCode,
}

impl PersonDiff {
    /// In which of the two records they are.
    pub fn presence(&self) -> Presence {
        match self.who {
            Both { old: Some(_), new: Some(_) } => Presence::Both,
            Both { old: Some(_), new: None } => Presence::OnlyOld,
            Both { old: None, .. } => Presence::OnlyNew,
        }
    }
}

/// All people of whom something differs: by severity, whether they have another vacancy, sitting and rank in the old
/// record, id.
pub(super) fn people(
    sides: Both<&Side>,
    rows: &mut BTreeMap<Owner, Vec<RowChange>>,
    warnings: &BTreeMap<Owner, Vec<WarningChange>>,
) -> Vec<PersonDiff> {
    let vacancies: BTreeSet<String> = rows.iter().filter_map(|(owner, rows)| changed(owner, rows)).collect();
    let (figures, results, order) = (Figures::of(sides), Results::of(sides), order(sides.old));
    let ids = |side: &Side| side.round.candidates().iter().map(|person| person.id().clone()).collect();
    let mut everybody: BTreeSet<CandidateId> = ids(sides.old);
    everybody.extend::<BTreeSet<CandidateId>>(ids(sides.new));
    let mut people = Vec::new();
    for id in everybody {
        let who = sides.map(|side| side.round.find_candidate(id.as_str()));
        let owner = Owner::Person(id.to_string());
        let rows = rows.remove(&owner).unwrap_or_default();
        let (figures, results) = (figures.differing(sides.zip(who)), results.differing(id.as_str()));
        let traces = Traces { who, results: &results, figures: &figures, rows: &rows, vacancies: &vacancies };
        let moved = Move::of(sides, &traces);
        let warnings = warnings.get(&owner).cloned().unwrap_or_default();
        let grave = [
            moved.as_ref().map(|_| Severity::Placement),
            results.iter().map(|change| change.field.severity()).min(),
            figures.first().map(|_| Severity::Score),
            rows.iter().map(RowChange::severity).min(),
            warnings.first().map(|_| Severity::Bookkeeping),
        ];
        if let Some(severity) = grave.into_iter().flatten().min() {
            people.push(PersonDiff { id, who, severity, moved, results, figures, rows, warnings });
        }
    }
    let last = (usize::MAX, u32::MAX);
    people.sort_by_cached_key(|person| {
        let kind = person.moved.as_ref().map_or(MoveKind::Otherwise, |moved| moved.kind);
        let place = order.get(person.id.as_str()).copied().unwrap_or(last);
        (person.severity, kind, place, person.id.clone())
    });
    people
}

/// A vacancy of which something that counts is another.
fn changed(owner: &Owner, rows: &[RowChange]) -> Option<String> {
    match owner {
        Owner::Vacancy(id) if rows.iter().any(|row| row.severity() == Severity::Input) => Some(id.clone()),
        Owner::Person(_) | Owner::Vacancy(_) | Owner::Whole => None,
    }
}

/// By candidate: the sitting and the rank in it, the last for whoever sat in several.
fn order(side: &Side) -> BTreeMap<&str, (usize, u32)> {
    let sittings = side.result.sittings.iter().enumerate();
    let all = sittings.flat_map(|(n, sitting)| sitting.candidates.iter().map(move |outcome| (n, outcome)));
    all.map(|(n, outcome)| (&*outcome.id, (n, outcome.rank.unwrap_or(u32::MAX)))).collect()
}

/// What two results say, by sitting and candidate.
struct Results<'s> {
    sittings: Vec<(&'s str, Both<BTreeMap<&'s str, &'s CandidateOutcome>>)>,
    after: Both<BTreeMap<&'s str, &'s AfterLine>>,
}

impl<'s> Results<'s> {
    fn of(sides: Both<&'s Side>) -> Self {
        let mut ids: Vec<&str> = sides.old.result.sittings.iter().map(|sitting| &*sitting.id).collect();
        let new = sides.new.result.sittings.iter().map(|sitting| &*sitting.id);
        let only_new: Vec<&str> = new.filter(|id| !ids.contains(id)).collect();
        ids.extend(only_new);
        let after = |side: &'s Side| {
            side.result.after.iter().map(|line| (&*line.candidate, line)).collect::<BTreeMap<_, _>>()
        };
        Self {
            sittings: ids.into_iter().map(|id| (id, sides.map(|side| side.outcomes(id)))).collect(),
            after: sides.map(after),
        }
    }

    /// What differs of one candidate. Digests of sheets hang on the secret, and say nothing of what differs.
    fn differing(&self, id: &str) -> Vec<ResultChange> {
        let mut all = Vec::new();
        for (sitting, outcomes) in &self.sittings {
            let outcomes = outcomes.as_ref().map(|outcomes| outcomes.get(id).copied());
            let Some(fields) = outcomes.new.or(outcomes.old).map(said) else { continue };
            let told = outcomes.map(|outcome| outcome.map(said));
            for (place, (field, _)) in
                fields.iter().enumerate().filter(|(_, (field, _))| *field != Field::Sheet)
            {
                let values = told.as_ref().map(|told| told.as_ref().and_then(|told| told[place].1.clone()));
                if values.differ() {
                    all.push(ResultChange { field: *field, sitting: Some((*sitting).to_owned()), values });
                }
            }
        }
        let values = self.after.as_ref().map(|after| after.get(id).map(|line| after_text(line)));
        if values.differ() {
            all.push(ResultChange { field: Field::After, sitting: None, values });
        }
        all
    }
}

/// The warnings that only one of the records has, by whom or what they are about.
pub(super) fn warnings(sides: Both<&Side>) -> BTreeMap<Owner, Vec<WarningChange>> {
    let of = |side: &Side| -> BTreeMap<Warning, usize> {
        let mut times = BTreeMap::new();
        side.placement.warnings.iter().for_each(|warning| *times.entry(warning.clone()).or_default() += 1);
        times
    };
    let times = sides.map(of);
    let only = |one: &BTreeMap<Warning, usize>, other: &BTreeMap<Warning, usize>, how: How| -> Vec<_> {
        let more = one.iter().filter(|(warning, n)| **n > other.get(warning).copied().unwrap_or_default());
        more.map(|(warning, _)| (warning.clone(), how)).collect()
    };
    let mut all: BTreeMap<Owner, Vec<WarningChange>> = BTreeMap::new();
    let gone = only(&times.old, &times.new, How::Removed);
    for (warning, how) in only(&times.new, &times.old, How::Added).into_iter().chain(gone) {
        let owner = match (warning.candidate, warning.vacancy) {
            (Some(id), _) => Owner::Person(id.to_string()),
            (None, Some(id)) => Owner::Vacancy(id.to_string()),
            (None, None) => Owner::Whole,
        };
        all.entry(owner).or_default().push(WarningChange { how, code: warning.code });
    }
    all
}
