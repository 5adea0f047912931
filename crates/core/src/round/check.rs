//! Holds the parts of a draft against each other: doubles, references, dates, lists.

use super::blame::blame;
use super::cells::{fit_attributes, fit_row};
use super::people::{bars, exclusions, top_marks};
use super::possible::{blanks, impossible_dates, tidy};
use super::rulings::{Resolved, resolve};
use super::sits::{Sits, placed_elsewhere};
use super::{
    Candidate, CandidateRef, Decision, Draft, FactRow, Mark, Note, Preference, Round, Ruling, SittingRef,
    Vacancy, VacancyRef,
};
use crate::date::Date;
use crate::dossier::{Dossier, MAX_ROWS, Row, line_of};
use crate::facts::{Cell, FactSchema, Source};
use crate::fault::{Fault, FaultKind, Place, Table};
use crate::points::Points;
use crate::scheme::{Part, Scheme, Status};
use crate::score::{Cohort, Unscored, totals};
use crate::warning::{Warning, WarningCode};
use std::collections::{BTreeMap, BTreeSet};

impl Draft {
    /// Checks the whole draft. `found` are the faults that reading it has brought to light.
    ///
    /// # Errors
    /// All faults, sorted by place: those found before, those of the draft, and those that scoring the
    /// candidates who are clear of faults brings to light.
    pub fn check(mut self, found: Vec<Fault>) -> Result<Round, Vec<Fault>> {
        let mut faults = found;
        let clear = self.sort_candidates(&mut faults);
        let clear_vacancies = self.sort_vacancies(&mut faults);
        let broken_lists = self.broken_lists.iter().copied().collect();
        let (stated, warnings) = (Vec::new(), Vec::new());
        let mut check = Check { clear, clear_vacancies, broken_lists, stated, faults, warnings };
        if !check.begins(&self) {
            return Err(check.sorted());
        }
        let marks = check.marks(&self);
        let mut candidates = check.candidates(&mut self, &marks);
        check.vacancies(&self);
        self.sort_rows();
        let give_ups = self.give_ups.iter().map(|row| (row.candidate, row.line));
        check.one_per_candidate(Table::GiveUps, give_ups, &candidates);
        let lots = self.lots.iter().map(|row| (row.candidate, row.line));
        check.one_per_candidate(Table::Lots, lots, &candidates);
        let Resolved { rulings, effective, groups, fillings, faults } =
            resolve(&self, &candidates, &check.clear);
        let exam_held = self.exams.is_some();
        let mut cohort = Cohort::new(&self.scheme, self.heading.year, exam_held, fillings);
        check.facts(&self.scheme.scoring.facts, &candidates, cohort.cutoff);
        check.faults.extend(faults);
        check.conditions(&self, &candidates, &effective, &rulings);
        let sits = check.sits(&self, &mut candidates, &effective, &cohort);
        check.lists(&mut self, &candidates, &sits);
        check.faults.extend(placed_elsewhere(&self, &candidates, &sits, &rulings));
        let bars = bars(&self.scheme, &cohort, &effective);
        let excluded = exclusions(&self.scheme, &cohort, &effective, &bars, &rulings);
        cohort.top_marks = top_marks(&self.scheme, &cohort, &effective, &excluded);
        if !check.faults.is_empty() {
            check.score_the_clear(&self.scheme, &cohort, &effective, &rulings);
            return Err(check.sorted());
        }
        let list_starts = starts(candidates.len(), &self.preferences);
        Ok(Round {
            heading: self.heading,
            secret: self.secret,
            scheme: self.scheme,
            cohort,
            candidates,
            effective,
            groups,
            vacancies: self.vacancies.into_iter().map(|draft| draft.vacancy).collect(),
            relatives: self.relatives,
            certificates: self.certificates,
            preferences: self.preferences,
            list_starts,
            acknowledgements: self.acknowledgements,
            give_ups: self.give_ups,
            lots: self.lots,
            answers: self.answers,
            placed: rulings.iter().filter_map(|(_, decision)| decision.placement()).collect(),
            sits,
            bars,
            excluded,
            rulings,
            warnings: check.warnings,
        })
    }
}

fn starts(candidates: usize, preferences: &[Preference]) -> Vec<u32> {
    (0..=candidates)
        .map(|place| preferences.partition_point(|p| (p.candidate.0 as usize) < place))
        .map(|start| u32::try_from(start).unwrap_or(u32::MAX))
        .collect()
}

/// What checking has found so far.
pub(super) struct Check {
    /// By candidate: whether nothing on them is faulty.
    clear: Vec<bool>,
    clear_vacancies: Vec<bool>,
    /// Whose list lacks rows that could not be read.
    broken_lists: BTreeSet<CandidateRef>,
    /// By candidate: the sitting that the table names.
    pub(super) stated: Vec<Option<SittingRef>>,
    faults: Vec<Fault>,
    warnings: Vec<Warning>,
}

impl Check {
    fn sorted(mut self) -> Vec<Fault> {
        self.faults.sort();
        self.faults.dedup();
        self.faults
    }

    pub(super) fn fault(&mut self, candidate: CandidateRef, fault: Fault) {
        if let Some(clear) = self.clear.get_mut(candidate.0 as usize) {
            *clear = false;
        }
        self.faults.push(fault);
    }

    fn is_clear(&self, candidate: CandidateRef) -> bool {
        self.clear.get(candidate.0 as usize).copied().unwrap_or(false)
    }

    /// The mark of each candidate.
    fn marks(&mut self, draft: &Draft) -> BTreeMap<CandidateRef, Mark> {
        let mut marks: BTreeMap<CandidateRef, Mark> = BTreeMap::new();
        for mark in draft.exams.iter().flatten() {
            let found = mark.mark.to_string();
            let faulty = |kind, found: &str, column| Fault::new(Table::Exams, mark.line, column, kind, found);
            if let Some(rule) = &draft.scheme.scoring.exam {
                if mark.mark.is_negative() || mark.mark > rule.full_mark {
                    let (least, most) = ("0".into(), rule.full_mark.to_string().into());
                    self.fault(
                        mark.candidate,
                        faulty(FaultKind::OutOfBounds { least, most }, &found, "mark"),
                    );
                } else if mark.mark.decimal_places() > rule.mark_places {
                    let kind = FaultKind::TooManyPlaces { places: rule.mark_places };
                    self.fault(mark.candidate, faulty(kind, &found, "mark"));
                }
            }
            if let Some(first) = marks.get(&mark.candidate) {
                let kind = FaultKind::DoubledId { first: first.line };
                let id = draft.candidates[mark.candidate.0 as usize].id.as_str();
                self.fault(mark.candidate, faulty(kind, id, "candidate"));
            } else {
                marks.insert(mark.candidate, mark.clone());
            }
        }
        marks
    }

    /// The candidates with their dossiers.
    fn candidates(&mut self, draft: &mut Draft, marks: &BTreeMap<CandidateRef, Mark>) -> Vec<Candidate> {
        let schema = &draft.scheme.scoring.facts;
        let mut rows: Vec<[Vec<Row>; 3]> = draft.candidates.iter().map(|_| Default::default()).collect();
        for FactRow { candidate, source, mut row } in std::mem::take(&mut draft.facts) {
            for fault in fit_row(schema, source, &mut row) {
                self.fault(candidate, fault);
            }
            row.cells.iter_mut().for_each(tidy);
            rows[candidate.0 as usize][source.index()].push(row);
        }
        let mut candidates = Vec::with_capacity(rows.len());
        for (place, (mut rows, mut from)) in
            (0..).zip(rows.into_iter().zip(std::mem::take(&mut draft.candidates)))
        {
            let candidate = CandidateRef(place);
            for fault in fit_attributes(schema, from.line, &mut from.attributes) {
                self.fault(candidate, fault);
            }
            from.attributes.iter_mut().for_each(tidy);
            for source in Source::ALL {
                let rows = &mut rows[source.index()];
                if rows.len() > MAX_ROWS {
                    let kind = FaultKind::TooManyRows { limit: MAX_ROWS };
                    self.fault(candidate, Fault::new(source.table(), 0, "", kind, from.id.as_str()));
                    rows.truncate(MAX_ROWS);
                }
                self.doubled_rows(schema, candidate, source, rows);
            }
            if let Some((kind, found)) = self.stated_sitting(&draft.scheme, from.sitting) {
                self.fault(candidate, Fault::new(Table::Candidates, from.line, "sitting", kind, &found));
            }
            let mark = marks.get(&candidate);
            if mark.is_some_and(|m| m.mark == Points::ZERO && m.note.remark.is_empty()) {
                self.warnings.push(Warning::on(WarningCode::MarkWithoutRemark, &from.id));
            }
            if from.id.as_str().len() == 18 && from.id.as_str().bytes().take(17).all(|b| b.is_ascii_digit()) {
                self.warnings.push(Warning::on(WarningCode::IdNumberAsId, &from.id));
            }
            self.stated.push(from.sitting);
            let Ok(dossier) = Dossier::new(schema, from.id, from.line, from.attributes, rows) else {
                continue;
            };
            candidates.push(Candidate {
                name: from.name,
                sitting: from.sitting.unwrap_or(SittingRef(0)),
                dossier: dossier.with_mark(mark.map(|mark| mark.mark)),
                note: from.note,
                entry: from.entry,
                mark_note: mark.map_or_else(Note::default, |mark| mark.note.clone()),
            });
        }
        candidates
    }

    /// Whether the year and the scheme allow a round at all.
    fn begins(&mut self, draft: &Draft) -> bool {
        let year = draft.heading.year;
        if !(1..=9999).contains(&year) {
            let kind = FaultKind::NoSuchDay;
            self.faults.push(Fault::new(Table::Round, 0, "year", kind, &year.to_string()));
        }
        if draft.scheme.identity.status == Status::Fragment {
            let id = draft.scheme.identity.id.as_str();
            self.faults.push(Fault::new(Table::Scheme, 0, "status", FaultKind::SchemeFragment, id));
        }
        for part in [Part::Scoring, Part::Ranking, Part::Choosing] {
            if !draft.scheme.identity.parts.contains(&part) {
                let kind = FaultKind::SchemePartMissing { part: part.word().into() };
                let id = draft.scheme.identity.id.as_str();
                self.faults.push(Fault::new(Table::Scheme, 0, "parts", kind, id));
            }
        }
        (1..=9999).contains(&year)
    }

    /// What is wrong with the sitting that a candidate names, or does not name.
    fn stated_sitting(&self, scheme: &Scheme, stated: Option<SittingRef>) -> Option<(FaultKind, String)> {
        let by_condition = scheme.sittings.iter().any(|sitting| sitting.when.is_some());
        match stated {
            Some(stated) => Some((unknown_sitting(scheme, stated)?, stated.0.to_string())),
            None if by_condition || scheme.sittings.len() < 2 => None,
            None => Some((FaultKind::MissingValue, String::new())),
        }
    }

    fn doubled_rows(&mut self, schema: &FactSchema, candidate: CandidateRef, source: Source, rows: &[Row]) {
        let mut seen = BTreeMap::new();
        for row in rows {
            let text = (line_of(schema, source, row), &row.evidence, &row.remark);
            if let Some(first) = seen.insert(text, row.line) {
                let kind = FaultKind::DoubledRow { first };
                self.fault(candidate, Fault::new(source.table(), row.line, "", kind, &row.kind));
            }
        }
    }

    fn vacancies(&mut self, draft: &Draft) {
        let groups = &draft.scheme.ranking.groups;
        for vacancy in draft.vacancies.iter().map(|v| &v.vacancy) {
            if let Some(kind) = unknown_sitting(&draft.scheme, vacancy.sitting) {
                let found = vacancy.sitting.0.to_string();
                self.faults.push(Fault::new(Table::Vacancies, vacancy.line, "sitting", kind, &found));
            }
            if let Some(group) = vacancy.group.filter(|group| usize::from(group.0) >= groups.len()) {
                let known = groups.iter().map(|g| g.key.as_str()).collect::<Vec<_>>().join("、").into();
                let (kind, found) = (FaultKind::UnknownGroup { known }, group.0.to_string());
                self.faults.push(Fault::new(Table::Vacancies, vacancy.line, "group", kind, &found));
            }
            if let Some(known) = wrong_kind(&draft.scheme, vacancy) {
                let kind = FaultKind::VacancyKind { known: known.into() };
                self.faults.push(Fault::new(Table::Vacancies, vacancy.line, "kind", kind, &vacancy.kind));
            }
            if vacancy.seats == 0 {
                let kind = FaultKind::OutOfBounds { least: "1".into(), most: "1000000".into() };
                self.faults.push(Fault::new(Table::Vacancies, vacancy.line, "seats", kind, "0"));
            }
            if vacancy.certificate.is_some() && draft.heading.filing_date.is_none() {
                let found = vacancy.certificate.as_deref().unwrap_or_default();
                let kind = FaultKind::NoFilingDate;
                self.faults.push(Fault::new(Table::Vacancies, vacancy.line, "certificate", kind, found));
            }
        }
    }

    /// Sorts the preferences and checks each list: numbered 1, 2, 3 …, no vacancy twice, none of another sitting.
    fn lists(&mut self, draft: &mut Draft, candidates: &[Candidate], sits: &Sits) {
        draft.preferences.sort_by_key(|p| (p.candidate, p.order, p.line));
        let mut seen: BTreeMap<VacancyRef, u32> = BTreeMap::new();
        let mut expected = 1;
        let mut of = None;
        let preferences = std::mem::take(&mut draft.preferences);
        for preference in &preferences {
            if of != Some(preference.candidate) {
                (of, expected) = (Some(preference.candidate), 1);
                seen.clear();
            }
            if self.broken_lists.contains(&preference.candidate) {
                continue;
            }
            let vacancy = &draft.vacancies[preference.vacancy.0 as usize].vacancy;
            let faulty = |column, kind, found: &str| {
                Fault::new(Table::Preferences, preference.line, column, kind, found)
            };
            let sitting = candidates.get(preference.candidate.0 as usize).map(|c| c.sitting);
            let elsewhere = |own| !sits.has(preference.candidate, own, vacancy.sitting);
            if let Some(first) = seen.insert(preference.vacancy, preference.line) {
                let kind = FaultKind::DoubledPreference { first };
                self.faults.push(faulty("vacancy", kind, vacancy.id.as_str()));
            } else if sitting.is_some_and(elsewhere)
                && self.is_clear(preference.candidate)
                && self.clear_vacancies[preference.vacancy.0 as usize]
            {
                let own = sitting.map_or("", |own| &draft.scheme.sittings[usize::from(own.0)].title);
                self.faults.push(faulty(
                    "vacancy",
                    FaultKind::OtherSitting { own: own.into() },
                    vacancy.id.as_str(),
                ));
            }
            if preference.order != expected {
                let kind = FaultKind::BrokenOrder { expected: expected as usize };
                self.faults.push(faulty("order", kind, &preference.order.to_string()));
                expected = preference.order;
            }
            expected = expected.saturating_add(1);
        }
        draft.preferences = preferences;
    }

    /// A table with at most one row per candidate, sorted.
    fn one_per_candidate(
        &mut self,
        table: Table,
        rows: impl Iterator<Item = (CandidateRef, u32)>,
        candidates: &[Candidate],
    ) {
        let mut before: Option<(CandidateRef, u32)> = None;
        for (candidate, line) in rows {
            if let Some((_, first)) = before.filter(|(other, _)| *other == candidate) {
                let (kind, id) = (FaultKind::DoubledId { first }, candidates[candidate.0 as usize].id());
                self.fault(candidate, Fault::new(table, line, "candidate", kind, id.as_str()));
            }
            before = Some((candidate, line));
        }
    }

    /// What conditions of vacancies ask for must be known of everybody who could choose them.
    fn conditions(
        &mut self,
        draft: &Draft,
        candidates: &[Candidate],
        effective: &[Dossier],
        rulings: &[(Ruling, Decision)],
    ) {
        let schema = &draft.scheme.scoring.facts;
        let asking = |asks: fn(&Vacancy) -> bool| -> BTreeSet<SittingRef> {
            let vacancies = draft.vacancies.iter().filter(|v| v.clear).map(|v| &v.vacancy);
            vacancies.filter(|vacancy| asks(vacancy)).map(|vacancy| vacancy.sitting).collect()
        };
        let asked = [
            (FactSchema::SEX, asking(|vacancy| vacancy.sex.is_some())),
            (FactSchema::BORN, asking(|vacancy| vacancy.age.is_some())),
        ];
        for (attribute, sittings) in asked {
            let asked = (0..).zip(candidates.iter().zip(effective));
            for (place, (_, dossier)) in asked.filter(|(_, (c, _))| sittings.contains(&c.sitting)) {
                // A ruling may supply the fact, and may take it away.
                let blank = *dossier.attribute(attribute) == Cell::Blank;
                if blank && self.is_clear(CandidateRef(place)) {
                    let column = schema.attribute(attribute).key.as_str();
                    let (line, kind) = (dossier.line(), FaultKind::MissingValue);
                    let fault = Fault::new(Table::Candidates, line, column, kind, "");
                    self.faults.push(blame(schema, rulings, CandidateRef(place), dossier, fault));
                }
            }
        }
        let units: BTreeSet<&str> = draft.vacancies.iter().map(|v| &*v.vacancy.unit).collect();
        for relative in draft.relatives.iter().filter(|r| !units.contains(&*r.unit)) {
            let id = candidates[relative.candidate.0 as usize].id();
            self.warnings.push(Warning::on(WarningCode::RelativeUnitUnknown, id));
        }
        let asked: BTreeSet<&str> =
            draft.vacancies.iter().filter_map(|v| v.vacancy.certificate.as_deref()).collect();
        for certificate in draft.certificates.iter().filter(|c| !asked.contains(&*c.certificate)) {
            let id = candidates[certificate.candidate.0 as usize].id();
            self.warnings.push(Warning::on(WarningCode::CertificateUnasked, id));
        }
    }

    /// What stands in the dossiers, each taken by itself.
    fn facts(&mut self, schema: &FactSchema, candidates: &[Candidate], cutoff: Option<Date>) {
        for (place, candidate) in (0..).zip(candidates) {
            if self.is_clear(CandidateRef(place)) {
                self.faults.extend(blanks(schema, &candidate.dossier));
            }
            for fault in impossible_dates(schema, &candidate.dossier) {
                self.fault(CandidateRef(place), fault);
            }
            let late = |row: &Row| matches!(row.cells.first(), Some(Cell::Date(from)) if cutoff.is_some_and(|cutoff| *from > cutoff));
            if candidate.dossier.rows(Source::Periods).iter().any(late) {
                self.warnings.push(Warning::on(WarningCode::PeriodAfterCutoff, candidate.id()));
            }
        }
    }

    /// Scoring finds faults too; those of people who have none yet belong into the same report.
    fn score_the_clear(
        &mut self,
        scheme: &Scheme,
        cohort: &Cohort,
        effective: &[Dossier],
        rulings: &[(Ruling, Decision)],
    ) {
        let schema = &scheme.scoring.facts;
        let blank = |fault: &&Fault| fault.kind == FaultKind::MissingValue;
        let named: BTreeSet<Place> =
            self.faults.iter().filter(blank).map(|fault| fault.place.clone()).collect();
        for (place, (dossier, _)) in
            (0..).zip(effective.iter().zip(&self.clear)).filter(|(_, (_, clear))| **clear)
        {
            if let Err(Unscored::Faults(faults)) = totals(scheme, cohort, dossier) {
                let faults =
                    faults.into_iter().map(|f| blame(schema, rulings, CandidateRef(place), dossier, f));
                self.faults.extend(faults.filter(|fault| !named.contains(&fault.place)));
            }
        }
    }
}

/// What the kind of a vacancy can be, if it is another: where a scheme tells kinds apart it must be one of them, and
/// that of its sitting where totals depend on it.
fn wrong_kind(scheme: &Scheme, vacancy: &Vacancy) -> Option<String> {
    let kinds = &scheme.scoring.kinds;
    let offered = scheme.sittings.get(usize::from(vacancy.sitting.0)).and_then(|sitting| sitting.kind);
    let fits = match offered {
        Some(kind) => vacancy.kind == kinds[usize::from(kind.0)],
        None => kinds.is_empty() || kinds.contains(&vacancy.kind),
    };
    let known = || offered.map_or_else(|| kinds.join("、"), |kind| kinds[usize::from(kind.0)].to_string());
    (!fits).then(known)
}

/// What is wrong with a sitting that the scheme does not have; that it has none at all is told once.
fn unknown_sitting(scheme: &Scheme, sitting: SittingRef) -> Option<FaultKind> {
    let known = || scheme.sittings.iter().map(|s| s.key.as_str()).collect::<Vec<_>>().join("、").into();
    let unknown = !scheme.sittings.is_empty() && usize::from(sitting.0) >= scheme.sittings.len();
    unknown.then(|| FaultKind::UnknownSitting { known: known() })
}
