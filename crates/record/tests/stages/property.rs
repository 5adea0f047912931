//! Random edits between stages are found if, and only if, the table of the document says so: a second judge, written
//! from its text, that knows nothing of digests.

use crate::tables::Tables;
use anzhi_record::stage::{Cover, Judged, Stage, StageKind};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One edit of the tables; every one can be made and made again.
fn edit(tables: &mut Tables, which: u8) {
    let has = |tables: &Tables, table: &str, begins: &str| {
        tables.rows(table).iter().any(|row| row.starts_with(begins))
    };
    let mut toggle = |table: &str, row: &str| {
        let begins = row.strip_suffix(",,").unwrap();
        if has(tables, table, begins) { tables.drop(table, begins) } else { tables.add(table, row) }
    };
    match which {
        0 => toggle("vacancies", "V9,某局,某职,1,,"),
        1 => toggle("relatives", "3,某局,父女,,"),
        2 => toggle("certificates", "3,某证,2026-05-01,,"),
        3 => toggle("lots", "3,2,本人,2026-06-24,,"),
        4 => toggle("give_ups", "3,late,2026-06-25,,"),
        5 => toggle("preferences", "5,1,V2,,"),
        6 => toggle("preferences", "4,2,V1,,"),
        7 => toggle("rulings", "exclude,candidate/4,,,组,2026-06-01,1号,,"),
        8 => toggle("degrees", "2,大专,2005-07-01,yes,,"),
        9 => {
            toggle("candidates", "9,测九,M,1988-01-25,2007-12-10,,技12,,,");
            toggle("degrees", "9,本科,2011-07-01,yes,,");
            toggle("exams", "9,71.5,,");
        }
        10 => swap(tables, "exams.csv", "3,91.5,", "3,95.5,"),
        11 => swap(tables, "candidates.csv", "测丁", "测丁丁"),
        12 => swap(tables, "round.toml", "虚构年度\"", "虚构年度（改）\""),
        13 => swap(tables, "vacancies.csv", "派出所民警,2,", "派出所民警,3,"),
        14 => swap(tables, "lots.csv", "2,1,本人", "2,7,本人"),
        15 => swap(tables, "give_ups.csv", "gave_up,2026-06-25", "absent,2026-06-25"),
        // What never counts.
        16 => swap(tables, "exams.csv", "2,84,,", "2,84,卷一,补录"),
        _ => swap(tables, "degrees.csv", "yes,,", "yes,,备注"),
    }
}

/// Puts one text in the place of the other, whichever is there.
fn swap(tables: &mut Tables, file: &str, one: &str, other: &str) {
    let is_other = tables.0[file].contains(other);
    let (from, to) = if is_other { (other, one) } else { (one, other) };
    tables.replace(file, from, to);
}

/// What there is, in the words of the document: object and all its rows without evidence and remark.
fn objects(tables: &Tables) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, kind) in [
        ("vacancies", "vacancy"),
        ("candidates", "person"),
        ("degrees", "person"),
        ("relatives", "papers"),
        ("certificates", "papers"),
        ("exams", "mark"),
        ("preferences", "preferences"),
        ("lots", "lot"),
        ("give_ups", "give-up"),
    ] {
        for row in tables.rows(table) {
            let cells: Vec<&str> = row.split(',').collect();
            let counted = format!("{table} {}", cells[..cells.len() - 2].join(","));
            all.entry(format!("{kind}/{}", cells[0])).or_default().insert(counted);
        }
    }
    for row in tables.rows("rulings") {
        let counted = row.strip_suffix(",,").unwrap().to_owned();
        all.insert(format!("ruling:{counted}"), BTreeSet::from([counted]));
    }
    all.insert("round".into(), BTreeSet::from([tables.0["round.toml"].clone()]));
    all
}

/// The table of the document, read aloud.
fn needs_ruling(object: &str, was: bool, is: bool, posted: &[StageKind]) -> bool {
    let after = |kind| posted.contains(&kind);
    let added = !was && is;
    match object.split(['/', ':']).next().unwrap() {
        "vacancy" | "round" => after(StageKind::Plan),
        "person" | "papers" => after(StageKind::Scores) || after(StageKind::Ranking),
        "mark" if added => after(StageKind::Exams) || after(StageKind::Ranking),
        "lot" if added => after(StageKind::Ranking),
        "preferences" | "give-up" | "ruling" if added => false,
        "mark" | "lot" | "preferences" | "give-up" | "ruling" => true,
        other => unreachable!("{other}"),
    }
}

/// What the second judge finds between two sides: kinds of object and ids, rulings by how many.
fn expected(earlier: &Tables, later: &Tables, posted: &[StageKind]) -> Vec<String> {
    let (was, is) = (objects(earlier), objects(later));
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let differs = names.into_iter().filter(|name| was.get(*name) != is.get(*name));
    let needed =
        differs.filter(|name| needs_ruling(name, was.contains_key(*name), is.contains_key(*name), posted));
    let mut found: Vec<String> = needed.map(|name| name.split(':').next().unwrap().to_owned()).collect();
    found.sort();
    found
}

/// What the program finds between two sides, in the same words.
fn found(judged: &Judged, place: usize) -> Vec<String> {
    let Some(transition) = judged.transitions.get(place) else { return Vec::new() };
    let missing = transition.changes.iter().filter(|change| change.cover == Cover::Missing);
    let name = |object: String| if object.starts_with("ruling/") { "ruling".into() } else { object };
    let mut found: Vec<String> = missing.map(|change| name(change.object.to_string())).collect();
    found.sort();
    found
}

fn kinds() -> impl Strategy<Value = StageKind> {
    prop::sample::select(StageKind::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn edits_are_found_as_the_table_says(
        rounds in prop::collection::vec((kinds(), prop::collection::vec(0_u8..18, 0..4)), 1..4),
    ) {
        let mut tables = Tables::new();
        let (mut sides, mut stages) = (Vec::new(), Vec::<Stage>::new());
        for (kind, edits) in &rounds {
            // A round whose ranking is open has no such stage.
            let Some(stage) = tables.forced(*kind, stages.last()) else { continue };
            sides.push((*kind, tables.clone()));
            stages.push(stage);
            edits.iter().for_each(|which| edit(&mut tables, *which));
        }
        let judged = tables.judged(&stages);
        let kinds: Vec<StageKind> = sides.iter().map(|(kind, _)| *kind).collect();
        let later = sides.iter().skip(1).map(|(_, tables)| tables).chain([&tables]);
        for (place, later) in later.enumerate().take(sides.len()) {
            let expected = expected(&sides[place].1, later, &kinds[..=place]);
            prop_assert_eq!(found(&judged, place), expected, "{} {:?}", place, rounds);
        }
    }
}
