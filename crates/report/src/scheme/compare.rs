//! `scheme compare`: the same facts under two schemes.

use super::compare_parts::{Through, through};
use super::compare_ranks::{Correlation, places};
use anzhi_core::fault::Fault;
use anzhi_core::outcome::{ExamShare, Fate, Outcome, Placement, Standing};
use anzhi_core::place::{average_exam_share, place_as_if_signed, stand};
use anzhi_core::points::Points;
use anzhi_core::question::{Question, QuestionKind};
use anzhi_core::rank::{DecidedBy, Ranked, Ranking};
use anzhi_core::round::{CandidateRef, Round, Ruling, SittingRef};
use anzhi_core::scheme::Scheme;
use std::collections::BTreeSet;

/// One of two schemes, and a round as read under it.
///
/// Shown at [`Comparison`].
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// What the scheme's file is called.
    pub file: &'s str,
    /// The scheme as it is written.
    pub scheme: &'s Scheme,
    /// The round under the scheme.
    pub round: &'s Round,
    /// The rulings that mean nothing under it.
    pub left_aside: &'s [Ruling],
    /// The papers of the folder on ranking and choosing, which are not followed here.
    pub own_papers: &'s [Box<str>],
}

/// The same facts under two schemes.
///
/// ```
/// use anzhi_report::{Comparison, Lang, Side, comparison_text};
/// use anzhi_tables::{Directory, read_round_under};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// // Another scheme, by which the exam counts twice as much.
/// let other = text.replace("factor = \"0.1\"", "factor = \"0.2\"");
/// let folder = Directory("../../testdata/rounds/county".as_ref());
/// let read = |text: &str| -> Result<_, Box<dyn std::error::Error>> {
///     let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
///     let under = read_round_under(&folder, &loaded)?;
///     Ok((loaded, under.reading.round.map_err(|faults| format!("{faults:?}"))?))
/// };
/// let (one, two) = (read(text)?, read(&other)?);
/// let [a, b] = [("county-reference", &one), ("other.toml", &two)].map(|(file, (loaded, round))| Side {
///     file,
///     scheme: &loaded.scheme,
///     round,
///     left_aside: &[],
///     own_papers: &[],
/// });
/// let comparison = Comparison::new([a, b]).map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(comparison.pairings[0].places.len(), 23);
/// assert!(comparison_text(&comparison, Lang::En).contains("Share of the exam in the totals: A 0.2673, B 0.4217"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Comparison<'s> {
    /// Each scheme and what it leads to.
    pub seen: [Seen<'s>; 2],
    /// For each sitting under one scheme and each under the other: those who are ranked in both.
    pub pairings: Vec<Pairing>,
    /// Whom the schemes lead to different ends, by id; nothing unless both can place.
    pub fates: Option<Vec<Fates>>,
}

/// What a scheme leads to.
///
/// Shown at [`Comparison`].
#[derive(Debug)]
pub struct Seen<'s> {
    /// The scheme and the round under it.
    pub side: Side<'s>,
    /// Sheets and rankings, as far as they are known.
    pub standing: Standing,
    /// What came of placing everybody as if all had signed.
    pub outcome: Outcome,
    /// The average share of the exam in the totals of the ranked, if an exam counts.
    pub exam_share: Option<ExamShare>,
    /// The equal totals.
    pub ties: Ties,
}

/// How often totals are equal within a group of a sitting.
///
/// Shown at [`Comparison`].
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Ties {
    /// How many totals two people or more have.
    pub totals: usize,
    /// How many people have such a total.
    pub people: usize,
    /// How many of these only a lot can tell from others, drawn or not.
    pub by_lot: usize,
}

/// Those whom both schemes rank, in one sitting of each.
///
/// Shown at [`Comparison`].
#[derive(Debug)]
pub struct Pairing {
    /// The sitting under each scheme.
    pub sittings: [SittingRef; 2],
    /// The people in order of the first scheme.
    pub places: Vec<Places>,
    /// How alike the rankings are; nothing of fewer than two people.
    pub correlation: Option<Correlation>,
}

/// Somebody's places among those whom both schemes rank.
///
/// Shown at [`Comparison`].
#[derive(Clone, Debug)]
pub struct Places {
    /// Who.
    pub candidate: CandidateRef,
    /// The rank under each scheme, from 1, counted among these people only; the tied share one.
    pub ranks: [u32; 2],
    /// The total under each scheme.
    pub totals: [Points; 2],
    /// What moved the candidate mostly; nothing if the ranks are the same.
    pub through: Option<Through>,
}

/// Somebody whom the schemes lead to different ends.
///
/// Shown at [`Comparison`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fates {
    /// Who.
    pub candidate: CandidateRef,
    /// What comes of the candidate under each scheme; nothing if the scheme settles nothing.
    pub fates: [Option<Fate>; 2],
}

impl<'s> Comparison<'s> {
    /// Compares two schemes by a round. The rounds must have been read from the same folder.
    ///
    /// # Errors
    /// All faults that scoring and ranking find, under each of the two.
    pub fn new([a, b]: [Side<'s>; 2]) -> Result<Self, [Vec<Fault>; 2]> {
        let seen = match (Seen::new(a), Seen::new(b)) {
            (Ok(a), Ok(b)) => [a, b],
            (a, b) => return Err([a, b].map(|seen| seen.err().unwrap_or_default())),
        };
        let pairings = pairings(&seen);
        let fates = match (&seen[0].outcome, &seen[1].outcome) {
            (Outcome::Done(one), Outcome::Done(other)) => Some(fates(a.round, [one, other])),
            (_, _) => None,
        };
        Ok(Self { seen, pairings, fates })
    }
}

impl<'s> Seen<'s> {
    fn new(side: Side<'s>) -> Result<Self, Vec<Fault>> {
        let standing = stand(side.round)?;
        let outcome = place_as_if_signed(side.round);
        let exam_share = average_exam_share(&standing.scores, &standing.rankings);
        let counts = side.scheme.scoring.exam.is_some();
        let ties = standing.rankings.iter().map(Ties::of).fold(Ties::default(), Ties::plus);
        Ok(Self { side, outcome, exam_share: exam_share.filter(|_| counts), ties, standing })
    }

    /// What is open besides signatures, which mean nothing here.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.standing.questions.iter().filter(|question| match question.kind {
            QuestionKind::Gap { .. } | QuestionKind::NoPreferences { .. } | QuestionKind::Tie { .. } => true,
            QuestionKind::SignedOther { .. } | QuestionKind::Unsigned { .. } => false,
        })
    }

    /// The placement, if there is one.
    pub fn placement(&self) -> Option<&Placement> {
        match &self.outcome {
            Outcome::Done(placement) => Some(placement),
            Outcome::Fault(_) | Outcome::Questions(_) => None,
        }
    }

    /// How many are placed, by choice or by a ruling.
    pub fn placed(&self) -> Option<usize> {
        let sittings = &self.placement()?.sittings;
        let results = sittings.iter().flat_map(|sitting| &sitting.results);
        let placed = results.filter(|result| result.fate.vacancy().is_some());
        Some(placed.map(|result| result.candidate).collect::<BTreeSet<_>>().len())
    }

    /// Who has a rank in any sitting.
    pub fn ranked(&self) -> BTreeSet<CandidateRef> {
        let places = self.standing.rankings.iter().flat_map(|ranking| &ranking.places);
        places.map(|ranked| ranked.candidate).collect()
    }
}

impl Ties {
    fn of(ranking: &Ranking) -> Self {
        let same = |a: &Ranked, b: &Ranked| a.total == b.total && a.group == b.group;
        let mut ties = Self::default();
        for set in ranking.places.chunk_by(same).filter(|set| set.len() > 1) {
            let lot = |by: DecidedBy| matches!(by, DecidedBy::Lot | DecidedBy::Open);
            let told_by_lot = |place: usize| {
                let next = set.get(place + 1).is_some_and(|next| lot(next.decided_by));
                next || (place > 0 && lot(set[place].decided_by))
            };
            ties.totals += 1;
            ties.people += set.len();
            ties.by_lot += (0..set.len()).filter(|place| told_by_lot(*place)).count();
        }
        ties
    }

    fn plus(self, other: Self) -> Self {
        Self {
            totals: self.totals + other.totals,
            people: self.people + other.people,
            by_lot: self.by_lot + other.by_lot,
        }
    }
}

/// Every two sittings in which somebody is ranked under both schemes.
fn pairings(seen: &[Seen<'_>; 2]) -> Vec<Pairing> {
    let mut pairings = Vec::new();
    for one in &seen[0].standing.rankings {
        for other in &seen[1].standing.rankings {
            let (mut places, correlation) = places([one, other]);
            if places.is_empty() {
                continue;
            }
            through(seen, [one.sitting, other.sitting], &mut places);
            pairings.push(Pairing { sittings: [one.sitting, other.sitting], places, correlation });
        }
    }
    pairings
}

/// Whom two placements lead to different ends.
fn fates(round: &Round, placements: [&Placement; 2]) -> Vec<Fates> {
    let fate = |placement: &Placement, who| placement.find(who).map(|(_, result)| result.fate);
    let end = |fate: Option<Fate>| fate.map(|fate| (fate.as_str(), fate.vacancy()));
    let all = round.all_candidates().map(|candidate| {
        let fates = placements.map(|placement| fate(placement, candidate));
        Fates { candidate, fates }
    });
    all.filter(|Fates { fates: [one, other], .. }| end(*one) != end(*other)).collect()
}
