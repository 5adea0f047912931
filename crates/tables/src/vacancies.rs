//! The vacancies with their seats and conditions.

use crate::cells::Cells;
use crate::grid::Grid;
use crate::people::sitting;
use crate::read::Reader;
use anzhi_core::facts::{Cell, FactSchema};
use anzhi_core::fault::FaultKind;
use anzhi_core::ids::VacancyId;
use anzhi_core::round::{AgeLimit, GroupRef, SittingRef, Vacancy};
use anzhi_core::scheme::Scheme;
use anzhi_schemes::{Aliases, nearest};

impl Reader<'_> {
    pub(crate) fn vacancies(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let mut cells = Cells::new(line, &mut self.faults);
            let (scheme, aliases) = (&self.draft.scheme, self.aliases);
            let id = cells.id::<VacancyId>("id");
            let unit = cells.needed("unit").unwrap_or_default().into();
            let post = cells.needed("post").unwrap_or_default().into();
            let seats = cells.count("seats", 1, 1_000_000).unwrap_or(1);
            let sitting = sitting(&mut cells, scheme).unwrap_or(SittingRef(0));
            let kind = cells.text("kind").into();
            let group = group(&mut cells, scheme);
            let sex = scheme.scoring.facts.attribute(FactSchema::SEX).kind;
            let sex = match cells.fact("sex", sex, &scheme.scoring.facts, aliases) {
                Cell::Category(sex) => Some(sex),
                Cell::Blank | Cell::Date(_) | Cell::Flag(_) | Cell::Number(_) | Cell::Text(_) => None,
            };
            let education = education(&mut cells, scheme, aliases);
            let age = age(&mut cells);
            let certificate = Some(cells.text("certificate")).filter(|text| !text.is_empty()).map(Into::into);
            let (note, line, clear) = (cells.note(), cells.number(), cells.clear);
            let Some(id) = id else { continue };
            let vacancy = Vacancy {
                line,
                id: id.clone(),
                unit,
                post,
                seats,
                sitting,
                kind,
                group,
                sex,
                education,
                age,
                certificate,
                note,
            };
            let vacancy = self.draft.add_vacancy(vacancy, clear);
            self.known.vacancies.entry(id.as_str().into()).or_insert(vacancy);
        }
    }
}

fn group(cells: &mut Cells<'_>, scheme: &Scheme) -> Option<GroupRef> {
    let named = cells.text("group");
    if named.is_empty() {
        return None;
    }
    let groups = &scheme.ranking.groups;
    let found = groups.iter().position(|group| group.key.as_str() == named);
    let known: Vec<&str> = groups.iter().map(|group| group.key.as_str()).collect();
    found
        .and_then(|place| u16::try_from(place).ok())
        .map(GroupRef)
        .or_else(|| cells.fault("group", FaultKind::UnknownGroup { known: known.join("、").into() }))
}

/// The least education, a class of the ladder that the scheme names for it; aliases are those of its facts.
fn education(cells: &mut Cells<'_>, scheme: &Scheme, aliases: &Aliases) -> Option<u16> {
    let named = cells.text("education");
    if named.is_empty() {
        return None;
    }
    let Some((_, ladder)) = scheme.choosing.education else {
        return cells.fault("education", FaultKind::UnusedCell { kind: scheme.identity.id.as_str().into() });
    };
    let classes = &scheme.scoring.ladder(ladder).classes;
    let term = (0..)
        .zip(&scheme.scoring.facts.sets)
        .find_map(|(place, set)| {
            let category = aliases.find(anzhi_core::facts::SetId(place), named)?;
            Some(set.term(category)).filter(|term| classes.iter().any(|class| **class == **term))
        })
        .unwrap_or(named);
    let found = classes.iter().position(|class| **class == *term).and_then(|place| u16::try_from(place).ok());
    if found.is_none() {
        let nearest = nearest(named, classes.iter().map(|class| &**class));
        return cells
            .fault("education", FaultKind::UnknownCategory { nearest, known: classes.join("、").into() });
    }
    found
}

/// An upper age and the day at which it holds go together.
fn age(cells: &mut Cells<'_>) -> Option<AgeLimit> {
    match (cells.is_blank("age_max"), cells.is_blank("age_date")) {
        (true, true) => None,
        (false, false) => {
            let most = cells.count("age_max", 1, 150).and_then(|most| u16::try_from(most).ok());
            let on = cells.date("age_date");
            Some(AgeLimit { most: most?, on: on? })
        }
        (true, false) => cells.fault("age_max", FaultKind::HalfAgeLimit),
        (false, true) => cells.fault("age_date", FaultKind::HalfAgeLimit),
    }
}
