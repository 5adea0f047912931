//! How a plain round becomes a draft of the engine.

use crate::naive::award_line;
use crate::plain::{Answer, Award, Day, GiveUp, Object, Person, Plain, Ruling, Signed};
use crate::random::Rng;
use crate::ruled::GROUPS;
use anzhi_core::date::Date;
use anzhi_core::digest::{Digest, Secret, ShortCode};
use anzhi_core::dossier::Row;
use anzhi_core::facts::{AttributeId, Cell, FieldKind, Source};
use anzhi_core::points::Points;
use anzhi_core::round::{
    Acknowledgement, AgeLimit, AnswerWord, Authority, CandidateDraft, CandidateRef, Certificate, Draft,
    Entry, FactRow, GiveUpKind, GroupRef, Heading, Lot, Mark, Note, Preference, Relative, RulingKind,
    SittingRef, Vacancy,
};
use anzhi_schemes::LoadedScheme;
use std::collections::BTreeMap;

fn date((year, month, day): Day) -> Date {
    Date::new(i16::try_from(year).unwrap(), month, day).unwrap()
}

fn points(hundredths: i64) -> Points {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100).parse().unwrap()
}

pub(crate) fn hundredths(points: Points) -> i64 {
    assert_eq!(points.micros() % 10_000, 0, "{points} has more than two places");
    points.micros() / 10_000
}

fn short(text: &str) -> Box<str> {
    text.into()
}

fn sitting(place: usize) -> SittingRef {
    SittingRef(u16::try_from(place).unwrap())
}

/// The place of an award among all events of a person in normal form, from 1: 处分 comes before 奖励.
fn event_number(person: &Person, line: u32) -> usize {
    let mut awards: Vec<&Award> = person.awards.iter().collect();
    awards.sort_by_key(|award| award_line(award));
    person.sanctions.len() + awards.iter().position(|award| award.line == line).unwrap() + 1
}

/// The codes that people have before them when they sign and answer, by person.
#[derive(Default)]
pub(crate) struct Codes {
    /// Those of the present sheets.
    pub(crate) sheets: BTreeMap<String, ShortCode>,
    /// Those of the questions about a signature under another sheet.
    pub(crate) questions: BTreeMap<String, ShortCode>,
}

fn authority() -> Authority {
    Authority { who: short("局长"), date: date((2026, 6, 5)), document: short("1号") }
}

fn group(name: &str) -> GroupRef {
    GroupRef(u16::try_from(GROUPS.iter().position(|group| *group == name).unwrap()).unwrap())
}

struct Filler<'a> {
    loaded: &'a LoadedScheme,
    draft: Draft,
    codes: &'a Codes,
}

impl Filler<'_> {
    fn cell(&self, kind: FieldKind, text: &str) -> Cell {
        let facts = &self.loaded.scheme.scoring.facts;
        // Cells hold the normal form: whoever reads a table trims.
        match (kind, text.trim()) {
            (_, "") => Cell::Blank,
            (FieldKind::Category(set), text) => {
                let found = facts.set(set).find(text).or_else(|| self.loaded.aliases.find(set, text));
                Cell::Category(found.unwrap())
            }
            (_, text) => Cell::parse(facts, kind, text).unwrap(),
        }
    }

    fn person(&mut self, line: u32, person: &Person) -> CandidateRef {
        let facts = &self.loaded.scheme.scoring.facts;
        let (born, enlisted) = (date(person.born).to_string(), date(person.enlisted).to_string());
        let values = [
            ("sex", person.sex),
            ("born", &born),
            ("enlisted", &enlisted),
            ("post_grade", person.post.unwrap_or("")),
            ("technical_grade", person.technical.unwrap_or("")),
            ("track", person.track.unwrap_or("")),
        ];
        let mut attributes = vec![Cell::Blank; facts.attributes.len()];
        for (key, value) in values {
            let AttributeId(place) = facts.find_attribute(key).unwrap();
            attributes[usize::from(place)] = self.cell(facts.attribute(AttributeId(place)).kind, value);
        }
        let candidate = CandidateDraft {
            line,
            id: person.id.parse().unwrap(),
            name: short("某"),
            sitting: Some(sitting(person.sitting)),
            attributes,
            note: Note::default(),
            entry: Entry::default(),
            clear: true,
        };
        self.draft.add_candidate(candidate)
    }

    fn row(
        &mut self,
        candidate: CandidateRef,
        source: Source,
        line: u32,
        kind: &str,
        values: &[(&str, &str)],
    ) {
        let facts = &self.loaded.scheme.scoring.facts;
        let table = facts.find_table(source, kind);
        let mut cells = vec![Cell::Blank; facts.columns(source).len()];
        for (key, value) in values {
            let column = facts.find_column(source, key).unwrap();
            let kind = facts.field_kind(source, table, column).unwrap();
            cells[usize::from(column.0)] = self.cell(kind, value);
        }
        let row = Row { line, table, kind: kind.into(), cells, ..Row::default() };
        self.draft.facts.push(FactRow { candidate, source, row });
    }

    fn facts(&mut self, candidate: CandidateRef, person: &Person) {
        let flag = |flag: Option<bool>| flag.map_or("", |yes| if yes { "是" } else { "否" });
        for (line, (class, day, full_time)) in (1..).zip(&person.degrees) {
            let day = day.map_or(String::new(), |day| date(day).to_string());
            let values = [("class", *class), ("date", &day), ("full_time", flag(*full_time))];
            self.row(candidate, Source::Degrees, line, "", &values);
        }
        for Award { line, class, date: day, wartime, collective, cause } in &person.awards {
            let day = date(*day).to_string();
            let (wartime, collective) = (flag(*wartime), flag(*collective));
            let values = [
                ("class", *class),
                ("date", &day),
                ("wartime", wartime),
                ("collective", collective),
                ("cause", *cause),
            ];
            self.row(candidate, Source::Events, *line, "奖励", &values);
        }
        for (class, day, line) in &person.sanctions {
            let (day, cause) = (date(*day).to_string(), format!("第{line}号"));
            let values = [("class", *class), ("date", &day), ("cause", &cause)];
            self.row(candidate, Source::Events, *line, "处分", &values);
        }
    }

    /// Everything of a person besides the facts and the preferences.
    fn papers(&mut self, line: u32, candidate: CandidateRef, person: &Person) {
        let (day, note) = (date((2026, 6, 3)), Note::default);
        if let Some(mark) = person.mark {
            let mark = Mark { line, candidate, mark: points(mark), note: note() };
            self.draft.exams.get_or_insert_default().push(mark);
        }
        for unit in &person.relatives {
            let (unit, relation) = (short(unit), short("配偶"));
            self.draft.relatives.push(Relative { line, candidate, unit, relation, note: note() });
        }
        for (certificate, day) in &person.certificates {
            let (certificate, date) = (short(certificate), date(*day));
            self.draft.certificates.push(Certificate { line, candidate, certificate, date, note: note() });
        }
        if let Some(kind) = person.give_up {
            let kind = match kind {
                GiveUp::Absent => GiveUpKind::Absent,
                GiveUp::GaveUp => GiveUpKind::GaveUp,
                GiveUp::Late => GiveUpKind::Late,
                GiveUp::TimedOut => GiveUpKind::TimedOut,
            };
            let give_up = anzhi_core::round::GiveUp { line, candidate, kind, date: day, note: note() };
            self.draft.give_ups.push(give_up);
        }
        if let Some(number) = person.lot {
            let drawn_by = short("某");
            self.draft.lots.push(Lot { line, candidate, number, drawn_by, date: day, note: note() });
        }
        let other = Digest::of(person.id.as_bytes()).short_code();
        if let Some(answer) = person.answer {
            let asked = self.codes.questions.get(&person.id).filter(|_| answer == Answer::Present);
            let (code, answer) = (*asked.unwrap_or(&other), AnswerWord::Stands);
            let answer =
                anzhi_core::round::Answer { line, code, answer, authority: authority(), note: note() };
            self.draft.answers.push(answer);
        }
        let Some(present) = self.codes.sheets.get(&person.id).copied() else { return };
        let signed = match person.signed {
            Signed::Present => vec![present],
            Signed::Other => vec![other],
            Signed::Both => vec![other, present],
            Signed::Nothing => Vec::new(),
        };
        for code in signed {
            let how = short("签字");
            let signature = Acknowledgement { line, candidate, code, date: day, how, note: note() };
            self.draft.acknowledgements.push(signature);
        }
    }

    fn ruling(&mut self, kind: RulingKind, object: String, [old, new]: [&str; 2]) {
        let (object, old, new, authority) = (object.into(), short(old), short(new), authority());
        let line = u32::try_from(self.draft.rulings.len()).unwrap() + 2;
        let note = Note::default();
        self.draft.rulings.push(anzhi_core::round::Ruling { line, kind, object, old, new, authority, note });
    }

    fn rulings(&mut self, plain: &Plain) {
        for (gap, value) in &plain.fillings {
            self.ruling(RulingKind::FillGap, format!("gap/{gap}"), ["", &points(*value).to_string()]);
        }
        for person in &plain.people {
            let object = format!("candidate/{}", person.id);
            if person.excluded {
                self.ruling(RulingKind::Exclude, object.clone(), [""; 2]);
            }
            if let Some(job) = &person.placed {
                self.ruling(RulingKind::Place, object, ["", job]);
            }
        }
        for Ruling { id, object, old, new } in &plain.rulings {
            let person = plain.people.iter().find(|person| person.id == *id).unwrap();
            let (kind, object) = match object {
                Object::Group => (RulingKind::Regroup, format!("candidate/{id}")),
                Object::Post => (RulingKind::SetFact, format!("candidate/{id}/post_grade")),
                Object::Wartime(line) => {
                    let number = event_number(person, *line);
                    (RulingKind::SetFact, format!("candidate/{id}/event/{number}/wartime"))
                }
            };
            self.ruling(kind, object, [old, new]);
        }
    }

    fn vacancies(&mut self, plain: &Plain) {
        let scoring = &self.loaded.scheme.scoring;
        let facts = &scoring.facts;
        let FieldKind::Category(sexes) = facts.attribute(anzhi_core::facts::FactSchema::SEX).kind else {
            return;
        };
        let ladder = scoring.ladders.iter().find(|ladder| ladder.key.as_str() == "education").unwrap();
        for (line, job) in (2..).zip(&plain.jobs) {
            let class = |term: &str| ladder.classes.iter().position(|class| &**class == term).unwrap();
            let vacancy = Vacancy {
                line,
                id: job.id.parse().unwrap(),
                unit: short(job.unit),
                post: short("科员"),
                seats: job.seats,
                sitting: sitting(job.sitting),
                kind: short(""),
                group: job.group.map(group),
                sex: job.sex.map(|sex| facts.set(sexes).find(sex).unwrap()),
                education: job.education.map(|term| u16::try_from(class(term)).unwrap()),
                age: job.age.map(|(most, on)| AgeLimit { most: u16::try_from(most).unwrap(), on: date(on) }),
                certificate: job.certificate.map(short),
                note: Note::default(),
            };
            let vacancy = self.draft.add_vacancy(vacancy, true);
            for (line, person) in (2..).zip(&plain.people) {
                if let Some(place) = person.list.iter().position(|id| *id == job.id) {
                    let candidate = CandidateRef(line - 2);
                    let order = u32::try_from(place).unwrap() + 1;
                    let note = Note::default();
                    self.draft.preferences.push(Preference { line, candidate, order, vacancy, note });
                }
            }
        }
    }
}

/// The draft of a round; `codes` are those that people have before them. With a seed all rows stand in another order.
pub(crate) fn draft(plain: &Plain, loaded: &LoadedScheme, codes: &Codes, seed: Option<u64>) -> Draft {
    let heading = Heading {
        id: "twin".parse().unwrap(),
        title: short("双份"),
        bureau: short("某局"),
        year: 2026,
        operator: short("某"),
        filing_date: Some(date(plain.filing)),
        replaces: None,
        roster: None,
        plan: None,
    };
    let mut plain = plain.clone();
    let mut rng = Rng::new(seed.unwrap_or(0));
    if seed.is_some() {
        rng.shuffle(&mut plain.people);
        rng.shuffle(&mut plain.jobs);
    }
    let draft = Draft::new(heading, Secret::from_bytes([7; 32]), loaded.scheme.clone());
    let mut filler = Filler { loaded, draft, codes };
    filler.draft.exams = Some(Vec::new());
    for (line, person) in (2..).zip(&plain.people) {
        let candidate = filler.person(line, person);
        filler.facts(candidate, person);
        filler.papers(line, candidate, person);
    }
    filler.vacancies(&plain);
    filler.rulings(&plain);
    let mut draft = filler.draft;
    if seed.is_some() {
        rng.shuffle(&mut draft.facts);
        draft.exams.iter_mut().for_each(|exams| rng.shuffle(exams));
        rng.shuffle(&mut draft.relatives);
        rng.shuffle(&mut draft.certificates);
        rng.shuffle(&mut draft.preferences);
        rng.shuffle(&mut draft.acknowledgements);
        rng.shuffle(&mut draft.give_ups);
        rng.shuffle(&mut draft.lots);
        rng.shuffle(&mut draft.answers);
        rng.shuffle(&mut draft.rulings);
    }
    draft
}
