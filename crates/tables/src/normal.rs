//! The normal form of a round: UTF-8, LF, English headers, fixed columns, sorted lines, the scheme's TOML.
//!
//! The same round gives the same bytes, whatever order, headers or aliases its files had.

use crate::layout::{TABLES, columns, file_names, is_of_entry};
use anzhi_core::dossier::Row;
use anzhi_core::facts::{Cell, ColumnId, FactSchema, Source};
use anzhi_core::fault::Table;
use anzhi_core::round::{
    AnswerWord, Authority, Basis, Candidate, CandidateRef, GiveUpKind, Note, Round, Ruling, RulingKind,
    SittingRef, Vacancy,
};
use anzhi_schemes::LoadedScheme;
use std::collections::BTreeMap;

/// The files of a round in normal form, by name. A table nobody has a row in is left out, except the marks of
/// an exam that has been held.
///
/// ```
/// use anzhi_tables::{Directory, normal_form, read_round};
///
/// let reading = read_round(&Directory("../../testdata/rounds/county".as_ref()))?;
/// let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let files = normal_form(&round, &reading.scheme.ok_or("no scheme")?);
/// // Reading it again gives the same round.
/// assert_eq!(read_round(&files)?.round.map_err(|faults| format!("{faults:?}"))?.candidates().len(), 25);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn normal_form(round: &Round, scheme: &LoadedScheme) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    files.insert("round.toml".into(), heading(round).into_bytes());
    files.insert("secret.hex".into(), format!("{}\n", round.secret().to_hex()).into_bytes());
    files.insert("scheme.toml".into(), scheme.text.as_bytes().to_vec());
    let papers = [("ranking.toml", &scheme.ranking_text), ("choosing.toml", &scheme.choosing_text)];
    for (name, text) in papers.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
        files.insert(name.into(), text.as_bytes().to_vec());
    }
    let schema = &round.scheme().scoring.facts;
    for table in TABLES {
        let mut lines = rows(round, table);
        if lines.is_empty()
            && !(table == Table::Exams && round.cohort().exam_held)
            && table != Table::Candidates
        {
            continue;
        }
        lines.sort();
        let told = |key: &str| !is_of_entry(table, key) || round.tells_entries();
        let header: Vec<String> =
            columns(table, schema).into_iter().map(|column| column.key).filter(|key| told(key)).collect();
        let mut text = line(&header);
        text.extend(lines);
        files.insert(format!("{}.csv", file_names(table).0), text.into_bytes());
    }
    files
}

fn heading(round: &Round) -> String {
    let heading = round.heading();
    let mut text = String::new();
    let mut push = |key: &str, value: &str| {
        text.push_str(&format!("{key} = {value}\n"));
    };
    push("id", &quoted(heading.id.as_str()));
    push("title", &quoted(&heading.title));
    push("bureau", &quoted(&heading.bureau));
    push("year", &heading.year.to_string());
    push("scheme", &quoted("./scheme.toml"));
    if round.scheme().ranking.paper.is_some() {
        push("ranking", &quoted("./ranking.toml"));
    }
    if round.scheme().choosing.paper.is_some() {
        push("choosing", &quoted("./choosing.toml"));
    }
    push("operator", &quoted(&heading.operator));
    if let Some(date) = heading.filing_date {
        push("filing_date", &quoted(&date.to_string()));
    }
    if let Some(replaced) = heading.replaces {
        push("replaces", &quoted(&replaced.to_string()));
    }
    for (name, basis) in [("roster", &heading.roster), ("plan", &heading.plan)] {
        let Some(Basis { document, issuer, count }) = basis else { continue };
        let (document, issuer) = (quoted(document), quoted(issuer));
        text.push_str(&format!("\n[{name}]\ndocument = {document}\nissuer = {issuer}\ncount = {count}\n"));
    }
    text
}

/// A TOML basic string; control characters never get into a checked round.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// One line, each cell quoted only if it must be.
pub(crate) fn line(cells: &[String]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .buffer_capacity(256)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::with_capacity(64));
    // Writing to memory cannot fail, and the bytes are those of strings.
    let written = writer.write_record(cells).ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8(written).unwrap_or_default()
}

/// The cells of a line in normal form.
///
/// ```
/// assert_eq!(anzhi_tables::normal_cells("07,\"a, \"\"b\"\"\","), ["07", "a, \"b\"", ""]);
/// ```
pub fn normal_cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    let cells = reader.records().next().and_then(Result::ok);
    cells.iter().flat_map(csv::StringRecord::iter).map(str::to_owned).collect()
}

fn rows(round: &Round, table: Table) -> Vec<String> {
    let person = |candidate: CandidateRef, rest: Vec<String>, note: &Note| {
        with_note([vec![round.candidate(candidate).id().to_string()], rest].concat(), note)
    };
    match table {
        Table::ChoosingPaper | Table::RankingPaper | Table::Round | Table::Scheme | Table::Secret => {
            Vec::new()
        }
        Table::Candidates => {
            let entries = round.tells_entries();
            each(round.all_candidates(), |candidate| candidate_line(round, candidate, entries))
        }
        Table::Degrees => fact_lines(round, Source::Degrees),
        Table::Periods => fact_lines(round, Source::Periods),
        Table::Events => fact_lines(round, Source::Events),
        Table::Exams => mark_lines(round),
        Table::Vacancies => each(round.vacancies(), |vacancy| vacancy_line(round, vacancy)),
        Table::Relatives => each(round.relatives(), |row| {
            person(row.candidate, vec![row.unit.to_string(), row.relation.to_string()], &row.note)
        }),
        Table::Certificates => each(round.certificates(), |row| {
            person(row.candidate, vec![row.certificate.to_string(), row.date.to_string()], &row.note)
        }),
        Table::Preferences => each(round.preferences(), |row| {
            let vacancy = round.vacancy(row.vacancy);
            let rest = vec![row.order.to_string(), vacancy.id.to_string(), sitting(round, vacancy.sitting)];
            person(row.candidate, rest, &row.note)
        }),
        Table::Acknowledgements => each(round.acknowledgements(), |row| {
            let rest = vec![row.code.to_string(), row.date.to_string(), row.how.to_string()];
            person(row.candidate, rest, &row.note)
        }),
        Table::GiveUps => each(round.give_ups(), |row| {
            let kind = english(&GiveUpKind::WORDS, &row.kind);
            person(row.candidate, vec![kind, row.date.to_string()], &row.note)
        }),
        Table::Lots => each(round.lots(), |row| {
            let rest = vec![row.number.to_string(), row.drawn_by.to_string(), row.date.to_string()];
            person(row.candidate, rest, &row.note)
        }),
        Table::Answers => each(round.answers(), |row| {
            let decision = vec![row.code.to_string(), english(&AnswerWord::WORDS, &row.answer)];
            with_note([decision, authority(&row.authority)].concat(), &row.note)
        }),
        Table::Rulings => each(round.rulings(), |(row, _)| with_note(ruling_cells(row), &row.note)),
    }
}

/// The cells of a ruling that count.
pub(crate) fn ruling_cells(row: &Ruling) -> Vec<String> {
    let kind = english(&RulingKind::WORDS, &row.kind);
    let decision = vec![kind, row.object.to_string(), row.old.to_string(), row.new.to_string()];
    [decision, authority(&row.authority)].concat()
}

fn each<T>(rows: impl IntoIterator<Item = T>, line: impl Fn(T) -> String) -> Vec<String> {
    rows.into_iter().map(line).collect()
}

fn authority(authority: &Authority) -> Vec<String> {
    vec![authority.who.to_string(), authority.date.to_string(), authority.document.to_string()]
}

fn english<T: PartialEq>(words: &[(T, &'static str, &'static str)], word: &T) -> String {
    words.iter().find(|(other, ..)| other == word).map_or("", |(_, english, _)| english).to_owned()
}

fn with_note(mut cells: Vec<String>, note: &Note) -> String {
    cells.push(note.evidence.to_string());
    cells.push(note.remark.to_string());
    line(&cells)
}

fn sitting(round: &Round, sitting: SittingRef) -> String {
    round.scheme().sittings[usize::from(sitting.0)].key.to_string()
}

fn candidate_line(round: &Round, candidate: CandidateRef, entries: bool) -> String {
    let schema = &round.scheme().scoring.facts;
    let person = round.candidate(candidate);
    let mut cells = vec![person.id().to_string(), person.name.to_string(), sitting(round, person.sitting)];
    for (place, attribute) in (0..).zip(&schema.attributes) {
        let cell = person.dossier.attribute(anzhi_core::facts::AttributeId(place));
        cells.push(cell.to_normal(schema, attribute.kind));
    }
    if entries {
        cells.extend([person.entry.entered_by.to_string(), person.entry.checked_by.to_string()]);
    }
    with_note(cells, &person.note)
}

fn fact_lines(round: &Round, source: Source) -> Vec<String> {
    let schema = &round.scheme().scoring.facts;
    let of = |candidate: CandidateRef| {
        let person = round.candidate(candidate);
        person
            .dossier
            .rows(source)
            .iter()
            .map(move |row| fact_line(schema, source, person.id().as_str(), row))
    };
    round.all_candidates().flat_map(of).collect()
}

fn fact_line(schema: &FactSchema, source: Source, id: &str, row: &Row) -> String {
    let mut cells = vec![id.to_owned()];
    if source.has_kind() {
        cells.push(row.kind.to_string());
    }
    for (place, cell) in (0..).zip(&row.cells) {
        let kind = schema.field_kind(source, row.table, ColumnId(place));
        cells.push(kind.map_or_else(String::new, |kind| cell.to_normal(schema, kind)));
    }
    with_note(cells, &Note { evidence: row.evidence.clone(), remark: row.remark.clone() })
}

fn mark_lines(round: &Round) -> Vec<String> {
    let of = |person: &Candidate| {
        let mark = person.dossier.mark()?;
        Some(with_note(vec![person.id().to_string(), mark.to_string()], &person.mark_note))
    };
    round.candidates().iter().filter_map(of).collect()
}

fn vacancy_line(round: &Round, vacancy: &Vacancy) -> String {
    let scheme = round.scheme();
    let schema = &scheme.scoring.facts;
    let ladder = scheme.choosing.education.map(|(_, ladder)| scheme.scoring.ladder(ladder));
    let group = vacancy.group.map_or("", |group| scheme.ranking.groups[usize::from(group.0)].key.as_str());
    let sex = vacancy.sex.map_or(Cell::Blank, Cell::Category);
    let education = vacancy.education.and_then(|class| ladder?.classes.get(usize::from(class)));
    let cells = vec![
        vacancy.id.to_string(),
        vacancy.unit.to_string(),
        vacancy.post.to_string(),
        vacancy.seats.to_string(),
        sitting(round, vacancy.sitting),
        vacancy.kind.to_string(),
        group.to_owned(),
        sex.to_normal(schema, schema.attribute(FactSchema::SEX).kind),
        education.map_or_else(String::new, ToString::to_string),
        vacancy.age.map_or_else(String::new, |age| age.most.to_string()),
        vacancy.age.map_or_else(String::new, |age| age.on.to_string()),
        vacancy.certificate.as_deref().unwrap_or_default().to_owned(),
    ];
    with_note(cells, &vacancy.note)
}
