//! The independent check of what was ruled after the meeting. It reads the rulings themselves, not what was made of
//! them, and counts the seats over all sittings once everything is done.

use super::{Broken, Papers, meets};
use crate::after::Aftermath;
use crate::outcome::Allocation;
use crate::place::Scores;
use crate::round::{CandidateRef, Round, RulingKind, VacancyRef};
use crate::session::Event;
use std::collections::{BTreeMap, BTreeSet};

/// Checks what rulings changed after all sittings: that it is what they say, that every seat taken back was had and
/// every seat given was free and open, and that nobody sits twice and no vacancy has more people than seats.
///
/// # Errors
/// The first thing that is broken.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/after-meeting".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::{outcome::Outcome, place::place, recheck::{Broken, recheck_after}};
///
/// let Outcome::Done(placement) = place(&round) else { return Err("questions are open".into()) };
/// let check = |after: &[_]| recheck_after(&round, &placement.scores, &placement.sittings, after);
/// assert_eq!(check(&placement.after), Ok(()));
/// assert_eq!(check(&placement.after[1..]), Err(Broken::AfterTold));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn recheck_after(
    round: &Round,
    scores: &Scores,
    sittings: &[Allocation],
    after: &[Aftermath],
) -> Result<(), Broken> {
    let ruled = Ruled::read(round)?;
    ruled.is_told(after)?;
    if after.is_empty() {
        return Ok(());
    }
    let papers = Papers::of(round);
    let mut seated = seated(round, sittings)?;
    for (who, (vacancy, _)) in &ruled.taken {
        if seated.remove(who) != Some(*vacancy) {
            return Err(Broken::AfterTaken);
        }
    }
    for (who, vacancy) in &ruled.given {
        let may = !round.is_excluded(*who) && !ruled.taken.contains_key(who);
        if !may || !meets(round, scores, &papers, *who, *vacancy) || seated.insert(*who, *vacancy).is_some() {
            return Err(Broken::AfterGiven);
        }
    }
    let mut people: BTreeMap<VacancyRef, u64> = BTreeMap::new();
    for vacancy in seated.into_values() {
        *people.entry(vacancy).or_default() += 1;
    }
    let crowded = |(vacancy, people): (VacancyRef, u64)| people > u64::from(round.vacancy(vacancy).seats);
    if people.into_iter().any(crowded) { Err(Broken::AfterSeats) } else { Ok(()) }
}

/// What the rulings say, word for word.
#[derive(Default)]
struct Ruled<'r> {
    /// Whose seat is taken back, and the word that says why.
    taken: BTreeMap<CandidateRef, (VacancyRef, &'r str)>,
    given: BTreeMap<CandidateRef, VacancyRef>,
}

impl<'r> Ruled<'r> {
    fn read(round: &'r Round) -> Result<Self, Broken> {
        let mut ruled = Self::default();
        for (ruling, _) in round.rulings() {
            let who = || round.find_candidate(ruling.object.strip_prefix("candidate/")?);
            let vacancy = |id| round.find_vacancy(id).ok_or(Broken::AfterTold);
            let doubled = match ruling.kind {
                RulingKind::Void => {
                    let who = who().ok_or(Broken::AfterTold)?;
                    ruled.taken.insert(who, (vacancy(&ruling.old)?, &ruling.new)).is_some()
                }
                RulingKind::Refill => {
                    let who = who().ok_or(Broken::AfterTold)?;
                    ruled.given.insert(who, vacancy(&ruling.new)?).is_some()
                }
                RulingKind::Change
                | RulingKind::Exclude
                | RulingKind::FillGap
                | RulingKind::Place
                | RulingKind::Regroup
                | RulingKind::SetFact => false,
            };
            if doubled {
                return Err(Broken::AfterTold);
            }
        }
        Ok(ruled)
    }

    /// Whether exactly this is told, by candidate.
    fn is_told(&self, after: &[Aftermath]) -> Result<(), Broken> {
        let taken = self.taken.iter().map(|(who, (from, why))| (*who, Some(*from), None, *why));
        let given = self.given.iter().map(|(who, to)| (*who, None, Some(*to), "placed_by_ruling"));
        let ruled: BTreeSet<_> = taken.chain(given).collect();
        let told: Vec<_> =
            after.iter().map(|one| (one.candidate, one.from(), one.to(), one.fate().as_str())).collect();
        if ruled.into_iter().eq(told) { Ok(()) } else { Err(Broken::AfterTold) }
    }
}

/// Who had which seat when the last sitting was over: by a ruling before the first turn, or by a choice.
fn seated(round: &Round, sittings: &[Allocation]) -> Result<BTreeMap<CandidateRef, VacancyRef>, Broken> {
    let mut seated: BTreeMap<CandidateRef, VacancyRef> = BTreeMap::new();
    for who in round.all_candidates() {
        seated.extend(round.placed_by_ruling(who).map(|vacancy| (who, vacancy)));
    }
    for turn in sittings.iter().flat_map(|sitting| &sitting.turns) {
        if let Event::Chose(vacancy) = turn.event
            && seated.insert(turn.candidate, vacancy).is_some()
        {
            return Err(Broken::Everybody);
        }
    }
    Ok(seated)
}
