//! Tables that nobody of the project had turned into a scheme, written as schemes from the document of the
//! language alone: they load, and come to the points that somebody else computed by hand.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::points::Points;
use anzhi_report::{Lang, Tested, scheme_tested_text};
use anzhi_schemes::{Example, examples, load};
use std::fs;
use std::path::PathBuf;

#[test]
fn tables_written_from_the_document_alone_come_to_the_points_computed_by_hand() {
    for (table, people) in [("1", 6), ("1-again", 6), ("2", 6), ("3", 6)] {
        let read = |file: &str| {
            let readers = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/readers");
            fs::read_to_string(readers.join(table).join(file)).unwrap()
        };
        let loaded = load(&read("scheme.toml")).unwrap_or_else(|faults| panic!("{table}: {faults:?}"));
        let worked =
            examples(&read("examples.toml"), &loaded).unwrap_or_else(|faults| panic!("{table}: {faults:?}"));
        assert_eq!(worked.len(), people, "{table}");
        let tested = Tested::new(table, &loaded, &worked);
        assert!(tested.holds(), "{}", scheme_tested_text(&tested, Lang::En));
        let expected = read("expected.md");
        worked.iter().for_each(|example| stands_in(&expected, example));
    }
}

/// The points of an example are those of the person's row in the table computed by hand.
fn stands_in(expected: &str, example: &Example) {
    let name = example.title.split('（').next().unwrap();
    let row = expected.lines().find(|line| line.starts_with(&format!("| {name} |"))).unwrap();
    // Behind the name stand seven items, the exam among them, and the total.
    let figures: Vec<Points> =
        row.split('|').skip(2).take(8).map(|cell| cell.trim().parse().unwrap()).collect();
    if let Some(total) = example.total {
        assert_eq!(figures[7], total, "{name}");
    }
    for (_, points) in &example.points {
        assert!(*points == Points::ZERO || figures[..7].contains(points), "{name}: {points}");
    }
}
