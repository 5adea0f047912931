//! One cell of a round is changed: the diff names whose it is and the cell, and of others only what follows from it.

use crate::rounds::Files;
use anzhi_record::Package;
use anzhi_record::diff::{Diff, RowChange, diff};
use anzhi_record::stage::How;
use anzhi_record::verify::Severity;
use proptest::prelude::{ProptestConfig, TestCaseError, any, prop_assert, prop_assert_eq};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const ROUNDS: [&str; 4] = ["after-meeting", "county", "small", "two-sittings"];
const TABLES: [&str; 13] = [
    "candidates",
    "degrees",
    "periods",
    "events",
    "exams",
    "vacancies",
    "relatives",
    "certificates",
    "preferences",
    "acknowledgements",
    "give_ups",
    "lots",
    "rulings",
];

static OLD: LazyLock<Vec<(Files, Package)>> = LazyLock::new(|| {
    ROUNDS
        .iter()
        .map(|round| {
            let files = Files::of(round);
            let record = files.record();
            (files, record)
        })
        .collect()
});

/// A cell that is changed: whose row it stands in, and what it becomes.
#[derive(Debug)]
struct Edit {
    table: &'static str,
    owner: String,
    column: String,
    old: String,
    new: String,
}

/// Changes one cell that is not the first of its row: to what stands in another row, or to something near.
fn edit(files: &Files, [table, row, column, value]: [usize; 4]) -> Option<(Files, Edit)> {
    let there: Vec<&'static str> =
        TABLES.into_iter().filter(|table| files.0.contains_key(&format!("{table}.csv"))).collect();
    let table = there[table % there.len()];
    let file = format!("{table}.csv");
    let text = files.0.get(&file)?;
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let (head, rows) = lines.split_first()?;
    let row = row % rows.len();
    // Most of a list cannot be another but the vacancies on it.
    let column = if table == "preferences" && column % 4 > 0 { 2 } else { 1 + column % (head.len() - 1) };
    let old = rows[row][column];
    let of_vacancies = || files.0["vacancies.csv"].lines().skip(1).filter_map(|line| line.split(',').next());
    let there: Vec<&str> = match head[column] {
        "vacancy" => of_vacancies().collect(),
        _ => rows.iter().map(|row| row[column]).collect(),
    };
    let new = match (value % 3, old.parse::<f64>(), old.rsplit_once('-')) {
        (0, Ok(_), _) => format!("{old}{}", if old.contains('.') { "1" } else { ".5" }),
        (1, _, Some((month, day))) if day.len() == 2 => format!("{month}-{:02}", 1 + value % 27),
        (2, _, _) if !old.is_empty() && value % 2 == 0 => format!("{old}丙"),
        _ => there[value % there.len()].to_owned(),
    };
    let mut changed = rows.to_vec();
    changed[row][column] = &new;
    let all: Vec<String> =
        [head.clone()].into_iter().chain(changed).map(|row| row.join(",") + "\n").collect();
    let mut edited = files.clone();
    edited.0.insert(file, all.concat());
    let owner = match table {
        "rulings" => rows[row][1].split('/').nth(1).unwrap_or_default().to_owned(),
        _ => rows[row][0].to_owned(),
    };
    let column = head[column].to_owned();
    Some((edited, Edit { table, owner, column, old: old.into(), new }))
}

/// What a row that differs says of the edit.
fn names(edit: &Edit, rows: &[RowChange]) -> bool {
    let of_table: Vec<&RowChange> =
        rows.iter().filter(|row| anzhi_tables::layout::file_names(row.table).0 == edit.table).collect();
    let cell = |row: &RowChange, old: &str, new: &str| {
        row.cells
            .iter()
            .any(|cell| cell.column == edit.column && cell.values.old == old && cell.values.new == new)
    };
    match of_table[..] {
        // By what tells rows from each other it is another row.
        [one, other] if one.how != How::Changed => {
            let (removed, added) = if one.how == How::Removed { (one, other) } else { (other, one) };
            cell(removed, &edit.old, "") && cell(added, "", &edit.new)
        }
        [row] => row.cells.len() == 1 && cell(row, &edit.old, &edit.new),
        _ => false,
    }
}

/// Who is named of whom nothing was changed and nothing follows.
fn needless<'d>(diff: &'d Diff, edit: &Edit) -> Vec<&'d str> {
    let follows = |person: &&anzhi_record::diff::PersonDiff| {
        let results = person.results.iter().all(|change| change.field.severity() <= Severity::Order);
        let told = !person.results.is_empty() || !person.warnings.is_empty();
        results && told && person.rows.is_empty() && person.figures.is_empty()
    };
    let others = diff.people.iter().filter(|person| person.id.as_str() != edit.owner);
    others.filter(|person| !follows(person)).map(|person| person.id.as_str()).collect()
}

/// How often an edit of each table came as far as a record.
type Reached = BTreeMap<&'static str, u32>;

fn one_cell(round: usize, at: [u16; 4], reached: &RefCell<Reached>) -> Result<(), TestCaseError> {
    let (files, old) = &OLD[round];
    let Some((edited, edit)) = edit(files, at.map(usize::from)) else { return Ok(()) };
    // What cannot be read, or leaves a question open, is no record.
    let Some(signed) = edited.signed_if_read() else { return Ok(()) };
    let signed = if edit.table == "acknowledgements" { edited } else { signed };
    let Some(new) = signed.sealed() else { return Ok(()) };
    let diff = diff(old, &new, None).map_err(|_| TestCaseError::fail("refused"))?;
    if edit.old == edit.new {
        prop_assert!(diff.is_empty(), "{edit:?}");
        return Ok(());
    }
    *reached.borrow_mut().entry(edit.table).or_default() += 1;
    let own = diff.people.iter().find(|person| person.id.as_str() == edit.owner).map(|person| &*person.rows);
    let vacancy = diff.vacancies.iter().find(|vacancy| vacancy.id.as_str() == edit.owner).map(|v| &*v.rows);
    let rows = own.or(vacancy).filter(|rows| !rows.is_empty()).unwrap_or(&diff.whole.rows);
    prop_assert!(names(&edit, rows), "{edit:?} {rows:?}");
    prop_assert_eq!(needless(&diff, &edit), Vec::<&str>::new(), "{:?}", edit);
    let others = rows.iter().map(|row| anzhi_tables::layout::file_names(row.table).0);
    let others: Vec<_> = others.filter(|table| ![edit.table, "acknowledgements"].contains(table)).collect();
    prop_assert!(others.is_empty(), "{edit:?} {others:?}");
    let mut vacancies = diff.vacancies.iter().filter(|vacancy| vacancy.id.as_str() != edit.owner);
    prop_assert!(vacancies.all(|vacancy| vacancy.rows.is_empty()), "{edit:?}");
    Ok(())
}

#[test]
fn one_cell_is_named_and_nobody_else() {
    let config = ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let reached = RefCell::default();
    runner.run(&(0_usize..4, any::<[u16; 4]>()), |(round, at)| one_cell(round, at, &reached)).unwrap();
    let reached = reached.into_inner();
    let rare: Vec<_> =
        TABLES.iter().filter(|table| reached.get(*table).copied().unwrap_or_default() < 3).collect();
    assert!(rare.is_empty(), "too seldom: {rare:?} of {reached:?}");
}
