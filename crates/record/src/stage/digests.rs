//! The digests of everything that a round has, each salted for itself.

use super::form;
use super::form::{PersonDigests, RankingDigest, StageDigests, StagePredicate, StageRound, VacancyDigest};
use super::judge::ChangeRuling;
use crate::json;
use crate::statement::{StatedBasis, StatedPaper, StatedScheme};
use crate::version::Version;
use anzhi_core::digest::{Digest, Secret};
use anzhi_core::fault::Table;
use anzhi_core::outcome::Standing;
use anzhi_core::question::QuestionKind;
use anzhi_core::rank::Ranking;
use anzhi_core::round::{Decision, Round};
use anzhi_schemes::LoadedScheme;
use anzhi_tables::layout::file_names;
use anzhi_tables::{counted_lines, normal_form, ruling_line};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The tables that a digest is of: the word of its salt, and the tables.
type Of = (&'static str, &'static [Table]);

const VACANCY: Of = ("vacancy", &[Table::Vacancies]);
const PERSON: Of = ("person", &[Table::Candidates, Table::Degrees, Table::Periods, Table::Events]);
const PAPERS: Of = ("papers", &[Table::Relatives, Table::Certificates]);
const MARK: Of = ("mark", &[Table::Exams]);
const PREFERENCES: Of = ("preferences", &[Table::Preferences]);
const LOT: Of = ("lot", &[Table::Lots]);
const GIVE_UP: Of = ("give-up", &[Table::GiveUps]);
const RULING: Of = ("ruling", &[Table::Rulings]);
const ANSWER: Of = ("answer", &[Table::Answers]);

/// The lines of all tables that count, by what stands in their first cell.
struct Counted<'s> {
    tables: BTreeMap<&'static str, BTreeMap<String, Vec<String>>>,
    secret: &'s Secret,
}

impl Counted<'_> {
    fn table(&self, table: Table) -> Option<&BTreeMap<String, Vec<String>>> {
        self.tables.get(file_names(table).0)
    }

    /// The digest of somebody's lines in these tables; `None` if there are none.
    fn of(&self, (kind, tables): Of, id: &str) -> Option<Digest> {
        let mut text = String::new();
        for table in tables {
            let Some(lines) = self.table(*table).and_then(|lines| lines.get(id)) else { continue };
            push(&mut text, *table, lines);
        }
        let salt = self.secret.salt_of(kind, id);
        (!text.is_empty()).then(|| Digest::salted(salt, text.as_bytes()))
    }

    /// The digests of single lines, which have no ids.
    fn each(&self, of: Of) -> Vec<Digest> {
        let lines = of.1.iter().flat_map(|table| self.table(*table)).flat_map(BTreeMap::values).flatten();
        let digests: BTreeSet<Digest> = lines.map(|line| of_line(self.secret, of, line)).collect();
        digests.into_iter().collect()
    }

    fn person(&self, id: &str) -> Option<PersonDigests> {
        Some(PersonDigests {
            give_up: self.of(GIVE_UP, id),
            id: id.into(),
            lot: self.of(LOT, id),
            mark: self.of(MARK, id),
            papers: self.of(PAPERS, id),
            person: self.of(PERSON, id)?,
            preferences: self.of(PREFERENCES, id),
            sheet: None,
        })
    }
}

/// The name of a table, and its lines.
fn push(text: &mut String, table: Table, lines: &[String]) {
    for line in std::iter::once(file_names(table).0).chain(lines.iter().map(String::as_str)) {
        text.push_str(line);
        text.push('\n');
    }
}

fn of_line(secret: &Secret, (kind, tables): Of, line: &String) -> Digest {
    let mut text = String::new();
    tables.iter().for_each(|table| push(&mut text, *table, std::slice::from_ref(line)));
    Digest::salted(secret.salt_of(kind, ""), text.as_bytes())
}

/// The digests of all that was handed in, without what comes of it.
pub(crate) fn inputs(round: &Round, scheme: &LoadedScheme) -> StageDigests {
    let files = normal_form(round, scheme);
    let tables = files.iter().filter_map(|(name, bytes)| {
        let stem = name.strip_suffix(".csv")?;
        let table = anzhi_tables::layout::TABLES.into_iter().find(|table| file_names(*table).0 == stem)?;
        Some((file_names(table).0, counted_lines(bytes)))
    });
    let counted = Counted { tables: tables.collect(), secret: round.secret() };
    let ids = |table| counted.table(table).into_iter().flat_map(BTreeMap::keys);
    let vacancy = |id: &String| Some(VacancyDigest { digest: counted.of(VACANCY, id)?, id: id.clone() });
    StageDigests {
        answers: counted.each(ANSWER),
        people: ids(Table::Candidates).filter_map(|id| counted.person(id)).collect(),
        ranking: None,
        rulings: counted.each(RULING),
        vacancies: ids(Table::Vacancies).filter_map(vacancy).collect(),
    }
}

/// Adds what comes of the inputs: the sheets as far as there are any, and the ranking once nothing can change it.
pub(crate) fn add_outcome(digests: &mut StageDigests, round: &Round, standing: &Standing) {
    for person in &mut digests.people {
        let sheet = round.find_candidate(&person.id).and_then(|who| standing.scores.sheet(who));
        person.sheet = sheet.map(|(_, digest)| digest.whole);
    }
    if is_ranked(round, standing) {
        let mut ranking: Vec<RankingDigest> =
            standing.rankings.iter().map(|ranking| of_ranking(round, ranking)).collect();
        ranking.sort_by(|a, b| a.sitting.cmp(&b.sitting));
        digests.ranking = Some(ranking);
    }
}

/// Whether the ranking is settled: all marks are there, and no gap and no tie is open.
pub(crate) fn is_ranked(round: &Round, standing: &Standing) -> bool {
    !round.waits_for_exam() && !standing.questions.iter().any(|question| is_of_ranking(&question.kind))
}

/// Whether a question keeps the ranking from being settled.
pub(crate) fn is_of_ranking(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::Gap { .. } | QuestionKind::Tie { .. } => true,
        QuestionKind::NoPreferences { .. }
        | QuestionKind::SignedOther { .. }
        | QuestionKind::Unsigned { .. } => false,
    }
}

fn of_ranking(round: &Round, ranking: &Ranking) -> RankingDigest {
    let sitting = round.scheme().sittings[usize::from(ranking.sitting.0)].key.to_string();
    let line = |ranked: &anzhi_core::rank::Ranked| {
        format!("{} {} {}\n", ranked.rank, round.candidate(ranked.candidate).id(), ranked.total)
    };
    let text: String = ranking.places.iter().map(line).collect();
    let salt = round.secret().salt_of("ranking", &sitting);
    RankingDigest { digest: Digest::salted(salt, text.as_bytes()), sitting }
}

/// What a stage of this round says of it.
pub(crate) fn predicate(
    (round, scheme): (&Round, &LoadedScheme),
    (stage, date): (&str, &str),
    after: Option<Digest>,
) -> StagePredicate {
    let heading = round.heading();
    StagePredicate {
        after,
        choosing: StatedPaper::choosing(Version::NEW, round, scheme),
        date: date.into(),
        format: form::FORMAT.to_string(),
        program: concat!("anzhi ", env!("CARGO_PKG_VERSION")).into(),
        plan: heading.plan.as_ref().map(StatedBasis::of),
        roster: heading.roster.as_ref().map(StatedBasis::of),
        ranking: StatedPaper::ranking(Version::NEW, round, scheme),
        round: StageRound {
            bureau: heading.bureau.to_string(),
            filing_date: heading.filing_date.map(|date| date.to_string()),
            id: heading.id.to_string(),
            title: heading.title.to_string(),
            year: heading.year.to_string(),
        },
        scheme: StatedScheme::new(Version::NEW, round, scheme),
        secret: round.secret().salt_of("secret", "").to_hex(),
        stage: stage.into(),
    }
}

/// The digest of what `round.toml` says, by which a ruling names a change of it.
pub(crate) fn of_round(predicate: &StagePredicate) -> Digest {
    #[derive(Serialize)]
    struct Said<'p> {
        #[serde(skip_serializing_if = "Option::is_none")]
        plan: Option<&'p StatedBasis>,
        #[serde(skip_serializing_if = "Option::is_none")]
        roster: Option<&'p StatedBasis>,
        round: &'p StageRound,
    }
    let StagePredicate { plan, roster, round, .. } = predicate;
    Digest::of(&json::to_bytes(&Said { plan: plan.as_ref(), roster: roster.as_ref(), round }))
}

/// The rulings of a round that cover changes of what was posted.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// // Nothing was changed behind a posting.
/// assert_eq!(anzhi_record::stage::change_rulings(&round), []);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn change_rulings(round: &Round) -> Vec<ChangeRuling> {
    let of = |(ruling, decision): &(anzhi_core::round::Ruling, Decision)| {
        let change = match decision {
            Decision::Change(change) => change,
            Decision::Exclude(_)
            | Decision::FillGap(..)
            | Decision::Place(..)
            | Decision::Refill(..)
            | Decision::Regroup(..)
            | Decision::SetFact(..)
            | Decision::Void(..) => return None,
        };
        Some(ChangeRuling {
            object: change.object.clone(),
            old: change.old,
            new: change.new,
            own: of_line(round.secret(), RULING, &ruling_line(ruling)).short_code(),
            authority: ruling.authority.clone(),
        })
    };
    round.rulings().iter().filter_map(of).collect()
}
