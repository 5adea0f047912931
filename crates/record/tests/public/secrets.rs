//! Nothing that could be anybody's stands in the edition of any round under `testdata`.

use crate::rounds::{ROUNDS, edition_of, record};
use anzhi_core::points::Points;
use anzhi_record::Package;
use serde_json::Value;
use std::collections::BTreeSet;

/// All texts of a JSON value; names of keys are the program's own.
fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Array(list) => list.iter().for_each(|inner| texts(inner, found)),
        Value::Object(fields) => fields.values().for_each(|inner| texts(inner, found)),
        Value::Bool(_) | Value::Null | Value::Number(_) => {}
    }
}

/// All cells of a table in the record.
fn cells(record: &Package, table: &str) -> BTreeSet<String> {
    let Some(bytes) = record.file(&format!("round/{table}.csv")) else { return BTreeSet::new() };
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    text.lines().skip(1).flat_map(of_line).filter(|cell| !cell.is_empty()).collect()
}

/// The cells of one line, quoted ones without their quotation marks.
fn of_line(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // Two marks within a quotation are one of the cell's own.
            '"' if quoted && rest.next_if_eq(&'"').is_some() => cells.last_mut().unwrap().push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}

/// The tables that say something of people.
const OF_PEOPLE: [&str; 11] = [
    "acknowledgements",
    "answers",
    "candidates",
    "certificates",
    "degrees",
    "events",
    "exams",
    "give_ups",
    "lots",
    "periods",
    "relatives",
];

/// Whether some part of a text is a day.
fn has_a_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize, count: usize| bytes[from..from + count].iter().all(u8::is_ascii_digit);
    (0..bytes.len().saturating_sub(9)).any(|at| {
        digits(at, 4)
            && bytes[at + 4] == b'-'
            && digits(at + 5, 2)
            && bytes[at + 7] == b'-'
            && digits(at + 8, 2)
    })
}

#[test]
fn no_id_name_day_or_fact_of_anybody_is_published() {
    for name in ROUNDS {
        let record = record(name);
        let edition = edition_of(&record);
        let text = String::from_utf8(edition.to_bytes()).unwrap();
        assert!(!has_a_day(&text), "{name}: a day, as of birth or of an award");
        // What is public anyway: vacancies, the names of round and scheme, sittings and groups.
        let mut open = cells(&record, "vacancies");
        texts(&serde_json::to_value(&edition.round).unwrap(), &mut open);
        texts(&serde_json::to_value(&edition.scheme).unwrap(), &mut open);
        open.extend(edition.groups.iter().cloned());
        open.extend(edition.sittings.iter().map(|sitting| sitting.id.clone()));
        let everything_open = open.iter().cloned().collect::<Vec<_>>().join("\n");
        let ids = cells(&record, "candidates");
        assert!(ids.len() > 5, "{name}: the table was not read");
        for table in OF_PEOPLE {
            for cell in cells(&record, table) {
                // Short numbers and words of the table of vacancies stand in it for another reason.
                let told = cell.chars().count() > 1 && cell.parse::<Points>().is_err();
                let elsewhere = everything_open.contains(&cell) || is_a_word(&cell);
                assert!(
                    !told || elsewhere || !text.contains(&cell),
                    "{name}: {cell} of {table} is published"
                );
            }
        }
        // Whatever is left is a total, or the salt.
        let mut left = BTreeSet::new();
        texts(&serde_json::to_value(&edition).unwrap(), &mut left);
        let people: BTreeSet<String> = record_ids(&record);
        for text in left.difference(&open).filter(|text| !is_a_word(text)) {
            let total = text.parse::<Points>().is_ok();
            assert!(total || *text == edition.salt, "{name}: {text} is published");
            assert!(!people.contains(text), "{name}: {text} is somebody's id");
        }
    }
}

fn record_ids(record: &Package) -> BTreeSet<String> {
    let text = String::from_utf8(record.file("round/candidates.csv").unwrap().to_vec()).unwrap();
    text.lines().skip(1).filter_map(|row| row.split(',').next().map(String::from)).collect()
}

/// The closed words of the edition.
fn is_a_word(text: &str) -> bool {
    let words = [
        "absent",
        "assigned",
        "chose",
        "closed",
        "elsewhere",
        "end_of_group",
        "end_of_list",
        "excluded",
        "exhausted",
        "gave_up",
        "gone",
        "had",
        "late",
        "leftover",
        "out",
        "placed",
        "placed_by_ruling",
        "timed_out",
    ];
    words.contains(&text)
}

/// Lists of people without a rank tell nothing by their order.
#[test]
fn nothing_stands_in_the_order_of_ids() {
    for name in ROUNDS {
        let edition = edition_of(&record(name));
        for sitting in &edition.sittings {
            assert!(sitting.unranked.is_sorted(), "{name}");
            assert!(sitting.candidates.is_sorted_by_key(|candidate| candidate.rank), "{name}");
        }
    }
}

#[test]
fn quoted_cells_are_read_as_what_they_hold() {
    assert_eq!(
        of_line(r#"V5,某单位,"""一村""师",3,"a,b",,x"#),
        ["V5", "某单位", "\"一村\"师", "3", "a,b", "", "x"]
    );
    assert_eq!(of_line(r#"",""#), [","]);
}
