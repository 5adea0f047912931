//! People and facts to be held against the paper files, drawn by the record's own digest, so that nobody can steer it.

use super::Audit;
use crate::manifest::ROUND;
use crate::package::Package;
use anzhi_core::digest::Digest;
use anzhi_core::fault::Table;
use anzhi_core::round::Round;
use anzhi_tables::layout::{Column, columns, file_names};
use anzhi_tables::{is_unseen, normal_cells};
use std::collections::BTreeSet;
use std::str::FromStr;

/// So many facts are drawn for each person: enough to find whoever enters wrongly as a habit, and few enough to be looked
/// up in a paper file within minutes.
pub const FACTS_EACH: usize = 3;

/// The tables with lines of a person, in the order in which these are counted.
const TABLES: [Table; 11] = [
    Table::Candidates,
    Table::Degrees,
    Table::Periods,
    Table::Events,
    Table::Exams,
    Table::Relatives,
    Table::Certificates,
    Table::Preferences,
    Table::Acknowledgements,
    Table::GiveUps,
    Table::Lots,
];

/// The longest seed, in characters.
const MAX_SEED_CHARS: usize = 200;

/// A seed (种子): a text that nobody could know when the record was made, such as the lottery numbers of a later day.
///
/// ```
/// use anzhi_record::audit::{MalformedSeed, Seed};
///
/// assert_eq!("双色球2026089期".parse::<Seed>()?.as_str(), "双色球2026089期");
/// assert_eq!("two\nlines".parse::<Seed>(), Err(MalformedSeed));
/// assert_eq!(" blank".parse::<Seed>(), Err(MalformedSeed)); // whoever repeats it would not see it
/// # Ok::<(), MalformedSeed>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Seed(Box<str>);

/// A text is no seed: empty, longer than 200 characters, with blanks at its ends or characters that nobody sees.
///
/// Shown at [`Seed`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a seed is 1 to 200 visible characters without blanks at the ends")]
pub struct MalformedSeed;

impl Seed {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Seed {
    type Err = MalformedSeed;

    fn from_str(text: &str) -> Result<Self, MalformedSeed> {
        let fits = !text.is_empty() && text.chars().count() <= MAX_SEED_CHARS;
        let shown = text.trim() == text && !text.chars().any(is_unseen);
        if fits && shown { Ok(Self(text.into())) } else { Err(MalformedSeed) }
    }
}

/// People who were drawn, and facts of each (抽查).
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Audit, FACTS_EACH, Sampled, SampledFact};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let seed = "lottery 2026-089".parse()?;
/// let sample = audit.sample(2, Some(&seed));
/// assert_eq!((sample.people.len(), sample.of), (2, 25));
/// let Sampled { id, line, facts, .. } = &sample.people[0];
/// // The line of the file, where anybody finds it.
/// let text = String::from_utf8(record.file("round/candidates.csv").ok_or("none")?.to_vec())?;
/// let found = text.lines().nth(*line as usize - 1).ok_or("no such line")?;
/// assert!(found.starts_with(&format!("{id},")) && facts.len() == FACTS_EACH);
/// let SampledFact { cells, .. } = &facts[0];
/// assert!(cells.iter().all(|(column, _)| column.key != "evidence"));
/// // The same record and seed give the same people; another seed gives others.
/// assert_eq!(audit.sample(2, Some(&seed)), sample);
/// assert_ne!(audit.sample(2, None).people, sample.people);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sample {
    /// The people, in the order in which they were drawn.
    pub people: Vec<Sampled>,
    /// Of how many.
    pub of: usize,
    /// By which seed; without one whoever made the record could have tried records until the sample suited them.
    pub seed: Option<Seed>,
}

/// Somebody who was drawn.
///
/// Shown at [`Sample`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sampled {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The line of `round/candidates.csv`, from 1.
    pub line: u32,
    /// The facts that were drawn, in the order of the tables.
    pub facts: Vec<SampledFact>,
}

/// A line of a table to be held against a paper file.
///
/// Shown at [`Sample`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SampledFact {
    /// The table.
    pub table: Table,
    /// The line of its file in `round/`, from 1.
    pub line: u32,
    /// The cells that are filled, with their columns, but for the evidence.
    pub cells: Vec<(Column, String)>,
    /// The paper that proves it; may be empty.
    pub evidence: String,
}

impl Audit<'_> {
    /// Draws that many people, or all if there are not as many, and facts of each. How is told in the document of the
    /// record's format, so that anybody can do it again.
    ///
    /// Shown at [`Sample`].
    pub fn sample(&self, people: usize, seed: Option<&Seed>) -> Sample {
        let draw = Draw { fingerprint: self.fingerprint(), seed: seed.map_or("", Seed::as_str) };
        let tables: Vec<Lines<'_>> = TABLES.iter().map(|table| Lines::of(self.record, *table)).collect();
        let candidates = tables.first().map_or(&[][..], |table| &table.rows);
        let drawn = draw.distinct("people", people, candidates.len()).into_iter();
        let people = drawn.filter_map(|place| {
            let id = first_cell(candidates.get(place)?);
            let name = normal_cells(candidates.get(place)?).into_iter().nth(1).unwrap_or_default();
            let facts = draw.facts(self.round().0, &tables, id);
            Some(Sampled { id: id.to_owned(), name, line: line_of(place), facts })
        });
        Sample { people: people.collect(), of: candidates.len(), seed: seed.cloned() }
    }
}

/// The lines of a table in a record, without the header.
struct Lines<'r> {
    table: Table,
    header: &'r str,
    rows: Vec<&'r str>,
}

impl<'r> Lines<'r> {
    fn of(record: &'r Package, table: Table) -> Self {
        let bytes = record.file(&format!("{ROUND}{}.csv", file_names(table).0)).unwrap_or_default();
        // The record holds, and so it is in normal form: one row to a line.
        let mut lines = std::str::from_utf8(bytes).unwrap_or_default().lines();
        Self { table, header: lines.next().unwrap_or_default(), rows: lines.collect() }
    }

    /// The places of somebody's lines: they stand together, for they are sorted and a comma comes before whatever an id
    /// may hold.
    fn of_person(&self, id: &str) -> std::ops::Range<usize> {
        let begin = self.rows.partition_point(|row| first_cell(row) < id);
        let count = self.rows[begin..].partition_point(|row| first_cell(row) == id);
        begin..begin + count
    }

    fn fact(&self, round: &Round, place: usize) -> SampledFact {
        let known = columns(self.table, &round.scheme().scoring.facts);
        let cells = normal_cells(self.rows[place]).into_iter();
        let (mut filled, mut evidence) = (Vec::new(), String::new());
        for (key, cell) in normal_cells(self.header).into_iter().zip(cells) {
            let Some(column) = known.iter().find(|column| column.key == key) else { continue };
            match key.as_str() {
                "evidence" => evidence = cell,
                _ if cell.is_empty() => {}
                _ => filled.push((column.clone(), cell)),
            }
        }
        SampledFact { table: self.table, line: line_of(place), cells: filled, evidence }
    }
}

/// Behind the header, counted from 1.
fn line_of(place: usize) -> u32 {
    u32::try_from(place + 2).unwrap_or(u32::MAX)
}

fn first_cell(row: &str) -> &str {
    row.split(',').next().unwrap_or_default()
}

/// What is drawn by.
struct Draw<'s> {
    fingerprint: Digest,
    seed: &'s str,
}

/// Numbers are drawn below this: 48 bits, which every shell can compute with.
const BOUND: u64 = 1 << 48;

impl Draw<'_> {
    /// The number that a digest gives.
    fn number(&self, word: &str, counter: u64) -> u64 {
        let text = format!("{}\n{}\n{word}\n{counter}\n", self.fingerprint, self.seed);
        let digest = Digest::of(text.as_bytes());
        digest.as_bytes()[..6].iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }

    /// So many different places below `of`, in the order in which they come; all of them if there are not as many.
    fn distinct(&self, word: &str, count: usize, of: usize) -> Vec<usize> {
        let Ok(all) = u64::try_from(of) else { return Vec::new() };
        let (mut drawn, mut seen, mut counter) = (Vec::new(), BTreeSet::new(), 0);
        while drawn.len() < count.min(of) {
            counter += 1;
            let number = self.number(word, counter);
            // From there on the lower places would come more often than the others.
            let fair = number < BOUND - BOUND % all;
            if let Some(place) =
                usize::try_from(number % all).ok().filter(|place| fair && seen.insert(*place))
            {
                drawn.push(place);
            }
        }
        drawn
    }

    fn facts(&self, round: &Round, tables: &[Lines<'_>], id: &str) -> Vec<SampledFact> {
        let lines = tables.iter().flat_map(|table| table.of_person(id).map(move |place| (table, place)));
        let lines: Vec<_> = lines.collect();
        let mut drawn = self.distinct(&format!("facts {id}"), FACTS_EACH, lines.len());
        drawn.sort_unstable();
        drawn.into_iter().map(|nth| lines[nth]).map(|(table, place)| table.fact(round, place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_comes_once() {
        let draw = Draw { fingerprint: Digest::of(b""), seed: "" };
        for of in [1, 2, 3, 7, 100] {
            let mut drawn = draw.distinct("people", usize::MAX, of);
            drawn.sort_unstable();
            assert!(drawn.into_iter().eq(0..of), "{of}");
        }
        assert!(draw.distinct("people", 3, 0).is_empty());
    }
}
