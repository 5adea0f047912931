//! A round without files: two invented officers, both of whom want the desk.

use anzhi_core::round::{Acknowledgement, Draft, Heading, Mark, Note, Preference, Vacancy};
use anzhi_core::{digest::Secret, facts::Source, outcome::Outcome, place};
use std::error::Error;

fn words(faults: impl std::fmt::Debug) -> String {
    format!("{faults:?}")
}

fn main() -> Result<(), Box<dyn Error>> {
    let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
    let scheme = anzhi_schemes::load(text).map_err(words)?.scheme;
    let heading = Heading {
        id: "example".parse()?,
        title: "An example".into(),
        bureau: "An invented bureau".into(),
        year: 2026,
        operator: "me".into(),
        filing_date: None,
        replaces: None,
        roster: None,
        plan: None,
    };
    // A real round takes 32 random bytes once and keeps them.
    let mut draft = Draft::new(heading, Secret::from_bytes([7; 32]), scheme);
    let desk = draft.add_vacancy(Vacancy::new("desk".parse()?, "County archive", "Clerk", 1), true);
    let field = draft.add_vacancy(Vacancy::new("field".parse()?, "Town hall", "Inspector", 1), true);
    for (id, enlisted, mark) in [("1", "2006-03-31", "81.5"), ("2", "2006-03-30", "80")] {
        let attributes = [("enlisted", enlisted), ("post_grade", "副营")];
        let candidate = draft.add_candidate_by_name(id, "invented", &attributes)?;
        draft.add_fact_by_name(candidate, Source::Degrees, "", &[("class", "本科")])?;
        let (mark, note) = (mark.parse()?, Note::default);
        draft.exams.get_or_insert_default().push(Mark { line: 0, candidate, mark, note: note() });
        for (order, vacancy) in (1..).zip([desk, field]) {
            draft.preferences.push(Preference { line: 0, candidate, order, vacancy, note: note() });
        }
    }
    // Score first, let everybody sign the code of their sheet, then place.
    let mut round = draft.clone().check(Vec::new()).map_err(words)?;
    let (scores, _) = place::score_all(&round).map_err(words)?;
    for candidate in round.all_candidates() {
        let (sheet, digest) = scores.sheet(candidate).ok_or("not scored")?;
        println!("{}: {} points", round.candidate(candidate).id(), sheet.total.unwrap_or_default());
        let code = digest.code(round.scheme().scoring.signed);
        let (line, date, how, note) = (0, "2026-05-20".parse()?, "pen".into(), Note::default());
        draft.acknowledgements.push(Acknowledgement { line, candidate, code, date, how, note });
    }
    round = draft.check(Vec::new()).map_err(words)?;
    let Outcome::Done(placement) = place::place(&round) else { return Err("not placed".into()) };
    for result in &placement.sittings[0].results {
        let vacancy = result.fate.vacancy().map_or("nothing", |v| round.vacancy(v).id.as_str());
        println!("{} has {vacancy}", round.candidate(result.candidate).id());
    }
    Ok(())
}
