//! What the edition says of the round, held against the statement.

use super::super::findings::EditionFinding;
use super::super::form::Edition;
use crate::statement::RoundPredicate;

/// Every key of the statement of which the edition says something else.
pub(super) fn stated(edition: &Edition, said: &RoundPredicate) -> Vec<EditionFinding> {
    let (round, scheme, counts) = (&edition.round, &edition.scheme, &said.counts);
    let count = |all: usize| all.to_string();
    let sittings = &edition.sittings;
    let vacancies = || sittings.iter().flat_map(|sitting| &sitting.vacancies);
    let seats: u64 = vacancies().map(|vacancy| u64::from(vacancy.seats)).sum();
    let people: usize =
        sittings.iter().map(|sitting| sitting.candidates.len() + sitting.unranked.len()).sum();
    let mut all = vec![
        ("round.bureau", said.round.bureau.clone(), round.bureau.clone()),
        ("round.id", said.round.id.clone(), round.id.clone()),
        ("round.title", said.round.title.clone(), round.title.clone()),
        ("round.year", said.round.year.clone(), round.year.clone()),
        ("scheme.edition", said.scheme.edition.clone(), scheme.edition.clone()),
        ("scheme.id", said.scheme.id.clone(), scheme.id.clone()),
        ("scheme.issuer", said.scheme.issuer.clone(), scheme.issuer.clone()),
        ("scheme.scoring", said.scheme.scoring.clone(), scheme.scoring.clone()),
        ("counts.placed", counts.placed.clone(), count(placed(edition))),
        ("counts.seats", counts.seats.clone(), seats.to_string()),
        ("counts.sittings", counts.sittings.clone(), count(sittings.len())),
        ("counts.vacancies", counts.vacancies.clone(), count(vacancies().count())),
    ];
    // Of several sittings somebody may be told in more than one.
    if sittings.len() == 1 {
        all.push(("counts.candidates", counts.candidates.clone(), count(people)));
    }
    let differs = all.into_iter().filter(|(_, statement, edition)| statement != edition);
    differs.map(|(path, statement, edition)| EditionFinding::Stated { path, statement, edition }).collect()
}

/// How many have a seat in the end. Nobody has two: whoever has one sits in no later sitting.
fn placed(edition: &Edition) -> usize {
    let sittings = edition.sittings.iter();
    let had = |sitting: &super::super::form::PublicSitting| {
        let ranked = sitting.candidates.iter().filter(|who| who.vacancy.is_some()).count();
        ranked + sitting.unranked.iter().filter(|who| who.vacancy.is_some()).count()
    };
    let given = edition.after.iter().filter(|line| line.to.is_some()).count();
    let taken = edition.after.iter().filter(|line| line.from.is_some()).count();
    (sittings.map(had).sum::<usize>() + given).saturating_sub(taken)
}
