//! Every shipped scheme that is whole runs a round to its end, rulings filling its gaps.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod anybody;

use anybody::{Anybody, CUTOFF};
use anzhi_core::digest::Secret;
use anzhi_core::dossier::Dossier;
use anzhi_core::facts::{AttributeId, Cell, FactSchema, Source};
use anzhi_core::place::stand;
use anzhi_core::round::{
    Authority, CandidateDraft, Draft, Entry, FactRow, Heading, Lot, Mark, Note, Ruling, RulingKind,
    SittingRef, Vacancy,
};
use anzhi_core::scheme::{Filling, Fills, Part, Scheme, Status};
use anzhi_core::session::{Event, Session};
use anzhi_schemes::{load, shipped, shipped_names};

const PEOPLE: usize = 12;

#[test]
fn every_whole_scheme_runs_a_round() {
    let mut rounds = 0;
    for name in shipped_names() {
        let scheme = load(shipped(name).unwrap()).unwrap().scheme;
        let parts = [Part::Scoring, Part::Ranking, Part::Choosing];
        if scheme.identity.status == Status::Whole
            && parts.iter().all(|part| scheme.identity.parts.contains(part))
        {
            rounds += 1;
            runs(name, &scheme);
        }
    }
    assert_eq!(rounds, 13);
}

fn runs(name: &str, scheme: &Scheme) {
    let mut anybody = Anybody { scheme, state: 1, blank: 0 };
    let fillings = anybody.fillings();
    let people: Vec<Dossier> = (0..2_000)
        .map(|place| anybody.dossier([1, place % 4, place % 4]))
        .filter(|dossier| {
            // Twice the same, so that all tie keys are asked.
            let twins = [dossier.clone(), dossier.clone()];
            draft(scheme, &fillings, &twins).check(Vec::new()).is_ok_and(|round| stand(&round).is_ok())
        })
        .take(PEOPLE)
        .collect();
    assert_eq!(people.len(), PEOPLE, "{name}: too few dossiers without faults");
    let round = draft(scheme, &fillings, &people).check(Vec::new()).unwrap();
    let standing = stand(&round).unwrap();
    assert!(standing.held_back.is_empty(), "{name}: {:?}", standing.questions);
    let mut placed = 0;
    for ranking in &standing.rankings {
        let mut session = Session::open(&round, &standing.scores, ranking);
        while session.turn().is_some() {
            let open = session.open_vacancies().next();
            session.apply(open.map_or(Event::Exhausted, Event::Chose)).unwrap();
            placed += usize::from(open.is_some());
        }
    }
    assert!(placed > 0, "{name}: nobody chose");
}

/// A round in which everybody is present and has drawn a lot; each sitting has seats for half of the people.
fn draft(scheme: &Scheme, fillings: &[Option<Filling>], people: &[Dossier]) -> Draft {
    let heading = Heading {
        id: "r2026".parse().unwrap(),
        title: "安置（虚构）".into(),
        bureau: "某局（虚构）".into(),
        year: CUTOFF.0,
        operator: "某".into(),
        filing_date: None,
        replaces: None,
        roster: None,
        plan: None,
    };
    let mut draft = Draft::new(heading, Secret::from_bytes([7; 32]), scheme.clone());
    for place in 0..scheme.sittings.len() {
        draft.add_vacancy(vacancy(scheme, place), true);
    }
    (0_u16..).zip(people).for_each(|(place, dossier)| add_person(&mut draft, place, dossier));
    draft.rulings = (2..)
        .zip(scheme.scoring.gaps.iter().zip(fillings))
        .map(|(line, (gap, filling))| {
            let object = format!("gap/{}", gap.key).into();
            let (kind, new) = (RulingKind::FillGap, written(&gap.fills, filling.unwrap()).into());
            let authority =
                Authority { who: "某".into(), date: day(), document: "某〔2026〕1号".into() };
            Ruling { line, kind, object, old: "".into(), new, authority, note: Note::default() }
        })
        .collect();
    draft
}

fn day() -> anzhi_core::date::Date {
    "2026-06-01".parse().unwrap()
}

fn written(fills: &Fills, filling: Filling) -> String {
    match (fills, filling) {
        (_, Filling::Date(date)) => date.to_string(),
        (_, Filling::Points(points)) => points.to_string(),
        (Fills::Words(words), Filling::Word(word)) => words[usize::from(word)].to_string(),
        (Fills::Date | Fills::Points, Filling::Word(_)) => unreachable!(),
    }
}

fn vacancy(scheme: &Scheme, sitting: usize) -> Vacancy {
    let kinds = &scheme.scoring.kinds;
    let offered = scheme.sittings[sitting].kind.map(|kind| usize::from(kind.0));
    Vacancy {
        line: 2 + u32::try_from(sitting).unwrap(),
        id: format!("v{sitting}").parse().unwrap(),
        unit: "某单位".into(),
        post: "科员".into(),
        seats: u32::try_from(PEOPLE / 2).unwrap(),
        sitting: SittingRef(u16::try_from(sitting).unwrap()),
        kind: offered.map_or(kinds.first(), |kind| kinds.get(kind)).cloned().unwrap_or_default(),
        group: None,
        sex: None,
        education: None,
        age: None,
        certificate: None,
        note: Note::default(),
    }
}

fn add_person(draft: &mut Draft, place: u16, dossier: &Dossier) {
    let (line, sittings) = (u32::from(place) + 2, u16::try_from(draft.scheme.sittings.len()).unwrap());
    let born = "1960-01-01".parse().unwrap();
    let by_condition = draft.scheme.sittings.iter().any(|sitting| sitting.when.is_some());
    let attributes = (0..).map(AttributeId).take(draft.scheme.scoring.facts.attributes.len());
    // Nobody enlists before being born.
    let cell = |id| if id == FactSchema::BORN { Cell::Date(born) } else { dossier.attribute(id).clone() };
    let candidate = draft.add_candidate(CandidateDraft {
        line,
        id: format!("c{place}").parse().unwrap(),
        name: "某".into(),
        sitting: (!by_condition).then_some(SittingRef(place % sittings)),
        attributes: attributes.map(cell).collect(),
        note: Note::default(),
        entry: Entry::default(),
        clear: true,
    });
    for source in Source::ALL {
        let rows = (100 * line..).zip(dossier.rows(source)).map(|(line, row)| FactRow {
            candidate,
            source,
            row: anzhi_core::dossier::Row { line, ..row.clone() },
        });
        draft.facts.extend(rows);
    }
    if let Some(mark) = dossier.mark().filter(|_| draft.scheme.scoring.exam.is_some()) {
        let mark = Mark { line, candidate, mark, note: Note::default() };
        draft.exams.get_or_insert_default().push(mark);
    }
    let number = u32::from(place) + 1;
    draft.lots.push(Lot {
        line,
        candidate,
        number,
        drawn_by: "某".into(),
        date: day(),
        note: Note::default(),
    });
}
