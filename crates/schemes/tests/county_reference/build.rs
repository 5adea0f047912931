//! Small rounds under `county-reference`, put together through the public draft. Every name is invented.

use anzhi_core::date::Date;
use anzhi_core::digest::Secret;
use anzhi_core::dossier::Row;
use anzhi_core::facts::{AttributeId, Cell, FactSchema, FieldKind, Source};
use anzhi_core::round::{
    Acknowledgement, Authority, CandidateDraft, CandidateRef, Certificate, Draft, Entry, FactRow, GiveUp,
    GiveUpKind, Heading, Lot, Mark, Note, Preference, Relative, Ruling, RulingKind, SittingRef, Vacancy,
    VacancyRef,
};
use anzhi_schemes::{LoadedScheme, load, shipped};
use std::sync::LazyLock;

pub(crate) static LOADED: LazyLock<LoadedScheme> =
    LazyLock::new(|| load(shipped("county-reference").unwrap()).unwrap());

pub(crate) const YES: &str = "是";
pub(crate) const NO: &str = "否";

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// Where a row stands, its kind, and its cells by column.
type Line = (Source, &'static str, Vec<(&'static str, String)>);

/// A candidate with everything that a round may hold on one.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    id: String,
    attributes: Vec<(&'static str, String)>,
    rows: Vec<Line>,
    marks: Vec<String>,
    list: Vec<&'static str>,
    give_up: Option<GiveUpKind>,
    lot: Option<u32>,
    certificates: Vec<(&'static str, &'static str)>,
    relatives: Vec<&'static str>,
}

/// 20 full years 10, 正连 2, 本科 3: an assessment of 15; with the mark 80 a total of 15 + 8 = 23.
pub(crate) fn person(id: &str) -> Person {
    let mut person = bare(id);
    person.marks = vec!["80".into()];
    person
        .set("sex", "男")
        .set("born", "1985-01-01")
        .set("enlisted", "2006-03-31")
        .set("post_grade", "正连")
        .degree("本科", "2010-07-01")
}

/// Somebody of whom nothing is known but the id.
pub(crate) fn bare(id: &str) -> Person {
    Person {
        id: id.into(),
        attributes: Vec::new(),
        rows: Vec::new(),
        marks: Vec::new(),
        list: Vec::new(),
        give_up: None,
        lot: None,
        certificates: Vec::new(),
        relatives: Vec::new(),
    }
}

impl Person {
    /// An attribute; the last one set counts, an empty text is a blank.
    pub(crate) fn set(mut self, key: &'static str, value: &str) -> Self {
        self.attributes.push((key, value.into()));
        self
    }

    /// One more row; the rows of each table have the lines 1, 2, 3 … in the order of adding.
    pub(crate) fn row(mut self, source: Source, kind: &'static str, cells: &[(&'static str, &str)]) -> Self {
        let cells = cells.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
        self.rows.push((source, kind, cells));
        self
    }

    pub(crate) fn no_degrees(mut self) -> Self {
        self.rows.retain(|(source, ..)| *source != Source::Degrees);
        self
    }

    pub(crate) fn degree(self, class: &str, date: &str) -> Self {
        self.row(Source::Degrees, "", &[("class", class), ("date", date)])
    }

    pub(crate) fn award(self, class: &str, date: &str, wartime: &str, collective: &str, cause: &str) -> Self {
        let flags = [("wartime", wartime), ("collective", collective)];
        let cells = [&[("class", class), ("date", date)], &flags[..], &[("cause", cause)]].concat();
        self.row(Source::Events, "奖励", &cells)
    }

    pub(crate) fn sanction(self, class: &str, date: &str, cause: &str) -> Self {
        self.row(Source::Events, "处分", &[("class", class), ("date", date), ("cause", cause)])
    }

    pub(crate) fn marks(mut self, marks: &[&str]) -> Self {
        self.marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
        self
    }

    pub(crate) fn list(mut self, vacancies: &[&'static str]) -> Self {
        self.list = vacancies.to_vec();
        self
    }

    pub(crate) fn give_up(mut self, kind: GiveUpKind) -> Self {
        self.give_up = Some(kind);
        self
    }

    pub(crate) fn lot(mut self, number: u32) -> Self {
        self.lot = Some(number);
        self
    }

    pub(crate) fn certificate(mut self, certificate: &'static str, date: &'static str) -> Self {
        self.certificates.push((certificate, date));
        self
    }

    pub(crate) fn relative(mut self, unit: &'static str) -> Self {
        self.relatives.push(unit);
        self
    }
}

/// A draft that is being put together. Vacancies come before the people who list them.
pub(crate) struct Town {
    pub(crate) draft: Draft,
}

impl Town {
    /// A round after the exam, without anybody in it.
    pub(crate) fn new() -> Self {
        let heading = Heading {
            id: "hand".parse().unwrap(),
            title: "某县（虚构）".into(),
            bureau: "某局（虚构）".into(),
            year: 2026,
            operator: "某".into(),
            filing_date: Some(date("2026-06-15")),
            replaces: None,
            roster: None,
            plan: None,
        };
        let mut draft = Draft::new(heading, Secret::from_bytes([9; 32]), LOADED.scheme.clone());
        draft.exams = Some(Vec::new());
        Self { draft }
    }

    pub(crate) fn of(people: &[Person]) -> Self {
        let mut town = Self::new();
        people.iter().for_each(|person| town.add(person));
        town
    }

    /// A vacancy without conditions at a unit named like it.
    pub(crate) fn vacancy(&mut self, id: &str, seats: u32) -> &mut Vacancy {
        let vacancy = Vacancy {
            line: u32::try_from(self.draft.vacancies.len()).unwrap() + 2,
            id: id.parse().unwrap(),
            unit: format!("单位{id}").into(),
            post: "科员".into(),
            seats,
            sitting: SittingRef(0),
            kind: "".into(),
            group: None,
            sex: None,
            education: None,
            age: None,
            certificate: None,
            note: Note::default(),
        };
        self.draft.add_vacancy(vacancy, true);
        &mut self.draft.vacancies.last_mut().unwrap().vacancy
    }

    pub(crate) fn ruling(&mut self, kind: RulingKind, object: &str, old: &str, new: &str) {
        let line = u32::try_from(self.draft.rulings.len()).unwrap() + 2;
        let authority =
            Authority { who: "某小组（虚构）".into(), date: date("2026-06-05"), document: "".into() };
        let (object, old, new, note) = (object.into(), old.into(), new.into(), Note::default());
        self.draft.rulings.push(Ruling { line, kind, object, old, new, authority, note });
    }

    pub(crate) fn add(&mut self, person: &Person) {
        let facts = &LOADED.scheme.scoring.facts;
        let line = u32::try_from(self.draft.candidates.len()).unwrap() + 2;
        let mut attributes = vec![Cell::Blank; facts.attributes.len()];
        for (key, value) in &person.attributes {
            let AttributeId(place) = facts.find_attribute(key).unwrap();
            attributes[usize::from(place)] =
                cell(facts, facts.attribute(AttributeId(place)).kind, value).unwrap();
        }
        let candidate = self.draft.add_candidate(CandidateDraft {
            line,
            id: person.id.parse().unwrap(),
            name: "某".into(),
            sitting: Some(SittingRef(0)),
            attributes,
            note: Note::default(),
            entry: Entry::default(),
            clear: true,
        });
        self.rows(candidate, person);
        self.papers(line, candidate, person);
    }

    fn rows(&mut self, candidate: CandidateRef, person: &Person) {
        let facts = &LOADED.scheme.scoring.facts;
        for source in Source::ALL {
            let own = person.rows.iter().filter(|(of, ..)| *of == source);
            for (line, (_, kind, values)) in (1..).zip(own) {
                let table = facts.find_table(source, kind);
                let mut cells = vec![Cell::Blank; facts.columns(source).len()];
                for (key, value) in values {
                    let column = facts.find_column(source, key).unwrap();
                    let kind = facts.field_kind(source, table, column).unwrap();
                    cells[usize::from(column.0)] = cell(facts, kind, value).unwrap();
                }
                let row = Row { line, table, kind: (*kind).into(), cells, ..Row::default() };
                self.draft.facts.push(FactRow { candidate, source, row });
            }
        }
    }

    fn papers(&mut self, line: u32, candidate: CandidateRef, person: &Person) {
        let (day, note) = (date("2026-07-20"), Note::default);
        for mark in &person.marks {
            let mark = Mark { line, candidate, mark: mark.parse().unwrap(), note: note() };
            self.draft.exams.get_or_insert_default().push(mark);
        }
        for (place, id) in (1..).zip(&person.list) {
            let found = self.draft.vacancies.iter().position(|draft| draft.vacancy.id.as_str() == *id);
            let vacancy = VacancyRef(u32::try_from(found.unwrap()).unwrap());
            self.draft.preferences.push(Preference { line, candidate, order: place, vacancy, note: note() });
        }
        if let Some(kind) = person.give_up {
            self.draft.give_ups.push(GiveUp { line, candidate, kind, date: day, note: note() });
        }
        if let Some(number) = person.lot {
            let drawn_by = "某（虚构）".into();
            self.draft.lots.push(Lot { line, candidate, number, drawn_by, date: day, note: note() });
        }
        for (certificate, handed_in) in &person.certificates {
            let (certificate, date) = ((*certificate).into(), date(handed_in));
            self.draft.certificates.push(Certificate { line, candidate, certificate, date, note: note() });
        }
        for unit in &person.relatives {
            let (unit, relation) = ((*unit).into(), "配偶".into());
            self.draft.relatives.push(Relative { line, candidate, unit, relation, note: note() });
        }
    }

    /// A signature under a sheet.
    pub(crate) fn sign(&mut self, id: &str, code: anzhi_core::digest::ShortCode) {
        let place = self.draft.candidates.iter().position(|candidate| candidate.id.as_str() == id).unwrap();
        let candidate = CandidateRef(u32::try_from(place).unwrap());
        let (date, how, note) = (date("2026-06-25"), "签字".into(), Note::default());
        self.draft.acknowledgements.push(Acknowledgement { line: 2, candidate, code, date, how, note });
    }
}

/// A value as a clerk may write it: a term of the scheme or an alias; `None` for a term that it does not know.
pub(crate) fn cell(facts: &FactSchema, kind: FieldKind, text: &str) -> Option<Cell> {
    if let FieldKind::Category(set) = kind
        && let Some(category) = LOADED.aliases.find(set, text)
    {
        return Some(Cell::Category(category));
    }
    Cell::parse(facts, kind, text).ok()
}
