//! A stage's file: read as it lies, written in its one form.

use super::digests::of_round;
use super::form::{DIGESTS, FORMAT, STAGE_TYPE, STATEMENT, StageFile, StagePredicate};
use super::kind::StageKind;
use crate::json::{self, Malformed};
use crate::seal::{SignError, Signer};
use crate::statement::Statement;
use crate::version::{GREATEST, Version};
use anzhi_core::date::Date;
use anzhi_core::digest::Digest;
use anzhi_core::ids::{CandidateId, VacancyId};
use anzhi_core::round::Posted;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A stage in its one form: its statement names its digests. Who signed it is for
/// [`signatures`](Stage::signatures) to say.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::key::PrivateKey;
/// use anzhi_record::stage::{
///     PersonDigests, RankingDigest, Stage, StageDigests, StageFile, StageKind, StagePredicate, StageRound,
///     StageStatement, VacancyDigest, seal_stage,
/// };
/// use anzhi_record::{SignError, Signer};
///
/// let date = "2026-06-01".parse()?;
/// let mut stage = seal_stage((&round, &scheme), StageKind::Ranking, date, &[]).map_err(|why| format!("{why:?}"))?;
/// let StageFile { digests, statement, .. } = stage.file();
/// let StageDigests { people, vacancies, ranking, .. } = digests;
/// let (first, seats): (&PersonDigests, &VacancyDigest) = (&people[0], &vacancies[0]);
/// assert_eq!((first.id.as_str(), seats.id.as_str(), first.lot), ("1", "V1", None));
/// assert!(first.sheet.is_some() && first.mark.is_some());
/// let ranked: &RankingDigest = ranking.iter().flatten().next().ok_or("no ranking")?;
/// assert_eq!(ranked.sitting, "main");
/// let StageStatement { predicate, .. } = statement;
/// let StagePredicate { stage: kind, date, after, round: StageRound { id, .. }, .. } = predicate;
/// assert_eq!((kind.as_str(), date.as_str(), after, id.as_str()), ("ranking", "2026-06-01", &None, "small"));
/// // Whoever signs it changes nothing that others have signed.
/// let (key, fingerprint) = (PrivateKey::demonstration("discipline"), stage.fingerprint());
/// stage.sign(&Signer::new(&key, "纪检监察", "监督01")?)?;
/// assert_eq!(stage.sign(&Signer::new(&key, "纪检监察", "监督01")?), Err(SignError::SignedAlready));
/// let read = Stage::read(&stage.to_bytes()).map_err(|why| format!("{why:?}"))?;
/// assert_eq!((read.fingerprint(), read), (fingerprint, stage));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stage {
    file: StageFile,
    kind: StageKind,
    date: Date,
    fingerprint: Digest,
}

/// Why bytes are not a stage.
///
/// ```
/// use anzhi_record::{Malformed, stage::{Stage, StageError}};
///
/// assert_eq!(Stage::read(b"{}"), Err(StageError::Malformed(Malformed::Shape)));
/// assert_eq!(Stage::read(br#"{"format":2}"#), Err(StageError::Later(2)));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StageError {
    /// It does not stand in its one form.
    Malformed(Malformed),
    /// Its statement names other digests than those that it holds.
    WrongDigest,
    /// It is of a later version of the format.
    Later(u64),
}

impl Stage {
    /// Reads a stage.
    ///
    /// # Errors
    /// [`StageError`].
    pub fn read(bytes: &[u8]) -> Result<Self, StageError> {
        #[derive(Deserialize)]
        struct AnyVersion {
            format: u64,
        }
        let shape = StageError::Malformed(Malformed::Shape);
        let AnyVersion { format } = serde_json::from_slice(bytes).map_err(|_| shape)?;
        if (2..=GREATEST).contains(&format) {
            return Err(StageError::Later(format));
        }
        let file: StageFile = json::from_bytes(bytes).map_err(StageError::Malformed)?;
        let predicate = &file.statement.predicate;
        let (kind, date) = (predicate.stage.parse(), predicate.date.parse());
        let (Ok(kind), Ok(date)) = (kind, date) else { return Err(shape) };
        let keys = file.endorsements.iter().map(|envelope| &envelope.signatures[0].keyid);
        if file.format != FORMAT || !is_of_a_stage(&file, kind, date) || !keys.is_sorted_by(|a, b| a < b) {
            return Err(shape);
        }
        if !file.statement.is_of_bytes(&json::to_bytes(&file.digests)) {
            return Err(StageError::WrongDigest);
        }
        Ok(Self::of(file, kind, date))
    }

    fn of(file: StageFile, kind: StageKind, date: Date) -> Self {
        let fingerprint = Digest::of(&json::to_bytes(&file.statement));
        Self { file, kind, date, fingerprint }
    }

    /// The stage of these digests, which nobody has signed.
    pub(crate) fn new(
        digests: super::StageDigests,
        predicate: StagePredicate,
        (kind, date): (StageKind, Date),
    ) -> Self {
        let subject = json::to_bytes(&digests);
        let statement = Statement::of_type(Version::NEW, predicate, predicate_type(), DIGESTS, &subject);
        Self::of(StageFile { digests, endorsements: Vec::new(), format: FORMAT, statement }, kind, date)
    }

    /// All that it holds.
    pub fn file(&self) -> &StageFile {
        &self.file
    }

    /// The bytes of its file: RFC 8785, without a line feed at the end.
    pub fn to_bytes(&self) -> Vec<u8> {
        json::to_bytes(&self.file)
    }

    /// What was posted.
    pub fn kind(&self) -> StageKind {
        self.kind
    }

    /// The day of the posting.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Its fingerprint: SHA-256 of its statement. It is what may be published.
    pub fn fingerprint(&self) -> Digest {
        self.fingerprint
    }

    /// Adds a signature. Whoever signs sees digests only: what they are of is for the bureau to show.
    ///
    /// # Errors
    /// [`SignError::SignedAlready`].
    pub fn sign(&mut self, signer: &Signer<'_>) -> Result<(), SignError> {
        let envelope = signer.seal_stage(&json::to_bytes(&self.file.statement));
        let key = |envelope: &crate::Envelope| envelope.signatures[0].keyid.clone();
        match self.file.endorsements.binary_search_by_key(&key(&envelope), key) {
            Ok(_) => Err(SignError::SignedAlready),
            Err(place) => {
                self.file.endorsements.insert(place, envelope);
                Ok(())
            }
        }
    }

    /// What of the inputs there was, each by its digest.
    pub(crate) fn inputs(&self) -> BTreeMap<Posted, Digest> {
        inputs(&self.file.digests, &self.file.statement.predicate)
    }

    /// The name by which endorsements are on its statement.
    pub(crate) const SUBJECT: &str = STATEMENT;
}

fn predicate_type() -> String {
    format!("{STAGE_TYPE}{FORMAT}")
}

fn is_of_a_stage(file: &StageFile, kind: StageKind, date: Date) -> bool {
    let predicate = &file.statement.predicate;
    let papers = [&predicate.ranking, &predicate.choosing].into_iter().flatten().map(|paper| &paper.digest);
    let digests = [&predicate.scheme.digest].into_iter().chain(papers).all(|set| Version::NEW.has(set));
    let days = predicate.round.filing_date.iter().all(|text| is_day(text));
    let sheets =
        file.digests.ranking.is_some() || file.digests.people.iter().any(|person| person.sheet.is_some());
    file.statement.is_of_type(Version::NEW, &predicate_type(), DIGESTS)
        && predicate.format == FORMAT.to_string()
        && predicate.date == date.to_string()
        && predicate.secret.parse::<Digest>().is_ok()
        && digests
        && days
        && file.digests.is_in_order()
        && (kind.has_sheets() || !sheets)
        && (kind != StageKind::Ranking || file.digests.ranking.is_some())
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok_and(|date| date.to_string() == text)
}

/// What these digests are of, under the names by which rulings know it.
pub(crate) fn inputs(digests: &super::StageDigests, predicate: &StagePredicate) -> BTreeMap<Posted, Digest> {
    let mut all = BTreeMap::from([
        (Posted::Round, of_round(predicate)),
        (Posted::Scheme, predicate.scheme.digest.sha256),
    ]);
    let papers = [(Posted::Ranking, &predicate.ranking), (Posted::Choosing, &predicate.choosing)];
    all.extend(papers.into_iter().filter_map(|(of, paper)| Some((of, paper.as_ref()?.digest.sha256))));
    // Whatever has been read or made has ids that are ones.
    let vacancies = digests.vacancies.iter().filter_map(|vacancy| {
        let id: VacancyId = vacancy.id.parse().ok()?;
        Some((Posted::Vacancy(id), vacancy.digest))
    });
    all.extend(vacancies);
    for person in &digests.people {
        let Ok(id) = person.id.parse::<CandidateId>() else { continue };
        let of = [
            (Posted::Papers(id.clone()), person.papers),
            (Posted::Mark(id.clone()), person.mark),
            (Posted::Preferences(id.clone()), person.preferences),
            (Posted::Lot(id.clone()), person.lot),
            (Posted::GiveUp(id.clone()), person.give_up),
        ];
        all.extend(of.into_iter().filter_map(|(object, digest)| Some((object, digest?))));
        all.insert(Posted::Person(id), person.person);
    }
    all.extend(digests.rulings.iter().map(|digest| (Posted::Ruling(digest.short_code()), *digest)));
    all.extend(digests.answers.iter().map(|digest| (Posted::Answer(digest.short_code()), *digest)));
    all
}
