//! What the engine makes of a small round, as short texts.

use crate::build::{Person, Town};
use anzhi_core::fault::Fault;
use anzhi_core::outcome::{Fate, Outcome, Placement};
use anzhi_core::place::{Scores, place, score_all};
use anzhi_core::question::{Question, QuestionKind};
use anzhi_core::round::{CandidateRef, Round, VacancyRef};
use anzhi_core::session::Event;
use anzhi_core::sheet::{Gave, ItemLine, Sheet};
use anzhi_core::steps::Step;

/// A round with the sheets of those who have one.
pub(crate) struct Scored {
    pub(crate) round: Round,
    pub(crate) scores: Scores,
}

impl Scored {
    pub(crate) fn who(&self, id: &str) -> CandidateRef {
        self.round.find_candidate(id).unwrap()
    }

    pub(crate) fn sheet(&self, id: &str) -> &Sheet {
        &self.scores.sheet(self.who(id)).unwrap().0
    }

    pub(crate) fn line(&self, id: &str, item: &str) -> &ItemLine {
        let scoring = &self.round.scheme().scoring;
        self.sheet(id).items.iter().find(|line| scoring.item(line.item).key.as_str() == item).unwrap()
    }

    /// The points of an item, exactly as written.
    pub(crate) fn points(&self, id: &str, item: &str) -> String {
        self.line(id, item).points.to_string()
    }

    /// The entries that count, `LINE:POINTS` each, then the lines that a step took away and by which: the first
    /// two characters of its reason, or its name.
    pub(crate) fn trail(&self, id: &str, item: &str) -> String {
        let line = self.line(id, item);
        let rows = self.round.dossier(self.who(id)).rows(line.source);
        let typed = |row: u16| rows[usize::from(row)].line;
        let steps = self.round.scheme().scoring.item(line.item).pipeline.steps();
        let mut counted = Vec::new();
        let mut gone = String::new();
        let mut before: Vec<u16> = Vec::new();
        for ((step, _), gave) in steps.iter().zip(&line.steps) {
            if let Gave::Points(_) = gave {
                continue;
            }
            let after = gave.rows();
            let mut lost: Vec<u32> =
                before.iter().filter(|row| !after.contains(row)).map(|row| typed(*row)).collect();
            lost.sort_unstable();
            let reason: String = if let Step::Drop(drop) = step {
                drop.because.chars().take(2).collect()
            } else {
                step.word().into()
            };
            lost.iter().for_each(|row| gone.push_str(&format!("; {reason} {row}")));
            if let Gave::Entries(entries) = gave {
                counted = entries.iter().map(|(row, points)| (typed(*row), *points)).collect();
            }
            before = after;
        }
        counted.sort_unstable();
        let counted: Vec<String> = counted.iter().map(|(row, points)| format!("{row}:{points}")).collect();
        format!("{}{gone}", counted.join(" "))
    }
}

/// Checks and scores a round that has no faults.
pub(crate) fn scored(town: &Town) -> Scored {
    let round = town.draft.clone().check(Vec::new()).unwrap();
    let (scores, _) = score_all(&round).unwrap();
    Scored { round, scores }
}

/// One person alone.
pub(crate) fn alone(person: &Person) -> Scored {
    scored(&Town::of(std::slice::from_ref(person)))
}

/// `CODE Table.column:line found` for each fault, from checking, scoring or placing.
pub(crate) fn faults(town: &Town) -> Vec<String> {
    let found = match town.draft.clone().check(Vec::new()) {
        Err(faults) => faults,
        Ok(round) => match place(&round) {
            Outcome::Fault(faults) => faults,
            Outcome::Done(_) | Outcome::Questions(_) => Vec::new(),
        },
    };
    let text = |fault: &Fault| {
        let at = &fault.place;
        let text = format!("{} {:?}.{}:{} {}", fault.kind.code(), at.table, at.column, at.line, fault.found);
        text.trim_end().to_owned()
    };
    found.iter().map(text).collect()
}

/// The round with everybody's signature, and what came of it.
pub(crate) fn outcome(town: &Town) -> (Round, Outcome) {
    let mut draft = Town { draft: town.draft.clone() };
    let Scored { round, scores } = scored(town);
    for candidate in round.all_candidates() {
        if let Some((_, digest)) = scores.sheet(candidate) {
            let code = digest.code(round.scheme().scoring.signed);
            draft.sign(round.candidate(candidate).id().as_str(), code);
        }
    }
    let round = draft.draft.check(Vec::new()).unwrap();
    let outcome = place(&round);
    (round, outcome)
}

/// The open questions of a round in which everybody has signed.
pub(crate) fn asked(town: &Town) -> Vec<String> {
    let (round, outcome) = outcome(town);
    match outcome {
        Outcome::Questions(standing) => {
            standing.questions.iter().map(|asked| question(&round, asked)).collect()
        }
        Outcome::Done(_) | Outcome::Fault(_) => Vec::new(),
    }
}

fn question(round: &Round, question: &Question) -> String {
    let id = |candidate: &CandidateRef| round.candidate(*candidate).id().to_string();
    let ids = |all: &[CandidateRef]| all.iter().map(id).collect::<Vec<_>>().join(" ");
    match &question.kind {
        QuestionKind::Gap { gap, candidates } => {
            format!("gap {}: {}", round.scheme().scoring.gap(*gap).key, ids(candidates))
        }
        QuestionKind::NoPreferences { candidate } => format!("preferences: {}", id(candidate)),
        QuestionKind::SignedOther { candidate, .. } => format!("signed other: {}", id(candidate)),
        QuestionKind::Tie { candidates, total, .. } => format!("tie at {total}: {}", ids(candidates)),
        QuestionKind::Unsigned { candidate, .. } => format!("unsigned: {}", id(candidate)),
    }
}

/// A finished round in short texts.
pub(crate) struct Done {
    pub(crate) round: Round,
    pub(crate) placement: Placement,
}

/// Places a round in which everybody has signed and nothing is open.
pub(crate) fn done(town: &Town) -> Done {
    let (round, outcome) = outcome(town);
    let placement = match outcome {
        Outcome::Done(placement) => Some(placement),
        Outcome::Fault(_) | Outcome::Questions(_) => None,
    };
    Done { round, placement: placement.unwrap() }
}

impl Done {
    fn id(&self, candidate: CandidateRef) -> &str {
        self.round.candidate(candidate).id().as_str()
    }

    fn vacancy(&self, vacancy: VacancyRef) -> &str {
        self.round.vacancy(vacancy).id.as_str()
    }

    /// `RANK ID by WHAT`, in order.
    pub(crate) fn order(&self) -> Vec<String> {
        let places = &self.placement.sittings[0].ranking.places;
        places.iter().map(|p| format!("{} {} {:?}", p.rank, self.id(p.candidate), p.decided_by)).collect()
    }

    /// `ID EVENT`, turn by turn.
    pub(crate) fn turns(&self) -> Vec<String> {
        let event = |event| match event {
            Event::Absent => "absent",
            Event::Chose(vacancy) => self.vacancy(vacancy),
            Event::Exhausted => "exhausted",
            Event::GaveUp => "gave up",
            Event::Late => "late",
            Event::TimedOut => "timed out",
        };
        let turns = &self.placement.sittings[0].turns;
        turns.iter().map(|turn| format!("{} {}", self.id(turn.candidate), event(turn.event))).collect()
    }

    /// `ID RANK FATE`, the ranked in order, then the others.
    pub(crate) fn fates(&self) -> Vec<String> {
        let fate = |fate: Fate| match fate {
            Fate::Placed { vacancy, turn, preference } => {
                format!("{} turn {turn} preference {}", self.vacancy(vacancy), preference.unwrap_or(0))
            }
            Fate::PlacedByRuling(vacancy) => format!("{} by ruling", self.vacancy(vacancy)),
            other @ (Fate::Absent | Fate::Excluded | Fate::Exhausted | Fate::GaveUp) => other.as_str().into(),
        };
        let rank = |rank: Option<u32>| rank.map_or("-".into(), |rank: u32| rank.to_string());
        let results = &self.placement.sittings[0].results;
        results
            .iter()
            .map(|r| format!("{} {} {}", self.id(r.candidate), rank(r.rank), fate(r.fate)))
            .collect()
    }

    /// `VACANCY LEFT LAST-TURN` for each vacancy.
    pub(crate) fn seats(&self) -> Vec<String> {
        let seats = &self.placement.sittings[0].seats;
        let last = |turn: Option<u32>| turn.map_or("-".into(), |turn| turn.to_string());
        let vacancies = self.round.vacancies().iter().zip(seats);
        vacancies.map(|(v, seats)| format!("{} {} {}", v.id, seats.left, last(seats.last_turn))).collect()
    }

    /// `CODE CANDIDATE VACANCY`, in their order.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let text = |id: Option<String>| id.map_or(String::new(), |id| format!(" {id}"));
        let warnings = self.placement.warnings.iter().map(|warning| {
            let who = text(warning.candidate.as_ref().map(ToString::to_string));
            let vacancy = text(warning.vacancy.as_ref().map(ToString::to_string));
            format!("{}{who}{vacancy}", warning.code.as_str())
        });
        warnings.collect()
    }
}
