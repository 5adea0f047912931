//! Reads a whole round folder: all faults of all files in one pass.

use crate::folder::{FileBytes, Folder, ReadError};
use crate::follow::{drop_follow_ups, with_lost_lines};
use crate::grid::{Grid, text, too_large};
use crate::headers::Headers;
use crate::heading::{RoundForm, heading};
use crate::layout::{MAX_TABLE_BYTES, MAX_TEXT_BYTES, TABLES, columns, file_names, is_needed};
use anzhi_core::digest::Secret;
use anzhi_core::facts::Source;
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::round::{CandidateRef, Draft, Round, VacancyRef};
use anzhi_core::scheme::{Identity, Part};
use anzhi_schemes::{
    Aliases, FormFault, LoadedScheme, Papers, load, load_papers, nearest, shipped, shipped_names,
};
use std::collections::{BTreeMap, BTreeSet};

/// What reading a folder gave.
///
/// ```
/// use anzhi_core::fault::Table;
/// use anzhi_tables::{Directory, read_round};
///
/// let reading = read_round(&Directory("../../testdata/rounds/county".as_ref()))?;
/// assert!(reading.round.is_ok());
/// assert_eq!(reading.scheme.map(|loaded| loaded.scheme.scoring.items.len()), Some(5));
/// assert_eq!(reading.files[&Table::Degrees], "degrees.csv");
/// assert_eq!(reading.candidates.map(|ids| ids.len()), Some(25));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reading {
    /// The round, unless something is wrong.
    pub round: Result<Round, Faults>,
    /// The scheme as loaded, if it could be.
    pub scheme: Option<LoadedScheme>,
    /// The file in which each table was found; of a shipped scheme or paper its name.
    pub files: BTreeMap<Table, String>,
    /// The headers of the files' columns.
    pub headers: Headers,
    /// The ids of all candidates; `None` if some could not be read.
    pub candidates: Option<BTreeSet<Box<str>>>,
}

/// Everything that is wrong with a folder.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_tables::read_round;
///
/// files.insert("lots.csv".into(), "候选人,签号,抽签人,日期\n21,two,me,2026-07-23\n".into());
/// let faults = read_round(&files)?.round.err().ok_or("no fault")?;
/// assert_eq!(faults.tables[0].to_string(), r#"malformed-count at Lots:2:签号: "two""#);
/// assert!(faults.forms.is_empty()); // round.toml and the scheme are in order
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Faults {
    /// Faults of tables and of the round as a whole, sorted by place.
    pub tables: Vec<Fault>,
    /// Faults of `round.toml` and of the scheme's file, in the order of the text.
    pub forms: Vec<(Table, FormFault)>,
}

/// Reads a round folder.
///
/// # Errors
/// [`ReadError`] if a file is there and cannot be read. What is wrong with its content is in [`Reading::round`].
///
/// ```
/// use anzhi_tables::{Directory, read_round};
///
/// let reading = read_round(&Directory("../../testdata/rounds/county".as_ref()))?;
/// let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(round.candidates().len(), 25);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_round(folder: &dyn Folder) -> Result<Reading, ReadError> {
    let mut opening = Opening::new(folder)?;
    let form = opening.heading()?;
    let secret = opening.secret()?;
    let scheme = match &form {
        Some(form) => opening.papers(form)?,
        None => None,
    };
    read_tables(opening, form, secret, scheme, |_| {})
}

/// Reads the tables under a scheme, once what stands in the folder beside them is known. `prepare` has the last word
/// before all parts are held against each other.
pub(crate) fn read_tables(
    opening: Opening<'_>,
    form: Option<RoundForm>,
    secret: Option<Secret>,
    scheme: Option<LoadedScheme>,
    prepare: impl FnOnce(&mut Draft),
) -> Result<Reading, ReadError> {
    let Opening { folder, names, mut faults, mut files } = opening;
    let (Some(form), Some(loaded)) = (form, &scheme) else {
        faults.tables.sort();
        let headers = Headers::default();
        return Ok(Reading { round: Err(faults), scheme, files, headers, candidates: None });
    };
    // A missing secret does not keep the tables from being read; the fault keeps the round from being used.
    let secret = secret.unwrap_or_else(|| Secret::from_bytes([0; 32]));
    let mut reader = Reader {
        draft: Draft::new(form.heading, secret, loaded.scheme.clone()),
        aliases: &loaded.aliases,
        faults: faults.tables,
        known: Known::default(),
        headers: Headers::of(loaded),
    };
    reader.tables(folder, &names, &mut files)?;
    let Reader { mut draft, faults: tables, headers, known, .. } = reader;
    prepare(&mut draft);
    let lost = with_lost_lines(&tables, &known.unread).contains(&Table::Candidates);
    let candidates = (!lost).then(|| known.candidates.keys().cloned().collect());
    let round = match draft.check(tables) {
        Ok(round) if faults.forms.is_empty() => Ok(round),
        Ok(_) => Err(Faults { tables: Vec::new(), forms: faults.forms }),
        Err(mut tables) => {
            drop_follow_ups(&mut tables, &known.unread, &faults.forms);
            headers.name_columns(&mut tables);
            Err(Faults { tables, forms: faults.forms })
        }
    };
    Ok(Reading { round, scheme, files, headers, candidates })
}

/// The files that come before the tables.
pub(crate) struct Opening<'f> {
    folder: &'f dyn Folder,
    names: Vec<String>,
    faults: Faults,
    files: BTreeMap<Table, String>,
}

impl<'f> Opening<'f> {
    pub(crate) fn new(folder: &'f dyn Folder) -> Result<Self, ReadError> {
        Ok(Self { folder, names: folder.names()?, faults: Faults::default(), files: BTreeMap::new() })
    }

    /// The text of a small file.
    fn text(&mut self, table: Table, name: &str) -> Result<Option<String>, ReadError> {
        self.files.insert(table, name.into());
        let bytes = match self.folder.read(name, MAX_TEXT_BYTES)? {
            Some(FileBytes::Whole(bytes)) => bytes,
            Some(FileBytes::TooLarge) => {
                let kind = FaultKind::FileTooLarge { limit: MAX_TEXT_BYTES };
                self.faults.tables.push(Fault::new(table, 0, "", kind, name));
                return Ok(None);
            }
            None => {
                self.faults.tables.push(Fault::new(table, 0, "", FaultKind::MissingFile, name));
                return Ok(None);
            }
        };
        Ok(text(table, &bytes, &mut self.faults.tables))
    }

    pub(crate) fn heading(&mut self) -> Result<Option<RoundForm>, ReadError> {
        let Some(text) = self.text(Table::Round, "round.toml")? else { return Ok(None) };
        let (form, faults) = heading(&text);
        self.faults.forms.extend(faults.into_iter().map(|fault| (Table::Round, fault)));
        Ok(form)
    }

    pub(crate) fn secret(&mut self) -> Result<Option<Secret>, ReadError> {
        let Some(text) = self.text(Table::Secret, "secret.hex")? else { return Ok(None) };
        let secret =
            text.strip_suffix('\n').and_then(|hex| hex.strip_suffix('\r').unwrap_or(hex).parse().ok());
        if secret.is_none() {
            self.faults.tables.push(Fault::new(Table::Secret, 1, "", FaultKind::MalformedSecret, ""));
        }
        Ok(secret)
    }

    /// The scheme, its ranking and choosing perhaps from papers of their own.
    fn papers(&mut self, form: &crate::heading::RoundForm) -> Result<Option<LoadedScheme>, ReadError> {
        let scoring = self.paper(Table::Scheme, "scheme", &form.scheme)?;
        let mut own = |table, key, name: &Option<Box<str>>| match name {
            Some(name) => self.paper(table, key, name).map(Some),
            None => Ok(None),
        };
        let ranking = own(Table::RankingPaper, "ranking", &form.ranking)?;
        let choosing = own(Table::ChoosingPaper, "choosing", &form.choosing)?;
        let (Some(scoring), Some(ranking), Some(choosing)) = (
            scoring,
            ranking.map_or(Some(None), |text| text.map(Some)),
            choosing.map_or(Some(None), |text| text.map(Some)),
        ) else {
            return Ok(None);
        };
        let papers = Papers { scoring: &scoring, ranking: ranking.as_deref(), choosing: choosing.as_deref() };
        Ok(match load_papers(papers) {
            Ok(loaded) => {
                let (scheme, own) = (&loaded.scheme, [&loaded.ranking_text, &loaded.choosing_text]);
                let papers = [
                    (Table::Scheme, Some(&scheme.identity), Some(&loaded.text)),
                    (Table::RankingPaper, scheme.ranking.paper.as_ref(), own[0].as_ref()),
                    (Table::ChoosingPaper, scheme.choosing.paper.as_ref(), own[1].as_ref()),
                ];
                for (table, identity, text) in papers {
                    let Some((identity, _)) =
                        identity.zip(text).filter(|(identity, text)| is_another_of_the_name(identity, text))
                    else {
                        continue;
                    };
                    let id = identity.id.as_str();
                    self.faults.tables.push(Fault::new(table, 0, "id", FaultKind::SchemeNameTaken, id));
                }
                Some(loaded)
            }
            Err(faults) => {
                let table = |part| match part {
                    Part::Scoring => Table::Scheme,
                    Part::Ranking => Table::RankingPaper,
                    Part::Choosing => Table::ChoosingPaper,
                };
                self.faults.forms.extend(faults.into_iter().map(|(part, fault)| (table(part), fault)));
                None
            }
        })
    }

    /// A shipped paper by name, or a file within the folder.
    fn paper(&mut self, table: Table, key: &str, name: &str) -> Result<Option<String>, ReadError> {
        let is_path = name.contains(['/', '\\']) || name.ends_with(".toml");
        if is_path {
            let inner = name.strip_prefix("./").unwrap_or(name);
            if inner.contains(['/', '\\', ':']) || inner.starts_with('.') {
                self.faults.tables.push(Fault::new(Table::Round, 0, key, FaultKind::PathOutside, name));
                return Ok(None);
            }
            return self.text(table, inner);
        }
        if let Some(text) = shipped(name) {
            self.files.insert(table, name.into());
            return Ok(Some(text.into()));
        }
        let kind = FaultKind::UnknownScheme { nearest: nearest(name, shipped_names()) };
        self.faults.tables.push(Fault::new(Table::Round, 0, key, kind, name));
        Ok(None)
    }
}

/// Whether a scheme or paper calls itself by name and edition of a shipped one and is another: whoever reads the name on
/// a sheet or in a record would take it for that.
fn is_another_of_the_name(identity: &Identity, own: &str) -> bool {
    let Some(text) = shipped(identity.id.as_str()) else { return false };
    let same_edition = |shipped: &LoadedScheme| shipped.scheme.identity.edition == identity.edition;
    text != own && load(text).is_ok_and(|shipped| same_edition(&shipped))
}

/// Puts the draft of a round together, table by table.
pub(crate) struct Reader<'s> {
    pub(crate) draft: Draft,
    pub(crate) aliases: &'s Aliases,
    pub(crate) faults: Vec<Fault>,
    pub(crate) known: Known,
    pub(crate) headers: Headers,
}

/// What rows may refer to.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) candidates: BTreeMap<Box<str>, CandidateRef>,
    pub(crate) vacancies: BTreeMap<Box<str>, VacancyRef>,
    /// Tables whose rows could not be read, so that rows that refer to them are not blamed.
    pub(crate) unread: BTreeSet<Table>,
    /// How often the nearest id may still be looked for: of a table full of wrong ids, the first are enough.
    pub(crate) guesses: Guesses,
    /// Whether a column of which nobody can tell what it means may hold what a score needs.
    pub(crate) doubtful: bool,
}

/// How many wrong ids still get the nearest known one, which takes a look at all of them.
pub(crate) struct Guesses(std::cell::Cell<u32>);

impl Default for Guesses {
    fn default() -> Self {
        Self(std::cell::Cell::new(20))
    }
}

impl Guesses {
    pub(crate) fn nearest<'k>(&self, id: &str, known: impl Iterator<Item = &'k str>) -> Option<Box<str>> {
        let left = self.0.get().checked_sub(1)?;
        self.0.set(left);
        nearest(id, known)
    }
}

/// Whether scores come from a table.
fn is_scored(table: Table) -> bool {
    let tables = [Table::Candidates, Table::Degrees, Table::Periods, Table::Events, Table::Exams];
    tables.contains(&table)
}

impl Reader<'_> {
    fn tables(
        &mut self,
        folder: &dyn Folder,
        names: &[String],
        files: &mut BTreeMap<Table, String>,
    ) -> Result<(), ReadError> {
        self.unknown_files(names);
        for table in TABLES {
            let (english, chinese) = file_names(table);
            let candidates = [format!("{english}.csv"), format!("{chinese}.csv")];
            let mut found = candidates.iter().filter(|name| names.contains(name));
            let (Some(name), other) = (found.next(), found.next()) else {
                if is_needed(table) && !self.known.unread.contains(&table) {
                    files.insert(table, candidates[0].clone());
                    self.faults.push(Fault::new(table, 0, "", FaultKind::MissingFile, &candidates[0]));
                    self.known.unread.insert(table);
                }
                continue;
            };
            files.insert(table, name.clone());
            if let Some(other) = other {
                let kind = FaultKind::TwoFiles { other: other.as_str().into() };
                self.faults.push(Fault::new(table, 0, "", kind, name));
                self.known.unread.insert(table);
                continue;
            }
            let bytes = match folder.read(name, MAX_TABLE_BYTES)? {
                Some(FileBytes::Whole(bytes)) => bytes,
                Some(FileBytes::TooLarge) => {
                    too_large(table, &mut self.faults);
                    self.known.unread.insert(table);
                    continue;
                }
                // A name that leads nowhere.
                None => {
                    self.faults.push(Fault::new(table, 0, "", FaultKind::MissingFile, name));
                    self.known.unread.insert(table);
                    continue;
                }
            };
            let columns = columns(table, &self.draft.scheme.scoring.facts);
            match Grid::parse(table, &bytes, columns, &mut self.faults) {
                Some(grid) => {
                    self.headers.set(table, name, grid.typed());
                    self.known.doubtful |= is_scored(table) && grid.is_doubtful();
                    self.table(&grid);
                }
                None => {
                    self.known.unread.insert(table);
                }
            }
        }
        self.tables_that_could_not_be_read();
        self.rulings_that_cannot_be_judged();
        Ok(())
    }

    fn table(&mut self, grid: &Grid) {
        match grid.table {
            Table::ChoosingPaper | Table::RankingPaper | Table::Round | Table::Scheme | Table::Secret => {}
            Table::Candidates => self.candidates(grid),
            Table::Degrees => self.facts(Source::Degrees, grid),
            Table::Periods => self.facts(Source::Periods, grid),
            Table::Events => self.facts(Source::Events, grid),
            Table::Exams => self.exams(grid),
            Table::Vacancies => self.vacancies(grid),
            Table::Relatives => self.relatives(grid),
            Table::Certificates => self.certificates(grid),
            Table::Preferences => self.preferences(grid),
            Table::Acknowledgements => self.acknowledgements(grid),
            Table::GiveUps => self.give_ups(grid),
            Table::Lots => self.lots(grid),
            Table::Answers => self.answers(grid),
            Table::Rulings => self.rulings(grid),
        }
    }

    /// A table under a misspelt name would be lost in silence.
    fn unknown_files(&mut self, names: &[String]) {
        let names_of = |table| <[&str; 2]>::from(file_names(table));
        let known = || TABLES.into_iter().flat_map(names_of);
        for name in names {
            let Some((stem, end)) = name.rsplit_once('.') else { continue };
            if !end.eq_ignore_ascii_case("csv") || (end == "csv" && known().any(|known| known == stem)) {
                continue;
            }
            let nearest = nearest(stem, known());
            let meant =
                TABLES.into_iter().find(|t| names_of(*t).iter().any(|n| Some(*n) == nearest.as_deref()));
            let has_own =
                |table: &Table| names_of(*table).iter().any(|n| names.contains(&format!("{n}.csv")));
            self.known.unread.extend(meant.filter(|table| !has_own(table)));
            self.faults.push(Fault::new(Table::Round, 0, "", FaultKind::UnknownFile { nearest }, name));
        }
    }

    /// Without its facts or marks nobody's score means anything: no faults that only follow from that.
    fn tables_that_could_not_be_read(&mut self) {
        if self.known.doubtful || self.known.unread.iter().any(|table| is_scored(*table)) {
            self.draft.candidates.iter_mut().for_each(|candidate| candidate.clear = false);
        }
    }
}
