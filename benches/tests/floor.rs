//! The shortest code gives what the engine gives: otherwise the ratio of their times would say nothing.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_benches::{Plain, SEED, complete, drive, floor, reference, round, totals_of};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::{place, score_all};
use anzhi_core::rank::rank;
use anzhi_core::round::{CandidateRef, Round, SittingRef};
use anzhi_core::score::totals;
use anzhi_core::session::Event;
use anzhi_tables::{normal_form, read_round};

const N: u32 = 2_000;

fn candidate(round: &Round, plain: &Plain, place: u32) -> CandidateRef {
    let number = plain.people[place as usize].number;
    round.find_candidate(&format!("c{number:06}")).unwrap()
}

#[test]
fn scores_orders_and_places_like_the_engine() {
    let plain = Plain::new(N, SEED, false);
    let round = round(&plain, &reference());
    let (scores, open) = score_all(&round).unwrap();
    assert!(open.is_empty());
    for (at, person) in (0..).zip(&plain.people) {
        let candidate = candidate(&round, &plain, at);
        let own = totals(round.scheme(), round.cohort(), round.dossier(candidate)).unwrap();
        let (sheet, _) = scores.sheet(candidate).unwrap();
        assert_eq!((own.assessment, own.total), (sheet.assessment, sheet.total));
        let plain = floor::score(person);
        assert_eq!(own.assessment.micros(), i64::from(plain.assessment) * 10_000, "{person:?}");
        assert_eq!(own.total.unwrap().micros(), i64::from(plain.total) * 10_000, "{person:?}");
    }

    let ranking = rank(&round, SittingRef(0), &totals_of(&round, &scores)).unwrap();
    let order = floor::rank(floor::keys(&plain));
    let expected: Vec<CandidateRef> = order.iter().map(|at| candidate(&round, &plain, *at)).collect();
    let ranked: Vec<CandidateRef> = ranking.places.iter().map(|ranked| ranked.candidate).collect();
    assert_eq!(ranked, expected);

    let session = drive(&round, &scores, &ranking);
    let jobs = floor::allocate(&plain, &order);
    assert!(jobs.iter().any(Option::is_none) && jobs.iter().any(Option::is_some));
    for (turn, job) in session.turns().iter().zip(jobs) {
        let chosen = match turn.event {
            Event::Chose(vacancy) => Some(round.vacancy(vacancy).id.to_string()),
            Event::Absent | Event::Exhausted | Event::GaveUp | Event::Late | Event::TimedOut => None,
        };
        assert_eq!(chosen, job.map(|job| format!("v{:05}", plain.jobs[job as usize].number)));
    }
}

#[test]
fn a_made_up_round_is_placed_and_comes_back_from_its_files() {
    let (plain, loaded) = (Plain::new(N, SEED, true), reference());
    let round = complete(&plain, &loaded).check(Vec::new()).unwrap();
    let Outcome::Done(placement) = place(&round) else { panic!("questions are open") };
    let [sitting] = &placement.sittings[..] else { panic!("one sitting") };
    assert_eq!(sitting.results.len(), plain.people.len());
    let session = drive(&round, &placement.scores, &sitting.ranking);
    assert_eq!((session.turns(), session.seats()), (&sitting.turns[..], &sitting.seats[..]));

    let folder = normal_form(&round, &loaded);
    let read = read_round(&folder).unwrap().round.unwrap();
    assert_eq!(normal_form(&read, &loaded), folder);
    assert_eq!((read.lots().len(), read.preferences().len()), (round.lots().len(), plain.people.len() * 10));
}
