//! Ranking (排名): within a sitting by group, total, tie keys and lot.

use crate::facts::{AttributeId, Cell, FieldKind};
use crate::fault::{Fault, FaultKind, Table};
use crate::place::Scores;
use crate::points::Points;
use crate::round::{CandidateRef, GroupRef, Round, SittingRef};
use crate::scheme::{LadderId, TieKey};
use crate::score::number_alone;
use crate::sheet::Sheet;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

/// The order in which the candidates of a sitting choose.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{place::stand, rank::DecidedBy};
///
/// let standing = stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let ranking = &standing.rankings[0];
/// let place = |id| ranking.places.iter().find(|place| round.candidate(place.candidate).id().as_str() == id);
/// let told = |id| place(id).map(|place| (place.rank, place.decided_by));
/// assert_eq!(told("17"), Some((1, DecidedBy::First)));
/// assert_eq!(told("18"), Some((9, DecidedBy::Tie(1)))); // enlisted later than 19, all else being equal
/// assert_eq!(told("21"), Some((17, DecidedBy::Lot)));
/// assert!(ranking.tied.is_empty()); // the lots have been drawn
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ranking {
    /// Which sitting.
    pub sitting: SittingRef,
    /// The candidates in order.
    pub places: Vec<Ranked>,
    /// Those who stay tied until lots are drawn; each set by id.
    pub tied: Vec<Vec<CandidateRef>>,
}

impl Ranking {
    /// Those with whom a candidate stays tied until lots are drawn, the candidate included.
    pub fn tied_with(&self, candidate: CandidateRef) -> Option<&[CandidateRef]> {
        self.tied.iter().find(|set| set.contains(&candidate)).map(Vec::as_slice)
    }
}

/// A candidate's place.
///
/// Shown at [`Ranking`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ranked {
    /// Who.
    pub candidate: CandidateRef,
    /// The rank from 1, through all groups; people who stay tied share one.
    pub rank: u32,
    /// The group, if the scheme has groups.
    pub group: Option<GroupRef>,
    /// The total.
    pub total: Points,
    /// What puts the candidate behind the one before.
    pub decided_by: DecidedBy,
}

/// What separates a candidate from the one before in the order.
///
/// Shown at [`Ranking`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DecidedBy {
    /// Nobody stands before.
    First,
    /// The group (组别).
    Group,
    /// The lot (抽签).
    Lot,
    /// Nothing yet: lots have not been drawn. The first of a tied set has what puts the whole set where it is;
    /// that it is tied too says [`Ranking::tied_with`].
    Open,
    /// The tie key of that place in the scheme's list.
    Tie(u16),
    /// The total (总成绩).
    Total,
}

/// Ranks the candidates of a sitting whose totals are known. Lots stand in for what all keys leave tied.
///
/// # Errors
/// Two equal lots among people who are tied, and a blank date that would decide between two.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{place::score_all, rank::rank, round::SittingRef};
///
/// let (scores, _) = score_all(&round).map_err(|faults| format!("{faults:?}"))?;
/// let total = |who| {
///     let (sheet, _) = scores.sheet(who)?;
///     Some((who, sheet, sheet.total?))
/// };
/// let three: Vec<_> = round.all_candidates().take(3).filter_map(total).collect();
/// let ranking = rank(&round, SittingRef(0), &three).map_err(|faults| format!("{faults:?}"))?;
/// let ids: Vec<_> = ranking.places.iter().map(|p| round.candidate(p.candidate).id().as_str()).collect();
/// assert_eq!(ids, ["02", "03", "01"]); // 41.84, 35.82, 34.64
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rank(
    round: &Round,
    sitting: SittingRef,
    scored: &[(CandidateRef, &Sheet, Points)],
) -> Result<Ranking, Vec<Fault>> {
    let mut order: Vec<_> = scored.to_vec();
    // The id comes last only to give tied people a stable order in lists; it decides nothing.
    order.sort_by(|a, b| compare(round, sitting, a, b).map_or_else(|| a.0.cmp(&b.0), |(order, _)| order));
    let mut faults = Vec::new();
    let mut tied = Vec::new();
    let mut places: Vec<Ranked> = Vec::with_capacity(order.len());
    let mut before: Option<Scored<'_>> = None;
    for set in order.chunk_by(|a, b| compare(round, sitting, a, b).is_none()) {
        let drawn = by_lot(round, set, &mut faults);
        let open = drawn.is_none();
        if open {
            tied.push(set.iter().map(|(candidate, ..)| *candidate).collect());
        }
        let first = u32::try_from(places.len() + 1).unwrap_or(u32::MAX);
        for (place, scored) in (0..).zip(drawn.as_deref().unwrap_or(set)) {
            let (candidate, _, total) = scored;
            let decided_by = match (place, &before) {
                (0, None) => DecidedBy::First,
                (0, Some(before)) => {
                    compare(round, sitting, before, scored).map_or(DecidedBy::Lot, |(_, by)| by)
                }
                (_, _) if open => DecidedBy::Open,
                (_, _) => DecidedBy::Lot,
            };
            if let (DecidedBy::Tie(key), Some((before, ..))) = (decided_by, before) {
                faults.extend(blanks(round, key, [before, *candidate]));
            }
            before = Some(*scored);
            let rank = if open { first } else { first + place };
            places.push(Ranked {
                candidate: *candidate,
                rank,
                group: round.group(*candidate),
                total: *total,
                decided_by,
            });
        }
    }
    if faults.is_empty() { Ok(Ranking { sitting, places, tied }) } else { Err(faults) }
}

/// What parts two people in a sitting, whoever stands between them: the first of group, total and tie keys that differs,
/// else the lot. `None` while the total of one is not known.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{place::score_all, rank::{DecidedBy, parted_by}, round::SittingRef};
///
/// let (scores, _) = score_all(&round).map_err(|faults| format!("{faults:?}"))?;
/// let parted = |a, b| {
///     let two = [round.find_candidate(a)?, round.find_candidate(b)?];
///     parted_by(&round, &scores, SittingRef(0), two)
/// };
/// assert_eq!(parted("02", "03"), Some(DecidedBy::Total));
/// assert_eq!(parted("10", "15"), Some(DecidedBy::Tie(0))); // the assessment
/// assert_eq!(parted("22", "21"), Some(DecidedBy::Lot));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn parted_by(
    round: &Round,
    scores: &Scores,
    sitting: SittingRef,
    [one, other]: [CandidateRef; 2],
) -> Option<DecidedBy> {
    let scored = |candidate| {
        let (sheet, _) = scores.sheet(candidate)?;
        Some((candidate, sheet, sheet.total_for(round.kind_of(sitting))?))
    };
    let parted = compare(round, sitting, &scored(one)?, &scored(other)?);
    Some(parted.map_or(DecidedBy::Lot, |(_, by)| by))
}

/// The lots that decide nothing.
pub(crate) fn unneeded_lots(round: &Round, rankings: &[Ranking]) -> Vec<CandidateRef> {
    let needed: BTreeSet<CandidateRef> = rankings
        .iter()
        .flat_map(|ranking| {
            let by_lot = ranking.places.windows(2).filter(|two| two[1].decided_by == DecidedBy::Lot);
            by_lot
                .flat_map(|two| [two[0].candidate, two[1].candidate])
                .chain(ranking.tied.iter().flatten().copied())
        })
        .collect();
    round.lots().iter().map(|lot| lot.candidate).filter(|candidate| !needed.contains(candidate)).collect()
}

type Scored<'a> = (CandidateRef, &'a Sheet, Points);

/// Which of two goes first and by what; `None` if only a lot can tell.
fn compare(
    round: &Round,
    sitting: SittingRef,
    a: &Scored<'_>,
    b: &Scored<'_>,
) -> Option<(Ordering, DecidedBy)> {
    let group = round.group(a.0).cmp(&round.group(b.0));
    let total = Reverse(a.2).cmp(&Reverse(b.2));
    [(group, DecidedBy::Group), (total, DecidedBy::Total)]
        .into_iter()
        .chain(
            (0..)
                .zip(&round.scheme().ranking.ties)
                .map(|(place, key)| (compare_by(round, sitting, *key, a, b), DecidedBy::Tie(place))),
        )
        .find(|(order, _)| order.is_ne())
}

fn compare_by(round: &Round, sitting: SittingRef, key: TieKey, a: &Scored<'_>, b: &Scored<'_>) -> Ordering {
    match key {
        TieKey::Assessment => {
            let kind = round.kind_of(sitting);
            b.1.assessment_for(kind).cmp(&a.1.assessment_for(kind))
        }
        TieKey::Item(item) => {
            let points =
                |sheet: &Sheet| sheet.items.iter().find(|line| line.item == item).map(|line| line.points);
            points(b.1).cmp(&points(a.1))
        }
        TieKey::Exam => {
            let part = |sheet: &Sheet| sheet.exam.map(|exam| exam.points);
            part(b.1).cmp(&part(a.1))
        }
        TieKey::Value(value) => {
            let number = |who| number_alone(round.scheme(), round.cohort(), round.dossier(who), value);
            number(b.0).cmp(&number(a.0))
        }
        TieKey::Higher(attribute, ladder) => {
            let place = |who| class_of(round, who, attribute, ladder);
            place(b.0).cmp(&place(a.0))
        }
        TieKey::Earlier(date) => round.dossier(a.0).date(date).cmp(&round.dossier(b.0).date(date)),
        TieKey::Later(date) => round.dossier(b.0).date(date).cmp(&round.dossier(a.0).date(date)),
    }
}

/// Where the category of an attribute stands on a ladder.
pub(crate) fn class_of(
    round: &Round,
    candidate: CandidateRef,
    attribute: AttributeId,
    ladder: LadderId,
) -> Option<usize> {
    let facts = &round.scheme().scoring.facts;
    let FieldKind::Category(set) = facts.attribute(attribute).kind else { return None };
    let term = facts.set(set).term(round.dossier(candidate).category(attribute)?);
    round.scheme().scoring.ladder(ladder).classes.iter().position(|class| **class == *term)
}

/// A tied set in the order of its lots; `None` while somebody has not drawn. One person alone needs none.
fn by_lot<'a>(round: &Round, set: &[Scored<'a>], faults: &mut Vec<Fault>) -> Option<Vec<Scored<'a>>> {
    if set.len() < 2 {
        return Some(set.to_vec());
    }
    let mut drawn =
        set.iter().map(|scored| Some((round.lot(scored.0)?, *scored))).collect::<Option<Vec<_>>>()?;
    drawn.sort_by_key(|(lot, _)| lot.number);
    for two in drawn.windows(2).filter(|two| two[0].0.number == two[1].0.number) {
        let other = round.candidate(two[0].1.0).id().as_str();
        let kind = FaultKind::EqualLots { other: other.into() };
        faults.push(Fault::new(Table::Lots, two[1].0.line, "number", kind, &two[1].0.number.to_string()));
    }
    Some(drawn.into_iter().map(|(_, scored)| scored).collect())
}

/// Of two whom a fact has put in order, whoever has none: a blank would go first or last by no rule.
fn blanks(round: &Round, key: u16, two: [CandidateRef; 2]) -> Vec<Fault> {
    let attribute = match round.scheme().ranking.ties[usize::from(key)] {
        TieKey::Earlier(id) | TieKey::Higher(id, _) | TieKey::Later(id) => id,
        TieKey::Assessment | TieKey::Exam | TieKey::Item(_) | TieKey::Value(_) => return Vec::new(),
    };
    let column = round.scheme().scoring.facts.attribute(attribute).key.as_str();
    two.into_iter()
        .map(|candidate| round.dossier(candidate))
        .filter(|dossier| *dossier.attribute(attribute) == Cell::Blank)
        .map(|dossier| Fault::new(Table::Candidates, dossier.line(), column, FaultKind::MissingValue, ""))
        .collect()
}
