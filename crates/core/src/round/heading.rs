//! What `round.toml` says.

use crate::date::Date;
use crate::digest::Digest;
use crate::ids::Key;

/// The name and paper of a round, from `round.toml`.
///
/// Shown at [`Draft`](super::Draft).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Heading {
    /// The id of the round.
    pub id: Key,
    /// Its title.
    pub title: Box<str>,
    /// The bureau.
    pub bureau: Box<str>,
    /// The year, which decides the cut-off.
    pub year: i16,
    /// Who operates the program.
    pub operator: Box<str>,
    /// The day up to which certificates count, if vacancies ask for any.
    pub filing_date: Option<Date>,
    /// The fingerprint of the record that the record of this round replaces (更正案卷).
    pub replaces: Option<Digest>,
    /// The list by which the people were handed over (移交名册); its count is of people.
    pub roster: Option<Basis>,
    /// The plan by which the vacancies were given (岗位计划); its count is of seats.
    pub plan: Option<Basis>,
}

/// A paper of another office on which a table rests (依据文件), and how many it names.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let roster = round.heading().roster.as_ref().ok_or("no roster")?;
/// assert_eq!((&*roster.document, &*roster.issuer), ("某军转移〔2026〕2号", "某市军转安置工作小组（虚构）"));
/// assert_eq!(roster.count as usize, round.candidates().len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Basis {
    /// Its number (文号).
    pub document: Box<str>,
    /// Who issued it (发文机关).
    pub issuer: Box<str>,
    /// How many people or seats it names.
    pub count: u32,
}
