//! Rulings: by whom, by which paper, and what those on facts and gaps changed.

use super::RulingRef;
use super::board::Board;
use anzhi_core::points::Points;
use anzhi_core::round::{CandidateRef, Decision, Round, RulingKind};
use anzhi_core::scheme::{GapId, ItemId};
use anzhi_core::score::score;
use anzhi_core::sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// A ruling that deserves a look, or several (裁定).
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::{Audit, Lead, RulingLead};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let (round, _) = audit.round();
/// let of = |lead: &Lead| if let Lead::Ruling(ruling) = lead { Some(ruling.clone()) } else { None };
/// let rulings: Vec<RulingLead> = audit.leads().iter().filter_map(of).collect();
/// // A third-class merit of 18 is one of wartime, by ruling: 26.76 points would be 30.76.
/// let RulingLead::Facts { candidate, without, with, .. } = &rulings[0] else { return Err("another".into()) };
/// assert_eq!(round.candidate(*candidate).id().as_str(), "18");
/// let text = |side: &Option<(anzhi_core::points::Points, Option<u32>)>| side.map(|(total, rank)| (total.to_string(), rank));
/// assert_eq!((text(without), text(with)), (Some(("26.76".into(), Some(14))), Some(("30.76".into(), Some(9)))));
/// let RulingLead::Gap { people, .. } = &rulings[1] else { return Err("another".into()) };
/// assert_eq!(people.len(), 1); // only 17 has that grade
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RulingLead {
    /// It names no document.
    NoDocument(RulingRef),
    /// Whoever decided it operates the program, or enters or checks lines.
    ByOperator(RulingRef),
    /// One document, of several days or several deciders.
    Document {
        /// The document.
        document: Box<str>,
        /// The rulings that name it.
        rulings: Vec<RulingRef>,
    },
    /// Facts of somebody are others than those in the file.
    Facts {
        /// Who.
        candidate: CandidateRef,
        /// The rulings.
        rulings: Vec<RulingRef>,
        /// The total and the rank that it would be without them; `None` if it would have none.
        without: Option<(Points, Option<u32>)>,
        /// What they are.
        with: Option<(Points, Option<u32>)>,
    },
    /// A gap of the scheme was filled.
    Gap {
        /// The ruling.
        ruling: RulingRef,
        /// Whose facts reach it.
        people: Vec<CandidateRef>,
    },
    /// Somebody was put into another group.
    Regrouped {
        /// The ruling.
        ruling: RulingRef,
        /// Who.
        candidate: CandidateRef,
        /// The rank in it.
        rank: Option<u32>,
    },
    /// All of one kind by one decider.
    Kind {
        /// The kind.
        kind: RulingKind,
        /// Who decided.
        who: Box<str>,
        /// The rulings.
        rulings: Vec<RulingRef>,
    },
}

impl RulingLead {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::ByOperator(_) => "ruling-by-operator",
            Self::Document { .. } => "one-document-several-days",
            Self::Facts { .. } => "facts-ruled",
            Self::Gap { .. } => "gap-filled",
            Self::Kind { .. } => "rulings-of-kind",
            Self::NoDocument(_) => "ruling-without-document",
            Self::Regrouped { .. } => "regrouped",
        }
    }
}

/// The sheets of those on whose facts there are rulings, as they would be without them; none where there would be none.
pub(super) struct Unruled(BTreeMap<CandidateRef, Option<Sheet>>);

pub(super) fn unruled(round: &Round) -> Unruled {
    let people = round.rulings().iter().filter_map(|(_, decision)| whose_facts(decision));
    let alone = |who: CandidateRef| score(round.scheme(), round.cohort(), &round.candidate(who).dossier).ok();
    Unruled(people.map(|who| (who, alone(who))).collect())
}

impl Unruled {
    /// Whether somebody's points for an item would be others.
    pub(super) fn changes(&self, who: CandidateRef, item: ItemId, points: Points) -> bool {
        match self.0.get(&who) {
            None => false,
            Some(sheet) => {
                let lines = sheet.iter().flat_map(|sheet| &sheet.items);
                lines.into_iter().find(|line| line.item == item).is_none_or(|line| line.points != points)
            }
        }
    }
}

pub(super) fn leads(board: &Board<'_>, unruled: &Unruled) -> Vec<RulingLead> {
    let rulings =
        || board.round.rulings().iter().enumerate().map(|(place, (ruling, _))| (RulingRef(place), ruling));
    let without = rulings().filter(|(_, ruling)| ruling.authority.document.is_empty());
    let mut leads: Vec<RulingLead> = without.map(|(place, _)| RulingLead::NoDocument(place)).collect();
    let hands = hands(board.round);
    let own = rulings().filter(|(_, ruling)| hands.contains(&*ruling.authority.who));
    leads.extend(own.map(|(place, _)| RulingLead::ByOperator(place)));
    leads.extend(documents(board.round));
    leads.extend(facts(board, unruled));
    leads.extend(gaps(board));
    leads.extend(regrouped(board));
    leads.extend(kinds(board.round));
    leads
}

/// Everybody who is named as operating the program, entering or checking.
fn hands(round: &Round) -> BTreeSet<&str> {
    let entries = round.candidates().iter().map(|person| &person.entry);
    let mut hands: BTreeSet<&str> =
        entries.flat_map(|entry| [&*entry.entered_by, &*entry.checked_by]).collect();
    hands.insert(&round.heading().operator);
    hands.remove("");
    hands
}

/// A document has one day and is somebody's: under one number there cannot be two.
fn documents(round: &Round) -> Vec<RulingLead> {
    let mut all: BTreeMap<&str, Vec<RulingRef>> = BTreeMap::new();
    for (place, (ruling, _)) in round.rulings().iter().enumerate() {
        all.entry(&ruling.authority.document).or_default().push(RulingRef(place));
    }
    all.remove("");
    let told = |RulingRef(place): &RulingRef| {
        let authority = &round.rulings()[*place].0.authority;
        (&authority.who, authority.date)
    };
    let several =
        all.into_iter().filter(|(_, rulings)| rulings.iter().any(|ruling| told(ruling) != told(&rulings[0])));
    several.map(|(document, rulings)| RulingLead::Document { document: document.into(), rulings }).collect()
}

fn whose_facts(decision: &Decision) -> Option<CandidateRef> {
    match decision {
        Decision::SetFact(candidate, ..) => Some(*candidate),
        Decision::Change(_)
        | Decision::Exclude(_)
        | Decision::FillGap(..)
        | Decision::Place(..)
        | Decision::Refill(..)
        | Decision::Regroup(..)
        | Decision::Void(..) => None,
    }
}

fn facts(board: &Board<'_>, unruled: &Unruled) -> Vec<RulingLead> {
    let mut all: BTreeMap<CandidateRef, Vec<RulingRef>> = BTreeMap::new();
    for (place, (_, decision)) in board.round.rulings().iter().enumerate() {
        if let Some(candidate) = whose_facts(decision) {
            all.entry(candidate).or_default().push(RulingRef(place));
        }
    }
    let mut leads: Vec<(Points, RulingLead)> = Vec::new();
    for (candidate, rulings) in all {
        let kind = board.round.kind_of(board.round.candidate(candidate).sitting);
        let sheet = unruled.0.get(&candidate).and_then(Option::as_ref);
        let ranked = |total: Points| (total, board.rank_by(candidate, total));
        let without = sheet.and_then(|sheet| sheet.total_for(kind)).map(ranked);
        let rank = board.hall_of(candidate).and_then(|hall| hall.ranked(candidate)).map(|ranked| ranked.rank);
        let with = board.total(candidate).map(|total| (total, rank));
        let gain = match (with, without) {
            (Some((with, _)), Some((without, _))) => with.minus(without, "total").unwrap_or_default(),
            (_, _) => Points::ZERO,
        };
        leads.push((gain, RulingLead::Facts { candidate, rulings, without, with }));
    }
    // Whoever gained most first; of equals the order of the ids stays.
    leads.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
    leads.into_iter().map(|(_, lead)| lead).collect()
}

fn gaps(board: &Board<'_>) -> Vec<RulingLead> {
    let mut reached: BTreeMap<GapId, Vec<CandidateRef>> = BTreeMap::new();
    for candidate in board.round.all_candidates() {
        let sheet = board.placement.scores.sheet(candidate);
        for (gap, _) in sheet.iter().flat_map(|(sheet, _)| &sheet.gaps) {
            reached.entry(*gap).or_default().push(candidate);
        }
    }
    let rulings = board.round.rulings().iter().enumerate();
    let filled = rulings.filter_map(|(place, (_, decision))| match decision {
        Decision::FillGap(gap, _) => {
            let people = reached.remove(gap).unwrap_or_default();
            Some(RulingLead::Gap { ruling: RulingRef(place), people })
        }
        Decision::Change(_)
        | Decision::Exclude(_)
        | Decision::Place(..)
        | Decision::Refill(..)
        | Decision::Regroup(..)
        | Decision::SetFact(..)
        | Decision::Void(..) => None,
    });
    let mut filled: Vec<RulingLead> = filled.collect();
    // What concerns fewest first: a rule made for one person is none.
    filled.sort_by_key(|lead| lead.people());
    filled
}

impl RulingLead {
    /// How many people a gap concerns.
    fn people(&self) -> usize {
        match self {
            Self::Gap { people, .. } => people.len(),
            Self::ByOperator(_)
            | Self::Document { .. }
            | Self::Facts { .. }
            | Self::Kind { .. }
            | Self::NoDocument(_)
            | Self::Regrouped { .. } => 0,
        }
    }
}

fn regrouped(board: &Board<'_>) -> Vec<RulingLead> {
    let rulings = board.round.rulings().iter().enumerate();
    let moved = rulings.filter_map(|(place, (_, decision))| match decision {
        Decision::Regroup(candidate, _) => {
            let ranked = board.hall_of(*candidate).and_then(|hall| hall.ranked(*candidate));
            let (ruling, rank) = (RulingRef(place), ranked.map(|ranked| ranked.rank));
            Some(RulingLead::Regrouped { ruling, candidate: *candidate, rank })
        }
        Decision::Change(_)
        | Decision::Exclude(_)
        | Decision::FillGap(..)
        | Decision::Place(..)
        | Decision::Refill(..)
        | Decision::SetFact(..)
        | Decision::Void(..) => None,
    });
    moved.collect()
}

fn kinds(round: &Round) -> Vec<RulingLead> {
    let mut all: BTreeMap<(RulingKind, &str), Vec<RulingRef>> = BTreeMap::new();
    for (place, (ruling, _)) in round.rulings().iter().enumerate() {
        all.entry((ruling.kind, &ruling.authority.who)).or_default().push(RulingRef(place));
    }
    all.into_iter()
        .map(|((kind, who), rulings)| RulingLead::Kind { kind, who: who.into(), rulings })
        .collect()
}
