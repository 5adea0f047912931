//! Candidates and the tables with rows on them, apart from their facts.

use crate::cells::Cells;
use crate::grid::{Grid, Line};
use crate::objects::{normal_object, normal_value};
use crate::read::{Known, Reader};
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::ids::{CandidateId, VacancyId};
use anzhi_core::round::{
    Acknowledgement, Answer, AnswerWord, CandidateDraft, CandidateRef, Certificate, Entry, GiveUp,
    GiveUpKind, Lot, Mark, Preference, Relative, Ruling, RulingKind, SittingRef,
};
use anzhi_core::scheme::Scheme;

impl Reader<'_> {
    pub(crate) fn candidates(&mut self, grid: &Grid) {
        if grid.is_empty() {
            self.faults.push(Fault::new(Table::Candidates, 0, "", FaultKind::NoCandidates, ""));
            self.known.unread.insert(Table::Candidates);
        }
        for line in grid.lines(&mut self.faults) {
            let mut cells = Cells::new(line, &mut self.faults);
            let id = cells.id::<CandidateId>("id");
            let schema = &self.draft.scheme.scoring.facts;
            let mut attributes = Vec::with_capacity(schema.attributes.len());
            for attribute in &schema.attributes {
                let key = attribute.key.as_str();
                attributes.push(cells.fact(key, attribute.kind, schema, self.aliases));
            }
            let by_condition = self.draft.scheme.sittings.iter().any(|sitting| sitting.when.is_some());
            let sitting = if by_condition && cells.is_blank("sitting") {
                None
            } else {
                Some(sitting(&mut cells, &self.draft.scheme).unwrap_or(SittingRef(0)))
            };
            // Whatever is wrong with name and remarks, the facts can be judged.
            let clear = cells.clear;
            let name = cells.needed("name").unwrap_or_default().into();
            let entry = Entry {
                entered_by: cells.text("entered_by").into(),
                checked_by: cells.text("checked_by").into(),
            };
            let (note, line) = (cells.note(), cells.number());
            let Some(id) = id else { continue };
            let draft =
                CandidateDraft { line, id: id.clone(), name, sitting, attributes, note, entry, clear };
            let candidate = self.draft.add_candidate(draft);
            self.known.candidates.entry(id.as_str().into()).or_insert(candidate);
        }
    }

    pub(crate) fn exams(&mut self, grid: &Grid) {
        let mut marks = Vec::new();
        let rule = self.draft.scheme.scoring.exam.clone();
        for line in grid.lines(&mut self.faults) {
            let Some((mut cells, candidate)) = self.known.row(line, &mut self.faults) else { continue };
            let (mark, note) = (cells.mark("mark", rule.as_ref()), cells.note());
            let (line, clear) = (cells.number(), cells.clear);
            match mark.filter(|_| clear) {
                Some(mark) => marks.push(Mark { line, candidate, mark, note }),
                None => self.unclear(candidate),
            }
        }
        self.draft.exams = Some(marks);
    }

    pub(crate) fn relatives(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let Some((mut cells, candidate)) = self.known.row(line, &mut self.faults) else { continue };
            let (unit, relation) = (cells.needed("unit"), cells.text("relation").into());
            let (note, line) = (cells.note(), cells.number());
            let Some(unit) = unit else { continue };
            self.draft.relatives.push(Relative { line, candidate, unit: unit.into(), relation, note });
        }
    }

    pub(crate) fn certificates(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let Some((mut cells, candidate)) = self.known.row(line, &mut self.faults) else { continue };
            let (certificate, date) = (cells.needed("certificate"), cells.date("date"));
            let (note, line) = (cells.note(), cells.number());
            let (Some(certificate), Some(date)) = (certificate, date) else { continue };
            let certificate = certificate.into();
            self.draft.certificates.push(Certificate { line, candidate, certificate, date, note });
        }
    }

    pub(crate) fn preferences(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let Some((mut cells, candidate)) = self.known.row(line, &mut self.faults) else { continue };
            let order = cells.count("order", 1, 10_000);
            let id = cells.id::<VacancyId>("vacancy");
            let note = cells.note();
            let line = cells.number();
            let named = sitting_named(&mut cells, &self.draft.scheme);
            let vacancy = id.and_then(|id| match self.known.vacancies.get(id.as_str()) {
                Some(vacancy) => Some(*vacancy),
                None if self.known.unread.contains(&Table::Vacancies) => None,
                None => {
                    let nearest = self
                        .known
                        .guesses
                        .nearest(id.as_str(), self.known.vacancies.keys().map(|key| &**key));
                    cells.fault("vacancy", FaultKind::UnknownVacancy { nearest })
                }
            });
            let offered = vacancy.map(|vacancy| &self.draft.vacancies[vacancy.0 as usize]);
            let offered = offered.filter(|offered| offered.clear).map(|offered| offered.vacancy.sitting);
            if let (Some(named), Some(offered)) = (named, offered)
                && named != offered
            {
                let own = self.draft.scheme.sittings[usize::from(offered.0)].title.clone();
                cells.fault::<()>("sitting", FaultKind::OtherSitting { own });
            }
            match (order, vacancy) {
                (Some(order), Some(vacancy)) if cells.clear => {
                    self.draft.preferences.push(Preference { line, candidate, order, vacancy, note });
                }
                (_, _) => self.draft.broken_lists.push(candidate),
            }
        }
    }

    pub(crate) fn acknowledgements(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let Some((mut cells, candidate)) = self.known.row(line, &mut self.faults) else { continue };
            let (code, date, how) = (cells.code("code"), cells.date("date"), cells.needed("how"));
            let (note, line) = (cells.note(), cells.number());
            let (Some(code), Some(date), Some(how)) = (code, date, how) else { continue };
            let how = how.into();
            self.draft.acknowledgements.push(Acknowledgement { line, candidate, code, date, how, note });
        }
    }

    pub(crate) fn give_ups(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let Some((mut cells, candidate)) = self.known.row(line, &mut self.faults) else { continue };
            let (kind, date) = (cells.word("kind", &GiveUpKind::WORDS), cells.date("date"));
            let (note, line) = (cells.note(), cells.number());
            let (Some(kind), Some(date)) = (kind, date) else { continue };
            self.draft.give_ups.push(GiveUp { line, candidate, kind, date, note });
        }
    }

    pub(crate) fn lots(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let Some((mut cells, candidate)) = self.known.row(line, &mut self.faults) else { continue };
            let (number, by) = (cells.count("number", 0, 1_000_000_000), cells.needed("drawn_by"));
            let date = cells.date("date");
            let (note, line) = (cells.note(), cells.number());
            let (Some(number), Some(by), Some(date)) = (number, by, date) else { continue };
            self.draft.lots.push(Lot { line, candidate, number, drawn_by: by.into(), date, note });
        }
    }

    pub(crate) fn answers(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let mut cells = Cells::new(line, &mut self.faults);
            let (code, answer) = (cells.code("code"), cells.word("answer", &AnswerWord::WORDS));
            let (authority, note, line) = (cells.authority(), cells.note(), cells.number());
            let (Some(code), Some(answer), Some(authority)) = (code, answer, authority) else { continue };
            self.draft.answers.push(Answer { line, code, answer, authority, note });
        }
    }

    pub(crate) fn rulings(&mut self, grid: &Grid) {
        for line in grid.lines(&mut self.faults) {
            let mut cells = Cells::new(line, &mut self.faults);
            let scheme = &self.draft.scheme;
            let schema = &scheme.scoring.facts;
            let kind = cells.word("kind", &RulingKind::WORDS);
            let object = cells.needed("object").map(|object| normal_object(kind, object, scheme));
            if let Some(object) = &object {
                self.headers.object(object, cells.text("object"));
            }
            let about = object.as_deref().unwrap_or_default();
            let mut value = |key| normal_value(kind, about, cells.text(key), schema, self.aliases).into();
            let (old, new) = (value("old"), value("new"));
            let (authority, note, line) = (cells.authority(), cells.note(), cells.number());
            let (Some(kind), Some(object), Some(authority)) = (kind, &object, authority) else {
                // What the ruling would mend is not to be blamed.
                if let Some(candidate) = object.and_then(|object| self.known.object(&object)) {
                    self.unclear(candidate);
                }
                continue;
            };
            // It would be blamed for what could not be read.
            if kind.comes_later() && !cells.clear {
                continue;
            }
            let object = object.as_str();
            self.draft.rulings.push(Ruling { line, kind, object: object.into(), old, new, authority, note });
        }
    }

    pub(crate) fn unclear(&mut self, candidate: CandidateRef) {
        if let Some(candidate) = self.draft.candidates.get_mut(candidate.0 as usize) {
            candidate.clear = false;
        }
    }
}

impl Known {
    /// The candidate that the object of a ruling names.
    pub(crate) fn object(&self, object: &str) -> Option<CandidateRef> {
        let id = object.strip_prefix("candidate/")?.split('/').next()?;
        self.candidates.get(id).copied()
    }

    /// The cells of a row on a candidate; a row on nobody known is a fault.
    pub(crate) fn row<'r>(
        &self,
        line: Line<'r>,
        faults: &'r mut Vec<Fault>,
    ) -> Option<(Cells<'r>, CandidateRef)> {
        let mut cells = Cells::new(line, faults);
        let id = cells.id::<CandidateId>("candidate")?;
        match self.candidates.get(id.as_str()) {
            Some(candidate) => Some((cells, *candidate)),
            None if self.unread.contains(&Table::Candidates) => None,
            None => {
                let nearest = self.guesses.nearest(id.as_str(), self.candidates.keys().map(|key| &**key));
                cells.fault("candidate", FaultKind::UnknownCandidate { nearest })
            }
        }
    }
}

/// The sitting of a line; a scheme with one sitting needs no name.
pub(crate) fn sitting(cells: &mut Cells<'_>, scheme: &Scheme) -> Option<SittingRef> {
    if !cells.is_blank("sitting") {
        return sitting_named(cells, scheme);
    }
    if scheme.sittings.len() < 2 {
        return Some(SittingRef(0));
    }
    cells.fault("sitting", FaultKind::MissingValue)
}

/// The sitting that a line names, by its id or its title, if it names one.
fn sitting_named(cells: &mut Cells<'_>, scheme: &Scheme) -> Option<SittingRef> {
    let named = cells.text("sitting");
    if named.is_empty() {
        return None;
    }
    let found =
        scheme.sittings.iter().position(|sitting| sitting.key.as_str() == named || *sitting.title == *named);
    let known: Vec<&str> = scheme.sittings.iter().map(|sitting| sitting.key.as_str()).collect();
    found
        .and_then(|place| u16::try_from(place).ok())
        .map(SittingRef)
        .or_else(|| cells.fault("sitting", FaultKind::UnknownSitting { known: known.join("、").into() }))
}
