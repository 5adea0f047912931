//! Whose a row of a table is.

use super::side::Side;
use anzhi_core::digest::ShortCode;
use anzhi_core::fault::Table;
use anzhi_core::question::{Question, QuestionKind};
use anzhi_core::round::{Posted, RulingKind};
use anzhi_core::warning::WarningCode;
use std::collections::BTreeMap;

/// Whose a row is.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Owner {
    /// A candidate's.
    Person(String),
    /// A vacancy's.
    Vacancy(String),
    /// Nobody's: of the whole round.
    Whole,
}

/// Whose the rows of a record are.
pub(super) struct Owners {
    /// By the code of the answered question: who was asked.
    answered: BTreeMap<String, String>,
}

impl Owners {
    pub(super) fn of(side: &Side) -> Self {
        Self { answered: answered(side) }
    }

    /// Whose a row of this table is.
    pub(super) fn owner(&self, table: Table, row: &[String]) -> Owner {
        let first = row.first().map_or("", String::as_str);
        match table {
            Table::Acknowledgements
            | Table::Candidates
            | Table::Certificates
            | Table::Degrees
            | Table::Events
            | Table::Exams
            | Table::GiveUps
            | Table::Lots
            | Table::Periods
            | Table::Preferences
            | Table::Relatives => Owner::Person(first.into()),
            Table::Vacancies => Owner::Vacancy(first.into()),
            Table::Answers => self.answered.get(first).cloned().map_or(Owner::Whole, Owner::Person),
            Table::Rulings => ruled(first, row.get(1).map_or("", String::as_str)),
            Table::ChoosingPaper | Table::RankingPaper | Table::Round | Table::Scheme | Table::Secret => {
                Owner::Whole
            }
        }
    }
}

/// What a ruling is about.
fn ruled(kind: &str, object: &str) -> Owner {
    if is_change(kind) {
        return match object.parse::<Posted>() {
            Ok(Posted::Vacancy(id)) => Owner::Vacancy(id.to_string()),
            Ok(posted) => posted.candidate().map_or(Owner::Whole, |id| Owner::Person(id.to_string())),
            Err(_) => Owner::Whole,
        };
    }
    let person = object.strip_prefix("candidate/").and_then(|rest| rest.split('/').next());
    person.map_or(Owner::Whole, |id| Owner::Person(id.into()))
}

/// Whether a ruling of that kind in tables covers a change of what was posted.
pub(super) fn is_change(kind: &str) -> bool {
    RulingKind::WORDS.iter().any(|(known, word, _)| *known == RulingKind::Change && *word == kind)
}

/// By the code of each question that was answered: who was asked. An answer itself names nobody.
fn answered(side: &Side) -> BTreeMap<String, String> {
    let (round, scores) = (&side.round, &side.placement.scores);
    let stands = side.placement.warnings.iter().filter(|w| w.code == WarningCode::EarlierSignatureStands);
    let who = stands.filter_map(|warning| round.find_candidate(warning.candidate.as_ref()?.as_str()));
    let mut all = BTreeMap::new();
    for candidate in who {
        let Some((_, digest)) = scores.sheet(candidate) else { continue };
        let present = digest.code(round.scheme().scoring.signed);
        let code = |signed: ShortCode| {
            Question::new(round, QuestionKind::SignedOther { candidate, signed, present }).code.to_string()
        };
        let first = round.acknowledgements().partition_point(|row| row.candidate < candidate);
        let own = round.acknowledgements()[first..].iter().take_while(|row| row.candidate == candidate);
        all.extend(own.map(|row| (code(row.code), round.candidate(candidate).id().to_string())));
    }
    all
}
