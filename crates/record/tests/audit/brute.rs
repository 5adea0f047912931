//! Leads held against trying everything, on random rounds.

use anzhi_core::eligibility::closed;
use anzhi_core::outcome::Placement;
use anzhi_core::place::score_all;
use anzhi_core::rank::{DecidedBy, Ranked, Ranking, parted_by};
use anzhi_core::round::{CandidateRef, Round, VacancyRef};
use anzhi_core::session::{Event, Session};
use anzhi_record::audit::{Audit, HALF_A_POINT, Lead, NearLead, VacancyLead};
use anzhi_record::{Package, place_and_seal};
use anzhi_tables::read_round;
use std::collections::BTreeMap;
use std::fmt::Write as _;

struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % bound.max(1)
    }
}

/// Twelve people of close totals, six vacancies with odd conditions, some relatives and certificates, a late one.
#[expect(clippy::too_many_lines, reason = "one table after the other")]
fn record(seed: u64) -> Package {
    let mut dice = Dice(seed | 1);
    let (mut people, mut degrees, mut marks, mut lists) = (
        "id,name,sex,born,enlisted,post_grade\n".to_owned(),
        "candidate,class\n".to_owned(),
        "candidate,mark\n".to_owned(),
        "candidate,order,vacancy\n".to_owned(),
    );
    let (mut lots, mut relatives, mut certificates, mut events) = (
        "candidate,number,drawn_by,date\n".to_owned(),
        "candidate,unit\n".to_owned(),
        "candidate,certificate,date\n".to_owned(),
        "candidate,kind,date\n".to_owned(),
    );
    for n in 0..12 {
        let (sex, year) = (["M", "F"][dice.below(5) / 4], 2004 + dice.below(3));
        writeln!(people, "p{n:02},测{n},{sex},{}-05-05,{year}-12-10,正营", 1980 + dice.below(8)).unwrap();
        writeln!(degrees, "p{n:02},{}", ["大专", "本科", "硕士"][dice.below(3)]).unwrap();
        writeln!(marks, "p{n:02},{}", 70 + dice.below(12)).unwrap();
        writeln!(lots, "p{n:02},{n},本人,2026-06-25").unwrap();
        let mut open: Vec<usize> = (0..6).collect();
        for order in 1..=2 + dice.below(4) {
            let vacancy = open.swap_remove(dice.below(open.len()));
            writeln!(lists, "p{n:02},{order},v{vacancy}").unwrap();
        }
        if dice.below(6) == 0 {
            writeln!(relatives, "p{n:02},u{}", dice.below(6)).unwrap();
        }
        if dice.below(5) == 0 {
            writeln!(certificates, "p{n:02},证,2026-06-0{}", 1 + dice.below(3)).unwrap();
        }
        if dice.below(10) == 0 {
            writeln!(events, "p{n:02},late,2026-07-24").unwrap();
        }
    }
    let mut vacancies = "id,unit,post,seats,sex,education,age_max,age_date,certificate\n".to_owned();
    for n in 0..6 {
        let sex = ["", "", "F", "M"][dice.below(4)];
        let education = ["", "本科", "硕士"][dice.below(3)];
        let age = ["", "40", "42", "44"][dice.below(4)];
        let day = if age.is_empty() { "" } else { "2026-03-31" };
        let certificate = ["", "", "", "证"][dice.below(4)];
        let seats = 1 + dice.below(2);
        writeln!(vacancies, "v{n},u{n},员,{seats},{sex},{education},{age},{day},{certificate}").unwrap();
    }
    let round = "id = \"r\"\ntitle = \"t\"\nbureau = \"b\"\nyear = 2026\nscheme = \"county-reference\"\n\
                 operator = \"o\"\nfiling_date = \"2026-06-02\"\n";
    let mut files: BTreeMap<String, Vec<u8>> = [
        ("round.toml", round.to_owned()),
        ("secret.hex", format!("{}\n", "07".repeat(32))),
        ("candidates.csv", people),
        ("degrees.csv", degrees),
        ("exams.csv", marks),
        ("preferences.csv", lists),
        ("lots.csv", lots),
        ("relatives.csv", relatives),
        ("certificates.csv", certificates),
        ("give_ups.csv", events),
        ("vacancies.csv", vacancies),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .into();
    let checked = read_round(&files).unwrap().round.unwrap_or_else(|faults| panic!("{faults:?}"));
    let (scores, _) = score_all(&checked).unwrap();
    let mut signed = "candidate,code,date,how\n".to_owned();
    for who in checked.all_candidates() {
        let (_, digest) = scores.sheet(who).unwrap();
        let code = digest.code(checked.scheme().scoring.signed);
        writeln!(signed, "{},{code},2026-06-20,当面签字", checked.candidate(who).id()).unwrap();
    }
    files.insert("acknowledgements.csv".into(), signed.into_bytes());
    let reading = read_round(&files).unwrap();
    place_and_seal(&reading.round.unwrap(), &reading.scheme.unwrap(), &Default::default(), None).1.unwrap()
}

/// What somebody has when everybody chooses in that order.
fn had(round: &Round, placement: &Placement, order: Vec<Ranked>, who: CandidateRef) -> Option<u32> {
    let sitting = placement.sittings[0].ranking.sitting;
    let ranking = Ranking { sitting, places: order, tied: Vec::new() };
    let mut session = Session::open(round, &placement.scores, &ranking);
    let mut seen = std::collections::BTreeSet::new();
    let mut had = None;
    while let Some(candidate) = session.turn() {
        let first = seen.insert(candidate);
        let open = round.list(candidate).iter().find(|p| session.closed(p.vacancy).is_none());
        let event = match round.give_up(candidate).filter(|_| first) {
            Some(kind) => Event::from(kind),
            None => open.map_or(Event::Exhausted, |preference| Event::Chose(preference.vacancy)),
        };
        if candidate == who && !matches!(event, Event::Late) {
            had = open.map(|preference| preference.order);
        }
        session.apply(event).unwrap();
    }
    had
}

/// Who would have had a better preference before the highest of those who are at most half a point ahead, and which.
fn near_by_trying(round: &Round, placement: &Placement) -> BTreeMap<CandidateRef, u32> {
    let places = &placement.sittings[0].ranking.places;
    let in_turn = |who: CandidateRef| round.give_up(who).is_none();
    let mut near = BTreeMap::new();
    for (place, lower) in places.iter().enumerate().filter(|(_, lower)| in_turn(lower.candidate)) {
        let close = |upper: &&Ranked| upper.total.minus(lower.total, "").unwrap() <= HALF_A_POINT;
        let first = places.iter().position(|upper| close(&upper)).unwrap();
        let mut order = places.clone();
        let moved = order.remove(place);
        order.insert(first, moved);
        let now = had(round, placement, places.clone(), lower.candidate).unwrap_or(u32::MAX);
        let then = had(round, placement, order, lower.candidate).unwrap_or(u32::MAX);
        if then < now {
            near.insert(lower.candidate, then);
        }
    }
    near
}

/// What the leads say: who was passed for which preference, and to whom vacancies are open.
type Said = (BTreeMap<CandidateRef, u32>, Vec<(VacancyRef, Option<CandidateRef>)>);

fn said(audit: &Audit<'_>) -> Said {
    let (mut near, mut open) = (BTreeMap::new(), Vec::new());
    for lead in audit.leads() {
        match lead {
            Lead::Near(NearLead { lower, passed, .. }) => {
                near.insert(*lower, passed.preference);
            }
            Lead::Vacancy(VacancyLead::Nobody { vacancy, .. }) => open.push((*vacancy, None)),
            Lead::Vacancy(VacancyLead::OnlyOne { vacancy, only, .. }) => open.push((*vacancy, Some(*only))),
            _ => {}
        }
    }
    open.sort();
    (near, open)
}

/// The same by trying and counting.
fn tried(round: &Round, placement: &Placement) -> Said {
    let mut near = near_by_trying(round, placement);
    let held = &placement.sittings[0];
    // What lots parted is told of the lots.
    near.retain(|lower, preference| {
        let vacancy = round.list(*lower)[*preference as usize - 1].vacancy;
        let taker = held.turns.iter().rfind(|turn| turn.event == Event::Chose(vacancy)).unwrap().candidate;
        parted_by(round, &placement.scores, held.ranking.sitting, [taker, *lower]) != Some(DecidedBy::Lot)
    });
    let mut open = Vec::new();
    for vacancy in round.all_vacancies() {
        let offered = round.vacancy(vacancy);
        let asks = offered.sex.is_some()
            || offered.education.is_some()
            || offered.age.is_some()
            || offered.certificate.is_some();
        let may =
            |who: &CandidateRef| closed(round, *who, placement.scores.education(*who), vacancy).is_none();
        let all: Vec<_> = round.all_candidates().filter(may).collect();
        if asks && all.len() < 2 {
            open.push((vacancy, all.first().copied()));
        }
    }
    (near, open)
}

#[test]
fn leads_are_what_trying_everything_finds() {
    let (mut near, mut one, mut nobody) = (0, 0, 0);
    for seed in 1..=150 {
        let record = record(seed * 7_919);
        let audit = Audit::of(&record, None).unwrap();
        let (round, placement) = audit.round();
        let said = said(&audit);
        assert_eq!(said, tried(round, placement), "{seed}");
        near += said.0.len();
        one += said.1.iter().filter(|(_, only)| only.is_some()).count();
        nobody += said.1.iter().filter(|(_, only)| only.is_none()).count();
    }
    assert!(near >= 100 && one >= 100 && nobody >= 100, "{near} near, {one} for one, {nobody} for nobody");
}
