//! What came of somebody by each record, and what moved them.

use super::side::{Side, settles};
use super::{Both, FigureChange, Keep, ResultChange, RowChange, WhyNot};
use crate::verify::{Field, Severity};
use anzhi_core::fault::Table;
use anzhi_core::outcome::Fate;
use anzhi_core::round::{CandidateRef, Ruling, RulingKind};
use std::collections::BTreeSet;

/// Whether somebody has another vacancy.
///
/// Shown at [`diff`](super).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum MoveKind {
    /// Another vacancy, or none instead of one, or one instead of none.
    Elsewhere,
    /// The same vacancy, or none by both, but by another way: by a ruling, as another preference, for another reason.
    Otherwise,
}

/// What moved somebody.
///
/// Shown at [`diff`](super).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Cause {
    /// A ruling that the old record has and the new one has not, by its place in the old round's rulings.
    RulingGone(usize),
    /// A ruling that the new record has and the old one has not, by its place in the new round's rulings.
    RulingMade(usize),
    /// Something else of their own was handed in: facts, mark, papers, list, lot, giving-up.
    Own,
    /// They score or are grouped otherwise although nothing of their own is another: the scheme, a filled gap.
    Standard,
    /// A vacancy that they have or had, or that stands before it on their list, is another.
    Vacancies,
    /// Nothing of all that: others moved.
    Others,
}

/// What came of somebody whose placement is another.
///
/// Shown at [`diff`](super).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Move {
    /// Whether they have another vacancy.
    pub kind: MoveKind,
    /// What came of them in the end; nothing where they are not there.
    pub fates: Both<Option<Fate>>,
    /// What moved them, at least one cause.
    pub causes: Vec<Cause>,
    /// Why, by the new record, they do not have the old vacancy.
    pub old_in_new: Option<WhyNot>,
    /// Why, by the old record, they did not have the new vacancy.
    pub new_in_old: Option<WhyNot>,
    /// How they would keep the old vacancy.
    pub keep: Keep,
}

/// Everything of somebody that tells what moved them.
pub(super) struct Traces<'d> {
    pub(super) who: Both<Option<CandidateRef>>,
    pub(super) results: &'d [ResultChange],
    pub(super) figures: &'d [FigureChange],
    pub(super) rows: &'d [RowChange],
    /// The vacancies that are others, by id.
    pub(super) vacancies: &'d BTreeSet<String>,
}

impl Move {
    /// What came of somebody, if it is not the same by both records.
    pub(super) fn of(sides: Both<&Side>, traces: &Traces<'_>) -> Option<Self> {
        let fates = sides.zip(traces.who).map(|(side, who)| side.placement.fate(who?));
        let seats = sides.zip(fates).map(|(side, fate)| seat(side, fate));
        let there = traces.who.map(|who| who.is_some());
        let kind = if seats.differ() || there.differ() {
            MoveKind::Elsewhere
        } else if traces.results.iter().any(|change| change.field.severity() == Severity::Placement) {
            MoveKind::Otherwise
        } else {
            return None;
        };
        // What a ruling gave is no matter of turns.
        let in_turn =
            |fate: Option<Fate>| kind == MoveKind::Elsewhere && matches!(fate, Some(Fate::Placed { .. }));
        let why_not =
            |side: &Side, who: Option<CandidateRef>, seat: Option<&str>| WhyNot::of(side, who?, seat?);
        let (old, new) = (seats.old.filter(|_| in_turn(fates.old)), seats.new.filter(|_| in_turn(fates.new)));
        Some(Self {
            kind,
            fates,
            causes: causes(sides, traces, seats),
            old_in_new: why_not(sides.new, traces.who.new, old),
            new_in_old: why_not(sides.old, traces.who.old, new),
            keep: Keep::Nothing,
        })
    }
}

/// The id of the vacancy that somebody has in the end.
pub(super) fn seat(side: &Side, fate: Option<Fate>) -> Option<&str> {
    Some(side.round.vacancy(fate?.vacancy()?).id.as_str())
}

fn causes(sides: Both<&Side>, traces: &Traces<'_>, seats: Both<Option<&str>>) -> Vec<Cause> {
    let mut causes = BTreeSet::new();
    causes.extend(only_in(sides.old, traces.who.old, sides.new, traces.who.new).map(Cause::RulingGone));
    causes.extend(only_in(sides.new, traces.who.new, sides.old, traces.who.old).map(Cause::RulingMade));
    let own = traces.rows.iter().any(moves);
    if own {
        causes.insert(Cause::Own);
    }
    let scores =
        |change: &ResultChange| change.field == Field::Group || change.field.severity() == Severity::Score;
    if !own && causes.is_empty() && (!traces.figures.is_empty() || traces.results.iter().any(scores)) {
        causes.insert(Cause::Standard);
    }
    // What stands on the list behind what was had plays no part.
    let listed = |side: &Side, who: Option<CandidateRef>| {
        let list = who.map(|who| side.round.list(who)).unwrap_or_default();
        let had = who.and_then(|who| side.placement.find(who)).and_then(|(_, result)| result.fate.vacancy());
        let upto = list.iter().position(|row| Some(row.vacancy) == had).map_or(list.len(), |place| place + 1);
        let mut asked = list[..upto].iter().map(|row| side.round.vacancy(row.vacancy).id.as_str());
        asked.any(|id| traces.vacancies.contains(id))
    };
    let had = [seats.old, seats.new].into_iter().flatten().any(|id| traces.vacancies.contains(id));
    if had || listed(sides.old, traces.who.old) || listed(sides.new, traces.who.new) {
        causes.insert(Cause::Vacancies);
    }
    if causes.is_empty() {
        causes.insert(Cause::Others);
    }
    causes.into_iter().collect()
}

/// Whether a row can move the person whose it is: a signature and a name cannot, a ruling on what becomes of them is a
/// cause of its own.
fn moves(row: &RowChange) -> bool {
    let counts = row.cells.iter().any(|cell| cell.counts && cell.column != "name");
    let settled = || {
        let cells = row.cells.iter().map(|cell| (&*cell.column, Both::as_ref(&cell.values)));
        let kind =
            cells.filter(|(column, _)| *column == "kind").map(|(_, values)| values.new.max(values.old));
        let same = row.same.iter().filter(|(column, _)| column == "kind").map(|(_, kind)| kind);
        let mut kinds = kind.chain(same);
        kinds.any(|kind| {
            let known = RulingKind::WORDS.iter().find(|(_, word, _)| word == kind);
            known.is_some_and(|(known, ..)| settles(*known) || *known == RulingKind::Change)
        })
    };
    match row.table {
        Table::Acknowledgements | Table::Answers => false,
        Table::Rulings => counts && !settled(),
        Table::Candidates
        | Table::Certificates
        | Table::ChoosingPaper
        | Table::Degrees
        | Table::Events
        | Table::Exams
        | Table::GiveUps
        | Table::Lots
        | Table::Periods
        | Table::Preferences
        | Table::RankingPaper
        | Table::Relatives
        | Table::Round
        | Table::Scheme
        | Table::Secret
        | Table::Vacancies => counts,
    }
}

/// The rulings on what becomes of somebody that one record has and the other has not.
fn only_in<'s>(
    one: &'s Side,
    of: Option<CandidateRef>,
    other: &'s Side,
    there: Option<CandidateRef>,
) -> impl Iterator<Item = usize> + 's {
    let says = |ruling: &Ruling| (ruling.kind, ruling.old.clone(), ruling.new.clone());
    let rulings = |side: &'s Side, who: Option<CandidateRef>| who.map_or(&[][..], |who| side.rulings_on(who));
    let known: BTreeSet<_> =
        rulings(other, there).iter().map(|place| says(&other.round.rulings()[*place].0)).collect();
    rulings(one, of)
        .iter()
        .copied()
        .filter(move |place| !known.contains(&says(&one.round.rulings()[*place].0)))
}
