//! An honest round, and the papers of it as a whole.

use crate::office::{Office, codes, leads};
use anzhi_record::audit::{Audit, BasisLead, BasisPaper, Lead, RecordLead};
use anzhi_record::verify::{Answer, Step, Verdict, verify};
use anzhi_tables::read_round;

#[test]
fn of_an_honest_round_there_is_nothing_to_look_at() {
    assert_eq!(Office::new().leads(), []);
}

#[test]
fn a_roster_or_plan_of_another_number_is_the_first_line() {
    // Somebody more was handed over; and a seat less was given.
    let office = Office::new().replace("round.toml", "count = 5\n\n[plan]", "count = 6\n\n[plan]");
    let differs = |of, stated| Lead::Basis(BasisLead::Differs { of, stated, found: 5 });
    assert_eq!(office.leads(), [differs(BasisPaper::Roster, 6)]);
    let office = office.replace("round.toml", "issuer = \"编办\"\ncount = 5", "issuer = \"编办\"\ncount = 4");
    // Whatever else there is comes behind.
    let office = office.replace("candidates.csv", "录01,核01", "核01,核01");
    let leads = office.leads();
    assert_eq!(leads[..2], [differs(BasisPaper::Roster, 6), differs(BasisPaper::Plan, 4)]);
    assert_eq!(codes(&leads), ["roster-differs", "plan-differs", "entered-and-checked"]);
}

#[test]
fn a_round_without_roster_and_plan_says_so() {
    let mut office = Office::new();
    let text = office.files.get_mut("round.toml").unwrap();
    text.truncate(text.find("[plan]").unwrap());
    assert_eq!(office.leads(), [Lead::Basis(BasisLead::NotNamed(BasisPaper::Plan))]);
    // A difference comes before what is not named, whichever paper it is of.
    let text = office.files.get_mut("round.toml").unwrap();
    text.truncate(text.find("[roster]").unwrap());
    text.push_str("[plan]\ndocument = \"2号\"\nissuer = \"编办\"\ncount = 4\n");
    assert_eq!(codes(&office.leads()), ["plan-differs", "roster-not-named"]);
}

#[test]
fn what_is_odd_about_the_record_as_a_whole() {
    let mut office = Office::new();
    office.signs = false;
    assert_eq!(office.leads(), [Lead::Record(RecordLead::Unsigned)]);
    let office = Office::new().replace(
        "round.toml",
        "operator",
        &format!("replaces = \"{}\"\noperator", "5a".repeat(32)),
    );
    let replaced = "5a".repeat(32).parse().unwrap();
    assert_eq!(office.leads(), [Lead::Record(RecordLead::Replaces(replaced))]);
    // Nothing reads the files as handed in.
    let record = Office::new().record();
    let audit = Audit::of(&record, None).unwrap();
    assert_eq!(codes(audit.leads()), ["originals-unread"]);
}

#[test]
fn a_record_that_does_not_hold_is_not_looked_through() {
    let mut record = Office::new().record();
    let marks = String::from_utf8(record.file("round/exams.csv").unwrap().to_vec()).unwrap();
    record.files.insert("round/exams.csv".into(), marks.replace("65", "95").into_bytes());
    let report = Audit::of(&record, Some(&read_round)).err().unwrap();
    assert_eq!(report.answer(), Answer::Refuted);
    assert!(matches!(report.verdict(Step::Digests), Verdict::Failed(_)));
    // Nor is one of which nothing can be said.
    record.files.clear();
    assert!(Audit::of(&record, Some(&read_round)).is_err());
}

#[test]
fn records_of_the_first_version_are_looked_through() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/records/v1-small");
    let record = anzhi_record::Package::read(&folder).unwrap();
    assert_eq!(verify(&record, &[], Some(&read_round)).answer(), Answer::Unchecked);
    let codes = codes(&leads(&record));
    assert!(codes.starts_with(&["roster-not-named", "plan-not-named"]), "{codes:?}");
    assert!(codes.contains(&"no-stages") && codes.contains(&"entries-not-told"), "{codes:?}");
}
