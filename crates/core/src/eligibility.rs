//! Which vacancies are open to whom (岗位条件): the conditions of a vacancy held against one candidate.

use crate::date::MissingDay;
use crate::facts::FactSchema;
use crate::round::{AgeLimit, CandidateRef, Round, VacancyRef};
use crate::scheme::{BarId, Barred};

/// Why a vacancy is closed to a candidate.
///
/// Shown at [`closed`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Closed {
    /// The candidate is too old (年龄).
    Age,
    /// The certificate was not handed in by the filing date (证书).
    Certificate,
    /// The education counted is too low (学历).
    Education,
    /// A bar of the scheme closes its kind (限制).
    Bar(BarId),
    /// It is for another group (组别).
    Group,
    /// No seat is left (名额).
    NoSeat,
    /// A relative works at the unit (回避).
    Relative,
    /// It is for the other sex (性别).
    Sex,
    /// It is offered in another sitting (场次).
    Sitting,
}

/// What is known of the education that vacancies ask for (学历).
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::eligibility::Education;
///
/// let (scores, _) = anzhi_core::place::score_all(&round).map_err(|faults| format!("{faults:?}"))?;
/// let education = |id| round.find_candidate(id).map(|who| scores.education(who));
/// // The ladder has 高中及以下, 中专, 大专, 本科, 硕士, 博士.
/// assert_eq!(education("05"), Some(Education::Class(0)));
/// assert_eq!(education("02"), Some(Education::Class(5)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Education {
    /// The highest degree counted has this class, by its place in the ladder.
    Class(u16),
    /// No degree counts, or the scheme has no item for them.
    Uncounted,
    /// A gap of the item itself is open: which degree counts waits for a ruling.
    Open,
}

impl Education {
    /// The class, where a degree counts.
    pub fn class(self) -> Option<u16> {
        match self {
            Self::Class(class) => Some(class),
            Self::Open | Self::Uncounted => None,
        }
    }
}

/// The first condition that closes a vacancy to a candidate, whatever seats are left. An education that is still
/// open keeps a vacancy closed that asks for one.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::eligibility::{Closed, closed};
///
/// let (scores, _) = anzhi_core::place::score_all(&round).map_err(|faults| format!("{faults:?}"))?;
/// let closed_to = |id, vacancy| {
///     let (who, vacancy) = (round.find_candidate(id)?, round.find_vacancy(vacancy)?);
///     closed(&round, who, scores.education(who), vacancy)
/// };
/// assert_eq!(closed_to("02", "02-2"), Some(Closed::Sex)); // for men, and 02 is a woman
/// assert_eq!(closed_to("05", "11-1"), Some(Closed::Education));
/// assert_eq!(closed_to("13", "04-1"), Some(Closed::Age)); // thirty on the very day
/// assert_eq!(closed_to("13", "03-1"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn closed(
    round: &Round,
    candidate: CandidateRef,
    education: Education,
    vacancy: VacancyRef,
) -> Option<Closed> {
    let offered = round.vacancy(vacancy);
    let dossier = round.dossier(candidate);
    let unless = |meets: bool, why: Closed| (!meets).then_some(why);
    unless(round.sits(candidate, offered.sitting), Closed::Sitting)
        .or_else(|| unless(offered.group.is_none_or(|g| round.group(candidate) == Some(g)), Closed::Group))
        .or_else(|| {
            let closes = |id: &&BarId| match &round.scheme.scoring.bar(**id).bars {
                Barred::Ranking => false,
                Barred::Vacancies(kinds) => kinds.contains(&offered.kind),
            };
            round.bars(candidate).iter().find(closes).map(|id| Closed::Bar(*id))
        })
        .or_else(|| {
            unless(offered.sex.is_none_or(|s| dossier.category(FactSchema::SEX) == Some(s)), Closed::Sex)
        })
        .or_else(|| {
            let enough = |least| matches!(education, Education::Class(own) if own >= least);
            unless(offered.education.is_none_or(enough), Closed::Education)
        })
        .or_else(|| {
            let born = dossier.date(FactSchema::BORN);
            let missing = round.scheme.scoring.anniversary;
            let young = |limit| born.is_some_and(|born| young_enough(born, limit, missing));
            unless(offered.age.is_none_or(young), Closed::Age)
        })
        .or_else(|| {
            let filed = |wanted: &str| has_certificate(round, candidate, wanted);
            unless(offered.certificate.as_deref().is_none_or(filed), Closed::Certificate)
        })
        .or_else(|| unless(!has_relative(round, candidate, &offered.unit), Closed::Relative))
}

/// An upper age holds until the day before the next birthday.
fn young_enough(born: crate::date::Date, limit: AgeLimit, missing: MissingDay) -> bool {
    let months = (i32::from(limit.most) + 1) * 12;
    born.months_later(months, missing).is_none_or(|birthday| limit.on < birthday)
}

fn has_certificate(round: &Round, candidate: CandidateRef, wanted: &str) -> bool {
    let first = round.certificates.partition_point(|row| row.candidate < candidate);
    round.certificates[first..].iter().take_while(|row| row.candidate == candidate).any(|row| {
        &*row.certificate == wanted && round.heading.filing_date.is_some_and(|day| row.date <= day)
    })
}

fn has_relative(round: &Round, candidate: CandidateRef, unit: &str) -> bool {
    let first = round.relatives.partition_point(|row| row.candidate < candidate);
    round.relatives[first..].iter().take_while(|row| row.candidate == candidate).any(|row| &*row.unit == unit)
}
