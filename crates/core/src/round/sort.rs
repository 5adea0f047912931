//! Puts a draft into the order of ids, so that nothing depends on the order in which it was filled.

use super::{CandidateRef, Draft};
use crate::fault::{Fault, FaultKind, Table};

impl Draft {
    /// Sorts the candidates by id and lets all rows follow; says who is clear of faults.
    pub(super) fn sort_candidates(&mut self, faults: &mut Vec<Fault>) -> Vec<bool> {
        let ids: Vec<_> = self.candidates.iter().map(|c| (c.id.clone(), c.line)).collect();
        let (order, places) = sorted(&ids, Table::Candidates, faults);
        let mut at = |table: Table, line: u32, candidate: &mut CandidateRef| {
            let place = places.get(candidate.0 as usize);
            match place {
                Some(place) => candidate.0 = *place,
                None => {
                    let (kind, found) =
                        (FaultKind::UnknownCandidate { nearest: None }, candidate.0.to_string());
                    faults.push(Fault::new(table, line, "candidate", kind, &found));
                }
            }
            place.is_some()
        };
        self.facts.retain_mut(|row| at(row.source.table(), row.row.line, &mut row.candidate));
        if let Some(exams) = &mut self.exams {
            exams.retain_mut(|row| at(Table::Exams, row.line, &mut row.candidate));
        }
        self.relatives.retain_mut(|row| at(Table::Relatives, row.line, &mut row.candidate));
        self.certificates.retain_mut(|row| at(Table::Certificates, row.line, &mut row.candidate));
        self.broken_lists.retain_mut(|candidate| at(Table::Preferences, 0, candidate));
        self.preferences.retain_mut(|row| at(Table::Preferences, row.line, &mut row.candidate));
        self.acknowledgements.retain_mut(|row| at(Table::Acknowledgements, row.line, &mut row.candidate));
        self.give_ups.retain_mut(|row| at(Table::GiveUps, row.line, &mut row.candidate));
        self.lots.retain_mut(|row| at(Table::Lots, row.line, &mut row.candidate));
        reorder(&mut self.candidates, &order);
        self.candidates.iter().map(|c| c.clear).collect()
    }

    pub(super) fn sort_vacancies(&mut self, faults: &mut Vec<Fault>) -> Vec<bool> {
        let ids: Vec<_> = self.vacancies.iter().map(|v| (v.vacancy.id.clone(), v.vacancy.line)).collect();
        let (order, places) = sorted(&ids, Table::Vacancies, faults);
        self.preferences.retain_mut(|row| {
            let place = places.get(row.vacancy.0 as usize);
            match place {
                Some(place) => row.vacancy.0 = *place,
                None => {
                    let (kind, found) =
                        (FaultKind::UnknownVacancy { nearest: None }, row.vacancy.0.to_string());
                    faults.push(Fault::new(Table::Preferences, row.line, "vacancy", kind, &found));
                }
            }
            place.is_some()
        });
        reorder(&mut self.vacancies, &order);
        self.vacancies.iter().map(|v| v.clear).collect()
    }

    /// Sorts the rows on candidates and those of decisions by what they say, then by line.
    pub(super) fn sort_rows(&mut self) {
        self.give_ups.sort_by_key(|g| (g.candidate, g.line));
        self.lots.sort_by_key(|lot| (lot.candidate, lot.line));
        self.relatives.sort_by(|a, b| {
            (a.candidate, &a.unit, &a.relation, &a.note).cmp(&(b.candidate, &b.unit, &b.relation, &b.note))
        });
        self.certificates.sort_by(|a, b| {
            (a.candidate, &a.certificate, a.date, &a.note).cmp(&(
                b.candidate,
                &b.certificate,
                b.date,
                &b.note,
            ))
        });
        self.acknowledgements.sort_by(|a, b| {
            (a.candidate, a.code, a.date, &a.how, &a.note).cmp(&(
                b.candidate,
                b.code,
                b.date,
                &b.how,
                &b.note,
            ))
        });
        self.answers.sort_by(|a, b| (a.code, &a.authority, &a.note).cmp(&(b.code, &b.authority, &b.note)));
        self.rulings.sort_by(|a, b| {
            (a.kind, &a.object, &a.old, &a.new, &a.authority).cmp(&(
                b.kind,
                &b.object,
                &b.old,
                &b.new,
                &b.authority,
            ))
        });
    }
}

/// The order of the ids without doubles, and for each old place the new one. A double goes to its first.
fn sorted<I: Ord + AsId>(ids: &[(I, u32)], table: Table, faults: &mut Vec<Fault>) -> (Vec<usize>, Vec<u32>) {
    let mut all: Vec<usize> = (0..ids.len()).collect();
    all.sort_by_key(|place| (&ids[*place].0, ids[*place].1));
    let mut order: Vec<usize> = Vec::with_capacity(all.len());
    let mut places = vec![0; all.len()];
    for place in all {
        match order.last() {
            Some(first) if ids[*first].0 == ids[place].0 => {
                let kind = FaultKind::DoubledId { first: ids[*first].1 };
                faults.push(Fault::new(table, ids[place].1, "id", kind, ids[place].0.as_id()));
            }
            Some(_) | None => order.push(place),
        }
        places[place] = u32::try_from(order.len() - 1).unwrap_or(u32::MAX);
    }
    (order, places)
}

trait AsId {
    fn as_id(&self) -> &str;
}

impl AsId for crate::ids::CandidateId {
    fn as_id(&self) -> &str {
        self.as_str()
    }
}

impl AsId for crate::ids::VacancyId {
    fn as_id(&self) -> &str {
        self.as_str()
    }
}

fn reorder<T>(rows: &mut Vec<T>, order: &[usize]) {
    let mut taken: Vec<Option<T>> = std::mem::take(rows).into_iter().map(Some).collect();
    rows.extend(order.iter().filter_map(|place| taken.get_mut(*place)?.take()));
}
