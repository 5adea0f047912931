//! Another scheme, another filled gap: what nobody has handed in moves people all the same.

use crate::rounds::{Files, between};
use crate::told::{ids, moved, told};
use anzhi_core::scheme::Part;

/// The small round under a scheme of its own.
fn own(changes: &[(&str, &str)]) -> Files {
    let mut files = Files::of("small").with("scheme.toml", "id = \"county-reference\"", "id = \"own\"");
    for (from, to) in changes {
        files = files.with("scheme.toml", from, to);
    }
    files.signed()
}

/// With 6 points for a battalion commander, 2 (28.90, of whom 4 are for the grade) passes 1 (30.85, 5 for the grade).
#[test]
fn another_figure_moves_without_anything_handed_in() {
    let (old, new) = (own(&[]), own(&[("\"正营\" = \"4\"", "\"正营\" = \"6\"")]));
    let diff = between(&old, &new);
    let paper = &diff.whole.papers[0];
    assert_eq!((diff.whole.papers.len(), paper.part, paper.scores_otherwise), (1, Part::Scoring, true));
    let two = told(&diff, "2");
    assert_eq!(
        two[..5],
        ["Order", "Rank 2 → 1", "Total 28.9 → 30.9", "Assessment 20.5 → 22.5", "grade 4 → 6"]
    );
    // Everybody has signed anew, for the scoring part stands on every sheet; 1 goes to the second place besides.
    assert_eq!(ids(&diff), ["1", "2", "4", "3", "5"]);
    assert_eq!(told(&diff, "1")[..2], ["Order", "Rank 1 → 2"]);
    assert_eq!(told(&diff, "5").len(), 2);
    // Where it moves somebody, the cause is not their own: 4 passes 2, and has the vacancy that both listed.
    let new = own(&[("\"正营\" = \"4\"", "\"正营\" = \"1\"")]);
    let diff = between(&old, &new);
    assert_eq!(moved(&diff, "2"), "V2 → exhausted [Standard] Full(4) - Place");
    assert_eq!(moved(&diff, "4"), "V1 → V2 [Others] Earlier { preference: 1 } Full(2) Place");
}

#[test]
fn texts_alone_are_a_file_and_concern_nobody() {
    let (old, new) = (own(&[]), own(&[("title = \"军龄\"", "title = \"军龄（年）\"")]));
    let diff = between(&old, &new);
    assert!(diff.people.is_empty());
    let paper = &diff.whole.papers[0];
    assert!(!paper.scores_otherwise && !paper.names.differ());
    // Ranking is no scoring either: nobody signs anew, and nobody is tied here.
    let new = own(&[("\"earlier:enlisted\"", "\"later:enlisted\"")]);
    assert!(between(&old, &new).people.is_empty());
}

/// An item under another name with the same title is the same item; one of another title stands by itself.
#[test]
fn items_are_held_together_by_name_or_title() {
    let (old, new) = (own(&[]), own(&[("id = \"discipline\"", "id = \"sanctions\"")]));
    assert_eq!(told(&between(&old, &new), "4").len(), 2); // the signature alone
    let other = [("id = \"discipline\"", "id = \"sanctions\""), ("title = \"惩戒\"", "title = \"处分\"")];
    let diff = between(&old, &own(&other));
    assert_eq!(told(&diff, "4")[..3], ["Score", "discipline -0.5 → -", "sanctions - → -0.5"]);
}

/// 17 alone has a grade without points; a ruling had filled it with 7.
#[test]
fn another_filling_is_no_ruling_on_anybody() {
    let old = Files::of("county");
    let new = old.with("rulings.csv", "fill_gap,gap/grade.技7,,7,", "fill_gap,gap/grade.技7,,0.5,").signed();
    let diff = between(&old, &new);
    // 40.05 is less than the 40.11 of 05: 02 has the seat that both have first, and 17 that of 02.
    assert_eq!(moved(&diff, "17"), "01-1 → 02-1 [Standard] Full(02) Earlier { preference: 1 } Place");
    assert_eq!(
        told(&diff, "17")[1..6],
        [
            "Vacancy 01-1 → 02-1",
            "Preference 1 → 2",
            "Rank 1 → 3",
            "Total 46.55 → 40.05",
            "Assessment 38.5 → 32"
        ]
    );
    assert_eq!(moved(&diff, "02"), "02-1 → 01-1 [Others] Earlier { preference: 1 } Full(17) Place");
    assert_eq!(crate::told::rows(&diff.whole.rows), ["rulings changed: new 7 → 0.5"]);
}

/// The paper on choosing alone may be another while the scoring stays.
#[test]
fn papers_of_their_own_stand_for_their_parts() {
    let old = own(&[]).with(
        "vacancies.csv",
        "V3,某县财政局,预算科科员,1,main,,,,本科",
        "V3,某县财政局,预算科科员,1,main,,,,",
    );
    let only_choosing = |name: &&str| {
        let text = anzhi_schemes::shipped(name).unwrap();
        anzhi_schemes::load(text).unwrap().scheme.identity.parts == [Part::Choosing]
    };
    let paper = anzhi_schemes::shipped_names().find(only_choosing).unwrap();
    let named = "scheme = \"./scheme.toml\"\nchoosing = \"./choosing.toml\"";
    let mut new = old.with("round.toml", "scheme = \"./scheme.toml\"", named);
    new.0.insert("choosing.toml".into(), anzhi_schemes::shipped(paper).unwrap().to_owned());
    let diff = between(&old, &new);
    assert_eq!((diff.whole.papers.len(), diff.whole.papers[0].part), (1, Part::Choosing));
    assert!(diff.whole.papers[0].names.old.is_none() && diff.whole.papers[0].names.new.is_some());
}
