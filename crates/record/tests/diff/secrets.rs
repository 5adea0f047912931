//! Under two secrets every salt, code and digest of a sheet is another: that is nobody's change.

use crate::rounds::{Files, between};
use crate::told::{ids, told};
use anzhi_core::place::stand;
use anzhi_tables::read_round;

const OTHER: &str = "0808080808080808080808080808080808080808080808080808080808080808";

/// The same round under another secret: signed anew on the same days.
fn under_another_secret(files: &Files) -> Files {
    let mut other = files.clone();
    other.0.insert("secret.hex".into(), format!("{OTHER}\n"));
    let signed = other.signed();
    let rows = signed.0["acknowledgements.csv"].lines().zip(files.0["acknowledgements.csv"].lines());
    let row = |(new, old): (&str, &str)| {
        let (new, old): (Vec<&str>, Vec<&str>) = (new.split(',').collect(), old.split(',').collect());
        assert_eq!(new[0], old[0]);
        [&[old[0], new[1]], &old[2..]].concat().join(",") + "\n"
    };
    other.0.insert("acknowledgements.csv".into(), rows.map(row).collect());
    other
}

#[test]
fn another_secret_is_nobodys_change() {
    for round in ["county", "small", "grade-groups", "two-sittings"] {
        let old = Files::of(round);
        let diff = between(&old, &under_another_secret(&old));
        assert!(diff.other_secret && !diff.is_empty());
        assert_eq!(
            (ids(&diff), diff.vacancies.len(), &diff.whole),
            (Vec::new(), 0, &Default::default()),
            "{round}"
        );
    }
}

#[test]
fn what_differs_besides_is_told_all_the_same() {
    let old = Files::of("small");
    let new = under_another_secret(&old.with("exams.csv", "2,84,", "2,84.01,"));
    let diff = between(&old, &new);
    assert_eq!(
        (ids(&diff), told(&diff, "2")),
        (vec!["2"], vec!["Input".into(), "exams changed: mark 84 → 84.01".into()])
    );
    // The day of a signature is no code.
    let new =
        under_another_secret(&old.with("acknowledgements.csv", "K,2026-05-20,当面", "K,2026-05-21,当面"));
    let expected = ["Input", "acknowledgements changed: date 2026-05-20 → 2026-05-21"];
    assert_eq!(told(&between(&old, &new), "2"), expected);
}

/// Codes of questions and of what was posted hang on the secret as well.
#[test]
fn answers_and_changes_are_compared_without_their_codes() {
    let header = "code,answer,who,date,document,evidence,remark";
    let answered = |secret: Option<&str>| {
        let mut files = Files::of("small").with("exams.csv", "2,84,", "2,85,");
        if let Some(secret) = secret {
            files = under_another_secret(&Files::of("small"));
            files = files.with("exams.csv", "2,84,", "2,85,");
            assert!(files.0["secret.hex"].starts_with(secret));
        }
        let round = read_round(&files.bytes()).unwrap().round.unwrap();
        let code = stand(&round).unwrap().questions[0].code;
        files.and("answers.csv", header, &format!("{code},stands,领导小组,2026-06-21,6号,,"))
    };
    assert!(between(&answered(None), &answered(Some(OTHER))).people.is_empty());
    // Of the changes of what was posted, what they are about and who decided is compared.
    let old = Files::of("after-meeting");
    let codes = ["P0ZZ-CY24-636Z-5SC4-1", "Q9W1-DFWF-077Y-MGA1-W"];
    let new = under_another_secret(&old.with("rulings.csv", codes[0], codes[1]));
    assert!(between(&old, &new).people.is_empty());
    let new = under_another_secret(&old.with("rulings.csv", "change,mark/02,P0ZZ", "change,mark/03,P0ZZ"));
    assert_eq!(ids(&between(&old, &new)), ["02", "03"]);
}
