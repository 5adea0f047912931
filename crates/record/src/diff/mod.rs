//! Two records held against each other (案卷比较): what a correction changed, by severity and person.
//!
//! A bureau that corrects something makes a new record that names the one it replaces. [`diff`] verifies both and says
//! what differs: of each person everything in one place, with what moved them and how they would keep their vacancy.
//!
//! ```
//! # let mut files = std::collections::BTreeMap::new();
//! # for file in std::fs::read_dir("../../testdata/rounds/after-meeting")?.filter_map(Result::ok) {
//! #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
//! # }
//! # let seal = |files: &std::collections::BTreeMap<String, Vec<u8>>| -> Result<_, Box<dyn std::error::Error>> {
//! #     let reading = anzhi_tables::read_round(files)?;
//! #     let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
//! #     let scheme = reading.scheme.ok_or("no scheme")?;
//! #     let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
//! #     Ok(record.ok_or("questions are open")?)
//! # };
//! use anzhi_record::diff::{CellChange, Cause, Keep, Move, MoveKind, Presence, RowChange, Succession, diff};
//! use anzhi_record::{stage::How, verify::Severity};
//!
//! let old = seal(&files)?;
//! // After the meeting 04 is given a seat of B01, and not that of A01.
//! let rulings = String::from_utf8(files["rulings.csv"].clone())?;
//! files.insert("rulings.csv".into(), rulings.replace("候选人/04,,A01", "候选人/04,,B01").into_bytes());
//! let new = seal(&files)?;
//! let diff = diff(&old, &new, None).map_err(|_| "one of them does not hold")?;
//! assert!(matches!(diff.succession, Succession::Other(_))); // this round says that it replaces another record
//! let person = &diff.people[0];
//! assert_eq!((person.id.as_str(), person.severity), ("04", Severity::Placement));
//! assert_eq!((person.presence(), diff.people.len()), (Presence::Both, 1));
//! let Move { kind, fates, causes, keep, .. } = person.moved.as_ref().ok_or("not moved")?;
//! let seat = fates.new.and_then(|fate| fate.vacancy()).ok_or("no seat")?;
//! assert_eq!((*kind, diff.sides.new.round.vacancy(seat).id.as_str()), (MoveKind::Elsewhere, "B01"));
//! assert!(matches!(causes[..], [Cause::RulingGone(_), Cause::RulingMade(_)]));
//! assert_eq!(*keep, Keep::Ruled); // two rulings on one person cannot be
//! let RowChange { how, cells, .. } = &person.rows[0];
//! let CellChange { column, values, .. } = &cells[0];
//! assert_eq!((*how, column.as_str()), (How::Changed, "new"));
//! assert_eq!((values.old.as_str(), values.new.as_str()), ("A01", "B01"));
//! // The seats that are left differ, and nothing else.
//! let left: Vec<_> = diff.vacancies.iter().map(|vacancy| (vacancy.id.as_str(), vacancy.left.new)).collect();
//! assert_eq!(left, [("A01", Some(1)), ("B01", Some(0))]);
//! assert!(diff.whole.stated.is_empty() && !diff.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Scores and what was handed in, of people, vacancies and the round as a whole:
//!
//! ```
//! # let mut files = std::collections::BTreeMap::new();
//! # for file in std::fs::read_dir("../../testdata/rounds/small")?.filter_map(Result::ok) {
//! #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
//! # }
//! # type Files = std::collections::BTreeMap<String, Vec<u8>>;
//! # let edit = |files: &mut Files, file: &str, from: &str, to: &str| -> Result<(), Box<dyn std::error::Error>> {
//! #     let text = String::from_utf8(files[file].clone())?;
//! #     assert!(text.contains(from));
//! #     files.insert(file.into(), text.replace(from, to).into_bytes());
//! #     Ok(())
//! # };
//! # let read = |files: &Files| -> Result<_, Box<dyn std::error::Error>> {
//! #     let reading = anzhi_tables::read_round(files)?;
//! #     Ok((reading.round.map_err(|faults| format!("{faults:?}"))?, reading.scheme.ok_or("no scheme")?))
//! # };
//! # let seal = |files: &Files| -> Result<_, Box<dyn std::error::Error>> {
//! #     let (round, scheme) = read(files)?;
//! #     let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
//! #     Ok(record.ok_or("questions are open")?)
//! # };
//! # let code = |files: &Files, id: &str| -> Result<String, Box<dyn std::error::Error>> {
//! #     let (round, scheme) = read(files)?;
//! #     let (scores, _) = anzhi_core::place::score_all(&round).map_err(|faults| format!("{faults:?}"))?;
//! #     let (_, digest) = scores.sheet(round.find_candidate(id).ok_or("nobody")?).ok_or("no sheet")?;
//! #     Ok(digest.code(scheme.scheme.scoring.signed).to_string())
//! # };
//! use anzhi_record::diff::{Both, Figure, FigureChange, PersonDiff, ResultChange, StatedChange, VacancyDiff, WholeDiff, diff};
//! use anzhi_record::verify::{Field, Severity};
//!
//! let (old, signed) = (seal(&files)?, code(&files, "1")?);
//! // An award of 1 was none of the third class, and a seat more is offered.
//! edit(&mut files, "events.csv", "1,奖励,三等功", "1,奖励,嘉奖")?;
//! edit(&mut files, "vacancies.csv", "甲镇人民政府,科员,1,", "甲镇人民政府,科员,2,")?;
//! let again = code(&files, "1")?;
//! edit(&mut files, "acknowledgements.csv", &signed, &again)?;
//! let diff = diff(&old, &seal(&files)?, None).map_err(|_| "one of them does not hold")?;
//! let PersonDiff { id, severity, results, figures, rows, .. } = &diff.people[0];
//! assert_eq!((id.as_str(), *severity), ("1", Severity::Score));
//! let ResultChange { field, values: Both { old, new }, .. } = &results[0];
//! assert_eq!((*field, old.as_deref(), new.as_deref()), (Field::Total, Some("30.85"), Some("29.85")));
//! let FigureChange { figure, values } = &figures[0];
//! assert!(matches!(figure, Figure::Item(_)) && values.old.as_deref() == Some("1"));
//! assert_eq!(rows.len(), 2); // the award and the signature
//! let VacancyDiff { severity, left, .. } = &diff.vacancies[0];
//! assert_eq!((*severity, left.old, left.new), (Severity::Input, Some(1), Some(2)));
//! let WholeDiff { papers, stated, stages, originals, .. } = &diff.whole;
//! assert!(papers.is_empty() && stages.is_empty() && originals.is_empty());
//! let StatedChange { path, values, .. } = &stated[0];
//! assert_eq!((path.as_str(), values.new.as_deref()), ("counts.seats", Some("7")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod both;
mod ends;
mod figures;
mod keep;
mod owner;
mod people;
mod rows;
mod side;
mod whole;
mod why_not;

use crate::package::Package;
use crate::verify::{ReadOriginals, Report, Severity, verify};
use anzhi_core::digest::Digest;
use anzhi_core::ids::VacancyId;
use owner::Owner;
use std::collections::{BTreeMap, BTreeSet};

pub use both::Both;
pub use ends::{Cause, Move, MoveKind};
pub use figures::{Figure, FigureChange};
pub use keep::Keep;
pub use people::{PersonDiff, Presence, ResultChange, WarningChange};
pub use rows::{CellChange, RowChange};
pub use side::Side;
pub use whole::{OriginalChange, PaperChange, StageChange, StatedChange, WholeDiff};
pub use why_not::WhyNot;

/// Whether the new record says that it replaces the old one.
///
/// Shown at [`diff`](self).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Succession {
    /// It does.
    Named,
    /// It says that it replaces none.
    None,
    /// It says that it replaces another record.
    Other(Digest),
    /// It is the other way round: the old one says that it replaces the new one.
    Reversed,
    /// Both are the same record.
    Same,
}

/// What differs between two records.
///
/// Shown at [`diff`](self).
#[derive(Clone, Debug)]
pub struct Diff {
    /// The two records.
    pub sides: Both<Side>,
    /// Whether the new one names the old one.
    pub succession: Succession,
    /// Whether the secrets of the rounds differ: then no code can be held against another, and none is compared.
    pub other_secret: bool,
    /// The people of whom something differs: by severity, whether they have another vacancy, and rank in the old record.
    pub people: Vec<PersonDiff>,
    /// The vacancies of which something differs: by severity and id.
    pub vacancies: Vec<VacancyDiff>,
    /// The round as a whole.
    pub whole: WholeDiff,
}

/// What differs of one vacancy.
///
/// Shown at [`diff`](self).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VacancyDiff {
    /// Which.
    pub id: VacancyId,
    /// How grave the gravest of it is.
    pub severity: Severity,
    /// Its row in the table, and the rulings on it.
    pub rows: Vec<RowChange>,
    /// The seats that nobody has in the end; nothing where it is not there.
    pub left: Both<Option<u32>>,
    /// The warnings.
    pub warnings: Vec<WarningChange>,
}

/// Verifies two records, signatures aside, and says what differs between them.
///
/// # Errors
/// The two reports, if one of the records does not hold: what it says is not what comes of it, and says nothing of what
/// was changed.
///
/// Shown at [`diff`](self).
pub fn diff(
    old: &Package,
    new: &Package,
    originals: Option<&ReadOriginals<'_>>,
) -> Result<Diff, Box<Both<Report>>> {
    let packages = Both { old, new };
    let reports = packages.map(|package| verify(package, &[], originals));
    let sides = packages.zip(reports.as_ref()).map(|(package, report)| Side::of(package, report));
    match sides {
        Both { old: Some(old), new: Some(new) } => Ok(Diff::of(packages, Both { old, new })),
        Both { .. } => Err(Box::new(reports)),
    }
}

impl Diff {
    fn of(packages: Both<&Package>, sides: Both<Side>) -> Self {
        let (mut rows, warnings) = (rows::compare(&sides), people::warnings(sides.as_ref()));
        let mut people = people::people(sides.as_ref(), &mut rows, &warnings);
        keep::keep(sides.as_ref(), &mut people);
        let vacancies = vacancies(sides.as_ref(), &mut rows, &warnings);
        // What is left is of the round as a whole, or about who or what neither round has any more.
        let rows = rows.into_values().flatten().collect();
        Self {
            succession: Succession::of(sides.as_ref()),
            other_secret: sides.old.round.secret() != sides.new.round.secret(),
            people,
            vacancies,
            whole: WholeDiff::of(packages, sides.as_ref(), rows, &warnings),
            sides,
        }
    }

    /// Whether nothing differs but which record is replaced.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
            && self.vacancies.is_empty()
            && self.whole == WholeDiff::default()
            && !self.other_secret
    }

    /// Whether the rounds are of the same id.
    pub fn is_of_one_round(&self) -> bool {
        !self.sides.as_ref().map(|side| &side.round.heading().id).differ()
    }
}

impl Succession {
    fn of(sides: Both<&Side>) -> Self {
        let fingerprints = sides.map(|side| side.fingerprint);
        let replaces = sides.map(|side| side.round.heading().replaces);
        match replaces.new {
            _ if !fingerprints.differ() => Self::Same,
            Some(replaced) if replaced == fingerprints.old => Self::Named,
            _ if replaces.old == Some(fingerprints.new) => Self::Reversed,
            Some(other) => Self::Other(other),
            None => Self::None,
        }
    }
}

fn vacancies(
    sides: Both<&Side>,
    rows: &mut BTreeMap<Owner, Vec<RowChange>>,
    warnings: &BTreeMap<Owner, Vec<WarningChange>>,
) -> Vec<VacancyDiff> {
    let ids = |side: &Side| side.round.vacancies().iter().map(|vacancy| vacancy.id.clone()).collect();
    let mut all: BTreeSet<VacancyId> = ids(sides.old);
    all.extend::<BTreeSet<VacancyId>>(ids(sides.new));
    let mut vacancies = Vec::new();
    for id in all {
        let owner = Owner::Vacancy(id.to_string());
        let (rows, warnings) = (rows.remove(&owner).unwrap_or_default(), warnings.get(&owner));
        let left = sides.map(|side| Some(side.placement.seats_left(side.round.find_vacancy(id.as_str())?)));
        let warnings = warnings.cloned().unwrap_or_default();
        let slight = left.differ() || !warnings.is_empty();
        let grave = rows.iter().map(RowChange::severity).chain(slight.then_some(Severity::Bookkeeping)).min();
        if let Some(severity) = grave {
            vacancies.push(VacancyDiff { id, severity, rows, left, warnings });
        }
    }
    vacancies.sort_by_key(|vacancy| vacancy.severity);
    vacancies
}
