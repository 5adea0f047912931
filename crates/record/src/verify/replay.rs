//! Computes a record anew from its normal form.

use super::compare::Differences;
use super::findings::Refused;
use super::originals::{differing, read};
use super::papers::Papers;
use super::{Finding, NotDone, Step, Verdict, verdict_of};
use crate::manifest::{ORIGINALS, ROUND};
use crate::package::{Package, Part};
use crate::result::{AfterLine, RoundResult, SittingResult, TurnLine};
use crate::statement::RoundPredicate;
use crate::version::Version;
use anzhi_core::after::{Aftermath, Later};
use anzhi_core::outcome::{Allocation, CandidateResult, Fate, Outcome, Placement};
use anzhi_core::place::place;
use anzhi_core::points::Points;
use anzhi_core::question::{Question, QuestionKind};
use anzhi_core::rank::{DecidedBy, Ranked, Ranking};
use anzhi_core::recheck::{recheck, recheck_after};
use anzhi_core::round::{Round, SittingRef, VacancyRef, VoidCause};
use anzhi_core::session::{Event, Seats, Turn};
use anzhi_schemes::LoadedScheme;
use anzhi_tables::{Faults, normal_form, read_round};
use std::collections::BTreeMap;

/// What came of the steps that compute.
pub(super) struct Replayed {
    /// What is wrong with the normal form by itself; or that nothing can be computed from it.
    pub(super) normal_form: Result<Vec<Finding>, Verdict>,
    pub(super) scores: Verdict,
    pub(super) ranking: Verdict,
    pub(super) allocation: Verdict,
    pub(super) check: Verdict,
    pub(super) acknowledgements: Verdict,
    pub(super) particulars: Verdict,
    /// The round itself, if it could be read.
    pub(super) read: Option<(Round, LoadedScheme)>,
}

impl Replayed {
    /// The first of these steps has come to this, and no other can be done.
    fn stopped(normal_form: Result<Vec<Finding>, Verdict>, needs: Step) -> Self {
        let waits = || Verdict::NotDone(NotDone::Needs(needs));
        Self {
            normal_form,
            scores: waits(),
            ranking: waits(),
            allocation: waits(),
            check: waits(),
            acknowledgements: waits(),
            particulars: waits(),
            read: None,
        }
    }
}

pub(super) fn replay(package: &Package, papers: &Papers) -> Replayed {
    let Ok(manifest) = &papers.manifest else {
        let waits = Verdict::NotDone(NotDone::Needs(Step::Envelope));
        return Replayed::stopped(Err(waits), Step::Envelope);
    };
    let part = Part { package, folder: ROUND, secret: manifest.secret.clone() };
    let (round, scheme) = match read(&part, &read_round) {
        Ok(read) => read,
        Err(refused) => {
            let finding = Finding::RoundRefused(refused);
            return Replayed::stopped(Err(Verdict::Failed(vec![finding])), Step::NormalForm);
        }
    };
    // A record of the first version is computed by its own rules, and they know nothing of what came later.
    if papers.version == Some(Version::V1) && round.holds_later_rules() {
        return Replayed::stopped(Err(Verdict::Failed(vec![Finding::LaterRules])), Step::NormalForm);
    }
    let normal = normal_form(&round, &scheme);
    let normal_form = Ok(differing(package, &normal, |name| Finding::NotNormal { name }));
    let mut replayed = match place(&round) {
        Outcome::Fault(faults) => {
            let faults = Faults { tables: faults, forms: Vec::new() };
            let finding = Finding::RoundRefused(Refused { faults, files: BTreeMap::new() });
            Replayed::stopped(Err(Verdict::Failed(vec![finding])), Step::NormalForm)
        }
        Outcome::Questions(standing) => open(&standing.questions, normal_form),
        Outcome::Done(placement) => done(package, papers, (&round, &scheme), &placement, normal_form),
    };
    replayed.read = Some((round, scheme));
    replayed
}

/// A round with open questions: nobody could have been placed.
fn open(questions: &[Question], normal_form: Result<Vec<Finding>, Verdict>) -> Replayed {
    let mut replayed = Replayed::stopped(normal_form, Step::Acknowledgements);
    for question in questions {
        let (step, verdict) = match question.kind {
            QuestionKind::Gap { .. } => (Step::Scores, &mut replayed.scores),
            QuestionKind::Tie { .. } => (Step::Ranking, &mut replayed.ranking),
            QuestionKind::NoPreferences { .. } => (Step::Allocation, &mut replayed.allocation),
            QuestionKind::SignedOther { .. } | QuestionKind::Unsigned { .. } => {
                (Step::Acknowledgements, &mut replayed.acknowledgements)
            }
        };
        let finding = Finding::OpenQuestion { code: question.code, kind: question.kind.clone() };
        match verdict {
            Verdict::Failed(findings) => findings.push(finding),
            Verdict::NotDone(_) | Verdict::Passed => *verdict = Verdict::Failed(vec![finding]),
        }
        // Whatever waits, waits for the first of these.
        replayed.waits_for(step);
    }
    replayed
}

impl Replayed {
    fn waits_for(&mut self, step: Step) {
        for verdict in [
            &mut self.scores,
            &mut self.ranking,
            &mut self.allocation,
            &mut self.check,
            &mut self.acknowledgements,
            &mut self.particulars,
        ] {
            if let Verdict::NotDone(NotDone::Needs(first)) = verdict {
                *first = step.min(*first);
            }
        }
    }
}

fn done(
    package: &Package,
    papers: &Papers,
    (round, scheme): (&Round, &LoadedScheme),
    placement: &Placement,
    normal_form: Result<Vec<Finding>, Verdict>,
) -> Replayed {
    let waits = || Verdict::NotDone(NotDone::Needs(Step::Envelope));
    let mut replayed = Replayed::stopped(normal_form, Step::Envelope);
    replayed.acknowledgements = Verdict::Passed;
    let originals = package.part(ORIGINALS).count();
    let said = papers.statement.as_ref().ok().zip(papers.version);
    let mut particulars = said.map(|(said, version)| {
        let computed = RoundPredicate {
            stages: papers.stated_stages(),
            ..RoundPredicate::new(version, round, placement, scheme, originals)
        };
        Differences::of_statements(&said.predicate, &computed).0
    });
    if let Ok(recorded) = &papers.result {
        // Of a round without later rules every version says the same.
        let all = Differences::of_results(recorded, &RoundResult::new(round, placement)).0;
        let of = |step| {
            let here = all.iter().filter(|(of, _)| *of == step);
            verdict_of(here.map(|(_, difference)| Finding::Differs(difference.clone())).collect())
        };
        replayed.scores = of(Step::Scores);
        replayed.ranking = of(Step::Ranking);
        replayed.allocation = of(Step::Allocation);
        replayed.check = verdict_of(checked(round, placement, recorded));
        let further = all.into_iter().filter(|(step, _)| *step == Step::Particulars);
        if let Some(particulars) = &mut particulars {
            particulars.extend(further);
        }
    }
    replayed.particulars = match particulars {
        Some(all) => {
            verdict_of(all.into_iter().map(|(_, difference)| Finding::Differs(difference)).collect())
        }
        None => waits(),
    };
    replayed
}

/// The independent check of the sittings as they are recorded, each after those before it, and of what came after all.
fn checked(round: &Round, placement: &Placement, recorded: &RoundResult) -> Vec<Finding> {
    let (mut earlier, mut findings) = (Vec::new(), Vec::new());
    for sitting in &recorded.sittings {
        let id = || Some(sitting.id.clone());
        let Some(allocation) = rebuilt(round, sitting) else {
            findings.push(Finding::WrongNames { sitting: id() });
            continue;
        };
        if let Err(what) = recheck(round, &placement.scores, &earlier, &allocation) {
            findings.push(Finding::CheckFailed { sitting: id(), what });
        }
        earlier.push(allocation);
    }
    let after = recorded.after.iter().map(|line| rebuilt_after(round, line)).collect::<Option<Vec<_>>>();
    // Without one of the sittings nobody can say who had what.
    let checked = after.filter(|_| earlier.len() == recorded.sittings.len());
    match checked.map(|after| recheck_after(round, &placement.scores, &earlier, &after)) {
        Some(Ok(())) => {}
        Some(Err(what)) => findings.push(Finding::CheckFailed { sitting: None, what }),
        None => findings.push(Finding::WrongNames { sitting: None }),
    }
    findings
}

/// What the record says of one candidate after the meeting, in the engine's own form; `None` if it names what the
/// round does not have, or what cannot be.
fn rebuilt_after(round: &Round, line: &AfterLine) -> Option<Aftermath> {
    let candidate = round.find_candidate(&line.candidate)?;
    let later = match (&line.from, &line.to, line.outcome.as_str()) {
        (None, Some(to), "placed_by_ruling") => Later::Refilled { to: round.find_vacancy(to)? },
        (Some(from), None, word) => {
            let (cause, ..) = VoidCause::WORDS.into_iter().find(|(_, english, _)| *english == word)?;
            Later::Voided { from: round.find_vacancy(from)?, cause }
        }
        _ => return None,
    };
    Some(Aftermath { candidate, later })
}

/// What the record says of a sitting, in the engine's own form; `None` if it names what the round does not have.
fn rebuilt(round: &Round, recorded: &SittingResult) -> Option<Allocation> {
    let place = round.scheme().sittings.iter().position(|sitting| sitting.key.as_str() == recorded.id)?;
    let sitting = SittingRef(u16::try_from(place).ok()?);
    let turns: Vec<Turn> = recorded.turns.iter().map(|turn| turn_of(round, turn)).collect::<Option<_>>()?;
    let last: BTreeMap<_, u32> = turns.iter().map(|turn| (turn.candidate, turn.n)).collect();
    let mut results = Vec::with_capacity(recorded.candidates.len());
    for outcome in &recorded.candidates {
        let candidate = round.find_candidate(&outcome.id)?;
        let vacancy = || round.find_vacancy(outcome.vacancy.as_deref()?);
        let fate = match outcome.outcome.as_str() {
            "absent" => Fate::Absent,
            "excluded" => Fate::Excluded,
            "exhausted" => Fate::Exhausted,
            "gave_up" => Fate::GaveUp,
            "placed_by_ruling" => Fate::PlacedByRuling(vacancy()?),
            "placed" => Fate::Placed {
                vacancy: vacancy()?,
                turn: *last.get(&candidate)?,
                preference: outcome.preference,
            },
            _ => return None,
        };
        results.push(CandidateResult { candidate, rank: outcome.rank, fate });
    }
    let ranked = |result: &CandidateResult| {
        let group = round.group(result.candidate);
        let (total, decided_by) = (Points::ZERO, DecidedBy::Open);
        Some(Ranked { candidate: result.candidate, rank: result.rank?, group, total, decided_by })
    };
    let places = results.iter().filter_map(ranked).collect();
    let ranking = Ranking { sitting, places, tied: Vec::new() };
    Some(Allocation { ranking, turns, seats: seats_of(round, sitting, recorded)?, results })
}

fn turn_of(round: &Round, turn: &TurnLine) -> Option<Turn> {
    let event = match (turn.event.as_str(), &turn.vacancy) {
        ("chose", Some(vacancy)) => Event::Chose(round.find_vacancy(vacancy)?),
        ("absent", None) => Event::Absent,
        ("exhausted", None) => Event::Exhausted,
        ("gave_up", None) => Event::GaveUp,
        ("late", None) => Event::Late,
        ("timed_out", None) => Event::TimedOut,
        _ => return None,
    };
    Some(Turn { n: turn.n, candidate: round.find_candidate(&turn.candidate)?, event })
}

/// The seats of the whole round: those of this sitting as recorded, the others as rulings leave them.
fn seats_of(round: &Round, sitting: SittingRef, recorded: &SittingResult) -> Option<Vec<Seats>> {
    let mut seats: Vec<Seats> =
        round.vacancies().iter().map(|v| Seats { left: v.seats, last_turn: None }).collect();
    for VacancyRef(place) in round.all_candidates().filter_map(|who| round.placed_by_ruling(who)) {
        let left = &mut seats.get_mut(place as usize)?.left;
        *left = left.checked_sub(1)?;
    }
    let mut named = 0;
    for line in &recorded.vacancies {
        let vacancy = round.find_vacancy(&line.id)?;
        let known = round.vacancy(vacancy);
        if known.sitting != sitting || known.seats != line.seats {
            return None;
        }
        *seats.get_mut(vacancy.0 as usize)? = Seats { left: line.left, last_turn: line.last_turn };
        named += 1;
    }
    (named == round.vacancies().iter().filter(|vacancy| vacancy.sitting == sitting).count()).then_some(seats)
}
