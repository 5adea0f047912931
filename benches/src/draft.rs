//! How a plain round becomes a round of the engine.

use crate::floor;
use crate::plain::{CUTOFF, Day, Job, Person, Plain};
use anzhi_core::date::Date;
use anzhi_core::digest::Secret;
use anzhi_core::dossier::Row;
use anzhi_core::facts::{AttributeId, Cell, FactSchema, Source};
use anzhi_core::outcome::Scores;
use anzhi_core::place::score_all;
use anzhi_core::points::Points;
use anzhi_core::rank::{DecidedBy, Ranked, Ranking};
use anzhi_core::round::{
    Acknowledgement, AgeLimit, CandidateDraft, CandidateRef, Certificate, Draft, Entry, FactRow, GiveUp,
    GiveUpKind, Heading, Lot, Mark, Note, Preference, Relative, Round, SittingRef, Vacancy, VacancyRef,
};
use anzhi_core::session::{Event, Session};
use anzhi_core::sheet::Sheet;
use anzhi_schemes::{LoadedScheme, load, shipped};
use std::collections::BTreeSet;

const POSTS: [&str; 7] = ["正团", "副团", "正营", "副营", "正连", "副连", "排"];
const TECHNICAL: [&str; 7] = ["技8", "技9", "技10", "技11", "技12", "技13", "技14"];
const DEGREES: [&str; 6] = ["高中及以下", "中专", "大专", "本科", "硕士", "博士"];
const AWARDS: [&str; 5] = ["嘉奖", "三等功", "二等功", "一等功", "荣誉称号"];
const SANCTIONS: [&str; 6] = ["警告", "严重警告", "记过", "记大过", "降职", "撤职"];
const CAUSES: [&str; 4] = ["抗洪", "抗震", "维和", "演习"];
const CERTIFICATE: &str = "教师资格";

/// The reference scheme.
pub fn reference() -> LoadedScheme {
    load(shipped("county-reference").unwrap_or_default()).unwrap()
}

fn date((year, month, day): Day) -> Date {
    Date::new(year, month, day).unwrap()
}

fn written(day: Day) -> String {
    date(day).to_string()
}

fn flag(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}

/// The draft of a plain round, with marks and lots and without signatures.
pub fn draft(plain: &Plain, loaded: &LoadedScheme) -> Draft {
    let heading = Heading {
        id: "bench".parse().unwrap(),
        title: "测速".into(),
        bureau: "某局".into(),
        year: CUTOFF.0,
        operator: "某".into(),
        filing_date: Some(date((2026, 6, 1))),
        replaces: None,
        roster: None,
        plan: None,
    };
    let mut draft = Draft::new(heading, Secret::from_bytes([7; 32]), loaded.scheme.clone());
    let schema = &loaded.scheme.scoring.facts;
    draft.exams = Some(Vec::new());
    for job in &plain.jobs {
        draft.add_vacancy(vacancy(job), true);
    }
    for (line, person) in (2..).zip(&plain.people) {
        let candidate = draft.add_candidate(candidate(schema, line, person));
        facts(&mut draft, schema, candidate, person);
        papers(&mut draft, line, candidate, person);
    }
    draft
}

fn vacancy(job: &Job) -> Vacancy {
    Vacancy {
        line: job.number + 2,
        id: format!("v{:05}", job.number).parse().unwrap(),
        unit: format!("第{}局", job.unit).into(),
        post: "科员".into(),
        seats: job.seats,
        sitting: SittingRef(0),
        kind: "".into(),
        group: None,
        sex: job.men.then_some(anzhi_core::facts::CategoryId(0)),
        education: job.degree.then_some(3),
        age: job.young.then(|| AgeLimit { most: 45, on: date(CUTOFF) }),
        certificate: job.certificate.then(|| CERTIFICATE.into()),
        note: Note::default(),
    }
}

fn candidate(schema: &FactSchema, line: u32, person: &Person) -> CandidateDraft {
    let grade = usize::from(person.grade);
    let (born, enlisted) = (written(person.born), written(person.enlisted));
    let values = [
        ("sex", if person.man { "男" } else { "女" }),
        ("born", &born),
        ("enlisted", &enlisted),
        ("post_grade", if person.technical { "" } else { POSTS[grade] }),
        ("technical_grade", if person.technical { TECHNICAL[grade] } else { "" }),
    ];
    let mut attributes = vec![Cell::Blank; schema.attributes.len()];
    for (key, value) in values {
        let AttributeId(place) = schema.find_attribute(key).unwrap();
        let kind = schema.attribute(AttributeId(place)).kind;
        attributes[usize::from(place)] = Cell::parse(schema, kind, value).unwrap();
    }
    CandidateDraft {
        line,
        id: format!("c{:06}", person.number).parse().unwrap(),
        name: "某".into(),
        sitting: None,
        attributes,
        note: Note::default(),
        entry: Entry::default(),
        clear: true,
    }
}

fn facts(draft: &mut Draft, schema: &FactSchema, candidate: CandidateRef, person: &Person) {
    let mut add = |source: Source, kind: &str, values: &[(&str, &str)]| {
        let table = schema.find_table(source, kind);
        let mut cells = vec![Cell::Blank; schema.columns(source).len()];
        for (key, value) in values {
            let column = schema.find_column(source, key).unwrap();
            let kind = schema.field_kind(source, table, column).unwrap();
            cells[usize::from(column.0)] = Cell::parse(schema, kind, value).unwrap();
        }
        let line = u32::try_from(draft.facts.len()).unwrap_or(0) + 2;
        let row = Row { line, table, kind: kind.into(), cells, ..Row::default() };
        draft.facts.push(FactRow { candidate, source, row });
    };
    for (class, day) in &person.degrees {
        let (class, day) = (DEGREES[usize::from(*class)], written(*day));
        add(Source::Degrees, "", &[("class", class), ("date", &day), ("full_time", "是")]);
    }
    for award in &person.awards {
        let values = [
            ("class", AWARDS[usize::from(award.class)]),
            ("date", &written(award.date)),
            ("wartime", flag(award.wartime)),
            ("collective", flag(award.collective)),
            ("cause", award.cause.map_or("", |cause| CAUSES[usize::from(cause)])),
        ];
        add(Source::Events, "奖励", &values);
    }
    for (weight, day) in &person.sanctions {
        let (class, day) = (SANCTIONS[usize::from(*weight)], written(*day));
        add(Source::Events, "处分", &[("class", class), ("date", &day)]);
    }
}

/// Everything besides the facts.
fn papers(draft: &mut Draft, line: u32, candidate: CandidateRef, person: &Person) {
    let note = Note::default;
    let mark = format!("{}.{:02}", person.mark / 100, person.mark % 100).parse().unwrap();
    draft.exams.get_or_insert_default().push(Mark { line, candidate, mark, note: note() });
    if person.certificate {
        let (certificate, date) = (CERTIFICATE.into(), date((2026, 5, 2)));
        draft.certificates.push(Certificate { line, candidate, certificate, date, note: note() });
    }
    if let Some(unit) = person.relative {
        let (unit, relation) = (format!("第{unit}局").into(), "配偶".into());
        draft.relatives.push(Relative { line, candidate, unit, relation, note: note() });
    }
    if let Some(kind) = person.give_up {
        draft.give_ups.push(GiveUp { line, candidate, kind, date: date((2026, 7, 1)), note: note() });
    }
    if let Some(number) = person.lot {
        let (drawn_by, date) = ("某".into(), date((2026, 6, 30)));
        draft.lots.push(Lot { line, candidate, number, drawn_by, date, note: note() });
    }
    for (order, job) in (1..).zip(person.list) {
        let (vacancy, line) = (VacancyRef(job), (line - 2) * 10 + order + 1);
        draft.preferences.push(Preference { line, candidate, order, vacancy, note: note() });
    }
}

/// The checked round of a plain one: everything is there besides the signatures.
pub fn round(plain: &Plain, loaded: &LoadedScheme) -> Round {
    draft(plain, loaded).check(Vec::new()).unwrap()
}

/// The draft with the signature of everybody under the present sheet: no question stays open.
pub fn complete(plain: &Plain, loaded: &LoadedScheme) -> Draft {
    let mut draft = draft(plain, loaded);
    let round = draft.clone().check(Vec::new()).unwrap();
    let (scores, _) = score_all(&round).unwrap();
    for (place, person) in (0..).zip(&plain.people) {
        let checked = round.find_candidate(&format!("c{:06}", person.number)).unwrap();
        let (_, digest) = scores.sheet(checked).unwrap();
        draft.acknowledgements.push(Acknowledgement {
            line: place + 2,
            candidate: CandidateRef(place),
            code: digest.code(round.scheme().scoring.signed),
            date: date((2026, 6, 3)),
            how: "签字".into(),
            note: Note::default(),
        });
    }
    draft
}

/// Everybody with the total, as ranking takes them.
pub fn totals_of<'s>(round: &Round, scores: &'s Scores) -> Vec<(CandidateRef, &'s Sheet, Points)> {
    let of = |candidate| {
        let (sheet, _) = scores.sheet(candidate)?;
        Some((candidate, sheet, sheet.total?))
    };
    round.all_candidates().filter_map(of).collect()
}

/// The candidates in the order of the plain keys, so that a session can be measured without ranking.
pub fn ranking_by_hand(plain: &Plain, round: &Round) -> Ranking {
    let mut ranking = Ranking { sitting: SittingRef(0), places: Vec::new(), tied: Vec::new() };
    for (rank, place) in (1..).zip(floor::rank(floor::keys(plain))) {
        let number = plain.people[place as usize].number;
        let candidate = round.find_candidate(&format!("c{number:06}")).unwrap();
        let (total, decided_by) = (Points::ZERO, DecidedBy::Total);
        ranking.places.push(Ranked { candidate, rank, group: None, total, decided_by });
    }
    ranking
}

/// Holds a session from the lists, as placing a whole round does.
pub fn drive<'r>(round: &'r Round, scores: &'r Scores, ranking: &Ranking) -> Session<'r> {
    let mut session = Session::open(round, scores, ranking);
    let mut had_a_turn = BTreeSet::new();
    while let Some(candidate) = session.turn() {
        let first = had_a_turn.insert(candidate);
        let event = match round.give_up(candidate).filter(|_| first) {
            Some(GiveUpKind::Absent) => Event::Absent,
            Some(GiveUpKind::GaveUp) => Event::GaveUp,
            Some(GiveUpKind::Late) => Event::Late,
            Some(GiveUpKind::TimedOut) => Event::TimedOut,
            None => round
                .list(candidate)
                .iter()
                .find(|preference| session.closed(preference.vacancy).is_none())
                .map_or(Event::Exhausted, |preference| Event::Chose(preference.vacancy)),
        };
        session.apply(event).unwrap();
    }
    session
}
